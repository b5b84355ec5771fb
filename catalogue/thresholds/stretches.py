"""Stretches of a text, asked quickly whether one of them holds a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Stretches:
    """Half-open stretches, joined where they overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, at: int) -> bool:
        """True where a stretch begins at or before a place and ends behind it."""
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]
