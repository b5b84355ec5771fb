"""Own clauses in the window: through Word and back, faults with their places, comparison; search inside the clauses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from catalogue.problems import Problem
from gui.own_room import Spot, trouble
from gui.places.own_page import COMPARE, EXPORT, IMPORT, LIST

Driver = Any
BROKEN = "id: LIC-05\nfamily: C\ntitle: {zh: 长停, en: Long stop}\nversion: '2'\n"


@pytest.fixture
def room(start: Any) -> Driver:
    driver = start()
    driver.window.show_place("clauses")
    return driver


def edited(path: Path, clause: str, old: str, new: str) -> None:
    """Replaces words in the Chinese cells of a clause, as a lawyer would in Word."""
    document = Document(str(path))
    runs = (
        run
        for row in document.tables[0].rows
        if row.cells[0].text == clause
        for paragraph in row.cells[3].paragraphs
        for run in paragraph.runs
    )
    hit = next(run for run in runs if old in run.text)
    hit.text = hit.text.replace(old, new)
    document.save(str(path))


def press(driver: Driver, name: str) -> None:
    found = driver.window.clauses.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isEnabled(), name
    driver.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    driver.settle()


def words(widget: Any) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def test_a_clause_goes_to_word_and_comes_back_as_ones_own(room: Driver, tmp_path: Path) -> None:
    place, own, chooser = room.window.clauses, room.window.clauses.own, room.desk.chooser
    place.open_clause("LIC-02")
    place.show_own(EXPORT)
    own.giving.which.setCurrentIndex(own.giving.which.findData("shown"))
    chooser.output = tmp_path / "lic.docx"
    press(room, "ownExportTable")
    assert chooser.suggested == Path("LIC-02.docx")
    edited(chooser.output, "LIC-02", "许可证", "该许可证")

    place.show_own(IMPORT)
    Document().save(str(tmp_path / "empty.docx"))
    own.taking.read(tmp_path / "empty.docx")
    room.settle()
    assert room.window.banner.message.tone == "error"
    assert own.taking.carried is None
    chooser.publication = chooser.output
    press(room, "ownChooseTable")
    folder = room.desk.settings.home.packs / "clauses"
    assert "LIC-02" in own.taking.preview.toPlainText()
    assert "该" in own.taking.preview.toPlainText()
    assert not folder.exists()

    place.open_clause("LIC-02")
    own.taking.author.setText("张律师")
    place.show_own(IMPORT)
    press(room, "ownWrite")
    assert (folder / "LIC-02.yaml").is_file()
    clause = room.desk.clauses.store.clauses["LIC-02"]
    assert (clause.version, clause.author, clause.dated) == ("1", "张律师", room.desk.today)
    assert place._clause().id == "LIC-02"
    assert "自有文本 第1版" in place.list.currentItem().text()
    place._status.setCurrentIndex(place._status.findData("own"))
    assert set(place._rows) == {"LIC-02"}
    place.show_own(LIST)
    assert own.list.table.item(0, 3).text() == "张律师"

    place.show_own(COMPARE)
    press(room, "ownCompareNow")
    assert [change.id for change in own.comparing.found.changes] == ["LIC-02"]
    own.comparing._open("clause:LIC-02")
    assert place.tabs.currentIndex() == 0


def test_a_fault_is_told_with_its_place_and_ours_stays(room: Driver) -> None:
    place, folder = room.window.clauses, room.desk.settings.home.packs / "clauses"
    assert not place.band.isVisibleTo(place)
    folder.mkdir(parents=True)
    (folder / "LIC-05.yaml").write_text(BROKEN, "utf-8")
    room.desk.reread_wanted.emit()
    room.settle()
    assert place.band.isVisibleTo(place)
    assert "LIC-05" in words(place.band)
    place.band.findChild(QPushButton, "ownBandShow").click()
    assert place.own.list.table.item(0, 1).text() == "未采用"
    assert ".yaml" not in place.own.list.faults.item(0, 2).text()
    place.own.list.faults.setCurrentCell(0, 0)
    room.qtbot.keyClick(place.own.list.faults, Qt.Key.Key_Return)
    assert place._clause().id == "LIC-05"
    assert "自有文本未采用" in place.list.currentItem().text()


def test_words_inside_a_text_lead_to_the_paragraph(room: Driver) -> None:
    place = room.window.clauses
    room.window.menus.actions["clauseSearch"].trigger()
    room.qtbot.keyClicks(place.words, "long-stop date")
    room.settle()
    assert place.search.isVisibleTo(place)
    assert not place.list.isVisibleTo(place)
    hits = place.search.model.hits
    assert {hit.lang for hit in hits if hit.where == "text"} == {"en"}
    at = next(n for n, hit in enumerate(hits) if hit.where == "text" and hit.variant == "counterparty")
    for _ in range(at):
        room.qtbot.keyClick(place.words, Qt.Key.Key_Down)
    assert place._clause().id == hits[at].id
    assert place._position == "counterparty"
    assert place.page.text.extraSelections()
    room.qtbot.keyClick(place.words, Qt.Key.Key_Return)
    room.qtbot.keyClick(place.search.hits, Qt.Key.Key_Escape)
    room.qtbot.keyClick(place.words, Qt.Key.Key_Escape)
    assert place.words.text() == ""
    assert place.list.isVisibleTo(place)
    assert place.page.text.extraSelections() == []


def test_a_fault_of_a_file_names_the_paragraph(room: Driver) -> None:
    store = room.desk.clauses.store
    told = trouble(Problem("a", "clauses/LIC-05.yaml", 9, "variants.balanced.zh.3", message_zh="甲"), store)
    assert told.spot == Spot("LIC-05", "balanced", "zh", 3)
    assert told.place.zh == "平衡立场，中文，第4段"
    assert told.text.zh == "甲"
    assert trouble(Problem("a", "clauses/note.yaml"), store).spot is None
