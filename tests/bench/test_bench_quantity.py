"""How long a measured value takes to read, beside the library that many would take instead."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pint
import pytest

from catalogue.bounds import parse_bound
from catalogue.quantity import UnitTable, parse_quantity

TABLE = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")
BOTH_READ = ("3.2 km", "15 microradian", "2.58 g/cm**3", "220 MPa", "1.3e11 Hz", "165 mAh/g", "0.25 cm", "31 kW")
OURS = (
    "3.2 km",
    "120～150 m",
    "1300亿次",
    "50×10⁻⁶m",
    "2.60 g/cc @ 220 MPa",
    "1.3×10的11次方 Hz",
    "15 μrad",
    "97万亿次每秒",
)
LIMITS = ("不低于65 %", "14纳米及以下", "less (better) than 0.7 mGal", "大于50 μm且小于等于500 μm")
ROUNDS, GOAL_MICROSECONDS = 60, 100


def cpu_each(texts: Sequence[str], read: Callable[[str], object]) -> float:
    """Seconds of processor time for one text, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(ROUNDS):
            for text in texts:
                read(text)
        best = min(best, time.process_time() - start)
    return best / ROUNDS / len(texts)


def test_a_value_is_read_in_tens_of_microseconds_and_faster_than_by_pint(capsys: pytest.CaptureFixture[str]) -> None:
    registry = pint.UnitRegistry(cache_folder=None)
    texts = [text.replace("**", "^") for text in BOTH_READ]
    ours = cpu_each(texts, lambda text: parse_quantity(text, TABLE))
    theirs = cpu_each(BOTH_READ, registry.Quantity)
    every = cpu_each(OURS, lambda text: parse_quantity(text, TABLE))
    limits = cpu_each(LIMITS, lambda text: parse_bound(text, TABLE))
    with capsys.disabled():
        print(
            f"\na value {ours * 1e6:.0f} μs (pint {theirs * 1e6:.0f} μs), in the forms of Chinese lists "
            f"{every * 1e6:.0f} μs, a limit {limits * 1e6:.0f} μs of processor time"
        )
    assert ours < theirs
    assert every * 1e6 < GOAL_MICROSECONDS
