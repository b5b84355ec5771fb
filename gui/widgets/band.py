"""A band above a result: what limits it as a whole. Hatched for what is past its end date, plain for what lacks."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from gui.theme import Theme

EDGE = 10


class Band(QFrame):
    """`heading` says what kind of limit it is, `lines` each one; both can be copied."""

    def __init__(self, name: str, theme: Theme, heading: str, lines: tuple[str, ...], *, hatched: bool) -> None:
        super().__init__()
        self._theme, self._hatched = theme, hatched
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self.setAccessibleDescription("\n".join(lines))
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE + 10, 6, 10, 6)
        column.setSpacing(2)
        for number, text in enumerate((heading, *lines)):
            label = QLabel(text)
            label.setProperty("role", "heading" if number == 0 else "")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground with an edge, hatched or plain."""
        painter = QPainter(self)
        signal = "restricted" if self._hatched else "open"
        painter.fillRect(self.rect(), self._theme.colour(f"{signal}_soft"))
        edge = QRect(0, 0, EDGE, self.height())
        pattern = Qt.BrushStyle.BDiagPattern if self._hatched else Qt.BrushStyle.SolidPattern
        painter.fillRect(
            edge if self._hatched else edge.adjusted(0, 0, 4 - EDGE, 0), QBrush(self._theme.colour(signal), pattern)
        )
        painter.end()
