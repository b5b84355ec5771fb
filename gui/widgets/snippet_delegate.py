"""Two lines per hit: code, control, edition, title; below, the list and the best passage with the found words marked.

All rows have one height, so the view asks for a size once. The passage is shifted when its first match would
fall outside the row.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from catalogue.model import State, Words
from catalogue.results import Hit
from catalogue.telling.wording import FOUND_IN
from gui.models.hits import HIT_ROLE
from gui.theme import Theme
from gui.widgets.signals import paint_signal
from gui.widgets.two_lines import PAD, TwoLineDelegate
from gui.words import CONTROLS, SIGNAL_OF_CONTROL, STATES, card_word, word

LEAD = 12
Index = QModelIndex | QPersistentModelIndex
Spans = tuple[tuple[int, int], ...]


class SnippetDelegate(TwoLineDelegate):
    """Paints `Hit`s in the colours of a theme."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one hit."""
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        painter.save()
        inner = self.ground(painter, option)
        height = QFontMetrics(option.font).height()
        self._head(painter, QRectF(inner.left(), inner.top(), inner.width(), height), hit, option.font)
        painter.setFont(option.font)
        line = QRectF(inner.left(), inner.top() + height + PAD / 2, inner.width(), height)
        if not hit.card:
            line.setLeft(self.piece(painter, line, line.left(), hit.catalogue, option.font, "muted"))
        where = FOUND_IN.get(hit.found_in, Words()).in_language(self.language)
        if where:
            line.setLeft(self.piece(painter, line, line.left(), where.strip(), option.font, "open"))
        paint_marked(painter, line, hit.snippet, hit.spans, self.theme)
        painter.restore()

    def _head(self, painter: QPainter, line: QRectF, hit: Hit, font: QFont) -> None:
        bold = QFont(font)
        bold.setBold(True)
        x = line.left()
        if hit.card:
            pieces = [(card_word(self.language), font, "accent")]
        else:
            signal = SIGNAL_OF_CONTROL.get(hit.control or "", "open")
            size = min(14.0, line.height())
            mark = QRectF(line.left(), line.center().y() - size / 2, size, size)
            paint_signal(painter, mark, signal, self.theme.colour(signal))
            x = mark.right() + 6
            pieces = [(hit.code or "–", bold, "text"), (word(CONTROLS, hit.control), font, signal)]
            if hit.state is not State.IN_FORCE:
                pieces.append((word(STATES, hit.state), font, "open"))
            pieces.append((editions_of(hit), font, "muted"))
        for text, face, colour in pieces:
            x = self.piece(painter, line, x, text, face, colour)
        metrics = QFontMetrics(bold)
        title = metrics.elidedText(
            hit.title.in_language(self.language), Qt.TextElideMode.ElideRight, int(max(0.0, line.right() - x))
        )
        self.piece(painter, line, x, title, bold, "text")


def editions_of(hit: Hit) -> str:
    """`2025-07`, or `2025-07 + 2023, 2020` where other editions of the entry were found as well."""
    others = ", ".join(other.edition for other in hit.also)
    return f"{hit.edition} + {others}" if others else hit.edition


def shifted(text: str, spans: Spans, fits: int) -> tuple[str, Spans]:
    """The text cut so that its first match lies within the first `fits` characters, and the spans with it."""
    text = text.replace("\n", " ")
    if not spans or spans[0][1] <= fits:
        return text, spans
    cut = max(0, spans[0][0] - LEAD)
    moved = tuple((start - cut + 1, end - cut + 1) for start, end in spans)
    return "…" + text[cut:], moved


def paint_marked(painter: QPainter, line: QRectF, text: str, spans: Spans, theme: Theme) -> None:
    """One line of text with spans marked by ground and underline, clipped to `line`."""
    metrics = painter.fontMetrics()
    fits = int(line.width() / max(1, metrics.averageCharWidth()) / 2)
    text, spans = shifted(text, spans, max(LEAD, fits))
    painter.save()
    painter.setClipRect(line)
    x, at = line.left(), 0
    for start, end in (*spans, (len(text), len(text))):
        for piece, marked in ((text[at:start], False), (text[start:end], True)):
            if not piece or x > line.right():
                continue
            width = metrics.horizontalAdvance(piece)
            if marked:
                painter.fillRect(QRectF(x, line.top(), width, line.height()), theme.colour("mark"))
            painter.setPen(theme.colour("mark_text" if marked else "muted"))
            painter.drawText(QPointF(x, line.top() + metrics.ascent()), piece)
            x += width
        at = max(at, end)
    painter.restore()
