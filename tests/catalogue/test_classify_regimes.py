"""Classification beside the technology catalogue: dual use, parallel duties, foreign regimes."""

from __future__ import annotations

import pytest
from classify_desk import Desk, finding, matter_text, question_ids

from catalogue.results import Outcome, Verdict


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


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


def test_a_named_dual_use_code_follows_its_limbs_in_the_list_in_force(desk: Desk) -> None:
    result = desk.classify(matter_text("某陀螺仪", entries="[7A102]", measured="{漂移率: 0.3 °/h}"))
    assert finding(result, "7A102", None, "cn-dual-use").verdict == "captured"
    assert (result.prc, result.classes) == ("licence_required", ("DU", "UNK"))
    high = desk.classify(matter_text("某陀螺仪", entries="[7A102]", measured="{漂移率: 0.8 °/h}"))
    assert high.prc == "indeterminate"


def test_limits_that_are_met_stay_open_while_the_use_is_not_confirmed(desk: Desk) -> None:
    measured = "{最大持续功率: 20 kW}"
    result = desk.classify(matter_text("某设备", entries="[9A012.b.2]", measured=measured))
    assert (finding(result, "9A012", "b.2", "cn-dual-use").verdict, result.prc) == ("open", "indeterminate")
    assert any("另有条件须确认" in r.zh for r in finding(result, "9A012", "b.2", "cn-dual-use").reasons)
    word = "{about: 'regime:cn-dual-use', answer: licence_required, by: 王, on: 2026-11-20, reason: 用于无人机}"
    rest = f"confirmations: [{word}]"
    dual = desk.classify(matter_text("某设备", entries="[9A012.b.2]", measured=measured, rest=rest)).regime(
        "cn-dual-use"
    )
    assert dual is not None
    assert dual.decided is not None
    assert (dual.outcome, dual.decided.outcome) == ("indeterminate", "licence_required")
    low = desk.classify(matter_text("某设备", entries="[9A012.b.2]", measured="{最大持续功率: 12 kW}"))
    assert finding(low, "9A012", "b.2", "cn-dual-use").verdict == "not_captured"


def test_a_dual_use_code_that_is_not_loaded_is_reported_once(desk: Desk) -> None:
    result = desk.classify(matter_text("某设备", entries="[6A999]"))
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert [(f.code, f.verdict) for f in dual.entries] == [("6A999", "open")]
    assert dual.outcome == "indeterminate"


def test_public_domain_turns_the_dual_use_answer_only(desk: Desk) -> None:
    text = matter_text("某陀螺仪", entries="[7A102]", measured="{漂移率: 0.3 °/h}", technology="public_domain: true")
    dual = desk.classify(text).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome == "not_applicable"
    assert "F-16-dual-use" in {w.id for w in dual.warnings}


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


@pytest.mark.parametrize(
    ("transfer", "asked"),
    [
        ("modes: [patent_licence], state_funded: false", ["outward_ip"]),
        ("modes: [patent_licence], state_funded: true", ["outward_ip", "state_funded"]),
        ("modes: [know_how], licence_kind: non_exclusive, state_funded: true", []),
        ("modes: [know_how], licence_kind: exclusive, state_funded: false", ["outward_ip"]),
        ("modes: [share_deal, technical_service], state_funded: true", ["outward_ip"]),
        ("modes: [share_deal, technical_service], change_of_controller: false", []),
        ("modes: [technical_service], state_funded: true", []),
    ],
)
def test_a_licence_of_unknown_kind_or_a_share_deal_that_does_not_say_is_asked_about(
    desk: Desk, transfer: str, asked: list[str]
) -> None:
    none = "patent_status: none, software_copyright: false"
    text = matter_text(measured="{探测距离: 3 km}", technology=none, transfer=f"direction: outbound, {transfer}")
    assert question_ids(desk.classify(text), "cn-parallel") == asked


@pytest.mark.parametrize(
    ("flag", "step", "authority", "article"),
    [
        ("cryptography", "cryptography-licence", "密码管理部门", "28"),
        ("important_data", "data-security-assessment", "国家网信部门", "37"),
        ("genetic_resources", "genetic-resources-report", "卫生健康主管部门", "56"),
        ("state_secret", "secrecy-review", "保密审查主管部门", "5(2)"),
    ],
)
def test_a_parallel_approval_comes_with_the_step_to_take(
    desk: Desk, flag: str, step: str, authority: str, article: str
) -> None:
    for measured in ("{}", "{探测距离: 3 km}"):
        result = desk.classify(matter_text(measured=measured, technology=f"{flag}: yes"))
        parallel = result.regime("cn-parallel")
        assert parallel is not None
        assert parallel.outcome == "licence_required"
        found = next(o for o in result.obligations if o.id == step)
        assert authority in found.authority.zh
        assert (found.gate, found.basis[0].article) == (True, article)


def test_every_duty_has_a_step(desk: Desk) -> None:
    stepped = {w for s in desk.rules.steps for name, words in s.when.needs if name == "duty" for w in words}
    assert {d.id for d in desk.rules.duties} == stepped


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


def test_the_digest_of_the_european_list_decides_nothing(desk: Desk) -> None:
    """Naming a code of it, with figures above its thresholds, leaves the regime open as without the digest."""
    entries = "[{code: 6A005, catalogue: eu-dual-use, edition: '2025-11-15'}]"
    text = matter_text("激光器", entries=entries, rest="parties: [{role: exporter, country: FR}]")
    european = desk.classify(text).regime("eu-dual-use")
    assert european is not None
    assert european.outcome is Outcome.INDETERMINATE
    assert european.open_questions
    assert all(found.verdict is Verdict.OPEN for found in european.entries)


def test_a_confirmed_us_code_is_met_on_the_lawyers_word_and_clears_nothing(desk: Desk) -> None:
    """The lawyer confirms an ECCN: it is shown with its reasons for control; jurisdiction is open, so the regime is."""
    entries = "[{code: 3A090, catalogue: us-ccl, decision: confirmed, by: 王, on: 2026-11-20, reason: 试}]"
    text = matter_text("芯片", entries=entries, rest="parties: [{role: recipient, country: US}]")
    american = desk.classify(text).regime("us-ear")
    assert american is not None
    (finding,) = american.entries
    assert (finding.catalogue, finding.code, finding.verdict) == ("us-ccl", "3A090", Verdict.CAPTURED)
    assert "3A090" in finding.reasons[0].zh
    assert "RS" in finding.reasons[1].en
    assert american.outcome is Outcome.INDETERMINATE
    assert any("us-ccl 2026-06" in warning.text.zh for warning in american.warnings)


def test_what_of_a_foreign_list_is_loaded_is_said_as_it_is(desk: Desk) -> None:
    """A digest is bundled for the munitions list; the Korean list is not loaded at all."""
    text = matter_text("发动机", rest="parties: [{role: recipient, country: US}, {role: end_user, country: KR}]")
    result = desk.classify(text)
    said = {r.regime: " ".join(w.text.zh for w in r.warnings) for r in result.regimes}
    assert "us-usml" in said["us-itar"]
    assert "未载入" not in said["us-itar"]
    assert "其清单未载入" in said["kr"]
