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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from catalogue.searching.bits import bits_of, numbers_in
from catalogue.searching.codeorder import places_by_code
from catalogue.searching.corpus import BREAK, Row
from catalogue.searching.plan import Term
from catalogue.searching.ranking import BEST_OF_POINT, bonus_of, scores_of
from catalogue.searching.thesaurus import Needle

RELEVANCE, CODE = "relevance", "code"
SORTS = (RELEVANCE, CODE)

_WEIGHED = 50
"""So many of the best rows are weighed again for what several terms earn by standing in one control point."""

_AT_ONCE = 200

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


def lone_needle(terms: tuple[Term, ...]) -> Needle | None:
    """The needle of a plan that looks for one typed text and nothing it may be called besides."""
    needles = terms[0].needles if len(terms) == 1 else ()
    return needles[0] if len(needles) == 1 and needles[0].given and not needles[0].whole else None


def pairs_in(text: str) -> set[str]:
    """The pairs of neighbouring signs of a text; of a text of one sign the sign."""
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


class Ordering:
    """Orders rows of one corpus."""

    def __init__(self, rows: Sequence[Row], beginning: Callable[[str], int]) -> None:
        """`beginning` gives the rows of which the code, or the designation of a point, begins with a text."""
        self._rows = rows
        self._editions = [row.edition_number for row in rows]
        members: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            members.setdefault((row.catalogue.id, row.entry.id), []).append(row.number)
        self._members = {first[0]: first for first in members.values() if len(first) > 1}
        self._first = {number: first for first, held in self._members.items() for number in held}
        self._places: list[int] | None = None
        self._named = [row.folded[: row.code_end] + BREAK + row.folded[row.names : row.body] for row in rows]
        self._designated = [row.folded[row.code_end : row.names] for row in rows]
        self._pairs = {pair for text in self._designated for pair in (*pairs_in(text), *text)}
        self._beginning = beginning
        numbers: dict[int, list[int]] = {}
        for row in rows:
            numbers.setdefault(row.edition_number, []).append(row.number)
        self._by_edition = {edition: bits_of(held) for edition, held in numbers.items()}

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
        """Best score first; of equals those in force, then the newest edition, then the printed order.

        One typed text is ranked row by row only where it stands in a name; of the others the first few are the best.
        """
        needle = lone_needle(terms)
        if needle is not None and found.bit_count() > limit:
            found = self._promising(found, needle, standing, limit)
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

    def _promising(self, found: int, needle: Needle, standing: Standing, limit: int) -> int:
        """Of the rows found those among which the best `limit` are.

        All rows with the text in a code or name, or at the beginning of a point's designation; of those with it inside
        a designation, then of those with it whole in a point, the first `limit`: each such kind has one score.
        """
        text, named = needle.text, self._named
        kept = bits_of([i for i in numbers_in(found) if text in named[i]]) | (self._beginning(text) & found)
        rest = found & ~kept
        if all(pair in self._pairs for pair in pairs_in(text)):
            designated = self._designated
            inside = (i for i in self._in_order(rest, standing) if text in designated[i])
            first = bits_of(islice(inside, limit))
            if first.bit_count() == limit:
                return kept | first
            kept |= first
        return kept | self._of_texts(rest & ~kept, needle, standing, limit)

    def _of_texts(self, found: int, needle: Needle, standing: Standing, limit: int) -> int:
        """The first `limit` rows of each score there is outside of names; no more are looked at than it takes."""
        order = self._in_order(found, standing)
        terms = (Term(((needle,),)),)
        by_score: dict[float, list[int]] = {}
        while len(by_score.get(BEST_OF_POINT, ())) < limit and (some := list(islice(order, _AT_ONCE))):
            for number, score in zip(some, scores_of([self._rows[i] for i in some], terms), strict=True):
                by_score.setdefault(score, []).append(number)
        return bits_of(number for numbers in by_score.values() for number in numbers[:limit])

    def _in_order(self, found: int, standing: Standing) -> Iterator[int]:
        """The rows as they follow each other where their scores are equal."""
        for edition in sorted(self._by_edition, key=lambda e: standing.ranks[e]):
            yield from numbers_in(found & self._by_edition[edition])

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
