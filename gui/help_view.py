"""F1: the help page of the current place, in the window's language, beside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from gui.language import translate

PAGES = Path(__file__).resolve().parent / "help"


class HelpWindow(QDialog):
    """A page of `help/`, Markdown, no links outside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setObjectName("help")
        self._text = QTextBrowser()
        self._text.setObjectName("helpText")
        self._text.setOpenLinks(False)
        column = QVBoxLayout(self)
        column.addWidget(self._text)
        self.resize(460, 560)

    def show_place(self, place: str, language: str) -> None:
        """Shows the page of a place."""
        self.setWindowTitle(translate("Help", "Help"))
        self._text.setMarkdown(help_page(place, language).read_text("utf-8"))
        self._text.setAccessibleName(translate("Help", "Help for this place"))
        self.show()
        self.raise_()


def help_page(place: str, language: str) -> Path:
    """The Markdown file of a place."""
    return PAGES / f"{place}.{language}.md"
