"""复核 in 数据: a folder of matters held against today's data, with progress, cancel, a table and a workbook.

Values that flow: folder -> `Rechecked` rows in the background -> the report of the command line, shown row by row ->
the same report as a file. The hard problem is that an archive without a change looks like nothing was done: so the line
above the table counts what was read, changed, never frozen and not readable. Rejected: a table of changes alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QTableView, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from gui.desk import Desk
from gui.language import translate
from gui.messages import Message
from gui.models.report import ReportModel
from gui.places.opening import open_local
from gui.places.place import button, in_line, label, rows_to_choose
from gui.tasks import Ticket

if TYPE_CHECKING:
    from catalogue.recheck import Rechecked
    from catalogue.reports.table import Report

KEY = "recheck"
FILE = 0
WIDTHS = (150, 150, 110, 220, 110, 110, 160)


@dataclass(frozen=True, slots=True)
class Answer:
    """A folder as it stood on a day."""

    folder: Path
    rows: tuple[Rechecked, ...]
    made_on: dt.date

    def report(self, language: str) -> Report:
        """The table of the command line."""
        from catalogue.reports.rechecked import rechecked_report

        return rechecked_report(self.rows, language, self.made_on)


class RecheckRoom(QWidget):
    """The section of 数据 that rechecks an archive."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("recheckRoom")
        self._desk = desk
        self.answer: Answer | None = None
        self._ticket: Ticket | None = None
        self._lead, self.told = label("muted"), label("", selectable=True)
        self._choose = button("recheckChoose", self.choose, "primary")
        self._again = button("recheckAgain", self.again)
        self._save = button("recheckSave", self.save)
        self._cancel = button("recheckCancel", self.cancel)
        self._bar = QProgressBar()
        self.model, self.table = ReportModel(), QTableView()
        self.row = label("", selectable=True)
        self._open = button("recheckOpen", self.open_matter, "link")
        self._arrange()
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_row())
        self.table.activated.connect(lambda _index: self.open_matter())
        desk.tasks.changed.connect(self._show_work)
        self.retranslate()

    def _arrange(self) -> None:
        for name, widget in (
            ("recheckTold", self.told),
            ("recheckProgress", self._bar),
            ("recheckTable", self.table),
            ("recheckRow", self.row),
        ):
            widget.setObjectName(name)
        self._bar.setMaximumWidth(220)
        self.table.setModel(self.model)
        rows_to_choose(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._lead)
        column.addLayout(in_line(self._choose, self._again, self._save, self._cancel, self._bar, None))
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.row)
        column.addLayout(in_line(self._open, None))

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._lead.setText(
            translate(
                "Recheck",
                "Each matter of a folder that was frozen is classified anew and held against what was frozen. "
                "The matters themselves are only read.",
            )
        )
        self._choose.setText(translate("Recheck", "Choose a folder …"))
        self._again.setText(translate("Recheck", "Recheck it again"))
        self._save.setText(translate("Recheck", "Save the table …"))
        self._cancel.setText(translate("Recheck", "Cancel"))
        self._bar.setAccessibleName(translate("Recheck", "Progress"))
        self._open.setText(translate("Recheck", "Open this matter"))
        self.table.setAccessibleName(translate("Recheck", "Matters and what changed"))
        self.table.horizontalHeader().setAccessibleName(translate("Recheck", "Column headings"))

    def refresh(self) -> None:
        """Draws the table anew, in the window's language."""
        answer = self.answer
        self.model.show(answer.report(self._desk.language) if answer else None)
        header = self.table.horizontalHeader()
        if answer:
            for column, width in enumerate(WIDTHS):
                header.resizeSection(column, width)
        self.table.clearSpans()
        for row in range(self.model.rowCount()):
            if self.model.is_section(row):
                self.table.setSpan(row, 0, 1, self.model.columnCount())
        first = next((r for r in range(self.model.rowCount()) if not self.model.is_section(r)), -1)
        if first >= 0:
            self.table.selectRow(first)
        self.told.setText(told(answer) if answer else "")
        for widget in (self.told, self.table, self._again, self._save):
            widget.setVisible(answer is not None)
        self._show_row()
        self._show_work()

    def enter(self) -> None:
        """The table, or the folder to choose."""
        (self._choose if self.answer is None else self.table).setFocus()

    def choose(self) -> None:
        """Asks for a folder."""
        folder = self._desk.chooser.folder_of_matters()
        if folder is not None:
            self.recheck(folder)

    def again(self) -> None:
        """The same folder, as it is now."""
        if self.answer is not None:
            self.recheck(self.answer.folder)

    def recheck(self, folder: Path) -> None:
        """Holds every matter under the folder against today's data, in the background."""
        engine, today = self._desk.engine, self._desk.today
        if engine is None:
            text = translate("Recheck", "The control lists are still being opened; try again in a moment.")
            self._desk.messages.tell(Message(text))
            return

        def work(ticket: Ticket) -> Answer:
            from catalogue.recheck import recheck

            return Answer(folder, recheck(folder, engine, ticket.report), today)

        title = translate("Recheck", "Rechecking {folder}").format(folder=folder.name)
        self._ticket = self._desk.tasks.run(KEY, title, work, self._have, self._refused)
        self._show_work()

    def cancel(self) -> None:
        """Ends the work; the table before stays."""
        self._desk.tasks.cancel(KEY)
        self._ended()

    def _have(self, answer: Answer) -> None:
        self._ended()
        self.answer = answer
        self.refresh()
        if self.isVisible():
            self.table.setFocus()

    def _refused(self, error: BadInput) -> None:
        self._ended()
        self._desk.messages.bad_input(error)

    def _ended(self) -> None:
        self._ticket = None
        self._show_work()

    def _show_work(self) -> None:
        ticket = self._ticket
        busy = ticket is not None and not ticket.cancelled
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        for made in (self._choose, self._again, self._save):
            made.setEnabled(not busy)
        if busy and ticket is not None:
            self._bar.setRange(0, ticket.total)
            self._bar.setValue(ticket.done)

    @property
    def _file(self) -> str:
        """The file of the chosen row, empty for a heading."""
        row = self.table.currentIndex().row()
        inside = 0 <= row < self.model.rowCount() and not self.model.is_section(row)
        return self.model.text(row, FILE) if inside else ""

    def _show_row(self) -> None:
        """The chosen row with every cell whole."""
        row, name = self.table.currentIndex().row(), self._file
        report = self.model.report
        columns = report.columns if report and name else ()
        lines = (f"{c.heading}: {self.model.text(row, n)}" for n, c in enumerate(columns) if self.model.text(row, n))
        self.row.setText("\n".join(lines))
        self.row.setVisible(bool(name))
        self._open.setVisible(bool(name))

    def open_matter(self) -> None:
        """Puts the matter of the chosen row on the desk."""
        if self.answer is not None and self._file:
            self._desk.matter_wanted.emit(str(self.answer.folder / self._file))

    def save(self) -> None:
        """Writes the table as a workbook or a Word document where the user says."""
        answer = self.answer
        if answer is None:
            return
        target = self._desk.chooser.table_to_write(Path(translate("Recheck", "recheck") + ".xlsx"))
        if target is None:
            return
        path = target if target.suffix.lower() in (".xlsx", ".docx") else target.with_suffix(".xlsx")
        agreed, report = path == target, answer.report(self._desk.language)

        def work(_ticket: Ticket) -> Path:
            from catalogue.reports.saving import save_report

            save_report(report, path, replace=agreed)
            return path

        title = translate("Recheck", "Writing the table")
        self._desk.tasks.run("saveRecheck", title, work, self._saved, self._desk.messages.bad_input)

    def _saved(self, path: Path) -> None:
        text = translate("Recheck", "{path} is written.").format(path=path.name)
        opening = translate("Recheck", "Open it")
        self._desk.messages.tell(Message(text, action_text=opening, action=lambda: open_local(self._desk, path)))


def told(answer: Answer) -> str:
    """What was read and how it stands, counted."""
    rows = answer.rows
    if not rows:
        return translate("Recheck", "{folder} holds no matter.").format(folder=answer.folder)
    changed = sum(row.needs_lawyer for row in rows)
    unread = sum(row.problem is not None for row in rows)
    never = sum(row.changed is None and row.problem is None for row in rows)
    template = translate(
        "Recheck",
        "{folder}: {all} matters; {changed} changed and need a lawyer, {same} unchanged, {never} never frozen, "
        "{unread} not readable.",
    )
    same = len(rows) - changed - unread - never
    return template.format(folder=answer.folder, all=len(rows), changed=changed, same=same, never=never, unread=unread)
