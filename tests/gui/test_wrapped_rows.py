"""Rows of running text are as high as their text and are painted to the last sign."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, QStringListModel
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QListView

from gui.widgets.wrapped_rows import BESIDE, BOUNDLESS, FLAGS, WrappedRows

TEXT = "案卷载明合同有多种语言文本，而这份合同只有一种语言：使用含有两种文本的合同文件，并以 BLR-03 约定何者为准"


def shown(qtbot: Any, text: str, width: int) -> QListView:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel([text], view))
    view.setItemDelegate(WrappedRows(view))
    view.resize(width, 400)
    view.show()
    return view


@pytest.mark.parametrize("width", [120, 183, 247, 260, 271, 305, 330, 480])
@pytest.mark.parametrize(
    "text", [TEXT, "Use the file with both texts, or draft each in turn, and settle which prevails"]
)
def test_a_row_holds_its_whole_text(qtbot: Any, width: int, text: str) -> None:
    view = shown(qtbot, text, width)
    row = view.visualRect(view.model().index(0, 0))
    room = QRect(0, 0, row.width() - 2 * BESIDE, BOUNDLESS)
    assert QFontMetrics(view.font()).boundingRect(room, FLAGS, text).height() <= row.height()


@pytest.mark.parametrize("width", [183, 260, 305])
def test_the_last_line_is_painted(qtbot: Any, width: int) -> None:
    view = shown(qtbot, TEXT, width)
    row = view.visualRect(view.model().index(0, 0))
    picture = view.viewport().grab(row).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    line = QFontMetrics(view.font()).height()
    last = [
        picture.pixelColor(x, y).lightness()
        for y in range(picture.height() - line, picture.height())
        for x in range(picture.width())
    ]
    assert min(last) < 128 < max(last)
