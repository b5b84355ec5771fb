"""Packs: what is read, what is refused and with which words, overlay and inheritance."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.editions import history, in_force, locate, parse_code, select_editions, state_of
from catalogue.model import Check, Control, LimbTree, Op, State, coverage_of
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.problems import BadInput

PACK = """
id: t-list
title: {zh: 试验目录, en: Test list}
kind: technology-catalogue
jurisdiction: CN
authority: {zh: 部, en: Ministry}
code_pattern: '\\d{6}[JX]'
source: somewhere
editions: ["1", "2"]
"""
QUANTITIES = "quantities: [{id: reach, name: {zh: 距离, en: reach}, dimension: length}]\n"
FIRST = """
id: "1"
title: {zh: 一, en: One}
instrument: 公告1号
status: in_force
effective: 2020-01-01
superseded_on: 2023-01-01
expected_entries: 2
as_of: 2026-11-21
entries:
  - id: t.a
    code: 010101X
    title: {zh: 甲技术, en: A}
    control: restricted
    checked: official
    source: s
    complete: true
    points:
      - no: "5"
        text: {zh: 距离大于2千米}
        limbs: {any: [{quantity: reach, op: gt, value: 2, unit: km}]}
  - id: t.b
    title: {zh: 乙技术}
    source: s
"""
SECOND = """
id: "2"
title: {zh: 二, en: Two}
instrument: 公告2号
status: in_force
effective: 2023-01-01
inherits: "1"
removes: [t.b]
expected_entries: 2
expected_derived: true
as_of: 2026-11-21
entries:
  - id: t.c
    code: 230101J
    title: {zh: 丙技术}
    control: prohibited
    checked: seed
    source: s
events:
  - {kind: added, entry: t.c, date: 2023-01-01, instrument: 公告2号, source: s, checked: seed}
"""


def write_pack(root: Path, **files: str) -> Path:
    folder = root / "t-list"
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"pack": PACK, "quantities": QUANTITIES, "1": FIRST, "2": SECOND} | files
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def library_of(tmp_path: Path, **files: str) -> Library:
    return read_library(write_pack(tmp_path / "packs", **files))


def test_reads_entries_points_and_limbs(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    assert library.problems == ()
    first = library.catalogue("t-list").edition("1")
    assert first is not None
    entry = first.entry("010101x")
    assert entry is not None
    assert entry.control is Control.RESTRICTED
    point = entry.points[0]
    assert point.checked is Check.OFFICIAL
    assert isinstance(point.tree, LimbTree)
    limb = next(point.tree.limbs())
    assert (limb.quantity, limb.op, limb.values, limb.unit) == ("reach", Op.GT, (Fraction(2),), "km")


def test_inheriting_edition_keeps_what_is_not_removed(tmp_path: Path) -> None:
    second = library_of(tmp_path).catalogue("t-list").edition("2")
    assert second is not None
    assert [(e.id, e.inherited_from) for e in second.entries] == [("t.a", "1"), ("t.c", "")]


def test_coverage_is_never_complete_on_a_derived_count(tmp_path: Path) -> None:
    catalogue = library_of(tmp_path).catalogue("t-list")
    for edition in catalogue.editions:
        assert not coverage_of(edition).complete
    assert coverage_of(catalogue.editions[1]).derived


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: {zh: 乙技术}", "titel: {zh: 乙技术}", "t-list/1.yaml:23: 'titel' is not a field of an entry"),
        ("code: 010101X", "code: 01X", "does not fit the codes"),
        ("value: 2,", "value: two,", "'two' is not a number"),
        ("quantity: reach", "quantity: raech", "did you mean 'reach'?"),
        ("op: gt", "op: more", "is not a value of 'op'"),
        ("effective: 2020-01-01", "effective: 2020-02-31", "not a date of the calendar"),
        ("    source: s\n    complete", "    complete", "an entry needs 'source'"),
        ("id: t.b", "id: t.a", "two entries have the id 't.a'"),
        ("status: in_force", "status: inforce", "did you mean 'in_force'?"),
        ("- id: t.b", "- id: t.b\n    id: t.c", "'id' is given twice"),
        ("code: 010101X", "code: 010101X\n    aside: true", "has neither code nor control"),
    ],
)
def test_a_fault_names_file_line_field_and_a_likely_fix(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in FIRST
    library = library_of(tmp_path, **{"1": FIRST.replace(old, new)})
    assert any(words in str(p) for p in library.problems), [str(p) for p in library.problems]
    assert all(p.file.startswith("t-list/") for p in library.problems)
    assert all(p.line > 0 for p in library.problems)


def test_a_bad_edition_is_left_out_whole_and_so_is_what_inherits_from_it(tmp_path: Path) -> None:
    library = library_of(tmp_path, **{"1": FIRST.replace("op: gt", "op: more")})
    assert library.catalogue("t-list").editions == ()
    assert any("inherits from '1', which is not loaded" in str(p) for p in library.problems)


def test_a_bad_pack_takes_no_other_down(tmp_path: Path) -> None:
    root = write_pack(tmp_path / "packs")
    bad = root / "z-list"
    bad.mkdir()
    (bad / "pack.yaml").write_text("id: [", encoding="utf-8")
    library = read_library(root)
    assert list(library.catalogues) == ["t-list"]
    assert "z-list/pack.yaml" in str(library.problems[0])


def test_the_users_edition_overlays_the_bundled_one(tmp_path: Path) -> None:
    bundled = write_pack(tmp_path / "bundled")
    user = write_pack(tmp_path / "user", **{"2": SECOND.replace("丙技术", "丙技术（改）")})
    second = read_library(bundled, user).catalogue("t-list").edition("2")
    assert second is not None
    assert second.entries[-1].title.zh == "丙技术（改）"


def test_states_over_time(tmp_path: Path) -> None:
    catalogue = library_of(tmp_path).catalogue("t-list")
    first, second = catalogue.editions
    assert state_of(first, dt.date(2022, 12, 31)) is State.IN_FORCE
    assert state_of(first, dt.date(2023, 1, 1)) is State.SUPERSEDED
    assert state_of(second, dt.date(2022, 12, 31)) is State.UNKNOWN
    assert in_force(catalogue, dt.date(2023, 1, 1)) == (second,)


def test_a_suspension_that_ran_out_is_stale(tmp_path: Path) -> None:
    periods = "\nperiods: [{state: suspended, since: 2025-11-07, until: 2026-11-10, basis: b}]\n"
    second = library_of(tmp_path, **{"2": SECOND + periods}).catalogue("t-list").edition("2")
    assert second is not None
    days = {"2025-11-06": State.IN_FORCE, "2025-11-07": State.SUSPENDED, "2026-11-10": State.SUSPENDED}
    days["2026-11-11"] = State.STALE
    for day, state in days.items():
        assert state_of(second, dt.date.fromisoformat(day)) is state


def test_choosing_editions(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    day = dt.date(2026, 11, 21)
    assert [e.id for _, e, _ in select_editions(library, as_of=day)] == ["2"]
    assert [e.id for _, e, _ in select_editions(library, edition="all", as_of=day)] == ["1", "2"]
    with pytest.raises(BadInput, match="no edition '3'"):
        select_editions(library, edition="3", as_of=day)
    with pytest.raises(BadInput, match="no catalogue 'x'"):
        select_editions(library, catalogue="x", as_of=day)


@pytest.mark.parametrize(
    ("text", "code", "point"),
    [
        ("203912X(5)", "203912X", "5"),
        ("203912X（5）", "203912X", "5"),
        ("1C117.c.2.b", "1C117", "c.2.b"),
        ("233914X", "233914X", None),
        ("252604X(1)", "252604X", "1"),
    ],
)
def test_codes_may_carry_a_point(text: str, code: str, point: str | None) -> None:
    assert parse_code(text) == (code, point)


def test_locate_by_code_id_and_point(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    day = dt.date(2026, 11, 21)
    for name in ("010101X", "010101x", "t.a", "010101X(5)"):
        found = locate(library, name, as_of=day)
        assert found is not None
        assert (found.edition.id, found.entry.id) == ("2", "t.a")
    assert locate(library, "010101X(6)", as_of=day) is None
    removed = locate(library, "t.b", as_of=day)
    assert removed is not None
    assert removed.state is State.SUPERSEDED


def test_history_shows_where_an_entry_stood(tmp_path: Path) -> None:
    rows = list(history(library_of(tmp_path).catalogue("t-list"), "t.c"))
    assert [(edition.id, entry is not None, len(events)) for edition, entry, events in rows] == [
        ("1", False, 0),
        ("2", True, 1),
    ]


def test_the_bundled_packs_have_no_problem() -> None:
    library = read_library(bundled_packs())
    assert [str(p) for p in library.problems] == []
    assert "cn-tech" in library.catalogues
