"""The best passage of a found row, cut to a readable length, and the places in it that matched.

Values that flow: `Row` + `Plan` -> `Extract` (control point, snippet, spans in the snippet). The hard problem:
matching is done on folded text while spans must be right for what is printed; so the passage is folded again
with the way back, and the snippet is cut from the original. Rejected: marking the query's words in the
snippet; a full-width, traditional or synonymous match would stay unmarked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.searching.corpus import Row, Worth
from catalogue.searching.plan import Plan
from catalogue.searching.ranking import held_by_point, passages_with
from catalogue.searching.thesaurus import Needle
from catalogue.text import Normaliser

Span = tuple[int, int]

LONGEST_SNIPPET = 160
"""Characters of the passage shown, without the marks for what was cut."""

_BEFORE = 30
_CUT = "…"
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Extract:
    """What is shown of a row. `spans` are positions in `snippet`; `worth` says what the passage is; `points` are the
    designations of all control points that hold a term, in printed order."""

    point: str | None
    snippet: str
    spans: tuple[Span, ...]
    worth: Worth
    points: tuple[str, ...] = ()


def matches_in(text: str, needles: Iterable[Needle], normaliser: Normaliser) -> tuple[Span, ...]:
    """Where any needle stands in `text`: positions in it, ascending; what overlaps or touches is one span."""
    folded = normaliser.fold(text)
    found = (
        folded.original_span(place, place + len(needle.text))
        for needle in needles
        for place in needle.places(folded.text)
    )
    return joined(found)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Ascending spans, those that overlap or touch joined."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return tuple(whole)


def extract(row: Row, plan: Plan, normaliser: Normaliser, lang: str = "zh") -> Extract:
    """The passage that holds most of the plan's terms, a control point's before the title.

    Where it stands in another language than `lang` and a passage in that language matches as well, that one is shown.
    """
    counts = Counter(which for term in plan.terms for which in passages_with(term, row))
    held = held_by_point(row, plan.terms)
    which, point = _best_passage(row, counts, held)
    which = _in_language(row, which, counts, lang)
    text = _shown(row, which, lang)
    spans = matches_in(text, plan.needles, normaliser)
    snippet, spans = _window(text, spans)
    number = row.entry.points[point].no if point is not None else None
    points = (row.entry.points[p].no for p in sorted(held))
    return Extract(number, snippet, spans, row.passages[which].worth, tuple(no for no in points if no))


def _best_passage(row: Row, counts: Counter[int], held: dict[int, list[bool]]) -> tuple[int, int | None]:
    """Which passage to show and which control point it belongs to; `counts` says how many terms a passage holds."""
    if held:
        point = max(held, key=lambda p: (sum(held[p]), -p))
        texts = [i for i, p in enumerate(row.passages) if p.point == point and p.worth in {Worth.POINT, Worth.CUSTOMS}]
        if texts:
            return max(texts, key=lambda i: (counts[i], -i)), point
    outside = [i for i, p in enumerate(row.passages) if p.point is None]
    if not outside:
        return 0, row.passages[0].point
    return max(outside, key=lambda i: (counts[i], -row.passages[i].worth, -i)), None


def _in_language(row: Row, which: int, counts: Counter[int], lang: str) -> int:
    """The passage, or in its stead the best one in `lang` that matches: of its own control point, else any."""
    shown = row.passages[which]
    if shown.lang in ("", lang):
        return which
    held = [i for i in sorted(counts) if row.passages[i].lang == lang]
    return max(held, key=lambda i: (row.passages[i].point == shown.point, counts[i], -i), default=which)


def _shown(row: Row, which: int, lang: str) -> str:
    """The passage as printed; a code or another name of the entry is shown with its title."""
    text, point = row.passages[which].text, row.passages[which].point
    worth = row.passages[which].worth
    if worth is Worth.CODE:
        text = f"{text} {row.entry.title.in_language(lang)}"
    elif worth is Worth.CUSTOMS and point is not None:
        text = f"{text} → {row.entry.points[point].text.in_language(lang)}"
    elif worth in {Worth.FORMER_CODE, Worth.SYNONYM}:
        text = f"{text} → {row.entry.code or ''} {row.entry.title.in_language(lang)}"
    return _BLANK.sub(" ", text)


def _window(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The part of the text that holds most matches, and the spans moved into it."""
    if len(text) <= LONGEST_SNIPPET:
        return text, spans
    begin = max((_begin(text, s) for s in spans), key=lambda b: _inside(spans, b), default=0)
    end = min(len(text), begin + LONGEST_SNIPPET)
    begin, end = _at_word(text, begin, 1), _at_word(text, end, -1)
    before = _CUT if begin else ""
    shift = len(before) - begin
    kept = ((max(s, begin), min(e, end)) for s, e in spans if s < end and e > begin)
    snippet = before + text[begin:end] + (_CUT if end < len(text) else "")
    return snippet, tuple((s + shift, e + shift) for s, e in kept)


def _at_word(text: str, place: int, step: int) -> int:
    """The place, moved by steps out of the Latin word it would cut; a word longer than 20 letters is cut."""
    moved = place
    while 0 < moved < len(text) and _latin(text[moved - 1]) and _latin(text[moved]):
        moved += step
        if abs(moved - place) > 20:
            return place
    return moved


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _begin(text: str, span: Span) -> int:
    return max(0, min(span[0] - _BEFORE, len(text) - LONGEST_SNIPPET))


def _inside(spans: tuple[Span, ...], begin: int) -> tuple[int, int]:
    """How many matches a window holds whole; the earlier window is better."""
    return sum(begin <= s and e <= begin + LONGEST_SNIPPET for s, e in spans), -begin
