"""The terms of all entries kept in the cache folder: the same answers, never those of other packs, healed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from assess_desk import ON, descriptions

import catalogue.assessing.profiles as profiles
from catalogue.assessing.assess import Assessor
from catalogue.assessing.datasheet import datasheet_from
from catalogue.packs import bundled_packs, read_library
from catalogue.quantity import UnitTable
from catalogue.text import Normaliser

UNITS = UnitTable.read(Path(bundled_packs()).parent / "units.yaml")
LIBRARY = read_library(bundled_packs())


def answers(desk: Assessor) -> list[str]:
    found = (desk.assess(datasheet_from(d.text), as_of=ON).as_json() for d in descriptions("develop")[:12])
    return [json.dumps(one, ensure_ascii=False) for one in found]


def refuse(*_: object) -> None:
    raise AssertionError("entries were read")


def test_the_second_start_reads_no_entries_and_answers_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = answers(Assessor(LIBRARY, UNITS, Normaliser()))
    assert answers(Assessor(LIBRARY, UNITS, Normaliser(), cache=tmp_path)) == plain
    (kept,) = (tmp_path / "assess").iterdir()
    with monkeypatch.context() as patched:
        patched.setattr(profiles, "_rarity", refuse)
        assert answers(Assessor(LIBRARY, UNITS, Normaliser(), cache=tmp_path)) == plain
        with pytest.raises(AssertionError, match="entries were read"):
            Assessor(replace(LIBRARY, fingerprint="of other packs"), UNITS, Normaliser(), cache=tmp_path)
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(b'"names"', b'"games"', 1)[:-9] + b"}")
    assert answers(Assessor(LIBRARY, UNITS, Normaliser(), cache=tmp_path)) == plain
    assert kept.read_bytes() == whole


def test_what_was_kept_of_earlier_packs_goes(tmp_path: Path) -> None:
    few = replace(LIBRARY, catalogues={"cn-tech": LIBRARY.catalogues["cn-tech"]}, fingerprint="few")
    Assessor(few, UNITS, Normaliser(), cache=tmp_path)
    (first,) = (tmp_path / "assess").iterdir()
    Assessor(replace(few, fingerprint="few, changed"), UNITS, Normaliser(), cache=tmp_path)
    (second,) = (tmp_path / "assess").iterdir()
    assert second != first
