"""How much a row is worth for a plan: exact code, code prefix, title, synonym, control point, notes.

Values that flow: `Row` + terms -> score. The score of a row is the sum over its terms; that of a term is set by
the best passage it stands in, and inside one kind of passage by how much of the passage it fills and whether
it cuts a word. Rejected: term frequency weights; a control list repeats its words, and what is rare in it is
not what a lawyer means by near.
"""

from __future__ import annotations

from catalogue.corpus import Row, Worth
from catalogue.plan import Term
from catalogue.thesaurus import Needle, is_whole

_EXACT = {
    Worth.CODE: 1000.0,
    Worth.POINT_CODE: 900.0,
    Worth.TITLE: 140.0,
    Worth.FORMER_CODE: 130.0,
    Worth.SYNONYM: 90.0,
    Worth.POINT: 45.0,
    Worth.INDUSTRY: 18.0,
    Worth.NOTE: 15.0,
}
_PREFIX = {Worth.CODE: 500.0, Worth.POINT_CODE: 450.0, Worth.TITLE: 110.0, Worth.FORMER_CODE: 60.0}
_INSIDE = {
    Worth.CODE: 200.0,
    Worth.POINT_CODE: 180.0,
    Worth.TITLE: 100.0,
    Worth.FORMER_CODE: 30.0,
    Worth.SYNONYM: 70.0,
    Worth.POINT: 40.0,
    Worth.INDUSTRY: 16.0,
    Worth.NOTE: 12.0,
}
_SEVERAL = frozenset({Worth.CODE, Worth.POINT_CODE, Worth.TITLE, Worth.FORMER_CODE, Worth.SYNONYM})
"""Worths of short passages, of which the best fitting counts and not the first."""

_FILLED = 20.0
_CUT_WORD = 0.7
_EXCHANGED = 0.85
_TOGETHER = 10.0
_LEAST = 1.0


def score_of(row: Row, terms: tuple[Term, ...]) -> float:
    """Always positive; comparable inside one answer only."""
    total = _LEAST
    for term in terms:
        total += _of_term(row, term)
    return total


def bonus_of(row: Row, terms: tuple[Term, ...]) -> float:
    """What is added where one control point holds every one of several terms."""
    together = len(terms) > 1 and any(all(held) for held in held_by_point(row, terms).values())
    return _TOGETHER if together else 0.0


def _of_term(row: Row, term: Term) -> float:
    best = 0.0
    for way in term.ways:
        if len(way) == 1:
            score = _of_needle(row, way[0])
        else:
            each = [_of_needle(row, needle) for needle in way]
            score = sum(each) / len(each) if all(each) else 0.0
        best = max(best, score)
    return best


def _of_needle(row: Row, needle: Needle) -> float:
    """By the best passage the needle stands in; passages stand in order of worth, so that is the first."""
    place = needle.first(row.folded)
    if place < 0:
        return 0.0
    which = row.passage_at(place)
    worth = row.passages[which].worth
    best = _at(row, which, place, needle, worth)
    if worth in _SEVERAL:
        for other in range(which + 1, len(row.passages)):
            if row.passages[other].worth is not worth:
                break
            place = needle.first(row.folded, row.starts[other], row.end_of(other))
            if place >= 0:
                best = max(best, _at(row, other, place, needle, worth))
    return best if needle.given else best * _EXCHANGED


def _at(row: Row, which: int, place: int, needle: Needle, worth: Worth) -> float:
    """The score of a needle at a place in one passage."""
    length = len(needle.text)
    start = row.starts[which]
    whole = row.end_of(which) - start
    if length == whole:
        return _EXACT[worth] + _FILLED
    base = _PREFIX.get(worth, _INSIDE[worth]) if place == start else _INSIDE[worth]
    if needle.may_cut and worth > Worth.POINT_CODE and not is_whole(row.folded, place, place + length):
        base *= _CUT_WORD
    return base + _FILLED * length / whole


def held_by_point(row: Row, terms: tuple[Term, ...]) -> dict[int, list[bool]]:
    """For every control point that holds any term: which terms it holds.

    A point's designation begins with the entry's code; a term met by the code names the entry, not its points.
    """
    held: dict[int, list[bool]] = {}
    code = row.folded_passage(0) if row.passages and row.passages[0].worth is Worth.CODE else ""
    for which, passage in enumerate(row.passages):
        if passage.point is None:
            continue
        folded = row.folded_passage(which)
        for number, term in enumerate(terms):
            named = passage.worth is Worth.POINT_CODE and meets(term, code)
            if not named and meets(term, folded):
                held.setdefault(passage.point, [False] * len(terms))[number] = True
    return held


def meets(term: Term, folded: str) -> bool:
    """True where one way of the term is found whole in a folded text."""
    return any(all(needle.first(folded) >= 0 for needle in way) for way in term.ways)
