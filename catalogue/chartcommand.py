"""`python -m catalogue chart COUNTRY [REASON]`: the row of the Commerce Country Chart, told or as JSON.

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
from catalogue.countrychart import EMPTY_IS_NO_LEAVE, Cell, ChartRow, UsTables, read_us_tables
from catalogue.model import Words

CELLS = {
    Cell.MARKED: Words(
        "有标记：该理由须许可，除非适用许可例外", "marked: a licence is needed unless an exception applies"
    ),
    Cell.EMPTY: Words("空白：该理由本身不要求许可", "empty: this reason alone calls for no licence"),
    Cell.UNSETTLED: Words("不由此格判定", "not settled by this cell"),
}


def add_chart(commands: argparse._SubParsersAction[Parser], packs: Path) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the command. The tables are read from `packs` when it runs."""
    parser = common_options(commands.add_parser("chart", help="the US Country Chart for one country"), _handler(packs))
    parser.add_argument("country", metavar="COUNTRY", help="an ISO code or a name: RU, 俄罗斯, Russia")
    parser.add_argument("reason", nargs="?", default="", metavar="REASON", help='a column: "NS 2"')


def _handler(packs: Path) -> Handler:
    def chart(options: argparse.Namespace, out: TextIO) -> int:
        tables = read_us_tables(packs / "us-ccl")
        row, follows = tables.row(options.country)
        column = tables.column(options.reason) if options.reason else ""
        if options.json:
            print_json(chart_json(tables, row, follows, column), out)
        else:
            out.writelines(f"{line}\n" for line in tell_chart(tables, row, follows, column, options.lang or "zh"))
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
