"""A limb that only the program read from the text says so wherever it is shown, in both languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

from PySide6.QtWidgets import QLabel

from catalogue.editions import Located
from catalogue.model import Catalogue, Check, Edition, Entry, Point, State, Words
from catalogue.results import LimbResult
from catalogue.thresholds.joining import with_limbs
from catalogue.thresholds.reader import Vocabulary, bundled_vocabulary
from gui.places.results_column import _limb_table
from gui.theme import read_theme
from gui.widgets.limb_row import LimbRow
from gui.words import limb_mark, requirement_text

HAND = LimbResult("range", Words("探测距离", "detection range"), "gt", Fraction(2), "km")
MACHINE = replace(HAND, checked=Check.MACHINE)


def mark_of(row: LimbRow) -> QLabel:
    return row.findChild(QLabel, "limbByProgram")


def test_a_row_of_the_reading_pane_is_marked(sample: Any, qtbot: Any) -> None:
    theme = read_theme("light")
    row = LimbRow(theme, "range")
    qtbot.addWidget(row)
    row.show_limb(HAND, "", "", theme, "zh")
    assert mark_of(row).isHidden()
    row.show_limb(MACHINE, "", "", theme, "zh")
    assert "程序从文字读出" in mark_of(row).text()
    assert not mark_of(row).isHidden()
    assert "程序从文字读出" in row.field.accessibleDescription()
    assert "程序从文字读出" in _limb_table((MACHINE,), "zh").text()
    assert "程序" not in _limb_table((HAND,), "zh").text()
    sample.window.switch_language()
    sample.settle()
    row.show_limb(MACHINE, "", "", theme, "en")
    assert "read from the text by the program" in mark_of(row).text()
    assert "read from the text by the program" in _limb_table((MACHINE,), "en").text()
    assert limb_mark(HAND) == ""


def test_the_condition_stands_beside_the_limit() -> None:
    limb = replace(HAND, condition=Words("10%反射率下", "at 10 % reflectance"))
    assert requirement_text(limb, "zh") == "探测距离  > 2 km  10%反射率下"
    assert requirement_text(limb, "en").endswith("at 10 % reflectance")


def test_an_imported_list_is_marked_in_the_reading_pane(sample: Any) -> None:
    """From the printed text of an edition whose limbs are read to the mark in the pane, in both languages."""
    units = sample.desk.engine.units
    text = Words(en="Output power exceeding 1 W.")
    point = Point("a", text, checked=Check.SECONDARY)
    entry = Entry("t.1", "6A005", Words(en="Lasers, as follows:"), None, points=(point,), checked=Check.SECONDARY)
    day = dt.date(2020, 1, 1)
    edition = Edition("1", "t", Words("一"), "1", "in_force", effective=day, entries=(entry,), limbs_read=True)
    printed = Catalogue("t", Words("目录"), "control-list", "US", Words(), ".*", Words(), "", (edition,))
    read = with_limbs(printed, Vocabulary.read(bundled_vocabulary(), units))
    held = read.editions[0]
    pane = sample.window.search.reading
    sample.window.show_place("search")
    for language, told in (("zh", "程序从文字读出"), ("en", "read from the text by the program")):
        if language == "en":
            sample.window.switch_language()
            sample.settle()
        pane.show_located(Located(read, held, State.IN_FORCE, held.entries[0], None), None)
        sample.settle()
        marks = [m for m in pane.findChildren(QLabel, "limbByProgram") if m.isVisibleTo(pane)]
        assert [told in m.text() for m in marks] == [True]
