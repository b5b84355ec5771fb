"""The forms a value is written in: one number, a share, a spread, parts, a purity, a range -> `Measured`.

Values that flow: a tidied text and the dimension asked for -> `Measured`, or None for "none of these forms". The one
hard problem: a form must take the whole text or nothing; what is left over would change the value (5 6 m, 3 and 4 km,
2 1/2 in), so every form ends at the end of the text. Rejected: finding the first number and ignoring the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from catalogue.marks import set_marks_aside
from catalogue.numbers import POINT, SIGN_HINTS, Number, multipliers, scan_number, scan_numeral, scan_power
from catalogue.problems import BadInput
from catalogue.units import Unit, UnitTable

_NUMBER_BEGINS = r"[+-]?\s?[0-9.零〇一二三四五六七八九十两]"
_CONDITION = re.compile(
    r"(?P<core>.+?)\s*(?:@\s*(?P<at>.+)|\((?P<bracket>[^()]*)\)|"
    r"\s(?:at|under)\s+(?P<word>.+)|\s(?P<spread>rms|RMS|[1-6]?\s?(?:σ|sigma)))"
)
_UNIT_WITH_BRACKET = re.compile(r"[^0-9~±()]*\([^()]*\)$")
_CONDITION_BEFORE = re.compile(
    r"(?P<condition>(?:在[^~至]+?(?:(?<!以)下|时)|[^每零~至][^~至]*?(?<!以)下))\s*,?\s*(?P<core>[+-]?[0-9.].*)"
)
_PER = re.compile(rf"每(?P<per>[^0-9,;\s]+?)\s*(?P<rest>{_NUMBER_BEGINS}.*)")
_SHARE = re.compile(r"(?P<base>十|百|千|万|十万|百万|千万|亿|十亿)分之(?P<count>.+)")
_SHARE_OF = re.compile(
    rf"(?P<basis>重量|质量|原子|摩尔|体积)(?:百分比|百分数|分数)\s*(?:为|:|=)?\s*(?P<rest>{_NUMBER_BEGINS}.*?)\s*%?"
)
_SHARE_UNITS = {"重量": "%", "质量": "%", "原子": "at%", "摩尔": "at%", "体积": "vol%"}
_PURITY = re.compile(r"(?P<nines>[1-9])\s?(?:N(?P<next>[1-9])?|个[9九])")
_BELOW_ZERO = re.compile(r"零下\s*(?=[0-9.])")
_NAMED_SCALE = re.compile(r"(?P<scale>摄氏|华氏)\s*(?P<rest>.*[0-9])\s*(?:度|°)")
_FROM_TO = re.compile(r"(?:从|自|介于|在|from\s|between\s)?\s*(?P<rest>.+?)\s*(?:之间)?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:介于|between\s).*|.*之间", re.IGNORECASE)
_SEPARATOR = re.compile(rf"\s*(?:~|至|到|-|\.{{2,3}}|\bto\b)\s*(?={_NUMBER_BEGINS})", re.IGNORECASE)
_BETWEEN_SEPARATOR = re.compile(
    rf"\s*(?:~|至|到|和|与|及|-|\.{{2,3}}|\bto\b|\band\b)\s*(?={_NUMBER_BEGINS})", re.IGNORECASE
)
_GROUP = re.compile(r"\((?P<inner>[^()]*[0-9][^()]*)\)\s*(?P<rest>.*)")
_SLASH = re.compile(r"\s*/\s*(?=[0-9])")
_MIXED = re.compile(r"(?P<whole>[0-9]+) (?P<over>[0-9]+)/(?P<under>[1-9][0-9]*)(?![0-9./])")
_PARTS = re.compile(r"[0-9.]+[^0-9.]+")
_ANOTHER = re.compile(rf"(?:[,;、/]|\bor\b|\band\b|或|和|与|及|\s)*\s*{_NUMBER_BEGINS}", re.IGNORECASE)
_DEGREES = re.compile(
    r"(?P<degrees>[+-]?[0-9.]+)\s*[°度]\s*(?P<minutes>[0-9.]+)\s*['′分](?:\s*(?P<seconds>[0-9.]+)\s*[\"″秒])?"
)
_NUMBERS_APART = re.compile(r"(?<=[0-9]) (?=[0-9])")


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


class AmountReader:
    """Tries the forms a value is written in, one after the other. Each returns None for "not this form"."""

    def __init__(self, units: UnitTable, dimension: str, decimal: str = POINT) -> None:
        self._units = units
        self._dimension = dimension
        self._decimal = decimal

    def set_aside(self, plain: str) -> tuple[str, str, Fraction | None]:
        """(the value, its condition, its full mark)."""
        core, condition = self._condition(plain)
        core, condition, scale = set_marks_aside(core, condition)
        return self._unit_behind(core), condition, scale

    def _condition(self, plain: str) -> tuple[str, str]:
        found = _CONDITION.fullmatch(plain)
        if found and not self._is_unit_with_bracket(plain):
            condition = next((g for g in found.groups()[1:] if g is not None), "").strip()
            said = self._units.candidates(condition) or (found["bracket"] and self._is_same(found["core"], condition))
            return found["core"], "" if said else condition
        before = None if plain.isascii() else _CONDITION_BEFORE.fullmatch(plain)
        return (before["core"], before["condition"]) if before else (plain, "")

    def _is_same(self, core: str, other: str) -> bool:
        """True where a value is said a second time in another unit: 50×10^-6 m (50 μm)."""
        one, two = self.amount(core), self.amount(other)
        if one is None or two is None or one.unit is None or two.unit is None:
            return False
        return one.unit.dimension == two.unit.dimension and one.unit.to_base(one.value) == two.unit.to_base(two.value)

    def _is_unit_with_bracket(self, text: str) -> bool:
        """True where the bracket at the end belongs to the unit: W/(m·K), rad(Si)."""
        found = _UNIT_WITH_BRACKET.search(text)
        return bool(found and self._units.candidates(found[0]))

    def _unit_behind(self, core: str) -> str:
        """The value with its unit behind the number: 每秒97万亿次, 摄氏500度, 零下20 °C, Φ300 mm."""
        if core[:1] == "Φ":
            return core[1:].strip()
        if "零下" in core:
            core = _BELOW_ZERO.sub("-", core)
        rate = _PER.fullmatch(core) if core[:1] == "每" else None
        if rate:
            return f"{rate['rest']}/{rate['per']}"
        scale = _NAMED_SCALE.fullmatch(core)
        return f"{_BELOW_ZERO.sub('-', scale['rest'])} {scale['scale']}度" if scale else core

    def read(self, core: str) -> Measured | None:
        """The value of the whole text."""
        if _BETWEEN.fullmatch(core):
            return self._between(core, _BETWEEN_SEPARATOR)
        group = _GROUP.fullmatch(core) if core[:1] == "(" else None
        if group:
            return self._group(group["inner"], group["rest"])
        single = None if "~" in core else self._plain(core)
        return single or self._between(core, _SEPARATOR)

    def _plain(self, core: str) -> Measured | None:
        return self._share(core) or self._purity(core) or self._around(core) or self._one(core)

    def _between(self, core: str, separators: re.Pattern[str]) -> Measured | None:
        between = _FROM_TO.fullmatch(core)
        return self._range(between["rest"], separators) if between else None

    def _group(self, inner: str, rest: str) -> Measured | None:
        """(1~2)×10^-6 m, (5±0.2) mm: the power and the unit belong to all of it."""
        power = scan_power(rest)
        unit = rest[power.end :].strip() if power else rest
        found = self.read(f"{inner} {unit}".strip())
        if found is None or power is None:
            return found
        return replace(found, low=found.low * power.value, high=found.high * power.value)

    def _number(self, text: str) -> Number | None:
        return scan_number(text, 0, self._decimal) or (None if text.isascii() else scan_numeral(text))

    def _share(self, core: str) -> Measured | None:
        """千分之一, 百分之九十七点五, 重量百分比97%."""
        if core.isascii():
            return None
        of = _SHARE_OF.fullmatch(core)
        if of:
            return self.read(f"{of['rest']} {_SHARE_UNITS[of['basis']]}")
        found = _SHARE.fullmatch(core)
        number = self._number(found["count"]) if found else None
        percent = self._units.find("%", "ratio")
        if found is None or number is None or percent is None or number.end != len(found["count"]):
            return None
        value = percent.from_base(number.value / list(multipliers(found["base"]))[-1][0])
        return Measured(value, value, percent.symbol, percent.dimension)

    def _purity(self, core: str) -> Measured | None:
        """5N is 99.999 %, 6N5 is 99.99995 %; only where a share is asked for, because 5 N is also a force."""
        found = _PURITY.fullmatch(core) if self._dimension == "ratio" else None
        percent = self._units.find("%", "ratio")
        if found is None or percent is None:
            return None
        missing = Fraction(1, 10 ** int(found["nines"])) * (1 - Fraction(int(found["next"] or 0), 10))
        value = percent.from_base(1 - missing)
        return Measured(value, value, percent.symbol, percent.dimension)

    def _around(self, core: str) -> Measured | None:
        left, sign, right = core.partition("±")
        if not sign:
            return None
        if not left.strip():
            spread = self._difference().amount(right.strip())
            return _measured(spread, spread) if spread else None
        middle = self.amount(left.strip())
        spread = self.amount(right.strip())
        if middle is None or spread is None:
            return None
        unit = middle.unit or spread.unit
        width = self._width(middle, right.strip(), spread, unit)
        if width is None:
            return None
        whole = replace(middle, unit=unit)
        return _measured(replace(whole, value=middle.value - width), replace(whole, value=middle.value + width))

    def _width(self, middle: _Amount, text: str, spread: _Amount, unit: Unit | None) -> Fraction | None:
        """Half the width of a spread, in the unit of its middle."""
        if spread.unit == unit:
            return abs(spread.value)
        if unit is None or spread.unit is None:
            return None
        if spread.unit.dimension == "ratio":
            return abs(middle.value * spread.unit.to_base(spread.value))
        kind = self._units.dimensions[unit.dimension]
        between = kind.difference or kind.id
        amount = AmountReader(self._units, between, self._decimal).amount(text)
        if amount is None or amount.unit is None or amount.unit.dimension != between:
            return None
        return abs(amount.unit.to_base(amount.value)) / unit.factor

    def _difference(self) -> AmountReader:
        """A reader for ±3 °C alone: a difference, unless a point was asked for."""
        if self._dimension:
            return self
        kinds = [kind.difference for kind in self._units.dimensions.values() if kind.difference]
        return AmountReader(self._units, kinds[0], self._decimal) if kinds else self

    def _one(self, core: str) -> Measured | None:
        amount = self.amount(core) or self._compound(core)
        return _measured(amount, amount) if amount else None

    def _range(self, core: str, separators: re.Pattern[str]) -> Measured | None:
        for separator in separators.finditer(core):
            left = self.amount(self._without_brackets(core[: separator.start()]))
            right = self.amount(self._without_brackets(core[separator.end() :]))
            if left and right:
                return _range_of(left, right, core)
        return None

    def _without_brackets(self, core: str) -> str:
        """`780纳米(nm)` -> `780纳米`: a unit said twice."""
        opened = core.find("(")
        inner = core[opened + 1 : -1]
        twice = opened > 0 and core.endswith(")") and self._units.candidates(inner)
        return core[:opened] if twice and not self._is_unit_with_bracket(core) else core

    def amount(self, core: str) -> _Amount | None:
        """A number, perhaps over another, with or without a unit."""
        mixed = _MIXED.match(core)
        if mixed:
            value = int(mixed["whole"]) + Fraction(int(mixed["over"]), int(mixed["under"]))
            number: Number | None = Number(value, mixed.end())
        else:
            number = self._number(core)
        if number is None:
            return None
        slash = _SLASH.match(core, number.end)
        over = scan_number(core, slash.end(), self._decimal) if slash else None
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
        """1°30′, 12度30分, 2 h 15 min: parts of one dimension, each smaller than the one before."""
        sexagesimal = _DEGREES.fullmatch(core)
        if sexagesimal:
            seconds = f"{sexagesimal['seconds']}″" if sexagesimal["seconds"] else ""
            core = f"{sexagesimal['degrees']}°{sexagesimal['minutes']}′{seconds}"
        pieces = _PARTS.findall(core.lstrip("+-"))
        if len(pieces) < 2 or "".join(pieces) != core.lstrip("+-"):
            return None
        parts = [self.amount(piece.strip()) for piece in pieces]
        named = [(p.value, p.unit) for p in parts if p and p.unit]
        if len(named) != len(parts):
            return None
        first = named[0][1]
        kind = self._units.dimensions[first.dimension]
        falling = all(a.factor > b.factor for (_, a), (_, b) in pairwise(named))
        if not kind.compound or not falling or any(u.dimension != first.dimension for _, u in named):
            return None
        total = sum((u.to_base(v) for v, u in named), Fraction(0))
        return _Amount(first.from_base(-total if core.startswith("-") else total), first)

    def complaint(self, core: str) -> BadInput:
        """Why the text is not a value, as one line."""
        number = self._number(core)
        if number is None:
            return BadInput.because(
                f"'{core}' does not begin with a number",
                hint="write a number and a unit: 3.2 km",
                zh=f"“{core}”不以数字开头",
                hint_zh="请写数字和单位：3.2 km",
            )
        tail = core[number.end :].strip()
        if self._has_another(core, tail):
            return BadInput.because(
                f"there is more than one number in '{core}'",
                hint="write one value, or a range such as 120~150 m",
                zh=f"“{core}”中不止一个数",
                hint_zh="请只写一个数值，或写成 120~150 m 这样的范围",
            )
        for sign, hint, hint_zh in SIGN_HINTS:
            if sign in tail:
                return BadInput.because(f"'{core}' cannot be read", hint=hint, zh=f"“{core}”无法识别", hint_zh=hint_zh)
        rest = ([tail] + [rest for _, rest in multipliers(tail)])[-1]
        return BadInput.because(
            f"'{rest or tail}' in '{core}' is not a unit",
            hint=self._units.close_to(rest, self._dimension),
            zh=f"“{core}”中的“{rest or tail}”不是单位",
            hint_zh=self._units.close_to_zh(rest, self._dimension),
        )

    def _has_another(self, core: str, tail: str) -> bool:
        """True where a second value stands behind the first: 5 6 m, 3 km 4 km, 3 or 4 km, 3 km、4 km."""
        if _NUMBERS_APART.search(core):
            return True
        if tail[:1] == "," and tail[1:2].isdecimal():
            return False
        for end in range(len(tail) + 1):
            known = end == 0 or self._units.candidates(tail[:end])
            if known and _ANOTHER.match(tail, end):
                return True
        return False


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
    if left.unit is None and left.scale is not None and right.unit and right.unit.dimension != "score":
        left = replace(left, value=left.value / left.scale, scale=None)
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
