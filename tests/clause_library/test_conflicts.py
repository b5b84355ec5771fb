"""Conflict rules: each fires on its signs and stays silent on what resembles them."""

from __future__ import annotations

import pytest

from clause_library.conflictrules import ConflictRule
from clause_library.conflicts import Shortfall, Situation, find_conflicts, sentences
from clause_library.model import Conflict
from clause_library.store import bundled_library, read_store
from clause_library.triggers import Facts

RULES = read_store(bundled_library()).conflict_rules


def rules(name: str) -> list[ConflictRule]:
    return [rule for rule in RULES if rule.id == name]


def fired(
    name: str, *paragraphs: str, clauses: tuple[str, ...] = (), classes: tuple[str, ...] = ("X",), prc: str = "yes"
) -> tuple[Conflict, ...]:
    facts = Facts(
        {
            "class": frozenset(classes),
            "clause": frozenset(clauses),
            "prc_party": frozenset({prc}),
            "loi": frozenset({"issued"}),
        }
    )
    return find_conflicts(rules(name), Situation(facts, tuple(enumerate(paragraphs, 1))))


EFFECTIVE_ON_SIGNING = [
    "本合同自双方签字盖章之日起生效。",
    "本合同经双方法定代表人或授权代表签字并加盖公章后生效。",
    "本协议自签署之日起生效，有效期三年。",
    "本合同一式四份，双方各执两份，自双方签字盖章之日起生效，具有同等法律效力。",
    "合同自双方签订之日起发生法律效力。",
    "This Agreement shall become effective upon signature by both Parties.",
    "This Agreement takes effect on the date on which it is signed by the last Party to sign it.",
    "This Agreement shall enter into force upon execution by the parties.",
    "“Effective Date” means the date of the last signature below.",
    "Upon signature by both parties, this Contract comes into force.",
]
NOT_EFFECTIVE_ON_SIGNING = [
    "本合同自《技术出口许可证》颁发之日起生效。",
    "本合同自双方签字并取得技术出口许可证之日起生效。",
    "第十二条所列条款自签署之日起生效。",
    "本合同由双方签字盖章。",
    "保密义务在本合同终止后继续有效。",
    "The following provisions take effect on signature.",
    "This Agreement takes effect on the day on which the Licence is issued.",
    "The Parties sign this Agreement in two originals.",
    "Termination takes effect on receipt of the notice.",
    "The Effective Date is stated in the Order Form.",
    "Either Party can request a Variation to a Contract which is only effective if in writing and signed by both.",
    "对本合同的修改应当经双方签字盖章后生效。",
]


@pytest.mark.parametrize("text", EFFECTIVE_ON_SIGNING)
def test_k01_fires_on_effectiveness_by_signature(text: str) -> None:
    (conflict,) = fired("K-01", "其他条款。", text, clauses=("LIC-02", "LIC-03"))
    assert conflict.severity == "error"
    assert conflict.clauses == ("LIC-02", "LIC-03")
    assert conflict.place.startswith("¶2 ")
    assert conflict.repair.zh
    assert conflict.repair.en


@pytest.mark.parametrize("text", NOT_EFFECTIVE_ON_SIGNING)
def test_k01_stays_silent_on_other_sentences(text: str) -> None:
    assert fired("K-01", text, clauses=("LIC-02",)) == ()


def test_k01_needs_the_clause_that_replaces_the_sentence() -> None:
    assert fired("K-01", EFFECTIVE_ON_SIGNING[0], clauses=("LIC-07",)) == ()


@pytest.mark.parametrize(
    "text",
    ["本合同自登记之日起生效。", "本合同经商务主管部门备案后生效。", "本合同的生效以完成合同登记为条件。",
     "This Agreement takes effect on registration with the competent authority.",
     "Upon registration of the contract, this Agreement shall become effective."],
)  # fmt: skip
def test_k02_fires_on_effectiveness_by_registration(text: str) -> None:
    (conflict,) = fired("K-02", text, clauses=("LIC-07",), classes=("F",))
    assert conflict.severity == "warning"


@pytest.mark.parametrize(
    "text",
    ["本合同自成立时生效，登记不影响合同生效。", "出口方应当自合同生效之日起60日内办理登记。",
     "Registration is not a condition of effectiveness.",
     "The Exporter shall register within 60 Days after this Agreement takes effect."],
)  # fmt: skip
def test_k02_stays_silent_where_registration_is_no_condition(text: str) -> None:
    assert fired("K-02", text, clauses=("LIC-07",), classes=("F",)) == ()


def test_k03_fires_when_a_licence_clause_meets_prohibited_technology() -> None:
    (conflict,) = fired("K-03", clauses=("CLS-05", "LIC-02"), classes=("J",))
    assert conflict.severity == "error"
    assert conflict.clauses == ("CLS-05", "LIC-02")


@pytest.mark.parametrize(
    "text", ["甲方取得出口许可证后交付该技术。", "Delivery is subject to the issue of an export licence."]
)
def test_k03_fires_on_a_licence_condition_in_the_contract(text: str) -> None:
    assert len(fired("K-03", text, clauses=("CLS-05",), classes=("J",))) == 1


def test_k03_stays_silent_where_a_restricted_technology_needs_the_licence() -> None:
    assert fired("K-03", clauses=("CLS-05", "LIC-02"), classes=("J", "X")) == ()
    assert fired("K-03", "本合同不包括禁止出口的技术。", clauses=("CLS-05",), classes=("J",)) == ()


def test_k04_fires_on_a_foreign_sanctions_warranty_without_saving() -> None:
    assert len(fired("K-04", clauses=("PTY-03",))) == 1
    (conflict,) = fired("K-04", "The Licensee warrants compliance with all sanctions administered by OFAC.")
    assert conflict.clauses == ("PTY-03", "PTY-08")
    assert len(fired("K-04", "乙方保证遵守美国经济制裁规定。")) == 1


def test_k04_stays_silent_with_the_saving_without_a_prc_party_or_without_sanctions() -> None:
    text = "The Licensee warrants compliance with all sanctions administered by OFAC."
    assert fired("K-04", text, clauses=("PTY-08",)) == ()
    assert fired("K-04", text, prc="no") == ()
    assert fired("K-04", "The Licensee keeps records for five years.") == ()
    assert fired("K-04", "Sanctions by the U.S. are left out of account where the blocking rules say so.") == ()


def test_the_gate_fires_until_the_letter_of_intent_is_issued() -> None:
    facts = Facts({"class": frozenset({"X"}), "loi": frozenset({"filed"})})
    (conflict,) = find_conflicts(rules("G-01"), Situation(facts))
    assert "第三十三条第二款" in conflict.text.zh
    assert conflict.severity == "error"
    issued = Facts({"class": frozenset({"X"}), "loi": frozenset({"issued"})})
    assert find_conflicts(rules("G-01"), Situation(issued)) == ()


def test_k15_names_value_and_minimum() -> None:
    facts = Facts({"clause": frozenset({"LIC-05"})})
    short = {"LIC-05.long_stop_days": Shortfall("30", 45)}
    (conflict,) = find_conflicts(rules("K-15"), Situation(facts, (), short))
    assert "30" in conflict.text.zh
    assert "45" in conflict.text.en
    assert conflict.place == "LIC-05.long_stop_days"
    assert find_conflicts(rules("K-15"), Situation(facts, ())) == ()


def test_each_offending_paragraph_is_told_once() -> None:
    found = fired("K-01", EFFECTIVE_ON_SIGNING[0], "x", EFFECTIVE_ON_SIGNING[5], clauses=("LIC-02",))
    assert [c.place.split(" ")[0] for c in found] == ["¶1", "¶3"]


def test_sentences_are_parted_in_both_languages() -> None:
    text = "本合同自签署之日起生效。许可证另行申请；其余不变。The U.S. rule applies here. This is next."
    assert sentences(text) == (
        "本合同自签署之日起生效。",
        "许可证另行申请；",
        "其余不变。",
        "The U.S. rule applies here",
        "This is next.",
    )


def test_a_long_paragraph_is_judged_quickly() -> None:
    text = "本合同自签署 agreement effective upon sign " * 4000
    fired("K-01", text, clauses=("LIC-02",))
