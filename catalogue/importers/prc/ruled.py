"""The ruled tables of a PDF page: strokes and characters -> cells on a grid.

Values that flow: `Rule`s and `Glyph`s of a page -> `Ruled` tables and the characters outside them. The hard problem:
programs draw a line as one stroke, as two edges of a thin box, or cell by cell; so strokes that nearly touch are one
edge, and two boxes of the grid are one cell exactly where no stroke parts them. Rejected: boxes as drawn; a merged
cell is drawn as nothing at all. A table may be open at its sides: then its strokes end where it ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.importers.pdf.pdfpages import Glyph, Page, Rule

NEAR = 3.0
"""Points within which strokes are one edge."""
SHORTEST = 4.0
MOST_EDGES = 400
MOST_RULES = 20_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its first row and column on the grid, how many it covers, where it stands, its characters."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    x1: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table: its cells, the size of its grid, its upper and lower edge."""

    boxes: tuple[Box, ...]
    rows: int
    columns: int
    top: float
    bottom: float


def ruled_tables(page: Page) -> tuple[tuple[Ruled, ...], tuple[Glyph, ...]]:
    """The tables of a page top to bottom, and the characters that stand in none."""
    left = list(page.glyphs)
    found: list[Ruled] = []
    for group in _groups([r for r in page.rules if max(abs(r.x1 - r.x0), abs(r.y1 - r.y0)) >= SHORTEST]):
        grid = _grid(group)
        if grid is not None:
            inside = [g for g in left if grid.holds(g)]
            left = [g for g in left if not grid.holds(g)]
            found.append(grid.table(inside))
    return tuple(found), tuple(left)


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Strokes that follow one another down the page without a gap."""
    groups: list[list[Rule]] = []
    bottom = 0.0
    for rule in sorted(rules, key=lambda r: -max(r.y0, r.y1)):
        if not groups or max(rule.y0, rule.y1) < bottom - NEAR:
            groups.append([])
            bottom = min(rule.y0, rule.y1)
        groups[-1].append(rule)
        bottom = min(bottom, rule.y0, rule.y1)
    return groups


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[list[float]] = []
    for value in sorted(values):
        if edges and value - edges[-1][-1] <= NEAR:
            edges[-1].append(value)
        else:
            edges.append([value])
    return [sum(edge) / len(edge) for edge in edges]


@dataclass(frozen=True, slots=True)
class _Grid:
    """Edges (ys from the top down) and the strokes along each, by the number of the edge."""

    xs: list[float]
    ys: list[float]
    upright: dict[int, list[tuple[float, float]]]
    level: dict[int, list[tuple[float, float]]]

    def holds(self, glyph: Glyph) -> bool:
        x, y = _middle(glyph)
        return self.xs[0] < x < self.xs[-1] and self.ys[-1] < y < self.ys[0]

    def table(self, glyphs: list[Glyph]) -> Ruled:
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        sizes: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(rows):
            for column in range(columns):
                if (row, column) not in owner:
                    size = self._size(row, column)
                    sizes[row, column] = size
                    owner |= {(row + r, column + c): (row, column) for r in range(size[0]) for c in range(size[1])}
        held: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            held[owner[self._place(glyph)]].append(glyph)
        boxes = tuple(
            Box(at[0], at[1], size[0], size[1], self.xs[at[1]], self.xs[at[1] + size[1]], tuple(held[at]))
            for at, size in sizes.items()
        )
        return Ruled(boxes, rows, columns, self.ys[0], self.ys[-1])

    def _place(self, glyph: Glyph) -> tuple[int, int]:
        x, y = _middle(glyph)
        row = bisect_right([-edge for edge in self.ys], -y) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def _size(self, row: int, column: int) -> tuple[int, int]:
        height, width = 1, 1
        while column + width < len(self.xs) - 1 and not self._parted_right(row, column + width):
            width += 1
        while row + height < len(self.ys) - 1 and not any(
            self._parted_below(row + height, column + c) for c in range(width)
        ):
            height += 1
        return height, width

    def _parted_right(self, row: int, edge: int) -> bool:
        y = (self.ys[row] + self.ys[row + 1]) / 2
        return any(low <= y <= high for low, high in self.upright.get(edge, ()))

    def _parted_below(self, edge: int, column: int) -> bool:
        x = (self.xs[column] + self.xs[column + 1]) / 2
        return any(low <= x <= high for low, high in self.level.get(edge, ()))


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, glyph.base + 0.3 * glyph.size


def _grid(rules: list[Rule]) -> _Grid | None:
    if len(rules) > MOST_RULES:
        return None
    upright = [r for r in rules if abs(r.x1 - r.x0) <= abs(r.y1 - r.y0)]
    level = [r for r in rules if abs(r.x1 - r.x0) > abs(r.y1 - r.y0)]
    sides = [end for r in level for end in (r.x0, r.x1)]
    ends = [end for r in upright for end in (r.y0, r.y1)]
    xs = _edges([*((r.x0 + r.x1) / 2 for r in upright), *((min(sides), max(sides)) if upright and sides else ())])
    ys = _edges([*((r.y0 + r.y1) / 2 for r in level), *((min(ends), max(ends)) if ends else ())])[::-1]
    if not 3 <= len(xs) <= MOST_EDGES or not 2 <= len(ys) <= MOST_EDGES:
        return None
    along: dict[int, list[tuple[float, float]]] = defaultdict(list)
    across: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for rule in upright:
        at = min(range(len(xs)), key=lambda n: abs(xs[n] - rule.x0))
        along[at].append((min(rule.y0, rule.y1), max(rule.y0, rule.y1)))
    for rule in level:
        at = min(range(len(ys)), key=lambda n: abs(ys[n] - rule.y0))
        across[at].append((min(rule.x0, rule.x1), max(rule.x0, rule.x1)))
    return _Grid(xs, ys, dict(along), dict(across))
