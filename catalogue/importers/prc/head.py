"""What a PRC publication says of itself: which instrument, of which day, how many entries; and what is held already.

Values that flow: the paragraphs before the catalogue begins -> `Head`; a `Target` and a `Head` -> the edition's id,
card and the permanent ids of its entries. The hard problem is identity: codes change between editions, and an import
that gave new ids would cut every entry off from its history and from the matters that name it. Rules for the id of an
entry, in this order: the entry of the same code in the same edition held; in the nearest other edition held; an event
that names the code; an entry whose `renamed_from` names it; an entry held in the same edition without a code, with
the same title and side; else `cn-tech.` and the code in small letters. Rejected: ids from titles; they change too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from catalogue.importers.prc.blocks import Paragraph, folded
from catalogue.importers.reading import Card, Source, Target, Unplaced
from catalogue.model import Catalogue, Control, Edition, Entry, Point, Quantity, Words
from catalogue.problems import BadInput

CATALOGUE = "cn-tech"
TITLE = "中国禁止出口限制出口技术目录"
INSTRUMENT = re.compile(r"(?:商务部)?[、,]?(?:科技部|科学技术部)?(令|公告)(\d{4})年?第?(\d{1,3})号")
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
YEAR = re.compile(r"(\d{4})年?(?:修订|版|调整|修正|本)")
TOTAL = re.compile(r"(?:共计?|合计|总计|总数为?)(\d{1,4})[项条]")
LONGEST_CITATION = 60
DRAFT = ("征求意见", "草案", "送审稿")
TITLE_EN = "Catalogue of Technologies Prohibited or Restricted from Export from China"


@dataclass(frozen=True, slots=True)
class Head:
    """What the publication prints of itself; "" or None where it prints nothing. `used` are the paragraphs read."""

    title: str = ""
    instrument: str = ""
    day: dt.date | None = None
    year: str = ""
    draft: bool = False
    total: int | None = None
    used: tuple[Paragraph, ...] = ()


def read_head(paragraphs: Iterable[Paragraph]) -> Head:
    """Title, instrument, day and total, each where it is printed first."""
    found: dict[str, str] = {}
    day: dt.date | None = None
    draft, total = False, None
    used: list[Paragraph] = []
    for paragraph in paragraphs:
        plain = folded(paragraph.text)
        told = _told(plain)
        title = TITLE in plain and len(plain) < 80
        if title and "title" not in found and not plain.startswith("关于"):
            told["title"] = paragraph.text.strip("《》 ")
        new = {key: value for key, value in told.items() if key not in found}
        found |= new
        day = day or _day(plain)
        total = total if total is not None else _total(plain)
        draft = draft or (title and any(word in plain for word in DRAFT))
        if new or _is_only_a_day(plain) or title:
            used.append(paragraph)
    return Head(
        found.get("title", ""), found.get("instrument", ""), day, found.get("year", ""), draft, total, tuple(used)
    )


def _told(plain: str) -> dict[str, str]:
    found: dict[str, str] = {}
    match = INSTRUMENT.search(plain)
    if match and len(plain) < LONGEST_CITATION and "废止" not in plain and "附件" not in plain:
        found["instrument"] = f"商务部 科技部{match.group(1)}{match.group(2)}年第{int(match.group(3))}号"
    year = YEAR.search(plain) if TITLE in plain or plain.startswith(("(", "（")) else None
    if year:
        found["year"] = year.group(1)
    return found


def _day(plain: str) -> dt.date | None:
    match = DAY.search(plain) if len(plain) < 60 else None
    try:
        return dt.date(*(int(n) for n in match.groups())) if match else None
    except ValueError:
        return None


def _is_only_a_day(plain: str) -> bool:
    return bool(DAY.fullmatch(plain))


def _total(plain: str) -> int | None:
    match = TOTAL.search(plain)
    return int(match.group(1)) if match and ("目录" in plain or "技术" in plain) else None


def rest_of_head(paragraphs: Iterable[Paragraph], head: Head) -> tuple[Unplaced, ...]:
    """The paragraphs before the catalogue that say nothing this reader uses."""
    why = Words("目录正文之前的文字，不收入条目", "text before the catalogue begins; it belongs to no entry")
    return tuple(Unplaced(p.where, p.text, why) for p in paragraphs if p not in head.used)


def edition_id(source: Source, target: Target, head: Head) -> str:
    """The id the user named, that of the held edition of this instrument, or the year the title prints (with -draft).

    Raises BadInput where neither says which edition this is.
    """
    if target.edition:
        return target.edition
    for edition in target.held.editions if target.held else ():
        if head.instrument and folded(edition.instrument).endswith(_short(head.instrument)):
            return edition.id
    if head.year:
        return f"{head.year}-draft" if head.draft else head.year
    raise BadInput.because(
        "this publication does not print which edition it is",
        file=source.path,
        hint="name it with --edition, for example --edition 2023",
        zh="文件未印明是哪一版次",
        hint_zh="请用 --edition 指明，例如 --edition 2023",
    )


def _short(instrument: str) -> str:
    """`令2008年第12号`: the part of the instrument that every way of citing it has."""
    match = re.search(r"(令|公告)\d{4}年第\d+号", folded(instrument))
    return match.group() if match else folded(instrument)


def card(held: Catalogue | None) -> Card:
    """The pack's card: as held, else as the law names the catalogue."""
    if held is not None:
        return Card(
            held.title,
            held.kind,
            held.jurisdiction,
            held.authority,
            held.code_pattern,
            held.code_grammar,
            held.source,
            held.official_at,
        )
    return Card(
        title=Words(TITLE, TITLE_EN),
        kind="technology-catalogue",
        jurisdiction="CN",
        authority=Words("商务部、科技部", "Ministry of Commerce and Ministry of Science and Technology"),
        code_pattern=r"\d{6}[JX]",
        code_grammar=Words(
            "六位数字加一个字母：J为禁止出口，X为限制出口", "Six digits and a letter: J is prohibited, X is restricted"
        ),
        source="商务部 科技部",
    )


@dataclass(frozen=True, slots=True)
class HeldIds:
    """Permanent ids by what names them, and the entries whose words an import keeps."""

    by_code: dict[str, str] = field(default_factory=dict[str, str])
    by_title: dict[tuple[str, Control | None], str] = field(default_factory=dict[tuple[str, Control | None], str])
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])

    def id_of(self, code: str, title: str, control: Control | None) -> str:
        """The permanent id of an entry, by the rules of this module."""
        known = self.by_code.get(code) or self.by_title.get((folded(title), control))
        return known or f"{CATALOGUE}.{code.lower()}"


def held_ids(held: Catalogue | None, edition: str) -> HeldIds:
    """Ids of what is held, the named edition first, then the others from the nearest in time."""
    if held is None:
        return HeldIds()
    ids = [one.id for one in held.editions]
    place = ids.index(edition) if edition in ids else len(ids)
    order = sorted(held.editions, key=lambda one: abs(ids.index(one.id) - place))
    by_code: dict[str, str] = {}
    for code, entry_id in _named(order):
        by_code.setdefault(code, entry_id)
    same = held.edition(edition)
    entries = {entry.id: entry for one in reversed(order) for entry in one.entries}
    return HeldIds(by_code, _titles(same), entries)


def _named(editions: Sequence[Edition]) -> Iterator[tuple[str, str]]:
    """(code, id) by the rules of this module, the stronger first."""
    for one in editions:
        yield from ((entry.code, entry.id) for entry in one.entries if entry.code)
    for one in editions:
        for event in one.events:
            yield from ((code, event.entry) for code in (event.code_to, event.code_from) if code)
    for one in editions:
        yield from ((code, entry.id) for entry in one.entries for code in entry.renamed_from)


def _titles(edition: Edition | None) -> dict[tuple[str, Control | None], str]:
    """Entries held without a code, by title and side; titles that stand twice on a side are left out."""
    found: dict[tuple[str, Control | None], list[str]] = {}
    for entry in edition.entries if edition else ():
        if not entry.code:
            found.setdefault((folded(entry.title.zh), entry.control), []).append(entry.id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}


def with_held_words(entry: Entry, held: Entry | None) -> Entry:
    """The entry with what an official text has not: English words, synonyms, earlier codes, and the limbs of points
    whose text is the same. Where the text differs nothing of the point is carried."""
    if held is None:
        return entry
    points = {(p.no, folded(p.text.zh)): p for p in held.points}
    same_title = folded(held.title.zh) == folded(entry.title.zh)
    same_industry = folded(held.industry.zh) == folded(entry.industry.zh)
    return replace(
        entry,
        title=Words(entry.title.zh, held.title.en if same_title else ""),
        industry=Words(entry.industry.zh, held.industry.en if same_industry else ""),
        points=tuple(_with_limbs(p, points.get((p.no, folded(p.text.zh)))) for p in entry.points),
        synonyms=held.synonyms,
        renamed_from=held.renamed_from if held.code == entry.code else (),
    )


def _with_limbs(point: Point, held: Point | None) -> Point:
    if held is None:
        return point
    placed = held.tree is not None and any(limb.span for limb in held.tree.limbs())
    tree = None if placed and held.text.zh != point.text.zh else held.tree
    return replace(point, text=Words(point.text.zh, held.text.en), tree=tree, exclusions=held.exclusions)


def used_quantities(held: Catalogue | None, entries: Iterable[Entry]) -> dict[str, Quantity]:
    """The quantities that the carried limbs name; a pack must hold the quantities of its limbs."""
    trees = [p.tree for e in entries for p in e.points if p.tree is not None]
    used = {limb.quantity for tree in trees for limb in tree.limbs()}
    return {key: value for key, value in held.quantities.items() if key in used} if held else {}


def not_there(base: Edition, code: str) -> tuple[str, str]:
    """Why an order about a code is not applied: the edition lacks it, or is not loaded whole and may have it."""
    loaded, of = len(base.items), base.expected
    if of is not None and loaded >= of:
        return f"所修改的版次“{base.id}”没有编号{code}", f"the edition '{base.id}' holds no entry {code}"
    total = "?" if of is None else str(of)
    return (
        f"编号{code}未载入（所修改的版次“{base.id}”载入{loaded}/{total}）",
        f"{code} is not loaded ({loaded} of {total} entries of the edition '{base.id}' are)",
    )


def base_wanted(source: Source, held: Catalogue | None, why: Words) -> BadInput:
    """The refusal of an announcement without a base; it proposes the newest list adopted, not one it has replaced."""
    lists = [one for one in held.editions if one.lists_items and one.status != "draft"] if held is not None else []
    standing = [one for one in lists if one.effective is not None and one.ended_on is None and one.entries]
    name = max(standing, key=lambda one: one.effective or dt.date.min).id if standing else "2023"
    return BadInput.because(
        why.en,
        file=source.path,
        field="--base",
        hint=f"name that edition with --base, for example --base {name}",
        zh=why.zh,
        hint_zh=f"请用 --base 指明所修改的版次，例如 --base {name}",
    )
