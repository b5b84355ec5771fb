"""Compiled packs: the same values as the YAML gives, never stale, healed when damaged, never needed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

import catalogue.packs
from catalogue.codec import Codec
from catalogue.compiled import CompiledPack
from catalogue.packs import Library, bundled_packs, read_library


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    shutil.copytree(bundled_packs() / "cn-tech", tmp_path / "packs" / "cn-tech")
    return tmp_path / "packs"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def compiled(cache: Path) -> list[Path]:
    return sorted((cache / "packs").glob("*"))


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no YAML may be read."""

    def refuse(*_: object) -> None:
        raise AssertionError("YAML was read")

    monkeypatch.setattr(catalogue.packs, "read_yaml", refuse)


def test_every_bundled_pack_survives_the_round(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = read_library(bundled_packs())
    assert read_library(bundled_packs(), None, cache) == plain
    for name in plain.party_cards:
        assert not any(p.name.startswith(name) for p in compiled(cache))
    real = catalogue.packs._read_pack  # pyright: ignore[reportPrivateUsage]
    read: list[str] = []
    monkeypatch.setattr(catalogue.packs, "_read_pack", lambda f, p: read.append(f.name) or real(f, p))
    assert read_library(bundled_packs(), None, cache) == plain
    assert sorted(read) == sorted(plain.party_cards), "only cards of party lists are read again"


def test_the_second_start_reads_no_yaml(packs: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_library(packs, None, cache)
    unread(monkeypatch)
    assert read_library(packs, None, cache) == first


def test_a_changed_file_is_read_and_the_old_form_goes(packs: Path, cache: Path) -> None:
    read_library(packs, None, cache)
    before = compiled(cache)
    path = packs / "cn-tech" / "2023.yaml"
    path.write_text(path.read_text("utf-8").replace("激光雷达系统", "激光测距系统"), encoding="utf-8")
    changed = read_library(packs, None, cache)
    assert changed == read_library(packs)
    titles = {e.title.zh for d in changed.catalogues["cn-tech"].editions for e in d.entries}
    assert "激光测距系统" in titles
    assert len(compiled(cache)) == 1
    assert compiled(cache) != before


def test_a_fault_is_kept_with_the_pack(packs: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packs / "cn-tech" / "2025-07.yaml"
    path.write_text(path.read_text("utf-8").replace("instrument:", "instrumnt:", 1), encoding="utf-8")
    plain = read_library(packs)
    assert plain.problems
    read_library(packs, None, cache)
    unread(monkeypatch)
    assert read_library(packs, None, cache) == plain


@pytest.mark.parametrize("damage", ["cut", "empty", "byte", "key", "no json", "folder"])
def test_what_is_damaged_is_never_trusted_and_heals(packs: Path, cache: Path, damage: str) -> None:
    plain = read_library(packs, None, cache)
    (path,) = compiled(cache)
    data = path.read_bytes()
    head, _, body = data.partition(b"\n")
    damaged = {
        "cut": data[: len(data) // 2],
        "empty": b"",
        "byte": data.replace("激光雷达".encode(), "激光雷打".encode(), 1),
        "key": json.dumps({**json.loads(head), "key": "0" * 64}).encode() + b"\n" + body,
        "no json": b"\x00" * 100,
        "folder": b"",
    }[damage]
    path.unlink()
    if damage == "folder":
        path.mkdir()
    else:
        path.write_bytes(damaged)
    assert read_library(packs, None, cache) == plain
    if damage != "folder":
        assert path.read_bytes() == data


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_no_fault(packs: Path, cache: Path) -> None:
    cache.mkdir(mode=0o500)
    assert read_library(packs, None, cache) == read_library(packs)


def test_a_file_in_the_place_of_the_cache_is_no_fault(packs: Path, cache: Path) -> None:
    cache.write_text("not a folder", encoding="utf-8")
    assert read_library(packs, None, cache) == read_library(packs)


def test_the_key_knows_the_form_of_the_values() -> None:
    form = Codec(CompiledPack).form
    assert "customs: tuple[str, ...]" in form
    assert "Limb(" in form
    assert isinstance(read_library(bundled_packs()), Library)
