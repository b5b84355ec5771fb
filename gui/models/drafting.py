"""The outline of a contract and the list of changes as Qt models over plain rows; clauses can be dragged.

A drop never moves a row by itself: the place asked for is told, and the outline comes back drawn anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MIME = "application/x-caveat-clause"


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as it is drawn. `key` is the clause that may be dragged, empty for none; `said` what is read aloud."""

    text: str
    tip: str = ""
    said: str = ""
    ground: str = ""
    colour: str = ""
    bold: bool = False
    key: str = ""


class ShownRows(QAbstractListModel):
    """Rows to look at. `dropped`: this clause was let go before this row."""

    dropped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Shown, ...] = ()

    def show(self, rows: Sequence[Shown]) -> None:
        """Takes other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What a view asks for."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        asked: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): row.text,
            int(Qt.ItemDataRole.ToolTipRole): row.tip or None,
            int(Qt.ItemDataRole.AccessibleTextRole): row.said or row.text,
            int(Qt.ItemDataRole.BackgroundRole): QColor(row.ground) if row.ground else None,
            int(Qt.ItemDataRole.ForegroundRole): QColor(row.colour) if row.colour else None,
            int(Qt.ItemDataRole.FontRole): _bold() if row.bold else None,
        }
        return asked.get(int(role))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Clauses can be dragged; between rows something can be dropped."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self.rows[index.row()].key else usual

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """A clause of this outline."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The clause that is dragged."""
        carried = QMimeData()
        for index in indexes:
            carried.setData(MIME, self.rows[index.row()].key.encode("ascii"))
        return carried

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tells where the clause was let go. False: no row moves by itself."""
        clause = bytes(data.data(MIME).data()).decode("ascii", "replace")
        if clause and action == Qt.DropAction.MoveAction:
            self.dropped.emit(clause, row if row >= 0 else parent.row() + 1 if parent.isValid() else len(self.rows))
        return False


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
