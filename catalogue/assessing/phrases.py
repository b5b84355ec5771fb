"""Clauses, sentences and word lists of running text, in either language, as plain patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.text import CJK

CLAUSE_END = re.compile(r"[，,;；。.!！?？\n|](?!\d)")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_HAN = re.compile(rf"[{CJK}]")


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words, the longest first; words of Latin letters as whole words, in any letter case."""
    forms = sorted(words, key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(w) if _HAN.search(w) else rf"\b{re.escape(w)}\b" for w in forms) or "(?!)", re.I
    )


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.start() >= place:
            return start, end.end() if end[0] != "\n" else end.start()
        start = end.end()
    return start, len(text)
