"""Why a clause is in, what it conflicts with, the ladder of what each step down gives up, notes, law and its dates."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from clause_library.model import Clause, Conflict
from clause_library.negotiate import ladder
from gui.clause_room import Deal
from gui.desk import Desk
from gui.language import translate
from gui.models.clauses import IN, ClauseRow
from gui.places.clause_conflicts import signal_of
from gui.places.clause_door import Door
from gui.places.place import Column, button, label
from gui.places.results_column import basis_text
from gui.widgets.signals import SignalMark
from gui.words import PRIORITIES, date_text, position_name, word


class ClauseWhy(Column):
    """The right column of the clause room."""

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__("clauseWhy")
        self.setMinimumWidth(190)
        self._desk, self._door = desk, door

    def show_clause(self, clause: Clause | None, row: ClauseRow | None, deal: Deal | None, position: str) -> None:
        """Shows the reasons of a clause in a position."""
        self.clear()
        if clause is None or row is None:
            self.body.addStretch(1)
            return
        language = self._desk.language
        if row.because:
            self._head(translate("Clauses", "Why"))
        if row.status == IN:
            self._say(f"{word(PRIORITIES, row.priority)} · {position_name(row.variant, self._desk.language)}", "muted")
        for reason in row.because:
            self._say(reason.in_language(language))
        self._conflicts([c for c in deal.conflicts if clause.id in c.clauses] if deal else [])
        self._ladder(clause, position)
        self._absent(clause)
        if clause.negotiation:
            self._head(translate("Clauses", "At the table"))
            self._say(clause.negotiation.in_language(language), "muted")
        self._needs(clause, deal)
        self._law(clause, deal)
        self.body.addStretch(1)

    def _conflicts(self, conflicts: list[Conflict]) -> None:
        if conflicts:
            self._head(translate("Clauses", "Conflicts"))
        for conflict in conflicts:
            self._conflict(conflict)

    def _conflict(self, conflict: Conflict) -> None:
        language = self._desk.language
        line = QHBoxLayout()
        line.addWidget(SignalMark(self._desk.theme, signal_of(conflict), 14), 0, Qt.AlignmentFlag.AlignTop)
        text = label(selectable=True)
        parts = [f"{conflict.rule}: {conflict.text.in_language(language)}", conflict.repair.in_language(language)]
        text.setText("\n".join(p for p in parts if p))
        line.addWidget(text, 1)
        self.body.addLayout(line)

    def _ladder(self, clause: Clause, position: str) -> None:
        """Every step down from the position, and what it gives up."""
        rungs = ladder(clause, position)
        if rungs:
            self._head(translate("Clauses", "If it must be given up"))
        for step, rung in enumerate(rungs, 1):
            template = translate("Clauses", "{step}. Fall back to: {position}")
            self._say(template.format(step=step, position=position_name(rung.position, self._desk.language)))
            if rung.gives_up:
                self._say(rung.gives_up.in_language(self._desk.language), "muted")

    def _absent(self, clause: Clause) -> None:
        if clause.absent:
            self._head(translate("Clauses", "Positions it does not have"))
        for position, why in clause.absent.items():
            self._say(
                f"{position_name(position, self._desk.language)}: {why.in_language(self._desk.language)}", "muted"
            )

    def _needs(self, clause: Clause, deal: Deal | None) -> None:
        known = [name for name in clause.depends if deal and name in deal.store.clauses]
        if not known or deal is None:
            return
        self._head(translate("Clauses", "It rests on"))
        for name in known:
            made = button(f"needs_{name}", lambda name=name: self._door.clause_wanted.emit(name), "link")
            made.setText(name)
            made.setToolTip(deal.store.title(name).in_language(self._desk.language))
            self.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _law(self, clause: Clause, deal: Deal | None) -> None:
        if clause.basis:
            self._head(translate("Clauses", "Law"))
        for basis in clause.basis:
            self._say(basis_text((basis,), self._desk.language), "muted")
        self._head(translate("Clauses", "Validity"))
        if clause.valid_from or clause.valid_until:
            template = translate("Clauses", "Fits the law from {start} to {end}.")
            self._say(template.format(start=date_text(clause.valid_from), end=date_text(clause.valid_until)), "muted")
        else:
            self._say(translate("Clauses", "No end of validity is recorded."), "muted")
        if deal and clause.valid_until and deal.matter.as_of > clause.valid_until:
            self._say(translate("Clauses", "Past its day: confirm before use."), "bad")
        for reason in clause.stale_when:
            self._say(translate("Clauses", "Stale when: {reason}").format(reason=reason), "muted")
        if clause.reviewed_on:
            self._say(translate("Clauses", "Reviewed on {day}.").format(day=date_text(clause.reviewed_on)), "muted")

    def _head(self, text: str) -> None:
        self._say(text, "heading")

    def _say(self, text: str, role: str = "") -> None:
        made = label(role, selectable=role != "heading")
        made.setText(text)
        self.body.addWidget(made)
