"""A measured value as typed -> exact numbers in a unit, and back.

Values that flow: text ("120～150 m", "1300亿次", "0.0008°") -> `Measured` -> `convert` -> `format_quantity`. The one
hard problem: what a value means must never be guessed, because a wrong guess reads as "not controlled"; so a limit
(≥ 200 m), an approximation, a decimal comma, an inch sign and a list of sizes are refused with a line that says what
to write. Rejected: pint, which answers many of these without an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from catalogue.numbers import SIGN_HINTS, Number, exact_text, multipliers, scan_number, small_numeral
from catalogue.problems import BadInput
from catalogue.units import Dimension, Unit, UnitTable, tidy

__all__ = ["Dimension", "Measured", "Unit", "UnitTable", "convert", "fit", "format_quantity", "parse_quantity"]

MAX_LENGTH = 300

_NOT_FINITE = re.compile(r"[+-]?\s*(?:nan|inf|infinity|∞|无穷大?)(?![a-z])", re.IGNORECASE)
_LIMIT_BEFORE = re.compile(
    r"(?:[≥≤><=≈~]|约|大约|大于|小于|不小于|不大于|不低于|不高于|不少于|不超过|超过|高于|低于|优于|至少|至多|最大|最小|最多|"
    r"(?:about|approx\w*|circa|up to|at least|at most|max\w*|min\w*|over|under|above|below|\w+ than)\b)",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(
    r"(?:及?以上|及?以下|以内|左右|上下|\bor (?:more|less|better)|\bmax\.?|\btyp\.?)$", re.IGNORECASE
)
_CONDITION = re.compile(r"(?P<core>.+?)\s*(?:@\s*(?P<at>.+)|\((?P<bracket>[^()]*)\)|\s(?:at|under)\s+(?P<word>.+))")
_FULL_MARKS = re.compile(r"[,;]?\s*(?:满分为?|out of)\s*(?P<scale>[0-9.]+)\s*分?")
_PER_SECOND = re.compile(r"每秒\s*(?P<rest>.+)")
_SHARE = re.compile(r"(?P<base>十|百|千|万|十万|百万|亿)分之(?P<count>.+)")
_FROM_TO = re.compile(r"(?:从|自|介于|from\s|between\s)\s*(?P<rest>.+?)(?:之间)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:~|至|到|-|\bto\b|\band\b|和|与)\s*(?=[+-]?[0-9.])", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Measured:
    """A value from `low` to `high` in `unit`; both equal for one value. A bare number has unit and dimension "".

    `scale` is the full mark of a score (5 in 4.6/5); `condition` what was typed after @, "at" or in brackets.
    """

    low: Fraction
    high: Fraction
    unit: str = ""
    dimension: str = ""
    scale: Fraction | None = None
    condition: str = ""
    text: str = field(default="", compare=False)

    @property
    def is_range(self) -> bool:
        """True where the two ends differ."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class _Amount:
    """One number with its unit, None for a bare one."""

    value: Fraction
    unit: Unit | None = None
    multiplier: Fraction = Fraction(1)
    scale: Fraction | None = None


def parse_quantity(text: str, units: UnitTable, dimension: str = "") -> Measured:
    """The value in `text`. A spelling with several meanings is taken for `dimension` where one is given.

    Raises BadInput with one line for anything that is not exactly one finite value or range of values.
    """
    if len(text) > MAX_LENGTH:
        raise BadInput.because(
            f"the value has more than {MAX_LENGTH} characters",
            hint="write a number and a unit",
            zh=f"数值超过{MAX_LENGTH}个字符",
            hint_zh="请写数字和单位",
        )
    plain = tidy(text)
    _refuse_unusable(plain)
    reader = _Reader(units, dimension)
    core, condition, scale = reader.set_aside(plain)
    found = reader.read(core)
    if found is None:
        raise reader.complaint(core)
    found = replace(found, condition=condition, scale=scale or found.scale, text=text.strip())
    _refuse_negative(found, units)
    return found


def _refuse_unusable(plain: str) -> None:
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
    if _LIMIT_BEFORE.match(plain) or _LIMIT_AFTER.search(plain):
        raise BadInput.because(
            f"'{plain}' states a limit or an approximation, not a value",
            hint="write the value itself, or a range such as 120~150 m",
            zh=f"“{plain}”是上下限或约数，不是数值",
            hint_zh="请写数值本身，或 120~150 m 这样的范围",
        )


def _refuse_negative(found: Measured, units: UnitTable) -> None:
    kind = units.dimensions.get(found.dimension)
    if found.low < 0 and kind is not None and not kind.signed:
        name = f"{kind.name.zh} ({kind.name.en})"
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


class _Reader:
    """Tries the forms a value is written in, one after the other. Each returns None for "not this form"."""

    def __init__(self, units: UnitTable, dimension: str) -> None:
        self._units = units
        self._dimension = dimension

    def set_aside(self, plain: str) -> tuple[str, str, Fraction | None]:
        """(the value, its condition, its full mark)."""
        core, condition, scale = plain, "", None
        found = _CONDITION.fullmatch(plain)
        if found:
            core, condition = found["core"], (found["at"] or found["bracket"] or found["word"] or "").strip()
            if self._units.candidates(condition):
                condition = ""
        for place in (condition, core):
            marks = _FULL_MARKS.search(place)
            number = scan_number(marks["scale"]) if marks else None
            if marks and number:
                scale = number.value
                condition = "" if place is condition else condition
                core = core[: marks.start()] if place is core else core
                break
        rate = _PER_SECOND.fullmatch(core)
        return (f"{rate['rest']}每秒" if rate else core), condition, scale

    def read(self, core: str) -> Measured | None:
        """The value of the whole text."""
        bare = core[1:].replace(")", "", 1) if core.startswith("(") else core
        between = _FROM_TO.fullmatch(bare)
        if between:
            return self._range(between["rest"])
        return self._share(bare) or self._around(bare) or self._one(bare) or self._range(bare)

    def _share(self, core: str) -> Measured | None:
        found = _SHARE.fullmatch(core)
        if not found:
            return None
        number = scan_number(found["count"])
        whole = number.value if number and number.end == len(found["count"]) else small_numeral(found["count"])
        percent = self._units.find("%", "ratio")
        if whole is None or percent is None:
            return None
        value = percent.from_base(whole / list(multipliers(found["base"]))[-1][0])
        return Measured(value, value, percent.symbol, percent.dimension)

    def _around(self, core: str) -> Measured | None:
        left, sign, right = core.partition("±")
        spread = self._amount(right.strip()) if sign else None
        if spread is None:
            return None
        if not left.strip():
            return _measured(spread, spread)
        middle = self._amount(left.strip())
        if middle is None or (middle.unit not in (None, spread.unit)):
            return None
        low = replace(spread, value=middle.value - abs(spread.value))
        return _measured(low, replace(spread, value=middle.value + abs(spread.value)))

    def _one(self, core: str) -> Measured | None:
        amount = self._amount(core) or self._compound(core)
        return _measured(amount, amount) if amount else None

    def _range(self, core: str) -> Measured | None:
        for separator in _SEPARATOR.finditer(core):
            left = self._amount(core[: separator.start()])
            right = self._amount(core[separator.end() :])
            if left and right:
                return _range_of(left, right, core)
        return None

    def _amount(self, core: str) -> _Amount | None:
        """A number, perhaps over another, with or without a unit."""
        number = scan_number(core)
        if number is None:
            return None
        slash = _SLASH.match(core, number.end)
        over = scan_number(core, slash.end()) if slash else None
        whole = over or number
        tail = core[whole.end :].strip()
        for multiplier, rest in ((Fraction(1), tail), *multipliers(tail)):
            unit = self._find(rest)
            if unit or not rest:
                return _amount_of(number, over, multiplier, unit)
        return None

    def _find(self, spelling: str) -> Unit | None:
        if not spelling:
            return None
        return self._units.find(spelling, self._dimension) or self._units.find(spelling)

    def _compound(self, core: str) -> _Amount | None:
        """1°30′, 2 h 15 min: parts of one dimension, each smaller than the one before."""
        parts = [self._amount(part.strip()) for part in re.findall(r"[0-9.]+[^0-9.]+", core)]
        if len(parts) < 2 or "".join(re.findall(r"[0-9.]+[^0-9.]+", core)) != core:
            return None
        named = [(p.value, p.unit) for p in parts if p and p.unit]
        if len(named) != len(parts):
            return None
        first = named[0][1]
        kind = self._units.dimensions[first.dimension]
        falling = all(a.factor > b.factor for (_, a), (_, b) in pairwise(named))
        if not kind.compound or not falling or any(u.dimension != first.dimension for _, u in named):
            return None
        total = sum((u.to_base(v) for v, u in named), Fraction(0))
        return _Amount(first.from_base(total), first)

    def complaint(self, core: str) -> BadInput:
        """Why the text is not a value, as one line."""
        number = scan_number(core)
        if number is None:
            return BadInput.because(
                f"'{core}' does not begin with a number",
                hint="write a number and a unit: 3.2 km",
                zh=f"“{core}”不以数字开头",
                hint_zh="请写数字和单位：3.2 km",
            )
        tail = core[number.end :].strip()
        for sign, hint, hint_zh in SIGN_HINTS:
            if sign in tail:
                return BadInput.because(f"'{core}' cannot be read", hint=hint, zh=f"“{core}”无法识别", hint_zh=hint_zh)
        rest = ([tail] + [rest for _, rest in multipliers(tail)])[-1]
        hint = self._units.close_to(rest, self._dimension)
        return BadInput.because(
            f"'{rest or tail}' in '{core}' is not a unit",
            hint=hint,
            zh=f"“{core}”中的“{rest or tail}”不是单位",
            hint_zh=self._units.close_to_zh(rest, self._dimension),
        )


def _amount_of(number: Number, over: Number | None, multiplier: Fraction, unit: Unit | None) -> _Amount | None:
    """The amount; over a second number it is a score where no unit or a score's follows, else a fraction."""
    if over is None:
        return _Amount(number.value * multiplier, unit, multiplier)
    if multiplier != 1 or over.value <= 0:
        return None
    if unit is None or unit.dimension == "score":
        return _Amount(number.value, unit, scale=over.value)
    return _Amount(number.value / over.value, unit)


def _measured(low: _Amount, high: _Amount) -> Measured:
    unit = high.unit
    return Measured(low.value, high.value, unit.symbol if unit else "", unit.dimension if unit else "", high.scale)


def _range_of(left: _Amount, right: _Amount, core: str) -> Measured:
    if left.unit is None:
        factor = right.multiplier if left.multiplier == 1 else Fraction(1)
        left = replace(left, value=left.value * factor, unit=right.unit)
    if left.unit and right.unit and left.unit.dimension == right.unit.dimension:
        left = replace(left, value=right.unit.from_base(left.unit.to_base(left.value)), unit=right.unit)
    if left.unit != right.unit:
        raise BadInput.because(
            f"the two ends of '{core}' are not in the same kind of unit",
            hint="write 120~150 m",
            zh=f"“{core}”两端的单位不是同一类",
            hint_zh="请写成 120~150 m",
        )
    if left.value > right.value:
        raise BadInput.because(
            f"'{core}' runs from the larger to the smaller value",
            hint="smaller one first",
            zh=f"“{core}”由大到小",
            hint_zh="请先写较小的值",
        )
    return _measured(left, right)


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
