"""The window: places, languages, themes, matters, memory, keyboard, names for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QToolButton,
    QWidget,
)

from catalogue.matterfile import MatterFile
from gui.messages import Message

Driver = Any
PLACES = ("search", "classify", "clauses", "draft", "editions", "data")


@pytest.mark.parametrize("number", range(1, 6))
def test_ctrl_number_changes_the_place(sample: Driver, number: int) -> None:
    sample.qtbot.keyClick(sample.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert sample.window.place.name == PLACES[number - 1]


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_F])
def test_ctrl_k_and_ctrl_f_focus_the_box_from_anywhere(sample: Driver, key: Qt.Key) -> None:
    sample.window.show_place("data")
    sample.qtbot.keyClick(sample.window, key, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is sample.window.search.query


def test_language_changes_without_a_restart(sample: Driver) -> None:
    rail = sample.window.findChild(QToolButton, "rail_classify")
    assert rail.text() == "研判"
    sample.window.switch_language()
    sample.qtbot.waitUntil(lambda: rail.text() == "Classify")
    sample.window.switch_language()
    sample.qtbot.waitUntil(lambda: rail.text() == "研判")


def test_no_chinese_chrome_is_left_in_english(sample: Driver) -> None:
    """Chrome only: texts of the law and of the matter stay as they are."""
    sample.window.switch_language()
    sample.settle()
    buttons = [b for b in sample.window.findChildren(QAbstractButton) if b.objectName() != "languageButton"]
    data = ("searchTry", "sample_")
    chrome = [b.text() for b in buttons if not b.objectName().startswith(data)]
    chrome += [
        a.text() for a in sample.window.menus.actions.values() if a.objectName() not in ("action_undo", "action_redo")
    ]
    chrome += [
        c.itemText(i)
        for c in sample.window.findChildren(QComboBox)
        for i in range(c.count())
        if c.objectName() not in ("readingTechnology", "datasheetTechnology")
    ]
    assert [t for t in chrome if any("一" <= c <= "鿿" for c in t)] == []


def test_themes_change_at_once(sample: Driver) -> None:
    settings = sample.desk.settings
    settings.prefer(replace(settings.preferences, theme="dark"))
    assert sample.desk.theme.name == "dark"
    assert QApplication.palette().window().color().lightness() < 80
    settings.prefer(replace(settings.preferences, theme="light"))
    assert QApplication.palette().window().color().lightness() > 200


def test_the_window_comes_back_as_it_was(start: Any) -> None:
    first = start(sample=True)
    first.window.show_place("clauses")
    first.window.resize(1400, 900)
    first.window._split.setSizes([900, 300])
    first.window.close()
    second = start()
    assert second.window.place.name == "clauses"
    assert second.desk.settings.window.splitters["windowSplit"]


def test_a_matter_is_made_saved_and_reopened(start: Any, tmp_path: Path) -> None:
    driver = start()
    driver.window.menus.actions["new"].trigger()
    driver.desk.session.edit("title", lambda file: file.set(("matter", "title"), "新案"))
    assert driver.window.isWindowModified()
    driver.desk.chooser.save = tmp_path / "new.yaml"
    driver.window.menus.actions["save"].trigger()
    assert not driver.window.isWindowModified()
    assert "新案" in driver.window.windowTitle()
    driver.window.menus.actions["new"].trigger()
    assert driver.desk.session.matter.title == ""
    driver.desk.chooser.matter = tmp_path / "new.yaml"
    driver.window.menus.actions["open"].trigger()
    assert driver.desk.session.matter.title == "新案"
    assert driver.desk.settings.window.recent[0] == str(tmp_path / "new.yaml")


def test_a_matter_that_cannot_be_read_is_refused_in_a_banner(sample: Driver, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("matter: {as_of: 2026-13-40}\n", "utf-8")
    before = sample.desk.session.file.text
    sample.window.matters.open(bad)
    assert sample.window.banner.isVisible()
    assert "bad.yaml" in sample.window.banner.message.text
    assert sample.desk.session.file.text == before


def test_unsaved_edits_are_back_at_the_next_start(start: Any) -> None:
    first = start(sample=True)
    first.desk.session.edit("title", lambda file: file.set(("matter", "title"), "未存"))
    first.window.close()
    second = start()
    assert second.desk.session.matter.title == "未存"
    assert second.window.isWindowModified()
    second.window.banner.message.action()
    assert second.desk.session.matter.title == ""


def test_a_matter_changed_by_another_program_is_not_overwritten(start: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    driver = start()
    MatterFile.new(driver.desk.session.matter.as_of).save(path)
    driver.window.matters.open(path)
    driver.desk.session.edit("title", lambda file: file.set(("matter", "title"), "甲"))
    path.write_text(path.read_text("utf-8").replace('title: ""', "title: 乙"), "utf-8")
    driver.window.menus.actions["save"].trigger()
    assert driver.window.banner.message.tone == "error"
    assert "乙" in path.read_text("utf-8")


def test_the_panel_folds_where_the_window_is_narrow(sample: Driver) -> None:
    assert sample.window.panel.isVisible()
    sample.window.resize(1100, 700)
    sample.qtbot.waitUntil(lambda: not sample.window.panel.isVisible())
    sample.window.resize(1400, 700)
    sample.qtbot.waitUntil(sample.window.panel.isVisible)


def test_the_panel_says_result_and_next_step(sample: Driver) -> None:
    assert sample.window.panel.findChild(QLabel, "panelOutcome").text() == "未定"


def test_the_banner_shows_one_sentence_and_one_action(sample: Driver) -> None:
    done: list[int] = []
    sample.desk.messages.tell(Message("一句话", action_text="做", action=partial(done.append, 1), details="详"))
    banner = sample.window.banner
    assert banner.isVisible()
    sample.qtbot.mouseClick(banner.findChild(QAbstractButton, "bannerAction"), Qt.MouseButton.LeftButton)
    assert done == [1]
    assert not banner.isVisible()


def test_the_palette_finds_and_does(sample: Driver) -> None:
    sample.window.menus.actions["palette"].trigger()
    palette = sample.window.findChild(QWidget, "palette")
    palette.words.setText("数据")
    assert palette.list.count() == 1
    sample.qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert sample.window.place.name == "data"


def test_help_is_that_of_the_place_and_language(sample: Driver) -> None:
    sample.window.show_place("draft")
    sample.window.menus.actions["help"].trigger()
    text = sample.window.findChild(QTextEdit, "helpText")
    assert "起草" in text.toPlainText()
    text.window().close()


def test_the_data_place_lists_every_edition_with_its_cover(sample: Driver) -> None:
    sample.window.show_place("data")
    model = sample.window.data.model
    cells = {(model.index(r, 1).data(), model.index(r, 3).data()) for r in range(model.rowCount())}
    assert ("2023", "26 / 134") in cells or any(c[0] == "2023" and c[1].endswith("/ 134") for c in cells)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_has_a_name_for_screen_readers(sample: Driver, language: str) -> None:
    if language == "en":
        sample.window.switch_language()
    sample.window.search.ask("激光雷达")
    sample.settle()
    for place in PLACES:
        sample.window.show_place(place)
        sample.settle()
        sections = sample.window.place.findChild(QTabWidget)
        for number in range(sections.count() if sections else 1):
            if sections:
                sections.setCurrentIndex(number)
                QApplication.processEvents()
            assert list(nameless(sample.window)) == [], f"{place} {number}"


def nameless(window: Any) -> Iterator[str]:
    """Controls of the place shown that a screen reader could not name."""
    for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit, QPlainTextEdit):
        for widget in window.place.findChildren(kind):
            if not widget.isVisibleTo(window) or widget.objectName().startswith("qt_"):
                continue
            if isinstance(widget.parent(), (QComboBox, QLineEdit)):
                continue
            if not (widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")):
                yield f"{kind.__name__} {widget.objectName()}"


def test_every_place_can_be_reached_and_left_by_tab(sample: Driver) -> None:
    for place in PLACES:
        sample.window.show_place(place)
        sample.settle()
        seen: set[QWidget] = set()
        for _ in range(120):
            widget = QApplication.focusWidget()
            if widget in seen:
                break
            seen.add(widget)
            sample.qtbot.keyClick(widget, Qt.Key.Key_Tab)
        assert len(seen) > 3, place


def test_opening_reports_and_a_missing_chinese_font_is_said(sample: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.app.shows_chinese", lambda _font: False)
    sample.program._warn()
    assert "fonts-noto-cjk" in sample.window.banner.message.text
