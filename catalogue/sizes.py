"""Several sizes of one thing, printed together: 120 mm×120 mm×50 mm, Φ1.8×20 m~Φ4.6×80 m -> one value per axis.

Values that flow: text -> `Sizes`. The one hard problem: the sign × also writes powers of ten and x stands for it, so
the text is parted only where a number or a Φ follows and no power of ten begins. A unit printed once, at the end,
belongs to every axis before it. Rejected: reading the text as one value; a limb on a length would take the first
number. Rejected: taking three sizes for length, width and height; a limb on a width would be met by guess, so sizes
are shared out only where their name says 长×宽×高.
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
_SIZE_WORDS = re.compile(
    r"\(\s*(?:[μcdk]?m|mm|in|毫米|厘米|米)\s*\)|外形|尺寸|大小|overall|external|dimensions?|sizes?|[()（）:：]",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[×xX*·、/]|\bby\b")
_AXES = {
    **dict.fromkeys(("长", "长度", "l", "length"), ("长度", "length")),
    **dict.fromkeys(("宽", "宽度", "w", "width"), ("宽度", "width")),
    **dict.fromkeys(("高", "高度", "h", "height"), ("高度", "height")),
    **dict.fromkeys(("厚", "厚度", "t", "thickness"), ("厚度", "thickness")),
    **dict.fromkeys(("直径", "φ", "dia", "diameter"), ("直径", "diameter")),
}
"""What axes are called. A depth is none of them: 深 and D are a hole's, a dive's or a diameter."""


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


def axes_named(name: str) -> tuple[str, ...]:
    """The names of the axes that a heading says: 长×宽×高, 外形尺寸（长*宽*厚）, L x W x H; none where it says less."""
    bare = _SIZE_WORDS.sub(" ", tidy(name)).strip()
    parts = [part.strip().lower() for part in (_BETWEEN.split(bare) if _BETWEEN.search(bare) else bare)]
    lang = 0 if any(sign >= "\u4e00" for sign in name) else 1
    found = [_AXES[part][lang] for part in parts if part in _AXES]
    return tuple(found) if len(found) == len(parts) > 1 and len(set(found)) == len(found) else ()


def sizes_in(text: str, units: UnitTable) -> Sizes | None:
    """The sizes of one thing in a text; None for any other text, a faulty list of sizes among them."""
    if not _TIMES.search(tidy(text)):
        return None
    try:
        return parse_sizes(text, units)
    except BadInput:
        return None


def each_axis(name: str, text: str, units: UnitTable) -> tuple[tuple[str, str], ...]:
    """(axis, value) of sizes whose name says which is which: 长×宽×高 = 120×80×45 mm; the pair itself for all else."""
    axes = axes_named(name)
    sizes = sizes_in(text, units) if axes else None
    if sizes is None or len(sizes.axes) != len(axes):
        return ((name, text),)
    return tuple((axis, format_quantity(value)) for axis, value in zip(axes, sizes.axes, strict=True))


def several_sizes(text: str, units: UnitTable) -> BadInput | None:
    """What to say of sizes given where one value is asked for; None for any other text."""
    sizes = sizes_in(text, units)
    if sizes is None:
        return None
    values = [format_quantity(axis) for axis in sizes.axes]
    names = [_AXES[letter] for letter in "lwh"]
    one_by_one = [" ".join(f"{n[lang]}='{v}'" for n, v in zip(names, values, strict=False)) for lang in (0, 1)]
    return BadInput.because(
        f"'{text.strip()}' is {len(values)} sizes, and nothing says which is which",
        hint=f"name the axes (L×W×H), or give each by its name: {one_by_one[1]}",
        zh=f"“{text.strip()}”是{len(values)}个尺寸，未说明各是哪一边",
        hint_zh=f"请写明各边（如 长×宽×高），或分别写：{one_by_one[0]}",
    )


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
