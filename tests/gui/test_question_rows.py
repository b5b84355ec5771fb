"""Rows of questions are as high as their words need, at every width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from gui.theme import read_theme
from gui.widgets.question_rows import ANSWER_LINES, ANSWER_ROLE, MARK_ROLE, WRAP, QuestionRows

QUESTION = "车载激光雷达：脉冲峰值功率是多少？（233914X的限值：> 30 kW） What is its peak power?"


def rows(qtbot, width: int, question: str, answer: str = "") -> tuple[QListWidget, int]:
    shown = QListWidget()
    qtbot.addWidget(shown)
    delegate = QuestionRows(shown, read_theme("light"))
    shown.setItemDelegate(delegate)
    item = QListWidgetItem(question)
    item.setData(MARK_ROLE, "✓" if answer else "○")
    item.setData(ANSWER_ROLE, answer)
    shown.addItem(item)
    shown.resize(width, 400)
    shown.show()
    option = QStyleOptionViewItem()
    option.font = shown.font()
    return shown, delegate.sizeHint(option, shown.indexFromItem(item)).height()


@pytest.mark.parametrize("width", [160, 250, 400, 900])
def test_a_question_has_room_for_all_its_words(qtbot, width: int) -> None:
    shown, height = rows(qtbot, width, QUESTION)
    metrics = QFontMetrics(shown.font())
    room = shown.viewport().width() - 40
    assert (
        height >= metrics.boundingRect(QRect(0, 0, max(40, room), 10_000), WRAP, QUESTION).height() - metrics.height()
    )
    assert height >= metrics.height()


def test_narrower_rows_are_higher(qtbot) -> None:
    heights = [rows(qtbot, width, QUESTION)[1] for width in (160, 250, 900)]
    assert heights[0] > heights[1] > heights[2]


def test_a_long_answer_takes_few_lines(qtbot) -> None:
    shown, bare = rows(qtbot, 250, "一问")
    _, answered = rows(qtbot, 250, "一问", "很长的回答，" * 60)
    line = QFontMetrics(shown.font()).lineSpacing()
    assert line <= answered - bare <= (ANSWER_LINES + 1) * line + 8
