"""The unit table: spellings -> dimension and exact factor, read from `units.yaml`.

Values that flow: file -> `UnitTable`, asked by spelling and dimension, answering a `Unit`. The one hard problem:
one spelling may stand for several things (°C a point or a difference, g a mass or an acceleration), so a unit is
always looked up for the dimension the quantity has. Rejected: a general unit algebra (pint reads "5 k" as
Boltzmann's constant and "10 Gbps" as gigabaud); a spelling that is not in the table is not a unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem, did_you_mean, did_you_mean_zh
from catalogue.yamltext import read_yaml

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_LOWERED = str.maketrans(_SUPERSCRIPTS, "0123456789+-")
_RAISED_RUN = re.compile(f"[{_SUPERSCRIPTS}]+")
_SLASHED_FRACTION = re.compile("(?<=[0-9０-９])(?=[¼½¾⅐-⅞])")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("º˚∘", "°"),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("”“", '"'),
        **dict.fromkeys("‐‑‒–−", "-"),
        **dict.fromkeys("—―〜∼˜", "~"),
        **dict.fromkeys("⋅•・‧∙", "·"),
        **dict.fromkeys("✕✖", "×"),
        "∗": "*",
        "⁄": "/",
        **dict.fromkeys("≧⩾≮", "≥"),
        **dict.fromkeys("≦⩽≯", "≤"),
        **dict.fromkeys("⌀∅øØφϕФф", "Φ"),
    }
)
_SIMPLIFIED = str.maketrans(
    "萬億個納飛鐘鍾時攝華節層噸歐級貝電轉體質線對幀兩釐從間達範圍於於過適無點負數",
    "万亿个纳飞钟钟时摄华节层吨欧级贝电转体质线对帧两厘从间达范围于于过适无点负数",
)
"""Traditional characters of numbers, units and limits; the length stays."""
_TILDES = re.compile("~{2,}")
_ASCII_SPREAD = re.compile(r"\+\s?/\s?-")
_INNER_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])")
_PER = re.compile("(?:^| )per ", re.IGNORECASE)
_PER_WORDS = re.compile(r"[A-Za-z][A-Za-z %().]*/[a-z][a-z ]+(?:Hz)?")
_PLAIN_KEY = re.compile("[A-Za-z0-9/%]+")
_IDLE_IN_KEYS = str.maketrans("", "", " ^·*()")
_WHOLE_WORD = 5
_ALIKE = 0.75
"""How alike a unit must be to be asked about: a yard is no suggestion for a rod."""

_PREFIXED_WORD = 3
_MOST_REMEMBERED = 20_000
"""Spellings whose units are remembered: the same few stand in thousands of limbs and values."""


def tidy(text: str) -> str:
    """`text` in one width and with one sign for each meaning. Case and powers are kept: 10⁻⁶ becomes 10^-6."""
    if not text.isascii():
        text = _RAISED_RUN.sub(lambda run: "^" + run[0].translate(_LOWERED), text)
        text = _SLASHED_FRACTION.sub(" ", text).translate(_SIGNS)
        text = unicodedata.normalize("NFKC", text).translate(_SIGNS).translate(_SIMPLIFIED)
        text = _TILDES.sub("~", text.replace("′′", "″"))
    if "+" in text:
        text = _ASCII_SPREAD.sub("±", text)
    return " ".join(text.split())


def _key(spelling: str) -> str:
    """What spellings are compared by: `g per cm^3` and `g/cm³` are one, `克每立方厘米` and `克/立方厘米` are one."""
    if _PLAIN_KEY.fullmatch(spelling):
        return spelling
    plain = tidy(spelling)
    if not plain.isascii():
        plain = plain.replace("每", "/")
    if " " in plain:
        plain = _PER.sub("/", plain)
    if "-" in plain:
        plain = _INNER_HYPHEN.sub("", plain)
    return plain.translate(_IDLE_IN_KEYS).rstrip(".")


def _is_words(key: str) -> bool:
    """True for an English word, or words on both sides of a slash: their letter case means nothing."""
    words = key.split("/")
    return key.isascii() and key.islower() and all(map(str.isalpha, words)) and max(map(len, words)) >= _WHOLE_WORD


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: a value in base units of its dimension is (value + zero) * factor."""

    symbol: str
    dimension: str
    factor: Fraction
    zero: Fraction = Fraction(0)
    names: tuple[str, ...] = ()

    def to_base(self, value: Fraction) -> Fraction:
        """`value` of this unit in base units."""
        return (value + self.zero) * self.factor

    def from_base(self, value: Fraction) -> Fraction:
        """A value in base units, in this unit."""
        return value / self.factor - self.zero


@dataclass(frozen=True, slots=True)
class Dimension:
    """A kind of quantity. `asks` names dimensions whose values call for `question` in place of an error.

    `difference` names the dimension of what lies between two values, where that is another: for temperatures. No value
    lies below `lowest` (in base units); None where any value may be.
    """

    id: str
    name: Words
    bare: bool = False
    signed: bool = False
    compound: bool = False
    asks: tuple[str, ...] = ()
    question: Words = Words()
    difference: str = ""
    lowest: Fraction | None = None
    units: tuple[Unit, ...] = ()

    @property
    def has_zero_points(self) -> bool:
        """True where units count from different zeros (temperature): ratios of values mean nothing there."""
        return any(u.zero for u in self.units)


class UnitTable:
    """Every unit, by spelling and by dimension. Its answers never change once it is read."""

    def __init__(self, dimensions: tuple[Dimension, ...]) -> None:
        self.dimensions: dict[str, Dimension] = {d.id: d for d in dimensions}
        self._by_key: dict[str, list[Unit]] = {}
        self._by_word: dict[str, list[Unit]] = {}
        self._asked_before: dict[str, tuple[Unit, ...]] = {}
        for unit in (u for d in dimensions for u in d.units):
            for spelling in (unit.symbol, *unit.names):
                key = _key(spelling)
                self._by_key.setdefault(key, []).append(unit)
                if _is_words(key):
                    self._by_word.setdefault(key, []).append(unit)

    @classmethod
    def read(cls, path: Path) -> UnitTable:
        """The table in a YAML file. Raises BadInput naming file and line of every fault."""
        problems: list[Problem] = []
        top = Fields(read_yaml(path), "the unit table", path.name, problems)
        top.texts("sources")
        block = top.block("constants")
        constants = {name: block.number(name) or Fraction(0) for name in block.keys()}  # noqa: SIM118 (not a dict)
        parts = _Parts(constants, {p.sign: p for p in map(_read_prefix, top.blocks("prefixes", "a prefix"))})
        dimensions = tuple(_read_dimension(f, parts) for f in top.blocks("dimensions", "a dimension"))
        top.finish()
        if problems:
            raise BadInput(*problems)
        return cls(dimensions)

    def candidates(self, spelling: str) -> tuple[Unit, ...]:
        """Every unit written like this, in order of the table; whole English words in any letter case."""
        known = self._asked_before.get(spelling)
        if known is None:
            key = _key(spelling)
            known = tuple(self._by_key.get(key) or self._by_word.get(key.lower(), ()))
            if len(self._asked_before) >= _MOST_REMEMBERED:
                self._asked_before.clear()
            self._asked_before[spelling] = known
        return known

    def find(self, spelling: str, dimension: str = "") -> Unit | None:
        """The unit written like this in a dimension; without one, the first in order of the table."""
        found = (u for u in self.candidates(spelling) if dimension in ("", u.dimension))
        return next(found, None)

    def accepted(self, dimension: str, most: int = 8) -> str:
        """The units a dimension takes, for messages: `km, m, cm, mm`."""
        known = self.dimensions.get(dimension)
        symbols = [u.symbol for u in known.units] if known else []
        more = ", …" if len(symbols) > most else ""
        return ", ".join(symbols[:most]) + more

    def close_to(self, spelling: str, dimension: str = "") -> str:
        """`did you mean 'mm'?`, or an empty text."""
        return did_you_mean(spelling, self._spellings(dimension), _ALIKE)

    def close_to_zh(self, spelling: str, dimension: str = "") -> str:
        """The same question in Chinese."""
        return did_you_mean_zh(spelling, self._spellings(dimension), _ALIKE)

    def _spellings(self, dimension: str) -> Iterator[str]:
        yield from (s for d in self._asked(dimension) for u in d.units for s in (u.symbol, *u.names))

    def _asked(self, dimension: str) -> Iterator[Dimension]:
        yield from (d for d in self.dimensions.values() if dimension in ("", d.id))


@dataclass(frozen=True, slots=True)
class _Prefix:
    """k, 千, kilo: 1000."""

    sign: str
    factor: Fraction
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class _Parts:
    """What units are put together from."""

    constants: dict[str, Fraction]
    prefixes: dict[str, _Prefix]


def _read_prefix(fields: Fields) -> _Prefix:
    prefix = _Prefix(
        fields.text("prefix", required=True),
        fields.number("factor", required=True) or Fraction(1),
        fields.text("zh", required=True),
        fields.text("en", required=True),
    )
    fields.finish()
    return prefix


def _read_dimension(fields: Fields, parts: _Parts) -> Dimension:
    name = fields.text("id", required=True)
    dimension = Dimension(
        id=name,
        name=fields.words("name", required=True),
        bare=fields.flag("bare"),
        signed=fields.flag("signed"),
        compound=fields.flag("compound"),
        asks=fields.texts("asks"),
        question=fields.words("question"),
        difference=fields.text("difference"),
        lowest=fields.number("lowest") if fields.has("lowest") or fields.flag("signed") else Fraction(0),
        units=tuple(u for f in fields.blocks("units", "a unit") for u in _read_units(f, name, parts)),
    )
    _refuse_twins(dimension, fields)
    fields.finish()
    return replace(dimension, units=tuple(replace(u, names=(*u.names, *_said_with_per(u))) for u in dimension.units))


def _read_units(fields: Fields, dimension: str, parts: _Parts) -> Iterator[Unit]:
    """The unit of one row, then the same with each prefix it names."""
    constant = fields.choice("of", parts.constants)
    factor = (fields.number("factor", required=True) or Fraction(0)) * parts.constants.get(constant, Fraction(1))
    over = fields.number("over") or Fraction(1)
    unit = Unit(
        symbol=fields.text("unit", required=True),
        dimension=dimension,
        factor=factor / over,
        zero=fields.number("zero") or Fraction(0),
        names=fields.texts("names"),
    )
    if unit.factor <= 0:
        fields.complain("factor", f"the factor of '{unit.symbol}' must be greater than zero")
    signs = fields.choices("prefixes", parts.prefixes)
    fields.finish()
    yield unit
    yield from (_prefixed(unit, parts.prefixes[sign]) for sign in signs)


def _said_with_per(unit: Unit) -> Iterator[str]:
    """克每立方厘米 for 克/立方厘米, metres per second for metres/second: for readers of running text."""
    for name in (n for n in unit.names if "/" in n[1:]):
        if not name.isascii():
            yield name.replace("/", "每")
        elif _PER_WORDS.fullmatch(name):
            yield name.replace("/", " per ")


def _prefixed(unit: Unit, prefix: _Prefix) -> Unit:
    """kPa from Pa: 千帕 from 帕, kilopascal from pascal, and uPa beside μPa."""
    names = [prefix.zh + name for name in unit.names if not name.isascii()]
    names += [prefix.en + name for name in unit.names if len(name) >= _PREFIXED_WORD and name.islower()]
    if prefix.sign == "μ":
        names.append("u" + unit.symbol)
    return Unit(prefix.sign + unit.symbol, unit.dimension, unit.factor * prefix.factor, names=tuple(names))


def _refuse_twins(dimension: Dimension, fields: Fields) -> None:
    seen: dict[str, Unit] = {}
    for unit in dimension.units:
        spellings = (unit.symbol, *unit.names)
        for spelling in spellings:
            if seen.setdefault(_key(spelling), unit) is not unit or spellings.count(spelling) > 1:
                fields.complain("units", f"'{spelling}' is given twice in the dimension '{dimension.id}'", "keep one")
