"""The drafting room before a contract is open: what to do, and the bundled contracts to try."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from gui.drafting import sample_contract_names
from gui.language import translate
from gui.places.place import Column, button, label


class DraftEmpty(Column):
    """One sentence and a link for each sample."""

    def __init__(self, open_sample: Callable[[str], None]) -> None:
        super().__init__("draftEmpty")
        self._open_sample = open_sample

    def offer(self, language: str) -> None:
        """Draws the column anew."""
        self.clear()
        hint = label("muted")
        hint.setText(
            translate(
                "Draft",
                "Open your Word contract to see where each clause will stand. "
                "The file itself is never changed. Or try one of these:",
            )
        )
        self.body.addWidget(hint)
        for name, title in sample_contract_names(language):
            link = button(f"sample_{name}", lambda name=name: self._open_sample(name), "link")
            link.setText(title)
            self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
