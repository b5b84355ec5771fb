"""The party lists of an engine, read when somebody first screens.

Values that flow: the library's cards -> `PartyPack`s -> one `Screener`. The hard problem is told in `partypacks`:
whoever only searches must not wait for the names. Rejected: a screener per question; reading the names takes longer
than a thousand answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.names import NameFolder, bundled_name_rules, read_name_rules
from catalogue.packs import Library
from catalogue.parties import PartyCard, PartyList
from catalogue.partypacks import read_parties
from catalogue.problems import Problem
from catalogue.query import In, parse
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

    def holding(self, query: str) -> int:
        """How many listed parties have a name with the words of a search: a pointer to `screen`, no screening.

        Words are looked for as they are written, case, width and traditional characters aside.
        """
        folded = self._normaliser.normalise
        clauses = [[folded(c.text) for c in g if c.field is In.TEXT and not c.unwanted] for g in parse(query).groups]
        groups = [[text for text in group if len(text) > 1] for group in clauses]
        wanted = [group for group in groups if group]
        if not wanted:
            return 0
        return sum(
            any(_holds(folded(name), wanted) for name in party.names)
            for one in self._lists_with(wanted)
            for party in one.parties
        )

    def _lists_with(self, wanted: list[list[str]]) -> Iterator[PartyList]:
        """The lists whose file holds the words anywhere; only those are read where nobody has screened yet."""
        if self._made is not None:
            return iter(self._made.screener.lists)
        cards: list[PartyCard] = []
        for card in self._library.party_cards.values():
            files = {key: path for key, path in card.files.items() if self._file_holds(path, wanted)}
            if files:
                cards.append(replace(card, files=files))
        return (one for pack in read_parties(cards)[0] for one in pack.lists)

    def _file_holds(self, path: Path, wanted: list[list[str]]) -> bool:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False  # whoever screens is told of the file; a pointer is not the place
        return _holds(text.casefold() if text.isascii() else self._normaliser.normalise(text), wanted)


def _holds(text: str, wanted: list[list[str]]) -> bool:
    """Whether every group has a word in the text."""
    return all(any(word in text for word in group) for group in wanted)
