"""Across the table: ladder, moves, profile by family, deviations, log, derived values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import a_classification, a_matter, a_step

from catalogue.matter import Matter, NegotiationStep
from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from clause_library.derived import derived_values
from clause_library.model import VARIANTS
from clause_library.negotiate import ladder, move, with_choice
from clause_library.select import OUT, select
from clause_library.store import bundled_library, read_store

STORE = read_store(bundled_library())
X = a_classification(("X",))


def matter(**choices: object) -> Matter:
    made = a_matter("PL", loi="issued")
    return replace(made, clauses=replace(made.clauses, **choices))  # type: ignore[arg-type]


def positions(made: Matter) -> dict[str, str]:
    return {c.id: c.variant for c in select(made, X, STORE).clauses}


@pytest.mark.parametrize("name", list(STORE.clauses))
def test_every_ladder_ends_and_each_rung_names_its_price(name: str) -> None:
    clause = STORE.clauses[name]
    for position in clause.variants:
        rungs = ladder(clause, position)
        assert len({r.position for r in rungs}) == len(rungs) < len(VARIANTS)
        assert position not in {r.position for r in rungs}
        assert all(r.gives_up.zh and r.gives_up.en for r in rungs)
    assert ladder(clause, "nowhere") == ()


def test_the_profile_sets_families_and_a_choice_beats_it() -> None:
    made = matter(position="balanced", families=(("C", "exporter"),), chosen=(("LIC-05", "counterparty"),))
    found = positions(made)
    assert found["LIC-02"] == "exporter"
    assert found["LIC-05"] == "counterparty"
    assert found["CHG-02"] == "balanced"


def test_choices_that_depart_from_the_proposal_are_told() -> None:
    balanced = (("LIC-07", "balanced"), ("CHG-02", "balanced"))
    made = matter(chosen=(("LIC-05", "counterparty"), ("PTY-01", OUT), ("LIC-02", OUT), *balanced))
    told = {d.id: (d.kind, d.proposed, d.chosen) for d in select(made, X, STORE).deviations}
    assert told == {
        "LIC-05": ("position", "balanced", "counterparty"),
        "PTY-01": ("left_out", "balanced", OUT),
        "LIC-02": ("kept", "balanced", OUT),
        "LIC-07": ("refused", "balanced", "balanced"),
    }


def test_a_move_tells_conflicts_it_raises_and_settles() -> None:
    contract = ((4, "The Licensee warrants compliance with all sanctions administered by OFAC."),)
    base = matter(chosen=(("PTY-08", OUT),))
    first = select(base, X, STORE, contract=contract)
    assert "PTY-08" in {c.id for c in first.clauses}  # mandatory with such words in the contract: kept
    gone = move(matter(), X, STORE, "PTY-01", OUT)
    assert gone.was == "balanced"
    assert gone.now == ""
    assert gone.dropped == ("PTY-01",)
    swapped = move(matter(), X, STORE, "LIC-05", "exporter")
    assert (swapped.was, swapped.now, swapped.brought, swapped.dropped) == ("balanced", "exporter", (), ())
    assert [r.position for r in swapped.ladder] == ["balanced", "counterparty"]
    assert move(matter(position="exporter"), X, STORE, "CHG-02", "balanced").raised == ()


def test_a_move_that_makes_the_periods_cross_raises_their_conflict() -> None:
    short = (("CHG-01.fm_stop_days", "30"), ("CHG-02.pause_days", "60"))
    without = matter(variables=short, chosen=(("CHG-01", OUT),))
    brought = move(without, X, STORE, "CHG-01", "balanced")
    assert brought.brought == ("CHG-01",)
    assert "K-14" in {c.rule for c in brought.raised}
    back = move(matter(variables=short), X, STORE, "CHG-01", OUT)
    assert "K-14" in {c.rule for c in back.settled}


@pytest.mark.parametrize(("name", "choice"), [("LIC-99", "balanced"), ("LIC-05", "friendly"), ("LIC-05", "")])
def test_a_move_that_cannot_be_is_refused(name: str, choice: str) -> None:
    with pytest.raises(BadInput):
        move(matter(), X, STORE, name, choice)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(STORE.clauses)), st.sampled_from((*VARIANTS, OUT))), max_size=5))
def test_moves_there_and_back_change_nothing(steps: list[tuple[str, str]]) -> None:
    made = matter()
    before = select(made, X, STORE)
    for name, choice in steps:
        if choice == OUT or choice in STORE.clauses[name].variants:
            made = replace(made, clauses=with_choice(made.clauses, name, choice))
    for name, _ in steps:
        made = replace(made, clauses=with_choice(made.clauses, name, ""))
    assert select(made, X, STORE) == before


def test_the_log_is_kept_in_the_matter_file(tmp_path: Path) -> None:
    state = MatterFile.new(dt.date(2026, 11, 21), path=tmp_path / "m.yaml")
    step = NegotiationStep("LIC-05", "exporter", "balanced", "王律师", dt.date(2026, 11, 20), "对方要求")
    state = state.log_move(step).log_move(replace(step, was="balanced", now=OUT, note=""))
    state = state.set_family_position("D", "exporter")
    again = MatterFile.from_text(state.text)
    assert again.matter.clauses.log == (step, replace(step, was="balanced", now=OUT, note=""))
    assert again.matter.clauses.families == (("D", "exporter"),)
    assert again.set_family_position("D", "").matter.clauses.families == ()


@pytest.mark.parametrize(
    "line", ["families: {Z: exporter}", "families: {D: friendly}", "log: [{clause: LIC-05}]", "log: [{now: out}]"]
)
def test_faults_of_the_block_are_told_with_their_line(line: str) -> None:
    text = f"matter: {{as_of: 2026-11-21}}\nclauses:\n  {line}\n"
    with pytest.raises(BadInput) as bad:
        MatterFile.from_text(text)
    assert bad.value.problems[0].line == 3


def test_derived_values_name_their_parts() -> None:
    steps = a_classification(("X",), obligations=(a_step("loi-decision", 30), a_step("licence-decision", 15)))
    found = derived_values(a_matter("PL"), steps, STORE.clauses.values())
    least = next(d for d in found if (d.clause, d.variable) == ("LIC-05", "long_stop_days"))
    assert least.value.zh == "45个工作日"
    assert "30" in least.why.en
    assert "15" in least.why.en
    dated = replace(a_matter("PL"), loi=replace(a_matter("PL").loi, expires_on=dt.date(2026, 12, 15)))
    assert [d.value.zh for d in derived_values(dated, X, ())] == ["2026年12月15日"]
    assert derived_values(a_matter("PL"), X, ()) == ()
