"""The bundled licence catalogue of 2026: every row, its check level and customs codes; and what it must never do."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from catalogue.editions import Located, select_editions, state_of
from catalogue.licences import by_customs
from catalogue.model import Catalogue, Check, Edition, Point, State, coverage_of
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.succession import state_of_part

LEVELS = {"clean": Check.OFFICIAL, "reconstructed": Check.SECONDARY, "unclear": Check.UNCHECKED}
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(bundled_packs())


@pytest.fixture(scope="module")
def pack(library: Library) -> Catalogue:
    return library.catalogue("cn-dual-use")


@pytest.fixture(scope="module")
def rows(pack: Catalogue) -> Edition:
    found = pack.edition("2026-licence")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def printed(shared: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of the transcription by code."""
    found: dict[str, list[dict[str, str]]] = {}
    with (shared / "data/cn/dual_use_licence_2026.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["code"], []).append(row)
    return found


def point_of(rows: Edition, code: str) -> Point:
    base, _, number = code.partition(".")
    entry = rows.entry(base)
    assert entry is not None, code
    return next(p for p in entry.points if p.no == (number or None))


def test_every_row_is_there(rows: Edition, printed: dict[str, list[dict[str, str]]]) -> None:
    assert sum(map(len, printed.values())) == 846
    held = {f"{e.code}.{p.no}" if p.no else e.code for e in rows.entries for p in e.points}
    assert held == set(printed)
    assert len(held) == 752


def test_the_worst_row_under_a_code_decides_its_check_level(
    rows: Edition, printed: dict[str, list[dict[str, str]]]
) -> None:
    worst = list(LEVELS.values())
    for code, lines in printed.items():
        level = max((LEVELS[line["name_status"]] for line in lines), key=worst.index)
        point = point_of(rows, code)
        assert point.checked is level, code
        assert point.partial == (level is Check.UNCHECKED), code


CODE = r"(?<!\d)\d{10}(?!\d)"
NONE_OF_ITS_OWN = re.compile(
    r"none of its own|own HS: none|no own HS printed|HS_layout=\((?:none|doubtful|undecided)\)"
)
BELONGS = re.compile(
    rf"((?:{CODE}(?:,? and |, )?)+)(?: (?:is printed|stands) [^.;]*?and)?"
    r" (?:seems to |by position )?belongs? (?:to|there)"
)
OWN = re.compile(
    rf"(?:[Oo]wn HS(?: by layout)?|HS own|HS_layout)[:=]? ?(?:also )?((?:{CODE}(?:[;, ]|and |\([^)]*\))*)+)"
)


def codes_in(text: str) -> set[str]:
    return set(re.findall(CODE, re.sub(r"\([^)]*\)", "", text)))


def disowned(note: str, listed: set[str]) -> set[str]:
    """Codes of the copy's row that its note gives to another row; the same code may be printed twice."""
    gone = {code for found in BELONGS.finditer(note) for code in re.findall(CODE, found[1])}
    return set() if "(same code)" in note or "the one printed here" in note else gone & listed


def settled(line: dict[str, str]) -> set[str]:
    """The customs codes that the note settles as the row's own; all of the row where it settles nothing."""
    note, listed = line["note"], {c for c in line["hs_codes"].split(";") if c}
    if NONE_OF_ITS_OWN.search(note):
        return set()
    if "is printed at the end of record 598" in note:
        return listed
    named = {code for found in OWN.finditer(note) for code in codes_in(found[1])} - disowned(note, listed)
    if named:
        return named | (
            listed - disowned(note, listed) if re.search("own HS (?:by layout )?also", note, re.I) else set()
        )
    return {c for c in line["hs_own"].split(";") if c} - disowned(note, listed)


SETTLED = {
    "3C001.a": "8112929010 8112929090 8112999000",
    "2A226": "8481802110 8481802910 8481803110 8481803910 8481804010",
    "2A901.c": "8479909020 9032899094",
    "2B104": "8479831010 8479839010 8514110010",
    "2B201.a": "8458911010 8458912010 8458110010",
    "2B201.d": "8456301010 8456309010",
    "2B204.a": "8479831010 8479839010 8514110010",
    "2B227.a": "8514320010 8514390010",
    "2B227.b": "8514310010 8514320020",
    "3C002.a": "8112921010 8112921090 8112991000 9001909070 9002201010 9002209010",
    "6A108.a": "8526101010 8526109030 8526109040",
    "4A003.a": "8471411010 8471491010 8471501010",
    "2B005": "8479899957",
    "2B201.c": "",
    "2B117": "",
    "2B233": "",
    "1C902.a.4": "",
}


@pytest.mark.parametrize(("code", "own"), SETTLED.items())
def test_a_row_has_the_customs_codes_that_were_settled_for_it(rows: Edition, code: str, own: str) -> None:
    assert set(point_of(rows, code).customs) == set(own.split())


def test_own_customs_codes_are_all_there_and_no_others(rows: Edition, printed: dict[str, list[dict[str, str]]]) -> None:
    everywhere = {c for e in rows.entries for p in e.points for c in p.customs}
    for code, lines in printed.items():
        listed = {c for line in lines for c in line["hs_codes"].split(";") if c}
        point = point_of(rows, code)
        own = set(point.customs)
        assert set().union(*map(settled, lines)) <= own, code
        gone = set.intersection(*(disowned(x["note"], {c for c in x["hs_codes"].split(";") if c}) for x in lines))
        assert not gone & own - set().union(*map(settled, lines)), code
        assert set(point.customs_listed) <= listed | {"8414701010", "8414709010"}, code
        assert not set(point.customs_listed) & own, code
        assert listed - own - set(point.customs_listed) <= everywhere, code
        assert bool(point.customs) or point.customs_how in {"", "unsettled", "elsewhere"}, code


def test_no_customs_code_is_denied_and_none_is_certain_against_the_notes(
    library: Library, printed: dict[str, list[dict[str, str]]]
) -> None:
    asked = {
        c: set[str]() for lines in printed.values() for x in lines for c in f"{x['hs_own']};{x['hs_codes']}".split(";")
    }
    asked.pop("")
    assert len(asked) == 561
    for code, lines in printed.items():
        for customs in set().union(*map(settled, lines)):
            asked.setdefault(customs, set()).add(code)
    nobody = {code for code, lines in printed.items() if all(NONE_OF_ITS_OWN.search(x["note"]) for x in lines)}
    for customs, owners in asked.items():
        hits = by_customs(library, customs, edition="2026-licence", as_of=TODAY)
        assert hits, customs
        certain = {_label(h.place) for h in hits if not h.doubtful}
        assert owners <= certain, customs
        assert not certain & nobody, customs
        assert all(h.how in {"unsettled", "elsewhere"} for h in hits if h.doubtful), customs
        assert all(h.how in {"as_listed", "by_layout"} for h in hits if not h.doubtful), customs


def _label(place: Located) -> str:
    number = place.point.no if place.point else None
    return f"{place.entry.code}.{number}" if number else place.entry.code or ""


def test_names_and_conditions_stand_in_the_text_with_whole_digits(
    rows: Edition, printed: dict[str, list[dict[str, str]]]
) -> None:
    flat = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    for code, lines in printed.items():
        text = point_of(rows, code).text.zh.translate(flat)
        for line in lines:
            for part in (line["name_zh"], *line["parameters"].split("|")):
                assert part.strip() in text, (code, part)


def test_flattened_exponents_are_powers_again(rows: Edition) -> None:
    assert "1×10⁸" in point_of(rows, "3A101").text.zh
    assert "2.75×10⁻⁶/℃" in point_of(rows, "1C108.a").text.zh
    texts = [p.text.zh for e in rows.entries for p in e.points]
    assert [t for t in texts if re.search(r"×10-?\d", t)] == []
    repaired = [e for e in rows.entries if any(re.search("×10[⁻⁰-⁹²³¹]", p.text.zh) for p in e.points)]
    assert all("还原" in e.notes.zh for e in repaired)


def test_it_adds_to_the_list_and_is_none(pack: Catalogue, rows: Edition) -> None:
    listed = pack.edition("2024-51")
    assert listed is not None
    assert {e.id for e in rows.entries} == {e.id for e in listed.entries}
    assert not rows.lists_items
    assert not any(p.tree for e in rows.entries for p in e.points)
    assert not coverage_of(rows).complete


@pytest.mark.parametrize(
    ("day", "state"), [("2025-12-31", State.UNKNOWN), ("2026-06-01", State.IN_FORCE), ("2027-01-01", State.STALE)]
)
def test_it_runs_one_year(rows: Edition, day: str, state: State) -> None:
    assert state_of(rows, dt.date.fromisoformat(day)) is state


# --- the list and the announcements -----------------------------------------------------------------------------


def test_every_base_code_of_the_list_is_held_with_a_name(pack: Catalogue, shared: Path) -> None:
    with (shared / "data/cn/dual_use.csv").open(encoding="utf-8-sig", newline="") as file:
        by_version = [(row["version"], row["base_code"]) for row in csv.DictReader(file)]
    assert len({base for _, base in by_version}) == 204
    for version, base in by_version:
        edition = pack.edition("2024-51" if version.startswith("list-51") else version)
        assert edition is not None
        entry = edition.entry(base)
        assert entry is not None, (version, base)
        assert all((entry.title.zh, entry.title.en, entry.source)), (version, base)


def test_a_text_that_lost_digits_decides_nothing(pack: Catalogue) -> None:
    edition = pack.edition("2024-51")
    assert edition is not None
    for entry in edition.entries:
        if not entry.complete and not any(p.tree for p in entry.points):
            loose = [p for p in entry.points if p.checked.decides and not p.partial]
            assert loose == [], entry.code
        if len(entry.points) == 1 and entry.points[0].text == entry.title and not entry.complete:
            assert (entry.points[0].partial, entry.points[0].checked) == (True, Check.UNCHECKED), entry.code


def test_only_paragraph_two_of_announcement_46_is_suspended(pack: Catalogue) -> None:
    edition = pack.edition("2024-46")
    assert edition is not None
    (second,) = edition.parts
    days = [dt.date(2025, 11, 8), dt.date(2025, 11, 9), dt.date(2026, 11, 27), dt.date(2026, 11, 28)]
    assert [state_of(edition, day) for day in days] == [State.IN_FORCE] * 4
    assert [state_of_part(second, day) for day in days] == [
        State.IN_FORCE,
        State.SUSPENDED,
        State.SUSPENDED,
        State.STALE,
    ]


def test_limbs_a_and_b_of_announcement_61_never_ran(pack: Catalogue) -> None:
    edition = pack.edition("2025-61")
    assert edition is not None
    (limbs,) = edition.parts
    days = [dt.date(2025, 10, 9), dt.date(2025, 11, 6), dt.date(2025, 12, 1), dt.date(2026, 11, 11)]
    assert [state_of(edition, day) for day in days] == [
        State.IN_FORCE,
        State.IN_FORCE,
        State.SUSPENDED,
        State.STALE,
    ]
    assert [state_of_part(limbs, day) for day in days] == [
        State.UNKNOWN,
        State.UNKNOWN,
        State.SUSPENDED,
        State.STALE,
    ]


def test_announcements_that_suspend_are_shown_and_are_no_lists(library: Library) -> None:
    states = {e.id: s for _, e, s in select_editions(library, catalogue="cn-dual-use", edition="all", as_of=TODAY)}
    assert states["2025-70"] is State.STALE
    assert states["2025-72"] is State.IN_FORCE
    assert states["2023-28"] is State.UNKNOWN
    assert states["2026-1"] is State.IN_FORCE
    assert states["2026-29"] is State.UNKNOWN
    assert states["2026-34"] is State.UNKNOWN
    assert list(states)[-1] == "2026-34", "without a day, by year and number"


def test_every_card_says_where_the_official_publication_is_to_be_had(library: Library) -> None:
    cards = {**library.catalogues, **library.party_cards}
    for name in ("cn-tech", "cn-dual-use", "cn-parties", "jp-parties", "cn-others", "uk", "de", "jp", "kr", "ru"):
        assert cards[name].official_at, name
    assert cards["wassenaar"].official_at
