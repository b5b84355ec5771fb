"""Below the result of 研判: what is frozen, by whom and when, and the name and the button that freeze it anew.

Values that flow: matter + result -> one line; a name -> `Freezing`. The name stands there before anything is frozen,
the matter's author unless somebody types another, because a frozen result is somebody's word. Rejected: a dialog;
what is frozen is read beside the result, not over it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from catalogue.results import Classification
from gui.desk import Desk
from gui.freezing import Freezing, changes_told, frozen_of
from gui.language import translate
from gui.places.place import button, in_line, label
from gui.words import OUTCOMES, word


class FreezeStrip(QFrame):
    """`frozenTold` says what is frozen, `frozenBy` who freezes, `freezeResult` does."""

    def __init__(self, desk: Desk, freezing: Freezing) -> None:
        super().__init__()
        self._desk, self._freezing = desk, freezing
        self._proposed = ""
        self.setObjectName("freezeStrip")
        self.setProperty("role", "card")
        self.told, self.complaint = label("", selectable=True), label("bad")
        self.told.setObjectName("frozenTold")
        self.complaint.setObjectName("freezeComplaint")
        self.by = QLineEdit()
        self.by.setObjectName("frozenBy")
        self.by.setMaximumWidth(240)
        self.by.returnPressed.connect(self.freeze)
        self.press = button("freezeResult", self.freeze)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        column.addWidget(self.told)
        column.addLayout(in_line(self.by, self.press, None))
        column.addWidget(self.complaint)
        self.retranslate()
        self._complain("")

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        who = translate("Freeze", "Who freezes")
        self.by.setPlaceholderText(who)
        self.by.setAccessibleName(who)

    def show_state(self, result: Classification | None) -> None:
        """Draws the strip anew; a name that was typed stays."""
        matter = self._desk.session.matter
        if self.by.text() == self._proposed:
            self.by.setText(matter.author)
        self._proposed = matter.author
        self.told.setText(self._line(result))
        anew = frozen_of(matter) is not None
        self.press.setText(translate("Freeze", "Freeze anew") if anew else translate("Freeze", "Freeze the result"))
        why = translate(
            "Freeze", "Keeps the result as it is now in the matter, with name and day, to be compared later."
        )
        self.press.setToolTip(why)
        self.press.setAccessibleName(self.press.text())
        self.press.setAccessibleDescription(why)
        self.press.setEnabled(self._freezing.ready)

    def enter(self) -> None:
        """The name takes the focus."""
        self.by.setFocus()
        self.by.selectAll()

    def freeze(self) -> None:
        """Freezes in the name typed; without a name says so."""
        if not self.by.text().strip():
            self._complain(translate("Freeze", "Write who freezes the result."))
            self.by.setFocus()
            return
        self._complain("")
        self._freezing.freeze(self.by.text(), self.press.setFocus)

    def _line(self, result: Classification | None) -> str:
        frozen = frozen_of(self._desk.session.matter)
        if frozen is None:
            return translate("Freeze", "This result has not been frozen.")
        template = translate(
            "Freeze",
            "Frozen by {by}, {on}: {overall} (PRC law: {prc}), findings: {findings}, editions of lists: {editions}.",
        )
        line = template.format(
            by=frozen.by,
            on=frozen.on,
            overall=word(OUTCOMES, frozen.overall) if frozen.overall else "–",
            prc=word(OUTCOMES, frozen.prc) if frozen.prc else "–",
            findings=frozen.findings,
            editions=frozen.editions,
        )
        if result is None or result.changed is None or not self._freezing.ready:
            return line
        count = len(changes_told(result, self._desk.language))
        since = (
            translate("Freeze", "Changed since: {n}; see above.") if count else translate("Freeze", "Unchanged since.")
        )
        return f"{line} {since.format(n=count)}"

    def _complain(self, text: str) -> None:
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))
