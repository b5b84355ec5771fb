"""The limbs of imported packs, for whoever reads packs: the reader of texts is opened at the first pack that needs it.

Values that flow: a catalogue as its files hold it -> the same with limbs. The hard problem: every start of the program
reads packs, and nearly always finds them compiled; the reader's patterns and vocabulary would be half of that start.
Rejected: a flag by which the caller asks for limbs; a pack would read differently from place to place.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.model import Catalogue, Quantity
from catalogue.units import UnitTable

if TYPE_CHECKING:
    from catalogue.thresholds.reader import Vocabulary

_UNITS = Path(__file__).resolve().parents[1] / "units.yaml"


def bundled_vocabulary() -> Path:
    """The vocabulary that ships with the program."""
    return Path(__file__).resolve().parent / "vocabulary.yaml"


class LimbsOfImports:
    """Reads limbs into imported packs; the vocabulary is opened at the first pack that was not compiled before."""

    def __init__(self) -> None:
        self._vocabulary: Vocabulary | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """The files what is read depends on beside the packs."""
        return bundled_vocabulary(), _UNITS

    def read(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the limbs its texts set."""
        if not any(edition.limbs_read for edition in catalogue.editions):
            return catalogue
        from catalogue.thresholds.joining import with_limbs
        from catalogue.thresholds.reader import Vocabulary

        if self._vocabulary is None:
            self._vocabulary = Vocabulary.read(bundled_vocabulary(), UnitTable.read(_UNITS))
        return with_limbs(catalogue, self._vocabulary)


def with_quantities(earlier: dict[str, Quantity], later: dict[str, Quantity]) -> dict[str, Quantity]:
    """The quantities of a pack and of the user's over it; one of both keeps its first name and all others."""
    found = dict(earlier)
    for ident, quantity in later.items():
        held = earlier.get(ident)
        same = held is not None and held.dimension == quantity.dimension and held.maximum == quantity.maximum
        found[ident] = merged(held, quantity) if same else quantity
    return found


def merged(held: Quantity | None, other: Quantity) -> Quantity:
    """One quantity with the names of both; the first keeps its name."""
    if held is None or held == other:
        return other
    names = dict.fromkeys((*held.synonyms, other.name.zh, other.name.en, *other.synonyms))
    names = [n for n in names if n and n not in (held.name.zh, held.name.en)]
    return replace(held, synonyms=tuple(names))
