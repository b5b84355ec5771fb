"""Two editions compared, on small editions made here: what proves a deletion, and what does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import catalogue
from catalogue.comparing.changes import Difference
from catalogue.comparing.differences import compare, only
from catalogue.comparing.standing import Presence, Standings
from catalogue.model import (
    Catalogue,
    Check,
    Control,
    Edition,
    Entry,
    Event,
    Limb,
    LimbTree,
    Op,
    Point,
    Quantity,
    Words,
)
from catalogue.telling.telldiff import tell_difference
from catalogue.units import UnitTable

UNITS = UnitTable.read(Path(catalogue.__file__).parent / "units.yaml")
QUANTITIES = {"tap_density": Quantity("tap_density", Words("振实密度", "tap density"), "mass_density")}
X, J = Control.RESTRICTED, Control.PROHIBITED


def point(no: str | None, text: str, *, limb: Limb | None = None, partial: bool = False) -> Point:
    tree = LimbTree("all", (limb,)) if limb else None
    return Point(no, Words(text), tree, source="s", checked=Check.SEED, partial=partial)


def entry(name: str, code: str | None = None, *points: Point, whole: bool = True, title: str = "") -> Entry:
    return Entry(
        f"c.{name}", code, Words(title or name), X, points=points, source="s", checked=Check.SEED, complete=whole
    )


def event(kind: str, name: str, checked: Check = Check.SEED, code_from: str = "", code_to: str = "") -> Event:
    return Event(
        kind, f"c.{name}", dt.date(2023, 12, 21), "公告57", Words("注"), "s", code_from, code_to, Words(name), checked
    )


def catalogue_of(*editions: Edition) -> Catalogue:
    return Catalogue(
        "c", Words("目录"), "technology-catalogue", "CN", Words("部"), ".*", Words(), "s", editions, QUANTITIES
    )


def edition(name: str, *entries: Entry, events: tuple[Event, ...] = (), status: str = "in_force") -> Edition:
    return Edition(name, "c", Words(name), f"公告{name}", status, expected=134, entries=entries, events=events)


def diff(before: Edition, after: Edition, *between: Edition) -> Difference:
    return compare(catalogue_of(before, *between, after), before, after, UNITS)


def ids(rows: tuple[object, ...]) -> list[str]:
    return [row.id for row in rows]  # type: ignore[attr-defined]


def test_missing_is_not_deleted() -> None:
    found = diff(edition("2020", entry("a"), entry("b")), edition("2023", entry("a"), entry("n")))
    assert (found.added, found.deleted, found.changed, found.same) == ((), (), (), 1)
    assert [(r.id, r.missing_in) for r in found.unknown] == [("c.b", "2023"), ("c.n", "2020")]
    assert not found.differs


def test_events_prove_additions_and_deletions() -> None:
    told = (event("deleted", "b"), event("added", "n"), event("deleted", "never-loaded"))
    found = diff(edition("2020", entry("b")), edition("2023", entry("n"), events=told))
    assert (ids(found.added), ids(found.deleted)) == (["c.n"], ["c.b", "c.never-loaded"])
    assert found.unknown == ()
    assert found.deleted[0].witness == told[0]


def test_an_unchecked_event_proves_nothing() -> None:
    found = diff(edition("2020", entry("b")), edition("2023", events=(event("deleted", "b", Check.UNCHECKED),)))
    assert (found.deleted, ids(found.unknown)) == ((), ["c.b"])


def test_what_the_edition_removes_is_deleted_and_the_rest_carries_over() -> None:
    base = edition("2023", entry("a"), entry("b"))
    heir = replace(edition("2025", entry("a")), inherits="2023", removes=("c.b",))
    assert ids(diff(base, heir).deleted) == ["c.b"]


def test_a_text_loaded_whole_proves_absence() -> None:
    def official(*names: str) -> tuple[Entry, ...]:
        return tuple(replace(entry(n), checked=Check.OFFICIAL) for n in names)

    whole = replace(edition("2023", *official("a", "n")), expected=2)
    found = diff(replace(edition("2020", *official("a", "b")), expected=2), whole)
    assert (ids(found.added), ids(found.deleted), found.unknown) == (["c.n"], ["c.b"], ())
    derived = replace(whole, expected_derived=True)
    assert diff(edition("2020", *official("a", "b")), derived).deleted == ()


def test_a_draft_speaks_for_itself_only() -> None:
    draft = edition("2022-draft", entry("d"), events=(event("added", "d"), event("deleted", "b")), status="draft")
    old = edition("2020", entry("a"), entry("b"))
    new = edition("2023", entry("a"), events=(event("added", "n"), event("deleted", "z")))
    book = catalogue_of(old, draft, new)
    first, second = compare(book, old, draft, UNITS), compare(book, draft, new, UNITS)
    assert (ids(first.added), ids(first.deleted)) == (["c.d"], ["c.b"])
    assert (second.added, second.deleted) == ((), ())
    assert {(r.id, r.missing_in) for r in second.unknown} >= {("c.d", "2023"), ("c.n", "2022-draft")}
    standings = Standings(book)
    assert standings.of(new, "c.b").presence is Presence.UNKNOWN
    assert standings.of(old, "c.z").presence is Presence.PRESENT


def test_what_a_draft_had_and_the_final_text_has_not_is_gone_from_the_draft_only() -> None:
    draft = edition("2022-draft", entry("d"), events=(event("added", "d"),), status="draft")
    old, new = edition("2020", entry("a")), edition("2023", entry("a"), events=(event("not_adopted", "d"),))
    book = catalogue_of(old, draft, new)
    assert ids(compare(book, draft, new, UNITS).deleted) == ["c.d"]
    whole = compare(book, old, new, UNITS)
    assert (whole.added, whole.deleted, whole.unknown) == ((), (), ())


def test_a_condition_that_a_partial_source_leaves_out_is_no_change() -> None:
    whole = replace(density("1.2", "g/cc"), condition=Words("0.1C"))
    old = entry("a", None, point("3", "密度>1.2，0.1C", limb=whole, partial=True))
    new = entry("a", None, point("3", "密度>1.2", limb=density("1.2", "g/cc")))
    assert diff(edition("2020", old), edition("2023", new)).changed == ()


def test_an_amendment_of_which_only_the_event_is_known_is_a_change() -> None:
    new = edition("2023", events=(event("amended", "a"), event("renumbered", "a", code_from="1X", code_to="2X")))
    (row,) = diff(edition("2020"), new).changed
    assert (row.kinds, row.code_from, row.code_to, row.points) == (("renumbered", "amended"), "1X", "2X", ())


def test_points_pair_by_wording_not_by_number() -> None:
    old = entry("a", "1X", point("6", "信息存取加、解密技术"), point("7", "少数民族语言处理技术"))
    new = entry("a", "1X", point("6", "少数民族语言处理技术"))
    (row,) = diff(edition("2020", old), edition("2023", new)).changed
    assert [(p.numbers, p.kinds) for p in row.points] == [(("6",), ("deleted",)), (("7", "6"), ("renumbered",))]
    (row,) = diff(edition("2020", old), edition("2023", replace(new, complete=False))).changed
    assert [(p.kinds, p.missing_in) for p in row.points] == [(("not_loaded",), "2023"), (("renumbered",), "")]


def test_a_source_that_gives_part_proves_no_deletion() -> None:
    old = entry("a", None, point("1", "卤水提锂技术：浓度大于一定数值的锂盐"))
    new = entry("a", None, point("1", "卤水提锂技术", partial=True))
    found = diff(edition("2020", old), edition("2023", new))
    assert (found.changed, found.same) == ((), 1)


def density(value: str, unit: str, checked: Check = Check.SEED) -> Limb:
    return Limb("tap_density", Op.GT, (Fraction(value),), unit, checked=checked)


@pytest.mark.parametrize("partial", [False, True])
def test_thresholds_are_numbers_with_units(partial: bool) -> None:
    old = entry("a", None, point("3", "振实密度>1.2 g/cm3", limb=density("1.2", "g/cm3"), partial=partial))
    new = entry("a", None, point("3", "振实密度>2.1 g/cm3", limb=density("2.1", "g/cm3"), partial=partial))
    (row,) = diff(edition("2020", old), edition("2023", new)).changed
    (change,) = row.points[0].limbs
    assert change.told("en") == "tap density > 1.2 g/cm3 → > 2.1 g/cm3"
    assert row.points[0].as_json()["limbs"][0]["to"]["value"] == 2.1  # type: ignore[index]


def test_the_same_threshold_in_another_unit_is_no_change_of_it() -> None:
    old = entry("a", None, point("3", "振实密度>1.2 g/cm3", limb=density("1.2", "g/cm3")))
    new = entry("a", None, point("3", "振实密度>1200 kg/m3", limb=density("1200", "kg/m3")))
    (row,) = diff(edition("2020", old), edition("2023", new)).changed
    assert row.points[0].limbs == ()


def test_an_unchecked_threshold_is_not_compared() -> None:
    old = entry("a", None, point("3", "密度高", limb=density("1.2", "g/cm3")))
    new = entry("a", None, point("3", "密度较高", limb=density("2.1", "g/cm3", Check.UNCHECKED)))
    (row,) = diff(edition("2020", old), edition("2023", new)).changed
    assert row.points[0].limbs == ()


def test_entries_pair_across_ids() -> None:
    old = edition("2020", entry("old", "1X", title="甲技术"), entry("two", "2X", title="乙技术"))
    link = event("split", "new-b", code_from="2X", code_to="4X")
    new = edition("2023", entry("new", "3X", title="甲技术"), entry("new-b", "4X", title="丙技术"), events=(link,))
    found = diff(old, new)
    assert [(r.id_from, r.id, r.kinds) for r in found.changed] == [
        ("c.old", "c.new", ("renumbered",)),
        ("c.two", "c.new-b", ("renumbered", "renamed", "split")),
    ]


def test_a_move_needs_proof_on_both_sides() -> None:
    prohibited = replace(entry("ore-j", title="浸取工艺"), control=J)
    restricted = entry("ore-x", title="浸取工艺")
    assert diff(edition("2008", prohibited), edition("2023", restricted)).changed == ()
    proof = (event("deleted", "ore-j"), event("added", "ore-x"))
    found = diff(edition("2008", prohibited), edition("2023", restricted, events=proof))
    assert [(r.kinds, r.control_from, r.control_to) for r in found.changed] == [(("moved",), J, X)]
    assert (found.added, found.deleted) == ((), ())


def test_a_title_we_translated_back_proves_no_renaming() -> None:
    old, new = entry("a", title="地图制图技术（据英文译）"), entry("a", title="测绘技术")
    assert diff(edition("2020", old), edition("2023", new)).changed == ()
    assert diff(edition("2020", entry("a", title="测量技术")), edition("2023", new)).changed[0].kinds == ("renamed",)


NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5)


@given(NAMES, NAMES, NAMES, NAMES)
def test_backwards_is_the_mirror_of_forwards(old: list[str], new: list[str], added: list[str], gone: list[str]) -> None:
    first = edition("2020", *(entry(n, f"1{n}X", point("1", f"技术{n}")) for n in old))
    told = (*(event("added", n) for n in added), *(event("deleted", n) for n in gone if n not in added))
    last = edition("2023", *(entry(n, f"2{n}X", point("1", f"技术新{n}")) for n in new), events=told)
    book = catalogue_of(first, last)
    there, back = compare(book, first, last, UNITS), compare(book, last, first, UNITS)
    assert (ids(there.added), ids(there.deleted)) == (ids(back.deleted), ids(back.added))
    assert [(r.code_from, r.code_to) for r in there.changed] == [(r.code_to, r.code_from) for r in back.changed]
    assert ids(there.unknown) == ids(back.unknown)
    rows = [*ids(there.added), *ids(there.deleted), *ids(there.changed), *ids(there.unknown)]
    assert len(rows) == len(set(rows))
    assert set(ids(there.deleted)) <= {f"c.{n}" for n in gone}


def test_read_backward_the_history_is_no_basis() -> None:
    first = edition("2020", entry("a", "100001X"))
    last = edition("2023", entry("b", "100002X"), events=(event("deleted", "a"), event("added", "b")))
    book = catalogue_of(first, last)
    forward, backward = compare(book, first, last, UNITS), compare(book, last, first, UNITS)
    told = ["\n".join(tell_difference(one, "en")) for one in (forward, backward)]
    assert ["basis: " in text for text in told] == [True, False]
    assert ["what happened in between" in text for text in told] == [False, True]
    assert ["Read backward" in text for text in told] == [False, True]


def test_one_entry_or_one_point() -> None:
    old = entry("a", "1X", point("1", "甲技术"), point("2", "乙技术一"))
    new = entry("a", "2X", point("1", "甲技术"), point("2", "乙技术二"))
    found = diff(edition("2020", old, entry("b")), edition("2023", new))
    for code in ("1X", "2x", "c.a", " 2X "):
        narrowed = only(found, code)
        assert narrowed is not None
        assert (ids(narrowed.changed), narrowed.unknown) == (["c.a"], ())
    of_point = only(found, "2X(2)")
    assert of_point is not None
    assert [p.numbers for p in of_point.changed[0].points] == [("2", "2")]
    quiet = only(found, "2X(1)")
    assert quiet is not None
    assert not quiet.differs
    assert only(found, "9X") is None


def test_announcements_beside_each_other_delete_nothing() -> None:
    one, other = edition("2024-51", entry("a"), entry("b")), edition("2025-10", entry("b"), entry("c"))
    book = replace(catalogue_of(one, other), kind="control-list")
    found = compare(book, one, other, UNITS)
    assert (found.added, found.deleted, found.unknown, found.beside) == ((), (), (), (1, 1))
