"""Where a limb stands in its point's text, checked: a span that points elsewhere would underline the wrong words.

Values that flow: an edition -> `Problem`s. The hard problem: a threshold may be printed as `3万亿次`, `1 300` or
`2 × 10⁸`; so the numbers of the passage are read by the one number reader, with the multiplier behind them, and one of
them must be the limb's. Rejected: looking for the digits as text; `30` stands in `300`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from catalogue.model import Edition, Limb, Point
from catalogue.numbers import multipliers, scan_number
from catalogue.problems import BadInput, Problem
from catalogue.units import tidy

_STARTS = re.compile(r"(?<![0-9.,])[+-]?\.?[0-9]")


def spanned(point: Point) -> str:
    """The text the spans of a point's limbs count in: the Chinese one where there is one, else the English one."""
    return point.text.zh or point.text.en


def span_problems(edition: Edition) -> Iterator[Problem]:
    """Every limb of the edition's own entries whose span leaves the text, or whose passage holds not its number."""
    file = f"{edition.catalogue}/{edition.id}.yaml"
    for entry in edition.entries:
        if entry.inherited_from:
            continue
        for point in entry.points:
            for limb in point.tree.limbs() if point.tree else ():
                complaint = _complaint(limb, spanned(point))
                if complaint:
                    message = f"a limb of '{entry.label}' {complaint[0]}"
                    zh = f"“{entry.label}”的数值条件{complaint[1]}"
                    hint = "mend 'span', or leave it out"
                    yield Problem(message, file, point.line, "span", hint, zh, "请改正 span，或删去")


def _complaint(limb: Limb, text: str) -> tuple[str, str] | None:
    if limb.span is None:
        return None
    start, end = limb.span
    if not 0 <= start < end <= len(text):
        told = f"{start}, {end}"
        return f"has the span [{told}], and its text has {len(text)} characters", f"的 span [{told}] 超出原文"
    passage = text[start:end]
    printed = set(_printed(passage))
    if all(value in printed for value in limb.values):
        return None
    return f"is not in the text its span names ({passage[:40]!r})", f"不在 span 所指的文字中（{passage[:40]!r}）"


def _printed(passage: str) -> Iterator[Fraction]:
    """Every number printed in the passage, alone and with the Chinese multiplier behind it."""
    plain = tidy(passage)
    for place in _STARTS.finditer(plain):
        for at in {place.start(), place.end() - 1}:
            try:
                found = scan_number(plain, at)
            except BadInput:
                continue  # too long for a number: then it is not this limb's
            if found is not None:
                yield found.value
                yield from (found.value * size for size, _ in multipliers(plain[found.end :].lstrip()))
