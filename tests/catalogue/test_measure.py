"""Measured values against control points of small catalogues: limbs, trees, states, order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from measure_desk import (
    DENSE,
    FAR,
    NORMALISER,
    PRESSED,
    QUANTITIES,
    SHORT,
    TABLE,
    TODAY,
    library,
    point,
    values,
    verdict,
)

from catalogue.measure import judge, measure, why_open
from catalogue.model import (
    Check,
    Limb,
    LimbTree,
    Op,
    Period,
    Point,
    Quantity,
    State,
    Words,
)
from catalogue.results import Verdict


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
