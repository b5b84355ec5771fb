"""The party lists of an engine, read when somebody first screens.

Values that flow: the library's cards -> `PartyPack`s -> the lists that stand on a day (`partypacks.current`) -> one
`Screener` for every set of lists asked for. The hard problem is told in `partypacks`: whoever only searches must not
wait for the names. Rejected: a screener per question; reading the names takes longer than a thousand answers. Rejected
too: all copies of a list at once; who was taken off the list would still be found, and everybody else twice.
"""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass

from catalogue.names import NameFolder, bundled_name_rules, read_name_rules
from catalogue.packs import Library
from catalogue.parties import PartyPack
from catalogue.partypacks import current, read_parties
from catalogue.problems import Problem
from catalogue.screening import Screener
from catalogue.text import Normaliser


@dataclass(frozen=True, slots=True)
class Screening:
    """The screener, and what is wrong with lists that could not be read."""

    screener: Screener
    problems: tuple[Problem, ...]


class PartyRoom:
    """Keeps the names and the screeners, made when somebody first asks for them. Safe to ask from several threads."""

    def __init__(self, library: Library, normaliser: Normaliser) -> None:
        self._library, self._normaliser = library, normaliser
        self._read: tuple[tuple[PartyPack, ...], tuple[Problem, ...]] | None = None
        self._made: dict[tuple[tuple[str, str], ...], Screening] = {}
        self._lock = threading.RLock()

    def packs(self) -> tuple[PartyPack, ...]:
        """Every list held, older copies too."""
        return self._held()[0]

    def open(self, on: dt.date | None = None) -> Screening:
        """The screener over the lists that stand on the day (today where none is given)."""
        with self._lock:
            packs, problems = self._held()
            chosen = current(packs, on or dt.date.today())
            key = tuple((pack.id, one.id) for pack in chosen for one in pack.lists)
            if key not in self._made:
                rules = read_name_rules(bundled_name_rules(), self._normaliser)
                self._made[key] = Screening(Screener(chosen, NameFolder(rules, self._normaliser)), problems)
            return self._made[key]

    def _held(self) -> tuple[tuple[PartyPack, ...], tuple[Problem, ...]]:
        with self._lock:
            if self._read is None:
                self._read = read_parties(self._library.party_cards.values())
            return self._read
