"""How long a measurement takes over all lists at hand: CPU time after everything is loaded."""

from __future__ import annotations

import datetime as dt
import io
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from catalogue.__main__ import main
from catalogue.engine import Engine, open_engine
from catalogue.home import home_from

GOAL_SECONDS = 0.05
LISTS = (
    ("us/ccl_supp1_ecfr.xml", "us-ccl", "2026-06-30"),
    ("us/title-22_part-121.xml", "us-usml", "2026-07-23"),
    ("eu/annex_I_2021-821.json", "eu-dual-use", "2025-11-15"),
    ("eu/annex_I_2022_norway_list2.pdf", "eu-dual-use", ""),
    ("de/awv_2013.md", "de", ""),
)
PAIRS = {
    "one": [("极限抗拉强度", "1300 MPa")],
    "laser": [("output power", "2 W"), ("output wavelength", "1900 nm")],
}


@pytest.fixture(scope="module")
def engine(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    environment = {"CAVEAT_HOME": str(tmp_path_factory.mktemp("measure"))}
    for file, catalogue, edition in LISTS:
        words = ["import", str(shared / "data" / file), "--catalogue", catalogue, "--replace"]
        words += ["--edition", edition] if edition else []
        assert main(words, environment, io.StringIO(), sys.stderr) == 0
    return open_engine(home_from(environment))


@pytest.mark.parametrize("name", list(PAIRS))
def test_measure_over_all_lists(benchmark: Any, engine: Engine, name: str) -> None:
    taken: list[float] = []

    def run() -> None:
        begun = time.process_time()
        assert engine.measure(PAIRS[name], as_of=dt.date(2026, 11, 21))
        taken.append(time.process_time() - begun)

    for _ in range(6):
        run()
    benchmark.pedantic(run, rounds=7, iterations=1)
    assert min(taken) <= GOAL_SECONDS
