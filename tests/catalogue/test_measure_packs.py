"""Measured values against the control points of the bundled packs, by date and edition."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from fractions import Fraction

import pytest
from measure_desk import (
    NORMALISER,
    TABLE,
    values,
)

from catalogue.measure import judge, limb_problems, measure, read_given
from catalogue.model import (
    Catalogue,
    Check,
    Limb,
    LimbTree,
    Op,
    Point,
    Quantity,
    State,
    Words,
)
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.results import Match, Verdict


@pytest.fixture(scope="module")
def packs() -> Library:
    return read_library(bundled_packs())


def run(packs: Library, *texts: str, about: str = "", edition: str = "in-force", on: str = "2026-11-21") -> list[Match]:
    given = values(*texts, of=packs)
    day = dt.date.fromisoformat(on)
    return list(measure(packs, TABLE, NORMALISER, given, about=about, catalogue="cn-tech", edition=edition, as_of=day))


def test_every_limb_of_the_bundled_packs_can_be_read(packs: Library) -> None:
    assert limb_problems(packs, TABLE) == ()


def test_range_and_accuracy_of_a_lidar(packs: Library) -> None:
    (match,) = run(packs, "探测距离=3.2 km", "测距精度=0.25 cm", about="激光雷达")
    assert (match.code, match.edition, match.state, match.verdict) == (
        "233914X",
        "2025-07",
        State.IN_FORCE,
        Verdict.CAPTURED,
    )
    limbs = {limb["quantity"]: limb for limb in match.as_json()["limbs"]}  # type: ignore[attr-defined, index, union-attr]
    assert (limbs["detection_range"]["met"], limbs["detection_range"]["margin"]) == (True, 1.6)
    assert (limbs["ranging_accuracy"]["met"], limbs["ranging_accuracy"]["margin"]) == (False, 1.25)
    assert set(match.unknown) == {"peak_power", "pulse_width", "angular_accuracy", "angular_resolution"}


AT128 = ("探测距离=1-210 m", "测距精度=3 cm", "水平角分辨率=0.1°", "垂直角分辨率=0.2°")
AT_EVERY_LIMIT = (
    *("脉宽=1 ns", "峰值功率=30 kW", "探测距离=2,000 m"),
    *("角准度=40 μrad", "角分辨率=20 μrad", "测距精度=2 mm"),
)


ORDINARY = ("探测距离=200 m", "测距精度=3 cm", "峰值功率=10 kW", "角准度=100 μrad", "角分辨率=0.1°")


LFP = ("压实密度=2.60 g/cc @ 220 MPa", "克容量=161 mAh/g @ 0.1C", "首效=97.5 %")


@pytest.mark.parametrize(
    ("case", "texts", "expected"),
    [
        ("T-001", AT128, Verdict.OPEN),
        ("T-002", (*ORDINARY, "脉宽=0.9 ns"), Verdict.CAPTURED),
        ("T-003", AT_EVERY_LIMIT, Verdict.NOT_CAPTURED),
        ("range", ("range=3200 m",), Verdict.CAPTURED),
        ("T-005", ("角分辨率=0.0012°",), Verdict.OPEN),
        ("T-005 whole", (*ORDINARY[:4], "脉宽=5 ns", "角分辨率=0.0012°"), Verdict.NOT_CAPTURED),
        ("degree", ("角分辨率=0.0008°",), Verdict.CAPTURED),
        ("arcsec", ("角分辨率=3 arcsec",), Verdict.CAPTURED),
        ("mu", ("角分辨率=15 μrad",), Verdict.CAPTURED),
        ("micro", ("角分辨率=15 µrad",), Verdict.CAPTURED),
        ("T-007 below", ("角准度=0.0022°",), Verdict.CAPTURED),
        ("T-007 above", ("角准度=0.0023°",), Verdict.OPEN),
        ("T-007 above whole", (*ORDINARY[:3], "脉宽=5 ns", "角分辨率=0.1°", "角准度=0.0023°"), Verdict.NOT_CAPTURED),
    ],
)
def test_lidar(packs: Library, case: str, texts: tuple[str, ...], expected: Verdict) -> None:
    (match,) = [m for m in run(packs, *texts) if m.code == "233914X"]
    assert match.verdict is expected, case


def test_an_ordinary_automotive_lidar_leaves_three_limbs_unknown(packs: Library) -> None:
    (match,) = [m for m in run(packs, *AT128) if m.code == "233914X"]
    assert match.unknown == ("peak_power", "pulse_width", "angular_accuracy")


@pytest.mark.parametrize(
    ("case", "text", "edition", "expected"),
    [
        ("T-020", "机器翻译得分=4.6/5", "2023", Verdict.CAPTURED),
        ("T-020 at the limit", "机器翻译得分=4.5/5", "2023", Verdict.NOT_CAPTURED),
        ("T-032 new", "运算次数=5e13 ops", "2023", Verdict.NOT_CAPTURED),
        ("T-032 old", "运算次数=5e13 ops", "2020", Verdict.CAPTURED),
        ("old limit", "运算次数=1.3e11", "2020", Verdict.CAPTURED),
        ("old limit in words", "运算次数=1300亿次", "2020", Verdict.CAPTURED),
        ("below", "运算次数=1299亿次", "2020", Verdict.NOT_CAPTURED),
        ("T-034", "运算次数=97 TFLOPS", "2023", Verdict.OPEN),
        ("T-036", "DPI速率=500 Gbps", "2023", Verdict.CAPTURED),
        ("T-036 below", "DPI速率=499.9 Gbps", "2023", Verdict.NOT_CAPTURED),
    ],
)
def test_information_processing(packs: Library, case: str, text: str, edition: str, expected: Verdict) -> None:
    (match,) = run(packs, text, edition=edition)
    assert match.verdict is expected, case


@pytest.mark.parametrize(
    ("case", "texts", "on", "expected"),
    [
        ("T-049", LFP, "2025-07-15", [Verdict.CAPTURED]),
        ("T-051", LFP, "2025-07-14", []),
        ("T-052", ("压实密度=2.52 g/cm3", "克容量=157 mAh/g"), "2026-11-21", [Verdict.NOT_CAPTURED]),
        ("density alone", LFP[:1], "2026-11-21", [Verdict.OPEN]),
        ("pressed at 300 MPa", ("压实密度=2.60 g/cc @ 300 MPa", *LFP[1:]), "2026-11-21", [Verdict.OPEN]),
    ],
)
def test_cathode_material(packs: Library, case: str, texts: tuple[str, ...], on: str, expected: list[Verdict]) -> None:
    matches = [m for m in run(packs, *texts, on=on) if m.code == "252604X" and m.point == "1"]
    assert [m.verdict for m in matches] == expected, case


def test_every_loaded_limb_turns_at_its_threshold(packs: Library) -> None:
    """Just above and just below every threshold of every bundled pack, in the limb's own unit."""
    turned = 0
    for catalogue in packs.catalogues.values():
        for point_of in (p for e in catalogue.editions for n in e.entries for p in n.points if p.tree):
            for limb in point_of.tree.limbs() if point_of.tree else ():
                if limb.op is Op.BETWEEN or not limb.checked.decides:
                    continue
                quantity = catalogue.quantities[limb.quantity]
                step = abs(limb.values[0]) / 1000 or Fraction(1)
                met = [_limb_met(packs, catalogue, limb, quantity, limb.values[0] + d) for d in (-step, 0, step)]
                assert met == _expected(limb.op), (catalogue.id, limb)
                turned += 1
    assert turned > 15


def _expected(op: Op) -> list[bool]:
    return {
        Op.GT: [False, False, True],
        Op.GE: [False, True, True],
        Op.LT: [True, False, False],
        Op.LE: [True, True, False],
        Op.EQ: [False, True, False],
    }[op]


def _limb_met(packs: Library, catalogue: Catalogue, limb: Limb, quantity: Quantity, value: Fraction) -> bool | None:
    held = replace(packs, catalogues={catalogue.id: replace(catalogue, quantities={quantity.id: quantity})})
    number = f"{value.numerator}/{value.denominator}" if not _ends(value) else str(float(value))
    if not math.isclose(float(Fraction(number)), float(value)):
        raise AssertionError(number)
    given = read_given(held, TABLE, NORMALISER, [(quantity.id, f"{number} {limb.unit}")])
    one = Point(None, Words("x"), LimbTree("all", (limb,)), checked=Check.OFFICIAL)
    return judge(one, catalogue.quantities, given)[1][0].met


def _ends(value: Fraction) -> bool:
    return Fraction(str(float(value))) == value
