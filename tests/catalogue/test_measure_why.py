"""Why a point stays open: the reason is in the match and is printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import catalogue
from catalogue.measure import ACROSS, HELD, PARTIAL, measure, read_given
from catalogue.packs import bundled_packs, read_library
from catalogue.quantity import UnitTable
from catalogue.results import Match, Verdict
from catalogue.telling.tell import Teller
from catalogue.text import Normaliser

LIBRARY = read_library(bundled_packs())
UNITS = UnitTable.read(Path(catalogue.__file__).parent / "units.yaml")
NORMALISER = Normaliser()
ON = dt.date(2026, 11, 21)


def match(name: str, value: str, code: str, point: str | None, edition: str) -> Match:
    given = read_given(LIBRARY, UNITS, NORMALISER, [(name, value)])
    found = measure(LIBRARY, UNITS, NORMALISER, given, edition=edition, as_of=ON)
    return next(m for m in found if (m.code, m.point) == (code, point))


@pytest.mark.parametrize(
    ("name", "value", "code", "point", "edition", "reason"),
    [
        ("探测距离", "1.5~2.5 km", "233914X", None, "2025-07", ACROSS),
        ("比容量", "165 mAh/g", "252604X", "2", "2025-07", PARTIAL),
        ("续航时间", "90 min", "9A012", "a.2", "2024-51", PARTIAL),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_open_point_says_why(
    name: str, value: str, code: str, point: str | None, edition: str, reason: object, lang: str
) -> None:
    found = match(name, value, code, point, edition)
    assert found.verdict is Verdict.OPEN
    assert reason in found.why
    (line,) = [text for text in Teller(lang).measure([found]) if found.why[0].in_language(lang) in text]
    assert line.startswith("    待定的原因：" if lang == "zh" else "    why it stays open: ")


def test_what_a_stale_measure_would_capture_says_so() -> None:
    given = read_given(LIBRARY, UNITS, NORMALISER, [("压实密度", "2.6 g/cm3"), ("克容量", "165 mAh/g")])
    found = measure(LIBRARY, UNITS, NORMALISER, given, edition="2025-58", as_of=ON)
    first = next(m for m in found if m.point == "a.1")
    assert (first.verdict, HELD in first.why) == (Verdict.OPEN, True)


def test_what_is_decided_or_only_waits_for_other_values_gives_no_reason() -> None:
    captured = match("探测距离", "3 km", "233914X", None, "2025-07")
    waiting = match("探测距离", "1 km", "233914X", None, "2025-07")
    assert [(m.verdict, m.why) for m in (captured, waiting)] == [(Verdict.CAPTURED, ()), (Verdict.OPEN, ())]
    assert not any("why it stays open" in line for line in Teller("en").measure([captured, waiting]))
