"""Which of the rows found stand on the page and in what order: by relevance or by code, editions apart or together.

Values that flow: set of rows + plan + `Standing` of the editions asked -> `Placed` rows, best first. The hard
problem: a common character is found in thousands of rows, of which twenty are shown; so the whole order of a row
(score, rank of its edition, printed place) is one integer, and the smallest few are picked. Where all editions are
asked the editions of an entry stand together, at the place of the best of them, and each names the others: whoever
reads them as one group can, and no edition is hidden. Rejected: sorting tuples of all rows found; one hit per entry
(its snippet and its state are true of one edition only).
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.bits import bits_of, numbers_in
from catalogue.codeorder import places_by_code
from catalogue.corpus import Row
from catalogue.plan import Term
from catalogue.ranking import bonus_of, scores_of

RELEVANCE, CODE = "relevance", "code"
SORTS = (RELEVANCE, CODE)

_WEIGHED = 50
"""So many of the best rows are weighed again for what several terms earn by standing in one control point."""

_EXACTLY = 1000
"""Scores are compared in thousandths."""


@dataclass(frozen=True, slots=True)
class Standing:
    """By the corpus' number of an edition: its rank among equals, and the share of a score that counts in it."""

    ranks: Sequence[int]
    shares: Sequence[float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row on the page with its score, and the rows of the same entry in other editions that were found."""

    score: float
    row: Row
    also: tuple[Row, ...] = ()


class Ordering:
    """Orders rows of one corpus."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._editions = [row.edition_number for row in rows]
        members: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            members.setdefault((row.catalogue.id, row.entry.id), []).append(row.number)
        self._members = {first[0]: first for first in members.values() if len(first) > 1}
        self._first = {number: first for first, held in self._members.items() for number in held}
        self._places: list[int] | None = None

    def page(
        self, found: int, terms: tuple[Term, ...], standing: Standing, limit: int, *, sort: str, grouped: bool
    ) -> list[Placed]:
        """The first `limit` hits."""
        if limit <= 0:
            return []
        order = self._by_code if sort == CODE else self._by_relevance
        placed = order(found, terms, standing, limit)[:limit]
        if not grouped:
            return [Placed(score, self._rows[number]) for score, number in placed]
        return self._together(placed, found, terms, standing)[:limit]

    def _by_relevance(
        self, found: int, terms: tuple[Term, ...], standing: Standing, limit: int
    ) -> list[tuple[float, int]]:
        """Best score first; of equals those in force, then the newest edition, then the printed order."""
        numbers = list(numbers_in(found))
        scores = scores_of([self._rows[i] for i in numbers], terms)
        last, editions = len(self._rows), len(standing.ranks)
        ranks, shares = standing.ranks, [share * _EXACTLY for share in standing.shares]
        numbered = [self._editions[i] for i in numbers]
        keys = [
            (ranks[edition] - int(score * shares[edition]) * editions) * last + i
            for i, score, edition in zip(numbers, scores, numbered, strict=True)
        ]
        near = heapq.nsmallest(max(limit, _WEIGHED), keys)
        final: list[tuple[float, int, int]] = []
        for key in near:
            place, number = divmod(key, last)
            minus, rank = divmod(place, editions)
            final.append((minus / _EXACTLY - bonus_of(self._rows[number], terms), rank, number))
        return [(round(-minus, 3), number) for minus, _, number in sorted(final)]

    def _by_code(self, found: int, terms: tuple[Term, ...], standing: Standing, limit: int) -> list[tuple[float, int]]:
        """By code, the newest edition of an entry first."""
        if self._places is None:
            self._places = places_by_code(self._rows)
        places, editions = self._places, len(standing.ranks)
        keys = [
            ((places[i] * editions + standing.ranks[self._editions[i]]) * len(self._rows)) + i
            for i in numbers_in(found)
        ]
        numbers = [key % len(self._rows) for key in heapq.nsmallest(limit, keys)]
        scores = scores_of([self._rows[i] for i in numbers], terms)
        return [(round(score, 3), number) for score, number in zip(scores, numbers, strict=True)]

    def _together(
        self, placed: list[tuple[float, int]], found: int, terms: tuple[Term, ...], standing: Standing
    ) -> list[Placed]:
        """Every row found of an entry where the first of them stands."""
        hits: list[Placed] = []
        seen: set[int] = set()
        for score, number in placed:
            first = self._first.get(number, number)
            if first in seen:
                continue
            seen.add(first)
            others = bits_of(i for i in self._members.get(first, ()) if i != number and found >> i & 1)
            ordered = [(score, number), *self._by_relevance(others, terms, standing, others.bit_count())]
            rows = [self._rows[i] for _, i in ordered]
            hits.extend(
                Placed(one, row, tuple(r for r in rows if r is not row))
                for (one, _), row in zip(ordered, rows, strict=True)
            )
        return hits
