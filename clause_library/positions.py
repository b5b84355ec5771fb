"""What the three positions of a clause are called, in both languages: the one place for packs, window, reasons, tables.

The words are those the notes of the clauses themselves use. Rejected: words of the window's own; a lawyer then reads
two names for one text.
"""

from __future__ import annotations

from types import MappingProxyType

from catalogue.model import Words

POSITIONS = MappingProxyType(
    {
        "exporter": Words("出口方立场", "exporter's position"),
        "balanced": Words("平衡立场", "balanced position"),
        "counterparty": Words("相对方立场", "counterparty's position"),
    }
)


def position_words(position: str) -> Words:
    """The words for a position; what is none stays as it is."""
    return POSITIONS.get(position, Words(position, position))
