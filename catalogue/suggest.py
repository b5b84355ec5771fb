"""Words near to one that found nothing.

Values that flow: folded word + known titles and synonyms -> at most a few of them, best first. The hard
problem: thousands of candidates inside a few milliseconds; so pairs of neighbouring characters are compared
first and only the nearest few are compared in full. Rejected: an edit distance to every title; a short word
is far from every long title, however well it fits into it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from difflib import SequenceMatcher

_CLOSE = 0.45
_COMPARED_IN_FULL = 24


def nearest(word: str, known: Iterable[tuple[str, str]], limit: int) -> tuple[str, ...]:
    """Of `known` pairs (folded, as printed), the printed forms nearest to the folded `word`, best first."""
    wanted = _pairs(word)
    rough = ((_likeness(wanted, _pairs(folded)), folded, printed) for folded, printed in known)
    near = heapq.nlargest(_COMPARED_IN_FULL, (r for r in rough if r[0] > 0.25))
    scored = sorted(((_closeness(word, folded) + share, printed) for share, folded, printed in near), reverse=True)
    close = dict.fromkeys(printed for score, printed in scored if score / 2 >= _CLOSE)
    return tuple(close)[:limit]


def _pairs(text: str) -> set[str]:
    """Neighbouring characters; single ones as well for a word of up to three."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return pairs | set(text) if len(text) <= 3 else pairs


def _likeness(one: set[str], other: set[str]) -> float:
    """Half how alike two sets are, half how much of the first is in the other."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    return common / (len(one) + len(other)) + common / len(one) / 2


def _closeness(word: str, known: str) -> float:
    """0 to 1: the word against the whole, or against the best stretch of its length."""
    whole = SequenceMatcher(None, word, known, autojunk=False)
    block = whole.find_longest_match(0, len(word), 0, len(known))
    start = max(0, block.b - block.a)
    stretch = SequenceMatcher(None, word, known[start : start + len(word)], autojunk=False)
    return max(whole.ratio(), 0.9 * stretch.ratio())
