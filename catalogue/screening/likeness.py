"""How alike two names are: two `Form`s -> `Likeness`, a score from 0 to 1 with the words that matched and that did not.

Values that flow: units of both forms with their weights -> matched, near and missing units -> score. The hard problem
is told in `parties`: which word differs counts, not how many letters. Spelling is compared by the longest common
subsequence, counted bit by bit in whole numbers. Rejected: `rapidfuzz`, which is not among the libraries the program is
pinned to, and `difflib`, whose ratio depends on the order of its arguments.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from catalogue.screening.names import Form
from catalogue.screening.spelling import SHORTEST_NEAR, WORTH, Share, ratio

ONE_SIDED, EXCHANGED = 0.25, 0.5
"""What a missing or an added word costs of its weight; what an exchanged one costs beyond that."""

ONE_MISSING = 0.18
"""What the one word costs that a name of several words lacks, all else being the same."""

LIGHT = 0.25
"""The most a word weighs that many firms add to their name."""

TELLS_ENOUGH = 0.6
"""The weight that must have matched before a name with missing or added words is alike at all."""

GROUP, GROUP_LEADS = 4, 0.75
"""A word that leads the names of so many parties, and this share of all names that hold it, names a group."""

SAME, SAME_CORE, SAME_WORDS, SPACES, PARTLY = 1.0, 0.99, 0.98, 0.97, 0.96
"""Scores of the same text, the same core, the same words in other order or otherwise spaced; at most PARTLY else."""

INITIALS, INITIALS_LIGHT = 0.85, 0.8
"""A name whose other words are the same, with initials for the rest; the lower one where those words tell little."""

BY_SOUND = 0.93
"""The score of a Chinese name and its pinyin."""

WHOLE_BEFORE = 0.84
"""The score where one name begins with the whole of the other: a branch, a campus or a plant stands behind it."""
WHOLE_WORDS, WHOLE_HAN = 3, 3
"""Words or Han characters, places at the beginning aside, that the whole name then has at least."""

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


@dataclass(frozen=True, slots=True)
class PartyUnits:
    """The units of all names of one party, and those that lead one of them."""

    units: frozenset[str]
    leading: frozenset[str] = frozenset()


class Weights:
    """What each unit tells, from how many listed parties share it; a group's own name counts as one party's.

    Read-only after it is made.
    """

    def __init__(
        self,
        parties_units: Iterable[PartyUnits],
        light: frozenset[str] = frozenset(),
        ordinary: frozenset[str] = frozenset(),
    ) -> None:
        counts: Counter[str] = Counter()
        leading: Counter[str] = Counter()
        parties = 0
        for party in parties_units:
            counts.update(party.units)
            leading.update(party.leading)
            parties += 1
        groups = [
            (unit, n)
            for unit, n in leading.items()
            if unit not in ordinary and unit not in light and GROUP <= n >= GROUP_LEADS * counts[unit]
        ]
        for unit, n in groups:
            counts[unit] -= n - 1
        self._groups = frozenset(unit for unit, _ in groups)
        self._light = light
        top = math.log(parties + 2)
        weights = {unit: _length_share(unit) * math.log((parties + 2) / n) / top for unit, n in counts.items()}
        self._weights = weights | {unit: min(LIGHT, weights.get(unit, LIGHT)) for unit in light}

    def of(self, unit: str) -> float:
        """From nearly 0 (everybody's word) to 1 (nobody's)."""
        known = self._weights.get(unit)
        return _length_share(unit) if known is None else max(known, 0.05)

    def group_named(self, units: Iterable[str]) -> str:
        """The group whose name the units are, light ones aside; empty where they say more or name none."""
        told = {unit for unit in units if unit not in self._light}
        return next(iter(told)) if len(told) == 1 and told <= self._groups else ""

    def telling(self, units: Iterable[str], least: int) -> bool:
        """Whether so many of the units are more than light."""
        return sum(self.of(unit) > LIGHT for unit in units) >= least

    def total(self, units: Iterable[str]) -> float:
        """The weight of several units."""
        return sum(map(self.of, units))


def _length_share(unit: str) -> float:
    return 0.6 if len(unit) <= 2 and unit.isascii() else 1.0


def tversky(matched: float, added: float, missing: float, one_sided: float = ONE_SIDED) -> float:
    """The share of the matched weight, both kinds of difference counted as the module says."""
    if matched <= 0:
        return 0.0
    return matched / (matched + one_sided * (added + missing) + EXCHANGED * min(added, missing))


def likeness(asked: Form, listed: Form, weights: Weights, share: Share) -> Likeness:
    """How alike the name asked is to the listed one."""
    if asked.spoken or listed.spoken:
        return _by_sound(asked, listed, weights)
    same = _same(asked, listed)
    if same is not None:
        return same
    partly = _partly(asked, listed, weights, share)
    if partly.score < WHOLE_BEFORE and _whole_before(asked, listed, weights):
        return replace(partly, score=WHOLE_BEFORE)
    if not asked.han and not listed.han:
        close = _spelt_closely(asked.joined, listed.joined)
        if close > partly.score:
            return Likeness(close, "spelling")
    return partly


def _same(asked: Form, listed: Form) -> Likeness | None:
    """The likeness of two names of the same letters or the same words; None of others."""
    if asked.joined == listed.joined:
        if asked.whole == listed.whole:
            return Likeness(SAME, "same")
        return Likeness(SAME_CORE, "core") if asked.words == listed.words else Likeness(SPACES, "spaces")
    if asked.bag == listed.bag or (sorted(asked.words) == sorted(listed.words) and asked.han == listed.han):
        return Likeness(SAME_WORDS, "order")
    return Likeness(SPACES, "spaces") if asked.letters == listed.letters else None


def _whole_before(asked: Form, listed: Form, weights: Weights) -> bool:
    """Whether the asked name begins with the whole listed one, or the listed one with it.

    The latter only of a group's name, and of Han names; a short Latin name may begin that of many a stranger.
    """
    if (group := weights.group_named(asked.units)) and group in listed.units:
        return True
    if asked.han and listed.han and not asked.words and not listed.words:
        short, long = (asked, listed) if len(asked.han) < len(listed.han) else (listed, asked)
        return long.han.startswith(short.han) and weights.telling(short.units, WHOLE_HAN - 1)
    words = listed.words
    if asked.han or listed.han or len(words) < WHOLE_WORDS or asked.words[: len(words)] != words:
        return False
    return weights.telling(words, 1)


def _by_sound(asked: Form, listed: Form, weights: Weights) -> Likeness:
    """The likeness of two names across scripts: by pairs of syllables, and never as sure as the same letters."""
    if not (asked.spoken and listed.spoken):
        return Likeness(0.0, "pinyin")
    ours, theirs = Counter(asked.words), Counter(listed.words)
    both = weights.total((ours & theirs).elements())
    more, less = weights.total((ours - theirs).elements()), weights.total((theirs - ours).elements())
    return Likeness(BY_SOUND * tversky(both, more, less), "pinyin")


def initialled(
    initials: Sequence[str], others: Sequence[str], listed: Sequence[str], weights: Weights, particles: frozenset[str]
) -> Likeness | None:
    """The likeness of a name with initials to a listed one, or None where it cannot stand for it.

    Every other word is the same, every initial begins one of the words that are left, and what is left over are
    particles (`al`, `de`), which go with the word behind them.
    """
    rest = Counter(listed)
    rest.subtract(others)
    left = [word for word, n in rest.items() for _ in range(n)]
    spare = len(left) - len(initials)
    if min(rest.values(), default=0) < 0 or not 0 <= spare <= sum(word in particles for word in left):
        return None
    if Counter(initials) - Counter(word[0] for word in left):
        return None
    telling = max(map(weights.of, others)) > LIGHT
    return Likeness(INITIALS if telling else INITIALS_LIGHT, "initials", missing=tuple(left))


def _partly(asked: Form, listed: Form, weights: Weights, share_of: Share) -> Likeness:
    ours, theirs = Counter(asked.units), Counter(listed.units)
    both = ours & theirs
    added, missing = list((ours - both).elements()), list((theirs - both).elements())
    matched = weights.total(both.elements())
    near = _near_words(added, missing, share_of)
    for one, other, share in near:
        added.remove(one)
        missing.remove(other)
        matched += share * weights.of(other)
    slack = sum((1 - share) * weights.of(other) for _, other, share in near)
    more, less = weights.total(added) + slack, weights.total(missing) + slack
    lacks_one = not added and not near and len(missing) == 1 and both.total() > 1 and not listed.han
    score = min(tversky(matched, more, less, ONE_MISSING if lacks_one else ONE_SIDED), PARTLY)
    if matched < TELLS_ENOUGH and (added or missing):
        score *= 0.75
    words = [unit for unit in both if len(unit) > SHORT_WORD or not unit.isascii()]
    if not words and not near and (added or missing) and not lacks_one:
        score *= SHORT_ONLY
    kind = "near" if near and not added and not missing else "partly"
    return Likeness(score, kind, tuple((a, b) for a, b, _ in near), tuple(added), tuple(missing))


def _near_words(added: list[str], missing: list[str], share_of: Share) -> list[tuple[str, str, float]]:
    """Pairs of words that differ by spelling, best first, each word used once."""
    pairs = [
        (share, one, other)
        for one in dict.fromkeys(added)
        for other in dict.fromkeys(missing)
        if (share := share_of(one, other)) >= WORTH
    ]
    chosen: list[tuple[str, str, float]] = []
    used: set[str] = set()
    for share, one, other in sorted(pairs, reverse=True):
        if one not in used and other not in used:
            used |= {one, other}
            chosen.append((one, other, share))
    return chosen


def _spelt_closely(one: str, other: str) -> float:
    """A score for names that differ by a letter and by spaces; 0 for others, and where a number differs."""
    if min(len(one), len(other)) < 2 * SHORTEST_NEAR or abs(len(one) - len(other)) > 2:
        return 0.0
    if [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return 0.0
    share = ratio(one, other)
    return share - 0.04 if share >= 0.94 else 0.0
