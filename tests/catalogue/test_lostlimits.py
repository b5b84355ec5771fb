"""An amended point whose limits fell away is open, never passed over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from measure_desk import FAR, NORMALISER, SHORT, TABLE, TODAY, library, point, values

from catalogue.importers.prc.open import without_limits
from catalogue.lostlimits import lost_points
from catalogue.measure import measure
from catalogue.model import Edition, Point, Words
from catalogue.packs import Library
from catalogue.results import Match, Verdict

ONE = replace(point(FAR), text=Words("距离大于2 km"))
TWO = replace(point(SHORT), no="2", text=Words("宽度小于1 ns"))
PLAIN = Point("3", Words("其他"))


def amended(*after: Point) -> Library:
    """A library whose edition in force amends one with the points ONE, TWO and PLAIN."""
    held = library(ONE, TWO, PLAIN).catalogues["t"]
    base = replace(held.editions[0], superseded_on=dt.date(2026, 1, 1))
    entry = replace(base.entries[0], points=after)
    new = Edition("2", "t", Words("二"), "令2号", "in_force", effective=dt.date(2026, 1, 1), inherits="1")
    editions = (base, replace(new, entries=(entry,)))
    return Library({"t": replace(held, editions=editions)}, (), "")


def matches(of: Library, *texts: str) -> tuple[Match, ...]:
    return measure(of, TABLE, NORMALISER, values(*texts, of=of), as_of=TODAY)


NEW_ONE = Point("1", Words("距离大于3 km"))


@pytest.mark.parametrize(
    ("after", "text", "points"),
    [
        ((NEW_ONE, TWO, PLAIN), "距离=2.5 km", ["1"]),
        ((NEW_ONE, TWO, PLAIN), "宽度=0.5 ns", ["2"]),
        ((replace(NEW_ONE, no="4"), TWO, PLAIN), "距离=2.5 km", ["4"]),
        ((Point("1", Words("全部改写，距离大于3 km")), Point("2", Words("宽度小于2 ns"))), "距离=2.5 km", ["1", "2"]),
        ((TWO, PLAIN), "距离=2.5 km", []),
        ((ONE, TWO, Point("3", Words("另行改写"))), "距离=1 km", ["1"]),
    ],
)
def test_an_amended_point_without_its_limits_is_open(after: tuple[Point, ...], text: str, points: list[str]) -> None:
    found = matches(amended(*after), text)
    assert [match.point for match in found] == points
    for match in found:
        if not match.limbs:
            assert match.verdict is Verdict.OPEN
            assert "not loaded" in match.why[0].en
            assert len(match.unknown) == 1


def test_the_entry_itself_says_so() -> None:
    before = library(ONE, TWO, PLAIN).catalogues["t"].editions[0].entries[0]
    after, remarks = without_limits(before, replace(before, points=(NEW_ONE, TWO, PLAIN)), "令2号")
    assert [p.partial for p in after.points] == [True, False, False]
    assert "令2号" in after.notes.zh
    assert len(remarks) == 1
    assert without_limits(before, before, "令2号") == (before, ())
    assert list(lost_points(before, before)) == []
