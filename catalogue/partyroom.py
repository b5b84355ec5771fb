"""The party lists of an engine, read when somebody first screens.

Values that flow: the library's cards -> `PartyPack`s -> one `Screener`. The hard problem is told in `partypacks`:
whoever only searches must not wait for the names. Rejected: a screener per question; reading the names takes longer
than a thousand answers.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from catalogue.names import NameFolder, bundled_name_rules, read_name_rules
from catalogue.packs import Library
from catalogue.partypacks import read_parties
from catalogue.problems import Problem
from catalogue.screening import Screener
from catalogue.text import Normaliser


@dataclass(frozen=True, slots=True)
class Screening:
    """The screener, and what is wrong with lists that could not be read."""

    screener: Screener
    problems: tuple[Problem, ...]


class PartyRoom:
    """Keeps the screener, which is made when somebody first asks for it. Safe to ask from several threads."""

    def __init__(self, library: Library, normaliser: Normaliser) -> None:
        self._library, self._normaliser = library, normaliser
        self._made: Screening | None = None
        self._lock = threading.Lock()

    def open(self) -> Screening:
        """The one screener of this room."""
        with self._lock:
            if self._made is None:
                packs, problems = read_parties(self._library.party_cards.values())
                rules = read_name_rules(bundled_name_rules(), self._normaliser)
                self._made = Screening(Screener(packs, NameFolder(rules, self._normaliser)), problems)
            return self._made
