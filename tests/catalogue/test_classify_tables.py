"""Classification: the table of testable facts, entry by entry."""

from __future__ import annotations

import pytest
from classify_desk import Desk, finding, matter_text

ORDINARY = "探测距离: 210 m, 测距精度: 3 cm, 角分辨率: 0.1°"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


@pytest.mark.parametrize(
    ("case", "measured", "verdict", "prc"),
    [
        ("T-001", "探测距离: 1-210 m, 测距精度: 3 cm, 水平角分辨率: 0.1°, 垂直角分辨率: 0.2°", "open", "indeterminate"),
        ("T-002", f"脉冲宽度: 0.9 ns, {ORDINARY}", "captured", "restricted"),
        (
            "T-003",
            "脉宽: 1 ns, 峰值功率: 30 kW, 探测距离: 2000 m, 角准度: 40 μrad, 角分辨率: 20 μrad, 测距精度: 2 mm",
            "not_captured",
            "indeterminate",
        ),
        ("T-005", "角分辨率: 0.0012°", "open", "indeterminate"),
        ("T-007", "角准度: 0.0022°", "captured", "restricted"),
        ("T-007b", "角准度: 0.0023°", "open", "indeterminate"),
        ("range", "探测距离: 1.5~2.5 km", "open", "indeterminate"),
    ],
)
def test_lidar_table(desk: Desk, case: str, measured: str, verdict: str, prc: str) -> None:
    result = desk.classify(matter_text(measured=f"{{{measured}}}"))
    assert (finding(result, "233914X").verdict, result.prc) == (verdict, prc), case


@pytest.mark.parametrize(
    ("case", "name", "measured", "entries", "as_of", "code", "point", "verdict", "prc"),
    [
        (
            "T-020",
            "中译外机器翻译引擎",
            "{翻译得分: 4.6/5}",
            "[]",
            "2024-06-01",
            "086501X",
            "6",
            "captured",
            "restricted",
        ),
        ("T-024", "中英文机器翻译", "{}", "[056101X(7)]", "2021-06-01", "056101X", "7", "captured", "restricted"),
        ("T-025", "汉语语音识别", "{}", "[086501X(8)]", "2024-06-01", "086501X", "8", "captured", "restricted"),
        ("T-028", "个性化推荐", "{}", "[086501X(18)]", "2024-06-01", "086501X", "18", "captured", "restricted"),
        ("T-029", "个性化推荐", "{}", "[056101X(21)]", "2021-06-01", "056101X", "21", "captured", "restricted"),
        ("T-040", "胚胎编辑", "{}", "[237301J]", "2024-06-01", "237301J", None, "captured", "prohibited"),
        ("T-045", "无人机飞控", "{}", "[203912X(5)]", "2024-06-01", "203912X", "5", "captured", "restricted"),
        ("T-046", "无人机载荷", "{}", "['203912X(4)']", "2024-06-01", "203912X", "4", "captured", "restricted"),
        ("T-055", "传统建筑", "{}", "[085001J]", "2025-06-30", "085001J", None, "captured", "prohibited"),
        ("T-055b", "传统建筑", "{}", "[085001J]", "2025-08-01", "085001J", None, "not_captured", "indeterminate"),
    ],
)
def test_tables_of_other_entries(
    desk: Desk,
    case: str,
    name: str,
    measured: str,
    entries: str,
    as_of: str,
    code: str,
    point: str | None,
    verdict: str,
    prc: str,
) -> None:
    result = desk.classify(matter_text(name, measured=measured, entries=entries, as_of=as_of))
    assert (finding(result, code, point).verdict, result.prc) == (verdict, prc), case


def test_t023_overruling_does_not_hide_the_measured_limb_and_the_condition_is_shown(desk: Desk) -> None:
    result = desk.classify(matter_text("外译中机器翻译", measured="{翻译得分: 4.9/5}", as_of="2024-06-01"))
    reasons = " ".join(r.zh for r in finding(result, "086501X", "6").reasons)
    assert "中译外" in reasons


def test_t026_an_english_recogniser_is_judged_by_the_lawyer(desk: Desk) -> None:
    entries = "[{code: 086501X, point: 8, decision: overruled, by: 王, on: 2024-05-30, reason: 仅识别英语}]"
    result = desk.classify(matter_text("英语语音识别", entries=entries, as_of="2024-06-01"))
    found = finding(result, "086501X", "8")
    assert found.verdict == "not_captured"
    assert "仅识别英语" in found.reasons[-1].zh
    assert result.prc == "indeterminate"


@pytest.mark.parametrize(
    ("as_of", "code", "verdict"), [("2021-06-01", "056101X", True), ("2024-06-01", "086501X", False)]
)
def test_t030_deleted_points_are_gone(desk: Desk, as_of: str, code: str, verdict: bool) -> None:
    catalogue = desk.library.catalogues["cn-tech"]
    edition = catalogue.edition("2020" if verdict else "2023")
    assert edition is not None
    entry = edition.entry(code)
    assert entry is not None
    assert any("存取" in p.text.zh for p in entry.points) is verdict


@pytest.mark.parametrize(
    ("as_of", "verdict", "prc"),
    [("2021-06-01", "captured", "restricted"), ("2024-06-01", "not_captured", "indeterminate")],
)
def test_t032_giant_computers(desk: Desk, as_of: str, verdict: str, prc: str) -> None:
    result = desk.classify(matter_text("巨型计算机制造", measured="{运算次数: 5e13}", as_of=as_of))
    giants = [f for r in result.regimes[:1] for f in r.entries if any(x.quantity == "operations" for x in f.limbs)]
    assert [f.verdict for f in giants if f.state == "in_force"] == [verdict]
    assert result.prc == prc


def test_t034_a_rate_is_not_counted_as_operations_and_the_basis_is_asked(desk: Desk) -> None:
    result = desk.classify(matter_text("巨型计算机", measured="{运算能力: 97 TFLOPS}", as_of="2024-06-01"))
    assert result.prc == "indeterminate"
    asked = [q for q in result.regimes[0].open_questions if "-operations#" in q.id]
    assert len(asked) == 1
    assert "97 TFLOPS" in asked[0].text.zh


def test_t036_deep_packet_inspection(desk: Desk) -> None:
    for value, verdict in (("500 Gbps", "captured"), ("499 Gbps", "not_captured")):
        result = desk.classify(matter_text("深度包检测", measured=f"{{DPI速率: {value}}}", as_of="2024-06-01"))
        found = [f for f in result.regimes[0].entries if any(x.quantity == "inspection_rate" for x in f.limbs)]
        assert [f.verdict for f in found if f.state == "in_force"] == [verdict]


@pytest.mark.parametrize(
    ("case", "as_of", "density", "captured"),
    [
        ("T-049", "2025-07-15", "2.60", True),
        ("T-051", "2025-07-14", "2.60", False),
        ("low", "2025-08-01", "2.57", False),
    ],
)
def test_cathode_table(desk: Desk, case: str, as_of: str, density: str, captured: bool) -> None:
    measured = f"{{压实密度: {density} g/cc @ 220 MPa, 克容量: 161 mAh/g, 首效: 97.5 %}}"
    result = desk.classify(matter_text("磷酸铁锂正极材料", measured=measured, as_of=as_of))
    assert (result.prc == "restricted") is captured, case


@pytest.mark.parametrize(
    ("case", "name", "as_of", "found"),
    [
        ("T-031", "语音评测", "2021-06-01", {"056101X"}),
        ("T-031", "语音评测", "2024-06-01", set()),
        ("T-044", "医用核磁共振主磁体制造", "2024-06-01", set()),
        ("T-045", "无人机飞控软件", "2021-06-01", {"184012X"}),
        ("T-048", "光伏硅片制备", "2024-06-01", set()),
        ("T-009", "车载激光雷达", "2021-06-01", set()),
    ],
)
def test_entries_come_and_go_with_the_editions(desk: Desk, case: str, name: str, as_of: str, found: set[str]) -> None:
    result = desk.classify(matter_text(name, as_of=as_of))
    assert {f.code for f in result.regimes[0].entries if f.state != "draft"} == found, case
    assert result.prc == "indeterminate"


def test_t042_and_t048_stood_in_the_draft_only(desk: Desk) -> None:
    for name in ("CRISPR基因编辑工具", "光伏硅片制备"):
        result = desk.classify(matter_text(name, as_of="2023-06-01"))
        assert {f.state for f in result.regimes[0].entries} == {"draft"}


def test_t054_a_partly_known_point_stays_open_when_its_known_limbs_are_met(desk: Desk) -> None:
    measured = "{压实密度: 2.5 g/cc, 克容量: 156 mAh/g, 首效: 96 %, 平均电压: 3.9 V}"
    result = desk.classify(matter_text("磷酸锰铁锂正极材料", measured=measured))
    assert finding(result, "252604X", "2").verdict == "open"
    assert result.prc == "indeterminate"
