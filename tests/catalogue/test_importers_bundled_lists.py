"""What an import refuses before it writes: a list that the program brings otherwise, XML in another encoding."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from catalogue.importcommand import place_for, read_publication
from catalogue.importers.installing import install
from catalogue.importers.registry import open_source
from catalogue.problems import BadInput

ROWS = [{"entity_name": "Alpha", "addresses": ["Islamic Republic of Iran"], "aliases": ["Al"], "id": "1"}]


def test_a_list_that_is_bundled_counts_as_held(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(ROWS), encoding="utf-8")
    packs = tmp_path / "packs"
    place = place_for("jp-parties", packs, dt.date(2026, 11, 21))
    reading = read_publication(path, "jp-parties", place, edition="2025-09-29")
    with pytest.raises(BadInput, match=r"'2025-09-29' is held already .* add --replace"):
        install(reading, place)
    assert not (packs / "jp-parties").exists()
    assert install(reading, place, replacing=True).files
    again = place_for("jp-parties", packs, dt.date(2026, 11, 21))
    assert install(reading, again).files == ()
    newer = read_publication(path, "jp-parties", place, edition="2026-09-29")
    assert install(newer, again).files


XML = '<?xml version="1.0"?><DIV5 N="744"/>'


@pytest.mark.parametrize("data", [XML.encode("utf-16"), XML.encode("utf-16-le"), XML.encode("utf-16-be")])
def test_xml_in_utf_16_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "part.xml"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"this XML file is UTF-16; .* save it as UTF-8"):
        open_source(path)


def test_a_document_type_is_named_and_a_web_page_has_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    for text in ('<!DOCTYPE a [<!ENTITY x "y">]><ECFR>&x;</ECFR>', '<?xml version="1.0"?>\n<!DOCTYPE ECFR><ECFR/>'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadInput, match="declares a document type"):
            open_source(path)
    for text in ("<!DOCTYPE html><html></html>", "<ECFR/>"):
        path.write_text(text, encoding="utf-8")
        assert open_source(path).data == text.encode()


def test_other_utf_16_and_plain_xml_pass(tmp_path: Path) -> None:
    for name, data in (("t.csv", "编号,名称\n".encode("utf-16")), ("t.xml", XML.encode())):
        path = tmp_path / name
        path.write_bytes(data)
        assert open_source(path).data == data
