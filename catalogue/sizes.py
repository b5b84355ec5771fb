"""Several sizes of one thing, printed together: 120 mm×120 mm×50 mm, Φ1.8×20 m~Φ4.6×80 m -> one value per axis.

Values that flow: text -> `Sizes`. The one hard problem: the sign × also writes powers of ten and x stands for it, so
the text is parted only where a number or a Φ follows and no power of ten begins. A unit printed once, at the end,
belongs to every axis before it. Rejected: reading the text as one value; a limb on a length would take the first
number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from catalogue.numbers import POINT
from catalogue.problems import BadInput
from catalogue.quantity import Measured, format_quantity, parse_plain, refuse_long
from catalogue.units import UnitTable, tidy

_TIMES = re.compile(r"\s*(?:×|[xX*]|\bby\b)\s*(?!10\s*(?:\^|\*\*|的|<sup>))(?=Φ?\s*[0-9.])")
_TO = re.compile(r"\s*(?:~|至|到|\bto\b)\s*(?=Φ?\s*[0-9.])")
_ROUND = re.compile(r"Φ|直径")


@dataclass(frozen=True, slots=True)
class Sizes:
    """One value or range per axis, in printed order. `diameters` are the axes printed with Φ, counted from 0."""

    axes: tuple[Measured, ...]
    diameters: tuple[int, ...] = ()


def parse_sizes(text: str, units: UnitTable, dimension: str = "length", decimal: str = POINT) -> Sizes:
    """The sizes in `text`, at least two. Raises BadInput with one line where an axis cannot be read."""
    refuse_long(text)
    plain = tidy(text)
    ends = [_TIMES.split(part) for part in _TO.split(plain)]
    if len(ends) > 2 or len(ends[0]) < 2 or len(ends[0]) != len(ends[-1]):
        raise BadInput.because(
            f"'{plain}' is not a list of sizes",
            hint="write 120 mm × 120 mm × 50 mm",
            zh=f"“{plain}”不是几个尺寸",
            hint_zh="请写成 120 mm × 120 mm × 50 mm",
        )
    rows = [_row(parts, units, dimension, decimal) for parts in ends]
    low, high = _like(rows[0], rows[-1]), rows[-1]
    axes = tuple(_spanned(a, b, units, dimension, plain) for a, b in zip(low, high, strict=True))
    return Sizes(axes, tuple(n for n, part in enumerate(ends[0]) if _ROUND.match(part)))


def format_sizes(sizes: Sizes) -> str:
    """The sizes as text; `parse_sizes` reads them back where no axis is a range, or all are in one unit."""
    lows = [replace(axis, high=axis.low) for axis in sizes.axes]
    highs = [replace(axis, low=axis.high) for axis in sizes.axes]
    rows = [lows] if lows == highs else [lows, highs]
    return "~".join(
        "×".join(("Φ" if n in sizes.diameters else "") + format_quantity(a) for n, a in enumerate(row)) for row in rows
    )


def _row(parts: list[str], units: UnitTable, dimension: str, decimal: str) -> list[Measured]:
    """The axes of one end; a bare number takes the unit printed next behind it."""
    values = [parse_plain(_ROUND.sub("", part), units, dimension, decimal) for part in parts]
    for place in range(len(values) - 2, -1, -1):
        values[place] = _with_unit(values[place], values[place + 1])
    return values


def _like(low: list[Measured], high: list[Measured]) -> list[Measured]:
    return [_with_unit(a, b) for a, b in zip(low, high, strict=True)]


def _with_unit(value: Measured, other: Measured) -> Measured:
    return value if value.unit else replace(value, unit=other.unit, dimension=other.dimension)


def _spanned(low: Measured, high: Measured, units: UnitTable, dimension: str, plain: str) -> Measured:
    source, target = (units.find(end.unit, dimension) if end.unit else None for end in (low, high))
    if source is None or target is None:
        raise BadInput.because(
            f"an axis of '{plain}' has no unit of {dimension}",
            hint="write 120 mm × 120 mm × 50 mm",
            zh=f"“{plain}”中有一个尺寸没有{units.dimensions[dimension].name.zh}单位",
            hint_zh="请写成 120 mm × 120 mm × 50 mm",
        )
    first = target.from_base(source.to_base(low.low))
    if first > high.high:
        raise BadInput.because(
            f"'{plain}' runs from the larger to the smaller size",
            hint="smaller one first",
            zh=f"“{plain}”由大到小",
            hint_zh="请先写较小的尺寸",
        )
    return replace(high, low=first, text="")
