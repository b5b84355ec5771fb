from __future__ import annotations

import pytest

from catalogue.packs import bundled_packs, read_library
from catalogue.searching.suggest import Known, known_words, nearest
from catalogue.text import Normaliser

NORMALISER = Normaliser()


@pytest.fixture(scope="module")
def known() -> tuple[Known, ...]:
    catalogues = read_library(bundled_packs()).catalogues.values()
    titles = [t for c in catalogues for e in c.editions for x in e.entries for t in (x.title.zh, x.title.en) if t]
    return known_words((*(m for c in catalogues for g in c.synonyms for m in g), *titles), NORMALISER)


@pytest.mark.parametrize("word", ["stealth", "perovskite", "glacier", "hypersonic", "espresso", "量子通信", "人脸识别"])
def test_another_word_is_no_typing_error(known: tuple[Known, ...], word: str) -> None:
    assert nearest(NORMALISER.normalise(word), known, 5) == ()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("dronne", "drone"),
        ("lidra", "LiDAR"),
        ("tungstn", "tungsten"),
        ("gallum", "gallium"),
        ("激光雷打", "激光雷达"),
        ("无人几", "无人机"),
        ("基因编缉", "基因编辑"),
        ("机器番译", "机器翻译"),
    ],
)
def test_a_typing_error_leads_to_the_word(known: tuple[Known, ...], word: str, meant: str) -> None:
    assert nearest(NORMALISER.normalise(word), known, 5)[0] == meant
