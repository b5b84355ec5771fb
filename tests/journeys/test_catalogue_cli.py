"""`search` and `show` of the catalogue's command line as their users meet them."""

from __future__ import annotations

import pytest
from catalogue_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("query", ["激光雷达", "LiDAR", "lidar", "鐳射雷達", "233914x", "２３３９１４Ｘ", "233914X"])
def test_every_way_to_say_lidar_finds_it_first(desk: Desk, query: str) -> None:
    first = desk.json("search", query)["hits"][0]
    assert (first["code"], first["catalogue"], first["edition"]) == ("233914X", "cn-tech", "2025-07")
    assert first["state"] == "in_force"
    assert first["control"] == "restricted"
    assert first["spans"], "nothing is marked"


def test_marks_stand_on_the_words_searched_for(desk: Desk) -> None:
    hit = desk.json("search", "激光")["hits"][0]
    assert {hit["snippet"][start:end] for start, end in hit["spans"]} == {"激光"}


def test_a_word_left_out_leaves_out_what_holds_it(desk: Desk) -> None:
    every = desk.json("search", "雷达", "--edition", "all")
    without = desk.json("search", "雷达 -车载", "--edition", "all")
    keys = {(h["edition"], h["id"]) for h in without["hits"]}
    assert ("2022-draft", "cn-tech.lidar") in {(h["edition"], h["id"]) for h in every["hits"]}
    assert ("2022-draft", "cn-tech.lidar") not in keys
    assert ("2025-07", "cn-tech.lidar") in keys


def test_a_query_that_begins_with_a_dash_follows_two(desk: Desk) -> None:
    assert desk.codes("--", "-车载 雷达") == desk.codes("雷达 -车载")
    refused = desk.ask("search", "-车载")
    assert refused.status == 2
    assert "follows --" in refused.err


def test_words_are_joined_by_and_unless_or_is_written(desk: Desk) -> None:
    both, either = desk.codes("激光 无人机"), desk.codes("激光 OR 无人机")
    assert set(both) < set(either)


def test_filters_in_the_query(desk: Desk) -> None:
    prohibited = desk.json("search", "control:prohibited", "--limit", "500")
    assert {h["control"] for h in prohibited["hits"]} == {"prohibited"}
    assert prohibited["total"] == len(prohibited["hits"]) > 1
    assert {h["edition"] for h in desk.json("search", "edition:2023 激光雷达")["hits"]} == {"2023"}
    assert set(desk.codes("code:2339")) == {"233914X"}
    assert "086501X" in desk.codes("industry:软件")


@pytest.mark.parametrize("level", ["prohibited", "禁止", "J"])
def test_control_option(desk: Desk, level: str) -> None:
    hits = desk.json("search", "技术", "--control", level, "--limit", "500")["hits"]
    assert hits
    assert {h["control"] for h in hits} == {"prohibited"}


def test_edition_options(desk: Desk) -> None:
    assert desk.codes("激光雷达", "--edition", "2022-draft")[0] == "214014X"
    assert {h["edition"] for h in desk.json("search", "激光雷达", "--edition", "2023")["hits"]} == {"2023"}
    every = [h["edition"] for h in desk.json("search", "激光雷达", "--edition", "all")["hits"]]
    assert {"2022-draft", "2023", "2025-07"} <= set(every)
    assert every[0] == "2025-07"


def test_a_past_day_is_answered_by_the_edition_of_that_day(desk: Desk) -> None:
    first = desk.json("search", "激光雷达", "--as-of", "2024-01-01")["hits"][0]
    assert (first["edition"], first["state"]) == ("2023", "in_force")
    before = desk.json("search", "激光雷达", "--as-of", "2023-12-20")
    assert [h["code"] for h in before["hits"]] == []
    states = {h["edition"]: h["state"] for h in desk.json("search", "2023 OR 激光雷达", "--edition", "all")["hits"]}
    assert states["2023"] == "superseded"


def test_an_edition_on_a_day_says_its_state_on_that_day(desk: Desk) -> None:
    words = ("search", "激光雷达", "--edition", "2023", "--as-of")
    assert desk.json(*words, "2024-01-01")["hits"][0]["state"] == "in_force"
    assert desk.json(*words, "2026-01-01")["hits"][0]["state"] == "superseded"


def test_measures_whose_suspension_ran_out_are_shown_as_stale(desk: Desk) -> None:
    states = {r["id"]: r["state"] for r in desk.json("editions", "--as-of", "2026-11-21")["editions"]}
    assert states["2025-58"] == "stale"
    earlier = {r["id"]: r["state"] for r in desk.json("editions", "--as-of", "2026-11-10")["editions"]}
    assert earlier["2025-58"] == "suspended"
    hits = desk.json("search", "edition:2025-58 电池", "--as-of", "2026-11-21")["hits"]
    assert {h["state"] for h in hits} == {"stale"}


def test_limit_keeps_the_total(desk: Desk) -> None:
    answer = desk.json("search", "技术", "--limit", "1")
    assert len(answer["hits"]) == 1 < answer["total"]


def test_nothing_found_says_what_emptied_it(desk: Desk) -> None:
    answer = desk.ask("search", "--json", "激光雷达", "--control", "prohibited")
    assert answer.status == 1
    assert answer.value["hits"] == []
    assert answer.value["emptied_by"] == "control:prohibited"
    assert answer.value["coverage"], "an empty answer must say how far the data goes"


def test_a_misspelling_is_met_with_a_suggestion_that_finds_something(desk: Desk) -> None:
    answer = desk.ask("search", "激光雷打", "--json")
    assert answer.status == 1
    assert "激光雷达" in answer.value["suggestions"]
    for suggestion in answer.value["suggestions"]:
        assert desk.codes(suggestion)


def test_what_is_in_force_comes_before_what_is_stale_and_nearly_alike(desk: Desk) -> None:
    states = [h["state"] for h in desk.json("search", "稀土", "--as-of", "2026-11-21")["hits"]]
    assert states[0] == "in_force"
    assert "stale" in states


def test_nothing_found_is_no_clearance(desk: Desk) -> None:
    assert "没有找到不等于不受管制" in desk.ask("search", "金星探测器").out
    assert "not found is not uncontrolled" in desk.ask("search", "warp drive", "--lang", "en").out


def test_what_only_other_editions_hold_is_said(desk: Desk) -> None:
    assert "--edition all" in desk.ask("search", "语音评测").out
    assert desk.codes("语音评测", "--edition", "all")


def test_search_for_people(desk: Desk) -> None:
    zh, en = desk.ask("search", "激光雷达").out, desk.ask("search", "lidar", "--lang", "en").out
    assert "233914X  限制  激光雷达系统" in zh
    assert "26/132" in zh
    assert "LiDAR systems" in en
    assert "restricted" in en
    assert "限制" not in en


def test_show_takes_code_point_and_id(desk: Desk) -> None:
    entry = desk.json("show", "203912X")
    point = desk.json("show", "203912X(5)")
    assert [p["no"] for p in entry["points"]] == ["1", "2", "3", "4", "5"]
    assert [p["no"] for p in point["points"]] == ["5"]
    assert desk.json("show", entry["id"])["code"] == "203912X"
    assert desk.json("show", "２３３９１４Ｘ")["code"] == "233914X"
    assert desk.json("show", "9a012.c.2")["points"][0]["no"] == "c.2"


def test_show_tells_the_history_of_codes(desk: Desk) -> None:
    rows = {r["edition"]: r["code"] for r in desk.json("show", "233914X")["history"]}
    assert rows == {"2022-draft": "214014X", "2023": "233914X", "2025-07": "233914X"} | {
        k: v for k, v in rows.items() if k == "2020"
    }


@pytest.mark.parametrize("code", ["184012X", "214012X", "203912X", "cn-tech.uav"])
def test_show_prints_the_whole_chain_from_any_of_its_codes(desk: Desk, code: str) -> None:
    assert "沿革：184012X → 214012X（征求意见稿） → 203912X" in desk.ask("show", code).out
    lines = desk.ask("show", code, "--lang", "en").out
    assert "History: 184012X → 214012X (draft) → 203912X" in lines
    assert "renumbered 184012X → 203912X (2023-12-21" in lines


def test_the_history_in_json_names_what_was_done_in_both_languages(desk: Desk) -> None:
    rows = {r["edition"]: r for r in desk.json("show", "086501X")["history"]}
    assert [r["code"] for r in rows.values()] == ["056101X", "056101X", "216101X", "086501X", "086501X"]
    renumbered, amended = rows["2023"]["events"]
    assert (renumbered["kind"], renumbered["code_from"], renumbered["code_to"]) == ("renumbered", "056101X", "086501X")
    assert "解密" in amended["note"]
    assert "decryption" in amended["note_en"]
    assert {amended["checked"], renumbered["checked"]} == {"seed"}


def test_entries_of_2008_are_found_in_every_edition_and_never_today(desk: Desk) -> None:
    hits = desk.json("search", "钕玻璃", "--edition", "all")["hits"]
    assert {(h["edition"], h["code"]) for h in hits} == {("2008", "053101J"), ("2001", None)}
    assert desk.ask("search", "钕玻璃", "--json").status == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("203912X(99)",), "its points are: 1, 2, 3, 4, 5"),
        (("233914X", "--edition", "2020"), "cn-tech 2023, cn-tech 2025-07"),
        (("233915X",), "did you mean '233914X'?"),
        (("",), "a code is needed"),
        (("\u3000",), "a code is needed"),
        (("233914X", "--catalogue", "eu"), "loaded are: cn-dual-use"),
        (("233914X", "--edition", "2024"), "no edition '2024'"),
    ],
)
def test_show_says_why_a_code_is_not_found(desk: Desk, words: tuple[str, ...], told: str) -> None:
    answer = desk.ask("show", *words)
    assert answer.status == 2
    assert told in answer.err
    assert answer.err.count("\n") == 1


def test_english_snippets_where_the_english_matches(desk: Desk) -> None:
    first = desk.json("search", "LiDAR", "--lang", "en")["hits"][0]
    assert (first["code"], first["snippet"]) == ("233914X", "LiDAR systems")
    assert [first["snippet"][start:end] for start, end in first["spans"]] == ["LiDAR"]
    chinese = desk.json("search", "探测距离", "--lang", "en")["hits"][0]
    assert "探测距离" in chinese["snippet"], "what matches in Chinese alone is shown in Chinese"


@pytest.mark.parametrize(("lang", "words"), [("zh", "仅见于本库说明"), ("en", "in the note of this library only")])
@pytest.mark.parametrize("query", ["密码"])
def test_a_match_in_a_note_is_told_apart(desk: Desk, query: str, lang: str, words: str) -> None:
    assert words in desk.ask("search", query, "--lang", lang).out
    assert words not in desk.ask("search", "激光雷达", "--lang", lang).out


def test_what_is_far_from_everything_is_met_with_no_suggestion(desk: Desk) -> None:
    assert desk.json("search", "stealth")["suggestions"] == []
    assert "Did you mean" not in desk.ask("search", "stealth", "--lang", "en").out


def test_every_control_point_that_holds_the_word_is_named(desk: Desk) -> None:
    answer = desk.ask("search", "无人机", "--catalogue", "cn-tech")
    assert "另见要点 2、3、4、5" in answer.out
    (hit,) = desk.json("search", "无人机", "--catalogue", "cn-tech")["hits"]
    assert hit["points"] == ["1", "2", "3", "4", "5"]


def test_a_point_is_shown_with_what_stands_below_and_above_it(desk: Desk) -> None:
    whole = desk.json("show", "VIII(h)", "--catalogue", "us-usml")
    assert whole["points"][0]["no"] == "h"
    entry = desk.json("show", "9A012", "--catalogue", "cn-dual-use")
    below = [p["no"] for p in entry["points"] if p["no"].startswith("c.")]
    shown = desk.json("show", f"9A012.{below[0]}", "--catalogue", "cn-dual-use")
    assert [p["no"] for p in shown["points"]] == [below[0]]
    assert all(below[0].startswith(p["no"]) for p in shown["within"])
