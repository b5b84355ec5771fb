"""Search inside the clauses: the field above the list searches titles, or texts of every position and both languages.

Values that flow: field and scope -> `ClauseFinder` in the background -> hits; the hit that is current -> the clause at
its position with the found words marked. Qt keeps pre-edit text out of `textChanged`, so an input method that is
composing never searches. Rejected: a second field; nobody knows which of two to type into.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from clause_library.model import VARIANTS
from clause_library.searching import ClauseAnswer, ClauseHit
from gui.clause_finder import ClauseFinder, Scope, marked_words, spot_of
from gui.desk import Desk
from gui.language import translate
from gui.places.place import button, clear_layout, label
from gui.widgets.clause_hits import HIT_ROLE, ClauseHitDelegate, ClauseHitsModel
from gui.words import position_name

DEBOUNCE_MS = 40
KEY = "clauseSearch"
LONGEST = 1000
SEARCHING = ("", "zh", "en", *VARIANTS)


class ClauseSearch(QWidget):
    """The hits. `field` is typed into, `scope` says where is searched. `found`: (spot, words) of the current hit;
    `opened`: the person goes into the text; `changed`: what is shown, list or hits, may be another."""

    found = Signal(object, object)
    opened = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, field: QLineEdit) -> None:
        super().__init__()
        self.setObjectName("clauseSearch")
        self._desk, self.field = desk, field
        self._finder = ClauseFinder(desk.settings.home.cache)
        self.scope = QComboBox()
        self.scope.setObjectName("clauseScope")
        self.answer: ClauseAnswer | None = None
        self.model = ClauseHitsModel()
        self._delegate = ClauseHitDelegate(desk.theme, desk.language)
        self.hits = QListView()
        self.hits.setObjectName("clauseHits")
        self.hits.setUniformItemSizes(True)
        self.hits.setModel(self.model)
        self.hits.setItemDelegate(self._delegate)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setMinimumWidth(180)
        self.status = label("muted")
        self.status.setObjectName("clauseFound")
        self._near = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.status)
        column.addLayout(self._near)
        column.addWidget(self.hits, 1)
        column.addStretch(0)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self._search)
        field.setMaxLength(LONGEST)
        field.textChanged.connect(lambda _text: self._typed())
        self.scope.currentIndexChanged.connect(lambda _index: self._typed())
        self.hits.selectionModel().currentChanged.connect(self._chosen)
        self.hits.activated.connect(lambda _index: self.opened.emit())
        field.installEventFilter(self)
        self.hits.installEventFilter(self)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        language = self._desk.language
        inside = translate("Clauses", "In texts: {position}")
        names = {
            "": translate("Clauses", "In all texts and notes"),
            "zh": translate("Clauses", "In Chinese texts and notes"),
            "en": translate("Clauses", "In English texts and notes"),
            **{p: inside.format(position=position_name(p, language)) for p in VARIANTS},
        }
        kept = self.scope.currentIndex()
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItem(translate("Clauses", "In numbers and titles"))
        for data in SEARCHING:
            self.scope.addItem(names[data], data)
        self.scope.setCurrentIndex(max(0, kept))
        self.scope.blockSignals(False)
        self.scope.setAccessibleName(translate("Clauses", "Where is searched"))
        self.hits.setAccessibleName(translate("Clauses", "Places found in the clauses"))
        self.refresh()

    def refresh(self) -> None:
        """New language, theme or library: searches anew where something is searched for."""
        self._delegate.theme, self._delegate.language = self._desk.theme, self._desk.language
        if self.active:
            self._wait.start()

    @property
    def in_texts(self) -> bool:
        """Whether the field searches inside the clauses rather than narrowing the list."""
        return self.scope.currentIndex() > 0

    @property
    def active(self) -> bool:
        """Whether hits are shown in place of the list."""
        return self.in_texts and bool(self.field.text().strip())

    def start(self) -> None:
        """The field takes the focus and searches inside the clauses."""
        if not self.in_texts:
            self.scope.setCurrentIndex(1)
        self.field.setFocus()
        self.field.selectAll()

    def start_titles(self) -> None:
        """The field takes the focus and narrows the list by numbers and titles."""
        self.scope.setCurrentIndex(0)
        self.field.setFocus()
        self.field.selectAll()

    def _typed(self) -> None:
        if self.active:
            self._wait.start()
        else:
            self._wait.stop()
            self._desk.tasks.cancel(KEY)
            self.answer = None
            self.model.show((), self._desk.language)
        self.changed.emit()

    def _search(self) -> None:
        engine, text = self._desk.clauses, self.field.text()
        if engine is None or not self.active:
            return
        data, store = str(self.scope.currentData() or ""), engine.store
        scope = Scope(variant=data) if data in VARIANTS else Scope(lang=data)
        self._desk.tasks.run(
            KEY,
            translate("Clauses", "Searching the clauses"),
            lambda _ticket: self._finder.search(store, text, scope),
            self._show,
            self._refused,
        )

    def _refused(self, error: BadInput) -> None:
        self.model.show((), self._desk.language)
        self.status.setText(error.in_language(self._desk.language))

    def _show(self, answer: ClauseAnswer) -> None:
        same = self.answer is not None and [h.as_json() for h in self.answer.hits] == [h.as_json() for h in answer.hits]
        kept = self.hits.currentIndex().row() if same else 0
        self.answer = answer
        self.model.show(answer.hits, self._desk.language)
        self._offer(answer.suggestions)
        self.hits.setVisible(bool(answer.hits))
        if answer.hits:
            places = translate("Clauses", "{n} places, {clauses} clauses")
            more = translate("Clauses", "the best {shown} of {n} places")
            shown = len(answer.hits)
            told = places if shown == answer.total else more
            clauses = len({hit.id for hit in answer.hits})
            self.status.setText(told.format(n=answer.total, shown=shown, clauses=clauses))
            self.hits.setCurrentIndex(self.model.index(max(0, kept), 0))
            return
        lines = [translate("Clauses", "Nothing found for “{query}”.").format(query=answer.query)]
        if answer.emptied_by and answer.emptied_by != answer.query:
            lines.append(translate("Search", "“{word}” left nothing over.").format(word=answer.emptied_by))
        if answer.suggestions:
            lines.append(translate("Search", "Did you mean:"))
        self.status.setText("\n".join(lines))

    def _offer(self, near: tuple[str, ...]) -> None:
        clear_layout(self._near)
        for number, text in enumerate(near):
            offered = button(f"clauseNear{number}", lambda text=text: self.field.setText(text), "link")
            offered.setText(text)
            self._near.addWidget(offered)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        hit = current.data(HIT_ROLE) if current.isValid() else None
        if isinstance(hit, ClauseHit):
            self.found.emit(spot_of(hit), marked_words(hit))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc work from the field and the hits alike."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, keys = Qt.Key(event.key()), Qt.Key
        if key == keys.Key_Escape:
            if watched is self.field:
                self.field.clear()
            else:
                self.field.setFocus()
            return True
        if watched is not self.field or not self.active or not self.model.hits:
            return False
        if key in (keys.Key_Down, keys.Key_Up):
            row = self.hits.currentIndex().row() + (1 if key == keys.Key_Down else -1)
            self.hits.setCurrentIndex(self.model.index(min(max(0, row), len(self.model.hits) - 1), 0))
            return True
        if key in (keys.Key_Return, keys.Key_Enter):
            self.hits.setFocus()
            return True
        return False
