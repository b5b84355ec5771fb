"""The digest of the EU list: facts only, never deciding, and replaced by the user's own import."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue.importers.eu.annex_json import read_annex_json
from catalogue.importers.eu.annexedition import CARD, CURRENT
from catalogue.importers.reading import Source, Target, unwatched
from catalogue.model import Catalogue, Check, Edition
from catalogue.packs import bundled_packs, read_library

FIGURE = re.compile(r"[<>≤≥] \d+(?:\.\d+)?(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)? [^\s;]{1,6}")


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    return read_library(bundled_packs()).catalogues["eu-dual-use"]


@pytest.fixture(scope="module")
def digest(pack: Catalogue) -> Edition:
    edition = pack.edition(CURRENT)
    assert edition is not None
    return edition


def test_every_code_of_the_consolidated_text_has_a_name_in_both_languages(digest: Edition) -> None:
    assert len(digest.entries) == digest.expected == 384
    assert all(e.title.zh and e.title.en and e.source and e.industry for e in digest.entries)
    assert max(len(e.title.en) for e in digest.entries) <= 70


def test_numbers_printed_as_not_used_carry_no_control(digest: Edition) -> None:
    assert {e.code for e in digest.entries if e.control is None} == {"4D002", "4D003"}
    assert all("not used" in e.notes.en and not e.points for e in digest.entries if e.control is None)


def test_points_hold_figures_and_no_wording(digest: Edition) -> None:
    for entry in digest.entries:
        for point in entry.points:
            assert not point.text.zh
            assert all(FIGURE.fullmatch(part) for part in point.text.en.split("; ")), (entry.code, point.text.en)


def test_nothing_in_the_digest_can_decide(digest: Edition) -> None:
    assert not any(e.complete for e in digest.entries)
    assert all(p.partial and p.tree is None and p.checked is Check.SECONDARY for e in digest.entries for p in e.points)


def test_card_of_the_importer_and_of_the_pack_say_the_same(pack: Catalogue) -> None:
    assert (pack.title, pack.kind, pack.code_pattern) == (CARD.title, CARD.kind, CARD.code_pattern)
    assert pack.official_at == CARD.official_at
    assert pack.code_parts[0].meanings["3"].en == "Electronics"


def test_figures_stand_in_the_publication(digest: Edition, shared: Path) -> None:
    """Each number of the digest is printed in the paragraph it is filed under."""
    path = shared / "data" / "eu" / "annex_I_2021-821.json"
    read = read_annex_json(Source(path, path.read_bytes()), Target("eu-dual-use"), unwatched).edition
    assert read is not None
    wrong = []
    for entry in digest.entries:
        printed = read.entry(entry.code or "")
        assert printed is not None
        texts = {p.no: p.text.en for p in printed.points} | {None: printed.title.en}
        for point in entry.points:
            text = texts[point.no].replace(" ", "").replace(",", ".")
            numbers = [part.split()[1] for part in point.text.en.split("; ")]
            wrong += [(entry.code, point.no, n) for n in numbers if n not in text]
    assert wrong == []


def test_an_import_of_the_same_edition_replaces_the_digest(tmp_path: Path) -> None:
    folder = tmp_path / "eu-dual-use"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "id: eu-dual-use\ntitle: {en: EU list}\nkind: control-list\njurisdiction: EU\nauthority: {en: EU}\n"
        "code_pattern: '\\d[A-E]\\d{3}'\nsource: an import\neditions: ['2025-11-15']\n",
        encoding="utf-8",
    )
    (folder / "2025-11-15.yaml").write_text(
        "id: '2025-11-15'\ntitle: {en: imported}\ninstrument: x\nstatus: in_force\neffective: 2025-11-15\n"
        "as_of: 2026-11-21\nentries:\n  - {id: eu-dual-use.9a001, code: 9A001, title: {en: kites}, source: x}\n",
        encoding="utf-8",
    )
    library = read_library(bundled_packs(), tmp_path)
    assert library.problems == ()
    held = library.catalogues["eu-dual-use"]
    assert [e.id for e in held.editions] == [CURRENT]
    assert [entry.title.en for entry in held.editions[0].entries] == ["kites"]
    assert held.official_at == CARD.official_at
