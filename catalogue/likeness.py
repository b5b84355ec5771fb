"""How alike two names are: two `Form`s -> `Likeness`, a score from 0 to 1 with the words that matched and that did not.

Values that flow: units of both forms with their weights -> matched, near and missing units -> score. The hard problem
is told in `parties`: which word differs counts, not how many letters. Spelling is compared by the longest common
subsequence, counted bit by bit in whole numbers. Rejected: `rapidfuzz`, which is not among the libraries the program is
pinned to, and `difflib`, whose ratio depends on the order of its arguments.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.names import Form

NEAR = 0.84
"""Two words whose letters agree to this share count as one word misspelt."""

SHORTEST_NEAR = 5
"""Words of fewer letters are the same word or another one; one letter may be missing from a word of so many."""

EXCHANGED_LETTERS = 0.9
"""The share of two words of which only two neighbouring letters changed places."""

ONE_SIDED, EXCHANGED = 0.25, 0.5
"""What a missing or an added word costs of its weight; what an exchanged one costs beyond that."""

LIGHT = 0.25
"""The most a word weighs that many firms add to their name."""

TELLS_ENOUGH = 0.6
"""The weight that must have matched before a name with missing or added words is alike at all."""

SAME, SAME_CORE, SAME_WORDS, SPACES, PARTLY = 1.0, 0.99, 0.98, 0.97, 0.96
"""Scores of the same text, the same core, the same words in other order or otherwise spaced; at most PARTLY else."""

SHORT_WORD = 4
SHORT_ONLY = 0.86
"""Where only words of up to four letters (abbreviations) matched and more differs, this share of the score is left."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score, how it came about, the words misspelt, and what either side has alone."""

    score: float
    kind: str
    near: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Weights:
    """What each unit tells, from how many listed parties share it. Read-only after it is made."""

    def __init__(self, units_by_party: Iterable[frozenset[str]], light: frozenset[str] = frozenset()) -> None:
        counts: Counter[str] = Counter()
        parties = 0
        for units in units_by_party:
            counts.update(units)
            parties += 1
        top = math.log(parties + 2)
        weights = {unit: _length_share(unit) * math.log((parties + 2) / n) / top for unit, n in counts.items()}
        self._weights = weights | {unit: min(LIGHT, weights.get(unit, LIGHT)) for unit in light}

    def of(self, unit: str) -> float:
        """From nearly 0 (everybody's word) to 1 (nobody's)."""
        known = self._weights.get(unit)
        return _length_share(unit) if known is None else max(known, 0.05)

    def total(self, units: Iterable[str]) -> float:
        """The weight of several units."""
        return sum(map(self.of, units))


def _length_share(unit: str) -> float:
    return 0.6 if len(unit) <= 2 and unit.isascii() else 1.0


def tversky(matched: float, added: float, missing: float) -> float:
    """The share of the matched weight, both kinds of difference counted as the module says."""
    if matched <= 0:
        return 0.0
    return matched / (matched + ONE_SIDED * (added + missing) + EXCHANGED * min(added, missing))


def likeness(asked: Form, listed: Form, weights: Weights) -> Likeness:
    """How alike the name asked is to the listed one."""
    if asked.joined == listed.joined:
        if asked.whole == listed.whole:
            return Likeness(SAME, "same")
        return Likeness(SAME_CORE, "core") if asked.words == listed.words else Likeness(SPACES, "spaces")
    if asked.bag == listed.bag or (sorted(asked.words) == sorted(listed.words) and asked.han == listed.han):
        return Likeness(SAME_WORDS, "order")
    if asked.letters == listed.letters:
        return Likeness(SPACES, "spaces")
    partly = _partly(asked, listed, weights)
    if not asked.han and not listed.han:
        close = _spelt_closely(asked.joined, listed.joined)
        if close > partly.score:
            return Likeness(close, "spelling")
    return partly


def _partly(asked: Form, listed: Form, weights: Weights) -> Likeness:
    ours, theirs = Counter(asked.units), Counter(listed.units)
    both = ours & theirs
    added, missing = list((ours - both).elements()), list((theirs - both).elements())
    matched = weights.total(both.elements())
    near = _near_words(added, missing)
    for one, other, share in near:
        added.remove(one)
        missing.remove(other)
        matched += share * weights.of(other)
    slack = sum((1 - share) * weights.of(other) for _, other, share in near)
    more, less = weights.total(added) + slack, weights.total(missing) + slack
    score = min(tversky(matched, more, less), PARTLY)
    if matched < TELLS_ENOUGH and (added or missing):
        score *= 0.75
    words = [unit for unit in both if len(unit) > SHORT_WORD or not unit.isascii()]
    if not words and not near and (added or missing):
        score *= SHORT_ONLY
    kind = "near" if near and not added and not missing else "partly"
    return Likeness(score, kind, tuple((a, b) for a, b, _ in near), tuple(added), tuple(missing))


def _near_words(added: list[str], missing: list[str]) -> list[tuple[str, str, float]]:
    """Pairs of words that differ by spelling, best first, each word used once."""
    pairs = [
        (share, one, other)
        for one in dict.fromkeys(added)
        for other in dict.fromkeys(missing)
        if (share := near_share(one, other)) >= NEAR
    ]
    chosen: list[tuple[str, str, float]] = []
    used: set[str] = set()
    for share, one, other in sorted(pairs, reverse=True):
        if one not in used and other not in used:
            used |= {one, other}
            chosen.append((one, other, share))
    return chosen


def near_share(one: str, other: str) -> float:
    """The share of letters two words have in common in order; 0 where they cannot be one word misspelt."""
    if max(len(one), len(other)) < SHORTEST_NEAR or abs(len(one) - len(other)) > 2:
        return 0.0
    if not one.isalpha() or not other.isalpha() or min(len(one), len(other)) < SHORTEST_NEAR - 1:
        return 0.0
    return EXCHANGED_LETTERS if _letters_exchanged(one, other) else ratio(one, other)


def _letters_exchanged(one: str, other: str) -> bool:
    """True where two neighbouring letters have changed places and nothing else differs."""
    if len(one) != len(other):
        return False
    differ = [i for i in range(len(one)) if one[i] != other[i]]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return one[first] == other[second] and one[second] == other[first]


def _spelt_closely(one: str, other: str) -> float:
    """A score for names that differ by a letter and by spaces; 0 for others, and where a number differs."""
    if min(len(one), len(other)) < 2 * SHORTEST_NEAR or abs(len(one) - len(other)) > 2:
        return 0.0
    if [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return 0.0
    share = ratio(one, other)
    return share - 0.04 if share >= 0.94 else 0.0


def ratio(one: str, other: str) -> float:
    """Twice the length of the longest common subsequence over the sum of the lengths."""
    total = len(one) + len(other)
    return 2 * _common(one, other) / total if total else 1.0


def _common(one: str, other: str) -> int:
    """The length of the longest common subsequence (Hyyrö's bit vectors; a whole number holds the row)."""
    masks: dict[str, int] = {}
    for place, letter in enumerate(one):
        masks[letter] = masks.get(letter, 0) | 1 << place
    full = (1 << len(one)) - 1
    row = full
    for letter in other:
        meet = row & masks.get(letter, 0)
        row = ((row + meet) | (row - meet)) & full
    return len(one) - row.bit_count()
