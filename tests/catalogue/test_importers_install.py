"""A reading becomes a pack whole or not at all, whatever stops it and whenever."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.importers.installing import Disk, Installed, Place, check_place, install
from catalogue.importers.locking import only_one
from catalogue.importers.preview import Preview, compared_with, preview, tell_preview
from catalogue.importers.reading import Card, Reading, Refused, Unplaced
from catalogue.model import Catalogue, Check, Control, Edition, Entry, Limb, LimbTree, Op, Point, Quantity, Words
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.parties import ListNotice, Party, PartyList
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput

TODAY = dt.date(2026, 11, 21)
CARD = Card(Words("试验目录", "Test list"), "control-list", "XX", Words("部"), r"\d[A-E]\d{3}", source="s")
REACH = Quantity("reach", Words("距离", "reach"), "length")


def entry(code: str, title: str = "甲", text: str = "距离大于 3 km") -> Entry:
    tree = LimbTree("all", (Limb("reach", Op.GT, (Fraction(3),), "km", span=(4, 5)),))
    points = (Point(None, Words(text), tree, source="s", checked=Check.OFFICIAL),)
    return Entry(
        f"t.{code.lower()}", code, Words(title), Control.LICENCE, points=points, source="s", checked=Check.OFFICIAL
    )


def reading(*codes: str, name: str = "2026", title: str = "甲") -> Reading:
    entries = tuple(entry(code, title) for code in codes)
    edition = Edition(name, "t", Words("二零二六"), "令1", "in_force", entries=entries, sources=("s",))
    return Reading("t", CARD, edition, quantities={"reach": REACH}, expected=2)


def names(*held: str, lists: tuple[str, ...] = ("one", "two")) -> Reading:
    parties = tuple(Party(n, Words(n), notice="n", copies=("f",), checked=Check.OFFICIAL) for n in held)
    notices = {"n": ListNotice("n", "告1", effective=TODAY, sources=("s",))}
    made = tuple(
        PartyList(one, "p", Words(one), as_of=TODAY, notices=notices, parties=parties, copies={"f": "s"})
        for one in lists
    )
    return Reading("p", replace(CARD, kind="party-list"), lists=made)


def library(packs: Path) -> Library:
    return read_library(packs)


def place(packs: Path) -> Place:
    held = library(packs) if packs.is_dir() else None
    catalogue = held.catalogues.get("t") if held else None
    return Place(packs, catalogue, held.party_cards.get("p") if held else None, TODAY)


def put(packs: Path, what: Reading, **options: object) -> Installed:
    return install(what, place(packs), **options)  # type: ignore[arg-type]


def codes(packs: Path, name: str = "2026") -> list[str | None]:
    found = library(packs)
    assert found.problems == ()
    edition = found.catalogues["t"].edition(name)
    return [] if edition is None else [one.code for one in edition.entries]


def state(packs: Path) -> dict[str, bytes]:
    """Every file a reader of packs sees."""
    return {str(p.relative_to(packs)): p.read_bytes() for p in sorted(packs.glob("[!.]*/*")) if p.is_file()}


def test_a_first_import_makes_a_whole_pack(tmp_path: Path) -> None:
    done = put(tmp_path / "packs", reading("1A001", "2B002"))
    assert done.folder == tmp_path / "packs" / "t"
    assert set(done.files) == {"quantities.yaml", "2026.yaml", "pack.yaml"}
    found = library(tmp_path / "packs")
    assert found.problems == ()
    edition = found.catalogues["t"].edition("2026")
    assert edition is not None
    assert (edition.as_of, [e.code for e in edition.entries]) == (TODAY, ["1A001", "2B002"])
    assert edition.entries[0].points[0].tree == entry("1A001").points[0].tree


def test_the_second_time_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, reading("1A001"))
    before = state(tmp_path)
    later = replace(place(tmp_path), today=TODAY + dt.timedelta(days=40))
    assert install(reading("1A001"), later).files == ()
    assert state(tmp_path) == before


def test_a_file_mended_by_hand_counts_as_what_it_says(tmp_path: Path) -> None:
    put(tmp_path, reading("1A001"))
    path = tmp_path / "t" / "2026.yaml"
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert put(tmp_path, reading("1A001")).files == ()
    assert path.read_text(encoding="utf-8").startswith("# mine")


def test_another_content_needs_the_flag(tmp_path: Path) -> None:
    put(tmp_path, reading("1A001"))
    before = state(tmp_path)
    with pytest.raises(
        BadInput, match=r"'2026' is held already and this publication gives it otherwise; .* add --replace"
    ):
        put(tmp_path, reading("1A001", "2B002"))
    assert state(tmp_path) == before
    assert put(tmp_path, reading("1A001", "2B002"), replacing=True).files == ("2026.yaml",)
    assert codes(tmp_path) == ["1A001", "2B002"]


def test_an_edition_that_cannot_be_read_is_replaced_with_the_flag_only(tmp_path: Path) -> None:
    put(tmp_path, reading("1A001"))
    (tmp_path / "t" / "2026.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(BadInput, match="--replace"):
        put(tmp_path, reading("1A001"))
    put(tmp_path, reading("1A001"), replacing=True)
    assert codes(tmp_path) == ["1A001"]


def test_other_editions_and_files_of_the_user_stay(tmp_path: Path) -> None:
    put(tmp_path, reading("1A001"))
    (tmp_path / "t" / "synonyms.yaml").write_text("groups: [[a, b]]\n", encoding="utf-8")
    put(tmp_path, reading("2B002", name="2027"))
    found = library(tmp_path).catalogues["t"]
    assert [e.id for e in found.editions] == ["2026", "2027"]
    assert found.synonyms == (("a", "b"),)


def test_an_edition_over_a_bundled_pack_takes_its_card(tmp_path: Path) -> None:
    held = read_library(bundled_packs()).catalogues["cn-tech"]
    source = held.edition("2023")
    assert source is not None
    mine = replace(source, id="2023-mine", entries=source.entries[:5], events=(), expected=None)
    made = Reading("cn-tech", replace(CARD, title=Words("别的")), mine)
    install(made, Place(tmp_path, held, None, TODAY))
    found = read_library(bundled_packs(), tmp_path)
    assert (found.problems, found.catalogues["cn-tech"].title) == ((), held.title)
    both = found.catalogues["cn-tech"]
    mine_read = both.edition("2023-mine")
    assert mine_read is not None
    assert [e.code for e in mine_read.entries] == [e.code for e in source.entries[:5]]
    assert both.edition("2025-07") is not None


def test_an_edition_that_inherits_from_a_bundled_one_is_written_whole(tmp_path: Path) -> None:
    base = Edition("1", "t", Words("一"), "令0", "in_force", as_of=TODAY, entries=(entry("1A001"), entry("2B002")))
    held = Catalogue("t", Words("x"), "control-list", "XX", Words(), ".*", Words(), "s", (base,), {"reach": REACH})
    amended = replace(reading("3C003").edition or base, inherits="1", removes=("t.1a001",))
    install(Reading("t", CARD, amended), Place(tmp_path, held, None, TODAY))
    assert codes(tmp_path) == ["2B002", "3C003"]
    with pytest.raises(BadInput, match="inherits from '9', which is not held"):
        install(Reading("t", CARD, replace(amended, inherits="9")), Place(tmp_path / "b", held, None, TODAY))


def test_a_faulty_reading_is_not_written(tmp_path: Path) -> None:
    twins = reading("1A001", "1A001")
    with pytest.raises(BadInput, match="two entries have the id"):
        put(tmp_path, twins)
    unknown = replace(reading("1A001"), quantities={})
    with pytest.raises(BadInput, match=r"the quantity 'reach' is not in quantities\.yaml"):
        put(tmp_path, unknown)
    assert state(tmp_path) == {}


def test_a_quantity_that_measures_something_else_is_refused(tmp_path: Path) -> None:
    put(tmp_path, reading("1A001"))
    other = replace(reading("2B002", name="2027"), quantities={"reach": replace(REACH, dimension="time")})
    with pytest.raises(BadInput, match="measures length in the pack held and time here"):
        put(tmp_path, other)


def test_the_programs_own_folder_is_never_written() -> None:
    for folder in (bundled_packs(), bundled_packs() / "cn-tech", bundled_packs().parent):
        with pytest.raises(BadInput, match="the program's own folder"):
            check_place(folder)
        with pytest.raises(BadInput, match="the program's own folder"):
            install(reading("1A001"), Place(folder, None, None, TODAY))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(BadInput, match="this is a file, not a folder"):
        put(path, reading("1A001"))


def test_two_at_once(tmp_path: Path) -> None:
    with (
        only_one(tmp_path),
        pytest.raises(BadInput, match=r"another import or installation .*; wait"),
    ):
        put(tmp_path, reading("1A001"))
    assert put(tmp_path, reading("1A001")).files


class Failing(Disk):
    """Fails, or ends the process, at its n-th operation."""

    def __init__(self, at: int, *, kill: bool = False) -> None:
        self.left, self.kill = at, kill

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            if self.kill:
                os._exit(9)
            self.left = 10**9  # what follows is the way back
            raise OSError(28, "No space left on device")

    def write(self, path: Path, data: bytes) -> None:
        if self.left == 1 and self.kill:
            path.write_bytes(data[: len(data) // 2])
        self._count()
        super().write(path, data)

    def make(self, folder: Path) -> None:
        self._count()
        super().make(folder)

    def rename(self, source: Path, target: Path) -> None:
        self._count()
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._count()
        super().remove(path)


def operations(packs: Path, what: Reading) -> int:
    counting = Failing(10**6)
    put(packs, what, replacing=True, disk=counting)
    return 10**6 - counting.left


CASES = {
    "new pack": (None, lambda: reading("1A001")),
    "edition replaced": (lambda: reading("1A001"), lambda: reading("1A001", "2B002")),
    "edition added": (lambda: reading("1A001"), lambda: reading("2B002", name="2027")),
    "lists replaced": (lambda: names("a"), lambda: names("a", "b")),
    "lists changed and added": (lambda: names("a", lists=("one",)), lambda: names("a", "b")),
}

SELDOM = [
    pytest.param(case, marks=[pytest.mark.full] if case in ("edition added", "lists changed and added") else [])
    for case in CASES
]


@pytest.mark.parametrize("case", SELDOM)
def test_a_disk_that_refuses_leaves_the_old_state(tmp_path: Path, case: str) -> None:
    first, second = CASES[case]
    trial = tmp_path / "trial"
    if first:
        put(trial, first())
    steps = operations(trial, second())
    assert steps >= 4
    for step in range(1, steps):  # the last one only sweeps
        packs = tmp_path / str(step)
        if first:
            put(packs, first())
        before = state(packs)
        with pytest.raises(BadInput, match=r"could not be written \(No space left on device\); the old state is kept"):
            put(packs, second(), replacing=True, disk=Failing(step))
        assert state(packs) == before, step
        put(packs, second(), replacing=True)
        assert state(packs) == state(trial)
        assert not list(packs.glob(".import-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed")
@pytest.mark.parametrize("case", SELDOM)
def test_a_kill_at_any_moment_leaves_a_whole_pack(tmp_path: Path, case: str) -> None:
    first, second = CASES[case]
    trial = tmp_path / "trial"
    if first:
        put(trial, first())
    old = state(trial)
    steps = operations(trial, second())
    new = state(trial)
    for step in range(1, steps + 1):
        packs = tmp_path / str(step)
        if first:
            put(packs, first())
        child = os.fork()
        if not child:
            put(packs, second(), replacing=True, disk=Failing(step, kill=True))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        seen = library(packs)
        assert seen.problems == (), step
        assert read_parties(seen.party_cards.values())[1] == ()
        if "lists" not in case:  # a reader sees an edition as it was or as it will be
            assert _told(packs) in (_told_of(old, tmp_path / f"{step}-old"), _told_of(new, tmp_path / f"{step}-new"))
        put(packs, second(), replacing=True)
        assert state(packs) == new
        assert not list(packs.glob(".import-*"))


def _told(packs: Path) -> object:
    found = library(packs)
    parties = read_parties(found.party_cards.values())[0]
    editions = {e.id: e for c in found.catalogues.values() for e in c.editions}
    return editions, [(one.id, one.parties) for pack in parties for one in pack.lists]


def _told_of(files: dict[str, bytes], packs: Path) -> object:
    for name, data in files.items():
        path = packs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return _told(packs)


@pytest.mark.skipif(sys.platform == "win32", reason="a process is forked and killed")
def test_what_a_killed_import_put_aside_is_put_back_by_the_next(tmp_path: Path) -> None:
    put(tmp_path, names("a"))
    before = state(tmp_path)
    for step in range(1, 100):
        child = os.fork()
        if not child:
            put(tmp_path, names("a", "b"), replacing=True, disk=Failing(step, kill=True))
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            break
        with pytest.raises(BadInput, match="--replace"):
            put(tmp_path, names("a", "c"))
        if state(tmp_path) != before:  # past its last rename the import had ended
            assert [
                len(one.parties)
                for pack in read_parties(library(tmp_path).party_cards.values())[0]
                for one in pack.lists
            ] == [2, 2]
            put(tmp_path, names("a"), replacing=True)
            assert state(tmp_path) == before


def test_cancelling_before_the_first_rename_changes_nothing(tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, of: int) -> None:
        raise Cancelled

    put(tmp_path, reading("1A001"))
    before = state(tmp_path)
    with pytest.raises(Cancelled):
        put(tmp_path, reading("2B002"), replacing=True, progress=cancel)
    assert state(tmp_path) == before
    assert not list(tmp_path.glob(".import-*"))


def test_the_column_map_is_laid_beside_the_pack(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("columns: {code: a}\n", encoding="utf-8")
    packs = tmp_path / "packs"
    put(packs, reading("1A001"), columns=path)
    assert (packs / "t" / "columns.yaml").read_text(encoding="utf-8") == "columns: {code: a}\n"
    assert library(packs).problems == ()
    path.write_text("columns: {code: b}\n", encoding="utf-8")
    assert put(packs, reading("1A001"), columns=path).files == ("columns.yaml",)


def shown(packs: Path, what: Reading) -> Preview:
    return preview(what, place(packs))


def test_a_preview_counts_and_names_what_differs(tmp_path: Path) -> None:
    put(tmp_path, reading("1A001", "2B002", "4D004"))
    what = replace(
        reading("1A001", "2B012", "3C003"),
        refused=(Refused(Words("第3行", "row 3"), "X9", Words("不合", "no code")),),
        unplaced=(Unplaced(Words("第4行", "row 4"), "脚注", Words("无处", "nowhere")),),
        remarks=(Words("注", "a remark"),),
    )
    assert what.edition is not None
    entries = (
        replace(what.edition.entries[0], title=Words("新名")),
        replace(what.edition.entries[1], id="t.2b002", points=()),
        replace(what.edition.entries[2], title=Words("丙")),
    )
    what = replace(what, edition=replace(what.edition, entries=entries))
    found = shown(tmp_path, what)
    assert (found.found, found.expected, found.expected_of, found.compared) == (3, 2, "publication", "2026")
    assert [(c.kind, c.code, c.code_from) for c in found.changes] == [
        ("renamed", "1A001", ""),
        ("renumbered", "2B012", "2B002"),
        ("amended", "2B012", ""),
        ("added", "3C003", ""),
        ("deleted", "4D004", ""),
    ]
    english = "\n".join(tell_preview(found, "en"))
    assert "t 2026: 3 of 2 (printed in the publication), 2 points" in english
    assert "row 3 X9 no code" in english
    assert "row 4 脚注 (nowhere)" in english
    assert "against 2026: added 1, no longer there 1, renumbered 1, renamed 1, differs 1" in english
    chinese = "\n".join(tell_preview(found, "zh"))
    assert "t 2026：3/2（文件所印数目），2个要点" in chinese
    assert "2B002 → 2B012" in chinese
    value = found.as_json()
    assert {"catalogue", "edition", "found", "expected", "refused", "unplaced", "written"} <= value.keys()
    assert value["written"] is None


def test_a_preview_compares_with_the_edition_amended_and_says_when_there_is_none(tmp_path: Path) -> None:
    assert "nothing is held to compare with" in "\n".join(tell_preview(shown(tmp_path, reading("1A001")), "en"))
    one = Edition("1", "t", Words("一"), "令1", "in_force", entries=(entry("1A001"),))
    two = replace(one, id="2")
    held = Catalogue("t", Words("x"), "control-list", "XX", Words(), ".*", Words(), "s", (one, two))
    assert compared_with(replace(one, id="3", amends="1"), held) is one
    assert compared_with(replace(one, id="3"), held) is two
    assert compared_with(two, held) is two


def test_a_derived_number_is_told_as_such(tmp_path: Path) -> None:
    what = reading("1A001")
    assert what.edition is not None
    derived = replace(what, edition=replace(what.edition, expected=2, expected_derived=True))
    assert "1 of 2 (derived)" in "\n".join(tell_preview(shown(tmp_path, derived), "en"))
    unprinted = replace(what, expected=None)
    put(tmp_path, derived)
    assert shown(tmp_path, unprinted).expected_of == "derived"


def test_a_preview_of_lists_names_who_came_and_went(tmp_path: Path) -> None:
    put(tmp_path, names("a", "b", lists=("one",)))
    found = shown(tmp_path, names("b", "c", lists=("one",)))
    assert [(c.kind, c.title.zh) for c in found.changes] == [("added", "c"), ("deleted", "a")]
    assert (found.edition, found.found, found.expected) == ("one", 2, None)
    assert "p one: 2 of ? (no number to compare with)" in "\n".join(tell_preview(found, "en"))
