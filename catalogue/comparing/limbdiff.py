"""Thresholds of two editions side by side: limbs matched by quantity, compared as exact numbers with units.

1.2 g/cc and 1.2 g/cm³ are one threshold, 1300亿次 and 97万亿次 are two. A limb that one side lacks is only called
added or deleted where that side's text is loaded whole; the caller says so. Rejected: comparing the printed texts,
which differ by spelling where the law does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from catalogue.comparing.worddiff import plain
from catalogue.model import Limb, Point, Quantity, Words
from catalogue.numbers import shown
from catalogue.results import json_number
from catalogue.telling.wording import OPERATORS
from catalogue.units import UnitTable


@dataclass(frozen=True, slots=True)
class LimbChange:
    """One quantity's limb before and after; None on the side that has none."""

    quantity: str
    name: Words
    before: Limb | None
    after: Limb | None

    def as_json(self) -> dict[str, object]:
        return {
            "quantity": self.quantity,
            "name": self.name.zh,
            "name_en": self.name.en,
            "from": _limb_json(self.before),
            "to": _limb_json(self.after),
        }

    def told(self, lang: str) -> str:
        """`振实密度 > 2.1 g/cm3 → > 1.2 g/cm3`; a dash for the side that has none."""
        sides = " → ".join(limb_text(limb, lang) if limb else "—" for limb in (self.before, self.after))
        return f"{self.name.in_language(lang) or self.quantity} {sides}"


def limb_text(limb: Limb, lang: str) -> str:
    """`> 1.2 g/cm3`, `30–60 min`, with its condition in brackets."""
    unit = f" {limb.unit}" if limb.unit else ""
    numbers = "–".join(shown(value) for value in limb.values)
    sign = "" if len(limb.values) > 1 else f"{OPERATORS[limb.op]} "
    condition = limb.condition.in_language(lang)
    return f"{sign}{numbers}{unit}" + (f" [{condition}]" if condition else "")


def _limb_json(limb: Limb | None) -> dict[str, object] | None:
    if limb is None:
        return None
    numbers = [json_number(value) for value in limb.values]
    return {
        "op": limb.op,
        "value": numbers[0] if len(numbers) == 1 else numbers,
        "unit": limb.unit,
        "condition": limb.condition.zh or limb.condition.en or None,
        "checked": limb.checked,
    }


def limb_changes(before: Point, after: Point, quantities: dict[str, Quantity], units: UnitTable) -> list[LimbChange]:
    """Limbs that differ, in the later point's order, then those only the earlier point has."""
    left = list(before.tree.limbs()) if before.tree else []
    changes: list[LimbChange] = []
    for limb in after.tree.limbs() if after.tree else ():
        match = _partner(limb, left, quantities, units)
        if match is not None:
            left.remove(match)
        if match is None or not _same(match, limb, quantities, units):
            changes.append(_change(match, limb, quantities))
    return changes + [_change(limb, None, quantities) for limb in left]


def _change(before: Limb | None, after: Limb | None, quantities: dict[str, Quantity]) -> LimbChange:
    either = after or before
    name = either.quantity if either else ""
    return LimbChange(name, quantities[name].name if name in quantities else Words(name), before, after)


def _partner(limb: Limb, others: list[Limb], quantities: dict[str, Quantity], units: UnitTable) -> Limb | None:
    """The limb of the same quantity: the same one, else one under the same condition, else the next."""
    known = [other for other in others if other.quantity == limb.quantity]
    same = next((other for other in known if _same(other, limb, quantities, units)), None)
    return same or next((o for o in known if _condition(o) == _condition(limb)), known[0] if known else None)


def _same(one: Limb, other: Limb, quantities: dict[str, Quantity], units: UnitTable) -> bool:
    return (
        (one.op, one.closed, _condition(one)) == (other.op, other.closed, _condition(other))
        and _base(one, quantities, units) == _base(other, quantities, units)
    )  # fmt: skip


def _condition(limb: Limb) -> str:
    return plain(limb.condition.zh or limb.condition.en)


def _base(limb: Limb, quantities: dict[str, Quantity], units: UnitTable) -> tuple[str, tuple[Fraction, ...]]:
    """The limb's numbers in its dimension's base unit; as printed where the unit is not in the table."""
    quantity = quantities.get(limb.quantity)
    unit = units.find(limb.unit, quantity.dimension) if quantity and limb.unit else None
    if unit is None:
        return limb.unit, limb.values
    return unit.dimension, tuple(unit.to_base(value) for value in limb.values)
