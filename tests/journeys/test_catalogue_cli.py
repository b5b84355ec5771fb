"""The catalogue's command line as its users meet it, every command but the refusals."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from catalogue_desk import Desk

SAMPLES = {
    "lidar-licence": ("indeterminate", ("UNK",)),
    "lidar-long-range": ("restricted", ("X",)),
    "germline-editing": ("prohibited", ("J",)),
    "conveyor-know-how": ("indeterminate", ("F",)),
    "recommender-saas": ("indeterminate", ("X", "UNK")),
}
LAW = "中华人民共和国技术进出口管理条例"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.fixture
def matter(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "案卷.yaml"
    shutil.copy(root / "clause_library" / "samples" / "lidar-licence.yaml", path)
    return path


# search


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
    assert "--edition all" in desk.ask("search", "3D打印").out
    assert desk.codes("3D打印", "--edition", "all")


def test_search_for_people(desk: Desk) -> None:
    zh, en = desk.ask("search", "激光雷达").out, desk.ask("search", "lidar", "--lang", "en").out
    assert "233914X  限制  激光雷达系统" in zh
    assert "26/132" in zh
    assert "LiDAR systems" in en
    assert "restricted" in en
    assert "限制" not in en


# show


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("203912X(99)",), "its points are: 1, 2, 3, 4, 5"),
        (("233914X", "--edition", "2020"), "cn-tech 2023, cn-tech 2025-07"),
        (("233915X",), "did you mean '233914X'?"),
        (("",), "a code is needed"),
        (("\u3000",), "a code is needed"),
        (("233914X", "--catalogue", "eu"), "loaded are: cn-dual-use, cn-tech"),
        (("233914X", "--edition", "2024"), "no edition '2024'"),
    ],
)
def test_show_says_why_a_code_is_not_found(desk: Desk, words: tuple[str, ...], told: str) -> None:
    answer = desk.ask("show", *words)
    assert answer.status == 2
    assert told in answer.err
    assert answer.err.count("\n") == 1


# measure


def limbs(answer: Any, code: str = "233914X") -> dict[str, Any]:
    match = next(m for m in answer["matches"] if m["code"] == code)
    return {limb["quantity"]: limb for limb in match["limbs"]}


def test_lidar_by_range_and_accuracy(desk: Desk) -> None:
    answer = desk.json("measure", "探测距离=3.2 km", "测距精度=0.25 cm", "--about", "激光雷达")
    (match,) = answer["matches"]
    assert (match["code"], match["verdict"]) == ("233914X", "captured")
    found = limbs(answer)
    assert (found["detection_range"]["met"], found["detection_range"]["margin"]) == (True, 1.6)
    assert (found["ranging_accuracy"]["met"], found["ranging_accuracy"]["margin"]) == (False, 1.25)
    assert found["ranging_accuracy"]["given"] == 2.5
    assert sorted(match["unknown"]) == sorted(q for q, limb in found.items() if limb["met"] is None)
    assert len(match["unknown"]) == 4
    assert match["tree"] == {"any": [0, 1, 2, 3, 4, 5]}


@pytest.mark.parametrize(
    ("value", "quantity", "met"),
    [
        ("range=3200 m", "detection_range", True),
        ("探测距离＝3.2公里", "detection_range", True),
        ("探测距離=3,200 m", "detection_range", True),
        ("探测距离=2 km", "detection_range", False),
        ("探测距离=2.0001 km", "detection_range", True),
        ("探测距离=1.5~2.5 km", "detection_range", None),
        ("角分辨率=0.0008°", "angular_resolution", True),
        ("角分辨率=3 arcsec", "angular_resolution", True),
        ("角分辨率=15 μrad", "angular_resolution", True),
        ("角分辨率=15 µrad", "angular_resolution", True),
        ("角分辨率=20 μrad", "angular_resolution", False),
        ("脉冲宽度=900 ps", "pulse_width", True),
        ("peak power=31 kW", "peak_power", True),
    ],
)
def test_values_as_people_write_them(desk: Desk, value: str, quantity: str, met: bool | None) -> None:
    answer = desk.ask("measure", value, "--about", "激光雷达", "--json")
    assert limbs(answer.value)[quantity]["met"] is met
    assert answer.status == (0 if met else 1)


@pytest.mark.parametrize("value", ["1.3e11", "1300亿次", "1300 亿次", "0.13 万亿次"])
def test_giant_computers_count_operations_exactly(desk: Desk, value: str) -> None:
    matches = desk.json("measure", f"运算次数={value}", "--edition", "all")["matches"]
    found = {m["edition"]: (m["verdict"], m["limbs"][0]["given"]) for m in matches}
    assert found == {"2020": ("captured", 1300), "2023": ("not_captured", 0.13), "2025-07": ("not_captured", 0.13)}


@pytest.mark.parametrize("value", ["1300亿次/秒", "130 GFLOPS"])
def test_a_rate_is_not_a_count_of_operations(desk: Desk, value: str) -> None:
    matches = desk.json("measure", f"运算速度={value}", "--edition", "all")["matches"]
    assert {m["verdict"] for m in matches} == {"open"}


def test_one_of_two_required_limbs_leaves_the_point_open(desk: Desk) -> None:
    battery = ("--about", "电池正极材料", "--catalogue", "cn-tech")
    matches = desk.json("measure", "放电克容量=165 mAh/g", *battery)["matches"]
    assert {m["code"] for m in matches} == {"252604X"}
    first = next(m for m in matches if m["point"] == "1")
    assert first["verdict"] == "open"
    assert first["tree"].keys() == {"all"}
    below = desk.json("measure", "放电克容量=150 mAh/g", *battery)["matches"]
    assert "not_captured" in {m["verdict"] for m in below}


def test_matches_are_captured_then_open_then_not(desk: Desk) -> None:
    verdicts = [m["verdict"] for m in desk.json("measure", "探测距离=3.2 km", "--edition", "all")["matches"]]
    order = ["captured", "open", "not_captured"]
    assert verdicts == sorted(verdicts, key=order.index)
    assert len(verdicts) > 1


def test_measure_answers_for_edition_and_day(desk: Desk) -> None:
    (match,) = desk.json("measure", "探测距离=3.2 km", "--as-of", "2024-01-01", "--about", "激光雷达")["matches"]
    assert match["edition"] == "2023"
    nothing = desk.ask("measure", "探测距离=3.2 km", "--edition", "2020", "--json")
    assert (nothing.status, nothing.value) == (1, {"matches": []})


def test_measure_about_something_else_finds_nothing(desk: Desk) -> None:
    answer = desk.ask("measure", "探测距离=3.2 km", "--about", "水稻育种")
    assert answer.status == 1
    assert "没有控制要点" in answer.out


def test_measure_for_people(desk: Desk) -> None:
    en = desk.ask("measure", "range=3.2 km", "--about", "lidar", "--lang", "en").out
    assert "detection range > 2 km: 3.2 km → met (1.6 x the limit)" in en
    assert "does not replace" in en


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("作用距离=6 km", "--about", "激光雷达"), "满足任一条件即落入"),
        (("克容量=165 mAh/g", "--about", "磷酸铁锂", "--catalogue", "cn-tech"), "须同时满足全部条件"),
        (("作用距离=6 km", "--about", "合成孔径雷达"), "1 且 (2 或 3)"),
        (("续航时间=40 min", "--about", "无人机"), "30 ≤ 续航时间 < 60 min: 40 min → 满足"),
    ],
)
def test_how_limbs_combine_is_said(desk: Desk, words: tuple[str, ...], told: str) -> None:
    assert told in desk.ask("measure", *words).out


# classify


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples(desk: Desk, root: Path, name: str, lang: str) -> None:
    outcome, classes = SAMPLES[name]
    path = root / "clause_library" / "samples" / f"{name}.yaml"
    value = desk.json("classify", path, "--lang", lang)
    assert value["prc"] == outcome
    carried = {c for t in value["technologies"] for c in t["classes"]}
    assert set(classes) <= carried
    assert "changed" not in value
    people = desk.ask("classify", path, "--lang", lang)
    assert people.status == 0
    assert len(people.out.splitlines()) > 8
    assert people.out.count("本结果供律师" if lang == "zh" else "does not replace") == 1


def test_the_sample_licence_asks_for_the_three_unknown_limbs(desk: Desk, root: Path) -> None:
    value = desk.json("classify", root / "clause_library" / "samples" / "lidar-licence.yaml")
    regime = value["regimes"][0]
    (finding,) = regime["entries"]
    unknown = {limb["quantity"] for limb in finding["limbs"] if limb["met"] is None}
    assert unknown == {"peak_power", "pulse_width", "angular_accuracy"}
    assert len(regime["open_questions"]) == 3
    assert all(q["would_settle"] for q in regime["open_questions"])


def test_beyond_the_range_limit_the_steps_follow_with_their_basis(desk: Desk, root: Path) -> None:
    value = desk.json("classify", root / "clause_library" / "samples" / "lidar-long-range.yaml")
    steps = value["obligations"]
    told = " ".join(s["step"] for s in steps)
    assert all(word in told for word in ("意向书", "许可证", "生效"))
    assert all(s["basis"] for s in steps)
    cited = {(b["instrument"], b["article"]) for s in steps for b in s["basis"]}
    assert {(LAW, "32"), (LAW, "34(1)"), (LAW, "35")} <= cited
    assert {s["days"] for s in steps if s["day_kind"] == "working"} == {30, 15}
    assert any(s["gate"] for s in steps)


def test_the_same_sample_with_the_longer_range_is_restricted(desk: Desk, matter: Path) -> None:
    matter.write_text(matter.read_text("utf-8").replace("探测距离: 210 m", "探测距离: 3.2 km"), "utf-8")
    assert desk.json("classify", matter)["prc"] == "restricted"


def test_a_lawyers_free_stands_beside_the_programs_answer(desk: Desk, root: Path) -> None:
    path = root / "clause_library" / "samples" / "conveyor-know-how.yaml"
    value = desk.json("classify", path)
    assert (value["prc"], value["overall"], value["decided_overall"]) == ("indeterminate", "indeterminate", "free")
    assert (
        "free by decision of 王, 2026-11-19, on 26/132 (derived) entries"
        in desk.ask("classify", path, "--lang", "en").out
    )


def test_conditional_steps_are_printed_under_their_heading(desk: Desk, root: Path) -> None:
    path = root / "clause_library" / "samples" / "recommender-saas.yaml"
    headings = {o["heading"] for o in desk.json("classify", path, "--lang", "en")["obligations"]}
    lines = desk.ask("classify", path, "--lang", "en").out.splitlines()
    assert headings == {"", "if it is an export"}
    assert "  if it is an export:" in lines
    assert "  in any case:" in lines


def test_a_code_of_one_announcement_is_not_asked_for_in_the_others(desk: Desk, matter: Path) -> None:
    text = matter.read_text("utf-8").replace("name: 车载激光雷达", "name: 钨镍铁合金生产技术")
    matter.write_text(text.replace("entries: []", "entries: [1E004]"), "utf-8")
    regime = next(r for r in desk.json("classify", matter)["regimes"] if r["regime"] == "cn-dual-use")
    assert regime["outcome"] == "licence_required"
    assert "1E004" in {e["code"] for e in regime["entries"]}
    assert not [q for q in regime["open_questions"] if q["id"].startswith("not_loaded")]


def test_a_code_that_nobody_knows_is_asked_about(desk: Desk, matter: Path) -> None:
    matter.write_text(matter.read_text("utf-8").replace("entries: []", "entries: [999999X]"), "utf-8")
    regime = desk.json("classify", matter)["regimes"][0]
    assert "999999X" in " ".join(q["text"] for q in regime["open_questions"])


def test_norway_is_a_country(desk: Desk, matter: Path) -> None:
    text = matter.read_text("utf-8").replace("country: DE", "country: NO").replace("destination: DE", "destination: NO")
    matter.write_text(text, "utf-8")
    value = desk.json("classify", matter)
    assert value["prc"] == "indeterminate"
    assert "de" not in {r["regime"] for r in value["regimes"]}


def test_one_prohibited_technology_makes_the_matter_prohibited(desk: Desk, root: Path) -> None:
    value = desk.json("classify", root / "clause_library" / "samples" / "germline-editing.yaml")
    assert value["prc"] == "prohibited"
    assert value["technologies"][0]["classes"] == ["J"]
    assert "UNK" in value["technologies"][1]["classes"]


# freeze


def test_freezing_changes_the_frozen_block_and_nothing_else(desk: Desk, matter: Path) -> None:
    before = matter.read_text("utf-8")
    matter.chmod(0o640)
    assert desk.ask("classify", matter, "--freeze", "--by", "王律师").status == 0
    after = matter.read_text("utf-8")
    assert matter.stat().st_mode & 0o777 == 0o640
    head, tail = before.split("frozen: null\n")
    assert after.startswith(head + "frozen:\n")
    assert after.endswith(tail)
    block = after[len(head) : len(after) - len(tail)]
    assert "by: 王律师" in block
    assert all(line.startswith((" ", "frozen:")) for line in block.splitlines())
    assert "sha256: " in block
    assert os.listdir(matter.parent) == [matter.name]


def test_a_frozen_matter_says_that_nothing_changed(desk: Desk, matter: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    assert desk.json("classify", matter)["changed"] == []
    assert "与冻结的结果一致" in desk.ask("classify", matter).out


def test_freezing_twice_writes_the_same(desk: Desk, matter: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    once = matter.read_bytes()
    desk.ask("classify", matter, "--freeze", "--by", "王")
    assert matter.read_bytes() == once


def test_other_data_or_facts_show_as_changes(desk: Desk, matter: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    frozen = matter.read_text("utf-8")
    at = frozen.index("sha256: ") + len("sha256: ")
    other = "0" if frozen[at] != "0" else "1"
    matter.write_text(frozen[:at] + other + frozen[at + 1 :], "utf-8")
    (change,) = desk.json("classify", matter)["changed"]
    assert change["what"] == "data cn-tech/2025-07"
    assert change["was"] != change["is"]
    assert "233914X" in change["touches"]
    matter.write_text(frozen.replace("探测距离: 210 m", "探测距离: 3.2 km"), "utf-8")
    changed = {c["what"]: (c["was"], c["is"]) for c in desk.json("classify", matter)["changed"]}
    assert changed["prc"] == ("indeterminate", "restricted")
    assert "→" in desk.ask("classify", matter).out


def test_a_users_newer_data_shows_as_a_change(desk: Desk, matter: Path, root: Path, tmp_path: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    other = Desk(tmp_path / "other")
    pack = other.home / "packs" / "cn-tech"
    shutil.copytree(root / "catalogue" / "packs" / "cn-tech", pack)
    assert other.json("classify", matter)["changed"] == []
    edition = pack / "2025-07.yaml"
    text = edition.read_text("utf-8")
    if "探测距离（detection range）>2km" not in text:
        edition = pack / "2023.yaml"
        text = edition.read_text("utf-8")
    edition.write_text(text.replace("探测距离（detection range）>2km", "探测距离（detection range）>3km"), "utf-8")
    (change,) = other.json("classify", matter)["changed"]
    assert change["what"] == "data cn-tech/2025-07"


def test_freezing_needs_a_name_and_writes_nothing_without(desk: Desk, matter: Path) -> None:
    before = matter.read_bytes()
    answer = desk.ask("classify", matter, "--freeze")
    assert answer.status == 2
    assert "--by NAME" in answer.err
    assert matter.read_bytes() == before


def test_a_read_only_matter_is_not_replaced(desk: Desk, matter: Path) -> None:
    before = matter.read_bytes()
    matter.chmod(0o444)
    answer = desk.ask("classify", matter, "--freeze", "--by", "王")
    assert answer.status == 2
    assert "read-only" in answer.err
    assert matter.read_bytes() == before


def test_freezing_through_a_link_keeps_the_link(desk: Desk, matter: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(matter)
    assert desk.ask("classify", link, "--freeze", "--by", "王").status == 0
    assert link.is_symlink()
    assert "by: 王" in matter.read_text("utf-8")


def test_classify_without_freeze_writes_nothing(desk: Desk, matter: Path) -> None:
    before = matter.read_bytes(), matter.stat().st_mtime_ns
    desk.ask("classify", matter)
    assert (matter.read_bytes(), matter.stat().st_mtime_ns) == before


# packs, editions, verify


def test_packs_say_how_far_they_go(desk: Desk) -> None:
    packs = {p["catalogue"]: p for p in desk.json("packs")["packs"]}
    editions = {e["id"]: e for e in packs["cn-tech"]["editions"]}
    assert {k: e["expected"] for k, e in editions.items()} == {
        "2020": 164,
        "2022-draft": 139,
        "2023": 134,
        "2025-07": 132,
    }
    assert not any(e["complete"] for e in editions.values())
    assert "26/132（推算）" in desk.ask("packs").out


def test_editions_in_order_of_the_day(desk: Desk) -> None:
    rows = {r["id"]: r for r in desk.json("editions", "--catalogue", "cn-tech", "--as-of", "2025-07-14")["editions"]}
    assert rows["2023"]["state"] == "in_force"
    after = {r["id"]: r for r in desk.json("editions", "--catalogue", "cn-tech", "--as-of", "2025-07-15")["editions"]}
    assert (after["2023"]["state"], after["2025-07"]["state"]) == ("superseded", "in_force")
    assert "in force" in desk.ask("editions", "--lang", "en").out


def test_the_bundled_packs_are_clean(desk: Desk) -> None:
    answer = desk.ask("verify", "--json")
    assert (answer.status, answer.value["problems"]) == (0, [])
    assert answer.value["packs"] == 2


def test_verify_names_file_line_and_field_of_a_fault(desk: Desk, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "catalogue" / "packs", tmp_path / "packs")
    card = tmp_path / "packs" / "cn-tech" / "pack.yaml"
    card.write_text(card.read_text("utf-8") + "\nsauce: tomato\n", "utf-8")
    answer = desk.ask("verify", tmp_path / "packs", "--json")
    assert answer.status == 1
    (problem, *_) = answer.value["problems"]
    assert problem["file"].endswith("pack.yaml")
    assert problem["line"] > 1
    assert problem["field"] == "sauce"


def test_one_bad_edition_of_the_user_is_named_and_takes_nothing_down(root: Path, tmp_path: Path) -> None:
    other = Desk(tmp_path / "home")
    pack = other.home / "packs" / "cn-tech"
    shutil.copytree(root / "catalogue" / "packs" / "cn-tech", pack)
    edition = pack / "2020.yaml"
    edition.write_text(edition.read_text("utf-8") + "\nbroken: [\n", "utf-8")
    assert other.codes("激光雷达")[0] == "233914X"
    assert "2020.yaml" in other.ask("packs").out
    assert any("2020.yaml" in p["file"] for p in other.json("packs")["problems"])
    assert "packs 命令" in other.ask("search", "激光雷达").out


@pytest.mark.parametrize("broken", ["pack.yaml", "2020.yaml"])
def test_a_pack_that_cannot_be_read_at_all_is_named_and_takes_nothing_down(
    root: Path, tmp_path: Path, broken: str
) -> None:
    other = Desk(tmp_path / "home")
    pack = other.home / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / broken).mkdir()
    if broken != "pack.yaml":
        card = (root / "catalogue" / "packs" / "cn-tech" / "pack.yaml").read_text("utf-8")
        (pack / "pack.yaml").write_text(card.replace("id: cn-tech", "id: mine"), "utf-8")
    assert other.codes("激光雷达")[0] == "233914X"
    assert f"mine/{broken}" in other.ask("packs").out
    assert other.ask("verify", pack.parent).status == 1


# the door itself


@pytest.mark.parametrize("words", [("--help",), ("search", "--help"), ("measure", "-h")])
def test_help_goes_to_the_output(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.ask(*words)
    assert (answer.status, answer.err) == (0, "")
    assert "usage:" in answer.out


@pytest.mark.parametrize(
    "words", [(), ("nope",), ("packs", "extra"), ("search",), ("search", "a", "--lang", "fr"), ("measure",)]
)
def test_a_wrong_command_is_one_line(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.ask(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("name", ["a file", "below a file", "nowhere that can be made"])
def test_a_home_that_cannot_be_written_still_answers(tmp_path: Path, name: str) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    homes = {"a file": blocked, "below a file": blocked / "home", "nowhere that can be made": Path("/proc/caveat")}
    if name.startswith("nowhere") and not Path("/proc").is_dir():
        pytest.skip("no /proc here")
    assert Desk(homes[name]).codes("激光雷达")[0] == "233914X"
    assert blocked.read_text() == "x"


def test_a_read_only_home_still_answers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o555)
    assert Desk(home).codes("激光雷达")[0] == "233914X"
    home.chmod(0o755)


def run(root: Path, home: Path, *words: str | bytes, **more: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "CAVEAT_HOME": str(home), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "catalogue", *words]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, timeout=60, **more)


def test_the_process_speaks_utf8_under_any_locale(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "search", "激光雷达", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["hits"][0]["code"] == "233914X"


def test_the_process_ends_with_one_line_for_a_missing_file(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "classify", str(tmp_path / "没有.yaml"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").count("\n") == 1
    assert "没有.yaml" in done.stderr.decode("utf-8")


def test_bytes_that_are_no_text_are_answered_in_json(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "search", "--json", "激光".encode() + b"\xff")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["query"].startswith("激光")


def test_a_full_disk_is_one_line(root: Path, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    environment = {**os.environ, "CAVEAT_HOME": str(tmp_path)}
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "catalogue", "packs"]
        done = subprocess.run(
            command, cwd=root, env=environment, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").count("\n") == 1


def test_a_reader_that_leaves_early_is_no_fault(root: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "CAVEAT_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "catalogue", "search", "技术", "--edition", "all", "--limit", "500", "--json"]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) in (0, 1)
