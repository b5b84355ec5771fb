"""Working days of the PRC: weekends, statutory days off and made-up working weekends, one file per year.

Values that flow: a start day and a count -> `DayCount` (the due day, or why there is none). The hard problem: a
deadline that runs into a year whose notice is not loaded; it has no due date and the reason names the year.
Rejected: estimating the missing year from weekends alone; it is wrong by a week around Spring Festival.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import Node, Scalar, Sequence, read_yaml

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
END_OF_TIME = Words("超出日历范围，无法推算", "beyond the calendar; not counted")


@dataclass(frozen=True, slots=True)
class Year:
    """The days of one year that differ from the plain week."""

    year: int
    off: frozenset[dt.date]
    working: frozenset[dt.date]
    source: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """The end of a count. `due` None: `why` says which year has no data, and `not_before` is the earliest day the end
    could fall on if every day of that year were worked; None where the count runs backwards.
    """

    due: dt.date | None
    why: Words = Words()
    not_before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """All years loaded."""

    years: dict[int, Year]

    @classmethod
    def read(cls, folder: Path) -> WorkCalendar:
        """The calendar in a folder of `<year>.yaml` files. Raises BadInput naming file and line."""
        problems: list[Problem] = []
        years = [_read_year(path, problems) for path in sorted(folder.glob("*.yaml"))]
        if problems:
            raise BadInput(*problems)
        return cls({year.year: year for year in years if year is not None})

    def is_working(self, day: dt.date) -> bool | None:
        """Whether offices work that day; None where the year has no data."""
        year = self.years.get(day.year)
        if year is None:
            return None
        return day in year.working or (day.weekday() < SATURDAY and day not in year.off)

    def add_working_days(self, start: dt.date, count: int) -> DayCount:
        """The `count`-th working day after `start`; the day after `start` is the first that can count."""
        day, left = start, count
        while left > 0:
            if day == dt.date.max:
                return DayCount(None, END_OF_TIME)
            day += ONE_DAY
            working = self.is_working(day)
            if working is None:
                earliest = day + min(ONE_DAY * (left - 1), dt.date.max - day)
                return DayCount(None, _no_data(day.year, count - left, count, earliest), earliest)
            left -= working
        return DayCount(day)

    def working_days_before(self, end: dt.date, count: int) -> DayCount:
        """The `count`-th working day before `end`; `end` itself never counts."""
        day, left = end, count
        while left > 0:
            if day == dt.date.min:
                return DayCount(None, END_OF_TIME)
            day -= ONE_DAY
            working = self.is_working(day)
            if working is None:
                return DayCount(None, _no_data_back(day.year, count))
            left -= working
        return DayCount(day)


def _no_data(year: int, counted: int, count: int, earliest: dt.date) -> Words:
    return Words(
        zh=f"{year}年的放假安排未载入：{count}个工作日中已数到{counted}个，余下在{year}年，无法推算届满日；不会早于{earliest}",
        en=f"no working-day data for {year}: {counted} of {count} working days fall before it, "
        f"the rest cannot be counted; the end is not before {earliest}",
    )


def _no_data_back(year: int, count: int) -> Words:
    return Words(
        zh=f"{year}年的放假安排未载入，无法倒推{count}个工作日",
        en=f"no working-day data for {year}: {count} working days cannot be counted back through it",
    )


def bundled_calendar() -> Path:
    """The folder that ships with the program."""
    return Path(__file__).parent / "calendar"


def _read_year(path: Path, problems: list[Problem]) -> Year | None:
    name = f"calendar/{path.name}"
    fields = Fields(read_yaml(path, name), "a calendar year", name, problems)
    year = fields.whole("year", required=True)
    source = fields.text("source", required=True)
    fields.choice("checked", ("official", "secondary"), required=True)
    off = [day for node in fields.nodes("off") for day in _days(fields, node)]
    working = [day for text in fields.texts("working_weekends") if (day := _date(fields, text))]
    fields.finish()
    for day in (*off, *working):
        if day.year != year:
            fields.complain("year", f"{day} is not a day of {year}")
    return Year(year, frozenset(off), frozenset(working), source) if year else None


def _days(fields: Fields, node: Node) -> list[dt.date]:
    """Every day of a [first, last] range; complains about anything else."""
    items = node.items if isinstance(node, Sequence) else ()
    ends = [day for item in items if isinstance(item, Scalar) and (day := _date(fields, item.text))]
    if len(ends) != 2 or ends[0] > ends[1]:
        fields.complain("off", "a range of days off needs a first and a last day", "write [2026-01-01, 2026-01-03]")
        return []
    first, last = ends
    return [first + ONE_DAY * n for n in range((last - first).days + 1)]


def _date(fields: Fields, text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        fields.complain("off", f"'{text}' is not a date of the calendar", "write it as 2026-11-20")
        return None
