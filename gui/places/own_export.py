"""Clauses as a Word table to edit: the firm's own, a family, those in the contract, some by number, or the library.

Values that flow: a choice -> ids of the library in use -> a table written in the background. Ours go out as well: they
are what a firm starts from.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from catalogue.opening import check_target, write_atomically
from catalogue.problems import BadInput
from clause_library.own.carrying import table_bytes
from gui.clause_room import Deal
from gui.desk import Desk
from gui.language import translate
from gui.messages import WARNING, Message
from gui.places.opening import open_local
from gui.places.place import button, in_line, label
from gui.tasks import Ticket
from gui.words import FAMILIES, word

OWN, SHOWN, INSIDE, NAMED, EVERY = "own", "shown", "in", "named", "all"
FAMILY = "family:"


class OwnExport(QWidget):
    """The section that exports a table. `shown` is the clause on the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("ownExport")
        self._desk = desk
        self._deal: Deal | None = None
        self.shown = ""
        self._lead, self._what, self._count = label("muted"), label("muted", wrap=False), label("muted")
        self.which = QComboBox()
        self.which.setObjectName("ownWhich")
        self.names = QLineEdit()
        self.names.setObjectName("ownNames")
        self.names.setMaxLength(1000)
        self._what.setBuddy(self.which)
        self.write = button("ownExportTable", self.export, "primary")
        self.which.currentIndexChanged.connect(lambda _index: self._show_choice())
        self.names.textChanged.connect(lambda _text: self._show_choice())
        self.names.returnPressed.connect(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._lead)
        line = QHBoxLayout()
        for widget in (self._what, self.which):
            line.addWidget(widget)
        line.addWidget(self.names, 1)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._count)
        column.addLayout(in_line(self.write, None))
        column.addStretch(1)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._lead.setText(
            translate(
                "Own",
                "The table has one row for each part of a clause: purpose, the text of each position in Chinese and "
                "English, fallback, notes. Edit the words in Word, then import it.",
            )
        )
        self._what.setText(translate("Own", "Which clauses"))
        self.which.setAccessibleName(self._what.text())
        self.names.setPlaceholderText(translate("Own", "for example LIC-02, LIC-05"))
        self.names.setAccessibleName(translate("Own", "Numbers of the clauses"))
        self.write.setText(translate("Own", "Export to Word …"))
        items = [
            (translate("Own", "Your own"), OWN),
            (translate("Own", "The clause shown"), SHOWN),
            (translate("Own", "In the contract"), INSIDE),
            (translate("Own", "By number"), NAMED),
            (translate("Own", "The whole library"), EVERY),
            *((word(FAMILIES, family), FAMILY + family) for family in FAMILIES),
        ]
        kept = self.which.currentData()
        self.which.blockSignals(True)
        self.which.clear()
        for text, data in items:
            self.which.addItem(text, data)
        self.which.setCurrentIndex(max(0, self.which.findData(kept)))
        self.which.blockSignals(False)
        self._show_choice()

    def show_deal(self, deal: Deal | None) -> None:
        """The library and the deal to choose from; who has nothing of his own starts from what is shown."""
        first = self._deal is None
        self._deal = deal
        if first and deal is not None and not deal.store.own:
            self.which.setCurrentIndex(self.which.findData(EVERY))
        self._show_choice()

    def _chosen(self) -> tuple[str, ...]:
        """The ids; raises BadInput for a number that is none."""
        deal, which = self._deal, str(self.which.currentData())
        if deal is None:
            return ()
        store = deal.store
        if which.startswith(FAMILY):
            return tuple(c.id for c in store.clauses.values() if FAMILY + c.family == which)
        if which == NAMED:
            words = self.names.text().replace(",", " ").replace("，", " ").replace("、", " ").split()
            return store.order(store.clause(name).id for name in words)
        return {
            OWN: tuple(name for name in store.clauses if name in store.own and not store.own[name].refused),
            SHOWN: tuple(name for name in (self.shown,) if name in store.clauses),
            INSIDE: tuple(store.order(deal.ids)),
            EVERY: tuple(store.clauses),
        }[which]

    def _show_choice(self) -> None:
        self.names.setVisible(self.which.currentData() == NAMED)
        try:
            chosen = self._chosen()
        except BadInput as error:
            self._count.setText(error.in_language(self._desk.language).partition("；")[0].partition("; ")[0])
            self.write.setEnabled(False)
            return
        self._count.setText(translate("Own", "Clauses: {n}").format(n=len(chosen)))
        self.write.setEnabled(bool(chosen))

    def export(self) -> None:
        """Asks where the table goes and writes it."""
        deal = self._deal
        if deal is None or not self.write.isEnabled():
            self._desk.messages.tell(Message(translate("Own", "There is no clause to export."), WARNING))
            return
        store, names = deal.store, self._chosen()
        stem = translate("Own", "clauses") if len(names) != 1 else names[0]
        target = self._desk.chooser.clause_table_to_write(Path(f"{stem}.docx"))
        if target is None:
            return
        path = target if target.suffix.lower() == ".docx" else target.with_name(f"{target.name}.docx")

        def work(ticket: Ticket) -> Path:
            check_target(path, overwrite=path == target)
            data = table_bytes((store.clauses[name] for name in names), ticket.report)
            ticket.report(len(names), len(names))
            write_atomically(path, data)
            return path

        title = translate("Exports", "Writing {file}").format(file=path.name)
        self._desk.tasks.run("exportClauses", title, work, self._written, self._desk.messages.bad_input)

    def _written(self, path: Path) -> None:
        text = translate("Own", "The table is written: {path}. Edit it in Word, then import it here.")
        opener = translate("Draft", "Open the document")
        self._desk.messages.tell(
            Message(text.format(path=path.name), action_text=opener, action=lambda: open_local(self._desk, path))
        )
