"""A measured value as typed -> exact numbers in a unit, and back.

Values that flow: text ("120～150 m", "1300亿次", "0.0008°") -> `Measured` -> `convert` -> `format_quantity`. The one
hard problem: what a value means must never be guessed, because a wrong guess reads as "not controlled"; so a limit
(≥ 200 m), an approximation, a decimal comma, an inch sign and a list of sizes are refused with a line that says what
to write. Rejected: pint, which answers many of these without an error.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from catalogue.amounts import AmountReader, Measured
from catalogue.comparisons import states_limit
from catalogue.numbers import POINT, exact_text
from catalogue.problems import BadInput
from catalogue.units import Dimension, Unit, UnitTable, tidy

__all__ = [
    "Dimension",
    "Measured",
    "Unit",
    "UnitTable",
    "convert",
    "fit",
    "format_quantity",
    "parse_plain",
    "parse_quantity",
]

MAX_LENGTH = 300

_NOT_FINITE = re.compile(r"[+-]?\s*(?:nan|inf|infinity|∞|无穷大?)(?![a-z])", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:[≈~]|约|大约|近|最大|最小|(?:about|approx\w*|circa|nearly|max\w*|min(?:imum|\.)?)\b).*|.*(?:左右|上下|\bmax\.?|\btyp\.?)",
    re.IGNORECASE,
)
"""How an approximation is said, before a value or behind it."""


def parse_quantity(text: str, units: UnitTable, dimension: str = "", decimal: str = POINT) -> Measured:
    """The value in `text`. A spelling with several meanings is taken for `dimension` where one is given.

    `decimal` is `numbers.COMMA` only for a source that is known to write 3,2 for three and a fifth.

    Raises BadInput with one line for anything that is not exactly one finite value or range of values.
    """
    refuse_long(text)
    plain = tidy(text)
    if states_limit(plain) or _ABOUT.fullmatch(plain):
        raise BadInput.because(
            f"'{plain}' states a limit or an approximation, not a value",
            hint="write the value itself, or a range such as 120~150 m",
            zh=f"“{plain}”是上下限或约数，不是数值",
            hint_zh="请写数值本身，或 120~150 m 这样的范围",
        )
    return parse_plain(plain, units, dimension, decimal, text.strip())


def parse_plain(plain: str, units: UnitTable, dimension: str = "", decimal: str = POINT, typed: str = "") -> Measured:
    """The value in a text that is tidied and freed of comparisons; `parse_quantity`, `bounds` and `sizes` stand on it.

    `typed` is the text as it was before, for messages.
    """
    _refuse_unusable(plain)
    reader = AmountReader(units, dimension, decimal)
    core, condition, scale = reader.set_aside(plain)
    found = reader.read(core)
    if found is None:
        raise reader.complaint(core)
    found = replace(found, condition=condition, scale=scale or found.scale, text=typed or plain)
    _refuse_negative(found, units)
    return found


def refuse_long(text: str) -> None:
    """Raises BadInput for a text longer than any value."""
    if len(text) > MAX_LENGTH:
        raise BadInput.because(
            f"the value has more than {MAX_LENGTH} characters",
            hint="write a number and a unit",
            zh=f"数值超过{MAX_LENGTH}个字符",
            hint_zh="请写数字和单位",
        )


def _refuse_unusable(plain: str) -> None:
    refuse_long(plain)
    if not plain:
        raise BadInput.because(
            "the value is empty",
            hint="write a number and a unit: 3.2 km",
            zh="数值为空",
            hint_zh="请写数字和单位：3.2 km",
        )
    if _NOT_FINITE.match(plain):
        raise BadInput.because(
            f"'{plain}' is not a finite number",
            hint="write a number and a unit",
            zh=f"“{plain}”不是有限的数",
            hint_zh="请写数字和单位",
        )


def _refuse_negative(found: Measured, units: UnitTable) -> None:
    kind = units.dimensions.get(found.dimension)
    unit = units.find(found.unit, found.dimension)
    if kind and unit and kind.lowest is not None and unit.to_base(found.low) < kind.lowest:
        name = f"{kind.name.zh} ({kind.name.en})"
        if kind.signed:
            raise BadInput.because(
                f"'{found.text}' lies below what a value of {name} can be",
                zh=f"“{found.text}”低于{kind.name.zh}可能的最低值",
            )
        raise BadInput.because(
            f"'{found.text}' is negative, which a value of {name} cannot be",
            zh=f"“{found.text}”为负数，{kind.name.zh}不能为负",
        )
    if found.scale is not None and (found.scale <= 0 or found.low < 0 or found.high > found.scale):
        raise BadInput.because(
            f"'{found.text}' does not lie between 0 and its full mark",
            hint="write it as 4.6/5",
            zh=f"“{found.text}”不在 0 与满分之间",
            hint_zh="请写成 4.6/5",
        )


def fit(found: Measured, kind: Dimension, maximum: Fraction | None = None) -> Measured | None:
    """`found` as a value of `kind`, None where its dimension is another.

    Raises BadInput for a bare number where the dimension has units, a share above 1 and a score off its scale.
    """
    if found.dimension not in ("", kind.id):
        return None
    if kind.id == "score":
        return _fit_score(found, kind, maximum)
    if found.dimension:
        return found
    if kind.id == "ratio":
        return _fit_ratio(found, kind)
    if not kind.bare or found.scale is not None:
        raise BadInput.because(f"'{found.text}' has no unit", zh=f"“{found.text}”没有单位")
    bare = replace(found, unit=kind.units[0].symbol, dimension=kind.id)
    if bare.low < 0 and not kind.signed:
        raise BadInput.because(f"'{found.text}' is negative", zh=f"“{found.text}”为负数")
    return bare


def _fit_score(found: Measured, kind: Dimension, maximum: Fraction | None) -> Measured:
    if maximum is not None and found.scale not in (None, maximum):
        raise BadInput.because(
            f"'{found.text}' is not on the scale of {exact_text(maximum)}",
            zh=f"“{found.text}”不是满分{exact_text(maximum)}的分值",
        )
    if found.low < 0 or (maximum is not None and found.high > maximum):
        top = exact_text(maximum) if maximum is not None else "its full mark"
        raise BadInput.because(
            f"'{found.text}' does not lie between 0 and {top}",
            zh=f"“{found.text}”不在 0 与{exact_text(maximum) if maximum is not None else '满分'}之间",
        )
    return replace(found, unit=kind.units[0].symbol, dimension=kind.id, scale=maximum or found.scale)


def _fit_ratio(found: Measured, kind: Dimension) -> Measured:
    over = found.scale or Fraction(1)
    low, high = found.low / over, found.high / over
    if high > 1 or low < -1:
        raise BadInput.because(
            f"'{found.text}' may be a percentage",
            hint=f"write {found.text} % or a share below 1",
            zh=f"“{found.text}”可能是百分数",
            hint_zh=f"请写 {found.text} % 或小于 1 的比例",
        )
    unit = kind.units[0]
    return replace(
        found, low=unit.from_base(low), high=unit.from_base(high), unit=unit.symbol, dimension=kind.id, scale=None
    )


def convert(found: Measured, unit: str, units: UnitTable) -> Measured:
    """The same value in another unit of its dimension. Raises BadInput where there is no such unit."""
    source = units.find(found.unit, found.dimension)
    target = units.find(unit, found.dimension)
    if source is None or target is None or target.dimension != found.dimension:
        raise BadInput.because(
            f"'{found.text or format_quantity(found)}' cannot be given in '{unit}'",
            hint=f"it takes {units.accepted(found.dimension)}" if found.dimension else "it has no unit",
            zh=f"“{found.text or format_quantity(found)}”不能以“{unit}”表示",
            hint_zh=f"可用单位：{units.accepted(found.dimension)}" if found.dimension else "它没有单位",
        )
    low, high = (target.from_base(source.to_base(v)) for v in (found.low, found.high))
    return replace(found, low=low, high=high, unit=target.symbol)


def format_quantity(found: Measured) -> str:
    """The exact value as text; `parse_quantity` reads it back to an equal value."""
    ends = (found.low, found.high) if found.is_range else (found.low,)
    text = "~".join(exact_text(end) for end in ends)
    if found.scale is not None and not found.is_range:
        text += "/" + exact_text(found.scale)
    if found.unit:
        text += " " + found.unit
    if found.scale is not None and found.is_range:
        text += f" (满分{exact_text(found.scale)}分)"
    return f"{text} @ {found.condition}" if found.condition else text
