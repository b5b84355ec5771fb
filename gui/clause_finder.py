"""Search inside the clauses for the window, without Qt: the searching desk of the library in use, opened when asked.

The desk is opened once for a library, in whichever thread asks first; another library gets another desk. Rejected:
opening it at the start; who never searches the clauses would wait for their index.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from catalogue.model import Words
from clause_library.positions import position_words
from clause_library.searchcommand import WHERE
from clause_library.searching import ClauseAnswer, ClauseDesk, ClauseHit, open_clause_desk
from clause_library.store import Store
from gui.own_room import Spot

LIMIT = 200
LANGUAGES = {"zh": Words("中文", "Chinese"), "en": Words("英文", "English")}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where is searched: one position or every one and what is said beside, one language or both."""

    variant: str = ""
    lang: str = ""


class ClauseFinder:
    """Answers searches over the clause library that is handed in. Safe to ask from several threads."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._opened: tuple[Store, ClauseDesk] | None = None

    def search(self, store: Store, text: str, scope: Scope) -> ClauseAnswer:
        """The best hits, most fitting first."""
        with self._lock:
            if self._opened is None or self._opened[0] is not store:
                self._opened = store, open_clause_desk(store, self._cache)
            desk = self._opened[1]
        return desk.search(text, variant=scope.variant, lang=scope.lang, limit=LIMIT)


def spot_of(hit: ClauseHit) -> Spot:
    """The place to open for a hit; what is said beside the texts leads to the position it speaks of, if any."""
    if hit.where == "text":
        return Spot(hit.id, hit.variant, hit.lang, hit.block - 1 if hit.block else None)
    return Spot(hit.id, hit.name if hit.where in ("gives_up", "absent") else "")


def marked_words(hit: ClauseHit) -> tuple[str, ...]:
    """The words of the snippet that were found, each once."""
    return tuple(dict.fromkeys(hit.snippet[start:end] for start, end in hit.spans if end > start))


def where_words(hit: ClauseHit, lang: str) -> str:
    """Language and position of a text, or what of the clause it is; the language first, which is short."""
    mark = "，" if lang == "zh" else ", "
    if hit.where == "text":
        place = position_words(hit.variant).in_language(lang)
    else:
        place = Words(*WHERE[hit.where]).in_language(lang)
        if hit.where in ("gives_up", "absent") and hit.name:
            place = f"{place}{mark}{position_words(hit.name).in_language(lang)}"
    return f"{LANGUAGES[hit.lang].in_language(lang)}{mark}{place}"


def hit_line(hit: ClauseHit, lang: str) -> str:
    """A hit in one line, as a screen reader says it."""
    return " · ".join((hit.id, hit.title.in_language(lang), where_words(hit, lang), hit.snippet))
