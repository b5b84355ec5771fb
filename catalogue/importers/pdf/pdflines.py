"""The lines of a PDF page in reading order, with exponents written so that nobody can misread them.

Values that flow: the characters of a `Page` become `Line`s, top to bottom, each of one or more `Piece`s that a wide
gap parts (a label and its text, the cells of a table). Written form: raised digits and signs become Unicode
superscripts, `10¹³`, `10⁻⁶`, `cm³`; a raised o before C or F is the degree sign; other raised letters and lowered
characters stay as they are (`UF6`). The hard problem is that an exponent has a base line of its own and would make
a line of its own: full-size characters make the lines, small shifted ones join the line they touch. Rejected: the
reader's own line breaks; they cut lines at tab stops and put exponents anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from catalogue.importers.pdf.pdfchild import SOFT_HYPHEN
from catalogue.importers.pdf.pdfpages import Glyph, Page

_RAISED = dict(zip("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾", strict=True))
_DEGREES = re.compile(r"\x00[oO0º°]\x01\s?(?=[CF]\b)")
_LIFTED = re.compile(r"\x00([^\x01]*)\x01")
_JOINING = ("or", "and", "to", "oder", "und", "bzw", "bis")
"""Words that cannot be the rest of a broken word: `low- or high-grade`."""
_WIDE = 1.6
"""A gap of this many sizes parts two pieces of a line."""
_WORD_GAP, _HAN_GAP = 0.2, 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together in a line, and where it begins and ends."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its pieces, the height of its base line, its size. `hyphenated` where a word goes on."""

    page: int
    pieces: tuple[Piece, ...]
    base: float
    size: float
    hyphenated: bool = False

    @property
    def text(self) -> str:
        """All pieces, two spaces between them."""
        return "  ".join(piece.text for piece in self.pieces)

    @property
    def x0(self) -> float:
        """Where the first piece begins."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Where the last piece ends."""
        return self.pieces[-1].x1


def lines(page: Page) -> tuple[Line, ...]:
    """The lines of a page, top to bottom, each left to right."""
    rows = _rows(g for g in page.glyphs if not (g.raised or g.lowered or g.text.isspace()))
    for glyph in page.glyphs:
        if (glyph.raised or glyph.lowered) and not glyph.text.isspace():
            _join(rows, glyph)
    _add_spaces(rows, [glyph for glyph in page.glyphs if glyph.text.isspace()])
    rows.sort(key=lambda row: -row.base)
    return tuple(row.line(page.number) for row in rows)


class _Row:
    """Characters on one base line while lines are being made."""

    __slots__ = ("base", "glyphs", "size", "spaces")

    def __init__(self, glyph: Glyph) -> None:
        self.base = glyph.base
        self.size = glyph.size
        self.glyphs = [glyph]
        self.spaces: list[float] = []

    def add(self, glyph: Glyph) -> None:
        self.glyphs.append(glyph)
        self.size = max(self.size, glyph.size)

    def line(self, page: int) -> Line:
        ordered = sorted(self.glyphs, key=lambda glyph: glyph.x0)
        groups: list[list[Glyph]] = [[ordered[0]]]
        for before, glyph in pairwise(ordered):
            if glyph.x0 - before.x1 > _WIDE * self.size:
                groups.append([])
            groups[-1].append(glyph)
        spaces = sorted(self.spaces)
        pieces = tuple(Piece(_written(group, self.size, spaces), group[0].x0, group[-1].x1) for group in groups)
        return Line(page, pieces, self.base, self.size, ordered[-1].text == SOFT_HYPHEN)


def _rows(glyphs: Iterable[Glyph]) -> list[_Row]:
    rows: list[_Row] = []
    row: _Row | None = None
    for glyph in sorted(glyphs, key=lambda g: (-g.base, g.x0)):
        lower = row.base - glyph.base if row else 0.0
        if row and (lower <= 0.0 or lower < 0.3 * max(min(row.size, glyph.size), 1)):
            row.add(glyph)
        else:
            row = _Row(glyph)
            rows.append(row)
    return rows


def _join(rows: list[_Row], glyph: Glyph) -> None:
    """Adds a shifted character to the row it stands against, the one whose base line is nearest for its direction."""

    def distance(row: _Row) -> float:
        lift = glyph.base - row.base
        wanted = lift if glyph.raised else -lift
        gap = min(max(g.x0 - glyph.x1, glyph.x0 - g.x1, 0.0) for g in row.glyphs)
        return wanted + gap if 0 <= wanted < 0.85 * row.size and row.size > glyph.size else float("inf")

    best = min((row for row in rows if abs(row.base - glyph.base) < 20), key=distance, default=None)
    if best is None or distance(best) == float("inf"):
        rows.append(_Row(glyph))
    else:
        best.add(glyph)


def _add_spaces(rows: list[_Row], spaces: list[Glyph]) -> None:
    """Tells each row where the file itself prints a space: in tight lines it is narrower than any rule for gaps."""
    levels = sorted((row.base, at) for at, row in enumerate(rows))
    for space in spaces:
        at = bisect_left(levels, (space.base, 0))
        near = min(levels[max(at - 1, 0) : at + 1], key=lambda level: abs(level[0] - space.base), default=None)
        if near and abs(near[0] - space.base) < 0.3 * rows[near[1]].size:
            rows[near[1]].spaces.append((space.x0 + space.x1) / 2)


def _spaced(before: Glyph, after: Glyph, spaces: list[float]) -> bool:
    at = bisect_left(spaces, (before.x0 + before.x1) / 2)
    return at < len(spaces) and spaces[at] < (after.x0 + after.x1) / 2


def _written(glyphs: list[Glyph], size: float, spaces: list[float]) -> str:
    parts: list[str] = []
    for index, glyph in enumerate(glyphs):
        if index and (_gap(glyphs[index - 1], glyph, size) or _spaced(glyphs[index - 1], glyph, spaces)):
            parts.append(" ")
        parts.append(f"\x00{glyph.text}\x01" if glyph.raised else glyph.text)
    text = "".join(parts).replace("\x01\x00", "").replace(SOFT_HYPHEN, "-")
    return _LIFTED.sub(_lifted, _DEGREES.sub("°", text)).strip()


def _gap(before: Glyph, after: Glyph, size: float) -> bool:
    gap = after.x0 - before.x1
    if gap <= _WORD_GAP * size:
        return False
    return gap > _HAN_GAP * size or not (_is_han(before.text) and _is_han(after.text))


def _is_han(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef" or ord(letter) > 0xFFFF


def _lifted(found: re.Match[str]) -> str:
    inner = found[1]
    if any(letter.isalpha() for letter in inner):
        return inner
    return "".join(_RAISED.get(letter, letter) for letter in inner)


def joined(parts: Iterable[Line], words: frozenset[str] = frozenset()) -> str:
    """The lines as running text. A word broken by a hyphen is closed up where `words` (lower case) knows it whole;
    everywhere else the hyphen stays, because lists break at hyphens of their own (`low-` / `observable`)."""
    text = ""
    for line in parts:
        text = run_on(text, " ".join(piece.text for piece in line.pieces), words)
    return text


def run_on(text: str, more: str, words: frozenset[str] = frozenset()) -> str:
    """`more` after `text`: with a space, without one between Han characters or after a broken word."""
    if not text or not more:
        return text or more
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and more[0].isalpha():
        first = re.split(r"[^\w-]", text)[-1][:-1].split("-")[-1]
        second = re.split(r"[^\w]", more)[0]
        if second in _JOINING:
            return f"{text} {more}"
        return (text[:-1] if (first + second).lower() in words else text) + more
    return text + ("" if _is_han(text[-1]) and _is_han(more[0]) else " ") + more
