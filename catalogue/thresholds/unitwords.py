"""The unit that follows a number in running text: a place -> units that may be meant, and where they end.

Values that flow: folded text and a position -> `UnitAt`. The one hard problem: in running text a unit ends where the
next word begins (5 m in length is no minute), and a unit of which only the beginning is known (W/sr) must be refused,
not read as the part that is known. So the longest known spelling is taken, blanks count between letters, and what
runs on makes the unit unknown. Rejected: one pattern of a thousand spellings, which is slow and takes the first that
fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.thresholds.folding import fold
from catalogue.units import Unit, UnitTable

REACH = 44
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RUNS_ON = re.compile(
    r"(?:[/·*^√]\s*[\w(√]|[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]|\s*[*×]\s*[A-Za-z(]|\s*\+|\s+(?:divided|multiplied|times)\b)"
)
_PER = re.compile(
    r"\s*(?:\(rms\)\s*)?per\s+(?:square|root|hour|minute|second|day|month|year|week|g\b|degree|m\b|mm\b|cm\b|km\b|cubic|[0-9])"
)
_IN_GOES_ON = re.compile(r"in\s+(?!or\b|and\b|to\b)[a-z]")
_NOT_UNITS = frozenset(("d", "points", "point", "P", "方"))


@dataclass(frozen=True, slots=True)
class UnitAt:
    """Units a spelling may mean, where it ends, and whether it was read whole."""

    units: tuple[Unit, ...]
    end: int
    whole: bool = True

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions the spelling may have, in order of the table."""
        return tuple(unit.dimension for unit in self.units)


class UnitWords:
    """Every spelling of the unit table as it may stand in running text."""

    def __init__(self, units: UnitTable) -> None:
        self._by_key: dict[str, tuple[Unit, ...]] = {}
        found: dict[str, list[Unit]] = {}
        for dimension in units.dimensions.values():
            for unit in dimension.units:
                for name in (unit.symbol, *unit.names):
                    if name not in _NOT_UNITS:
                        found.setdefault(_compact(fold(name), 0, len(name))[0], []).append(unit)
        self._by_key = {key: tuple(dict.fromkeys(each)) for key, each in found.items()}
        self._words = {k: v for k, v in self._by_key.items() if len(k) >= 5 and k.isascii() and k.islower()}
        self._longest = max(map(len, self._by_key), default=0)

    def at(self, text: str, start: int) -> UnitAt | None:
        """The longest unit that begins at `start` of a folded text, None where none does."""
        key, places = _compact(text, start, min(len(text), start + REACH))
        for length in range(min(len(key), self._longest), 0, -1):
            spelling = key[:length]
            units = self._by_key.get(spelling) or (self._words.get(spelling.lower()) if length >= 5 else None)
            if units is None:
                continue
            end = places[length - 1] + 1
            if _ends(text, end) and not (spelling == "in" and _IN_GOES_ON.match(text, end - 2)):
                return UnitAt(units, end, whole=not _runs_on(text, end))
        return None


def _ends(text: str, end: int) -> bool:
    """True where no further letter belongs to the word that ends here."""
    if end >= len(text):
        return True
    last, following = text[end - 1], text[end]
    return not (last.isascii() and last.isalnum() and following.isascii() and following.isalnum())


def _runs_on(text: str, end: int) -> bool:
    return bool(_RUNS_ON.match(text, end) or _PER.match(text, end))


def _compact(text: str, start: int, stop: int) -> tuple[str, list[int]]:
    """The signs that count of a piece of text, and the place of each."""
    signs: list[str] = []
    places: list[int] = []
    at = start
    while at < stop:
        sign = text[at]
        if sign in "\n；。;,，":
            break
        if sign == " ":
            following = text[at + 1] if at + 1 < stop else ""
            if signs and signs[-1].isascii() and signs[-1].isalpha() and following.isascii() and following.isalpha():
                signs.append(" ")
                places.append(at)
        elif sign == "℃":
            signs += "°C"
            places += (at, at)
        elif sign not in "^·*":
            signs.append(sign.translate(_RAISED))
            places.append(at)
        at += 1
    return "".join(signs), places
