"""Limits as they are printed (大于2 km, 不低于65 %, 14纳米及以下, less (better) than 0.7 mGal) -> operator and values.

Values that flow: text -> `Bound` (operator, values in a unit, which ends count); or a place in running text -> the
`Comparison` that stands before or behind a value. The one hard problem: strict and non-strict differ by one word, and
the word may stand on either side; 以上, 以下 and 以内 include the number, 不满, 超过 and 以外 do not (Civil Code of
28 May 2020, Article 1259). "Better than" has no direction of its own: it is read only where the caller says which way
is better. Rejected: taking it for "less than", which is right for an accuracy and wrong for a purity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from catalogue.model import Op
from catalogue.numbers import POINT
from catalogue.problems import BadInput
from catalogue.quantity import MAX_LENGTH, Measured, format_quantity, parse_plain, refuse_long
from catalogue.units import Dimension, UnitTable, tidy

_UP = "greater|more|higher|larger|longer|faster|heavier|wider|thicker|stronger"
_DOWN = "less|lower|smaller|fewer|shorter|slower|lighter|narrower|thinner"
_ASIDE = r"(?:\s*\((?:better|worse)\))?"
_BETTER, _BETTER_OR_EQUAL = "better", "better_or_equal"

_BEFORE: tuple[tuple[str, str], ...] = (
    (
        Op.GE,
        rf"≥|>=|=>|大于(?:或|和|、)?等于|等于(?:或|和)大于|高于(?:或)?等于|超过(?:或)?等于|等于或超过|达到或超过|不(?:得|应|能|可)?(?:小|低|少|短|轻)于|"
        rf"不亚于|至少(?:为|达到)?|最小(?:值)?为|最低为|达到|(?:{_UP}){_ASIDE} than or equal to|equal to or "
        rf"(?:(?:{_UP}){_ASIDE} than|exceeding)|at least|(?:not|no) (?:{_DOWN}){_ASIDE} than|not below|minimum of",
    ),
    (
        Op.LE,
        rf"≤|<=|=<|小于(?:或|和|、)?等于|等于(?:或|和)小于|低于(?:或)?等于|等于或低于|不(?:得|应|能|可)?(?:(?:大|高|多|长|重)于|超过|超出)|未超过|至多(?:为)?|"
        rf"最多(?:为)?|最大(?:值)?为|最高为|(?:{_DOWN}){_ASIDE} than or equal to|equal to or (?:{_DOWN}){_ASIDE} than|"
        rf"at most|up to|within|(?:not|no) (?:{_UP}){_ASIDE} than|not exceeding|not to exceed|not above|maximum of",
    ),
    (
        _BETTER_OR_EQUAL,
        "优于(?:或)?等于|等于或优于|不劣于|equal to or better than|better than or equal to|no worse than",
    ),
    (_BETTER, "优于|好于|better than"),
    (
        Op.GT,
        rf">|大于|高于|超过|超出|多于|长于|快于|重于|逾|(?:{_UP}){_ASIDE} than|exceeding|exceeds|in excess of|over|"
        r"above",
    ),
    (Op.LT, rf"<|小于|低于|少于|短于|慢于|轻于|不足|不满|不到|未达到?|(?:{_DOWN}){_ASIDE} than|below|under"),
    (Op.EQ, "==|=|等于|equal to|equals"),
)
_AFTER: tuple[tuple[str, str], ...] = (
    (
        Op.GE,
        r"(?:及|及其|或|\(含\)|含)?以上(?:\(含(?:本数)?\))?|或更[多高大长]|"
        r"(?:or|and) (?:more|greater|higher|larger|longer|above|over|up)",
    ),
    (
        Op.LE,
        r"(?:及|及其|或|\(含\)|含)?(?:以下|以内|之内)(?:\(含(?:本数)?\))?|或更[少低小短]|"
        r"(?:or|and) (?:less|lower|smaller|fewer|shorter|below|under)",
    ),
    (_BETTER_OR_EQUAL, "或更[好优]|(?:or|and) better"),
    (Op.GT, r"(?:\(不含(?:本数)?\))以上|以上\(不含(?:本数)?\)|以外"),
    (Op.LT, r"以下\(不含(?:本数)?\)"),
)


def _pattern(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """One group per operator; of alternatives that begin alike the longest is tried first by the order above."""
    kinds = "|".join(f"(?P<{_name(op)}_{n}>{_bounded(text)})" for n, (op, text) in enumerate(words))
    return re.compile(kinds.replace(" ", r"\s+"), re.IGNORECASE)


def _bounded(words: str) -> str:
    """A Latin word begins and ends as a word; a Han word or a sign may stand against anything."""
    return rf"(?:(?<![A-Za-z])|(?![A-Za-z]))(?:{words})(?:(?![A-Za-z])|(?<![A-Za-z]))"


def _name(op: str) -> str:
    return str(op.value) if isinstance(op, Op) else op


_WORDS_BEFORE = _pattern(_BEFORE)
_WORDS_AFTER = _pattern((_AFTER[3], _AFTER[4], *_AFTER[:3]))
_ENDS_BEFORE = re.compile(rf"(?:{_WORDS_BEFORE.pattern})\s*(?:为|:|of)?\s*$", re.IGNORECASE)
_LEAD = re.compile(r"(?:为|是|应|须|须为|is|are|of|being|be|a|an)\s*(?=\D)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s*)?(?:且|并且|而且|但是?|同时|,|;|\band\b|\bbut\b)\s*", re.IGNORECASE)
_CHAIN = re.compile(r"(?P<low>[^<≤]+?)\s*(?P<first><=|<|≤)(?P<name>[^0-9<≤]*)(?P<second><=|<|≤)\s*(?P<high>[^<≤]+)")
_RUN = re.compile(r"(?P<low>.+?以上)\s*(?P<high>.+?以下)")
FAR = Fraction(10) ** 60
"""Stands for "no end" where a limit leaves one side open; beyond every value that can be typed in its unit."""

_LEAST, _MOST = (Op.GT, Op.GE), (Op.LT, Op.LE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison found in a text, and where it stands. `op` is None for "better than", strict or not."""

    op: Op | None
    strict: bool
    start: int
    end: int

    def directed(self, better: Op | None) -> Op | None:
        """The operator; `better` (LT or GT) says which way is better, None leaves "better than" without one."""
        if self.op is not None or better is None:
            return self.op
        up = better in _LEAST
        return (Op.GT if up else Op.LT) if self.strict else (Op.GE if up else Op.LE)


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


def states_limit(text: str) -> bool:
    """True where a comparison stands before or behind a value: `parse_bound` reads it, `parse_quantity` refuses it."""
    plain = tidy(text[:MAX_LENGTH])
    found = comparison_at(plain) or any(c.end() == len(plain) for c in _WORDS_AFTER.finditer(plain))
    return bool(found) or _CHAIN.fullmatch(plain) is not None


def opened(bound: Bound, measured: Measured, kind: Dimension, units: UnitTable) -> Measured:
    """Every value a limit leaves open, of which `measured` is the end, in the unit it has: ≤ 3 cm is 0 to 3 cm.

    An end that is left out of the limit is counted in: it makes a verdict more open, never more decided.
    """
    unit = units.find(measured.unit, measured.dimension)
    lowest = unit.from_base(kind.lowest) if unit and kind.lowest is not None else -FAR
    highest = measured.scale if measured.scale is not None else FAR
    if bound.op in _LEAST:
        return replace(measured, high=max(highest, measured.high))
    return replace(measured, low=min(lowest, measured.low)) if bound.op in _MOST else measured


def comparison_at(text: str, start: int = 0) -> Comparison | None:
    """The comparison that begins at a place of a tidied text and stands before its value."""
    return _comparison(_WORDS_BEFORE.match(text, start))


def comparison_before(text: str, end: int) -> Comparison | None:
    """The comparison that ends where a value begins, blanks and a 为 between."""
    return _comparison(_ENDS_BEFORE.search(text[:end]))


def comparison_behind(text: str, start: int) -> Comparison | None:
    """The comparison right behind a value: 及以上, 以内, or better."""
    blank = len(text) - len(text[start:].lstrip()) if text[start:].strip() else len(text)
    return _comparison(_WORDS_AFTER.match(text, blank))


def _comparison(found: re.Match[str] | None) -> Comparison | None:
    if found is None:
        return None
    name = next(name for name, text in found.groupdict().items() if text is not None).rsplit("_", 1)[0]
    start, end = found.start(), found.end()
    if name in (_BETTER, _BETTER_OR_EQUAL):
        return Comparison(None, name == _BETTER, start, end)
    return Comparison(Op(name), Op(name) in (Op.GT, Op.LT), start, end)


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
        found = _CHAIN.fullmatch(plain)
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
                if one_op in _MOST and other_op in _LEAST:
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
        behind = next((c for c in map(_comparison, _WORDS_AFTER.finditer(rest)) if c and c.end == len(rest)), None)
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
        if low_op not in _LEAST or high_op not in _MOST or ends is None or ends[0] > ends[1] or low.is_range:
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
