"""The clause on the page: languages or positions in step, its blanks below, the actions that choose.

Values that flow: deal + clause + position + view -> one HTML table; a text typed into a blank is shown at once, before
the matter has it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from clause_library.form import Field
from clause_library.model import VARIANTS, Clause, RenderedClause
from gui.clause_room import Deal
from gui.clause_steps import Look, Side, languages_html, positions_html
from gui.clause_text import plain_text
from gui.desk import Desk
from gui.language import translate
from gui.messages import Message
from gui.models.clauses import IN, ClauseRow
from gui.own_room import Spot, standing
from gui.places.place import button, label, side_by_side
from gui.widgets.marks import show_place
from gui.widgets.passage import reading_heights
from gui.widgets.variables import VariablesForm
from gui.words import position_name

LANGUAGES, POSITIONS_ZH, POSITIONS_EN, POSITIONS_BOTH = "languages", "positions_zh", "positions_en", "positions_both"
VIEWS = (LANGUAGES, POSITIONS_ZH, POSITIONS_EN, POSITIONS_BOTH)
SHOWN_LANGS = {POSITIONS_ZH: ("zh",), POSITIONS_EN: ("en",), POSITIONS_BOTH: ("zh", "en")}


class ClausePage(QWidget):
    """One clause. `position_wanted`: a position shall be shown."""

    position_wanted = Signal(str)

    def __init__(self, desk: Desk, choose: Callable[[], None], toggle_out: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("clausePage")
        self._desk = desk
        self._deal: Deal | None = None
        self._clause: Clause | None = None
        self._position = "balanced"
        self.view = LANGUAGES
        self.struck = False
        self._spot: Spot | None = None
        self._marked: tuple[str, ...] = ()
        self._go = False
        self._title, self._purpose = label("title"), label("muted")
        self._title.setObjectName("clauseTitle")
        self.tabs = [self._tab(position) for position in VARIANTS]
        self.views = QComboBox()
        self.views.setObjectName("clauseView")
        self.views.activated.connect(lambda _index: self.show_view(str(self.views.currentData())))
        self.text = QTextBrowser()
        self.text.setObjectName("clauseText")
        self.text.setProperty("role", "reading")
        self.text.setOpenLinks(False)
        self.form = VariablesForm(desk)
        self.form.typed.connect(self._typed)
        self.choose = button("clauseChoose", choose, "primary")
        self.leave_out = button("clauseOut", toggle_out)
        self._arrange()

    def _tab(self, position: str) -> QPushButton:
        made = button(f"position_{position}", lambda: self.position_wanted.emit(position))
        made.setCheckable(True)
        return made

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.addWidget(self._title)
        outer.addWidget(self._purpose)
        line = QHBoxLayout()
        for tab in self.tabs:
            line.addWidget(tab)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addWidget(side_by_side("clausePageSplit", (self.text, 420), (self.form, 120), upright=True), 1)
        actions = QHBoxLayout()
        actions.addWidget(self.choose)
        actions.addWidget(self.leave_out)
        actions.addStretch(1)
        actions.addWidget(self.views)
        outer.addLayout(actions)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        for tab, position in zip(self.tabs, VARIANTS, strict=True):
            tab.setText(position_name(position, self._desk.language))
        names = {
            LANGUAGES: translate("Clauses", "Chinese beside English"),
            POSITIONS_ZH: translate("Clauses", "Three positions, Chinese"),
            POSITIONS_EN: translate("Clauses", "Three positions, English"),
            POSITIONS_BOTH: translate("Clauses", "Three positions, both"),
        }
        self.views.clear()
        for view in VIEWS:
            self.views.addItem(names[view], view)
        self.views.setCurrentIndex(VIEWS.index(self.view))
        self.views.setAccessibleName(translate("Clauses", "What stands side by side"))

    def show_view(self, view: str) -> None:
        """Languages beside each other, or positions in one or both languages."""
        self.view = view
        self.views.setCurrentIndex(VIEWS.index(view))
        self._draw(self._deal)

    def next_view(self) -> None:
        """The next of the views."""
        self.show_view(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def toggle_struck(self) -> None:
        """Shows or hides the words that another position lacks, struck through."""
        self.struck = not self.struck
        self._draw(self._deal)

    def show_clause(
        self,
        deal: Deal | None,
        clause: Clause | None,
        row: ClauseRow | None,
        position: str,
        fields: tuple[Field, ...],
    ) -> None:
        """Shows a clause in a position, with its blanks below."""
        same = self._clause is not None and clause is not None and self._clause.id == clause.id
        self._deal, self._clause, self._position = deal, clause, position
        for widget in (self.choose, self.leave_out, self.views, self.form, *self.tabs):
            widget.setVisible(clause is not None)
        if clause is None or row is None or deal is None:
            self._title.setText(translate("Clauses", "No clause to show yet."))
            self._purpose.setText(translate("Clauses", "No clause of the library fits the filter."))
            self.text.setHtml("")
            return
        language = self._desk.language
        self._title.setText(f"{clause.id}  {clause.title.in_language(language)}")
        about = (clause.purpose.in_language(language), standing(clause, deal.store).in_language(language))
        self._purpose.setText("\n".join(text[:1].upper() + text[1:] for text in about if text))
        for tab, name in zip(self.tabs, VARIANTS, strict=True):
            tab.setChecked(name == position)
            tab.setToolTip(clause.absent[name].in_language(language) if name in clause.absent else "")
            tab.setAccessibleDescription(tab.toolTip())
        self.form.show_fields(fields, brief=True)
        self.form.setVisible(bool(fields))
        self._actions(clause, row)
        if not same:
            self.text.verticalScrollBar().setValue(0)
        self._draw(deal)

    def _actions(self, clause: Clause, row: ClauseRow) -> None:
        there = self._position in clause.variants
        chosen = row.status == IN and row.variant == self._position
        self.choose.setText(
            translate("Clauses", "This position is chosen") if chosen else translate("Clauses", "Choose this position")
        )
        self.choose.setEnabled(there and not chosen)
        inside = row.status == IN
        self.leave_out.setText(translate("Clauses", "Leave out") if inside else translate("Clauses", "Put in"))
        self.leave_out.setEnabled(inside or there)

    def _typed(self, field: Field, text: str) -> None:
        self._draw(self._deal.typed(field, text) if self._deal else None)

    def _draw(self, deal: Deal | None) -> None:
        clause = self._clause
        if clause is None or deal is None:
            return
        heights = reading_heights(self.text.font())
        look = Look(self._desk.theme, heights, self.struck)
        kept = self.text.verticalScrollBar().value()
        try:
            sides = self._sides(deal, clause)
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return
        here = next(side for side in sides if side.current)
        if self.view != LANGUAGES:
            self.text.setHtml(positions_html(sides, SHOWN_LANGS[self.view], look))
        elif here.clause:
            self.text.setHtml(languages_html(here.clause, ("中文", "English"), look))
        else:
            self.text.setHtml(positions_html((here,), ("zh",), look))
        self.text.verticalScrollBar().setValue(kept)
        self._draw_marks(clause)
        self.text.setAccessibleName(f"{clause.id} {here.head}")
        self.text.setAccessibleDescription(_spoken(here.clause, self._desk.language) or here.absent)

    def _sides(self, deal: Deal, clause: Clause) -> tuple[Side, ...]:
        language = self._desk.language
        made: list[Side] = []
        for position in VARIANTS:
            absent = clause.absent[position].in_language(language) if position in clause.absent else ""
            text = translate("Clauses", "There is no such position: {why}").format(why=absent) if absent else ""
            rendered = deal.rendered(clause, position)
            made.append(Side(position_name(position, self._desk.language), rendered, text, position == self._position))
        return tuple(made)

    def mark(self, spot: Spot | None, words: tuple[str, ...]) -> None:
        """The place to show and the words to mark there when the clause is drawn next; None for neither."""
        self._spot, self._marked, self._go = spot, words, spot is not None
        if spot is None:
            self.text.setExtraSelections([])

    def _draw_marks(self, clause: Clause) -> None:
        """Marks the words wherever the text holds them and goes, once, to the place that was asked for."""
        spot = self._spot
        if spot is None or spot.clause != clause.id:
            return
        row = None if spot.block is None or self.view != LANGUAGES else spot.block + 1
        show_place(self.text, self._desk.theme, self._marked, row, 0 if spot.lang == "zh" else 1, go=self._go)
        self._go = False

    def copy(self) -> None:
        """Puts the shown position on the clipboard, Chinese before English."""
        if self._clause is None or self._deal is None:
            return
        rendered = self._deal.rendered(self._clause, self._position)
        if rendered:
            texts = (plain_text(rendered.blocks[lang]) for lang in ("zh", "en"))
            QGuiApplication.clipboard().setText("\n\n".join(texts))
            self._desk.messages.tell(Message(translate("Clauses", "The text is on the clipboard.")))


def _spoken(clause: RenderedClause | None, language: str) -> str:
    return plain_text(clause.blocks.get(language, ())) if clause else ""
