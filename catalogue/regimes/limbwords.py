"""Limbs and reasons in words, for the findings of every regime.

Values that flow: LimbResult -> Words. Numbers keep the unit of the limb and the text of what was given. Rejected: words
built where the verdict is made; the same limb is told in a reason, in a question and beside a threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.model import Words
from catalogue.numbers import exact_text
from catalogue.results import LimbResult
from catalogue.rules import Rules

SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "eq": "="}


def threshold_text(limb: LimbResult) -> str:
    """`> 2 km`, or `10 ~ 20 GHz` for a range."""
    if isinstance(limb.threshold, tuple):
        return f"{exact_text(limb.threshold[0])} ~ {exact_text(limb.threshold[1])} {limb.unit}"
    return f"{SIGNS[limb.op]} {exact_text(limb.threshold)} {limb.unit}"


def joined(limbs: Sequence[LimbResult]) -> Words:
    """Limbs as one line: name, value given, threshold."""
    zh = "；".join(_limb_text(limb, limb.name.in_language("zh")) for limb in limbs)
    en = "; ".join(_limb_text(limb, limb.name.in_language("en")) for limb in limbs)
    return Words(zh, en)


def _limb_text(limb: LimbResult, name: str) -> str:
    given = f" {limb.given_text}" if limb.given_text else ""
    return f"{name}{given} ({threshold_text(limb)})"


def told_limbs(rules: Rules, limbs: Sequence[LimbResult]) -> Iterator[Words]:
    """Which limbs are met, which are not, which nobody knows: a line each."""
    for met, rule in ((True, "limbs_met"), (False, "limbs_not_met"), (None, "limbs_unknown")):
        if shown := [limb for limb in limbs if limb.met is met]:
            yield rules.reason(rule, limbs=joined(shown))


def together(words: Sequence[Words]) -> Words:
    """Several words as one, in each language."""
    return Words("；".join(w.in_language("zh") for w in words), "; ".join(w.in_language("en") for w in words))
