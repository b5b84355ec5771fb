"""The form of the deal: every blank once, what the program works out with its reason, and the passages it fills."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from clause_library.derived import derived_values
from clause_library.form import Field
from gui.clause_room import Deal
from gui.clause_text import run_html
from gui.desk import Desk
from gui.language import translate
from gui.places.place import Column, button, label, side_by_side
from gui.widgets.passage import reading_heights
from gui.widgets.variables import VariablesForm

LOW = 150
"""Pixels of what is worked out that stand above the form; the rest is scrolled to."""


class DealForm(QWidget):
    """All variables of the clauses that are in. `show_deal` draws it anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("dealForm")
        self._desk = desk
        self._deal: Deal | None = None
        self._field: Field | None = None
        self._count = label("muted")
        self._derived = label(selectable=True)
        self._worked = Column("dealWorkedOut")
        self._worked.setMaximumHeight(LOW)
        self._worked.body.setContentsMargins(0, 0, 8, 0)
        self._worked.body.addWidget(self._derived)
        self._worked.body.addStretch(1)
        self._only = QCheckBox()
        self._only.setObjectName("onlyMissing")
        self._only.toggled.connect(lambda _on: self._fill())
        self._next = button("nextMissing", self.next_missing)
        self.form = VariablesForm(desk, "dealVariables")
        self.form.typed.connect(self._typed)
        self.form.reached.connect(self._reached)
        self.passages = QTextBrowser()
        self.passages.setObjectName("dealPassages")
        self.passages.setProperty("role", "reading")
        self.passages.setOpenLinks(False)
        self._arrange()

    def _arrange(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 8, 8, 0)
        top = QHBoxLayout()
        top.addWidget(self._only)
        top.addStretch(1)
        top.addWidget(self._next)
        column.addWidget(self._count)
        column.addLayout(top)
        column.addWidget(self._worked)
        column.addWidget(self.form, 1)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(8, 8, 0, 0)
        self._head = label("heading")
        beside.addWidget(self._head)
        beside.addWidget(self.passages, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(side_by_side("formSplit", (left, 400), (right, 280)))

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._only.setText(translate("Clauses", "Only what is missing"))
        self._next.setText(translate("Clauses", "Next missing"))
        self._head.setText(translate("Clauses", "As it reads in the contract"))
        self.passages.setAccessibleName(self._head.text())
        self._worked.setAccessibleName(translate("Clauses", "What the program works out"))

    def show_deal(self, deal: Deal | None) -> None:
        """Draws form, derived values and passages for this state."""
        self._deal = deal
        self._fill()

    def _fill(self) -> None:
        deal = self._deal
        fields = deal.fields() if deal else ()
        missing = [field for field in fields if field.missing or field.fault]
        template = translate("Clauses", "{all} values, {missing} still to be filled in")
        self._count.setText(template.format(all=len(fields), missing=len(missing)))
        self._next.setEnabled(bool(missing))
        self.form.show_fields(missing if self._only.isChecked() else fields, headings=True)
        self._derived.setText(self._worked_out())
        self._worked.setVisible(bool(self._derived.text()))
        wanted = self._field.id if self._field else ""
        self._reached(next((f for f in fields if f.id == wanted), fields[0] if fields else None))

    def _worked_out(self) -> str:
        deal, language = self._deal, self._desk.language
        if deal is None:
            return ""
        clauses = (deal.store.clauses[name] for name in deal.ids)
        lines: list[str] = []
        for found in derived_values(deal.matter, deal.classification, clauses):
            value = found.value.in_language(language) or translate("Clauses", "not known yet")
            template = translate("Clauses", "Worked out: {label}: {value} ({why})")
            lines.append(
                template.format(
                    label=found.label.in_language(language), value=value, why=found.why.in_language(language)
                )
            )
        return "\n".join(lines)

    def next_missing(self) -> None:
        """Puts the cursor into the next field that must be filled in, after the one that has it."""
        fields = self.form.fields
        here = next((n for n, f in enumerate(fields) if self._field and f.id == self._field.id), -1)
        for field in (*fields[here + 1 :], *fields[: here + 1]):
            if field.missing or field.fault:
                self.form.go_to(field.clauses[0], field.variable.name)
                return

    def go_to(self, clause: str, variable: str) -> None:
        """Puts the cursor into a field."""
        if self._only.isChecked():
            self._only.setChecked(False)
        self.form.go_to(clause, variable)

    def _reached(self, field: Field | None) -> None:
        self._field = field
        self._show(self._deal)

    def _typed(self, field: Field, text: str) -> None:
        self._field = field
        self._show(self._deal.typed(field, text) if self._deal else None)

    def _show(self, deal: Deal | None) -> None:
        field = self._field
        if deal is None or field is None:
            self.passages.setHtml("")
            return
        chosen = {c.id: c.variant for c in deal.selection.clauses} if deal.selection else {}
        heights = reading_heights(self.passages.font())
        pieces: list[str] = []
        try:
            excerpts = deal.excerpts(field, chosen)
        except BadInput:
            return
        before = ""
        for clause, lang, block in excerpts:
            if clause != before:
                before = clause
                title = deal.store.title(clause).in_language(self._desk.language)
                pieces.append(f"<p><b>{escape(clause)} {escape(title)}</b></p>")
            words = " │ ".join("".join(run_html(r, self._desk.theme) for r in cell) for cell in block.cells)
            height = heights[0] if lang == "zh" else heights[1]
            pieces.append(f'<p style="line-height:{height}%; margin:0 0 8px 0">{words}</p>')
        if not excerpts:
            text = translate("Clauses", "The chosen position does not use this value.")
            pieces.append(f"<p>{escape(text)}</p>")
        self.passages.setHtml("".join(pieces))
