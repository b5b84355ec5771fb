"""An import under the id of a list that the program brings."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from catalogue.importcommand import place_for, read_publication
from catalogue.importers.installing import install
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
