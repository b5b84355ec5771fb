"""Every action of the window, in a menu and with its shortcut; the palette lists the same actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.clause_menu import add_clause_actions, clause_texts
from gui.draft_menu import add_draft_actions, draft_texts
from gui.help_view import HelpWindow
from gui.language import translate

if TYPE_CHECKING:
    from gui.window import MainWindow


class Menus(QObject):
    """Builds the menu bar and keeps its texts in the window's language."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self._help: HelpWindow | None = None
        for name in ("file", "edit", "go", "clauses", "draft", "view", "help"):
            self._menus[name] = window.menuBar().addMenu("")
        self._recent, self.kept = QMenu(window), QMenu(window)
        self._fill()

    def _add(self, menu: str, name: str, keys: str, done: Callable[[], object]) -> QAction:
        action = QAction(self._window)
        action.setObjectName(f"action_{name}")
        if keys:
            action.setShortcuts([QKeySequence(k) for k in keys.split("|")])
        action.triggered.connect(lambda _checked=False: done())
        self._menus[menu].addAction(action)
        self.actions[name] = action
        return action

    def _fill(self) -> None:
        window, matters = self._window, self._window.matters
        self._add("file", "new", "Ctrl+N", matters.new)
        self._add("file", "open", "Ctrl+O", matters.open)
        self._menus["file"].addMenu(self._recent)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._menus["file"].addMenu(self.kept)
        self.kept.aboutToShow.connect(self._fill_kept)
        self._add("file", "sample", "", matters.sample)
        self._menus["file"].addSeparator()
        self._add("file", "assess", "Ctrl+D", window.drops.choose_datasheet)
        self._add("file", "recheck", "", window.drops.choose_folder)
        self._menus["file"].addSeparator()
        self._add("file", "save", "Ctrl+S", matters.save)
        self._add("file", "saveAs", "Ctrl+Shift+S", matters.save_as)
        self._menus["file"].addSeparator()
        self._add("file", "exportMemo", "Ctrl+Shift+E", window.exports.memo)
        self._add("file", "exportCalendar", "", window.exports.calendar)
        self._add("file", "exportSteps", "", window.exports.steps)
        self._menus["file"].addSeparator()
        self._add("file", "freeze", "", window.open_freezing)
        self._menus["file"].addSeparator()
        self._add("file", "quit", "Ctrl+Q", window.close)
        stack = window.desk.session.undo_stack
        for name, keys, done in (("undo", "Ctrl+Z", stack.undo), ("redo", "Ctrl+Shift+Z|Ctrl+Y", stack.redo)):
            self._add("edit", name, keys, done)
        stack.undoTextChanged.connect(self._undo_texts)
        stack.redoTextChanged.connect(self._undo_texts)
        self._add("edit", "find", "Ctrl+K|Ctrl+F", window.focus_search)
        self._add("edit", "matchNext", "F3", lambda: window.search.step_match(1))
        self._add("edit", "matchBefore", "Shift+F3", lambda: window.search.step_match(-1))
        self._add("edit", "cite", "Ctrl+Shift+C", window.search.reading.copy_citation)
        self._add("edit", "palette", "Ctrl+P", self._open_palette)
        for number, place in enumerate(window.places, 1):
            self._add("go", place.name, f"Ctrl+{number}", lambda place=place: window.show_place(place.name))
        self._add("go", "back", "Alt+Left", lambda: window.search.step_history(-1))
        self._add("go", "forward", "Alt+Right", lambda: window.search.step_history(1))
        add_clause_actions(self._add, window)
        add_draft_actions(self._add, window)
        self._add("view", "language", "Ctrl+Shift+L", window.switch_language)
        for theme in ("system", "light", "dark"):
            self._add("view", f"theme_{theme}", "", lambda theme=theme: self._prefer(theme=theme)).setCheckable(True)
        self._add("view", "serif", "", self._toggle_serif).setCheckable(True)
        self._add("view", "larger", "Ctrl++|Ctrl+=", lambda: self._resize_text(1))
        self._add("view", "smaller", "Ctrl+-", lambda: self._resize_text(-1))
        self._add("view", "panel", "Ctrl+Shift+M", window.toggle_panel)
        self._add("help", "help", "F1", self._open_help)

    def retranslate(self) -> None:
        """All texts in the window's language."""
        menus = self._menus
        menus["file"].setTitle(translate("Menu", "&File"))
        menus["edit"].setTitle(translate("Menu", "&Edit"))
        menus["go"].setTitle(translate("Menu", "&Go"))
        menus["clauses"].setTitle(translate("Menu", "&Clauses"))
        menus["draft"].setTitle(translate("Menu", "D&raft"))
        menus["view"].setTitle(translate("Menu", "&View"))
        menus["help"].setTitle(translate("Menu", "&Help"))
        self._recent.setTitle(translate("Menu", "Recent matters"))
        self.kept.setTitle(translate("Menu", "Unsaved edits"))
        texts = {
            "new": translate("Menu", "New matter"),
            "open": translate("Menu", "Open a matter …"),
            "sample": translate("Menu", "Open the sample matter"),
            "assess": translate("Menu", "Assess a datasheet …"),
            "recheck": translate("Menu", "Recheck a folder of matters …"),
            "save": translate("Menu", "Save the matter"),
            "saveAs": translate("Menu", "Save the matter as …"),
            "exportMemo": translate("Menu", "Write the memo …"),
            "exportCalendar": translate("Menu", "Write the dates as a calendar …"),
            "exportSteps": translate("Menu", "Write the steps as a workbook …"),
            "freeze": translate("Menu", "Freeze the result …"),
            "quit": translate("Menu", "Quit"),
            "find": translate("Menu", "Search the control lists"),
            "matchNext": translate("Menu", "Next match in the entry"),
            "matchBefore": translate("Menu", "Match before"),
            "cite": translate("Menu", "Copy the citation"),
            "palette": translate("Menu", "Every action …"),
            "search": translate("Window", "Search"),
            "classify": translate("Window", "Classify"),
            "clauses": translate("Window", "Clauses"),
            "draft": translate("Window", "Draft"),
            "editions": translate("Window", "Editions"),
            "data": translate("Window", "Data"),
            "back": translate("Menu", "Entry before"),
            "forward": translate("Menu", "Entry after"),
            "language": translate("Menu", "Switch to Chinese")
            if self._english
            else translate("Menu", "Switch to English"),
            "theme_system": translate("Menu", "Theme of the system"),
            "theme_light": translate("Menu", "Light theme"),
            "theme_dark": translate("Menu", "Dark theme"),
            "serif": translate("Menu", "Serif font for reading"),
            "larger": translate("Menu", "Larger text"),
            "smaller": translate("Menu", "Smaller text"),
            "panel": translate("Menu", "Matter panel"),
            "help": translate("Menu", "Help for this place"),
            **clause_texts(),
            **draft_texts(),
        }
        for name, text in texts.items():
            self.actions[name].setText(text)
        self._undo_texts()
        self._checks()

    @property
    def _english(self) -> bool:
        return self._window.desk.language == "en"

    def _undo_texts(self, _text: str = "") -> None:
        stack = self._window.desk.session.undo_stack
        undo, redo = self.actions["undo"], self.actions["redo"]
        undo.setText(translate("Menu", "Undo: {name}").format(name=stack.undoText() or "–"))
        redo.setText(translate("Menu", "Redo: {name}").format(name=stack.redoText() or "–"))
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())

    def _checks(self) -> None:
        preferences = self._window.desk.settings.preferences
        for theme in ("system", "light", "dark"):
            self.actions[f"theme_{theme}"].setChecked(preferences.theme == theme)
        self.actions["serif"].setChecked(preferences.serif)

    def _prefer(self, **changes: object) -> None:
        settings = self._window.desk.settings
        settings.prefer(replace(settings.preferences, **changes))
        self._checks()

    def _toggle_serif(self) -> None:
        self._prefer(serif=not self._window.desk.settings.preferences.serif)

    def _resize_text(self, by: int) -> None:
        size = self._window.desk.settings.preferences.text_size
        self._prefer(text_size=min(18, max(8, size + by)))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._window.desk.settings.window.recent:
            action = self._recent.addAction(path)
            action.triggered.connect(lambda _checked=False, path=path: self._window.matters.open(Path(path)))
        if self._recent.isEmpty():
            self._recent.addAction(translate("Menu", "None yet")).setEnabled(False)

    def _fill_kept(self) -> None:
        self.kept.clear()
        matters = self._window.matters
        for kept in matters.kept():
            name = kept.name or translate("Window", "Untitled matter")
            action = self.kept.addAction(f"{name} · {kept.written:%Y-%m-%d %H:%M}")
            action.triggered.connect(lambda _checked=False, path=kept.path: matters.bring_back(path))
        if self.kept.isEmpty():
            self.kept.addAction(translate("Menu", "None yet")).setEnabled(False)

    def _open_help(self) -> None:
        if self._help is None:
            self._help = HelpWindow(self._window)
        self._help.show_place(self._window.place.name, self._window.desk.language)

    def _open_palette(self) -> None:
        from gui.widgets.palette import CommandPalette

        CommandPalette(self._window, self.actions).open()
