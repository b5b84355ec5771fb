"""The banner: one sentence, one action (a question has two), details on demand, copyable, closed with Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.language import translate
from gui.messages import Message
from gui.theme import Theme
from gui.widgets.signals import SignalMark

SIGNAL_OF_TONE = (("note", "clear"), ("warning", "restricted"), ("error", "prohibited"))


class Banner(QFrame):
    """Shows one message at a time; hidden when there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._message: Message | None = None
        self.setObjectName("banner")
        self.setProperty("role", "banner")
        self._mark = SignalMark(theme)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._details = QLabel()
        self._details.setWordWrap(True)
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details.hide()
        self._more, self._action, self._close = QPushButton(), QPushButton(), QPushButton()
        self._other = QPushButton()
        self._other.setObjectName("bannerOther")
        self._other.clicked.connect(self._do_other)
        self._action.setObjectName("bannerAction")
        self._close.setObjectName("bannerClose")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._details.setVisible)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.withdraw)
        line = QHBoxLayout()
        for widget in (self._mark, self._text, self._more, self._action, self._other, self._close):
            line.addWidget(widget, 1 if widget is self._text else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.addLayout(line)
        column.addWidget(self._details)
        self.hide()

    @property
    def message(self) -> Message | None:
        """What is shown."""
        return self._message

    def tell(self, message: Message, theme: Theme) -> None:
        """Shows a message."""
        self._message, self._theme = message, theme
        self.setProperty("tone", message.tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._mark.show_signal(theme, dict(SIGNAL_OF_TONE)[message.tone])
        self._text.setText(message.text)
        self._text.setAccessibleName(message.text)
        self._details.setText(message.details)
        self._more.setChecked(False)
        self._more.setVisible(bool(message.details))
        self._action.setText(message.action_text)
        self._action.setVisible(message.action is not None)
        self._other.setText(message.other_text)
        self._other.setVisible(message.other is not None)
        self.retranslate()
        self.show()

    def withdraw(self) -> None:
        """Hides the banner."""
        self._message = None
        self.hide()

    def retranslate(self) -> None:
        """Texts in the window's language."""
        self._more.setText(translate("Banner", "Details"))
        self._close.setText(translate("Banner", "Close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.withdraw()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        message = self._message
        self.withdraw()
        if message and message.action:
            message.action()

    def _do_other(self) -> None:
        message = self._message
        self.withdraw()
        if message and message.other:
            message.other()
