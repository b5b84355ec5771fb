"""`verify`: what only the whole of the packs shows, each fault with its line and what would mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.packs import bundled_packs
from catalogue.problems import Problem
from catalogue.verify import verify

PACK = """id: v-list
title: {zh: 试验目录, en: Test list}
kind: technology-catalogue
jurisdiction: CN
authority: {zh: 部, en: Ministry}
code_pattern: '\\d{6}[JX]'
code_grammar: {zh: 六位数字加字母, en: six digits and a letter}
source: somewhere
editions: ["1", "2"]
"""
FIRST = """id: "1"
title: {zh: 一, en: One}
instrument: 公告1号
status: in_force
effective: 2020-01-01
superseded_on: 2023-01-01
expected_entries: 2
as_of: 2026-11-21
sources: [公告1号]
entries:
  - id: v.a
    code: 010101X
    title: {zh: 甲技术, en: A}
    control: restricted
    checked: official
    source: s
  - id: v.b
    title: {zh: 乙技术, en: B}
    checked: seed
    source: s
"""
SECOND = """id: "2"
title: {zh: 二, en: Two}
instrument: 公告2号
status: in_force
effective: 2023-01-01
inherits: "1"
removes: [v.b]
amends: "1"
expected_entries: 2
as_of: 2026-11-21
sources: [公告2号]
entries:
  - id: v.a
    code: 020101X
    title: {zh: 甲技术, en: A}
    renamed_from: [010101X]
    checked: seed
    source: s
  - id: v.c
    code: 230101J
    title: {zh: 丙技术, en: C}
    checked: seed
    source: s
events:
  - {kind: renumbered, entry: v.a, code_from: 010101X, code_to: 020101X, instrument: 公告2号, source: s, checked: seed}
  - {kind: added, entry: v.c, code_to: 230101J, instrument: 公告2号, source: s, checked: seed}
  - {kind: deleted, entry: v.b, instrument: 公告2号, source: s, checked: seed}
  - {kind: deleted, entry: v.old, code_from: 990101X, title: {zh: 旧, en: Old}, instrument: 公告2号, source: s,
     checked: seed, not_loaded: true}
"""


def problems_of(root: Path, **changes: tuple[str, str]) -> tuple[Problem, ...]:
    """What `verify` says of the packs after one replacement in a file of each name given."""
    folder = root / "packs" / "v-list"
    folder.mkdir(parents=True)
    for name, text in {"pack": PACK, "one": FIRST, "two": SECOND}.items():
        old, new = changes.get(name, ("", ""))
        assert old in text
        stem = {"one": "1", "two": "2"}.get(name, name)
        (folder / f"{stem}.yaml").write_text(text.replace(old, new, 1) if old else text, "utf-8")
    packs, problems = verify(root / "packs")
    assert packs == 1
    return problems


def test_a_sound_pack_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == ()


def test_the_bundled_packs_have_no_problem() -> None:
    assert verify(bundled_packs())[1] == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message", "hint"),
    [
        ("one", "    checked: seed\n", "", "1.yaml:17", "the entry 'v.b' names no check level", "add 'checked'"),
        (
            "two",
            ", checked: seed}\n  - {kind: added",
            "}\n  - {kind: added",
            "2.yaml:25",
            "names no check level",
            "one of",
        ),
        ("one", "sources: [公告1号]\n", "", "1.yaml:1", "the edition names no sources", "list its publications"),
        ("pack", "source: somewhere\n", "", "pack.yaml:1", "'v-list' has no source", "name one"),
        ("one", "expected_entries: 2", "expected_entries: 1", "1.yaml:7", "only 1 expected", "mend the number"),
        (
            "two",
            "expected_entries: 2",
            "expected_entries: 3",
            "2.yaml:9",
            "less 1 removed plus 1 new make 2",
            "write 2",
        ),
        ("two", 'amends: "1"', 'amends: "11"', "2.yaml:1", "the edition '11', which is not there", "did you mean"),
        ("two", "[010101X]", "[010102X]", "2.yaml:13", "renamed from '010102X'", "did you mean '010101X'?"),
        ("two", "[010101X]", "[0101X]", "2.yaml:13", "does not fit the codes", "six digits and a letter"),
        ("two", "[010101X]", "[010101X, 020101X]", "2.yaml:13", "renamed from itself", "take it out"),
        ("two", "code_to: 230101J", "code_to: 23J", "2.yaml:26", "does not fit the codes", "six digits"),
        (
            "two",
            "code_to: 230101J",
            "code_to: 240101J",
            "2.yaml:26",
            "'240101J', a code that no edition",
            "did you mean",
        ),
        ("two", "code_from: 010101X", "code_from: 050901X", "2.yaml:25", "'050901X', a code that no edition", ""),
        ("two", "entry: v.b", "entry: v.bb", "2.yaml:27", "'v.bb', which no edition holds", "did you mean 'v.b'?"),
        ("two", ", not_loaded: true", "", "2.yaml:28", "'v.old', which no edition holds", "not_loaded: true"),
        ("two", "title: {zh: 旧, en: Old}, ", "", "2.yaml:28", "gives no title", "add 'title"),
        (
            "two",
            "deleted, entry: v.old, code_from: 990101X",
            "deleted, entry: v.b",
            "2.yaml:28",
            "an edition holds it",
            "take",
        ),
        (
            "two",
            "deleted, entry: v.b",
            "deleted, entry: v.c",
            "2.yaml:27",
            "stands in the edition all the same",
            "take",
        ),
        (
            "two",
            "deleted, entry: v.b",
            "amended, entry: v.b",
            "2.yaml:27",
            "the edition does not hold it",
            "not_loaded",
        ),
        ("two", "code_to: 020101X", "code_to: 010101X", "2.yaml:25", "the entry has '020101X'", "one of the two"),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_mends_it(
    tmp_path: Path, file: str, old: str, new: str, place: str, message: str, hint: str
) -> None:
    told = [p for p in problems_of(tmp_path, **{file: (old, new)}) if message in p.message]
    assert len(told) == 1
    assert str(told[0]).startswith(f"v-list/{place}:")
    assert hint in told[0].hint
    assert told[0].hint
    assert told[0].field


def test_a_former_code_that_a_marked_event_names_is_no_fault(tmp_path: Path) -> None:
    codes = "code_from: 000101X, code_to: 010101X, title: {zh: 甲}, not_loaded: true"
    event = f"  - {{kind: renumbered, entry: v.a, {codes}, instrument: 公告0号, source: s, checked: seed}}\n"
    marked = ("    checked: seed\n    source: s\n", f"    checked: seed\n    source: s\nevents:\n{event}")
    assert problems_of(tmp_path, one=marked, two=("[010101X]", "[010101X, 000101X]")) == ()


def test_a_pack_of_the_user_may_refer_to_the_bundled_editions(tmp_path: Path) -> None:
    folder = tmp_path / "packs" / "cn-tech"
    folder.mkdir(parents=True)
    card = (bundled_packs() / "cn-tech" / "pack.yaml").read_text("utf-8")
    start = card.index("editions:")
    (folder / "pack.yaml").write_text(f'{card[:start]}editions: ["2026"]\n', "utf-8")
    head = SECOND[: SECOND.index("inherits")].replace('"2"', '"2026"').replace("2023-01-01", "2026-01-01")
    body = """expected_entries: 132
as_of: 2026-11-21
sources: [公告]
entries:
  - {id: cn-tech.uav, code: 203912X, title: {zh: 无人机技术}, renamed_from: [184012X, OTHER], checked: seed, source: s}
"""
    (folder / "2026.yaml").write_text(head + body.replace(", OTHER", ""), "utf-8")
    assert verify(tmp_path / "packs") == (1, ())
    (folder / "2026.yaml").write_text(head + body.replace("OTHER", "184013X"), "utf-8")
    (problem,) = verify(tmp_path / "packs")[1]
    assert "184013X" in problem.message
