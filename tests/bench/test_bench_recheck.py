"""How long a thousand frozen matters take against today's data, from the files on, in processor time."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from catalogue.engine import Engine, open_engine
from catalogue.freeze import freeze
from catalogue.home import Home
from catalogue.matterfile import MatterFile
from catalogue.recheck import recheck
from catalogue.reports.rechecked import rechecked_report
from catalogue.reports.saving import report_bytes

ON = dt.date(2026, 11, 21)
MATTERS, GOAL_SECONDS, TABLE_GOAL_SECONDS = 1_000, 60.0, 10.0


def archive(engine: Engine, samples: Path, folder: Path) -> None:
    """The sample matters frozen and copied, each copy with parties and a title of its own."""
    texts: list[str] = []
    for path in sorted(samples.glob("*.yaml")):
        file = MatterFile.open(path)
        result = engine.classify(file.matter)
        texts.append(freeze(file, result, engine.library, by="王", on=ON, program="caveat").text)
    for number in range(MATTERS):
        place = folder / f"{number // 50:02}" / f"{number:04}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = texts[number % len(texts)].replace("有限公司", f"第{number}有限公司")
        place.write_text(text, encoding="utf-8")


@pytest.mark.full
def test_a_thousand_matters(root: Path, tmp_path: Path) -> None:
    rooms = ("packs", "cache", "config", "state", "trust")
    engine = open_engine(Home(*(tmp_path / room for room in rooms)))
    folder = tmp_path / "archive"
    archive(engine, root / "clause_library" / "samples", folder)
    started, on_the_wall = time.process_time(), time.perf_counter()
    rows = recheck(folder, engine)
    taken, waited = time.process_time() - started, time.perf_counter() - on_the_wall
    started = time.process_time()
    size = len(report_bytes(rechecked_report(rows, "zh", ON), ".xlsx"))
    written = time.process_time() - started
    print(f"{MATTERS} matters in {taken:.1f} s ({waited:.1f} s on the wall); table of {size} bytes in {written:.1f} s")
    assert len(rows) == MATTERS
    assert not any(row.problem for row in rows)
    assert taken <= GOAL_SECONDS
    assert written <= TABLE_GOAL_SECONDS
