"""Measured values asked of every list: the points whose limits are on them, each judged.

Values that flow: ("探测距离", "3.2 km") -> `Given` -> the points that limit such a quantity (`limitbook`) -> a `Match`
each, judged by `verdicts`. The one hard problem: a point must not be missing from the answer because it cannot be
judged; so one that lost its limits in an amendment, one of an edition that decides nothing now and one with two
values are all in it, open and with the reason. Rejected: only what is captured; what is open is the lawyer's work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from catalogue.editions import IN_FORCE, Chosen, select_editions
from catalogue.given import Given, Reading, pair, quantities_named, read_given
from catalogue.limitbook import LimitBook
from catalogue.lostlimits import LOST
from catalogue.model import Catalogue, Edition, Entry, Point, State, Words
from catalogue.packs import Library
from catalogue.problems import Problem, did_you_mean
from catalogue.results import Match, Verdict
from catalogue.text import Normaliser
from catalogue.units import UnitTable
from catalogue.verdicts import (
    ACROSS,
    NEVER_DECIDING,
    PARTIAL,
    Judged,
    Values,
    judge,
    judged,
    reasons_open,
    why_open,
)

__all__ = [
    "ACROSS",
    "NEVER_DECIDING",
    "PARTIAL",
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

TWO_VALUES = Words(
    "同一物理量给出了不同的值，以哪个为准？", "Different values are given for one quantity: which one holds?"
)
HELD = Words("该版本或措施按其现时状态不作结论", "In its present state this edition or measure decides nothing")
_ORDER = MappingProxyType({verdict: place for place, verdict in enumerate(Verdict)})


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
    book: LimitBook | None = None,
) -> tuple[Match, ...]:
    """Every point of the chosen editions with a limb on a given quantity: captured, open, then not captured.

    Open too is a point that had such a limb before an amendment gave it another wording (`lostlimits`).

    `about` keeps entries that answer to a word of it. A limb in a unit that the table does not know stays unknown;
    `limb_problems` names it. `book` is the library's own where one is kept. Raises BadInput for an unknown catalogue
    or edition.
    """
    chosen = select_editions(library, catalogue=catalogue, edition=edition, as_of=as_of)
    held = book if book is not None and book.library is library else LimitBook(library, normaliser)
    questions = {c.id: _Question(c, given, held, about) for c, _, _ in chosen}
    matches = [match for one in chosen for match in questions[one[0].id].matches(one)]
    matches += [match for one in chosen for match in questions[one[0].id].lost(one)]
    return tuple(sorted(matches, key=lambda m: _ORDER[m.verdict]))


class _Question:
    """The given values put to one catalogue."""

    def __init__(self, catalogue: Catalogue, given: Sequence[Given], book: LimitBook, about: str) -> None:
        self._book = book
        self._values = Values(catalogue.quantities, given)
        self._wanted = {
            r.quantity.id for g in given for r in g.readings if catalogue.quantities.get(r.quantity.id) == r.quantity
        }
        self._topic = book.topic(about, catalogue) if about and self._wanted else None
        self._covered: dict[int, bool] = {}

    def matches(self, chosen: Chosen) -> Iterator[Match]:
        """The points of an edition with a limb on one of the values."""
        if self._wanted:
            catalogue, edition, state = chosen
            for entry, point in self._book.limits(catalogue, edition).on(self._wanted):
                if self._covers(entry):
                    yield _match(edition, state, entry, point, self._values)

    def lost(self, chosen: Chosen) -> Iterator[Match]:
        """The points of an edition whose limits on one of the values fell away with their old wording."""
        if not self._wanted:
            return
        catalogue, edition, state = chosen
        for entry, point, lost in self._book.limits(catalogue, edition).lost:
            asked = tuple(sorted(lost & self._wanted))
            if asked and self._covers(entry):
                judgement = (Verdict.OPEN, (), None, asked)
                yield _stated(edition, state, entry, point, judgement, (LOST,))

    def _covers(self, entry: Entry) -> bool:
        """Whether the entry is about what was asked about; each is looked at once."""
        if self._topic is None:
            return True
        known = self._covered.get(id(entry))
        if known is None:
            known = self._covered[id(entry)] = self._topic.covers(entry)
        return known


def _match(edition: Edition, state: State, entry: Entry, point: Point, values: Values) -> Match:
    verdict, limbs, tree, unknown = judged(point, values)
    why = (TWO_VALUES,) if any(values.contradictory(limb.quantity) for limb in limbs) else ()
    held = verdict is Verdict.CAPTURED and state in NEVER_DECIDING
    if held:
        verdict = Verdict.OPEN
    if verdict is Verdict.OPEN:
        why = (*why, *reasons_open(point, values, limbs), *((HELD,) if held else ()))
    return _stated(edition, state, entry, point, (verdict, limbs, tree, unknown), why)


def _stated(
    edition: Edition, state: State, entry: Entry, point: Point, judgement: Judged, why: tuple[Words, ...]
) -> Match:
    verdict, limbs, tree, unknown = judgement
    return Match(
        catalogue=edition.catalogue,
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
        why=why,
    )


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
