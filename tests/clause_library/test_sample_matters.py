"""Ten matters, from their files through classification, against expectations written by hand.

The expectations (`matters/expected`) were derived from the clause taxonomy and the table of clauses by contract kinds,
clause by clause. A clause that the library does not hold yet counts with the priority it is called for with; one that
comes in only `through` another waits until that one is written.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalogue.engine import Engine, open_engine
from catalogue.home import home_from
from catalogue.matterfile import read_matter
from catalogue.model import Check
from catalogue.packs import Library
from clause_library.model import Listed, Selection
from clause_library.select import select
from clause_library.store import Store, bundled_library, read_store

MATTERS = Path(__file__).parent / "matters"
NAMES = tuple(sorted(path.stem for path in MATTERS.glob("*.yaml")))
KINDS_OF_REASON = {
    "class_forbids": "cannot be licensed",
    "forbidden": "must not be inserted",
    "not_offered": "not offered",
    "not_called": "does not call for the clause",
}
IN = ("mandatory", "recommended", "optional")


def whole(library: Library) -> Library:
    """The library of a user who imported the whole Catalogue: the lidar entry stands for all of it, official."""
    technology = library.catalogues["cn-tech"]
    newest = technology.editions[-1]
    lidar = newest.entry("233914X")
    assert lidar is not None
    points = tuple(replace(p, checked=Check.OFFICIAL) for p in lidar.points)
    full = replace(lidar, checked=Check.OFFICIAL, complete=True, points=points)
    edition = replace(newest, entries=(full,), expected=1, expected_derived=False)
    return replace(library, catalogues={**library.catalogues, "cn-tech": replace(technology, editions=(edition,))})


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(home_from({"CAVEAT_HOME": str(tmp_path_factory.mktemp("home"))}))


@pytest.fixture(scope="module")
def store() -> Store:
    return read_store(bundled_library())


@pytest.fixture(scope="module")
def selections(engine: Engine, store: Store) -> dict[str, tuple[tuple[str, ...], Selection]]:
    """Classes and selection of each matter."""
    complete = replace(engine, library=whole(engine.library))
    found: dict[str, tuple[tuple[str, ...], Selection]] = {}
    for name in NAMES:
        desk = complete if name == "free" else engine
        matter = read_matter(MATTERS / f"{name}.yaml")
        classification = desk.classify(matter)
        found[name] = (classification.classes, select(matter, classification, store))
    return found


def expectation(name: str) -> dict[str, Any]:
    return yaml.safe_load((MATTERS / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))


def kind_of_reason(listed: Listed) -> str:
    english = " / ".join(reason.en for reason in listed.because)
    return next((kind for kind, words in KINDS_OF_REASON.items() if words in english), english)


def fates(selection: Selection) -> dict[str, str]:
    """Each clause with its fate: its priority, `offered`, or the kind of reason it is left out for."""
    found = {c.id: c.priority for c in selection.clauses}
    found |= {o.id: "offered" for o in selection.offered}
    for listed in selection.excluded:
        found[listed.id] = {"optional": "offered"}.get(listed.lacking, listed.lacking) or kind_of_reason(listed)
    return found


def expected_fates(wanted: dict[str, Any]) -> dict[str, str]:
    lists = {**wanted["in"], "offered": wanted["offered"], **wanted["excluded"]}
    return {clause: fate for fate, clauses in lists.items() for clause in clauses}


def test_each_expectation_names_every_clause_once_and_has_its_matter(store: Store) -> None:
    assert len(NAMES) == 10
    for name in NAMES:
        wanted = expectation(name)
        lists = [*wanted["in"].values(), wanted["offered"], *wanted["excluded"].values()]
        named = [clause for clauses in lists for clause in clauses]
        assert sorted(named) == sorted(store.matrix), name


@pytest.mark.parametrize("name", NAMES)
def test_the_selection_is_the_one_expected(
    selections: dict[str, tuple[tuple[str, ...], Selection]], store: Store, name: str
) -> None:
    wanted = expectation(name)
    classes, selection = selections[name]
    assert list(classes) == wanted["classes"]
    through = wanted.get("through", {})
    waiting = {clause for clause, others in through.items() if not set(others) <= set(store.clauses)}
    called = {clause for c in classes for clause in store.packs[c].names}
    expected, found = expected_fates(wanted), fates(selection)
    unwritten = set(store.matrix) - set(store.clauses)
    silent = {clause for clause in unwritten - called if clause not in found}
    for clause in unwritten - silent:
        if found[clause] not in (*IN, "offered"):
            assert expected[clause] not in (*IN, "offered"), clause
    left = {clause: fate for clause, fate in expected.items() if clause not in silent | waiting}
    assert {clause: found.get(clause) for clause in left} == left


@pytest.mark.parametrize("name", NAMES)
def test_the_reasons_are_the_ones_expected(
    selections: dict[str, tuple[tuple[str, ...], Selection]], store: Store, name: str
) -> None:
    _, selection = selections[name]
    items = {i.id: i for i in (*selection.clauses, *selection.offered, *selection.excluded)}
    for clause, words in expectation(name)["because"].items():
        if clause in store.clauses:
            assert words in "；".join(reason.zh for reason in items[clause].because), clause


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_gives_reason_and_basis(
    selections: dict[str, tuple[tuple[str, ...], Selection]], store: Store, name: str
) -> None:
    _, selection = selections[name]
    for item in (*selection.clauses, *selection.offered, *selection.excluded):
        assert item.because
        assert all(reason.zh and reason.en for reason in item.because)
        if item.id in store.clauses:
            assert item.basis == store.clauses[item.id].basis
            assert item.basis
