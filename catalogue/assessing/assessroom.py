"""The assessor of an engine, made when somebody first asks for one.

Building it reads every entry of every list (a second), unless the cache folder holds what was found before; nobody who
only searches should wait for it. Rejected: an assessor per question.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.packs import Library
from catalogue.text import Normaliser
from catalogue.units import UnitTable

if TYPE_CHECKING:
    from catalogue.assessing.assess import Assessor


class AssessRoom:
    """Keeps the assessor. Safe to ask from several threads."""

    def __init__(self, library: Library, units: UnitTable, normaliser: Normaliser, cache: Path | None = None) -> None:
        self._parts = (library, units, normaliser)
        self._cache = cache
        self._made: Assessor | None = None
        self._lock = threading.Lock()

    def open(self) -> Assessor:
        """The assessor over the library."""
        from catalogue.assessing.assess import Assessor

        with self._lock:
            if self._made is None:
                self._made = Assessor(*self._parts, cache=self._cache)
            return self._made
