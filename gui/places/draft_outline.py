"""The outline as a list: clauses are moved by Alt+Up and Alt+Down and by drag, left out by Delete."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from gui.models.drafting import ShownRows


class OutlineList(QListView):
    """`stepped`: the current clause goes one article up (-1) or down (1). `toggled`: it goes out, or in again."""

    stepped = Signal(int)
    toggled = Signal()

    def __init__(self, rows: ShownRows) -> None:
        super().__init__()
        self.setObjectName("draftOutline")
        self.setProperty("role", "outline")
        self.setModel(rows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumWidth(180)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)

    def go(self, row: int) -> None:
        """Makes a row the current one and brings it into sight."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the clause; Delete leaves it out."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)
