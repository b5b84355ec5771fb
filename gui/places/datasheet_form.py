"""Where a datasheet comes from: a description pasted, a file chosen; and how far the reading is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from gui.assessing import Source
from gui.desk import Desk
from gui.language import translate
from gui.messages import WARNING, Message
from gui.places.place import button, in_line


class DatasheetForm(QWidget):
    """`wanted` carries the source to assess, `cancel_wanted` ends the work."""

    wanted = Signal(object)
    cancel_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.text = QPlainTextEdit()
        self.text.setObjectName("datasheetText")
        self.text.setTabChangesFocus(True)
        self._choose = button("datasheetChoose", self.choose)
        self._assess = button("datasheetAssess", self.assess_pasted, "primary")
        self._cancel = button("datasheetCancel", self.cancel_wanted.emit)
        self._bar = QProgressBar()
        self._bar.setObjectName("datasheetProgress")
        self._bar.setMaximumWidth(160)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.addWidget(self.text, 1)
        column.addLayout(in_line(self._assess, self._choose, self._cancel, self._bar, None))
        self.show_work(busy=False, done=0, of=0)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.text.setPlaceholderText(
            translate(
                "Assess", "Paste a description of the product here, choose a datasheet, or drop one on the window"
            )
        )
        self.text.setAccessibleName(translate("Assess", "Description of the product"))
        self._choose.setText(translate("Assess", "Choose a datasheet …"))
        self._assess.setText(translate("Assess", "Assess this text"))
        self._cancel.setText(translate("Assess", "Cancel"))
        self._bar.setAccessibleName(translate("Assess", "Progress"))

    def show_work(self, busy: bool, done: int, of: int) -> None:
        """The work runs, and how far it is."""
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        for made in (self._choose, self._assess):
            made.setEnabled(not busy)
        if busy:
            self._bar.setRange(0, of)
            self._bar.setValue(done)

    def empty(self) -> None:
        """Nothing stands in the box any more; undo brings it back."""
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()

    def choose(self) -> None:
        """Asks for a datasheet."""
        path = self._desk.chooser.datasheet_to_open()
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """A file somebody chose or dropped."""
        self.wanted.emit(Source(path))

    def take_text(self, text: str) -> None:
        """A text somebody chose; it stands in the box."""
        self.empty()
        self.text.textCursor().insertText(text)
        self.assess_pasted()

    def assess_pasted(self) -> None:
        """What stands in the box."""
        text = self.text.toPlainText()
        if text.strip():
            self.wanted.emit(Source(text=text))
            return
        self._desk.messages.tell(Message(translate("Assess", "There is no text to assess."), WARNING))
        self.text.setFocus()
