"""A table on its way out: cells of marked runs, before anybody decides whether Word or a spreadsheet holds it.

Values only. A cell is a list of lines, a line a list of runs, a run a text that is as it was, added or deleted. Text
comes from data and publications, so signs no file format takes are dropped here, once. Rejected: writing both formats
straight from the comparison; the second one always lacks what the first one was given later.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from catalogue.comparing.worddiff import SAME, Segment


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `mark`: same, added or deleted."""

    text: str
    mark: str = SAME
    bold: bool = False


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and a width in centimetres of a landscape A4 page."""

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A `section` row holds one cell across the table; an `entry` row opens an entry."""

    cells: tuple[Cell, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A titled table with what it rests on beneath. `lang` sets the language of the file."""

    title: str
    lead: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: tuple[str, ...]
    lang: str
    made_on: dt.date
    sheet: str


def clean(text: str) -> str:
    """The text without control and other signs that XML does not take; tabs and line ends as spaces."""
    return "".join(" " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or _allowed(ord(c)))


def _allowed(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def cell(*lines: str, bold: bool = False) -> Cell:
    """A cell of plain lines."""
    return tuple((Run(clean(line), bold=bold),) for line in lines if line)


def side(segments: tuple[Segment, ...], hidden: str) -> Line:
    """The runs of one side of marked text: without what only the other side holds (`hidden`: added or deleted)."""
    return tuple(Run(clean(s.text), s.op) for s in segments if s.op != hidden)


def plain_text(value: Cell) -> str:
    """The cell without marks, a line each."""
    return "\n".join("".join(run.text for run in line) for line in value)
