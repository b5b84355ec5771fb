"""How much rows are worth for a plan: exact code, code prefix, title, synonym, control point, notes.

Values that flow: `Row`s + terms -> scores. The score of a row is the sum over its terms; that of a term is set
by the best passage it stands in, for the short ones (code, title, synonym) also by how much of the passage it
fills, and by whether it cuts a word. The hard problem: a common character is found in thousands of rows and all
must be weighed; so one loop goes over the rows of a needle and looks closer only at those that have it before
their control points. Rejected: term frequency weights; a control list repeats its words, and what is rare in it
is not what a lawyer means by near.
"""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.corpus import Row, Worth
from catalogue.plan import Term
from catalogue.thesaurus import Needle, is_whole

_EXACT = {
    Worth.CODE: 1000.0,
    Worth.POINT_CODE: 900.0,
    Worth.TITLE: 140.0,
    Worth.FORMER_CODE: 130.0,
    Worth.SYNONYM: 90.0,
}
_PREFIX = {
    Worth.CODE: 500.0,
    Worth.POINT_CODE: 450.0,
    Worth.TITLE: 110.0,
    Worth.FORMER_CODE: 60.0,
    Worth.SYNONYM: 70.0,
}
_INSIDE = {
    Worth.CODE: 95.0,
    Worth.POINT_CODE: 60.0,
    Worth.TITLE: 100.0,
    Worth.FORMER_CODE: 50.0,
    Worth.SYNONYM: 65.0,
}
_IN_POINT = 40.0
_IN_TAIL = 15.0
_FILLED = 20.0
_CUT_WORD = 0.7
_EXCHANGED = 0.85
_TOGETHER = 10.0
_LEAST = 1.0


def scores_of(rows: Sequence[Row], terms: tuple[Term, ...]) -> list[float]:
    """One score per row, always positive; comparable inside one answer only."""
    totals = [_LEAST] * len(rows)
    for term in terms:
        totals = [total + score for total, score in zip(totals, _of_term(rows, term), strict=True)]
    return totals


def _of_term(rows: Sequence[Row], term: Term) -> list[float]:
    best = [0.0] * len(rows)
    for way in term.ways:
        each = [_of_needle(rows, needle) for needle in way]
        scores = each[0] if len(each) == 1 else [_mean(row) for row in zip(*each, strict=True)]
        best = list(map(max, best, scores))
    return best


def _mean(scores: tuple[float, ...]) -> float:
    return sum(scores) / len(scores) if all(scores) else 0.0


def _of_needle(rows: Sequence[Row], needle: Needle) -> list[float]:
    """By the best passage the needle stands in; passages stand in order of worth, so that is the first."""
    text = needle.text
    find = needle.first if needle.whole else None
    may_cut = needle.may_cut
    share = 1.0 if needle.given else _EXCHANGED
    scores: list[float] = []
    for row in rows:
        folded = row.folded
        place = find(folded) if find else folded.find(text)
        if place < 0:
            score = 0.0
        elif place < row.body:
            score = _in_head(row, place, needle)
        else:
            score = _IN_POINT if place < row.tail else _IN_TAIL
            if may_cut and not is_whole(folded, place, place + len(text)):
                score *= _CUT_WORD
        scores.append(score * share)
    return scores


def _in_head(row: Row, place: int, needle: Needle) -> float:
    """The score of a needle first found before the control points: of passages of that worth, the best."""
    first = row.passage_at(place)
    worth = row.passages[first].worth
    best = _at(row, first, place, needle)
    for which in range(first + 1, len(row.passages)):
        if row.passages[which].worth is not worth:
            break
        place = needle.first(row.folded, row.starts[which], row.end_of(which))
        if place >= 0:
            best = max(best, _at(row, which, place, needle))
    return best


def _at(row: Row, which: int, place: int, needle: Needle) -> float:
    worth = row.passages[which].worth
    length = len(needle.text)
    start = row.starts[which]
    whole = row.end_of(which) - start
    if length == whole:
        return _EXACT[worth] + _FILLED
    base = _PREFIX[worth] if place == start else _INSIDE[worth]
    if needle.may_cut and worth > Worth.POINT_CODE and not is_whole(row.folded, place, place + length):
        base *= _CUT_WORD
    return base + _FILLED * length / whole


def bonus_of(row: Row, terms: tuple[Term, ...]) -> float:
    """What is added where one control point holds every one of several terms."""
    together = len(terms) > 1 and any(all(held) for held in held_by_point(row, terms).values())
    return _TOGETHER if together else 0.0


def held_by_point(row: Row, terms: tuple[Term, ...]) -> dict[int, list[bool]]:
    """For every control point that holds any term: which terms it holds.

    A point's designation begins with the entry's code; a term met by the code names the entry, not its points.
    """
    held: dict[int, list[bool]] = {}
    coded = bool(row.passages) and row.passages[0].worth is Worth.CODE
    by_code = [coded and meets(term, row, 0) for term in terms]
    for which, passage in enumerate(row.passages):
        if passage.point is None:
            continue
        for number, term in enumerate(terms):
            named = by_code[number] and passage.worth is Worth.POINT_CODE
            if not named and meets(term, row, which):
                held.setdefault(passage.point, [False] * len(terms))[number] = True
    return held


def meets(term: Term, row: Row, which: int) -> bool:
    """True where one way of the term is found whole in one passage of the row."""
    start, end = row.starts[which], row.end_of(which)
    for way in term.ways:
        for needle in way:
            if needle.first(row.folded, start, end) < 0:
                break
        else:
            return True
    return False
