"""Installing packs: who may, in place of what, and what a kill or a failing disk leaves behind."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from stick_packs import (
    CARD,
    CONTENTS,
    EDITION,
    MANIFEST,
    PUBLIC_KEY,
    bundled_at,
    home_at,
    signature,
    tree,
    with_contents,
    written,
)

from catalogue.home import Home
from catalogue.importers.locking import NAME as LOCK
from catalogue.importers.locking import only_one
from catalogue.packs import SET_ASIDE, read_library
from catalogue.problems import BadInput
from catalogue.stick.archives import read_archive
from catalogue.stick.installed import installed_problems, read_installed
from catalogue.stick.installing import Done, Leave, NeedsLeave, install
from catalogue.stick.manifests import Manifest
from catalogue.stick.signatures import fingerprint
from catalogue.stick.trust import read_trust, trust

UNSIGNED = Leave(unsigned=True)
NEWER, NEWER_CONTENTS = with_contents({"SOURCE.md": b"Second.\n"}, number=2)


class Place:
    """A home, an empty program, and archives put into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home: Home = home_at(folder / "home")
        self.bundled = bundled_at(folder / "bundled")
        self.pack = self.home.packs / "mine"

    def put(
        self,
        manifest: Manifest = MANIFEST,
        contents: dict[str, bytes] | None = None,
        leave: Leave = UNSIGNED,
        signed: bool = False,
    ) -> Done:
        mark = signature(manifest) if signed else None
        path = written(self.folder, manifest, dict(CONTENTS) if contents is None else contents, mark)
        return install(read_archive(path), self.home, self.bundled, leave)

    def refused(self, *words: object, **more: object) -> BadInput:
        before = tree(self.home.packs)
        with pytest.raises(BadInput) as caught:
            self.put(*words, **more)  # type: ignore[arg-type]
        assert tree(self.home.packs) == before
        assert any("一" <= sign <= "鿿" for sign in caught.value.in_language("zh"))
        return caught.value


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_an_installed_pack_is_read_and_nothing_else_lies_about(place: Place) -> None:
    done = place.put()
    assert done.changed
    assert {n: d for n, d in tree(place.pack).items() if n != "caveat-pack.json"} == CONTENTS
    assert read_library(place.bundled, place.home.packs).catalogues["mine"].editions[0].entries[0].code == "1A001"
    assert {p.name for p in place.home.packs.iterdir()} == {"mine", LOCK}


def test_installing_twice_changes_nothing(place: Place) -> None:
    place.put()
    before = {p: p.stat().st_mtime_ns for p in place.home.packs.rglob("*")}
    assert not place.put().changed
    assert {p: p.stat().st_mtime_ns for p in place.home.packs.rglob("*")} == before


def test_an_unsigned_pack_needs_leave(place: Place) -> None:
    bad = place.refused(leave=Leave(trust=True, replace=True))
    assert isinstance(bad, NeedsLeave)
    assert bad.leave == "unsigned"
    assert "--unsigned" in str(bad)


def test_an_unknown_key_needs_leave_once_and_is_then_known(place: Place) -> None:
    bad = place.refused(leave=UNSIGNED, signed=True)
    assert isinstance(bad, NeedsLeave)
    assert bad.leave == "trust"
    assert fingerprint(PUBLIC_KEY) in bad.in_language("zh")
    assert not place.home.trust.exists()
    done = place.put(leave=Leave(trust=True), signed=True)
    assert [n.id for n in done.warnings] == ["newly-trusted"]
    keys, problems = read_trust(place.home.trust)
    assert ([key.key for key in keys], problems) == ([PUBLIC_KEY], ())
    again = place.put(NEWER, NEWER_CONTENTS, Leave(), signed=True)
    assert ([n.id for n in again.warnings], again.changed) == (["signed"], True)


def test_the_name_shown_is_the_users_and_not_the_packs(place: Place) -> None:
    trust(place.home.trust, PUBLIC_KEY, "../../My partner")
    (file,) = place.home.trust.iterdir()
    assert file.name.startswith("My-partner-")
    done = place.put(leave=Leave(), signed=True)
    assert "My-partner" in done.warnings[0].text.en
    assert "Office" not in done.warnings[0].text.en


def test_a_file_in_trust_that_is_no_key_is_a_problem_and_trusts_nobody(place: Place) -> None:
    place.home.trust.mkdir(parents=True)
    (place.home.trust / "a.pub").write_bytes(b"no key")
    (place.home.trust / "b.pub").mkdir()
    keys, problems = read_trust(place.home.trust)
    assert (keys, len(problems)) == ((), 2)


def test_an_older_version_needs_leave(place: Place) -> None:
    place.put(NEWER, NEWER_CONTENTS)
    bad = place.refused()
    assert isinstance(bad, NeedsLeave)
    assert (bad.leave, "2026.11.21.1" in str(bad), "2026.11.21.2" in str(bad)) == ("replace", True, True)
    place.put(leave=Leave(unsigned=True, replace=True))
    assert (place.pack / "SOURCE.md").read_bytes() == CONTENTS["SOURCE.md"]


def test_another_pack_of_the_same_version_needs_leave(place: Place) -> None:
    place.put()
    other, contents = with_contents({"SOURCE.md": b"Other.\n"})
    bad = place.refused(other, contents)
    assert isinstance(bad, NeedsLeave)
    assert bad.leave == "replace"


def test_what_the_user_made_or_changed_is_not_lost_unasked(place: Place) -> None:
    bundled_at(place.home.packs, CONTENTS)
    assert place.refused().leave == "replace"  # type: ignore[attr-defined]
    place.put(leave=Leave(unsigned=True, replace=True))
    (place.pack / "SOURCE.md").write_bytes(b"my own note\n")
    (place.pack / "more.md").write_bytes(b"mine\n")
    bad = place.refused(NEWER, NEWER_CONTENTS)
    assert "SOURCE.md" in str(bad)
    there = read_installed(place.pack)
    assert there is not None
    assert there.changed == ("SOURCE.md", "more.md")
    assert {p.file for p in installed_problems(place.pack)} == {"mine/SOURCE.md", "mine/more.md"}
    place.put(NEWER, NEWER_CONTENTS, Leave(unsigned=True, replace=True))
    assert not (place.pack / "more.md").exists()
    assert installed_problems(place.pack) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"2026-01.yaml": EDITION.replace("1A001", "A1001").encode()}, "does not fit"),
        ({"2026-01.yaml": EDITION.replace("as_of: 2026-11-21\n", "").encode()}, "as_of"),
        ({"2026-01.yaml": None}, "no such file"),
        ({"2026-01.yaml": b"a: " + b"[" * 100_000}, "nested too deeply"),
        ({"2026-01.yaml": b"a: &x 1\nb: *x\n"}, "anchor"),
        ({"2026-01.yaml": EDITION.replace("1A001", "1" * 99).encode()}, "at most 60"),
        ({"pack.yaml": CARD.replace("id: mine", "id: yours").encode()}, "calls itself"),
        ({"pack.yaml": CARD.replace(r"\d[A-E]\d{3}", "(A+)+B").encode()}, "might never end"),
        ({"pack.yaml": b"\xff\xfe\x00"}, "UTF-8"),
        ({"quantities.yaml": b"quantities: [{id: x}]\n"}, "needs"),
    ],
)
def test_a_pack_that_does_not_read_is_refused_before_anything_is_touched(
    place: Place, changes: dict[str, bytes | None], said: str
) -> None:
    place.put()
    manifest, contents = with_contents(changes, number=2)
    assert said in str(place.refused(manifest, contents, UNSIGNED))
    assert {p.name for p in place.home.packs.iterdir()} == {"mine", LOCK}


def test_a_party_list_that_does_not_read_is_refused(place: Place) -> None:
    card = CARD.replace("control-list", "party-list")
    manifest, contents = with_contents({"pack.yaml": card.encode()})
    assert "2026-01.yaml" in str(place.refused(manifest, contents))


def test_a_pack_for_a_later_program_is_refused(place: Place) -> None:
    manifest, contents = with_contents({}, program_min="99.0")
    assert "needs Caveat 99.0" in str(place.refused(manifest, contents, Leave(True, True, True)))


@pytest.mark.parametrize(
    ("old", "new", "fits"),
    [
        ("control-list", "control-list", True),
        ("cards", "control-list", True),
        ("control-list", "technology-catalogue", False),
        ("control-list", "party-list", False),
        ("cards", "party-list", False),
    ],
)
def test_the_kind_of_a_bundled_pack_cannot_be_turned_over(place: Place, old: str, new: str, fits: bool) -> None:
    def card(kind: str) -> bytes:
        empty = kind in ("cards", "party-list")
        text = CARD.replace("control-list", kind)
        return (text.replace('editions: ["2026-01"]', "editions: []") if empty else text).encode()

    bundled_at(place.bundled, {**CONTENTS, "pack.yaml": card(old)})
    manifest, contents = with_contents({"pack.yaml": card(new)})
    if fits:
        assert place.put(manifest, contents).changed
    else:
        assert "cannot lie over" in str(place.refused(manifest, contents, Leave(True, True, True)))


def test_data_older_than_the_programs_own_are_told(place: Place) -> None:
    newer = EDITION.replace("as_of: 2026-11-21", "as_of: 2026-12-01")
    bundled_at(place.bundled, {**CONTENTS, "2026-01.yaml": newer.encode()})
    assert [n.id for n in place.put().warnings] == ["unsigned", "older-than-bundled"]


def in_a_child(work: Callable[[], None]) -> int:
    """Runs `work` in a process of its own; its exit status (0 done, 3 refused)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 9
    try:
        work()
        status = 0
    except BadInput:
        status = 3
    finally:
        os._exit(status)
    raise AssertionError


def at_operation(number: int, root: Path, stop: Callable[[], None]) -> None:
    """Calls `stop` when the process is about to do its `number`-th writing file operation below `root`."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        writes = event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir") or (
            event == "open" and isinstance(arguments[1], str) and any(c in arguments[1] for c in "wxa+")
        )
        if writes and str(arguments[0]).startswith(str(root)):
            seen += 1
            if seen == number:
                stop()

    sys.addaudithook(hook)


def full_disk() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("failing", [False, True])
def test_a_kill_or_a_failure_at_any_operation_leaves_the_old_pack_or_the_new_one(place: Place, failing: bool) -> None:
    """Every point at which the installation touches the disk is tried in turn."""
    place.put()
    kept = place.folder / "kept"
    shutil.copytree(place.home.packs, kept)
    path = written(place.folder, NEWER, NEWER_CONTENTS)
    old, new = (
        read_library(bundled_at(place.folder / str(n), c)).catalogues for n, c in ((1, CONTENTS), (2, NEWER_CONTENTS))
    )
    number, outcomes = 0, set()
    while True:
        number += 1
        shutil.rmtree(place.home.packs)
        shutil.copytree(kept, place.home.packs)

        def work(at: int = number) -> None:
            archive = read_archive(path)
            at_operation(at, place.home.packs, full_disk if failing else lambda: os._exit(7))
            install(archive, place.home, place.bundled, UNSIGNED)

        status = in_a_child(work)
        assert status in ((0, 3) if failing else (0, 7))
        library = read_library(place.bundled, place.home.packs)
        assert (library.problems, library.catalogues) in (((), old), ((), new))
        folder = place.pack if place.pack.exists() else place.home.packs / SET_ASIDE / "mine"
        assert installed_problems(folder) == ()
        outcomes.add((status, folder == place.pack))
        assert install(read_archive(path), place.home, place.bundled, UNSIGNED).manifest == NEWER
        assert installed_problems(place.pack) == ()
        assert not (place.home.packs / SET_ASIDE).exists()
        if status == 0 and number > 12:
            break
        assert number < 60
    assert number > 10
    assert failing or (7, False) in outcomes, "no kill hit the moment between the two renames"


def test_leftovers_of_a_kill_are_swept_by_the_next_installation(place: Place) -> None:
    left = place.home.packs / SET_ASIDE.parent / "new-left"
    (left / "mine").mkdir(parents=True)
    place.put()
    assert not left.exists()


def test_two_installations_at_once(place: Place) -> None:
    place.home.packs.mkdir(parents=True)
    with only_one(place.home.packs), pytest.raises(BadInput, match="another import or installation is writing"):
        place.put()
    assert not place.pack.exists()
    place.put()
    assert place.pack.exists()


def test_a_pack_folder_that_is_a_link_keeps_what_it_points_to(place: Place) -> None:
    elsewhere = bundled_at(place.folder / "elsewhere", CONTENTS) / "mine"
    place.home.packs.mkdir(parents=True)
    place.pack.symlink_to(elsewhere, target_is_directory=True)
    place.put(NEWER, NEWER_CONTENTS, Leave(unsigned=True, replace=True))
    assert not place.pack.is_symlink()
    assert tree(elsewhere) == CONTENTS
