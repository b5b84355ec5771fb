"""The four signal shapes: octagon, triangle, question mark, ring. Shape and word first, colour last."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.theme import Theme


def paint_signal(painter: QPainter, box: QRectF, signal: str, colour: QColor) -> None:
    """Draws the shape of a signal (prohibited, restricted, open, clear) into `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(1.4, box.width() / 9)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    if signal == "prohibited":
        painter.setBrush(colour)
        painter.drawPolygon(_corners(inner, 8, math.pi / 8))
    elif signal == "restricted":
        painter.drawPolygon(_corners(inner.translated(0, inner.height() * 0.08), 3, -math.pi / 2))
    elif signal == "clear":
        painter.drawEllipse(inner)
    else:
        font = painter.font()
        font.setPixelSize(max(8, int(box.height())))
        font.setBold(True)
        path = QPainterPath()
        path.addText(QPointF(0, 0), font, "?")
        path.translate(box.center() - path.boundingRect().center())
        painter.fillPath(path, colour)
    painter.restore()


def _corners(box: QRectF, count: int, turn: float) -> QPolygonF:
    centre, radius = box.center(), box.width() / 2
    angles = [turn + 2 * math.pi * i / count for i in range(count)]
    return QPolygonF([QPointF(centre.x() + radius * math.cos(a), centre.y() + radius * math.sin(a)) for a in angles])


class SignalMark(QWidget):
    """A signal shape as a small widget; the word beside it is said by its label."""

    def __init__(self, theme: Theme, signal: str = "open", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._signal = theme, signal
        self.setFixedSize(QSize(size, size))

    def show_signal(self, theme: Theme, signal: str) -> None:
        """Changes shape and colours."""
        self._theme, self._signal = theme, signal
        self.update()

    def paintEvent(self, event: object) -> None:
        """Draws the shape."""
        painter = QPainter(self)
        paint_signal(painter, QRectF(self.rect()), self._signal, self._theme.colour(self._signal))
        painter.end()


def signal_pixmap(theme: Theme, signal: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The shape as a picture for item views."""
    pixmap = QPixmap(int(size * ratio), int(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_signal(painter, QRectF(0, 0, size, size), signal, theme.colour(signal))
    painter.end()
    return pixmap
