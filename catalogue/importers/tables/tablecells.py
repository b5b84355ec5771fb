"""One cell of a table: which language it is in, the values it holds, its first line.

Takes and gives texts. Rejected: telling Chinese from Japanese; kanji alone are both, and either is read as printed.
"""

from __future__ import annotations

import re

from catalogue.importers.tables.columns import DEFAULT_SEPARATOR, ColumnMap
from catalogue.model import Words

LONGEST_TITLE = 200
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def in_slots(text: str, english: str = "") -> Words:
    """A text in the slot of its script: East Asian in `zh`, anything else in `en`, where the list gives no English."""
    if english:
        return Words(text, english)
    return Words(text, "") if _EAST_ASIAN.search(text) else Words("", text)


def parted(text: str, asked: ColumnMap, name: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by the map's separator and by line ends."""
    separator = asked.separators.get(name, DEFAULT_SEPARATOR)
    pieces = re.split(rf"{re.escape(separator)}|\n" + ("|；" if separator == ";" else ""), text)
    return tuple(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))


def first_line(text: str) -> str:
    """The first line, cut where it is longer than a title."""
    first = text.split("\n", 1)[0].strip()
    return first if len(first) <= LONGEST_TITLE else f"{first[:LONGEST_TITLE].rstrip()}…"
