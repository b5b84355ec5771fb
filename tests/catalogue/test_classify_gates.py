"""Classification: gates that a matter must not slip through because nobody named them."""

from __future__ import annotations

import pytest
from classify_desk import Desk, finding, matter_text, question_ids

from catalogue.results import Classification

GOODS = "modes: [equipment_with_technology], direction: outbound"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def told(result: Classification) -> set[str]:
    """The ids of every warning."""
    return {w.id for w in result.warnings} | {w.id for r in result.regimes for w in r.warnings}


def dual_use_codes(result: Classification) -> set[str]:
    """The dual-use codes that came up."""
    found = result.regime("cn-dual-use")
    return {f.code or f.id for f in found.entries} if found else set()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("金属镓", "3C001"),
        ("锗单晶", "3C002"),
        ("锑锭", "3C003"),
        ("钨粉", "1C117"),
        ("铋锭", "1C229"),
        ("氧化镝", "1C905"),
        ("钪铝合金", "1C907"),
        ("钐钴永磁体", "1C902"),
        ("含铽的钕铁硼永磁体", "1C904"),
        ("dysprosium oxide", "1C905"),
        ("yttrium oxide", "1C908"),
        ("石墨坩埚", "1C108"),
    ],
)
def test_a_listed_element_named_by_its_one_sign_calls_for_the_dual_use_list(desk: Desk, name: str, code: str) -> None:
    result = desk.classify(matter_text(name, transfer=GOODS))
    assert code in dual_use_codes(result)
    assert result.prc == "indeterminate"


@pytest.mark.parametrize("name", ["碳酸饮料灌装线", "钙钛矿太阳能电池", "office chair"])
def test_a_title_of_one_sign_is_not_looked_for_inside_other_words(desk: Desk, name: str) -> None:
    assert dual_use_codes(desk.classify(matter_text(name, transfer=GOODS))) == set()


@pytest.mark.parametrize(
    ("measured", "prc"), [("{脉冲宽度: 0.9 ns}", "restricted"), ("{脉冲宽度: 2 ns}", "indeterminate")]
)
def test_f17_that_the_dual_use_regime_was_not_judged_is_said_whatever_the_catalogue_says(
    desk: Desk, measured: str, prc: str
) -> None:
    result = desk.classify(matter_text(measured=measured))
    assert (result.prc, result.regime("cn-dual-use")) == (prc, None)
    assert "dual_use_not_called" in told(result)
    inbound = desk.classify(matter_text(measured=measured, transfer="modes: [know_how], direction: inbound"))
    assert "dual_use_not_called" not in told(inbound)


ALLOY = {
    "name": "钨合金",
    "entries": "[1C004]",
    "measured": "{密度: 18 g/cm3, 弹性极限: 900 MPa, 极限抗拉强度: 1300 MPa, 伸长率: 9 %}",
}


@pytest.mark.parametrize(
    ("mode", "form", "outcome"),
    [
        ("know_how", "[document]", "not_applicable"),
        ("equipment_with_technology", "[document]", "licence_required"),
        ("know_how", "[document, sample]", "licence_required"),
        ("know_how, equipment_with_technology", "[document]", "licence_required"),
    ],
)
def test_f16_public_domain_frees_information_and_never_goods(desk: Desk, mode: str, form: str, outcome: str) -> None:
    technology = f"public_domain: true, form: {form}"
    result = desk.classify(
        matter_text(**ALLOY, technology=technology, transfer=f"modes: [{mode}], direction: outbound")
    )
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert finding(result, "1C004", None, "cn-dual-use").verdict == "captured"
    assert dual.outcome == outcome
    assert ("F-16-goods" in told(result)) is (outcome == "licence_required")


@pytest.mark.parametrize(
    ("name", "destination", "as_of", "question", "measure"),
    [
        ("钼粉", "JP", "2026-11-20", "ban_japan", "2026-1"),
        ("钼粉", "JP", "2026-01-05", "", ""),
        ("金属镓", "US", "2025-11-08", "ban_us_metals", "2024-46/2"),
        ("金属镓", "US", "2026-11-27", "", ""),
        ("钼粉", "DE", "2026-11-20", "", ""),
    ],
)
def test_a_ban_in_force_is_told_while_it_is_open_whether_the_item_is_listed(
    desk: Desk, name: str, destination: str, as_of: str, question: str, measure: str
) -> None:
    result = desk.classify(matter_text(name, transfer=f"{GOODS}, destination: {destination}", as_of=as_of))
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome == "indeterminate"
    assert {q for q in question_ids(result, "cn-dual-use") if q.startswith("ban_")} == (
        {question} if question else set()
    )
    assert {w.id for w in dual.warnings if w.id in ("2026-1", "2024-46/2")} == ({measure} if measure else set())
    assert all(w.severity == "warning" for w in dual.warnings if w.id == measure)


def test_a_yes_about_a_ban_prohibits_nothing_before_an_item_is_captured(desk: Desk) -> None:
    rest = "confirmations: [{about: 'question:ban_japan', answer: 是, by: 王, on: 2026-11-20}]"
    result = desk.classify(matter_text("钼粉", transfer=f"{GOODS}, destination: JP", rest=rest))
    dual = result.regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome == "indeterminate"
    assert "2026-1" in {w.id for w in dual.warnings}


@pytest.mark.parametrize(
    ("facts", "reminded"),
    [("", True), (", wmd_risk: unknown", True), (", wmd_risk: no", False), (", wmd_risk: yes", False)],
)
def test_f35_a_catch_all_fact_nobody_gave_is_pointed_out(desk: Desk, facts: str, reminded: bool) -> None:
    result = desk.classify(matter_text("包装线", transfer=f"modes: [know_how], direction: outbound{facts}"))
    assert ("catch_all_unsaid" in told(result)) is reminded


@pytest.mark.parametrize("flag", ["state_secret", "important_data", "personal_data", "genetic_resources"])
@pytest.mark.parametrize(("direction", "called"), [("outbound", True), ("both", True), ("inbound", False)])
def test_what_must_be_reviewed_before_it_leaves_is_not_asked_of_what_comes_in(
    desk: Desk, flag: str, direction: str, called: bool
) -> None:
    transfer = f"modes: [know_how], direction: {direction}, licence_kind: non_exclusive"
    result = desk.classify(matter_text("输送机", technology=f"{flag}: yes", transfer=transfer))
    assert (result.regime("cn-parallel") is not None) is called


@pytest.mark.parametrize(
    ("technology", "secret", "data"),
    [
        ("", True, True),
        ("state_secret: no", False, True),
        ("state_secret: unknown, important_data: unknown", False, False),
        ("important_data: no", True, False),
    ],
)
def test_parallel_duties_nobody_spoke_of_are_pointed_out(desk: Desk, technology: str, secret: bool, data: bool) -> None:
    result = desk.classify(matter_text(measured="{探测距离: 3 km}", technology=technology))
    assert ("state_secret_unsaid" in told(result), "parallel_unsaid" in told(result)) == (secret, data)


@pytest.mark.parametrize(
    ("approvals", "step", "done"),
    [
        ("loi: {status: filed, filed_on: 2026-11-19}", "loi-application", True),
        ("loi: {status: filed, filed_on: 2026-12-25}", "loi-application", False),
        ("loi: {status: issued, issued_on: 2026-12-25}", "loi-decision", False),
        (
            "loi: {status: issued, issued_on: 2026-01-05, expires_on: 2029-01-05}, "
            "licence: {status: filed, filed_on: 2026-12-25}",
            "licence-application",
            False,
        ),
    ],
)
def test_what_is_dated_ahead_is_not_done(desk: Desk, approvals: str, step: str, done: bool) -> None:
    result = desk.classify(matter_text(measured="{探测距离: 3 km}", rest=f"approvals: {{{approvals}}}"))
    assert {o.id: o.done for o in result.obligations}[step] is done


def test_a_registration_dated_ahead_is_not_done(desk: Desk) -> None:
    free = "{about: 'regime:cn-tech', answer: free, by: 王, on: 2026-11-20, reason: 官方文本}"
    rest = (
        f"confirmations: [{free}]\ncontract: {{signed_on: 2026-11-01, status: signed}}\n"
        "approvals: {registration: {status: done, done_on: 2026-12-25}}"
    )
    steps = {o.id: o for o in desk.classify(matter_text("输送机", rest=rest)).obligations}
    assert not steps["registration"].done
    assert str(steps["registration"].due) == "2026-12-31"


@pytest.mark.parametrize(
    ("contract", "doubtful"),
    [
        ("performed_by: 2023-06-01, status: performed", False),
        ("performed_by: 2023-06-01, signed_on: 2021-03-01, status: performed", False),
        ("performed_by: 2023-06-01, signed_on: 2024-03-01, status: performed", True),
        ("performed_by: 2023-06-01, status: negotiating", True),
        ("performed_by: 2023-06-01, status: draft", True),
        ("performed_by: 2023-06-01, status: performing", True),
        ("performed_by: 2027-06-01, status: performed", True),
        ("performed_by: 2027-06-01, status: performing", False),
    ],
)
def test_a_last_delivery_that_the_matter_contradicts_never_picks_an_old_edition_alone(
    desk: Desk, contract: str, doubtful: bool
) -> None:
    transfer = "modes: [patent_assignment], direction: outbound, continuing: false"
    text = matter_text(measured="{探测距离: 3 km}", transfer=transfer, rest=f"contract: {{{contract}}}")
    result = desk.classify(text)
    assert ("performed_in_doubt" in question_ids(result)) is doubtful
    if doubtful:
        assert result.prc == "restricted"


@pytest.mark.parametrize(
    ("as_of", "coming", "state"),
    [
        ("2025-10-08", False, None),
        ("2025-10-09", True, None),
        ("2025-11-06", True, None),
        ("2025-11-07", False, "suspended"),
        ("2026-11-11", False, "stale"),
    ],
)
def test_a_measure_published_and_not_yet_in_force_is_told(
    desk: Desk, as_of: str, coming: bool, state: str | None
) -> None:
    measured = "{压实密度: 2.52 g/cc, 克容量: 157 mAh/g}"
    result = desk.classify(matter_text("磷酸铁锂正极材料", measured=measured, as_of=as_of))
    dual = result.regime("cn-dual-use")
    assert ("measure_coming" in told(result)) is coming
    assert (dual is not None) is (coming or state is not None)
    if dual is not None:
        assert dual.outcome == "indeterminate"
        assert {f.state for f in dual.entries if f.edition == "2025-58"} == ({state} if state else set())
    if coming:
        (notice,) = {w for w in result.warnings if w.id == "measure_coming"}
        assert "2025-11-08" in notice.text.zh
        assert "2025-11-08" in notice.text.en
