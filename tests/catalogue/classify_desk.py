"""A desk for classification tests: bundled data read once, matters from short texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import catalogue
from catalogue.classify import classify
from catalogue.matter import Matter
from catalogue.matterschema import parse_matter
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.quantity import UnitTable
from catalogue.results import Classification, Finding
from catalogue.rules import Rules, bundled_rules, read_rules
from catalogue.text import Normaliser
from catalogue.workdays import WorkCalendar, bundled_calendar


@dataclass(frozen=True, repr=False)
class Desk:
    """Everything classify needs; it says nothing of itself, for a failing try prints its arguments."""

    library: Library
    units: UnitTable
    normaliser: Normaliser
    calendar: WorkCalendar
    rules: Rules

    @classmethod
    def bundled(cls) -> Desk:
        """The desk over the bundled data."""
        units = UnitTable.read(Path(catalogue.__file__).parent / "units.yaml")
        calendar, rules = WorkCalendar.read(bundled_calendar()), read_rules(bundled_rules())
        return cls(read_library(bundled_packs(), None), units, Normaliser(), calendar, rules)

    def classify(self, matter: Matter | str) -> Classification:
        """The classification of a matter or of its text."""
        value = parse_matter(matter, "matter") if isinstance(matter, str) else matter
        return classify(value, self.library, self.units, self.normaliser, self.calendar, self.rules)


def matter_text(
    name: str = "车载激光雷达",
    *,
    measured: str = "{}",
    entries: str = "[]",
    as_of: str = "2026-11-20",
    technology: str = "",
    transfer: str = "modes: [patent_licence, know_how], direction: outbound, exclusive: false, continuing: true",
    rest: str = "",
) -> str:
    """A matter with one technology; `technology`, `transfer` and `rest` add to it."""
    more = f", {technology}" if technology else ""
    return (
        f"matter: {{as_of: {as_of}}}\n"
        f"technology:\n  - {{name: '{name}', measured: {measured}, entries: {entries}{more}}}\n"
        f"transfer: {{{transfer}}}\n{rest}\n"
    )


def finding(result: Classification, code: str, point: str | None = None, regime: str = "cn-tech") -> Finding:
    """The finding about a code and point."""
    found = result.regime(regime)
    assert found is not None
    return next(f for f in found.entries if f.code == code and f.point == point and f.state != "draft")


def question_ids(result: Classification, regime: str = "cn-tech") -> list[str]:
    """The ids of the open questions of a regime."""
    found = result.regime(regime)
    return [q.id for q in found.open_questions] if found else []
