"""The threshold axis as a picture: captured side shaded, threshold ticks, the product's value as a marker.

Drawn from an `AxisRow`; the same values stand in the limb table beside it and in the accessible sentence. The
marker can be dragged; a drag proposes a value and changes nothing by itself.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from catalogue.results import LimbResult
from gui.theme import Theme
from gui.widgets.axis_layout import AxisRow, layout
from gui.words import limb_sentence, number_text

SIDE = 14
BAR_TOP = 16
BAR_HEIGHT = 10
MARKER = 6


class ThresholdAxis(QWidget):
    """One limb as a picture. `proposed` carries the value text of a finished drag."""

    proposed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._limb: LimbResult | None = None
        self._row: AxisRow | None = None
        self._dragged: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setObjectName("thresholdAxis")

    def sizeHint(self) -> QSize:
        """Wide as there is room, 46 px high."""
        return QSize(260, 46)

    def minimumSizeHint(self) -> QSize:
        """The least that still reads."""
        return QSize(140, 46)

    def show_limb(self, limb: LimbResult, theme: Theme, language: str) -> None:
        """Shows a limb; the sentence goes to screen readers and the tool tip."""
        self._limb, self._theme = limb, theme
        self._row = layout(limb)
        sentence = limb_sentence(limb, language)
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        movable = self._row.given is not None and self._row.given[0] == self._row.given[1]
        self.setCursor(Qt.CursorShape.SizeHorCursor if movable else Qt.CursorShape.ArrowCursor)
        self.update()

    @property
    def row(self) -> AxisRow | None:
        """What is drawn, for tests and export."""
        return self._row

    def _x(self, at: float) -> float:
        return SIDE + at * (self.width() - 2 * SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the axis."""
        if self._row is None or self._limb is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
        painter.setFont(font)
        self._paint_bar(painter, self._row)
        self._paint_ticks(painter, self._row)
        self._paint_given(painter, self._row, self._limb)
        painter.end()

    def _paint_bar(self, painter: QPainter, row: AxisRow) -> None:
        whole = QRectF(self._x(0), BAR_TOP, self._x(1) - self._x(0), BAR_HEIGHT)
        painter.setPen(QPen(self._theme.colour("edge"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(whole, 3, 3)
        left, right = self._x(row.captured[0]), self._x(row.captured[1])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("restricted_soft"))
        stretch = QRectF(left, BAR_TOP + 1, right - left, BAR_HEIGHT - 2)
        painter.drawRect(stretch)
        painter.setBrush(QBrush(self._theme.colour("restricted"), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(stretch)

    def _paint_ticks(self, painter: QPainter, row: AxisRow) -> None:
        metrics = painter.fontMetrics()
        below = BAR_TOP + BAR_HEIGHT
        taken: list[QRectF] = []
        painter.setPen(QPen(self._theme.colour("restricted"), 2))
        for tick in row.thresholds:
            x = self._x(tick.at)
            painter.drawLine(QPointF(x, BAR_TOP - 3), QPointF(x, below + 4))
            taken.append(self._label(painter, x, below + 4, number_text(tick.value), "restricted"))
        for tick in row.ticks:
            text = number_text(tick.value)
            width = metrics.horizontalAdvance(text)
            x = self._x(tick.at)
            box = QRectF(x - width / 2 - 4, below + 4, width + 8, metrics.height())
            if any(box.intersects(t) for t in taken):
                continue
            painter.setPen(QPen(self._theme.colour("edge"), 1))
            painter.drawLine(QPointF(x, below), QPointF(x, below + 3))
            taken.append(self._label(painter, x, below + 4, text, "muted"))

    def _label(self, painter: QPainter, x: float, top: float, text: str, colour: str) -> QRectF:
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text)
        left = min(max(0.0, x - width / 2), self.width() - width)
        painter.save()
        painter.setPen(self._theme.colour(colour))
        box = QRectF(left, top, width + 2, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
        return box.adjusted(-6, 0, 6, 0)

    def _paint_given(self, painter: QPainter, row: AxisRow, limb: LimbResult) -> None:
        if row.given is None:
            return
        first, last = (self._x(at) for at in row.given)
        if self._dragged is not None:
            first = last = self._x(self._dragged)
        colour = self._marker_colour(limb)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour)
        if last - first > 1:
            painter.drawRect(QRectF(first, BAR_TOP + 3, last - first, BAR_HEIGHT - 6))
        for x in {first, last}:
            tip = QPointF(x, BAR_TOP + 1)
            painter.drawPolygon(
                QPolygonF([tip, tip + QPointF(-MARKER, -MARKER - 3), tip + QPointF(MARKER, -MARKER - 3)])
            )
            painter.drawLine(QPointF(x, BAR_TOP), QPointF(x, BAR_TOP + BAR_HEIGHT))

    def _marker_colour(self, limb: LimbResult) -> QColor:
        if limb.met is None:
            return self._theme.colour("open")
        return self._theme.colour("prohibited" if limb.met else "clear")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Starts a drag near the marker."""
        if self._row and self._row.given and self._row.given[0] == self._row.given[1]:
            near = abs(event.position().x() - self._x(self._row.given[0])) <= 3 * MARKER
            self._dragged = self._row.given[0] if near else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the marker."""
        if self._dragged is not None:
            room = max(1, self.width() - 2 * SIDE)
            self._dragged = min(1.0, max(0.0, (event.position().x() - SIDE) / room))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the drag and proposes the value, to three significant digits, in the limb's unit."""
        if self._dragged is None or self._row is None or self._limb is None:
            return
        value = Fraction(f"{self._row.value_at(self._dragged):.3g}")
        self._dragged = None
        self.update()
        self.proposed.emit(f"{float(value):.6g} {self._limb.unit}".strip())
