"""Search hits as a list model: rows are values, nothing is built per row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from catalogue.model import Words
from catalogue.results import Hit
from catalogue.telling.wording import FOUND_IN
from gui.words import CONTROLS, STATES, card_word, word

HIT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractListModel):
    """The hits of one answer."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[Hit, ...] = ()
        self.language = "zh"

    def show(self, hits: tuple[Hit, ...], language: str) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self._hits, self.language = hits, language
        self.endResetModel()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All rows."""
        return self._hits

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Rows at the top level only."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The hit under HIT_ROLE; one readable line for display and screen readers."""
        if not index.isValid() or not 0 <= index.row() < len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return hit_line(hit, self.language)
        return None


def hit_line(hit: Hit, language: str) -> str:
    """`233914X · Restricted · LiDAR systems · cn-tech 2025-07, in force`; `card · Export controls of Germany · de`."""
    if hit.card:
        return " · ".join((card_word(language), hit.title.in_language(language), hit.id))
    parts = (hit.code or hit.id, word(CONTROLS, hit.control), hit.title.in_language(language))
    where = FOUND_IN.get(hit.found_in, Words()).in_language(language).strip()
    return " · ".join(
        (*parts, f"{hit.catalogue} {hit.edition}, {word(STATES, hit.state)}", *((where,) if where else ()))
    )
