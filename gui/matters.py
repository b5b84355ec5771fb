"""Making, opening, saving and recovering the matter on the desk.

Closing the window never asks: edits that no file holds are kept in the recovery file and put back at the next
start, with a banner that can throw them away.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from gui.desk import Desk
from gui.language import translate
from gui.messages import ERROR, WARNING, Message
from gui.settings import keep_text, with_recent

SAMPLE = Path(__file__).resolve().parents[1] / "clause_library" / "samples" / "lidar-licence.yaml"


def sample_matter() -> MatterFile:
    """The bundled sample as a matter that has no file of its own. Raises BadInput when it cannot be read."""
    return MatterFile.from_text(MatterFile.open(SAMPLE).text)


class Matters:
    """What the File menu does. `today` is the day new matters are judged on."""

    def __init__(self, desk: Desk, today: dt.date) -> None:
        self._desk = desk
        self._today = today

    def new(self) -> None:
        """An empty matter."""
        self._keep_unsaved()
        self._desk.session.start(MatterFile.new(self._today, language=self._desk.language))

    def sample(self) -> None:
        """The sample matter, to be played with."""
        self._keep_unsaved()
        try:
            self._desk.session.start(sample_matter())
        except BadInput as error:
            self._desk.messages.bad_input(error)

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
        self._keep_unsaved()
        self._desk.session.start(file)
        self._remember(path)

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

    def _write(self, path: Path) -> bool:
        try:
            self._desk.session.save(path)
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return False
        self._remember(path)
        self._desk.settings.recovery_file.unlink(missing_ok=True)
        self._desk.messages.tell(Message(translate("Matters", "Saved: {path}").format(path=path.name)))
        return True

    def keep_for_next_start(self) -> None:
        """Keeps edits that no file holds."""
        session, file = self._desk.session, self._desk.settings.recovery_file
        if not session.unsaved:
            file.unlink(missing_ok=True)
            return
        kept = {"path": str(session.path or ""), "stored": session.file.stored, "text": session.file.text}
        if not keep_text(file, json.dumps(kept, ensure_ascii=False)):
            text = translate("Matters", "{path} cannot be written. Save the matter under another name.")
            self._desk.messages.tell(Message(text.format(path=file), ERROR))

    def restore(self) -> bool:
        """Puts kept edits back on the desk; False when there are none that can be read."""
        file = self._desk.settings.recovery_file
        if not file.exists():
            return False
        try:
            kept = json.loads(file.read_text("utf-8"))
            path = Path(kept["path"]) if kept["path"] else None
            restored = MatterFile.from_text(kept["text"], path, kept["stored"])
        except (OSError, ValueError, KeyError, TypeError, BadInput):
            text = translate("Matters", "Unsaved edits of the last time cannot be read. They are kept in {path}.")
            self._desk.messages.tell(Message(text.format(path=file), WARNING))
            return False
        self._desk.session.start(restored, restored=True)
        self._desk.messages.tell(
            Message(
                translate("Matters", "These edits were not saved last time; they are back."),
                action_text=translate("Matters", "Throw these edits away"),
                action=lambda: self._throw_away(path),
            )
        )
        return True

    def _throw_away(self, path: Path | None) -> None:
        self._desk.settings.recovery_file.unlink(missing_ok=True)
        if path and path.exists():
            self._desk.session.start(MatterFile.open(path))
        else:
            self._desk.session.start(MatterFile.new(self._today, language=self._desk.language))

    def _keep_unsaved(self) -> None:
        """Another matter takes the desk: offers the edited one back in a banner."""
        session = self._desk.session
        if not session.unsaved:
            return
        before = session.file
        self._desk.messages.tell(
            Message(
                translate("Matters", "The matter before had unsaved edits."),
                action_text=translate("Matters", "Go back to it"),
                action=lambda: session.start(before, restored=True),
            )
        )

    def _remember(self, path: Path) -> None:
        settings = self._desk.settings
        state = settings.window
        settings.keep_window(replace(state, recent=with_recent(state.recent, path), matter=str(path)))
