"""Measured values held against the limbs of control points: three-valued, exact, strict where the text is strict.

Values that flow: ("探测距离", "3.2 km") -> `Given` -> per point a verdict, limb by limb with margins, and the limbs
nobody decided. The one hard problem: not knowing is not the same as not meeting, so a limb is met, not met or
unknown, and whatever is uncertain (a range across the threshold, part of a text, an unchecked number, another
counting basis) stays unknown. Rejected: a score of similarity; a lawyer cannot defend it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from catalogue.editions import IN_FORCE, select_editions
from catalogue.given import Given, Reading, contradictory, pair, quantities_named, read_given
from catalogue.lostlimits import LOST, lost_in
from catalogue.model import Catalogue, Edition, Entry, Limb, LimbTree, Op, Point, Quantity, State, Words
from catalogue.packs import Library
from catalogue.problems import Problem, did_you_mean
from catalogue.quantity import Measured
from catalogue.results import LimbResult, Match, Tree, Verdict
from catalogue.searching.relevance import Topic
from catalogue.text import Normaliser
from catalogue.units import UnitTable, tidy

__all__ = [
    "Given",
    "Reading",
    "judge",
    "limb_problems",
    "measure",
    "pair",
    "quantities_named",
    "read_given",
    "why_open",
]

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
TWO_VALUES = Words(
    "同一物理量给出了不同的值，以哪个为准？", "Different values are given for one quantity: which one holds?"
)
HELD = Words("该版本或措施按其现时状态不作结论", "In its present state this edition or measure decides nothing")

_VALUE_IN_TEXT = re.compile(r"(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[A-Za-z°μΩ%][A-Za-z0-9/]*)")

Interval = tuple[Fraction, Fraction]


def measure(
    library: Library,
    units: UnitTable,
    normaliser: Normaliser,
    given: Sequence[Given],
    *,
    about: str = "",
    catalogue: str = "",
    edition: str = IN_FORCE,
    as_of: dt.date,
) -> tuple[Match, ...]:
    """Every point of the chosen editions with a limb on a given quantity: captured, open, then not captured.

    Open too is a point that had such a limb before an amendment gave it another wording (`lostlimits`).

    `about` keeps entries that answer to a word of it. A limb in a unit that the table does not know stays unknown;
    `limb_problems` names it. Raises BadInput for an unknown catalogue or edition.
    """
    chosen = select_editions(library, catalogue=catalogue, edition=edition, as_of=as_of)
    topics = {c.id: Topic(about, c.synonyms, normaliser) for c, _, _ in chosen} if about else {}
    matches = [
        _match(each, one_edition, state, entry, point, given)
        for each, one_edition, state in chosen
        for entry, point in _points_on(one_edition, each.quantities, given)
        if not topics or topics[each.id].covers(entry)
    ]
    matches += [
        _lost_match(each, one_edition, state, entry, point, lost)
        for each, one_edition, state in chosen
        for entry, point, lost in _lost_on(each, one_edition, given)
        if not topics or topics[each.id].covers(entry)
    ]
    return tuple(sorted(matches, key=lambda m: tuple(Verdict).index(m.verdict)))


def _points_on(
    edition: Edition, quantities: dict[str, Quantity], given: Sequence[Given]
) -> Iterator[tuple[Entry, Point]]:
    wanted = {r.quantity.id for g in given for r in g.readings if quantities.get(r.quantity.id) == r.quantity}
    if not wanted:
        return
    for entry in edition.entries:
        for point in entry.points:
            if point.tree is not None and _asks(point.tree, wanted):
                yield entry, point


def _lost_on(
    catalogue: Catalogue, edition: Edition, given: Sequence[Given]
) -> Iterator[tuple[Entry, Point, tuple[str, ...]]]:
    """Points whose limits on a given quantity fell away with their old wording."""
    wanted = {i for i, q in catalogue.quantities.items() if any(g.reading_for(q) for g in given)}
    for entry, point, lost in lost_in(catalogue, edition):
        asked = tuple(sorted(lost & wanted))
        if asked:
            yield entry, point, asked


def _lost_match(
    catalogue: Catalogue, edition: Edition, state: State, entry: Entry, point: Point, unknown: tuple[str, ...]
) -> Match:
    return Match(
        catalogue=catalogue.id,
        edition=edition.id,
        id=entry.id,
        code=entry.code,
        title=entry.title,
        control=entry.control,
        point=point.no,
        state=state,
        verdict=Verdict.OPEN,
        limbs=(),
        tree=None,
        unknown=unknown,
        why=(LOST,),
    )


def _asks(tree: LimbTree, wanted: set[str]) -> bool:
    """True where a limb of the tree bounds one of these quantities."""
    return any(_asks(p, wanted) if isinstance(p, LimbTree) else p.quantity in wanted for p in tree.parts)


def _match(
    catalogue: Catalogue, edition: Edition, state: State, entry: Entry, point: Point, given: Sequence[Given]
) -> Match:
    verdict, limbs, tree, unknown = judge(point, catalogue.quantities, given)
    held: tuple[Words, ...] = ()
    if verdict is Verdict.CAPTURED and state in NEVER_DECIDING:
        verdict, held = Verdict.OPEN, (HELD,)
    twice = (TWO_VALUES,) if any(contradictory(given, catalogue.quantities.get(one.quantity)) for one in limbs) else ()
    return Match(
        catalogue=catalogue.id,
        edition=edition.id,
        id=entry.id,
        code=entry.code,
        title=entry.title,
        control=entry.control,
        point=point.no,
        state=state,
        verdict=verdict,
        limbs=limbs,
        tree=tree,
        unknown=unknown,
        why=(*twice, *_why_open(point, catalogue.quantities, given, limbs), *held)
        if verdict is Verdict.OPEN
        else twice,
    )


def judge(
    point: Point, quantities: dict[str, Quantity], given: Sequence[Given]
) -> tuple[Verdict, tuple[LimbResult, ...], Tree | None, tuple[str, ...]]:
    """(verdict, every limb in printed order, how they combine, ids of the quantities not decided).

    A point without limbs is open. Of a partial point only a failing `all` at its root decides (not captured); a
    point that is itself unchecked decides nothing. Where part of a text was not read by machine, only an `any` with a
    limb that is met decides.
    """
    if point.tree is None:
        return Verdict.OPEN, (), None, ()
    limbs = tuple(_limb_result(limb, quantities, given) for limb in point.tree.limbs())
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


def _limb_result(limb: Limb, quantities: dict[str, Quantity], given: Sequence[Given]) -> LimbResult:
    quantity = quantities.get(limb.quantity)
    taken = [(g, r) for g in given if (r := g.reading_for(quantity))]
    spans = [_in_unit(reading, limb.unit, g.units) for g, reading in taken]
    known = [span for span in spans if span is not None]
    met = margin = shown = None
    if known and len(known) == len(spans):
        low, high = min(s[0] for s in known), max(s[1] for s in known)
        shown = low if low == high else (low, high)
        answers = {_met(limb, span) for span in known}
        decides = limb.checked.decides and not any(_elsewhere(limb, r.measured, g.units) for g, r in taken)
        met = answers.pop() if len(answers) == 1 and decides else None
        margin = _margin(limb, shown, taken[0]) if met is not None else None
    return LimbResult(
        quantity=limb.quantity,
        name=quantity.name if quantity else Words(limb.quantity),
        op=limb.op,
        threshold=(limb.values[0], limb.values[1]) if limb.op is Op.BETWEEN else limb.values[0],
        unit=limb.unit,
        given=shown,
        given_text="; ".join(dict.fromkeys(g.text for g, _ in taken)),
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
    inside = _meeting(limb)
    low, high = span
    if inside(low) and inside(high):
        return True
    if inside(low) or inside(high):
        return None
    bottom, top = limb.values[0], limb.values[-1]
    return None if limb.op in (Op.EQ, Op.BETWEEN) and low < top and high > bottom else False


def _meeting(limb: Limb) -> _Test:
    bottom, top = limb.values[0], limb.values[-1]
    return _Test(
        low=bottom if limb.op not in (Op.LT, Op.LE) else None,
        high=top if limb.op not in (Op.GT, Op.GE) else None,
        low_counts=limb.op in (Op.GE, Op.EQ) or (limb.op is Op.BETWEEN and limb.closed in ("both", "left")),
        high_counts=limb.op in (Op.LE, Op.EQ) or (limb.op is Op.BETWEEN and limb.closed in ("both", "right")),
    )


@dataclass(frozen=True, slots=True)
class _Test:
    """The values that meet a limb: from `low` to `high`, None for no end."""

    low: Fraction | None
    high: Fraction | None
    low_counts: bool
    high_counts: bool

    def __call__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_counts and value == self.low)
        below = self.high is None or value < self.high or (self.high_counts and value == self.high)
        return above and below


def _margin(limb: Limb, shown: Fraction | Interval, taken: tuple[Given, Reading]) -> Fraction | None:
    """given / threshold; None for ranges, for a threshold of 0 and where units have different zeros."""
    given, reading = taken
    kind = given.units.dimensions[reading.measured.dimension]
    if isinstance(shown, tuple) or limb.op is Op.BETWEEN or limb.values[0] == 0 or kind.has_zero_points:
        return None
    return shown / limb.values[0]


def _elsewhere(limb: Limb, measured: Measured, units: UnitTable) -> bool:
    """True where the value states a condition of the same kind as the limb's (pressure, rate) with another number, or
    where the limb's is in words (0.1C, 中译外) and the words stated are not among them."""
    if not measured.condition:
        return False
    printed = f"{limb.condition.zh} {limb.condition.en}"
    wanted = _conditions(printed, units)
    stated = _conditions(measured.condition, units)
    if measured.condition and limb.condition and not wanted:
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


def why_open(point: Point, quantities: dict[str, Quantity], given: Sequence[Given]) -> tuple[Words, ...]:
    """What keeps a point open beside limbs that were not given: for reasons and questions in both languages."""
    limbs = point.tree.limbs() if point.tree else ()
    return _why_open(point, quantities, given, [_limb_result(limb, quantities, given) for limb in limbs])


def _why_open(
    point: Point, quantities: dict[str, Quantity], given: Sequence[Given], results: Sequence[LimbResult]
) -> tuple[Words, ...]:
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
        for one in given:
            reading = one.reading_for(quantities.get(limb.quantity))
            if reading and reading.question:
                reasons.append(reading.question)
            elif reading and _elsewhere(limb, reading.measured, one.units):
                reasons.append(OTHER_CONDITION)
        if isinstance(result.given, tuple) and result.met is None and limb.checked.decides:
            reasons.append(ACROSS)
    return tuple(dict.fromkeys(reasons))


def limb_problems(library: Library, units: UnitTable) -> tuple[Problem, ...]:
    """Every limb and quantity of the library that the unit table cannot read, once each."""
    found: dict[Problem, None] = {}
    for catalogue in library.catalogues.values():
        for quantity in catalogue.quantities.values():
            if quantity.dimension not in units.dimensions:
                hint = did_you_mean(quantity.dimension, units.dimensions)
                text = f"'{quantity.dimension}' is not a dimension of the unit table"
                found[Problem(text, f"{catalogue.id}/quantities.yaml", 0, quantity.id, hint)] = None
        for problem in _edition_problems(catalogue, units):
            found[problem] = None
    return tuple(found)


def _edition_problems(catalogue: Catalogue, units: UnitTable) -> Iterator[Problem]:
    for edition in catalogue.editions:
        for entry in edition.entries:
            for point in entry.points:
                for limb in point.tree.limbs() if point.tree else ():
                    quantity = catalogue.quantities.get(limb.quantity)
                    kind = units.dimensions.get(quantity.dimension) if quantity else None
                    if kind is None or units.find(limb.unit, kind.id) or (not limb.unit and kind.bare):
                        continue
                    text = f"'{limb.unit}' is not a unit of '{limb.quantity}'"
                    hint = f"it takes {units.accepted(kind.id)}"
                    yield Problem(text, f"{catalogue.id}/{edition.id}.yaml", point.line, "unit", hint)
