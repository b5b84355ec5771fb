"""Part 744 of the Export Administration Regulations, as eCFR gives it in XML -> one list with three sections.

Values that flow: bytes -> the tables of Supplements No. 4 (Entity List), 6 (Unverified List) and 7 (Military End-User
List) -> rows -> `Party`s with country, names, addresses, licence requirement, review policy and the Federal Register
citations as notices. The hard problem: a country stands once, in the first of its rows, and some rows have no country
cell with text at all; parties also stand in headings ("The following eight subordinate institutions ...") and share a
citation with them. So country, licence requirement and citations carry on downwards, cells are found by their headings
and every row becomes parties, a heading that is counted, or `Unplaced`. Rejected: an edition named after today; the
file prints no date, so the newest citation in it must not be later than the edition's day, or the user is asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from catalogue.importers.reading import Format, Progress, Reading, Source, Target, Unplaced
from catalogue.importers.us.part744notes import Missing, not_in_the_text, stays
from catalogue.importers.us.partycells import Named, lists_below, parties_in
from catalogue.importers.us.partyxml import Node, read_tree
from catalogue.importers.us.usparties import CARD, CATALOGUE, countries, day_in, printed_day
from catalogue.model import Check, Words
from catalogue.parties import ListNotice, Party, PartyList
from catalogue.problems import BadInput

EDITION = "2026-07-23"
"""The edition a file without a date is taken for, where nothing in it is younger."""

SOURCE = "15 CFR Part 744 (eCFR)"
SECTIONS = {
    "4": ("entity-list", Words("美国实体清单", "US Entity List")),
    "6": ("unverified-list", Words("美国未经核实清单", "US Unverified List")),
    "7": ("military-end-users", Words("美国军事最终用户清单", "US Military End-User List")),
}
_SUPPLEMENT = re.compile(r"Supplement No\. (\d+) to Part 744")
_CITATION = re.compile(
    r"(\d+) (?:FR ){1,2}(\d+)(?:,\s*((?:\d{1,2}/\d{1,2}/\d{2,4})|(?:[A-Z][a-z]+\.? \d{1,2}, \d{4})))?"
)
_ADDRESS_ENTRY = re.compile(r"^Address \d+$")
_HEADING = re.compile(r"^(?:The following\b.*|subordinate institu\w*on:?|\[Reserved\])$", re.I | re.S)


def recognises(source: Source) -> bool:
    """True for XML that names Part 744 near its beginning."""
    start = source.data[:4000]
    return start.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<") and b'N="744"' in start


def read_part744(source: Source, target: Target, progress: Progress) -> Reading:
    """The three lists of Part 744 as one edition. Raises BadInput for what is no such file."""
    root = read_tree(source)
    codes = countries()
    work = _Work(codes)
    supplements = [(n, part) for part in root.every("DIV9") if (n := _number(part)) in SECTIONS]
    for done, (number, part) in enumerate(supplements):
        progress(done, len(supplements))
        key, _ = SECTIONS[number]
        for table in part.every("TABLE"):
            _read_table(table, key, number, work)
    progress(len(supplements), len(supplements))
    if not work.parties:
        raise BadInput.because(
            "this file holds no table of Supplements No. 4, 6 or 7 to Part 744",
            file=source.path,
            hint="give Part 744 whole, as eCFR gives it in XML",
            zh="文件中没有第744部分第4、6、7号附录的表格",
            hint_zh="请使用 eCFR 的第744部分完整 XML",
        )
    edition, as_of = _edition(source, target, work)
    for number, part in supplements:
        _add_missing(not_in_the_text((part,)), SECTIONS[number][0], work)
    stayed = stays(root)
    one = PartyList(
        id=edition,
        pack=CATALOGUE,
        title=Words("美国出口管制条例第744部分名单", "Lists of EAR Part 744"),
        authority=Words("美国商务部工业与安全局", "Bureau of Industry and Security, US Department of Commerce"),
        as_of=as_of,
        effective=as_of,
        notices=work.notices | {notice.id: notice for notice in stayed},
        parties=tuple(work.parties),
        copies={"ecfr": f"{SOURCE}, {as_of}"},
        sections=dict(SECTIONS.values()),
    )
    return Reading(
        catalogue=CATALOGUE,
        card=CARD,
        lists=(one,),
        unplaced=tuple(work.unplaced),
        remarks=(*_remarks(work, target), *_told_notes(work, stayed)),
    )


@dataclass(slots=True)
class _Work:
    codes: dict[str, str]
    parties: list[Party] = field(default_factory=list[Party])
    notices: dict[str, ListNotice] = field(default_factory=dict[str, ListNotice])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    rows: int = 0
    headings: int = 0
    carried: int = 0
    unknown: set[str] = field(default_factory=set[str])
    missing: list[Missing] = field(default_factory=list[Missing])

    @property
    def newest(self) -> dt.date | None:
        """The youngest citation."""
        return max((n.published for n in self.notices.values() if n.published), default=None)


@dataclass(slots=True)
class _Above:
    """What a row takes from the rows above it."""

    country: str = ""
    licence: str = ""
    policy: str = ""
    citations: str = ""


NOTED = ("requirement", "policy")
"""Columns in which a raised figure is the sign of a footnote; the footnotes of § 744.11 say which rules apply."""


def _number(part: Node) -> str:
    found = _SUPPLEMENT.match(part.attributes.get("N", ""))
    return found[1] if found else ""


def _read_table(table: Node, key: str, number: str, work: _Work) -> None:
    columns = [_heading(cell) for cell in table.every("TH")]
    above = _Above()
    for row in table.every("TR"):
        nodes = [cell for cell in row.children if cell.tag == "TD"]
        cells = [cell.text for cell in nodes]
        if not cells or len(cells) == 1:
            continue
        work.rows += 1
        where = Words(f"第{number}号附录第{row.line}行", f"Supplement No. {number}, line {row.line}")
        if len(cells) > len(columns) or len(cells) < len(columns) - 1:
            work.unplaced.append(
                Unplaced(where, " | ".join(cells), Words("列数与表头不符", "not the columns of the table"))
            )
            continue
        if len(cells) == len(columns) - 1:
            cells.insert(0, "")
        marked = [""] * (len(cells) - len(nodes)) + [cell.noted for cell in nodes]
        texts = {name: marked[at] if name in NOTED else cells[at] for at, name in enumerate(columns)}
        _read_row(texts, key, where, above, work)


def _heading(cell: Node) -> str:
    words = " ".join(cell.text.split()).lower()
    for name in ("country", "entity", "person", "requirement", "policy", "citation"):
        if name in words:
            return "entity" if name == "person" else name
    return words


def _read_row(row: dict[str, str], key: str, where: Words, above: _Above, work: _Work) -> None:
    country = " ".join(row.get("country", "").split())
    if country:
        above.country = country
        if country.upper() not in work.codes:
            work.unknown.add(country)
    text = row.get("entity", "").strip()
    if not text or (_HEADING.match(text) and not lists_below(text)):
        work.headings += 1
        if not text:
            work.unplaced.append(Unplaced(where, " | ".join(row.values()), Words("没有名称", "no name")))
        _carry(row, above, keep=not row.get("citation", "").strip())
        return
    _carry(row, above, keep=True)
    named = parties_in(text, above.country)
    if not named:
        work.unplaced.append(Unplaced(where, text, Words("读不出名称", "no name can be told apart")))
        return
    if not row.get("citation", "").strip():
        work.carried += 1
    ids = _notices(above.citations, work)
    for one in named:
        work.parties.append(_party(one, key, above, ids, work))


def _carry(row: dict[str, str], above: _Above, *, keep: bool) -> None:
    """What this row prints; what it leaves blank stays as above where `keep`."""
    licence, policy, citations = (" ".join(row.get(n, "").split()) for n in ("requirement", "policy", "citation"))
    above.licence = licence or (above.licence if keep else "")
    above.policy = policy or (above.policy if keep else "")
    above.citations = citations or (above.citations if keep else "")


def _notices(citations: str, work: _Work) -> tuple[str, ...]:
    """The ids of the citations, each noted once with its day."""
    ids: list[str] = []
    for volume, page, day in _CITATION.findall(citations):
        number, published = f"{volume} FR {page}", printed_day(day)
        one = f"{volume}-fr-{page}"
        if published and one in work.notices and work.notices[one].published not in (None, published):
            one = f"{one}-{published}"
        ids.append(one)
        if one not in work.notices or work.notices[one].published is None:
            periods = ()
            work.notices[one] = ListNotice(
                one, number, published, None, None, periods, (f"Federal Register, {number}",)
            )
    return tuple(dict.fromkeys(ids))


def _party(one: Named, key: str, above: _Above, ids: tuple[str, ...], work: _Work) -> Party:
    is_address = bool(_ADDRESS_ENTRY.match(one.name))
    name = f"{one.name}: {'; '.join(one.addresses)}" if is_address else one.name
    first = min(ids, key=lambda i: work.notices[i].published or dt.date.max, default="")
    return Party(
        id=f"{key}-{len(work.parties) + 1:05}",
        name=Words("", name),
        aliases=one.aliases,
        country=work.codes.get(above.country.upper(), ""),
        addresses=one.addresses,
        notice=first or _undated(work),
        copies=("ecfr",),
        checked=Check.OFFICIAL,
        section=key,
        sort="address" if is_address else "",
        licence=above.licence,
        policy=above.policy,
        later=tuple(i for i in ids if i != first),
    )


def _undated(work: _Work) -> str:
    """The notice of rows that cite none."""
    work.notices.setdefault("uncited", ListNotice("uncited", "no citation printed", sources=(SOURCE,)))
    return "uncited"


def _edition(source: Source, target: Target, work: _Work) -> tuple[str, dt.date]:
    """The edition's id and day. Raises BadInput where the file is younger than the day."""
    edition = target.edition or EDITION
    day = day_in(edition)
    if day is None or (work.newest and work.newest > day):
        newest = f" and cites the Federal Register of {work.newest}" if work.newest else ""
        raise BadInput.because(
            f"this file prints no date{newest}",
            file=source.path,
            field="--edition",
            hint="name the day it is of: --edition 2026-11-20",
            zh=f"文件没有印明日期，所引联邦公报最晚为 {work.newest}",
            hint_zh="请指明其日期，如 --edition 2026-11-20",
        )
    return edition, day


def _remarks(work: _Work, target: Target) -> Iterator[Words]:
    yield Words(
        f"读到 {work.rows} 行：{len(work.parties)} 个当事人，{work.headings} 行为小标题或者保留行，"
        f"{work.carried} 行沿用上文公报引文",
        f"{work.rows} rows: {len(work.parties)} parties, {work.headings} headings or reserved rows; "
        f"{work.carried} rows take their citation from above",
    )
    if not target.edition:
        yield Words(
            f"文件没有印明日期：按 {EDITION} 记；如为其他日期，请用 --edition",
            f"the file prints no date: taken as of {EDITION}; give --edition for another day",
        )
    if work.unknown:
        names = ", ".join(sorted(work.unknown))
        yield Words(f"没有代码的国家或地区：{names}", f"places without a country code: {names}")
    mixed = sum(any(_mixed(name) for name in party.names) for party in work.parties)
    if mixed:
        yield Words(
            f"{mixed} 个名称夹杂西里尔字母：照原样保存，比对时按形近字母处理",
            f"{mixed} names hold Cyrillic letters among Latin ones: kept as printed, compared as their look-alikes",
        )


def _told_notes(work: _Work, stayed: Iterable[ListNotice]) -> Iterator[Words]:
    for notice in stayed:
        (period,) = notice.periods
        yield Words(
            f"原文注：{notice.number} 所涉 {period.basis} 暂停施行至 {period.until}；筛查时一并提示",
            f"note of the publication: {period.basis}: stayed, effective until {period.until} ({notice.number}); told "
            "when names are screened",
        )
    for one in work.missing:
        done = ("原文没有其条目，已按注补入名称", "no entry printed; the name is added from the note")
        kept = ("原文条目未按修订更新，已加注", "its entry is printed as it was before; noted beside it")
        zh, en = done if one.added else kept
        yield Words(f"{one.name}（{one.citation}）：{zh}", f"{one.name} ({one.citation}): {en}")


def _add_missing(found: Iterable[Missing], key: str, work: _Work) -> None:
    """Notes beside the parties what the text does not print of them; adds a name that only the note prints."""
    for one in found:
        work.missing.append(one)
        held = [n for n, p in enumerate(work.parties) if p.section == key and one.name in p.names]
        for n in held:
            work.parties[n] = replace(work.parties[n], remarks=one.note)
        if one.added and not held:
            above = _Above(country=one.country)
            ids = _notices(one.citation, work)
            party = _party(Named(one.name), key, above, ids, work)
            work.parties.append(replace(party, remarks=one.note))


def _mixed(name: str) -> bool:
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in name)
    return cyrillic and any(letter.isascii() and letter.isalpha() for letter in name)


FORMAT = Format(
    id="us-part-744",
    title=Words("美国第744部分名单（eCFR XML）", "EAR Part 744 supplements (eCFR XML)"),
    catalogues=(CATALOGUE,),
    recognises=recognises,
    read=read_part744,
)
