"""Where things stand on a threshold axis: a limb -> positions between 0 and 1. No Qt.

Values that flow: `LimbResult` -> `AxisRow`. The hard problem is the scale: values that span more than two decades
need a logarithmic axis, but a limb with zero or a negative value cannot have one. Rejected: one axis for all
limbs of a point; their units differ.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from catalogue.results import LimbResult, endless

LOG_SPAN = 100
EDGE = 0.012
_ROUND_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: where (0 left, 1 right) and for which value."""

    at: float
    value: Fraction


@dataclass(frozen=True, slots=True)
class AxisRow:
    """One axis: its scale, the captured stretch, threshold ticks, round ticks, and the given value's stretch."""

    logarithmic: bool
    low: float
    high: float
    captured: tuple[float, float]
    thresholds: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    given: tuple[float, float] | None
    met: bool | None

    def value_at(self, at: float) -> float:
        """The value a place on the axis stands for; the inverse of the layout."""
        at = min(1.0, max(0.0, at))
        if self.logarithmic:
            return 10 ** (math.log10(self.low) + at * (math.log10(self.high) - math.log10(self.low)))
        return self.low + at * (self.high - self.low)


def layout(limb: LimbResult) -> AxisRow:
    """The axis of one limb."""
    thresholds = _values(limb.threshold)
    given = _values(limb.given)
    every = [float(v) for v in thresholds + given if not endless(v)]
    logarithmic = min(every) > 0 and max(every) / min(every) > LOG_SPAN
    low, high = _bounds(every, logarithmic)
    row = AxisRow(logarithmic, low, high, (0.0, 0.0), (), (), None, limb.met)
    ticks = tuple(Tick(_place(row, v), v) for v in thresholds)
    stretch = (_reach(row, given[0]), _reach(row, given[-1])) if given else None
    return AxisRow(logarithmic, low, high, _captured(limb.op, ticks), ticks, _round_ticks(row), stretch, limb.met)


def _values(value: Fraction | tuple[Fraction, Fraction] | None) -> list[Fraction]:
    if value is None:
        return []
    return list(value) if isinstance(value, tuple) else [value]


def _bounds(every: list[float], logarithmic: bool) -> tuple[float, float]:
    least, most = min(every), max(every)
    if logarithmic:
        return least / 3, most * 3
    if least >= 0:
        return 0.0, most * 1.5 or 1.0
    room = max(most - least, abs(most), abs(least)) * 0.4
    return least - room, most + room


def _place(row: AxisRow, value: Fraction) -> float:
    number = float(value)
    if row.logarithmic:
        low, high = math.log10(row.low), math.log10(row.high)
        return (math.log10(number) - low) / (high - low)
    return (number - row.low) / (row.high - row.low)


def _reach(row: AxisRow, value: Fraction) -> float:
    """Where an end of the given stretch is drawn; the edge of the axis for one that was left open."""
    return (1.0 if value > 0 else 0.0) if endless(value) else _place(row, value)


def _captured(op: str, ticks: tuple[Tick, ...]) -> tuple[float, float]:
    first, last = ticks[0].at, ticks[-1].at
    if op in ("gt", "ge"):
        return first, 1.0
    if op in ("lt", "le"):
        return 0.0, first
    if op == "between":
        return first, last
    return max(0.0, first - EDGE), min(1.0, first + EDGE)


def _round_ticks(row: AxisRow) -> tuple[Tick, ...]:
    if row.logarithmic:
        first, last = math.ceil(math.log10(row.low)), math.floor(math.log10(row.high))
        step = max(1, (last - first) // 5)
        values = [Fraction(10) ** power for power in range(first, last + 1, step)]
    else:
        step = _round_step((row.high - row.low) / 4)
        count = math.floor((row.high - row.low) / step) + 1
        start = math.ceil(row.low / step)
        exact = Fraction(str(step))
        values = [exact * (start + i) for i in range(count + 1)]
    return tuple(Tick(at, v) for v in values if 0.0 <= (at := _place(row, v)) <= 1.0)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s for s in _ROUND_STEPS if s * power >= rough * 0.999)
    return float(f"{step * power:.6g}")
