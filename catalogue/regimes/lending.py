"""Limbs for a named sub-point that the edition does not hold: those of its parent, or of the same code elsewhere.

Values that flow: Place + Entry + designation + day -> the edition and the point whose limbs judge it, or None. The hard
problem: `1C117.c.2.b` is printed in one instrument and only within `c` in another, and the numbers bind in both.
Rejected: taking the lawyer's word where numbers are printed one level up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.editions import in_force
from catalogue.model import Catalogue, Edition, Entry, Point


@dataclass(frozen=True, slots=True)
class Lent:
    """The point whose limbs are used, and the edition that prints it."""

    edition: Edition
    point: Point


def lent_limbs(number: str, entry: Entry, edition: Edition, catalogue: Catalogue, on: dt.date) -> Lent | None:
    """The parent with limbs in the entry itself, else the point or its parent in another edition in force."""
    names = tuple(_upwards(number))
    parent = _with_limbs(entry, names)
    if parent:
        return Lent(edition, parent)
    for other in in_force(catalogue, on):
        same = other.entry(entry.id) if other.id != edition.id else None
        found = _with_limbs(same, names) if same else None
        if found:
            return Lent(other, found)
    return None


def _upwards(number: str) -> Iterator[str]:
    """`c.2.b` -> `c.2.b`, `c.2`, `c`."""
    parts = number.casefold().split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])


def _with_limbs(entry: Entry, names: tuple[str, ...]) -> Point | None:
    points = {(p.no or "").casefold(): p for p in entry.points if p.tree}
    return next((points[name] for name in names if name in points), None)
