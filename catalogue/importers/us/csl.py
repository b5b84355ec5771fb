"""The Consolidated Screening List of the United States, CSV or JSON -> a list for each list that it joins.

Values that flow: rows by their headings -> `Party`s by source list -> `PartyList`s. The hard problem: one file joins a
dozen lists of three departments whose rows fill different columns; columns come in another order from release to
release. So columns are found by name, every source list becomes a list of its own with its title as printed, and a row
without source or name is handed back. The file prints no date of its own: the day is that of the edition's id, else the
newest day any row of the file begins with. Rejected: one list of everything; a denied person and a sectoral sanction do
not mean the same.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from catalogue.importers.reading import Format, Progress, Reading, Source, Target, Unplaced
from catalogue.importers.us.usparties import CARD, CATALOGUE, countries, day_in, printed_day, slug, text_of
from catalogue.model import Check, Period, State, Words
from catalogue.parties import ListNotice, Party, PartyList
from catalogue.problems import BadInput

NEEDED = ("source", "name", "addresses", "alt_names")
LONGEST_CELL = 1_000_000
TITLES = {
    "EL": Words("美国实体清单", "US Entity List"),
    "UVL": Words("美国未经核实清单", "US Unverified List"),
    "MEU": Words("美国军事最终用户清单", "US Military End-User List"),
    "DPL": Words("美国被拒绝人员清单", "US Denied Persons List"),
    "SDN": Words("美国特别指定国民清单", "US Specially Designated Nationals List"),
    "SSI": Words("美国行业制裁识别清单", "US Sectoral Sanctions Identifications List"),
    "ISN": Words("美国防扩散制裁", "US Nonproliferation Sanctions"),
    "DTC": Words("美国武器国际运输条例禁止名单", "US ITAR Debarred"),
    "CAP": Words("美国代理行账户制裁清单", "US CAPTA List"),
    "PLC": Words("美国巴勒斯坦立法委员会清单", "US Palestinian Legislative Council List"),
    "FSE": Words("美国海外逃避制裁者清单", "US Foreign Sanctions Evaders"),
    "MBS": Words("美国非特别指定国民菜单式制裁清单", "US Non-SDN Menu-Based Sanctions List"),
    "CMIC": Words("美国中国军工复合体企业清单", "US Non-SDN Chinese Military-Industrial Complex Companies List"),
}
_SHORT = re.compile(r"\(([A-Z]{2,5})\)")
_COUNTRY = re.compile(r",\s*([A-Z]{2})$")

Row = Mapping[str, str]


def recognises(source: Source) -> bool:
    """True where the first bytes are the CSV's heading or the JSON's first result."""
    start = source.data[:20_000].lstrip(b"\xef\xbb\xbf \r\n")
    heading = start.split(b"\n", 1)[0]
    if start.startswith(b"{"):
        return b'"results"' in start and b'"source"' in start and b'"alt_names"' in start
    return all(name.encode() in heading for name in NEEDED)


def read_csl(source: Source, target: Target, progress: Progress) -> Reading:
    """Every source list of the file. Raises BadInput for what is no such file."""
    text = text_of(source)
    rows = _json_rows(text, source) if text.lstrip().startswith("{") else _csv_rows(text, source)
    work = _Work(countries())
    for done, (line, row) in enumerate(rows):
        if done % 2000 == 0:
            progress(done, len(rows))
        _place(line, row, work)
    progress(len(rows), len(rows))
    if not work.lists:
        raise BadInput.because(
            "this file holds no row of the Consolidated Screening List",
            file=source.path,
            hint="give the file as it is published",
            zh="文件中没有综合筛查清单的行",
            hint_zh="请使用官方发布的文件",
        )
    day = day_in(target.edition) or _newest(work.lists.values())
    lists = tuple(_finished(printed, one, target, day) for printed, one in work.lists.items())
    return Reading(
        catalogue=CATALOGUE,
        card=CARD,
        lists=lists,
        unplaced=tuple(work.unplaced),
        remarks=tuple(_remarks(lists, target)),
    )


@dataclass(slots=True)
class _List:
    parties: list[Party] = field(default_factory=list[Party])
    notices: dict[str, ListNotice] = field(default_factory=dict[str, ListNotice])
    ids: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class _Work:
    codes: dict[str, str]
    lists: dict[str, _List] = field(default_factory=dict[str, _List])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])


def _csv_rows(text: str, source: Source) -> list[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, Row]] = []
    heading: list[str] = []
    try:
        for cells in reader:
            if not heading:
                heading = [cell.strip().lower() for cell in cells]
                _check_heading(heading, source)
            elif any(cell.strip() for cell in cells):
                rows.append((reader.line_num, dict(zip(heading, map(_one_line, cells), strict=False))))
                if len(cells) != len(heading):
                    rows[-1] = (reader.line_num, {"": " | ".join(cells)})
    except csv.Error as error:
        raise BadInput.because(
            f"this is not a whole CSV table ({error})",
            file=source.path,
            line=reader.line_num,
            hint="fetch it again; it may be cut off",
            zh="这不是完整的 CSV 表格",
            hint_zh="可能被截断，请重新获取",
        ) from None
    return rows


def _check_heading(heading: list[str], source: Source) -> None:
    missing = [name for name in NEEDED if name not in heading]
    if missing:
        raise BadInput.because(
            f"the heading has no column {', '.join(missing)}",
            file=source.path,
            line=1,
            hint="give the Consolidated Screening List as it is published",
            zh=f"表头缺少列：{', '.join(missing)}",
            hint_zh="请使用官方发布的综合筛查清单",
        )


def _json_rows(text: str, source: Source) -> list[tuple[int, Row]]:
    """The results of the JSON form, its lists joined as the CSV form joins them."""
    try:
        top = cast(object, json.loads(text))
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise BadInput.because(
            "this file is not whole JSON", file=source.path, line=line, zh="文件不是完整的 JSON"
        ) from None
    found = cast("dict[str, object]", top).get("results") if isinstance(top, dict) else None
    if not isinstance(found, list):
        raise BadInput.because("this JSON holds no 'results'", file=source.path, zh="JSON 中没有 results")
    rows: list[tuple[int, Row]] = []
    for number, one in enumerate(cast("list[object]", found), 1):
        row = cast("dict[str, object]", one) if isinstance(one, dict) else {}
        rows.append((number, {key: _joined(key, value) for key, value in row.items()}))
    return rows


def _joined(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, (_joined(key, item) for item in cast("list[object]", value))))
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value)
        names = ("address", "city", "state", "postal_code", "country") if key == "addresses" else tuple(parts)
        return ", ".join(str(parts[name]) for name in names if parts.get(name))
    return _one_line(str(value))


def _one_line(cell: str) -> str:
    return " ".join(cell[:LONGEST_CELL].split())


def _place(line: int, row: Row, work: _Work) -> None:
    printed, name = row.get("source", ""), row.get("name", "")
    if not printed or not name:
        why = Words("没有名单、名称，或者列数不符", "no source list, no name, or not the columns of the heading")
        where = Words(f"第{line}行", f"line {line}")
        work.unplaced.append(Unplaced(where, " | ".join(v for v in row.values() if v)[:300], why))
        return
    one = work.lists.setdefault(printed, _List())
    addresses = _several(row.get("addresses", ""))
    notice = _notice(row, one)
    number = row.get("entity_number", "") or f"row-{line}"
    if number in one.ids:
        number = f"{number}-{line}"
    one.ids.add(number)
    one.parties.append(
        Party(
            id=number,
            name=Words("", name),
            aliases=tuple(dict.fromkeys(a for a in _several(row.get("alt_names", "")) if a != name)),
            country=_country(row, addresses, work),
            addresses=addresses,
            notice=notice,
            copies=("csl",),
            checked=Check.OFFICIAL,
            sort=row.get("type", "").lower(),
            programmes=_several(row.get("programs", "")),
            licence=row.get("license_requirement", ""),
            policy=row.get("license_policy", ""),
            remarks=row.get("remarks", ""),
        )
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("; ") if part.strip())


def _country(row: Row, addresses: tuple[str, ...], work: _Work) -> str:
    """The country of the first address that ends with one, else that the row names."""
    known = set(work.codes.values())
    for address in addresses:
        found = _COUNTRY.search(address)
        code = found[1] if found else address
        if code in known:
            return code
    named = (
        (row.get("country", "") or row.get("nationalities", "") or row.get("citizenships", "")).split(";")[0].strip()
    )
    return named if named in known else work.codes.get(named.upper(), "")


def _notice(row: Row, one: _List) -> str:
    """The id of the row's notice: its citation with its first and last day."""
    cited = row.get("federal_register_notice", "") or (row.get("standard_order", "") and "order") or ""
    start, end = printed_day(row.get("start_date", "")), printed_day(row.get("end_date", ""))
    start = start or printed_day(cited)
    key = slug(f"{cited[:60]} {start or ''} {end or ''}") or "list"
    if key not in one.notices:
        periods = [Period(State.STOPPED, end + dt.timedelta(days=1), None, "end date of the list")] if end else []
        if start is None:
            periods.append(Period(State.IN_FORCE, None, end, "the list names the party"))
        number = cited or "Consolidated Screening List"
        one.notices[key] = ListNotice(key, number, start, start, None, tuple(periods), (f"{number}",))
    return key


def _newest(lists: Iterable[_List]) -> dt.date | None:
    """The newest day any row begins with: all lists of the file were published together."""
    return max((n.published for one in lists for n in one.notices.values() if n.published), default=None)


def _finished(printed: str, one: _List, target: Target, day: dt.date | None) -> PartyList:
    short = _SHORT.search(printed)
    key = (short[1] if short else slug(printed)).lower()
    named = printed.split(" - ")
    return PartyList(
        id=f"{target.edition or 'csl'}-{key}",
        pack=CATALOGUE,
        title=TITLES.get(key.upper(), Words(named[0], named[0])),
        authority=Words("", named[1] if len(named) > 1 else ""),
        as_of=day,
        notices=one.notices,
        parties=tuple(one.parties),
        copies={"csl": f"Consolidated Screening List: {printed}"},
    )


def _remarks(lists: tuple[PartyList, ...], target: Target) -> Iterator[Words]:
    for one in lists:
        yield Words(f"{one.title.zh}：{len(one.parties)} 个", f"{one.title.en}: {len(one.parties)}")
    if day_in(target.edition) is None:
        yield Words(
            "文件没有印明日期：数据日期取文件中最晚的起始日；请用 --edition csl-2026-11-20 一类的编号记明",
            "the file prints no date: its lists are dated by the newest day in it; better name the day with an edition "
            "such as --edition csl-2026-11-20",
        )


FORMAT = Format(
    id="us-csl",
    title=Words("美国综合筛查清单（CSV、JSON）", "US Consolidated Screening List (CSV, JSON)"),
    catalogues=(CATALOGUE,),
    recognises=recognises,
    read=read_csl,
)
