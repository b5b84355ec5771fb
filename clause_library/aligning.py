"""Positions of one clause side by side: which blocks face each other, and which words differ.

Values that flow: rendered positions of a clause -> rows of block places, one for each column. Both languages of a
position have the same blocks, so rows found in one language hold for the other: Chinese and English stay in step. The
hard problem is that a position adds and drops items; blocks are paired by the characters they share, in order, and
what has no partner gets a row of its own. Rejected: the n-th block against the n-th; one added item would mark all
that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from clause_library.model import RenderedBlock

ALIKE = 0.3
"""Shared pairs of characters from which on two blocks may face each other."""
Row = tuple[int | None, ...]


def text_of(block: RenderedBlock) -> str:
    """The words of a block, its cells parted by bars; a reference is its clause id in brackets."""
    return " | ".join("".join(f"[{r.ref}]" if r.ref else r.text for r in cell) for cell in block.cells)


def rows_of(columns: Sequence[Sequence[RenderedBlock]], base: int) -> tuple[Row, ...]:
    """For every row the place of each column's block, None where a column has none. `base` is the column that the
    others are held against."""
    middle = columns[base]
    paired = [_pairs(middle, column) for column in columns]
    placed = [0] * len(columns)
    rows: list[Row] = []
    for at in range(len(middle) + 1):
        before: list[range] = []
        for n, column in enumerate(columns):
            stop = len(column) if at == len(middle) else paired[n].get(at, placed[n])
            before.append(range(placed[n], stop))
            placed[n] = stop + (1 if at in paired[n] else 0)
        rows.extend(tuple(row) for row in zip_longest(*before))
        if at < len(middle):
            rows.append(tuple(pairs.get(at) for pairs in paired))
    return tuple(rows)


def _pairs(base: Sequence[RenderedBlock], other: Sequence[RenderedBlock]) -> dict[int, int]:
    """Base place -> other place, in order, the greatest sum of likeness."""
    likeness = [[_likeness(one, two) for two in other] for one in base]
    best = [[0.0] * (len(other) + 1) for _ in range(len(base) + 1)]
    for i in range(len(base) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            met = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], met)
    found: dict[int, int] = {}
    i = j = 0
    while i < len(base) and j < len(other):
        if likeness[i][j] >= ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(one: RenderedBlock, two: RenderedBlock) -> float:
    """Shared pairs of characters, 0 to 1; a heading is like a heading only."""
    if (one.kind == "heading") != (two.kind == "heading"):
        return 0.0
    if one.kind == "heading":
        return 1.0
    first, second = _couples(text_of(one)), _couples(text_of(two))
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 1.0


def _couples(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
