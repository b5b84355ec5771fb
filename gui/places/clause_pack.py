"""Writes the clause pack of the deal as it is judged, in both languages, where the person wants it."""

from __future__ import annotations

from pathlib import Path

from gui.desk import Desk
from gui.language import translate
from gui.live import Judged
from gui.messages import Message
from gui.places.opening import open_local


def export_pack(desk: Desk, judged: Judged | None) -> None:
    """Asks for a path and writes in the background; a banner offers to open the document."""
    engine = desk.clauses
    if engine is None or judged is None:
        return
    matter = judged.matter
    name = f"{matter.id or matter.title or 'caveat'}-clauses.docx"
    target = desk.chooser.output_to_write((desk.session.path or Path.home() / name).with_name(name))
    if target is None:
        return

    def work(_ticket: object) -> Path:
        engine.pack(matter, judged.classification, judged.selection, target, lang="both", overwrite=True)
        return target

    def packed(path: Path) -> None:
        text = translate("Clauses", "The clause pack is written: {path}").format(path=path.name)
        opener = translate("Draft", "Open the document")
        desk.messages.tell(Message(text, action_text=opener, action=lambda: open_local(desk, path)))

    desk.tasks.run("pack", translate("Clauses", "Writing the clause pack"), work, packed, desk.messages.bad_input)
