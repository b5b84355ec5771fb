"""沿革: choosing editions, reading both texts, filtering, and the table that is handed over."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from gui.places.editions import EditionsPlace

Driver = Any


@pytest.fixture
def room(sample: Driver) -> EditionsPlace:
    sample.window.show_place("editions")
    sample.settle()
    return sample.window.editions


def headings(room: EditionsPlace) -> list[str]:
    return [room.list.item(i).text() for i in range(room.list.count())]


def test_the_newest_edition_is_compared_with_the_one_before(room: EditionsPlace) -> None:
    assert (room.catalogue.currentData(), room.before.currentData(), room.after.currentData()) == (
        "cn-tech",
        "2023",
        "2025-07",
    )
    assert any("252604X" in text and "新增" in text for text in headings(room))
    assert "2025-07：已载入26/132条（推算）" in room._coverage.text()


def test_both_texts_are_marked_and_said(sample: Driver, room: EditionsPlace) -> None:
    room.choose("2020", "2023")
    sample.settle()
    row = next(i for i, text in enumerate(headings(room)) if "086501X" in text)
    room.list.setCurrentRow(row)
    html = room._page.toHtml()
    assert "line-through" in html
    assert "underline" in html
    assert "中［-英文-］［+译外+］翻译技术" in room._page.accessibleDescription()
    assert "2023未载入" in room._page.toPlainText()


def test_what_is_not_loaded_is_never_listed_as_deleted(sample: Driver, room: EditionsPlace) -> None:
    room.choose("2020", "2023")
    sample.settle()
    room.filter.setCurrentIndex(room.filter.findData("deleted"))
    assert len(headings(room)) == 3
    room.filter.setCurrentIndex(room.filter.findData("not_loaded"))
    assert any("050304J" in text for text in headings(room))
    assert all("未载入" in text for text in headings(room))
    room.list.setCurrentRow(0)
    assert "不能判断" in room._page.toPlainText()


def test_the_same_edition_twice_differs_in_nothing(sample: Driver, room: EditionsPlace) -> None:
    room.choose("2023", "2023")
    sample.settle()
    assert headings(room) == []
    assert room._page.toPlainText() == "未见变化。"


def test_english_keeps_choice_and_row(sample: Driver, room: EditionsPlace) -> None:
    room.choose("2020", "2023")
    sample.settle()
    room.list.setCurrentRow(2)
    sample.window.switch_language()
    sample.settle()
    assert (room.before.currentData(), room.after.currentData(), room.list.currentRow()) == ("2020", "2023", 2)
    assert "entries loaded" in room._coverage.text()
    assert room.filter.itemText(2) == "Deleted"


def test_another_list_brings_its_own_editions(sample: Driver, room: EditionsPlace) -> None:
    room.catalogue.setCurrentIndex(room.catalogue.findData("cn-dual-use"))
    sample.settle()
    assert room.found is not None
    assert room.found.catalogue.id == "cn-dual-use"
    room.choose("2024-51", "2025-10")
    sample.settle()
    assert "互不取代" in room._coverage.text()


@pytest.mark.parametrize("name", ["table.docx", "table.xlsx", "table"])
def test_the_table_is_written_off_the_thread(sample: Driver, room: EditionsPlace, tmp_path: Path, name: str) -> None:
    told: list[str] = []
    sample.desk.messages.told.connect(lambda message: told.append(message.text))
    sample.desk.chooser.output = tmp_path / name
    room.export()
    sample.settle()
    (written,) = tmp_path.glob("table*")
    assert written.suffix == (Path(name).suffix or ".docx")
    assert zipfile.is_zipfile(written)
    assert sample.desk.chooser.suggested.name == "cn-tech 2023 - 2025-07.docx"
    assert any(written.name in text for text in told)


def test_a_folder_that_is_not_there_is_told(sample: Driver, room: EditionsPlace, tmp_path: Path) -> None:
    told: list[str] = []
    sample.desk.messages.told.connect(lambda message: told.append(message.text))
    sample.desk.chooser.output = tmp_path / "nowhere" / "table.docx"
    room.export()
    sample.settle()
    assert any("nowhere" in text for text in told)


def test_the_keyboard_reaches_everything(sample: Driver, room: EditionsPlace) -> None:
    sample.qtbot.keyClick(sample.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    sample.window.menus.actions["editions"].trigger()
    assert sample.window.place is room
    assert room.list.currentRow() == 0
    sample.qtbot.keyClick(room.list, Qt.Key.Key_Down)
    assert room.list.currentRow() == 1
    for widget in (room.catalogue, room.before, room.after, room.filter, room.list, room._page):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_an_english_window_shows_the_official_wording_too(sample: Driver, room: EditionsPlace) -> None:
    sample.window.switch_language()
    room.choose("2022-draft", "2023")
    sample.settle()
    room.list.setCurrentRow(next(i for i, text in enumerate(headings(room)) if "233914X" in text))
    text = room._page.toPlainText()
    assert "any one of" in text
    assert "符合以下任一条件" in text
    room.filter.setCurrentIndex(room.filter.findData("not_loaded"))
    assert "were not adopted in 2023" in room._page.toPlainText()
