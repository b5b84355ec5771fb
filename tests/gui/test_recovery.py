"""Edits that no file holds survive every way of ending and starting, until they are saved or thrown away."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLockFile

from catalogue.home import Home
from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from gui.recovery import EARLIER_NAME, Recovery

TODAY = dt.date(2026, 11, 21)
Driver = Any
Start = Callable[..., Driver]


def titled(title: str) -> MatterFile:
    return MatterFile.new(TODAY).set(("matter", "title"), title)


def edit(driver: Driver, title: str) -> None:
    driver.desk.session.edit("title", lambda file: file.set(("matter", "title"), title))


def on_disk(home: Home) -> list[str]:
    """The titles of everything that is kept."""
    texts = [json.loads(p.read_text("utf-8"))["text"] for p in (home.state / "unsaved").glob("*.json")]
    return sorted(MatterFile.from_text(text).matter.title for text in texts)


def offered(driver: Driver) -> list[str]:
    """The titles in the File menu."""
    menu = driver.window.menus.kept
    menu.aboutToShow.emit()
    return sorted(a.text().partition(" · ")[0] for a in menu.actions() if a.isEnabled())


@pytest.fixture
def kept(start: Start) -> None:
    """An earlier start left the edits "未存"."""
    first = start(sample=True)
    edit(first, "未存")
    first.window.close()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.yaml"
    titled("已存").save(path)
    return path


@pytest.fixture
def recovery(user_home: Home) -> Iterator[Recovery]:
    made = Recovery(user_home.state)
    yield made
    made.release()


@pytest.mark.parametrize("way", ["sample", "file", "missing file"])
def test_kept_edits_survive_a_start_that_shows_something_else(
    start: Start, kept: None, saved: Path, user_home: Home, way: str
) -> None:
    options = {"sample": {"sample": True}, "file": {"matter": saved}, "missing file": {"matter": saved / "no.yaml"}}
    second = start(**options[way])
    assert "未存" in second.window.banner.message.text
    assert second.desk.session.matter.title != "未存"
    assert offered(second) == ["未存"]
    second.window.close()
    assert on_disk(user_home) == ["未存"]
    assert start().desk.session.matter.title == "未存"


def test_the_offer_brings_them_back_and_they_can_be_thrown_away(start: Start, kept: None, user_home: Home) -> None:
    second = start(sample=True)
    second.window.banner.message.action()
    assert second.desk.session.matter.title == "未存"
    assert second.window.isWindowModified()
    assert offered(second) == []
    second.window.banner.message.action()
    assert not second.window.isWindowModified()
    assert on_disk(user_home) == []
    second.window.close()
    assert on_disk(user_home) == []


def test_saving_ends_the_recovery_file(start: Start, kept: None, user_home: Home, tmp_path: Path) -> None:
    second = start()
    second.desk.chooser.save = tmp_path / "now.yaml"
    assert second.window.matters.save()
    assert on_disk(user_home) == []
    assert MatterFile.open(tmp_path / "now.yaml").matter.title == "未存"


def test_an_instance_that_closes_later_without_edits_takes_nothing(start: Start, user_home: Home) -> None:
    first, second = start(sample=True), start(sample=True)
    edit(first, "甲")
    first.window.close()
    second.window.close()
    assert on_disk(user_home) == ["甲"]


def test_two_instances_keep_their_own(start: Start, user_home: Home) -> None:
    first, second = start(sample=True), start(sample=True)
    edit(first, "甲")
    edit(second, "乙")
    first.window.close()
    second.window.close()
    assert on_disk(user_home) == ["乙", "甲"]
    third = start()
    assert third.desk.session.matter.title in ("甲", "乙")
    assert sorted([third.desk.session.matter.title, *offered(third)]) == ["乙", "甲"]


def test_the_file_of_a_running_instance_is_not_taken(start: Start, saved: Path, user_home: Home) -> None:
    first = start(sample=True)
    edit(first, "甲")
    first.window.matters.new()
    assert on_disk(user_home) == ["甲"]
    second = start()
    assert second.desk.session.matter.title == ""
    assert offered(second) == []
    second.window.close()
    assert offered(first) == ["甲"]


@pytest.mark.parametrize("way", ["open", "new", "sample"])
def test_edits_are_on_disk_as_soon_as_another_matter_is_opened(
    start: Start, saved: Path, user_home: Home, way: str
) -> None:
    driver = start(sample=True)
    edit(driver, "甲")
    matters = driver.window.matters
    {"open": lambda: matters.open(saved), "new": matters.new, "sample": matters.sample}[way]()
    assert on_disk(user_home) == ["甲"]
    go_back = driver.window.banner.message.action
    driver.window.banner.withdraw()
    driver.window.close()
    assert on_disk(user_home) == ["甲"]
    go_back()
    assert driver.desk.session.matter.title == "甲"


def test_edits_are_on_disk_a_moment_after_they_are_made(start: Start, user_home: Home) -> None:
    driver = start(sample=True)
    edit(driver, "甲")
    driver.qtbot.waitUntil(lambda: on_disk(user_home) == ["甲"], timeout=5000)
    driver.desk.session.undo_stack.undo()
    driver.qtbot.waitUntil(lambda: on_disk(user_home) == [], timeout=5000)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"text": "matter: 3", "stored": null, "path": ""}', '{"path": ""}'])
@pytest.mark.parametrize("sample", [True, False])
def test_an_unreadable_file_is_named_and_stays(start: Start, user_home: Home, text: str, sample: bool) -> None:
    path = user_home.state / "unsaved" / "someone-1.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    driver = start(sample=sample)
    assert str(path) in driver.window.banner.message.text
    edit(driver, "甲")
    driver.window.close()
    assert path.read_text("utf-8") == text


def test_what_an_earlier_version_kept_is_found(start: Start, user_home: Home) -> None:
    user_home.state.mkdir(parents=True)
    earlier = user_home.state / EARLIER_NAME
    earlier.write_text(json.dumps({"path": "", "stored": None, "text": titled("旧").text}), "utf-8")
    assert start().desk.session.matter.title == "旧"
    assert not earlier.exists()


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of which nothing can be written, renamed or removed."""

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(30, "Read-only file system")

    def refuse_writing(path: Path, _data: bytes) -> None:
        raise BadInput.because("this file cannot be written", file=path)

    monkeypatch.setattr("gui.recovery.write_atomically", refuse_writing)
    for name in ("unlink", "rename"):
        monkeypatch.setattr(Path, name, refuse)


def test_a_home_that_cannot_be_written_still_shows_and_closes(
    start: Start, kept: None, user_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        forbid(patch)
        second = start()
        assert second.desk.session.matter.title == "未存"
        assert second.window.close()
        assert on_disk(user_home) == ["未存"]
        third = start()
        third.window.banner.message.action()
        assert "unsaved" in third.window.banner.message.text
        assert third.window.banner.message.tone == "warning"
        assert third.window.close()
    assert on_disk(user_home) == ["未存"]


def test_saving_elsewhere_says_when_the_recovery_file_cannot_go(
    start: Start, kept: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = start()
    second.desk.chooser.save = tmp_path / "now.yaml"
    with monkeypatch.context() as patch:
        forbid(patch)
        assert second.window.matters.save()
    assert second.window.banner.message.tone == "warning"
    assert not second.window.isWindowModified()


def test_the_window_stays_where_edits_cannot_be_kept_unless_told(
    start: Start, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start(sample=True)
    edit(driver, "甲")
    with monkeypatch.context() as patch:
        forbid(patch)
        driver.window.matters.open(saved)
        assert driver.desk.session.matter.title == "甲"
        assert not driver.window.close()
        assert driver.window.isVisible()
        assert driver.window.banner.message.tone == "error"
        driver.window.banner.message.action()
        assert not driver.window.isVisible()


def test_another_matter_may_take_the_place_of_edits_that_cannot_be_kept(
    start: Start, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start(sample=True)
    edit(driver, "甲")
    with monkeypatch.context() as patch:
        forbid(patch)
        driver.window.matters.open(saved)
        driver.window.banner.message.action()
    assert driver.desk.session.matter.title == "已存"


def test_nowhere_to_keep_is_no_traceback(start: Start, tmp_path: Path) -> None:
    (tmp_path / "caveat").write_text("a file where the folder should be", "utf-8")
    driver = start(sample=True)
    assert driver.window.close()


def test_a_fault_is_told_where_its_report_cannot_be_kept(start: Start, tmp_path: Path) -> None:
    (tmp_path / "caveat").write_text("a file where the folder should be", "utf-8")
    driver = start(sample=True)
    driver.program.keeper(ValueError, ValueError("a fault"), None)
    assert "a fault" in driver.window.banner.message.details
    assert str(tmp_path / "caveat") in driver.window.banner.message.text


def test_a_lock_of_a_dead_instance_is_swept(user_home: Home, recovery: Recovery) -> None:
    folder = user_home.state / "unsaved"
    folder.mkdir(parents=True)
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    (folder / "dead.lock").write_text(f"{dead.stdout.decode().strip()}\npython\n\n\n\n", "utf-8")
    recovery.take_over()
    assert list(folder.glob("dead.lock")) == []


def test_two_starting_instances_do_not_take_the_same_file(user_home: Home, recovery: Recovery) -> None:
    first = Recovery(user_home.state)
    first.keep(titled("甲"))
    first.release()
    second = Recovery(user_home.state)
    left = second._left_behind()
    assert recovery.take_over() == ()
    second._take(left[0])
    assert [k.name for k in recovery.kept()] == ["甲"]
    assert second.kept() == ()
    second.release()


def test_what_a_locked_instance_kept_is_not_taken(user_home: Home, recovery: Recovery) -> None:
    dead = Recovery(user_home.state)
    path = dead.keep(titled("甲"))
    lock = path.with_name(path.name.partition("-")[0] + ".lock")
    assert lock.exists()
    assert recovery.take_over() == ()
    assert recovery.kept() == ()
    dead.release()
    held = QLockFile(str(lock))
    held.setStaleLockTime(0)
    assert held.tryLock(0)
    assert recovery.take_over() == ()
    assert recovery.kept() == ()
    held.unlock()
    recovery.take_over()
    assert [k.name for k in recovery.kept()] == ["甲"]
