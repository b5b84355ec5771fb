"""The unit table: what it spells, that its factors are right, and what it refuses at reading."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pint
import pytest

from catalogue.problems import BadInput
from catalogue.units import UnitTable, tidy

TABLE = Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml"

PINT_NAMES = {
    "°": "degree",
    "′": "arcminute",
    "″": "arcsecond",
    "mas": "milliarcsecond",
    "Å": "angstrom",
    "mi": "mile",
    "nmi": "nautical_mile",
    "in": "inch",
    "d": "day",
    "r/min": "revolution/minute",
    "°/s": "degree/second",
    "°/h": "degree/hour",
    "kn": "knot",
    "lb": "pound",
    "Wh": "watt_hour",
    "kWh": "kilowatt_hour",
    "Wh/kg": "watt_hour/kilogram",
    "kWh/kg": "kilowatt_hour/kilogram",
    "g/cm3": "gram/cm**3",
    "kg/m3": "kilogram/m**3",
    "kg/m2": "kilogram/m**2",
    "g/m2": "gram/m**2",
    "g/cm2": "gram/cm**2",
    "A/cm2": "ampere/cm**2",
    "A/m2": "ampere/m**2",
    "A/mm2": "ampere/mm**2",
    "mA/cm2": "milliampere/cm**2",
    "kA/cm2": "kiloampere/cm**2",
    "mAh/g": "milliampere_hour/gram",
    "Ah/kg": "ampere_hour/kilogram",
    "Ah/g": "ampere_hour/gram",
    "Ah": "ampere_hour",
    "mAh": "milliampere_hour",
    "cN/dtex": "centinewton/decitex",
    "N/tex": "newton/tex",
    "km2": "km**2",
    "m2": "m**2",
    "cm2": "cm**2",
    "mm2": "mm**2",
    "μm2": "micrometer**2",
    "m3": "m**3",
    "m3/s": "m**3/s",
    "m3/min": "m**3/min",
    "m3/h": "m**3/hour",
    "L/h": "liter/hour",
    "km/h": "km/hour",
    "m/s2": "m/s**2",
    "Gbit/s": "gigabit/second",
    "kbit/s": "kilobit/second",
    "Mbit/s": "megabit/second",
    "Tbit/s": "terabit/second",
    "B/s": "byte/second",
    "MB/s": "megabyte/second",
    "GB/s": "gigabyte/second",
    "TB/s": "terabyte/second",
    "B": "byte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "Gbit": "gigabit",
    "h": "hour",
    "L": "liter",
    "C": "",
    "dB": "",
}
NOT_PINTS = {
    *("operations", "count_rate", "weighted_count_rate", "count", "score", "ratio", "level", "charge_rate"),
    *("temperature", "temperature_difference", "acceleration", "count_per_area"),
    *("power_density", "energy_per_area", "energy_per_volume", "area_rate", "specific_impulse", "impulse", "torque"),
    *("power_per_mass", "responsivity", "mass_flow"),
    *("number", "sample_rate", "frame_rate", "transaction_rate", "power_level", "phase_noise", "attenuation", "mach"),
    *("drift_per_time", "angle_random_walk", "magnetic_noise", "magnetic_gradient_noise", "spatial_frequency"),
    *("error_rate", "count_per_volume", "absorbed_dose", "dose_rate", "per_temperature", "angular_acceleration"),
    *("beam_parameter_product", "viscosity", "resistivity", "conductivity", "thermal_conductivity", "activity"),
}


@pytest.fixture(scope="module")
def units() -> UnitTable:
    return UnitTable.read(TABLE)


def test_factors_agree_with_pint(units: UnitTable) -> None:
    oracle = pint.UnitRegistry(cache_folder=None)
    compared = 0
    for dimension in units.dimensions.values():
        if dimension.id in NOT_PINTS:
            continue
        base = next(u for u in dimension.units if u.factor == 1 and not u.zero) if _has_base(dimension.units) else None
        for unit in dimension.units:
            first = base or dimension.units[0]
            ours = unit.factor / first.factor
            theirs = oracle.Quantity(1.0, PINT_NAMES.get(unit.symbol, unit.symbol)).to(
                PINT_NAMES.get(first.symbol, first.symbol)
            )
            assert math.isclose(float(ours), theirs.magnitude, rel_tol=1e-12), unit
            compared += 1
    assert compared > 120


def _has_base(units: tuple[object, ...]) -> bool:
    return any(getattr(u, "factor", None) == 1 for u in units)


@pytest.mark.parametrize(
    ("spelling", "dimension", "base"),
    [
        ("°C", "temperature", Fraction("274.15")),
        ("°F", "temperature", Fraction("255.9277777777778")),
        ("K", "temperature", Fraction(1)),
        ("℃", "temperature_difference", Fraction(1)),
        ("°F", "temperature_difference", Fraction(5, 9)),
        ("g", "acceleration", Fraction("9.80665")),
        ("g", "mass", Fraction("0.001")),
        ("ppm", "ratio", Fraction(1, 1_000_000)),
        ("个/平方厘米", "count_per_area", Fraction(10_000)),
        ("亿次", "operations", Fraction(10**8)),
        ("万亿次/秒", "count_rate", Fraction(10**12)),
        ("TFLOPS", "count_rate", Fraction(10**12)),
    ],
)
def test_one_of_a_unit_in_base_units(units: UnitTable, spelling: str, dimension: str, base: Fraction) -> None:
    unit = units.find(spelling, dimension)
    assert unit is not None
    assert abs(unit.to_base(Fraction(1)) - base) < Fraction(1, 10**12)
    assert unit.from_base(unit.to_base(Fraction(7))) == 7


@pytest.mark.parametrize(
    ("spellings", "symbol"),
    [
        (("μm", "µm", "um", "微米", "ｕｍ", "㎛"), "μm"),
        (("μrad", "µrad", "urad", "微弧度", "microradian"), "μrad"),
        (("°", "º", "˚", "度", "deg", "Degrees"), "°"),
        (("″", "′′", "角秒", "arcsec", "ARCSEC"), "″"),
        (("g/cm3", "g/cm³", "g/cm^3", "g/cc", "g·cm⁻³", "克/立方厘米"), "g/cm3"),
        (("Gbps", "Gbit/s", "Gb/s", "吉比特每秒", "吉比特/秒"), "Gbit/s"),
        (("℃", "°C", "oC", "ºC", "摄氏度"), "°C"),
        (("Ω", "\u2126", "欧姆"), "Ω"),
        (("GPa", "吉帕", "千兆帕"), "GPa"),
        (("MHz", "兆赫"), "MHz"),
        (("mAh/g", "mA·h/g", "毫安时/克"), "mAh/g"),
        (("纳米", "奈米", "納米", "NANOMETERS"), "nm"),
        (("Wh/kg", "W·h/kg", "瓦时/千克"), "Wh/kg"),
    ],
)
def test_spellings_of_one_unit(units: UnitTable, spellings: tuple[str, ...], symbol: str) -> None:
    assert {u.symbol for s in spellings if (u := units.find(s)) or not u} == {symbol}


@pytest.mark.parametrize("spelling", ["k", "b", '"', "'", "NM", "MM", "mpa", "GBPS", "parsec", "", "C/s", "M"])
def test_what_could_be_two_things_is_no_unit(units: UnitTable, spelling: str) -> None:
    assert units.find(spelling) is None


def test_case_tells_units_apart(units: UnitTable) -> None:
    milli, mega = units.find("mW"), units.find("MW")
    assert milli is not None
    assert mega is not None
    assert mega.factor / milli.factor == 10**9
    assert units.find("Gb/s") != units.find("GB/s")


def test_only_known_spellings_are_shared_between_dimensions(units: UnitTable) -> None:
    shared: dict[str, set[str]] = {}
    for dimension in units.dimensions.values():
        for unit in dimension.units:
            for spelling in (unit.symbol, *unit.names):
                shared.setdefault(spelling, set()).add(dimension.id)
    found = {frozenset(d) for d in shared.values() if len(d) > 1}
    assert found == {frozenset({"temperature", "temperature_difference"}), frozenset({"acceleration", "mass"})}


def test_pi_is_good_to_thirty_digits(units: UnitTable) -> None:
    degree = units.find("°")
    assert degree is not None
    leibniz = _pi_by_machin(40)
    assert abs(degree.factor * 180 - leibniz) < Fraction(1, 10**34)


def _pi_by_machin(digits: int) -> Fraction:
    def arctan(x: int) -> Fraction:
        terms = range(digits * 2)
        return sum((Fraction((-1) ** k, (2 * k + 1) * x ** (2 * k + 1)) for k in terms), Fraction(0))

    return 16 * arctan(5) - 4 * arctan(239)


def test_tidy_keeps_powers_and_case() -> None:
    assert tidy("50×10⁻⁶ｍ") == "50×10^-6m"
    assert tidy("３ ㎜～５ ㎜") == "3 mm~5 mm"
    assert tidy("1\u20145 MW") == "1~5 MW"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dimensions: [{id: x, name: X, units: [{unit: a, factor: 1, names: [a]}]}]", "given twice"),
        ("dimensions: [{id: x, name: X, units: [{unit: a, factor: 0}]}]", "must be greater than zero"),
        ("dimensions: [{id: x, name: X, units: [{unit: a, factor: one}]}]", "is not a number"),
        ("dimensions: [{id: x, name: X, unit: []}]", "'unit' is not a field of a dimension"),
        ("dimensions: [{id: x, name: X, units: [{unit: a, factor: 1, of: tau}]}]", "'tau' is not a value of 'of'"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "units.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=message) as caught:
        UnitTable.read(path)
    assert caught.value.problems[0].line == 1
