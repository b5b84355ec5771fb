"""Quantities that two lists name -> one quantity with the names of both."""

from __future__ import annotations

from dataclasses import replace

from catalogue.model import Quantity


def with_quantities(earlier: dict[str, Quantity], later: dict[str, Quantity]) -> dict[str, Quantity]:
    """The quantities of a pack and of the user's over it; one of both keeps its first name and all others."""
    found = dict(earlier)
    for ident, quantity in later.items():
        held = earlier.get(ident)
        same = held is not None and held.dimension == quantity.dimension and held.maximum == quantity.maximum
        found[ident] = merged(held, quantity) if same else quantity
    return found


def merged(held: Quantity | None, other: Quantity) -> Quantity:
    """One quantity with the names of both; the first keeps its name."""
    if held is None or held == other:
        return other
    names = dict.fromkeys((*held.synonyms, other.name.zh, other.name.en, *other.synonyms))
    names = [n for n in names if n and n not in (held.name.zh, held.name.en)]
    return replace(held, synonyms=tuple(names))
