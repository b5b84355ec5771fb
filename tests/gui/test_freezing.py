"""Freezing in 研判: a name is asked for, the block is what the command line writes, undo takes it back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from catalogue import __version__
from catalogue.freeze import freeze
from catalogue.matterfile import MatterFile
from gui.freezing import Frozen, frozen_of
from gui.widgets.band import Band

Driver = Any


def strip(driver: Driver) -> Any:
    return driver.window.classify.freezing


def press(driver: Driver) -> None:
    button = driver.window.findChild(QPushButton, "freezeResult")
    assert button.isEnabled()
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.settle()


def named(driver: Driver, name: str) -> None:
    driver.window.findChild(QLineEdit, "frozenBy").setText(name)


@pytest.fixture
def room(sample: Driver) -> Driver:
    sample.window.open_freezing()
    sample.settle()
    return sample


def test_the_menu_leads_to_the_name(sample: Driver) -> None:
    sample.window.menus.actions["freeze"].trigger()
    assert sample.window.place.name == "classify"
    assert sample.window.focusWidget().objectName() == "frozenBy"
    assert strip(sample).told.text() == "本结果尚未冻结。"


def test_what_is_frozen_is_what_the_command_line_writes_and_is_undone(room: Driver, tmp_path: Path) -> None:
    before = room.desk.session.file
    named(room, "  李\n律师 ")
    press(room)
    matter = room.desk.session.matter
    result = room.window.live.judged.classification
    engine = room.desk.engine
    wanted = freeze(
        before, result, engine.library, by="李 律师", on=room.desk.today, program=f"caveat {__version__}"
    ).matter
    assert matter == wanted
    assert frozen_of(matter).by == "李 律师"
    assert result.changed == ()
    assert "此后无变化" in strip(room).told.text()
    assert strip(room).press.text() == "重新冻结"
    assert frozen_of(MatterFile.open(room.desk.session.file.save(tmp_path / "m.yaml").path).matter) == frozen_of(matter)
    assert room.desk.session.undo_stack.undoText() == "冻结研判结果"
    room.desk.session.undo_stack.undo()
    room.settle()
    assert room.desk.session.file.text == before.text
    assert strip(room).told.text() == "本结果尚未冻结。"


def test_without_a_name_nothing_is_frozen_and_both_languages_have_names(room: Driver) -> None:
    named(room, "  ")
    press(room)
    assert room.desk.session.matter.frozen is None
    assert strip(room).complaint.isVisible()
    assert strip(room).complaint.text() == "请写明由谁冻结。"
    assert (strip(room).by.accessibleName(), strip(room).press.accessibleName()) == ("冻结人", "冻结研判结果")
    room.window.switch_language()
    room.settle()
    assert (strip(room).by.accessibleName(), strip(room).press.accessibleName()) == ("Who freezes", "Freeze the result")
    assert strip(room).told.text() == "This result has not been frozen."


def test_what_changed_since_is_told_with_what_it_touches(room: Driver) -> None:
    named(room, "王")
    press(room)
    room.desk.session.edit("day", lambda file: file.set(("matter", "as_of"), "2024-06-01"))
    room.settle()
    band = room.window.findChild(Band, "changedBand")
    count = len(room.window.live.judged.classification.changed)
    assert count
    assert f"此后有{count}项变化" in strip(room).told.text()
    assert len(band.accessibleDescription().splitlines()) == count
    assert "版本 cn-tech/2023：不适用 → 适用（涉及233914X）" in band.accessibleDescription()


def test_a_matter_edited_meanwhile_is_not_frozen(room: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    import gui.freezing as freezing

    go_on, real = threading.Event(), freezing.frozen_block

    def slow(*args: Any, **options: Any) -> Any:
        go_on.wait(10)
        return real(*args, **options)

    monkeypatch.setattr(freezing, "frozen_block", slow)
    named(room, "王")
    strip(room).freeze()
    room.desk.session.edit("title", lambda file: file.set(("matter", "title"), "另一件"))
    go_on.set()
    room.settle()
    assert room.desk.session.matter.frozen is None
    assert "其间案卷又有修改" in room.window.banner.message.text


def test_a_block_by_hand_is_told_as_far_as_it_goes() -> None:
    matter = replace(MatterFile.new(dt.date(2026, 11, 21)).matter, frozen={"by": "王", "result": "?"})
    assert frozen_of(matter) == Frozen("王", "–", "", "", 0, 0)
