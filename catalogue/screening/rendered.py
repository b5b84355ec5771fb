"""Chinese names as English lists print them: the brand in pinyin, ordinary words and places in English.

Values that flow: a Han run -> parts by the table of words, longest first -> Latin words: 华为技术 -> huawei technology.
The hard problem: what is no ordinary word must stay one word, because lists write a brand as one (`Huawei`); so only
words of the table part a name, and what lies between them is read by sound as a whole. A firm whose English name is
neither its sound nor a translation (海康威视 - Hikvision) is found only where a list prints its Chinese name.
Rejected: a dictionary of Chinese; every common word in it would cut brands in pieces.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from catalogue.screening.scripts import MOST_SYLLABLES, Readings

_MOST_WAYS = 4
_BEHIND_PLACES = ("市", "省")


def rendered(
    han: str, words: Mapping[str, str], places: Mapping[str, str], readings: Readings
) -> tuple[tuple[str, ...], ...]:
    """The Latin words the text may be printed as, for the first few ways to read it; none for text that is too long."""
    if not 2 <= len(han) <= MOST_SYLLABLES:
        return ()
    ways = [_ways(part, known, readings) for part, known in _parts(han, words, places)]
    found = itertools.islice(itertools.product(*ways), _MOST_WAYS)
    return tuple(dict.fromkeys(tuple(word for part in way for word in part.split()) for way in found))


def _ways(part: str, known: str | None, readings: Readings) -> list[str]:
    if known is not None:
        return [known]
    sounds = (
        "".join(way).replace("v", "u") for way in itertools.islice(itertools.product(*readings(part)), _MOST_WAYS)
    )
    return [sound for sound in dict.fromkeys(sounds) if sound.isascii()]


def _parts(han: str, words: Mapping[str, str], places: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """The text in parts: what the tables know with its English, what lies between with None."""
    longest = max(map(len, (*words, *places)), default=0)
    found: list[tuple[str, str | None]] = []
    at = start = 0
    while at < len(han):
        ends = range(min(len(han), at + longest), at + 1, -1)
        end = next((end for end in ends if han[at:end] in words or han[at:end] in places), 0)
        if not end:
            at += 1
            continue
        if start < at:
            found.append((han[start:at], None))
        word = han[at:end]
        found.append((word, words.get(word, places.get(word))))
        at = end + (word in places and han[end : end + 1] in _BEHIND_PLACES)
        start = at
    if start < len(han):
        found.append((han[start:], None))
    return found
