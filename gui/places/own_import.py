"""Clauses from an edited Word table: read, looked at, then written into the user's folder.

Values that flow: file -> `Carried` in the background -> the preview -> "Write" -> the library is read anew. Nothing is
written before the preview stands; the button says how many own texts it replaces. A cancelled reading leaves nothing
behind; writing takes a moment and is not cancelled half way.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QTextBrowser, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from clause_library.own.carrying import OWN_FOLDER, Carried, read_carried, signed_by, write_carried
from gui.desk import Desk
from gui.importing import in_window
from gui.language import translate
from gui.messages import Message
from gui.own_html import SCHEME, carried_html
from gui.own_room import Spot
from gui.places.clause_door import Door
from gui.places.place import button, in_line, label
from gui.tasks import Ticket

READING, WRITING = "readClauses", "writeClauses"


class OwnImport(QWidget):
    """The section that imports a table."""

    _landed = Signal(object)

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__()
        self.setObjectName("ownImport")
        self._desk, self._door = desk, door
        self.carried: Carried | None = None
        self._path: Path | None = None
        self._ticket: Ticket | None = None
        self._lead, self._file, self._signed = label("muted"), label("", wrap=False), label("muted", wrap=False)
        self._file.setProperty("elide", True)
        self.choose = button("ownChooseTable", self.choose_table, "primary")
        self.author = QLineEdit()
        self.author.setObjectName("ownAuthor")
        self.author.setMaxLength(80)
        self.author.setMaximumWidth(260)
        self._signed.setBuddy(self.author)
        self.bar = QProgressBar()
        self.bar.setObjectName("ownProgress")
        self.bar.setMaximumWidth(200)
        self._cancel = button("ownCancel", self.cancel)
        self.write = button("ownWrite", self.write_it, "primary")
        self.preview = QTextBrowser()
        self.preview.setObjectName("ownPreview")
        self.preview.setOpenLinks(False)
        self.preview.anchorClicked.connect(lambda url: self._open(url.toString()))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._lead)
        column.addLayout(in_line(self.choose, self._file, None, self.bar, self._cancel))
        last = QHBoxLayout()
        for widget in (self._signed, self.author):
            last.addWidget(widget)
        last.addStretch(1)
        last.addWidget(self.write)
        column.addWidget(self.preview, 1)
        column.addLayout(last)
        self._landed.connect(self._written)
        desk.tasks.changed.connect(self._show_work)
        self._show_work()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._lead.setText(
            translate(
                "Own",
                "Read a Word table that “Export to Word” wrote and you edited. You see what is new, changed and "
                "refused before anything is written.",
            )
        )
        self.choose.setText(translate("Own", "Choose the Word table …"))
        self._cancel.setText(translate("Own", "Cancel"))
        self._signed.setText(translate("Own", "Signed by"))
        self.author.setAccessibleName(self._signed.text())
        self.preview.setAccessibleName(translate("Own", "What the import would change"))
        self.bar.setAccessibleName(translate("Own", "How far reading is"))
        self.refresh()

    def refresh(self) -> None:
        """Draws the preview anew, in the language and colours of the moment."""
        carried = self.carried
        self._file.setText(self._path.name if self._path else "")
        self._file.setToolTip(str(self._path or ""))
        for widget in (self._signed, self.author, self.write):
            widget.setVisible(carried is not None)
        self.preview.setVisible(carried is not None or self._path is not None)
        if carried is None:
            self.preview.setHtml("")
            return
        self.author.setPlaceholderText(carried.editor or translate("Own", "your name"))
        self.preview.setHtml(carried_html(carried, self._desk.language, self._desk.theme))
        replaced = len(carried.replaced)
        number = len(carried.found.edited)
        plain, over = translate("Own", "Write {n} clauses"), translate("Own", "Write {n}, replacing {m} own")
        text = over if replaced else plain
        self.write.setText(text.format(n=number, m=replaced))
        self.write.setEnabled(number > 0 and self._ticket is None)

    def choose_table(self) -> None:
        """Asks for the table and reads it."""
        path = self._desk.chooser.clause_table_to_open()
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Reads the table in the background; nothing is written."""
        engine = self._desk.clauses
        if engine is None:
            return
        self.carried, self._path = None, path
        folder, today = self._desk.settings.home.packs / OWN_FOLDER, self._desk.today

        def work(ticket: Ticket) -> Carried:
            return read_carried(path, engine.store, folder, today=today, progress=ticket.report)

        title = translate("Own", "Reading the clauses")
        self._ticket = self._desk.tasks.run(READING, title, work, self._have, self._refused)
        self.refresh()
        self._show_work()

    def cancel(self) -> None:
        """Ends reading; nothing was written."""
        self._desk.tasks.cancel(READING)
        self._path = None
        self._ended()

    def _have(self, carried: Carried) -> None:
        self.carried = carried
        self._ended()
        if self.isVisible():
            (self.write if carried.found.edited else self.preview).setFocus()

    def _refused(self, error: BadInput) -> None:
        self._path = None
        self._ended()
        self._desk.messages.bad_input(in_window(error))

    def write_it(self) -> None:
        """Writes what was shown, signed as the field says."""
        if self.carried is None:
            return
        signed = signed_by(self.carried, self.author.text().strip())

        def work(_ticket: Ticket) -> None:
            self._landed.emit(write_carried(signed))

        title = translate("Own", "Writing the clauses")
        self._ticket = self._desk.tasks.run(WRITING, title, work, lambda _none: self._ended(), self._refused)
        self.refresh()

    def _written(self, paths: tuple[Path, ...]) -> None:
        """A cancelled run may have come to its end all the same; so this is told by a signal, not by the ticket."""
        self.carried, self._path = None, None
        self._ended()
        if self.isVisible():
            self.choose.setFocus()
        self._desk.reread_wanted.emit()
        text = translate("Own", "Written: {n} clauses of your own, in {folder}.")
        self._desk.messages.tell(Message(text.format(n=len(paths), folder=paths[0].parent if paths else "")))

    def _ended(self) -> None:
        self._ticket = None
        self.refresh()
        self._show_work()

    def _show_work(self) -> None:
        ticket = self._ticket
        if ticket is not None and ticket.cancelled:
            ticket = self._ticket = self._path = None
            self.refresh()
        busy = ticket is not None
        self.bar.setVisible(busy)
        self._cancel.setVisible(busy and ticket is not None and ticket.key == READING)
        self.choose.setEnabled(not busy)
        if ticket is not None:
            self.bar.setRange(0, ticket.total)
            self.bar.setValue(ticket.done)

    def _open(self, address: str) -> None:
        self._door.spot_wanted.emit(Spot(address.removeprefix(SCHEME)))
