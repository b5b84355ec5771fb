"""The list of changes: what, where and why, before and after writing, each with a way to its row in the outline.

Values that flow: `Preview`, or `Written` once there is one -> `ChangeRow`s under their headings -> rows of a list;
a chosen one goes out as a signal. Buttons for the output stand above it once it is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from gui.desk import Desk
from gui.drafting import ChangeRow, Preview, Written
from gui.language import translate
from gui.models.drafting import Shown, ShownRows
from gui.places.draft_words import GROUPS, change_shown, group_of, group_text, overview_text, states_text
from gui.places.place import button, clear_layout, label
from gui.widgets.wrapped_rows import WrappedRows


@dataclass(frozen=True, slots=True)
class _Line:
    shown: Shown
    change: ChangeRow | None = None


class DraftChanges(QWidget):
    """The right column of the drafting room. `chosen`: this change shall be shown where it happens."""

    chosen = Signal(object)
    open_wanted = Signal()
    folder_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("draftChanges")
        self._desk = desk
        self._lines: tuple[_Line, ...] = ()
        self.model = ShownRows()
        self.list = QListView()
        self.list.setObjectName("draftChangeList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(WrappedRows(self.list))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSpacing(2)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self._head = QVBoxLayout()
        self._head.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 12, 12)
        column.addLayout(self._head)
        column.addWidget(self.list, 1)

    def show_changes(self, preview: Preview | None, written: Written | None) -> None:
        """Draws the column anew."""
        clear_layout(self._head)
        self.list.setAccessibleName(translate("Draft", "The changes"))
        changes: tuple[ChangeRow, ...] = ()
        if written:
            self._written(written)
            changes = written.changes
        elif preview:
            changes = preview.changes
            self._say("heading", translate("Draft", "What would change"))
            if preview.standing:
                self._standing(preview)
        self._overview(changes)
        self._lines = tuple(self._grouped(changes))
        self.model.show([line.shown for line in self._lines])

    def changes(self) -> tuple[ChangeRow, ...]:
        """The changes in the order shown."""
        return tuple(line.change for line in self._lines if line.change)

    def choose(self, change: ChangeRow) -> None:
        """As if the change had been clicked."""
        self.chosen.emit(change)

    def go(self, group: str) -> None:
        """Brings the changes under a heading into sight."""
        at = next((n for n, x in enumerate(self._lines) if x.change and group_of(x.change) == group), 0)
        if at:
            index = self.model.index(at, 0)
            self.list.setFocus()
            self.list.setCurrentIndex(index)
            self.list.scrollTo(self.model.index(at - 1, 0), QListView.ScrollHint.PositionAtTop)

    def _standing(self, preview: Preview) -> None:
        template = translate(
            "Draft", "This file holds {n} clauses of an earlier draft. Writing would leave them: {what}."
        )
        what = states_text(preview.states) or translate("Draft", "as they are")
        self._say("muted", template.format(n=len(preview.standing), what=what))

    def _overview(self, changes: tuple[ChangeRow, ...]) -> None:
        counts = {group: sum(group_of(c) == group for c in changes) for group in GROUPS}
        counts = {group: count for group, count in counts.items() if count}
        if len(counts) < 2:
            return
        line = label("muted")
        line.setObjectName("draftOverview")
        line.setTextFormat(Qt.TextFormat.RichText)
        line.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        line.setText(overview_text(counts))
        line.setAccessibleName(translate("Draft", "The changes"))
        line.linkActivated.connect(self.go)
        self._head.addWidget(line)

    def _grouped(self, changes: tuple[ChangeRow, ...]) -> list[_Line]:
        lines: list[_Line] = []
        for group in GROUPS:
            mine = [c for c in changes if group_of(c) == group]
            if mine:
                lines.append(_Line(Shown(group_text(group, len(mine)), bold=True)))
                lines += [_Line(change_shown(c, self._desk.language), c) for c in mine]
        return lines

    def _choose(self, index: QModelIndex) -> None:
        change = self._lines[index.row()].change
        if change is not None:
            self.chosen.emit(change)

    def _written(self, written: Written) -> None:
        self._say("heading", translate("Draft", "The new contract is written"))
        self._say("muted", written.output.name)
        for name, text, wanted, role in (
            ("openOutput", translate("Draft", "Open the document"), self.open_wanted, "primary"),
            ("openFolder", translate("Draft", "Show the folder"), self.folder_wanted, ""),
            ("saveLog", translate("Draft", "Save the record of changes …"), self.log_wanted, ""),
        ):
            made = button(name, wanted.emit, role)
            made.setText(text)
            self._head.addWidget(made)

    def _say(self, role: str, text: str) -> None:
        made = label(role, selectable=True)
        made.setText(text)
        self._head.addWidget(made)
