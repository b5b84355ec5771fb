"""Where the steps stand on a time line: obligations -> rows with positions between 0 and 1. No Qt.

Values that flow: `Obligation`s -> `Timeline`. The hard problem: many steps have no date yet, and a picture must
not invent one; they are listed as rows without a bar, with the engine's own reason. Hard gates with a date are
vertical lines. Rejected: placing undated steps "after" others; order is not a date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from catalogue.obligations import TimedStep, timed
from catalogue.results import Obligation

LEAST_SPAN = 21
LONGEST_SPAN = 3660
"""Days shown at most; what lies further (a validity written as 9999) stands at the edge."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One step. `start` and `end` are None where no date is known."""

    obligation: Obligation
    start: float | None
    end: float | None
    gate: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture between two days. `shaded` are stretches of days off, `months` the month marks."""

    first: dt.date
    last: dt.date
    bars: tuple[Bar, ...]
    today: float | None
    shaded: tuple[tuple[float, float], ...]
    months: tuple[tuple[float, dt.date], ...]

    @property
    def dated(self) -> bool:
        """True where at least one step has a date."""
        return any(bar.start is not None for bar in self.bars)


def layout(obligations: tuple[Obligation, ...], today: dt.date, day_off: Callable[[dt.date], bool | None]) -> Timeline:
    """The time line of all steps. `day_off` answers None for a year it has no data for; such days stay plain."""
    steps = timed(obligations)
    dates = [d for one in steps for d in (one.start, one.end) if d] + [today]
    nearest = max(min(dates).toordinal(), today.toordinal() - LONGEST_SPAN // 2)
    first = dt.date.fromordinal(max(nearest - 3, 1))
    reach = max(LEAST_SPAN, min(max(dates).toordinal() + 4 - first.toordinal(), LONGEST_SPAN))
    last = dt.date.fromordinal(min(first.toordinal() + reach, dt.date.max.toordinal()))
    span = (last - first).days

    def place(day: dt.date) -> float:
        return min(max((day - first).days / span, 0.0), 1.0)

    bars = tuple(_bar(one, place) for one in steps)
    days = [first + dt.timedelta(days=i) for i in range(span)]
    shaded = tuple((place(d), place(d + dt.timedelta(days=1))) for d in days if day_off(d))
    months = tuple((place(d), d) for d in days if d.day == 1)
    return Timeline(first, last, bars, place(today), shaded, months)


def _bar(one: TimedStep, place: Callable[[dt.date], float]) -> Bar:
    start, end = (place(day) if day else None for day in (one.start, one.end))
    return Bar(one.step, start, end, one.step.gate)
