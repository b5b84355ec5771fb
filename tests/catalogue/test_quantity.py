"""Measured values as typed: what is read, exactly how, and what is refused with which line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.numbers import exact_text, scan_number, shown
from catalogue.problems import BadInput
from catalogue.quantity import Measured, UnitTable, convert, fit, format_quantity, parse_quantity

TABLE = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3.2 km", "3.2", "km"),
        ("３．２ｋｍ", "3.2", "km"),
        ("3200m", "3200", "m"),
        ("1,300 m", "1300", "m"),
        ("1 300 m", "1300", "m"),
        ("12,345,678 m", "12345678", "m"),
        (".5 mm", "0.5", "mm"),
        ("0.0008°", "0.0008", "°"),
        ("0.0008 º", "0.0008", "°"),
        ("3 arcsec", "3", "″"),
        ("15 μrad", "15", "μrad"),
        ("15 µrad", "15", "μrad"),
        ("1300亿次", "1300", "亿次"),
        ("97万亿次", "97", "万亿次"),
        ("5千亿次", "5000", "亿次"),
        ("13万千米", "130000", "km"),
        ("5千米", "5", "km"),
        ("每秒97万亿次", "97", "万亿次/秒"),
        ("每秒500吉比特", "500", "Gbit/s"),
        ("5千兆帕", "5", "GPa"),
        ("915兆赫", "915", "MHz"),
        ("1.3×10^11 Hz", "130000000000", "Hz"),
        ("1.3 x 10⁻⁶ m", "0.0000013", "m"),
        ("1.3×10的11次方 Hz", "130000000000", "Hz"),
        ("50×10⁻⁶m", "0.00005", "m"),
        ("1e-3 m", "0.001", "m"),
        ("±3 cm", "3", "cm"),
        ("千分之一", "0.1", "%"),
        ("十万分之一", "0.001", "%"),
        ("百分之九十七", "97", "%"),
        ("-238℃", "-238", "°C"),
        ("1°30′", "1.5", "°"),
        ("2 h 15 min", "2.25", "h"),
        ("780纳米（nm）", "780", "nm"),
        ("0.5º/h", "0.5", "°/h"),
    ],
)
def test_one_value(text: str, value: str, unit: str) -> None:
    found = parse_quantity(text, TABLE)
    assert (found.low, found.high, found.unit) == (Fraction(value), Fraction(value), unit)
    assert parse_quantity(format_quantity(found), TABLE) == found


@pytest.mark.parametrize("text", ["1.3e11", "1.3×10^11", "1300亿", "130000000000", "1.3*10**11", "1.3×10¹¹"])
def test_counts_without_a_unit(text: str) -> None:
    found = parse_quantity(text, TABLE)
    assert (found.low, found.unit, found.dimension) == (Fraction(130_000_000_000), "", "")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("120～150 m", 120, 150, "m"),
        ("120-150m", 120, 150, "m"),
        ("120–150 m", 120, 150, "m"),
        ("1-210 m", 1, 210, "m"),
        ("从120至150 m", 120, 150, "m"),
        ("120 m 到 150 m", 120, 150, "m"),
        ("from 1 to 210 m", 1, 210, "m"),
        ("between 1 and 210 m", 1, 210, "m"),
        ("介于1和210 m之间", 1, 210, "m"),
        ("500 mm~2 m", Fraction(1, 2), 2, "m"),
        ("5 ± 0.2 mm", Fraction("4.8"), Fraction("5.2"), "mm"),
        ("(5±0.2) mm", Fraction("4.8"), Fraction("5.2"), "mm"),
        ("-5~-3 ℃", -5, -3, "°C"),
        ("120~150亿次", 120, 150, "亿次"),
        ("1e-3-2e-3 m", Fraction("0.001"), Fraction("0.002"), "m"),
    ],
)
def test_a_range(text: str, low: Fraction, high: Fraction, unit: str) -> None:
    found = parse_quantity(text, TABLE)
    assert (found.low, found.high, found.unit) == (low, high, unit)
    assert parse_quantity(format_quantity(found), TABLE) == found


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("2.60 g/cc @ 220 MPa", "220 MPa"),
        ("2.60 g/cc（220 MPa下）", "220 MPa下"),
        ("2.60 g/cc at 220 MPa", "220 MPa"),
        ("161 mAh/g @0.1C", "0.1C"),
        ("3 cm (1σ)", "1σ"),
    ],
)
def test_the_condition_of_a_value_is_kept_beside_it(text: str, condition: str) -> None:
    found = parse_quantity(text, TABLE)
    assert found.condition == condition
    assert parse_quantity(format_quantity(found), TABLE) == found


MARKED = [
    "满分5分得4.6分",
    "满分5分，得4.6分",
    "满分为5分，平均4.6分",
    "得4.6分，满分5分",
    "4.6（5分制）",
    "5分制4.6分",
    "4.6分/5分",
    "4.6 points out of 5",
    "4.6 on a 5-point scale",
    "4.6 on a scale of 1 to 5",
]


@pytest.mark.parametrize(
    "text", ["4.6/5", "4.6/5分", "4.6 分（满分5分）", "4.6分（满分为5分）", "4.6 out of 5", "4.6", *MARKED]
)
def test_scores(text: str) -> None:
    kind = TABLE.dimensions["score"]
    found = fit(parse_quantity(text, TABLE, "score"), kind, Fraction(5))
    assert found is not None
    assert (found.low, found.unit, found.scale) == (Fraction("4.6"), "分", Fraction(5))


@pytest.mark.parametrize("text", ["46", "92/100", "4.6/10", "5.1 分", "-1", "92分（百分制）", "满分10分得4.6分"])
def test_scores_off_the_scale(text: str) -> None:
    with pytest.raises(BadInput):
        fit(parse_quantity(text, TABLE, "score"), TABLE.dimensions["score"], Fraction(5))


def test_shares() -> None:
    kind = TABLE.dimensions["ratio"]
    found = [fit(parse_quantity(t, TABLE, "ratio"), kind) for t in ("0.97", "97 %", "97/100", "97％")]
    assert {(f.low, f.unit) for f in found if f} == {(Fraction(97), "%")}
    with pytest.raises(BadInput, match="may be a percentage"):
        fit(parse_quantity("97.5", TABLE, "ratio"), kind)


def test_a_bare_number_needs_a_count() -> None:
    with pytest.raises(BadInput, match="has no unit"):
        fit(parse_quantity("3.2", TABLE), TABLE.dimensions["length"])
    counted = fit(parse_quantity("1.3e11", TABLE), TABLE.dimensions["operations"])
    assert counted is not None
    assert counted.unit == "次"
    with pytest.raises(BadInput, match="negative"):
        fit(parse_quantity("-3", TABLE), TABLE.dimensions["operations"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \u3000\t", "is empty"),
        ("nan", "not a finite number"),
        ("-inf m", "not a finite number"),
        ("∞ m", "not a finite number"),
        ("无穷大", "not a finite number"),
        ("≥200 m", "states a limit"),
        ("<1 ns", "states a limit"),
        ("约200 m", "states a limit"),
        ("~200 m", "states a limit"),
        ("up to 200 m", "states a limit"),
        ("200 m以上", "states a limit"),
        ("14纳米及以下", "states a limit"),
        ("3,2 km", "write a decimal point"),
        ("12,34 km", "write a decimal point"),
        ("1.3×1011", "write a power as 10"),
        ("9**9**9", "write a power as 10"),
        ("2^8 m", "power of ten"),
        ("1e999999 m", "out of bounds"),
        ("1e-61 m", "out of bounds"),
        ("10^100 m", "out of bounds"),
        ("9" * 90 + " m", "more than 80 digits"),
        ("9" * 400, "more than 300 characters"),
        ('5"', "for inches"),
        ("5'", "for feet"),
        ("1兆次", "兆 is"),
        ("120mm×120mm×50mm", "several sizes"),
        ("abc", "does not begin with a number"),
        ("--3 m", "does not begin with a number"),
        ("5 parsec", "is not a unit"),
        ("5 k", "is not a unit"),
        ("5 b", "is not a unit"),
        ("1.2.3 m", "more than one number"),
        ("0x10 m", "is not a unit"),
        ("1_000 m", "is not a unit"),
        ("1 m 5 kg", "more than one number"),
        ("30′ 1°", "more than one number"),
        ("5/0", "more than one number"),
        ("-3 m", "is negative"),
        ("-1~3 m", "is negative"),
        ("3 m~5 kg", "not in the same kind"),
        ("3 m~5", "not in the same kind"),
        ("5~3 m", "larger to the smaller"),
        ("__import__('os')", "does not begin with a number"),
        ("\x00", "is empty|does not begin"),
    ],
)
def test_refused_with_one_line(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        parse_quantity(text, TABLE)
    assert "\n" not in str(caught.value)


def test_a_shared_spelling_is_read_for_the_dimension_asked() -> None:
    assert parse_quantity("3 ℃", TABLE, "temperature_difference").dimension == "temperature_difference"
    assert parse_quantity("3 ℃", TABLE).dimension == "temperature"
    assert parse_quantity("3 g", TABLE, "mass").dimension == "mass"


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("0.25 cm", "mm", "2.5"),
        ("0.1 °", "μrad", "1745.33"),
        ("0.0012 °", "μrad", "20.944"),
        ("0.0022 °", "μrad", "38.3972"),
        ("0.0023 °", "μrad", "40.1426"),
        ("1300亿次", "万亿次", "0.13"),
        ("20 ℃", "K", "293.15"),
        ("-40 ℃", "°F", "-40"),
        ("2.6 g/cc", "kg/m3", "2600"),
        ("1 GB/s", "Gbps", "8"),
    ],
)
def test_conversion(text: str, unit: str, expected: str) -> None:
    assert shown(convert(parse_quantity(text, TABLE), unit, TABLE).low) == expected


def test_conversion_between_dimensions_is_refused() -> None:
    with pytest.raises(BadInput, match=r"cannot be given in 'kg'; it takes km, m"):
        convert(parse_quantity("3 m", TABLE), "kg", TABLE)
    with pytest.raises(BadInput, match="cannot be given in 'K'"):
        convert(parse_quantity("3", TABLE), "K", TABLE)


def test_numbers_end_where_they_end() -> None:
    found = scan_number("x 1.5e3 m", 2)
    assert found is not None
    assert (found.value, found.end) == (1500, 7)
    assert scan_number("x") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(130_000_000_000), "1.3e11"),
        (Fraction(1, 10**9), "1e-9"),
        (Fraction(123, 10**9), "1.23e-7"),
        (Fraction(1, 3), "1/3"),
        (Fraction("0.0008"), "0.0008"),
    ],
)
def test_exact_text(value: Fraction, text: str) -> None:
    assert exact_text(value) == text


decimals = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9)
exponents = st.integers(min_value=-20, max_value=20)
every_unit = [(u.symbol, d) for d in TABLE.dimensions.values() for u in d.units if d.id != "score"]


@given(decimals, exponents)
def test_exact_text_loses_nothing(mantissa: object, exponent: int) -> None:
    value = Fraction(str(mantissa)) * Fraction(10) ** exponent
    found = scan_number(exact_text(value))
    assert found is not None
    assert found.value == value


@given(st.sampled_from(every_unit), decimals, decimals, exponents)
def test_format_then_parse_is_the_same_value(unit: tuple[str, object], one: object, two: object, exponent: int) -> None:
    symbol, dimension = unit
    ends = sorted(Fraction(str(v)) * Fraction(10) ** exponent for v in (one, two))
    if getattr(dimension, "lowest", None) is not None:
        ends = sorted(map(abs, ends))
    for low, high in ((ends[0], ends[1]), (ends[1], ends[1])):
        value = Measured(low, high, symbol, getattr(dimension, "id", ""))
        assert parse_quantity(format_quantity(value), TABLE, value.dimension) == value


@given(st.sampled_from(every_unit), decimals)
def test_there_and_back_is_the_same_value(unit: tuple[str, object], number: object) -> None:
    symbol, dimension = unit
    value = Measured(Fraction(str(number)), Fraction(str(number)), symbol, getattr(dimension, "id", ""))
    for other in getattr(dimension, "units", ()):
        assert convert(convert(value, other.symbol, TABLE), symbol, TABLE) == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = _read_or_line(text)
    assert "\n" not in found if isinstance(found, str) else found.low <= found.high


@given(st.text(alphabet="0123456789.,-+eE^×*/()（）±~～至从 分满百千万亿次mk°C%@度", max_size=25))
def test_any_text_of_quantity_signs_is_read_or_refused(text: str) -> None:
    found = _read_or_line(text)
    if isinstance(found, Measured):
        assert parse_quantity(format_quantity(found), TABLE, found.dimension) == found


def _read_or_line(text: str) -> Measured | str:
    try:
        return parse_quantity(text, TABLE)
    except BadInput as bad:
        return str(bad)
