"""Rows of running text in a list: as high as their text is at the width of the list, whatever its language.

The hard problem is that Qt measures a wrapped row and paints it in two ways, and the last line of a Chinese text is
then left out without a sign; here both ask the same font metrics. Rejected: a label for every row; there are hundreds.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
BESIDE, ABOVE = 5, 3
LEAST_WIDTH, BOUNDLESS = 80, 1_000_000


class WrappedRows(QStyledItemDelegate):
    """Measures and paints the rows of `view`."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The width of the list, and the height of the text in it."""
        self.initStyleOption(option, index)
        width = max(LEAST_WIDTH, self._view.viewport().width() - 2 * self._view.spacing())
        room = QRect(0, 0, width - 2 * BESIDE, BOUNDLESS)
        height = QFontMetrics(option.font).boundingRect(room, FLAGS, option.text).height()
        return QSize(width, height + 2 * ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and selection as the style has them, the whole text over them."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = self._view.style() or QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        chosen = option.state & QStyle.StateFlag.State_Selected
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(role))
        painter.drawText(option.rect.adjusted(BESIDE, ABOVE, -BESIDE, -ABOVE), FLAGS, text)
        painter.restore()
