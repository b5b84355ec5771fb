"""Classification: named codes, and what a decision of the lawyer moves and does not move."""

from __future__ import annotations

import pytest
from classify_desk import Desk, finding, matter_text, question_ids

from catalogue.matterschema import parse_matter
from catalogue.problems import BadInput

LIDAR = "车载激光雷达"


ORDINARY = "探测距离: 210 m, 测距精度: 3 cm, 角分辨率: 0.1°"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def test_a_code_of_an_earlier_edition_is_followed_to_the_one_in_force(desk: Desk) -> None:
    result = desk.classify(matter_text("无人机", entries="['184012X']"))
    codes = {f.code for f in result.regimes[0].entries}
    assert codes == {"203912X"}
    assert any("184012X" in r.zh and "203912X" in r.zh for f in result.regimes[0].entries for r in f.reasons)


def test_a_code_nobody_loaded_is_a_question(desk: Desk) -> None:
    result = desk.classify(matter_text("某技术", entries="[{catalogue: cn-tech, code: 239999X}]"))
    assert "not_loaded-239999X#某技术" in question_ids(result)
    assert result.prc == "indeterminate"


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


def test_of_two_decisions_of_one_day_the_later_in_the_file_wins(desk: Desk) -> None:
    about = "finding:cn-tech/2025-07/237301J"
    rest = (
        "confirmations:\n"
        f"  - {{about: '{about}', answer: overruled, by: 李, on: 2026-11-19, reason: 非人体}}\n"
        f"  - {{about: '{about}', answer: confirmed, by: 李, on: 2026-11-19, reason: 误记，已更正}}\n"
    )
    assert finding(desk.classify(matter_text("胚胎编辑", rest=rest)), "237301J").verdict == "captured"


@pytest.mark.parametrize("empty", ["''", "'  '", "null"])
@pytest.mark.parametrize("key", ["by", "on", "reason"])
def test_overruling_and_deciding_need_who_when_and_why_with_something_in_them(key: str, empty: str) -> None:
    values = {"by": "王", "on": "2026-11-19", "reason": "因"} | {key: empty}
    signed = ", ".join(f"{name}: {value}" for name, value in values.items())
    for text in (
        matter_text(entries=f"[{{code: 233914X, decision: overruled, {signed}}}]"),
        matter_text(rest=f"confirmations: [{{about: 'regime:cn-tech', answer: free, {signed}}}]"),
        matter_text(rest=f"confirmations: [{{about: 'finding:cn-tech/2025-07/233914X', answer: overruled, {signed}}}]"),
    ):
        with pytest.raises(BadInput) as refused:
            parse_matter(text, "matter")
        assert any(p.field == key for p in refused.value.problems)


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


def test_an_answer_hides_only_a_question_that_an_answer_can_settle(desk: Desk) -> None:
    asked = f"limb-233914X-peak_power#{LIDAR}"
    rest = f"confirmations: [{{about: 'question:{asked}', answer: no, by: 王, on: 2026-11-20}}]"
    assert asked in question_ids(desk.classify(matter_text(measured=f"{{{ORDINARY}}}", rest=rest)))


def test_questions_name_their_technology_so_that_answers_stay_apart(desk: Desk) -> None:
    one = "  - {{name: 激光雷达{}, measured: {{探测距离: 1 km}}}}\n"
    two = f"{one.format('甲')}{one.format('乙')}transfer:"
    asked = question_ids(desk.classify(matter_text("包装线").replace("transfer:", two)))
    assert {f"limb-233914X-peak_power#激光雷达{x}" for x in "甲乙"} <= set(asked)
