"""Measured values held against the limbs of one control point: three-valued, exact, strict where the text is strict.

Values that flow: a point and the given values -> a verdict, limb by limb with margins, and the limbs nobody decided.
The one hard problem: not knowing is not the same as not meeting, so a limb is met, not met or unknown, and whatever is
uncertain (a range across the threshold, part of a text, an unchecked number, another counting basis) stays unknown.
What a list says of one quantity it says at hundreds of points, so `Values` looks a value up, converts and compares it
once for each quantity and unit. Rejected: a score of similarity; a lawyer cannot defend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from catalogue.given import Given, Reading, contradictory
from catalogue.model import Limb, LimbTree, Op, Point, Quantity, State, Words
from catalogue.quantity import Measured
from catalogue.results import LimbResult, Tree, Verdict
from catalogue.units import UnitTable, tidy

NEVER_DECIDING = (State.SUSPENDED, State.STALE, State.STOPPED, State.UNKNOWN)
"""States of an edition in which limbs that are met leave the point open."""

PARTIAL = Words(
    "限值之外另有条件须确认，或者来源只给出该控制要点的一部分",
    "Conditions beyond the limits must be confirmed, or the source gives only part of this control point",
)
UNREAD = Words(
    "条文中有程序未能读懂的限值或条件，须阅读原文",
    "Part of the text sets limits that the program could not read: read the text itself",
)
BESIDE = Words(
    "程序读出的限值之外，条文或其上级标题另有条件，须确认",
    "Beside the limits read by the program, the text or its headings set conditions that must be confirmed",
)
UNCHECKED = Words("该数据尚未核对，只作提示，不作结论", "This fact is unchecked: shown, never deciding")
OTHER_CONDITION = Words(
    "给出的测试条件与要点的条件不同", "The value was measured under another condition than the point's"
)
ACROSS = Words("给出的数值跨越限值，不能判断是否满足", "The values given lie on both sides of the limit")

_VALUE_IN_TEXT = re.compile(r"(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[A-Za-z°μΩ%][A-Za-z0-9/]*)")

Interval = tuple[Fraction, Fraction]
Judged = tuple[Verdict, tuple[LimbResult, ...], Tree | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was given for one quantity, in the unit of a limb.

    `spans` are the values in that unit, none where one of them is on another basis; `shown` all of them as one value
    or span. `conditioned` are the readings that state a condition.
    """

    readings: tuple[tuple[Given, Reading], ...]
    spans: tuple[Interval, ...]
    shown: Fraction | Interval | None
    text: str
    conditioned: tuple[tuple[Given, Reading], ...]


class Values:
    """Given values as they stand for the quantities of one catalogue."""

    def __init__(self, quantities: Mapping[str, Quantity], given: Sequence[Given]) -> None:
        self.quantities = quantities
        self._given = given
        self._readings: dict[str, tuple[tuple[Given, Reading], ...]] = {}
        self._taken: dict[tuple[str, str], _Taken] = {}
        self._contradictory: dict[str, bool] = {}

    def readings(self, quantity: str) -> tuple[tuple[Given, Reading], ...]:
        """The values given for a quantity, in their order."""
        known = self._readings.get(quantity)
        if known is None:
            meant = self.quantities.get(quantity)
            known = tuple((g, r) for g in self._given if (r := g.reading_for(meant)))
            self._readings[quantity] = known
        return known

    def taken(self, quantity: str, unit: str) -> _Taken:
        """The values given for a quantity, in a unit."""
        known = self._taken.get((quantity, unit))
        if known is None:
            known = self._taken[quantity, unit] = _taken(self.readings(quantity), unit)
        return known

    def contradictory(self, quantity: str) -> bool:
        """True where the quantity is given two values that are not equal."""
        known = self._contradictory.get(quantity)
        if known is None:
            known = contradictory(self._given, self.quantities.get(quantity))
            self._contradictory[quantity] = known
        return known


def _taken(readings: tuple[tuple[Given, Reading], ...], unit: str) -> _Taken:
    spans = dict.fromkeys(_in_unit(reading, unit, given.units) for given, reading in _distinct(readings))
    known = tuple(span for span in spans if span is not None)
    shown: Fraction | Interval | None = None
    if known and len(known) == len(spans):
        low, high = min(s[0] for s in known), max(s[1] for s in known)
        shown = low if low == high else (low, high)
    text = "; ".join(dict.fromkeys(given.text for given, _ in readings))
    conditioned = tuple((g, r) for g, r in readings if r.measured.condition)
    return _Taken(readings, known if shown is not None else (), shown, text, conditioned)


def _distinct(readings: Sequence[tuple[Given, Reading]]) -> Iterable[tuple[Given, Reading]]:
    """Of readings of the same value the first: a datasheet repeats itself."""
    return {
        (r.measured.low, r.measured.high, r.measured.unit, r.measured.dimension, bool(r.question)): (g, r)
        for g, r in reversed(readings)
    }.values()


def judge(point: Point, quantities: Mapping[str, Quantity], given: Sequence[Given]) -> Judged:
    """(verdict, every limb in printed order, how they combine, ids of the quantities not decided).

    A point without limbs is open. Of a partial point only a failing `all` at its root decides (not captured); a
    point that is itself unchecked decides nothing. Where part of a text was not read by machine, only an `any` with a
    limb that is met decides.
    """
    return judged(point, Values(quantities, given))


def judged(point: Point, values: Values) -> Judged:
    """The same for values that are held against several points."""
    if point.tree is None:
        return Verdict.OPEN, (), None, ()
    limbs = tuple(_limb_result(limb, values) for limb in point.tree.limbs())
    tree, _ = _numbered(point.tree, 0)
    met = _combined(tree, limbs)
    unknown = tuple(dict.fromkeys(limb.quantity for limb in limbs if limb.met is None))
    return _verdict(point, tree, met), limbs, tree, unknown


def _verdict(point: Point, tree: Tree, met: bool | None) -> Verdict:
    if met is None or not point.checked.decides or (point.beside and met):
        return Verdict.OPEN
    if point.unread and not (met and tree.kind == "any"):
        return Verdict.OPEN
    if point.partial and (met or tree.kind == "any"):
        return Verdict.OPEN
    return Verdict.CAPTURED if met else Verdict.NOT_CAPTURED


def _numbered(tree: LimbTree, first: int) -> tuple[Tree, int]:
    """The tree with limbs replaced by their place in printed order, and the next free place."""
    parts: list[int | Tree] = []
    for part in tree.parts:
        if isinstance(part, LimbTree):
            inner, first = _numbered(part, first)
            parts.append(inner)
        else:
            parts.append(first)
            first += 1
    return Tree(tree.kind, tuple(parts)), first


def _combined(tree: Tree, limbs: Sequence[LimbResult]) -> bool | None:
    """Three-valued any/all: what decides decides, else unknown stays unknown."""
    values = [_combined(p, limbs) if isinstance(p, Tree) else limbs[p].met for p in tree.parts]
    decisive = tree.kind == "any"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _limb_result(limb: Limb, values: Values) -> LimbResult:
    quantity = values.quantities.get(limb.quantity)
    taken = values.taken(limb.quantity, limb.unit)
    met = margin = None
    if taken.shown is not None and limb.checked.decides and not _elsewhere_any(limb, taken):
        answers = {_met(limb, span) for span in taken.spans}
        met = answers.pop() if len(answers) == 1 else None
        margin = _margin(limb, taken.shown, taken.readings[0]) if met is not None else None
    return LimbResult(
        quantity=limb.quantity,
        name=quantity.name if quantity else Words(limb.quantity),
        op=limb.op,
        threshold=(limb.values[0], limb.values[1]) if limb.op is Op.BETWEEN else limb.values[0],
        unit=limb.unit,
        given=taken.shown,
        given_text=taken.text,
        met=met,
        margin=margin,
        condition=limb.condition,
        closed=limb.closed,
        checked=limb.checked,
    )


def _in_unit(reading: Reading, unit: str, units: UnitTable) -> Interval | None:
    """The reading in the limb's unit ("" is the base unit), None where it is on another basis."""
    measured = reading.measured
    source = units.find(measured.unit, measured.dimension)
    target = units.find(unit, measured.dimension) if unit else None
    if source is None or reading.question or (unit and target is None):
        return None
    low, high = source.to_base(measured.low), source.to_base(measured.high)
    return (target.from_base(low), target.from_base(high)) if target else (low, high)


def _met(limb: Limb, span: Interval) -> bool | None:
    """True when every value of the span meets the limb, False when none does, else None."""
    low, high = span
    first = _inside(limb, low)
    if low == high:
        return first
    if first and _inside(limb, high):
        return True
    if first or _inside(limb, high):
        return None
    bottom, top = limb.values[0], limb.values[-1]
    return None if limb.op in (Op.EQ, Op.BETWEEN) and low < top and high > bottom else False


def _inside(limb: Limb, value: Fraction) -> bool:
    """Whether one value meets the limb."""
    bottom, top = limb.values[0], limb.values[-1]
    if limb.op in (Op.GT, Op.GE):
        return value > bottom or (limb.op is Op.GE and value == bottom)
    if limb.op in (Op.LT, Op.LE):
        return value < top or (limb.op is Op.LE and value == top)
    counts = limb.op is Op.EQ
    above = value > bottom or (value == bottom and (counts or limb.closed in ("both", "left")))
    return above and (value < top or (value == top and (counts or limb.closed in ("both", "right"))))


def _margin(limb: Limb, shown: Fraction | Interval, taken: tuple[Given, Reading]) -> Fraction | None:
    """given / threshold; None for ranges, for a threshold of 0 and where units have different zeros."""
    given, reading = taken
    kind = given.units.dimensions[reading.measured.dimension]
    if isinstance(shown, tuple) or limb.op is Op.BETWEEN or limb.values[0] == 0 or kind.has_zero_points:
        return None
    return shown / limb.values[0]


def _elsewhere_any(limb: Limb, taken: _Taken) -> bool:
    return any(_elsewhere(limb, reading.measured, given.units) for given, reading in taken.conditioned)


def _elsewhere(limb: Limb, measured: Measured, units: UnitTable) -> bool:
    """True where the value states a condition of the same kind as the limb's (pressure, rate) with another number, or
    where the limb's is in words (0.1C, 中译外) and the words stated are not among them."""
    if not measured.condition:
        return False
    printed = f"{limb.condition.zh} {limb.condition.en}"
    wanted = _conditions(printed, units)
    stated = _conditions(measured.condition, units)
    if limb.condition and not wanted:
        words = re.escape(tidy(measured.condition).strip().casefold())
        return not re.search(rf"(?<![0-9a-z.]){words}(?![0-9a-z])", tidy(printed).casefold())
    return any(kind in wanted and values.isdisjoint(wanted[kind]) for kind, values in stated.items())


def _conditions(text: str, units: UnitTable) -> dict[str, set[Fraction]]:
    found: dict[str, set[Fraction]] = {}
    for value in _VALUE_IN_TEXT.finditer(tidy(text)):
        unit = units.find(value["unit"])
        if unit:
            found.setdefault(unit.dimension, set()).add(unit.to_base(Fraction(value["number"])))
    return found


def why_open(point: Point, quantities: Mapping[str, Quantity], given: Sequence[Given]) -> tuple[Words, ...]:
    """What keeps a point open beside limbs that were not given: for reasons and questions in both languages."""
    values = Values(quantities, given)
    limbs = point.tree.limbs() if point.tree else ()
    return reasons_open(point, values, [_limb_result(limb, values) for limb in limbs])


def reasons_open(point: Point, values: Values, results: Sequence[LimbResult]) -> tuple[Words, ...]:
    """The same with the limbs already held against the values."""
    reasons: list[Words] = []
    if point.partial:
        reasons.append(PARTIAL)
    if point.unread:
        reasons.append(UNREAD)
    if point.beside:
        reasons.append(BESIDE)
    limbs = tuple(point.tree.limbs()) if point.tree else ()
    if not point.checked.decides or any(not limb.checked.decides for limb in limbs):
        reasons.append(UNCHECKED)
    for limb, result in zip(limbs, results, strict=True):
        for one, reading in values.readings(limb.quantity):
            if reading.question:
                reasons.append(reading.question)
            elif _elsewhere(limb, reading.measured, one.units):
                reasons.append(OTHER_CONDITION)
        if isinstance(result.given, tuple) and result.met is None and limb.checked.decides:
            reasons.append(ACROSS)
    return tuple(dict.fromkeys(reasons))
