"""Across the table: the position profile by family, what departs from the proposal, and the log of moves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem

from catalogue.matterfile import MatterFile
from catalogue.opening import check_target, write_atomically
from catalogue.problems import BadInput
from clause_library.dealings import log_lines, log_report, log_rows, position_word
from clause_library.model import VARIANTS, Deviation
from clause_library.select import OUT
from gui.clause_room import Deal
from gui.desk import Desk
from gui.language import translate
from gui.messages import Message
from gui.places.clause_door import Door
from gui.places.place import Column, button, label
from gui.session import Edit
from gui.words import FAMILIES, position_name, word


class TablePage(Column):
    """Profile, deviations, log."""

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__("clauseTable")
        self._desk, self._door = desk, door
        self._deal: Deal | None = None

    def show_deal(self, deal: Deal | None) -> None:
        """Draws everything anew."""
        self._deal = deal
        kept = self.verticalScrollBar().value()
        self.clear()
        if deal is not None:
            self._log(deal)
            self._deviations(deal)
            self._profile(deal)
        self.body.addStretch(1)
        self.verticalScrollBar().setValue(kept)

    def _head(self, text: str) -> None:
        made = label("heading")
        made.setText(text)
        self.body.addWidget(made)

    def _hint(self, text: str) -> None:
        made = label("muted")
        made.setText(text)
        self.body.addWidget(made)

    def _log(self, deal: Deal) -> None:
        self._head(translate("Clauses", "Negotiation log"))
        rows = log_rows(deal.matter, deal.store, self._desk.language)
        if not rows:
            self._hint(
                translate(
                    "Clauses",
                    "Nothing is logged yet. Show another position of a clause, name who asked, choose and log it.",
                )
            )
            return
        self.body.addWidget(self._log_table(rows))
        line = QHBoxLayout()
        exporter, copier = button("exportLog", self.export_log), button("copyLog", self.copy_log)
        exporter.setText(translate("Clauses", "Export the log …"))
        copier.setText(translate("Clauses", "Copy the log"))
        line.addWidget(exporter)
        line.addWidget(copier)
        line.addStretch(1)
        self.body.addLayout(line)

    def _log_table(self, rows: tuple[tuple[str, ...], ...]) -> QTableWidget:
        headings = (
            translate("Clauses", "Date"),
            translate("Clauses", "Clause"),
            translate("Clauses", "From"),
            translate("Clauses", "To"),
            translate("Clauses", "By"),
            translate("Clauses", "Note"),
        )
        table = QTableWidget(len(rows), len(headings))
        table.setObjectName("negotiationLog")
        table.setAccessibleName(translate("Clauses", "Negotiation log"))
        table.setHorizontalHeaderLabels(headings)
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text.partition(" ")[0] if column == 1 else text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                table.setItem(at, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.resizeRowsToContents()
        table.setFixedHeight(min(320, 44 + sum(table.rowHeight(n) for n in range(len(rows)))))
        table.itemActivated.connect(lambda item: self._open_row(item.row()))
        return table

    def _open_row(self, row: int) -> None:
        if self._deal:
            self._door.clause_wanted.emit(self._deal.matter.clauses.log[row].clause)

    def _deviations(self, deal: Deal) -> None:
        self._head(translate("Clauses", "What departs from the proposal"))
        found = deal.selection.deviations if deal.selection else ()
        if not found:
            self._hint(translate("Clauses", "Every clause stands as proposed."))
        for deviation in found:
            self._deviation(deal, deviation)

    def _deviation(self, deal: Deal, deviation: Deviation) -> None:
        language = self._desk.language
        line = QHBoxLayout()
        link = button(f"deviation_{deviation.id}", lambda: self._door.clause_wanted.emit(deviation.id), "link")
        link.setText(deviation.id)
        said = label(selectable=True)
        title = deal.store.title(deviation.id).in_language(language)
        said.setText(f"{title}\n{deviation_words(deviation, language)}")
        back = button(f"withdraw_{deviation.id}", lambda: self._withdraw(deviation.id))
        back.setText(translate("Clauses", "Back to the proposal"))
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(said, 1)
        line.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def _withdraw(self, clause: str) -> None:
        name = translate("Clauses", "{id} as proposed").format(id=clause)
        self._edit(name, lambda file: file.choose_clause(clause, ""))

    def _profile(self, deal: Deal) -> None:
        self._head(translate("Clauses", "Position of each family"))
        self._hint(
            translate(
                "Clauses", "A family follows the whole deal unless it has a position of its own; so does a clause."
            )
        )
        grid = QGridLayout()
        own = dict(deal.matter.clauses.families)
        families = dict.fromkeys(clause.family for clause in deal.store.clauses.values())
        whole = position_name(deal.matter.clauses.position, self._desk.language)
        for at, family in enumerate(families):
            name = label()
            name.setText(word(FAMILIES, family))
            box = QComboBox()
            box.setObjectName(f"family_{family}")
            box.setAccessibleName(name.text())
            box.addItem(translate("Clauses", "As the whole deal ({position})").format(position=whole), "")
            for position in VARIANTS:
                box.addItem(position_name(position, self._desk.language), position)
            box.setCurrentIndex(max(0, box.findData(own.get(family, ""))))
            box.activated.connect(lambda _index, family=family, box=box: self._set_family(family, box))
            grid.addWidget(name, at, 0)
            grid.addWidget(box, at, 1)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)

    def _set_family(self, family: str, box: QComboBox) -> None:
        position = str(box.currentData() or "")
        name = translate("Clauses", "position of family {family}").format(family=word(FAMILIES, family))
        self._edit(name, lambda file: file.set_family_position(family, position))

    def _edit(self, name: str, change: Edit) -> None:
        def apply(file: MatterFile) -> MatterFile:
            return change(file)

        try:
            self._desk.session.edit(name, apply)
        except BadInput as error:
            self._desk.messages.bad_input(error)

    def copy_log(self) -> None:
        """Puts the log on the clipboard as text."""
        if self._deal and self._deal.matter.clauses.log:
            QGuiApplication.clipboard().setText(log_lines(self._deal.matter, self._deal.store, self._desk.language))
            self._desk.messages.tell(Message(translate("Clauses", "The log is on the clipboard.")))

    def export_log(self) -> None:
        """Asks where the log goes and writes it, as a Word table or a text by the name chosen."""
        deal, language, today = self._deal, self._desk.language, self._desk.today
        if deal is None or not deal.matter.clauses.log:
            self._desk.messages.tell(Message(translate("Clauses", "There is nothing in the log yet.")))
            return
        stem = "-".join(filter(None, (deal.matter.id, translate("Clauses", "negotiation"))))
        target = self._desk.chooser.log_to_write(Path(f"{stem}.docx"))
        if target is None:
            return
        path = target if target.suffix.lower() in (".docx", ".txt") else target.with_name(f"{target.name}.docx")

        def work(_ticket: object) -> Path:
            check_target(path, overwrite=path == target)
            if path.suffix.lower() == ".txt":
                write_atomically(path, log_lines(deal.matter, deal.store, language).encode("utf-8"))
            else:
                from catalogue.reports.word_table import word_bytes

                write_atomically(path, word_bytes(log_report(deal.matter, deal.store, language, today)))
            return path

        title = translate("Exports", "Writing {file}").format(file=path.name)
        self._desk.tasks.run("log", title, work, self._written, self._desk.messages.bad_input)

    def _written(self, path: Path) -> None:
        self._desk.messages.tell(Message(translate("Exports", "Written: {path}").format(path=path)))


def deviation_words(deviation: Deviation, language: str) -> str:
    """What departs, with the positions in words."""
    if deviation.kind == "position":
        template = translate("Clauses", "{chosen} instead of {proposed}")
        chosen, proposed = position_word(deviation.chosen, language), position_word(deviation.proposed, language)
        return template.format(chosen=chosen, proposed=proposed)
    text = deviation.text.in_language(language)
    return f"{text} ({position_word(deviation.chosen, language)})" if deviation.chosen != OUT else text
