"""An entry's points against what the matter says was measured: plain values in, plain values out. No Qt.

A value that cannot be read is a complaint at its own quantity and never keeps the others from being judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.measure import judge, read_given
from catalogue.model import Entry, Limb, Point, Quantity
from catalogue.problems import BadInput
from catalogue.results import LimbResult, Verdict
from catalogue.sizes import each_axis

if TYPE_CHECKING:
    from catalogue.engine import Engine
    from catalogue.measure import Given


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """One control point with its verdict; `limbs` stand in printed order, `kind` says how they combine."""

    point: Point
    verdict: Verdict
    limbs: tuple[LimbResult, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class JudgedEntry:
    """All points of an entry, the text typed per quantity, and the complaint per quantity that could not be read."""

    points: tuple[JudgedPoint, ...]
    typed: dict[str, str]
    complaints: dict[str, str]


def judge_entry(
    engine: Engine, entry: Entry, quantities: dict[str, Quantity], measured: tuple[tuple[str, str], ...], lang: str
) -> JudgedEntry:
    """Every point of `entry` against `measured` (name, text as typed); complaints in `lang`."""
    typed: dict[str, str] = {}
    complaints: dict[str, str] = {}
    given: list[Given] = []
    for name, text in (axis for one in measured for axis in each_axis(*one, engine.units)):
        quantity = quantity_named(quantities, name)
        if quantity is None:
            continue
        typed[quantity.id] = text
        try:
            given.extend(read_given(engine.library, engine.units, engine.normaliser, [(name, text)]))
        except BadInput as error:
            complaints[quantity.id] = error.in_language(lang)
    points: list[JudgedPoint] = []
    for point in entry.points:
        verdict, limbs, _tree, _unknown = judge(point, quantities, tuple(given))
        points.append(JudgedPoint(point, verdict, limbs, point.tree.kind if point.tree else ""))
    return JudgedEntry(tuple(points), typed, complaints)


def quantity_named(quantities: dict[str, Quantity], name: str) -> Quantity | None:
    """The quantity that goes by this name."""
    wanted = name.strip().casefold()
    for quantity in quantities.values():
        if any(wanted == known.casefold() for known in quantity.all_names):
            return quantity
    return None


def name_to_write(
    quantity: Quantity, measured: tuple[tuple[str, str], ...], quantities: dict[str, Quantity], language: str
) -> str:
    """The name under which a value of this quantity is kept: the one already used, else its own."""
    for name, _ in measured:
        found = quantity_named(quantities, name)
        if found is not None and found.id == quantity.id:
            return name
    return quantity.name.in_language(language) or quantity.id


def limbs_of(point: Point) -> tuple[Limb, ...]:
    """Every limb of a point in printed order."""
    return tuple(point.tree.limbs()) if point.tree else ()
