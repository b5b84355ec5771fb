"""The order lists are shown in: the technology catalogue first, then the others as loaded, cards last."""

from __future__ import annotations

from catalogue.cards import CARDS
from catalogue.model import Catalogue
from catalogue.packs import Library

FIRST = "technology-catalogue"


def in_order(library: Library) -> tuple[Catalogue, ...]:
    """All catalogues of the library."""
    return tuple(sorted(library.catalogues.values(), key=lambda c: (c.kind == CARDS, c.kind != FIRST)))
