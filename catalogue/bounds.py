"""Limits as they are printed (大于2 km, 不低于65 %, 14纳米及以下, less (better) than 0.7 mGal) -> operator and values.

Values that flow: text -> `Bound` (operator, values in a unit, which ends count) -> every value it leaves open. The one
hard problem: two ends may be said in two halves, each with its own word, and a unit said once belongs to both
(30以上但不满60 min), so a text is parted only where both halves are limits. Rejected: a pattern per printed form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from catalogue.comparisons import CHAIN, LEAST, MOST, Comparison, comparison_at, comparison_ending
from catalogue.model import Op
from catalogue.numbers import POINT
from catalogue.problems import BadInput
from catalogue.quantity import Measured, format_quantity, parse_plain, refuse_long
from catalogue.units import Dimension, UnitTable, tidy

_LEAD = re.compile(r"(?:为|是|应|须|须为|is|are|of|being|be|a|an)\s*(?=\D)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*)?(?:且|并且|而且|但是?|同时|,|;|\band\b|\bbut\b)\s*", re.IGNORECASE)
_RUN = re.compile(r"(?P<low>.+?以上)\s*(?P<high>.+?以下)")
FAR = Fraction(10) ** 60
"""Stands for "no end" where a limit leaves one side open; beyond every value that can be typed in its unit."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit as a limb has it: one value, or two for BETWEEN with the ends that count (both, left, right, none)."""

    op: Op
    values: tuple[Fraction, ...]
    unit: str = ""
    dimension: str = ""
    closed: str = "both"
    condition: str = ""

    @property
    def measured(self) -> Measured:
        """The values of the limit as a value, without what lies beyond them."""
        return Measured(self.values[0], self.values[-1], self.unit, self.dimension, condition=self.condition)


def opened(bound: Bound, measured: Measured, kind: Dimension, units: UnitTable) -> Measured:
    """Every value a limit leaves open, of which `measured` is the end, in the unit it has: ≤ 3 cm is 0 to 3 cm.

    An end that is left out of the limit is counted in: it makes a verdict more open, never more decided.
    """
    unit = units.find(measured.unit, measured.dimension)
    lowest = unit.from_base(kind.lowest) if unit and kind.lowest is not None else -FAR
    highest = measured.scale if measured.scale is not None else FAR
    if bound.op in LEAST:
        return replace(measured, high=max(highest, measured.high))
    return replace(measured, low=min(lowest, measured.low)) if bound.op in MOST else measured


def parse_bound(
    text: str, units: UnitTable, dimension: str = "", *, better: Op | None = None, decimal: str = POINT
) -> Bound:
    """The limit in `text`; a value alone is an exact one, a range includes both ends.

    `better` is LT where a smaller value is the better one (an accuracy), GT where a larger is (a purity). Raises
    BadInput with one line for what is no single limit, and for "better than" where nobody says which way that is.
    """
    reader = _BoundReader(units, dimension, better, decimal)
    refuse_long(text)
    plain = tidy(text)
    return reader.both_sides(plain) or reader.two_limits(plain) or reader.one(plain)


def format_bound(bound: Bound) -> str:
    """The limit as text; `parse_bound` reads it back to an equal limit."""
    signs = {Op.GT: "> ", Op.GE: "≥ ", Op.LT: "< ", Op.LE: "≤ ", Op.EQ: ""}
    low, high = (_text(bound, value) for value in (bound.values[0], bound.values[-1]))
    if bound.op is not Op.BETWEEN:
        text = signs[bound.op] + low
    elif bound.closed == "both":
        text = f"{low} ~ {high}"
    else:
        first = "≥" if bound.closed == "left" else ">"
        text = f"{first} {low} 且 {'≤' if bound.closed == 'right' else '<'} {high}"
    return f"{text} @ {bound.condition}" if bound.condition else text


def _text(bound: Bound, value: Fraction) -> str:
    return format_quantity(Measured(value, value, bound.unit, bound.dimension))


class _BoundReader:
    """Reads limits of one dimension. Each form returns None where the text has another."""

    def __init__(self, units: UnitTable, dimension: str, better: Op | None, decimal: str) -> None:
        self._units = units
        self._dimension = dimension
        self._better = better
        self._decimal = decimal

    def both_sides(self, plain: str) -> Bound | None:
        """30 ≤ x < 60 min."""
        found = CHAIN.fullmatch(plain)
        if not found:
            return None
        high = self._value(found["high"])
        low = self._value(found["low"], high)
        first, second = (found[name] == "<" for name in ("first", "second"))
        return self._joined(Op.GT if first else Op.GE, low, Op.LT if second else Op.LE, high, plain)

    def two_limits(self, plain: str) -> Bound | None:
        """大于50 μm且小于等于500 μm; 500 keV以上且小于25 MeV; 1 m以上5 m以下."""
        run = _RUN.fullmatch(plain)
        pairs = [(run["low"], run["high"])] if run else []
        pairs += [(plain[: a.start()], plain[a.end() :]) for a in _AND.finditer(plain)]
        for left, right in pairs:
            if self._is_limit(left) and self._is_limit(right):
                one_op, one_text = self._side(left)
                other_op, other_text = self._side(right)
                other = self._value(other_text)
                one = self._value(one_text, other)
                if one_op in MOST and other_op in LEAST:
                    one_op, one, other_op, other = other_op, other, one_op, one
                return self._joined(one_op, one, other_op, other, plain)
        return None

    def one(self, plain: str) -> Bound:
        """One limit, an exact value, or a range."""
        op, text = self._side(plain)
        found = self._value(text)
        low, high = found.low, found.high
        if op is None or op is Op.EQ:
            return self._bound(
                Op.BETWEEN if found.is_range else Op.EQ, (low, high) if found.is_range else (low,), found
            )
        if found.is_range:
            raise BadInput.because(
                f"'{plain}' is a limit of a range",
                hint="write one value behind the limit, or the range alone",
                zh=f"“{plain}”对一个范围再设限",
                hint_zh="请在比较词后只写一个数值，或只写范围",
            )
        return self._bound(op, (low,), found)

    def _is_limit(self, text: str) -> bool:
        op, _ = self._sides(text)
        return op is not None

    def _sides(self, plain: str) -> tuple[Comparison | None, str]:
        """The comparison of a text, on whichever side it stands, and the text without it."""
        lead = _LEAD.match(plain)
        start = lead.end() if lead and comparison_at(plain, lead.end()) else 0
        before = comparison_at(plain, start)
        rest = plain[before.end :].strip() if before else plain
        behind = comparison_ending(rest)
        if behind:
            rest = rest[: behind.start].strip()
        if before and behind and (before.op, before.strict) != (behind.op, behind.strict):
            raise BadInput.because(
                f"'{plain}' states two limits in one",
                hint="write one, such as ≥ 5 m",
                zh=f"“{plain}”前后的比较词不一致",
                hint_zh="请只写一个，如 ≥ 5 m",
            )
        return before or behind, rest

    def _side(self, plain: str) -> tuple[Op | None, str]:
        found, rest = self._sides(plain)
        op = found.directed(self._better) if found else None
        if found and op is None:
            raise BadInput.because(
                f"'{plain}' does not say whether more or less is better",
                hint="write > or < in its place",
                zh=f"“{plain}”未说明大者为优还是小者为优",
                hint_zh="请改写为 > 或 <",
            )
        return op, rest

    def _value(self, text: str, like: Measured | None = None) -> Measured:
        """The value; a bare number takes the unit of the other end."""
        found = parse_plain(text, self._units, self._dimension, self._decimal)
        if like is None or found.unit or not like.unit:
            return found
        return replace(found, unit=like.unit, dimension=like.dimension)

    def _joined(self, low_op: Op | None, low: Measured, high_op: Op | None, high: Measured, plain: str) -> Bound:
        ends = self._in_one_unit(low, high)
        if low_op not in LEAST or high_op not in MOST or ends is None or ends[0] > ends[1] or low.is_range:
            raise BadInput.because(
                f"'{plain}' is not a lower and an upper limit of one value",
                hint="write > 50 μm 且 ≤ 500 μm",
                zh=f"“{plain}”不是同一数值的下限和上限",
                hint_zh="请写成 > 50 μm 且 ≤ 500 μm",
            )
        left, right = low_op is Op.GE, high_op is Op.LE
        closed = "both" if left and right else "left" if left else "right" if right else "none"
        return self._bound(Op.BETWEEN, ends, high, closed, low.condition)

    def _in_one_unit(self, low: Measured, high: Measured) -> tuple[Fraction, Fraction] | None:
        source, target = self._units.find(low.unit, low.dimension), self._units.find(high.unit, high.dimension)
        if source is None and target is None:
            return low.low, high.high
        if source is None or target is None or source.dimension != target.dimension:
            return None
        return target.from_base(source.to_base(low.low)), high.high

    def _bound(
        self, op: Op, values: tuple[Fraction, ...], found: Measured, closed: str = "both", condition: str = ""
    ) -> Bound:
        return Bound(op, values, found.unit, found.dimension, closed, found.condition or condition)
