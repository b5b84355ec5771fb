"""OFAC's Specially Designated Nationals list in its own format: sdn.csv with alt.csv and add.csv beside it.

Values that flow: the three files, joined by OFAC's number -> one `PartyList`. The hard problem: the user gives one file
and the other names and the addresses stand in two more; without them four names in ten are missing. So they are looked
for in the same folder under OFAC's names, and the remarks say which were found. A copy that was cut off reads like a
shorter list, and every name it lost like a clearance; so a file whose last line is not whole, or whose numbers stand in
the other files without standing in it, is refused, and a missing end mark is told. The files print no date: the day
comes from the edition's id, and without one the list has none. Rejected: the date of the file on disk; a copy made
today would pass for today's list.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.importers.reading import Format, Progress, Reading, Refused, Source, Target, Unplaced
from catalogue.importers.us.usparties import CARD, CATALOGUE, LARGEST, countries, day_in, text_of
from catalogue.model import Check, Period, State, Words
from catalogue.opening import read_bytes
from catalogue.parties import ListNotice, Party, PartyList
from catalogue.problems import BadInput

NOTHING = "-0-"
COLUMNS, BESIDE_COLUMNS = 12, 5
END = "\x1a"
"""The control sign with which OFAC ends its files; copies on the way often lose it."""
MOST_UNKNOWN = 0.01
"""Share of the numbers of alt.csv and add.csv that may be missing in sdn.csv: copies may be a day apart."""
TITLE = Words("美国特别指定国民清单", "US Specially Designated Nationals List")
_NUMBER = re.compile(r"\d{1,9}")
_Beside = dict[str, list[tuple[int, list[str]]]]
_WEAK = re.compile(r"a\.k\.a\.,? '(.{2,200}?)'(?=\s*[.;]|$)")


def recognises(source: Source) -> bool:
    """True for a file named sdn.csv or one whose first row is OFAC's: a number, twelve fields, `-0-` for nothing."""
    first = source.data[:4000].split(b"\n", 1)[0]
    is_row = re.match(rb"\d+,", first) is not None and b"-0-" in first and first.count(b",") >= COLUMNS - 1
    return source.path.name.lower() == "sdn.csv" or is_row


def read_sdn(source: Source, target: Target, progress: Progress) -> Reading:
    """The list with what stands beside it. Raises BadInput for what is no such file."""
    work = _Work(countries())
    text = text_of(source)
    rows = list(_rows(text, source.path))
    _refuse_cut(text, rows, COLUMNS, source.path)
    work.marked = END in text[-8:]
    alts = _beside(source, "alt.csv", work)
    adds = _beside(source, "add.csv", work)
    _refuse_missing(rows, {**alts, **adds}, source.path, work)
    for done, (line, cells) in enumerate(rows):
        if done % 2000 == 0:
            progress(done, len(rows))
        _party(line, cells, alts, adds, work)
    progress(len(rows), len(rows))
    if not work.parties:
        raise BadInput.because(
            "this file holds no row of OFAC's SDN list",
            file=source.path,
            hint="give sdn.csv, with alt.csv and add.csv in the same folder",
            zh="文件中没有 OFAC 特别指定国民清单的行",
            hint_zh="请给出 sdn.csv，并把 alt.csv 和 add.csv 放在同一文件夹",
        )
    day = day_in(target.edition)
    one = PartyList(
        id=target.edition or "sdn",
        pack=CATALOGUE,
        title=TITLE,
        authority=Words(
            "美国财政部外国资产控制办公室", "Office of Foreign Assets Control, US Department of the Treasury"
        ),
        as_of=day,
        notices={"list": _notice()},
        parties=tuple(work.parties.values()),
        copies={"ofac": "OFAC SDN list (sdn.csv, alt.csv, add.csv)" + (f", {day}" if day else "")},
    )
    return Reading(
        catalogue=CATALOGUE,
        card=CARD,
        lists=(one,),
        refused=tuple(work.refused),
        unplaced=tuple(work.unplaced),
        remarks=tuple(_remarks(work, target)),
    )


@dataclass(slots=True)
class _Work:
    codes: dict[str, str]
    parties: dict[str, Party] = field(default_factory=dict[str, Party])
    refused: list[Refused] = field(default_factory=list[Refused])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    found: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])
    twice: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])
    marked: bool = False


def _notice() -> ListNotice:
    """The list as a whole: it prints no day for any name, so all it says is that the name stands on it."""
    period = Period(State.IN_FORCE, None, None, "the list names the party")
    return ListNotice(
        "list", "OFAC SDN list", periods=(period,), sources=("Office of Foreign Assets Control, SDN list",)
    )


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows with their lines; OFAC ends a file with a control sign that is no row."""
    reader = csv.reader(io.StringIO(text.replace("\x1a", ""), newline=""), skipinitialspace=True)
    try:
        for row in reader:
            cells = ["" if cell.strip() == NOTHING else " ".join(cell.split()) for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise BadInput.because(
            f"this is not a CSV table ({error})", file=path, line=reader.line_num, zh="这不是完整的 CSV 表格"
        ) from None


def _refuse_cut(text: str, rows: list[tuple[int, list[str]]], columns: int, path: Path) -> None:
    """Raises BadInput where the last line is not whole: no line end and no end mark, or too few fields."""
    whole = text.rstrip(" ").endswith(("\n", "\r", END))
    if not rows or (whole and len(rows[-1][1]) >= columns):
        return
    raise BadInput.because(
        "the last line of this file is not whole; the file was cut off",
        file=path,
        line=rows[-1][0],
        hint="fetch it again whole",
        zh="文件最后一行不完整，文件已被截断",
        hint_zh="请重新获取完整文件",
    )


def _refuse_missing(rows: list[tuple[int, list[str]]], beside: _Beside, path: Path, work: _Work) -> None:
    """Raises BadInput where many numbers of the files beside stand in no row; notes a few."""
    held = {cells[0] for _, cells in rows}
    work.unknown = sorted(number for number in beside if _NUMBER.fullmatch(number) and number not in held)
    if len(work.unknown) > max(1, MOST_UNKNOWN * len(beside)):
        raise BadInput.because(
            f"alt.csv and add.csv name {len(work.unknown)} numbers that this file does not hold: it was cut off, or "
            "the three are not of one day",
            file=path,
            hint="fetch all three again",
            zh=f"alt.csv 和 add.csv 中有 {len(work.unknown)} 个编号不在本文件中：文件被截断，或三个文件不是同一天的",
            hint_zh="请重新获取这三个文件",
        )


def _beside(source: Source, name: str, work: _Work) -> dict[str, list[tuple[int, list[str]]]]:
    """The rows of a file in the same folder by OFAC's number; none where there is no such file."""
    path = next((p for p in (source.path.with_name(name), source.path.with_name(name.upper())) if p.is_file()), None)
    if path is None:
        work.missing.append(name)
        return {}
    work.found.append(name)
    beside: dict[str, list[tuple[int, list[str]]]] = {}
    text = text_of(Source(path, read_bytes(path, LARGEST), source.encoding))
    rows = list(_rows(text, path))
    _refuse_cut(text, rows, BESIDE_COLUMNS, path)
    for line, cells in rows:
        beside.setdefault(cells[0], []).append((line, [name, *cells]))
    return beside


def _party(line: int, cells: list[str], alts: _Beside, adds: _Beside, work: _Work) -> None:
    where = Words(f"sdn.csv 第{line}行", f"sdn.csv, line {line}")
    if len(cells) != COLUMNS:
        why = Words(f"有 {len(cells)} 列，应为 {COLUMNS} 列", f"{len(cells)} fields instead of {COLUMNS}")
        work.unplaced.append(Unplaced(where, ", ".join(cells)[:300], why))
        return
    number, name, sort, programme, remarks = cells[0], cells[1], cells[2], cells[3], cells[11]
    if not _NUMBER.fullmatch(number) or not name:
        work.refused.append(Refused(where, number, Words("编号有误或者没有名称", "no number or no name")))
        return
    if number in work.parties:
        number = f"{number}-line-{line}"
        work.twice.append(number)
    named = [c[4] for _, c in alts.get(number, []) if len(c) > 4 and c[4]]
    places = [_address(c) for _, c in adds.get(number, []) if len(c) > 5]
    codes = list(dict.fromkeys(work.codes.get(c[5].upper(), "") for _, c in adds.get(number, []) if len(c) > 5))
    work.parties[number] = Party(
        id=number,
        name=Words("", name),
        aliases=tuple(dict.fromkeys((*named, *_WEAK.findall(remarks)))),
        country=next((code for code in codes if code), ""),
        addresses=tuple(dict.fromkeys(place for place in places if place)),
        notice="list",
        copies=("ofac",),
        checked=Check.OFFICIAL,
        sort=sort,
        programmes=tuple(p.strip(" []") for p in re.split(r"\] \[|; ", programme) if p.strip(" []")),
        remarks=remarks,
    )


def _address(cells: list[str]) -> str:
    """Street, town and country of a row of add.csv."""
    return ", ".join(cell for cell in cells[3:6] if cell)


def _remarks(work: _Work, target: Target) -> Iterator[Words]:
    if work.found:
        yield Words(f"一并读取：{'、'.join(work.found)}", f"read as well: {', '.join(work.found)}")
    if work.missing:
        yield Words(
            f"同一文件夹中没有 {'、'.join(work.missing)}：别名或者地址未读入",
            f"not in the same folder: {', '.join(work.missing)}; other names or addresses are not loaded",
        )
    aliases = sum(len(p.aliases) for p in work.parties.values())
    yield Words(f"{len(work.parties)} 个名称，{aliases} 个别名", f"{len(work.parties)} names, {aliases} other names")
    if work.twice:
        yield Words(
            f"编号重复：{'、'.join(work.twice[:5])}；后一个不带别名和地址",
            f"a number given twice: {', '.join(work.twice[:5])}; the later one has no other names or addresses",
        )
    if not work.marked:
        yield Words(
            "文件没有 OFAC 的结尾标记：无从核对是否完整，请与官方公布的数目核对",
            "OFAC's end mark is missing: whether the file is whole cannot be told; compare the number of names",
        )
    if work.unknown:
        yield Words(
            f"alt.csv、add.csv 中的编号 {'、'.join(work.unknown[:5])} 不在 sdn.csv 中",
            f"numbers of alt.csv or add.csv that sdn.csv does not hold: {', '.join(work.unknown[:5])}",
        )
    if day_in(target.edition) is None:
        yield Words(
            "文件没有印明日期：请用 --edition sdn-2026-11-20 一类的编号记明",
            "the file prints no date: name it with an edition such as --edition sdn-2026-11-20",
        )


FORMAT = Format(
    id="us-sdn",
    title=Words("美国特别指定国民清单（OFAC CSV）", "OFAC SDN list (sdn.csv, alt.csv, add.csv)"),
    catalogues=(CATALOGUE,),
    recognises=recognises,
    read=read_sdn,
)
