"""Limits as they are printed: strict and not, before and behind, in both languages; and what is not one limit."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.bounds import FAR, Bound, format_bound, opened, parse_bound
from catalogue.comparisons import comparison_at, comparison_behind, states_limit
from catalogue.model import Op
from catalogue.problems import BadInput
from catalogue.quantity import UnitTable

TABLE = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("大于2 km", "gt", "2", "km"),
        ("超过800MPa", "gt", "800", "MPa"),
        ("高于-238℃", "gt", "-238", "°C"),
        ("> 17.5g/cm³", "gt", "17.5", "g/cm3"),
        ("exceeding 10 mA/W", "gt", "10", "mA/W"),
        ("greater than 75 W", "gt", "75", "W"),
        ("in excess of 90 %", "gt", "90", "%"),
        ("5 m以外", "gt", "5", "m"),
        ("大于等于65mm", "ge", "65", "mm"),
        ("大于或等于65 mm", "ge", "65", "mm"),
        ("不小于2 km", "ge", "2", "km"),
        ("不低于 65%", "ge", "65", "%"),
        ("不得低于65%", "ge", "65", "%"),
        ("至少5 h", "ge", "5", "h"),
        ("65%以上", "ge", "65", "%"),
        ("65%及以上", "ge", "65", "%"),
        ("达到97万亿次每秒", "ge", "97", "万亿次/秒"),
        ("≥700m/s", "ge", "700", "m/s"),
        (">= 700 m/s", "ge", "700", "m/s"),
        ("≧700 m/s", "ge", "700", "m/s"),
        ("at least 5 mm", "ge", "5", "mm"),
        ("not less than 5 mm", "ge", "5", "mm"),
        ("greater than or equal to 160 mAh/g", "ge", "160", "mAh/g"),
        ("equal to or greater than 160 mAh/g", "ge", "160", "mAh/g"),
        ("1,000 hours or greater", "ge", "1000", "h"),
        ("5 mm or more", "ge", "5", "mm"),
        ("小于1 ns", "lt", "1", "ns"),
        ("低于千分之一（按重量计）", "lt", "0.1", "%"),
        ("不满5 m", "lt", "5", "m"),
        ("不足5 m", "lt", "5", "m"),
        ("less than 0.5 m", "lt", "0.5", "m"),
        ("less (better) than 0.7 mGal", "lt", "0.7", "mGal"),
        ("lower (better) than 2 pT", "lt", "2", "pT"),
        ("below 30 GHz", "lt", "30", "GHz"),
        ("小于等于5 mm", "le", "5", "mm"),
        ("不大于5 mm", "le", "5", "mm"),
        ("不超过16千瓦（kW）", "le", "16", "kW"),
        ("不得超过5 mm", "le", "5", "mm"),
        ("14纳米及以下", "le", "14", "nm"),
        ("14纳米以下", "le", "14", "nm"),
        ("3 mm以内", "le", "3", "mm"),
        ("±3 ℃以内", "le", "3", "°C"),
        ("≤5.3kg/m2", "le", "5.3", "kg/m2"),
        ("less than or equal to 5 mm", "le", "5", "mm"),
        ("equal to or less (better) than 5 arc-seconds", "le", "5", "″"),
        ("not more than 5 mm", "le", "5", "mm"),
        ("no more than 5 mm", "le", "5", "mm"),
        ("not exceeding 70 Weighted TeraFLOPS", "le", "70", "WT"),
        ("at most 5 mm", "le", "5", "mm"),
        ("up to 5 km", "le", "5", "km"),
        ("5 mm or less", "le", "5", "mm"),
        ("等于915兆赫", "eq", "915", "MHz"),
        ("915 MHz", "eq", "915", "MHz"),
    ],
)
def test_one_limit(text: str, op: str, value: str, unit: str) -> None:
    found = parse_bound(text, TABLE)
    assert (found.op, found.values, found.unit) == (Op(op), (Fraction(value),), unit)
    assert parse_bound(format_bound(found), TABLE, found.dimension) == found


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "closed"),
    [
        ("120~150 m", "120", "150", "m", "both"),
        ("between 5 and 7 A/cm2", "5", "7", "A/cm2", "both"),
        ("大于50 μm且小于等于500 μm", "50", "500", "μm", "right"),
        ("大于等于500 keV且小于25 MeV", "0.5", "25", "MeV", "left"),
        ("500 KeV以上且小于25 MeV", "0.5", "25", "MeV", "left"),
        ("小于25 MeV且大于等于500 keV", "0.5", "25", "MeV", "left"),
        ("1 m以上5 m以下", "1", "5", "m", "both"),
        ("30以上但不满60 min", "30", "60", "min", "left"),
        ("30 ≤ 续航时间 < 60 min", "30", "60", "min", "left"),
        ("30 min < x <= 1 h", "0.5", "1", "h", "right"),
        ("equal to or greater than 500 keV but less than 25 MeV", "0.5", "25", "MeV", "left"),
        ("greater than 8.41 × 10⁵ N·s, but less than 1.1 × 10⁶ N·s", "841000", "1100000", "N·s", "none"),
    ],
)
def test_two_ends(text: str, low: str, high: str, unit: str, closed: str) -> None:
    found = parse_bound(text, TABLE)
    assert found == Bound(Op.BETWEEN, (Fraction(low), Fraction(high)), unit, found.dimension, closed)
    assert parse_bound(format_bound(found), TABLE, found.dimension) == found


@pytest.mark.parametrize(
    ("text", "smaller", "larger"),
    [
        ("优于3 cm", Op.LT, Op.GT),
        ("better than 3 cm", Op.LT, Op.GT),
        ("优于或等于3 cm", Op.LE, Op.GE),
        ("3 cm or better", Op.LE, Op.GE),
        ("equal to or better than 3 cm", Op.LE, Op.GE),
    ],
)
def test_better_needs_a_direction(text: str, smaller: Op, larger: Op) -> None:
    assert parse_bound(text, TABLE, better=Op.LT).op is smaller
    assert parse_bound(text, TABLE, better=Op.GT).op is larger
    with pytest.raises(BadInput, match="whether more or less is better") as caught:
        parse_bound(text, TABLE)
    assert "请改写为 > 或 <" in caught.value.in_language("zh")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("大于", "is empty"),
        ("大于5~7 m", "limit of a range"),
        ("大于5 m以下", "two limits in one"),
        ("大于500 m且小于50 m", "not a lower and an upper limit"),
        ("大于5 m且大于7 m", "not a lower and an upper limit"),
        ("大于5 m且小于7 kg", "not a lower and an upper limit"),
        ("大于NaN", "not a finite number"),
        ("大于abc", "does not begin with a number"),
        ("≥ -5 m", "is negative"),
        ("≥" + "9" * 400, "more than 300 characters"),
        ("<" * 400, "more than 300 characters"),
        ("约5 m", "does not begin with a number"),
    ],
)
def test_refused_with_one_line(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        parse_bound(text, TABLE)
    assert "\n" not in str(caught.value)


def test_comparisons_in_running_text() -> None:
    before = comparison_at("测距精度不大于 5 mm", 4)
    assert before is not None
    assert (before.op, before.strict, before.start) == (Op.LE, False, 4)
    behind = comparison_behind("直径3英寸 及以上的单晶", 5)
    assert behind is not None
    assert (behind.op, behind.start, behind.end) == (Op.GE, 6, 9)
    assert comparison_at("not less than 5") is not None
    assert comparison_at("overall 5") is None
    assert comparison_behind("5 m", 3) is None


@pytest.mark.parametrize(("text", "limit"), [("≥ 5 m", True), ("5 m以上", True), ("1<x<2 m", True), ("5 m", False)])
def test_what_states_a_limit(text: str, limit: bool) -> None:
    assert states_limit(text) is limit


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("≤ 3 cm", "0", "3"),
        ("< 3 cm", "0", "3"),
        ("≥ 3 cm", "3", str(FAR)),
        ("3~5 cm", "3", "5"),
        ("≥ 20 ℃", "20", str(FAR)),
        ("≤ 20 ℃", "-273.15", "20"),
        ("≤ 3 dB", str(-FAR), "3"),
    ],
)
def test_a_limit_leaves_open_what_it_does_not_exclude(text: str, low: str, high: str) -> None:
    bound = parse_bound(text, TABLE)
    found = opened(bound, bound.measured, TABLE.dimensions[bound.dimension], TABLE)
    assert (found.low, found.high) == (Fraction(low), Fraction(high))


every_unit = [(u.symbol, d.id) for d in TABLE.dimensions.values() for u in d.units if d.id != "score"]
positive = st.fractions(min_value=0, max_value=10**9, max_denominator=10**6)


@given(
    st.sampled_from(every_unit),
    st.sampled_from(Op),
    positive,
    positive,
    st.sampled_from(["both", "left", "right", "none"]),
)
def test_format_then_parse_is_the_same_limit(
    unit: tuple[str, str], op: Op, one: Fraction, two: Fraction, closed: str
) -> None:
    low, high = sorted((one, two))
    if op is Op.BETWEEN and low == high:
        high += 1
    values = (low, high) if op is Op.BETWEEN else (low,)
    bound = Bound(op, values, *unit, closed if op is Op.BETWEEN else "both")
    assert parse_bound(format_bound(bound), TABLE, bound.dimension) == bound


@pytest.mark.parametrize("text", ["以下0", "以下0 %", "在20 °C以下5 mm"])
def test_a_word_of_comparison_is_no_condition(text: str) -> None:
    with pytest.raises(BadInput):
        parse_bound(text, TABLE)


@given(st.text(alphabet="大于小不低超过以上下内及且 ≥≤<>=0123456789.mk%至~andorless than", max_size=25))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = _read_or_line(text)
    if isinstance(found, Bound):
        assert parse_bound(format_bound(found), TABLE, found.dimension) == found
    else:
        assert "\n" not in found


def _read_or_line(text: str) -> Bound | str:
    try:
        return parse_bound(text, TABLE)
    except BadInput as bad:
        return str(bad)
