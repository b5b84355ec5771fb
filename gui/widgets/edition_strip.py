"""The edition strip: a dot per edition with the code under it, a ring where the entry did not exist."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme

DOT = 5
HEIGHT = 58


@dataclass(frozen=True, slots=True)
class Stop:
    """One edition: its id, the code there ("" where the entry has none), whether the entry is in it, and its state."""

    edition: str
    code: str
    present: bool
    current: bool
    draft: bool


class EditionStrip(QWidget):
    """Draws `Stop`s from left to right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._stops: tuple[Stop, ...] = ()
        self.setObjectName("editionStrip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stops(self, stops: tuple[Stop, ...], theme: Theme, sentence: str) -> None:
        """Shows the editions; `sentence` says the same to screen readers."""
        self._stops, self._theme = stops, theme
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """One line of dots with two lines of text."""
        return QSize(300, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the strip."""
        if not self._stops:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = min(130.0, self.width() / len(self._stops))
        middle = HEIGHT / 2 - 2
        for number, stop in enumerate(self._stops):
            x = step * (number + 0.5)
            before = self._stops[number - 1] if number else None
            if before and before.present and stop.present:
                painter.setPen(QPen(self._theme.colour("edge"), 2))
                painter.drawLine(QPointF(x - step + DOT, middle), QPointF(x - DOT, middle))
            self._paint_stop(painter, stop, x, middle, step)
        painter.end()

    def _paint_stop(self, painter: QPainter, stop: Stop, x: float, middle: float, step: float) -> None:
        colour = self._theme.colour("accent" if stop.current else "edge")
        style = Qt.PenStyle.DotLine if stop.draft else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2, style))
        painter.setBrush(colour if stop.present and not stop.draft else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, middle), DOT, DOT)
        metrics = painter.fontMetrics()
        painter.setPen(self._theme.colour("text" if stop.current else "muted"))
        above = QRectF(x - step / 2, middle - DOT - metrics.height() - 3, step, metrics.height())
        below = QRectF(x - step / 2, middle + DOT + 2, step, metrics.height())
        centre = Qt.AlignmentFlag.AlignHCenter
        painter.drawText(above, centre, metrics.elidedText(stop.edition, Qt.TextElideMode.ElideRight, int(step - 4)))
        painter.drawText(below, centre, metrics.elidedText(stop.code, Qt.TextElideMode.ElideRight, int(step - 4)))
