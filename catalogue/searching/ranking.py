"""How much rows are worth for a plan: exact code, code prefix, title, synonym, control point, notes.

Values that flow: `Row`s + terms -> scores. The score of a row is the sum over its terms; that of a term is set
by the best passage it stands in, for the short ones (code, title, synonym) also by how much of the passage it
fills, and by whether it cuts a word. The hard problem: a common character is found in thousands of rows and all
must be weighed; so one loop goes over the rows of a needle and looks closer only at those that have it before
their control points. Rejected: term frequency weights; a control list repeats its words, and what is rare in it
is not what a lawyer means by near.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from catalogue.searching.corpus import BREAK, Row, Worth
from catalogue.searching.plan import Term
from catalogue.searching.thesaurus import Needle, cuts_word

# By `Worth`: code, designation of a point, title, former code, synonym.
_EXACT = (1000.0, 900.0, 140.0, 130.0, 90.0)
_PREFIX = (500.0, 450.0, 110.0, 60.0, 70.0)
_INSIDE = (95.0, 60.0, 100.0, 62.0, 65.0)
_IN_POINT = 40.0
_IN_TAIL = 15.0
_FILLED = 20.0
_CUT_WORD = 0.7
_EXCHANGED = 0.85
_TOGETHER = 10.0
_LEAST = 1.0

BEST_OF_POINT = _LEAST + _IN_POINT
"""The score of a row for one typed text that stands in a control point and cuts no word; what cuts one has less."""


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
    length, begun = len(text), BREAK + text
    find = needle.first if needle.whole else None
    begins, ends = needle.open_ends
    share = 1.0 if needle.given else _EXCHANGED
    in_point, in_tail = _IN_POINT * share, _IN_TAIL * share
    in_designation = _INSIDE[Worth.POINT_CODE] * share
    scores: list[float] = []
    for row in rows:
        folded = row.folded
        place = find(folded) if find else folded.find(text)
        if place >= row.body:
            score = in_point if place < row.tail else in_tail
            if (begins or ends) and cuts_word(folded, place, place + length, begins=begins, ends=ends):
                score *= _CUT_WORD
        elif place < 0:
            score = 0.0
        elif place < row.code_end:
            score = _in_code(row.code_end, place, length) * share
        elif place >= row.names:
            score = _in_name(row, place, needle, begins, ends) * share
        elif place and folded.find(begun, 0, row.names) < 0:
            score = in_designation
        else:
            score = _of_designation(row, begun) * share
        scores.append(score)
    return scores


def _in_code(whole: int, place: int, length: int) -> float:
    """The score of a text of this length at this place of a code."""
    if length == whole:
        return _EXACT[Worth.CODE] + _FILLED
    return (_INSIDE if place else _PREFIX)[Worth.CODE] + _FILLED * length / whole


def _of_designation(row: Row, begun: str) -> float:
    """The score of a text that is the designation of one of the row's points or begins one."""
    exact = f"{BREAK}{row.folded[: row.names]}".find(begun + BREAK) >= 0
    return _EXACT[Worth.POINT_CODE] + _FILLED if exact else _PREFIX[Worth.POINT_CODE]


def _in_name(row: Row, place: int, needle: Needle, begins: bool, ends: bool) -> float:
    """The score of a needle first found in a title or another name: of passages of that worth, the best."""
    passages, starts, folded = row.passages, row.starts, row.folded
    which = bisect_right(starts, place) - 1
    worth = passages[which].worth
    length, count = len(needle.text), len(passages)
    best = 0.0
    while True:
        start, end = starts[which], starts[which + 1] - len(BREAK) if which + 1 < count else len(folded)
        if place >= 0:
            if length == end - start:
                return _EXACT[worth] + _FILLED
            score = _PREFIX[worth] if place == start else _INSIDE[worth]
            if (begins or ends) and cuts_word(folded, place, place + length, begins=begins, ends=ends):
                score *= _CUT_WORD
            best = max(best, score + _FILLED * length / (end - start))
        which += 1
        if which >= count or passages[which].worth is not worth:
            return best
        place = needle.first(folded, starts[which], row.end_of(which))


def bonus_of(row: Row, terms: tuple[Term, ...]) -> float:
    """What is added where one control point holds every one of several terms."""
    together = len(terms) > 1 and any(all(held) for held in held_by_point(row, terms).values())
    return _TOGETHER if together else 0.0


def held_by_point(row: Row, terms: tuple[Term, ...]) -> dict[int, list[bool]]:
    """For every control point that holds any term: which terms it holds.

    A point's designation begins with the entry's code; a term met by the code names the entry, not its points.
    """
    held: dict[int, list[bool]] = {}
    passages = row.passages
    for number, term in enumerate(terms):
        met = passages_with(term, row)
        named = 0 in met and passages[0].worth is Worth.CODE
        for which in met:
            point = passages[which].point
            if point is not None and not (named and passages[which].worth is Worth.POINT_CODE):
                held.setdefault(point, [False] * len(terms))[number] = True
    return held


def passages_with(term: Term, row: Row) -> set[int]:
    """The passages of a row in which one way of the term is found whole."""
    found: set[int] = set()
    for way in term.ways:
        each = [_passages_of(needle, row) for needle in way]
        found |= each[0].intersection(*each[1:])
    return found


def _passages_of(needle: Needle, row: Row) -> set[int]:
    found: set[int] = set()
    place = needle.first(row.folded)
    while place >= 0:
        which = row.passage_at(place)
        found.add(which)
        place = needle.first(row.folded, row.end_of(which))
    return found
