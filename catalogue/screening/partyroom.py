"""The party lists of an engine, read when somebody first screens.

Values that flow: the library's cards -> `PartyPack`s -> the lists that stand on a day (`partypacks.current`) -> one
`Screener` for every set of lists asked for. The hard problem is told in `partypacks`: whoever only searches must not
wait for the names. Rejected: a screener per question; reading the names takes longer than a thousand answers. Rejected
too: all copies of a list at once; who was taken off the list would still be found, and everybody else twice.
"""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.packs import Library
from catalogue.parties import PartyCard, PartyPack
from catalogue.partypacks import current, read_parties
from catalogue.problems import Problem
from catalogue.screening.namerules import bundled_name_rules, read_name_rules
from catalogue.screening.names import NameFolder
from catalogue.screening.screening import Screener
from catalogue.searching.query import In, parse
from catalogue.text import Normaliser


@dataclass(frozen=True, slots=True)
class Screening:
    """The screener, and what is wrong with lists that could not be read."""

    screener: Screener
    problems: tuple[Problem, ...]


class PartyRoom:
    """Keeps the names and the screeners, made when somebody first asks for them. Safe to ask from several threads."""

    def __init__(self, library: Library, normaliser: Normaliser, cache: Path | None = None) -> None:
        self._library, self._normaliser, self._cache = library, normaliser, cache
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
                self._read = read_parties(self._library.party_cards.values(), self._cache)
            return self._read

    def holding(self, query: str, on: dt.date | None = None) -> int:
        """How many listed parties have a name with the words of a search: a pointer to `screen`, no screening.

        Words are looked for as they are written, case, width and traditional characters aside.
        """
        folded = self._normaliser.normalise
        clauses = [[folded(c.text) for c in g if c.field is In.TEXT and not c.unwanted] for g in parse(query).groups]
        groups = [[text for text in group if len(text) > 1] for group in clauses]
        wanted = [group for group in groups if group]
        if not wanted:
            return 0
        packs = current(self._packs_with(wanted), on or dt.date.today())
        return sum(
            any(_holds(folded(name), wanted) for name in party.names)
            for one in (one for pack in packs for one in pack.lists)
            for party in one.parties
        )

    def _packs_with(self, wanted: list[list[str]]) -> tuple[PartyPack, ...]:
        """The packs of the lists whose file holds the words; only those are read where nobody has screened yet."""
        with self._lock:
            if self._read is not None:
                return self._read[0]
        cards: list[PartyCard] = []
        for card in self._library.party_cards.values():
            files = {key: path for key, path in card.files.items() if self._file_holds(path, wanted)}
            if files:
                cards.append(replace(card, files=files))
        return read_parties(cards, self._cache)[0]

    def _file_holds(self, path: Path, wanted: list[list[str]]) -> bool:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False  # whoever screens is told of the file; a pointer is not the place
        return _holds(text.casefold() if text.isascii() else self._normaliser.normalise(text), wanted)


def _holds(text: str, wanted: list[list[str]]) -> bool:
    """Whether every group has a word in the text."""
    return all(any(word in text for word in group) for group in wanted)
