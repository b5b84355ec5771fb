"""Which quantity a value belongs to: the name beside it, held against the quantities of the loaded catalogues.

Values that flow: passages -> `Statement`s: the name as written, the value, and every quantity of every catalogue that
goes by this name and has this dimension. The one hard problem: the nearest name is a guess. So a value decides a limb
only where the whole name beside it is a name of the quantity (`exact`), where it is no approximation, and where a bound
leaves no doubt; all else is shown and stays unknown. Two values of one quantity are both kept, an uncertain one beside
a certain one too: a limb that they answer differently stays unknown. Rejected: taking the larger; it may be another
model's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from catalogue.assessing.asides import set_aside
from catalogue.assessing.datasheet import Passage
from catalogue.assessing.figures import Bound, Figure, figures, level
from catalogue.assessing.lexicon import Lexicon, TermTable
from catalogue.given import Given, Reading
from catalogue.model import Quantity, Words
from catalogue.packs import Library
from catalogue.problems import BadInput
from catalogue.quantity import Measured, fit, format_quantity, parse_quantity
from catalogue.sizes import axes_named, format_sizes, sizes_in
from catalogue.text import FIRST_CJK, Normaliser
from catalogue.units import UnitTable

FAR = Fraction(10) ** 60
"""Stands for "no upper end" where a value is stated as a lower bound."""
_CLAUSE = re.compile(r"[，;；。\n|!！?？]|[,.](?=\s|$)|、")
_MOST_BEFORE = 60
_MOST_GAP = 20
_MOST_AFTER = 24
_GAP = re.compile(
    r"\s*(?:[:：=＝(（]|为|达到|可达|高达|达|是|≥|≤|>|<|≈|±|约|大约|不小于|不大于|不低于|不高于|不超过|"
    r"不少于|不得超过|未超过|不多于|大于|小于|超过|优于|好于|高于|低于|至少|至多|最大|最小|典型值?|标称|额定|"
    r"\b(?:of|is|are|up to|at least|at most|about|approx\.?|better than|(?:no |not )?(?:less|more|greater) than|"
    r"not exceeding|over|above|"
    r"below|under|typ\.?|typical|max\.?|min\.?|maximum|minimum|from|reaches|reaching|to)\b)*\s*",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"\s*\w*\s*")
_PREFIX = re.compile(
    r"(?:最大|最小|最高|最低|典型|标称|额定|单轴|有效|的|其|下|时|倍率下?|条件下|具有|实现|\b(?:the|a|an|its|with|and|of|maximum|max\.?|"
    r"minimum|typical|nominal|rated|per|has|have|offers|single|axis|at)\b|[\s:：()（）\-*•·])*",
    re.IGNORECASE,
)
_SMALLER_IS_BETTER = re.compile(
    r"精度|误差|分辨|稳定|漂移|噪声|准确|重复|accura|error|resolution|stability|drift|noise|precision|repeatab|uncertain",
    re.I,
)
_SIGNS = re.compile(r"[:：=＝]|≥|≤|>|<|≈|±|约|不小于|不大于|小于|大于")
_SMALL_WORDS = r"(?:of|is|are|up to|with|and|at|for|in|a|an|the|to|from)"
_EDGE_WORDS = re.compile(rf"^(?:{_SMALL_WORDS}\b\s*)+|(?:\s*\b{_SMALL_WORDS})+$", re.I)
_UNIT_IN_NAME = re.compile(r"[(（\[/]\s*(?P<unit>[^()（）\[\]/]{1,16}(?:/[^()（）\[\]]{1,8})?)\s*[)）\]]?\s*$")
_NAME_EDGE = " \t:：=＝-–—·•*,，的为"
_LONGEST_NAME = 40
_MOST_READ = 20_000
"""Values that are remembered as they were read."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of a datasheet. `name` is as written; `given` holds its readings, none where no quantity is so named.

    `decides`: the name is wholly a name of the quantity and the value no approximation. `[start:end]` is the value in
    its passage; `measured` the value by itself where it can be read.
    """

    name: str
    text: str
    passage: int
    start: int
    end: int
    given: Given
    bound: Bound = Bound.VALUE
    exact: bool = True
    measured: Measured | None = None

    @property
    def decides(self) -> bool:
        """Whether the value may settle a limb."""
        return self.exact and self.bound not in (Bound.ABOUT, Bound.BETTER)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it may be a value of."""
        return tuple(r.quantity for r in self.given.readings)


class QuantityNames:
    """The names of all quantities of a library, found in running text."""

    def __init__(self, library: Library, units: UnitTable, normaliser: Normaliser) -> None:
        self.units = units
        self._normaliser = normaliser
        self._quantities: dict[str, list[tuple[str, Quantity]]] = {}
        self._read: dict[tuple[str, str], Measured | None] = {}
        named = [
            (c.id, q, name) for c in library.catalogues.values() for q in c.quantities.values() for name in names_of(q)
        ]
        groups = tuple(((name,), ()) for _, _, name in named)
        self._lexicon = Lexicon(TermTable(groups), (), (), normaliser)
        for catalogue, quantity, name in named:
            key = self._lexicon.key_of(name)
            if key and (catalogue, quantity) not in self._quantities.setdefault(key, []):
                self._quantities[key].append((catalogue, quantity))

    def statements(self, passages: Sequence[Passage]) -> tuple[Statement, ...]:
        """Every value that has a name beside it, in reading order."""
        found: list[Statement] = []
        header: tuple[str, ...] = ()
        for number, passage in enumerate(passages):
            if passage.cells:
                rows = tuple(_Row(self, passage, number, header).statements())
                header = passage.cells if not rows and not any(c and c[0].isdigit() for c in passage.cells) else header
                found.extend(rows)
                continue
            header = ()
            before = passages[number - 1].text if number and not passages[number - 1].cells else ""
            found.extend(self._in_text(passage.text, number, before))
        return tuple(found)

    def _in_text(self, text: str, number: int, before: str) -> Iterator[Statement]:
        every = figures(text, self.units)
        if not every:
            return
        text, every = set_aside(text, every)
        folded = self._normaliser.fold(text)
        known = [(*folded.original_span(m.start, m.end), m.key) for m in self._lexicon.terms(folded.text)]
        last = 0
        for at, figure in enumerate(every):
            if figure.start < last:
                continue  # a condition of the value before
            if figure.sizes:
                begin = max(_clause_start(text, figure.start), last)
                yield from self.of_sizes(text[begin : figure.start].strip(_NAME_EDGE), figure, number)
                last = figure.condition_end
                continue
            earlier = every[at - 1] if at else None
            begin = _clause_start(text, figure.start)
            name = self._name_before(text, (begin, last), figure, known) or self._name_after(text, figure, known)
            condition = _condition(text, earlier, name, figure)
            whole = figure.start == 0 and not text[figure.end :].strip(" .。") and before
            if name is None and whole and len(before) <= _LONGEST_NAME:
                yield from self.of_name(before, figure, number)
            elif name is not None:
                start, end, key, exact = name
                yield self._statement(text[start:end], key, replace(figure, condition=condition), number, exact)
            elif not figure.bare:
                yield self._statement(_raw_name(text[max(begin, last) : figure.start]), "", figure, number, exact=False)
            last = figure.condition_end

    def of_name(self, name: str, figure: Figure, number: int) -> Iterator[Statement]:
        """A value whose name stands in a cell or line of its own."""
        folded = self._normaliser.fold(name)
        fitting = [m for m in self._lexicon.terms(folded.text) if self._fits(m.key, figure)]
        best = max(fitting, key=lambda m: m.end - m.start, default=None)
        if best is not None:
            start, end = folded.original_span(best.start, best.end)
            rest = _PREFIX.fullmatch(name[:start]) and not _UNIT_IN_NAME.sub("", name[end:]).strip(
                _NAME_EDGE + "()（）"
            )
            yield self._statement(name.strip(), best.key, figure, number, exact=bool(rest))
        elif not figure.bare:
            yield self._statement(name.strip(_NAME_EDGE)[:_LONGEST_NAME], "", figure, number, exact=False)

    def of_sizes(self, name: str, figure: Figure, number: int) -> Iterator[Statement]:
        """Sizes: each by its axis where the name says which is which, else told as they stand."""
        axes, sizes = axes_named(name), figure.sizes
        if sizes is not None and len(axes) == len(sizes.axes):
            for axis, value in zip(axes, sizes.axes, strict=True):
                alone = replace(figure, text=format_quantity(value), dimensions=("length",), sizes=None)
                yield from self.of_name(axis, alone, number)
        elif sizes is not None:
            shown = replace(figure, text=format_sizes(sizes))
            yield self._statement(name[:_LONGEST_NAME], "", shown, number, exact=False)

    def _name_before(
        self, text: str, edges: tuple[int, int], figure: Figure, known: list[tuple[int, int, str]]
    ) -> tuple[int, int, str, bool] | None:
        begin, last = edges
        near = [k for k in known if last < k[1] <= figure.start and figure.start - k[1] <= _MOST_GAP]
        inside = [k for k in near if k[0] >= begin]
        for start, end, key in sorted(inside, key=lambda k: (-k[1], k[0])):
            if self._fits(key, figure):
                close = _GAP.fullmatch(text[end : figure.start]) is not None
                own = (
                    _PREFIX.fullmatch(text[max(begin, last) : start]) is not None
                    or start < last
                    or not _joined_on(text, start)
                )
                return start, end, key, close and own
        return None

    def _name_after(
        self, text: str, figure: Figure, known: list[tuple[int, int, str]]
    ) -> tuple[int, int, str, bool] | None:
        for start, end, key in known:
            gap = text[figure.end : start]
            if start < figure.end or len(gap) > _MOST_AFTER or not _ONE_WORD.fullmatch(gap):
                continue
            if self._fits(key, figure):
                return start, end, key, gap.strip() in ("", "的", "of")
        return None

    def _fits(self, key: str, figure: Figure) -> bool:
        for _, quantity in self._quantities.get(key, ()):
            kind = self.units.dimensions.get(quantity.dimension)
            if kind is None:
                continue
            if quantity.dimension in figure.dimensions or any(a in figure.dimensions for a in kind.asks):
                return True
            if figure.bare and (kind.bare or quantity.maximum is not None) and figure.text:
                return True
        return False

    def _statement(self, name: str, key: str, figure: Figure, number: int, exact: bool) -> Statement:
        readings = tuple(r for _, q in self._quantities.get(key, ()) if (r := self._reading(q, figure)))
        text = f"{figure.text} ({figure.condition})" if figure.condition else figure.text
        bound = figure.bound
        if bound is Bound.BETTER and _SMALLER_IS_BETTER.search(name):
            bound = Bound.AT_MOST
        readings = tuple(replace(r, measured=_opened(r.measured, bound, self.units)) for r in readings)
        given = Given(name, _written(figure, text), readings, self.units)
        return Statement(name, text, number, figure.start, figure.end, given, bound, exact, self.measured(figure.text))

    def measured(self, text: str, dimension: str = "") -> Measured | None:
        """The value by itself, None where it cannot be read; each text is read once for each dimension."""
        key = (text, dimension)
        if key in (kept := self._read):
            return kept[key]
        if len(kept) >= _MOST_READ:
            self._read = kept = {}
        found = kept[key] = self._parsed(text, dimension)
        return found

    def _parsed(self, text: str, dimension: str) -> Measured | None:
        try:
            return parse_quantity(text, self.units, dimension) if text else None
        except BadInput:
            return None

    def _reading(self, quantity: Quantity, figure: Figure) -> Reading | None:
        kind = self.units.dimensions.get(quantity.dimension)
        if kind is None or not figure.text:
            return None
        for text in (f"{figure.text} ({figure.condition})", figure.text) if figure.condition else (figure.text,):
            measured = self.measured(text, kind.id)
            if measured is None:
                continue
            try:
                fitting = fit(measured, kind, quantity.maximum)
            except BadInput:
                continue
            if fitting is not None:
                return Reading(quantity, fitting)
            if measured.dimension in kind.asks:
                return Reading(quantity, measured, kind.question)
        return None


class _Row:
    """One row of a table: a name, perhaps a unit of its own, and values."""

    def __init__(self, names: QuantityNames, passage: Passage, number: int, header: tuple[str, ...]) -> None:
        self._names = names
        self._cells = passage.cells
        self._number = number
        self._header = header
        self._starts: list[int] = []
        place = 0
        for cell in (c for c in passage.cells if c):
            self._starts.append(place)
            place += len(cell) + 3

    def statements(self) -> Iterator[Statement]:
        filled = [(at, c) for at, c in enumerate(self._cells) if c]
        name = next((c for _, c in filled), "")
        unit = self._unit(name, [c for _, c in filled[1:]])
        for order, (_, cell) in enumerate(filled[1:], 1):
            past = 0
            for figure in figures(cell, self._names.units):
                if figure.start < past:
                    continue  # a condition of the value before
                past = figure.condition_end
                shown = self._with_unit(figure, cell, unit)
                at = self._starts[order]
                moved = replace(shown, start=figure.start + at, end=figure.end + at)
                tell = self._names.of_sizes if shown.sizes else self._names.of_name
                yield from tell(name, moved, self._number)

    def _unit(self, name: str, cells: list[str]) -> str:
        """The unit printed in the name's brackets or in a cell of its own."""
        found = _UNIT_IN_NAME.search(level(name))
        spellings = ([found["unit"]] if found else []) + [level(c) for c in cells]
        return next((s.strip() for s in spellings if self._names.units.candidates(s.strip())), "")

    def _with_unit(self, figure: Figure, cell: str, unit: str) -> Figure:
        if not figure.bare or not unit:
            return figure
        if not figure.text:
            return replace(
                figure, sizes=sizes_in(f"{level(cell)[figure.start : figure.end]} {unit}", self._names.units)
            )
        kinds = tuple(dict.fromkeys(u.dimension for u in self._names.units.candidates(unit)))
        return replace(figure, text=f"{figure.text} {unit}", dimensions=kinds)


def names_of(quantity: Quantity) -> tuple[str, ...]:
    """What a quantity is called in a text: all its names but an id written with underscores."""
    return tuple(n for n in quantity.all_names if "_" not in n)


def contradictions(statements: Sequence[Statement]) -> tuple[tuple[Words, tuple[Statement, ...]], ...]:
    """The quantities with several values under the same condition, each with its statements: told, never chosen."""
    by_quantity: dict[str, tuple[Words, list[Statement]]] = {}
    for statement in statements:
        for quantity in statement.quantities[:1]:
            by_quantity.setdefault(quantity.id, (quantity.name, []))[1].append(statement)
    return tuple((name, tuple(found)) for name, found in by_quantity.values() if _apart(found))


def _apart(found: Sequence[Statement]) -> bool:
    """True where two of the values, under the same condition, have no number in common."""
    spans: dict[str, tuple[Fraction, Fraction]] = {}
    for reading, units in ((s.given.readings[0].measured, s.given.units) for s in found):
        unit = units.find(reading.unit, reading.dimension)
        low, high = (unit.to_base(reading.low), unit.to_base(reading.high)) if unit else (reading.low, reading.high)
        before = spans.get(reading.condition)
        both = (max(low, before[0]), min(high, before[1])) if before else (low, high)
        if both[0] > both[1]:
            return True
        spans[reading.condition] = both
    return False


def _opened(measured: Measured, bound: Bound, units: UnitTable) -> Measured:
    """A bound as the range of values it leaves open."""
    kind = units.dimensions.get(measured.dimension)
    if bound is Bound.AT_LEAST:
        return replace(measured, high=max(measured.high, FAR))
    if bound is Bound.AT_MOST:
        return replace(measured, low=-FAR if kind is not None and kind.signed else min(measured.low, Fraction(0)))
    return measured


def _written(figure: Figure, text: str) -> str:
    signs = {Bound.AT_LEAST: "≥ ", Bound.AT_MOST: "≤ ", Bound.ABOUT: "≈ ", Bound.BETTER: "≲ "}
    return signs.get(figure.bound, "") + text


def _clause_start(text: str, at: int) -> int:
    begin = max(0, at - _MOST_BEFORE)
    for edge in _CLAUSE.finditer(text, begin, at):
        begin = edge.end()
    return begin


def _joined_on(text: str, start: int) -> bool:
    """True where a name goes on to the left: 总装机 before 功率, `pulse` before `energy`."""
    before = text[:start].rstrip(" ")
    parted = len(before) < start and bool(before) and ord(before[-1]) >= ord(FIRST_CJK)
    return bool(before) and not parted and (before[-1].isalnum() or before[-1] == "-")


def _condition(text: str, earlier: Figure | None, name: tuple[int, int, str, bool] | None, figure: Figure) -> str:
    """What the value was measured under: in brackets behind it, or `220 MPa下` before its name."""
    if figure.condition or earlier is None or name is None or earlier.bare:
        return figure.condition
    if name[0] < earlier.end <= name[1]:
        return earlier.text
    gap = text[earlier.end : name[0]]
    under = earlier.end <= name[0] and re.fullmatch(r"\s*(?:压力|倍率|温度|条件)?(?:下|时)(?:的)?\s*", gap) is not None
    return earlier.text if under else ""


def _raw_name(text: str) -> str:
    """The words before a value, as far as they may be its name."""
    plain = _SIGNS.sub(" ", text).strip(_NAME_EDGE + "()（）")
    if plain.isascii():
        last = _EDGE_WORDS.sub("", plain).split()[-4:]
        plain = _EDGE_WORDS.sub("", " ".join(last))
    else:
        plain = " ".join(plain.split())
    return plain[-_LONGEST_NAME:].strip(_NAME_EDGE + "()（）")
