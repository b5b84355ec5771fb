"""Which passage is shown of a hit: the asked language where it matches, and what kind of place it is."""

from __future__ import annotations

import pytest
from small_library import TODAY, small_library

from catalogue.searching.corpus import corpus_of
from catalogue.searching.hits import Hit
from catalogue.searching.index import memory_index
from catalogue.searching.search import SearchDesk
from catalogue.telling.tell import Teller
from catalogue.text import Normaliser

NORMALISER = Normaliser()
LIBRARY = small_library()
DESK = SearchDesk(LIBRARY, memory_index(corpus_of(LIBRARY, NORMALISER)), NORMALISER)


def first(text: str, lang: str) -> Hit:
    return DESK.search(text, as_of=TODAY, lang=lang).hits[0]


@pytest.mark.parametrize(
    ("text", "lang", "snippet"),
    [
        ("LiDAR", "en", "LiDAR systems"),
        ("激光雷达", "en", "LiDAR systems"),
        ("激光雷达", "zh", "激光雷达系统"),
        ("无人机", "en", "无人机任务载荷，合成孔径雷达的制造"),
        ("detection range", "en", "detection range above 2 km"),
        ("detection range", "zh", "detection range above 2 km"),
        ("探测距离", "en", "探测距离大于 2 km 或 角准度 < 40 μrad"),
        ('"2 km"', "en", "detection range above 2 km"),
        ('"2 km"', "zh", "探测距离大于 2 km 或 角准度 < 40 μrad"),
        ("233914X", "en", "233914X LiDAR systems"),
        ("光学雷达", "en", "光学雷达 → 233914X LiDAR systems"),
    ],
)
def test_the_snippet_is_in_the_asked_language_where_it_matches(text: str, lang: str, snippet: str) -> None:
    hit = first(text, lang)
    assert hit.snippet == snippet
    assert hit.spans


@pytest.mark.parametrize("text", ["LiDAR", "探测距离", '"2 km"', "无人机", "233914X"])
def test_the_language_changes_neither_the_hits_nor_their_points(text: str) -> None:
    zh, en = (DESK.search(text, as_of=TODAY, lang=lang).hits for lang in ("zh", "en"))
    assert [(h.id, h.point, h.score) for h in zh] == [(h.id, h.point, h.score) for h in en]


@pytest.mark.parametrize(
    ("text", "place"),
    [("新增", "note"), ("通用设备", "industry"), ("激光雷达", "title"), ("探测距离", "point"), ("光学雷达", "synonym")],
)
def test_where_the_match_stands_is_told(text: str, place: str) -> None:
    assert first(text, "zh").found_in == place


@pytest.mark.parametrize(("lang", "words"), [("zh", "仅见于本库说明"), ("en", "in the note of this library only")])
def test_people_see_that_only_a_note_matched(lang: str, words: str) -> None:
    teller = Teller(lang)
    assert any(words in line for line in teller.search(DESK.search("新增", as_of=TODAY, lang=lang)))
    assert not any(words in line for line in teller.search(DESK.search("激光雷达", as_of=TODAY, lang=lang)))
