"""The one journey that must always work, walked in the window with keyboard and mouse events only.

Search 激光雷达, open 233914X, enter what the product does, add it to the matter, answer the questions left, read the
result, accept the clauses, pick the contract, and find the new .docx with the clauses in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pylopdf_fonts_zh_cn
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from catalogue.home import home_from
from gui.app import Program, Start
from gui.drafting import write_sample

Kind = TypeVar("Kind", bound=QWidget)
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Paths:
    """Answers the file dialogs."""

    contract: Path
    output: Path
    saved: Path

    def matter_to_open(self) -> Path:
        return self.saved

    def matter_to_save(self, suggested: Path) -> Path:
        return self.saved

    def contract_to_open(self) -> Path:
        return self.contract

    def output_to_write(self, suggested: Path) -> Path:
        return self.output


class Walker:
    """A person at the window: types, clicks, waits until the window is quiet."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.qtbot, self.window = program, qtbot, program.window

    def wait(self) -> None:
        desk, live = self.program.desk, self.window.live
        self.qtbot.wait(80)
        self.qtbot.waitUntil(
            lambda: desk.engine is not None and not desk.tasks.busy and not live.outdated, timeout=20_000
        )
        self.qtbot.wait(30)

    def go(self, number: int) -> None:
        self.qtbot.keyClick(self.window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        self.wait()
        assert self.window.place is self.window.places[number - 1]

    def find(self, kind: type[Kind], name: str) -> Kind:
        for found in self.window.place.findChildren(kind, name):
            if found.isVisible():
                return found
        raise AssertionError(f"{name} is not to be seen in {self.window.place.name}")

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)
        self.wait()

    def type(self, field: QLineEdit, text: str) -> None:
        """As an input method commits it, then Enter."""
        field.setFocus()
        field.selectAll()
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QGuiApplication.sendEvent(field, event)
        self.wait()
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.wait()

    def answer_word(self, word: str) -> None:
        """Ticks an answer of the current question with the space bar."""
        button = self.find(QAbstractButton, f"answer_{word}")
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.wait()

    def question(self, identity: str) -> None:
        """Goes down the list of questions with the arrow keys until the one wanted is current."""
        rows = self.window.classify.list
        rows.setFocus()
        for _ in range(rows.count()):
            self.qtbot.keyClick(rows, Qt.Key.Key_Up)
        for _ in range(rows.count()):
            asked = self.window.classify.card.asked
            if asked is not None and asked.id == identity:
                self.wait()
                return
            self.qtbot.keyClick(rows, Qt.Key.Key_Down)
        raise AssertionError(f"no question {identity}")


@pytest.fixture
def walker(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Walker]:
    for font in sorted(Path(pylopdf_fonts_zh_cn.__file__).parent.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(font))
    contract = write_sample("patent-licence-zh", tmp_path)
    paths = Paths(contract, tmp_path / "new.docx", tmp_path / "matter.yaml")
    home = home_from({"CAVEAT_HOME": str(tmp_path / "caveat")})
    program = Program(qapp, Start(home, dt.date(2026, 11, 20)), paths)
    program.window.resize(1280, 800)
    program.run()
    made = Walker(program, qtbot)
    made.wait()
    yield made
    program.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_from_the_search_box_to_the_new_contract(walker: Walker, tmp_path: Path) -> None:
    window, paths = walker.window, walker.program.desk.chooser
    before = hashlib.sha256(paths.contract.read_bytes()).hexdigest()

    walker.qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    walker.type(window.search.query, "激光雷达")
    assert walker.find(QLabel, "readingCode").text() == "233914X"

    for quantity, value in (("detection_range", "210 m"), ("ranging_accuracy", "3 cm"), ("angular_resolution", "0.1°")):
        walker.type(walker.find(QLineEdit, f"value_{quantity}"), value)
    walker.click("addToMatter")
    technology = window.desk.session.matter.technologies[0]
    assert dict(technology.measured) == {"探测距离": "210 m", "测距精度": "3 cm", "角分辨率": "0.1°"}
    assert [entry.code for entry in technology.entries] == ["233914X"]

    walker.go(2)
    assert walker.find(QLabel, "overallOutcome").text() == "未定"
    for question, word in (
        ("transfer.direction", "outbound"),
        ("transfer.licence_kind", "non_exclusive"),
        ("contract.status", "draft"),
    ):
        walker.question(question)
        walker.answer_word(word)
    for question, text in (
        ("matter.title", "车载激光雷达许可"),
        ("transfer.destination", "DE"),
        ("parties.exporter.name", "甲公司"),
        ("parties.exporter.country", "CN"),
        ("contract.date", "2026-12-15"),
        ("approvals.loi.filed_on", "2026-11-18"),
    ):
        walker.question(question)
        walker.type(walker.find(QLineEdit, "answer_text"), text)
    for question, word in (("transfer.modes", "patent_licence"), ("contract.kind", "PL")):
        walker.question(question)
        walker.answer_word(word)
        walker.click("questionTake")
    limb = next(a for a in window.classify._asked.values() if a.measured == "脉冲峰值功率")
    walker.question(limb.id)
    walker.type(walker.find(QLineEdit, "answer_text"), "35 kW")
    assert walker.find(QLabel, "overallOutcome").text() == "限制"
    due = {o.id: o.due for o in window.live.judged.classification.obligations}
    assert any(day is not None for day in due.values())

    walker.go(3)
    assert "LIC-02" in {row.id for row in window.clauses._rows.values() if row.status == "in"}

    walker.go(4)
    walker.click("openContract")
    chosen = {c.id for c in window.live.judged.selection.clauses}
    landed = {row.label for row in window.draft.preview.landing}
    assert chosen <= landed
    assert landed - chosen <= {"USE-06"}  # called for by words on sub-licences in the contract itself
    walker.click("produce")

    with zipfile.ZipFile(paths.output) as package:
        assert package.testzip() is None
        text = package.read("word/document.xml").decode("utf-8")
    for clause in chosen:
        assert f"_Caveat_{clause.replace('-', '_')}" in text
    assert hashlib.sha256(paths.contract.read_bytes()).hexdigest() == before

    walker.qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert "车载激光雷达许可" in paths.saved.read_text("utf-8")
    saved = window.desk.session.matter
    walker.qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert window.desk.session.matter.technologies == ()
    walker.qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    assert window.desk.session.matter == saved
