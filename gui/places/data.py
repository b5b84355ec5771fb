"""数据: every loaded list with its editions, how much of each is there, its state today, source and problems."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout

from catalogue.editions import state_of
from catalogue.model import Catalogue, Edition, coverage_of
from gui.desk import Desk
from gui.language import translate
from gui.places.lists import in_order
from gui.places.place import Column, Place, framed, label, side_by_side
from gui.words import STATES, card_word, date_text, word

Index = QModelIndex | QPersistentModelIndex
COLUMNS = 6


class EditionsModel(QAbstractTableModel):
    """One row per edition."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: tuple[tuple[Catalogue, Edition], ...] = ()

    def show(self, rows: tuple[tuple[Catalogue, Edition], ...]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Rows at the top level only."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """List, edition, state, entries, in effect, checked on."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The column's name."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Data", "List"),
            translate("Data", "Edition"),
            translate("Data", "State"),
            translate("Data", "Entries loaded"),
            translate("Data", "In effect from"),
            translate("Data", "Data checked on"),
        )[section]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The text of a cell."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        catalogue, edition = self.rows[index.row()]
        if edition.is_card:
            return self._card_row(catalogue, edition)[index.column()]
        coverage = coverage_of(edition)
        total = "?" if coverage.expected is None else str(coverage.expected)
        derived = translate("Data", "(derived)") if coverage.derived else ""
        state = state_of(edition, self._desk.session.matter.as_of)
        return (
            catalogue.title.in_language(self._desk.language),
            edition.id,
            word(STATES, state.value),
            f"{coverage.entries} / {total} {derived}".strip(),
            date_text(edition.effective),
            date_text(edition.as_of),
        )[index.column()]

    def _card_row(self, catalogue: Catalogue, edition: Edition) -> tuple[str, ...]:
        """A card is in no state and counts as no part of a list."""
        language = self._desk.language
        told = card_word(language)
        title = catalogue.title.in_language(language)
        return (title, edition.id, told, "–", date_text(edition.effective), date_text(edition.as_of))


class DataPlace(Place):
    """The data room: what the answers rest on."""

    name = "data"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = EditionsModel(desk)
        self.table = QTableView()
        self.table.setObjectName("editions")
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_details())
        self._details = Column("dataDetails")
        split = side_by_side("dataSplit", (framed(self.table), 340), (self._details, 300), upright=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.table.setAccessibleName(translate("Data", "Loaded lists and editions"))
        self.table.horizontalHeader().setAccessibleName(translate("Data", "Column headings"))

    def refresh(self) -> None:
        """Draws the table anew."""
        engine = self.desk.engine
        row = max(0, self.table.currentIndex().row())
        catalogues = in_order(engine.library) if engine else ()
        self.model.show(tuple((c, e) for c in catalogues for e in c.editions))
        if self.model.rows:
            self.table.selectRow(min(row, len(self.model.rows) - 1))
        self._show_details()

    def matter_changed(self) -> None:
        """States depend on the matter's date."""
        self.table.viewport().update()

    def enter(self) -> None:
        """The table takes the focus."""
        self.table.setFocus()

    def _show_details(self) -> None:
        self._details.clear()
        engine, row = self.desk.engine, self.table.currentIndex().row()
        if engine is None:
            self._say("muted", translate("Data", "Opening the control lists …"))
        elif 0 <= row < len(self.model.rows):
            self._edition(*self.model.rows[row])
        for problem in engine.library.problems if engine else ():
            self._say("bad", problem.in_language(self.desk.language))
        self._details.body.addStretch(1)

    def _edition(self, catalogue: Catalogue, edition: Edition) -> None:
        language = self.desk.language
        self._say("title", edition.title.in_language(language) or edition.id)
        if not edition.is_card:
            self._say("", edition.instrument)
        self._say(
            "muted", translate("Data", "Authority: {name}").format(name=catalogue.authority.in_language(language))
        )
        if edition.expected_split:
            self._say("muted", edition.expected_split.in_language(language))
        if edition.basis:
            why = edition.basis.in_language(language)
            self._say("muted", translate("Data", "Why it applies: {text}").format(text=why))
        if edition.notes:
            self._say("muted", edition.notes.in_language(language))
        for source in edition.sources:
            self._say("muted", translate("Data", "Source: {text}").format(text=source))

    def _say(self, role: str, text: str) -> None:
        made = label(role, selectable=True)
        made.setText(text)
        self._details.body.addWidget(made)
