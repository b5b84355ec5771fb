"""Classification: the table of testable facts, decisions, dates, unclear modes, honesty about coverage."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from classify_desk import Desk, finding, matter_text, question_ids
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.matter import DIRECTIONS, MODES
from catalogue.matterfile import read_matter
from catalogue.model import Check, Words
from catalogue.problems import BadInput
from catalogue.results import Outcome

LIDAR = "车载激光雷达"
ORDINARY = "探测距离: 210 m, 测距精度: 3 cm, 角分辨率: 0.1°"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def test_the_sample_is_indeterminate_with_its_three_unknown_limbs_as_questions(desk: Desk, root: Path) -> None:
    result = desk.classify(read_matter(root / "clause_library/samples/lidar-licence.yaml"))
    assert (result.prc, result.overall, result.decided_overall) == ("indeterminate", "indeterminate", None)
    limbs = ("peak_power", "pulse_width", "angular_accuracy")
    assert question_ids(result) == [f"limb-233914X-{limb}#{LIDAR}" for limb in limbs]
    asked = result.regimes[0].open_questions[0]
    assert (asked.settled_by, asked.technology, asked.quantity) == ("fact", LIDAR, "脉冲峰值功率")
    assert finding(result, "233914X").verdict == "open"
    assert finding(result, "233914X").unknown == limbs
    assert result.classes == ("UNK",)
    assert result.regimes[0].edition == "2025-07"


def test_the_sample_with_3_2_km_is_restricted_with_its_steps_and_their_basis(desk: Desk, root: Path) -> None:
    result = desk.classify(read_matter(root / "clause_library/samples/lidar-long-range.yaml"))
    assert (result.prc, result.overall) == ("restricted", "restricted")
    steps = {o.id: o for o in result.obligations}
    articles = {i: [(b.instrument.zh, b.article) for b in o.basis] for i, o in steps.items()}
    tier = "中华人民共和国技术进出口管理条例"
    assert (steps["loi-decision"].days, steps["loi-decision"].day_kind) == (30, "working")
    assert (tier, "33(2)") in articles["negotiation-gate"]
    assert steps["negotiation-gate"].gate
    assert (steps["licence-decision"].days, len(steps["licence-application"].documents)) == (15, 4)
    assert (tier, "35") in articles["effectiveness"]
    assert (tier, "40") in articles["change-relicence"]
    assert {"records", "use-of-licence"} <= steps.keys()
    assert any(w.id == "T-060" and w.severity == "error" for w in result.warnings)
    assert {"P-01", "P-02", "F-73"} <= {w.id for w in result.warnings}
    assert all(o.basis for o in result.obligations)


def test_every_sample_gives_what_its_heading_says(desk: Desk, root: Path) -> None:
    samples = root / "clause_library/samples"
    classes = {p.stem: desk.classify(read_matter(p)).classes for p in samples.glob("*.yaml")}
    assert classes["germline-editing"] == ("J", "UNK")
    assert classes["conveyor-know-how"] == ("F",)
    assert classes["recommender-saas"] == ("X", "UNK")


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


def test_t052_a_lapsed_suspension_is_stale_until_the_user_says_with_a_date(desk: Desk) -> None:
    name = "磷酸铁锂正极材料"
    measured = "{压实密度: 2.52 g/cc, 克容量: 157 mAh/g}"
    result = desk.classify(matter_text(name, measured=measured))
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert (dual.outcome, dual.entries[0].state) == ("indeterminate", "stale")
    assert any(w.id == "F-90" and w.kind == "stale" and "2026-11-10" in w.text.zh for w in result.warnings)
    assert finding(result, "252604X", "1").verdict == "not_captured"

    def confirmed(answer: str, on: str) -> str:
        rest = f"confirmations: [{{about: 'rule:F-90', answer: {answer}, by: 王, on: {on}, reason: 公告}}]"
        outcome = desk.classify(matter_text(name, measured=measured, rest=rest)).regime("cn-dual-use")
        return outcome.outcome.value if outcome else "not called for"

    assert confirmed("in_force", "2026-11-15") == "licence_required"
    assert confirmed("ended", "2026-11-15") == "not called for"
    assert confirmed("suspended", "2026-11-15") == "indeterminate"
    assert confirmed("in_force", "2026-11-10") == "indeterminate"


def test_t052_while_suspended_it_decides_nothing(desk: Desk) -> None:
    measured = "{压实密度: 2.52 g/cc, 克容量: 157 mAh/g}"
    result = desk.classify(matter_text("磷酸铁锂正极材料", measured=measured, as_of="2026-03-01"))
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert {f.state for f in dual.entries if f.edition == "2025-58"} == {"suspended"}
    assert dual.outcome == "indeterminate"


def test_t046_dual_use_is_reported_beside_the_catalogue(desk: Desk) -> None:
    result = desk.classify(matter_text("无人机激光雷达载荷制造", entries="['203912X(4)']"))
    assert result.regimes[0].outcome == "restricted"
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome == "indeterminate"
    assert result.prc == "restricted"


@pytest.mark.parametrize("fact", ["wmd_risk: yes", "military_end_use: yes", "informed_by_authority: true"])
def test_a_catch_all_fact_needs_a_licence_even_for_unlisted_items(desk: Desk, fact: str) -> None:
    result = desk.classify(matter_text("包装线", transfer=f"modes: [know_how], direction: outbound, {fact}"))
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert (dual.outcome, result.prc) == ("licence_required", "licence_required")
    assert "dual-use-licence" in {o.id for o in result.obligations}


def test_t079_published_weights_stay_open_with_a_warning_and_met_limbs_stay_met(desk: Desk) -> None:
    published = "modes: [publication], direction: outbound"
    open_weights = desk.classify(matter_text("个性化推荐模型", technology="public_domain: true", transfer=published))
    assert open_weights.prc == "indeterminate"
    assert any(w.id == "F-16" for w in open_weights.warnings)
    met = desk.classify(matter_text(measured="{探测距离: 3 km}", technology="public_domain: true"))
    assert met.prc == "restricted"
    assert any(w.id == "F-16" for w in met.warnings)


# --- transfer


@pytest.mark.parametrize("mode", ["saas_api", "publication", "share_deal", "secondment", "other"])
def test_an_unclear_mode_holds_the_regime_open_until_it_is_answered(desk: Desk, mode: str) -> None:
    transfer = f"modes: [{mode}], direction: outbound"
    text = matter_text(measured="{探测距离: 3 km}", transfer=transfer)
    result = desk.classify(text)
    assert (result.prc, finding(result, "233914X").verdict) == ("indeterminate", "captured")
    assert f"mode-{mode}" in question_ids(result)
    assert result.classes == ("X", "UNK")
    assert {o.heading.en for o in result.obligations if o.id == "loi-application"} == {"if it is an export"}
    yes = desk.classify(text + f"confirmations: [{{about: 'question:mode-{mode}', answer: yes}}]")
    assert (yes.prc, yes.classes) == ("restricted", ("X",))
    no = desk.classify(text + f"confirmations: [{{about: 'question:mode-{mode}', answer: no}}]")
    assert no.prc == "not_applicable"


def test_a_clear_mode_beside_an_unclear_one_settles_the_transfer(desk: Desk) -> None:
    transfer = "modes: [saas_api, know_how], direction: outbound"
    assert desk.classify(matter_text(measured="{探测距离: 3 km}", transfer=transfer)).prc == "restricted"


def test_inbound_only_is_not_applicable_and_both_ways_is_judged(desk: Desk) -> None:
    one, both = (
        desk.classify(matter_text(measured="{探测距离: 3 km}", transfer=f"modes: [know_how], direction: {way}"))
        for way in ("inbound", "both")
    )
    assert (one.prc, one.classes) == ("not_applicable", ())
    assert both.prc == "restricted"


def test_missing_facts_are_questions_and_never_free(desk: Desk) -> None:
    result = desk.classify("matter: {as_of: 2026-11-20}\n")
    assert result.prc == "indeterminate"
    assert {"direction", "modes", "technology"} <= set(question_ids(result))


def test_nothing_found_is_indeterminate_with_the_coverage_said(desk: Desk) -> None:
    result = desk.classify(matter_text("纸箱包装线"))
    assert result.prc == "indeterminate"
    assert question_ids(result) == ["no_candidate-纸箱包装线"]
    assert result.coverage[0].entries < (result.coverage[0].expected or 0)
    assert any(w.kind == "coverage" for w in result.warnings)


def test_all_limbs_not_met_is_still_not_free_on_incomplete_coverage(desk: Desk) -> None:
    measured = "{脉宽: 5 ns, 峰值功率: 1 kW, 探测距离: 200 m, 角准度: 1°, 角分辨率: 1°, 测距精度: 3 cm}"
    result = desk.classify(matter_text(measured=measured))
    assert finding(result, "233914X").verdict == "not_captured"
    assert (result.prc, question_ids(result)) == ("indeterminate", ["rest_of_catalogue"])


def test_free_needs_a_complete_official_edition(desk: Desk) -> None:
    technology = desk.library.catalogues["cn-tech"]
    newest = technology.editions[-1]
    lidar = newest.entry("233914X")
    assert lidar is not None
    points = tuple(replace(p, checked=Check.OFFICIAL) for p in lidar.points)
    whole = replace(lidar, checked=Check.OFFICIAL, complete=True, points=points)
    full = replace(newest, entries=(whole,), expected=1, expected_derived=False)
    editions = (*technology.editions[:-1], full)
    library = replace(desk.library, catalogues={"cn-tech": replace(technology, editions=editions)})
    measured = "{脉宽: 5 ns, 峰值功率: 1 kW, 探测距离: 200 m, 角准度: 1°, 角分辨率: 1°, 测距精度: 3 cm}"
    complete = replace(desk, library=library)
    assert complete.classify(matter_text(measured=measured)).prc == "free"
    assert complete.classify(matter_text(measured="{脉宽: 5 ns}")).prc == "indeterminate"
    unknown = measured.replace("}", ", 奇异度: 3 m}")
    assert complete.classify(matter_text(measured=unknown)).prc == "indeterminate"
    no_direction = matter_text(measured=measured, transfer="modes: [know_how]")
    assert complete.classify(no_direction).prc == "indeterminate"


@settings(max_examples=40, deadline=None)
@given(
    modes=st.lists(st.sampled_from(MODES), max_size=3, unique=True),
    direction=st.sampled_from(("null", *DIRECTIONS)),
    name=st.sampled_from(("激光雷达", "包装线", "胚胎编辑", "无人机飞控", "x")),
    metres=st.integers(0, 5000),
    answer=st.sampled_from(("yes", "no")),
    as_of=st.dates(dt.date(2019, 1, 1), dt.date(2028, 1, 1)),
)
def test_no_facts_make_the_engine_say_free_on_incomplete_data(
    desk: Desk, modes: list[str], direction: str, name: str, metres: int, answer: str, as_of: dt.date
) -> None:
    answers = [f"question:mode-{m}" for m in modes] + [f"question:is_it-237301J#{name}"]
    rest = "confirmations: [" + ", ".join(f"{{about: '{a}', answer: {answer}}}" for a in answers) + "]"
    transfer = f"modes: [{', '.join(modes)}], direction: {direction}"
    measured = f"{{探测距离: {metres} m}}"
    text = matter_text(name, measured=measured, transfer=transfer, rest=rest, as_of=as_of.isoformat())
    result = desk.classify(text)
    assert Outcome.FREE not in {result.prc, result.overall, *(r.outcome for r in result.regimes)}
    assert "F" not in result.classes
    for regime in result.regimes:
        assert regime.open_questions or regime.outcome is not Outcome.INDETERMINATE, regime.regime


# --- editions and dates


def test_a_completed_one_off_transfer_is_judged_on_its_last_delivery(desk: Desk) -> None:
    transfer = "modes: [know_how], direction: outbound, continuing: false"
    measured = "{探测距离: 3 km}"
    done = matter_text(
        measured=measured, transfer=transfer, rest="contract: {performed_by: 2023-06-01, status: performed}"
    )
    assert desk.classify(done).regimes[0].edition == "2020"
    running = done.replace("continuing: false", "continuing: true")
    assert desk.classify(running).regimes[0].edition == "2025-07"
    ahead = done.replace("2023-06-01", "2027-06-01")
    assert desk.classify(ahead).regimes[0].edition == "2025-07"


def test_an_unknown_completion_day_judges_all_editions_and_the_stricter_decides(desk: Desk) -> None:
    transfer = "modes: [know_how], direction: outbound, continuing: false"
    rest = "contract: {date: 2025-01-10, status: performed}"
    text = matter_text("传统建筑", entries="[085001J]", transfer=transfer, rest=rest)
    result = desk.classify(text)
    assert result.prc == "prohibited"
    assert "performed_by" in question_ids(result)
    assert {f.edition for f in result.regimes[0].entries} == {"2023", "2025-07"}


def test_f86_an_amendment_between_contract_and_today_is_shown_with_its_difference(desk: Desk) -> None:
    rest = "contract: {date: 2025-01-10, status: performing}"
    measured = "{压实密度: 2.60 g/cc, 克容量: 161 mAh/g, 首效: 97.5 %}"
    result = desk.classify(matter_text("磷酸铁锂正极材料", measured=measured, rest=rest))
    assert result.prc == "restricted"
    warning = next(w for w in result.warnings if w.id == "F-86")
    assert "252604X(1) captured" in warning.text.en
    assert "no candidate" in warning.text.en
    later = desk.classify(matter_text(measured=measured, rest="contract: {date: 2026-12-15}"))
    assert not any(w.id.startswith("F-86") for w in later.warnings)


def test_a_day_before_every_loaded_edition_has_no_answer(desk: Desk) -> None:
    result = desk.classify(matter_text(measured="{探测距离: 3 km}", as_of="2007-01-01"))
    assert (result.prc, result.regimes[0].edition) == ("indeterminate", None)
    assert "no_edition" in question_ids(result)


def test_a_pending_draft_is_reported_and_never_decides(desk: Desk) -> None:
    result = desk.classify(matter_text(as_of="2023-06-01"))
    drafts = [f for f in result.regimes[0].entries if f.state == "draft"]
    assert [f.code for f in drafts] == ["214014X"]
    assert result.regimes[0].edition == "2020"
    assert any(w.id == "draft_pending" for w in result.regimes[0].warnings)
    assert result.prc == "indeterminate"


def test_a_code_of_an_earlier_edition_is_followed_to_the_one_in_force(desk: Desk) -> None:
    result = desk.classify(matter_text("无人机", entries="['184012X']"))
    codes = {f.code for f in result.regimes[0].entries}
    assert codes == {"203912X"}
    assert any("184012X" in r.zh and "203912X" in r.zh for f in result.regimes[0].entries for r in f.reasons)


def test_a_code_nobody_loaded_is_a_question(desk: Desk) -> None:
    result = desk.classify(matter_text("某技术", entries="[{catalogue: cn-tech, code: 239999X}]"))
    assert "not_loaded-239999X#某技术" in question_ids(result)
    assert result.prc == "indeterminate"


# --- named codes and decisions


def test_naming_an_entry_of_several_points_leaves_them_open(desk: Desk) -> None:
    result = desk.classify(matter_text("飞控", entries="[203912X]"))
    assert {f.verdict for f in result.regimes[0].entries} == {"open"}
    assert "which_point-203912X#飞控" in question_ids(result)
    confirmed = "[{code: 203912X, decision: confirmed, by: 王, on: 2026-11-19, reason: 是}]"
    result = desk.classify(matter_text("飞控", entries=confirmed))
    assert (result.prc, question_ids(result)) == ("restricted", [])


@pytest.mark.parametrize("code", ["233914x", "２３３９１４Ｘ", "cn-tech.lidar", "214014X"])
def test_a_code_is_read_however_it_is_typed(desk: Desk, code: str) -> None:
    result = desk.classify(matter_text("某产品", entries=f"['{code}']", measured="{探测距离: 3 km}"))
    assert (finding(result, "233914X").verdict, result.prc) == ("captured", "restricted")


def test_a_name_alone_never_captures_and_asks(desk: Desk) -> None:
    text = matter_text("胚胎编辑服务")
    result = desk.classify(text)
    assert (result.prc, finding(result, "237301J").verdict) == ("indeterminate", "open")
    assert "is_it-237301J#胚胎编辑服务" in question_ids(result)
    yes = desk.classify(
        text + "confirmations: [{about: 'question:is_it-237301J#胚胎编辑服务', answer: 是, by: 王, on: 2026-11-20}]"
    )
    assert yes.prc == "prohibited"
    no = desk.classify(
        text + "confirmations: [{about: 'question:is_it-237301J#胚胎编辑服务', answer: no, by: 王, on: 2026-11-20}]"
    )
    assert finding(no, "237301J").verdict == "not_captured"


def test_the_newest_confirmation_wins_whatever_the_order(desk: Desk) -> None:
    about = "finding:cn-tech/2025-07/237301J"
    rest = (
        "confirmations:\n"
        f"  - {{about: '{about}', answer: overruled, by: 李, on: 2026-11-19, reason: 非人体}}\n"
        f"  - {{about: '{about}', answer: confirmed, by: 王, on: 2026-11-01, reason: 是}}\n"
    )
    assert finding(desk.classify(matter_text("胚胎编辑", rest=rest)), "237301J").verdict == "not_captured"


def test_a_decision_about_another_edition_has_no_effect_and_is_said(desk: Desk) -> None:
    rest = "confirmations: [{about: 'finding:cn-tech/%s/237301J', answer: confirmed, by: 王, on: 2026-11-19}]"
    old = desk.classify(matter_text("胚胎编辑", rest=rest % "2023"))
    assert (old.prc, "unmatched_decision" in {w.id for w in old.warnings}) == ("indeterminate", True)
    now = desk.classify(matter_text("胚胎编辑", rest=rest % "2025-07"))
    assert (now.prc, "unmatched_decision" in {w.id for w in now.warnings}) == ("prohibited", False)


def test_overruling_measured_limbs_changes_nothing_but_is_said(desk: Desk) -> None:
    entries = "[{code: 233914X, decision: overruled, by: 王, on: 2026-11-19, reason: 试验样机}]"
    result = desk.classify(matter_text(measured="{探测距离: 3 km}", entries=entries))
    assert result.prc == "restricted"
    assert any("overruled" in str(w.text.en) for w in result.warnings)


def test_a_decided_regime_stands_beside_the_finding_and_drives_steps_and_classes(desk: Desk) -> None:
    rest = "confirmations: [{about: 'regime:cn-tech', answer: free, by: 王, on: 2026-11-20, reason: 已查阅全文}]"
    result = desk.classify(matter_text(measured=f"{{{ORDINARY}}}", rest=rest))
    assert (result.prc, result.overall, result.decided_overall) == ("indeterminate", "indeterminate", "free")
    decided = result.regimes[0].as_json()["decided"]
    assert decided == {"outcome": "free", "by": "王", "on": "2026-11-20", "reason": "已查阅全文"}
    assert result.classes == ("F",)
    assert "registration" in {o.id for o in result.obligations}
    assert any("王" in w.text.en and "26 / 132" in w.text.en for w in result.warnings if w.id == "regime_decided")


def test_one_prohibited_technology_makes_the_matter_prohibited_and_hides_nothing(desk: Desk) -> None:
    text = matter_text("胚胎编辑", entries="[237301J]").replace(
        "transfer:", f"  - {{name: {LIDAR}, measured: {{探测距离: 3 km}}}}\n  - {{name: 包装线}}\ntransfer:"
    )
    result = desk.classify(text)
    assert result.prc == "prohibited"
    assert [t.classes for t in result.technologies] == [("J",), ("X",), ("UNK",)]
    assert {"stop", "loi-application", "settle-questions"} <= {o.id for o in result.obligations}


def test_a_code_of_no_catalogue_is_a_question(desk: Desk) -> None:
    result = desk.classify(matter_text("某技术", entries="[ZZ-1]"))
    assert "unknown_code-ZZ-1#某技术" in question_ids(result)


def test_a_named_dual_use_code_follows_its_limbs_in_the_list_in_force(desk: Desk) -> None:
    result = desk.classify(matter_text("某设备", entries="[9A012.b.2]", measured="{最大持续功率: 20 kW}"))
    assert finding(result, "9A012", "b.2", "cn-dual-use").verdict == "captured"
    assert (result.prc, result.classes) == ("licence_required", ("DU", "UNK"))
    low = desk.classify(matter_text("某设备", entries="[9A012.b.2]", measured="{最大持续功率: 12 kW}"))
    assert low.prc == "indeterminate"


def test_a_dual_use_code_that_is_not_loaded_is_reported_once(desk: Desk) -> None:
    result = desk.classify(matter_text("某设备", entries="[6A999]"))
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert [(f.code, f.verdict) for f in dual.entries] == [("6A999", "open")]
    assert dual.outcome == "indeterminate"


def test_public_domain_turns_the_dual_use_answer_only(desk: Desk) -> None:
    text = matter_text(
        "某设备", entries="[9A012.b.2]", measured="{最大持续功率: 20 kW}", technology="public_domain: true"
    )
    dual = desk.classify(text).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome == "not_applicable"
    assert "F-16-dual-use" in {w.id for w in dual.warnings}


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


def test_an_answer_hides_only_a_question_that_an_answer_can_settle(desk: Desk) -> None:
    asked = f"limb-233914X-peak_power#{LIDAR}"
    rest = f"confirmations: [{{about: 'question:{asked}', answer: no, by: 王, on: 2026-11-20}}]"
    assert asked in question_ids(desk.classify(matter_text(measured=f"{{{ORDINARY}}}", rest=rest)))


def test_parties_are_said_to_be_unscreened_where_no_list_is_loaded(desk: Desk) -> None:
    without = {w.id for w in desk.classify(matter_text()).warnings}
    with_party = desk.classify(matter_text(rest="parties: [{role: recipient, name: x, country: SG}]"))
    assert "not_screened" in {w.id for w in with_party.warnings} - without


# --- measured values


def test_a_wrong_unit_is_bad_input_and_an_unknown_name_a_question(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"^matter:3: 探测距离") as caught:
        desk.classify(matter_text(measured="{探测距离: 3 kW}"))
    assert caught.value.problems[0].field == "measured.探测距离"
    with pytest.raises(BadInput):
        desk.classify(matter_text(measured="{探测距离: nan km}"))
    result = desk.classify(matter_text(measured="{奇异度: 3 m}"))
    assert f"unknown_quantity-奇异度#{LIDAR}" in question_ids(result)


def test_questions_name_their_technology_so_that_answers_stay_apart(desk: Desk) -> None:
    one = "  - {{name: 激光雷达{}, measured: {{探测距离: 1 km}}}}\n"
    two = f"{one.format('甲')}{one.format('乙')}transfer:"
    asked = question_ids(desk.classify(matter_text("包装线").replace("transfer:", two)))
    assert {f"limb-233914X-peak_power#激光雷达{x}" for x in "甲乙"} <= set(asked)


def test_two_values_for_one_quantity_are_a_question(desk: Desk) -> None:
    result = desk.classify(matter_text(measured="{探测距离: 210 m, 作用距离: 3 km}"))
    assert f"two_values-detection_range#{LIDAR}" in question_ids(result)
    assert finding(result, "233914X").verdict == "open"


# --- duties and overlays


def test_t067_an_exclusive_licence_of_restricted_patents_adds_the_ip_review(desk: Desk) -> None:
    transfer = "modes: [patent_licence], direction: outbound, exclusive: true, state_funded: {}"
    for funded, steps in (
        ("true", {"ip-transfer-review", "state-project-approval"}),
        ("false", {"ip-transfer-review"}),
    ):
        result = desk.classify(matter_text(measured="{探测距离: 3 km}", transfer=transfer.format(funded)))
        parallel = result.regime("cn-parallel")
        assert parallel is not None
        assert parallel.outcome == "licence_required"
        found = {o.id for o in result.obligations} & {"ip-transfer-review", "state-project-approval"}
        assert found == steps
    sole = matter_text(
        measured="{探测距离: 3 km}", transfer="modes: [patent_licence], direction: outbound, licence_kind: sole"
    )
    assert desk.classify(sole).regime("cn-parallel") is None


def test_unknown_parallel_facts_are_indeterminate_with_a_question(desk: Desk) -> None:
    result = desk.classify(matter_text(technology="state_secret: unknown, personal_data: yes"))
    parallel = result.regime("cn-parallel")
    assert parallel is not None
    assert parallel.outcome == "indeterminate"
    assert question_ids(result, "cn-parallel") == ["state_secret", "personal_data"]
    assert desk.classify(matter_text(technology="state_secret: no")).regime("cn-parallel") is None


@pytest.mark.parametrize(
    ("rest", "technology", "called"),
    [
        ("parties: [{role: recipient, country: DE}]", "", ["de"]),
        ("parties: [{role: recipient, country: US}]", "", ["us-ear", "us-itar"]),
        ("parties: [{role: recipient, country: VN, owners: [{name: x, country: US}]}]", "", ["us-ear", "us-itar"]),
        ("parties: [{role: exporter, country: FR}]", "", ["eu-dual-use"]),
        ("", "eccn: EAR99", ["us-ear"]),
        ("", "us_content: {share: 0 %}", []),
        ("", "us_content: {share: 12 %}", ["us-ear"]),
        ("", "origin: [DE]", ["eu-dual-use", "de"]),
        (
            "parties: [{role: recipient, country: JP}, {role: end_user, country: KR}, {role: investor, country: GB}]",
            "",
            ["uk", "jp", "kr"],
        ),
    ],
)
def test_foreign_regimes_are_called_for_and_never_cleared(
    desk: Desk, rest: str, technology: str, called: list[str]
) -> None:
    result = desk.classify(matter_text("包装线", technology=technology, rest=rest))
    foreign = [r for r in result.regimes if not r.regime.startswith("cn-")]
    assert [r.regime for r in foreign] == called
    assert all(r.outcome is Outcome.INDETERMINATE and r.open_questions and r.warnings for r in foreign)
    assert ("US" in result.classes) == ("us-ear" in called)
    assert ("EU" in result.classes) == ("eu-dual-use" in called)


# --- shape


def test_json_has_the_fields_programs_rely_on(desk: Desk, root: Path) -> None:
    value = desk.classify(read_matter(root / "clause_library/samples/lidar-licence.yaml")).as_json()
    assert list(value) == [
        "prc", "overall", "decided_overall", "technologies", "regimes", "obligations", "warnings", "coverage",
    ]  # fmt: skip
    regime = value["regimes"][0]  # type: ignore[index]
    assert {"regime", "outcome", "decided", "edition", "entries", "open_questions", "warnings", "coverage"} == set(
        regime
    )


def test_every_text_a_matter_can_show_is_there_in_both_languages_and_filled_in(desk: Desk, root: Path) -> None:
    for sample in (root / "clause_library/samples").glob("*.yaml"):
        result = desk.classify(read_matter(sample))
        texts: list[Words] = [w.text for r in result.regimes for w in r.warnings] + [w.text for w in result.warnings]
        texts += [t for r in result.regimes for q in r.open_questions for t in (q.text, q.would_settle)]
        texts += [t for r in result.regimes for f in r.entries for t in f.reasons]
        texts += [o.step for o in result.obligations]
        for words in texts:
            assert words.zh, words
            assert words.en, words
            assert "{" not in words.zh + words.en, words


def test_the_machine_clock_is_never_used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            raise AssertionError("today was asked for")

    monkeypatch.setattr(dt, "date", Clock)
    assert desk.classify(matter_text()).prc == "indeterminate"
