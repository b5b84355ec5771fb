"""Packs of party lists: what is read, what is refused with its line, and that nobody pays who does not screen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from catalogue import engine as engine_module
from catalogue import partypacks
from catalogue.engine import open_engine
from catalogue.home import Home
from catalogue.model import Check, State
from catalogue.packs import bundled_packs, read_library
from catalogue.parties import PartyPack
from catalogue.partypacks import read_parties, verify_parties
from catalogue.problems import BadInput, Problem

CARD = "id: x-parties\ntitle: {zh: 某名单, en: Some list}\nkind: party-list\njurisdiction: CN\neditions: [one]\n"
LIST = """id: one
list: {zh: 某名单, en: Some list}
as_of: 2026-11-21
copies: {a: a public copy}
notices:
  - {id: n1, number: 公告1号, published: 2026-01-02, sources: [https://example.org/1]}
parties:
  - {id: p1, zh: 海纳光学, en: Haina Optics, in: [a], checked: secondary}
"""


def written(folder: Path, text: str, card: str = CARD) -> Path:
    pack = folder / "x-parties"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(card, encoding="utf-8")
    (pack / "one.yaml").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> tuple[tuple[PartyPack, ...], tuple[Problem, ...]]:
    return read_parties(read_library(folder).party_cards.values())


def test_a_list_is_read(tmp_path: Path) -> None:
    (pack,), problems = read(written(tmp_path, LIST))
    (one,) = pack.lists
    (party,) = one.parties
    assert problems == ()
    assert party.names == ("海纳光学", "Haina Optics")
    assert party.notice == "n1"
    assert party.checked is Check.SECONDARY
    assert one.state_of(party, dt.date(2026, 1, 1)) is State.UNKNOWN
    assert one.state_of(party, dt.date(2026, 1, 2)) is State.IN_FORCE
    assert not one.coverage.complete


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        ("zh: 海纳光学, en: Haina Optics, ", "", "one.yaml:8: a party needs a name"),
        ("in: [a]", "in: [b]", "one.yaml:8: 'copies' has no source 'b'"),
        ("id: p1,", "id: p1, notice: n2,", "one.yaml:8: there is no notice 'n2'"),
        ("id: p1,", "id: p1, contry: CN,", "'contry' is not a field of a party; did you mean 'country'?"),
        (", checked: secondary", "", "one.yaml:8: a party needs 'checked'"),
        ("parties:", "  - {id: n1, number: 2号}\nparties:", "one.yaml:7: the notice 'n1' is given twice"),
        ("checked: secondary", "checked: sure", "'sure' is not a value of 'checked'"),
        ("published: 2026-01-02", "published: 2026-02-30", "'2026-02-30' is not a date of the calendar"),
        ("as_of: 2026-11-21\n", "", "a party list needs 'as_of'"),
        ("id: one\n", "id: two\n", "the list calls itself 'two'"),
        ("parties:\n", "parties:\n  - {id: p1, zh: 另一个, in: [a], checked: secondary}\n", "'p1' is given twice"),
    ],
)
def test_a_fault_leaves_the_list_out_and_names_its_line(tmp_path: Path, was: str, now: str, complaint: str) -> None:
    assert was in LIST
    packs, problems = read(written(tmp_path, LIST.replace(was, now)))
    assert [pack.lists for pack in packs] == [()]
    assert any(complaint in str(problem) for problem in problems), problems


def test_a_missing_list_file_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path, LIST, CARD.replace("[one]", "[one, two]"))
    (pack,), problems = read(folder)
    assert [one.id for one in pack.lists] == ["one"]
    assert "x-parties/two.yaml: there is no such file" in str(problems[0])


def test_verify_wants_sources_and_counts(tmp_path: Path) -> None:
    text = LIST.replace("in: [a], ", "").replace("sources: [https://example.org/1]", "expected: 0")
    problems = verify_parties(read_library(written(tmp_path, text)).party_cards.values())
    told = " / ".join(map(str, problems))
    assert "'海纳光学' has no source" in told
    assert "公告1号: 1 names are loaded and only 0 printed" in told
    assert "公告1号 has no source" in told


def test_the_bundled_lists_are_sound() -> None:
    assert verify_parties(read_library(bundled_packs()).party_cards.values()) == ()


def test_party_lists_are_no_catalogues(tmp_path: Path) -> None:
    library = read_library(bundled_packs(), written(tmp_path, LIST))
    assert {"cn-parties", "jp-parties", "x-parties"} <= set(library.party_cards)
    assert not set(library.party_cards) & set(library.catalogues)
    with pytest.raises(BadInput, match="is a pack of party lists; names are asked with: screen"):
        library.catalogue("jp-parties")


def test_the_users_list_overlays_the_bundled_one(tmp_path: Path) -> None:
    pack = tmp_path / "jp-parties"
    pack.mkdir()
    (pack / "pack.yaml").write_text(CARD.replace("x-parties", "jp-parties").replace("one", "later"), encoding="utf-8")
    (pack / "later.yaml").write_text(LIST.replace("id: one", "id: later"), encoding="utf-8")
    cards = read_library(bundled_packs(), tmp_path).party_cards
    assert list(cards["jp-parties"].files) == ["2025-09-29", "later"]


def test_names_wait_until_somebody_screens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_files: list[str] = []
    from catalogue import partypacks

    reader = partypacks.read_yaml

    def noting(path: Path, shown_as: str = "", *bound: int) -> object:
        read_files.append(shown_as)
        return reader(path, shown_as, *bound)

    monkeypatch.setattr(partypacks, "read_yaml", noting)
    rooms = ("packs", "cache", "config", "state", "trust")
    engine = open_engine(Home(*(tmp_path / room for room in rooms)))
    assert isinstance(engine, engine_module.Engine)
    engine.search("激光雷达", as_of=dt.date(2026, 11, 21))
    assert read_files == []
    first = engine.party_room.open()
    assert len(read_files) == 5
    assert engine.party_room.open() is first
    assert len(read_files) == 5


def test_the_index_does_not_depend_on_the_names(tmp_path: Path) -> None:
    before = read_library(bundled_packs(), tmp_path).fingerprint
    assert read_library(bundled_packs(), written(tmp_path, LIST)).fingerprint == before


def test_a_list_is_compiled_and_read_without_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = list(read_library(written(tmp_path / "packs", LIST)).party_cards.values())
    plain = read_parties(cards)
    cache = tmp_path / "cache"
    assert read_parties(cards, cache) == plain
    monkeypatch.setattr(partypacks, "read_yaml", lambda *_: pytest.fail("YAML was read"))
    assert read_parties(cards, cache) == plain


def test_a_changed_list_is_read_anew_and_a_faulty_one_is_never_kept(tmp_path: Path) -> None:
    folder, cache = written(tmp_path / "packs", LIST), tmp_path / "cache"
    cards = list(read_library(folder).party_cards.values())
    read_parties(cards, cache)
    path = folder / "x-parties" / "one.yaml"
    path.write_text(LIST.replace("海纳光学", "海纳光电"), encoding="utf-8")
    (pack,), _ = read_parties(cards, cache)
    assert pack.lists[0].parties[0].shown == "海纳光电"
    path.write_text(LIST.replace("in: [a]", "in: [b]"), encoding="utf-8")
    for _ in range(2):
        (pack,), problems = read_parties(cards, cache)
        assert pack.lists == ()
        assert "'copies' has no source 'b'" in str(problems[0])
    assert len(list((cache / "lists").glob("one.yaml-*.json"))) == 1
