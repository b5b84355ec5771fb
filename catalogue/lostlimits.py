"""Limits that an amendment's new wording put out of use and nobody has loaded again.

Values that flow: the entry of the base edition and the same entry as amended -> the points whose limits are lost, with
the quantities they were on. The hard problem: an amended point prints its figures, but as numbers they are not loaded,
and to a comparison of numbers it looks like a point without any limit. So the edition it amends is asked: a point
that lost its limits, or a reworded one of an entry that lost a quantity altogether, is open for that quantity. A point
that was deleted has lost nothing. Rejected: carrying the old limits on; they are no longer the law.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.model import Catalogue, Edition, Entry, Point, Words

LOST = Words(
    "该要点经修改，其数值条件尚未载入，须看条文中的数字",
    "This point was amended and its limits are not loaded; its text prints the figures",
)


def lost_points(before: Entry, after: Entry) -> Iterator[tuple[Point, frozenset[str]]]:
    """Points of `after` without limits that had some before, or stand reworded where a quantity is lost, with the ids
    of the quantities."""
    old = {point.no: point for point in before.points}
    had = {no: quantities_of(point) for no, point in old.items()}
    kept = frozenset[str]().union(*(quantities_of(point) for point in after.points))
    gone = frozenset[str]().union(*had.values()) - kept
    for point in after.points:
        earlier = old.get(point.no)
        if point.tree is not None or (earlier is not None and earlier.text.zh == point.text.zh and not earlier.tree):
            continue
        lost = gone | had.get(point.no, frozenset())
        if lost:
            yield point, lost


def quantities_of(point: Point) -> frozenset[str]:
    """The ids of the quantities that a point's limits are on."""
    return frozenset(limb.quantity for limb in point.tree.limbs()) if point.tree else frozenset()


def lost_in(catalogue: Catalogue, edition: Edition) -> Iterator[tuple[Entry, Point, frozenset[str]]]:
    """Every point of an edition whose limits fell away in it or in one of the editions it builds on."""
    bases = tuple(_bases(catalogue, edition))
    if not bases:
        return
    earlier: dict[str, list[Entry]] = {}
    for base in bases:
        for entry in base.entries:
            if any(point.tree for point in entry.points):
                earlier.setdefault(entry.id, []).append(entry)
    for entry in edition.entries:
        found: dict[str | None, tuple[Point, frozenset[str]]] = {}
        for before in earlier.get(entry.id, ()):
            for point, lost in lost_points(before, entry):
                found[point.no] = (point, lost | (found[point.no][1] if point.no in found else frozenset()))
        yield from ((entry, point, lost) for point, lost in found.values())


def _bases(catalogue: Catalogue, edition: Edition) -> Iterator[Edition]:
    seen = {edition.id}
    now: Edition | None = edition
    while now is not None:
        name = now.inherits or now.amends
        now = catalogue.edition(name) if name and name not in seen else None
        if now is not None:
            seen.add(now.id)
            yield now
