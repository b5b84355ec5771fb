"""The current question: its text, why it is asked, and the control that answers it. Keyboard alone is enough."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from gui.facts import CHOICE, DATE, DECISION, MANY, NOTE, TRISTATE, YES_NO
from gui.language import translate
from gui.places.place import button, clear_layout, label
from gui.questions import Answer, Asked, decision_word, word_for

TRI_WORDS = ("yes", "no", "unknown")


class QuestionCard(QWidget):
    """`answered` carries the answer in the words of the matter file; `skipped` asks for the next question."""

    answered = Signal(object)
    skipped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("questionCard")
        self._asked: Asked | None = None
        self._read: Callable[[], Answer] = lambda: ""
        self._text, self._why = label("title"), label("muted")
        self._text.setObjectName("questionText")
        self._answers = QVBoxLayout()
        self._answers.setSpacing(6)
        self._complaint = label("bad")
        self._complaint.setObjectName("questionComplaint")
        self._take = button("questionTake", self._answer, "primary")
        self._skip = button("questionSkip", self.skipped.emit)
        line = QHBoxLayout()
        line.addWidget(self._take)
        line.addWidget(self._skip)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._why)
        column.addLayout(self._answers)
        column.addWidget(self._complaint)
        column.addLayout(line)
        column.addStretch(1)
        self.complain("")

    @property
    def asked(self) -> Asked | None:
        """The question shown."""
        return self._asked

    def ask(self, asked: Asked | None) -> None:
        """Shows a question; the same one again keeps what is being typed."""
        self._take.setText(translate("Classify", "Take this answer"))
        self._skip.setText(translate("Classify", "Next question"))
        if asked is not None and asked == self._asked:
            return
        self._asked = asked
        clear_layout(self._answers)
        self.complain("")
        self._take.setVisible(asked is not None)
        self._skip.setVisible(asked is not None)
        if asked is None:
            self._text.setText(translate("Classify", "No question is left."))
            self._why.setText("")
            return
        self._text.setText(asked.text)
        self._why.setText(asked.why)
        self._take.setVisible(asked.kind != NOTE)
        if asked.kind == NOTE:
            self._read = lambda: ""
        elif asked.kind == DECISION:
            self._read = self._decision(asked)
        elif asked.kind in (YES_NO, TRISTATE, CHOICE):
            self._read = self._radios(asked)
        elif asked.kind == MANY:
            self._read = self._boxes(asked)
        else:
            self._read = self._line(asked)

    def focus_answer(self) -> None:
        """Puts the focus on the first control of the answer."""
        first = self._answers.itemAt(0)
        widget = first.widget() if first else None
        if widget is not None:
            widget.setFocus()

    def complain(self, text: str) -> None:
        """Shows what is wrong with the answer, or nothing."""
        self._complaint.setText(text)
        self._complaint.setVisible(bool(text))

    def _radios(self, asked: Asked) -> Callable[[], Answer]:
        words = asked.words if asked.kind == CHOICE else TRI_WORDS
        group = QButtonGroup(self)
        for value in words:
            made = QRadioButton(word_for(value))
            made.setObjectName(f"answer_{value}")
            made.setProperty("value", value)
            made.setChecked(asked.answer == value)
            made.clicked.connect(self._answer)
            group.addButton(made)
            self._answers.addWidget(made)

        def read() -> Answer:
            chosen = group.checkedButton()
            return str(chosen.property("value")) if chosen else ""

        return read

    def _decision(self, asked: Asked) -> Callable[[], Answer]:
        """An outcome, who decides, and why; the outcome alone is not taken until the button is pressed."""
        outcome, by, reason = asked.answer
        group = QButtonGroup(self)
        for value in asked.words:
            made = QRadioButton(decision_word(value))
            made.setObjectName(f"answer_{value}")
            made.setProperty("value", value)
            made.setChecked(outcome == value)
            group.addButton(made)
            self._answers.addWidget(made)
        fields = [QLineEdit(by), QLineEdit(reason)]
        names = (translate("Classify", "Who decides"), translate("Classify", "Why"))
        for field, name, title in zip(fields, ("decidedBy", "decidedWhy"), names, strict=True):
            field.setObjectName(name)
            field.setPlaceholderText(title)
            field.setAccessibleName(title)
            field.setMaximumWidth(420)
            self._answers.addWidget(field)

        def read() -> Answer:
            chosen = group.checkedButton()
            value = str(chosen.property("value")) if chosen else ""
            return value, fields[0].text().strip(), fields[1].text().strip()

        return read

    def _boxes(self, asked: Asked) -> Callable[[], Answer]:
        boxes: list[QCheckBox] = []
        for value in asked.words:
            made = QCheckBox(word_for(value))
            made.setObjectName(f"answer_{value}")
            made.setProperty("value", value)
            made.setChecked(value in asked.answer)
            boxes.append(made)
            self._answers.addWidget(made)
        return lambda: tuple(str(b.property("value")) for b in boxes if b.isChecked())

    def _line(self, asked: Asked) -> Callable[[], Answer]:
        field = QLineEdit(asked.answer if isinstance(asked.answer, str) else "")
        field.setObjectName("answer_text")
        field.setMaximumWidth(420)
        field.setAccessibleName(asked.text)
        if asked.kind == DATE:
            field.setPlaceholderText("2026-12-15")
        field.returnPressed.connect(self._answer)
        self._answers.addWidget(field)
        return lambda: field.text().strip()

    def _answer(self) -> None:
        self.answered.emit(self._read())
