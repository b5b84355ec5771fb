"""The unit table: spellings -> dimension and exact factor, read from `units.yaml`.

Values that flow: file -> `UnitTable`, asked by spelling and dimension, answering a `Unit`. The one hard problem:
one spelling may stand for several things (°C a point or a difference, g a mass or an acceleration), so a unit is
always looked up for the dimension the quantity has. Rejected: a general unit algebra (pint reads "5 k" as
Boltzmann's constant and "10 Gbps" as gigabaud); a spelling that is not in the table is not a unit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem, did_you_mean, did_you_mean_zh
from catalogue.yamltext import read_yaml

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_RAISED = dict(zip(_SUPERSCRIPTS, "0123456789+-", strict=True))
_SIGNS = str.maketrans(
    {
        "º": "°",
        "˚": "°",
        "’": "'",
        "”": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "−": "-",
        "—": "~",
        "―": "~",
        "〜": "~",
        "∼": "~",
        "⋅": "·",
        "•": "·",
        "✕": "×",
        "⁄": "/",
        "≧": "≥",
        "⩾": "≥",
        "≦": "≤",
        "⩽": "≤",
    }
)
_WHOLE_WORD = 5


def tidy(text: str) -> str:
    """`text` in one width and with one sign for each meaning. Case and powers are kept: 10⁻⁶ becomes 10^-6."""
    pieces: list[str] = []
    raised = False
    for character in text:
        if character in _RAISED:
            pieces.append(_RAISED[character] if raised else "^" + _RAISED[character])
            raised = True
        else:
            pieces.append(character)
            raised = False
    folded = unicodedata.normalize("NFKC", "".join(pieces).translate(_SIGNS)).translate(_SIGNS)
    return " ".join(folded.replace("′′", "″").split())


def _key(spelling: str) -> str:
    """What spellings are compared by."""
    return tidy(spelling).replace(" ", "").replace("^", "").replace("·", "").replace("*", "")


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
    """A kind of quantity. `asks` names dimensions whose values call for `question` in place of an error."""

    id: str
    name: Words
    bare: bool = False
    signed: bool = False
    compound: bool = False
    asks: tuple[str, ...] = ()
    question: Words = Words()
    units: tuple[Unit, ...] = ()

    @property
    def has_zero_points(self) -> bool:
        """True where units count from different zeros (temperature): ratios of values mean nothing there."""
        return any(u.zero for u in self.units)


class UnitTable:
    """Every unit, by spelling and by dimension. Immutable once read."""

    def __init__(self, dimensions: tuple[Dimension, ...]) -> None:
        self.dimensions: dict[str, Dimension] = {d.id: d for d in dimensions}
        self._by_key: dict[str, list[Unit]] = {}
        self._by_word: dict[str, list[Unit]] = {}
        for unit in (u for d in dimensions for u in d.units):
            for spelling in (unit.symbol, *unit.names):
                key = _key(spelling)
                self._by_key.setdefault(key, []).append(unit)
                if len(key) >= _WHOLE_WORD and key.isascii() and key.isalpha() and key.islower():
                    self._by_word.setdefault(key, []).append(unit)

    @classmethod
    def read(cls, path: Path) -> UnitTable:
        """The table in a YAML file. Raises BadInput naming file and line of every fault."""
        problems: list[Problem] = []
        top = Fields(read_yaml(path), "the unit table", path.name, problems)
        top.texts("sources")
        block = top.block("constants")
        constants = {name: block.number(name) or Fraction(0) for name in block.keys()}  # noqa: SIM118 (not a dict)
        dimensions = tuple(_read_dimension(f, constants) for f in top.blocks("dimensions", "a dimension"))
        top.finish()
        if problems:
            raise BadInput(*problems)
        return cls(dimensions)

    def candidates(self, spelling: str) -> tuple[Unit, ...]:
        """Every unit written like this, in order of the table; whole English words in any letter case."""
        key = _key(spelling)
        return tuple(self._by_key.get(key) or self._by_word.get(key.lower(), ()))

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
        return did_you_mean(spelling, self._spellings(dimension))

    def close_to_zh(self, spelling: str, dimension: str = "") -> str:
        """The same question in Chinese."""
        return did_you_mean_zh(spelling, self._spellings(dimension))

    def _spellings(self, dimension: str) -> Iterator[str]:
        yield from (s for d in self._asked(dimension) for u in d.units for s in (u.symbol, *u.names))

    def _asked(self, dimension: str) -> Iterator[Dimension]:
        yield from (d for d in self.dimensions.values() if dimension in ("", d.id))


def _read_dimension(fields: Fields, constants: dict[str, Fraction]) -> Dimension:
    name = fields.text("id", required=True)
    dimension = Dimension(
        id=name,
        name=fields.words("name", required=True),
        bare=fields.flag("bare"),
        signed=fields.flag("signed"),
        compound=fields.flag("compound"),
        asks=fields.texts("asks"),
        question=fields.words("question"),
        units=tuple(_read_unit(f, name, constants) for f in fields.blocks("units", "a unit")),
    )
    _refuse_twins(dimension, fields)
    fields.finish()
    return dimension


def _read_unit(fields: Fields, dimension: str, constants: dict[str, Fraction]) -> Unit:
    constant = fields.choice("of", constants)
    factor = (fields.number("factor", required=True) or Fraction(0)) * constants.get(constant, Fraction(1))
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
    fields.finish()
    return unit


def _refuse_twins(dimension: Dimension, fields: Fields) -> None:
    seen: set[str] = set()
    for spelling in (s for u in dimension.units for s in (u.symbol, *u.names)):
        if _key(spelling) in seen:
            fields.complain("units", f"'{spelling}' is given twice in the dimension '{dimension.id}'", "keep one")
        seen.add(_key(spelling))
