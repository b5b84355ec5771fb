"""Small catalogues, values and verdicts for the tests of measuring."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from catalogue.measure import Given, judge, pair, read_given
from catalogue.model import (
    Catalogue,
    Check,
    Edition,
    Entry,
    Limb,
    LimbTree,
    Op,
    Point,
    Quantity,
    Words,
)
from catalogue.packs import Library
from catalogue.results import LimbResult, Verdict
from catalogue.text import Normaliser
from catalogue.units import UnitTable

TABLE = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")


NORMALISER = Normaliser()


TODAY = dt.date(2026, 11, 21)


PRESSED = Words("220 MPa下", "at 220 MPa")


QUANTITIES = {
    q.id: q
    for q in (
        Quantity("distance", Words("距离", "distance"), "length", ("range", "射程")),
        Quantity("width", Words("宽度", "width"), "time"),
        Quantity("warmth", Words("温度", "temperature"), "temperature"),
        Quantity("density", Words("密度", "density"), "mass_density"),
        Quantity("operations", Words("运算次数", "operations"), "operations"),
        Quantity("score", Words("得分", "score"), "score", maximum=Fraction(5)),
        Quantity("share", Words("含量", "share"), "ratio"),
    )
}


FAR = Limb("distance", Op.GT, (Fraction(2),), "km")


SHORT = Limb("width", Op.LT, (Fraction(1),), "ns")


DENSE = Limb("density", Op.GE, (Fraction("2.58"),), "g/cc", condition=PRESSED)


def point(*parts: Limb | LimbTree, kind: str = "any", **more: object) -> Point:
    return replace(Point("1", Words("点", "point"), LimbTree(kind, parts), checked=Check.SEED), **more)  # type: ignore[arg-type]


def library(*points: Point, **more: object) -> Library:
    entry = Entry("t.lidar", "233914X", Words("激光雷达系统", "LiDAR systems"), None, points=points)
    edition = Edition("1", "t", Words("一"), "令1号", "in_force", effective=dt.date(2020, 1, 1), entries=(entry,))
    edition = replace(edition, **more)  # type: ignore[arg-type]
    catalogue = Catalogue(
        *("t", Words("目录"), "control-list", "CN", Words(), ".*", Words(), ""),
        editions=(edition,),
        quantities=QUANTITIES,
        synonyms=(("激光雷达", "LiDAR", "laser radar"),),
    )
    return Library({"t": catalogue}, (), "")


def values(*texts: str, of: Library | None = None) -> tuple[Given, ...]:
    return read_given(of or library(), TABLE, NORMALISER, [pair(t) for t in texts])


def verdict(one: Point, *texts: str) -> tuple[Verdict, tuple[LimbResult, ...], tuple[str, ...]]:
    decided, limbs, _, unknown = judge(one, QUANTITIES, values(*texts))
    return decided, limbs, unknown
