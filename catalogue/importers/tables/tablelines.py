"""A table as its map reads it: rows by field, before anything is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.importers.reading import Unplaced
from catalogue.importers.tables.columns import ColumnMap
from catalogue.model import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A row by field: its number, the texts of the fields that have a column, and the whole row for messages."""

    number: int
    cells: Mapping[str, str]
    whole: str

    @property
    def where(self) -> Words:
        return Words(f"第{self.number}行", f"row {self.number}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table, read by its map."""

    asked: ColumnMap
    lines: tuple[Line, ...]
    unplaced: tuple[Unplaced, ...]
    remarks: tuple[Words, ...]
