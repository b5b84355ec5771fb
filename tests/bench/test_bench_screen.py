"""How long ten thousand names take against the bundled lists, from the files on."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path

from catalogue.engine import open_engine
from catalogue.home import Home
from catalogue.screening import Asked

ON = dt.date(2026, 11, 21)
NAMES, GOAL_SECONDS = 10_000, 20.0
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


def test_ten_thousand_names(tmp_path: Path) -> None:
    rooms = ("packs", "cache", "config", "state", "trust")
    engine = open_engine(Home(*(tmp_path / room for room in rooms)))
    started = time.perf_counter()
    screener = engine.party_room.open().screener
    opened = time.perf_counter() - started
    chance = random.Random(1)
    listed = [name for one in screener.lists for party in one.parties for name in party.names]
    half = [chance.choice(listed).title() for _ in range(NAMES // 2)]
    others = [f"{' '.join(chance.sample(WORDS, 4))} {n} Co., Ltd." for n in range(NAMES // 2)]
    started = time.perf_counter()
    found = sum(bool(answer.hits) for answer in screener.screen_all(map(Asked, half + others), ON))
    taken = time.perf_counter() - started
    print(f"lists ready in {opened:.2f} s; {NAMES} names in {taken:.1f} s, {found} with hits")
    assert found >= NAMES // 2
    assert opened <= OPEN_GOAL_SECONDS
    assert taken <= GOAL_SECONDS
