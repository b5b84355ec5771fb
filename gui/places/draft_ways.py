"""How the draft comes out: which paper, and whether later numbers move. Choices go out as one signal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from catalogue.matter import Matter
from gui.draft_wishes import ALL, CLEAN, EXPLAINED, KEEP, REDLINE, RENUMBER, SIGNED, SUPPLEMENT, Signature, Wishes
from gui.language import translate
from gui.places.draft_words import numbering_reason, numbering_text, way_hint, way_text
from gui.places.place import button, label

WAYS = (CLEAN, REDLINE, EXPLAINED, SUPPLEMENT)
NUMBERS = ("", RENUMBER, KEEP)


class DraftWays(QWidget):
    """Two lists of choices and one line that says what they mean. `changed`: something was chosen."""

    changed = Signal()
    all_back = Signal()
    all_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("draftWays")
        self.way, self.numbering = QComboBox(), QComboBox()
        self.way.setObjectName("draftWay")
        self.numbering.setObjectName("draftNumbering")
        for choice, values in ((self.way, WAYS), (self.numbering, NUMBERS)):
            choice.setMinimumWidth(120)
            for value in values:
                choice.addItem("", value)
            choice.activated.connect(lambda _at: self.changed.emit())
        self.back = button("allBack", self.all_back.emit)
        self.author = QLineEdit()
        self.author.setObjectName("draftAuthor")
        self.author.setMaxLength(80)
        self.author.setMaximumWidth(140)
        self.way.setMaximumWidth(420)
        self.numbering.setMaximumWidth(320)
        self._proposed = ""
        self.date = QDateEdit()
        self.date.setObjectName("draftDate")
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.date.setMinimumHeight(self.author.sizeHint().height() + 4)
        self._proposed_date = self.date.date()
        self.out = button("allOut", self.all_out.emit)
        self.hint = label("muted")
        self.hint.setObjectName("draftHint")
        line = QHBoxLayout()
        line.addWidget(self.way, 3)
        line.addWidget(self.author, 2)
        line.addWidget(self.date)
        line.addWidget(self.numbering, 2)
        line.addWidget(self.back)
        line.addWidget(self.out)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.hint)

    def signature(self) -> Signature:
        """Whose changes they are and of which day."""
        day = self.date.date()
        return Signature(self.author.text(), dt.date(day.year(), day.month(), day.day()))

    def wished(self, before: Wishes) -> Wishes:
        """The wishes with what is chosen here."""
        return replace(before, way=str(self.way.currentData()), numbering=str(self.numbering.currentData()))

    def show_wishes(self, wishes: Wishes, matter: Matter, *, standing: bool = False) -> None:
        """Draws the choices in the window's language. `standing`: the file holds clauses of an earlier draft."""
        self.out.setVisible(standing and wishes.way != SUPPLEMENT)
        every, kept = translate("Draft", "Take all our clauses out"), translate("Draft", "Keep our clauses")
        self.out.setText(kept if ALL in wishes.remove else every)
        for choice, value, words, name in (
            (self.way, wishes.way, way_text, translate("Draft", "Way out")),
            (self.numbering, wishes.numbering, numbering_text, translate("Draft", "Numbers of later articles")),
        ):
            with QSignalBlocker(choice):
                for at in range(choice.count()):
                    choice.setItemText(at, words(str(choice.itemData(at))))
                choice.setCurrentIndex(choice.findData(value))
            choice.setAccessibleName(name)
        if self.author.text() == self._proposed:
            self.author.setText(matter.author)
        self._proposed = matter.author
        if self.date.date() == self._proposed_date:
            self.date.setDate(QDate(matter.as_of.year, matter.as_of.month, matter.as_of.day))
        self._proposed_date = QDate(matter.as_of.year, matter.as_of.month, matter.as_of.day)
        self.date.setVisible(wishes.way in SIGNED)
        self.date.setAccessibleName(translate("Draft", "Date of the changes"))
        self.date.setToolTip(translate("Draft", "Date of the changes"))
        self.author.setVisible(wishes.way in SIGNED)
        self.author.setPlaceholderText(translate("Draft", "Author of the changes"))
        self.author.setAccessibleName(translate("Draft", "Author of the changes"))
        self.author.setToolTip(translate("Draft", "Author of the changes"))
        self.numbering.setVisible(wishes.way != SUPPLEMENT)
        self.back.setText(translate("Draft", "All places as proposed"))
        self.back.setEnabled(bool(wishes.places))
        said = [way_hint(wishes.way)]
        if wishes.way != SUPPLEMENT and not wishes.numbering:
            said.append(numbering_reason(matter))
        self.hint.setProperty("role", "bad" if wishes.way == EXPLAINED else "muted")
        self.hint.style().polish(self.hint)
        self.hint.setText(" ".join(said))
