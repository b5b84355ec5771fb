"""A contract that is protected, signed or carries macros: what a copy of it means, and the choice to make one.

Values that flow: guards of the file and the wishes -> one box to tick for each, with its consequence; a tick goes out
as a signal. Nothing is ticked by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from gui.drafting import MACROS, PROTECTED, SIGNED_FILE, Preview
from gui.language import translate
from gui.places.place import label


def guard_text(guard: str) -> str:
    """What is the matter, and what a copy would be."""
    words = {
        PROTECTED: translate(
            "Draft", "Its author restricted editing. The copy keeps the restriction; Word asks for it to be lifted."
        ),
        SIGNED_FILE: translate(
            "Draft", "It is digitally signed. In the copy the signature is no longer valid; the contract keeps its own."
        ),
        MACROS: translate(
            "Draft", "It carries macros. They are copied untouched and never run; the copy must be a .docm file."
        ),
    }
    return words[guard]


def choice_text(guard: str) -> str:
    """The choice to go on all the same."""
    words = {
        PROTECTED: translate("Draft", "Write a copy of the protected file"),
        SIGNED_FILE: translate("Draft", "Write a copy without a valid signature"),
        MACROS: translate("Draft", "Write a copy with the macros"),
    }
    return words[guard]


class DraftGuards(QWidget):
    """`allowed`: this guard shall (or shall not) be overruled."""

    allowed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("draftGuards")
        self._told = label("")
        self._told.setObjectName("draftGuardsTold")
        self.boxes = {guard: QCheckBox() for guard in (PROTECTED, SIGNED_FILE, MACROS)}
        frame = QFrame()
        frame.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 0, 12, 8)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._told)
        for guard, box in self.boxes.items():
            box.setObjectName(f"allow_{guard}")
            box.toggled.connect(lambda on, guard=guard: self.allowed.emit(guard, on))
            column.addWidget(box)

    def show_guards(self, preview: Preview | None, *, allowed: tuple[str, ...], apart: bool) -> None:
        """Draws the choices that this contract calls for. `apart`: a paper of its own, which copies nothing."""
        guards = preview.guards if preview and not apart else ()
        self.setVisible(bool(guards))
        self._told.setText(" ".join(guard_text(guard) for guard in guards))
        for guard, box in self.boxes.items():
            box.setVisible(guard in guards)
            box.setText(choice_text(guard))
            box.setAccessibleDescription(guard_text(guard))
            with QSignalBlocker(box):
                box.setChecked(guard in allowed)
