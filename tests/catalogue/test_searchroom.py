"""The desk answers before, while and after a second process writes its index, and answers the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from small_library import TODAY

from catalogue.packs import bundled_packs, read_library
from catalogue.searching.corpus import corpus_of
from catalogue.searching.index import kept_index, memory_index
from catalogue.searching.searchroom import SearchRoom, write_index, writer_command
from catalogue.text import Normaliser

NORMALISER = Normaliser()
LIBRARY = read_library(bundled_packs())
CORPUS = corpus_of(LIBRARY, NORMALISER)
QUERIES = [
    "激光雷达",
    "技",
    "a",
    "40μrad",
    "ser",
    "基术",
    "233914X",
    "激光雷打",
    "lidra",
    "无人机 -任务",
    "control:prohibited",
]


def room(cache: Path | None, **how: int) -> SearchRoom:
    return SearchRoom(LIBRARY, NORMALISER, cache, (bundled_packs(), bundled_packs() / "none"), **how)


def answers(one: SearchRoom) -> list[tuple[object, ...]]:
    found = [one.open().search(q, as_of=TODAY, edition="all") for q in QUERIES]
    return [(a.hits, a.total, a.suggestions, a.emptied_by, a.facets) for a in found]


def test_before_and_after_the_index_is_written_the_answers_are_the_same(tmp_path: Path) -> None:
    one = room(tmp_path, at_once=0)
    before = answers(one)
    assert not (tmp_path / "search").exists(), "who asks one question starts no writer"
    one.prepare()
    assert answers(one) == before
    assert one.wait(240)
    assert (tmp_path / "search").is_dir()
    assert answers(one) == before
    later = room(tmp_path, at_once=0)
    assert answers(later) == before


def test_a_second_process_wrote_it(tmp_path: Path) -> None:
    command = writer_command(tmp_path, (bundled_packs(), tmp_path / "none"))
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=bundled_packs().parents[1])
    assert (done.returncode, done.stderr) == (0, "")
    assert kept_index(tmp_path, CORPUS).kept is not None


def test_the_writer_keys_the_index_as_the_reader_does(tmp_path: Path) -> None:
    corpus = write_index([str(tmp_path), str(bundled_packs()), str(tmp_path / "none")])
    assert corpus.fingerprint == LIBRARY.fingerprint
    assert kept_index(tmp_path, CORPUS).kept is not None


def test_without_a_place_to_keep_it_the_index_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    one = room(tmp_path / "cache", at_once=0)
    before = answers(one)
    one.prepare()
    assert one.wait(240)
    assert answers(one) == before
    assert room(None).wait(0)


@pytest.mark.parametrize("needle", ["激光", "a", "(5)", "ser", "40μrad", "激光雷达系统"])
def test_scan_and_postings_find_the_same_rows(tmp_path: Path, needle: str) -> None:
    scan, postings = kept_index(tmp_path, CORPUS), memory_index(CORPUS)
    assert scan.scans
    every = CORPUS.all_rows
    plain = postings.rows(needle, every)
    assert scan.rows(needle, every) == plain
    postings.prepare()
    assert postings.rows(needle, every) == plain
