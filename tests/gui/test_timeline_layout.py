"""Time lines as plain values."""

from __future__ import annotations

import datetime as dt

import pytest

from catalogue.model import Words
from catalogue.obligations import timed
from catalogue.results import Obligation
from gui.widgets.timeline_layout import LONGEST_SPAN, layout

TODAY = dt.date(2026, 11, 20)


def step(name: str, start: dt.date | None, due: dt.date | None, gate: bool = False) -> Obligation:
    nothing = Words()
    return Obligation(name, Words(name), nothing, nothing, (), None, "none", start, due, nothing, gate, ())


def weekend(day: dt.date) -> bool | None:
    return None if day.year > 2026 else day.weekday() >= 5


def test_bars_stand_on_their_dates() -> None:
    line = layout((step("loi", TODAY, TODAY + dt.timedelta(days=42)),), TODAY, weekend)
    bar = line.bars[0]
    assert bar.start == line.today
    assert bar.end is not None
    assert line.first + round(bar.end * (line.last - line.first).days) * dt.timedelta(days=1) == dt.date(2027, 1, 1)


def test_undated_steps_get_no_place() -> None:
    line = layout((step("later", None, None),), TODAY, weekend)
    assert line.bars[0].start is None
    assert not line.dated


def test_days_off_are_shaded_and_years_without_data_are_not() -> None:
    line = layout((step("loi", TODAY, dt.date(2027, 1, 31)),), TODAY, weekend)
    span = (line.last - line.first).days
    shaded = [line.first + dt.timedelta(days=round(s * span)) for s, _ in line.shaded]
    assert dt.date(2026, 11, 21) in shaded
    assert all(day.year == 2026 for day in shaded)


def test_a_gate_is_marked() -> None:
    assert layout((step("hold", TODAY, TODAY, gate=True),), TODAY, weekend).bars[0].gate


def test_the_picture_stands_on_the_days_the_files_are_written_from() -> None:
    steps = (step("loi", TODAY, TODAY + dt.timedelta(days=42)), step("done", TODAY, None), step("later", None, None))
    line = layout(steps, TODAY, weekend)
    span = (line.last - line.first).days
    for one, bar in zip(timed(steps), line.bars, strict=True):
        drawn = [
            None if at is None else line.first + dt.timedelta(days=round(at * span)) for at in (bar.start, bar.end)
        ]
        assert (bar.obligation, drawn) == (one.step, [one.start, one.end])


@pytest.mark.parametrize("far", [dt.date.max, dt.date.min])
def test_a_day_beyond_the_picture_stands_at_its_edge(far: dt.date) -> None:
    line = layout((step("far", TODAY, far), step("loi", TODAY, TODAY + dt.timedelta(days=42))), TODAY, weekend)
    assert (line.last - line.first).days <= LONGEST_SPAN
    edge = line.bars[0].end if far > TODAY else line.bars[0].start
    assert edge == (1.0 if far > TODAY else 0.0)
    assert line.bars[1].start == line.today
    assert layout((step("end", far, far),), far, weekend).bars[0].start is not None
