"""复核: a folder of matters, what changed, what cannot be read; the table as a file; a matter opened from it."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from catalogue.engine import Engine
from catalogue.freeze import freeze
from catalogue.matterfile import MatterFile
from gui.matters import SAMPLE

Driver = Any
LEFT = Qt.MouseButton.LeftButton


def archive(driver: Driver, folder: Path) -> Path:
    """One matter frozen and changed since, one frozen as it is, one never frozen, one that cannot be read."""
    engine, day = driver.desk.engine, dt.date(2026, 11, 20)
    sample = MatterFile.open(SAMPLE)
    kept = freeze(sample, engine.classify(sample.matter), engine.library, by="王", on=day, program="caveat")
    kept.save(folder / "same.yaml")
    changed = kept.set_measured(0, "脉冲峰值功率", "35 kW")
    (folder / "deep").mkdir()
    changed.save(folder / "deep" / "changed.yaml")
    MatterFile.from_text(sample.text).save(folder / "never.yaml")
    (folder / "bad.yaml").write_text("matter: {as_of: 2026-13-40}\n", "utf-8")
    return folder


def cells(driver: Driver) -> set[str]:
    model = driver.window.data.rechecking.model
    return {model.text(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())}


def test_a_folder_is_rechecked_saved_and_a_matter_opened(sample: Driver, answers: Any, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    answers.folder = archive(sample, folder)
    sample.window.menus.actions["recheck"].trigger()
    sample.settle()
    room = sample.window.data.rechecking
    assert sample.window.place.name == "data"
    assert room.isVisible()
    assert "案卷4个，其中有变化须由律师处理1个，无变化1个，未冻结1个，不能读取1个" in room.told.text()
    assert {"deep/changed.yaml", "same.yaml", "never.yaml", "bad.yaml"} <= cells(sample)
    assert "deep/changed.yaml" in room.row.text()
    assert any("脉冲" in text or "233914X" in text or "限制" in text for text in cells(sample))
    answers.output = tmp_path / "out"
    room.save()
    sample.settle()
    sheet = load_workbook(tmp_path / "out.xlsx").active
    written = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"deep/changed.yaml", "never.yaml"} <= written
    sample.window.switch_language()
    sample.settle()
    assert "1 changed and need a lawyer" in room.told.text()
    assert any(text.startswith("needs a lawyer") for text in cells(sample))
    room.table.setFocus()
    sample.qtbot.keyClick(room.table, Qt.Key.Key_Return)
    sample.settle()
    assert sample.desk.session.path == folder / "deep" / "changed.yaml"


def test_an_empty_folder_and_one_that_is_gone_say_so(sample: Driver, tmp_path: Path) -> None:
    room = sample.window.data.rechecking
    sample.window.data.open_recheck(tmp_path / "gone")
    sample.settle()
    assert "没有这个文件夹" in sample.window.banner.message.text
    assert room.answer is None
    empty = tmp_path / "empty"
    empty.mkdir()
    sample.window.data.open_recheck(empty)
    sample.settle()
    assert "没有案卷" in room.told.text()


def test_a_recheck_can_be_cancelled(sample: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    archive(sample, folder)
    go_on = threading.Event()
    asked: list[str] = []
    real = Engine.classify

    def slow(self: Any, matter: Any) -> Any:
        asked.append(matter.id)
        go_on.wait(10)
        return real(self, matter)

    monkeypatch.setattr(Engine, "classify", slow)
    sample.window.show_place("data")
    sample.window.data.open_recheck(folder)
    cancel = sample.window.findChild(QPushButton, "recheckCancel")
    sample.qtbot.waitUntil(lambda: bool(asked) and cancel.isVisible())
    sample.qtbot.mouseClick(cancel, LEFT)
    go_on.set()
    sample.settle()
    assert sample.window.data.rechecking.answer is None
    assert not cancel.isVisible()
    assert len(asked) == 1
