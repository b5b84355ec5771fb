"""Facts of a deal and conditions over them, and classes after the lawyer's decision."""

from __future__ import annotations

import datetime as dt

import pytest
from library_samples import a_classification, a_matter

from catalogue.matter import Approval, Contract, Matter, Party, Technology, Transfer
from catalogue.model import Control, State, Words
from catalogue.results import Finding, Notice, Outcome, RegimeResult, Verdict
from catalogue.rules import bundled_rules, read_rules
from clause_library.conditions import read_vocabulary
from clause_library.model import Condition
from clause_library.store import bundled_library, read_store
from clause_library.triggers import Facts, decided_technologies, facts_of, holds, reasons

VOCABULARY = read_vocabulary(bundled_library() / "facts.yaml")


def fact(name: str, *values: str) -> Condition:
    return Condition("is", name, values)


def the_facts(matter: Matter | None = None, *classes: str, contract: tuple[str, ...] = ()) -> Facts:
    return facts_of(
        matter or a_matter("PL"), a_classification(classes or ("X",)), VOCABULARY, kinds=("PL",), contract=contract
    )


def test_facts_come_from_matter_and_classification() -> None:
    words = the_facts().words
    assert words["class"] == {"X"}
    assert words["kind"] == {"PL"}
    assert words["prc_party"] == {"yes"}
    assert words["eu_exporter"] == {"no"}
    assert words["exclusive"] == {"no"}
    assert words["languages_many"] == {"yes"}
    assert words["foreign_law"] == {"no"}
    assert words["destination"] == {"DE"}
    assert words["loi"] == {"unknown"}
    assert words["data"] == {"unknown"}


def test_every_fact_of_the_vocabulary_is_supplied() -> None:
    supplied = {*the_facts().words, "clause", "contract_has", "term_months"}
    assert set(VOCABULARY.facts) == supplied


def test_what_nobody_gave_is_unknown_never_no() -> None:
    words = facts_of(Matter(as_of=a_matter().as_of), a_classification(("UNK",)), VOCABULARY, kinds=()).words
    for name in (
        "prc_party",
        "eu_exporter",
        "exclusive",
        "state_funded",
        "continuing",
        "foreign_law",
        "price",
        "licence",
    ):
        assert words[name] == {"unknown"}, name


def test_an_exporter_in_the_union_and_data_flags() -> None:
    matter = Matter(
        as_of=a_matter().as_of,
        parties=(Party("exporter", "Beispiel GmbH", "DE"),),
        transfer=Transfer(licence_kind="exclusive"),
        contract=Contract(royalty=True),
        technologies=(Technology("a", flags={"personal_data": "yes"}, form=("code",)),),
    )
    words = the_facts(matter).words
    assert words["eu_exporter"] == {"yes"}
    assert words["prc_party"] == {"no"}
    assert words["exclusive"] == {"yes"}
    assert words["data"] == {"yes"}
    assert words["form"] == {"code"}
    assert words["price"] == {"royalty"}


def test_notices_of_the_classification_make_facts_true() -> None:
    notice = Notice("draft_pending-2022-draft", "transfer", "note", Words("a", "b"))
    regime = RegimeResult("cn-parallel", Outcome.NOT_APPLICABLE, None, warnings=(notice,))
    classification = a_classification(("X",), regimes=(regime,))
    assert facts_of(a_matter("PL"), classification, VOCABULARY, kinds=("PL",)).words["draft_pending"] == {"yes"}
    assert the_facts().words["draft_pending"] == {"no"}


def listed_control(control: Control) -> RegimeResult:
    """A regime with one entry of a control, such as EAR99."""
    title = Words("不在清单上的物项", "EAR99")
    finding = Finding(
        technology="a",
        catalogue="us-ccl",
        edition="2026-06",
        id="EAR99",
        code="EAR99",
        title=title,
        control=control,
        point=None,
        state=State.IN_FORCE,
        verdict=Verdict.CAPTURED,
        limbs=(),
        tree=None,
        reasons=(),
    )
    return RegimeResult("us-ear", Outcome.INDETERMINATE, "2026-06", entries=(finding,))


@pytest.mark.parametrize(
    ("notice", "answer"),
    [
        ("F-37-control", "yes"),
        ("F-37-watch", "yes"),
        ("listed_uncaptured", "yes"),
        ("us_entity", "yes"),
        ("party_hit", "unknown"),
        ("us_ear99", "unknown"),
    ],
)
def test_a_listed_party_is_one_that_a_regime_takes_for_listed_and_never_a_listed_item(notice: str, answer: str) -> None:
    told = RegimeResult(
        "cn-dual-use", Outcome.LICENCE_REQUIRED, None, warnings=(Notice(notice, "party", "error", Words("a", "b")),)
    )
    classification = a_classification(("X",), regimes=(listed_control(Control.LISTED), told))
    assert facts_of(a_matter("PL"), classification, VOCABULARY, kinds=("PL",)).words["party_listed"] == {answer}


def test_the_notices_that_make_a_party_listed_are_notices_of_the_rules() -> None:
    known = {*read_rules(bundled_rules()).notices}
    assert {sign for sign in VOCABULARY.facts["party_listed"].notices if sign not in known} == set()


@pytest.mark.parametrize(
    ("written", "months", "answer"),
    [(">3", 4, True), (">3", 3, False), (">=3", 3, True), ("<6", 5, True), ("<=6", 7, False), ("12", 12, True),
     ("unknown", None, True), (">3", None, False), ("unknown", 5, False)],
)  # fmt: skip
def test_terms_are_compared_in_months(written: str, months: int | None, answer: bool) -> None:
    assert holds(fact("term_months", written), Facts({}, months)) is answer


def test_conditions_combine() -> None:
    facts = the_facts()
    x, j, de = fact("class", "X"), fact("class", "J"), fact("destination", "DE", "FR")
    assert holds(Condition("all", parts=(x, de)), facts)
    assert not holds(Condition("all", parts=(x, j)), facts)
    assert holds(Condition("any", parts=(j, x)), facts)
    assert holds(Condition("not", parts=(j,)), facts)
    assert holds(Condition("always"), facts)
    assert not holds(Condition("any"), facts)


def test_words_of_the_contract_are_found_in_any_letter_case() -> None:
    facts = the_facts(contract=("1. Sanctions", "the Licensee complies with OFAC rules"))
    assert holds(fact("contract_has", "ofac"), facts)
    assert not holds(fact("contract_has", "OFSI"), facts)
    assert not holds(fact("contract_has", "OFAC"), the_facts())


def test_reasons_name_the_facts_that_hold_in_both_languages() -> None:
    condition = Condition("any", parts=(fact("class", "J", "X"), fact("prc_party", "yes"), fact("loi", "issued")))
    found = reasons(condition, the_facts(), VOCABULARY)
    assert [r.zh for r in found] == ["技术类别：限制出口技术（X）", "有中国当事人：是"]
    assert [r.en for r in found] == ["technology class: restricted technology (X)", "a party in the PRC: yes"]
    assert reasons(fact("class", "J"), the_facts(), VOCABULARY) == ()


def classes(*technologies: tuple[str, ...], decided: Outcome, regimes: tuple[RegimeResult, ...] = ()) -> list[str]:
    found = decided_technologies(a_classification(*technologies, decided=decided, regimes=regimes))
    return ["+".join(t.classes) for t in found]


def test_a_decision_replaces_the_class() -> None:
    assert classes(("UNK",), decided=Outcome.FREE) == ["F"]
    assert classes(("X", "US"), decided=Outcome.FREE) == ["F+US"]
    assert classes(("UNK",), decided=Outcome.RESTRICTED) == ["X"]
    assert classes(("X", "UNK"), decided=Outcome.RESTRICTED) == ["X"]
    assert classes(("X",), decided=Outcome.NOT_APPLICABLE) == [""]


def test_a_decision_about_several_technologies_touches_only_what_it_must() -> None:
    assert classes(("J",), ("F",), decided=Outcome.RESTRICTED) == ["X", "F"]
    assert classes(("J",), ("X",), decided=Outcome.PROHIBITED) == ["J", "X"]
    assert classes(("UNK",), ("F",), decided=Outcome.RESTRICTED) == ["X", "F"]


def test_another_open_regime_keeps_the_matter_unsettled() -> None:
    open_one = RegimeResult("cn-dual-use", Outcome.INDETERMINATE, None)
    assert classes(("UNK",), decided=Outcome.FREE, regimes=(open_one,)) == ["F+UNK"]


def test_without_technologies_the_class_is_unsettled() -> None:
    assert decided_technologies(a_classification())[0].classes == ("UNK",)


JUNE = dt.date(2026, 6, 1)
LETTER = Approval("issued", issued_on=dt.date(2026, 2, 1), expires_on=JUNE)


@pytest.mark.parametrize(
    ("contract", "loi", "licence", "fires"),
    [
        (Contract(status="draft"), LETTER, Approval(), {"G-01"}),
        (Contract(status="draft"), Approval(), Approval(), {"G-01"}),
        (Contract(status="draft"), Approval("issued"), Approval(), set[str]()),
        (Contract(status="draft"), LETTER, Approval("issued"), set[str]()),
        (Contract(status="signed", date=dt.date(2026, 3, 1)), LETTER, Approval(), set[str]()),
        (Contract(status="terminated", date=dt.date(2026, 3, 1)), LETTER, Approval(), set[str]()),
        (Contract(status="signed", date=dt.date(2026, 7, 1)), LETTER, Approval(), {"G-04"}),
        (Contract(status="signed", date=dt.date(2026, 3, 1)), Approval("none"), Approval(), {"G-04"}),
    ],
)
def test_the_gate_of_the_letter_follows_the_day_of_signature(
    contract: Contract, loi: Approval, licence: Approval, fires: set[str]
) -> None:
    matter = Matter(as_of=dt.date(2026, 11, 20), contract=contract, loi=loi, licence=licence)
    facts, store = the_facts(matter, "X"), read_store(bundled_library(), None)
    assert {r.id for r in store.conflict_rules if r.id in ("G-01", "G-04") and holds(r.when, facts)} == fires


def test_an_approval_past_its_last_day_is_expired_on_this_floor_too() -> None:
    lapsed = Approval("issued", expires_on=JUNE)
    words = the_facts(Matter(as_of=dt.date(2026, 11, 20), loi=lapsed, licence=lapsed), "X").words
    assert (words["loi"], words["licence"]) == ({"expired"}, {"expired"})
