"""Words that compare, in Chinese and English: before a number, behind it, and between two.

Values that flow: the text before or behind a value -> `Comparison`. The one hard problem: "better" and 优于 say more in
one quantity and less in another; such a comparison is `better` until the quantity is known. Rejected: one list of
words for both sides; 以上 behind a number includes it, 超过 before it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.model import Op

BETTER, BETTER_EQUAL = "better", "better-equal"
REACH = 64

_ASIDE = r"(?:\s*\(\s*(?P<{0}>better|less|lower|finer|smaller|greater|higher|more|worse)\s*\))?"
_NO_THAN = r"(?!\s*(?:\([a-z]+\)\s*)?(?:than|[0-9]|equal))"
_UP, _DOWN = "greater|more|higher|larger|longer|heavier", "less|lower|smaller|fewer|shorter|finer"

_PRE_EN = (
    (r"equal\s+to\s+or\s+(?:{up})A\s+than|(?:{up})A\s+than\s+or\s+equal\s+to|(?:equal\s+to\s+or|equal(?:s|ling)?(?:\s+to)?"
     r"\s+or)\s+exceed(?:ing|s)?|exceed(?:ing|s)?\s+or\s+equal(?:ing)?(?:\s+to)?|equal\s+to\s+or\s+in\s+excess\s+of|equals?\s+or\s+exceeds?|"
     r"at\s+least|(?:not|no)\s+(?:less|lower|fewer|smaller)\s+than|(?:a\s+)?minimum\s+of|≥|>\s?=|"
     r"equal\s+to\s+or\s+above", Op.GE),
    (r"equal\s+to\s+or\s+(?:{down})A\s+than|(?:{down})A\s+than\s+or\s+equal\s+to|(?:not|does\s+not|do\s+not)\s+exceed(?:ing)?|"
     r"(?:not|no)\s+(?:more|greater|higher|larger|longer)\s+than|at\s+most|up\s+to(?:\s+and\s+including)?|"
     r"(?:a\s+)?maximum\s+of|≤|<\s?=|equal\s+to\s+or\s+below", Op.LE),
    (r"equal\s+to\s+or\s+betterA\s+than|betterA\s+than\s+or\s+equal\s+to", BETTER_EQUAL),
    (r"(?<!\bnot )(?:exceed(?:ing|s|ed)?|in\s+excess\s+of)|(?:{up})A\s+than|\babove|\bover|>", Op.GT),
    (r"(?:{down})A\s+than|\bbelow|<", Op.LT),
    (r"betterA\s+than", BETTER),
)  # fmt: skip
_PRE_ZH = (
    (r"大于或?者?等于|高于或?等于|不小于|不低于|不少于|不短于|不弱于|至少为?|≥|>\s?=", Op.GE),
    (r"小于或?者?等于|少于或?者?等于|低于或?等于|不大于|不高于|不超过|不多于|不长于|至多为?|≤|<\s?=", Op.LE),
    (r"(?<!不)(?:大于|超过|高于|多于|长于|超出)|>", Op.GT),
    (r"(?<!不)(?:小于|低于|少于|短于)|<", Op.LT),
    (r"优于或等于", BETTER_EQUAL),
    (r"优于", BETTER),
)
_POST_EN = (
    (rf"(?:or|and)\s+(?:{_UP}|above|over|faster|upward)\b{_NO_THAN}", Op.GE),
    (rf"(?:or|and)\s+(?:{_DOWN}|below|under)\b{_NO_THAN}", Op.LE),
    (rf"(?:or|and)\s+better\b{_NO_THAN}", BETTER_EQUAL),
)
_POST_ZH = (
    (r"(?:及|或|和)?(?:其)?以上|或(?:者)?更(?:高|大|多|快|长|厚|重|宽)", Op.GE),
    (r"(?:及|或|和)?(?:其)?以下|[之以]内|或(?:者)?更(?:低|小|少|短|薄|轻|窄)", Op.LE),
    (r"或更(?:优|好)", BETTER_EQUAL),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a number bounds: an Op, or BETTER and BETTER_EQUAL until the quantity is known, and where the words stand."""

    op: Op | str
    start: int
    end: int


def _compiled(
    rows: tuple[tuple[str, Op | str], ...], ending: str, *, before: bool
) -> list[tuple[re.Pattern[str], Op | str]]:
    found: list[tuple[re.Pattern[str], Op | str]] = []
    for pattern, op in rows:
        spelled = pattern.replace("{up}", _UP).replace("{down}", _DOWN)
        while "A" in spelled:
            spelled = spelled.replace("A", _ASIDE.format(f"aside{spelled.count('A')}"), 1)
        found.append((re.compile(f"(?:{spelled}){ending}" if before else f"{ending}(?:{spelled})", re.IGNORECASE), op))
    return found


class Comparing:
    """The comparison words of one language."""

    def __init__(self, lang: str) -> None:
        chinese = lang == "zh"
        after = r"\s*[约为]?\s*(?:Φ\s?)?$" if chinese else r"\s*(?:an?\s+|about\s+|or\s+)?(?:Φ\s?)?$"
        self._chinese = chinese
        self._before = _compiled(_PRE_ZH if chinese else _PRE_EN, after, before=True)
        self._behind = _compiled(_POST_ZH if chinese else _POST_EN, r"\s*", before=False)
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
            if (
                start > 0
                and text[start].isascii()
                and text[start].isalpha()
                and text[start - 1].isalpha()
                and text[start - 1].isascii()
            ):
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


def settled(op: Op | str, better: str) -> Op | None:
    """The plain comparison, None where nobody says which way better points."""
    if isinstance(op, Op):
        return op
    if better == "less":
        return Op.LE if op == BETTER_EQUAL else Op.LT
    if better == "more":
        return Op.GE if op == BETTER_EQUAL else Op.GT
    return None
