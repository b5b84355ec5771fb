"""Before a swap: what changes elsewhere when the shown position is taken, and who asked for it.

Values that flow: clause + position -> `Move`, worked out in the background by selecting again -> words with links; the
button makes choice and log one edit.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from catalogue.matter import NegotiationStep
from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.dealings import swap
from clause_library.model import Clause, Conflict
from clause_library.negotiate import Move
from clause_library.negotiate import ladder as ladder_of
from gui.clause_room import Deal
from gui.desk import Desk
from gui.language import translate
from gui.places.clause_door import Door
from gui.places.place import button, label
from gui.words import position_name


class MovePanel(QFrame):
    """Shown while the position on the page is not the chosen one."""

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__()
        self.setObjectName("clauseMove")
        self._desk = desk
        self._clause, self._was, self._now = "", "", ""
        self._head = label("heading")
        self._words = label(selectable=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._words.linkActivated.connect(door.clause_wanted)
        self.by, self.note = QLineEdit(), QLineEdit()
        self.by.setObjectName("moveBy")
        self.note.setObjectName("moveNote")
        self._log = button("clauseLog", self.choose_and_log)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        for widget in (self._head, self._words, self.by, self.note, self._log):
            column.addWidget(widget)
        self.hide()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._head.setText(translate("Clauses", "What changes elsewhere"))
        for field, text in (
            (self.by, translate("Clauses", "Who asked for it")),
            (self.note, translate("Clauses", "Note for the log")),
        ):
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
        self._log.setText(translate("Clauses", "Choose and log"))

    def show_move(self, deal: Deal | None, clause: Clause | None, was: str, now: str) -> None:
        """Works out the move; nothing is shown where the position is the chosen one already."""
        self._clause, self._was, self._now = (clause.id if clause else ""), was, now
        self._desk.tasks.cancel("move")
        if deal is None or clause is None or deal.selection is None or was == now or now not in clause.variants:
            self.hide()
            return
        self._words.setText(translate("Clauses", "Being worked out …"))
        self.show()
        price = _price(clause, was, now).in_language(self._desk.language) if was else ""
        self._desk.tasks.run(
            "move",
            translate("Clauses", "Working out the move"),
            lambda _ticket: deal.move(clause.id, now),
            lambda move: self._say(move, deal, price),
            self._refused,
        )

    def _refused(self, error: BadInput) -> None:
        self._words.setText(escape(error.in_language(self._desk.language)))

    def _say(self, move: Move, deal: Deal, price: str) -> None:
        lines: list[str] = []
        if price:
            lines.append(translate("Clauses", "It gives up: {what}").format(what=escape(price)))
        for template, ids in (
            (translate("Clauses", "Comes in: {clauses}"), [c for c in move.brought if c != move.clause]),
            (translate("Clauses", "Goes out: {clauses}"), [c for c in move.dropped if c != move.clause]),
        ):
            if ids:
                lines.append(template.format(clauses=", ".join(self._link(deal, name) for name in ids)))
        for template, conflicts in (
            (translate("Clauses", "New conflict: {conflict}"), move.raised),
            (translate("Clauses", "Settled: {conflict}"), move.settled),
        ):
            lines += [template.format(conflict=self._conflict(conflict)) for conflict in conflicts]
        if len(lines) == bool(price):
            lines.append(translate("Clauses", "No other clause and no conflict changes."))
        self._words.setText("<br>".join(lines))

    def _link(self, deal: Deal, name: str) -> str:
        title = escape(deal.store.title(name).in_language(self._desk.language))
        colour = self._desk.theme.colours["accent"]
        return f'<a href="{escape(name)}" style="color:{colour}">{escape(name)}</a> {title}'

    def _conflict(self, conflict: Conflict) -> str:
        return escape(f"{conflict.rule} {conflict.text.in_language(self._desk.language)}")

    def choose_and_log(self) -> None:
        """Takes the shown position and logs the move, as one edit."""
        if self.isHidden() or not self._clause:
            return
        by, note = self.by.text().strip(), self.note.text().strip()
        step = NegotiationStep(self._clause, self._was, self._now, by, self._desk.today, note)
        name = translate("Clauses", "{id} to {position}, logged")
        try:
            self._desk.session.edit(
                name.format(id=self._clause, position=position_name(self._now, self._desk.language)),
                lambda file: swap(file, step),
            )
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return
        self.note.clear()


def _price(clause: Clause, was: str, now: str) -> Words:
    """What one gives up by stepping down from one position to the other; empty where the ladder does not lead there."""
    rungs = ladder_of(clause, was)
    at = next((n for n, rung in enumerate(rungs) if rung.position == now), -1)
    taken = [rung.gives_up for rung in rungs[: at + 1]]
    return Words(" ".join(w.zh for w in taken), " ".join(w.en for w in taken))
