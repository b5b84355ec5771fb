"""Threshold axes as plain values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import Words
from catalogue.results import LimbResult
from gui.widgets.axis_layout import layout


def limb(op: str, threshold: object, value: object = None) -> LimbResult:
    def exact(number: object) -> object:
        if isinstance(number, tuple):
            return tuple(Fraction(n) for n in number)
        return None if number is None else Fraction(str(number))

    return LimbResult("range", Words("探测距离", "range"), op, exact(threshold), "km", exact(value), "")  # type: ignore[arg-type]


def test_greater_than_captures_the_right_side() -> None:
    row = layout(limb("gt", 2, 3))
    assert row.captured == (row.thresholds[0].at, 1.0)
    assert row.given is not None
    assert row.thresholds[0].at < row.given[0] < 1


def test_less_than_captures_the_left_side() -> None:
    row = layout(limb("lt", 2, 3))
    assert row.captured == (0.0, row.thresholds[0].at)


def test_between_captures_the_middle() -> None:
    row = layout(limb("between", (120, 150)))
    assert row.captured == (row.thresholds[0].at, row.thresholds[1].at)
    assert row.given is None


def test_a_point_value_still_has_width() -> None:
    low, high = layout(limb("eq", 5)).captured
    assert low < high


def test_two_decades_are_linear_and_more_is_logarithmic() -> None:
    assert not layout(limb("lt", 20, 2000)).logarithmic
    row = layout(limb("lt", 20, 2001))
    assert row.logarithmic
    assert row.value_at(row.thresholds[0].at) == pytest.approx(20)


def test_zero_and_negative_values_stay_linear() -> None:
    assert not layout(limb("gt", 100_000, 0)).logarithmic
    assert layout(limb("lt", -40, 20)).low < -40


def test_an_end_left_open_reaches_the_edge_and_sets_no_scale() -> None:
    row = layout(limb("gt", 2, (3, 10**60)))
    assert row.high < 10
    assert row.given is not None
    assert row.given[1] == 1.0
    assert layout(limb("lt", 2, (-(10**60), 1))).given == (0.0, layout(limb("lt", 2, 1)).given[0])  # type: ignore[index]


def test_a_range_is_a_stretch() -> None:
    row = layout(limb("gt", 2, (1, 3)))
    assert row.given is not None
    assert row.given[0] < row.thresholds[0].at < row.given[1]


numbers = st.fractions(min_value=Fraction(1, 10**9), max_value=10**15)


@given(st.sampled_from(["gt", "ge", "lt", "le", "eq"]), numbers, numbers)
def test_everything_stays_on_the_axis_and_in_order(op: str, threshold: Fraction, value: Fraction) -> None:
    row = layout(LimbResult("q", Words("量", "q"), op, threshold, "m", value, ""))
    assert row.given is not None
    places = [row.thresholds[0].at, *row.given, *(t.at for t in row.ticks), *row.captured]
    assert all(-1e-9 <= p <= 1 + 1e-9 for p in places)
    assert (
        (row.thresholds[0].at < row.given[0]) == (threshold < value)
        or threshold == value
        or (abs(row.thresholds[0].at - row.given[0]) < 1e-9)
    )
    assert 1 <= len(row.ticks) <= 12
    assert row.value_at(row.given[0]) == pytest.approx(float(value), rel=1e-6)
