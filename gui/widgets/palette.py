"""Ctrl+P: every action by name. Typing narrows, arrows move, Enter does it, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.language import translate

ACTION_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class CommandPalette(QDialog):
    """A small list over the window. Closing it deletes it."""

    def __init__(self, parent: QWidget, actions: dict[str, QAction]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self.words = QLineEdit()
        self.words.setObjectName("paletteWords")
        self.words.setPlaceholderText(translate("Palette", "Name of an action"))
        self.words.setAccessibleName(translate("Palette", "Name of an action"))
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(translate("Palette", "Actions"))
        self.list.itemActivated.connect(lambda _item: self._do())
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.list)
        self.resize(460, 360)
        corner = parent.mapToGlobal(parent.rect().center())
        self.move(corner.x() - 230, max(0, corner.y() - 280))
        self._narrow("")
        self.words.setFocus()

    def _narrow(self, text: str) -> None:
        self.list.clear()
        wanted = text.casefold().split()
        for action in self._actions.values():
            name = action.text().replace("&", "")
            if action.isEnabled() and all(w in name.casefold() for w in wanted):
                keys = action.shortcut().toString()
                item = QListWidgetItem(f"{name}    {keys}" if keys else name)
                item.setData(ACTION_ROLE, action)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            item.data(ACTION_ROLE).trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work from the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow(min(max(0, self.list.currentRow() + step), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
        return False
