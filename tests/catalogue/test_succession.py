"""Which edition takes another's place: by family, by day, over folders; and what it inherits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.editions import history, in_force, state_of
from catalogue.model import Catalogue, Edition, Entry, Period, State, Words
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.parties import PartyList, PartyPack
from catalogue.partypacks import current
from catalogue.succession import begins, doubts_of, with_successors

JAN, MAY, JUL = dt.date(2027, 1, 1), dt.date(2027, 5, 1), dt.date(2027, 7, 1)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
EDITION = """id: {id}
title: {{zh: 版次}}
instrument: 公告
status: {status}
effective: {effective}
as_of: 2026-11-21
{more}
entries:
{entries}"""
ENTRY = "  - {{id: t.{name}, code: {name}, title: {{zh: {title}}}, source: 公告}}\n"


def one(name: str, effective: dt.date | None, **more: object) -> Edition:
    return Edition(name, "t", Words(name), name, str(more.pop("status", "in_force")), effective=effective, **more)  # type: ignore[arg-type]


def catalogue(*editions: Edition, kind: str = "technology-catalogue", side_by_side: bool = False) -> Catalogue:
    whole = Catalogue(
        "t", Words("t"), kind, "CN", Words(), ".*", Words(), "", editions=editions, side_by_side=side_by_side
    )
    return with_successors(whole)


def states(of: Catalogue, on: dt.date) -> dict[str, State]:
    return {edition.id: state_of(edition, on) for edition in of.editions}


def ids(of: Catalogue, on: dt.date) -> list[str]:
    return [edition.id for edition in in_force(of, on)]


@pytest.mark.parametrize("kind", ["technology-catalogue", "control-list", "cards"])
def test_a_newer_edition_takes_the_place_of_the_older_on_its_first_day(kind: str) -> None:
    held = catalogue(one("a", JAN), one("b", MAY), kind=kind)
    assert (ids(held, dt.date(2027, 4, 30)), ids(held, MAY)) == (["a"], ["b"])
    assert states(held, MAY)["a"] is State.SUPERSEDED
    first = held.editions[0]
    assert (first.superseded_on, first.replaced_on, first.ended_on, first.replaced_by) == (None, MAY, MAY, "b")


def test_an_amendment_takes_the_place_of_its_base_even_on_the_same_day() -> None:
    base, amended = one("z-base", MAY), one("a-amended", MAY, amends="z-base", inherits="z-base")
    for order in ((base, amended), (amended, base)):
        assert ids(catalogue(*order), MAY) == ["a-amended"]


def test_what_was_never_in_force_takes_no_place() -> None:
    draft = one("draft", MAY, status="draft", promulgated=JAN)
    undated = one("undated", None)
    gone = one("norway", None, periods=(Period(State.SUPERSEDED, None, None, "x"),))
    stopped = one("stopped", MAY, periods=(Period(State.SUSPENDED, MAY, None, "x"),))
    card = one("card", MAY, status="card")
    held = catalogue(one("a", JAN), draft, undated, gone, stopped, card)
    assert states(held, JUL) == {
        "a": State.IN_FORCE,
        "draft": State.DRAFT,
        "undated": State.UNKNOWN,
        "norway": State.SUPERSEDED,
        "stopped": State.SUSPENDED,
        "card": State.IN_FORCE,
    }


def test_a_draft_is_not_known_before_it_was_published() -> None:
    draft = one("draft", None, status="draft", promulgated=MAY)
    assert (state_of(draft, dt.date(2027, 4, 30)), state_of(draft, MAY)) == (State.UNKNOWN, State.DRAFT)
    assert state_of(one("draft", None, status="draft"), JAN) is State.DRAFT


def test_announcements_beside_a_list_end_only_what_their_file_says() -> None:
    earlier = one("2023-27", JAN, superseded_on=JUL)
    lists = one("2024-51", JAN), one("2025-10", MAY), one("m", MAY, kind="measure")
    licence = one("2026-licence", JAN, kind="licence-catalogue"), one("2027-licence", JUL, kind="licence-catalogue")
    held = catalogue(earlier, *lists, *licence, kind="control-list", side_by_side=True)
    assert ids(held, dt.date(2027, 6, 30)) == ["2023-27", "2024-51", "2025-10", "m", "2026-licence"]
    assert ids(held, JUL) == ["2024-51", "2025-10", "m", "2027-licence"]


def test_an_announcement_that_does_not_concern_an_entry_stays_out_of_its_history() -> None:
    entry = Entry("t.e", "1C117", Words("x"), None)
    editions = one("list", JAN, entries=(entry,)), one("beside", MAY)
    beside = catalogue(*editions, kind="control-list", side_by_side=True)
    assert [edition.id for edition, _, _ in history(beside, "t.e")] == ["list"]
    assert [edition.id for edition, _, _ in history(catalogue(*editions), "t.e")] == ["list", "beside"]


@st.composite
def families(draw: st.DrawFn) -> Catalogue:
    """Editions with days, periods and bases of every sort."""
    names = draw(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=6, unique=True))
    made: list[Edition] = []
    for name in names:
        periods = draw(
            st.lists(
                st.builds(
                    Period,
                    st.sampled_from([State.IN_FORCE, State.SUSPENDED, State.STOPPED]),
                    st.none() | DAYS,
                    st.none() | DAYS,
                    st.just("x"),
                ),
                max_size=2,
            )
        )
        made.append(
            one(
                name,
                draw(st.none() | DAYS),
                status=draw(st.sampled_from(["in_force", "in_force", "draft", "card"])),
                periods=tuple(periods),
                superseded_on=draw(st.none() | st.none() | DAYS),
                amends=draw(st.sampled_from(["", *names])),
                kind=draw(st.sampled_from(["", "", "licence-catalogue"])),
            )
        )
    return catalogue(*made, kind=draw(st.sampled_from(["technology-catalogue", "control-list"])))


@given(families(), DAYS)
def test_at_most_one_edition_of_a_family_is_in_force(held: Catalogue, on: dt.date) -> None:
    found = [edition for edition in in_force(held, on) if not edition.is_card]
    for kind in ("", "licence-catalogue"):
        assert sum(edition.kind == kind for edition in found) <= 1
    begun = [first for one in held.editions if one.lists_items and (first := begins(one)) and first <= on]
    last = [one for one in held.editions if one.lists_items and begun and begins(one) == max(begun)]
    assert not last or any(one.replaced_on is None or one.replaced_on > on for one in last)


@given(DAYS)
def test_at_most_one_bundled_edition_of_a_family_is_in_force(bundled_now: Library, on: dt.date) -> None:
    for held in bundled_now.catalogues.values():
        found = [e for e in in_force(held, on) if e.lists_items]
        assert held.side_by_side or len(found) <= 1, held.id


@pytest.fixture(scope="module")
def bundled_now() -> Library:
    return read_library(bundled_packs())


def test_the_bundled_dual_use_announcements_stand_beside_the_list(bundled_now: Library) -> None:
    held = bundled_now.catalogues["cn-dual-use"]
    assert held.side_by_side
    assert {edition.id for edition in held.editions if edition.replaced_on} == set()
    assert {"2024-51", "2025-10", "2025-18"} <= set(ids(held, dt.date(2026, 11, 21)))


def write_pack(root: Path, editions: dict[str, str]) -> None:
    folder = root / "t"
    folder.mkdir(parents=True)
    card = (
        f"id: t\ntitle: {{zh: 目录}}\nkind: technology-catalogue\njurisdiction: CN\neditions: [{', '.join(editions)}]\n"
    )
    (folder / "pack.yaml").write_text(card, encoding="utf-8")
    for name, text in editions.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def edition(name: str, day: str, *entries: str, title: str = "甲", **more: str) -> str:
    lines = "\n".join(f"{key}: {value}" for key, value in more.items() if key != "status")
    listed = "".join(ENTRY.format(name=entry, title=title) for entry in entries) or "  []"
    return EDITION.format(id=name, status=more.get("status", "in_force"), effective=day, more=lines, entries=listed)


def test_an_edition_inherits_from_the_base_the_user_imported(tmp_path: Path) -> None:
    later = edition("l2025", "2025-01-01", inherits="l2023", removes="[t.a]")
    write_pack(tmp_path / "bundled", {"l2023": edition("l2023", "2023-01-01", "a", "b"), "l2025": later})
    write_pack(tmp_path / "user", {"l2023": edition("l2023", "2023-01-01", "a", "b", "c", title="乙")})
    library = read_library(tmp_path / "bundled", tmp_path / "user")
    held = library.catalogues["t"].edition("l2025")
    assert held is not None
    assert [(e.code, e.title.zh, e.inherited_from) for e in held.entries] == [
        ("b", "乙", "l2023"),
        ("c", "乙", "l2023"),
    ]
    assert (library.problems, library.stood_in) == ((), ())


def test_the_users_edition_ends_the_bundled_one_and_may_inherit_from_it(tmp_path: Path) -> None:
    write_pack(tmp_path / "bundled", {"l2025": edition("l2025", "2025-01-01", "a", "b")})
    write_pack(tmp_path / "user", {"l2027": edition("l2027", "2027-05-01", "c", inherits="l2025", amends="l2025")})
    held = read_library(tmp_path / "bundled", tmp_path / "user", tmp_path / "cache").catalogues["t"]
    again = read_library(tmp_path / "bundled", tmp_path / "user", tmp_path / "cache").catalogues["t"]
    assert held == again
    assert [entry.code for entry in held.editions[1].entries] == ["a", "b", "c"]
    assert (ids(held, dt.date(2027, 4, 30)), ids(held, MAY)) == (["l2025"], ["l2027"])


def test_where_the_users_edition_has_no_base_the_bundled_one_stands_in(tmp_path: Path) -> None:
    write_pack(tmp_path / "bundled", {"l2025": edition("l2025", "2025-01-01", "a")})
    write_pack(tmp_path / "user", {"l2025": edition("l2025", "2025-01-01", "b", inherits="nowhere")})
    library = read_library(tmp_path / "bundled", tmp_path / "user")
    held = library.catalogues["t"].edition("l2025")
    assert held is not None
    assert [entry.code for entry in held.entries] == ["a"]
    assert library.stood_in == ("t/l2025",)
    assert ["which is not loaded" in str(problem) for problem in library.problems] == [True]


def test_an_entry_the_users_base_does_not_hold_is_told_and_nothing_stands_in(tmp_path: Path) -> None:
    later = edition("l2025", "2025-01-01", inherits="l2023", removes="[t.a]")
    write_pack(tmp_path / "bundled", {"l2023": edition("l2023", "2023-01-01", "a"), "l2025": later})
    write_pack(tmp_path / "user", {"l2023": edition("l2023", "2023-01-01", "b")})
    library = read_library(tmp_path / "bundled", tmp_path / "user")
    assert ["removes 't.a'" in str(problem) for problem in library.problems] == [True]
    assert library.stood_in == ()


def party_list(name: str, as_of: str = "", sections: tuple[str, ...] = ()) -> PartyList:
    day = dt.date.fromisoformat(as_of) if as_of else None
    return PartyList(name, "us-parties", Words(name), as_of=day, sections={key: Words(key) for key in sections})


def kept(on: str, *lists: PartyList) -> list[str]:
    pack = PartyPack("us-parties", Words("x"), "US", Words(), "", lists)
    return [held.id for held in current([pack], dt.date.fromisoformat(on))[0].lists]


def test_of_copies_of_a_party_list_only_the_newest_of_the_day_stands() -> None:
    two = party_list("2026-07-23", "2026-07-23", ("el",)), party_list("2026-10-01", "2026-10-01", ("el",))
    assert kept("2026-11-21", *two) == ["2026-10-01"]
    assert kept("2026-08-01", *two) == ["2026-07-23"]
    assert kept("2020-01-01", *two) == ["2026-07-23"]
    assert kept("2026-11-21", *two[::-1]) == ["2026-10-01"]


def test_different_publications_stand_beside_each_other() -> None:
    csl = party_list("csl-el", "2026-07-01"), party_list("csl-2026-10-01-el"), party_list("csl-2026-10-01-sdn")
    others = party_list("2026-07-23", "2026-07-23", ("el",)), party_list("2026-10-01"), party_list("sdn")
    assert kept("2026-11-21", *csl, *others) == [
        "csl-2026-10-01-el",
        "csl-2026-10-01-sdn",
        "2026-07-23",
        "2026-10-01",
        "sdn",
    ]


def test_a_copy_of_no_known_day_is_never_dropped() -> None:
    assert kept("2026-11-21", party_list("sdn"), party_list("sdn-2022-01-31")) == ["sdn", "sdn-2022-01-31"]


@given(st.lists(st.tuples(st.sampled_from(["", "csl-", "sdn-"]), DAYS), unique=True, max_size=6), DAYS)
def test_at_most_one_copy_of_a_party_list_stands(copies: list[tuple[str, dt.date]], on: dt.date) -> None:
    found = kept(on.isoformat(), *(party_list(f"{stem}{day}") for stem, day in copies))
    for stem in ("", "csl-", "sdn-"):
        days = [day for name, day in copies if name == stem]
        assert len([name for name in found if name.rstrip("0123456789-") == stem.rstrip("-")]) == min(1, len(days))


def told(edition: Edition, held: Catalogue | None) -> list[str]:
    return [words.en for words in doubts_of(edition, held)]


def test_an_import_without_a_day_of_effect_is_told_so() -> None:
    assert ["no day of effect" in line for line in told(one("2026-01", None), None)] == [True]
    for known in (one("a", JAN), one("d", None, status="draft"), one("s", None, superseded_on=JAN)):
        assert told(known, None) == []


def test_an_amendment_of_a_base_that_another_overtook_is_told_so() -> None:
    base, first = one("base", JAN), one("first", MAY, amends="base")
    held = catalogue(base, first)
    assert ["--base first" in line for line in told(one("second", JUL, amends="base"), held)] == [True]
    assert told(one("second", JUL, amends="first"), held) == []
    assert told(first, held) == []
    assert told(one("before", dt.date(2027, 2, 1), amends="base"), held) == []
