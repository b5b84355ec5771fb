"""The matter on the desk: its file, its edits with names and undo, each of which can be undone.

Values that flow: an edit (name, function of the file) -> a new `MatterFile` -> `changed`. The hard problem is
undo across a save: a step back must bring back the text but not the older file's idea of what is on disk, so only
text and values travel. Rejected: commands that know how to reverse themselves; a matter file is small and every state
is kept whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from catalogue.matter import Matter
from catalogue.matterfile import MatterFile

Edit = Callable[[MatterFile], MatterFile]


class MatterSession(QObject):
    """Holds the current `MatterFile`. Every edit goes through `edit` and can be undone under its name."""

    changed = Signal()

    def __init__(self, file: MatterFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._restored = False
        self._on_disk = file.text
        self.undo_stack = QUndoStack(self)

    @property
    def file(self) -> MatterFile:
        """The matter file as it stands."""
        return self._file

    @property
    def matter(self) -> Matter:
        """The matter as values."""
        return self._file.matter

    @property
    def path(self) -> Path | None:
        """The file on disk, None for a matter never saved."""
        return self._file.path

    @property
    def unsaved(self) -> bool:
        """True when there are edits that no file holds; steps that change no matter (a draft's) do not count."""
        return self._restored or self._file.text != self._on_disk

    def edit(self, name: str, change: Edit) -> None:
        """Applies a change under a name people read. Raises BadInput and changes nothing when it does not fit."""
        after = change(self._file)
        if after.text != self._file.text:
            self.undo_stack.push(_Change(self, name, self._file, after))

    def start(self, file: MatterFile, *, restored: bool = False) -> None:
        """Puts another matter on the desk and forgets the old one's edits. `restored`: its edits are not on disk."""
        self.undo_stack.clear()
        self._restored = restored
        self._file, self._on_disk = file, file.text
        self.changed.emit()

    def save(self, path: Path | None = None) -> None:
        """Writes the matter to `path`, or where it came from. Raises BadInput when it cannot be written."""
        self._file = self._file.save(path)
        self._restored, self._on_disk = False, self._file.text
        self.undo_stack.setClean()
        self.changed.emit()

    def take(self, state: MatterFile) -> None:
        """Makes the text and values of `state` current; used by undo and redo."""
        self._file = replace(self._file, text=state.text, matter=state.matter)
        self.changed.emit()


class _Change(QUndoCommand):
    """One named step between two whole states."""

    def __init__(self, session: MatterSession, name: str, before: MatterFile, after: MatterFile) -> None:
        super().__init__(name)
        self._session, self._before, self._after = session, before, after

    def redo(self) -> None:
        """Takes the later state."""
        self._session.take(self._after)

    def undo(self) -> None:
        """Takes the earlier state."""
        self._session.take(self._before)
