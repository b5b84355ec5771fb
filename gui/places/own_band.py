"""A band above 条款 that says which own clauses are not used, with one button that shows why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clause_library.store import Store
from gui.desk import Desk
from gui.language import translate
from gui.own_room import refused, troubles
from gui.places.place import button, clear_layout
from gui.widgets.band import Band

MOST_NAMED = 4


class OwnBand(QWidget):
    """Hidden where every own clause is used and no fault was found while reading."""

    def __init__(self, desk: Desk, show: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("ownBandHolder")
        self._desk, self._shown = desk, show
        self._wanted = self._aside = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 0)
        self.hide()

    def step_aside(self, aside: bool) -> None:
        """Leaves the room to the page that says the same at length."""
        self._aside = aside
        self.setVisible(self._wanted and not aside)

    def show_store(self, store: Store | None) -> None:
        """Says what the library holds of it."""
        clear_layout(self._column)
        heading = self._heading(store) if store else ""
        self._wanted = bool(heading)
        self.setVisible(self._wanted and not self._aside)
        if not heading or store is None:
            return
        first = troubles(store.problems, store)[0]
        line = f"{first.about}  {first.text.in_language(self._desk.language)}"
        band = Band("ownBand", self._desk.theme, heading, (line,), hatched=True)
        opener = button("ownBandShow", self._shown, "link")
        opener.setText(translate("Own", "Show what is wrong"))
        layout = band.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(band)

    def _heading(self, store: Store) -> str:
        names = refused(store)
        if names:
            text = translate("Own", "Clauses of yours that are not used ({n}): {names}")
            mark = "、" if self._desk.language == "zh" else ", "
            return text.format(n=len(names), names=mark.join(names[:MOST_NAMED]) + ("…" if names[MOST_NAMED:] else ""))
        if store.problems:
            return translate("Own", "Faults found in your clauses: {n}").format(n=len(store.problems))
        return ""
