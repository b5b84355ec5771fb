"""A query made ready: each group as an exact set of rows, and the needles that count for rank and marking.

Values that flow: `Query` -> `Plan` of `Step`s -> set of rows (bits). The hard problem: OR, `-` and filters must
be exact and cheap for ten thousand rows, so every clause answers with an exact set and the rest is arithmetic
on integers; a clause verifies texts only inside what the clauses before it left. Rejected: walking the query
for every row; a common character would then be looked for in every text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalogue.searching.bits import bits_of, numbers_in
from catalogue.searching.filters import Filters
from catalogue.searching.index import Index
from catalogue.searching.query import Clause, Group, In, Query, spelled
from catalogue.searching.thesaurus import Needle, Thesaurus
from catalogue.text import Normaliser

Way = tuple[Needle, ...]
"""Needles that must all be found for one reading of a term."""

RowsWithin = Callable[[int], int]
"""From a set of rows, those of it that hold."""

_LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A wanted text, and the ways it may be met. `code` is true where it was asked for as a code."""

    ways: tuple[Way, ...]
    code: bool = False

    @property
    def needles(self) -> tuple[Needle, ...]:
        """Of all ways."""
        return tuple(needle for way in self.ways for needle in way)


@dataclass(frozen=True, slots=True)
class Step:
    """One group: its spelling, its rows inside a set, and what of it is ranked and marked."""

    spelling: str
    rows: RowsWithin
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps must hold."""

    steps: tuple[Step, ...]

    def rows(self, within: int) -> int:
        """The rows of `within` for which every step holds."""
        for step in self.steps:
            if not within:
                break
            within = step.rows(within)
        return within

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every wanted text."""
        return tuple(term for step in self.steps for term in step.terms)

    @property
    def needles(self) -> tuple[Needle, ...]:
        """Everything that is marked where it stands."""
        return tuple(dict.fromkeys(needle for term in self.terms for needle in term.needles))


class Planner:
    """Makes plans over one index."""

    def __init__(self, index: Index, thesaurus: Thesaurus, normaliser: Normaliser, filters: Filters) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._normaliser = normaliser
        self._filters = filters

    def plan(self, query: Query) -> Plan:
        """The plan of a query whose clauses all hold something after folding.

        A step per group, save that neighbouring words which together are a synonym (laser radar) make one.
        """
        steps: list[Step] = []
        place = 0
        while place < len(query.groups):
            words = self._phrase(query.groups, place)
            if words:
                steps.append(self._phrase_step(query.groups[place : place + len(words)], words))
            else:
                steps.append(self._step(query.groups[place]))
            place += max(1, len(words))
        return Plan(tuple(steps))

    def _phrase(self, groups: tuple[Group, ...], place: int) -> list[str]:
        """The folded words from here on that are a synonym together, longest first; empty when there are none."""
        words: list[str] = []
        for group in groups[place : place + _LONGEST_PHRASE]:
            clause = group[0]
            if len(group) > 1 or clause.field or clause.unwanted or clause.quoted:
                break
            words.append(self._normaliser.normalise(clause.text))
        while len(words) > 1:
            if self._thesaurus.group_of(self._normaliser.normalise(" ".join(words))):
                return words
            words.pop()
        return []

    def _phrase_step(self, groups: tuple[Group, ...], words: list[str]) -> Step:
        others = self._thesaurus.group_of(self._normaliser.normalise(" ".join(words)))
        apart = tuple(Needle(word) for word in words)
        term = Term((apart, *((other,) for other in others)))
        spelling = " ".join(spelled(group) for group in groups)
        return Step(spelling, lambda within: self._rows_of_term(term, within), (term,))

    def _step(self, group: Group) -> Step:
        parts: list[tuple[bool, RowsWithin]] = []
        terms: list[Term] = []
        for clause in group:
            term = self._term(clause)
            parts.append((clause.unwanted, self._rows_of_clause(clause, term)))
            if term and not clause.unwanted:
                terms.append(term)

        def rows(within: int) -> int:
            found = 0
            for unwanted, holds in parts:
                held = holds(within)
                found |= within & ~held if unwanted else held
            return found

        return Step(spelled(group), rows, tuple(terms))

    def _term(self, clause: Clause) -> Term | None:
        """What a clause looks for in texts; None for a filter that is not text."""
        text = self._normaliser.normalise(clause.text)
        if clause.field is In.CODE:
            return Term(((Needle(text),),), code=True)
        if clause.field is not In.TEXT:
            return None
        if clause.quoted or clause.unwanted:
            return Term(((Needle(text),),))
        regional = self._normaliser.mainland(clause.text)
        others = self._thesaurus.others(text)
        if regional and regional != text:
            others = (Needle(regional, given=False), *self._thesaurus.others(regional), *others)
        return Term(((Needle(text),), *((other,) for other in dict.fromkeys(others))))

    def _rows_of_clause(self, clause: Clause, term: Term | None) -> RowsWithin:
        if clause.field is In.CODE:
            return lambda within: self._filters.code(clause.text) & within
        if clause.field is In.CONTROL:
            return lambda within: self._filters.control(clause.text) & within
        if clause.field is In.EDITION:
            return lambda within: self._filters.edition(clause.text) & within
        if clause.field is In.INDUSTRY or term is None:
            return lambda within: self._filters.industry(clause.text, within)
        return lambda within: self._rows_of_term(term, within)

    def _rows_of_term(self, term: Term, within: int) -> int:
        found = 0
        for way in term.ways:
            left = within & ~found
            for needle in way:
                left = self._rows_of_needle(needle, left)
            found |= left
        return found

    def _rows_of_needle(self, needle: Needle, within: int) -> int:
        found = self._index.rows(needle.text, within)
        if not needle.whole:
            return found
        rows = self._index.corpus.rows
        return bits_of(i for i in numbers_in(found) if needle.first(rows[i].folded) >= 0)
