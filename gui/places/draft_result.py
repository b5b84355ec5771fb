"""What can be done with a document once it is written: open it, show its folder, keep a record of the changes."""

from __future__ import annotations

from gui.desk import Desk
from gui.drafting import Written, write_log_of
from gui.language import translate
from gui.messages import Message
from gui.places.opening import open_local


class DraftResult:
    """Acts on the newest document; does nothing before there is one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.written: Written | None = None

    def open_output(self) -> None:
        """Opens the written file with the system's word processor."""
        if self.written:
            open_local(self._desk, self.written.output)

    def open_folder(self) -> None:
        """Opens the folder of the written file."""
        if self.written:
            open_local(self._desk, self.written.output.parent)

    def tell(self, written: Written) -> None:
        """Says what was written, with a way to open it."""
        self.written = written
        text = translate("Draft", "Written: {path}").format(path=written.output.name)
        self._desk.messages.tell(
            Message(text, action_text=translate("Draft", "Open the document"), action=self.open_output)
        )

    def save_log(self) -> None:
        """Asks where the record of changes goes, and writes it."""
        engine, written, language = self._desk.clauses, self.written, self._desk.language
        if engine is None or written is None:
            return
        stem = translate("Draft", "{name}-changes").format(name=written.output.stem)
        target = self._desk.chooser.output_to_write(written.output.with_name(f"{stem}.docx"))
        if target is None:
            return
        self._desk.tasks.run(
            "draft-log",
            translate("Draft", "Writing the record of changes"),
            lambda _ticket: write_log_of(engine, written, target, language),
            lambda path: self._desk.messages.tell(
                Message(translate("Draft", "Written: {path}").format(path=path.name))
            ),
            self._desk.messages.bad_input,
        )
