"""Codes in the order a printed list has them: numbers inside a code count as numbers (3A9 before 3A10).

Values that flow: rows -> their places when sorted by code. What has no code stands last, by its id. Rejected:
plain text order; it puts 1C10 before 1C9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.searching.corpus import Row

_PIECES = re.compile(r"(\d+)")

Key = tuple[tuple[int, int, str], ...]


def natural_key(code: str) -> Key:
    """Sorts codes with their numbers by value; letters by their text without case."""
    pieces = (piece for piece in _PIECES.split(code.casefold()) if piece)
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces)


def places_by_code(rows: Sequence[Row]) -> list[int]:
    """For every row the place of its code and catalogue in the order by code; rows of one code share theirs."""
    keys = {row.number: (row.entry.code is None, natural_key(row.entry.label), row.catalogue.id) for row in rows}
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    return [places[keys[row.number]] for row in rows]
