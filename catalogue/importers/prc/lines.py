"""Characters of a PDF page -> lines of text, with what the paper did to them.

Values that flow: `Glyph`s -> `TextLine`s top to bottom -> `Line`s that say whether the publication or only the paper
began them. The hard problem: typesetting puts a narrow gap between Chinese and Latin letters, which is no blank; so a
blank is one that the file itself prints, or a gap between two Latin letters. A line is taken as wrapped where the
first word of the next would not have fitted after it. Rejected: the line text of `pdflines`, made for Latin lists,
where every such gap is a blank.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.importers.pdf.pdfpages import Glyph
from catalogue.importers.prc.blocks import Line, clean, raised

SOFT_HYPHEN = "\u00ad"
LATIN_GAP = 0.22
PIECE_GAP = 0.9
CLOSING = "）》】”’)]}"
NEVER_FIRST = "，。、；：？！）】》”’,.;:?!)]%％"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its characters left to right, blanks among them, its base line and size."""

    glyphs: tuple[Glyph, ...]
    base: float
    size: float

    @property
    def x0(self) -> float:
        """Where its first character begins."""
        return self.inked[0].x0

    @property
    def x1(self) -> float:
        """Where its last character ends."""
        return max(g.x1 for g in self.inked)

    @property
    def inked(self) -> tuple[Glyph, ...]:
        """The characters without blanks."""
        return tuple(g for g in self.glyphs if not g.text.isspace())

    @property
    def ends_blank(self) -> bool:
        """True where the file prints a blank at the end of the line."""
        return self.glyphs[-1].text.isspace()

    @property
    def text(self) -> str:
        """As a reader copies it; exponents as superscripts, marks of footnotes left out."""
        return written(self.glyphs)

    @property
    def pieces(self) -> tuple[tuple[Glyph, ...], ...]:
        """What wide gaps part: the cells of a table, for one."""
        groups: list[list[Glyph]] = [[]]
        for glyph in self.inked:
            if groups[-1] and glyph.x0 - groups[-1][-1].x1 > PIECE_GAP * self.size:
                groups.append([])
            groups[-1].append(glyph)
        return tuple(tuple(group) for group in groups)


def written(glyphs: Sequence[Glyph]) -> str:
    """The text of characters in order."""
    text, lifted = "", ""
    before: Glyph | None = None
    for glyph in glyphs:
        if glyph.raised and not glyph.text.isspace():
            lifted += glyph.text
            before = glyph
            continue
        text, lifted = text + (raised(lifted, text) if lifted else ""), ""
        if before is not None and _is_apart(before, glyph) and not text.endswith(" "):
            text += " "
        text += "-" if glyph.text == SOFT_HYPHEN else glyph.text
        before = glyph
    return clean(text + (raised(lifted, text) if lifted else ""))


def _is_apart(before: Glyph, after: Glyph) -> bool:
    latin = before.text.isascii() and after.text.isascii() and not before.text.isspace() and not after.text.isspace()
    return latin and after.x0 - before.x1 > LATIN_GAP * max(before.size, after.size)


def text_lines(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """The lines, top to bottom. A raised or lowered character joins the line it stands nearest to."""
    every = list(glyphs)
    rows: list[list[Glyph]] = []
    level = [g for g in every if not (g.raised or g.lowered or g.text.isspace())]
    for glyph in sorted(level, key=lambda g: (-g.base, g.x0)):
        if rows and rows[-1][0].base - glyph.base < 0.4 * max(min(rows[-1][0].size, glyph.size), 1):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    levels = [-row[0].base for row in rows]
    alone: list[list[Glyph]] = []
    for glyph in every:
        if glyph.raised or glyph.lowered or glyph.text.isspace():
            after = bisect_left(levels, -glyph.base)
            near = [rows[n] for n in (after - 1, after) if 0 <= n < len(levels)]
            best = min(near, key=lambda row: abs(row[0].base - glyph.base), default=None)
            if best is not None and abs(best[0].base - glyph.base) < best[0].size:
                best.append(glyph)
            elif not glyph.text.isspace():
                alone.append([glyph])
    rows += alone
    made = [
        TextLine(tuple(sorted(row, key=lambda g: g.x0 + g.x1)), row[0].base, max(g.size for g in row)) for row in rows
    ]
    return tuple(sorted(made, key=lambda line: -line.base))


def flowed(lines: Sequence[TextLine], right: float, before: float | None = None) -> tuple[Line, ...]:
    """The lines with `hard` told: False where a line goes on because its first word did not fit before `right`.

    `before`: the room that was left in the last line of the cell on the page before, None where there was none."""
    if not lines:
        return ()
    first_hard = before is None or before >= first_word(lines[0])
    found = [Line(lines[0].text, first_hard)]
    for above, line in pairwise(lines):
        hard = right - above.x1 >= first_word(line)
        found.append(Line(line.text, hard, _is_cut_word(above, line, right - above.x1)))
    return tuple(line for line in found if line.text)


def _is_cut_word(above: TextLine, line: TextLine, room: float) -> bool:
    """True where the line break stands inside a Latin word: the word fills the whole line above, or one letter of it
    was carried over to keep a closing bracket company."""
    last, first = above.inked[-1], line.inked[0]
    if above.ends_blank or not (last.text.isascii() and last.text.isalnum() and first.text.isascii()):
        return False
    whole = all(g.text.isascii() and not g.text.isspace() for g in above.glyphs)
    if whole and room < first.x1 - first.x0:
        return True
    return first.text.isalpha() and len(line.inked) > 1 and line.inked[1].text in CLOSING


def first_word(line: TextLine) -> float:
    """The width of what may not be parted at the head of a line: a character with its stop, or a Latin word."""
    inked = line.inked
    end = 1
    while end < len(inked) and (inked[end].text in NEVER_FIRST or _is_word(inked[end - 1], inked[end])):
        end += 1
    return inked[end - 1].x1 - inked[0].x0


def _is_word(one: Glyph, other: Glyph) -> bool:
    opens = one.text in "（([“《"
    return opens or (
        bool(re.match(r"[!-~]", one.text) and re.match(r"[!-~]", other.text)) and not _is_apart(one, other)
    )
