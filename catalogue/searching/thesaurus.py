"""Other words for a term, from the packs' synonym groups.

Values that flow: a folded term -> `Needle`s that mean the same. The hard problem: a term is often a synonym
with something around it (车载激光雷达), so a group member inside a term is exchanged as well, while short Latin
members (SAR, DPI) must not be found inside other words: what was exchanged is looked for as whole words.
Rejected: indexing synonyms with the entries; a group edited in a pack would then need a new index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from catalogue.text import CJK, FIRST_CJK, Normaliser

_LONGEST_TERM = 60
_MOST_EXCHANGED = 40
_LETTER = re.compile(rf"[^\W{CJK}]")


@dataclass(frozen=True, slots=True)
class Needle:
    """A folded text to look for. `whole`: its Latin ends must be ends of words; `given`: typed, not exchanged."""

    text: str
    whole: bool = False
    given: bool = True

    def places(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Where it stands in `folded[start:end]`, without overlaps."""
        last = len(folded) if end is None else end
        place = folded.find(self.text, start, last)
        while place >= 0:
            if not self.whole or is_whole(folded, place, place + len(self.text)):
                yield place
                place = folded.find(self.text, place + len(self.text), last)
            else:
                place = folded.find(self.text, place + 1, last)

    def first(self, folded: str, start: int = 0, end: int | None = None) -> int:
        """The first place, or -1."""
        return next(self.places(folded, start, end), -1) if self.whole else folded.find(self.text, start, end)

    @property
    def open_ends(self) -> tuple[bool, bool]:
        """Whether it begins, and whether it ends, in a letter and may stand inside a word."""
        return not self.whole and is_letter(self.text[0]), not self.whole and is_letter(self.text[-1])


def is_letter(sign: str) -> bool:
    """True for a letter or digit of a script that parts its words by spaces."""
    return sign.isalnum() if sign < FIRST_CJK else _LETTER.match(sign) is not None


def cuts_word(folded: str, start: int, end: int, *, begins: bool = True, ends: bool = True) -> bool:
    """True where `folded[start:end]` cuts a word; `begins`, `ends` say at which end it has a letter."""
    if begins and start:
        before = folded[start - 1]
        if before.isalnum() if before < FIRST_CJK else is_letter(before):
            return True
    if ends and end < len(folded):
        after = folded[end]
        return after.isalnum() if after < FIRST_CJK else is_letter(after)
    return False


def is_whole(folded: str, start: int, end: int) -> bool:
    """True where no Latin word is cut by `folded[start:end]`."""
    return not cuts_word(folded, start, end, begins=is_letter(folded[start]), ends=is_letter(folded[end - 1]))


class Thesaurus:
    """The synonym groups of all packs, folded."""

    def __init__(self, groups: Iterable[tuple[str, ...]], normaliser: Normaliser) -> None:
        self._others: dict[str, tuple[str, ...]] = {}
        for group in groups:
            members = tuple(dict.fromkeys(m for m in map(normaliser.normalise, group) if m))
            for member in members:
                known = self._others.get(member, ())
                self._others[member] = tuple(dict.fromkeys((*known, *(m for m in members if m != member))))
        self._longest = max(map(len, self._others), default=0)

    @property
    def members(self) -> tuple[str, ...]:
        """Every folded word of every group."""
        return tuple(self._others)

    def group_of(self, term: str) -> tuple[Needle, ...]:
        """The other members of the groups a folded term is a member of."""
        return tuple(Needle(t, whole=True, given=False) for t in self._others.get(term, ()))

    def others(self, term: str) -> tuple[Needle, ...]:
        """What else a folded term may be called: its group, or the term with a group member in it exchanged."""
        if term in self._others or len(term) > _LONGEST_TERM:
            return self.group_of(term)
        exchanged = islice((t for t in dict.fromkeys(self._exchanged(term)) if t != term), _MOST_EXCHANGED)
        return tuple(Needle(t, whole=True, given=False) for t in exchanged)

    def _exchanged(self, term: str) -> Iterator[str]:
        start = 0
        while start < len(term):
            found = self._longest_at(term, start)
            if found is None:
                start += 1
                continue
            before, after = term[:start], term[start + len(found) :]
            yield from (f"{before}{other}{after}" for other in self._others[found])
            start += len(found)

    def _longest_at(self, term: str, start: int) -> str | None:
        for length in range(min(self._longest, len(term) - start), 1, -1):
            piece = term[start : start + length]
            if piece in self._others and is_whole(term, start, start + length):
                return piece
        return None
