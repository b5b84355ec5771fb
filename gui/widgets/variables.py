"""The variables of a clause as fields: label, what stands there now, help as tool tip, complaint in place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QScrollArea, QWidget

from catalogue.matter import Matter
from catalogue.problems import BadInput
from clause_library.model import Clause, Variable
from gui.desk import Desk
from gui.language import translate


class VariablesForm(QScrollArea):
    """Edits `clauses.variables` of the matter; an empty field goes back to the default."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("variables")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self._clause = ""
        self._language = ""
        self._fields: dict[str, QLineEdit] = {}

    def show_clause(self, clause: Clause | None, language: str) -> None:
        """Shows a clause's variables; the same clause again only refreshes what stands in the fields."""
        if clause is None:
            self._clause = ""
            self.setVisible(False)
            return
        self.setVisible(bool(clause.variables))
        if (clause.id, language) != (self._clause, self._language):
            self._clause, self._language = clause.id, language
            self._build(clause, language)
        for name, field in self._fields.items():
            typed = typed_value(self._desk.session.matter, clause.id, name)
            if not field.hasFocus():
                field.setText(typed)

    def _build(self, clause: Clause, language: str) -> None:
        self._fields = {}
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(0, 8, 8, 8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for name, variable in clause.variables.items():
            field = QLineEdit()
            field.setObjectName(f"variable_{name}")
            field.setMaximumWidth(320)
            title = variable.label.in_language(language)
            field.setAccessibleName(title)
            field.setToolTip(variable.help.in_language(language))
            field.setPlaceholderText(default_text(variable, language))
            field.editingFinished.connect(lambda name=name, field=field: self._commit(name, field))
            heading = QLabel(title)
            heading.setBuddy(field)
            form.addRow(heading, field)
            self._fields[name] = field
        self.setWidget(inside)

    def _commit(self, name: str, field: QLineEdit) -> None:
        text, clause = field.text().strip(), self._clause
        if text == typed_value(self._desk.session.matter, clause, name):
            return
        key = f"{clause}.{name}"
        try:
            self._desk.session.edit(
                translate("Clauses", "{name} of {id}").format(name=field.accessibleName(), id=clause),
                lambda file: file.set_variable(key, text),
            )
        except BadInput as error:
            self._desk.messages.bad_input(error)


def typed_value(matter: Matter, clause: str, name: str) -> str:
    """What the matter says for a variable of a clause; "" where the default stands."""
    values = dict(matter.clauses.variables)
    return values.get(f"{clause}.{name}", values.get(name, ""))


def default_text(variable: Variable, language: str) -> str:
    """The default with its unit, or that it must be filled in."""
    text = variable.default.in_language(language)
    if not text:
        return translate("Clauses", "to be filled in")
    units = {
        "days": translate("Clauses", "days"),
        "working_days": translate("Clauses", "working days"),
        "months": translate("Clauses", "months"),
        "percent": "%",
    }
    unit = units.get(variable.type, variable.unit)
    return f"{text} {unit}".strip()
