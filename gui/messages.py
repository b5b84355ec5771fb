"""The one way to tell the user something: a `Message` goes to the banner above the place it concerns.

A message is one sentence, a tone, at most one action and details on demand. Only a question that has two good answers
(what a dropped Word file is) has a second action. Nothing here is modal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, Signal

from catalogue.problems import BadInput

NOTE, WARNING, ERROR = "note", "warning", "error"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say. `tone`: note, warning or error. `action`, or `other`, is called when its button is pressed."""

    text: str
    tone: str = NOTE
    action_text: str = ""
    action: Callable[[], None] | None = None
    details: str = ""
    other_text: str = ""
    other: Callable[[], None] | None = None


class Messages(QObject):
    """The door every part of the window speaks through."""

    told = Signal(object)
    withdrawn = Signal()

    def tell(self, message: Message) -> None:
        """Shows a message; it replaces the one before."""
        self.told.emit(message)

    def bad_input(self, error: BadInput) -> None:
        """Shows what cannot be used in the window's language, with every further problem as details."""
        lang = "zh" if QLocale().language() == QLocale.Language.Chinese else "en"
        more = "\n".join(p.in_language(lang) for p in error.problems[1:])
        self.tell(Message(error.in_language(lang), ERROR, details=more))

    def withdraw(self) -> None:
        """Takes the shown message away."""
        self.withdrawn.emit()
