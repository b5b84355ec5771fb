"""Verdicts and outcomes, strictest first, and numbers as JSON has them.

Values that flow: what the engine finds -> one word; a fraction -> a number of JSON. Rejected: numbers for outcomes;
nobody could read a result.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """Of a point, against measured values."""

    CAPTURED = "captured"
    OPEN = "open"
    NOT_CAPTURED = "not_captured"


class Outcome(StrEnum):
    """Of a regime or a matter, strictest first."""

    PROHIBITED = "prohibited"
    RESTRICTED = "restricted"
    LICENCE_REQUIRED = "licence_required"
    INDETERMINATE = "indeterminate"
    FREE = "free"
    NOT_APPLICABLE = "not_applicable"

    @property
    def rank(self) -> int:
        """0 is the strictest."""
        return tuple(Outcome).index(self)


def strictest(outcomes: list[Outcome]) -> Outcome:
    """The strictest of the outcomes; NOT_APPLICABLE of none."""
    return min(outcomes, key=lambda o: o.rank, default=Outcome.NOT_APPLICABLE)


def json_number(value: Fraction | None) -> int | float | None:
    """A number for JSON: whole where it is whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def endless(value: Fraction) -> bool:
    """True for a number so large that it stands for "no end" in whatever unit."""
    return abs(value) >= 10**40


def json_value(value: Fraction | tuple[Fraction, Fraction] | None) -> object:
    """One number or a pair of them for JSON; null for an end that is open."""
    if isinstance(value, tuple):
        return [None if endless(v) else json_number(v) for v in value]
    return json_number(value)
