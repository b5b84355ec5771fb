"""The pages of a PDF of the PRC catalogue or an announcement -> paragraphs and tables.

Values that flow: `Page`s -> per page its ruled tables, its tables without borders and its loose lines, top to bottom
-> `Block`s. The hard problem is the page break: it cuts a cell, a title, even a code; so the first row of each page is
marked as one that may carry on the page before, and the room left in a cell's last line decides whether its text goes
on. Page numbers and running heads are marked as such, never dropped here. Rejected: page by page readings put
together afterwards; what the break cut is then two faulty halves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from catalogue.importers.pdf.pdfpages import Page, each_page
from catalogue.importers.prc.blocks import Block, Cell, Line, Paragraph, Row, Table, folded
from catalogue.importers.prc.borderless import (
    PAGE_NUMBER,
    Columns,
    begins_entry,
    bodies,
    columns_under,
    heading_kinds,
    is_heading,
    rows_of,
    setting,
)
from catalogue.importers.prc.lines import TextLine, first_word, flowed, text_lines, written
from catalogue.importers.prc.ruled import Box, Ruled, ruled_tables
from catalogue.importers.prc.table import NOTE, headings_of
from catalogue.importers.reading import Progress, Source
from catalogue.model import Words

MARGIN = 0.1
REPEATED = 3
PADDING = 5.4
"""Points between a cell's edge and its text where nothing else tells."""


def pdf_blocks(source: Source, progress: Progress) -> tuple[Block, ...]:
    """Paragraphs and tables in reading order. Raises BadInput as `each_page` does, for scanned pages too."""
    return page_blocks(tuple(each_page(source.data, path=source.path, progress=progress)))


def page_blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks of pages that follow one another."""
    parts = [ruled_tables(page) for page in pages]
    loose = [text_lines(glyphs) for _, glyphs in parts]
    heads = _running_heads(pages, loose)
    walk = _Walk(bodies(line for lines in loose for line in lines))
    blocks: list[Block] = []
    for page, (tables, _), lines in zip(pages, parts, loose, strict=True):
        body: list[TextLine] = []
        for line in lines:
            if _is_furniture(line, page, heads):
                blocks.append(Paragraph(line.text, _at(page), page_furniture=True))
            else:
                body.append(line)
        blocks.extend(walk.page(page, tables, body))
    return tuple(blocks)


def _at(page: Page) -> Words:
    return Words(f"第{page.number}页", f"page {page.number}")


def _running_heads(pages: Sequence[Page], loose: Sequence[Sequence[TextLine]]) -> frozenset[str]:
    counts = Counter(
        folded(line.text)
        for page, lines in zip(pages, loose, strict=True)
        for line in lines
        if _is_marginal(line, page) and not heading_kinds(line)
    )
    return frozenset(text for text, count in counts.items() if count >= REPEATED)


def _is_marginal(line: TextLine, page: Page) -> bool:
    return line.base < MARGIN * page.height or line.base > (1 - MARGIN) * page.height


def _is_furniture(line: TextLine, page: Page, heads: frozenset[str]) -> bool:
    text = folded(line.text)
    return _is_marginal(line, page) and (bool(PAGE_NUMBER.fullmatch(text)) or text in heads)


@dataclass(slots=True)
class _Walk:
    """What one page leaves to the next: the columns of a table without borders, and the room in its last lines."""

    bodies: dict[tuple[int, ...], list[TextLine]]
    columns: Columns | None = None
    rooms: dict[int, float] = field(default_factory=dict[int, float])

    def page(self, page: Page, tables: Sequence[Ruled], lines: Sequence[TextLine]) -> Iterator[Block]:
        rest = list(lines)
        first = True
        for table in sorted(tables, key=lambda t: -t.top):
            above = [line for line in rest if line.base > table.top]
            rest = [line for line in rest if line.base <= table.top]
            yield from self._loose(page, above, top=first)
            yield self._ruled(page, table, at_break=first and not above)
            first = False
        yield from self._loose(page, rest, top=first)

    def _ruled(self, page: Page, table: Ruled, *, at_break: bool) -> Table:
        self.columns = None
        waiting = at_break and page.number > 1
        rows: list[Row] = []
        for at in range(table.rows):
            where = Words(f"第{page.number}页，表内第{at + 1}行", f"page {page.number}, table row {at + 1}")
            cells = tuple(self._cell(box, at, waiting=waiting) for box in table.boxes if _reaches(box, at))
            row = Row(tuple(sorted(cells, key=lambda c: c.column)), where)
            if waiting and not headings_of(row) and row.text:
                row, waiting = Row(row.cells, where, after_break=True), False
            rows.append(row)
        self._leave(table)
        return Table(tuple(rows), table.columns)

    def _cell(self, box: Box, row: int, *, waiting: bool) -> Cell:
        if box.row != row:
            return Cell((), box.column, box.columns, continued=True)
        lines = text_lines(box.glyphs)
        before = self.rooms.get(box.column) if waiting else None
        return Cell(flowed(lines, box.x1 - _padding(box), before), box.column, box.columns)

    def _leave(self, table: Ruled) -> None:
        self.rooms.clear()
        for box in table.boxes:
            lines = text_lines(box.glyphs)
            if lines and box.row + box.rows == table.rows:
                self.rooms[box.column] = box.x1 - _padding(box) - lines[-1].x1

    def _loose(self, page: Page, lines: Sequence[TextLine], *, top: bool) -> Iterator[Block]:
        """Loose lines: tables without borders under their headings, else paragraphs. `top`: nothing stands above."""
        at = 0
        left = min((line.x0 for line in lines), default=0.0)
        pending: list[TextLine] = []
        while at < len(lines):
            opens = bool(heading_kinds(lines[at]))
            if _ends_table(lines[at], left) or not (opens or (self.columns and self.columns.fits([lines[at]]))):
                pending.append(lines[at])
                at += 1
                continue
            yield from _paragraphs(pending, page)
            end = next((n for n in range(at + 1, len(lines)) if self._ends(lines[n], left, opens=opens)), len(lines))
            yield from self._borderless(page, lines[at:end], at_break=top and not pending and page.number > 1)
            at, top, pending = end, False, []
        yield from _paragraphs(pending, page)

    def _ends(self, line: TextLine, left: float, *, opens: bool) -> bool:
        if _ends_table(line, left) or heading_kinds(line):
            return True
        return not opens and self.columns is not None and not self.columns.fits([line])

    def _borderless(self, page: Page, lines: Sequence[TextLine], *, at_break: bool) -> Iterator[Block]:
        opens = bool(heading_kinds(lines[0]))
        body = lines[1:] if opens else lines
        columns = columns_under(lines[0], self.bodies.get(setting(lines[0]), body)) if opens else self.columns
        centred = bool(body) and columns is not None and not at_break and not begins_entry(body[0], columns)
        self.columns = columns
        if columns is None or centred:
            yield from _paragraphs(lines, page)
            return
        if not at_break:
            self.rooms.clear()
        rows = rows_of(body, columns, page, self.rooms)
        rows = rows if at_break else tuple(replace(row, after_break=False) for row in rows)
        cells = tuple(Cell((Line(written(piece)),), n) for n, piece in enumerate(lines[0].pieces))
        yield Table(((Row(cells, _at(page)), *rows) if opens else rows), len(columns.kinds))


def _ends_table(line: TextLine, left: float) -> bool:
    """A heading, or a note set from the left margin, ends a table without borders."""
    if is_heading(line):
        return True
    return line.x0 < left + line.size and len(line.pieces) == 1 and bool(NOTE.fullmatch(line.text))


def _reaches(box: Box, row: int) -> bool:
    return box.row <= row < box.row + box.rows


def _padding(box: Box) -> float:
    left = min((g.x0 for g in box.glyphs if not g.text.isspace()), default=box.x0 + PADDING) - box.x0
    return min(max(left, 0.0), PADDING)


def _paragraphs(lines: Sequence[TextLine], page: Page) -> Iterator[Paragraph]:
    """Lines as paragraphs; one that the paper wrapped is joined to the line before."""
    right = max((line.x1 for line in lines), default=0.0)
    text = ""
    for at, line in enumerate(lines):
        wrapped = at > 0 and right - lines[at - 1].x1 < first_word(line) and lines[at - 1].x1 > 0.7 * page.width
        if wrapped and not is_heading(line):
            text += line.text
            continue
        if text:
            yield Paragraph(text, _at(page))
        text = line.text
    if text:
        yield Paragraph(text, _at(page))
