"""The values of a datasheet as a table whose rows can be ticked: name, value, quantity, what to know."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QTableView

from gui.assessing import Value
from gui.desk import Desk
from gui.language import translate

Index = QModelIndex | QPersistentModelIndex
TICK = int(Qt.ItemDataRole.CheckStateRole)


class ValuesModel(QAbstractTableModel):
    """One row per value under one quantity. `ticked_changed` tells that another set is ticked."""

    ticked_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: tuple[Value, ...] = ()
        self._ticked: set[int] = set()

    @property
    def ticked(self) -> tuple[Value, ...]:
        """The values somebody ticked, in the order of the table."""
        return tuple(value for row, value in enumerate(self.rows) if row in self._ticked)

    def show(self, rows: tuple[Value, ...]) -> None:
        """Replaces all rows; nothing is ticked."""
        self.beginResetModel()
        self.rows, self._ticked = rows, set()
        self.endResetModel()
        self.ticked_changed.emit()

    def untick(self) -> None:
        """Takes every tick away."""
        self.show(self.rows)

    def toggle(self, row: int) -> None:
        """Ticks a row that can be ticked, or takes its tick away."""
        if 0 <= row < len(self.rows) and self.rows[row].takes:
            self._ticked ^= {row}
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
            self.ticked_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Rows at the top level only."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """As many as there are headings."""
        return 0 if parent.isValid() else len(self._headings())

    def _headings(self) -> tuple[str, ...]:
        return (
            translate("Assess", "As written"),
            translate("Assess", "Value"),
            translate("Assess", "Quantity"),
            translate("Assess", "To know"),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The column's name."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._headings()[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A value that cannot be a fact has no box to tick."""
        flags = super().flags(index)
        takes = index.isValid() and index.column() == 0 and self.rows[index.row()].takes
        return flags | Qt.ItemFlag.ItemIsUserCheckable if takes else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The text of a cell; the tool tip tells it whole."""
        if not index.isValid():
            return None
        value = self.rows[index.row()]
        if index.column() == 0 and role in (TICK, Qt.ItemDataRole.DecorationRole):
            return self._box(index.row(), value, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells(value)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, self._cells(value)))
        return None

    def _box(self, row: int, value: Value, role: int) -> Any:
        """The box, or where there is none a gap as wide, so that the names stand in one line."""
        if role != TICK:
            return None if value.takes else QColor(0, 0, 0, 0)
        if not value.takes:
            return None
        return Qt.CheckState.Checked if row in self._ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """A click on the box."""
        if role != TICK or not index.isValid() or index.column():
            return False
        if (Qt.CheckState(value) is Qt.CheckState.Checked) != (index.row() in self._ticked):
            self.toggle(index.row())
        return True

    def _cells(self, value: Value) -> tuple[str, ...]:
        language = self._desk.language
        quantity = value.quantity.name.in_language(language) if value.quantity else "–"
        return (value.name, value.text, quantity, self.told(value))

    def told(self, value: Value) -> str:
        """What somebody must know before he relies on the value."""
        if value.quantity is None:
            return translate("Assess", "no list asks for it")
        told = []
        if value.several:
            told.append(translate("Assess", "several values"))
        if value.refused:
            told.append(translate("Assess", "not a value by itself"))
        elif not value.certain:
            told.append(translate("Assess", "name or value uncertain"))
        return " · ".join(told)


class ValuesTable(QTableView):
    """Space ticks the row, wherever the cursor stands in it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is for the tick; everything else is the table's."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, ValuesModel):
            model.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)
