"""How long ten thousand names take against the bundled lists, from the files on."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path

import pytest

from catalogue.engine import open_engine
from catalogue.home import Home
from catalogue.importers.reading import Source, Target, unwatched
from catalogue.importers.us import sdn
from catalogue.model import Words
from catalogue.parties import PartyPack
from catalogue.screening.screening import Asked, Screener

ON = dt.date(2026, 11, 21)
NAMES, GOAL_SECONDS, GOAL_SECONDS_WITH_SDN = 10_000, 20.0, 90.0
OPEN_GOAL_SECONDS = 3.0
WORDS = [
    "Shanghai",
    "Tehran",
    "Moscow",
    "Karachi",
    "Nordic",
    "Kestrel",
    "Hofmann",
    "Petrov",
    "Yuanda",
    "Tanaka",
    "Rahimi",
    "Volkov",
    "Quantum",
    "Trading",
    "Electronics",
    "Industries",
    "Engineering",
    "Machinery",
    "Technology",
    "Aerospace",
    "Chemicals",
    "Energy",
    "Systems",
    "Research",
    "Institute",
    "International",
]


def names_for(screener: Screener) -> list[str]:
    """Half of them listed, half of them made up of ordinary words."""
    chance = random.Random(1)
    listed = [name for one in screener.lists for party in one.parties for name in party.names]
    half = [chance.choice(listed).title() for _ in range(NAMES // 2)]
    return half + [f"{' '.join(chance.sample(WORDS, 4))} {n} Co., Ltd." for n in range(NAMES // 2)]


def timed(screener: Screener, opened: float) -> float:
    """Seconds for all names."""
    names = names_for(screener)
    started = time.perf_counter()
    found = sum(bool(answer.hits) for answer in screener.screen_all(map(Asked, names), ON))
    taken = time.perf_counter() - started
    print(f"lists ready in {opened:.2f} s; {NAMES} names in {taken:.1f} s, {found} with hits")
    assert found >= NAMES // 2
    return taken


def test_ten_thousand_names(tmp_path: Path) -> None:
    rooms = ("packs", "cache", "config", "state", "trust")
    engine = open_engine(Home(*(tmp_path / room for room in rooms)))
    started = time.perf_counter()
    screener = engine.party_room.open().screener
    opened = time.perf_counter() - started
    taken = timed(screener, opened)
    assert opened <= OPEN_GOAL_SECONDS
    assert taken <= GOAL_SECONDS


@pytest.mark.full
def test_ten_thousand_names_with_the_sdn_list_added(tmp_path: Path, shared: Path) -> None:
    rooms = ("packs", "cache", "config", "state", "trust")
    bundled = open_engine(Home(*(tmp_path / room for room in rooms))).party_room.open().screener
    path = shared / "data" / "parties" / "ofac_2022" / "sdn.csv"
    reading = sdn.read_sdn(Source(path, path.read_bytes()), Target("us-parties", "sdn-2022-01-31"), unwatched)
    started = time.perf_counter()
    added = PartyPack("us-parties", Words("美国", "US"), "US", Words(), "", reading.lists)
    screener = Screener((*bundled.packs, added), bundled.folder)
    assert timed(screener, time.perf_counter() - started) <= GOAL_SECONDS_WITH_SDN
