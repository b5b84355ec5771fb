"""Working days: the data against an independent calendar, counts by hand, years without data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import chinese_calendar
import pytest

from catalogue.problems import BadInput
from catalogue.workdays import WorkCalendar, bundled_calendar


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return WorkCalendar.read(bundled_calendar())


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_agrees_with_an_independent_calendar(calendar: WorkCalendar, year: int) -> None:
    day = dt.date(year, 1, 1)
    while day.year == year:
        assert calendar.is_working(day) == chinese_calendar.is_workday(day), day
        day += dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-06-01", 15, "2026-06-23"),
        ("2026-06-01", 30, "2026-07-14"),
        ("2024-12-31", 1, "2025-01-02"),
        ("2026-11-23", 28, "2026-12-31"),
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_counts(calendar: WorkCalendar, start: str, count: int, due: str) -> None:
    assert calendar.add_working_days(dt.date.fromisoformat(start), count).due == dt.date.fromisoformat(due)


def test_a_count_into_a_year_without_data_has_no_end_and_names_the_year(calendar: WorkCalendar) -> None:
    counted = calendar.add_working_days(dt.date(2026, 11, 23), 30)
    assert counted.due is None
    assert "2027" in counted.why.zh
    assert "28 of 30" in counted.why.en


def test_a_start_before_the_data_is_not_guessed(calendar: WorkCalendar) -> None:
    assert calendar.add_working_days(dt.date(2023, 12, 1), 5).due is None
    assert calendar.is_working(dt.date(2023, 12, 1)) is None


@pytest.mark.parametrize(
    "off", ["[[2030-01-03, 2030-01-01]]", "[[2030-01-01]]", "[2030-01-01]", "[[2031-01-01, 2031-01-02]]", "[[x, y]]"]
)
def test_a_faulty_year_is_refused_with_its_file(tmp_path: Path, off: str) -> None:
    text = f"year: 2030\nsource: none\nchecked: official\noff: {off}\nworking_weekends: []\n"
    (tmp_path / "2030.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"calendar/2030\.yaml:"):
        WorkCalendar.read(tmp_path)
