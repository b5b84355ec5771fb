"""How long an import takes, from the file to the pack in place: a table of 6,000 paragraphs, and the real CCL."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

from catalogue.__main__ import main

GOAL_SECONDS = 10.0
PARAGRAPHS = 6_000
MAP = """
columns: {code: code, title: title, point: point, text: text}
checked: official
source: invented
pack: {title: Invented, jurisdiction: XX, source: invented}
"""


def seconds(home: Path, *words: str | Path) -> float:
    begun = time.perf_counter()
    out = io.StringIO()
    status = main(["import", *map(str, words)], {"CAVEAT_HOME": str(home)}, out, sys.stderr)
    assert status == 0
    assert "written" in out.getvalue()
    return time.perf_counter() - begun


def test_a_table_of_six_thousand_paragraphs(benchmark, tmp_path: Path) -> None:
    rows = ["code,title,point,text"]
    for number in range(PARAGRAPHS):
        text = f"equipment of kind {number} with a rating exceeding {number} kW in any of the following " * 4
        rows.append(f"{number // 10:04d},Item {number // 10},{number % 10},{text}")
    table, columns = tmp_path / "list.csv", tmp_path / "map.yaml"
    table.write_text("\n".join(rows), encoding="utf-8")
    columns.write_text(MAP, encoding="utf-8")
    words = (table, "--catalogue", "invented", "--edition", "1", "--map", columns, "--lang", "en")
    homes = iter(range(100))
    taken = benchmark.pedantic(lambda: seconds(tmp_path / str(next(homes)), *words), rounds=3)
    assert taken <= GOAL_SECONDS


def test_the_commerce_control_list(benchmark, shared: Path, tmp_path: Path) -> None:
    path = shared / "data" / "us" / "ccl_supp1_ecfr.xml"
    homes = iter(range(100))
    words = (path, "--catalogue", "us-ccl", "--edition", "2026-06", "--lang", "en")
    taken = benchmark.pedantic(lambda: seconds(tmp_path / str(next(homes)), *words), rounds=3)
    assert taken <= GOAL_SECONDS
