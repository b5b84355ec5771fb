"""The real lists as catalogues, read by the importers, for tests of limbs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from catalogue.importers.eu.annex_json import read_annex_json
from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.importers.us.ecfr_ccl import read_ccl
from catalogue.importers.us.ecfr_usml import read_usml
from catalogue.model import Catalogue, Edition, Words
from catalogue.packs import bundled_packs, read_library

LISTS = (
    (read_ccl, "us-ccl", "2026-06-30", "us/ccl_supp1_ecfr.xml"),
    (read_usml, "us-usml", "2026-07-23", "us/title-22_part-121.xml"),
    (read_annex_json, "eu-dual-use", "2025-11-15", "eu/annex_I_2021-821.json"),
)


def imported(shared: Path) -> dict[str, Catalogue]:
    """The foreign lists of the shared folder, each a catalogue of one edition."""
    found: dict[str, Catalogue] = {}
    for reader, catalogue, edition, file in LISTS:
        path = shared / "data" / file
        reading: Reading = reader(Source(path, path.read_bytes()), Target(catalogue, edition), unwatched)
        assert reading.edition is not None
        found[catalogue] = catalogue_of(replace(reading.edition, id=edition))
    return found


def catalogue_of(edition: Edition) -> Catalogue:
    name = edition.catalogue
    return Catalogue(name, Words(name), "control-list", "XX", Words(), ".*", Words(), "", (edition,))


def texts_of(catalogues: dict[str, Catalogue]) -> dict[tuple[str, str], str]:
    """(list/edition, code#point) -> text, of these lists and of the bundled packs."""
    texts: dict[tuple[str, str], str] = {}
    for catalogue in (*read_library(bundled_packs()).catalogues.values(), *catalogues.values()):
        for edition in catalogue.editions:
            for entry in edition.entries:
                for point in entry.points:
                    at = f"{entry.code or entry.id}#{point.no or ''}"
                    texts[f"{catalogue.id}/{edition.id}", at] = point.text.zh or point.text.en
    return texts
