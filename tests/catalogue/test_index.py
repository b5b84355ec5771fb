"""The index: exact sets, kept and healed, shared by processes, never opened when not ours."""

from __future__ import annotations

import gc
import json
import os
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import small_library

from catalogue.searching.bits import bits_of, numbers_in
from catalogue.searching.corpus import Corpus, corpus_of
from catalogue.searching.index import MARKER, Index, memory_index, open_index
from catalogue.text import Normaliser

NORMALISER = Normaliser()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_of(small_library(), NORMALISER)


@pytest.fixture(scope="module")
def kept(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Index:
    index = open_index(tmp_path_factory.mktemp("kept"), corpus)
    assert index.kept is not None
    return index


def scanned(corpus: Corpus, needle: str) -> int:
    return bits_of(row.number for row in corpus.rows if needle in row.folded)


def folder_of(cache: Path) -> Path:
    return next(p for p in (cache / "search").iterdir() if p.name.startswith("i-"))


@given(st.sets(st.integers(0, 500)))
def test_sets_as_bits_and_back(numbers: set[int]) -> None:
    assert list(numbers_in(bits_of(numbers))) == sorted(numbers)


def test_every_substring_finds_exactly_the_rows_that_hold_it(corpus: Corpus, kept: Index) -> None:
    in_memory = memory_index(corpus)
    pieces = {r.folded[i : i + n] for r in corpus.rows for i in range(len(r.folded)) for n in (1, 2, 3, 4, 7, 15)}
    needles = {NORMALISER.normalise(p) for p in pieces if "\n" not in p} - {""}
    assert len(needles) > 1000
    for needle in needles:
        expected = scanned(corpus, needle)
        assert kept.rows(needle, corpus.all_rows) == expected, needle
        assert in_memory.rows(needle, corpus.all_rows) == expected, needle


@given(st.text(alphabet="激光雷达无人机镓 aGNlk5μ<(.,x", min_size=1, max_size=6))
def test_any_text_finds_exactly_the_rows_that_hold_it(corpus: Corpus, kept: Index, text: str) -> None:
    needle = NORMALISER.normalise(text)
    if needle:
        assert kept.rows(needle, corpus.all_rows) == scanned(corpus, needle)


def test_it_is_opened_again_and_not_built_again(corpus: Corpus, tmp_path: Path) -> None:
    first = open_index(tmp_path, corpus)
    before = {p.name: p.stat().st_mtime_ns for p in folder_of(tmp_path).iterdir()}
    second = open_index(tmp_path, corpus)
    assert second.kept == first.kept
    assert {p.name: p.stat().st_mtime_ns for p in folder_of(tmp_path).iterdir()} == before


def test_other_packs_have_another_index(corpus: Corpus, tmp_path: Path) -> None:
    first = open_index(tmp_path, corpus)
    second = open_index(tmp_path, corpus_of(small_library("changed"), NORMALISER))
    assert first.kept != second.kept


@pytest.mark.parametrize("harm", ["cut", "flip", "marker", "no marker", "foreign file", "empty", "missing part"])
def test_damage_is_healed(corpus: Corpus, tmp_path: Path, harm: str) -> None:
    open_index(tmp_path, corpus)
    folder = folder_of(tmp_path)
    segment = next(p for p in folder.iterdir() if p.suffix == ".seg")
    match harm:
        case "cut":
            segment.write_bytes(segment.read_bytes()[:50])
        case "flip":
            body = bytearray(segment.read_bytes())
            body[len(body) // 2] ^= 0xFF
            segment.write_bytes(body)
        case "marker":
            (folder / MARKER).write_text("{not json", encoding="utf-8")
        case "no marker":
            (folder / MARKER).unlink()
        case "foreign file":
            (folder / "other.txt").write_text("x", encoding="utf-8")
        case "missing part":
            segment.unlink()
        case _:
            for part in folder.iterdir():
                part.unlink()
    healed = open_index(tmp_path, corpus)
    assert healed.kept == folder
    assert healed.rows("激光", corpus.all_rows) == scanned(corpus, "激光") != 0
    assert not [p for p in (tmp_path / "search").iterdir() if p.name.startswith("building-")]


class Bomb:
    """Writes a file when unpickled."""

    def __init__(self, target: str) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str, int]]:
        return os.open, (self.target, os.O_CREAT | os.O_WRONLY)


def test_what_we_did_not_write_is_not_even_read(corpus: Corpus, tmp_path: Path) -> None:
    open_index(tmp_path, corpus)
    folder = folder_of(tmp_path)
    went_off = tmp_path / "went-off"
    toc = next(p for p in folder.iterdir() if p.suffix == ".toc")
    toc.write_bytes(pickle.dumps(Bomb(str(went_off))) + toc.read_bytes())
    assert open_index(tmp_path, corpus).kept == folder
    assert not went_off.exists()


def test_a_marker_of_another_format_is_not_trusted(corpus: Corpus, tmp_path: Path) -> None:
    open_index(tmp_path, corpus)
    marker = folder_of(tmp_path) / MARKER
    stated = json.loads(marker.read_text(encoding="utf-8"))
    marker.write_text(json.dumps({**stated, "key": "0/other"}), encoding="utf-8")
    assert open_index(tmp_path, corpus).kept is not None
    assert json.loads(marker.read_text(encoding="utf-8"))["key"] == stated["key"]


def test_where_nothing_can_be_written_it_serves_from_memory(corpus: Corpus, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    for cache in (None, in_the_way):
        index = open_index(cache, corpus)
        assert index.kept is None
        assert index.rows("无人机", corpus.all_rows) == scanned(corpus, "无人机")


def test_a_read_only_folder_with_a_sound_index_is_used(corpus: Corpus, tmp_path: Path) -> None:
    open_index(tmp_path, corpus)
    folder = folder_of(tmp_path)
    for path in (*folder.iterdir(), folder, folder.parent):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        index = open_index(tmp_path, corpus)
        assert index.kept == folder
        assert index.rows("激光", corpus.all_rows) == scanned(corpus, "激光")
    finally:
        for path in (folder.parent, folder):
            path.chmod(0o755)


def test_a_full_disk_is_no_obstacle(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("catalogue.searching.index.os.replace", full)
    index = open_index(tmp_path, corpus)
    assert index.kept is None
    assert list((tmp_path / "search").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are those of POSIX")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("room", [0, 100, 1000, 3000])
def test_a_disk_that_fills_while_the_index_is_written_is_no_obstacle(corpus: Corpus, tmp_path: Path, room: int) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        index = open_index(tmp_path, corpus)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        gc.collect()  # files the writer could not close are let go here, not in another test
    assert index.kept is None
    assert index.rows("激光", corpus.all_rows) == scanned(corpus, "激光")
    assert list((tmp_path / "search").iterdir()) == []


def test_abandoned_builds_are_swept_and_fresh_ones_left(corpus: Corpus, tmp_path: Path) -> None:
    room = tmp_path / "search"
    for name, days in (("building-old", 9), ("building-new", 0), ("i-other", 9), ("theirs", 9)):
        (room / name).mkdir(parents=True)
        past = time.time() - days * 24 * 3600
        os.utime(room / name, (past, past))
    open_index(tmp_path, corpus)
    left = {p.name for p in room.iterdir()}
    assert {"building-new", "theirs"} < left
    assert not {"building-old", "i-other"} & left


def test_processes_that_start_at_once_do_not_break_each_other(root: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "from small_library import small_library\n"
        "from catalogue.searching.corpus import corpus_of\n"
        "from catalogue.searching.index import open_index\n"
        "from catalogue.text import Normaliser\n"
        "corpus = corpus_of(small_library(), Normaliser())\n"
        "index = open_index(Path(sys.argv[1]), corpus)\n"
        "print(index.kept is not None, index.rows('激光', corpus.all_rows).bit_count())\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), str(root), str(root / "tests" / "catalogue")]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(4)
    ]
    outcomes = [process.communicate(timeout=120) for process in running]
    assert outcomes == [("True 2\n", "")] * 4
    assert [p.name[:2] for p in (tmp_path / "search").iterdir()] == ["i-"]


def test_threads_that_ask_at_once_get_the_same_answers(corpus: Corpus, tmp_path: Path) -> None:
    index = open_index(tmp_path, corpus)
    needles = sorted({r.folded[i : i + n] for r in corpus.rows for i in range(len(r.folded)) for n in (1, 2, 5)})
    needles = [n for n in map(NORMALISER.normalise, needles) if n]

    def ask(start: int) -> bool:
        turned = needles[start:] + needles[:start]
        return all(index.rows(n, corpus.all_rows) == scanned(corpus, n) for n in turned)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(0, len(needles), max(1, len(needles) // 8))))
