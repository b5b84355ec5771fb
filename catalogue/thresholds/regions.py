"""What of a text holds limbs: brackets that only repeat, exclusions, notes and definitions.

Values that flow: folded text -> `Regions`: the text with asides blanked (same length), the stretches of exclusions,
and whether the whole text is a note. The one hard problem: a bracket may repeat a bound in another unit, give an
example or state a limit of its own; only one with comparison words and no sign of being an example is kept. Rejected:
dropping every bracket; the silver content of 1C117 stands in one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.thresholds.folding import lowered

_NOTE = re.compile(
    r"\s*(?:\[reserved|reserved|technical\s+notes?\b|notes?\b|n\.?\s?b\.?[\s:]|nota\s+bene|(?:technische\s+|ergänzende\s+)?anmerkung|注\s*[:：\d]|技术说明\s*[:：]|说明\s*[:：])",
    re.IGNORECASE,
)
_QUOTED_FIRST = re.compile(r"\s*[“\"'‘]")
_EXAMPLE = re.compile(
    r"e\.\s?g\.?|i\.\s?e\.?|for example|such as|\bmt if\b|\bmt\b|\bsee\b|\bref\b|\bn\.?b\b|subject to|also\b|"
    r"z\.\s?b\.|d\.\s?h\.|siehe|gemessen|cas-nr|"
    r"参考|海关|参照|按照|根据|例如|包括|不含|如[^果]|来源|测量|测定|据",
    re.IGNORECASE,
)
_DIRECTION = re.compile(r"\s*(?:better|less|lower|finer|smaller|greater|higher|more)\s*$", re.IGNORECASE)
_COMPARES = re.compile(
    r"exceed|greater|more\s+than|less\s+than|equal\s+to|or\s+(?:more|less)|größer|kleiner|(?:mehr|weniger)\s+als|oder\s+(?:mehr|weniger)|[<>≥≤]|大于|小于|超过|不低于|不小于|不大于|低于|高于|以上|以下|优于",
    re.IGNORECASE,
)
_EXCLUSION_EN = re.compile(
    r"\b(?:except(?:ing)?(?:\s+for)?|excluding|but\s+not\s+including|does\s+not|do\s+not|other\s+than|not\s+(?:controlled|specified|including|described|elsewhere|enumerated))\b"
)
_OTHER_ENDS = re.compile(r"[;.]\s|[;,]|\b(?:having|with|that|which|and|capable|usable|designed)\b|$")
_EXCLUSION_ENDS = re.compile(r";|\.\s|\.$|$")
_SHORT_ASIDE = re.compile(r"[^,;.:0-9]{3,60},(?=\s+(?:of|having|with|an?)\s)")
"""An exclusion between two commas, behind which the sentence goes on: …, excluding additions, of less than …"""
_EXCLUSION_ZH = re.compile(r"除[^，；。;]{0,60}?[之以]?外|(?:不包括|不包含|不含|不适用于)[^；。;]{0,200}")
_EXCLUSION_DE = re.compile(
    r"\b(?:ausgenommen|mit\s+ausnahme|außer(?!halb)|ausschließlich|andere\s+als|(?:die\s+|soweit\s+)?nicht\s+(?:anderweitig\s+)?(?:von|erfasst)|erfasst\s+nicht)\b"
)
_EXCLUSION_DE_ENDS = re.compile(r"[;.,]\s|\b(?:mit|und)\b|\berfass\w*|$")
_NOT_LIMITED = re.compile(r"(?:包括但)?不限于")


@dataclass(frozen=True, slots=True)
class Regions:
    """The text that may hold limbs, and the stretches that take something out."""

    text: str
    exclusions: tuple[tuple[int, int], ...] = ()
    note: bool = False


def regions_of(folded: str, original: str, lang: str) -> Regions:
    """The regions of a folded text."""
    low = lowered(folded)
    if is_note(low, original):
        return Regions(folded, note=True)
    plain = _without_asides(folded)
    return Regions(plain, tuple(_exclusions(lowered(plain), lang)))


def is_note(low: str, original: str) -> bool:
    """True for a note or a definition: it explains words and lists nothing."""
    if _NOTE.match(low):
        return True
    return bool(_QUOTED_FIRST.match(original) and re.match(r"[^.;:；。]{1,140}?\bmeans\b", low)) or bool(
        _QUOTED_FIRST.match(original) and re.match(r".{1,90}?\([0-9 ]{1,9}\)\s+(?:is|are|means)\b", low)
    )


def _without_asides(folded: str) -> str:
    """The text with the brackets blanked that state nothing of their own."""
    signs = list(folded)
    for start, end in _brackets(folded):
        inside = folded[start + 1 : end - 1]
        if _DIRECTION.match(inside) or (_is_unit(folded, start) and not _EXAMPLE.search(inside)):
            continue
        if _COMPARES.search(inside) and not _EXAMPLE.search(inside):
            signs[start] = signs[end - 1] = ","
            continue
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def _is_unit(folded: str, start: int) -> bool:
    """True for the brackets of a unit: nT (rms), Gy(Si), and of list labels (1)."""
    piece = folded[start : start + 12].lower()
    return piece.startswith(("(rms)", "(si)", "(silicon)", "(硅)")) or bool(
        re.match(r"\([0-9一二三四五六七八九十]{1,2}\)", piece)
    )


def _brackets(folded: str) -> list[tuple[int, int]]:
    """Every outermost pair of round brackets."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for place, sign in enumerate(folded):
        if sign == "(":
            start = place if depth == 0 else start
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, place + 1))
    return found


def _exclusions(low: str, lang: str) -> list[tuple[int, int]]:
    if lang == "zh":
        return [(m.start(), m.end()) for m in _EXCLUSION_ZH.finditer(low) if not _NOT_LIMITED.match(low, m.start())]
    found: list[tuple[int, int]] = []
    if lang == "de":
        for match in _EXCLUSION_DE.finditer(low):
            end = _EXCLUSION_DE_ENDS.search(low, match.end())
            found.append((match.start(), end.end() if end else len(low)))
        return found
    for match in _EXCLUSION_EN.finditer(low):
        if found and match.start() < found[-1][1]:
            continue
        found.append((match.start(), _exclusion_end(low, match)))
    return found


def _exclusion_end(low: str, begin: re.Match[str]) -> int:
    aside = _SHORT_ASIDE.match(low, begin.end()) if low[: begin.start()].rstrip().endswith(",") else None
    if aside:
        return aside.end() - 1
    end = (_OTHER_ENDS if begin[0].startswith("other") else _EXCLUSION_ENDS).search(low, begin.end())
    return end.start() if end else len(low)
