"""Names of the United States lists: every printed one is kept whole, limits of the publication are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.importers import part744
from catalogue.importers.partycells import parties_in
from catalogue.importers.partyxml import read_tree
from catalogue.importers.reading import Source, Target, unwatched

DASHED = re.compile(r"^\s*(?:[—–]\s*|-(?=\w))(.*)$")
PARTS = re.compile(
    r"[,(]*\s*\b[af]\.?k\.?a\b\.?,?(?:\s*the following [\w ]+:)?|;(?: and\b)?|,? (?:and )?to include the following.*"
)


@pytest.mark.parametrize(
    ("line", "names", "addresses"),
    [
        ("—Rho University, Town Research Institute;", ("Rho University, Town Research Institute",), ()),
        ("—Institute of Sigma, Design and Repair, TAU; and", ("Institute of Sigma, Design and Repair, TAU",), ()),
        ("—OKB im. A.S. Phi;", ("OKB im. A.S. Phi",), ()),
        ("—DM im. N. P. Chi.", ("DM im. N. P. Chi",), ()),
        ("—Psi Co., Limited;", ("Psi Co., Limited",), ()),
        ("—5th Omega, 503 Institute;", ("5th Omega, 503 Institute",), ()),
        ("—Alpha Telecom; and Beta", ("Alpha Telecom and Beta",), ()),
        ("—Gamma Force; GF;", ("Gamma Force", "GF", "Gamma Force GF"), ()),
        ("—Delta Institute, a.k.a., Epsilon Institute.", ("Delta Institute", "Epsilon Institute"), ()),
        ("—Zeta Works. Town, Austria.", ("Zeta Works",), ("Town, Austria",)),
        ("—Eta Ltd. 3 Ring, Linz, Austria.", ("Eta Ltd.",), ("3 Ring, Linz, Austria",)),
        ("—Theta. d. 54 Weg, Linz, Austria", ("Theta",), ("d. 54 Weg, Linz, Austria",)),
        ("—'", (), ()),
    ],
)
def test_a_line_with_a_dash_is_a_name_up_to_its_address(
    line: str, names: tuple[str, ...], addresses: tuple[str, ...]
) -> None:
    (found,) = parties_in(f"Head, a.k.a., the following:\n{line}", "AUSTRIA")
    assert (found.name, found.aliases, found.addresses) == ("Head", names, addresses)


def test_a_cell_that_only_lists_names_each_line() -> None:
    found = parties_in(
        "The following entities of a ministry:\n—Nu plants (with reactors); and\n—Xi plants, all of them."
    )
    assert [one.name for one in found] == ["Nu plants (with reactors)", "Xi plants"]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def dashed_lines(path: Path) -> Iterator[str]:
    """The lines with a dash in the tables of the three supplements, without what joins them."""
    for part in read_tree(Source(path, path.read_bytes())).every("DIV9"):
        if re.search(r"No\. [467] to Part", part.attributes["N"]):
            for cell in (cell for table in part.every("TABLE") for cell in table.every("TD")):
                found = filter(None, map(DASHED.match, cell.text.split("\n")))
                yield from (re.sub(r"[;,.\s]*(\band)?\s*$", "", line[1]) for line in found)


def test_every_line_with_a_dash_of_part_744_is_a_name(shared: Path) -> None:
    path = shared / "data" / "us" / "title-15_part-744.xml"
    one = part744.read_part744(Source(path, path.read_bytes()), Target("us-parties"), unwatched).lists[0]
    names = {letters(name) for party in one.parties for name in party.names}
    printed = list(dashed_lines(path))
    assert len(printed) == 5191
    cut = [
        line
        for line in printed
        if letters(line) not in names and not {letters(part) for part in PARTS.split(line)} - {""} <= names
    ]
    with_address = [line for line in cut if any(letters(line).startswith(name) for name in names if len(name) > 3)]
    assert len(with_address) == 27
    assert [line.split(" ")[0] for line in cut if line not in with_address] == ["crude", "items"], "licence conditions"
    no_figures = [line.split(",")[0] for line in with_address if not re.search(r"\d", line)]
    assert len(no_figures) == 7
