"""Asks for files with the system's own dialog. Filters are named in the window's language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.language import translate


class DialogChooser:
    """The `FileChooser` of a real window. `parent` is set once the window exists."""

    def __init__(self) -> None:
        self.parent: QWidget | None = None

    def matter_to_open(self) -> Path | None:
        """An existing matter file."""
        return self._open(translate("Files", "Open a matter"), translate("Files", "Matter files (*.yaml *.yml)"))

    def matter_to_save(self, suggested: Path) -> Path | None:
        """Where to save a matter."""
        return self._save(
            translate("Files", "Save the matter"), suggested, translate("Files", "Matter files (*.yaml *.yml)")
        )

    def contract_to_open(self) -> Path | None:
        """An existing contract."""
        kinds = translate("Files", "Word documents (*.docx *.docm)")
        return self._open(translate("Files", "Open a contract"), kinds)

    def output_to_write(self, suggested: Path) -> Path | None:
        """Where the new contract or clause pack goes."""
        macros = suggested.suffix.lower() == ".docm"
        kinds = translate("Files", "Word documents (*.docx)")
        kinds = translate("Files", "Word documents with macros (*.docm)") if macros else kinds
        return self._save(translate("Files", "Write the new document"), suggested, kinds)

    def calendar_to_write(self, suggested: Path) -> Path | None:
        """Where the steps go as a calendar; the system's dialog asks before it names a file that exists."""
        return self._save(translate("Files", "Write the calendar"), suggested, translate("Files", "Calendars (*.ics)"))

    def table_to_write(self, suggested: Path) -> Path | None:
        """Where a comparison table goes; the system's dialog asks before it names a file that exists."""
        kinds = translate("Files", "Word documents (*.docx)"), translate("Files", "Spreadsheets (*.xlsx)")
        return self._save(translate("Files", "Write the table"), suggested, ";;".join(kinds))

    def log_to_write(self, suggested: Path) -> Path | None:
        """Where the negotiation log goes; the system's dialog asks before it names a file that exists."""
        kinds = translate("Files", "Word documents (*.docx)"), translate("Files", "Text files (*.txt)")
        return self._save(translate("Files", "Write the negotiation log"), suggested, ";;".join(kinds))

    def clause_table_to_open(self) -> Path | None:
        """An edited table of clauses."""
        return self._open(translate("Files", "Import clauses"), translate("Files", "Word documents (*.docx)"))

    def clause_table_to_write(self, suggested: Path) -> Path | None:
        """Where a table of clauses goes; the system's dialog asks before it names a file that exists."""
        return self._save(
            translate("Files", "Export clauses"), suggested, translate("Files", "Word documents (*.docx)")
        )

    def library_to_open(self) -> Path | None:
        """An existing folder of clauses."""
        name = QFileDialog.getExistingDirectory(self.parent, translate("Files", "Compare with the clauses of a folder"))
        return Path(name) if name else None

    def pack_to_open(self) -> Path | None:
        """An existing pack archive."""
        return self._open(translate("Files", "Install a pack"), translate("Files", "Packs (*.zip)"))

    def pack_to_write(self, suggested: Path) -> Path | None:
        """Where a pack archive goes."""
        return self._save(translate("Files", "Export the pack"), suggested, translate("Files", "Packs (*.zip)"))

    def key_to_open(self) -> Path | None:
        """An existing private key."""
        return self._open(translate("Files", "Sign with this key"), translate("Files", "Private keys (*.pem)"))

    def key_to_write(self, suggested: Path) -> Path | None:
        """Where a new private key goes."""
        return self._save(translate("Files", "Make a new key"), suggested, translate("Files", "Private keys (*.pem)"))

    def names_to_open(self) -> Path | None:
        """An existing list of names to screen."""
        kinds = translate("Files", "Lists of names (*.csv *.txt *.tsv *.xlsx *.xlsm)")
        return self._open(translate("Files", "Open a list of names"), kinds)

    def publication_to_open(self) -> Path | None:
        """An existing official publication."""
        kinds = translate(
            "Files", "Publications (*.pdf *.docx *.html *.htm *.xml *.json *.csv *.tsv *.xlsx *.xlsm *.txt *.md)"
        )
        every = translate("Files", "All files (*)")
        return self._open(translate("Files", "Open a publication"), f"{kinds};;{every}")

    def datasheet_to_open(self) -> Path | None:
        """An existing datasheet."""
        kinds = translate("Files", "Datasheets (*.pdf *.docx *.xlsx *.txt *.md)")
        return self._open(translate("Files", "Assess a datasheet"), kinds)

    def folder_of_matters(self) -> Path | None:
        """An existing folder of matters."""
        name = QFileDialog.getExistingDirectory(self.parent, translate("Files", "Recheck the matters of a folder"))
        return Path(name) if name else None

    def columns_to_open(self) -> Path | None:
        """An existing column map."""
        return self._open(translate("Files", "Open a column map"), translate("Files", "Column maps (*.yaml *.yml)"))

    def sheet_to_write(self, suggested: Path) -> Path | None:
        """Where the result of a screening goes."""
        return self._save(translate("Files", "Save the result"), suggested, translate("Files", "Spreadsheets (*.xlsx)"))

    def _open(self, title: str, kinds: str) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self.parent, title, "", kinds)
        return Path(name) if name else None

    def _save(self, title: str, suggested: Path, kinds: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self.parent, title, str(suggested), kinds)
        return Path(name) if name else None
