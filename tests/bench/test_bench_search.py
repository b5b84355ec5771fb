"""How long a keystroke takes from text to ranked hits with snippets, beside SQLite FTS5 over the same bigrams.

Corpora: S the packs that ship, L the public lists beside the repository read to their paragraphs, XL ten thousand
generated entries of 1,500 characters. Counted is the processor's time, which on an idle machine is the clock's, and of
three runs of a query the best; queries are pieces of the texts of 1 to 12 characters. The rival finds the same rows
(checked for every query) and gives their numbers only; the desk also ranks them, counts facets, marks its snippets.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from real_lists import real_library

from catalogue.model import Catalogue, Control, Edition, Entry, Point, Words
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.searching.corpus import Corpus, corpus_of
from catalogue.searching.index import Index, memory_index, open_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

TODAY = dt.date(2026, 11, 21)
GOAL_S_MS, GOAL_L_MS, GOAL_XL_MS = 5.0, 15.0, 30.0
MOST_TIMES_THE_RIVAL = 20
SLOW_TIMES_THE_RIVAL = 10
"""On a machine that is slow at the moment so many times what FTS5 takes in the same run stands for the goal."""
MOST_MEGABYTES = 300
INDEX_S_SECONDS, INDEX_L_SECONDS = 3.0, 60.0
SYLLABLES = "".join(chr(c) for c in range(0x4E00, 0x4E00 + 2500))
WORDS = ("laser", "radar", "detection", "range", "AlGaN", "500Gbps", "40μrad", "system", "technology", "2km")
TYPED = ["激光雷达", "LiDAR", "雷达 -车载", "无人机 OR 航天", "control:prohibited", "2339", "技术", "激光雷打", "lidra"]


def p95(ask: Callable[[str], object], queries: list[str]) -> float:
    """Milliseconds under which 95 of 100 queries are answered, each at its best of three."""
    taken: list[float] = []
    for query in queries:
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            ask(query)
            best = min(best, time.process_time() - started)
        taken.append(best * 1000)
    return sorted(taken)[int(len(taken) * 0.95)]


def queries_from(corpus: Corpus, count: int, chance: random.Random, lengths: tuple[int, ...]) -> list[str]:
    pieces: list[str] = []
    while len(pieces) < count:
        text = chance.choice(chance.choice(corpus.rows).passages).text.strip()
        start = chance.randrange(len(text))
        piece = "".join(text[start : start + chance.choice(lengths)].replace('"', " ").split())
        if piece:
            pieces.append(piece)
    return pieces


class Rival:
    """SQLite FTS5 over the bigrams of the folded texts: a phrase of bigrams is exactly a piece of text."""

    def __init__(self, corpus: Corpus, normaliser: Normaliser) -> None:
        self._normaliser = normaliser
        self._base = sqlite3.connect(":memory:")
        self._base.execute("create virtual table texts using fts5(grams, content='')")
        rows = ((row.number, self._grams(row.folded + "\n")) for row in corpus.rows)
        self._base.executemany("insert into texts(rowid, grams) values (?, ?)", rows)

    @staticmethod
    def _grams(text: str) -> str:
        return " ".join(f"{ord(a):05x}{ord(b):05x}" for a, b in pairwise(text))

    def rows(self, query: str) -> set[int]:
        needle = self._normaliser.normalise(query)
        asked = f'"{self._grams(needle)}"' if len(needle) > 1 else f"{ord(needle):05x}*"
        return {row[0] for row in self._base.execute("select rowid from texts where texts match ?", (asked,))}


def compared(corpus: Corpus, index: Index, desk: SearchDesk, queries: list[str]) -> tuple[float, float]:
    """The p95 of the desk and of its rival for the same queries; both find the same rows."""
    normaliser = Normaliser()
    rival = Rival(corpus, normaliser)
    queries = [q for q in queries if normaliser.normalise(q)]
    for query in queries:
        found = index.rows(normaliser.normalise(query), corpus.all_rows)
        assert rival.rows(query) == {n for n in range(len(corpus.rows)) if found >> n & 1}, query

    def ask(query: str) -> object:
        return desk.search(f'"{query}"', as_of=TODAY, edition="all")

    ask("warm")
    return p95(ask, queries), p95(rival.rows, queries)


def told(name: str, mine: float, rival: float, goal: float) -> None:
    print(f"\n{name}: p95 {mine:.2f} ms (goal {goal:g}), FTS5 {rival:.2f} ms, ratio {mine / rival:.1f}")
    assert mine <= goal
    assert mine <= MOST_TIMES_THE_RIVAL * rival


def test_search_on_the_shipped_packs(benchmark: Any, tmp_path: Path) -> None:
    normaliser = Normaliser()
    started = time.process_time()
    library = read_library(bundled_packs())
    corpus = corpus_of(library, normaliser)
    index = open_index(tmp_path, corpus)
    index.prepare()
    assert time.process_time() - started <= INDEX_S_SECONDS
    desk = SearchDesk(library, index, normaliser)
    pieces = queries_from(corpus, 300, random.Random(5), tuple(range(1, 13)))

    def ask(query: str) -> object:
        return desk.search(query, as_of=TODAY)

    for query in TYPED:
        ask(query)
    benchmark(ask, "激光雷达")
    missed = [f"{piece}堃" for piece in pieces[:40]]
    typed = p95(ask, pieces + TYPED * 5 + missed)
    mine, rival = compared(corpus, index, desk, pieces)
    allowed = max(GOAL_S_MS, SLOW_TIMES_THE_RIVAL * rival)
    print(f"\nS as typed, one in nine without a hit: p95 {typed:.2f} ms (goal {GOAL_S_MS:g}, here {allowed:.1f})")
    assert typed <= allowed
    told("S", mine, rival, allowed)


@pytest.mark.full
def test_search_on_the_public_lists(benchmark: Any, shared: Path, tmp_path: Path) -> None:
    normaliser = Normaliser()
    library = real_library(shared)
    corpus = corpus_of(library, normaliser)
    started = time.process_time()
    index = open_index(tmp_path, corpus)
    index.prepare()
    assert time.process_time() - started <= INDEX_L_SECONDS
    desk = SearchDesk(library, index, normaliser)
    pieces = queries_from(corpus, 300, random.Random(5), tuple(range(1, 13)))
    told("L", *compared(corpus, index, desk, pieces), GOAL_L_MS)
    benchmark(lambda: desk.search("laser", as_of=TODAY))


MEMORY = """
import sys
sys.path[:0] = sys.argv[3:]
import datetime as dt, gc, pathlib
from real_lists import real_library
from catalogue.searching.corpus import corpus_of
from catalogue.searching.index import open_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser
library, normaliser = real_library(pathlib.Path(sys.argv[1])), Normaliser()
corpus = corpus_of(library, normaliser)
index = open_index(pathlib.Path(sys.argv[2]), corpus)
index.prepare()
desk = SearchDesk(library, index, normaliser)
for query in ("laser", "激光", "lidra", "激光雷打", "a", "1", "gallium arsenide"):
    desk.search(query, as_of=dt.date(2026, 11, 21), edition="all")
gc.collect()
status = pathlib.Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
"""


@pytest.mark.full
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_with_the_public_lists_loaded(shared: Path, root: Path, tmp_path: Path) -> None:
    """Of a process that opens the index another one wrote."""
    megabytes = 0.0
    for _ in range(2):
        words = [sys.executable, "-c", MEMORY, str(shared), str(tmp_path), str(root), str(root / "tests")]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        megabytes = int(done.stdout) / 1024
    print(f"\nL: {megabytes:.0f} MB resident")
    assert megabytes <= MOST_MEGABYTES


def _invented(count: int, chance: random.Random) -> Library:
    """Entries of some 1,500 characters, with the uneven spread of characters that prose has."""

    ranks = [1 / (place + 3) for place in range(len(SYLLABLES))]
    signs = "".join(chance.choices(SYLLABLES, ranks, k=200_000))

    def text(length: int) -> str:
        place = chance.randrange(len(signs) - length)
        cut = chance.randrange(length)
        return f"{signs[place : place + cut]} {chance.choice(WORDS)} {signs[place + cut : place + length]}"

    entries = tuple(
        Entry(
            f"e{n}",
            f"{200000 + n}X",
            Words(text(12)),
            Control.RESTRICTED,
            points=tuple(Point(str(p), Words(text(300))) for p in range(5)),
        )
        for n in range(count)
    )
    edition = Edition("2025", "big", Words("big"), "", "in_force", effective=dt.date(2025, 1, 1), entries=entries)
    none = Words()
    catalogue = Catalogue("big", Words("big"), "control-list", "CN", none, "", none, "", (edition,))
    return Library({"big": catalogue}, (), "invented")


@pytest.mark.full
def test_search_on_ten_thousand_entries(benchmark: Any) -> None:
    chance = random.Random(11)
    library = _invented(10_000, chance)
    normaliser = Normaliser()
    corpus = corpus_of(library, normaliser)
    index = memory_index(corpus)
    index.prepare()
    desk = SearchDesk(library, index, normaliser)
    pieces = queries_from(corpus, 200, chance, tuple(range(1, 13)))
    told("XL", *compared(corpus, index, desk, pieces), GOAL_XL_MS)
    benchmark(lambda: desk.search("laser", as_of=TODAY))
