"""The bundled party lists against what their sources print."""

from __future__ import annotations

import csv
import datetime as dt
import json
import unicodedata
from pathlib import Path

import pytest

from catalogue.countries import read_codes
from catalogue.model import State
from catalogue.packs import bundled_packs, read_library
from catalogue.parties import PartyList
from catalogue.partypacks import read_parties

SPECIAL = {"Cf", "Cc", "Co", "Cn", "Cs"}


@pytest.fixture(scope="module")
def lists() -> dict[str, PartyList]:
    packs, problems = read_parties(read_library(bundled_packs()).party_cards.values())
    assert problems == ()
    return {one.id: one for pack in packs for one in pack.lists}


def test_counts(lists: dict[str, PartyList]) -> None:
    counts = {key: len(one.parties) for key, one in lists.items()}
    assert counts == {
        "control-list": 153,
        "attention-list": 40,
        "unreliable-entities": 83,
        "countermeasures": 140,
        "2025-09-29": 835,
    }
    assert sum(len(party.aliases) for party in lists["2025-09-29"].parties) == 1415


def test_every_notice_holds_the_number_of_names_it_prints(lists: dict[str, PartyList]) -> None:
    for one in lists.values():
        for notice in one.notices.values():
            held = sum(party.notice == notice.id for party in one.parties)
            assert notice.expected in (None, held), notice.number


def test_every_party_has_names_without_invisible_signs_and_a_source(lists: dict[str, PartyList]) -> None:
    codes, _ = read_codes(Path(str(bundled_packs())).parent / "countries.yaml")
    for one in lists.values():
        for party in one.parties:
            assert party.copies
            assert party.country in {"", *codes}
            for name in party.names:
                assert not any(unicodedata.category(c) in SPECIAL for c in name), name
                assert name == " ".join(name.split())


def test_names_in_one_copy_only_are_secondary(lists: dict[str, PartyList]) -> None:
    for one in lists.values():
        for party in one.parties:
            assert party.checked.value == ("announcement" if len(party.copies) > 1 else "secondary")


def test_notice_10_of_2025_keeps_all_23_names_and_says_which_copy_has_which(lists: dict[str, PartyList]) -> None:
    one = lists["unreliable-entities"]
    own = [party for party in one.parties if party.notice == "2025-10"]
    assert len(own) == 23
    assert sum("hub" in party.copies for party in own) == 13


def test_the_28_names_of_january_2025_are_on_the_control_list(lists: dict[str, PartyList]) -> None:
    assert sum(party.notice == "2025-1" for party in lists["control-list"].parties) == 28
    assert not any(party.notice == "2025-1" for party in lists["countermeasures"].parties)


def test_states_over_time(lists: dict[str, PartyList]) -> None:
    told = {
        (key, notice.id): [(p.state, str(p.since), str(p.until) if p.until else "") for p in notice.periods]
        for key, one in lists.items()
        for notice in one.notices.values()
        if notice.periods
    }
    stopped, suspended = State.STOPPED, State.SUSPENDED
    assert told == {
        ("control-list", "2025-13"): [(stopped, "2025-11-10", "")],
        ("control-list", "2025-21"): [(suspended, "2025-11-10", "2026-11-10")],
        ("control-list", "2025-22"): [(stopped, "2025-08-12", "")],
        ("unreliable-entities", "2025-5"): [(stopped, "2025-11-10", "")],
        ("unreliable-entities", "2025-6"): [(stopped, "2025-11-10", "")],
        ("unreliable-entities", "2025-7"): [(suspended, "2025-11-10", "2026-11-10")],
        ("unreliable-entities", "2025-8"): [(stopped, "2025-08-12", "")],
        ("countermeasures", "2026-2"): [(State.UNKNOWN, "None", "")],
        ("countermeasures", "2026-3"): [(State.UNKNOWN, "None", "")],
    }


def test_orders_known_by_their_titles_are_found_and_of_unknown_state(lists: dict[str, PartyList]) -> None:
    one = lists["countermeasures"]
    named = {
        party.name.en: one.state_of(party, dt.date(2026, 11, 21))
        for party in one.parties
        if party.copies == ("titles",)
    }
    assert named == dict.fromkeys(("Responsible Business Alliance", "Compliance Testing LLC"), State.UNKNOWN)
    assert "只见标题" in one.notes.zh


def test_nothing_of_the_japanese_list_is_lost(lists: dict[str, PartyList], shared: Path) -> None:
    rows = json.loads((shared / "data/parties/jp_foreign_end_user_list.json").read_text("utf-8"))
    held = {party.id: party for party in lists["2025-09-29"].parties}
    for row in rows:
        party = held[f"{int(row['id'].rsplit('-', 1)[1]):04d}"]
        printed = row["entity_name"] or row["addresses"][0].removeprefix("People's Republic of China")
        assert _plain(printed) in {_plain(name) for name in party.names}
        assert {_plain(a) for a in row["aliases"] if a.strip()} <= {_plain(name) for name in party.names}


def test_nothing_of_the_prc_lists_is_lost(lists: dict[str, PartyList], shared: Path) -> None:
    held = {_plain(name) for one in lists.values() for party in one.parties for name in party.names}
    with (shared / "data/cn/entities.csv").open(encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream):
            assert {_plain(n) for n in (row["name_zh"], row["name_en"]) if n.strip()} <= held, row


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).casefold()
