"""Hits inside the clauses as a list: a model of values, and a delegate with two lines and the found words marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from clause_library.searching import ClauseHit
from gui.clause_finder import hit_line, where_words
from gui.widgets.snippet_delegate import Spans, paint_marked
from gui.widgets.two_lines import PAD, TwoLineDelegate

HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
LEADING = 0.3
"""How much of a line may stand before the first match."""


class ClauseHitsModel(QAbstractListModel):
    """The hits of one answer."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[ClauseHit, ...] = ()
        self._language = "zh"

    def show(self, hits: tuple[ClauseHit, ...], language: str) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.hits, self._language = hits, language
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Rows at the top level only."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The hit under HIT_ROLE; one readable line for display and screen readers."""
        if not index.isValid() or not 0 <= index.row() < len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        roles = Qt.ItemDataRole
        return (
            hit_line(hit, self._language)
            if role in (roles.DisplayRole, roles.AccessibleTextRole, roles.ToolTipRole)
            else None
        )


def _nearer(text: str, spans: Spans, metrics: QFontMetrics, width: float) -> tuple[str, Spans]:
    """The snippet cut so that its first match begins in the first part of a narrow line."""
    text = text.replace("\n", " ")
    if not spans or metrics.horizontalAdvance(text[: spans[0][1]]) <= width:
        return text, spans
    cut = first = spans[0][0]
    while cut > 0 and metrics.horizontalAdvance(text[cut - 1 : first]) < LEADING * width:
        cut -= 1
    return "…" + text[cut:], tuple((start - cut + 1, end - cut + 1) for start, end in spans)


class ClauseHitDelegate(TwoLineDelegate):
    """Paints `ClauseHit`s: clause and place above, the snippet below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one hit."""
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, ClauseHit):
            return
        painter.save()
        inner = self.ground(painter, option)
        height = QFontMetrics(option.font).height()
        bold = QFont(option.font)
        bold.setBold(True)
        x = self.piece(painter, inner, inner.left(), hit.id, bold, "text")
        self.piece(painter, inner, x, where_words(hit, self.language), option.font, "muted")
        painter.setFont(option.font)
        line = QRectF(inner.left(), inner.top() + height + PAD / 2, inner.width(), height)
        text, spans = _nearer(hit.snippet, hit.spans, QFontMetrics(option.font), line.width())
        paint_marked(painter, line, text, spans, self.theme)
        painter.restore()
