"""Rows of two lines in a list of hits: ground, selection, rule below, and pieces of text side by side."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import Theme

PAD = 8
LEAST_WIDTH = 160


class TwoLineDelegate(QStyledItemDelegate):
    """What lists of hits share; a subclass paints its hit into the rectangle that `ground` leaves."""

    def __init__(self, theme: Theme, language: str) -> None:
        super().__init__()
        self.theme, self.language = theme, language

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and air, the same for every row."""
        return QSize(LEAST_WIDTH, 2 * QFontMetrics(option.font).height() + 3 * PAD)

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> QRectF:
        """Paints the ground and the rule; the rectangle inside."""
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self.theme.colour("accent_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), self.theme.colour("accent"))
        painter.setPen(self.theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        return box.adjusted(PAD + 2, PAD, -PAD, -PAD)

    def piece(self, painter: QPainter, line: QRectF, x: float, text: str, font: QFont, colour: str) -> float:
        """Paints a text at `x`, cut at the end of the line; where the next one begins."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self.theme.colour(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(max(0.0, line.right() - x)) + 1)
        painter.drawText(QPointF(x, line.top() + metrics.ascent()), shown)
        return x + metrics.horizontalAdvance(shown) + PAD
