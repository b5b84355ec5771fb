"""The conflicts of the deal: what, where, a jump to the place, and the repairs a choice can make.

Values that flow: conflicts -> cards at once; repairs are tried in the background, each by a selection of its own, and
added when they are known.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from catalogue.problems import BadInput
from clause_library.model import Conflict
from clause_library.repairs import BRING_IN, LEAVE_OUT, POSITION, PRINT, Repair, make
from gui.clause_room import Deal
from gui.desk import Desk
from gui.language import translate
from gui.places.clause_door import Door
from gui.places.place import Column, button, card, label
from gui.places.results_column import basis_text
from gui.widgets.signals import SignalMark
from gui.words import position_name

SEVERITY_SIGNAL = (("error", "prohibited"), ("warning", "restricted"), ("note", "clear"))
ORDER = ("error", "warning", "note")
Known = dict[Conflict, tuple[Repair, ...]]


class ConflictsPage(Column):
    """All conflicts of the deal, errors first."""

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__("clauseConflicts")
        self._desk, self._door = desk, door
        self._deal: Deal | None = None
        self._known: Known = {}
        self._at = -1

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts in the order shown."""
        found = self._deal.conflicts if self._deal else ()
        return tuple(sorted(found, key=lambda c: ORDER.index(c.severity) if c.severity in ORDER else len(ORDER)))

    def show_deal(self, deal: Deal | None) -> None:
        """Draws the cards and starts to try repairs."""
        self._deal, self._known = deal, {}
        self._draw()
        if deal is None or not deal.conflicts:
            self._desk.tasks.cancel("repairs")
            return
        title = translate("Clauses", "Trying repairs")
        self._desk.tasks.run("repairs", title, lambda _ticket: _tried(deal), self._tried, self._desk.messages.bad_input)

    def _tried(self, known: Known) -> None:
        self._known = known
        self._draw()

    def _draw(self) -> None:
        kept = self.verticalScrollBar().value()
        self.clear()
        if not self.conflicts:
            hint = label("muted")
            hint.setText(translate("Clauses", "No rule found a conflict."))
            self.body.addWidget(hint)
        elif self._deal and not self._deal.words:
            hint = label("muted")
            hint.setText(
                translate("Clauses", "Open your contract in the place Draft to have its own words checked as well.")
            )
            self.body.addWidget(hint)
        for number, conflict in enumerate(self.conflicts):
            self._card(number, conflict)
        self.body.addStretch(1)
        self.verticalScrollBar().setValue(kept)

    def _card(self, number: int, conflict: Conflict) -> None:
        language = self._desk.language
        frame, column = card()
        frame.setObjectName(f"conflict_{number}")
        head = QHBoxLayout()
        head.addWidget(SignalMark(self._desk.theme, signal_of(conflict), 16), 0, Qt.AlignmentFlag.AlignTop)
        title = label("heading", selectable=True)
        title.setText(f"{conflict.rule} · {severity_word(conflict.severity)}")
        head.addWidget(title, 1)
        column.addLayout(head)
        for role, text in (
            ("", conflict.text.in_language(language)),
            ("muted", conflict.place),
            ("", conflict.repair.in_language(language)),
            ("muted", basis_text(conflict.basis, language)),
        ):
            if text:
                said = label(role, selectable=True)
                said.setText(text)
                column.addWidget(said)
        self._jumps(column, conflict)
        for repair in self._known.get(conflict, ()):
            self._offer(column, conflict, repair)
        self.body.addWidget(frame)

    def _jumps(self, column: QVBoxLayout, conflict: Conflict) -> None:
        grid = QGridLayout()
        shown = [*self._paragraph(conflict), *self._variable(conflict), *self._clauses(conflict)]
        for number, made in enumerate(shown):
            grid.addWidget(made, number // 3, number % 3, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(3, 1)
        column.addLayout(grid)

    def _paragraph(self, conflict: Conflict) -> list[QPushButton]:
        if conflict.paragraph is None:
            return []
        number = conflict.paragraph
        made = button(f"jumpParagraph_{number}", lambda: self._desk.paragraph_wanted.emit(number), "link")
        made.setText(translate("Clauses", "Show ¶{n} of the contract").format(n=number))
        return [made]

    def _variable(self, conflict: Conflict) -> list[QPushButton]:
        clause, dot, name = conflict.place.partition(".")
        record = self._deal.store.clauses.get(clause) if self._deal else None
        if not dot or record is None or name not in record.variables:
            return []
        made = button(f"jumpVariable_{name}", lambda: self._door.variable_wanted.emit(clause, name), "link")
        title = record.variables[name].label.in_language(self._desk.language)
        made.setText(translate("Clauses", "Go to “{name}”").format(name=title))
        return [made]

    def _clauses(self, conflict: Conflict) -> list[QPushButton]:
        found: list[QPushButton] = []
        for name in conflict.clauses:
            if self._deal is None or name not in self._deal.store.clauses:
                continue
            made = button(f"jumpClause_{name}", lambda name=name: self._door.clause_wanted.emit(name), "link")
            made.setText(translate("Clauses", "Go to {id}").format(id=name))
            found.append(made)
        return found

    def _offer(self, column: QVBoxLayout, conflict: Conflict, repair: Repair) -> None:
        made = button(f"repair_{conflict.rule}_{repair.clause}_{repair.kind}", lambda: self.repair(repair))
        made.setText(self._repair_words(repair))
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        if repair.raises:
            said = label("muted")
            said.setText(translate("Clauses", "It would bring up: {rules}").format(rules=", ".join(repair.raises)))
            column.addWidget(said)

    def _repair_words(self, repair: Repair) -> str:
        if repair.kind == PRINT:
            return translate("Clauses", "Print exemptions conspicuously again")
        if repair.kind == LEAVE_OUT:
            return translate("Clauses", "Leave {id} out").format(id=repair.clause)
        position = position_name(repair.to, self._desk.language)
        if repair.kind == BRING_IN:
            return translate("Clauses", "Bring in {id} ({position})").format(id=repair.clause, position=position)
        if repair.kind == POSITION:
            return translate("Clauses", "Change {id} to: {position}").format(id=repair.clause, position=position)
        name = repair.variable
        if self._deal:
            name = self._deal.store.clauses[repair.clause].variables[name].label.in_language(self._desk.language)
        return translate("Clauses", "Set “{name}” to {value}").format(name=name, value=repair.to)

    def repair(self, repair: Repair) -> None:
        """Makes the repair as one edit, which undo takes back."""
        try:
            self._desk.session.edit(self._repair_words(repair), lambda file: make(file, repair))
        except BadInput as error:
            self._desk.messages.bad_input(error)

    def next_conflict(self) -> None:
        """Scrolls to the next card and puts the focus on its first button."""
        if not self.conflicts:
            return
        self._at = (self._at + 1) % len(self.conflicts)
        frame = self.findChild(QFrame, f"conflict_{self._at}")
        if frame is not None:
            self.ensureWidgetVisible(frame)


def _tried(deal: Deal) -> Known:
    return {conflict: deal.repairs(conflict) for conflict in deal.conflicts}


def signal_of(conflict: Conflict) -> str:
    """The signal shape of a severity."""
    return dict(SEVERITY_SIGNAL).get(conflict.severity, "open")


def severity_word(severity: str) -> str:
    """The severity in words."""
    words = {
        "error": translate("Clauses", "must be settled"),
        "warning": translate("Clauses", "to be weighed"),
        "note": translate("Clauses", "to know"),
    }
    return words.get(severity, severity)
