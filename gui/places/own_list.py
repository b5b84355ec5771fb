"""The firm's own clauses and what is wrong with them: a table of clauses above, a table of faults below.

Values that flow: the library in use -> rows at once; "Check everything" -> the checks of `verify` in the background.
Enter or a double click on a row goes to the clause, of a fault to its paragraph.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from clause_library.store import Store
from clause_library.verify import ClauseLibraryVerification
from gui.desk import Desk
from gui.language import translate
from gui.own_room import ADDED, OVER, REFUSED, RETIRED, OwnRow, Spot, Trouble, check, own_rows, troubles
from gui.places.clause_door import Door
from gui.places.opening import open_local
from gui.places.place import button, label, rows_to_choose, side_by_side

CHECK = "checkClauses"


class OwnList(QWidget):
    """The section with the clauses of the user's folder."""

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__()
        self.setObjectName("ownList")
        self._desk, self._door = desk, door
        self._store: Store | None = None
        self._checked: ClauseLibraryVerification | None = None
        self._rows: tuple[OwnRow, ...] = ()
        self._troubles: tuple[Trouble, ...] = ()
        self._lead, self._said = label("muted"), label("heading")
        self._said.setObjectName("ownFaults")
        self.check = button("ownCheck", self.check_all)
        self._folder = button("ownFolder", self._open_folder)
        self.table, self.faults = QTableWidget(), QTableWidget()
        for table, name in ((self.table, "ownTable"), (self.faults, "ownFaultTable")):
            table.setObjectName(name)
            table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.itemActivated.connect(lambda item: self._open(Spot(self._rows[item.row()].id)))
        self.faults.itemActivated.connect(lambda item: self._open(self._troubles[item.row()].spot))
        self._arrange()

    def _arrange(self) -> None:
        above, below = QWidget(), QWidget()
        for holder, widgets in ((above, (self._lead, self.table)), (below, (self._said, self.faults))):
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, 4, 0, 4)
            for widget in widgets:
                inside.addWidget(widget, 1 if isinstance(widget, QTableWidget) else 0)
        actions = QHBoxLayout()
        actions.addWidget(self.check)
        actions.addWidget(self._folder)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(actions)
        column.addWidget(side_by_side("ownListSplit", (above, 200), (below, 240), upright=True), 1)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.check.setText(translate("Own", "Check everything"))
        self.check.setToolTip(translate("Own", "All checks over the library with your clauses laid over it"))
        self._folder.setText(translate("Own", "Open the folder"))
        self.table.setAccessibleName(translate("Own", "Your own clauses"))
        self.faults.setAccessibleName(translate("Own", "What is wrong with them"))

    def show_store(self, store: Store | None) -> None:
        """Shows the own clauses of the library; what was checked before belongs to that library only."""
        if store is not self._store:
            self._store, self._checked = store, None
        self._draw()

    def _draw(self) -> None:
        store = self._store
        self._rows = own_rows(store) if store else ()
        self._lead.setText(
            translate("Own", "Laid over the library clause by clause; Enter opens one.")
            if self._rows
            else translate(
                "Own",
                "You have no clauses of your own yet. Export ours as a Word table, edit it in Word and import it: "
                "each text you changed is yours from then on.",
            )
        )
        self.table.setVisible(bool(self._rows))
        language = self._desk.language
        states = {
            OVER: translate("Own", "in place of ours"),
            ADDED: translate("Own", "added"),
            REFUSED: translate("Own", "not used"),
            RETIRED: translate("Own", "retired"),
        }
        heads = (
            translate("Own", "Clause"),
            translate("Own", "State"),
            translate("Own", "Version"),
            translate("Own", "Author"),
            translate("Own", "Date"),
            translate("Own", "Title"),
        )
        cells = [
            (r.id, states[r.state], r.version, r.author, r.dated, r.title.in_language(language)) for r in self._rows
        ]
        _fill(self.table, heads, cells, (72, 110, 52, 84, 92))
        self._draw_troubles(language)

    def _draw_troubles(self, language: str) -> None:
        store, checked = self._store, self._checked
        found = checked.problems if checked else store.problems if store else ()
        self._troubles = troubles(found, store) if store else ()
        if checked:
            self._said.setText(checked.counted(language))
        elif self._troubles:
            self._said.setText(translate("Own", "Found while reading: {n}").format(n=len(self._troubles)))
        else:
            self._said.setText(translate("Own", "Nothing wrong was found while reading."))
        heads = (
            translate("Own", "Clause"),
            translate("Own", "Place"),
            translate("Own", "What is wrong, and what to do"),
        )
        cells = [(t.about, t.place.in_language(language), t.text.in_language(language)) for t in self._troubles]
        _fill(self.faults, heads, cells, (84, 130))
        self.faults.setWordWrap(True)
        self.faults.resizeRowsToContents()
        self.faults.setVisible(bool(self._troubles))

    def check_all(self) -> None:
        """Runs every check of the library in the background."""
        home = self._desk.settings.home
        title = translate("Own", "Checking the clauses")
        self._desk.tasks.run(CHECK, title, lambda _ticket: check(home), self._have, self._desk.messages.bad_input)

    def _have(self, checked: ClauseLibraryVerification) -> None:
        self._checked = checked
        self._draw()
        if self._troubles and self.isVisible():
            self.faults.setFocus()

    def _open(self, spot: Spot | None) -> None:
        """Goes to the place; a clause that is not used has no page, and its file is the only place to mend it."""
        known = spot is not None and self._store is not None and spot.clause in self._store.clauses
        if known and spot is not None:
            self._door.spot_wanted.emit(spot)
        else:
            self._open_folder()

    def _open_folder(self) -> None:
        folder = self._desk.settings.home.packs / "clauses"
        open_local(self._desk, folder if folder.is_dir() else self._desk.settings.home.packs)


def _fill(table: QTableWidget, heads: tuple[str, ...], cells: list[tuple[str, ...]], widths: tuple[int, ...]) -> None:
    """New rows; the row that was current stays so where it is still there."""
    kept = table.currentRow()
    table.setColumnCount(len(heads))
    table.setHorizontalHeaderLabels(heads)
    table.setRowCount(len(cells))
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    rows_to_choose(table, widths)
    if cells:
        table.setCurrentCell(min(max(0, kept), len(cells) - 1), 0)
