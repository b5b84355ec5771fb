"""A change of what a draft shall be, as a step that undo takes back under its name.

Values that flow: wishes before and after, and the contract they belong to. The hard problem is that the matter's edits
share one stack with them while contracts come and go: a step of a contract that is no longer open does nothing and
leaves the stack. Rejected: a second stack; Ctrl+Z would take back something else than what was done last.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QUndoCommand

from gui.draft_wishes import Wishes

Take = Callable[[Path, Wishes], bool]


class WishStep(QUndoCommand):
    """`take` gets the contract and the wishes to have, and says whether that contract is still open."""

    def __init__(self, name: str, contract: Path, wishes: tuple[Wishes, Wishes], take: Take) -> None:
        super().__init__(name)
        self._contract, self._take = contract, take
        self._before, self._after = wishes
        self._dropped = False

    def redo(self) -> None:
        """Takes the later wishes."""
        self._go(self._after)

    def undo(self) -> None:
        """Takes the earlier wishes."""
        self._go(self._before)

    def led_to(self, contract: Path, wishes: Wishes) -> bool:
        """Whether this step asked for these wishes."""
        return contract == self._contract and wishes == self._after

    def drop(self) -> None:
        """It could not be done: the next undo takes it off the stack and does nothing else."""
        self._dropped = True
        self.setObsolete(True)

    def _go(self, wishes: Wishes) -> None:
        if self._dropped:
            return
        if not self._take(self._contract, wishes):
            self.setObsolete(True)
