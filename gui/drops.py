"""What is dropped anywhere on the window, and what the menu asks for in its place.

Values that flow: a drop -> `Arrival` -> the matter is opened, the datasheet assessed, or a banner asks. The hard
problem is the fields: a box for text takes a dropped file as its address. So files are taken at the window itself,
before Qt looks for the widget beneath; text still goes to the field it is dropped on. Rejected: a filter on every
field; rows are made anew all the time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent

from gui.arriving import Arrival, Kind, arrival_of
from gui.language import translate
from gui.messages import WARNING, Message

if TYPE_CHECKING:
    from gui.window import MainWindow

WATCHED = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Drops(QObject):
    """Watches the native window of `window`; `watch` is called each time one was made."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)

    def watch(self) -> None:
        """Takes files before any widget does."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files are ours; anything else goes its way."""
        if event.type() not in WATCHED or not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.take(event.mimeData())
        return True

    def take(self, dropped: QMimeData) -> None:
        """What was dropped is opened, assessed or asked about."""
        self.arrive(arrival_of([Path(u.toLocalFile()) for u in dropped.urls() if u.isLocalFile()]))

    def choose_datasheet(self) -> None:
        """The menu's way to assess a datasheet. A Word file chosen here was chosen as a datasheet."""
        path = self._window.desk.chooser.datasheet_to_open()
        if path is not None:
            self._assess(path)

    def choose_folder(self) -> None:
        """The menu's way to recheck a folder of matters."""
        path = self._window.desk.chooser.folder_of_matters()
        if path is not None:
            self._recheck(path)

    def arrive(self, arrival: Arrival) -> None:
        """Does with it what its kind asks for."""
        path = arrival.path
        if arrival.kind is Kind.MATTER:
            self._window.matters.open(path)
        elif arrival.kind is Kind.DATASHEET:
            self._assess(path)
        elif arrival.kind is Kind.WORD:
            self._ask(path)
        elif arrival.kind is Kind.FOLDER:
            self._tell(
                translate("Drops", "{name} is a folder.").format(name=path.name),
                translate("Drops", "Recheck the matters in it"),
                path,
            )
        else:
            self._tell(self._why_not(arrival))

    def _ask(self, path: Path) -> None:
        """A contract or a datasheet: the person knows, the program does not."""
        self._window.desk.messages.tell(
            Message(
                translate("Drops", "Is {name} a datasheet or a contract?").format(name=path.name),
                action_text=translate("Drops", "Assess it as a datasheet"),
                action=lambda: self._assess(path),
                other_text=translate("Drops", "Open it as a contract"),
                other=lambda: self._draft(path),
            )
        )

    def _why_not(self, arrival: Arrival) -> str:
        if arrival.kind is Kind.SEVERAL:
            return translate("Drops", "Several files were dropped; drop one at a time.")
        if arrival.kind is Kind.ELSEWHERE:
            return translate("Drops", "This is no file of this computer; save it first.")
        told = translate(
            "Drops", "{name} is not taken here: drop a matter (.yaml), a datasheet (.pdf, .xlsx, .txt, .md) or a .docx."
        )
        return told.format(name=arrival.path.name)

    def _tell(self, text: str, action_text: str = "", folder: Path | None = None) -> None:
        action = None if folder is None else lambda: self._recheck(folder)
        self._window.desk.messages.tell(Message(text, WARNING, action_text=action_text, action=action))

    def _assess(self, path: Path) -> None:
        self._window.classify.open_datasheet(path)
        self._window.show_place("classify")

    def _draft(self, path: Path) -> None:
        self._window.show_place("draft")
        self._window.draft.open_contract(path)

    def _recheck(self, folder: Path) -> None:
        self._window.data.open_recheck(folder)
        self._window.show_place("data")
