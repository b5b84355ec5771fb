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
_FILLED = 20.0
_CUT_WORD = 0.7
_EXCHANGED = 0.85
_TOGETHER = 10.0
_LEAST = 1.0


def score_of(row: Row, terms: tuple[Term, ...]) -> float:
    """Always positive; comparable inside one answer only."""
    scores = [_of_term(row, term) for term in terms]
    total = _LEAST + sum(scores)
    if len(scores) > 1 and _in_one_point(row, terms):
        total += _TOGETHER
    return round(total, 3)


def _of_term(row: Row, term: Term) -> float:
    best = 0.0
    for way in term.ways:
        each = [_of_needle(row, needle) for needle in way]
        if all(each):
            best = max(best, sum(each) / len(each))
    return best


def _of_needle(row: Row, needle: Needle) -> float:
    """By the best passage the needle stands in; among passages of that worth the best of them."""
    first = needle.first(row.folded)
    if first < 0:
        return 0.0
    which = row.passage_at(first)
    worth = row.passages[which].worth
    best = 0.0
    while which < len(row.passages) and row.passages[which].worth is worth:
        best = max(best, _in_passage(row.folded_passage(which), needle, worth))
        if worth not in {Worth.TITLE, Worth.SYNONYM, Worth.CODE, Worth.POINT_CODE, Worth.FORMER_CODE}:
            break
        which += 1
    return best if needle.given else best * _EXCHANGED


def _in_passage(folded: str, needle: Needle, worth: Worth) -> float:
    place = needle.first(folded)
    if place < 0:
        return 0.0
    length = len(needle.text)
    if length == len(folded):
        return _EXACT[worth] + _FILLED
    base = _PREFIX.get(worth, _INSIDE[worth]) if place == 0 else _INSIDE[worth]
    if not needle.whole and worth > Worth.POINT_CODE and not is_whole(folded, place, place + length):
        base *= _CUT_WORD
    return base + _FILLED * length / len(folded)


def _in_one_point(row: Row, terms: tuple[Term, ...]) -> bool:
    return any(all(held) for held in held_by_point(row, terms).values())


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
