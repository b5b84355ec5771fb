"""Making, opening, saving and recovering the matter on the desk.

Closing the window asks nothing: edits that no file holds are written to a recovery file a moment after they are made,
and stay there until they are saved or thrown away. A start without a matter puts the newest back on the desk; all
others are offered in a banner and in the File menu. The window stays open only where they could not be written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from gui.desk import Desk
from gui.language import translate
from gui.messages import ERROR, WARNING, Message
from gui.recovery import Kept, Recovery
from gui.settings import with_recent

SAMPLE = Path(__file__).resolve().parents[1] / "clause_library" / "samples" / "lidar-licence.yaml"
KEEP_AFTER_MS = 1000


def sample_matter() -> MatterFile:
    """The bundled sample as a matter that has no file of its own. Raises BadInput when it cannot be read."""
    return MatterFile.from_text(MatterFile.open(SAMPLE).text)


class Matters:
    """What the File menu does. `today` is the day new matters are judged on."""

    def __init__(self, desk: Desk, today: dt.date, recovery: Recovery) -> None:
        self._desk = desk
        self._today = today
        self._recovery = recovery
        self._kept: Path | None = None
        self._pause = QTimer(desk)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_AFTER_MS)
        self._pause.timeout.connect(self._keep)
        desk.session.changed.connect(self._pause.start)

    def new(self) -> None:
        """An empty matter."""
        self._put_on_desk(self._blank())

    def sample(self) -> None:
        """The sample matter, to be played with."""
        try:
            file = sample_matter()
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return
        self._put_on_desk(file)

    def open(self, path: Path | None = None) -> None:
        """Opens `path`, or asks for it."""
        path = path or self._desk.chooser.matter_to_open()
        if path is None:
            return
        try:
            file = MatterFile.open(path)
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return
        self._put_on_desk(file)

    def save(self) -> bool:
        """Saves where the matter came from, or asks where."""
        path = self._desk.session.path
        return self._write(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Asks where to save."""
        matter = self._desk.session.matter
        suggested = self._desk.session.path or Path.home() / f"{matter.id or matter.title or 'matter'}.yaml"
        path = self._desk.chooser.matter_to_save(suggested)
        return self._write(path) if path else False

    def keep_for_next_start(self, otherwise: Callable[[], None]) -> bool:
        """Keeps edits that no file holds; False where they cannot be kept, with a message that offers `otherwise`."""
        self._pause.stop()
        if not self._keep():
            self._tell_not_kept(otherwise)
            return False
        self._recovery.release()
        return True

    def take_over(self, *, onto_desk: bool) -> Message | None:
        """Finds what instances that no longer run have kept; what there is to say of it.

        `onto_desk`: nothing else was asked for, so the newest goes back on the desk.
        """
        unreadable = self._recovery.take_over()
        kept = self.kept()
        if kept and onto_desk:
            said = self._restore(kept[0], more=len(kept) - 1)
        elif kept:
            said = self._offer(kept)
        else:
            said = None
        if unreadable:
            text = translate("Matters", "Unsaved edits of the last time cannot be read. They are kept in {path}.")
            lost = text.format(path=", ".join(map(str, unreadable)))
            said = replace(said, details=lost) if said else Message(lost, WARNING)
        return said

    def kept(self) -> tuple[Kept, ...]:
        """Matters with kept edits that are not on the desk, newest first."""
        return tuple(kept for kept in self._recovery.kept() if kept.path != self._kept)

    def bring_back(self, path: Path) -> None:
        """Puts kept edits on the desk, after those that are there are kept in their turn."""
        kept = self._recovery.read(path)
        if kept is None:
            text = translate("Matters", "Unsaved edits of the last time cannot be read. They are kept in {path}.")
            self._desk.messages.tell(Message(text.format(path=path), WARNING))
        elif self._put_on_desk(kept.file, path):
            self._desk.messages.tell(self._are_back(path, len(self.kept())))

    def _blank(self) -> MatterFile:
        return MatterFile.new(self._today, language=self._desk.language)

    def _write(self, path: Path) -> bool:
        try:
            self._desk.session.save(path)
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return False
        self._remember(path)
        if self._forget():
            self._desk.messages.tell(Message(translate("Matters", "Saved: {path}").format(path=path.name)))
        return True

    def _put_on_desk(self, file: MatterFile, kept: Path | None = None, *, losing: bool = False) -> bool:
        """Another matter takes the desk, once the edits before are on disk, or the user lets them go."""
        session = self._desk.session
        edited = session.unsaved and not losing
        if not losing and not self._keep():
            self._tell_not_kept(partial(self._take_instead, file, kept))
            return False
        before, self._kept = self._kept, kept
        session.start(file, restored=kept is not None)
        if file.path:
            self._remember(file.path)
        if edited and before:
            self._tell_set_aside(before)
        return True

    def _take_instead(self, file: MatterFile, kept: Path | None) -> None:
        self._put_on_desk(file, kept, losing=True)

    def _keep(self) -> bool:
        """Brings the desk's recovery file up to date; False where edits cannot be written."""
        session = self._desk.session
        if not session.unsaved:
            self._forget()
            return True
        try:
            self._kept = self._recovery.keep(session.file, self._kept)
        except BadInput:
            return False
        return True

    def _forget(self) -> bool:
        """The desk's edits need no recovery file any more; False, with a message, where it cannot be removed."""
        path, self._kept = self._kept, None
        if path is None or self._recovery.remove(path):
            return True
        text = translate("Matters", "{path} cannot be removed, so these edits are offered again at the next start.")
        self._desk.messages.tell(Message(text.format(path=path), WARNING))
        return False

    def _restore(self, kept: Kept, more: int) -> Message:
        self._kept = kept.path
        self._desk.session.start(kept.file, restored=True)
        return self._are_back(kept.path, more)

    def _are_back(self, path: Path, more: int) -> Message:
        text = translate("Matters", "These edits were not saved last time; they are back.")
        if more:
            text += " " + translate("Matters", "{n} more: File menu, “Unsaved edits”.").format(n=more)
        action_text = translate("Matters", "Throw these edits away")
        return Message(text, action_text=action_text, action=lambda: self._throw_away(path))

    def _offer(self, kept: tuple[Kept, ...]) -> Message:
        text = translate("Matters", "Unsaved edits of an earlier start are kept: {names} (File menu, “Unsaved edits”).")
        names = ", ".join(k.name or translate("Window", "Untitled matter") for k in kept)
        newest = kept[0].path
        return Message(
            text.format(names=names),
            WARNING,
            action_text=translate("Matters", "Bring them back"),
            action=lambda: self.bring_back(newest),
        )

    def _throw_away(self, path: Path) -> None:
        if self._kept != path:
            return
        self._forget()
        file = self._blank()
        source = self._desk.session.path
        if source and source.exists():
            try:
                file = MatterFile.open(source)
            except BadInput as error:
                self._desk.messages.bad_input(error)
        self._put_on_desk(file, losing=True)

    def _tell_set_aside(self, before: Path) -> None:
        """Another matter took the desk: offers the edited one back in a banner."""
        self._desk.messages.tell(
            Message(
                translate("Matters", "The matter before had unsaved edits."),
                action_text=translate("Matters", "Go back to it"),
                action=lambda: self.bring_back(before),
            )
        )

    def _tell_not_kept(self, otherwise: Callable[[], None]) -> None:
        text = translate("Matters", "{path} cannot be written. Save the matter under another name.")
        self._desk.messages.tell(
            Message(
                text.format(path=self._recovery.folder),
                ERROR,
                action_text=translate("Matters", "Go on without these edits"),
                action=otherwise,
            )
        )

    def _remember(self, path: Path) -> None:
        settings = self._desk.settings
        state = settings.window
        settings.keep_window(replace(state, recent=with_recent(state.recent, path), matter=str(path)))
