"""How long the Commerce Control List takes to read."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from catalogue.importers.reading import Source, Target, unwatched
from catalogue.importers.us.ecfr_ccl import read_ccl

GOAL_SECONDS = 10.0


def test_the_commerce_control_list(benchmark: Any, shared: Path) -> None:
    path = shared / "data/us/ccl_supp1_ecfr.xml"
    taken: list[float] = []

    def read() -> None:
        started = time.perf_counter()
        edition = read_ccl(Source(path, path.read_bytes()), Target("us-ccl", "2026-06-30"), unwatched).edition
        taken.append(time.perf_counter() - started)
        assert edition is not None
        assert len(edition.entries) == 638

    benchmark.pedantic(read, rounds=3, iterations=1)
    assert min(taken) <= GOAL_SECONDS
