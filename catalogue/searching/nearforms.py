"""Forms one slip away from a word: a wrong character, characters that sound alike, a wrong Latin letter.

Values that flow: folded word -> forms that stand in the texts, with the number of rows of each. The hard problem: a
person's slip is near a term that may stand anywhere in ten thousand texts, not only in titles; so no list of terms is
kept: the index itself is walked. One wrong character is looked for between what stands before and after it; for words
that sound alike only chains of characters are followed of which every neighbouring pair stands in some text.
Rejected: an edit distance to every term of a list made beforehand; what is not on the list is never offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from catalogue.pinyin import syllables
from catalogue.searching.bits import numbers_in
from catalogue.searching.index import Index
from catalogue.searching.postings import words_in
from catalogue.text import CJK

SHORTEST_HAN, LONGEST_HAN = 2, 8
SHORTEST_LATIN, LONGEST_LATIN = 4, 24

_MOST_ROWS = 400
"""Texts looked into for one wrong character at one place."""

_MOST_CHAINS = 300
_HAN = re.compile(rf"[{CJK}]")


class NearForms:
    """Near forms over one index. What it needs of sounds is made at the first slip, in some 0.1 s."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._sounding: dict[str, list[str]] | None = None
        self._words: dict[int, list[str]] | None = None

    def prepare(self) -> None:
        """Makes what the first slip would wait for."""
        self._by_sound()
        self._by_length()

    def of(self, word: str, within: int) -> list[tuple[str, int]]:
        """Forms that stand in the rows `within`, each with the number of rows that hold it; best first.

        What sounds like the word comes before what looks like it; of those the most frequent first.
        """
        if words_in(word) == [word]:
            forms = self._one_letter_apart(word)
            alike: set[str] = set()
        elif SHORTEST_HAN <= len(word) <= LONGEST_HAN and _HAN.search(word):
            alike = self._sounding_alike(word)
            forms = alike | self._one_sign_apart(word, within)
        else:
            return []
        forms.discard(word)
        counted = ((form, self._index.rows(form, within).bit_count()) for form in forms)
        return sorted((c for c in counted if c[1]), key=lambda c: (c[0] not in alike, -c[1], c[0]))

    def _one_letter_apart(self, word: str) -> set[str]:
        """Words of the texts with one letter more, less, another, or two exchanged."""
        if not SHORTEST_LATIN <= len(word) <= LONGEST_LATIN or word.isdecimal():
            return set()
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        words = self._by_length()
        lengths = range(len(word) - 1, len(word) + 2)
        near = [other for length in lengths for other in words.get(length, ())]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=1, limit=None)
        return {one[0] for one in found if not one[0].isdecimal()}

    def _by_length(self) -> dict[int, list[str]]:
        if self._words is None:
            words: dict[int, list[str]] = {}
            for one in self._index.words():
                words.setdefault(len(one), []).append(one)
            self._words = words
        return self._words

    def _one_sign_apart(self, word: str, within: int) -> set[str]:
        """Forms in which another Chinese character stands in the place of one of at least three signs."""
        if len(word) <= SHORTEST_HAN:
            return set()
        rows = self._index.corpus.rows
        found: Counter[str] = Counter()
        for place in range(len(word)):
            before, after = word[:place], word[place + 1 :]
            held = within
            for part in (before, after):
                held = self._index.rows(part, held) if part else held
            if not held:
                continue
            pattern = re.compile(f"{re.escape(before)}[{CJK}]{re.escape(after)}")
            for number, _ in zip(numbers_in(held), range(_MOST_ROWS), strict=False):
                found.update(set(pattern.findall(rows[number].folded)))
        return set(found)

    def _sounding_alike(self, word: str) -> set[str]:
        """Forms of the same sounds, character by character, all of whose pairs stand in some text."""
        chains = [""]
        for options in (self._sounding_like(sign) for sign in word):
            chains = [chain + sign for chain in chains for sign in options if self._goes_on(chain, sign)]
            if not chains or len(chains) > _MOST_CHAINS:
                return set()
        return set(chains)

    def _goes_on(self, chain: str, sign: str) -> bool:
        pair = chain[-1:] + sign
        return len(pair) < 2 or not all(map(_HAN.match, pair)) or self._index.holds_pair(pair)

    def _sounding_like(self, sign: str) -> Iterable[str]:
        """The characters of the texts that share a reading with one, itself first; a sign that is none as it is."""
        if not _HAN.match(sign):
            return (sign,)
        sounding = self._by_sound()
        alike = (other for sound in syllables(sign)[0] for other in sounding.get(sound, ()))
        return dict.fromkeys((sign, *alike))

    def _by_sound(self) -> dict[str, list[str]]:
        if self._sounding is None:
            signs = sorted(s for s in set[str]().union(*(r.folded for r in self._index.corpus.rows)) if _HAN.match(s))
            sounding: dict[str, list[str]] = {}
            for sign, readings in zip(signs, syllables("".join(signs)), strict=True):
                for reading in readings:
                    sounding.setdefault(reading, []).append(sign)
            self._sounding = sounding
        return self._sounding
