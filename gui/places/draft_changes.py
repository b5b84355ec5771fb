"""What changes in the contract: what will be inserted and what was written, with warnings; buttons for the output."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from gui.desk import Desk
from gui.drafting import Preview, Written
from gui.language import translate
from gui.places.place import Column, button, label


class DraftChanges(Column):
    """The right column of the drafting room."""

    def __init__(self, desk: Desk, open_output: Callable[[], None], open_folder: Callable[[], None]) -> None:
        super().__init__("draftChanges")
        self._desk = desk
        self._open_output, self._open_folder = open_output, open_folder

    def show_changes(self, preview: Preview | None, written: Written | None) -> None:
        """Draws the column anew."""
        self.clear()
        if written:
            self._written(written)
        if preview:
            self._planned(preview)
        self.body.addStretch(1)

    def _planned(self, preview: Preview) -> None:
        language = self._desk.language
        self._say("heading", translate("Draft", "{n} clauses will be inserted").format(n=len(preview.landing)))
        for row in preview.landing:
            self._say("", f"{row.label}  {row.title.in_language(language)} · {how_text(row.how)}")
        if preview.warnings or preview.conflicts:
            self._say("heading", translate("Draft", "Please look at"))
            for conflict in preview.conflicts:
                parts = (conflict.text, conflict.repair)
                lines = [p.in_language(language) for p in parts if p]
                place = f" ({conflict.place})" if conflict.place else ""
                self._say("", f"{conflict.rule}{place}: " + "\n".join(lines))
            for warning in preview.warnings:
                self._say("", warning.in_language(language))

    def _written(self, written: Written) -> None:
        self._say("heading", translate("Draft", "The new contract is written"))
        self._say("muted", written.output.name)
        opener = button("openOutput", self._open_output, "primary")
        opener.setText(translate("Draft", "Open the document"))
        folder = button("openFolder", self._open_folder, "link")
        folder.setText(translate("Draft", "Show the folder"))
        for made in (opener, folder):
            self.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        counts = (
            (translate("Draft", "Inserted: {n}"), written.inserted),
            (translate("Draft", "References corrected: {n}"), written.corrected),
            (translate("Draft", "Renumbered: {n}"), written.renumbered),
        )
        for template, count in counts:
            self._say("muted", template.format(n=count))
        for warning in written.warnings:
            self._say("", warning.text.in_language(self._desk.language))

    def _say(self, role: str, text: str) -> None:
        made = label(role, selectable=True)
        made.setText(text)
        self.body.addWidget(made)


def how_text(how: str) -> str:
    """How a clause joins the contract, in words."""
    words = {
        "new": translate("Draft", "a new article"),
        "merged": translate("Draft", "joins an article of the contract"),
        "replaced": translate("Draft", "replaces a sentence of the contract"),
        "annex": translate("Draft", "a new annex"),
        "kept": translate("Draft", "is there already and stays"),
    }
    return words.get(how, how)
