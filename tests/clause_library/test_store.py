"""The store: bundled tables, overlay of the user's folder, and one bad clause never takes others down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from library_samples import LIC_02, LIC_03, make_library

from catalogue.problems import BadInput
from clause_library.store import Store, bundled_library, read_store


@pytest.fixture(scope="module")
def store() -> Store:
    return read_store(bundled_library())


def test_the_matrix_has_every_clause_and_its_totals(store: Store) -> None:
    assert len(store.matrix) == 72
    totals = {
        "PL": (17, 39, 11, 5, 0), "KH": (22, 44, 4, 2, 0), "TS": (17, 42, 10, 3, 0), "RD": (23, 42, 7, 0, 0),
        "SA": (20, 37, 11, 4, 0), "EQ": (23, 38, 9, 2, 0), "SE": (24, 37, 8, 3, 0), "EM": (7, 8, 17, 34, 6),
        "DI": (12, 30, 24, 6, 0),
    }  # fmt: skip
    for kind, expected in totals.items():
        cells = [row.kinds[kind] for row in store.matrix.values()]
        words = ("mandatory", "recommended", "optional", "not_offered", "never")
        assert tuple(cells.count(w) for w in words) == expected, kind


def test_packs_name_known_clauses_only(store: Store) -> None:
    assert set(store.packs) == {"J", "X", "F", "DU", "US", "EU", "UNK"}
    for pack in store.packs.values():
        assert set(pack.names) <= set(store.matrix)
    assert "LIC-02" in store.packs["J"].never


def test_the_fourteen_clauses_are_there_and_clean(store: Store) -> None:
    assert store.problems == ()
    assert set(store.clauses) >= {
        *("DEF-01", "CLS-03", "CLS-05", "LIC-01", "LIC-02", "LIC-03", "LIC-05"),
        *("LIC-07", "PTY-01", "PTY-02", "PTY-08", "CHG-01", "CHG-02", "EXT-01"),
    }


def test_library_order_is_by_family(store: Store) -> None:
    assert store.order(["EXT-01", "DEF-01", "LIC-02", "CLS-05"]) == ("DEF-01", "CLS-05", "LIC-02", "EXT-01")


def test_a_bad_clause_is_left_out_with_its_problem(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "lib", LIC_02=LIC_02.replace("family: C", "family: Q"), LIC_03=LIC_03)
    store = read_store(folder)
    assert list(store.clauses) == ["LIC-03"]
    assert [p.file for p in store.problems] == ["clauses/LIC-02.yaml"]


def test_the_users_folder_replaces_and_adds_whole_clauses(tmp_path: Path) -> None:
    bundled = make_library(tmp_path / "lib")
    user = tmp_path / "user"
    (user / "clauses").mkdir(parents=True)
    (user / "clauses" / "LIC-03.yaml").write_text(
        LIC_03.replace("签署即生效的条款束", "我所的条款束"), encoding="utf-8"
    )
    own = LIC_03.replace("id: LIC-03", "id: OWN-01").replace("family: C", "family: D")
    (user / "clauses" / "OWN-01.yaml").write_text(own, encoding="utf-8")
    store = read_store(bundled, user)
    assert store.problems == ()
    assert store.clauses["LIC-03"].title.zh == "我所的条款束"
    assert list(store.clauses) == ["LIC-02", "LIC-03", "OWN-01"]


def test_a_broken_file_of_the_user_leaves_the_bundled_clause(tmp_path: Path) -> None:
    bundled = make_library(tmp_path / "lib")
    user = tmp_path / "user" / "clauses"
    user.mkdir(parents=True)
    (user / "LIC-03.yaml").write_text("id: [", encoding="utf-8")
    store = read_store(bundled, user.parent)
    assert "LIC-03" in store.clauses
    assert len(store.problems) == 1


def test_an_unknown_and_an_undrafted_clause_are_told_apart(store: Store) -> None:
    assert store.clause("lic-02").id == "LIC-02"
    with pytest.raises(BadInput, match="not in this library yet"):
        replace(store, clauses={k: c for k, c in store.clauses.items() if k != "LIC-04"}).clause("LIC-04")
    with pytest.raises(BadInput, match="no clause 'ABC-99'"):
        store.clause("ABC-99")


def test_a_users_rule_replaces_one_by_id_and_bad_patterns_are_told(tmp_path: Path) -> None:
    bundled = make_library(tmp_path / "lib")
    user = tmp_path / "user"
    user.mkdir()
    rule = "rules:\n  - {id: K-02, severity: note, text: {zh: a, en: b}, repair: {zh: a, en: b}, contract: ['(']}\n"
    (user / "conflicts.yaml").write_text(rule, encoding="utf-8")
    store = read_store(bundled, user)
    assert next(r for r in store.conflict_rules if r.id == "K-02").severity == "note"
    assert any("is not a pattern" in p.message and p.file == "user/conflicts.yaml" for p in store.problems)


def test_a_compiled_library_is_the_library(tmp_path: Path) -> None:
    plain = read_store(bundled_library())
    for _ in range(2):
        assert read_store(bundled_library(), None, tmp_path) == plain
    assert len(list((tmp_path / "clauses").glob("*.json"))) == len(plain.records)


def test_what_is_compiled_follows_the_files(tmp_path: Path) -> None:
    bundled = make_library(tmp_path / "lib")
    cache = tmp_path / "cache"
    path = bundled / "clauses" / "LIC-03.yaml"
    before = read_store(bundled, None, cache)
    text = path.read_text("utf-8")
    title = before.clauses["LIC-03"].title.en
    path.write_text(text.replace(title, "Another title"), "utf-8")
    assert read_store(bundled, None, cache).clauses["LIC-03"].title.en == "Another title"
    path.write_text(text + "\nunheard: of\n", "utf-8")
    for _ in range(2):
        faulty = read_store(bundled, None, cache)
        assert "LIC-03" not in faulty.clauses
        assert any("unheard" in str(problem) for problem in faulty.problems)
    path.write_text(text, "utf-8")
    assert read_store(bundled, None, cache) == before


def test_a_damaged_cache_is_read_anew(tmp_path: Path) -> None:
    bundled, cache = make_library(tmp_path / "lib"), tmp_path / "cache"
    before = read_store(bundled, None, cache)
    for path in (cache / "clauses").glob("*.json"):
        path.write_bytes(path.read_bytes()[:-40])
    assert read_store(bundled, None, cache) == before
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    assert read_store(bundled, None, in_the_way) == before
