"""eu-dual-use and the cards: Annex I, catch-alls, national lists, the clauses about Russia, as tables of cases."""

from __future__ import annotations

import pytest
from classify_desk import Desk
from foreign_desk import TECHNOLOGY, Deal, asked, judged, regime, told

from catalogue.results import Outcome

L, OPEN = Outcome.LICENCE_REQUIRED, Outcome.INDETERMINATE
T = f"#{TECHNOLOGY}"
FRENCH = ("{role: exporter, country: FR}",)
RUSSIAN_CLAUSES = {"eu_12g", "eu_12g_clause", "eu_12g_run_off", "eu_12g_partner"}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def european(to: str = "CN", annex_i: str = "", **more: object) -> Deal:
    """A French exporter of technology of French origin."""
    return Deal(annex_i=annex_i, origin="[FR]", to=to, parties=FRENCH, **more)  # type: ignore[arg-type]


CASES = [
    # deal, outcome, told, asked
    (european(), OPEN, {"eu_overlay"}, {"eu_annex_i", "eu_catch_all", "eu_cyber", "eu_national"}),
    (european(annex_i="6A005"), L, {"eu_annex"}, {"eu_cyber", "eu_national"}),
    (european(annex_i="6A005.a"), L, {"eu_annex"}, set()),
    (european("", "6A005"), L, {"eu_annex"}, {"foreign_destination"}),
    (european("JP", "6A005"), L, {"eu_annex", "eu_general", "eu_12g_partner"}, set()),
    (european("DE", "6A005"), OPEN, {"eu_inside"}, {"eu_annex_iv-6A005"}),
    (european("DE", "6A005", answers={f"eu_annex_iv-6A005{T}": "yes"}), L, {"eu_annex_iv"}, set()),
    (european("DE", "6A005", answers={f"eu_annex_iv-6A005{T}": "no"}), OPEN, {"eu_inside"}, set()),
    (european(annex_i="6A999"), OPEN, set(), {"foreign_not_loaded-6A999"}),
    (european(annex_i="none"), OPEN, {"eu_said_unlisted"}, {"eu_catch_all"}),
    (european(answers={f"eu_annex_i{T}": "no"}), OPEN, {"eu_overlay"}, {"eu_catch_all"}),
    (european(transfer="wmd_risk: yes"), L, {"eu_wmd"}, set()),
    (european(transfer="military_end_use: yes"), L, {"eu_military"}, {"eu_embargo"}),
    (european(transfer="military_end_use: yes, wmd_risk: no", answers={"eu_embargo": "no"}), OPEN, set(), {"eu_cyber"}),
    (european(transfer="informed_by_authority: true"), L, {"eu_informed"}, set()),
    (european(answers={"eu_catch_all": "yes"}), L, {"eu_catch_all"}, set()),
    (european(answers={"eu_cyber": "yes"}), L, {"eu_cyber"}, set()),
    (european(answers={"eu_national": "yes"}), L, {"eu_national"}, set()),
    (
        european(answers={"eu_cyber": "no", "eu_national": "no", "eu_catch_all": "no", f"eu_annex_i{T}": "no"}),
        OPEN,
        set(),
        set(),
    ),
    (
        european("KZ", transfer="reexport_to: [RU]"),
        OPEN,
        {"eu_russia", "eu_12g", "eu_12g_clause"},
        {"eu_russia_ban-RU"},
    ),
    (european("RU"), OPEN, {"eu_russia"}, {"eu_russia_ban-RU"}),
    (european("BY"), OPEN, {"eu_russia", "eu_belarus"}, {"eu_russia_ban-BY"}),
]


@pytest.mark.parametrize(("deal", "outcome", "warned", "open_on"), CASES)
def test_the_dual_use_regulation(desk: Desk, deal: Deal, outcome: Outcome, warned: set[str], open_on: set[str]) -> None:
    found = regime(judged(desk, deal), "eu-dual-use")
    assert found.outcome is outcome
    assert warned <= told(found)
    assert open_on <= asked(found)


def test_answered_questions_are_off_the_list_and_nothing_is_ever_free(desk: Desk) -> None:
    answers = dict.fromkeys(
        ("eu_cyber", "eu_national", "eu_catch_all", f"eu_annex_i{T}", "eu_12g_goods-CN", "eu_chp"), "no"
    )
    found = regime(judged(desk, european(answers=answers)), "eu-dual-use")
    assert (found.outcome, asked(found)) == (OPEN, set())


def test_what_is_loaded_is_never_said_to_be_missing(desk: Desk) -> None:
    for deal in (european(), european(annex_i="6A005"), european(annex_i="6A999")):
        found = regime(judged(desk, deal), "eu-dual-use")
        texts = [w.text.zh for w in found.warnings] + [q.text.zh for q in found.open_questions]
        assert any("已载入：eu-dual-use 2025-11-15（384项）" in text for text in texts)
        assert not any("附件一未载入" in text or "清单未载入" in text for text in texts)


CLAUSES = [
    # country, day, contract, which of the clause notices
    ("CN", "2024-03-19", "date: 2024-03-01", set()),
    ("CN", "2024-03-20", "date: 2024-03-20", {"eu_12g", "eu_12g_clause"}),
    ("CN", "2024-06-01", "signed_on: 2023-12-19", {"eu_12g", "eu_12g_clause"}),
    ("CN", "2024-06-01", "signed_on: 2023-12-18", {"eu_12g_run_off"}),
    ("CN", "2025-01-10", "signed_on: 2023-12-18", {"eu_12g_run_off"}),
    ("CN", "2025-01-11", "signed_on: 2023-12-18", {"eu_12g_clause"}),
    ("CN", "2026-11-20", "status: draft", {"eu_12g", "eu_12g_clause"}),
    *[
        (code, "2026-11-20", "date: 2026-12-15", {"eu_12g_partner"})
        for code in ("US", "JP", "GB", "KR", "AU", "CA", "NZ", "NO", "CH")
    ],
    ("DE", "2026-11-20", "date: 2026-12-15", set()),
    ("TR", "2026-11-20", "date: 2026-12-15", {"eu_12g", "eu_12g_clause"}),
]


@pytest.mark.parametrize(("to", "day", "contract", "clauses"), CLAUSES)
def test_the_clause_against_reexport_to_russia(desk: Desk, to: str, day: str, contract: str, clauses: set[str]) -> None:
    found = regime(judged(desk, european(to, as_of=day, contract=contract)), "eu-dual-use")
    assert told(found) & RUSSIAN_CLAUSES == clauses


def test_what_the_clause_must_say_is_told(desk: Desk) -> None:
    found = regime(judged(desk, european("TR")), "eu-dual-use")
    clause = next(w for w in found.warnings if w.id == "eu_12g_clause")
    for part in ("re-export to Russia", "use in Russia", "adequate remedies", "reports a breach"):
        assert part in clause.text.en
    assert clause.basis[0].article == "12g"
    denied = regime(judged(desk, european("TR", answers={"eu_12g_goods-TR": "no"})), "eu-dual-use")
    assert not told(denied) & RUSSIAN_CLAUSES


IP = [
    ("2024-12-25", "date: 2024-12-01", set()),
    ("2024-12-26", "date: 2024-12-26", {"eu_12ga"}),
    ("2025-06-26", "date: 2024-12-25", {"eu_12ga_run_off"}),
    ("2025-06-27", "date: 2024-12-25", {"eu_12ga"}),
]


@pytest.mark.parametrize(("day", "contract", "clauses"), IP)
def test_the_clause_for_ip_of_high_priority_items(desk: Desk, day: str, contract: str, clauses: set[str]) -> None:
    found = regime(judged(desk, european(as_of=day, contract=contract)), "eu-dual-use")
    assert told(found) & {"eu_12ga", "eu_12ga_run_off"} == clauses


def test_only_exporters_in_the_union_owe_the_clause(desk: Desk) -> None:
    deal = Deal(origin="[FR]", to="TR", parties=("{role: exporter, country: CN}",))
    assert not told(regime(judged(desk, deal), "eu-dual-use")) & RUSSIAN_CLAUSES


@pytest.mark.parametrize(("country", "name"), [("GB", "uk"), ("DE", "de"), ("JP", "jp"), ("KR", "kr")])
def test_the_other_countries_are_cards_and_nothing_else(desk: Desk, country: str, name: str) -> None:
    deal = Deal(origin="[CN]", parties=(f"{{role: recipient, country: {country}}}",), transfer="wmd_risk: yes")
    found = regime(judged(desk, deal), name)
    assert (found.outcome, told(found), len(found.open_questions)) == (OPEN, {"card"}, 1)


@pytest.mark.parametrize(("answer", "outcome"), [("", OPEN), ("yes", L), ("no", OPEN)])
def test_a_number_of_annex_i_without_the_union_asks_whether_it_leaves_it(
    desk: Desk, answer: str, outcome: Outcome
) -> None:
    answers = {f"eu_leaves-6A005{T}": answer} if answer else {}
    deal = Deal(annex_i="6A005", origin="[CN]", parties=("{role: exporter, country: CN}",), answers=answers)
    found = regime(judged(desk, deal), "eu-dual-use")
    assert found.outcome is outcome
    assert ("eu_leaves-6A005" in asked(found)) == (not answer)
