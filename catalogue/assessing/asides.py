"""A value in brackets between a name and its value is a condition: 压实密度（220 MPa）：2.60 g/cm³.

A text and its figures in; the text with such brackets blanked, and the figures without them, each condition on the
figure it belongs to. The hard point: a bracket may also hold the value itself (测距精度（3 cm）), so it is an aside
only where a sign of equality and another value follow it. Rejected: reading the bracket as one more value; it then
took the name away from the value that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from catalogue.assessing.figures import Figure

_OPENS = re.compile(r"[(（]\s*(?:(?:在|于|at|under|@)\s*)?$", re.IGNORECASE)
_CLOSES = re.compile(
    r"\s*(?:压力|温度|倍率|条件)?(?:下|时)?\s*(?P<shut>[)）])\s*"
    r"(?:[:：=＝≥≤<>≈]|为|是|可?达到?|不|大于|小于|is\b|of\b)"
)


def set_aside(text: str, figures: Sequence[Figure]) -> tuple[str, tuple[Figure, ...]]:
    """The text with bracketed conditions blanked (positions stay), and the other figures with their conditions."""
    kept: list[Figure] = []
    condition = ""
    for at, figure in enumerate(figures):
        opened = _OPENS.search(text[: figure.start])
        closed = _CLOSES.match(text, figure.end)
        if opened and closed and not figure.bare and not figure.sizes and at + 1 < len(figures):
            condition = figure.text
            end = closed.end("shut")
            text = text[: opened.start()] + " " * (end - opened.start()) + text[end:]
            continue
        kept.append(replace(figure, condition=condition) if condition and not figure.condition else figure)
        condition = ""
    return text, tuple(kept)
