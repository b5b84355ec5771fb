"""Every quantity and limb of the bundled packs can be written out and read back, and no unit changes its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.bounds import Bound, format_bound, parse_bound
from catalogue.given import read_given
from catalogue.measure import judge
from catalogue.model import Catalogue, Limb, LimbTree, Point, Quantity
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.quantity import Measured, UnitTable, convert, format_quantity, parse_quantity
from catalogue.text import Normaliser

TABLE = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(bundled_packs(), None)


def limbs_of(catalogue: Catalogue) -> Iterator[tuple[Point, Limb, Quantity]]:
    for edition in catalogue.editions:
        for entry in edition.entries:
            for point in entry.points:
                for limb in point.tree.limbs() if point.tree else ():
                    yield point, limb, catalogue.quantities[limb.quantity]


def every_limb(library: Library) -> list[tuple[Catalogue, Point, Limb, Quantity]]:
    return [(c, *found) for c in library.catalogues.values() for found in limbs_of(c)]


def values_of(limb: Limb, quantity: Quantity) -> Measured:
    unit = TABLE.find(limb.unit, quantity.dimension) or TABLE.dimensions[quantity.dimension].units[0]
    return Measured(limb.values[0], limb.values[-1], unit.symbol, quantity.dimension, quantity.maximum)


def test_every_quantity_has_a_dimension_of_the_table(library: Library) -> None:
    quantities = [q for c in library.catalogues.values() for q in c.quantities.values()]
    assert len(quantities) > 90
    assert {q.dimension for q in quantities} <= set(TABLE.dimensions)


def test_every_limb_is_read_back_as_value_and_as_limit(library: Library) -> None:
    limbs = every_limb(library)
    assert len(limbs) > 180
    for _, _, limb, quantity in limbs:
        value = values_of(limb, quantity)
        assert parse_quantity(format_quantity(value), TABLE, quantity.dimension) == value
        bound = Bound(limb.op, limb.values, value.unit, quantity.dimension, limb.closed)
        assert parse_bound(format_bound(bound), TABLE, quantity.dimension) == bound


def test_every_limb_in_every_unit_is_the_same_value(library: Library) -> None:
    for _, _, limb, quantity in every_limb(library):
        value = replace(values_of(limb, quantity), scale=None)
        for unit in TABLE.dimensions[quantity.dimension].units:
            there = convert(value, unit.symbol, TABLE)
            assert convert(there, value.unit, TABLE) == value
            assert parse_quantity(format_quantity(there), TABLE, quantity.dimension) == there


def test_units_change_no_verdict(library: Library) -> None:
    normaliser = Normaliser()
    for catalogue, point, limb, quantity in every_limb(library):
        held = Library({catalogue.id: replace(catalogue, quantities={quantity.id: quantity})}, (), "")
        bare = replace(limb, condition=type(limb.condition)())
        alone = replace(point, tree=LimbTree("all", (bare,)), partial=False)
        for value in (limb.values[0], limb.values[-1] + 1):
            if quantity.maximum is not None:
                continue
            measured = replace(values_of(limb, quantity), low=value, high=value)
            texts = [
                format_quantity(convert(measured, u.symbol, TABLE)) for u in TABLE.dimensions[quantity.dimension].units
            ]
            verdicts = {
                judge(alone, catalogue.quantities, read_given(held, TABLE, normaliser, [(quantity.id, text)]))[0]
                for text in texts
                if Fraction(value) >= 0 or TABLE.dimensions[quantity.dimension].signed
            }
            assert len(verdicts) == 1, (quantity.id, limb, texts)
