"""The main window: rail, places, matter panel, banner, status bar. It arranges and remembers; rooms do the work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk
from gui.drops import Drops
from gui.exports import Exports
from gui.freezing import Freezing
from gui.language import translate
from gui.live import LiveResult
from gui.matters import Matters
from gui.menus import Menus
from gui.messages import Message
from gui.places.classify import ClassifyPlace
from gui.places.clauses import ClausesPlace
from gui.places.data import DataPlace
from gui.places.draft import DraftPlace
from gui.places.editions import EditionsPlace
from gui.places.place import Place
from gui.places.search import SearchPlace
from gui.widgets.banner import Banner
from gui.widgets.matter_panel import WIDTH, MatterPanel

NARROW = 1180
LEAST = (900, 600)
RAIL_WIDTH = 92


class MainWindow(QMainWindow):
    """The one window of the program."""

    def __init__(self, desk: Desk, matters: Matters) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.desk, self.matters = desk, matters
        self.live = LiveResult(desk)
        self.exports = Exports(desk, self.live)
        self.search = SearchPlace(desk)
        self.classify = ClassifyPlace(desk, self.live, Freezing(desk, self.live))
        self.clauses = ClausesPlace(desk, self.live)
        self.draft = DraftPlace(desk, self.live)
        self.editions = EditionsPlace(desk)
        self.data = DataPlace(desk)
        self.places: tuple[Place, ...] = (
            self.search,
            self.classify,
            self.clauses,
            self.draft,
            self.editions,
            self.data,
        )
        self.banner = Banner(desk.theme)
        self.panel = MatterPanel(desk, self.live)
        self._panel_wanted = desk.settings.window.panel_open
        self._losing = False
        self._rail_buttons = [self._rail_button(place) for place in self.places]
        self._stack = QStackedWidget()
        for place in self.places:
            self._stack.addWidget(place)
        self._arrange()
        self._status()
        self.drops = Drops(self)
        self.menus = Menus(self)
        self._connect()
        self.retranslate()
        self._restore()

    def _rail_button(self, place: Place) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"rail_{place.name}")
        made.setProperty("role", "place")
        made.setCheckable(True)
        made.setFixedWidth(RAIL_WIDTH)
        made.clicked.connect(lambda: self.show_place(place.name))
        return made

    def _arrange(self) -> None:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setProperty("role", "rail")
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        group = QButtonGroup(self)
        for made in self._rail_buttons:
            column.addWidget(made)
            group.addButton(made)
        column.addStretch(1)
        self._language_button = QToolButton()
        self._language_button.setObjectName("languageButton")
        self._language_button.setProperty("role", "place")
        self._language_button.setFixedWidth(RAIL_WIDTH)
        self._language_button.clicked.connect(self.switch_language)
        column.addWidget(self._language_button)
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        holder = QWidget()
        held = QVBoxLayout(holder)
        held.setContentsMargins(12, 8, 12, 0)
        held.addWidget(self.banner)
        self._banner_holder = holder
        holder.hide()
        inside.addWidget(holder)
        inside.addWidget(self._stack, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("windowSplit")
        self._split.addWidget(middle)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([1000, WIDTH])
        self._split.setChildrenCollapsible(False)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(rail)
        line.addWidget(self._split, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(*LEAST)
        self.resize(1280, 800)

    def _status(self) -> None:
        self._coverage, self._work = QLabel(), QLabel()
        self._cancel = QPushButton()
        self._cancel.setObjectName("cancelWork")
        self._cancel.clicked.connect(self._cancel_work)
        self._cancel.hide()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self._coverage, 1)
        bar.addPermanentWidget(self._work)
        bar.addPermanentWidget(self._cancel)

    def _connect(self) -> None:
        desk = self.desk
        desk.messages.told.connect(self._tell)
        desk.messages.withdrawn.connect(self.banner.withdraw)
        desk.tasks.changed.connect(self._show_work)
        desk.session.changed.connect(self._title)
        desk.session.undo_stack.cleanChanged.connect(self._title)
        desk.opened.connect(self._show_coverage)
        desk.entry_wanted.connect(self.open_entry)
        desk.place_wanted.connect(self.show_place)
        desk.paragraph_wanted.connect(self._open_paragraph)
        self.draft.planned.connect(lambda: self.clauses.take_contract(self.draft.preview))
        desk.import_wanted.connect(self._open_import)
        desk.screen_wanted.connect(self._open_screening)
        desk.matter_wanted.connect(lambda path: self.matters.open(Path(path)))

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        names = {
            "search": translate("Window", "Search"),
            "classify": translate("Window", "Classify"),
            "clauses": translate("Window", "Clauses"),
            "draft": translate("Window", "Draft"),
            "editions": translate("Window", "Editions"),
            "data": translate("Window", "Data"),
        }
        for number, (made, place) in enumerate(zip(self._rail_buttons, self.places, strict=True), 1):
            made.setText(names[place.name])
            made.setToolTip(f"{names[place.name]} (Ctrl+{number})")
            made.setAccessibleName(names[place.name])
        self._language_button.setText("English" if self.desk.language == "zh" else "中文")
        self._language_button.setAccessibleName(translate("Window", "Switch the language"))
        self._cancel.setText(translate("Window", "Cancel"))
        self.banner.retranslate()
        self.menus.retranslate()
        self.panel.refresh()
        self._show_coverage()
        self._title()

    @property
    def place(self) -> Place:
        """The room that is shown."""
        return self.places[self._stack.currentIndex()]

    def show_place(self, name: str) -> None:
        """Changes the room."""
        index = next((i for i, p in enumerate(self.places) if p.name == name), 0)
        self._stack.setCurrentIndex(index)
        self._rail_buttons[index].setChecked(True)
        self.place.enter()
        self._title()

    def open_entry(self, code: str) -> None:
        """Shows an entry in the search room."""
        self.show_place("search")
        self.search.open_code(code)

    def _open_paragraph(self, number: int) -> None:
        self.show_place("draft")
        self.draft.show_paragraph(number)

    def _open_import(self, catalogue: str) -> None:
        self.data.open_import(catalogue)
        self.show_place("data")

    def _open_screening(self, name: str) -> None:
        self.data.open_screening(name)
        self.show_place("data")

    def focus_search(self) -> None:
        """Ctrl+K and Ctrl+F."""
        self.show_place("search")

    def open_freezing(self) -> None:
        """Shows the result with what freezes it."""
        self.show_place("classify")
        self.classify.open_freezing()

    def switch_language(self) -> None:
        """Chinese to English and back."""
        preferences = self.desk.settings.preferences
        other = "en" if preferences.language == "zh" else "zh"
        self.desk.settings.prefer(replace(preferences, language=other))

    def toggle_panel(self) -> None:
        """Shows or hides the matter panel."""
        self._panel_wanted = not self.panel.isVisible()
        self.panel.setVisible(self._panel_wanted)

    def _title(self, _clean: bool = True) -> None:
        session = self.desk.session
        title = session.matter.title or (session.path.name if session.path else translate("Window", "Untitled matter"))
        place = self._rail_buttons[self._stack.currentIndex()].text()
        self.setWindowTitle(f"{title}[*] – {place} – Caveat 慎约")
        self.setWindowModified(session.unsaved)

    def _tell(self, message: Message) -> None:
        self.banner.tell(message, self.desk.theme)
        self._banner_holder.show()

    def _show_work(self) -> None:
        shown = self.desk.tasks.shown()
        texts = []
        for ticket in shown:
            share = f" {100 * ticket.done // ticket.total} %" if ticket.total else ""
            texts.append(ticket.title + share)
        self._work.setText(" · ".join(texts))
        self._cancel.setVisible(bool(shown))

    def _cancel_work(self) -> None:
        for ticket in self.desk.tasks.shown():
            self.desk.tasks.cancel(ticket.key)

    def _show_coverage(self) -> None:
        engine = self.desk.engine
        if engine is None:
            self._coverage.setText(translate("Window", "Opening the control lists …"))
            return
        lists = translate("Window", "{n} control lists loaded").format(n=len(engine.library.lists))
        problems = len(engine.library.problems)
        trouble = translate("Window", "{n} problems in packs").format(n=problems) if problems else ""
        self._coverage.setText(" · ".join(part for part in (lists, trouble) if part))

    def _restore(self) -> None:
        state = self.desk.settings.window
        if state.geometry:
            self.restoreGeometry(QByteArray.fromHex(state.geometry.encode()))
        for split in (self._split, *(s for p in self.places for s in p.splitters())):
            kept = state.splitters.get(split.objectName())
            if kept:
                split.restoreState(QByteArray.fromHex(kept.encode()))
        self.show_place(state.place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the window's state and unsaved edits; never asks, but stays where the edits would be lost."""
        if not self._losing and not self.matters.keep_for_next_start(self._close_without_edits):
            event.ignore()
            return
        splits = (self._split, *(s for p in self.places for s in p.splitters()))
        self.desk.settings.keep_window(
            replace(
                self.desk.settings.window,
                geometry=bytes(self.saveGeometry().toHex().data()).decode(),
                splitters={s.objectName(): bytes(s.saveState().toHex().data()).decode() for s in splits},
                place=self.place.name,
                panel_open=self._panel_wanted,
                matter=str(self.desk.session.path or ""),
            )
        )
        self.desk.session.undo_stack.blockSignals(True)
        self.desk.tasks.close()
        super().closeEvent(event)

    def _close_without_edits(self) -> None:
        self._losing = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """The native window is there now, or there anew."""
        super().showEvent(event)
        self.drops.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below a certain width the matter panel folds away."""
        super().resizeEvent(event)
        self.panel.setVisible(self._panel_wanted and self.width() >= NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere that takes no text starts a search."""
        text = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and text.isalnum() and self.place is self.search:
            self.search.query.setFocus()
            self.search.query.insert(text)
            return
        if event.key() == Qt.Key.Key_Escape and self.banner.isVisible():
            self.banner.withdraw()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Language changes arrive here."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "menus"):
            self.retranslate()
        super().changeEvent(event)
