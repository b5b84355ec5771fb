"""Two sequences laid side by side: which item of the one is which of the other.

Values that flow: keys of the items become pairs of positions, in order on both sides. The hard problem is a contract
of sixteen thousand paragraphs of which three changed: common ends first, then items that occur once on each side,
then the stretches between. Rejected: a longest common subsequence; its cost is the product of the lengths.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

DEEPEST = 40
NARROW = 4096
ALIKE = 0.3

Pair = tuple[int, int]
Gap = tuple[int, int, int, int]


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Positions of equal items, in order on both sides; each round over a stretch costs its length."""
    out: list[Pair] = []
    stack: list[tuple[int, int, int, int, int]] = [(0, len(old), 0, len(new), 0)]
    while stack:
        a, a_end, b, b_end, depth = stack.pop()
        while a < a_end and b < b_end and old[a] == new[b]:
            out.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            out.append((a_end, b_end))
        if a == a_end or b == b_end or depth == DEEPEST:
            continue
        anchors = _anchors(old, new, (a, a_end, b, b_end))
        out += anchors
        before = (a - 1, b - 1)
        for after in [*anchors, (a_end, b_end)] if anchors else []:
            stack.append((before[0] + 1, after[0], before[1] + 1, after[1], depth + 1))
            before = after
    return sorted(out)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> list[Pair]:
    """Items that occur once on each side of a gap, the longest run of them that keeps its order."""
    a, a_end, b, b_end = gap
    left, right = Counter(old[a:a_end]), Counter(new[b:b_end])
    places = {new[j]: j for j in range(b, b_end) if right[new[j]] == 1}
    pairs = [(i, places[old[i]]) for i in range(a, a_end) if left[old[i]] == 1 and old[i] in places]
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect.bisect_left(tails, j)
        back.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(j)
            ends.append(at)
        else:
            tails[place], ends[place] = j, at
    out: list[Pair] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        out.append(pairs[at])
        at = back[at]
    return out[::-1]


def gaps(pairs: Sequence[Pair], old: int, new: int) -> list[Gap]:
    """The stretches between pairs in which both sides have something."""
    out: list[Gap] = []
    a = b = 0
    for i, j in [*pairs, (old, new)]:
        if a < i and b < j:
            out.append((a, i, b, j))
        a, b = i + 1, j + 1
    return out


def pair_alike(gap: Gap, likeness: Callable[[int, int], float]) -> list[Pair]:
    """The items of a gap that are most alike, in order; a wide gap is paired as it comes, in one pass."""
    a, a_end, b, b_end = gap
    if (a_end - a) * (b_end - b) > NARROW:
        return _in_passing(gap, likeness)
    rows, columns = a_end - a, b_end - b
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    like = [[likeness(a + i, b + j) for j in range(columns)] for i in range(rows)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            joined = best[i + 1][j + 1] + like[i][j] if like[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
    out: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if like[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            out.append((a + i, b + j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return out


def _in_passing(gap: Gap, likeness: Callable[[int, int], float]) -> list[Pair]:
    a, a_end, b, b_end = gap
    out: list[Pair] = []
    while a < a_end and b < b_end:
        if likeness(a, b) >= ALIKE:
            out.append((a, b))
            a, b = a + 1, b + 1
        elif a_end - a > b_end - b:
            a += 1
        elif a_end - a < b_end - b:
            b += 1
        else:
            a, b = a + 1, b + 1
    return out
