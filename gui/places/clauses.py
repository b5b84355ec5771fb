"""条款: the clauses of the deal on the left, in the middle the text, the form, the conflicts or the table, on the right
why and what a move changes.

Values that flow: `Judged` (and the open contract) -> `Deal` -> rows and pages; a choice is an edit of the matter and
comes back as a new deal. The hard problem is one truth: list, text, form and conflicts are always drawn from one
`Deal`. Rejected: pages that listen to the matter themselves; they would be right at different moments.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QTabWidget, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from clause_library.form import Field
from clause_library.model import VARIANTS, Clause
from clause_library.negotiate import ladder
from gui.clause_room import Deal
from gui.desk import Desk
from gui.drafting import Preview
from gui.language import translate
from gui.live import LiveResult
from gui.models.clauses import IN, OUT, ClauseRow, Filter, clause_rows
from gui.own_room import Spot
from gui.places.clause_conflicts import ConflictsPage
from gui.places.clause_door import Door
from gui.places.clause_form import DealForm
from gui.places.clause_move import MovePanel
from gui.places.clause_pack import export_pack
from gui.places.clause_page import ClausePage
from gui.places.clause_rows import ID_ROLE, counted, heading_item, refill, row_item, statuses
from gui.places.clause_search import ClauseSearch
from gui.places.clause_table import TablePage
from gui.places.clause_why import ClauseWhy
from gui.places.own_band import OwnBand
from gui.places.own_page import LIST, OwnPage
from gui.places.place import Place, button, label, one_line_rows, side_by_side
from gui.session import Edit
from gui.words import FAMILIES, position_name, word

TEXT, FORM, CONFLICTS, TABLE, OWN_CLAUSES = range(5)


class ClausesPlace(Place):
    """The clause room."""

    name = "clauses"

    def __init__(self, desk: Desk, live: LiveResult) -> None:
        super().__init__(desk)
        self._live = live
        self._contract: Preview | None = None
        self.deal: Deal | None = None
        self._rows: dict[str, ClauseRow] = {}
        self._position = "balanced"
        self._fields: tuple[Field, ...] = ()
        self._drawn: set[int] = set()
        self._stale = False
        self.door = Door(self)
        self.door.clause_wanted.connect(self.open_clause)
        self.door.variable_wanted.connect(self.open_variable)
        self.door.spot_wanted.connect(self.open_spot)
        self._make_left()
        self.page = ClausePage(desk, self.choose_position, self.toggle_out)
        self.page.position_wanted.connect(self.show_position)
        self.form = DealForm(desk)
        self.conflicts = ConflictsPage(desk, self.door)
        self.table, self.own = TablePage(desk, self.door), OwnPage(desk, self.door)
        self.band = OwnBand(desk, lambda: self.show_own(LIST))
        self.why, self.swap = ClauseWhy(desk, self.door), MovePanel(desk, self.door)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("clauseTabs")
        self.tabs.setDocumentMode(True)
        for page in (self.page, self.form, self.conflicts, self.table, self.own):
            self.tabs.addTab(page, "")
        self._arrange()
        live.changed.connect(self.refresh)
        self.retranslate()
        self.refresh()

    def _make_left(self) -> None:
        self.list = one_line_rows(QListWidget())
        self.list.setObjectName("clauseList")
        self.list.currentItemChanged.connect(lambda _now, _before: self._selected())
        self.list.installEventFilter(self)
        self.words = QLineEdit()
        self.words.setObjectName("clauseWords")
        self.words.setClearButtonEnabled(True)
        self.search = ClauseSearch(self.desk, self.words)
        self.search.changed.connect(self._narrowed)
        self.search.found.connect(self._show_found)
        self.search.opened.connect(self._into_text)
        self._family, self._status, self._all_position = QComboBox(), QComboBox(), QComboBox()
        self._family.setObjectName("clauseFamily")
        self._status.setObjectName("clauseStatus")
        self._all_position.setObjectName("matterPosition")
        self._family.currentIndexChanged.connect(lambda _index: self._fill())
        self._status.currentIndexChanged.connect(lambda _index: self._fill())
        self._all_position.activated.connect(lambda _index: self._choose_for_all())
        self._counts, self._browse = label("muted"), QWidget()
        self._pack = button("clausePack", self.export_pack)

    def _arrange(self) -> None:
        left, middle, right = QWidget(), QWidget(), QWidget()
        self.tabs.currentChanged.connect(lambda at: right.setVisible(at == TEXT))
        self.tabs.currentChanged.connect(lambda _at: self._draw_tab())
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 8, 8)
        inner = QVBoxLayout(self._browse)
        inner.setContentsMargins(0, 0, 0, 0)
        for widget in (self._family, self._status, self.list, self._counts):
            inner.addWidget(widget, 1 if widget is self.list else 0)
        for widget in (self._all_position, self.words, self.search.scope, self._browse, self.search, self._pack):
            column.addWidget(widget, 1 if widget in (self._browse, self.search) else 0)
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.tabs)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.why, 1)
        beside.addWidget(self.swap)
        split = side_by_side("clausesSplit", (left, 230), (middle, 560), (right, 230))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.band)
        outer.addWidget(split, 1)
        self.search.hide()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.list.setAccessibleName(translate("Clauses", "Clauses"))
        whole = translate("Clauses", "Whole deal: {position}")
        refill(self._all_position, [(whole.format(position=position_name(p, self.desk.language)), p) for p in VARIANTS])
        self._all_position.setAccessibleName(translate("Clauses", "Position of the whole deal"))
        self._family.setAccessibleName(translate("Clauses", "Filter by family"))
        self._status.setAccessibleName(translate("Clauses", "Filter by status"))
        self.words.setPlaceholderText(translate("Clauses", "Find clauses"))
        self.words.setAccessibleName(self.words.placeholderText())
        refill(self._status, statuses())
        self._pack.setText(translate("Clauses", "Export the clause pack …"))
        self.tabs.setAccessibleName(translate("Clauses", "Text, form, conflicts, negotiation, own clauses"))
        self._fill_families()
        for part in (self.page, self.form, self.swap, self.search, self.own):
            part.retranslate()

    def _fill_families(self) -> None:
        clauses = self.desk.clauses.store.clauses.values() if self.desk.clauses else ()
        families = dict.fromkeys(c.family for c in clauses)
        named = [(word(FAMILIES, family), family) for family in families]
        refill(self._family, [(translate("Clauses", "All families"), ""), *named])

    def refresh(self) -> None:
        """Draws list and pages anew from the newest state."""
        engine = self.desk.clauses
        matter = self.desk.session.matter
        self._all_position.setCurrentIndex(max(0, self._all_position.findData(matter.clauses.position)))
        if self._family.count() < 2:
            self._fill_families()
        self.deal = Deal.of(engine.store, matter, self._live.judged, self._contract) if engine else None
        self._drawn.clear()
        self._stale = not self.isVisible()
        if not self._stale:
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another room was in sight is drawn now."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._draw()

    def _draw(self) -> None:
        self._fields = self.deal.fields() if self.deal else ()
        self.band.show_store(self.deal.store if self.deal else None)
        self.search.refresh()
        self._fill()
        self._draw_tab()
        self._name_tabs()

    def _draw_tab(self) -> None:
        """Draws the page in sight once for each state; the others wait until they are wanted."""
        at = self.tabs.currentIndex()
        self.band.step_aside(at == OWN_CLAUSES)
        if at != TEXT and at not in self._drawn:
            self._drawn.add(at)
            (self.form, self.conflicts, self.table, self.own)[at - FORM].show_deal(self.deal)

    def take_contract(self, contract: Preview | None) -> None:
        """The contract open in 起草, read for the current state, or none."""
        if contract is not self._contract:
            self._contract = contract
            self.refresh()

    def _name_tabs(self) -> None:
        deal = self.deal
        missing = sum(field.missing or bool(field.fault) for field in self._fields)
        found = len(deal.conflicts) if deal else 0
        moves = len(deal.matter.clauses.log) if deal else 0
        for at, (name, count) in enumerate(
            (
                (translate("Clauses", "Text"), 0),
                (translate("Clauses", "Form"), missing),
                (translate("Clauses", "Conflicts"), found),
                (translate("Clauses", "Negotiation"), moves),
                (translate("Clauses", "Own clauses"), self.own.faults(deal)),
            )
        ):
            self.tabs.setTabText(at, f"{name} ({count})" if count else name)

    def enter(self) -> None:
        """The list takes the focus."""
        self.list.setFocus()

    def _fill(self) -> None:
        deal = self.deal
        current = self.list.currentItem()
        kept = str(current.data(ID_ROLE)) if current else ""
        rows = clause_rows(deal.store.clauses, deal.selection, self._fields, deal.store.own) if deal else ()
        words = "" if self.search.in_texts else self.words.text().strip()
        wish = Filter(str(self._family.currentData() or ""), str(self._status.currentData() or ""), words)
        self._counts.setText(counted(rows))
        rows = tuple(row for row in rows if wish.takes(row))
        self._rows = {r.id: r for r in rows}
        self.list.blockSignals(True)
        self.list.clear()
        status = ""
        for row in rows:
            if row.status != status:
                status = row.status
                self.list.addItem(heading_item(self.desk, status))
            self.list.addItem(row_item(self.desk, row, deal))
        self._make_current(kept if kept in self._rows else next(iter(self._rows), ""))
        self.list.blockSignals(False)
        self._selected()

    def _make_current(self, clause: str) -> bool:
        for number in range(self.list.count()):
            if self.list.item(number).data(ID_ROLE) == clause:
                self.list.setCurrentRow(number)
                self.list.scrollToItem(self.list.item(number))
                return True
        return False

    def _clause(self) -> Clause | None:
        item = self.list.currentItem()
        return self.deal.store.clauses.get(str(item.data(ID_ROLE))) if item and self.deal else None

    def _selected(self) -> None:
        clause = self._clause()
        row = self._rows.get(clause.id) if clause else None
        if row and row.variant:
            self._position = row.variant
        if clause and self._position not in clause.variants:
            self._position = next(iter(clause.variants))
        self._show()

    def show_position(self, position: str) -> None:
        """Shows a position without choosing it; one that the clause does not have shows why."""
        self._position = position
        self._show()

    def step_position(self, by: int) -> None:
        """The next or earlier position that the clause has."""
        clause = self._clause()
        if clause:
            there = [p for p in VARIANTS if p in clause.variants]
            here = there.index(self._position) if self._position in there else 0
            self.show_position(there[(here + by) % len(there)])

    def _show(self) -> None:
        clause = self._clause()
        row = self._rows.get(clause.id) if clause else None
        self.page.show_clause(self.deal, clause, row, self._position, self._fields_of(clause))
        self.why.show_clause(clause, row, self.deal, self._position)
        self.swap.show_move(self.deal, clause, row.variant if row else "", self._position)

    def _fields_of(self, clause: Clause | None) -> tuple[Field, ...]:
        if clause is None or self.deal is None:
            return ()
        if clause.id in self.deal.ids:
            return tuple(field for field in self._fields if clause.id in field.clauses)
        return self.deal.fields_of(clause.id)

    def open_clause(self, clause: str) -> None:
        """Shows a clause, taking filters away that hide it."""
        if self._go(clause):
            self.list.setFocus()

    def _go(self, clause: str) -> bool:
        if clause not in self._rows:
            for box in (self._family, self._status):
                box.setCurrentIndex(0)
            if not self.search.in_texts:
                self.words.clear()
        there = self._make_current(clause)
        if there:
            self.tabs.setCurrentIndex(TEXT)
        return there

    def open_spot(self, spot: Spot) -> None:
        """Goes to a place in a clause, with the keyboard in its text."""
        self._show_found(spot, ())
        self._into_text()

    def _into_text(self) -> None:
        self.page.text.setFocus()

    def _show_found(self, spot: Spot, words: tuple[str, ...]) -> None:
        """Shows a place in a clause, the words marked; the keyboard stays where it is."""
        if not self._go(spot.clause):
            return
        self.page.mark(spot, words)
        if spot.position:
            self.show_position(spot.position)
        else:
            self._show()

    def _narrowed(self) -> None:
        """Another search: hits stand where the list stood as long as something is searched for."""
        self._browse.setVisible(not self.search.active)
        self.search.setVisible(self.search.active)
        self.page.mark(None, ())
        self._fill()

    def show_own(self, section: int) -> None:
        """Shows own clauses: the list, import, export or comparison."""
        clause = self._clause()
        self.own.giving.shown = clause.id if clause else ""
        self.tabs.setCurrentIndex(OWN_CLAUSES)
        self.own.sections.setCurrentIndex(section)

    def open_variable(self, clause: str, variable: str) -> None:
        """Puts the cursor into the field of a variable."""
        self.tabs.setCurrentIndex(FORM)
        self.form.go_to(clause, variable)

    def choose_position(self) -> None:
        """Takes the shown position into the matter."""
        clause = self._clause()
        if clause is None or self._position not in clause.variants:
            return
        position = self._position
        name = translate("Clauses", "position of {id}").format(id=clause.id)
        self._edit(name, lambda file: file.choose_clause(clause.id, position))

    def fall_back(self) -> None:
        """Shows the next step down the ladder; nothing is chosen yet."""
        clause = self._clause()
        rungs = ladder(clause, self._position) if clause else ()
        if rungs:
            self.show_position(rungs[0].position)

    def withdraw_choice(self) -> None:
        """The clause as the program proposes it."""
        if clause := self._clause():
            name = translate("Clauses", "{id} as proposed").format(id=clause.id)
            self._edit(name, lambda file: file.choose_clause(clause.id, ""))

    def toggle_out(self) -> None:
        """Leaves the clause out, or puts it in."""
        clause = self._clause()
        if clause is None:
            return
        out = self._rows[clause.id].status == IN
        position = OUT if out else self._position
        template = translate("Clauses", "leave out {id}") if out else translate("Clauses", "put in {id}")
        self._edit(template.format(id=clause.id), lambda file: file.choose_clause(clause.id, position))

    def _choose_for_all(self) -> None:
        position = str(self._all_position.currentData())
        self._edit(
            translate("Clauses", "position of the whole deal"), lambda f: f.set(("clauses", "position"), position)
        )

    def _edit(self, name: str, change: Edit) -> None:
        try:
            self.desk.session.edit(name, change)
        except BadInput as error:
            self.desk.messages.bad_input(error)

    def export_pack(self) -> None:
        """Asks where the clause pack goes, and writes it in both languages."""
        export_pack(self.desk, self._live.judged)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and the side arrows go through the positions, Enter chooses the one shown."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self._clause() is None:
            return False
        steps = {Qt.Key.Key_Space: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.step_position(steps[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_position()
            return True
        return False
