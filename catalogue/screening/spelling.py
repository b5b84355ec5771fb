"""Which words may be one word written otherwise: a mistyped letter, another romanisation, a scanner's misreading.

Values that flow: two words -> the share of each other they are worth, from 0 to 1; a word -> the words of the lists it
may be. The hard problem: speed and restraint at once. Comparing every word with every other costs minutes, and a loose
rule makes strangers alike. So each way of writing otherwise is a key that both words must share exactly (the word less
one letter, its sound, its shape in print, its consonants, its group of romanised names), and a dictionary finds the
words of a key; only long words are compared letter by letter besides. Numbers are never one another misspelt. Rejected:
one phonetic code for everything (Soundex and its kin are made for English surnames and join what Chinese tells apart).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

NEAR = 0.84
"""Two long words whose letters agree to this share count as one word misspelt."""

SHORTEST_NEAR = 5
"""Words of fewer letters are compared by their keys only."""

ONE_EDIT = {3: 0.62, 4: 0.78, 5: 0.86}
"""What a word of so many letters is worth with one letter wrong, missing, added or exchanged with its neighbour."""
ONE_EDIT_LONG = 0.9
SAME_NAME, SAME_SOUND, SAME_SHAPE, SAME_CONSONANTS = 0.95, 0.88, 0.9, 0.82
SOUND_LETTERS = 0.7
"""Two words of one sound share so much of their letters besides."""
ONE_OR_MANY = 0.97
"""A word and its plural."""
WORTH = 0.6
"""Pairs worth less are two words."""

_DIGITS_IN_WORDS = str.maketrans("01582", "olsbz")
_VOWELS = re.compile("[aeiou]")
_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("ck|kh|q|c(?![h])"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("[zs]h?"), "s"),
    (re.compile("w"), "v"),
    (re.compile("(?<=[aeiou])h(?![aeiou])"), ""),
    (re.compile("ff$"), "v"),
    (re.compile("[iyje]+"), "i"),
    (re.compile("[ou]+"), "u"),
    (re.compile("[ai]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SHAPES = ((re.compile("rn"), "m"), (re.compile("cl"), "d"), (re.compile("vv"), "w"), (re.compile("[il1]"), "l"))
_MOST_KEPT = 200_000


def sound(word: str) -> str:
    """How a romanised word sounds, roughly: vowels in three kinds, one letter for letters that stand for each other."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


def shape(word: str) -> str:
    """How a word looks to a scanner: `rn` is `m`, figures inside a word are the letters they resemble."""
    if not word.isdigit():
        word = word.translate(_DIGITS_IN_WORDS)
    for pattern, instead in _SHAPES:
        word = pattern.sub(instead, word)
    return word


def consonants(word: str) -> str:
    """A word without the vowels after its first letter, letters that stand twice as one."""
    return re.sub(r"(.)\1+", r"\1", word[:1] + _VOWELS.sub("", word[1:]))


class Spelling:
    """The words of the lists by their keys. Read-only but for the words it has met before.

    A word that the lists hold themselves is hardly another one mistyped: only romanised names and plurals stand for
    one another.
    """

    def __init__(self, words: Iterable[str], variants: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._variants = variants
        self._names = names
        self._known = {word for word in words if word.isascii()}
        self._by_key: dict[str, list[str]] = {}
        self._triples: dict[str, list[str]] = {}
        self._met: dict[str, tuple[tuple[str, float], ...]] = {}
        self._shares: dict[tuple[str, str], float] = {}
        for word in self._known:
            for key in self._keys(word):
                self._by_key.setdefault(key, []).append(word)
            for triple in _triples(word):
                self._triples.setdefault(triple, []).append(word)

    def near(self, unit: str) -> tuple[tuple[str, float], ...]:
        """The unit itself, and the words of the lists it may be, each with its worth."""
        if not unit.isascii() or unit.isdigit():
            return ((unit, 1.0),)
        met = self._met.get(unit)
        if met is None:
            met = tuple(self._alike(unit))
            if len(self._met) < _MOST_KEPT:
                self._met[unit] = met
        return met

    def ordinary(self, word: str) -> str:
        """The ordinary word that this one is misspelt, else the word itself."""
        if word in self._known or len(word) <= SHORTEST_NEAR or not word.isascii():
            return word
        near = max(self._variants, key=lambda variant: letters_share(word, variant), default="")
        return self._variants[near] if letters_share(word, near) > NEAR else word

    def share(self, one: str, other: str) -> float:
        """The worth of two different words as one; 0 where they are two."""
        if one > other:
            one, other = other, one
        share = self._shares.get((one, other))
        if share is None:
            share = self._share(one, other)
            if len(self._shares) < _MOST_KEPT:
                self._shares[one, other] = share
        return share

    def _share(self, one: str, other: str) -> float:
        if not one.isascii() or not other.isascii():
            return 0.0
        if _figures(one) != _figures(other):
            return SAME_SHAPE if min(len(one), len(other)) >= 3 and _read_alike(one, other) else 0.0
        share = letters_share(one, other)
        if one in self._known and other in self._known:
            if other in _plurals_and_singulars(one):
                return ONE_OR_MANY
            group = self._names.get(one)
            return max(share, SAME_NAME if group is not None and group == self._names.get(other) else 0.0)
        return max(share, self._by_keys(one, other))

    def _by_keys(self, one: str, other: str) -> float:
        """The worth by the first key the two share, the surest first."""
        group = self._names.get(one)
        if group is not None and group == self._names.get(other):
            return SAME_NAME
        shortest = min(len(one), len(other))
        if one_edit(one, other):
            return max(ONE_EDIT.get(shortest, ONE_EDIT_LONG if shortest > 5 else 0.0), 0.0)
        if shortest >= 3 and shape(one) == shape(other):
            return SAME_SHAPE
        if shortest >= 4 and sound(one) == sound(other) and ratio(one, other) >= SOUND_LETTERS:
            return SAME_SOUND
        return SAME_CONSONANTS if shortest >= 3 and _dropped(one, other) else 0.0

    def _keys(self, word: str) -> Iterator[str]:
        """Every key under which a word of the lists is found."""
        if word.isdigit() or len(word) < 3:
            return
        yield "=" + word
        for at in range(len(word)):
            yield "-" + word[:at] + word[at + 1 :]
        if len(word) >= 4:
            yield "s" + sound(word)
            yield "c" + consonants(word)
        yield "o" + shape(word)
        if word in self._names:
            yield "n" + self._names[word]

    def _alike(self, unit: str) -> Iterator[tuple[str, float]]:
        yield unit, 1.0
        if unit in self._known:
            group = self._names.get(unit)
            yield from ((w, SAME_NAME) for w in self._by_key.get(f"n{group}", ()) if group is not None and w != unit)
            yield from ((w, ONE_OR_MANY) for w in _plurals_and_singulars(unit) if w in self._known)
            return
        keys = [*self._keys(unit), "c" + consonants(unit)]
        keys += ["-" + unit] + ["=" + key[1:] for key in keys if key[0] == "-"]
        candidates = dict.fromkeys(word for key in keys for word in self._by_key.get(key, ()))
        if len(unit) >= SHORTEST_NEAR - 1:
            candidates.update(dict.fromkeys(w for triple in _triples(unit) for w in self._triples.get(triple, ())))
        for word in candidates:
            share = self.share(unit, word) if word != unit else 0.0
            if share >= WORTH:
                yield word, share


def _plurals_and_singulars(word: str) -> Iterator[str]:
    """The English plurals a word may have, and the words it may be the plural of; none of short words."""
    if len(word) < SHORTEST_NEAR - 1 or not word.isalpha():
        return
    yield word + "s"
    yield word + "es"
    if word.endswith("y"):
        yield word[:-1] + "ies"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s") and len(word) >= SHORTEST_NEAR:
        yield word[:-1]


def _figures(word: str) -> list[str]:
    return [letter for letter in word if letter.isdigit()]


def _read_alike(one: str, other: str) -> bool:
    """Whether a figure in one of two words is a letter misread: never where both are numbers with letters."""
    if one.isdigit() or other.isdigit() or (_figures(one) and _figures(other)):
        return False
    return shape(one) == shape(other)


def _dropped(one: str, other: str) -> bool:
    """Whether one word is the other without the vowels inside it, or without any after the first letter."""
    short, long = sorted((one, other), key=len)
    if len(long) < 4 or _VOWELS.search(short[1:-1]) or consonants(short) != consonants(long):
        return False
    return short[-1] == long[-1] or not _VOWELS.search(short[1:])


def one_edit(one: str, other: str) -> bool:
    """True where one letter is wrong, missing or added, or two neighbours changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return (
        at + 1 < len(short)
        and short[at] == long[at + 1]
        and short[at + 1] == long[at]
        and short[at + 2 :] == long[at + 2 :]
    )


def letters_share(one: str, other: str) -> float:
    """The share of letters two long words have in common in order; 0 where they cannot be one word misspelt."""
    if max(len(one), len(other)) < SHORTEST_NEAR or abs(len(one) - len(other)) > 2:
        return 0.0
    if not one.isalpha() or not other.isalpha() or min(len(one), len(other)) < SHORTEST_NEAR - 1:
        return 0.0
    share = ratio(one, other)
    return share if share >= NEAR else 0.0


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


def _triples(word: str) -> set[str]:
    if len(word) < SHORTEST_NEAR - 1 or not word.isascii():
        return set()
    padded = f"^{word}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


Share = Callable[[str, str], float]
"""The worth of two different words as one (`Spelling.share`)."""
