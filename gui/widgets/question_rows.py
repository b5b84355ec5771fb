"""A list of questions: a mark, the question in as many lines as it needs, the answer below it in a quieter colour.

Values that flow: items with `MARK_ROLE`, their text and `ANSWER_ROLE` become rows whose height follows the list's
width; an item without a mark is a heading. Rejected: the view's own word wrap; it measures at one width and paints
at another, so long questions lose their last words.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import Theme

MARK_ROLE = int(Qt.ItemDataRole.UserRole) + 2
ANSWER_ROLE = int(Qt.ItemDataRole.UserRole) + 3
PAD = 6
GAP = 2
ANSWER_LINES = 3
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
Index = QModelIndex | QPersistentModelIndex


class QuestionRows(QStyledItemDelegate):
    """Paints questions in the colours of a theme. `quiet_below`: the line below says more of the one above."""

    def __init__(self, rows: QListWidget, theme: Theme, *, quiet_below: bool = False) -> None:
        super().__init__(rows)
        self._rows = rows
        self._quiet_below = quiet_below
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the question and its answer at the list's present width."""
        width = max(80, self._rows.viewport().width())
        question, answer = self._boxes(option.font, index, QRect(0, 0, width, 0))
        return QSize(80, max(question.bottom(), answer.bottom()) + PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        painter.save()
        question, answer = self._boxes(option.font, index, option.rect)
        mark, answered = str(index.data(MARK_ROLE) or ""), str(index.data(ANSWER_ROLE) or "")
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.theme.colour("accent_soft"))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), self.theme.colour("accent"))
        painter.setFont(option.font if mark else _bold(option.font))
        painter.setPen(self.theme.colour("text" if mark and (self._quiet_below or not answered) else "muted"))
        painter.drawText(QRect(option.rect.left() + PAD, question.top(), _lead(option.font), question.height()), mark)
        painter.drawText(question, WRAP, str(index.data(Qt.ItemDataRole.DisplayRole)))
        if answered:
            painter.setPen(self.theme.colour("muted" if self._quiet_below else "text"))
            painter.drawText(answer, WRAP, _shortened(answered, option.font, answer.width()))
        painter.restore()

    def _boxes(self, font: QFont, index: Index, row: QRect) -> tuple[QRect, QRect]:
        """Where the question and its answer stand in `row`, whose height does not matter."""
        mark, answered = str(index.data(MARK_ROLE) or ""), str(index.data(ANSWER_ROLE) or "")
        left = row.left() + PAD + (_lead(font) if mark else 0)
        width = max(40, row.right() - PAD - left)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        question = QRect(left, row.top() + PAD, width, _height(words, font if mark else _bold(font), width))
        top = question.bottom() + GAP
        lines = _height(_shortened(answered, font, width), font, width) if answered else 0
        return question, QRect(left, top, width, lines)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _lead(font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance("○") + 6


def _height(words: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 100_000), WRAP, words).height()


def _shortened(answer: str, font: QFont, width: int) -> str:
    """The answer on one line of thought, at most `ANSWER_LINES` lines of the row."""
    answer = " ".join(answer.split())
    room = width * ANSWER_LINES - QFontMetrics(font).averageCharWidth() * 6
    return QFontMetrics(font).elidedText(answer, Qt.TextElideMode.ElideRight, max(width, room))
