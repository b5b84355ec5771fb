"""Bounds: numbers with the words that make limits of them, joined where two bound one quantity.

Values that flow: text, values and comparison words -> `Bound`s in printed order and the values that bound nothing.
The one hard problem: `exceeding 975 nm but not exceeding 1150 nm` is one limit on one quantity, `greater than 5 W and
less than 20 mm` are two; two bounds are joined only where they stand beside each other, point against each other and
agree in dimension. Rejected: one pattern for each printed form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from catalogue.model import Op
from catalogue.thresholds.comparing import BETTER, BETTER_EQUAL, Comparing, Comparison
from catalogue.thresholds.unitwords import UnitAt
from catalogue.thresholds.values import Value

_RANGE = re.compile(r"\s*(?:~|至|到|—{1,2}|-|\b(?:to|and|und|bis)\b|和|与)\s*(?:Φ\s?)?$", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:\bbetween|\bfrom|\bin\s+the\s+range\s+(?:of|from)|\brange\s+(?:of|from)|\branging\s+from|\bzwischen|\bim\s+Bereich\s+von|从|在|介于|为|处于)\s*(?:Φ\s?)?$",
    re.IGNORECASE,
)
_PLAIN_RANGE = re.compile(r"\s*(?:~|至|—{1,2}|\b(?:to|bis)\b)\s*(?:Φ\s?)?$", re.IGNORECASE)
_JOINS = re.compile(
    r"\s*(?:,|，|、)?\s*(?:but|and|und|aber|jedoch|且|并且|及|但|并)?\s*(?:it\s+is\s+)?$", re.IGNORECASE
)
_OR = re.compile(r"\s*(?:或|or|oder|、|,|和)\s*$", re.IGNORECASE)
_IS = re.compile(r"(?<!满分)(?:为|等于)\s*$")
_UNDER = re.compile(r"\s*的?(?:[\u4e00-\u9fff]{0,4})(?:下|时|条件|的)")
_AND_MATERIAL = re.compile(r"\s+[a-z][a-z-]*\s+and\s+$", re.IGNORECASE)
_TIMES = re.compile(r"\s*(?:×|x|X|\*|\bby\b)\s*$")
_BASIS = re.compile(
    r"(?:\s*\(rms\)|\s*rms\b|\s*by\s+(?:weight|volume|mass|mole)|\s*\(?按重量计?\)?|\s+CEP\b|\s*total\s+indicator\s+reading|"
    r"\s*均方根|\s+(?:of\s+)?(?:stroke|thrust|force|torque|travel|power|output)\b|\s+in\s+(?:any|each|one)\s+dimension|"
    r"\s+(?:of\s+)?distanced?\s+travell?ed)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit at a place: one number with an Op, or two for `between`. `at` is where its words or number begin."""

    at: int
    end: int
    op: Op | str
    numbers: tuple[Fraction, ...]
    unit: UnitAt | None
    unit_text: str
    closed: str = "both"
    bad: bool = False
    sizes: int = 0
    behind: bool = False
    bare_range: bool = False
    number_at: int = 0
    value_end: int = 0

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions its unit may have; none for a bare number."""
        return self.unit.dimensions if self.unit else ()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a text: bounds, and values that bound nothing."""

    bounds: tuple[Bound, ...]
    loose: tuple[Value, ...]


def bounds_in(text: str, values: list[Value], comparing: Comparing) -> Found:
    """The bounds among the values of a text (brackets that repeat already blanked)."""
    bounds: list[Bound] = []
    loose: list[Value] = []
    place = 0
    while place < len(values):
        read, used = _sizes(text, values, place, comparing)
        if not used:
            read, used = _range(text, values, place, comparing)
        if not used:
            read, used = _single(text, values, place, comparing)
        if not used:
            read, used = _same_again(text, bounds, values[place])
        if not used:
            read, used = _exact(text, values, place, comparing)
        if used and loose and read[0].op is Op.LE:
            read, loose = _up_to(text, read, loose)
        if used:
            bounds.extend(read)
        else:
            loose.append(values[place])
        place += used or 1
    return Found(tuple(_joined(text, bounds)), tuple(loose))


def _single(text: str, values: list[Value], place: int, comparing: Comparing) -> tuple[list[Bound], int]:
    value = values[place]
    before = comparing.before(text, value.start)
    behind = comparing.behind(text, _past_basis(text, value.end))
    if before is None and behind is None:
        return [], 0
    if before is not None and behind is not None and not _same(before, behind):
        return [replace(_bound(value, before, behind.end), bad=True)], 1
    if before is not None:
        return [_bound(value, before, value.end)], 1
    assert behind is not None
    start = value.start
    return [replace(_bound(value, behind, behind.end), at=start, behind=True)], 1


def _up_to(text: str, read: list[Bound], loose: list[Value]) -> tuple[list[Bound], list[Value]]:
    """`0.1 mrad up to and including 1 mrad`: the number before belongs to the bound."""
    bound, low = read[0], loose[-1]
    words = text[bound.at : bound.number_at].lower()
    if (
        not words.startswith("up")
        or text[low.end : bound.at].strip()
        or low.unit is None
        or low.bad
        or bound.unit is None
    ):
        return read, loose
    shared = [(a, b) for a in low.unit.units for b in bound.unit.units if a.dimension == b.dimension]
    if not shared or shared[0][1].from_base(shared[0][0].to_base(low.number)) >= bound.numbers[0]:
        return read, loose
    first = shared[0][1].from_base(shared[0][0].to_base(low.number))
    both = replace(bound, at=low.start, op=Op.BETWEEN, numbers=(first, bound.numbers[0]), number_at=low.start)
    return [both], loose[:-1]


def _same_again(text: str, bounds: list[Bound], value: Value) -> tuple[list[Bound], int]:
    """`more than 25 % nickel and 20 % chromium`: the comparison stands once for both."""
    last = bounds[-1] if bounds else None
    if last is None or last.bad or last.behind or last.sizes or last.unit_text != value.unit_text:
        return [], 0
    if "ratio" not in value.dimensions or not _AND_MATERIAL.match(text[last.end : value.start]):
        return [], 0
    again = replace(last, at=value.start, end=value.end, numbers=(value.number,), number_at=value.start)
    return [replace(again, value_end=value.end, bad=value.bad or last.op is Op.BETWEEN)], 1


def _exact(text: str, values: list[Value], place: int, comparing: Comparing) -> tuple[list[Bound], int]:
    """`频率为915或2450 MHz`: exact values, the last of which carries the unit."""
    if not _IS.search(text[max(0, values[place].start - 4) : values[place].start]):
        return [], 0
    taken = values[place : place + 1]
    while place + len(taken) < len(values):
        following = values[place + len(taken)]
        if comparing.before(text, following.start) or not _OR.match(text[taken[-1].end : following.start]):
            break
        taken.append(following)
    last = taken[-1]
    if last.unit is None or last.bad or _UNDER.match(text, last.end) or _TIMES.match(text[last.end : last.end + 3]):
        return [], 0
    return [
        Bound(
            taken[0].start, last.end, Op.EQ, (value.number,), last.unit, last.unit_text, bad=value.bad,
            number_at=taken[0].start, value_end=last.end,
        )
        for value in taken
    ], len(taken)  # fmt: skip


def _same(before: Comparison, behind: Comparison) -> bool:
    return before.op == behind.op


def _past_basis(text: str, end: int) -> int:
    found = _BASIS.match(text, end)
    return found.end() if found else end


def _bound(value: Value, by: Comparison, end: int) -> Bound:
    number = abs(value.number) if value.spread else value.number
    return Bound(
        at=min(by.start, value.start),
        end=max(end, value.end),
        op=by.op,
        numbers=(number,),
        unit=value.unit,
        unit_text=value.unit_text,
        bad=value.bad,
        number_at=value.start,
        value_end=value.end,
    )


def _range(text: str, values: list[Value], place: int, comparing: Comparing) -> tuple[list[Bound], int]:
    """`between A and B`, `A~B`: two values, of which the first may leave its unit to the second."""
    if place + 1 >= len(values):
        return [], 0
    low, high = values[place], values[place + 1]
    between = text[low.end : high.start]
    if len(" ".join(between.split())) > 10 or not _RANGE.match(between):
        return [], 0
    opened = _OPENS.search(text[max(0, low.start - 24) : low.start])
    if not opened and not _PLAIN_RANGE.match(between):
        return [], 0
    if comparing.before(text, low.start) or comparing.before(text, high.start) or high.spread:
        return [], 0
    unit = high.unit
    if low.unit is not None and (unit is None or not set(low.dimensions) & set(high.dimensions)):
        return [], 0
    numbers = _in_one_unit(low, high)
    start = low.start - (len(opened[0]) if opened else 0)
    found = Bound(
        at=start,
        end=high.end,
        op=Op.BETWEEN,
        numbers=tuple(sorted(numbers)) if numbers else (Fraction(0), Fraction(0)),
        unit=unit,
        unit_text=high.unit_text,
        bad=low.bad or high.bad or numbers is None,
        bare_range=not opened,
        number_at=low.start,
    )
    return [found], 2


def _in_one_unit(low: Value, high: Value) -> tuple[Fraction, Fraction] | None:
    """The two numbers in the unit of the second."""
    if low.unit is None or high.unit is None or low.unit_text == high.unit_text:
        return low.number, high.number
    for first in low.unit.units:
        for second in high.unit.units:
            if first.dimension == second.dimension:
                return second.from_base(first.to_base(low.number)), high.number
    return None


def _sizes(text: str, values: list[Value], place: int, comparing: Comparing) -> tuple[list[Bound], int]:
    """`120 mm × 120 mm × 50 mm`, `Φ19×21 m`, and ranges of such sizes: one bound for each edge."""
    first = _edges(text, values, place)
    if len(first) < 2:
        return [], 0
    before = comparing.before(text, first[0].start)
    behind = comparing.behind(text, _past_basis(text, first[-1].end))
    by = before or behind
    if by is not None:
        at, end = min(by.start, first[0].start), max(by.end, first[-1].end)
        return [_edge(e, by.op, (e.number,), first[-1], at, end, n, first) for n, e in enumerate(first)], len(first)
    second = _edges(text, values, place + len(first))
    if len(second) == len(first) and _PLAIN_RANGE.match(text[first[-1].end : second[0].start]):
        at, end = first[0].start, second[-1].end
        pairs = zip(first, second, strict=True)
        found = [
            _edge(a, Op.BETWEEN, (a.number, b.number), second[-1], at, end, n, first) for n, (a, b) in enumerate(pairs)
        ]
        return found, 2 * len(first)
    return [], 0


def _edges(text: str, values: list[Value], place: int) -> list[Value]:
    found = values[place : place + 1]
    while place + len(found) < len(values) and len(found) < 3:
        following = values[place + len(found)]
        if not _TIMES.match(text[found[-1].end : following.start]):
            break
        found.append(following)
    return found


def _edge(
    edge: Value,
    op: Op | str,
    numbers: tuple[Fraction, ...],
    last: Value,
    at: int,
    end: int,
    place: int,
    edges: list[Value],
) -> Bound:
    unit = edge.unit or last.unit
    round_one = len(edges) == 2
    bad = edge.bad or op in (BETTER, BETTER_EQUAL) or (len(numbers) == 2 and numbers[0] > numbers[1])
    return Bound(
        at, end, op, numbers, unit, edge.unit_text or last.unit_text, bad=bad, sizes=place + (11 if round_one else 1),
        number_at=edges[0].start,
    )  # fmt: skip


def _joined(text: str, bounds: list[Bound]) -> list[Bound]:
    """The bounds with opposite ones beside each other made one."""
    found: list[Bound] = []
    for bound in bounds:
        both = _as_one(text, found[-1], bound) if found else None
        if both is None:
            found.append(bound)
        else:
            found[-1] = both
    return found


_LOWER, _UPPER = (Op.GT, Op.GE), (Op.LT, Op.LE)


def _as_one(text: str, first: Bound, second: Bound) -> Bound | None:
    if first.sizes or second.sizes or first.bad or second.bad or len(text[first.end : second.at]) > 40:
        return None
    if not _JOINS.match(text[first.end : second.at]):
        return None
    low, high = (first, second) if first.op in _LOWER else (second, first)
    if low.op not in _LOWER or high.op not in _UPPER:
        return None
    numbers = _one_unit(first, second)
    if numbers is None:
        return None
    bottom, top = numbers if low is first else (numbers[1], numbers[0])
    if bottom >= top:
        return None
    closed = {(True, True): "both", (True, False): "left", (False, True): "right", (False, False): "none"}
    return replace(
        second if second.unit else first,
        at=first.at,
        end=second.end,
        op=Op.BETWEEN,
        numbers=(bottom, top),
        closed=closed[low.op is Op.GE, high.op is Op.LE],
        behind=first.behind and second.behind,
        number_at=first.number_at,
    )


def _one_unit(first: Bound, second: Bound) -> tuple[Fraction, Fraction] | None:
    """Both numbers in the unit of the second."""
    if first.unit is None or second.unit is None or first.unit_text == second.unit_text:
        return first.numbers[0], second.numbers[0]
    for one in first.unit.units:
        for other in second.unit.units:
            if one.dimension == other.dimension:
                return other.from_base(one.to_base(first.numbers[0])), second.numbers[0]
    return None
