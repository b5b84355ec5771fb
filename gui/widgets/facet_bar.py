"""What a search can be narrowed by: one button per facet, its values with exact counts in a menu to tick.

Values that flow: `SearchAnswer.facets` -> menus; ticks -> `choices`, told by `changed`. The hard problem is that a
menu must not close or jump while a person ticks several values: so ticking only notes the choice, the menu stays
open, and counts are filled in when the next answer arrives. Rejected: a tree beside the results; it takes the room
the passages need.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from catalogue.searching.facets import Choice, Facet
from gui.language import translate

SHOWN = ("catalogue", "control", "industry", "regime", "thresholds")
MOST_VALUES = 40


def facet_names() -> dict[str, str]:
    """The short name of each facet in the window's language."""
    return {
        "catalogue": translate("Facets", "List"),
        "control": translate("Facets", "Control"),
        "industry": translate("Facets", "Category"),
        "regime": translate("Facets", "Law of"),
        "thresholds": translate("Facets", "Limits"),
    }


class FacetBar(QWidget):
    """The row of facet buttons. `choices` are the ticked values."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("facets")
        self.choices: set[Choice] = set()
        self._facets: tuple[Facet, ...] = ()
        self._language = "zh"
        self._buttons: dict[str, QToolButton] = {}
        self._menus: dict[str, _TickMenu] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name in SHOWN:
            row.addWidget(self._button(name), 1)
        self._clear = QToolButton()
        self._clear.setObjectName("facetsClear")
        self._clear.setText("✕")
        self._clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clear.clicked.connect(lambda _checked=False: self.clear())
        row.addWidget(self._clear)
        self.retranslate()

    def _button(self, name: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"facet_{name}")
        made.setProperty("role", "facet")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        menu = _TickMenu(made, self.changed.emit)
        made.setMenu(menu)
        self._buttons[name], self._menus[name] = made, menu
        return made

    def retranslate(self) -> None:
        """Texts in the window's language."""
        self._clear.setToolTip(translate("Facets", "Clear every choice"))
        self._clear.setAccessibleName(translate("Facets", "Clear every choice"))
        self._name_buttons()

    def show_facets(self, facets: tuple[Facet, ...], language: str) -> None:
        """The values and counts of an answer."""
        self._facets, self._language = facets, language
        by_name = {facet.name: facet for facet in facets}
        for name, menu in self._menus.items():
            facet = by_name.get(name)
            menu.fill(self._actions(menu, facet) if facet else [])
        self._name_buttons()

    def clear(self) -> None:
        """Lifts every choice."""
        if self.choices:
            self.choices.clear()
            self._name_buttons()
            self.changed.emit()

    def forget(self) -> None:
        """Lifts every choice without telling: the lists behind the values have changed."""
        self.choices.clear()
        self.show_facets((), self._language)

    def _actions(self, menu: QMenu, facet: Facet) -> list[QAction]:
        made: list[QAction] = []
        for value in facet.counts[:MOST_VALUES]:
            choice = (facet.name, value.value)
            action = QAction(f"{value.label.in_language(self._language)}\t{value.count}", menu)
            action.setCheckable(True)
            action.setChecked(choice in self.choices)
            action.toggled.connect(lambda ticked, choice=choice: self._tick(choice, ticked=ticked))
            made.append(action)
        return made

    def _tick(self, choice: Choice, *, ticked: bool) -> None:
        if ticked:
            self.choices.add(choice)
        else:
            self.choices.discard(choice)
        self._name_buttons()

    def _name_buttons(self) -> None:
        for name, text in facet_names().items():
            chosen = sum(c[0] == name for c in self.choices)
            button = self._buttons[name]
            button.setText(f"{text} · {chosen}" if chosen else text)
            button.setProperty("chosen", bool(chosen))
            button.style().unpolish(button)
            button.style().polish(button)
            counted = translate("Facets", "Narrow by: {name}, {n} chosen").format(name=text, n=chosen)
            button.setAccessibleName(counted)
            button.setEnabled(bool(self._menus[name].actions()) or bool(chosen))
        self._clear.setVisible(bool(self.choices))


class _TickMenu(QMenu):
    """A menu that stays open while values are ticked, and tells once when it closes."""

    def __init__(self, parent: QWidget, told: Callable[[], None]) -> None:
        super().__init__(parent)
        self._told = told
        self._ticked = False
        self._waiting: list[QAction] | None = None
        self.installEventFilter(self)
        self.aboutToHide.connect(self._closing)

    def fill(self, actions: list[QAction]) -> None:
        """New values; they wait until an open menu is closed."""
        if self.isVisible():
            self._waiting = actions
            return
        for old in self.actions():
            self.removeAction(old)
            old.deleteLater()
        self.addActions(actions)

    def _closing(self) -> None:
        if self._ticked:
            self._ticked = False
            self._told()

    def hideEvent(self, event: object) -> None:  # type: ignore[override]
        """Values that came while it was open go in now."""
        super().hideEvent(event)  # type: ignore[arg-type]
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.fill(waiting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click or the space bar ticks without closing."""
        action = self.activeAction()
        if action is None:
            return False
        clicked = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        spaced = (
            event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        )
        if clicked or spaced:
            self._ticked = True
            action.toggle()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._ticked |= event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return False
