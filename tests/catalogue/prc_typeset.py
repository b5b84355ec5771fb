"""A page maker for tests: rows of text -> the characters and strokes a PDF reader finds, with wrapped lines, page
breaks inside a cell, merged cells, with and without borders. No PDF is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from catalogue.importers.pdf.pdfpages import Glyph, Page, Rule

WIDTH, HEIGHT, EDGE, SIZE, PITCH, PAD = 595.0, 842.0, 56.0, 10.0, 14.0, 3.0
STOPS = "，。、；：？！）”"


def wide(letter: str) -> float:
    return SIZE if ord(letter) > 0x2E80 else SIZE / 2


def wrapped(text: str, room: float) -> list[str]:
    """Lines that fit: Chinese breaks anywhere but before a stop, Latin at blanks, a blank stays at the line's end."""
    words: list[str] = []
    for letter in text:
        latin = letter.isascii() and not letter.isspace()
        if words and ((latin and words[-1][-1].isascii() and not words[-1][-1].isspace()) or letter in STOPS + " "):
            words[-1] += letter
        else:
            words.append(letter)
    lines, used = [""], 0.0
    for word in words:
        need = sum(map(wide, word.rstrip()))
        if lines[-1] and used + need > room:
            lines.append("")
            used = 0.0
        lines[-1] += word
        used += sum(map(wide, word))
    return lines


@dataclass
class Printer:
    """Prints rows on pages; `borders` draws them, `foot` numbers the pages."""

    columns: Sequence[float]
    borders: bool = True
    header: Sequence[str] = ()
    repeat: bool = True
    foot: bool = True
    pages: list[Page] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    y: float = HEIGHT - EDGE

    def put(self, text: str, x: float, base: float) -> None:
        for letter in text:
            width = wide(letter)
            self.glyphs.append(Glyph(letter, x, base - 2, x + width, base + 8, SIZE, False, False, base))
            x += width

    def paragraph(self, text: str) -> None:
        for line in wrapped(text, WIDTH - 2 * EDGE):
            if self.y - PITCH < EDGE:
                self.turn()
            self.y -= PITCH
            self.put(line, EDGE, self.y + 4)
        self.y -= 6

    def turn(self) -> None:
        if self.foot:
            self.put(f"— {len(self.pages) + 1} —", WIDTH / 2, 30)
        self.pages.append(Page(len(self.pages) + 1, WIDTH, HEIGHT, tuple(self.glyphs), tuple(self.rules)))
        self.glyphs, self.rules, self.y = [], [], HEIGHT - EDGE

    def edges(self) -> list[float]:
        edges = [EDGE]
        for width in self.columns:
            edges.append(edges[-1] + width)
        return edges

    def table(self, rows: Sequence[Sequence[Sequence[str] | None]]) -> None:
        """`rows`: per cell its lines, None for one merged with the cell above."""
        if self.header:
            self._row([[name] for name in self.header], top=True)
        for at, row in enumerate(rows):
            self._row(row, top=not self.header and at == 0)
        self.y -= 10

    def _row(self, row: Sequence[Sequence[str] | None], *, top: bool = False) -> None:
        edges = self.edges()
        cells = [
            [line for text in cell or () for line in wrapped(text, edges[n + 1] - edges[n] - 2 * PAD)]
            for n, cell in enumerate(row)
        ]
        while True:
            fits = int((self.y - EDGE - 2) // PITCH)
            if fits < 1:
                self.turn()
                if self.header and self.repeat:
                    self._row([[name] for name in self.header], top=True)
                    top = False
                else:
                    top = True
                continue
            height = min(fits, max(len(lines) for lines in cells))
            if top or self.y == HEIGHT - EDGE:
                self._level(edges, self.y, [True] * len(row))
            else:
                self._level(edges, self.y, [cell is not None for cell in row])
            for n, lines in enumerate(cells):
                for m, line in enumerate(lines[:height]):
                    self.put(line, edges[n] + PAD, self.y - (m + 1) * PITCH + 4)
            bottom = self.y - height * PITCH - 2
            if self.borders:
                self.rules.extend(Rule(x, bottom, x, self.y) for x in edges)
            self.y = bottom
            self._level(edges, self.y, [True] * len(row), last=True)
            cells = [lines[height:] for lines in cells]
            if not any(cells):
                return
            self.turn()
            top = True
            if self.header and self.repeat:
                self._row([[name] for name in self.header], top=True)
                top = False

    def _level(self, edges: Sequence[float], y: float, drawn: Sequence[bool], *, last: bool = False) -> None:
        """The upper edge of a row; the lower one is drawn by the row below, or here where a page or table ends."""
        if not self.borders:
            return
        self.rules = [r for r in self.rules if not (r.y0 == r.y1 == y)] if not last else self.rules
        for n, is_drawn in enumerate(drawn):
            if is_drawn:
                self.rules.append(Rule(edges[n], y, edges[n + 1], y))

    def done(self) -> tuple[Page, ...]:
        self.turn()
        return tuple(self.pages)
