"""The comparison beside a number of running text, read by the table of `comparisonwords`.

Values that flow: the text before or behind a value -> `Comparison`. The one hard problem: "better" and 优于 say more in
one quantity and less in another; such a comparison is `better` until the quantity is known. Rejected: the reader of
typed limits, which takes a word for a limit wherever it stands; here it is one only right beside a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.comparisonwords import BEFORE, BEHIND, Sense, Use, spellings
from catalogue.model import Op

BETTER, BETTER_EQUAL = Sense.BETTER.value, Sense.BETTER_EQUAL.value
REACH = 64

_ASIDE = r"(?:\s*\(\s*(?:better|less|lower|finer|smaller|greater|higher|more|worse)\s*\))?"
_NO_THAN = r"\b(?!\s*(?:\([a-z]+\)\s*)?(?:than|als|[0-9]|equal|/?\s*gleich))"
_LEADS_IN = {
    "zh": r"\s*[约为]?\s*(?:Φ\s?)?$",
    "en": r"\s*(?:an?\s+|about\s+|or\s+)?(?:Φ\s?)?$",
    "de": r"\s*(?:etwa\s+|einem\s+|einer\s+)?(?:Φ\s?)?$",
}
_NEGATED = re.compile(r"(?:[不未]|\b(?:not|no|nicht|kein|keine|keinen)\s+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a number bounds: an Op, or BETTER and BETTER_EQUAL until the quantity is known, and where the words stand."""

    op: Op | str
    start: int
    end: int


class Comparing:
    """The comparison words of one language."""

    def __init__(self, lang: str) -> None:
        before, behind = (tuple(spellings(Use.LISTED, side, (lang,))) for side in (BEFORE, BEHIND))
        runs_on = "" if lang == "zh" else _NO_THAN
        self._before = [(_compiled(f"(?:{words}){_LEADS_IN[lang]}"), _meant(sense)) for sense, words in before]
        self._behind = [(_compiled(rf"\s*(?:{words}){runs_on}"), _meant(sense)) for sense, words in behind]
        self.aside = re.compile(r"\s*\(\s*(better|less|lower|finer|smaller|greater|higher|more)\s*\)", re.IGNORECASE)

    def before(self, text: str, at: int) -> Comparison | None:
        """The comparison whose words end where a number begins."""
        begin = max(0, at - REACH)
        piece = text[begin:at]
        best: Comparison | None = None
        for pattern, op in self._before:
            found = pattern.search(piece)
            if found is None or (best is not None and found.start() + begin >= best.start):
                continue
            start = found.start() + begin
            if _within_a_word(text, start) or _NEGATED.search(text[max(0, start - 8) : start]):
                continue
            best = Comparison(self._turned(op, found[0]), start, at)
        return best

    def behind(self, text: str, at: int) -> Comparison | None:
        """The comparison whose words begin where a value ends."""
        for pattern, op in self._behind:
            found = pattern.match(text, at)
            if found is None:
                continue
            aside = self.aside.match(text, found.end())
            end = aside.end() if aside else found.end()
            return Comparison(self._turned(op, found[0] + (aside[0] if aside else "")), at, end)
        return None

    @staticmethod
    def _turned(op: Op | str, words: str) -> Op | str:
        """`better` with the direction that stands beside it in brackets."""
        if op not in (BETTER, BETTER_EQUAL):
            return op
        beside = re.search(r"\(\s*(less|lower|finer|smaller|greater|higher|more)\s*\)", words, re.IGNORECASE)
        if beside is None:
            return op
        down = beside[1].lower() in ("less", "lower", "finer", "smaller")
        if op == BETTER_EQUAL:
            return Op.LE if down else Op.GE
        return Op.LT if down else Op.GT


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("A", _ASIDE), re.IGNORECASE)


def _meant(sense: Sense) -> Op | str:
    return sense.value if sense in (Sense.BETTER, Sense.BETTER_EQUAL) else Op(sense.value)


def _within_a_word(text: str, start: int) -> bool:
    """True where a Latin word found at `start` is only the end of a longer one: gegenüber, moreover."""
    return start > 0 and all(sign.isalpha() and sign < "\u0250" for sign in text[start - 1 : start + 1])


def settled(op: Op | str, better: str) -> Op | None:
    """The plain comparison, None where nobody says which way better points."""
    if isinstance(op, Op):
        return op
    if better == "less":
        return Op.LE if op == BETTER_EQUAL else Op.LT
    if better == "more":
        return Op.GE if op == BETTER_EQUAL else Op.GT
    return None
