"""A report as a table on the screen: the same rows that are written to a file."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from catalogue.reports.table import Report, plain_text

Index = QModelIndex | QPersistentModelIndex
SECTION = "section"


class ReportModel(QAbstractTableModel):
    """One row per row of the report; a cell of several lines is told on one."""

    def __init__(self) -> None:
        super().__init__()
        self.report: Report | None = None

    def show(self, report: Report | None) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.report = report
        self.endResetModel()

    def is_section(self, row: int) -> bool:
        """Whether this row only names what follows."""
        return self.report is not None and self.report.rows[row].role == SECTION

    def text(self, row: int, column: int) -> str:
        """The cell with its lines."""
        cells = self.report.rows[row].cells if self.report else ()
        return plain_text(cells[column]) if column < len(cells) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Rows at the top level only."""
        return 0 if parent.isValid() or self.report is None else len(self.report.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """As many as the report has."""
        return 0 if parent.isValid() or self.report is None else len(self.report.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The column's name."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self.report is None:
            return None
        return self.report.columns[section].heading

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The text of a cell; the tool tip tells it whole."""
        if not index.isValid():
            return None
        text = self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " · ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        if role == Qt.ItemDataRole.FontRole and self.is_section(index.row()):
            bold = QFont()
            bold.setBold(True)
            return bold
        return None
