"""起草: the contract's outline as it will be on the left, the affected text in the middle, the changes on the right.

Values that flow: contract path + result + wishes -> `preview` in the background -> rows; the button writes what was
shown to a new file and never the contract itself. The hard problem is that the matter, the wishes and the outline move
at different times: a preview knows what it was made of, and nothing is written from one that is overtaken. Rejected:
moving rows in the list; the engine alone says where a clause then stands and what that renumbers.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from gui.desk import Desk
from gui.draft_undo import WishStep
from gui.draft_wishes import ALL, ANNEX, CLEAN, REDLINE, SUPPLEMENT, Wishes
from gui.drafting import (
    CLAUSE,
    LEFT,
    MACROS,
    ChangeRow,
    OutlineRow,
    Preview,
    Written,
    preview,
    suggested_output,
    write,
    write_sample,
)
from gui.language import translate
from gui.live import LiveResult
from gui.messages import WARNING, Message
from gui.models.drafting import Shown, ShownRows
from gui.places.draft_changes import DraftChanges
from gui.places.draft_empty import DraftEmpty
from gui.places.draft_guards import DraftGuards
from gui.places.draft_outline import OutlineList
from gui.places.draft_page import GIVEN, DraftPage
from gui.places.draft_result import DraftResult
from gui.places.draft_ways import DraftWays
from gui.places.draft_words import row_shown, step_text
from gui.places.place import Place, button, label, side_by_side
from gui.tasks import Ticket


class DraftPlace(Place):
    """The drafting room."""

    name = "draft"
    planned = Signal()

    def __init__(self, desk: Desk, live: LiveResult) -> None:
        super().__init__(desk)
        self._live = live
        self.contract: Path | None = None
        self.preview: Preview | None = None
        self.result = DraftResult(desk)
        self.wishes = Wishes()
        self._ticket: Ticket | None = None
        self._open = button("openContract", self.choose_contract)
        self._path = label("muted", wrap=False)
        self._produce = button("produce", self.produce, "primary")
        self.ways = DraftWays()
        self.ways.changed.connect(lambda: self.wish(self.ways.wished(self.wishes)))
        self.ways.all_back.connect(self.all_back)
        self.ways.all_out.connect(self.all_out)
        self.guards = DraftGuards()
        self.guards.allowed.connect(lambda guard, on: self.wish(self.wishes.allowing(guard, allowed=on)))
        self.model = ShownRows()
        self.model.dropped.connect(self.drop)
        self.list = OutlineList(self.model)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_row())
        self.list.stepped.connect(self.step)
        self.list.toggled.connect(self.toggle)
        self.page = DraftPage(desk)
        self.page.place_wanted.connect(self.place)
        self.page.toggled.connect(self.toggle_clause)
        self.page.taken.connect(lambda clause: self.wish(self.wishes.taken(clause)))
        self.changes = DraftChanges(desk)
        self.changes.chosen.connect(self.show_change)
        self.changes.open_wanted.connect(self.result.open_output)
        self.changes.folder_wanted.connect(self.result.open_folder)
        self.changes.log_wanted.connect(self.result.save_log)
        self._empty = DraftEmpty(self.open_sample)
        self._body = QStackedWidget()
        self._arrange()
        live.changed.connect(self._plan)
        desk.tasks.changed.connect(self._stopped)
        self.retranslate()
        self.refresh()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        top.addWidget(self._open)
        top.addWidget(self._path, 1)
        top.addWidget(self._produce)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 0, 8, 12)
        column.addWidget(self.list)
        self._body.addWidget(side_by_side("draftSplit", (left, 320), (self.page, 400), (self.changes, 260)))
        self._body.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(self.ways)
        outer.addWidget(self.guards)
        outer.addWidget(self._body, 1)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._open.setText(translate("Draft", "Open a contract …"))
        self._produce.setText(translate("Draft", "Write the new contract …"))
        self.list.setAccessibleName(translate("Draft", "The contract as it will be"))
        self.page.retranslate()

    def refresh(self) -> None:
        """Draws everything anew."""
        self._path.setText(self.contract.name if self.contract else "")
        self._path.setToolTip(str(self.contract or ""))
        self._produce.setEnabled(bool(self.preview and self.preview.writable))
        supplement = self.wishes.way == SUPPLEMENT
        self._produce.setText(
            translate("Draft", "Write the supplement …")
            if supplement
            else translate("Draft", "Write the new contract …")
        )
        self.ways.setVisible(self.contract is not None)
        self._show_ways()
        if self.contract is None:
            self._show_empty()
        else:
            self._fill()

    def engine_opened(self) -> None:
        """The engines are there."""
        self._plan()

    def enter(self) -> None:
        """The outline, or the button that opens a contract, takes the focus."""
        (self.list if self.preview else self._open).setFocus()

    @property
    def written(self) -> Written | None:
        """What was written of the outline shown, if anything."""
        return self.result.written

    def _show_empty(self) -> None:
        self._body.setCurrentWidget(self._empty)
        self._empty.offer(self.desk.language)

    def choose_contract(self) -> None:
        """Asks for a contract."""
        path = self.desk.chooser.contract_to_open()
        if path:
            self.open_contract(path)

    def open_sample(self, name: str) -> None:
        """Builds one of the bundled sample contracts into the cache folder and opens it."""
        folder = self.desk.settings.samples_folder
        self.desk.tasks.run(
            "sample",
            translate("Draft", "Building the sample contract"),
            lambda _ticket: write_sample(name, folder),
            self.open_contract,
            self.desk.messages.bad_input,
        )

    def open_contract(self, path: Path) -> None:
        """Plans the clauses into a contract. Places belong to one contract and are forgotten with it."""
        if path != self.contract:
            self.wishes = Wishes(REDLINE if self.wishes.way == REDLINE else CLEAN)
        self.contract, self.preview, self.result.written = path, None, None
        self.refresh()
        self.planned.emit()
        self._plan()

    def wish(self, wishes: Wishes) -> None:
        """Takes other wishes, as a step that undo takes back, and works the outline out anew."""
        if wishes == self.wishes or self.contract is None:
            return
        name = step_text(self.wishes, wishes)
        self.desk.session.undo_stack.push(WishStep(name, self.contract, (self.wishes, wishes), self._take))

    def _take(self, contract: Path, wishes: Wishes) -> bool:
        if contract != self.contract:
            return False
        self.wishes = wishes
        self._show_ways()
        self._plan()
        return True

    def _take_back(self) -> None:
        """The outline stays as it was: what was asked last is asked no longer and is no step to undo."""
        if self.preview is None or self.contract is None:
            self.contract, self.result.written = None, None
            return
        stack = self.desk.session.undo_stack
        last = stack.command(stack.index() - 1) if stack.index() else None
        if isinstance(last, WishStep) and last.led_to(self.contract, self.wishes):
            last.drop()
            stack.undo()
        self.wishes = self.preview.wishes

    def _show_ways(self) -> None:
        standing = bool(self.preview and self.preview.standing)
        self.ways.show_wishes(self.wishes, self.desk.session.matter, standing=standing)
        apart = self.wishes.way == SUPPLEMENT
        self.guards.show_guards(self.preview, allowed=self.wishes.allowed, apart=apart)

    def place(self, clause: str, after: int | None) -> None:
        """Puts a clause behind an article of the contract, or (None) where the program proposes."""
        self.wish(self.wishes.placed(clause, after))

    def drop(self, clause: str, before: int) -> None:
        """A clause was let go before a row of the outline."""
        if self.preview is not None:
            self.place(clause, self.preview.ordinal_before(before, clause))

    def step(self, step: int) -> None:
        """Moves the chosen clause one article up or down."""
        row, shown = self.current(), self.preview
        if row is None or row.kind != CLAUSE or shown is None:
            return
        last = max((r.ordinal for r in shown.articles if r.label != row.label), default=0)
        now = self.wishes.places.get(row.label, row.after)
        after = (last + 1 if now == ANNEX else now) + step
        self.place(row.label, max(0, min(last, after)))

    def back(self) -> None:
        """The chosen clause where the program proposes."""
        if row := self.current():
            self.place(row.label, None)

    def all_back(self) -> None:
        """Every clause where the program proposes."""
        self.wish(replace(self.wishes, places={}))

    def all_out(self) -> None:
        """Every clause of an earlier draft out of the file, or kept after all."""
        self.wish(replace(self.wishes, remove=() if ALL in self.wishes.remove else (ALL,)))

    def choose_place(self) -> None:
        """Opens the list of places for the chosen clause."""
        if self.page.places.isVisible() and self.page.places.isEnabled():
            self.page.places.setFocus()
            self.page.places.showPopup()

    def toggle(self) -> None:
        """Leaves the chosen clause out, or puts it in again."""
        row = self.current()
        if row is not None and row.kind in (CLAUSE, LEFT):
            self.toggle_clause(row.label)

    def toggle_clause(self, clause: str) -> None:
        """Leaves a clause out of the deal, or takes that choice back; one edit of the matter, which undo takes back."""
        out = dict(self.desk.session.matter.clauses.chosen).get(clause) != "out"
        template = translate("Draft", "leave out {id}") if out else translate("Draft", "put in {id}")
        try:
            self.desk.session.edit(
                template.format(id=clause), lambda file: file.choose_clause(clause, "out" if out else "")
            )
        except BadInput as error:
            self.desk.messages.bad_input(error)

    def current(self) -> OutlineRow | None:
        """The chosen row."""
        at = self.list.currentIndex().row()
        rows = self.preview.rows if self.preview else ()
        return rows[at] if 0 <= at < len(rows) else None

    def show_paragraph(self, number: int) -> None:
        """Shows the article in which a paragraph of the contract stands, with the paragraph marked."""
        if self.preview is None:
            return
        at = self.preview.row_of(number)
        words = dict(self.preview.words).get(number, "")
        row = self.preview.rows[at] if at >= 0 else None
        if row is not None:
            self.list.go(at)
        inside = row is not None and number in row.paragraphs
        if row is not None and inside:
            lines = zip(row.paragraphs, row.text.split("\n"), strict=False)
            words = "\n".join((GIVEN if n == number else "") + t for n, t in lines)
        self.page.show_given(words, marked=not inside)

    def show_change(self, change: ChangeRow) -> None:
        """Goes to the row of a change."""
        if change.paragraph is not None and self.preview is not None and change.row < 0:
            self.show_paragraph(change.paragraph)
        elif change.row >= 0:
            self.list.go(change.row)
            self.list.setFocus()

    def _plan(self) -> None:
        engine, judged, contract, wishes = self.desk.clauses, self._live.judged, self.contract, self.wishes
        if engine is None or judged is None or contract is None:
            return
        self._ticket = self.desk.tasks.run(
            "plan",
            translate("Draft", "Reading the contract"),
            lambda ticket: preview(engine, judged, contract, wishes, ticket.report),
            self._planned,
            self._refused,
        )

    def _planned(self, made: Preview) -> None:
        kept = self.current()
        self.preview, self.result.written = made, None
        self.refresh()
        if self._open.hasFocus():
            self.list.setFocus()
        if kept is not None and kept.kind != "article":
            self.list.go(made.clause_row(kept.label))
        self.planned.emit()

    def _refused(self, error: BadInput) -> None:
        self.desk.messages.bad_input(error)
        self._take_back()
        self.planned.emit()
        self.refresh()

    def _stopped(self) -> None:
        """Somebody cancelled the reading: says so, and takes back what the outline does not show."""
        if self._ticket is None or not self._ticket.cancelled:
            return
        self._ticket = None
        self._take_back()
        self.refresh()

    def _fill(self) -> None:
        self._body.setCurrentIndex(0)
        row_before = self.list.currentIndex().row()
        rows = self.preview.rows if self.preview else ()
        language, theme = self.desk.language, self.desk.theme
        if not rows:
            self.model.show([Shown(translate("Draft", "Reading the contract …"))])
            self.page.show_row(None, None)
        else:
            self.model.show([row_shown(row, language, theme) for row in rows])
            first = next((i for i, r in enumerate(rows) if r.kind == CLAUSE), 0)
            self.list.go(row_before if 0 <= row_before < len(rows) else first)
        self.changes.show_changes(self.preview, self.written)

    def _show_row(self) -> None:
        row = self.current()
        if row is not None:
            self.page.show_row(row, self.preview)

    def produce(self) -> None:
        """Asks where the new contract goes, and writes what is shown."""
        engine, judged, contract, shown = self.desk.clauses, self._live.judged, self.contract, self.preview
        if engine is None or judged is None or contract is None or shown is None:
            return
        if self._live.outdated or shown.matter is not judged.matter or shown.wishes != self.wishes:
            text = translate("Draft", "The outline is still being worked out; try again in a moment.")
            self.desk.messages.tell(Message(text, WARNING))
            self._plan()
            return
        if not shown.writable:
            return
        name = suggested_output(contract, shown.wishes.way, macros=MACROS in shown.guards)
        target = self.desk.chooser.output_to_write(name)
        if target is None:
            return
        by = self.ways.signature()
        self.result.written = None
        self.refresh()
        self._produce.setEnabled(False)
        self.desk.tasks.run(
            "draft",
            translate("Draft", "Writing the new contract"),
            lambda _ticket: write(engine, judged, shown, contract, target, by),
            self._produced,
            self._not_produced,
        )

    def _produced(self, written: Written) -> None:
        self.result.tell(written)
        self.refresh()

    def _not_produced(self, error: BadInput) -> None:
        self.refresh()
        self.desk.messages.bad_input(error)
