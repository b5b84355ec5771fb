"""Repairs: each one offered settles its conflict, and no gate is repaired by a choice."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from library_samples import a_classification, a_matter, a_step

from catalogue.matter import Matter
from catalogue.matterfile import MatterFile
from clause_library.model import Conflict
from clause_library.repairs import BRING_IN, PRINT, VALUE, Repair, chosen_in, make, repairs
from clause_library.select import select
from clause_library.store import bundled_library, read_store

STORE = read_store(bundled_library())
X = a_classification(("X",), obligations=(a_step("loi-decision", 60), a_step("licence-decision", 15)))
BASE = a_matter("PL", loi="issued")


def with_choices(**choices: object) -> Matter:
    return replace(BASE, clauses=replace(BASE.clauses, **choices))  # type: ignore[arg-type]


def fired(matter: Matter, rule: str) -> Conflict:
    return next(c for c in select(matter, X, STORE).conflicts if c.rule == rule)


def test_a_period_below_the_minimum_is_set_to_it() -> None:
    matter = with_choices(variables=(("LIC-05.long_stop_days", "50"),))
    first = repairs(fired(matter, "K-15"), matter, X, STORE)[0]
    assert (first.kind, first.clause, first.variable, first.to) == (VALUE, "LIC-05", "long_stop_days", "75")
    assert "K-15" not in {c.rule for c in select(chosen_in(matter, first), X, STORE).conflicts}


def test_plain_exemptions_are_printed_again() -> None:
    matter = replace(with_choices(plain_exemptions=True), contract=replace(BASE.contract, standard_form=True))
    assert next(r.kind for r in repairs(fired(matter, "K-13"), matter, X, STORE)) == PRINT


def test_gates_have_no_repair() -> None:
    matter = a_matter("PL")
    gate = fired(matter, "G-01")
    assert repairs(gate, matter, X, STORE) == ()


@pytest.mark.parametrize("position", ["exporter", "balanced", "counterparty"])
def test_whatever_is_offered_settles_the_conflict(position: str) -> None:
    variables = (("LIC-05.long_stop_days", "50"), ("CHG-02.pause_days", "365"))
    matter = replace(
        with_choices(position=position, variables=variables, plain_exemptions=True),
        contract=replace(BASE.contract, standard_form=True),
    )
    before = select(matter, X, STORE)
    assert before.conflicts
    for conflict in before.conflicts:
        for repair in repairs(conflict, matter, X, STORE):
            after = select(chosen_in(matter, repair), X, STORE)
            assert (conflict.rule, conflict.place, conflict.text) not in {
                (c.rule, c.place, c.text) for c in after.conflicts
            }
            known = {(c.rule, c.place, c.text) for c in before.conflicts}
            new = {c.rule for c in after.conflicts if (c.rule, c.place, c.text) not in known}
            assert set(repair.raises) == new


def test_a_sentence_of_the_contract_can_be_settled_by_a_clause_only_where_a_trial_says_so() -> None:
    words = ((7, "本合同自双方签字之日起生效。"),)
    effect = next(c for c in select(BASE, X, STORE, contract=words).conflicts if c.rule == "K-01")
    assert effect.paragraph == 7
    for repair in repairs(effect, BASE, X, STORE, words):
        assert "K-01" not in {c.rule for c in select(chosen_in(BASE, repair), X, STORE, contract=words).conflicts}


@pytest.mark.parametrize(
    "repair",
    [Repair(PRINT), Repair(VALUE, "LIC-05", "long_stop_days", "75"), Repair(BRING_IN, "LIC-07", to="balanced")],
)
def test_the_file_is_changed_as_the_trial_was(repair: Repair) -> None:
    file = MatterFile.new(dt.date(2026, 11, 20)).set(("clauses", "plain_exemptions"), True)
    assert make(file, repair).matter.clauses == chosen_in(file.matter, repair).clauses
