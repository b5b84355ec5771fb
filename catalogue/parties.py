"""Party lists: who is listed, by which notice, since when, and in what state on a date. Frozen values, no I/O.

Values that flow. A pack of kind `party-list` holds lists (`PartyList`: the foreign end-user list, the control list
...); a list holds the `ListNotice`s that put names on it, each with its days and periods, and the `Party`s. `names`
folds a name into `Form`s, `likeness` scores two forms, `screening` finds the candidates and gives `ScreenHit`s: list,
name, score from 0 to 1, the reason in words, the state on the day, the day the data is of.

The one hard problem. A benign variant of a listed name must be found and a stranger must not. Both differ from the
listed name by a word or two: `Rheinmetall Italia` is worth a look, `Shanghai Aircraft Trading` beside `Shanghai
Aircraft Design` is not. What tells them apart is which words differ. So every unit of a name (a word, a pair of Han
characters) weighs what it tells: a word that many listed names share weighs little, one that none has weighs full.
A name that only lacks or only adds words loses a quarter of their weight; one that has other words in their place loses
a quarter on both sides and half of the exchanged weight again. Legal forms weigh nothing, and a name that is nothing
but a legal form has no form to compare. Spelling counts word by word: two words of nearly the same letters count as
the same word, less what differs. The bar (`screening.BAR`) is documented and tested from both sides: every bundled
name in every benign variant above it, thousands of made-up firms of ordinary words below it.

Rejected. One similarity over the whole string (edit distance, token sets): an extra word then costs by its length, not
by what it says, "Co Ltd" makes strangers alike and a shared "Technology Industrial Corporation" outweighs the one word
that is a name. Also rejected: merging the sources of a list into one truth. Copies of the same notice differ in
spelling and in number, so a party keeps every spelling and says which copies hold it. Also rejected: a hit that decides
a result. The same name is not the same person, and a name that is not found is no clearance. A foreign regime may
presume identity where a name is the listed one to the letter, until it is denied (`regimes/foreign_parties`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.model import Check, Coverage, Period, State, Words

STAY = "stay-"
"""How the id of a notice begins that lists nobody and says which provisions of the publication are stayed."""
CONCERNS = ("biological", "chemical", "missile", "nuclear", "conventional")


@dataclass(frozen=True, slots=True)
class ListNotice:
    """One instrument that put names on a list: `expected` is the number of names it prints, where that is known."""

    id: str
    number: str
    published: dt.date | None = None
    effective: dt.date | None = None
    expected: int | None = None
    periods: tuple[Period, ...] = ()
    sources: tuple[str, ...] = ()
    line: int = 0

    @property
    def since(self) -> dt.date | None:
        """The first day of effect, else the day of publication."""
        return self.effective or self.published


@dataclass(frozen=True, slots=True)
class Party:
    """One listed party. `copies` are the keys of the sources that hold it; `line` is its place in the file.

    `section` is the key of the part of the list it stands in (`PartyList.sections`), `sort` what the list says it is
    (individual, vessel, address ...), `later` the notices after the first one that changed the listing. `licence` and
    `policy` are what the list prints beside the name: what needs a licence, and how an application is reviewed.
    """

    id: str
    name: Words
    other: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    addresses: tuple[str, ...] = ()
    notice: str = ""
    concern: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    checked: Check = Check.UNCHECKED
    line: int = 0
    section: str = ""
    sort: str = ""
    programmes: tuple[str, ...] = ()
    licence: str = ""
    policy: str = ""
    later: tuple[str, ...] = ()
    remarks: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the list or a copy of it prints, the main ones first."""
        return tuple(dict.fromkeys(n for n in (self.name.zh, self.name.en, self.other, *self.aliases) if n))

    @property
    def shown(self) -> str:
        """The name to show."""
        return self.name.zh or self.name.en or self.other


@dataclass(frozen=True, slots=True)
class PartyList:
    """One list of a pack, which counts as an edition of it. `copies` says what each source key stands for.

    A publication may hold several lists in one (`sections`: key -> title).
    """

    id: str
    pack: str
    title: Words
    authority: Words = Words()
    status: str = "in_force"
    effective: dt.date | None = None
    as_of: dt.date | None = None
    expected: int | None = None
    notices: dict[str, ListNotice] = field(default_factory=dict[str, ListNotice])
    parties: tuple[Party, ...] = ()
    copies: dict[str, str] = field(default_factory=dict[str, str])
    notes: Words = Words()
    sections: dict[str, Words] = field(default_factory=dict[str, Words])

    def title_for(self, party: Party) -> Words:
        """The list's title as a hit shows it: the section's where there are sections."""
        return self.sections.get(party.section, self.title)

    def state_of(self, party: Party, on: dt.date) -> State:
        """The state of a listing on a day."""
        notice = self.notices.get(party.notice)
        return State.UNKNOWN if notice is None else notice_state(notice, on)

    @property
    def stays(self) -> tuple[ListNotice, ...]:
        """Provisions of the publication that are stayed, each with its last day and what is stayed (its basis)."""
        return tuple(notice for key, notice in self.notices.items() if key.startswith(STAY))

    @property
    def coverage(self) -> Coverage:
        """Complete only where the list prints its number, all are held and each was read in the official text."""
        whole = self.expected == len(self.parties) and all(p.checked is Check.OFFICIAL for p in self.parties)
        return Coverage(self.pack, self.id, len(self.parties), self.expected, whole, self.as_of, False)


@dataclass(frozen=True, slots=True)
class PartyPack:
    """A pack of party lists, read."""

    id: str
    title: Words
    jurisdiction: str
    authority: Words
    source: str
    lists: tuple[PartyList, ...] = ()
    official_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A pack of party lists whose names are not read yet: its card, and the file of each list."""

    id: str
    title: Words
    jurisdiction: str
    authority: Words
    source: str
    files: dict[str, Path]
    official_at: tuple[str, ...] = ()


def notice_state(notice: ListNotice, on: dt.date) -> State:
    """UNKNOWN before the first day, else what a period says; past the end of a suspension it is stale.

    Without a first day only a period can say it: a list that prints no dates says no more than who stands on it.
    """
    if notice.since is not None and notice.since > on:
        return State.UNKNOWN
    for period in notice.periods:
        if (period.since is None or period.since <= on) and (period.until is None or on <= period.until):
            return period.state
    if any(p.state is State.SUSPENDED and p.until is not None and p.until < on for p in notice.periods):
        return State.STALE
    return State.IN_FORCE if notice.since is not None else State.UNKNOWN
