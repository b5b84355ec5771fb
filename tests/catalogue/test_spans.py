"""A limb's span points at its number in its point's text; anything else is a problem of the pack."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.entryschema import read_edition
from catalogue.fields import Fields
from catalogue.model import Edition, Entry, Limb, LimbTree, Op, Point, Quantity, Words
from catalogue.problems import Problem
from catalogue.spans import span_problems, spanned
from catalogue.verify import verify
from catalogue.yamltext import parse_yaml

QUANTITIES = {"reach": Quantity("reach", Words("距离"), "length")}


def problems(text: Words, limb: Limb) -> list[str]:
    point = Point("1", text, LimbTree("all", (limb,)), line=7)
    edition = Edition(
        "e", "t", Words("x"), "x", "draft", entries=(Entry("t.a", "1A1", Words("x"), None, points=(point,)),)
    )
    return [str(problem) for problem in span_problems(edition)]


def limb(span: tuple[int, int] | None, *values: str) -> Limb:
    return Limb("reach", Op.BETWEEN if len(values) > 1 else Op.GT, tuple(map(Fraction, values)), "m", span=span)


@pytest.mark.parametrize(
    ("text", "passage", "values"),
    [
        ("探测距离大于 3 km 的雷达", "大于 3 km", ["3"]),
        ("距离大于３０００米", "３０００米", ["3000"]),
        ("不低于1,300 MPa", "1,300 MPa", ["1300"]),
        ("频率高于 2 × 10⁸ Hz", "2 × 10⁸ Hz", ["200000000"]),
        ("运算速度大于3万亿次", "3万亿次", ["3000000000000"]),
        ("波长 0.5～1.5 μm", "0.5～1.5 μm", ["0.5", "1.5"]),
        ("温度低于-40 ℃", "-40 ℃", ["-40"]),
        ("A5-6", "5-6", ["5", "6"]),
    ],
)
def test_a_number_is_found_however_it_is_printed(text: str, passage: str, values: list[str]) -> None:
    start = text.index(passage)
    assert problems(Words(text), limb((start, start + len(passage)), *values)) == []


@pytest.mark.parametrize(
    ("span", "complaint"),
    [
        ((0, 99), r"has the span [0, 99], and its text has 13 characters"),
        ((5, 5), "has the span [5, 5]"),
        ((9, 5), "has the span [9, 5]"),
        ((0, 4), "is not in the text its span names ('探测距离')"),
        ((4, 10), "is not in the text its span names ('大于 300')"),
    ],
)
def test_a_span_that_points_elsewhere_is_a_problem(span: tuple[int, int], complaint: str) -> None:
    (told,) = problems(Words("探测距离大于 300 km"), limb(span, "30"))
    assert told.startswith("t/e.yaml:7: a limb of '1A1' ")
    assert complaint in told


def test_no_span_is_no_problem_and_the_chinese_text_comes_first() -> None:
    assert problems(Words("无"), limb(None, "3")) == []
    assert spanned(Point(None, Words("距离 3 km", "range 4 km"))) == "距离 3 km"
    assert problems(Words("", "range above 4 km"), limb((12, 16), "4")) == []


def read(span: str) -> tuple[Edition, list[Problem]]:
    faults: list[Problem] = []
    text = (
        "id: e\ntitle: x\ninstrument: x\nstatus: draft\nas_of: 2026-01-01\n"
        "entries:\n- id: a\n  title: x\n  source: s\n"
        f"  points: [{{text: 大于 3 m, limbs: {{quantity: reach, op: gt, value: 3, unit: m, span: {span}}}}}]\n"
    )
    return read_edition(Fields(parse_yaml(text, "f"), "an edition", "f", faults), "t", ".*", QUANTITIES), faults


def test_the_schema_reads_two_whole_numbers() -> None:
    edition, faults = read("[2, 5]")
    tree = edition.entries[0].points[0].tree
    assert faults == []
    assert tree is not None
    assert next(tree.limbs()).span == (2, 5)
    for wrong in ("[2]", "[a, 3]", "[-1, 3]", "5", "[1, 2, 3]"):
        (fault,) = read(wrong)[1]
        assert "a span is two whole numbers" in str(fault)


def test_verify_tells_it(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "id: v\ntitle: x\nkind: control-list\njurisdiction: XX\nsource: s\neditions: [e]\n", encoding="utf-8"
    )
    (folder / "quantities.yaml").write_text(
        "quantities: [{id: reach, name: 距离, dimension: length}]\n", encoding="utf-8"
    )
    text = (
        "id: e\ntitle: x\ninstrument: x\nstatus: draft\nas_of: 2026-01-01\nsources: [s]\nentries:\n"
        "- {id: a, title: x, checked: seed, source: s, points: [{text: 大于 3 m, limbs: "
        "{quantity: reach, op: gt, value: 3, unit: m, span: [0, 2]}}]}\n"
    )
    (folder / "e.yaml").write_text(text, encoding="utf-8")
    (problem,) = verify(tmp_path)[1]
    assert "its span names ('大于')" in str(problem)
    (folder / "e.yaml").write_text(text.replace("[0, 2]", "[3, 4]"), encoding="utf-8")
    assert verify(tmp_path)[1] == ()
