"""In which language a list is written: zh, en or de.

Values that flow: the texts of an edition -> one language for those without Chinese signs. The one hard problem: a
single paragraph may hold nothing but a formula, so the small words of the whole edition decide, and each text only
whether it is Chinese. Rejected: a field in the pack; an imported table has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_HAN = re.compile(r"[\u4e00-\u9fff]")
_GERMAN = re.compile(r"\b(?:und|oder|mit|der|die|das|für|von|einer|einem)\b")
_ENGLISH = re.compile(r"\b(?:and|or|with|the|for|of|having|than)\b")


def latin_language(texts: Iterable[str]) -> str:
    """`de` where German small words outnumber English ones, else `en`."""
    german = english = 0
    for text in texts:
        german += len(_GERMAN.findall(text))
        english += len(_ENGLISH.findall(text))
    return "de" if german > english else "en"


def language_of(text: str, latin: str = "en") -> str:
    """The language of one text of an edition whose Latin texts are in `latin`."""
    return "zh" if _HAN.search(text) else latin
