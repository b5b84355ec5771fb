"""`python -m catalogue chart COUNTRY [REASON] [--exceptions]`: a row of the Commerce Country Chart, told or as JSON.

Exit status 1: the cell of the REASON asked for is empty, which is no leave to ship. A cell that other parts decide, or
in which the two sources differ, is unsettled and no such answer. Rejected: telling all countries at once; the chart
is read for one destination.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from catalogue.commands import DONE, NO, Handler, Parser, common_options, print_json
from catalogue.countrychart import EMPTY_IS_NO_LEAVE, Cell, ChartRow, LicenceException, Reach, UsTables, read_us_tables
from catalogue.model import Words

CELLS = {
    Cell.MARKED: Words(
        "有标记：该理由须许可，除非适用许可例外", "marked: a licence is needed unless an exception applies"
    ),
    Cell.EMPTY: Words("空白：该理由本身不要求许可", "empty: this reason alone calls for no licence"),
    Cell.UNSETTLED: Words("不由此格判定", "not settled by this cell"),
}

REACHES = {
    Reach.NAMED: Words("目的地在所指范围内", "this destination is among those it is for"),
    Reach.OUTSIDE: Words("目的地不在所指范围内", "this destination is not among those it is for"),
    Reach.EXCLUDED: Words("排除此目的地", "leaves this destination out"),
    Reach.NOT_HELD: Words("目的地的条件未收录", "its conditions on destinations are not held"),
}
BY_LIST = Words("仅限 ECCN 印有此例外者", "only where the ECCN prints it")


def add_chart(commands: argparse._SubParsersAction[Parser], packs: Path) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the command. The tables are read from `packs` when it runs."""
    parser = common_options(commands.add_parser("chart", help="the US Country Chart for one country"), _handler(packs))
    parser.add_argument("country", metavar="COUNTRY", help="an ISO code or a name: RU, 俄罗斯, Russia")
    parser.add_argument("reason", nargs="?", default="", metavar="REASON", help='a column: "NS 2"')
    parser.add_argument("--exceptions", action="store_true", help="the licence exceptions and what is held of them")


def _handler(packs: Path) -> Handler:
    def chart(options: argparse.Namespace, out: TextIO) -> int:
        tables = read_us_tables(packs / "us-ccl")
        row, follows = tables.row(options.country)
        column = tables.column(options.reason) if options.reason else ""
        if options.json:
            told = exceptions_json(tables, row) if options.exceptions else {}
            print_json(chart_json(tables, row, follows, column) | told, out)
        else:
            lang = options.lang or "zh"
            out.writelines(f"{line}\n" for line in tell_chart(tables, row, follows, column, lang))
            if options.exceptions:
                out.writelines(f"{line}\n" for line in tell_exceptions(tables, row, lang))
        return NO if column and row.cell(column) is Cell.EMPTY else DONE

    return chart


def chart_json(tables: UsTables, row: ChartRow, follows: str, column: str) -> dict[str, object]:
    """The row: `cell` is marked, empty or unsettled for the REASON asked for, null where none was."""
    return {
        "country": row.code,
        "name": row.name.zh,
        "name_en": row.name.en,
        "follows": follows or None,
        "marks": list(row.marks),
        "differs": list(row.differs),
        "elsewhere": row.elsewhere.zh or None,
        "elsewhere_en": row.elsewhere.en or None,
        "groups": [group.id for group in tables.groups_of(row.code)],
        "footnotes": [
            {"number": number, "text": tables.footnotes[number].zh, "text_en": tables.footnotes[number].en}
            for number in row.footnotes
        ],
        "reason": column or None,
        "cell": row.cell(column).value if column else None,
        "as_of": tables.as_of.isoformat() if tables.as_of else None,
        "sources": list(tables.sources),
    }


def tell_chart(tables: UsTables, row: ChartRow, follows: str, column: str, lang: str) -> Iterator[str]:
    """The row in words, with what an empty cell does not mean."""

    def say(zh: str, en: str) -> str:
        return en if lang == "en" else zh

    yield f"{row.name.in_language(lang)} ({row.code})  {tables.citation}, {tables.as_of}"
    if follows:
        yield say(f"适用本行的依据：{follows}", f"This row governs because of: {follows}")
    if column:
        yield f"{column}  {CELLS[row.cell(column)].in_language(lang)}"
    if row.elsewhere:
        yield say("国家表不适用：", "The chart does not apply: ") + row.elsewhere.in_language(lang)
    else:
        yield say("有标记的列：", "Marked columns: ") + (", ".join(row.marks) or say("无", "none"))
    if row.differs:
        yield say("两个来源不一致的列：", "Columns in which the two sources differ: ") + ", ".join(row.differs)
    groups = tables.groups_of(row.code)
    names = say("；", "; ").join(f"{group.id} {group.name.in_language(lang)}" for group in groups)
    yield say("国家组：", "Country Groups: ") + (names or say("无", "none"))
    for number in row.footnotes:
        yield say(f"脚注{number}：", f"Footnote {number}: ") + tables.footnotes[number].in_language(lang)
    yield EMPTY_IS_NO_LEAVE.in_language(lang)
    yield say("来源：", "Source: ") + tables.sources[0]


def exceptions_json(tables: UsTables, row: ChartRow) -> dict[str, object]:
    """What `--exceptions` adds: each exception with its conditions and `destination`, and the limits on all of them."""
    groups = tuple(group.id for group in tables.groups_of(row.code))
    return {
        "exceptions": [_exception_json(one, one.reach(row.code, groups)) for one in tables.exceptions],
        "limits": [{"section": one.section, "text": one.text.zh, "text_en": one.text.en} for one in tables.limits],
    }


def _exception_json(one: LicenceException, reach: Reach) -> dict[str, object]:
    return {
        "symbol": one.symbol,
        "section": one.section,
        "name": one.name.zh,
        "name_en": one.name.en,
        "by_list": one.by_list,
        "groups": list(one.groups),
        "excluded": list(one.excluded),
        "countries": list(one.countries),
        "sections": list(one.sections),
        "destination": reach.value,
        "conditions": [{"text": words.zh, "text_en": words.en} for words in one.conditions],
        "not_held": one.not_held.zh,
        "not_held_en": one.not_held.en,
    }


def tell_exceptions(tables: UsTables, row: ChartRow, lang: str) -> Iterator[str]:
    """The exceptions in words: what each is for, the conditions held, and what only its section says."""
    groups = tuple(group.id for group in tables.groups_of(row.code))
    yield tables.exception_notes.in_language(lang)
    for limit in tables.limits:
        yield f"  {limit.section}  {limit.text.in_language(lang)}"
    for one in tables.exceptions:
        yield f"{one.symbol}  § {one.section}  {one.name.in_language(lang)}"
        conditions = (*((BY_LIST,) if one.by_list else ()), *one.conditions)
        yield "    " + REACHES[one.reach(row.code, groups)].in_language(lang)
        yield from (f"    {words.in_language(lang)}" for words in conditions)
        yield ("    not held: " if lang == "en" else "    未收录：") + one.not_held.in_language(lang)
