"""Two editions of a catalogue compared: what was added, deleted and changed, and what cannot be said.

Values that flow: catalogue + two editions -> `Difference`, whose rows name an entry on both sides, the kinds of its
change and its control points side by side, wording by word and thresholds as numbers. The direction is free: the
rows of 2023 -> 2020 are those of 2020 -> 2023 read backwards, and only what happened on the way is told.

The one hard problem is a deletion against "not loaded". Of 134 entries of 2023 some thirty are held, so an entry of
2020 that is missing there may have been deleted or may simply not be in our data. It is called deleted only where
something says so: an event of the editions on the way, the edition's own `removes`, or a text that is loaded whole.
The same holds for an addition, and inside an entry for its points, its words and its thresholds: a point that one
side lacks counts only where that side's entry is loaded whole, and a text its source gives in part never proves that
words were taken out. What is left over is listed as unknown, with the edition it is not loaded in, and the coverage
of both editions goes with every answer. An amendment of which only the event is known is a change without texts: the
event's own words are the account, as far as it goes.

Rejected: comparing the two lists as sets and printing a warning beside the result. A lawyer copies the table, not
the warning; a row that may be wrong must not stand among those that are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalogue.comparing.changes import (
    ADDED,
    AMENDED,
    DELETED,
    IN_PART,
    KINDS,
    RENUMBERED,
    UNLOADED,
    Difference,
    EntryChange,
    EntryRow,
)
from catalogue.comparing.pairing import Pair, pair_entries
from catalogue.comparing.pointdiff import point_changes, same_words, turned
from catalogue.comparing.standing import Presence, Standing, Standings, successive
from catalogue.comparing.worddiff import plain
from catalogue.editions import parse_code
from catalogue.model import Catalogue, Edition, Entry, Event
from catalogue.units import UnitTable

_OUR_TITLE = re.compile(r"[（(]据.{1,8}译[）)]")
"""Marks a title we translated back from another language: it cannot prove that the entry was renamed."""


def compare(catalogue: Catalogue, before: Edition, after: Edition, units: UnitTable) -> Difference:
    """What differs between two editions of the catalogue, rows in the later edition's order."""
    order = catalogue.editions.index
    if order(before) > order(after):
        return _reversed(_Comparison(catalogue, after, before, units).difference())
    return _Comparison(catalogue, before, after, units).difference()


def only(found: Difference, code: str) -> Difference | None:
    """The rows of one entry (by any code or id it carries here) or of one of its points; None where it has none.

    An entry that stands in both editions without a known difference gives an empty answer, not None.
    """
    for name, number in ((code.strip(), None), parse_code(code)):
        ids = _ids_named(found, name.casefold())
        if ids:
            return _narrowed(found, ids, number)
    return None


def _ids_named(found: Difference, name: str) -> set[str]:
    """Ids of the entries that go by this code or id in either edition or in an event of the catalogue."""
    entries = [entry for edition in (found.before, found.after) for entry in edition.entries]
    ids = {entry.id for entry in entries if name in (entry.id.casefold(), (entry.code or "").casefold())}
    rows = (*found.added, *found.deleted, *found.unknown)
    ids |= {row.id for row in rows if name in (row.id.casefold(), (row.code or "").casefold())}
    linked = (row for row in found.changed if name in (row.id.casefold(), *_codes(row)))
    return ids | {row.id for row in linked}


def _codes(row: EntryChange) -> tuple[str, ...]:
    return tuple(code.casefold() for code in (row.code_from, row.code_to) if code)


def _narrowed(found: Difference, ids: set[str], number: str | None) -> Difference:
    changed = [row for row in found.changed if row.id in ids or row.id_from in ids]
    if number is not None:
        changed = [replace(row, points=tuple(p for p in row.points if number in p.numbers)) for row in changed]
        changed = [row for row in changed if row.changed_points]
    added, deleted, unknown = (
        tuple(row for row in rows if row.id in ids) for rows in (found.added, found.deleted, found.unknown)
    )
    return replace(
        found, added=added, deleted=deleted, unknown=unknown, changed=tuple(changed), same=0, beside=None, narrowed=True
    )


def _reversed(found: Difference) -> Difference:
    """The same difference read from the later edition to the earlier one."""
    return replace(
        found,
        before=found.after,
        after=found.before,
        added=found.deleted,
        deleted=found.added,
        changed=tuple(_turned(row) for row in found.changed),
        beside=found.beside[::-1] if found.beside else None,
        backward=True,
    )


def _turned(row: EntryChange) -> EntryChange:
    return replace(
        row,
        id=row.id_from,
        id_from=row.id,
        code_from=row.code_to,
        code_to=row.code_from,
        title_from=row.title_to,
        title_to=row.title_from,
        control_from=row.control_to,
        control_to=row.control_from,
        points=tuple(turned(point) for point in row.points),
    )


class _Comparison:
    """One comparison in order of time, from the earlier edition to the later one."""

    def __init__(self, catalogue: Catalogue, first: Edition, last: Edition, units: UnitTable) -> None:
        self.catalogue, self.units = catalogue, units
        self.first, self.last = (replace(edition, entries=edition.items) for edition in (first, last))
        self.standings = Standings(catalogue)
        self.events = self.standings.events_between(first, last)
        self.entries = {entry.id: entry for edition in (first, last) for entry in edition.entries}
        self.told = {event.entry: event for edition in catalogue.editions for event in edition.events}

    def difference(self) -> Difference:
        """The rows, entries before events."""
        pairs = pair_entries(self.first.entries, self.last.entries, self.events)
        pairs += self._moves(pairs)
        seen = {pair.before.id for pair in pairs} | {pair.after.id for pair in pairs}
        rows = [self._entry_change(pair) for pair in pairs]
        changed = [row for row in rows if row.kinds]
        alone: list[tuple[str, EntryRow]] = []
        beside = None
        if successive(self.catalogue, self.first, self.last):
            alone = list(self._alone(seen))
        else:
            counts = [sum(entry.id not in seen for entry in edition.entries) for edition in (self.first, self.last)]
            beside = (counts[0], counts[1])
        told = [self._told_by_events(entry_id) for entry_id in self._only_told()]
        added, deleted, unknown = (
            tuple(row for found, row in alone if found == kind) for kind in (ADDED, DELETED, UNLOADED)
        )
        return Difference(
            catalogue=self.catalogue,
            before=self.first,
            after=self.last,
            added=added,
            deleted=deleted,
            changed=(*changed, *told),
            unknown=unknown,
            same=len(rows) - len(changed),
            beside=beside,
        )

    def _moves(self, pairs: list[Pair]) -> list[Pair]:
        """A proven deletion and a proven addition of one title on the two sides of the list are one move."""
        taken = {p.before.id for p in pairs} | {p.after.id for p in pairs}
        gone = [e for e in self.first.entries if e.id not in taken and self._absent(self.last, e)]
        come = [e for e in self.last.entries if e.id not in taken and self._absent(self.first, e)]
        found: list[Pair] = []
        for entry in come:
            same = [e for e in gone if _same_title(e, entry) and e.control and e.control is not entry.control]
            if len(same) == 1 and entry.control:
                found.append(Pair(same[0], entry, ("moved",)))
        return found

    def _absent(self, edition: Edition, entry: Entry) -> bool:
        return self.standings.of(edition, entry.id).presence is Presence.ABSENT

    def _alone(self, seen: set[str]) -> Iterator[tuple[str, EntryRow]]:
        """Entries that are not in both texts, each with what can be said of it."""
        for entry_id in dict.fromkeys((*self.entries, *self.told)):
            if entry_id in seen:
                continue
            before, after = (self.standings.of(edition, entry_id) for edition in (self.first, self.last))
            if before.presence.there and after.presence is Presence.ABSENT:
                yield DELETED, self._row(entry_id, after)
            elif after.presence.there and before.presence is Presence.ABSENT:
                own = self.standings.said(self.last, entry_id)
                yield ADDED, self._row(entry_id, own if own and own.witness else before)
            elif missing_in := self._not_loaded_in(before, after):
                yield UNLOADED, replace(self._row(entry_id, None), missing_in=missing_in)

    def _not_loaded_in(self, before: Standing, after: Standing) -> str:
        """The edition that would have to be loaded to decide; empty where neither says anything of the entry."""
        if before.presence is Presence.LOADED:
            return self.last.id
        if after.presence is Presence.LOADED:
            return self.first.id
        decided_here = after.presence is not Presence.UNKNOWN and after.said_by == self.last.id
        return self.first.id if decided_here and before.presence is Presence.UNKNOWN else ""

    def _row(self, entry_id: str, witness: Standing | None) -> EntryRow:
        event = witness.witness if witness else None
        entry = self.entries.get(entry_id)
        if entry is not None:
            return EntryRow(entry_id, entry.code, entry.title, entry.control, entry, event, source=entry.source)
        named = event or self.told[entry_id]
        return EntryRow(entry_id, named.code_to or named.code_from or None, named.title, None, None, event)

    def _only_told(self) -> list[str]:
        """Entries loaded in neither text that stand in both and that an event on the way changed."""
        named = dict.fromkeys(event.entry for event in self.events if event.kind in KINDS)
        return [name for name in named if name not in self.entries and self._stays(name)]

    def _stays(self, entry_id: str) -> bool:
        return all(self.standings.of(d, entry_id).presence is Presence.PRESENT for d in (self.first, self.last))

    def _told_by_events(self, entry_id: str) -> EntryChange:
        events = self._events_of(entry_id)
        title = events[-1].title
        return EntryChange(
            id=entry_id,
            id_from=entry_id,
            code_from=next((e.code_from for e in events if e.code_from), None),
            code_to=next((e.code_to for e in reversed(events) if e.code_to), None),
            title_from=title,
            title_to=title,
            control_from=None,
            control_to=None,
            kinds=_in_order(event.kind for event in events),
            points=(),
            events=events,
            sources=_once(event.source for event in events),
        )

    def _events_of(self, *ids: str) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.entry in ids and event.kind in KINDS)

    def _entry_change(self, pair: Pair) -> EntryChange:
        before, after = pair.before, pair.after
        editions = (self.first, self.last)
        points = tuple(point_changes(before, after, editions, self.catalogue.quantities, self.units))
        events = self._events_of(before.id, after.id)
        kinds = [*pair.kinds, *(event.kind for event in events), *_plain_kinds(before, after)]
        if any(set(point.kinds) - {UNLOADED, IN_PART} for point in points):
            kinds.append(AMENDED)
        return EntryChange(
            id=after.id,
            id_from=before.id,
            code_from=before.code,
            code_to=after.code,
            title_from=before.title,
            title_to=after.title,
            control_from=before.control,
            control_to=after.control,
            kinds=_in_order(kinds),
            points=points,
            events=events,
            sources=_once((before.source, after.source, *(event.source for event in events))),
        )


def _in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    known = set(kinds)
    return tuple(kind for kind in KINDS if kind in known)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _same_title(one: Entry, other: Entry) -> bool:
    return plain(one.title.zh or one.title.en) == plain(other.title.zh or other.title.en)


def _plain_kinds(before: Entry, after: Entry) -> Iterator[str]:
    """What the two entries' codes, titles and sides show; a missing code or side shows nothing."""
    if before.code and after.code and before.code != after.code:
        yield RENUMBERED
    ours = any(_OUR_TITLE.search(entry.title.zh) for entry in (before, after))
    if not ours and not same_words(before.title, after.title):
        yield "renamed"
    if before.control and after.control and before.control is not after.control:
        yield "moved"
