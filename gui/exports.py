"""What leaves 研判 as files: the memo as .docx, the steps as a calendar or a workbook.

Values that flow: the judged state of the matter + a path the person chose -> the same writers as the command line, in
the background -> a message with the path. The hard problem is time: what is written must be the state on the screen,
so the judged values are taken when the file is asked for and nothing is judged again. Rejected: writers of the window's
own; two memos of one matter would differ.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from catalogue.opening import check_target, write_atomically
from gui.desk import Desk
from gui.language import translate
from gui.live import Judged, LiveResult
from gui.messages import WARNING, Message
from gui.tasks import Ticket

Writer = Callable[[Judged, Path, bool], None]


class Exports(QObject):
    """Asks where a file goes and writes it. `live` holds the state on the screen."""

    def __init__(self, desk: Desk, live: LiveResult) -> None:
        super().__init__(desk)
        self._desk, self._live = desk, live

    def memo(self) -> None:
        """The memorandum in the window's language and the other one, Chinese first."""
        self._ask("memo", ".docx", self._desk.chooser.output_to_write, self._memo)

    def calendar(self) -> None:
        """The steps with their days as a calendar file."""
        self._ask("calendar", ".ics", self._desk.chooser.calendar_to_write, self._calendar)

    def steps(self) -> None:
        """The steps with their days as a workbook."""
        self._ask("steps", ".xlsx", self._desk.chooser.sheet_to_write, self._steps)

    def _ask(self, key: str, suffix: str, choose: Callable[[Path], Path | None], write: Writer) -> None:
        judged = self._live.judged
        if judged is None or self._live.outdated:
            self._desk.messages.tell(
                Message(translate("Exports", "The result is still being worked out; try again in a moment."), WARNING)
            )
            return
        names = {
            "memo": translate("Exports", "memo"),
            "calendar": translate("Exports", "dates"),
            "steps": translate("Exports", "steps"),
        }
        suggested = Path("-".join(filter(None, (judged.matter.id, names[key]))) + suffix)
        target = choose(suggested)
        if target is None:
            return
        path = target.with_suffix(suffix)
        agreed = path == target

        def work(_ticket: Ticket) -> Path:
            write(judged, path, agreed)
            return path

        title = translate("Exports", "Writing {file}").format(file=path.name)
        self._desk.tasks.run(f"export-{key}", title, work, self._written, self._desk.messages.bad_input)

    def _written(self, path: Path) -> None:
        self._desk.messages.tell(Message(translate("Exports", "Written: {path}").format(path=path)))

    def _memo(self, judged: Judged, path: Path, agreed: bool) -> None:
        from clause_library.memo import write_memo

        engine = self._desk.engine
        if engine is not None:
            write_memo(judged.matter, judged.classification, engine.library, "both", path, overwrite=agreed)

    def _calendar(self, judged: Judged, path: Path, agreed: bool) -> None:
        from catalogue.stepfiles import ics_bytes

        check_target(path, overwrite=agreed)
        write_atomically(path, ics_bytes(judged.classification, self._desk.language, judged.matter))

    def _steps(self, judged: Judged, path: Path, agreed: bool) -> None:
        from catalogue.stepfiles import steps_sheet

        check_target(path, overwrite=agreed)
        write_atomically(path, steps_sheet(judged.classification, self._desk.language, judged.matter))
