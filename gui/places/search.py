"""检索: query -> hits -> reading pane. Results follow typing after 40 ms, never an unfinished input-method text.

Values that flow: text + filters -> `engine.search` in the background -> `HitsModel` -> delegate; a chosen hit ->
`engine.find` -> `ReadingPane`. Qt keeps pre-edit text out of `textChanged`, so composition never searches.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from catalogue.editions import Located, locate
from catalogue.engine import Engine
from catalogue.problems import BadInput
from catalogue.results import Hit, SearchAnswer
from catalogue.searching.ordering import SORTS
from gui.desk import Desk
from gui.language import translate
from gui.models.hits import HIT_ROLE, HitsModel
from gui.places.answer_words import edition_items, not_found_is_not_free, status_line
from gui.places.place import Column, Place, button, clear_layout, label, side_by_side
from gui.places.point_cards import Marker
from gui.places.reading import ReadingPane
from gui.widgets.facet_bar import FacetBar
from gui.widgets.snippet_delegate import SnippetDelegate

DEBOUNCE_MS = 40
LIMIT = 200
SHOWN_NAME = 24
HEADING_FLAGS = int(Qt.ItemDataRole.UserRole) - 1
"""The role under which a combo box keeps whether an item can be chosen; 0 makes it a heading."""
EXAMPLES = ("激光雷达", "无人机 -农业", "control:prohibited")


class SearchPlace(Place):
    """The search room."""

    name = "search"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.query = QLineEdit()
        self.query.setObjectName("query")
        self.query.setClearButtonEnabled(True)
        self.query.setMaxLength(1000)
        self.query.installEventFilter(self)
        self._edition, self._sort = QComboBox(), QComboBox()
        self.facets = FacetBar()
        self._near, self._named = QHBoxLayout(), QHBoxLayout()
        self.model = HitsModel()
        self.hits = QListView()
        self.hits.setObjectName("hits")
        self.hits.setUniformItemSizes(True)
        self.hits.setModel(self.model)
        self._delegate = SnippetDelegate(desk.theme, desk.language)
        self.hits.setItemDelegate(self._delegate)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.installEventFilter(self)
        self.reading = ReadingPane(desk)
        self._status = label("muted")
        self._status.setObjectName("searchStatus")
        self._answer: SearchAnswer | None = None
        self._history: list[str] = []
        self._position = -1
        self._empty = Column("searchEmpty")
        self._results = QStackedWidget()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self._search)
        self._arrange()
        self._connect()
        self.retranslate()
        self._show_examples()

    def _arrange(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(6)
        for name, combo in (("filterEdition", self._edition), ("sortHits", self._sort)):
            combo.setObjectName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
            filters.addWidget(combo, 1)
        self._results.addWidget(self.hits)
        self._results.addWidget(self._empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 8, 8)
        column.addWidget(self.query)
        column.addLayout(filters)
        column.addWidget(self.facets)
        column.addLayout(self._near)
        column.addLayout(self._named)
        column.addWidget(self._results, 1)
        column.addWidget(self._status)
        split = side_by_side("searchSplit", (left, 380), (self.reading, 520))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _connect(self) -> None:
        self.query.textChanged.connect(lambda _text: self._wait.start())
        for combo in (self._edition, self._sort):
            combo.currentIndexChanged.connect(lambda _index: self._wait.start())
        self.facets.changed.connect(self._narrowed)
        self.reading.place_wanted.connect(self._go)
        self.hits.selectionModel().currentChanged.connect(self._chosen)
        self.hits.activated.connect(lambda _index: self.reading.setFocus())

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.query.setPlaceholderText(translate("Search", 'Words, codes, "phrases", -without, OR, control:restricted'))
        self.query.setAccessibleName(translate("Search", "Search the control lists"))
        self.hits.setAccessibleName(translate("Search", "Results"))
        self._fill_filters()
        if self._answer is not None:
            self._search()

    def _fill_filters(self) -> None:
        by = {"relevance": translate("Search", "Best first"), "code": translate("Search", "By code")}
        _refill(self._sort, [(by[name], name) for name in SORTS])
        self._fill_editions()
        self._edition.setAccessibleName(translate("Search", "Filter by edition"))
        self._sort.setAccessibleName(translate("Search", "Order of the results"))
        self.facets.retranslate()

    def _fill_editions(self) -> None:
        """The editions of the lists ticked, else of all."""
        library = self.desk.engine.library if self.desk.engine else None
        lists = {value for name, value in self.facets.choices if name == "catalogue"}
        _refill(self._edition, edition_items(library, lists, self.desk.language))

    def _narrowed(self) -> None:
        self._fill_editions()
        self._wait.start()

    def refresh(self) -> None:
        """New language, theme or engine."""
        self._fill_filters()
        self._delegate.theme, self._delegate.language = self.desk.theme, self.desk.language
        self.model.language = self.desk.language
        self.hits.viewport().update()
        self.reading.refresh()
        if self._answer is None:
            self._show_examples()
        else:
            self._show_answer(self._answer)
        self._wait.start()

    def engine_opened(self) -> None:
        """Other lists: what was ticked may not be there any more."""
        self.facets.forget()
        super().engine_opened()

    def enter(self) -> None:
        """The query box takes the focus."""
        self.query.setFocus()
        self.query.selectAll()

    def ask(self, text: str) -> None:
        """Searches for `text` as if typed."""
        self.query.setText(text)
        self.query.setFocus()

    def _search(self) -> None:
        engine, text = self.desk.engine, self.query.text()
        if engine is None:
            return
        if not text.strip():
            self.desk.tasks.cancel("search")
            self.desk.tasks.cancel("names")
            self._answer = None
            self._show_examples()
            return
        as_of, language = self.desk.session.matter.as_of, self.desk.language
        edition, sort = (str(c.currentData() or "") for c in (self._edition, self._sort))
        choices = tuple(sorted(self.facets.choices))

        def work(_ticket: object) -> SearchAnswer:
            return engine.search(
                text,
                edition=edition or "in-force",
                as_of=as_of,
                limit=LIMIT,
                lang=language,
                facets=choices,
                sort=sort or SORTS[0],
            )

        self.desk.tasks.run("search", translate("Search", "Searching"), work, self._show_answer, self._refused)
        self._look_for_names(engine, text)

    def _look_for_names(self, engine: Engine, text: str) -> None:
        """Search looks at no party list; who typed a listed name is shown where names are screened."""
        as_of = self.desk.session.matter.as_of
        self.desk.tasks.run(
            "names",
            translate("Search", "Looking for listed names"),
            lambda _ticket: engine.parties_like(text, as_of),
            lambda count: self._offer_screening(text, count),
            lambda _error: self._offer_screening(text, 0),  # the search says what is wrong with the query
        )

    def _offer_screening(self, text: str, count: int) -> None:
        clear_layout(self._named)
        if not count:
            return
        found = button("searchNames", lambda: self.desk.screen_wanted.emit(text), "link")
        told = translate("Search", "On party lists: {count} names like “{query}”. Screen it")
        found.setText(told.format(count=count, query=text if len(text) <= SHOWN_NAME else f"{text[:SHOWN_NAME]}…"))
        self._named.addWidget(found)
        self._named.addStretch(1)

    def _refused(self, error: BadInput) -> None:
        self._answer = None
        self._offer_screening("", 0)
        self._show_nothing([error.in_language(self.desk.language)], ())

    def _show_answer(self, answer: SearchAnswer) -> None:
        self._answer = answer
        self.model.show(answer.hits, self.desk.language)
        self.facets.show_facets(answer.facets, self.desk.language)
        self._offer(answer.suggestions if answer.hits else ())
        if not answer.hits:
            reasons = [translate("Search", "Nothing found for “{query}”.").format(query=answer.query)]
            if answer.emptied_by:
                reasons.append(translate("Search", "“{word}” left nothing over.").format(word=answer.emptied_by))
            reasons += not_found_is_not_free(answer, self.desk.language)
            if answer.suggestions:
                reasons.append(translate("Search", "Did you mean:"))
            self._show_nothing(reasons, answer.suggestions)
        else:
            self._results.setCurrentWidget(self.hits)
            self.hits.setCurrentIndex(self.model.index(0, 0))
        short, whole = status_line(answer)
        self._status.setText(short)
        self._status.setToolTip(whole)
        self._status.setAccessibleDescription(whole)

    def _offer(self, near: tuple[str, ...]) -> None:
        """Near forms beside an answer: offered, never mixed into it."""
        clear_layout(self._near)
        if not near:
            return
        asked = label("muted", wrap=False)
        asked.setText(translate("Search", "Did you mean:"))
        self._near.addWidget(asked)
        for number, text in enumerate(near):
            offered = button(f"searchNear{number}", lambda text=text: self.ask(text), "link")
            offered.setText(text)
            self._near.addWidget(offered)
        self._near.addStretch(1)

    def _show_examples(self) -> None:
        self.model.show((), self.desk.language)
        self.facets.show_facets((), self.desk.language)
        self._offer(())
        self._offer_screening("", 0)
        self._status.setText("")
        opened = self.desk.engine is not None
        hint = translate("Search", "Search every loaded control list by words, code or control. Try one of these:")
        waiting = translate("Search", "Opening the control lists …")
        self._show_nothing([hint if opened else waiting], EXAMPLES if opened else ())

    def _show_nothing(self, reasons: list[str], tries: tuple[str, ...]) -> None:
        self._empty.clear()
        self.reading.show_located(None)
        for reason in reasons:
            line = label("muted")
            line.setText(reason)
            self._empty.body.addWidget(line)
        for number, text in enumerate(tries):
            example = button(f"searchTry{number}", lambda text=text: self.ask(text), "link")
            example.setText(text)
            self._empty.body.addWidget(example)
        self._empty.body.addStretch(1)
        self._results.setCurrentWidget(self._empty)
        self._status.setText("")

    def _go(self, place: Located) -> None:
        """Shows a place a link leads to."""
        self._open(place.entry.id, place.catalogue.id, place.edition.id, place.point.no if place.point else None)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        hit = current.data(HIT_ROLE) if current.isValid() else None
        if isinstance(hit, Hit):
            self._open(hit.id, hit.catalogue, hit.edition, hit.point)

    def open_code(self, code: str) -> None:
        """Shows an entry by code or id, as a link from another room does."""
        self._open(code, "", "", None)

    def _open(self, key: str, catalogue: str, edition: str, point: str | None) -> None:
        engine = self.desk.engine
        if engine is None:
            return
        as_of = self.desk.session.matter.as_of
        located = locate(engine.library, key, catalogue=catalogue, edition=edition, as_of=as_of)
        self.reading.show_located(located, self._marker())
        if located is not None:
            self._remember(located.entry.id)

    def _marker(self) -> Marker | None:
        engine, text = self.desk.engine, self.query.text()
        if engine is None or not text.strip():
            return None
        return lambda passage: engine.desk.matches_in(text, passage)

    def _remember(self, key: str) -> None:
        if self._position >= 0 and self._history[self._position] == key:
            return
        self._history = [*self._history[: self._position + 1], key]
        self._position = len(self._history) - 1

    def step_history(self, by: int) -> None:
        """Alt+Left and Alt+Right through the entries read."""
        if 0 <= self._position + by < len(self._history):
            self._position += by
            self.open_code(self._history[self._position])

    def step_match(self, by: int) -> None:
        """F3 and Shift+F3 through the matches in the open entry."""
        self.reading.step_match(by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc work from the query box and the list alike."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event.key())
        return False

    def _key(self, watched: QObject, key: int) -> bool:
        keys = Qt.Key
        if watched is self.query and key in (keys.Key_Down, keys.Key_Up):
            step = 1 if key == keys.Key_Down else -1
            row = min(max(0, self.hits.currentIndex().row() + step), self.model.rowCount() - 1)
            self.hits.setCurrentIndex(self.model.index(row, 0))
            return True
        if watched is self.query and key in (keys.Key_Return, keys.Key_Enter):
            if self.model.rowCount():
                self.hits.setFocus()
            return True
        if key == keys.Key_Escape:
            if watched is self.query:
                self.query.clear()
            else:
                self.query.setFocus()
            return True
        return False


def _refill(combo: QComboBox, items: list[tuple[str, str]]) -> None:
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    heading = QFont(combo.font())
    heading.setBold(True)
    for number, (text, data) in enumerate(items):
        combo.addItem(text, data)
        if not data:
            model = combo.model()
            model.setData(model.index(number, 0), 0, HEADING_FLAGS)
            combo.setItemData(number, heading, Qt.ItemDataRole.FontRole)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 24)
    combo.blockSignals(False)
