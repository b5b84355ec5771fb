"""Limbs of the German export list against a gold set of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gold_limbs import GERMAN, GoldPoint, Marks, Score, count, gold_points, sha_of

from catalogue.importers.eu.awv import read_awv
from catalogue.importers.reading import Source, Target, unwatched
from catalogue.thresholds.reader import COMMA, Vocabulary, bundled_vocabulary, read_limbs
from catalogue.units import UnitTable

UNITS = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")
VOCABULARY = Vocabulary.read(bundled_vocabulary(), UNITS)
MARKS = Marks(VOCABULARY, UNITS, "de")
GOLD = gold_points(MARKS, GERMAN)


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    path = shared / "data" / "de" / "awv_2013.md"
    edition = read_awv(Source(path, path.read_bytes()), Target("de", "2022-03"), unwatched).edition
    assert edition is not None
    return {f"{e.code or e.id}#{p.no or ''}": p.text.en for e in edition.entries for p in e.points}


def present(texts: dict[str, str], *, held: bool) -> Iterator[tuple[GoldPoint, str]]:
    for gold in GOLD:
        text = texts.get(gold.at, "")
        if gold.held == held and sha_of(text) == gold.sha:
            yield gold, text


@pytest.mark.parametrize(("name", "held"), [("German, developing", False), ("German, held out", True)])
def test_precision_and_recall(texts: dict[str, str], name: str, held: bool, capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()
    for gold, text in present(texts, held=held):
        count(score, gold, read_limbs(text, "de", VOCABULARY, COMMA), MARKS)
    with capsys.disabled():
        print(f"\n{score.line(name)}")
    assert score.precision >= 0.98
    assert score.recall >= 0.92
