"""The time line as a picture: one row per step, days off shaded, gates as lines, today marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.language import translate
from gui.theme import Theme
from gui.widgets.timeline_layout import Bar, Timeline
from gui.words import date_text

ROW = 24
HEAD = 22
LABEL_SHARE = 0.42


class TimelineView(QWidget):
    """Draws a `Timeline`. The list of steps beside it says the same in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timeline: Timeline | None = None
        self._language = "zh"
        self.setObjectName("timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: Timeline | None, theme: Theme, language: str) -> None:
        """Shows a time line, or nothing."""
        self._timeline, self._theme, self._language = timeline, theme, language
        self.setAccessibleName(translate("Timeline", "Steps and dates"))
        self.setAccessibleDescription(self._sentence())
        self.updateGeometry()
        self.update()

    def _sentence(self) -> str:
        if self._timeline is None:
            return ""
        lines = [
            f"{b.obligation.step.in_language(self._language)}: {date_text(b.obligation.due)}"
            for b in self._timeline.bars
        ]
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        """One row per step."""
        rows = len(self._timeline.bars) if self._timeline else 0
        return QSize(360, HEAD + ROW * rows + 4 if rows else 0)

    def minimumSizeHint(self) -> QSize:
        """As high as the rows need."""
        return QSize(220, self.sizeHint().height())

    def _x(self, at: float) -> float:
        left = self.width() * LABEL_SHARE
        return left + at * (self.width() - left - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the picture."""
        if self._timeline is None or not self._timeline.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_calendar(painter, self._timeline)
        for number, bar in enumerate(self._timeline.bars):
            self._paint_bar(painter, bar, number)
        painter.end()

    def _paint_calendar(self, painter: QPainter, timeline: Timeline) -> None:
        bottom = HEAD + ROW * len(timeline.bars)
        for start, end in timeline.shaded:
            stretch = QRectF(self._x(start), HEAD, self._x(end) - self._x(start), bottom - HEAD)
            painter.fillRect(stretch, self._theme.colour("shade"))
        last_label = -1000.0
        for at, day in timeline.months:
            x = self._x(at)
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.drawLine(QPointF(x, HEAD - 4), QPointF(x, bottom))
            if x - last_label > 58:
                painter.setPen(self._theme.colour("muted"))
                painter.drawText(QPointF(x + 3, HEAD - 7), f"{day:%Y-%m}")
                last_label = x
        if timeline.today is not None:
            x = self._x(timeline.today)
            painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, HEAD - 4), QPointF(x, bottom))

    def _paint_bar(self, painter: QPainter, bar: Bar, number: int) -> None:
        top = HEAD + number * ROW
        metrics = painter.fontMetrics()
        room = int(self.width() * LABEL_SHARE) - 10
        name = f"{number + 1}  {bar.obligation.step.in_language(self._language)}"
        painter.setPen(self._theme.colour("text"))
        label = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, top, room, ROW), Qt.AlignmentFlag.AlignVCenter, label)
        if bar.start is None or bar.end is None:
            painter.setPen(QPen(self._theme.colour("line"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(self._x(0), top + ROW / 2), QPointF(self._x(1), top + ROW / 2))
            return
        colour = self._theme.colour("prohibited" if bar.gate else "accent")
        left, right = self._x(bar.start), self._x(bar.end)
        if bar.gate:
            painter.setPen(QPen(colour, 2))
            painter.drawLine(QPointF(right, top + 1), QPointF(right, top + ROW - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(left, top + 7, max(4.0, right - left), ROW - 14), 3, 3)
