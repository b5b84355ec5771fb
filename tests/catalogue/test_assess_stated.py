"""Values found in text with their names, what they may decide, and that doubt never decides."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from assess_desk import assessed, assessor
from hypothesis import given
from hypothesis import strategies as st

from catalogue.assessing.asides import set_aside
from catalogue.assessing.assess import Assessor
from catalogue.assessing.datasheet import datasheet_from
from catalogue.assessing.figures import Bound, figures
from catalogue.assessing.stated import QuantityNames, Statement, contradictions
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput
from catalogue.quantity import UnitTable
from catalogue.results import Verdict
from catalogue.text import Normaliser

UNITS = UnitTable.read(Path(bundled_packs()).parent / "units.yaml")


@pytest.fixture(scope="module")
def names() -> QuantityNames:
    return QuantityNames(read_library(bundled_packs(), None), UNITS, Normaliser())


@pytest.fixture(scope="module")
def desk() -> Assessor:
    return assessor()


def stated(names: QuantityNames, text: str) -> list[Statement]:
    return [s for s in names.statements(datasheet_from(text).passages) if s.quantities]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("探测距离 210 m", ["210 m"]),
        ("１２０～１５０ ｍ", ["１２０～１５０ ｍ"]),
        ("1,300 km and 2 500 kg", ["1,300 km", "2 500 kg"]),
        ("1.3×10^11 次", ["1.3×10^11 次"]),
        ("0.1 mg/zz and 0.4 degrees per quux and 0.0008 °/√qq", []),
        ("model M3, ISO 9001:2015, SM4, N52UH, ZR-30A", []),
        ("−40 ~ 85 ℃", ["−40 ~ 85 ℃"]),
        ("5 in a row", []),
        ("3 亿次每秒", ["3 亿次每秒"]),
    ],
)
def test_figures_are_numbers_with_a_unit_of_the_table(text: str, found: list[str]) -> None:
    assert [text[f.start : f.end] for f in figures(text, UNITS) if f.dimensions and f.text] == found


AT_LEAST = (
    "不小于",
    "不低于：",
    "不少于",
    "大于",
    "超过",
    "≥",
    "大于等于",
    "at least",
    "not less than",
    "No fewer than",
    "more than",
    "min.",
)
AT_MOST = (
    "不大于",
    "不超过",
    "不得超过",
    "未超过",
    "不高于",
    "不多于",
    "小于",
    "低于",
    "至多",
    "不足",
    "not more than",
    "no more than",
    "Not greater than",
    "not exceeding",
    "shall not exceed",
    "does not exceed",
    "less than",
    "within",
)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        *((f"{word} 5 m", Bound.AT_LEAST) for word in AT_LEAST),
        *((f"{word} 5 m", Bound.AT_MOST) for word in AT_MOST),
        ("不优于 5 m", Bound.ABOUT),
        ("no better than 5 m", Bound.ABOUT),
        ("≤ 5 m", Bound.AT_MOST),
        ("5 m 以下", Bound.AT_MOST),
        ("约 5 m", Bound.ABOUT),
        ("优于 5 m", Bound.BETTER),
        ("up to 5 m", Bound.VALUE),
        ("最大 5 m", Bound.VALUE),
    ],
)
def test_what_is_said_of_a_value(text: str, bound: Bound) -> None:
    assert [f.bound for f in figures(text, UNITS)] == [bound]


@pytest.mark.parametrize(
    ("text", "name", "value", "decides"),
    [
        ("探测距离 210 m", "探测距离", "210 m", True),
        ("| Range | 210 m |", "Range", "210 m", True),
        ("测距精度：±3 cm", "测距精度", "±3 cm", True),
        ("Detection range (km)\t2.5", "Detection range (km)", "2.5 km", True),
        ("探测距离 | m | 210", "探测距离", "210 m", True),
        ("探测距离\n210 m", "探测距离", "210 m", True),
        ("工作温度 | -40～+65 | ℃", "工作温度", "-40~+65 ℃", True),
        ("with a range accuracy of 2 cm", "range accuracy", "2 cm", True),
        ("220 MPa下粉体压实密度2.62 g/cm³", "粉体压实密度", "2.62 g/cm³ (220 MPa)", True),
        ("约 210 m 的探测距离", "探测距离", "210 m", False),
        ("导引头探测距离约为 210 m", "探测距离", "210 m", False),
    ],
)
def test_a_value_and_its_name(names: QuantityNames, text: str, name: str, value: str, decides: bool) -> None:
    (found,) = stated(names, text)
    assert (found.name, found.text, found.decides) == (name, value, decides)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("with a curb load of 12 kg", "curb load"),
        ("and load of bins up to 12 kg", "load of bins"),
        ("A lidar with a curb load of 12 kg", "curb load"),
        ("atrium inlet flat = 12 kg", "atrium inlet flat"),
        ("整机约重：12 kg", "整机 重"),
    ],
)
def test_the_name_of_an_unknown_quantity_has_no_small_words_around_it(
    names: QuantityNames, text: str, name: str
) -> None:
    (found,) = names.statements(datasheet_from(text).passages)
    assert (found.name, found.quantities) == (name, ())


def test_a_name_of_another_dimension_takes_no_value(names: QuantityNames) -> None:
    assert stated(names, "探测距离 3 kg") == []


def test_one_name_of_several_catalogues_keeps_all_its_readings(names: QuantityNames) -> None:
    (found,) = stated(names, "粉体压实密度 2.6 g/cc")
    assert len(found.quantities) > 1


def test_values_that_differ_are_told_and_those_that_agree_are_not(names: QuantityNames) -> None:
    both = names.statements(datasheet_from("探测距离 200 m；探测距离 250 m").passages)
    assert [n.zh for n, _ in contradictions(both)] == ["探测距离"]
    for text in (
        "探测距离 200 m；探测距离 0.2 km",
        "探测距离 ≥ 200 m；探测距离 250 m",
        "探测距离 200 m (白天)；探测距离 9 m (雾天)",
    ):
        assert contradictions(names.statements(datasheet_from(text).passages)) == ()


def lidar(desk: Assessor, text: str) -> dict[str, bool | None]:
    """What the limbs of the lidar entry say."""
    answer = assessed(desk, f"激光雷达。{text}", catalogue="cn-tech")
    one = next(c for c in answer.candidates if c.profile.entry.code == "233914X")
    return {limb.quantity: limb.met for limb in one.limbs}


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("探测距离 3 km。", True),
        ("探测距离 200 m。", False),
        ("探测距离 ≥ 3 km。", True),
        ("探测距离 ≥ 200 m。", None),
        ("探测距离 ≤ 200 m。", False),
        ("探测距离 ≤ 3 km。", None),
        ("探测距离不超过 3 km。", None),
        ("探测距离不大于 1 km。", False),
        ("探测距离不小于 3 km。", True),
        ("Detection range no more than 1.9 km.", False),
        ("探测距离约 200 m。", None),
        ("探测距离 200 m。探测距离 3 km。", None),
        ("探测距离 3 km。导引头探测距离约为 200 m。", None),
        ("探测距离 3 km。导引头探测距离约为 4 km。", True),
        ("导引头探测距离 200 m。", None),
        ("探测距离 1~3 km。", None),
    ],
)
def test_only_a_certain_value_decides_a_limb(desk: Assessor, text: str, met: bool | None) -> None:
    assert lidar(desk, text)["detection_range"] is met


def test_met_limbs_capture_only_what_is_in_force(desk: Assessor) -> None:
    answer = assessed(desk, "激光雷达。探测距离 3 km，测距精度 1 mm。")
    assert answer.candidates[0].verdict is Verdict.CAPTURED
    battery = assessed(desk, "可充放电锂离子电池，能量密度 350 Wh/kg。")
    stale = [c for c in battery.candidates if c.state != "in_force"]
    assert stale
    assert all(c.verdict is not Verdict.CAPTURED for c in stale)


def test_a_bound_shows_the_end_that_was_stated(desk: Assessor) -> None:
    answer = assessed(desk, "激光雷达。探测距离 ≥ 3 km。", catalogue="cn-tech")
    limb = next(limb for limb in answer.candidates[0].limbs if limb.quantity == "detection_range")
    assert (limb.given, limb.given_text) == (Fraction(3), "≥ 3 km")


@given(st.text(alphabet="探测距离激光雷达精度 0123456789.,~±×^-+/%°mkcgVWhz()（）≥约|\t\n", max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    for figure in figures(text, UNITS):
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.condition_end >= figure.end


@given(st.text(max_size=200))
def test_any_text_is_assessed_or_refused_in_one_line(text: str) -> None:
    try:
        sheet = datasheet_from(text)
    except BadInput:
        return
    found = READER.statements(sheet.passages)
    for statement in found:
        passage = sheet.passages[statement.passage]
        assert 0 <= statement.start <= statement.end <= len(passage.text)


READER = QuantityNames(read_library(bundled_packs(), None), UNITS, Normaliser())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("长×宽×高：120×80×45 mm", [("长度", "120 mm", True), ("宽度", "80 mm", True)]),
        ("Dimensions (L x W x H): 120 mm x 80 mm x 45 mm", [("length", "120 mm", True), ("width", "80 mm", True)]),
        ("| 外形尺寸 长×宽 (mm) | 120×80 |", [("长度", "120 mm", True), ("宽度", "80 mm", True)]),
        ("外形尺寸 120 mm x 80 mm x 45 mm", []),
        ("尺寸：Φ30×120 mm", []),
    ],
)
def test_sizes_belong_to_quantities_only_where_their_name_says_which_is_which(
    names: QuantityNames, text: str, found: list[tuple[str, str, bool]]
) -> None:
    assert [(s.name, s.text, s.decides) for s in stated(names, text)] == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [("外形尺寸 120 mm x 80 mm x 45 mm", "120 mm×80 mm×45 mm"), ("尺寸：Φ30×120 mm", "Φ30 mm×120 mm")],
)
def test_other_sizes_are_told_as_they_stand(names: QuantityNames, text: str, shown: str) -> None:
    every = names.statements(datasheet_from(text).passages)
    assert [(s.text, s.quantities, s.decides) for s in every] == [(shown, (), False)]


@pytest.mark.parametrize("words", ["不大于", "不高于", "不超过", "not more than", "not greater than", "不得超过"])
def test_a_limit_from_above_is_never_read_as_one_from_below(names: QuantityNames, words: str) -> None:
    (one,) = names.statements(datasheet_from(f"测距精度 {words} 5 mm").passages)
    assert one.bound is Bound.AT_MOST


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("压实密度（220MPa）：2.60 g/cm³", [("2.60 g/cm³", "220MPa")]),
        ("可逆容量（0.1 MPa 下）≥ 158 mAh/g", [("≥ 158 mAh/g", "0.1 MPa")]),
        ("测距精度（3 cm）", [("3 cm", "")]),
        ("测距精度（3 cm），探测距离 210 m", [("3 cm", ""), ("210 m", "")]),
        ("tap density (at 220 MPa): 2.6 g/cm3", [("2.6 g/cm3", "220 MPa")]),
    ],
)
def test_a_value_in_brackets_before_the_value_is_its_condition(text: str, shown: list[tuple[str, str]]) -> None:
    blanked, kept = set_aside(text, figures(text, UNITS))
    assert len(blanked) == len(text)
    assert [(figure.text, figure.condition) for figure in kept] == [
        (value.removeprefix("≥ "), condition) for value, condition in shown
    ]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("译文得分4.6/5", "译文得分", "4.6/5"),
        ("译文得分满分5分，得4.6分", "译文得分", "4.6/5"),
        ("译文得分（满分5分）4.6分", "译文得分", "4.6/5"),
        ("译文得分：4.6分（5分制）", "译文得分", "4.6/5"),
        ("MT score: 4.6 out of 5", "MT score", "4.6/5"),
        ("译文得分 | 4.6/5", "译文得分", "4.6/5"),
    ],
)
def test_a_score_out_of_its_full_mark_is_a_value(names: QuantityNames, text: str, name: str, value: str) -> None:
    (found,) = stated(names, text)
    assert (found.name, found.given.readings[0].measured.low) == (name, Fraction("4.6"))
    assert found.given.readings[0].measured.scale == 5
    assert found.decides
    assert found.text.replace(" ", "") == value


@pytest.mark.parametrize("text", ["自然度评分 4.6/5", "MOS 4.6 out of 5", "Rated 4.6/5 by users", "满分5分得4.6分"])
def test_a_score_of_an_unknown_quantity_is_told(names: QuantityNames, text: str) -> None:
    (found,) = names.statements(datasheet_from(text).passages)
    assert (found.text, found.decides and bool(found.quantities)) == ("4.6/5", False)


@pytest.mark.parametrize(
    "text", ["3 out of 4 axes are driven", "24/7", "分辨率 1/5", "评分日期 2025/11", "耗时 5分/次", "评分 7/5"]
)
def test_a_stroke_between_numbers_alone_is_no_score(text: str) -> None:
    assert "score" not in {d for f in figures(text, UNITS) for d in f.dimensions if "/" in f.text}


def test_a_score_on_another_scale_is_no_value_of_the_quantity(names: QuantityNames) -> None:
    assert stated(names, "译文得分 92/100") == []
