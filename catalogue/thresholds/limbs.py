"""Bounds -> limbs with quantity and condition, or unread.

Values that flow: text, regions, bounds -> `Reading`: limbs with their places, conditions, and the spans nobody could
read. The one hard problem: `exceeding 2 W at any frequency exceeding 3 GHz` is one limit under a condition,
`exceeding 2 W and a bandwidth exceeding 3 GHz` are two limits; what stands between two bounds decides. Rejected:
counting both as limits, which would ask for a frequency that nobody claims.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from catalogue.model import Check, Limb, Op, Quantity, Words
from catalogue.thresholds import chinese, english, german
from catalogue.thresholds.bounds import Bound
from catalogue.thresholds.comparing import settled
from catalogue.thresholds.naming import Named, of_term
from catalogue.thresholds.regions import Regions
from catalogue.thresholds.stretches import Stretches
from catalogue.thresholds.unitwords import UnitAt
from catalogue.thresholds.values import Value
from catalogue.thresholds.vocabulary import Vocabulary
from catalogue.units import Unit

_CLAUSE_ENDS = re.compile(r"[；;：:。\n]|\.\s")
_UNDER_EN = re.compile(
    r"\s*(?:per\s+\w+\s*)?,?\s*(?:\(\s*rms\s*\)\s*)?(?:per\s+\w+\s+)?(?:at|bei|während|gemessen|when|measured|over|within|for|during|while|throughout|anywhere|maintained|under|"
    r"using|along|with\s+respect|as\s+measured|in\s+the\s+(?:frequency|wavelength)|if|in\s+(?:any|a|an)\b|used|into|across|to\s+disk)\b"
)
_NEW_LIMB_EN = re.compile(
    r"\b(?:und|oder|mit|sowie)\b|\b(?:and|with|having|or)\s+(?:an?\s+|the\s+|with\s+|having\s+|any\s+)|,\s*(?:and|or|with|having)\b|\bhaving\b|\band\b|\bwith\b"
)
_FOR_DOING = re.compile(r"\s*for\s+\w+ing\b")
_ANYWHERE = re.compile(
    r"\b(?:anywhere\s+within|anywhere\s+in|within\s+the\s+(?:frequency|wavelength)\s+range|for\s+any|at\s+any|at\s+all)\b[^;:.]{0,40}$"
)
_WHILE = re.compile(r"\b(?:while|when|whilst)\b(?!\s+maintaining)[^;:,.]{0,60}$")
_PERIOD = re.compile(r"\b(?:for|over|during|within)\s+(?:an?\s+)?(?:time\s+)?(?:period|duration|interval)\s+of\s*$")
_PER = re.compile(r"\s*per\s+(?:pulse|array|channel|link|axis|element|metre|meter|g)\b")
_OR_BEFORE = re.compile(r"(?P<what>[a-z][a-z -]{2,60}?)\s+or\s+(?:an?\s+|the\s+)?$")
_ODER_BEFORE = re.compile(
    r"(?P<what>[a-zäöüß][a-zäöüß -]{2,60}?)\s+oder\s+(?:eine[rmns]?\s+|de[rmns]\s+|die\s+|das\s+)?$"
)
_FULL_MARKS = re.compile(r"满分为?\s*$")
_UNDER_ZH = re.compile(r"\s*(?:℃)?\s*(?:的)?(?:[\u4e00-\u9fff]{0,6})(?:下|时|条件|情况|期间|范围内|内(?![径部])|之间)")
_AT = re.compile(
    r"(?:\bat\b|\bbei\b|\bunder\b|@|\bover\b|\bof\b|\bfor\b|\busing\b|\bwithin\b|\bduring\b)\s*(?:an?\s+|the\s+)?[\w\s-]{0,44}$"
)
_AT_DE = re.compile(r"\bbei\b[^;:]{0,60}$")
_UNDER_DE = re.compile(r"\s*bei\s+[a-zäöü][^,;.:0-9]{2,40}?(?=[,;.]|\s+(?:und|oder|aufweis\w*)\b|$)")
_AT_FIRST = re.compile(
    r"(?:\bat\b|\bbei\b|\bunder\b|\bover\b|\bduring\b|\bwithin\b)\s*(?:an?\s+|the\s+)?[\w\s-]{0,30}$"
)
_RATE_ZH = re.compile(r"每(?P<per>秒|分钟|分|小时)\s*$")
_RATES = {"秒": "s", "分钟": "min", "分": "min", "小时": "h"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A limb with its quantity and where its words begin and end in the text."""

    limb: Limb
    quantity: Quantity
    start: int
    end: int
    bound: Bound


@dataclass(frozen=True, slots=True)
class Reading:
    """The limbs of a text in printed order, conditions' spans, and spans that could not be read."""

    placed: tuple[Placed, ...]
    conditions: tuple[tuple[int, int], ...]
    unread: tuple[tuple[int, int], ...]


NOTHING = Reading((), (), ())
"""What is read in a text without numbers."""


class LimbReader:
    """Reads the bounds of one text in one language."""

    def __init__(self, text: str, low: str, original: str, lang: str, regions: Regions, vocabulary: Vocabulary) -> None:
        self._text, self._low, self._original = text, low, original
        self._chinese, self._german = lang == "zh", lang == "de"
        self._regions = regions
        self._vocabulary = vocabulary
        self._placed: list[Placed] = []
        self._conditions: list[tuple[int, int]] = []
        self._waiting: list[tuple[int, int]] = []
        self._unread: list[tuple[int, int]] = []
        self._begins: list[int] = []
        self._loose_starts: list[int] = []

    def read(self, bounds: tuple[Bound, ...], loose: tuple[Value, ...], cuts: tuple[int, ...]) -> Reading:
        """The limbs of these bounds; `cuts` are places where a part of a list begins."""
        excluded = Stretches(self._regions.exclusions)
        self._loose_starts = [value.start for value in loose]
        last_end = before = 0
        last_read = False
        for number, bound in enumerate(bounds):
            if excluded.hold(bound.number_at):
                last_end = max(last_end, bound.end)
                continue
            clause = self._clause(bound.at, cuts)
            follows = bounds[number + 1].at if number + 1 < len(bounds) else len(self._text)
            if number and bounds[number - 1].number_at == bound.number_at:
                last_end = before
            before = last_end
            here = max(clause, last_end)
            same_clause = last_end > clause
            if self._is_condition(bound, here, same_clause, follows):
                self._note_condition(bound, here, same_clause and last_read)
            else:
                last_read = self._take(bound, here, self._clause_end(bound.end, follows), loose)
            last_end = max(last_end, bound.end)
        self._loose(loose, cuts)
        return Reading(tuple(self._placed), tuple(self._conditions), tuple(self._unread))

    def _clause(self, at: int, cuts: tuple[int, ...]) -> int:
        begin = max(0, at - 400)
        ends = [m.end() for m in _CLAUSE_ENDS.finditer(self._text, begin, at)]
        return max([begin, *ends[-1:], *(c for c in cuts if begin <= c <= at)])

    def _clause_end(self, at: int, follows: int) -> int:
        found = _CLAUSE_ENDS.search(self._text, at, min(len(self._text), at + 200))
        return min(found.start() if found else min(len(self._text), at + 200), max(at, follows))

    def _is_condition(self, bound: Bound, here: int, same_clause: bool, follows: int) -> bool:
        if self._chinese:
            return self._zh_condition(bound, follows)
        gap = self._low[here : bound.at]
        if not same_clause:
            return bool(_ANYWHERE.search(gap) or _WHILE.search(gap) or _PERIOD.search(gap))
        if _WHILE.search(gap) or _ANYWHERE.search(gap):
            return True
        if not _UNDER_EN.match(gap) or _FOR_DOING.match(gap):
            return False
        return not _NEW_LIMB_EN.search(gap)

    def _zh_condition(self, bound: Bound, follows: int) -> bool:
        """在面密度小于等于5.3kg/m²的情况下 before a limb of the same clause; ranges in …范围内."""
        behind = re.match(r"\s*的?(?:情况|条件)下", self._text[bound.end : bound.end + 8])
        inside = re.match(r"\s*(?:频率|温度|压力|波长)?范围[内下]", self._text[bound.end : bound.end + 8])
        if not behind and not inside:
            return False
        stop = self._clause_end(bound.end, len(self._text))
        return bool(inside) or follows < stop

    def _note_condition(self, bound: Bound, here: int, behind_limb: bool) -> None:
        gap = self._low[here : bound.at]
        words = None if behind_limb else _ANYWHERE.search(gap) or _WHILE.search(gap) or _PERIOD.search(gap)
        span = (bound.at if self._chinese else here + (words.start() if words else 0), bound.end)
        self._conditions.append(span)
        if behind_limb and self._placed and not self._chinese:
            self._add_condition(len(self._placed) - 1, span)
        else:
            self._waiting.append(span)

    def _add_condition(self, number: int, span: tuple[int, int]) -> None:
        placed = self._placed[number]
        words = " ".join(self._text[span[0] : span[1]].split()).strip(" ,，;")
        joined = " ".join(part for part in (placed.limb.condition.zh or placed.limb.condition.en, words) if part)
        condition = Words(joined, "") if self._chinese else Words("", joined)
        self._placed[number] = replace(placed, limb=replace(placed.limb, condition=condition))

    def _take(self, bound: Bound, here: int, stop: int, loose: tuple[Value, ...]) -> bool:
        """True where the bound became a limb."""
        bound = self._per_time(bound)
        named = None if bound.bad else self._named(bound, here, stop)
        op = settled(bound.op, named.better) if named else None
        unit = _unit_of(bound, named) if named else None
        if named is None or op is None or (bound.dimensions and unit is None):
            self._unread.append((min(bound.at, bound.number_at), bound.end))
            return False
        shared = self._shared(named, bound)
        if shared is None:
            self._unread.append((named.start, bound.end))
            return False
        for also in shared:
            self._place(also, op, bound, unit, here, loose)
        self._place(named, op, bound, unit, here, loose)
        return True

    def _named(self, bound: Bound, here: int, stop: int) -> Named | None:
        if bound.sizes:
            return self._edge_name(bound)
        if self._chinese:
            return chinese.quantity_of(self._text, bound, here, stop, self._vocabulary)
        if self._german:
            return german.quantity_of(self._text, bound, here, stop, self._vocabulary)
        return english.quantity_of(self._low, bound, here, stop, self._vocabulary)

    def _edge_name(self, bound: Bound) -> Named | None:
        """The edges of a size: length, width, thickness; of a round one diameter and length."""
        names = ("length", "width", "thickness")
        name = {11: "diameter", 12: "length"}.get(bound.sizes, names[min(bound.sizes, 3) - 1])
        if bound.sizes in (11, 12) and "Φ" not in self._text[max(0, bound.number_at - 3) : bound.number_at]:
            return None
        term = self._vocabulary.find(name)
        if term is None or "length" not in bound.dimensions:
            return None
        return of_term(term, "length", bound.at, bound.end)

    def _shared(self, named: Named, bound: Bound) -> list[Named] | None:
        """`a diameter or length less than 20 mm`: the first of two under one bound; None where it is unknown."""
        if self._chinese or named.start >= bound.at or bound.sizes:
            return []
        begin = max(0, named.start - 70)
        link = (_ODER_BEFORE if self._german else _OR_BEFORE).search(self._low[begin : named.start])
        if not link or any(begin + link.start("what") < p.end <= named.start for p in self._placed[-3:]):
            return []
        words = link["what"].split()
        for size in range(len(words), 0, -1):
            phrase = " ".join(words[-size:])
            ask = self._vocabulary.find_german if self._german else self._vocabulary.find_in
            found = ask(phrase, bound.dimensions)
            if found:
                start = begin + link.end("what") - len(" ".join(words[-size:]))
                return [of_term(found[0], found[1], start, begin + link.end("what"))]
        return None

    def _place(
        self, named: Named, op: Op, bound: Bound, unit: Unit | None, here: int, loose: tuple[Value, ...]
    ) -> None:
        spans = [*self._waiting, *self._before(bound, here, named, loose)]
        self._waiting.clear()
        printed = " ".join(" ".join(self._text[a:b].split()).strip(" ,，、在") for a, b in spans)
        limb = Limb(
            quantity=named.quantity.id,
            op=op,
            values=bound.numbers,
            unit=unit.symbol if unit else "",
            closed=bound.closed,
            condition=Words(printed, "") if self._chinese else Words("", printed),
            checked=Check.MACHINE,
            span=(min(named.start, bound.at, bound.number_at), max(bound.end, named.end)),
        )
        start, end = limb.span or (0, 0)
        self._placed.append(Placed(limb, named.quantity, start, end, bound))

    def _per_time(self, bound: Bound) -> Bound:
        """每分钟大于2L: the unit of the number over the time before it."""
        found = _RATE_ZH.search(self._text[max(0, bound.at - 12) : bound.at]) if self._chinese and bound.unit else None
        if not found:
            return bound
        units = self._vocabulary.units.candidates(f"{bound.unit_text}/{_RATES[found['per']]}")
        return replace(bound, unit=UnitAt(units, bound.end), bad=bound.bad or not units)

    def _between(self, loose: tuple[Value, ...], start: int, end: int) -> tuple[Value, ...]:
        """The loose numbers that begin in a stretch."""
        return loose[bisect_left(self._loose_starts, start) : bisect_left(self._loose_starts, end)]

    def _before(self, bound: Bound, here: int, named: Named, loose: tuple[Value, ...]) -> list[tuple[int, int]]:
        """Conditions before a limb: 220 MPa下, 0.1C, over a time period of 8 hours."""
        found: list[tuple[int, int]] = []
        if not self._chinese:
            for value in self._between(loose, here, bound.at):
                at = _AT_FIRST.search(self._low[max(here, value.start - 50) : value.start])
                if here <= value.start < bound.at and value.dimensions and at:
                    found.append((max(here, value.start - 50) + at.start(), value.end))
            per = (_UNDER_DE if self._german else _PER).match(self._low, bound.end)
            if per:
                found.append((bound.end, per.end()))
            self._conditions.extend(found)
            return found
        for value in self._between(loose, here, named.start):
            if here <= value.start < named.start:
                behind = _UNDER_ZH.match(self._text, value.end)
                rate = value.dimensions[:1] == ("charge_rate",) or "charge_rate" in value.dimensions
                if behind or rate:
                    found.append((value.start, behind.end() if behind else value.end))
        self._conditions.extend(found)
        return found

    def _loose(self, loose: tuple[Value, ...], cuts: tuple[int, ...]) -> None:
        """Numbers that bound nothing: conditions of the limb before them, or not read."""
        self._placed.sort(key=lambda p: (p.bound.number_at, p.start))
        self._begins = [p.start for p in sorted(self._placed, key=lambda p: p.start)]
        held = Stretches([*self._regions.exclusions, *self._conditions, *((p.start, p.end) for p in self._placed)])
        for value in loose:
            if held.hold(value.start):
                continue
            if value.unit is None or not value.dimensions:
                continue
            holder = self._holder(value, cuts)
            if holder is None:
                self._unread.append((value.start, value.end))
                continue
            self._conditions.append((value.start, value.end))
            if holder >= 0:
                self._add_condition(holder, self._condition_words(value, self._placed[holder].end))
        self._unread.extend(self._waiting)

    def _condition_words(self, value: Value, behind: int) -> tuple[int, int]:
        """From the preposition before a number, behind its limb, to the number's end."""
        begin = max(behind if behind <= value.start else 0, value.start - 60)
        at = None if self._chinese else _AT.search(self._low[begin : value.start])
        under = _UNDER_ZH.match(self._text, value.end) if self._chinese else None
        return (begin + at.start() if at else value.start), (under.end() if under else value.end)

    def _holder(self, value: Value, cuts: tuple[int, ...]) -> int | None:
        """The limb a loose number is the condition of; -1 for one that needs no limb, None for none."""
        clause = self._clause(value.start, cuts)
        if _FULL_MARKS.search(self._text[max(0, value.start - 4) : value.start]):
            return -1
        if self._chinese:
            after = bisect_right(self._begins, value.start)
            return after if after < len(self._begins) and _UNDER_ZH.match(self._text, value.end) else None
        before = bisect_left(self._begins, value.start) - 1
        told = (_AT_DE if self._german else _AT).search(self._low[max(clause, value.start - 60) : value.start])
        return before if before >= 0 and self._begins[before] >= clause and told else None


def _unit_of(bound: Bound, named: Named) -> Unit | None:
    if bound.unit is None:
        return None
    return next((u for u in bound.unit.units if u.dimension == named.dimension), None)
