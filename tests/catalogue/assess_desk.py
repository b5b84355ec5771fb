"""The descriptions of products with the entries that list them, and an assessor to ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml

from catalogue.assessing.assess import Assessment, Assessor
from catalogue.assessing.datasheet import datasheet_from
from catalogue.packs import bundled_packs, read_library
from catalogue.quantity import UnitTable
from catalogue.text import Normaliser

ON = dt.date(2026, 11, 21)
HERE = Path(__file__).resolve().parent
HITS = (1, 5, 10)


@dataclass(frozen=True)
class Described:
    """A product, and the entries one of which is a hit: `catalogue:code`, or `catalogue:id` for one without a code."""

    id: str
    half: str
    text: str
    entries: frozenset[str]


def descriptions(half: str) -> list[Described]:
    found = yaml.safe_load((HERE / "assess_descriptions.yaml").read_text("utf-8"))["descriptions"]
    every = [Described(d["id"], d["half"], d["text"], frozenset(d["entries"])) for d in found]
    return [d for d in every if d.half == half]


def everyday(half: str) -> list[str]:
    return yaml.safe_load((HERE / "assess_descriptions.yaml").read_text("utf-8"))["everyday"][half]


def assessor(own: Path | None = None) -> Assessor:
    units = UnitTable.read(Path(bundled_packs()).parent / "units.yaml")
    return Assessor(read_library(bundled_packs(), own), units, Normaliser())


def assessed(desk: Assessor, text: str, **how: str) -> Assessment:
    return desk.assess(datasheet_from(text), as_of=ON, **how)


def rank(answer: Assessment, wanted: frozenset[str]) -> int | None:
    """The place of the first entry that lists the product, None where none is a candidate."""
    for place, candidate in enumerate(answer.candidates, 1):
        profile = candidate.profile
        if {f"{profile.catalogue.id}:{name}" for name in (profile.entry.code, profile.entry.id)} & wanted:
            return place
    return None


def hit_rates(desk: Assessor, half: str) -> dict[int, float]:
    """The share of descriptions with a right entry among the first 1, 5 and 10; printed, with those missed."""
    places = {d.id: rank(assessed(desk, d.text), d.entries) for d in descriptions(half)}
    rates = {k: sum(p is not None and p <= k for p in places.values()) / len(places) for k in HITS}
    late = {name: place for name, place in places.items() if place != 1}
    print(
        f"{half} ({len(places)}): " + ", ".join(f"hit@{k} {r:.3f}" for k, r in rates.items()) + f"; not first: {late}"
    )
    return rates
