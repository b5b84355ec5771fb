"""Words near to one that found nothing.

Values that flow: folded word + `Known` titles and synonyms -> at most a few of them, best first. The hard
problem: thousands of candidates inside a few milliseconds; so pairs of neighbouring characters are compared
first and only the nearest few are compared in full. Rejected: an edit distance to every title; a short word
is far from every long title, however well it fits into it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from catalogue.text import Normaliser

_CLOSE = 0.5
_LIKE = 0.25
_NO_TYPING_ERROR = 0.66
"""Below this closeness a word is another word, however many pairs of letters the two share."""

_INSIDE = 0.85
"""What a stretch of a longer word is worth beside a whole one: `espresso` is near to a piece of `microprocessor`."""

_COMPARED_IN_FULL = 24


@dataclass(frozen=True, slots=True)
class Known:
    """A word that may be suggested: as printed, folded, and the pairs of characters in it."""

    printed: str
    folded: str
    pairs: frozenset[str]


def known_words(printed: Iterable[str], normaliser: Normaliser) -> tuple[Known, ...]:
    """The words made ready; of those that fold alike, the first."""
    distinct: dict[str, str] = {}
    for text in printed:
        distinct.setdefault(normaliser.normalise(text), text)
    return tuple(Known(text, folded, _pairs(folded)) for folded, text in distinct.items() if folded)


def nearest(word: str, known: Iterable[Known], limit: int) -> tuple[str, ...]:
    """The printed forms of the known words nearest to the folded `word`, best first."""
    wanted = _pairs(word)
    rough = ((_likeness(wanted, k.pairs), k.folded, k.printed) for k in known if not wanted.isdisjoint(k.pairs))
    near = heapq.nlargest(_COMPARED_IN_FULL, (r for r in rough if r[0] > _LIKE))
    scored = ((_closeness(word, folded), likeness, printed) for likeness, folded, printed in near)
    alike = ((c + likeness, printed) for c, likeness, printed in scored if c >= _NO_TYPING_ERROR)
    close = sorted((s for s in alike if s[0] / 2 >= _CLOSE), reverse=True)
    return tuple(printed for _, printed in close[:limit])


def _pairs(text: str) -> frozenset[str]:
    """Neighbouring characters; single ones as well for a word of up to three."""
    pairs = frozenset(text[i : i + 2] for i in range(len(text) - 1))
    return pairs | set(text) if len(text) <= 3 else pairs


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Half how alike two sets are, half how much of the first is in the other."""
    common = len(one & other)
    return common / (len(one) + len(other)) + common / len(one) / 2


def _closeness(word: str, known: str) -> float:
    """0 to 1: the word against the whole, or against the best stretch of its length."""
    whole = SequenceMatcher(None, word, known, autojunk=False)
    block = whole.find_longest_match(0, len(word), 0, len(known))
    start = max(0, block.b - block.a)
    stretch = SequenceMatcher(None, word, known[start : start + len(word)], autojunk=False)
    return max(whole.ratio(), _INSIDE * stretch.ratio())
