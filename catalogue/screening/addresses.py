"""How alike two addresses are: the share of the words and numbers of the one asked that a listed one holds.

Values that flow: texts -> words and figures, street words aside -> a share from 0 to 1. The hard problem: one place is
written in any order and half of it is left out; so neither order counts nor what the listed address has besides. An
address never makes a hit; it decides between names of the same score. Rejected: edit distance, which sees another
street where the town comes first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SAME_ADDRESS = 0.6
"""From this share on an address is told as a like one."""

_WORD = re.compile(r"[^\W_]+")
_IDLE = frozenset(
    {"no", "number", "street", "st", "road", "rd", "avenue", "ave", "building", "bldg", "floor", "fl", "room", "rm"}
    | {"flat", "block", "unit", "suite", "office", "p", "o", "box", "and", "the", "of", "district", "city", "province"}
    | {"tower", "house", "lane", "号", "路", "街", "室", "楼", "层"}
)


def address_share(asked: str, listed: Iterable[str]) -> float:
    """The largest share of the words asked that one of the listed addresses holds; 0 without an address."""
    words = _words(asked)
    if not words:
        return 0.0
    return max((len(words & _words(one)) / len(words) for one in listed), default=0.0)


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return set(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))) - _IDLE
