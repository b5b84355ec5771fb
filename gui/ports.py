"""What the window needs from the engines, as protocols: the composition root hands in the real ones.

Nothing here computes. Tests hand in small values of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class FileChooser(Protocol):
    """Asks the person for a path; None when he thinks better of it."""

    def matter_to_open(self) -> Path | None:
        """An existing matter file."""
        ...

    def matter_to_save(self, suggested: Path) -> Path | None:
        """Where to save a matter."""
        ...

    def contract_to_open(self) -> Path | None:
        """An existing contract."""
        ...

    def table_to_write(self, suggested: Path) -> Path | None:
        """Where a comparison table goes, as a Word or spreadsheet file. The person has agreed to replace it."""
        ...

    def pack_to_open(self) -> Path | None:
        """An existing pack archive."""
        ...

    def pack_to_write(self, suggested: Path) -> Path | None:
        """Where a pack archive goes. The person has agreed to replace it."""
        ...

    def key_to_open(self) -> Path | None:
        """An existing private key."""
        ...

    def key_to_write(self, suggested: Path) -> Path | None:
        """Where a new private key goes; one that exists is refused later."""
        ...

    def names_to_open(self) -> Path | None:
        """An existing list of names to screen."""
        ...

    def publication_to_open(self) -> Path | None:
        """An existing official publication."""
        ...

    def datasheet_to_open(self) -> Path | None:
        """An existing datasheet."""
        ...

    def folder_of_matters(self) -> Path | None:
        """An existing folder of matters."""
        ...

    def columns_to_open(self) -> Path | None:
        """An existing column map."""
        ...

    def sheet_to_write(self, suggested: Path) -> Path | None:
        """Where the result of a screening goes, as a spreadsheet. The person has agreed to replace it."""
        ...

    def calendar_to_write(self, suggested: Path) -> Path | None:
        """Where the steps go as a calendar. The person has agreed to replace it."""
        ...

    def log_to_write(self, suggested: Path) -> Path | None:
        """Where the negotiation log goes, as a Word file or a text. The person has agreed to replace it."""
        ...

    def clause_table_to_open(self) -> Path | None:
        """An edited Word table of clauses."""
        ...

    def clause_table_to_write(self, suggested: Path) -> Path | None:
        """Where a table of clauses goes. The person has agreed to replace it."""
        ...

    def library_to_open(self) -> Path | None:
        """An existing folder of clauses."""
        ...

    def output_to_write(self, suggested: Path) -> Path | None:
        """Where the new contract or clause pack goes."""
        ...
