"""Measured values against control points: small catalogues made here, then the bundled packs by date and edition."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from catalogue.measure import Given, judge, limb_problems, measure, pair, quantities_named, read_given, why_open
from catalogue.model import (
    Catalogue,
    Check,
    Edition,
    Entry,
    Limb,
    LimbTree,
    Op,
    Period,
    Point,
    Quantity,
    State,
    Words,
)
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.problems import BadInput
from catalogue.relevance import Topic
from catalogue.results import LimbResult, Match, Verdict
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


@pytest.mark.parametrize(
    ("op", "closed", "limits", "text", "met"),
    [
        (Op.GT, "both", "2", "2 km", False),
        (Op.GT, "both", "2", "2.0000000001 km", True),
        (Op.GE, "both", "2", "2000 m", True),
        (Op.LT, "both", "2", "2 km", False),
        (Op.LE, "both", "2", "2 km", True),
        (Op.EQ, "both", "2", "200000 cm", True),
        (Op.EQ, "both", "2", "2001 m", False),
        (Op.EQ, "both", "2", "1~3 km", None),
        (Op.BETWEEN, "both", "1 2", "1 km", True),
        (Op.BETWEEN, "left", "1 2", "2 km", False),
        (Op.BETWEEN, "left", "1 2", "1 km", True),
        (Op.BETWEEN, "right", "1 2", "1 km", False),
        (Op.BETWEEN, "right", "1 2", "2 km", True),
        (Op.BETWEEN, "none", "1 2", "1 km", False),
        (Op.BETWEEN, "none", "1 2", "0.5~1 km", False),
        (Op.BETWEEN, "none", "1 2", "1~2 km", None),
        (Op.BETWEEN, "both", "1 2", "0.5~3 km", None),
        (Op.BETWEEN, "both", "1 2", "1.2~1.8 km", True),
        (Op.GT, "both", "2", "2~3 km", None),
        (Op.GT, "both", "2", "2.1~3 km", True),
        (Op.GT, "both", "2", "1~2 km", False),
    ],
)
def test_a_limb_is_met_not_met_or_unknown(op: Op, closed: str, limits: str, text: str, met: bool | None) -> None:
    limb = Limb("distance", op, tuple(Fraction(v) for v in limits.split()), "km", closed)
    assert verdict(point(limb), f"距离={text}")[1][0].met is met


def test_margins_are_exact_and_only_for_single_values() -> None:
    def margin(limb: Limb, text: str) -> Fraction | None:
        return verdict(point(limb), text)[1][0].margin

    assert margin(FAR, "距离=3.2 km") == Fraction(8, 5)
    assert margin(FAR, "距离=2.1~3 km") is None
    assert margin(Limb("distance", Op.GT, (Fraction(0),), "km"), "距离=3 km") is None
    assert margin(Limb("warmth", Op.LE, (Fraction(-238),), "℃"), "温度=-240 ℃") is None
    assert margin(Limb("distance", Op.BETWEEN, (Fraction(1), Fraction(4)), "km"), "距离=3 km") is None


@pytest.mark.parametrize(
    ("kind", "texts", "expected", "unknown"),
    [
        ("any", ("距离=3 km",), Verdict.CAPTURED, ("width",)),
        ("any", ("距离=1 km",), Verdict.OPEN, ("width",)),
        ("any", ("距离=1 km", "宽度=1 ns"), Verdict.NOT_CAPTURED, ()),
        ("all", ("距离=3 km",), Verdict.OPEN, ("width",)),
        ("all", ("距离=1 km",), Verdict.NOT_CAPTURED, ("width",)),
        ("all", ("距离=3 km", "宽度=0.9 ns"), Verdict.CAPTURED, ()),
    ],
)
def test_any_and_all_with_unknown_limbs(
    kind: str, texts: tuple[str, ...], expected: Verdict, unknown: tuple[str, ...]
) -> None:
    decided, limbs, left = verdict(point(FAR, SHORT, kind=kind), *texts)
    assert (decided, left, len(limbs)) == (expected, unknown, 2)


def test_trees_inside_trees_and_their_numbers() -> None:
    nested = point(SHORT, LimbTree("all", (FAR, DENSE)))
    decided, _, tree, unknown = judge(nested, QUANTITIES, values("距离=3 km", "密度=2.6 g/cm3"))
    assert tree is not None
    assert tree.as_json() == {"any": [0, {"all": [1, 2]}]}
    assert (decided, unknown) == (Verdict.CAPTURED, ("width",))


answers = st.booleans() | st.none()
kinds = st.sampled_from(("any", "all"))
trees = st.recursive(answers, lambda inner: st.tuples(kinds, st.lists(inner, min_size=1, max_size=3)), max_leaves=6)


@for_all(trees)
def test_three_valued_logic_agrees_with_trying_every_completion(shape: object) -> None:
    """Unknown is right exactly when the unknown limbs can still turn the answer."""
    given_values = {True: "3 km", False: "1 km"}
    limbs: list[Limb] = []
    texts: list[str] = []
    known: dict[str, Quantity] = {}

    def build(node: object) -> Limb | LimbTree:
        if isinstance(node, tuple):
            return LimbTree(str(node[0]), tuple(build(n) for n in node[1]))
        name = f"q{len(limbs)}"
        known[name] = Quantity(name, Words(name), "length")
        limbs.append(replace(FAR, quantity=name))
        if node is not None:
            texts.append(f"{name}={given_values[bool(node)]}")
        return limbs[-1]

    tree = build(shape)
    whole = point(tree) if isinstance(tree, Limb) else replace(point(), tree=tree)
    held = replace(library(), catalogues={"t": replace(library().catalogues["t"], quantities=known)})
    missing = [n for n in known if not any(t.startswith(n + "=") for t in texts)]
    decided = judge(whole, known, values(*texts, of=held))[0]
    rows = ([f"{n}={given_values[v]}" for n, v in zip(missing, row, strict=True)] for row in _rows(len(missing)))
    completions = {judge(whole, known, values(*texts, *row, of=held))[0] for row in rows}
    assert decided is (completions.pop() if len(completions) == 1 else Verdict.OPEN)


def _rows(count: int) -> list[tuple[bool, ...]]:
    return [tuple(bool(n >> bit & 1) for bit in range(count)) for n in range(2**count)]


def test_an_unchecked_limb_is_shown_and_never_decides() -> None:
    doubtful = replace(FAR, checked=Check.UNCHECKED)
    decided, (limb,), unknown = verdict(point(doubtful), "距离=3 km")
    assert (decided, limb.met, limb.margin, limb.given, unknown) == (Verdict.OPEN, None, None, 3, ("distance",))
    assert verdict(point(FAR, checked=Check.UNCHECKED), "距离=1 km")[0] is Verdict.OPEN


def test_of_a_partial_point_only_a_failing_all_decides() -> None:
    assert verdict(point(FAR, kind="all", partial=True), "距离=3 km")[0] is Verdict.OPEN
    assert verdict(point(FAR, kind="all", partial=True), "距离=1 km")[0] is Verdict.NOT_CAPTURED
    assert verdict(point(FAR, kind="any", partial=True), "距离=1 km")[0] is Verdict.OPEN
    reasons = why_open(point(FAR, partial=True), QUANTITIES, values("距离=3 km"))
    assert any("一部分" in r.zh and r.en for r in reasons)


def test_another_counting_basis_is_a_question_not_a_number() -> None:
    counted = point(Limb("operations", Op.GE, (Fraction(97),), "万亿次"))
    decided, (limb,), unknown = verdict(counted, "运算次数=97 TFLOPS")
    assert (decided, limb.met, limb.given, unknown) == (Verdict.OPEN, None, None, ("operations",))
    assert limb.given_text == "97 TFLOPS"
    assert "计数基准" in why_open(counted, QUANTITIES, values("运算次数=97 TFLOPS"))[0].zh
    assert verdict(counted, "运算次数=97万亿次")[0] is Verdict.CAPTURED


def test_a_value_measured_under_another_condition_decides_nothing() -> None:
    assert verdict(point(DENSE), "密度=2.60 g/cc @ 220 MPa")[0] is Verdict.CAPTURED
    assert verdict(point(DENSE), "密度=2.60 g/cc @ 0.22 GPa")[0] is Verdict.CAPTURED
    assert verdict(point(DENSE), "密度=2.60 g/cc")[0] is Verdict.CAPTURED
    assert verdict(point(DENSE), "密度=2.60 g/cc @ 300 MPa")[0] is Verdict.OPEN
    assert verdict(point(DENSE), "密度=2.60 g/cc")[1][0].condition == PRESSED
    assert len(why_open(point(DENSE), QUANTITIES, values("密度=2.60 g/cc @ 300 MPa"))) == 1


def test_two_values_of_one_quantity_must_agree() -> None:
    assert verdict(point(FAR), "距离=3 km", "range=4 km")[0] is Verdict.CAPTURED
    decided, (limb,), _ = verdict(point(FAR), "距离=3 km", "range=1 km")
    assert (decided, limb.met, limb.given) == (Verdict.OPEN, None, (1, 3))
    assert limb.given_text == "3 km; 1 km"


def test_a_point_without_limbs_is_open() -> None:
    assert judge(Point(None, Words("文字")), QUANTITIES, values("距离=3 km")) == (Verdict.OPEN, (), None, ())


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.IN_FORCE, Verdict.CAPTURED), (State.SUSPENDED, Verdict.OPEN), (State.STALE, Verdict.OPEN)],
)
def test_a_suspended_or_stale_measure_never_captures(state: State, expected: Verdict) -> None:
    end = TODAY if state is State.SUSPENDED else TODAY - dt.timedelta(days=1)
    pause = () if state is State.IN_FORCE else (Period(State.SUSPENDED, dt.date(2025, 11, 7), end, "公告"),)
    held = library(point(FAR), periods=pause)
    (match,) = measure(held, TABLE, NORMALISER, values("距离=3 km", of=held), as_of=TODAY)
    assert (match.state, match.verdict, match.limbs[0].met) == (state, expected, True)
    (outside,) = measure(held, TABLE, NORMALISER, values("距离=1 km", of=held), as_of=TODAY)
    assert outside.verdict is Verdict.NOT_CAPTURED


def test_a_draft_gives_its_own_verdict_when_asked_for() -> None:
    held = library(point(FAR), status="draft")
    near = values("距离=3 km", of=held)
    assert measure(held, TABLE, NORMALISER, near, as_of=TODAY) == ()
    (match,) = measure(held, TABLE, NORMALISER, near, edition="1", as_of=TODAY)
    assert (match.state, match.verdict) == (State.DRAFT, Verdict.CAPTURED)


def test_matches_come_captured_then_open_then_not_captured() -> None:
    held = library(
        point(replace(FAR, values=(Fraction(9),)), no="a"),
        point(replace(FAR, values=(Fraction(9),)), SHORT, no="b"),
        point(FAR, no="c"),
        point(SHORT, no="d"),
    )
    found = measure(held, TABLE, NORMALISER, values("距离=3 km", of=held), as_of=TODAY)
    assert [(m.point, m.verdict) for m in found] == [
        ("c", Verdict.CAPTURED),
        ("b", Verdict.OPEN),
        ("a", Verdict.NOT_CAPTURED),
    ]


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("", True),
        ("激光雷达", True),
        ("鐳射雷達", False),
        ("LIDAR", True),
        ("lidars", False),
        ("laser radar module", True),
        ("车载激光雷达技术许可", True),
        ("一种面向乘用车的固态激光雷达，含收发模组", True),
        ("雷达", True),
        ("毫米波雷达", False),
        ("电池管理系统", False),
        ("technology", False),
        ("蚕种", False),
    ],
)
def test_about_keeps_entries_that_answer_to_it(about: str, found: bool) -> None:
    held = library(point(FAR))
    matches = measure(held, TABLE, NORMALISER, values("距离=3 km", of=held), about=about, as_of=TODAY)
    assert bool(matches) is found


def test_a_topic_says_which_words_answered() -> None:
    entry = library(point(FAR)).catalogues["t"].editions[0].entries[0]
    assert "激光雷达" in Topic("车载激光雷达", (), NORMALISER).answers(entry)
    assert Topic("", (), NORMALISER).answers(entry) == ()
    assert Topic("", (), NORMALISER).covers(entry)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("距离=3.2", r"距离 / distance: '3.2' has no unit; it takes km, m"),
        ("距离=3 kg", r"距离 / distance: '3 kg' is a value of 质量 \(mass\); it takes km, m"),
        ("距离=5 parsec", r"距离 / distance: 'parsec' in '5 parsec' is not a unit"),
        ("距离=", "距离 / distance: the value is empty"),
        ("距离=NaN", "距离 / distance: 'NaN' is not a finite number"),
        ("距离=-3 m", "距离 / distance: '-3 m' is negative"),
        ("距离=9**9**9", "距离 / distance: .* cannot be read"),
        ("distanse=3 m", "there is no quantity 'distanse'; did you mean 'distance'"),
        ("颜色=3 m", "there is no quantity '颜色'"),
        ("得分=46", "得分 / score: '46' does not lie between 0 and 5; it takes a number from 0 to 5"),
        ("含量=97.5", "含量 / share: '97.5' may be a percentage"),
        ("距离", "not of the form NAME=VALUE UNIT"),
        ("=3 m", "not of the form NAME=VALUE UNIT"),
    ],
)
def test_bad_values_name_the_quantity_and_what_it_takes(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        values(text)


def test_every_bad_pair_is_reported() -> None:
    with pytest.raises(BadInput) as caught:
        values("距离=3", "宽度=2 ns", "得分=x")
    assert [p.field for p in caught.value.problems] == ["distance", "score"]


@pytest.mark.parametrize("name", ["distance", "DISTANCE", "距离", "距離", "Range", "射程", "ｒａｎｇｅ"])
def test_a_quantity_goes_by_all_its_names(name: str) -> None:
    (one,) = values(f"{name}＝3 km")
    assert [r.quantity.id for r in one.readings] == ["distance"]
    assert quantities_named(library(), NORMALISER, name) == (QUANTITIES["distance"],)


def test_one_name_may_belong_to_quantities_of_two_dimensions() -> None:
    first = library(point(FAR)).catalogues["t"]
    other = replace(first, id="u", quantities={"reach": Quantity("reach", Words("距离"), "time")})
    held = Library({"t": first, "u": other}, (), "")
    assert [r.quantity.id for r in values("距离=3 km", of=held)[0].readings] == ["distance"]
    assert [r.quantity.id for r in values("距离=3 s", of=held)[0].readings] == ["reach"]
    with pytest.raises(BadInput, match="it takes km"):
        values("距离=3 kg", of=held)


def test_limbs_that_the_unit_table_cannot_read_are_named() -> None:
    strange = replace(QUANTITIES["distance"], dimension="lenght")
    held = library(point(replace(FAR, unit="parsec"), SHORT, line=7))
    (problem,) = limb_problems(held, TABLE)
    assert str(problem).startswith("t/1.yaml:7: 'parsec' is not a unit of 'distance'; it takes km, m")
    wrong = replace(held.catalogues["t"], quantities={**QUANTITIES, "distance": strange})
    first, *_ = limb_problems(Library({"t": wrong}, (), ""), TABLE)
    assert "did you mean 'length'?" in str(first)
    assert verdict(point(replace(FAR, unit="parsec")), "距离=3 km")[0] is Verdict.OPEN


# The bundled packs


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
