"""Variables as fields: label, what stands there now, bounds, help and where it is used; complaint in place.

Values that flow: `Field`s of the deal -> rows of editors; a committed text is an edit of the matter, a text while it is
typed is told with `typed`, so that the passages can be shown with it. A text with a fault never reaches the matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QSizePolicy, QWidget

from catalogue.problems import BadInput
from clause_library.form import Field, fault_in, fill
from clause_library.model import Variable
from gui.desk import Desk
from gui.language import translate
from gui.places.place import label
from gui.widgets.signals import SignalMark

EDITOR_WIDTH = 300
LABEL_WIDTH = 150


@dataclass(frozen=True)
class _Row:
    """The widgets of one field."""

    field: Field
    editor: QLineEdit | QComboBox
    mark: SignalMark
    note: QLabel
    fault: QLabel


class VariablesForm(QScrollArea):
    """Edits `clauses.variables` of the matter; an empty field goes back to the default."""

    typed = Signal(object, str)
    reached = Signal(object)

    def __init__(self, desk: Desk, name: str = "variables") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self._shape: tuple[object, ...] = ()
        self._rows: dict[str, _Row] = {}
        self._wanted = ""
        self._bring_timer = QTimer(self)
        self._bring_timer.setSingleShot(True)
        self._bring_timer.timeout.connect(self._bring)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that are shown."""
        return tuple(row.field for row in self._rows.values())

    def show_fields(self, fields: Sequence[Field], *, headings: bool = False, brief: bool = False) -> None:
        """Shows these fields; the same ones again only refresh what stands in them. `headings`: by clause; `brief`: the
        notes only where something is to be done, else as tool tips."""
        language = self._desk.language
        shape = (language, self._desk.theme.name, headings, *((f.id, f.clauses) for f in fields))
        if shape != self._shape:
            self._finish_typing()
            self._shape = shape
            self._build(fields, language, headings)
        for field in fields:
            self._refresh(field, language, brief)

    def go_to(self, clause: str, variable: str) -> bool:
        """Puts the cursor into a field; False where it is not shown."""
        for row in self._rows.values():
            if row.field.variable.name == variable and clause in row.field.clauses:
                self._wanted = row.field.id
                row.editor.setFocus()
                self._bring_timer.start()
                return True
        return False

    def _bring(self) -> None:
        """Scrolls to the field that was asked for, once new rows have their places."""
        if row := self._rows.get(self._wanted):
            self.ensureWidgetVisible(row.note, 0, 8)
            self.ensureWidgetVisible(row.editor, 0, 8)

    def _finish_typing(self) -> None:
        """What is half typed belongs to the fields that are about to go."""
        for row in self._rows.values():
            if row.editor.hasFocus():
                row.editor.clearFocus()
                return

    def _build(self, fields: Sequence[Field], language: str, headings: bool) -> None:
        self._rows = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        before = ""
        for field in fields:
            if headings and field.clauses[0] != before:
                before = field.clauses[0]
                head = label("heading")
                head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                head.setText(self._clause_name(before, language))
                grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            self._add(grid, field, language)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)

    def _clause_name(self, clause: str, language: str) -> str:
        engine = self._desk.clauses
        return f"{clause}  {engine.store.title(clause).in_language(language)}" if engine else clause

    def _add(self, grid: QGridLayout, field: Field, language: str) -> None:
        editor = self._editor(field, language)
        title = field.variable.label.in_language(language)
        editor.setObjectName(f"variable_{field.variable.name}")
        editor.setMaximumWidth(EDITOR_WIDTH)
        editor.setAccessibleName(title)
        editor.setProperty("field", field.id)
        editor.installEventFilter(self)
        heading = label()
        heading.setText(title)
        heading.setBuddy(editor)
        heading.setFixedWidth(LABEL_WIDTH)
        mark = SignalMark(self._desk.theme, "restricted", 14)
        note, fault = label("muted"), label("bad")
        line = QHBoxLayout()
        line.addWidget(editor, 1)
        line.addWidget(mark)
        line.addStretch(0)
        at = grid.rowCount()
        grid.addWidget(heading, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(line, at, 1)
        grid.addWidget(note, at + 1, 1)
        grid.addWidget(fault, at + 2, 1)
        self._rows[field.id] = _Row(field, editor, mark, note, fault)

    def _editor(self, field: Field, language: str) -> QLineEdit | QComboBox:
        if field.variable.type == "choice":
            box = QComboBox()
            box.addItem(
                translate("Clauses", "Default: {value}").format(value=default_text(field.variable, language)), ""
            )
            for key, words in field.variable.choices:
                box.addItem(words.in_language(language), key)
            box.activated.connect(lambda _index: self._commit(field.id, str(box.currentData() or "")))
            return box
        line = QLineEdit()
        line.setPlaceholderText(default_text(field.variable, language))
        line.textEdited.connect(lambda text: self._typing(field.id, text))
        line.editingFinished.connect(lambda: self._commit(field.id, line.text()))
        return line

    def _refresh(self, field: Field, language: str, brief: bool) -> None:
        row = self._rows[field.id]
        self._rows[field.id] = row = _Row(field, row.editor, row.mark, row.note, row.fault)
        if isinstance(row.editor, QComboBox):
            row.editor.setCurrentIndex(max(0, row.editor.findData(field.typed)))
        elif (not row.editor.hasFocus() or not row.fault.text()) and row.editor.text().strip() != field.typed:
            row.editor.setText(field.typed)
        row.mark.setVisible(field.missing)
        whole = note_text(field, language)
        row.note.setText(" ".join(urgent_notes(field)) if brief else whole)
        row.note.setVisible(bool(row.note.text()))
        row.editor.setToolTip(whole)
        row.editor.setAccessibleDescription(whole)
        if not row.editor.hasFocus() or field.fault:
            self._complain(row, field.fault.in_language(language))

    def _complain(self, row: _Row, text: str) -> None:
        row.fault.setText(text)
        row.fault.setVisible(bool(text))
        if row.editor.property("wrong") != bool(text):
            row.editor.setProperty("wrong", bool(text))
            row.editor.style().unpolish(row.editor)
            row.editor.style().polish(row.editor)

    def _typing(self, name: str, text: str) -> None:
        row = self._rows[name]
        fault = fault_in(row.field, text).in_language(self._desk.language)
        self._complain(row, fault)
        if not fault:
            self.typed.emit(row.field, text)

    def _commit(self, name: str, text: str) -> None:
        row = self._rows.get(name)
        if row is None:
            return
        text, field = text.strip(), row.field
        if text == field.typed:
            self._complain(row, field.fault.in_language(self._desk.language))
            return
        fault = fault_in(field, text).in_language(self._desk.language)
        self._complain(row, fault)
        if fault:
            return
        title = field.variable.label.in_language(self._desk.language)
        try:
            self._desk.session.edit(
                translate("Clauses", "{name} of {id}").format(name=title, id=", ".join(field.clauses)),
                lambda file: fill(file, field, text),
            )
        except BadInput as error:
            self._desk.messages.bad_input(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells which field has the cursor; the wheel scrolls the form, never a choice."""
        if event.type() == QEvent.Type.FocusIn and (row := self._rows.get(str(watched.property("field")))):
            self.reached.emit(row.field)
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return False


def note_text(field: Field, language: str) -> str:
    """Bounds, minimum with its reason, where else it is used, and the help; a missing value says so first."""
    variable = field.variable
    parts = urgent_notes(field)
    if bounds := bounds_text(variable):
        parts.append(bounds)
    if field.least is not None:
        template = translate("Clauses", "At least {value}: {why}.")
        parts.append(
            template.format(value=field.least_words.in_language(language), why=field.why.in_language(language))
        )
    if len(field.clauses) > 1:
        parts.append(translate("Clauses", "Used in {clauses}.").format(clauses=", ".join(field.clauses)))
    parts.append(variable.help.in_language(language))
    return ("" if language == "zh" else " ").join(part for part in parts if part)


def urgent_notes(field: Field) -> list[str]:
    """What must be done: fill in, or raise to the minimum."""
    parts: list[str] = []
    if field.missing:
        parts.append(translate("Clauses", "To be filled in."))
    if field.least is not None and field.typed.isdigit() and int(field.typed) < field.least:
        parts.append(translate("Clauses", "Below the minimum."))
    return parts


def bounds_text(variable: Variable) -> str:
    """`5 to 365 days`; one bound alone is named as such; empty without bounds."""
    low, high = variable.minimum, variable.maximum
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        template = translate("Clauses", "{low} to {high} {unit}.")
    elif low is not None:
        template = translate("Clauses", "At least {low} {unit}.")
    else:
        template = translate("Clauses", "At most {high} {unit}.")
    return template.format(low=low, high=high, unit=unit_text(variable)).replace(" .", ".")


def unit_text(variable: Variable) -> str:
    """The unit of a value in words; empty where it has none."""
    units = {
        "days": translate("Clauses", "days"),
        "working_days": translate("Clauses", "working days"),
        "months": translate("Clauses", "months"),
        "percent": "%",
    }
    return units.get(variable.type, variable.unit)


def default_text(variable: Variable, language: str) -> str:
    """The default with its unit, or that it must be filled in."""
    text = variable.default.in_language(language)
    if variable.type == "choice":
        text = dict(variable.choices)[text].in_language(language) if text in dict(variable.choices) else text
    if not text:
        forms = {"date": "2026-12-15", "amount": "1000000 CNY"}
        example = forms.get(variable.type, "")
        words = translate("Clauses", "to be filled in")
        return f"{words} ({example})" if example else words
    return f"{text} {unit_text(variable)}".strip()
