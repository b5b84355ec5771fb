"""Why a clause is in, what it rests on, what it conflicts with, and what each step down the ladder gives up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from clause_library.model import Clause, Conflict, Selection
from gui.desk import Desk
from gui.language import translate
from gui.models.clauses import ClauseRow
from gui.places.place import Column, label
from gui.places.results_column import basis_text
from gui.widgets.signals import SignalMark
from gui.words import POSITIONS, word

SEVERITY_SIGNAL = (("error", "prohibited"), ("warning", "restricted"), ("note", "clear"))


class ClauseWhy(Column):
    """The right column of the clause room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("clauseWhy")
        self.setMinimumWidth(190)
        self._desk = desk

    def show_clause(
        self, clause: Clause | None, row: ClauseRow | None, selection: Selection | None, position: str
    ) -> None:
        """Shows the reasons of a clause in a position."""
        self.clear()
        if clause is None or row is None:
            self.body.addStretch(1)
            return
        language = self._desk.language
        if row.because:
            self._head(translate("Clauses", "Why"))
        for reason in row.because:
            self._say(reason.in_language(language))
        self._conflicts([c for c in selection.conflicts if clause.id in c.clauses] if selection else [])
        variant = clause.variants.get(position)
        if variant and variant.fallback:
            self._head(translate("Clauses", "If it must be given up"))
            next_one = translate("Clauses", "Fall back to: {position}").format(
                position=word(POSITIONS, variant.fallback)
            )
            self._say(next_one)
            if variant.gives_up:
                self._say(variant.gives_up.in_language(language), "muted")
        if clause.negotiation:
            self._head(translate("Clauses", "At the table"))
            self._say(clause.negotiation.in_language(language), "muted")
        if clause.basis:
            self._head(translate("Clauses", "Law"))
            for basis in clause.basis:
                self._say(basis_text((basis,), language), "muted")
        self.body.addStretch(1)

    def _conflicts(self, conflicts: list[Conflict]) -> None:
        if conflicts:
            self._head(translate("Clauses", "Conflicts"))
        for conflict in conflicts:
            self._conflict(conflict)

    def _ladder(self, clause: Clause, position: str) -> None:
        """Every step down from the position, and what it gives up."""
        variant = clause.variants.get(position)
        if variant is None or not variant.fallback:
            return
        self._head(translate("Clauses", "If it must be given up"))
        while variant is not None and variant.fallback:
            template = translate("Clauses", "Fall back to: {position}")
            self._say(template.format(position=word(POSITIONS, variant.fallback)))
            if variant.gives_up:
                self._say(variant.gives_up.in_language(self._desk.language), "muted")
            variant = clause.variants.get(variant.fallback)

    def _head(self, text: str) -> None:
        self._say(text, "heading")

    def _say(self, text: str, role: str = "") -> None:
        made = label(role, selectable=role != "heading")
        made.setText(text)
        self.body.addWidget(made)

    def _conflict(self, conflict: Conflict) -> None:
        language = self._desk.language
        line = QHBoxLayout()
        signal = dict(SEVERITY_SIGNAL).get(conflict.severity, "open")
        line.addWidget(SignalMark(self._desk.theme, signal, 14), 0, Qt.AlignmentFlag.AlignTop)
        text = label(selectable=True)
        parts = [f"{conflict.rule}: {conflict.text.in_language(language)}", conflict.repair.in_language(language)]
        text.setText("\n".join(p for p in parts if p))
        line.addWidget(text, 1)
        self.body.addLayout(line)
