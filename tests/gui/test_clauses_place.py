"""Choosing clauses: positions, languages, variables, reasons."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextBrowser

Driver = Any


@pytest.fixture
def restricted(sample: Driver) -> Driver:
    sample.desk.session.edit("range", lambda file: file.set_measured(0, "探测距离", "3.2 km"))
    sample.settle()
    sample.window.show_place("clauses")
    return sample


def choose(driver: Driver, clause: str) -> None:
    place = driver.window.clauses
    for number in range(place.list.count()):
        if place.list.item(number).text().startswith(clause):
            place.list.setCurrentRow(number)
            driver.settle()
            return
    raise AssertionError(f"{clause} is not in the list")


def pages(driver: Driver) -> list[str]:
    place = driver.window.clauses
    found = [place.findChild(QTextBrowser, f"clausePage{n}") for n in range(3)]
    return [p.toPlainText() for p in found if p.isVisibleTo(place)]


def test_the_clauses_of_a_restricted_deal_are_in(restricted: Driver) -> None:
    place = restricted.window.clauses
    inside = {row.id for row in place._rows.values() if row.status == "in"}
    assert {"DEF-01", "LIC-01", "LIC-02", "LIC-03", "LIC-05"} <= inside
    assert len(place._rows) == len(restricted.desk.clauses.store.clauses)


def test_both_languages_stand_side_by_side(restricted: Driver) -> None:
    choose(restricted, "LIC-02")
    chinese, english = pages(restricted)
    assert "生效" in chinese
    assert "effect" in english
    assert "{" not in chinese + english


def test_positions_stand_side_by_side_in_one_language(restricted: Driver) -> None:
    choose(restricted, "LIC-05")
    restricted.qtbot.mouseClick(
        restricted.window.clauses.findChild(QPushButton, "clauseSideBy"), Qt.MouseButton.LeftButton
    )
    texts = pages(restricted)
    assert len(texts) == 3
    assert len(set(texts)) == 3


def test_space_shows_and_enter_chooses_a_position(restricted: Driver) -> None:
    choose(restricted, "LIC-05")
    place = restricted.window.clauses
    restricted.qtbot.keyClick(place.list, Qt.Key.Key_Space)
    assert place._position == "counterparty"
    assert restricted.desk.session.matter.clauses.chosen == ()
    restricted.qtbot.keyClick(place.list, Qt.Key.Key_Return)
    restricted.settle()
    assert dict(restricted.desk.session.matter.clauses.chosen) == {"LIC-05": "counterparty"}
    assert place._rows["LIC-05"].variant == "counterparty"
    restricted.window.menus.actions["undo"].trigger()
    restricted.settle()
    assert place._rows["LIC-05"].variant == "balanced"


def test_a_clause_can_be_left_out_and_put_back(restricted: Driver) -> None:
    choose(restricted, "PTY-01")
    button = restricted.window.clauses.findChild(QPushButton, "clauseOut")
    restricted.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    restricted.settle()
    assert restricted.window.clauses._rows["PTY-01"].status != "in"
    restricted.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    restricted.settle()
    assert restricted.window.clauses._rows["PTY-01"].status == "in"


def test_a_variable_changes_the_text(restricted: Driver) -> None:
    choose(restricted, "LIC-02")
    field = restricted.window.clauses.findChild(QLineEdit, "variable_licence_authority")
    field.setText("上海市商务委员会")
    restricted.qtbot.keyClick(field, Qt.Key.Key_Return)
    restricted.settle()
    assert "上海市商务委员会" in pages(restricted)[0]
    assert dict(restricted.desk.session.matter.clauses.variables)["LIC-02.licence_authority"] == "上海市商务委员会"


def test_reasons_and_law_stand_beside_the_clause(restricted: Driver) -> None:
    choose(restricted, "LIC-02")
    why = restricted.window.clauses.why
    text = "\n".join(w.text() for w in why.findChildren(QLabel) if w.isVisibleTo(why))
    assert "技术进出口管理条例" in text
    assert "35" in text


def test_the_whole_deal_takes_a_position(restricted: Driver) -> None:
    place = restricted.window.clauses
    place._all_position.setCurrentIndex(0)
    place._all_position.activated.emit(0)
    restricted.settle()
    assert restricted.desk.session.matter.clauses.position == "exporter"
    assert {r.variant for r in place._rows.values() if r.status == "in"} == {"exporter"}


def test_the_pack_is_written(restricted: Driver, tmp_path: Path) -> None:
    restricted.desk.chooser.output = tmp_path / "pack.docx"
    restricted.qtbot.mouseClick(
        restricted.window.clauses.findChild(QPushButton, "clausePack"), Qt.MouseButton.LeftButton
    )
    restricted.settle()
    with zipfile.ZipFile(tmp_path / "pack.docx") as package:
        assert "许可证" in package.read("word/document.xml").decode("utf-8")
    assert restricted.window.banner.message is not None
    assert "pack.docx" in restricted.window.banner.message.text
