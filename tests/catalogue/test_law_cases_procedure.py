"""Procedure and transfer, through a matter file.

The testable facts of 10.4 that classification answers, and the facts F-10 to F-17, F-41, F-43, F-86 and F-90 to F-93 of
the project's law sheet.
"""

from __future__ import annotations

import pytest
from classify_desk import matter_text
from law_desk import Case, LawDesk

FAR = "{探测距离: 3 km}"
GYROSCOPE = {"name": "某陀螺仪", "entries": "[7A102]", "measured": "{漂移率: 0.3 °/h}"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> LawDesk:
    return LawDesk.over(tmp_path_factory.mktemp("law"))


def confirmed(about: str, answer: str, on: str | None = "2026-11-15", reason: str = "已核对") -> str:
    day = f", on: {on}" if on else ""
    return f"{{about: '{about}', answer: {answer}, by: 王{day}, reason: {reason}}}"


def with_word(*words: str) -> str:
    return f"confirmations: [{', '.join(words)}]"


def step(case: Case, name: str) -> dict[str, object]:
    index = [o.id for o in case.result.obligations].index(name)
    return case.json["obligations"][index]


# --- 10.4


def test_t064_sixty_days_from_effectiveness_end_on_a_sunday_and_are_not_moved(desk: LawDesk) -> None:
    word = with_word(confirmed("regime:cn-tech", "free", "2026-04-01"))
    contract = "contract: {effective_on: 2026-04-01, signed_on: 2026-03-30}\n"
    case = desk.classify(matter_text("包装线", rest=contract + word))
    registration = step(case, "registration")
    assert (registration["days"], registration["day_kind"], registration["due"]) == (60, "calendar", "2026-05-31")
    assert "届满日2026-05-31是休息日；不自动顺延" in case.zh
    assert "2026-05-31, is a day off; it is not rolled forward" in case.en


def test_t066_a_decision_that_needs_the_calendar_of_a_year_not_yet_published(desk: LawDesk) -> None:
    """Thirty working days from 23 November 2026 end in January 2027; no calendar of that year is published yet, so the
    date is null with its reason. Within 2026 the count is exact, holidays and make-up days included."""
    rest = "approvals: {loi: {status: filed, filed_on: 2026-11-23}}"
    case = desk.classify(matter_text(measured=FAR, rest=rest))
    decision = step(case, "loi-decision")
    assert (decision["starts_on"], decision["days"], decision["due"]) == ("2026-11-23", 30, None)
    assert "2027" in str(decision["why"])
    earlier = desk.classify(matter_text(measured=FAR, rest=rest.replace("2026-11-23", "2026-09-14")))
    assert step(earlier, "loi-decision")["due"] == "2026-10-30"


@pytest.mark.parametrize(
    ("transfer", "steps", "outcome"),
    [
        ("exclusive: true, state_funded: true", {"ip-transfer-review", "state-project-approval"}, "licence_required"),
        ("exclusive: true, state_funded: false", {"ip-transfer-review"}, "licence_required"),
        ("exclusive: true", {"ip-transfer-review"}, "licence_required"),
        ("licence_kind: sole, state_funded: true", set(), None),
        ("change_of_controller: true, state_funded: false", {"ip-transfer-review"}, "licence_required"),
    ],
)
def test_t067_an_exclusive_patent_licence_of_restricted_technology(
    desk: LawDesk, transfer: str, steps: set[str], outcome: str | None
) -> None:
    full = f"modes: [patent_licence], direction: outbound, continuing: true, {transfer}"
    case = desk.classify(matter_text(measured=FAR, transfer=full))
    parallel = case.regime("cn-parallel")
    assert (parallel["outcome"] if parallel else None) == outcome
    assert {o.id for o in case.result.obligations} & {"ip-transfer-review", "state-project-approval"} == steps
    assert ("知识产权对外转让审查" in case.zh) is bool(steps)
    if "state_funded" not in transfer:
        assert case.asked("cn-parallel") == ["state_funded"]


def test_t074_an_upgrade_of_a_licensed_contract_is_licensed_again(desk: LawDesk) -> None:
    approvals = (
        "approvals: {loi: {status: issued, issued_on: 2025-09-01}, licence: {status: issued, issued_on: 2026-01-10}}"
    )
    contract = "contract: {status: performing, signed_on: 2025-11-03, paper: supplement}"
    case = desk.classify(matter_text(measured=FAR, rest=f"{contract}\n{approvals}"))
    again = step(case, "change-relicence")
    assert again["done"] is False
    assert [b["article"] for b in again["basis"]] == ["40"]  # type: ignore[attr-defined]
    assert "升级" in str(again["step"])
    assert "go through licensing again" in case.en


@pytest.mark.parametrize("answer", ["", "yes"])
def test_t079_published_weights_on_a_listed_algorithm(desk: LawDesk, answer: str) -> None:
    transfer = "modes: [publication], direction: outbound"
    word = with_word(confirmed("question:mode-publication", answer)) if answer else ""
    technology = "public_domain: true, form: [model_weights]"
    case = desk.classify(matter_text("个性化推荐模型", technology=technology, transfer=transfer, rest=word))
    assert case.prc == "indeterminate"
    assert "F-16" in case.told()
    assert "目录没有公共领域的明文例外" in case.zh
    assert "no express public-domain exemption" in case.en
    named = matter_text("个性化推荐模型", entries="[086501X(18)]", technology=technology, transfer=transfer, rest=word)
    assert desk.classify(named).prc == ("restricted" if answer else "indeterminate")


# --- F-10 to F-17: is there a transfer


CLEAR = (
    *("patent_assignment", "patent_application_assignment", "patent_licence", "know_how", "technical_service"),
    *("joint_rd", "equity_contribution", "equipment_with_technology"),
)


@pytest.mark.parametrize("mode", CLEAR)
def test_f10_the_named_modes_are_transfers(desk: LawDesk, mode: str) -> None:
    case = desk.classify(matter_text(measured=FAR, transfer=f"modes: [{mode}], direction: outbound"))
    assert (case.regime("cn-tech")["outcome"], [q for q in case.asked() if q.startswith("mode")]) == ("restricted", [])


@pytest.mark.parametrize("mode", ["saas_api", "share_deal", "secondment", "publication", "other"])
def test_f13_to_f15_an_unclear_mode_is_indeterminate_until_answered(desk: LawDesk, mode: str) -> None:
    text = matter_text(measured=FAR, transfer=f"modes: [{mode}], direction: outbound")
    asked = desk.classify(text)
    assert (asked.prc, asked.finding("233914X").verdict) == ("indeterminate", "captured")
    assert asked.result.classes == ("X", "UNK")
    assert f"mode-{mode}" in asked.asked()
    assert "如果构成技术出口" in asked.zh
    about = f"question:mode-{mode}"
    assert desk.classify(text + with_word(confirmed(about, "yes"))).prc == "restricted"
    assert desk.classify(text + with_word(confirmed(about, "no"))).prc == "not_applicable"


def test_f12_a_transfer_inside_a_group_is_not_exempt(desk: LawDesk) -> None:
    transfer = "modes: [know_how], direction: outbound, intra_group: true"
    case = desk.classify(matter_text(measured=FAR, transfer=transfer))
    assert (case.prc, "intra_group" in case.told()) == ("restricted", True)


def test_f10_what_flows_in_only_is_no_export_under_either_regime(desk: LawDesk) -> None:
    inbound = desk.classify(matter_text(**GYROSCOPE, transfer="modes: [know_how], direction: inbound"))
    assert {r["regime"]: r["outcome"] for r in inbound.json["regimes"]} == {
        "cn-tech": "not_applicable",
        "cn-dual-use": "not_applicable",
    }
    assert {"inbound", "inbound_dual_use"} <= inbound.told()
    risky = "modes: [know_how], direction: inbound, wmd_risk: yes"
    assert desk.classify(matter_text(**GYROSCOPE, transfer=risky)).prc == "licence_required"


def test_f16_public_domain_turns_the_dual_use_answer_and_not_the_catalogues(desk: LawDesk) -> None:
    public = desk.classify(matter_text(**GYROSCOPE, technology="public_domain: true"))
    assert public.regime("cn-dual-use")["outcome"] == "not_applicable"
    assert desk.classify(matter_text(measured=FAR, technology="public_domain: true")).prc == "restricted"


def test_f76_joint_work_asks_about_patents_filed_abroad(desk: LawDesk) -> None:
    text = matter_text(measured=FAR, transfer="modes: [joint_rd], direction: outbound")
    asked = desk.classify(text)
    assert (asked.asked("cn-parallel"), asked.regime("cn-parallel")["outcome"]) == (["foreign_filing"], "indeterminate")
    yes = desk.classify(text + with_word(confirmed("question:foreign_filing", "yes")))
    assert yes.regime("cn-parallel")["outcome"] == "licence_required"
    assert [b["article"] for b in step(yes, "foreign-filing-review")["basis"]] == ["19"]  # type: ignore[attr-defined]
    no = desk.classify(text + with_word(confirmed("question:foreign_filing", "no")))
    assert no.regime("cn-parallel")["outcome"] == "not_applicable"


# --- F-86: the edition by date


def test_f86_a_running_licence_is_judged_by_the_edition_in_force_and_the_difference_told(desk: LawDesk) -> None:
    measured = "{压实密度: 2.60 g/cc @ 220 MPa, 克容量: 161 mAh/g @ 0.1C, 首效: 97.5 %}"
    contract = "contract: {signed_on: 2025-01-10, status: performing}"
    case = desk.classify(matter_text("磷酸铁锂正极材料", measured=measured, rest=contract))
    assert (case.prc, case.regime("cn-tech")["edition"]) == ("restricted", "2025-07")
    assert "无候选条目" in case.zh
    assert "252604X(1)落入" in case.zh
    one_off = "modes: [know_how], direction: outbound, continuing: false"
    done = contract.replace("performing", "performed, performed_by: 2025-03-01")
    over = desk.classify(matter_text("磷酸铁锂正极材料", measured=measured, transfer=one_off, rest=done))
    assert (over.prc, over.regime("cn-tech")["edition"]) == ("indeterminate", "2023")


def test_f86_a_difference_of_result_is_a_warning_and_none_a_note(desk: LawDesk) -> None:
    contract = "contract: {signed_on: 2024-02-01, status: performing}"
    same = desk.classify(matter_text(measured=FAR, rest=contract))
    (told,) = [w for w in same.json["regimes"][0]["warnings"] if w["id"].startswith("F-86")]
    assert (told["id"], told["severity"]) == ("F-86-same", "note")
    changed = desk.classify(matter_text("传统建筑技术", entries="[085001J]", rest=contract))
    (told,) = [w for w in changed.json["regimes"][0]["warnings"] if w["id"].startswith("F-86")]
    assert (told["id"], told["severity"]) == ("F-86", "warning")


# --- F-90 to F-93: measures with an end date


GOODS = {"name": "磷酸铁锂正极材料", "measured": "{压实密度: 2.52 g/cc, 克容量: 157 mAh/g}"}


@pytest.mark.parametrize(
    ("as_of", "word", "state", "outcome"),
    [
        ("2025-10-08", None, None, None),
        ("2025-11-06", None, None, "indeterminate"),  # published, in force from the 8th
        ("2025-11-08", None, "suspended", "indeterminate"),
        ("2026-11-10", None, "suspended", "indeterminate"),
        ("2026-11-11", None, "stale", "indeterminate"),
        ("2028-01-01", None, "stale", "indeterminate"),
        ("2026-11-20", ("in_force", "2026-11-11"), "in_force", "licence_required"),
        ("2026-11-20", ("suspended", "2026-11-11"), "suspended", "indeterminate"),
        ("2026-11-20", ("ended", "2026-11-11"), None, None),
        ("2026-11-20", ("in_force", "2026-11-10"), "stale", "indeterminate"),
        ("2026-11-20", ("ended", "2026-11-10"), "stale", "indeterminate"),
        ("2026-11-20", ("ended", None), "stale", "indeterminate"),
        ("2026-11-05", ("in_force", "2026-11-11"), "suspended", "indeterminate"),
    ],
)
def test_f90_a_suspension_by_day_and_by_the_lawyers_dated_word(
    desk: LawDesk, as_of: str, word: tuple[str, str | None] | None, state: str | None, outcome: str | None
) -> None:
    rest = with_word(confirmed("rule:F-90", *word)) if word else ""
    case = desk.classify(matter_text(**GOODS, rest=rest, as_of=as_of))
    dual = case.regime("cn-dual-use")
    assert (dual["outcome"] if dual else None) == outcome
    entries = dual["entries"] if dual else []
    assert {e["state"] for e in entries if e["edition"] == "2025-58"} == ({state} if state else set())
    if state == "stale":
        assert "rule-F-90" in case.asked("cn-dual-use")
        assert ("stale_unsettled" in case.told()) is bool(word)
    if word and state == "in_force":
        assert "stale_settled" in case.told()
        assert "按王于2026-11-11作出的确认" in case.zh


def test_f90_the_newest_word_wins_and_an_older_one_never_revives(desk: LawDesk) -> None:
    words = (confirmed("rule:F-90", "in_force", "2026-11-12"), confirmed("rule:F-90", "ended", "2026-11-18"))
    for order in (words, words[::-1]):
        case = desk.classify(matter_text(**GOODS, rest=with_word(*order)))
        assert case.regime("cn-dual-use") is None
        assert "其状态为“停止施行”" in case.zh
        assert "'stopped' on the confirmation of 王, 2026-11-18" in case.en


@pytest.mark.parametrize(
    ("as_of", "asked", "told"),
    [
        ("2025-03-01", ["ban_us_metals"], "2024-46/2"),
        ("2025-12-01", [], "F-92"),
        ("2026-11-27", [], "F-92"),
        ("2026-11-28", ["rule-F-92"], "F-92"),
    ],
)
def test_f92_the_paragraph_on_the_united_states_by_day(desk: LawDesk, as_of: str, asked: list[str], told: str) -> None:
    transfer = "modes: [know_how], direction: outbound, continuing: true, destination: US"
    case = desk.classify(matter_text(**GYROSCOPE, transfer=transfer, as_of=as_of))
    assert case.regime("cn-dual-use")["outcome"] == "licence_required"
    assert (case.asked("cn-dual-use"), told in case.told()) == (asked, True)


def test_f92_revived_and_answered_it_bans(desk: LawDesk) -> None:
    transfer = "modes: [know_how], direction: outbound, continuing: true, destination: US"
    words = with_word(confirmed("rule:F-92", "in_force", "2026-11-30"), confirmed("question:ban_us_metals", "yes"))
    case = desk.classify(matter_text(**GYROSCOPE, transfer=transfer, as_of="2026-12-01", rest=words))
    assert (case.regime("cn-dual-use")["outcome"], case.prc) == ("prohibited", "prohibited")


def test_f93_measures_that_were_not_suspended_decide(desk: LawDesk) -> None:
    case = desk.classify(matter_text("钨镍铁合金生产技术", entries="[1E004]"))
    assert case.regime("cn-dual-use")["outcome"] == "licence_required"


@pytest.mark.parametrize(
    ("status", "asked"),
    [("performed", True), ("performing", False)],
)
def test_f92_a_ban_that_ran_while_the_deal_may_have_been_performed_is_not_past(
    desk: LawDesk, status: str, asked: bool
) -> None:
    """Paragraph 2 ran to 8 November 2025. Of a contract of October performed on a day nobody gave it may have been in
    force; of one that is still performed the matter's own day decides, and then it is suspended."""
    rest = f"contract: {{date: 2025-10-10, status: {status}}}"
    transfer = "modes: [know_how], direction: outbound, continuing: false, destination: US"
    text = matter_text("钨镍铁合金生产技术", entries="[1E004]", as_of="2026-01-10", transfer=transfer, rest=rest)
    assert ("ban_us_metals" in desk.classify(text).asked("cn-dual-use")) is asked


# --- F-41, F-43: reach beyond the list


@pytest.mark.parametrize(
    ("share", "words", "outcome", "asked"),
    [
        ("0.09 %", (), None, []),
        ("0.1 %", (), "indeterminate", ["rule-F-90"]),
        ("1 %", (), "indeterminate", ["rule-F-90"]),
        ("1 %", (("rule:F-90", "in_force"),), "indeterminate", ["content_61"]),
        ("1 %", (("rule:F-90", "in_force"), ("question:content_61#某电机", "yes")), "licence_required", []),
        ("1 %", (("rule:F-90", "in_force"), ("question:content_61#某电机", "no")), "indeterminate", ["dual_use_list"]),
        ("1 %", (("rule:F-90", "ended"),), "indeterminate", ["dual_use_list"]),
    ],
)
def test_f41_prc_content_abroad_is_told_with_the_state_of_its_announcement(
    desk: LawDesk, share: str, words: tuple[tuple[str, str], ...], outcome: str | None, asked: list[str]
) -> None:
    rest = with_word(*(confirmed(about, answer) for about, answer in words)) if words else ""
    case = desk.classify(matter_text("某电机", technology=f"cn_content_share: {share}", rest=rest))
    dual = case.regime("cn-dual-use")
    assert ((dual["outcome"] if dual else None), case.asked("cn-dual-use")) == (outcome, asked)
    for line in (line for line in (case.zh + "\n" + case.en).splitlines() if "0.1 %" in line):
        assert "该公告的状态：" in line or "whose state is: " in line
    assert ("0.1 %" in case.zh) is (outcome is not None)


@pytest.mark.parametrize(
    ("words", "outcome", "asked"),
    [
        ((), "indeterminate", ["content_limb"]),
        ((("question:content_61#某电机", "yes"),), "indeterminate", ["content_limb"]),
        ((("question:content_limb#某电机", "no"),), "indeterminate", ["dual_use_list"]),
        ((("question:content_limb#某电机", "yes"),), "indeterminate", ["content_61"]),
        (
            (("question:content_limb#某电机", "yes"), ("question:content_61#某电机", "yes")),
            "licence_required",
            [],
        ),
    ],
)
def test_f41_where_the_share_stands_is_unchecked_and_decides_nothing_by_itself(
    desk: LawDesk, words: tuple[tuple[str, str], ...], outcome: str, asked: list[str]
) -> None:
    """On 2025-10-20 the announcement is in force but for limbs a and b; no source says which limb holds the share."""
    rest = with_word(*(confirmed(about, answer) for about, answer in words)) if words else ""
    case = desk.classify(matter_text("某电机", technology="cn_content_share: 1 %", as_of="2025-10-20", rest=rest))
    dual = case.regime("cn-dual-use")
    assert (dual["outcome"], case.asked("cn-dual-use")) == (outcome, asked)
    assert "不作认定" in case.zh
    assert "2025-12-01" in case.zh
    assert "unchecked and not decided" in case.en


def test_f41_a_word_about_one_item_says_nothing_of_another(desk: LawDesk) -> None:
    words = with_word(confirmed("rule:F-90", "in_force"), confirmed("question:content_61#甲", "no"))
    two = "\n".join(f"  - {{name: {name}, cn_content_share: 1 %}}" for name in ("甲", "乙"))
    text = f"matter: {{as_of: 2026-11-20}}\ntechnology:\n{two}\ntransfer: {{direction: outbound}}\n{words}\n"
    found = desk.classify(text).regime("cn-dual-use")["open_questions"]
    assert [q["id"] for q in found] == ["content_61#乙"]


@pytest.mark.parametrize(
    ("transfer", "word", "outcome"),
    [
        ("destination: JP", "", "licence_required"),
        ("destination: JP, military_end_use: yes", "", "prohibited"),
        ("destination: JP", "yes", "prohibited"),
        ("destination: JP", "no", "licence_required"),
        ("destination: VN, reexport_to: [JP]", "yes", "prohibited"),
        ("destination: DE", "yes", "licence_required"),
    ],
)
def test_f43_the_ban_towards_japan(desk: LawDesk, transfer: str, word: str, outcome: str) -> None:
    rest = with_word(confirmed("question:ban_japan", word)) if word else ""
    full = f"modes: [know_how], direction: outbound, continuing: true, {transfer}"
    case = desk.classify(matter_text(**GYROSCOPE, transfer=full, rest=rest))
    assert case.regime("cn-dual-use")["outcome"] == outcome
    assert ("ban_japan" in case.asked("cn-dual-use")) is (not word and outcome == "licence_required")
    before = desk.classify(matter_text(**GYROSCOPE, transfer=full, rest=rest, as_of="2026-01-05"))
    assert before.regime("cn-dual-use")["outcome"] == "licence_required"
