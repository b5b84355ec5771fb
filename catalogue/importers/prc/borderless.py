"""A table that a PDF prints without borders: lines of a page -> rows, or nothing where the columns cannot be told.

Values that flow: the loose `TextLine`s of a page -> `Row`s under the headings found above them. The hard problem:
nothing is drawn, so columns are the empty strips between the headings and a row begins where a code or a serial
number does; both hold only for tables set from the top of each cell. Where no empty strip parts two headings, or text
stands above the first code of a table, the lines are handed back as they are. Rejected: equal spacing, or the
headings' own left edges; a centred heading is not where its column begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.importers.pdf.pdfpages import Glyph, Page
from catalogue.importers.prc.blocks import CODE, Cell, Row, code_of, folded
from catalogue.importers.prc.lines import TextLine, flowed, text_lines, written
from catalogue.importers.prc.table import CODE_HEAD, HEADINGS, NUMBERED, part_of
from catalogue.model import Words

PAGE_NUMBER = re.compile(r"[-—－–·.]*\d{1,3}[-—－–·.]*|第\d{1,3}页(?:[/,，]?共\d{1,3}页)?|\d{1,3}/\d{1,3}")
STRIP = 0.4
"""The least width of an empty strip between two columns, in sizes of the text."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings from left to right and the strips between them (one fewer)."""

    kinds: tuple[str, ...]
    strips: tuple[float, ...]

    def at(self, glyph: Glyph) -> int:
        """The column a character stands in."""
        middle = (glyph.x0 + glyph.x1) / 2
        return sum(strip < middle for strip in self.strips)

    def fits(self, lines: Sequence[TextLine]) -> bool:
        """True where no character stands across a strip."""
        return not any(g.x0 + 1 < strip < g.x1 - 1 for line in lines for g in line.inked for strip in self.strips)


def heading_kinds(line: TextLine) -> tuple[str, ...]:
    """What each piece of a heading line names; () for a line that is none."""
    plain = [folded(written(piece)) for piece in line.pieces]
    kinds = [next((k for k, names in HEADINGS.items() if text in names), "") for text in plain]
    return tuple(kinds) if len({"code", "title", "points"} & set(kinds)) >= 2 and "" not in kinds else ()


def columns_under(heading: TextLine, lines: Sequence[TextLine]) -> Columns | None:
    """The columns under a heading line, None where not exactly one empty strip parts two of them.

    `lines` are all that stand under headings set like this one, on every page: the more lines, the fewer strips.
    """
    pieces = heading.pieces
    inked = sorted((g.x0, g.x1) for line in (heading, *lines) for g in line.inked)
    strips: list[float] = []
    for left, right in pairwise(pieces):
        found = _strips(inked, (left[0].x0 + left[-1].x1) / 2, (right[0].x0 + right[-1].x1) / 2, STRIP * heading.size)
        if len(found) != 1:
            return None
        strips.append(found[0][1] - STRIP * heading.size / 2)
    return Columns(heading_kinds(heading), tuple(strips))


def _strips(inked: list[tuple[float, float]], low: float, high: float, least: float) -> list[tuple[float, float]]:
    """The intervals between `low` and `high`, at least so wide, in which no character stands."""
    found: list[tuple[float, float]] = []
    end = low
    for x0, x1 in inked:
        if min(x0, high) - end >= least:
            found.append((end, min(x0, high)))
        end = max(end, x1)
    return found


def setting(heading: TextLine) -> tuple[int, ...]:
    """Where the pieces of a heading line begin: headings of one table, repeated on each page, have the same."""
    return tuple(round(piece[0].x0) for piece in heading.pieces)


def bodies(lines: Iterable[TextLine]) -> dict[tuple[int, ...], list[TextLine]]:
    """The lines under each setting of headings, over all pages, but for single pieces at the left margin."""
    found: dict[tuple[int, ...], list[TextLine]] = {}
    current: list[TextLine] | None = None
    left = 0.0
    for line in lines:
        if heading_kinds(line):
            current = found.setdefault(setting(line), [])
            left = line.x0
        elif current is not None and _is_row(line, left):
            current.append(line)
    return found


def _is_row(line: TextLine, left: float) -> bool:
    placed = len(line.pieces) > 1 or line.x0 > left + 2 * line.size
    return placed and not is_heading(line) and not PAGE_NUMBER.fullmatch(folded(line.text))


def is_heading(line: TextLine) -> bool:
    """A part or a numbered industry on a line of its own."""
    return len(line.pieces) == 1 and (part_of(line.text) is not None or bool(NUMBERED.fullmatch(line.text.strip())))


def rows_of(lines: Sequence[TextLine], columns: Columns, page: Page, rooms: dict[int, float]) -> tuple[Row, ...]:
    """The rows under `columns`. `rooms` holds, by column, the room left in the last line of the page before."""
    groups: list[list[TextLine]] = []
    code = ""
    for line in lines:
        begins, code = _begins(line, columns, code)
        if begins or not groups:
            groups.append([])
        groups[-1].append(line)
    rights = _rights(lines, columns)
    rows: list[Row] = []
    for at, group in enumerate(groups):
        where = Words(
            f"第{page.number}页，无框表第{at + 1}行", f"page {page.number}, row {at + 1} of a table without borders"
        )
        rows.append(Row(tuple(_cells(group, columns, rights, rooms if not at else {})), where, after_break=not at))
    if groups:
        _leave(groups[-1], columns, rights, rooms)
    return tuple(rows)


def begins_entry(line: TextLine, columns: Columns) -> bool:
    """True where a code or a serial number stands in its column of this line."""
    return _begins(line, columns, "")[0]


def _begins(line: TextLine, columns: Columns, code: str) -> tuple[bool, str]:
    texts = _texts(line, columns)
    here = code_of(texts.get("code", ""))
    if here and CODE_HEAD.fullmatch(code) and CODE.fullmatch(code + here):
        return False, code + here
    if here or folded(texts.get("serial", "")).rstrip(".、").isdecimal():
        return True, here
    return False, code


def _parted(line: TextLine, columns: Columns) -> dict[int, list[Glyph]]:
    found: dict[int, list[Glyph]] = {}
    for glyph in line.glyphs:
        found.setdefault(columns.at(glyph), []).append(glyph)
    return found


def _texts(line: TextLine, columns: Columns) -> dict[str, str]:
    return {columns.kinds[at]: written(glyphs) for at, glyphs in _parted(line, columns).items()}


def _rights(lines: Sequence[TextLine], columns: Columns) -> list[float]:
    rights = [0.0] * len(columns.kinds)
    for line in lines:
        for glyph in line.inked:
            at = columns.at(glyph)
            rights[at] = max(rights[at], glyph.x1)
    return rights


def _cells(group: Sequence[TextLine], columns: Columns, rights: Sequence[float], rooms: dict[int, float]) -> list[Cell]:
    cells: list[Cell] = []
    for at in range(len(columns.kinds)):
        parts = _column(group, columns, at)
        cells.append(Cell(flowed(parts, rights[at], rooms.get(at)), at))
    return cells


def _column(group: Sequence[TextLine], columns: Columns, at: int) -> list[TextLine]:
    found: list[TextLine] = []
    for line in group:
        found.extend(text_lines(_parted(line, columns).get(at, ())))
    return found


def _leave(group: Sequence[TextLine], columns: Columns, rights: Sequence[float], rooms: dict[int, float]) -> None:
    rooms.clear()
    for at in range(len(columns.kinds)):
        parts = _column(group, columns, at)
        if parts:
            rooms[at] = rights[at] - parts[-1].x1
