"""Names in other scripts as they sound: Chinese by pinyin, Hangul, kana and Arabic letters in Latin ones.

Values that flow: a name in its own script -> Latin text to be folded like any other; Han text and Latin words -> the
syllables of pinyin. The hard problem: pinyin joins what Chinese tells apart, and Arabic leaves its vowels out. So two
names are compared by sound only across scripts (Han on one side, pinyin on the other), by pairs of syllables as Han
text is compared by pairs of characters, and Arabic by its consonants. Rejected: a library for every script; a table of
a few hundred letters is data that a reader can check. What stays out: Japanese readings of Chinese characters, and
words taken over from other languages (a machine in kana does not sound like its English spelling).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

HANGUL = "\uac00"
LAST_HANGUL = "\ud7a3"
_SMALL_Y = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_MOST_READINGS = 4
FEWEST_SYLLABLES = 3
MOST_SYLLABLES = 60
LONGEST_SYLLABLE = 6

Readings = Callable[[str], tuple[tuple[str, ...], ...]]
"""Han text -> all readings of each character (`pinyin.syllables`)."""


@dataclass(frozen=True, slots=True)
class Scripts:
    """The tables of `names.yaml`."""

    syllables: frozenset[str]
    first: tuple[str, ...]
    middle: tuple[str, ...]
    last: tuple[str, ...]
    kana: dict[str, str] = field(default_factory=dict[str, str])
    arabic: dict[str, str] = field(default_factory=dict[str, str])

    def latin(self, text: str) -> str:
        """The text with Hangul, kana and Arabic letters as Latin ones; empty where it holds none of them."""
        written = "".join(self._sounds(text))
        return "" if written == text else written

    def _sounds(self, text: str) -> Iterator[str]:
        sound = ""
        for place, sign in enumerate(text):
            letter = chr(ord(sign) - 0x60) if "\u30a1" <= sign <= "\u30f6" else sign
            if HANGUL <= sign <= LAST_HANGUL:
                sound = self._hangul(ord(sign) - ord(HANGUL))
            elif letter in _SMALL_Y or letter in self.kana:
                sound = self._kana(letter, text[place + 1 : place + 2])
            elif sign in self.arabic:
                starts = place == 0 or not text[place - 1].isalpha()
                sound = "al " if starts and text[place : place + 2] == "ال" else self.arabic[sign]
                if not starts and sign == "ل" and text[place - 1] == "ا" and _starts(text, place - 1):
                    sound = ""
            elif letter in "っー" or "\u064b" <= sign <= "\u0652":
                sound = ""
            else:
                sound = sign
            yield sound

    def _hangul(self, code: int) -> str:
        letters = self.first[code // 588], self.middle[code % 588 // 28], self.last[code % 28]
        return " " + "".join(letter for letter in letters if letter != "-") + " "

    def _kana(self, letter: str, following: str) -> str:
        if letter in _SMALL_Y:
            return _SMALL_Y[letter]
        sound = self.kana[letter]
        after = chr(ord(following) - 0x60) if following and "\u30a1" <= following <= "\u30f6" else following
        return sound.removesuffix("i") if after in _SMALL_Y else sound

    def parted(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words as syllables of pinyin, the longest first; none where a word is no pinyin or they are too few."""
        found: list[str] = []
        for word in words:
            parts = self._syllables(word)
            if not parts:
                return ()
            found += parts
        return tuple(found) if FEWEST_SYLLABLES <= len(found) <= MOST_SYLLABLES else ()

    def _syllables(self, word: str) -> list[str]:
        """One word in syllables, by the longest that leaves syllables behind it; empty where it is none."""
        ways: dict[int, list[str]] = {len(word): []}
        for start in range(len(word) - 1, -1, -1):
            for end in range(min(len(word), start + LONGEST_SYLLABLE), start, -1):
                if end in ways and word[start:end] in self.syllables:
                    ways[start] = [word[start:end], *ways[end]]
                    break
        return ways.get(0, [])


def _starts(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalpha()


def spoken(han: str, readings: Readings) -> tuple[tuple[str, ...], ...]:
    """Han text as it may be spoken: its syllables, for the first few ways to read it."""
    if not FEWEST_SYLLABLES <= len(han) <= MOST_SYLLABLES:
        return ()
    ways = itertools.islice(itertools.product(*readings(han)), _MOST_READINGS)
    return tuple(tuple(way) for way in ways if all(syllable.isascii() for syllable in way))


def pairs(syllables: Sequence[str], mark: str) -> tuple[str, ...]:
    """Neighbouring syllables as units that no word of a name is: `mark` tells which side is Han."""
    return tuple(
        f"{mark}·{one.replace('v', 'u')}·{two.replace('v', 'u')}" for one, two in itertools.pairwise(syllables)
    )
