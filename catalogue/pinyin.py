"""How Chinese characters sound: all readings of each character, without tones.

Text in, for every character its readings out; a sign that is no Chinese character reads as itself. The hard
problem: the library loads every phrase it knows at import (190 ms, 57 MB measured), while misspelt names and
search words need the table of single characters only; so the phrases are kept out while it is imported (62 ms,
13 MB), and it is imported at the first need. Rejected: one reading per character chosen by context; a name
holds surnames and rare words that context gets wrong, and whoever compares can try every reading.
"""

from __future__ import annotations

import os
import unicodedata

_TONES = "\u0300\u0301\u0304\u030c"
_WITHOUT_PHRASES = ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY")
"""What the library looks for in the environment before it loads and doubles its tables."""


def syllables(han_text: str) -> tuple[tuple[str, ...], ...]:
    """All readings of each character, in the order of the table, without tones, in lower case, ü as v.

    A character without a reading (a letter, a digit, a sign) has itself, in lower case, as its only one, so
    the result is as long as the text.
    """
    table = _readings()
    return tuple(_plain(table.get(ord(sign), sign)) for sign in han_text)


def sound_key(text: str) -> str:
    """The first reading of every character, joined by spaces: equal for words that sound alike.

    A character read in several ways is known by the table's first; compare `syllables` where all must count.
    """
    return " ".join(readings[0] for readings in syllables(text))


def _plain(readings: str) -> tuple[str, ...]:
    """`cháng,zhǎng` -> `("chang", "zhang")`; readings apart only in tone are one."""
    return tuple(dict.fromkeys(_toneless(reading) for reading in readings.split(",") if reading)) or (readings,)


def _toneless(reading: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", reading) if sign not in _TONES)
    return unicodedata.normalize("NFC", bare).lower().replace("ü", "v").replace("ê", "e")


def _readings() -> dict[int, str]:
    """Code point -> readings with tones, parted by commas. The environment is as before when this returns."""
    before = {name: os.environ.get(name) for name in _WITHOUT_PHRASES}
    os.environ.update(dict.fromkeys(_WITHOUT_PHRASES, "1"))
    try:
        from pypinyin.constants import PINYIN_DICT
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    return PINYIN_DICT
