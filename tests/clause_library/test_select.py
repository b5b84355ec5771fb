"""Selection: candidates by trigger or pack, strength by kind, the user's choices, dependencies, reasons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import LIC_02, LIC_03, a_classification, a_matter, a_step, make_library

from catalogue.matter import KINDS, Matter
from catalogue.problems import BadInput
from catalogue.results import Classification, Outcome
from clause_library.model import CLASSES, VARIANTS, Selection
from clause_library.select import select
from clause_library.store import Store, bundled_library, read_store
from clause_library.strength import papers, strength_of
from clause_library.triggers import ClassedTechnology

X = a_classification(("X",))
J = a_classification(("J",), outcome=Outcome.PROHIBITED)
UNK = a_classification(("UNK",), outcome=Outcome.INDETERMINATE)
F = a_classification(("F",), outcome=Outcome.FREE)
STORE = read_store(bundled_library())
FOURTEEN = tuple(STORE.clauses)


@pytest.fixture(scope="module")
def store() -> Store:
    return STORE


def ids(selection: Selection) -> list[str]:
    return [c.id for c in selection.clauses]


def priorities(selection: Selection) -> dict[str, str]:
    return {c.id: c.priority for c in selection.clauses}


def why(selection: Selection, name: str, lang: str = "zh") -> str:
    items = (*selection.clauses, *selection.offered, *selection.excluded)
    return "；".join(w.in_language(lang) for w in next(i.because for i in items if i.id == name))


def test_restricted_patent_licence(store: Store) -> None:
    selection = select(a_matter("PL", loi="issued"), X, store)
    chosen = priorities(selection)
    for name in ("LIC-01", "LIC-02", "LIC-03", "LIC-05"):
        assert chosen[name] == "mandatory"
    for name in ("DEF-01", "CHG-01", "CHG-02", "EXT-01", "PTY-01", "PTY-02"):
        assert chosen[name] == "recommended"
    assert "LIC-07" not in chosen
    assert "CLS-05" not in chosen
    assert ids(selection) == list(store.order(ids(selection)))
    assert not [c for c in selection.conflicts if c.severity == "error"]


def test_every_clause_is_in_exactly_one_list_with_a_reason_in_both_languages(store: Store) -> None:
    for classification in (X, J, UNK, F, a_classification(("X", "DU", "US"))):
        selection = select(a_matter("KH"), classification, store)
        everything = (*selection.clauses, *selection.offered, *selection.excluded)
        names = [item.id for item in everything]
        assert len(names) == len(set(names))
        assert set(store.clauses) <= set(names)
        assert all(item.because and all(w.zh and w.en for w in item.because) for item in everything)


def test_the_long_stop_is_only_recommended_in_services(store: Store) -> None:
    assert priorities(select(a_matter("TS"), X, store))["LIC-05"] == "recommended"


def test_pack_clauses_not_drafted_are_excluded_as_not_in_this_library(store: Store) -> None:
    absent = {"LIC-04", "LIC-06", "ACC-06", "BLR-01"}
    smaller = replace(store, clauses={name: c for name, c in store.clauses.items() if name not in absent})
    selection = select(a_matter("PL"), X, smaller)
    missing = {e.id: e for e in selection.excluded if "not in this library" in [w.en for w in e.because]}
    assert absent <= set(missing)
    assert missing["LIC-04"].because[0].zh == "本条款库尚无本条"


def test_several_kinds_take_the_strongest_cell(store: Store) -> None:
    assert priorities(select(a_matter("TS", "PL"), X, store))["LIC-05"] == "mandatory"


def test_without_a_kind_the_records_own_priority_counts(store: Store) -> None:
    chosen = priorities(select(a_matter(), X, store))
    assert chosen["LIC-02"] == "mandatory"
    assert chosen["LIC-05"] == "recommended"


def test_restricted_without_letter_of_intent_lic_01_first_and_the_gate_told(store: Store) -> None:
    selection = select(a_matter("PL", loi="none"), X, store)
    assert ids(selection)[0] == "LIC-01"
    assert {"LIC-02", "LIC-03", "LIC-05"} <= set(ids(selection))
    (gate,) = [c for c in selection.conflicts if c.rule == "G-01"]
    assert gate.severity == "error"


def test_prohibited_offers_the_carve_out_and_refuses_licence_clauses(store: Store) -> None:
    selection = select(a_matter("PL"), J, store)
    chosen = priorities(selection)
    assert chosen["CLS-05"] == "mandatory"
    assert chosen["CLS-03"] == "recommended"
    assert not [name for name in chosen if name.startswith("LIC")]
    assert "CLS-05" in why(selection, "LIC-02")
    assert [c.rule for c in selection.conflicts if c.severity == "error"] == ["G-02"]


def test_a_licence_clause_chosen_for_prohibited_technology_is_refused_with_k03(store: Store) -> None:
    selection = select(a_matter("PL", chosen={"LIC-02": "exporter"}), J, store)
    assert "LIC-02" not in ids(selection)
    assert "未予采纳" in why(selection, "LIC-02")
    (conflict,) = [c for c in selection.conflicts if c.rule == "K-03"]
    assert conflict.clauses == ("CLS-05", "LIC-02")
    assert "CLS-05" in conflict.repair.en


def test_never_holds_for_the_prohibited_technology_only(store: Store) -> None:
    selection = select(a_matter("PL", loi="issued"), a_classification(("J",), ("X",)), store)
    assert {"CLS-05", "LIC-02", "LIC-03"} <= set(ids(selection))
    assert not [c for c in selection.conflicts if c.rule == "K-03"]


def test_one_technology_that_is_prohibited_and_dual_use_gets_no_licence_clause(store: Store) -> None:
    assert not [n for n in ids(select(a_matter("PL"), a_classification(("J", "DU")), store)) if n.startswith("LIC")]


def test_unsettled_technology(store: Store) -> None:
    selection = select(a_matter("SA"), UNK, store)
    chosen = priorities(selection)
    assert chosen["CLS-03"] == "recommended"
    assert chosen["LIC-01"] == "mandatory"
    assert "LIC-02" not in chosen
    assert chosen["CHG-04"] == "mandatory"
    assert chosen["CLS-04"] == "mandatory"


def test_free_technology_is_registered(store: Store) -> None:
    chosen = priorities(select(a_matter("PL"), F, store))
    assert chosen["LIC-07"] == "mandatory"
    assert not {"LIC-01", "LIC-02", "LIC-03", "LIC-05"} & set(chosen)


def test_foreign_nexus_brings_the_blocking_saving(store: Store) -> None:
    assert priorities(select(a_matter("KH"), a_classification(("F", "US")), store))["PTY-08"] == "mandatory"


def test_sanctions_words_in_the_contract_bring_the_blocking_saving(store: Store) -> None:
    contract = ((4, "The Licensee shall comply with OFAC rules."),)
    assert "PTY-08" not in ids(select(a_matter("KH"), F, store))
    assert "PTY-08" in ids(select(a_matter("KH"), F, store, contract=contract))


def test_employment_refuses_effectiveness_on_licence(store: Store) -> None:
    selection = select(a_matter("EM"), X, store)
    assert not {"LIC-02", "LIC-03", "LIC-05", "EXT-01"} & set(ids(selection))
    assert "不得列入" in why(selection, "LIC-02")
    assert "must not be inserted" in why(selection, "EXT-01", "en")
    assert {"CHG-04", "DEF-01"} <= set(ids(selection))
    assert "CHG-02" in [o.id for o in selection.offered]


def test_employment_beside_services_is_a_paper_of_its_own(store: Store) -> None:
    assert papers(("EM", "TS")) == (("EM",), ("TS",))
    assert papers(("TS", "EM", "RD")) == (("TS", "RD"), ("EM",))
    assert papers(("PL", "KH")) == (("PL", "KH"),)
    assert papers(()) == ()
    assert "LIC-02" not in ids(select(a_matter("EM", "TS"), X, store))
    assert "LIC-02" in ids(select(a_matter("TS", "EM"), X, store))
    assert "LIC-02" in ids(select(a_matter("EM", "TS"), X, store, kinds=("TS",)))


def test_distribution_of_restricted_technology_is_treated_as_services_with_the_question(store: Store) -> None:
    selection = select(a_matter("DI"), X, store)
    assert priorities(selection)["LIC-02"] == "mandatory"
    assert "请确认" in why(selection, "LIC-02")
    free = select(a_matter("DI"), F, store)
    assert "LIC-07" not in ids(free)
    assert "LIC-07" in [o.id for o in free.offered]


def test_an_offered_clause_goes_in_when_chosen_and_brings_what_it_needs(store: Store) -> None:
    selection = select(a_matter("DI", chosen={"LIC-07": "exporter"}), F, store)
    assert priorities(selection)["LIC-07"] == "optional"
    assert next(c.variant for c in selection.clauses if c.id == "LIC-07") == "exporter"
    assert set(store.clauses["LIC-07"].depends) <= set(ids(selection))


def test_a_clause_that_is_no_candidate_stays_out_whatever_is_chosen(store: Store) -> None:
    selection = select(a_matter("PL", chosen={"LIC-02": "balanced"}), F, store)
    assert "LIC-02" not in ids(selection)
    assert "未予采纳" in why(selection, "LIC-02")
    assert not [c for c in selection.conflicts if c.rule == "K-03"]


def test_recommended_may_be_dropped_mandatory_may_not(store: Store) -> None:
    selection = select(a_matter("PL", chosen={"PTY-02": "out", "LIC-02": "out"}), X, store)
    assert "PTY-02" in [e.id for e in selection.excluded]
    assert "LIC-02" in ids(selection)
    assert "必备" in why(selection, "LIC-02")


def test_a_dropped_clause_that_another_needs_comes_back_with_the_reason(store: Store) -> None:
    selection = select(a_matter("PL", chosen={"DEF-01": "out"}), X, store)
    assert "DEF-01" in ids(selection)
    assert "以本条为前提" in why(selection, "DEF-01")


def test_positions_and_deviations(store: Store) -> None:
    selection = select(a_matter("PL", position="exporter", chosen={"EXT-01": "balanced"}), X, store)
    variants = {c.id: c.variant for c in selection.clauses}
    assert variants["CHG-02"] == "exporter"
    assert variants["EXT-01"] == "balanced"
    assert "按你的选择用平衡立场（原定出口方立场）" in why(selection, "EXT-01")
    assert "出口方立场" not in why(selection, "CHG-02")


@pytest.mark.parametrize(
    ("chosen", "message"),
    [({"LIC-02": "seller"}, "not a variant"), ({"LIK-02": "balanced"}, "no clause 'LIK-02'")],
)
def test_a_choice_that_makes_no_sense_is_bad_input(store: Store, chosen: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        select(a_matter("PL", chosen=chosen), X, store)


def test_a_decision_of_the_lawyer_is_followed(store: Store) -> None:
    decided = a_classification(("UNK",), outcome=Outcome.INDETERMINATE, decided=Outcome.FREE)
    assert "LIC-07" in ids(select(a_matter("PL"), decided, store))
    decided = a_classification(("X",), decided=Outcome.PROHIBITED)
    assert "CLS-05" in ids(select(a_matter("PL"), decided, store))


def test_statutory_duties_raise_dual_use_clauses(store: Store) -> None:
    dual = (ClassedTechnology("a", ("DU",)),)
    assert strength_of("USE-01", store, ("EQ",), ("EQ",), dual).word == "mandatory"
    assert strength_of("USE-01", store, ("EQ",), ("EQ",), ()).word == "optional"
    assert strength_of("ASR-02", store, ("PL",), ("PL",), dual).word == "mandatory"
    assert strength_of("LIC-02", store, ("EM",), ("EM",), dual).word == "never"


def test_conflicts_are_found_in_the_users_contract(store: Store) -> None:
    contract = ((17, "本合同自双方签字盖章之日起生效。"),)
    selection = select(a_matter("PL", loi="issued"), X, store, contract=contract)
    (conflict,) = (c for c in selection.conflicts if c.paragraph is not None)
    assert conflict.rule == "K-01"
    assert conflict.place.startswith("¶17")


def with_steps(*days: int) -> Classification:
    return a_classification(("X",), obligations=tuple(a_step(f"step-{n}", d) for n, d in enumerate(days)))


def test_the_json_has_the_fields_other_programs_rely_on(store: Store) -> None:
    value = select(a_matter("PL", loi="none"), with_steps(30, 15), store).as_json("en")
    assert set(value) == {"clauses", "offered", "excluded", "conflicts", "deviations"}
    first = value["clauses"][0]  # type: ignore[index]
    assert set(first) == {"id", "variant", "priority", "because", "basis", "placement"}
    assert set(value["excluded"][0]) == {"id", "because", "basis"}  # type: ignore[index]
    assert {b["article"] for b in first["basis"]} == {b.article for b in store.clauses[first["id"]].basis}
    assert first["placement"] == {"topic": "T1", "action": "recital"}
    assert set(value["conflicts"][0]) == {"rule", "severity", "clauses", "text", "place", "repair"}  # type: ignore[index]


def test_a_matter_with_nothing_known_still_gets_an_answer(store: Store) -> None:
    selection = select(Matter(as_of=a_matter().as_of), a_classification(outcome=Outcome.INDETERMINATE), store)
    assert "CLS-03" in ids(selection)
    assert "LIC-02" not in ids(selection)


def test_a_need_that_cannot_be_met_takes_the_whole_chain_out(tmp_path: Path) -> None:
    own = LIC_03.replace("id: LIC-03", "id: OWN-01").replace("family: C", "family: D").replace("PL: M", "PL: X")
    bundle = LIC_03.replace("depends: []", "depends: [OWN-01]")
    folder = make_library(tmp_path / "lib", LIC_02=LIC_02, LIC_03=bundle, OWN_01=own)
    selection = select(a_matter("PL"), X, read_store(folder))
    assert ids(selection) == []
    assert "it needs OWN-01" in why(selection, "LIC-03", "en")
    assert "it needs LIC-03" in why(selection, "LIC-02", "en")
    assert {"LIC-02", "LIC-03"} <= set(ids(select(a_matter("KH"), X, read_store(folder))))


@given(
    technologies=st.lists(st.sets(st.sampled_from(CLASSES), min_size=1, max_size=3), min_size=1, max_size=3),
    kinds=st.lists(st.sampled_from(KINDS), unique=True, max_size=3),
    chosen=st.dictionaries(st.sampled_from(FOURTEEN), st.sampled_from((*VARIANTS, "out")), max_size=5),
    position=st.sampled_from(VARIANTS),
    loi=st.sampled_from(("", "none", "issued")),
)
@settings(max_examples=150, deadline=None)
def test_laws_of_selection(
    technologies: list[set[str]], kinds: list[str], chosen: dict[str, str], position: str, loi: str
) -> None:
    classes = [tuple(c for c in CLASSES if c in t) for t in technologies]
    selection = select(a_matter(*kinds, position=position, chosen=chosen, loi=loi), a_classification(*classes), STORE)
    names = set(ids(selection))
    lists = (selection.clauses, selection.offered, selection.excluded)
    assert sum(len({i.id for i in items}) for items in lists) == len({i.id for items in lists for i in items})
    for item in selection.clauses:
        clause = STORE.clauses[item.id]
        assert set(clause.depends) <= names
        assert item.variant in clause.variants
        paper = next(iter(papers(tuple(kinds))), ())
        assert all(clause.kinds[kind] != "never" for kind in paper)
    if all("J" in t for t in technologies):
        assert not [name for name in names if name.startswith("LIC")]
    if "LIC-01" in names and any("X" in t for t in technologies) and loi != "issued":
        assert ids(selection)[0] == "LIC-01"


def listed(selection: Selection) -> dict[str, tuple[str, ...]]:
    """What every clause left out or offered says, by id."""
    return {item.id: tuple(w.en for w in item.because) for item in (*selection.offered, *selection.excluded)}


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from(CLASSES), min_size=1, max_size=2, unique=True),
    st.sampled_from(KINDS),
    st.sampled_from(tuple(STORE.clauses)),
    st.sampled_from(VARIANTS),
)
def test_adding_a_choice_removes_no_other_clause_without_naming_a_reason(
    classes: list[str], kind: str, name: str, variant: str
) -> None:
    result = a_classification(tuple(classes))
    before = select(a_matter(kind), result, STORE)
    after = select(a_matter(kind, chosen={name: variant}), result, STORE)
    said = listed(after)
    for gone in set(ids(before)) - set(ids(after)):
        assert any(said[gone])
        assert said[gone] != ("this result does not call for the clause",)
    assert {*ids(after), *said} == {*ids(before), *listed(before)}


@settings(max_examples=12)
@given(
    st.lists(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=2, unique=True), min_size=1, max_size=3),
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True),
    st.randoms(use_true_random=False),
)
def test_the_order_of_facts_changes_nothing(classes: list[list[str]], kinds: list[str], random: Random) -> None:
    chosen = {"LIC-05": "exporter", "USE-07": "balanced", "PTY-03": "out"}
    matter = a_matter(*(k for k in kinds if k != "EM"), chosen=chosen)
    result = a_classification(*map(tuple, classes))
    technologies, regimes = list(result.technologies), list(result.regimes)
    parties, choices = list(matter.parties), list(matter.clauses.chosen)
    for facts in (technologies, regimes, parties, choices):
        random.shuffle(facts)
    shuffled = replace(matter, parties=tuple(parties), clauses=replace(matter.clauses, chosen=tuple(choices)))
    other = replace(result, technologies=tuple(technologies), regimes=tuple(regimes))
    one, two = select(matter, result, STORE), select(shuffled, other, STORE)
    assert [(c.id, c.variant, c.priority) for c in one.clauses] == [(c.id, c.variant, c.priority) for c in two.clauses]
    assert listed(one).keys() == listed(two).keys()
    assert {(c.rule, c.clauses) for c in one.conflicts} == {(c.rule, c.clauses) for c in two.conflicts}


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from(CLASSES), min_size=1, max_size=2, unique=True),
    st.sampled_from([(c.id, k) for c in STORE.clauses.values() for k, word in c.kinds.items() if word == "never"]),
    st.sampled_from(VARIANTS),
)
def test_what_must_not_stand_in_a_kind_is_never_in_whatever_is_chosen(
    classes: list[str], cell: tuple[str, str], variant: str
) -> None:
    name, kind = cell
    selection = select(a_matter(kind, chosen={name: variant}), a_classification(tuple(classes)), STORE)
    assert name not in ids(selection)
    assert any(listed(selection)[name])
    beside = select(a_matter(kind, chosen={name: variant}), a_classification(tuple(classes)), STORE, kinds=(kind, "TS"))
    assert name not in ids(beside)
