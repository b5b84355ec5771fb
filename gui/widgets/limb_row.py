"""One limb: name, threshold and the field for the product's value on the left; answer and axis picture on the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from catalogue.results import LimbResult
from gui.language import translate
from gui.theme import Theme
from gui.widgets.signals import SignalMark
from gui.widgets.threshold_axis import ThresholdAxis
from gui.words import limb_mark, margin_text, met_text, requirement_text

LEFT_WIDTH = 190


class LimbRow(QWidget):
    """`entered` carries quantity and text typed for it (empty to take it out)."""

    entered = Signal(str, str)

    def __init__(self, theme: Theme, quantity: str) -> None:
        super().__init__()
        self.quantity = quantity
        self._name = QLabel()
        self._name.setWordWrap(True)
        self._name.setFixedWidth(LEFT_WIDTH)
        self.field = QLineEdit()
        self.field.setObjectName(f"value_{quantity}")
        self.field.setFixedWidth(LEFT_WIDTH)
        self.field.editingFinished.connect(self._commit)
        self.axis = ThresholdAxis(theme)
        self.axis.proposed.connect(self._proposed)
        self._mark = SignalMark(theme, size=14)
        self._answer = QLabel()
        self._machine = QLabel()
        self._machine.setObjectName("limbByProgram")
        self._machine.setProperty("role", "muted")
        self._machine.setWordWrap(True)
        self._machine.hide()
        self._complaint = QLabel()
        self._complaint.setProperty("role", "bad")
        self._complaint.setWordWrap(True)
        self._complaint.hide()
        self._shown = ""
        answer = QHBoxLayout()
        answer.setSpacing(6)
        answer.addWidget(self._mark)
        answer.addWidget(self._answer, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._name, 0, 0)
        grid.addLayout(answer, 0, 1)
        grid.addWidget(self.field, 1, 0)
        grid.addWidget(self.axis, 1, 1)
        grid.addWidget(self._machine, 2, 0, 1, 2)
        grid.addWidget(self._complaint, 3, 0, 1, 2)
        grid.setColumnStretch(1, 1)

    def show_limb(self, limb: LimbResult, typed: str, complaint: str, theme: Theme, language: str) -> None:
        """Shows the limb as judged, the text typed for it and the complaint about that text."""
        name, machine = limb.name.in_language(language), limb_mark(limb)
        self._name.setText(requirement_text(limb, language))
        self._machine.setText(machine)
        self._machine.setVisible(bool(machine))
        self._shown = typed
        if not self.field.hasFocus() or not self.field.isModified():
            self.field.setText(typed)
        self.field.setPlaceholderText(translate("Limb", "value in {unit}").format(unit=limb.unit or "1"))
        self.field.setAccessibleName(translate("Limb", "{name}, value of the product").format(name=name))
        self.field.setAccessibleDescription(machine)
        self.axis.show_limb(limb, theme, language)
        signal = "open" if limb.met is None else "restricted" if limb.met else "clear"
        self._mark.show_signal(theme, signal)
        self._answer.setText(" ".join(part for part in (met_text(limb), margin_text(limb)) if part))
        self._complaint.setText(complaint)
        self._complaint.setVisible(bool(complaint))
        self.field.setProperty("wrong", "true" if complaint else "false")
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def _proposed(self, text: str) -> None:
        self.entered.emit(self.quantity, text)

    def _commit(self) -> None:
        text = self.field.text().strip()
        self.field.setModified(False)
        if text != self._shown:
            self._shown = text
            self.entered.emit(self.quantity, text)
