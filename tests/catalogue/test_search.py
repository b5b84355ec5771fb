"""Search as a lawyer expects it: what is found, in what order, how it is marked, and why nothing is found."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import TODAY, small_library

from catalogue.model import State
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput
from catalogue.searching.corpus import corpus_of
from catalogue.searching.hits import SearchAnswer
from catalogue.searching.index import memory_index
from catalogue.searching.query import parse
from catalogue.searching.search import SearchDesk
from catalogue.searching.snippets import LONGEST_SNIPPET
from catalogue.text import Normaliser

NORMALISER = Normaliser()
LIBRARY = small_library()
CORPUS = corpus_of(LIBRARY, NORMALISER)
DESK = SearchDesk(LIBRARY, memory_index(CORPUS), NORMALISER)


def ask(text: str, **more: object) -> SearchAnswer:
    return DESK.search(text, as_of=TODAY, **more)  # type: ignore[arg-type]


def codes(text: str, **more: object) -> list[str | None]:
    return [hit.code for hit in ask(text, **more).hits]


def marked(answer: SearchAnswer) -> list[str]:
    hit = answer.hits[0]
    return [hit.snippet[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    "text",
    [
        *("激光雷达", "LiDAR", "lidar", "鐳射雷達", "雷射雷達", "laser radar", "Laser Radar", "光学雷达"),
        *("233914x", "２３３９１４Ｘ", "2339", "code:233914x", "编号：2339"),
        *("40μrad", "40 µrad", "测绘", "detection range", "激 达 雷 光", "通用设备", "新增"),
    ],
)
def test_ways_to_the_lidar_entry(text: str) -> None:
    assert codes(text)[0] == "233914X"


def test_the_code_and_the_id_as_filters() -> None:
    assert codes("code:cn-tech.lidar") == ["233914X"]
    assert set(codes("code:20 OR code:3C")) == {"203912X", "3C901"}
    assert codes("code:3914") == []


@pytest.mark.parametrize(
    ("text", "code", "point"),
    [
        ("203912X(5)", "203912X", "5"),
        ("203912x（5）", "203912X", "5"),
        ("3C901.c.2.b", "3C901", "c.2.b"),
        ("203912X", "203912X", None),
        ("避障", "203912X", "5"),
        ("车载", "233914X", "2"),
        ("CRISPR", "237301J", None),
    ],
)
def test_the_point_that_matched_is_named(text: str, code: str, point: str | None) -> None:
    hit = ask(text).hits[0]
    assert (hit.code, hit.point) == (code, point)


def test_order_of_worth() -> None:
    assert codes("雷达") == ["233914X", "203912X"], "title before control point"
    former = ask("214012X", edition="all").hits
    assert [(h.edition, h.code) for h in former] == [("2020", "214012X"), ("2025-07", "203912X")]
    assert codes("激光雷达系统")[0] == "233914X"


def test_minus_quotes_and_or() -> None:
    assert codes("雷达 -车载") == ["203912X"]
    assert codes("雷达 －车载") == ["203912X"]
    assert codes('"laser radar"') == [], "a quoted text is looked for as it stands"
    assert set(codes("激光 OR 细胞")) == {"233914X", "237301J"}
    assert set(codes("激光 OR 细胞 技术")) == {"237301J"}
    assert set(codes("-技术")) == {"233914X", "3C901"}


def test_filters_and_arguments() -> None:
    assert codes("control:prohibited") == codes("管制：禁止") == codes("control:J") == ["237301J"]
    assert codes("行业:设备") == ["233914X"]
    assert codes("技术", control="prohibited") == ["237301J"]
    assert codes("a", catalogue="cn-dual-use") == ["3C901"]
    assert [h.edition for h in ask("edition:2020 无人机").hits] == ["2020"]
    assert [h.edition for h in ask("版本:2025 无人机").hits] == ["2025-07"]
    assert [h.edition for h in ask("无人机", edition="2020").hits] == ["2020"]


def test_in_force_is_the_default_and_depends_on_the_day() -> None:
    assert [(h.edition, h.state) for h in ask("无人机").hits] == [("2025-07", State.IN_FORCE)]
    earlier = DESK.search("无人机", as_of=dt.date(2021, 1, 1))
    assert [(h.edition, h.state) for h in earlier.hits] == [("2020", State.IN_FORCE)]


def test_every_edition_gives_its_own_hit_with_its_state() -> None:
    hits = ask("激光雷达", edition="all").hits
    assert [(h.edition, h.state) for h in hits] == [("2025-07", State.IN_FORCE), ("2022-draft", State.DRAFT)]
    assert len({h.id for h in hits}) == 1


def test_coverage_names_the_editions_asked() -> None:
    assert {c.edition for c in ask("激光").coverage} == {"2025-07", "2024-51"}
    assert {c.edition for c in ask("激光", edition="all").coverage} == {"2020", "2022-draft", "2025-07", "2024-51"}
    assert {c.edition for c in ask("edition:2020 激光").coverage} == {"2020"}


def test_short_latin_synonyms_stay_whole_words() -> None:
    assert codes("SAR") == ["203912X"]
    assert "3C901" not in codes("UAV")
    assert codes("GaN") == ["3C901"], "what was typed is found inside words as well"


def test_limit_and_total() -> None:
    answer = ask("技术", edition="all", limit=1)
    assert len(answer.hits) == 1
    assert answer.total == 4
    assert ask("技术", limit=0).hits == ()


@pytest.mark.parametrize(
    ("text", "more", "named"),
    [
        ("激光 硅片", {}, "硅片"),
        ("激光 control:prohibited", {}, "control:prohibited"),
        ("激光 细胞", {}, "细胞"),
        ("雷达 -雷达", {}, "-雷达"),
        ("真空", {}, "edition:in-force"),
        ("激光", {"catalogue": "cn-dual-use"}, "catalogue:cn-dual-use"),
        ("激光", {"control": "prohibited"}, "control:prohibited"),
        ("激光 edition:1999", {}, "edition:1999"),
        ("control:nonsense", {}, "control:nonsense"),
        ("硅片 OR 芯片", {}, "硅片 OR 芯片"),
    ],
)
def test_what_emptied_the_answer_is_named(text: str, more: dict[str, str], named: str) -> None:
    answer = ask(text, **more)
    assert (answer.total, answer.hits, answer.emptied_by) == (0, (), named)


def test_suggestions_find_something() -> None:
    answer = ask("激光雷打")
    assert "激光雷达" in answer.suggestions
    assert all(ask(s).total for s in answer.suggestions)
    assert "无人机 drone" in ask("无人机 dronne").suggestions
    assert ask("激光雷达").suggestions == ()
    assert ask("完全不同的东西").suggestions == ()


def test_what_matched_is_marked_where_it_is_printed() -> None:
    assert marked(ask("探測距離")) == ["探测距离"]
    assert marked(ask("40μrad")) == ["40 μrad"]
    assert marked(ask('"2 km" 角准度')) == ["2 km", "角准度"]
    assert marked(ask("LiDAR"))[0].lower() in {"lidar", "激光雷达"}
    assert marked(ask("10Ω")) == ["10 Ω"]


def test_a_long_passage_is_cut_around_the_match() -> None:
    hit = ask("避障算法").hits[0]
    assert hit.snippet.startswith("…")
    assert len(hit.snippet) <= LONGEST_SNIPPET + 2
    assert marked(ask("避障算法")) == ["避障算法"]


def test_matches_in_any_text() -> None:
    text = "UAV 与無人機以及雷达"
    assert [text[s:e] for s, e in DESK.matches_in("无人机 -雷达", text)] == ["UAV", "無人機"]
    assert DESK.matches_in(parse(""), text) == ()
    assert DESK.matches_in("code:2339", "见 233914X") == ((2, 6),)


def test_unknown_names_beside_the_words_are_refused() -> None:
    for more in ({"catalogue": "xx"}, {"edition": "1999"}, {"control": "maybe"}):
        with pytest.raises(BadInput):
            ask("激光", **more)


def test_the_time_is_that_of_the_search() -> None:
    ticks = iter((1.0, 1.25))
    desk = SearchDesk(LIBRARY, memory_index(CORPUS), NORMALISER, timer=lambda: next(ticks))
    assert desk.search("激光", as_of=TODAY).took_ms == 250


@given(st.text(max_size=30) | st.text(alphabet='激光雷达aN 5"“-－:：OR*?[(\\|', max_size=12))
def test_no_text_breaks_it(text: str) -> None:
    answer = ask(text, edition="all", limit=50)
    for hit in answer.hits:
        assert hit.score > 0
        assert all(0 <= s < e <= len(hit.snippet) for s, e in hit.spans)
        assert all(a[1] < b[0] for a, b in zip(hit.spans, hit.spans[1:], strict=False))


def test_every_substring_of_the_shipped_packs_finds_its_entry() -> None:
    """The recall law: against a brute-force scan of every row, for pieces of every length."""
    library = read_library(bundled_packs())
    corpus = corpus_of(library, NORMALISER)
    assert corpus.rows
    desk = SearchDesk(library, memory_index(corpus), NORMALISER)
    chance = random.Random(7)
    for row in chance.sample(corpus.rows, min(400, len(corpus.rows))):
        text = chance.choice(row.passages).text
        length = chance.choice((1, 2, 3, 4, 6, 10, 25, len(text)))
        start = chance.randrange(max(1, len(text) - length + 1))
        piece = " ".join(text[start : start + length].replace('"', " ").split())
        needle = NORMALISER.normalise(piece)
        if not needle or any(q in piece for q in "“”„‟〝〞＂"):
            continue
        answer = desk.search(f'"{piece}"', edition="all", as_of=TODAY, limit=len(corpus.rows))
        scanned = {(r.edition.id, r.entry.id) for r in corpus.rows if needle in r.folded}
        assert (row.edition.id, row.entry.id) in scanned
        assert {(h.edition, h.id) for h in answer.hits} == scanned, piece


def test_matches_are_stepped_through_in_the_open_entry() -> None:
    entry = next(row.entry for row in CORPUS.rows if row.entry.code == "233914X")
    places = DESK.places_in("激光 OR 探测", entry)
    assert [p.text[p.span[0] : p.span[1]] for p in places] == ["激光", "探测"]
    assert [(p.found_in, p.point) for p in places] == [("title", None), ("point", 0)]
    assert [p.text[slice(*p.span)] for p in DESK.places_in("測距 系统", entry)] == ["系统", "测距", "系统"]
    assert DESK.places_in("没有", entry) == ()
