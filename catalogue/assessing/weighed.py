"""The statements of one datasheet as control points ask for them: by the quantities that a point limits.

Values that flow: statements -> for a catalogue and the quantities of a point the values to judge it by. The hard
problem: a dense datasheet makes two thousand statements, a library holds thousands of points, and most of those ask
for the same few quantities; so who speaks to what is worked out once for each catalogue, and the values once for each
set of quantities. Rejected: going through the statements for every point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.assessing.stated import Statement
from catalogue.model import Catalogue
from catalogue.verdicts import Values


@dataclass(frozen=True, slots=True)
class Weighed:
    """The values that speak to a point, and every quantity they may be values of."""

    values: Values
    quantities: frozenset[str]


class Stated:
    """All statements of a datasheet, in reading order."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._meant = [frozenset(q.id for q in s.quantities) for s in statements]
        self._places: dict[str, dict[str, list[int]]] = {}
        self._weighed: dict[tuple[str, tuple[int, ...]], Weighed] = {}

    def speaking_to(self, quantity: str) -> list[Statement]:
        """Those that may be values of a quantity, of whatever catalogue."""
        return [s for s, meant in zip(self._statements, self._meant, strict=True) if quantity in meant]

    def on(self, catalogue: Catalogue, quantities: Iterable[str]) -> Weighed | None:
        """The values of quantities of a catalogue, None where there are none.

        Where a certain value is stated for a quantity, an uncertain one of it counts as well; uncertain ones alone
        decide nothing and are left out.
        """
        own = self._own(catalogue)
        places = tuple(sorted({place for quantity in quantities for place in own.get(quantity, ())}))
        if not places:
            return None
        known = self._weighed.get((catalogue.id, places))
        if known is None:
            known = self._weighed[catalogue.id, places] = self._weigh(catalogue, places)
        return known

    def _own(self, catalogue: Catalogue) -> dict[str, list[int]]:
        """Where the statements about each quantity of a catalogue stand."""
        found = self._places.get(catalogue.id)
        if found is None:
            found = self._places[catalogue.id] = {}
            for place, statement in enumerate(self._statements):
                for quantity in statement.quantities:
                    if catalogue.quantities.get(quantity.id) == quantity:
                        found.setdefault(quantity.id, []).append(place)
        return found

    def _weigh(self, catalogue: Catalogue, places: Sequence[int]) -> Weighed:
        certain = frozenset[str]().union(*(self._meant[p] for p in places if self._statements[p].decides))
        given = [self._statements[p].given for p in places if self._meant[p] & certain]
        return Weighed(Values(catalogue.quantities, given), frozenset[str]().union(*(self._meant[p] for p in places)))
