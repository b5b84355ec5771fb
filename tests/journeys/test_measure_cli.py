"""`python -m catalogue measure` as its users meet it."""

from __future__ import annotations

from typing import Any

import pytest
from catalogue_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


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
    assert (nothing.status, nothing.value["matches"]) == (1, [])
    assert {row["edition"] for row in nothing.value["coverage"]} == {"2020"}


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


@pytest.mark.parametrize(
    ("value", "verdict", "given"),
    [
        ("探测距离=不小于3.2公里", "captured", [3.2, None]),
        ("探测距离=≥ 200 m", "open", [0.2, None]),
        ("探测距离=1.5 km以下", "open", [0, 1.5]),
        ("range=at least 3,200 m", "captured", [3.2, None]),
    ],
)
def test_a_limit_of_a_datasheet_is_held_against_a_point(
    desk: Desk, value: str, verdict: str, given: list[float | None]
) -> None:
    (match,) = desk.ask("measure", value, "--about", "激光雷达", "--json").value["matches"]
    found = {limb["quantity"]: limb for limb in match["limbs"]}["detection_range"]
    assert (match["verdict"], found["given"], found["margin"]) == (verdict, given, None)


@pytest.mark.parametrize(
    ("lang", "held", "asked"),
    [
        ("zh", "仍须澄清：同一物理量给出了不同的值，以哪个为准？", "待定的原因：同一物理量给出了不同的值"),
        ("en", "still to be settled: Different values are given", "why it stays open: Different values are given"),
    ],
)
def test_two_values_of_one_quantity_are_asked_about(desk: Desk, lang: str, held: str, asked: str) -> None:
    about = ("--about", "激光雷达", "--lang", lang)
    assert held in desk.ask("measure", "探测距离=3 km", "作用距离=5 km", *about).out
    assert asked in desk.ask("measure", "探测距离=3 km", "作用距离=1 km", *about).out
    assert "3 km" in desk.ask("measure", "探测距离=3 km", "range=3000 m", *about).out
    assert held not in desk.ask("measure", "探测距离=3 km", "range=3000 m", *about).out


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("测据精度=3 cm", "没有物理量“测据精度”；是否应为“测距精度”？", "did you mean '测距精度'?"),
        ("cejujingdu=3 cm", "是否应为“测距精度”？", "did you mean '测距精度'?"),
        ("=3 cm", "数值缺少名称；请写成 探测距离=3.2 km", "a value has no name"),
        ("探测距离=3 km 4 km", "不止一个数", "more than one number"),
        ("探测距离=优于3 km", "未说明大者为优还是小者为优", "whether more or less is better"),
        ("工作温度=-300 ℃", "低于温度可能的最低值", "lies below what a value of"),
        ("探测距离=3.2", "没有单位；可用单位：km, m", "has no unit; it takes km, m"),
        ("探测距离=3.2 kg", "是质量的值；可用单位：km, m", "is a value of 质量 (mass); it takes km, m"),
    ],
)
def test_bad_values_are_told_in_one_line_of_either_language(desk: Desk, value: str, zh: str, en: str) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        answer = desk.ask("measure", value, "--lang", lang)
        assert (answer.status, answer.out) == (2, "")
        assert words in answer.err
        assert answer.err.count("\n") == 1


@pytest.mark.parametrize(("lang", "words"), [("zh", "待定的原因：给出的数值跨越限值"), ("en", "why it stays open: ")])
def test_an_open_point_says_why(desk: Desk, lang: str, words: str) -> None:
    assert words in desk.ask("measure", "探测距离=1.5~2.5 km", "--about", "激光雷达", "--lang", lang).out
    assert words not in desk.ask("measure", "探测距离=3 km", "--about", "激光雷达", "--lang", lang).out


def test_two_editions_stand_side_by_side(desk: Desk) -> None:
    words = ("measure", "运算次数=5e13", "--edition", "2020", "--edition", "2023")
    answer = desk.json(*words)
    assert [(m["edition"], m["verdict"]) for m in answer["matches"]] == [("2020", "captured"), ("2023", "not_captured")]
    (row,) = answer["side_by_side"]
    assert [(c["edition"], c["state"], c["verdict"]) for c in row["editions"]] == [
        ("2020", "superseded", "captured"),
        ("2023", "superseded", "not_captured"),
    ]
    assert (row["differs"], row["quantities"]) == (True, ["operations"])
    zh, en = (desk.ask(*words, "--lang", lang) for lang in ("zh", "en"))
    assert (zh.status, en.status) == (0, 0)
    assert "≠ cn-tech  2020 [已被取代]" in zh.out
    assert "2023 [superseded]: " in en.out


def test_an_edition_that_limits_nothing_of_the_kind_says_so_and_one_edition_is_no_comparison(desk: Desk) -> None:
    words = ("measure", "探测距离=3.2 km", "--about", "激光雷达", "--edition", "2020", "--edition", "2023")
    (row,) = desk.json(*words)["side_by_side"]
    assert [(c["edition"], c["verdict"]) for c in row["editions"]] == [("2020", None), ("2023", "captured")]
    assert "no loaded point limits these quantities" in desk.ask(*words, "--lang", "en").out
    twice = desk.json("measure", "探测距离=3.2 km", "--edition", "2023", "--edition", "2023")
    assert "side_by_side" not in twice


def test_an_unknown_edition_among_several_is_one_line(desk: Desk) -> None:
    answer = desk.ask("measure", "探测距离=3.2 km", "--edition", "2023", "--edition", "2019")
    assert (answer.status, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert "2019" in answer.err


@pytest.mark.parametrize("about", ["激光雷达", "lidar", "LiDAR systems"])
def test_synonyms_of_both_languages_mean_the_same(desk: Desk, about: str) -> None:
    for name in ("探测距离", "detection range", "range", "作用距离"):
        (match,) = desk.json("measure", f"{name}=3.2 km", "--about", about)["matches"]
        assert (match["code"], match["verdict"]) == ("233914X", "captured")
