"""The limbs of imported packs, for whoever reads packs: the reader of texts is opened at the first pack that needs it.

Values that flow: a catalogue as its files hold it -> the same with limbs. The hard problem: every start of the program
reads packs, and nearly always finds them compiled; the reader's patterns and vocabulary would be half of that start.
Rejected: a flag by which the caller asks for limbs; a pack would read differently from place to place.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.model import Catalogue
from catalogue.thresholds.shipped import bundled_vocabulary
from catalogue.units import UnitTable

if TYPE_CHECKING:
    from catalogue.thresholds.vocabulary import Vocabulary

_UNITS = Path(__file__).resolve().parents[1] / "units.yaml"


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
        from catalogue.thresholds.vocabulary import Vocabulary

        if self._vocabulary is None:
            self._vocabulary = Vocabulary.read(bundled_vocabulary(), UnitTable.read(_UNITS))
        return with_limbs(catalogue, self._vocabulary)
