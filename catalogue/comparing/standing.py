"""What is known about an entry in an edition: loaded, there though not loaded, not there, or not known.

The values: catalogue + edition + entry id -> `Standing` with the event that says so. The hard problem is the
difference between "deleted" and "not loaded": of an edition loaded in part, an entry that is missing proves nothing.
So absence needs a witness: a deletion event, the edition's own `removes`, an addition in a later edition that
builds on this one, the base it inherits from, or a text loaded whole. An edition's events speak about the edition
it builds on (the last one that was in force, never a draft), and an unchecked event is no witness.
Rejected: "missing there, therefore deleted", which would call 15 entries of 2020 deleted that nobody deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from catalogue.model import Catalogue, Edition, Event, coverage_of

ADDED, DELETED, NOT_ADOPTED = "added", "deleted", "not_adopted"
GONE = (DELETED, NOT_ADOPTED)
"""Kinds of event that say an entry is not in the edition; a text not adopted stood in a draft only."""
CHANGED = ("amended", "renumbered", "renamed")
TELLING = (ADDED, *GONE, *CHANGED)
"""Kinds that prove where an entry stands. Moved and split do not say whether they name the id before or after."""


class Presence(StrEnum):
    """LOADED: its text is here. PRESENT: an event says it stands there. ABSENT: something says it does not."""

    LOADED = "loaded"
    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"

    @property
    def there(self) -> bool:
        """Whether the edition is known to hold the entry."""
        return self in (Presence.LOADED, Presence.PRESENT)


@dataclass(frozen=True, slots=True)
class Standing:
    """The presence of one entry in one edition, and the event that witnesses it (None where the text itself does)."""

    presence: Presence
    witness: Event | None = None
    said_by: str = ""
    """Id of the edition whose data says so."""


NOT_KNOWN = Standing(Presence.UNKNOWN)


class Standings:
    """The standing of every entry of one catalogue. Editions are in order of time."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._loaded = {edition.id: {entry.id for entry in edition.entries} for edition in catalogue.editions}
        self._whole = {edition.id for edition in catalogue.editions if coverage_of(edition).complete}
        self._events = {edition.id: _by_entry(edition) for edition in catalogue.editions}
        self._places = {edition.id: at for at, edition in enumerate(catalogue.editions)}
        self._chains = {edition.id: self._chain(edition) for edition in catalogue.editions}

    def base(self, edition: Edition) -> Edition | None:
        """The edition this one builds on: the one it inherits from, else the last before it that was no draft."""
        if edition.inherits:
            return self.catalogue.edition(edition.inherits)
        earlier = self.catalogue.editions[: self._places[edition.id]]
        return next((e for e in reversed(earlier) if e.status != "draft"), None)

    def chain(self, edition: Edition) -> tuple[Edition, ...]:
        """The edition, the one it builds on, and so back to the first."""
        return self._chains[edition.id]

    def _chain(self, edition: Edition) -> tuple[Edition, ...]:
        found = [edition]
        while (base := self.base(found[-1])) is not None and base not in found:
            found.append(base)
        return tuple(found)

    def events_between(self, earlier: Edition, later: Edition) -> tuple[Event, ...]:
        """What was done on the way, oldest first; nothing where the later one does not build on the earlier."""
        chain = self.chain(later)
        if earlier not in chain:
            return ()
        steps = chain[: chain.index(earlier)]
        return tuple(event for step in reversed(steps) for event in step.events if event.checked.decides)

    def of(self, edition: Edition, entry_id: str) -> Standing:
        """The standing of an entry in an edition."""
        if entry_id in self._loaded[edition.id]:
            return Standing(Presence.LOADED, said_by=edition.id)
        for found in (self.said(edition, entry_id), self._by_base(edition, entry_id)):
            if found is not None:
                return found
        return self._by_later(edition, entry_id) or self._by_earlier(edition, entry_id) or NOT_KNOWN

    def said(self, edition: Edition, entry_id: str) -> Standing | None:
        """What the edition's own data says of an entry besides its text; None where it says nothing."""
        event = self._events[edition.id].get(entry_id)
        if entry_id in edition.removes or (event is not None and event.kind in GONE):
            return Standing(Presence.ABSENT, event, edition.id)
        if event is not None:
            return Standing(Presence.PRESENT, event, edition.id)
        if edition.id in self._whole:
            return Standing(Presence.ABSENT, said_by=edition.id)
        return None

    def _by_base(self, edition: Edition, entry_id: str) -> Standing | None:
        """An edition that inherits names all its changes: what its base does not hold, it does not hold either."""
        base = self.base(edition) if edition.inherits else None
        if base is None:
            return None
        found = self.of(base, entry_id)
        return found if found.presence is Presence.ABSENT else None

    def _by_later(self, edition: Edition, entry_id: str) -> Standing | None:
        """A later edition that builds on this one: what it added was not here; what it deleted or amended was."""
        place = self._places[edition.id]
        if any(entry_id in self._loaded[e.id] for e in self.catalogue.editions[:place]):
            return None
        for later in self.catalogue.editions[place + 1 :]:
            event = self._events[later.id].get(entry_id) if edition in self.chain(later)[1:] else None
            if event is None or event.kind == NOT_ADOPTED:
                continue
            if event.kind == ADDED:
                return Standing(Presence.ABSENT, event, later.id)
            return Standing(Presence.PRESENT, event, later.id) if self.base(later) == edition else None
        return None

    def _by_earlier(self, edition: Edition, entry_id: str) -> Standing | None:
        """A deletion lasts until somebody adds the entry again."""
        for earlier in self.chain(edition)[1:]:
            if entry_id in self._loaded[earlier.id]:
                return None
            event = self._events[earlier.id].get(entry_id)
            if event is not None:
                return Standing(Presence.ABSENT, event, earlier.id) if event.kind in GONE else None
        return None


def _by_entry(edition: Edition) -> dict[str, Event]:
    """What the edition's events say about each entry: an addition or a deletion before anything else."""
    found: dict[str, Event] = {}
    for event in edition.events:
        if not event.checked.decides or event.kind not in TELLING:
            continue
        held = found.get(event.entry)
        if held is None or (held.kind in CHANGED and event.kind not in CHANGED):
            found[event.entry] = event
    return found


def successive(catalogue: Catalogue, one: Edition, other: Edition) -> bool:
    """Whether one text replaces the other, so that a missing entry can mean anything at all.

    The announcements of a list that grows by announcement stand beside each other; none of them replaces another.
    """
    if catalogue.kind == "technology-catalogue" or one.id == other.id or "draft" in (one.status, other.status):
        return True
    return other in _heirs(catalogue, one) or one in _heirs(catalogue, other)


def _heirs(catalogue: Catalogue, edition: Edition) -> list[Edition]:
    """The editions that inherit from this one or took its place on the day it ended, and theirs."""
    found: list[Edition] = []
    waiting = [edition]
    while waiting:
        now = waiting.pop()
        for heir in catalogue.editions:
            took_over = now.ended_on is not None and heir.effective == now.ended_on
            if heir not in (*found, edition) and (took_over or heir.inherits == now.id):
                found.append(heir)
                waiting.append(heir)
    return found
