"""Did you mean: a wrong character, characters that sound alike, a wrong letter; beside hits, never in them."""

from __future__ import annotations

import pytest
from small_library import TODAY, small_library

from catalogue.packs import bundled_packs, read_library
from catalogue.searching.corpus import corpus_of
from catalogue.searching.index import memory_index
from catalogue.searching.nearforms import NearForms
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

NORMALISER = Normaliser()
SMALL = small_library()
CORPUS = corpus_of(SMALL, NORMALISER)
DESK = SearchDesk(SMALL, memory_index(CORPUS), NORMALISER)
NEAR = NearForms(memory_index(CORPUS))
SHIPPED = read_library(bundled_packs())
SHIPPED_DESK = SearchDesk(SHIPPED, memory_index(corpus_of(SHIPPED, NORMALISER)), NORMALISER)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("激光雷打", "激光雷达"),
        ("机光雷达", "激光雷达"),
        ("激尤雷达", "激光雷达"),
        ("机广累达", "激光雷达"),
        ("吴人机", "无人机"),
        ("细胞可隆", "细胞克隆"),
        ("集因", "基因"),
        ("避帐算法", "避障算法"),
        ("lidra", "lidar"),
        ("ldar", "lidar"),
        ("liddar", "lidar"),
        ("galium", "gallium"),
        ("surweying", "surveying"),
        ("233914Y", "233914x"),
    ],
)
def test_a_slip_is_offered_what_was_meant(slip: str, meant: str) -> None:
    answer = DESK.search(slip, as_of=TODAY, edition="all")
    assert answer.hits == (), "never mixed into the hits"
    assert answer.suggestions[0] == meant
    assert DESK.search(answer.suggestions[0], as_of=TODAY, edition="all").hits


def test_the_other_words_of_the_query_are_kept() -> None:
    assert DESK.search("激光雷打 测绘", as_of=TODAY).suggestions[0] == "激光雷达 测绘"
    assert DESK.search("激光雷打 细胞", as_of=TODAY).suggestions == (), "what would find nothing is not offered"


def test_every_form_stands_in_the_texts() -> None:
    for form, count in NEAR.of("激光雷打", CORPUS.all_rows):
        assert sum(form in row.folded for row in CORPUS.rows) == count


@pytest.mark.parametrize("word", ["", "5", "2000", "a", "激", "激光雷达系统的制造及其检测技术", "a b", "(5)", "\u3000"])
def test_what_is_too_short_too_long_or_no_word_has_none(word: str) -> None:
    assert NEAR.of(word, CORPUS.all_rows) == []


@pytest.mark.parametrize(("slip", "meant"), [("鐳射雷打", "激光雷达"), ("无人及", "无人机"), ("基音编辑", "基因编辑")])
def test_slips_in_the_shipped_packs(slip: str, meant: str) -> None:
    assert meant in SHIPPED_DESK.search(slip, as_of=TODAY).suggestions


def test_a_much_more_frequent_form_is_offered_beside_few_hits() -> None:
    answer = SHIPPED_DESK.search("基术", as_of=TODAY, edition="all")
    assert "技术" in answer.suggestions
    assert all("技术" not in h.snippet[s:e] for h in answer.hits for s, e in h.spans)


@pytest.mark.parametrize("text", ["技术", "激光", "233914X", "激光雷达", "LiDAR"])
def test_no_form_is_offered_beside_a_good_answer(text: str) -> None:
    answer = SHIPPED_DESK.search(text, as_of=TODAY)
    assert answer.hits
    assert answer.suggestions == ()
