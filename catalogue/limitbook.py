"""Where a library sets limits, and on what: opened once beside it, looked up by every measurement.

Values that flow: a library -> quantities by folded name, and for each edition the points by the quantities that they
limit, the limits lost by amendment and the folded texts of entries. The hard problem is that a question names two of
eight hundred quantities and each is limited at a few of ten thousand points, so nothing may be walked through per
question; and nobody should wait at the start for what he does not ask, so each part is made at its first need.
Rejected: keeping it with the compiled packs; reading it back takes as long as making it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.given import QuantitiesByName
from catalogue.lostlimits import lost_in, quantities_of
from catalogue.model import Catalogue, Edition, Entry, Point
from catalogue.packs import Library
from catalogue.searching.relevance import EntryTexts, Topic
from catalogue.searching.thesaurus import Thesaurus
from catalogue.text import Normaliser

Lost = tuple[Entry, Point, frozenset[str]]


@dataclass(frozen=True, slots=True)
class EditionLimits:
    """The points of an edition with limits, in its order; `places` says by quantity which of them are on it."""

    points: tuple[tuple[Entry, Point], ...]
    places: dict[str, tuple[int, ...]]
    lost: tuple[Lost, ...]

    def on(self, quantities: Iterable[str]) -> list[tuple[Entry, Point]]:
        """The points with a limb on one of the quantities, in the order of the edition."""
        found = {place for quantity in quantities for place in self.places.get(quantity, ())}
        return [self.points[place] for place in sorted(found)]


class LimitBook:
    """The limits of one library. Safe to ask from several threads: what two make at once is the same."""

    def __init__(self, library: Library, normaliser: Normaliser) -> None:
        self.library = library
        self._normaliser = normaliser
        self._texts = EntryTexts(normaliser)
        self._names: QuantitiesByName | None = None
        self._editions: dict[tuple[str, str], EditionLimits] = {}
        self._thesauri: dict[str, Thesaurus] = {}

    @property
    def names(self) -> QuantitiesByName:
        """The quantities of the library by name."""
        if self._names is None:
            self._names = QuantitiesByName(self.library, self._normaliser)
        return self._names

    def limits(self, catalogue: Catalogue, edition: Edition) -> EditionLimits:
        """The limits of one edition of the library."""
        known = self._editions.get((catalogue.id, edition.id))
        if known is None:
            known = self._editions[catalogue.id, edition.id] = _limits(catalogue, edition)
        return known

    def topic(self, about: str, catalogue: Catalogue) -> Topic:
        """A text to hold against entries of a catalogue, with what its synonyms add."""
        known = self._thesauri.get(catalogue.id)
        if known is None:
            known = self._thesauri[catalogue.id] = Thesaurus(catalogue.synonyms, self._normaliser)
        return Topic(about, known, self._normaliser, self._texts)


def _limits(catalogue: Catalogue, edition: Edition) -> EditionLimits:
    points = tuple((entry, point) for entry in edition.entries for point in entry.points if point.tree is not None)
    places: dict[str, list[int]] = {}
    for place, (_, point) in enumerate(points):
        for quantity in quantities_of(point):
            places.setdefault(quantity, []).append(place)
    return EditionLimits(points, {q: tuple(held) for q, held in places.items()}, tuple(lost_in(catalogue, edition)))
