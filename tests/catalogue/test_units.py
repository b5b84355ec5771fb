"""The unit table: what it spells, that its factors are right, and what it refuses at reading."""

from __future__ import annotations

import math
import re
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
    "mil": "thou",
    "mi": "mile",
    "nmi": "nautical_mile",
    "yd": "yard",
    "kn": "knot",
    "lb": "pound",
    "oz": "ounce",
    "gr": "grain",
    "ct": "carat",
    "d": "day",
    "in": "inch",
    "hp": "550*foot*pound_force/second",
    "r/min": "revolution/minute",
    "Torr": "torr",
    "mTorr": "millitorr",
    "kgf": "kilogram_force",
    "lbf": "pound_force",
    "ksi": "kilopsi",
    "g/den": "gram_force/denier",
    "den": "denier",
    "P": "poise",
    "cP": "centipoise",
    "C": "coulomb",
    "Gs": "1e-4 tesla",
    "kGs": "1e-1 tesla",
    "mGs": "1e-7 tesla",
    "Gal": "galileo",
    "mGal": "milligalileo",
    "μGal": "microgalileo",
    "Ci": "curie",
    "rad(Si)": "rads",
    "krad": "kilorads",
    "Mrad": "megarads",
    "rad(Si)/s": "rads/s",
    "/K": "1/kelvin",
    "ppm/K": "1e-6/kelvin",
    "/in": "1/inch",
    "/month": "1/month",
    "%": "percent",
    "‰": "1e-3",
    "ppm": "ppm",
    "ppb": "1e-9",
    "ppt": "1e-12",
    "B": "byte",
    "bit": "bit",
    "W/(m·K)": "W/m/K",
    "Ω/□": "ohm",
    "kΩ/□": "kiloohm",
    "g": "gram",
}
"""Our symbol -> pint's, where pint reads ours as something else or not at all and no rule below turns it."""

PINT_PARTS = {
    "°": "degree",
    "μ": "micro",
    "Ω": "ohm",
    "h": "hour",
    "in": "inch",
    "ft": "foot",
    "lb": "pound",
    "kgf": "kilogram_force",
    "L": "liter",
    "mL": "milliliter",
    "C": "coulomb",
    "Ah": "ampere_hour",
    "mAh": "milliampere_hour",
    "Wh": "watt_hour",
    "kWh": "kilowatt_hour",
    "MWh": "megawatt_hour",
    "tex": "tex",
    "dtex": "decitex",
    "cN": "centinewton",
    "B": "byte",
    "kB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "KiB": "kibibyte",
    "MiB": "mebibyte",
    "GiB": "gibibyte",
    "TiB": "tebibyte",
    "Ci": "curie",
    "t": "tonne",
    "cal": "calorie",
}

NOT_PINTS = {
    "operations": "pint has no counts of operations",
    "count_rate": "pint has no counts of operations",
    "weighted_count_rate": "pint has no weighted operations",
    "count": "pint has no pieces",
    "number": "a plain number",
    "score": "pint has no scores",
    "event_rate": "pint makes events per second a frequency",
    "frame_rate": "pint has no frames",
    "sample_rate": "pint reads S/s as siemens per second and has no SPS",
    "transaction_rate": "pint has no transactions",
    "mach": "pint has no Mach numbers",
    "atom_ratio": "pint knows one kind of share, whatever it is a share of",
    "volume_ratio": "pint knows one kind of share, whatever it is a share of",
    "level": "pint converts no decibel without a registry of its own",
    "phase_noise": "pint converts no decibel without a registry of its own",
    "attenuation": "pint converts no decibel without a registry of its own",
    "power_level": "pint turns 1 dBW into 31 dBm, but refuses to scale it",
    "power_level_density": "pint converts no decibel without a registry of its own",
    "charge_rate": "0.1C is a rate of charging; pint reads a coulomb",
    "temperature": "a point; tested below on its own",
    "temperature_difference": "tested below on its own",
    "drift_per_time": "pint takes a month of 30.4 days; ours is never converted",
    "error_rate": "pint has no errors",
    "spatial_frequency": "pint has no line pairs",
}
"""Dimensions that pint cannot vouch for, each with the reason."""


@pytest.fixture(scope="module")
def units() -> UnitTable:
    return UnitTable.read(TABLE)


@pytest.fixture(scope="module")
def oracle() -> pint.UnitRegistry:
    return pint.UnitRegistry(cache_folder=None)


def pints(symbol: str) -> str:
    """`N·s/kg` -> `newton*s/kg`, `cm-2` -> `cm**-2`, `°/√h` -> `degree/hour**0.5`."""
    if symbol in PINT_NAMES:
        return PINT_NAMES[symbol]

    def part(found: re.Match[str]) -> str:
        root, name, power = found["root"], found["name"], found["power"]
        return PINT_PARTS.get(name, name) + (f"**{power}" if power else "**0.5" if root else "")

    return re.sub(r"(?P<root>√?)(?P<name>[A-Za-zμΩ°]+)(?P<power>-?[0-9]*)", part, symbol.replace("·", "*"))


def test_factors_agree_with_pint(units: UnitTable, oracle: pint.UnitRegistry) -> None:
    compared = 0
    for dimension in units.dimensions.values():
        if dimension.id in NOT_PINTS:
            continue
        names = {u.symbol: pints(u.symbol) for u in dimension.units}
        if dimension.id == "acceleration":
            names |= {"g": "standard_gravity", "mg": "1e-3*standard_gravity", "μg": "1e-6*standard_gravity"}
        first = next((u for u in dimension.units if u.factor == 1), dimension.units[0])
        for unit in dimension.units:
            theirs = oracle.Quantity(names[unit.symbol]).to(names[first.symbol]).magnitude
            theirs /= oracle.Quantity(names[first.symbol]).magnitude
            assert math.isclose(float(unit.factor / first.factor), theirs, rel_tol=1e-12), unit
            compared += 1
    assert compared > 380
    print(f"\n{compared} conversions as pint has them")


def test_every_dimension_without_an_oracle_is_there_and_has_a_reason(units: UnitTable) -> None:
    assert set(NOT_PINTS) <= set(units.dimensions)
    assert all(NOT_PINTS.values())


@pytest.mark.parametrize(("symbol", "name"), [("°C", "degC"), ("°F", "degF"), ("K", "kelvin"), ("mK", "millikelvin")])
@pytest.mark.parametrize("value", [-40, 0, 20.5, 1200])
def test_temperatures_agree_with_pint(
    units: UnitTable, oracle: pint.UnitRegistry, symbol: str, name: str, value: float
) -> None:
    point, step = units.find(symbol, "temperature"), units.find(symbol, "temperature_difference")
    assert point is not None
    assert step is not None
    theirs = oracle.Quantity(value, name).to("kelvin").magnitude
    assert math.isclose(float(point.to_base(Fraction(str(value)))), theirs, abs_tol=1e-9)
    delta = {"degC": "delta_degC", "degF": "delta_degF"}.get(name, name)
    theirs = oracle.Quantity(value, delta).to("kelvin").magnitude
    assert math.isclose(float(step.to_base(Fraction(str(value)))), theirs, abs_tol=1e-9)


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
    assert found == {
        frozenset({"temperature", "temperature_difference"}),
        frozenset({"acceleration", "mass"}),
        frozenset({"charge", "charge_rate"}),
        frozenset({"area_rate", "kinematic_viscosity"}),
    }


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
