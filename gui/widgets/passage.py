"""A passage of law or contract: rich text with a generous line height, as high as it needs, selectable by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit


def qt_line_height(font: QFont, percent: int) -> int:
    """Qt counts line heights from the font's own line spacing, people from its size; never tighter than the font."""
    size = QFontInfo(font).pixelSize()
    return max(100, round(percent * size / max(1.0, QFontMetricsF(font).lineSpacing())))


def reading_heights(font: QFont) -> tuple[int, int]:
    """Line heights for reading Chinese (1.6) and English (1.4), as Qt counts them."""
    return qt_line_height(font, 160), qt_line_height(font, 140)


class Passage(QTextEdit):
    """Read-only text without a frame or scroll bars; its height follows its width."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "passage")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)

    def say(self, html: str, plain: str, line_height: int) -> None:
        """Shows the HTML; `plain` is what a screen reader says. `line_height` in percent of the type size."""
        self.setHtml(f'<div style="line-height:{qt_line_height(self.font(), line_height)}%">{html}</div>')
        self.setAccessibleName(plain)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(240, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width asks for a new height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(max(40, self.viewport().width()))
        self.setFixedHeight(int(self.document().size().height()) + 4)
