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


CATHODE = "磷酸锰铁锂正极材料"
MET = "{压实密度: 2.5 g/cc, 克容量: 156 mAh/g, 首效: 96 %, 平均电压: 3.9 V}"


def word(about: str, answer: str, on: str, by: str = "王") -> str:
    return f"{{about: '{about}', answer: {answer}, by: {by}, on: {on}, reason: 已核对官方文本}}"


def with_words(*words: str) -> str:
    return f"confirmations: [{', '.join(words)}]"


POINT = "finding:cn-tech/2025-07/252604X/2"


def test_a_confirmed_point_that_stays_open_is_the_lawyers_word_beside_the_outcome(desk: Desk) -> None:
    """Its limits are met, the rest of its text is not known: the engine leaves it open and says who took it further."""
    result = desk.classify(matter_text(CATHODE, measured=MET, rest=with_words(word(POINT, "confirmed", "2026-11-19"))))
    technology = result.regimes[0]
    found = finding(result, "252604X", "2")
    assert (found.verdict, technology.outcome, result.prc) == ("open", "indeterminate", "indeterminate")
    assert found.decided is not None
    assert found.as_json()["decided"] == {
        "outcome": "restricted",
        "by": "王",
        "on": "2026-11-19",
        "reason": "已核对官方文本",
    }
    assert technology.decided is not None
    assert (technology.decided.outcome, result.decided_overall) == ("restricted", "restricted")
    assert "252604X(2)" in technology.decided.reason
    assert "beyond_limits-252604X-2" not in " ".join(question_ids(result))
    assert any("律师确认落入" in r.zh for r in found.reasons)
    assert "loi-application" in {o.id for o in result.obligations}
    assert any(w.id == "regime_decided" and "indeterminate" in w.text.en for w in result.warnings)


def test_only_the_technology_it_is_about_carries_its_class(desk: Desk) -> None:
    text = matter_text(CATHODE, measured=MET, rest=with_words(word(POINT, "confirmed", "2026-11-19")))
    result = desk.classify(text.replace("transfer:", "  - {name: 包装线}\ntransfer:"))
    assert [t.classes for t in result.technologies] == [("X", "UNK"), ("UNK",)]


@pytest.mark.parametrize(
    ("change", "decided"),
    [
        ("answer: confirmed", "restricted"),
        ("answer: overruled", None),
        ("answer: open", None),
    ],
)
def test_only_a_confirmation_decides(desk: Desk, change: str, decided: str | None) -> None:
    rest = with_words(word(POINT, "confirmed", "2026-11-19").replace("answer: confirmed", change))
    result = desk.classify(matter_text(CATHODE, measured=MET, rest=rest))
    assert (result.prc, result.decided_overall) == ("indeterminate", decided)


def test_an_unsigned_confirmation_of_an_open_point_is_none(desk: Desk) -> None:
    rest = f"confirmations: [{{about: '{POINT}', answer: confirmed}}]"
    result = desk.classify(matter_text(CATHODE, measured=MET, rest=rest))
    assert result.decided_overall is None
    assert "unsigned_finding" in {w.id for w in result.warnings}
    assert f"beyond_limits-252604X-2#{CATHODE}" in question_ids(result)


def test_numbers_that_are_not_met_are_not_confirmed_away(desk: Desk) -> None:
    low = MET.replace("2.5 g/cc", "2.3 g/cc")
    rest = with_words(word(POINT, "confirmed", "2026-11-19"))
    result = desk.classify(matter_text(CATHODE, measured=low, rest=rest))
    assert (finding(result, "252604X", "2").verdict, result.decided_overall) == ("not_captured", None)


def test_a_confirmed_point_of_a_stale_measure_waits_for_the_measure(desk: Desk) -> None:
    about = "finding:cn-dual-use/2025-58/3C901/a.1"
    measured = "{压实密度: 2.52 g/cc, 克容量: 157 mAh/g}"
    text = matter_text("磷酸铁锂正极材料", measured=measured, rest=with_words(word(about, "confirmed", "2026-11-19")))
    assert desk.classify(text).decided_overall is None


@pytest.mark.parametrize(
    ("regime", "regime_on", "finding_on", "decided"),
    [
        ("free", "2026-11-18", "2026-11-19", "restricted"),
        ("free", "2026-11-19", "2026-11-19", "free"),
        ("free", "2026-11-20", "2026-11-19", "free"),
        ("prohibited", "2026-11-18", "2026-11-19", "prohibited"),
    ],
)
def test_a_decision_of_the_regime_stands_unless_a_later_finding_is_stricter(
    desk: Desk, regime: str, regime_on: str, finding_on: str, decided: str
) -> None:
    rest = with_words(word("regime:cn-tech", regime, regime_on), word(POINT, "confirmed", finding_on))
    assert desk.classify(matter_text(CATHODE, measured=MET, rest=rest)).regimes[0].effective_outcome == decided


def test_words_of_one_day_that_contradict_each_other_are_no_answer(desk: Desk) -> None:
    transfer = "modes: [saas_api], direction: outbound"
    about = "question:mode-saas_api"
    words = (word(about, "yes", "2026-11-19"), word(about, "no", "2026-11-19", by="李"))
    for order in (words, words[::-1]):
        result = desk.classify(matter_text(measured="{探测距离: 3 km}", transfer=transfer, rest=with_words(*order)))
        assert (result.prc, "mode-saas_api" in question_ids(result)) == ("indeterminate", True)
        (told,) = [w for w in result.warnings if w.id == "contradictory_words"]
        assert ("王: yes" in told.text.en, "李: no" in told.text.en) == (True, True)
    later = (*words, word(about, "yes", "2026-11-20"))
    assert desk.classify(matter_text(measured="{探测距离: 3 km}", transfer=transfer, rest=with_words(*later))).prc == (
        "restricted"
    )


@pytest.mark.parametrize(
    ("named", "point"),
    [
        ("056101X(8)", "7"),
        ("216101X(8)", "7"),
        ("184012X(3)", "3"),
        ("214012X(5)", "5"),
        ("{code: 056101X, edition: '2020', point: 8}", "7"),
    ],
)
def test_a_point_of_an_earlier_edition_is_followed_by_its_text(desk: Desk, named: str, point: str) -> None:
    result = desk.classify(matter_text("某技术", entries=f"[{named}]", as_of="2024-06-01"))
    captured = [(f.code, f.point) for f in result.regimes[0].entries if f.verdict == "captured"]
    code = "086501X" if "6101X" in named else "203912X"
    assert captured == [(code, point)]


@pytest.mark.parametrize("named", ["056101X(7)", "056101X(6)", "184012X(1)", "056101X(3)"])
def test_a_point_whose_text_is_gone_is_not_taken_for_another_of_its_number(desk: Desk, named: str) -> None:
    confirmed = f"{{code: '{named}', decision: confirmed, by: 王, on: 2024-05-01, reason: 是}}"
    result = desk.classify(matter_text("某技术", entries=f"[{confirmed}]", as_of="2024-06-01"))
    assert {f.verdict.value for f in result.regimes[0].entries} == {"open"}
    assert (result.prc, result.decided_overall) == ("indeterminate", None)
    assert [q.partition("-")[0] for q in question_ids(result)] == ["which_point"]
    assert any("另一版的编号" in r.zh for f in result.regimes[0].entries for r in f.reasons)
