"""Limbs joined along the headings of the real lists, against trees written by hand for single paragraphs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from real_points import imported

from catalogue.model import Catalogue, Limb, LimbTree, Point
from catalogue.thresholds.joining import with_limbs
from catalogue.thresholds.reader import Vocabulary, bundled_vocabulary
from catalogue.units import UnitTable

UNITS = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")
VOCABULARY = Vocabulary.read(bundled_vocabulary(), UNITS)
ROWS = yaml.load((Path(__file__).parent / "gold" / "joined.yaml").read_text("utf-8"), yaml.CSafeLoader)["points"]


def with_limbs_of(catalogue: Catalogue) -> Catalogue:
    editions = tuple(replace(edition, limbs_read=True) for edition in catalogue.editions)
    return with_limbs(replace(catalogue, editions=editions), VOCABULARY)


@pytest.fixture(scope="module")
def points(shared: Path) -> dict[tuple[str, str], Point]:
    return {
        (catalogue.id, f"{entry.code} {point.no or ''}".strip()): point
        for catalogue in map(with_limbs_of, imported(shared).values())
        for edition in catalogue.editions
        for entry in edition.entries
        for point in entry.points
    }


def shown(part: LimbTree | Limb | None) -> str:
    """`all(quantity op value unit, …)`; a limb of a heading or of a paragraph below has a ^, a condition an @."""
    if part is None:
        return ""
    if isinstance(part, LimbTree):
        return f"{part.kind}({', '.join(map(shown, part.parts))})"
    values = "/".join(str(v) if v.denominator == 1 else str(float(v)) for v in map(Fraction, part.values))
    ends = "" if part.closed == "both" else f" {part.closed}"
    marks = ("@" if part.condition else "") + ("" if part.span else "^")
    return " ".join(f"{part.quantity} {part.op.value}{ends} {values} {part.unit}".split()) + marks


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['list']} {row['at']}")
def test_a_paragraph_asks_what_its_headings_ask(points: dict[tuple[str, str], Point], row: dict[str, object]) -> None:
    point = points[str(row["list"]), str(row["at"])]
    assert shown(point.tree) == row["tree"]
    assert bool(point.unread) == bool(row.get("unread"))
    assert point.beside == bool(row.get("beside"))


def test_the_rows_are_of_many_entries_and_of_every_form() -> None:
    assert len({(row["list"], str(row["at"]).split()[0]) for row in ROWS}) >= 25
    trees = [str(row["tree"]) for row in ROWS]
    for form in ("any(", "^", "@", "between"):
        assert any(form in tree for tree in trees)
