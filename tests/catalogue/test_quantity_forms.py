"""Every form in which papers and people write values, read exactly; and what nobody may guess."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_forms import ALL, Row

from catalogue.numbers import COMMA, scan_number, scan_numeral
from catalogue.problems import BadInput
from catalogue.quantity import UnitTable, convert, fit, format_quantity, parse_quantity

TABLE = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")


@pytest.mark.parametrize("row", ALL, ids=lambda row: row[0])
def test_a_form_is_read_as_its_value(row: Row) -> None:
    text, dimension, low, high, unit = row
    found = parse_quantity(text, TABLE, dimension)
    fitted = fit(found, TABLE.dimensions[dimension])
    assert fitted is not None
    there = convert(fitted, unit, TABLE)
    assert abs(there.low - Fraction(low)) <= Fraction(1, 10**15)
    assert abs(there.high - Fraction(high)) <= Fraction(1, 10**15)
    assert parse_quantity(format_quantity(fitted), TABLE, dimension) == fitted


@pytest.mark.parametrize("dimension", TABLE.dimensions.values(), ids=lambda d: d.id)
def test_every_spelling_of_the_table_is_read(dimension: object) -> None:
    for unit in getattr(dimension, "units", ()):
        for spelling in (unit.symbol, *unit.names):
            found = parse_quantity(f"5 {spelling}", TABLE, unit.dimension)
            known = TABLE.find(found.unit, found.dimension)
            assert known is not None
            assert (found.dimension, known.to_base(found.low)) == (unit.dimension, unit.to_base(Fraction(5))), spelling


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,2 km", "3.2"),
        ("1.300,5 km", "1300.5"),
        ("1 300,5 km", "1300.5"),
        ("1.300 km", "1300"),
        ("0,6 km", "0.6"),
        (",5 km", "0.5"),
        ("3,4 × 10⁻¹ km", "0.34"),
        ("5 km", "5"),
    ],
)
def test_a_decimal_comma_is_read_where_the_source_has_it(text: str, value: str) -> None:
    assert parse_quantity(text, TABLE, "length", COMMA).low == Fraction(value)


@pytest.mark.parametrize("text", ["1.3 km", "1,3,2 km", "1.30 km"])
def test_a_point_among_decimal_commas_is_not_guessed(text: str) -> None:
    with pytest.raises(BadInput):
        parse_quantity(text, TABLE, "length", COMMA)


def test_a_comma_is_never_decimal_by_itself() -> None:
    with pytest.raises(BadInput, match="write a decimal point"):
        parse_quantity("3,2 km", TABLE)


@pytest.mark.parametrize("text", ["三一重工", "百米", "万", "二二十", "一百二", "三万二", "千", "", "五千千", "十百"])
def test_what_is_no_numeral_or_leaves_its_size_open(text: str) -> None:
    found = scan_numeral(text)
    assert found is None or found.end < len(text)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_are_read_back(value: int) -> None:
    found = scan_numeral(in_chinese(value))
    assert found is not None
    assert found.value == value


def in_chinese(value: int) -> str:
    """一万二千零五: as money is written, with 零 for what is missing between."""
    text = ""
    for scale, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, value = divmod(value, size)
        if part:
            text += ("零" if text and part < 1000 else "") + section(part) + scale
    return text or "零"


def section(value: int) -> str:
    text, skipped = "", False
    for scale, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, size)
        if digit:
            text += ("零" if skipped and text else "") + "零一二三四五六七八九"[digit] + scale
        skipped = not digit
    return text


@pytest.mark.parametrize(
    "text",
    [
        "5 6 m",
        "3 km 4 km",
        "3 or 4 km",
        "3 and 4 km",
        "3 km、4 km",
        "3 km; 4 km",
        "3或4千米",
        "3和4千米",
        "3 km / 4 km",
    ],
)
def test_two_numbers_where_one_is_meant(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_quantity(text, TABLE, "length")
    assert "more than one number" in str(caught.value)
    assert "不止一个数" in caught.value.in_language("zh")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("在0.1C倍率下160 mAh/g", "在0.1C倍率下"),
        ("220MPa下2.60 g/cc", "220MPa下"),
        ("3 cm rms", "rms"),
        ("3 cm RMS", "RMS"),
        ("3 cm 1σ", "1σ"),
        ("5 W/(m·K) @ 20 ℃", "20 °C"),
    ],
)
def test_a_condition_said_before_or_behind_is_kept(text: str, condition: str) -> None:
    assert parse_quantity(text, TABLE).condition == condition


def test_a_bracket_of_the_unit_is_no_condition() -> None:
    found = parse_quantity("5×10³ rad(Si)", TABLE)
    assert (found.low, found.unit, found.condition) == (5000, "rad(Si)", "")


def test_five_n_is_a_purity_only_where_a_share_is_asked_for() -> None:
    assert parse_quantity("5N", TABLE).dimension == "force"
    assert parse_quantity("5N", TABLE, "ratio").low == Fraction("99.999")


def test_a_temperature_alone_is_a_point_and_its_spread_a_difference() -> None:
    assert parse_quantity("3 ℃", TABLE).dimension == "temperature"
    assert parse_quantity("±3 ℃", TABLE).dimension == "temperature_difference"
    around = parse_quantity("20 ± 5.4 °F", TABLE, "temperature")
    assert (around.low, around.high, around.unit) == (Fraction("14.6"), Fraction("25.4"), "°F")


@pytest.mark.parametrize(
    ("text", "condition"), [("50×10⁻⁶m（50μm）", ""), ("0.05 mm (50 μm)", ""), ("0.05 mm (49 μm)", "49 μm")]
)
def test_a_value_said_twice_is_one_value(text: str, condition: str) -> None:
    assert parse_quantity(text, TABLE).condition == condition


@pytest.mark.parametrize("basis", ["at%", "vol%", "mol%"])
def test_shares_of_weight_atoms_and_volume_are_not_one(basis: str) -> None:
    found = parse_quantity(f"20 {basis}", TABLE, "ratio")
    assert fit(found, TABLE.dimensions["ratio"]) is None
    assert found.dimension in TABLE.dimensions["ratio"].asks


def test_powers_out_of_bounds_and_unfinished_are_refused() -> None:
    for text in ("1×10^99 m", "1×10^{999} m", "10的百次方 m", "1.3×10 m", "1.3×1011 m", "2^8 m", "9**9**9"):
        with pytest.raises(BadInput):
            parse_quantity(text, TABLE)
    assert scan_number("1×10^{-6}") == scan_number("1×10^(-6)")
