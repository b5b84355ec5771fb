"""The rules name only facts and words that somebody gives them: a misspelt one would silence a rule of law for good."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from catalogue.matter import (
    APPROVAL_STATUSES,
    CONTRACT_STATUSES,
    DIRECTIONS,
    MODES,
    REGISTRATION_STATUSES,
    TRISTATE,
    Matter,
    Owner,
)
from catalogue.matterschema import FLAGS, PAPERS
from catalogue.regimes.facts import facts_of
from catalogue.regimes.foreign_facts import band, held_share
from catalogue.results import Outcome
from catalogue.rules import Rules, bundled_rules, read_rules
from catalogue.when import When

RULES: Rules = read_rules(bundled_rules())
OUTCOME_WORDS = frozenset(o.value for o in Outcome)
YES_NO = frozenset({"yes", "no"})
ASKED = YES_NO | {"unknown"}
PASSED = frozenset({"loi_filed", "loi_issued", "signed", "licence_filed", "licensed", "in_effect", "none"})
SIGNING = frozenset({"not_yet", "in_time", "without_loi", "before_loi", "after_loi", "unproven"})
WORDS: dict[str, frozenset[str]] = {
    "route": OUTCOME_WORDS,
    "cn_tech": OUTCOME_WORDS,
    "dual_use": OUTCOME_WORDS | {"absent"},
    "duty": frozenset(duty.id for duty in RULES.duties),
    "cn_content": frozenset({"reached", "below", "absent"}),
    "outbound": YES_NO,
    "prc_party": YES_NO,
    "terminated": YES_NO,
    "mode": frozenset(MODES) | {"unknown"},
    "direction": frozenset(DIRECTIONS) | {"unknown"},
    "status": frozenset(CONTRACT_STATUSES) | {"unknown"},
    "paper": frozenset(PAPERS),
    "loi": frozenset(APPROVAL_STATUSES),
    "licence": frozenset(APPROVAL_STATUSES),
    "registration": frozenset(REGISTRATION_STATUSES),
    "signing": SIGNING,
    "passed": PASSED,
    **dict.fromkeys(("royalty", "intra_group", "outward_ip", "state_project_ip"), ASKED),
    **dict.fromkeys(("military_end_use", "wmd_risk"), frozenset(TRISTATE)),
    **dict.fromkeys(FLAGS, ASKED | {"absent"}),
}
PLACES = ("destination", "reach")
OF_NOBODY = ("never",)
"""Facts no matter has: what needs one waits for its question."""


def conditions() -> Iterator[tuple[str, When]]:
    """Every condition of the rules about PRC law, with the id of its rule."""
    for key, notice in RULES.notices.items():
        if notice.when is not None:
            yield key, notice.when
    for step in RULES.steps:
        yield step.id, step.when
        if step.done is not None:
            yield step.id, step.done
        yield from ((step.id, paper.when) for paper in step.documents)
    for duty in (*RULES.duties, *RULES.bans, *RULES.extraterritorial):
        yield from ((duty.id, when) for when in (duty.when, duty.needed))


@pytest.mark.parametrize(("rule", "when"), tuple(conditions()))
def test_every_condition_can_hold(rule: str, when: When) -> None:
    for fact, words in when.needs:
        if fact in PLACES:
            assert all(re.fullmatch("[A-Z]{2}", word) for word in words), rule
        elif fact not in OF_NOBODY:
            assert words <= WORDS[fact], (rule, fact)


def test_the_words_are_those_of_the_facts() -> None:
    """What `facts_of` gives an empty matter lies within the words above, so that the table is no second opinion."""
    for fact, given in facts_of(Matter(as_of=dt.date(2026, 11, 20))).items():
        if fact in WORDS:
            assert given <= WORDS[fact], fact


def test_every_question_and_notice_a_rule_names_is_there() -> None:
    for duty in (*RULES.duties, *RULES.bans, *RULES.extraterritorial):
        assert duty.question in RULES.questions
        assert RULES.questions[duty.question].settled_by == "yes_no"
    assert {f"catch_all-{fact}" for fact in RULES.word_lists["catch_all"]} <= set(RULES.notices)
    assert all(WORDS.get(fact, ASKED) >= {"yes"} for fact in RULES.word_lists["catch_all"])


def test_every_fact_of_a_foreign_rule_is_given_or_set_before_it() -> None:
    """`answer_ID` is given where the question is asked in the same rule or in one above it."""
    given = {
        *facts_of(Matter(as_of=dt.date(2026, 11, 20))),
        *RULES.foreign.defaults,
        *("exporter_in", "party_in", "owner_in", "origin_in", "country_in", "further_in"),
        *("us_content", "names_list", "listed_in", "owners", "us_share", "us_items", "us_direct_product"),
        *("public_domain", "said_unlisted", "code", "subject", "subject_e", "receiving_group", "captured"),
        *("verdict", "role", "chart", "group", "footnote", "cell", "scope", "exception"),
        *("list", "match", "who", "taken", "denial", "affiliates_share", "ofac_share", "outcome"),
        *(f"rule_{phase}" for phase in RULES.foreign.phases),
    }
    unknown: list[tuple[str, str]] = []
    for regime in RULES.foreign.regimes:
        known = set(given)
        for rule in (r for r in RULES.foreign.rules if r.regime == regime.id):
            known |= {f"answer_{rule.ask}"} if rule.ask else set()
            unknown += [(rule.id, fact) for fact, _ in rule.when.needs if fact not in known]
            known |= {name for name, _ in rule.sets}
    assert unknown == []


SHEET = {
    "loi-decision": (30, "working", "loi_filed"),
    "loi-forwarding": (5, "working", "loi_filed"),
    "licence-decision": (15, "working", "licence_filed"),
    "registration": (60, "calendar", "effective"),
    "registration-royalty": (60, "calendar", "royalty_base"),
    "registration-certificate": (3, "working", "registration_filed"),
    "dual-use-licence": (45, "working", ""),
    "dual-use-change": (20, "working", ""),
    "loi-extension": (30, "working", "loi_expires"),
}
"""Periods of TIER 32, 34(2) and 38, of the registration measures 6 and 7, of DUR 17 and 18, of the measures of 2009."""
GATES = {
    "stop",
    "secrecy-review",
    "state-project-approval",
    "loi-application",
    "loi-decision",
    "ip-transfer-review",
    "negotiation-gate",
    "licence-decision",
    "effectiveness",
    "relicence",
    "dual-use-stop",
    "dual-use-licence",
    "dual-use-check",
    "cryptography-licence",
    "data-security-assessment",
    "personal-data-route",
    "genetic-resources-report",
    "foreign-filing-review",
    "hold",
}


def test_periods_and_gates_are_those_of_the_law() -> None:
    found = {s.id: (s.days, s.day_kind, s.starts) for s in RULES.steps if s.days is not None}
    assert found == SHEET
    assert {s.id for s in RULES.steps if s.gate} == GATES
    assert [s.id for s in RULES.steps if s.counts == "before"] == ["loi-extension"]


def test_days_on_which_a_state_changes_are_those_of_the_announcements() -> None:
    until = {measure.id: (measure.until.isoformat(), {e for _, e in measure.editions}) for measure in RULES.measures}
    assert until == {
        "F-90": ("2026-11-10", {"2025-55", "2025-56", "2025-57", "2025-58", "2025-61", "2025-62"}),
        "F-91": ("2026-11-09", {"affiliates"}),
        "F-92": ("2026-11-27", {"2024-46"}),
    }
    phases = [(p.since.isoformat(), p.state) for p in RULES.foreign.phases["F-91"]]
    assert phases == [("2025-09-29", "in_force"), ("2025-11-10", "suspended")]
    starts = {law: [v.since.isoformat() for v in RULES.instruments[law].versions] for law in ("tier", "ecl", "dur")}
    assert starts == {"tier": ["2020-11-29"], "ecl": ["2020-12-01"], "dur": ["2024-12-01"]}
    clauses = {
        rule.id: (rule.since.isoformat(), rule.until.isoformat())
        for rule in RULES.foreign.rules
        if rule.id in ("eu-12g", "eu-12g-old", "eu-12g-after", "eu-12ga", "eu-12ga-run-off", "eu-12ga-after", "eu-12gb")
    }
    assert clauses == {
        "eu-12g": ("2024-03-20", "9999-12-31"),
        "eu-12g-old": ("2024-03-20", "2025-01-10"),
        "eu-12g-after": ("2025-01-11", "9999-12-31"),
        "eu-12ga": ("2024-12-26", "9999-12-31"),
        "eu-12ga-run-off": ("2024-12-26", "2025-06-26"),
        "eu-12ga-after": ("2025-06-27", "9999-12-31"),
        "eu-12gb": ("2024-12-26", "9999-12-31"),
    }


def test_country_lists_and_shares_are_those_of_the_regulations() -> None:
    words = RULES.foreign.words
    assert words["eu_partners"] == {"US", "JP", "GB", "KR", "AU", "CA", "NZ", "NO", "CH"}
    assert len(RULES.word_lists["eu_countries"]) == 27
    assert not RULES.word_lists["eu_countries"] & (words["eu_partners"] | words["blocked"] | {"GB", "LI", "IS"})
    assert words["military_all"] == {"RU", "BY"}
    assert (RULES.foreign.bands["us_share"], RULES.foreign.bands["ownership"]) == ((10, 25), (50,))
    assert RULES.word_lists["content_floor"] == {"0.1"}
    assert RULES.word_lists["one_off_modes"] <= set(MODES)
    assert RULES.word_lists["catch_all"] == {"wmd_risk", "military_end_use", "informed_by_authority"}


def test_a_rule_runs_on_its_first_and_last_day_and_a_contract_of_the_first_new_day_is_new() -> None:
    rules = {rule.id: rule for rule in RULES.foreign.rules}
    new, old = rules["eu-12g"], rules["eu-12g-old"]
    signed = [dt.date(2023, 12, 18), dt.date(2023, 12, 19)]
    assert [new.applies_on(dt.date(2024, 3, 20), day) for day in signed] == [False, True]
    assert [old.applies_on(dt.date(2024, 3, 20), day) for day in signed] == [True, False]
    days = [dt.date(2024, 3, 19), dt.date(2024, 3, 20), dt.date(2025, 1, 10), dt.date(2025, 1, 11)]
    assert [old.applies_on(day, signed[0]) for day in days] == [False, True, True, False]
    assert [one.applies_on(days[2], None) for one in (new, old)] == [True, False]


def test_a_share_at_a_limit_is_within_de_minimis_and_reaches_the_ownership_rule() -> None:
    limits, share = RULES.foreign.bands["us_share"], Fraction
    bands = [band(limits, share(text)) for text in ("0", "0.1", "10", "10.01", "25", "25.01")]
    assert bands == ["zero", "to_10", "to_10", "to_25", "to_25", "above_25"]
    (half,) = RULES.foreign.bands["ownership"]
    owners = [Owner("甲", share="30 %"), Owner("乙", share="19.99 %")]
    assert [held_share(some, half)[0] for some in (owners, [*owners, Owner("丙", share="0.01 %")])] == [
        "below",
        "reached",
    ]
    assert held_share([*owners, Owner("丁")], half)[0] == "unknown"
