"""条款: the clauses of the deal on the left, the chosen one in its positions and languages in the middle, why on the
right.

Values that flow: `Selection` -> rows; a row + position -> `render` -> HTML. A choice is an edit of the matter and
comes back as a new selection. Rendering is quick and runs on the GUI thread; only classification does not.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from clause_library.model import VARIANTS, Chosen, Clause, RenderedClause, Selection
from clause_library.render import render
from gui.clause_text import clause_html, plain_text
from gui.desk import Desk
from gui.language import translate
from gui.live import LiveResult
from gui.messages import Message
from gui.models.clauses import IN, OFFERED, OUT, ClauseRow, clause_rows
from gui.places.clause_why import ClauseWhy
from gui.places.opening import open_local
from gui.places.place import Place, button, label, one_line_rows, side_by_side
from gui.widgets.passage import reading_heights
from gui.widgets.variables import VariablesForm
from gui.words import FAMILIES, POSITIONS, PRIORITIES, word

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
BY_LANGUAGE, BY_POSITION = "language", "position"


class ClausesPlace(Place):
    """The clause room."""

    name = "clauses"

    def __init__(self, desk: Desk, live: LiveResult) -> None:
        super().__init__(desk)
        self._live = live
        self._rows: dict[str, ClauseRow] = {}
        self._position = "balanced"
        self._side_by = BY_LANGUAGE
        self.list = one_line_rows(QListWidget())
        self.list.setObjectName("clauseList")
        self.list.currentItemChanged.connect(lambda _now, _before: self._selected())
        self.list.installEventFilter(self)
        self._family, self._all_position = QComboBox(), QComboBox()
        self._family.setObjectName("clauseFamily")
        self._all_position.setObjectName("matterPosition")
        self._family.currentIndexChanged.connect(lambda _index: self._fill())
        self._all_position.activated.connect(lambda _index: self._choose_for_all())
        self._title = label("title")
        self._title.setObjectName("clauseTitle")
        self._purpose = label("muted")
        self._tabs = [self._tab(position) for position in VARIANTS]
        self._side_button = button("clauseSideBy", self._switch_side_by)
        self._pages = [QTextBrowser() for _ in VARIANTS]
        self._holders = [QWidget() for _ in VARIANTS]
        self._page_heads = [label("heading", wrap=False) for _ in VARIANTS]
        self._form = VariablesForm(desk)
        self._choose = button("clauseChoose", self._choose_position, "primary")
        self._leave_out = button("clauseOut", self._toggle_out)
        self._pack = button("clausePack", self.export_pack)
        self.why = ClauseWhy(desk)
        self._arrange()
        live.changed.connect(self.refresh)
        self.retranslate()
        self.refresh()

    def _tab(self, position: str) -> QPushButton:
        made = button(f"position_{position}", lambda: self.show_position(position))
        made.setCheckable(True)
        return made

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 8, 8)
        column.addWidget(self._all_position)
        column.addWidget(self._family)
        column.addWidget(self.list, 1)
        column.addWidget(self._pack)
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(12, 12, 12, 8)
        inside.addWidget(self._title)
        inside.addWidget(self._purpose)
        tabs = QHBoxLayout()
        for tab in self._tabs:
            tabs.addWidget(tab)
        tabs.addStretch(1)
        inside.addLayout(tabs)
        pages = QHBoxLayout()
        for number, (head, page) in enumerate(zip(self._page_heads, self._pages, strict=True)):
            page.setObjectName(f"clausePage{number}")
            page.setProperty("role", "reading")
            page.setOpenLinks(False)
            holder = self._holders[number]
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(head)
            inner.addWidget(page, 1)
            pages.addWidget(holder, 1)
        inside.addLayout(pages, 3)
        inside.addWidget(self._form, 1)
        actions = QHBoxLayout()
        actions.addWidget(self._choose)
        actions.addWidget(self._leave_out)
        actions.addStretch(1)
        actions.addWidget(self._side_button)
        inside.addLayout(actions)
        split = side_by_side("clausesSplit", (left, 230), (middle, 520), (self.why, 210))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.list.setAccessibleName(translate("Clauses", "Clauses"))
        for tab, position in zip(self._tabs, VARIANTS, strict=True):
            tab.setText(word(POSITIONS, position))
        self._all_position.blockSignals(True)
        self._all_position.clear()
        for position in VARIANTS:
            text = translate("Clauses", "Whole deal: {position}").format(position=word(POSITIONS, position))
            self._all_position.addItem(text, position)
        self._all_position.blockSignals(False)
        self._all_position.setAccessibleName(translate("Clauses", "Position of the whole deal"))
        self._family.setAccessibleName(translate("Clauses", "Filter by family"))
        self._pack.setText(translate("Clauses", "Export the clause pack …"))
        self._fill_families()

    def _fill_families(self) -> None:
        clauses = self.desk.clauses.store.clauses.values() if self.desk.clauses else ()
        kept = self._family.currentData()
        self._family.blockSignals(True)
        self._family.clear()
        self._family.addItem(translate("Clauses", "All families"), "")
        for family in dict.fromkeys(c.family for c in clauses):
            self._family.addItem(word(FAMILIES, family), family)
        self._family.setCurrentIndex(max(0, self._family.findData(kept)))
        self._family.blockSignals(False)

    def refresh(self) -> None:
        """Draws list and clause anew."""
        index = self._all_position.findData(self.desk.session.matter.clauses.position)
        self._all_position.setCurrentIndex(max(0, index))
        if self._family.count() < 2:
            self._fill_families()
        self._fill()

    def enter(self) -> None:
        """The list takes the focus."""
        self.list.setFocus()

    @property
    def _selection(self) -> Selection | None:
        return self._live.judged.selection if self._live.judged else None

    def _fill(self) -> None:
        engine = self.desk.clauses
        current = self.list.currentItem()
        kept = str(current.data(ID_ROLE)) if current else ""
        rows = clause_rows(engine.store.clauses, self._selection) if engine else ()
        family = str(self._family.currentData() or "")
        rows = tuple(r for r in rows if not family or r.family == family)
        self._rows = {r.id: r for r in rows}
        self.list.blockSignals(True)
        self.list.clear()
        status = ""
        for row in rows:
            if row.status != status:
                status = row.status
                self._heading(status)
            self._add_row(row)
        self.list.blockSignals(False)
        wanted = kept if kept in self._rows else next(iter(self._rows), "")
        for number in range(self.list.count()):
            if self.list.item(number).data(ID_ROLE) == wanted:
                self.list.setCurrentRow(number)
        self._selected()

    def _heading(self, status: str) -> None:
        names = {
            IN: translate("Clauses", "In the contract"),
            OFFERED: translate("Clauses", "Offered"),
            OUT: translate("Clauses", "Left out"),
        }
        item = QListWidgetItem(names[status])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setForeground(QColor(self.desk.theme.colours["muted"]))
        self.list.addItem(item)

    def _add_row(self, row: ClauseRow) -> None:
        second = f"{word(PRIORITIES, row.priority)} · {word(POSITIONS, row.variant)}" if row.status == IN else ""
        title = f"{row.id}  {row.title.in_language(self.desk.language)}"
        item = QListWidgetItem(f"{title}\n    {second}" if second else title)
        item.setData(ID_ROLE, row.id)
        if row.status != IN:
            item.setForeground(QColor(self.desk.theme.colours["muted"]))
        self.list.addItem(item)

    def _clause(self) -> Clause | None:
        item = self.list.currentItem()
        if item is None or self.desk.clauses is None:
            return None
        return self.desk.clauses.store.clauses.get(str(item.data(ID_ROLE)))

    def _selected(self) -> None:
        clause = self._clause()
        row = self._rows.get(clause.id) if clause else None
        if row and row.variant:
            self._position = row.variant
        self._show()

    def show_position(self, position: str) -> None:
        """Shows a position without choosing it."""
        self._position = position
        self._show()

    def _switch_side_by(self) -> None:
        self._side_by = BY_POSITION if self._side_by == BY_LANGUAGE else BY_LANGUAGE
        self._show()

    def _show(self) -> None:
        clause = self._clause()
        row = self._rows.get(clause.id) if clause else None
        for widget in (self._choose, self._leave_out, self._side_button, *self._tabs):
            widget.setVisible(clause is not None)
        if clause is None or row is None:
            self._title.setText(translate("Clauses", "No clause to show yet."))
            self._purpose.setText(translate("Clauses", "Clauses are proposed as soon as the matter is judged."))
            for holder in self._holders:
                holder.hide()
            self._form.show_clause(None, "")
            self.why.show_clause(None, None, None, "")
            return
        language = self.desk.language
        if self._position not in clause.variants:
            self._position = next(iter(clause.variants))
        self._title.setText(f"{clause.id}  {clause.title.in_language(language)}")
        self._purpose.setText(clause.purpose.in_language(language))
        for tab, position in zip(self._tabs, VARIANTS, strict=True):
            tab.setChecked(position == self._position)
            tab.setEnabled(position in clause.variants)
            tab.setToolTip(clause.absent[position].in_language(language) if position in clause.absent else "")
        self._show_pages(clause)
        self._form.show_clause(clause, language)
        self.why.show_clause(clause, row, self._selection, self._position)
        chosen = row.status == IN and row.variant == self._position
        self._choose.setText(
            translate("Clauses", "This position is chosen") if chosen else translate("Clauses", "Choose this position")
        )
        self._choose.setEnabled(not chosen)
        self._leave_out.setText(
            translate("Clauses", "Leave out") if row.status == IN else translate("Clauses", "Put in")
        )
        self._side_button.setText(
            translate("Clauses", "Compare positions")
            if self._side_by == BY_LANGUAGE
            else translate("Clauses", "Compare languages")
        )

    def _show_pages(self, clause: Clause) -> None:
        here = self._rendered(clause, self._position)
        shown: list[tuple[str, str, RenderedClause, RenderedClause | None]] = []
        if self._side_by == BY_LANGUAGE and here:
            shown = [("中文", "zh", here, None), ("English", "en", here, None)]
        elif here:
            for position in VARIANTS:
                other = self._rendered(clause, position)
                if other:
                    against = here if position != self._position else None
                    shown.append((word(POSITIONS, position), self.desk.language, other, against))
        for number, (page, head) in enumerate(zip(self._pages, self._page_heads, strict=True)):
            self._holders[number].setVisible(number < len(shown))
            if number < len(shown):
                title, lang, rendered, against = shown[number]
                head.setText(title)
                page.setHtml(clause_html(rendered, lang, self.desk.theme, reading_heights(page.font()), against))
                page.setAccessibleName(title)
                page.setAccessibleDescription(plain_text(rendered.blocks.get(lang, ())))

    def _rendered(self, clause: Clause, position: str) -> RenderedClause | None:
        judged, engine = self._live.judged, self.desk.clauses
        if judged is None or engine is None or position not in clause.variants:
            return None
        mine = next((c for c in judged.selection.clauses if c.id == clause.id), None)
        one = replace(mine, variant=position) if mine else Chosen(clause.id, position, clause.priority, (), clause.host)
        alone = replace(judged.selection, clauses=(one,))
        try:
            made = render(judged.matter, judged.classification, alone, engine.store, ("zh", "en"))
        except BadInput as error:
            self.desk.messages.bad_input(error)
            return None
        return made[0] if made else None

    def _choose_position(self) -> None:
        clause = self._clause()
        if clause is None:
            return
        position = self._position
        name = translate("Clauses", "position of {id}").format(id=clause.id)
        self._edit(name, lambda file: file.choose_clause(clause.id, position))

    def _toggle_out(self) -> None:
        clause = self._clause()
        if clause is None:
            return
        out = self._rows[clause.id].status == IN
        position = "out" if out else self._position
        template = translate("Clauses", "leave out {id}") if out else translate("Clauses", "put in {id}")
        self._edit(template.format(id=clause.id), lambda file: file.choose_clause(clause.id, position))

    def _choose_for_all(self) -> None:
        position = str(self._all_position.currentData())
        self._edit(
            translate("Clauses", "position of the whole deal"), lambda f: f.set(("clauses", "position"), position)
        )

    def _edit(self, name: str, change: object) -> None:
        def apply(file: MatterFile) -> MatterFile:
            return change(file)  # type: ignore[operator]

        try:
            self.desk.session.edit(name, apply)
        except BadInput as error:
            self.desk.messages.bad_input(error)

    def export_pack(self) -> None:
        """Asks where the clause pack goes, and writes it in both languages."""
        engine, judged = self.desk.clauses, self._live.judged
        if engine is None or judged is None:
            return
        matter = judged.matter
        name = f"{matter.id or matter.title or 'caveat'}-clauses.docx"
        target = self.desk.chooser.output_to_write((self.desk.session.path or Path.home() / name).with_name(name))
        if target is None:
            return

        def work(_ticket: object) -> Path:
            engine.pack(matter, judged.classification, judged.selection, target, lang="both", overwrite=True)
            return target

        title = translate("Clauses", "Writing the clause pack")
        self.desk.tasks.run("pack", title, work, self._packed, self.desk.messages.bad_input)

    def _packed(self, target: Path) -> None:
        text = translate("Clauses", "The clause pack is written: {path}").format(path=target.name)
        opener = translate("Draft", "Open the document")
        self.desk.messages.tell(Message(text, action_text=opener, action=lambda: open_local(self.desk, target)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space cycles the positions, Enter chooses the one shown."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        clause = self._clause()
        if clause and event.key() == Qt.Key.Key_Space:
            there = [p for p in VARIANTS if p in clause.variants]
            self.show_position(there[(there.index(self._position) + 1) % len(there)])
            return True
        if clause and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_position()
            return True
        return False
