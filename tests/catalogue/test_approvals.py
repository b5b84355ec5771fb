"""How far a restricted deal has come: gates by the day of signature, steps that are behind it."""

from __future__ import annotations

import datetime as dt

import pytest
from classify_desk import Desk, matter_text

from catalogue.matter import Approval, Contract, Matter
from catalogue.regimes.approvals import loi_status, passed, signing, signing_day
from catalogue.results import Classification, Obligation
from catalogue.telling.tell import Teller

AS_OF = dt.date(2026, 11, 20)
FEBRUARY_TO_JUNE = Approval("issued", None, dt.date(2026, 2, 1), dt.date(2026, 6, 1))
LETTER = "loi: {status: issued, filed_on: 2026-01-05, issued_on: 2026-02-01, expires_on: 2026-06-01}"
LICENCE = "licence: {status: issued, filed_on: 2026-03-02, issued_on: 2026-03-20}"
GATES = {"T-060", "signed_without_loi", "signed_outside_loi", "signing_unproven"}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def restricted(desk: Desk, contract: str, approvals: str) -> Classification:
    rest = f"contract: {{{contract}}}\napprovals: {{{approvals}}}"
    return desk.classify(matter_text(measured="{探测距离: 3 km}", rest=rest))


def gates(result: Classification) -> set[str]:
    return {w.id for w in result.warnings} & GATES


def steps(result: Classification) -> dict[str, Obligation]:
    return {o.id: o for o in result.obligations}


def signed(day: str | None, loi: Approval, status: str = "signed") -> Matter:
    return Matter(
        as_of=AS_OF, contract=Contract(status=status, date=dt.date.fromisoformat(day) if day else None), loi=loi
    )


@pytest.mark.parametrize(
    ("matter", "loi", "how"),
    [
        (signed("2026-12-15", FEBRUARY_TO_JUNE, "draft"), "expired", "not_yet"),
        (signed("2026-03-01", FEBRUARY_TO_JUNE), "issued", "in_time"),
        (signed("2026-03-01", FEBRUARY_TO_JUNE, "terminated"), "issued", "in_time"),
        (signed("2026-06-01", FEBRUARY_TO_JUNE), "issued", "in_time"),
        (signed("2026-06-02", FEBRUARY_TO_JUNE), "expired", "after_loi"),
        (signed("2026-01-31", FEBRUARY_TO_JUNE), "filed", "before_loi"),
        (signed(None, FEBRUARY_TO_JUNE), "expired", "unproven"),
        (signed("2026-12-15", FEBRUARY_TO_JUNE), "expired", "unproven"),
        (signed("2026-03-01", Approval("expired")), "expired", "unproven"),
        (signed("2026-03-01", Approval("expired", expires_on=dt.date(2026, 6, 1))), "issued", "in_time"),
        (signed("2026-03-01", Approval("none")), "none", "without_loi"),
        (signed(None, Approval()), "none", "without_loi"),
    ],
)
def test_the_letter_of_intent_is_judged_on_the_day_of_signature(matter: Matter, loi: str, how: str) -> None:
    assert (loi_status(matter), signing(matter)) == (loi, how)


def test_a_day_of_signature_ahead_or_of_a_draft_is_none() -> None:
    assert signing_day(signed("2026-12-15", FEBRUARY_TO_JUNE)) is None
    assert signing_day(signed("2026-03-01", FEBRUARY_TO_JUNE, "draft")) is None
    assert signing_day(signed("2026-03-01", FEBRUARY_TO_JUNE)) == dt.date(2026, 3, 1)


def test_a_letter_that_lapsed_before_signature_serves_nothing() -> None:
    assert passed(signed("2026-12-15", FEBRUARY_TO_JUNE, "draft")) == ("none",)
    assert passed(signed("2026-06-02", FEBRUARY_TO_JUNE)) == ("signed",)
    assert passed(signed("2026-03-01", FEBRUARY_TO_JUNE)) == ("loi_filed", "loi_issued", "signed")


@pytest.mark.parametrize("contract", ["status: signed, date: 2026-03-01", "signed_on: 2026-03-01"])
def test_signed_in_time_and_licensed_the_gates_are_gone_and_the_steps_are_done(desk: Desk, contract: str) -> None:
    result = restricted(desk, contract, f"{LETTER}, {LICENCE}")
    assert gates(result) == set()
    found = steps(result)
    behind = ("loi-application", "loi-decision", "negotiation-gate", "licence-application", "licence-decision")
    assert all(found[name].done and found[name].due is None for name in behind)
    assert found["loi-decision"].why.zh == "已办（2026-02-01）"
    assert found["licence-decision"].why.en == "done (2026-03-20)"
    assert not found["change-relicence"].done


def test_the_day_of_effect_is_no_deadline(desk: Desk) -> None:
    result = restricted(desk, "status: signed, date: 2026-03-01", f"{LETTER}, {LICENCE}")
    effect = steps(result)["effectiveness"]
    assert (effect.due, effect.starts_on, effect.why.zh) == (None, dt.date(2026, 3, 20), "生效日 2026-03-20")
    told = "\n".join(Teller("zh").classification(result))
    assert "生效日 2026-03-20" in told
    assert "截止 2026-03-20" not in told


def test_a_contract_under_a_licence_that_ran_out_took_effect_on_its_day_of_issue(desk: Desk) -> None:
    ran_out = "licence: {status: expired, issued_on: 2026-03-20, expires_on: 2026-10-01}"
    found = steps(restricted(desk, "status: performing, date: 2026-03-01", f"{LETTER}, {ran_out}"))
    assert (found["effectiveness"].due, found["effectiveness"].why.zh) == (None, "生效日 2026-03-20")
    assert not found["licence-application"].done


def test_a_step_that_is_done_is_told_in_one_line_with_its_basis(desk: Desk) -> None:
    result = restricted(desk, "status: signed, date: 2026-03-01", f"{LETTER}, {LICENCE}")
    told = list(Teller("zh").classification(result))
    at = next(i for i, line in enumerate(told) if line.startswith("    签约后申请技术出口许可证"))
    assert told[at].endswith("(已办（2026-03-02）)")
    assert told[at + 1].startswith("        依据：")


@pytest.mark.parametrize(
    ("contract", "blamed"),
    [
        ("status: performed, performed_by: 2026-09-30", False),
        ("status: terminated, performed_by: 2026-09-30", False),
        ("status: performed, performed_by: 2026-10-02", True),
        ("status: performed, performed_by: 2026-03-01", True),
        ("status: performed", True),
        ("status: performing", True),
    ],
)
@pytest.mark.parametrize("status", ["issued", "expired"])
def test_a_licence_that_ran_out_after_the_last_delivery_is_no_fault(
    desk: Desk, contract: str, blamed: bool, status: str
) -> None:
    licence = f"licence: {{status: {status}, issued_on: 2026-03-20, expires_on: 2026-10-01}}"
    result = restricted(desk, f"{contract}, signed_on: 2026-02-20", f"{LETTER}, {licence}")
    blame = "unlicensed_performance" in {w.id for w in result.warnings}
    assert blame is (blamed and "terminated" not in contract)


def test_signed_in_time_without_a_licence_the_licence_is_what_is_left(desk: Desk) -> None:
    result = restricted(desk, "status: signed, date: 2026-03-01", LETTER)
    assert gates(result) == set()
    left = [o.id for o in result.obligations if not o.done]
    assert left[:2] == ["licence-application", "licence-decision"]


@pytest.mark.parametrize(
    ("contract", "approvals", "gate"),
    [
        ("status: draft, date: 2026-12-15", LETTER, "T-060"),
        ("status: draft", "loi: {status: none}", "T-060"),
        ("status: draft", f"loi: {{status: none}}, {LICENCE}", None),
        ("status: signed, date: 2026-07-01", LETTER, "signed_outside_loi"),
        ("status: signed, date: 2026-01-15", LETTER, "signed_outside_loi"),
        ("status: signed", LETTER, "signing_unproven"),
        ("status: signed", f"{LETTER}, {LICENCE}", None),
        ("status: performing", "loi: {status: none}", "signed_without_loi"),
        ("status: terminated, date: 2026-03-01", "loi: {status: refused}", "signed_without_loi"),
        ("status: terminated, date: 2026-03-01", LETTER, None),
    ],
)
def test_one_gate_says_where_the_deal_stands(desk: Desk, contract: str, approvals: str, gate: str | None) -> None:
    assert gates(restricted(desk, contract, approvals)) == ({gate} if gate else set())


def test_of_a_terminated_contract_only_the_duties_at_its_end_are_left(desk: Desk) -> None:
    result = restricted(desk, "status: terminated, date: 2026-03-01", LETTER)
    assert [o.id for o in result.obligations] == ["change-relicence", "records"]


def test_a_registration_that_is_done_has_no_deadline(desk: Desk) -> None:
    decision = "confirmations: [{about: 'regime:cn-tech', answer: free, by: 王, on: 2026-04-01, reason: 已查阅全文}]"
    rest = "contract: {effective_on: 2026-04-01}\napprovals: {registration: {status: done, done_on: 2026-04-20}}\n"
    found = steps(desk.classify(matter_text("包装线", rest=rest + decision)))["registration"]
    assert (found.done, found.due, found.why.zh) == (True, None, "已办（2026-04-20）")
