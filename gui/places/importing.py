"""导入 in 数据: an official publication becomes a pack of the user's own, looked at before anything is written.

Values that flow: the form -> `Wish` -> `Read` in the background, with progress and cancel -> the preview -> "Write it"
-> the engines are opened anew. The hard problem is the leave to replace an edition held with another content: it is
asked for when that is the case, with the preview still in sight, and gives leave for what was read and nothing else.
Rejected: a check box on the form; it is ticked before anybody has read what would be lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from gui.desk import Desk
from gui.importing import Publications, Read, Wish, in_window, publications, read_wish, write
from gui.language import translate
from gui.messages import WARNING, Message
from gui.places.import_form import ImportForm
from gui.places.import_preview import ImportPreview
from gui.places.place import side_by_side
from gui.tasks import Ticket

if TYPE_CHECKING:
    from catalogue.importers.installing import Installed

READING, WRITING = "import", "importWrite"


class ImportRoom(QWidget):
    """The section of 数据 that imports."""

    _installed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("importRoom")
        self._desk = desk
        self.read: Read | None = None
        self._ticket: Ticket | None = None
        self._known: Publications | None = None
        self.form, self.preview = ImportForm(desk), ImportPreview(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._split = side_by_side("importSplit", (self.form, 300), (self.preview, 360), upright=True)
        column.addWidget(self._split)
        self.form.read_wanted.connect(self.start_reading)
        self.form.list_chosen.connect(self._show_understood)
        self.form.changed.connect(self._forget)
        self.form.cancel_wanted.connect(self.cancel)
        self.preview.write_wanted.connect(self.write)
        self._installed.connect(self._tell_installed)
        desk.tasks.changed.connect(self._show_work)

    @property
    def text(self) -> QPlainTextEdit:
        """Where the lines of the preview stand."""
        return self.preview.text

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.form.retranslate()
        self.preview.retranslate()

    def refresh(self) -> None:
        """Draws form and preview anew."""
        self.form.refresh()
        self.preview.show_read(self.read)
        self._show_understood()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever looks at the form is told what can be read."""
        super().showEvent(event)
        self._learn()

    def enter(self) -> None:
        """The place to start: the file, or the preview where there is one."""
        if self.read is None:
            self.form.choose.setFocus()
        else:
            self.preview.text.setFocus()

    def open_for(self, catalogue: str) -> None:
        """Chooses a list, as a link from another room does."""
        self.form.choose_list(catalogue)

    def start_reading(self, wish: Wish) -> None:
        """Reads the publication; the preview shows what came out."""
        self._forget()
        packs, today = self._desk.settings.home.packs, self._desk.today
        title = translate("Import", "Reading the publication")
        self._ticket = self._desk.tasks.run(
            READING, title, lambda ticket: read_wish(wish, packs, today, ticket.report), self._have, self._refused
        )
        self._show_work()

    def cancel(self) -> None:
        """Ends reading or writing; what was held stays."""
        for key in (READING, WRITING):
            self._desk.tasks.cancel(key)
        self._ended()

    def write(self, *, replacing: bool = False) -> None:
        """Writes what was read and shown."""
        read = self.read
        if read is None:
            return

        def work(ticket: Ticket) -> None:
            self._installed.emit(write(read, replacing=replacing, progress=ticket.report))

        title = translate("Import", "Writing the pack")
        self._ticket = self._desk.tasks.run(WRITING, title, work, lambda _none: self._ended(), self._not_written)
        self._show_work()

    def _have(self, read: Read) -> None:
        self.read = read
        self._ended()
        self.preview.show_read(read)
        height = self._split.height()
        self._split.setSizes([height * 2 // 5, height * 3 // 5])
        if self.isVisible():
            self.preview.text.setFocus()

    def _refused(self, error: BadInput) -> None:
        self._ended()
        self._desk.messages.bad_input(in_window(error))

    def _not_written(self, error: BadInput) -> None:
        from catalogue.importers.installing import HeldOtherwise

        self._ended()
        told = in_window(error)
        if not isinstance(error, HeldOtherwise):
            self._desk.messages.bad_input(told)
            return
        self._desk.messages.tell(
            Message(
                told.in_language(self._desk.language),
                WARNING,
                action_text=translate("Import", "Replace the edition held"),
                action=lambda: self.write(replacing=True),
            )
        )

    def _tell_installed(self, done: Installed) -> None:
        """A cancelled run may have come to its end all the same; so this is told by a signal, not by the ticket."""
        if done.files:
            text = translate("Import", "Written to {folder}. It applies as soon as the lists are opened anew.")
            self._desk.reopen_wanted.emit()
        else:
            text = translate("Import", "All of it is held already. Nothing was changed. ({folder})")
        self._forget()
        self._desk.messages.tell(Message(text.format(folder=done.folder)))

    def _forget(self) -> None:
        """What was read was read for another wish."""
        if self.read is not None:
            self.read = None
            self.preview.show_read(None)

    def _ended(self) -> None:
        self._ticket = None
        self._show_work()

    def _show_work(self) -> None:
        ticket = self._ticket
        busy = ticket is not None and not ticket.cancelled
        self.form.show_work(busy, ticket.done if ticket else 0, ticket.total if ticket else 0)
        self.preview.allow_writing(not busy)

    def _learn(self) -> None:
        """Which publications are understood, once; the readers are loaded in the background."""
        if self._known is not None:
            return

        def done(known: Publications) -> None:
            self._known = known
            self._show_understood()

        title = translate("Import", "Loading the readers")
        self._desk.tasks.run("formats", title, lambda _ticket: publications(), done, self._desk.messages.bad_input)

    def _show_understood(self) -> None:
        catalogue = self.form.catalogue
        titles = (title for served, title in self._known or () if not served or catalogue in served)
        self.form.show_understood(tuple(titles) if catalogue else ())
