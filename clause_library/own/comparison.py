"""The comparison of two libraries as a table for Word or a spreadsheet: clause, what happened, place, before, after.

Values that flow: `LibraryDifference` -> `Report`; deleted words stand struck through in the earlier column, added words
underlined in the later one, as in the comparison of catalogue editions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from catalogue.comparing.worddiff import ADDED, DELETED
from catalogue.model import Words
from catalogue.reports.table import Cell, Column, Report, Row, cell, clean, side
from clause_library.own.comparing import ClauseChange, LibraryDifference, kind_words

_COLUMNS = (
    (Words("条款", "Clause"), 4.0),
    (Words("变化", "Change"), 2.6),
    (Words("位置", "Place"), 3.4),
    (Words("此前", "Before"), 7.8),
    (Words("此后", "After"), 7.8),
)


def difference_report(found: LibraryDifference, names: tuple[str, str], lang: str, made_on: dt.date) -> Report:
    """The table in one language; `names` are what the two libraries are called."""
    title = Words("条款库比较", "Clause libraries compared").in_language(lang)
    counts = (
        f"{len(found.changes)}条有变化，{found.same}条相同"
        if lang == "zh"
        else f"{len(found.changes)} clauses differ, {found.same} are the same"
    )
    return Report(
        title=clean(f"{title}: {names[0]} → {names[1]}"),
        lead=(counts,),
        columns=tuple(Column(words.in_language(lang), width) for words, width in _COLUMNS),
        rows=tuple(row for change in found.changes for row in _rows(change, lang)),
        foot=(Words(f"制表日期 {made_on}", f"made on {made_on}").in_language(lang),),
        lang=lang,
        made_on=made_on,
        sheet=clean(title),
    )


def _rows(change: ClauseChange, lang: str) -> Iterator[Row]:
    name = cell(f"{change.id} {change.title.in_language(lang)}", bold=True)
    why = cell(change.why.in_language(lang))
    yield Row((name, cell(kind_words(change).in_language(lang)), (), (), why), "entry")
    for part in change.parts:
        before: Cell = tuple(side(line, ADDED) for line in part.lines)
        after: Cell = tuple(side(line, DELETED) for line in part.lines)
        yield Row(((), (), cell(part.place.in_language(lang)), _filled(before), _filled(after)))


def _filled(value: Cell) -> Cell:
    return tuple(line for line in value if line)
