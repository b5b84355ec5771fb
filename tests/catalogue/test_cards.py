"""Cards: what their reader refuses, and that nothing takes them for a list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from catalogue.cards import FIELDS, field_name
from catalogue.editions import locate, state_of
from catalogue.model import State
from catalogue.packs import Library, read_library
from catalogue.searching.corpus import corpus_of
from catalogue.searching.index import memory_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

PACK = """id: {id}
title: {{zh: 某国, en: Somewhere}}
kind: {kind}
jurisdiction: XX
authority: {{zh: 部, en: Ministry}}
editions: ["1"]
"""
CARD = """id: "1"
title: {zh: 资料卡, en: Card}
instrument: 法
status: card
as_of: 2026-11-21
entries:
  - id: xx
    title: {zh: 某国制度, en: Regime of Somewhere}
    control: listed
    checked: secondary
    source: 某出处
    points:
      - no: law
        text: {zh: 某法第一条。, en: Article 1 of some law.}
      - no: law.2
        text: {zh: 某法第二条。, en: Article 2 of some law.}
"""
LIST = """id: "2"
title: {zh: 清单, en: List}
instrument: 令
status: in_force
effective: 2020-01-01
as_of: 2026-11-21
entries:
  - id: xx.a
    code: 1A001
    title: {zh: 某物, en: Thing}
    control: licence
    source: s
"""


def pack(root: Path, text: str = CARD, kind: str = "cards", name: str = "xx", edition: str = "1") -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    card = PACK.format(id=name, kind=kind).replace('["1"]', f'["{edition}"]')
    (folder / "pack.yaml").write_text(card, "utf-8")
    (folder / f"{edition}.yaml").write_text(text, "utf-8")
    return root


def faults(root: Path) -> list[tuple[str, int, str]]:
    return [(p.file, p.line, p.field) for p in read_library(root).problems]


def test_a_card_is_read_as_an_entry_and_found_by_the_number_of_a_fact(tmp_path: Path) -> None:
    library = read_library(pack(tmp_path))
    assert not library.problems
    found = locate(library, "xx(law.2)", as_of=dt.date(1999, 1, 1))
    assert found
    assert found.point
    assert (found.edition.is_card, found.point.text.en) == (True, "Article 2 of some law.")
    assert (found.point.source, found.point.checked.value) == ("某出处", "secondary")


def test_a_card_is_told_at_every_date(tmp_path: Path) -> None:
    edition = read_library(pack(tmp_path)).catalogues["xx"].editions[0]
    assert {state_of(edition, dt.date(year, 1, 1)) for year in (1990, 2024, 2040)} == {State.IN_FORCE}


@pytest.mark.parametrize(
    ("was", "now", "line", "field"),
    [
        ("no: law.2", "no: lore", 15, "no"),
        ("    control: listed\n", "", 7, "control"),
        ("control: listed", "control: licence", 7, "control"),
        ("    control: listed\n", "    control: listed\n    code: 1A001\n", 7, "code"),
        ("{zh: 某法第二条。, en: Article 2 of some law.}", "{zh: 某法第二条。}", 15, "text"),
        ("{zh: 某国制度, en: Regime of Somewhere}", "{zh: 某国制度}", 7, "title"),
        ("status: card", "status: in_force", 1, "status"),
        ("status: card", "status: card\nexpected_entries: 3", 1, "expected_entries"),
    ],
)
def test_faults_of_a_card_are_named_with_their_place(tmp_path: Path, was: str, now: str, line: int, field: str) -> None:
    assert CARD.count(was) == 1
    root = pack(tmp_path, CARD.replace(was, now))
    assert faults(root) == [("xx/1.yaml", line, field)]
    assert read_library(root).catalogues["xx"].editions == ()


def test_a_near_name_of_a_subject_is_offered(tmp_path: Path) -> None:
    root = pack(tmp_path, CARD.replace("no: law.2", "no: autority"))
    assert "did you mean 'authority'" in str(read_library(root).problems[0])


def test_a_list_cannot_hold_a_card(tmp_path: Path) -> None:
    assert faults(pack(tmp_path, kind="control-list")) == [("xx/1.yaml", 1, "status")]


def test_every_subject_has_a_name_in_both_languages() -> None:
    assert all(field_name(f"{name}.3") == words and words.zh and words.en for name, words in FIELDS.items())
    assert not field_name("5")
    assert not field_name(None)


def test_a_list_of_the_user_lies_over_the_card_and_only_it_is_a_list(tmp_path: Path) -> None:
    bundled, user = pack(tmp_path / "b"), pack(tmp_path / "u", LIST, "control-list", edition="2")
    assert read_library(bundled).lists == {}
    library = read_library(bundled, user)
    assert not library.problems
    assert sorted(e.id for e in library.catalogues["xx"].editions) == ["1", "2"]
    assert [e.id for e in library.lists["xx"].editions] == ["2"]
    assert locate(library, "xx", as_of=dt.date(2026, 1, 1))
    assert _covered(library, "某") == ["2"]


def test_a_search_finds_the_card_and_does_not_count_it(tmp_path: Path) -> None:
    library = read_library(pack(tmp_path))
    assert _covered(library, "某法") == []


def _covered(library: Library, query: str) -> list[str]:
    normaliser = Normaliser()
    desk = SearchDesk(library, memory_index(corpus_of(library, normaliser)), normaliser)
    answer = desk.search(query, as_of=dt.date(2026, 11, 21))
    assert any(hit.card and hit.id == "xx" for hit in answer.hits)
    return [c.edition for c in answer.coverage]
