"""Which edition takes another's place, what it inherits, and the state of each on a day.

Values that flow: the editions of one catalogue, as all folders together hold them -> the same with the entries they
inherit and with the day the next one takes their place (`replaced_on`) -> `State` on a day. The hard problem: a file
bundled today cannot know what will be imported tomorrow, so the day an edition ends cannot stand in its file alone. A
text that is whole in itself (a new edition, or an amendment applied to its base) ends the one before it on its own
first day; of two that begin on the same day the one that builds on the other stands, else the one read later. Drafts,
texts of no known day and texts that were never in force end nothing. Announcements that stand beside their list
(`Catalogue.side_by_side`) end only what their file says; of licence catalogues the newer ends the older everywhere.
Inheritance is settled after all folders were laid over each other, so a base the user imports reaches every edition
that builds on it. Rejected: writing the day into the older file at import; it would be wrong as soon as the newer one
is taken away or corrected, and a bundled file is never written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from catalogue.model import LICENCE_CATALOGUE, Catalogue, Edition, Entry, Part, Period, State, Words
from catalogue.problems import Problem

BOUNDED = (State.IN_FORCE, State.SUSPENDED)
"""States that a printed last day ends without saying what follows."""


def state_of(edition: Edition, on: dt.date) -> State:
    """The state of an edition on a day. UNKNOWN before its first day of effect or where none is known.

    A draft is one from the day it was published; before that day nothing was known of it. A card is in force on every
    day: it tells about a regime, and on which day that was checked.
    """
    fixed = _fixed_state(edition, on)
    return _timed_state(edition.periods, edition.effective, on) if fixed is None else fixed


def state_of_part(part: Part, on: dt.date) -> State:
    """The state of a paragraph with days of its own, on a day."""
    return _timed_state(part.periods, part.effective, on)


def _timed_state(periods: tuple[Period, ...], effective: dt.date | None, on: dt.date) -> State:
    """What periods and the first day of effect make of a day; past the end of a bounded period nothing is known."""
    for period in periods:
        if (period.since is None or period.since <= on) and (period.until is None or on <= period.until):
            return period.state
    if any(p.state in BOUNDED and p.until is not None and p.until < on for p in periods):
        return State.STALE
    if effective is None or effective > on:
        return State.UNKNOWN
    return State.IN_FORCE


def _fixed_state(edition: Edition, on: dt.date) -> State | None:
    """The state that no period of suspension can change; None where there is none."""
    if edition.is_card:
        return State.IN_FORCE
    if edition.ended_on and edition.ended_on <= on:
        return State.SUPERSEDED
    if edition.status != "draft":
        return None
    return State.UNKNOWN if edition.promulgated and on < edition.promulgated else State.DRAFT


def with_successors(catalogue: Catalogue) -> Catalogue:
    """The catalogue with `replaced_on` and `replaced_by` set on every edition whose place another one takes."""
    found: dict[str, tuple[dt.date, str]] = {}
    for family in _families(catalogue):
        order = _in_order(catalogue, family)
        for (_, edition), (day, heir) in pairwise(order):
            found[edition.id] = (day, heir.id)
    return replace(catalogue, editions=tuple(_ended(e, *found.get(e.id, (None, ""))) for e in catalogue.editions))


def _ended(edition: Edition, day: dt.date | None, heir: str) -> Edition:
    same = (edition.replaced_on, edition.replaced_by) == (day, heir)
    return edition if same else replace(edition, replaced_on=day, replaced_by=heir)


def _families(catalogue: Catalogue) -> tuple[tuple[Edition, ...], ...]:
    """The editions of which each takes the place of the one before: the lists, and the licence catalogues."""
    adopted = [edition for edition in catalogue.editions if edition.status != "draft"]
    lists = () if catalogue.side_by_side else tuple(edition for edition in adopted if edition.lists_items)
    return lists, tuple(edition for edition in adopted if edition.kind == LICENCE_CATALOGUE)


def _in_order(catalogue: Catalogue, family: Sequence[Edition]) -> list[tuple[dt.date, Edition]]:
    """The editions by their first day in force; on the same day a base goes before what builds on it."""
    begun = [(day, edition) for edition in family if (day := begins(edition)) is not None]
    return sorted(begun, key=lambda one: (one[0], len(_bases(catalogue, one[1]))))


def begins(edition: Edition) -> dt.date | None:
    """The first day on which the edition is in force by its own file; None where there is no such day."""
    alone = replace(edition, replaced_on=None, replaced_by="")
    days = [p.since or dt.date.min for p in edition.periods if p.state is State.IN_FORCE]
    days.extend(p.until + dt.timedelta(1) for p in edition.periods if p.until is not None and p.until < dt.date.max)
    if edition.effective is not None:
        days.append(edition.effective)
    return next((day for day in sorted(days) if state_of(alone, day) is State.IN_FORCE), None)


def _bases(catalogue: Catalogue, edition: Edition) -> list[str]:
    """The ids of the edition this one builds on, of that edition's base, and so on."""
    found: list[str] = []
    now: Edition | None = edition
    while now is not None:
        name = now.inherits or now.amends
        if not name or name in found:
            break
        found.append(name)
        now = catalogue.edition(name)
    return found


def doubts_of(edition: Edition, held: Catalogue | None) -> Iterator[Words]:
    """What an import should be told of its place in time: no day of effect, or a base that another has overtaken."""
    if edition.is_card or edition.status == "draft":
        return
    first = begins(edition)
    if first is None and not edition.periods and edition.superseded_on is None and not edition.inherits:
        yield Words(
            f"没有施行日期，版次编号“{edition.id}”也不是某一日：本版次不会视为现行，也不取代其他版次。表格可用日期命名版次"
            "（--edition 2026-01-05），或在列映射中写 edition: {effective: 2026-01-05} 再用 --map 导入",
            f"no day of effect is known, and the id '{edition.id}' is no day: this edition is in force on no day and "
            "takes no other's place; for a table name the edition by its day (--edition 2026-01-05), or write the day "
            "into the column map (edition: {effective: 2026-01-05}), with --map",
        )
    base = held.edition(edition.inherits or edition.amends) if held is not None else None
    if held is None or base is None or first is None:
        return
    between = [one for one in _after(held, base) if one.id != edition.id and (begins(one) or first) < first]
    for one in between:
        yield Words(
            f"“{one.id}”也修改或取代了“{base.id}”，且先于本版次施行；其变动不在本版次内。请以它为基础：--base {one.id}",
            f"'{one.id}' took the place of '{base.id}' before this edition begins, and what it changed is not in this "
            f"one: apply it to that edition with --base {one.id}",
        )


def _after(held: Catalogue, base: Edition) -> Iterator[Edition]:
    """The lists in the catalogue that take their place after the base, in order."""
    for family in _families(held):
        order = [edition for _, edition in _in_order(held, family)]
        names = [edition.id for edition in order]
        if base.id in names:
            yield from order[names.index(base.id) + 1 :]


def with_inherited(editions: Sequence[Edition], problems: list[Problem]) -> tuple[Edition, ...]:
    """Editions in order of time, each with the entries it inherits; one whose base is missing is left out."""
    done: dict[str, Edition] = {}
    for edition in sorted(editions, key=order_of):
        if not edition.inherits:
            done[edition.id] = edition
        elif edition.inherits in done:
            done[edition.id] = _inheriting(edition, done[edition.inherits], problems)
        else:
            problems.append(
                Problem(
                    f"inherits from '{edition.inherits}', which is not loaded",
                    f"{edition.catalogue}/{edition.id}.yaml",
                    1,
                    "inherits",
                    "mend that edition first",
                )
            )
    return tuple(done.values())


def order_of(edition: Edition) -> str:
    """The day of the edition; an instrument without one stands by the year and number of its id."""
    day = edition.effective or edition.promulgated
    return day.isoformat() if day else edition.id if edition.id[:1].isdigit() else ""


def _inheriting(edition: Edition, base: Edition, problems: list[Problem]) -> Edition:
    own = {entry.id for entry in edition.entries}
    file = f"{edition.catalogue}/{edition.id}.yaml"
    known = {entry.id for entry in base.entries}
    for gone in edition.removes:
        if gone not in known:
            problems.append(
                Problem(
                    f"removes '{gone}', which '{base.id}' does not hold",
                    file,
                    1,
                    "removes",
                    message_zh=f"删除“{gone}”，而“{base.id}”中没有",
                )
            )
    kept = tuple(
        _inherited(entry, base) for entry in base.entries if entry.id not in own and entry.id not in edition.removes
    )
    return replace(edition, entries=kept + edition.entries)


def _inherited(entry: Entry, base: Edition) -> Entry:
    return replace(entry, inherited_from=entry.inherited_from or base.id)
