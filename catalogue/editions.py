"""Which edition or measure applies on a date, and where a code stands.

Values that flow: `Library` + date -> (catalogue, edition, state). The hard problem: a suspension that has run
out says nothing about what followed, so such a measure is `stale`: shown with its state, never deciding.
Rejected: storing the state with the data; it would be true on one day only.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model import LICENCE_CATALOGUE, Catalogue, Edition, Entry, Event, Point, State
from catalogue.packs import Library
from catalogue.problems import BadInput, did_you_mean, did_you_mean_zh
from catalogue.succession import state_of

IN_FORCE = "in-force"
ALL = "all"
HOME = "CN"
SHOWN_AS_IN_FORCE = (State.IN_FORCE, State.SUSPENDED, State.STALE)

_BRACKETED = re.compile(r"(?P<code>[^()（）]+)(?P<point>(?:[(（][^()（）]+[)）])+)")
_LEVEL = re.compile(r"[(（]([^()（）]+)[)）]")
_DOTTED = re.compile(r"(?P<code>[0-9A-Za-z]+)\.(?P<point>[0-9A-Za-z.]+)")

Chosen = tuple[Catalogue, Edition, State]


def in_force(catalogue: Catalogue, on: dt.date) -> tuple[Edition, ...]:
    """Editions that are in force on the day; where they follow each other at most one (`succession`)."""
    return tuple(e for e in catalogue.editions if state_of(e, on) is State.IN_FORCE)


def select_editions(
    library: Library, *, catalogue: str = "", edition: str = IN_FORCE, as_of: dt.date
) -> tuple[Chosen, ...]:
    """The editions a question is put to, each with its state on the day.

    `in-force` includes suspended and stale measures with their state. Raises BadInput for an unknown
    catalogue or edition.
    """
    catalogues = [library.catalogue(catalogue)] if catalogue else list(library.catalogues.values())
    every = [(c, e, state_of(e, as_of)) for c in catalogues for e in c.editions]
    if edition == ALL:
        return tuple(every)
    if edition == IN_FORCE:
        return tuple(chosen for chosen in every if chosen[2] in SHOWN_AS_IN_FORCE)
    found = tuple(chosen for chosen in every if chosen[1].id == edition)
    if not found:
        ids = list(dict.fromkeys(e.id for _, e, _ in every))
        hint = did_you_mean(edition, ids) or "known are: in-force, all, " + ", ".join(ids)
        raise BadInput.because(
            f"there is no edition '{edition}'",
            hint=hint,
            zh=f"没有版次“{edition}”",
            hint_zh=did_you_mean_zh(edition, ids) or "已载入：in-force、all、" + "、".join(ids),
        )
    return found


@dataclass(frozen=True, slots=True)
class Located:
    """Where a code or id stands. `point` is None for the entry itself."""

    catalogue: Catalogue
    edition: Edition
    state: State
    entry: Entry
    point: Point | None


def parse_code(text: str) -> tuple[str, str | None]:
    """`203912X(5)` -> ("203912X", "5"); `1C117.c.2.b` -> ("1C117", "c.2.b"); else (text, None).

    Brackets in a row are levels: `VIII(h)(1)` -> ("VIII", "h.1").
    """
    stripped = _plain(text)
    bracketed = _BRACKETED.fullmatch(stripped)
    if bracketed:
        return bracketed["code"].strip(), ".".join(level.strip() for level in _LEVEL.findall(bracketed["point"]))
    dotted = _DOTTED.fullmatch(stripped)
    return (dotted["code"], dotted["point"]) if dotted else (stripped, None)


def _plain(code: str) -> str:
    """A code as it is printed, whatever width it was typed in."""
    return unicodedata.normalize("NFKC", code).strip()


def locate(library: Library, code: str, *, catalogue: str = "", edition: str = "", as_of: dt.date) -> Located | None:
    """The entry (and point) with this code or id; without an edition, the one in force, else the newest that has it.

    Lists go before licence catalogues, which only add to them, and Chinese catalogues before foreign ones: 1C117 is a
    code of four lists, and `catalogue` asks for another.
    """
    chosen = select_editions(library, catalogue=catalogue, edition=edition or ALL, as_of=as_of)
    newest_first = chosen[::-1]

    def rank(one: Chosen) -> tuple[bool, bool, int]:
        return one[0].jurisdiction != HOME, one[1].kind == LICENCE_CATALOGUE, _preference(one[2])

    ranked = sorted(newest_first, key=rank)
    whole = _plain(code)
    if not whole:
        return None
    base, point_no = parse_code(whole)
    for name, number in ((whole, None), (base, point_no)):
        for one_catalogue, one_edition, state in ranked:
            entry = one_edition.entry(name)
            if entry is None:
                continue
            point = next((p for p in entry.points if p.no == number), None) if number else None
            if number is None or point is not None:
                return Located(one_catalogue, one_edition, state, entry, point)
    return None


def also_in(library: Library, found: Located) -> tuple[str, ...]:
    """The other catalogues that have an entry of the same code; a code alone does not say which list is meant."""
    code = found.entry.code
    return tuple(
        other.id
        for other in library.lists.values()
        if code and other.id != found.catalogue.id and any(edition.entry(code) for edition in other.editions)
    )


def _preference(state: State) -> int:
    order = (State.IN_FORCE, State.SUSPENDED, State.STALE, State.UNKNOWN, State.SUPERSEDED, State.STOPPED, State.DRAFT)
    return order.index(state)


def history(catalogue: Catalogue, entry_id: str) -> Iterator[tuple[Edition, Entry | None, tuple[Event, ...]]]:
    """For every edition in order of time: the entry as it stands there (None where absent), and what was done to it.

    Licence catalogues and measures are no editions of the list and stay out, as do announcements beside a list that
    do not concern the entry: they never held the rest of it.
    """
    for edition in (e for e in catalogue.editions if not e.kind):
        entry = next((e for e in edition.entries if e.id == entry_id), None)
        events = tuple(e for e in edition.events if e.entry == entry_id)
        if entry is not None or events or not catalogue.side_by_side:
            yield edition, entry, events


def unknown_code(library: Library, code: str, *, catalogue: str = "", edition: str = "", as_of: dt.date) -> BadInput:
    """The complaint for a code that was not located: an entry without that point, of other editions, or of none."""
    if not _plain(code):
        return BadInput.because(
            "a code is needed",
            field="CODE",
            hint="233914X, or a point such as 203912X(5)",
            zh="请给出编码",
            hint_zh="如 233914X，或条目中的一点，如 203912X(5)",
        )
    base, number = parse_code(code)
    entry = locate(library, base, catalogue=catalogue, edition=edition, as_of=as_of) if number else None
    if entry is not None:
        points = ", ".join(p.no for p in entry.entry.points if p.no) or "none is loaded"
        points_zh = "、".join(p.no for p in entry.entry.points if p.no) or "均未载入"
        return BadInput.because(
            f"'{base}' has no point '{number}'",
            field="CODE",
            hint=f"its points are: {points}",
            zh=f"“{base}”没有控制要点“{number}”",
            hint_zh=f"其控制要点：{points_zh}",
        )
    holding = [f"{c.id} {e.id}" for c in library.catalogues.values() for e in c.editions if e.entry(base)]
    if holding:
        asked = " ".join(part for part in (catalogue, edition) if part)
        return BadInput.because(
            f"'{base}' is not loaded in {asked}",
            field="CODE",
            hint=f"see {', '.join(holding)}",
            zh=f"{asked}中未载入“{base}”",
            hint_zh=f"见{'、'.join(holding)}",
        )
    codes = [e.code for c in library.catalogues.values() for d in c.editions for e in d.entries if e.code]
    hint = did_you_mean(base, codes) or "search for words of its title instead"
    return BadInput.because(
        f"no loaded edition has an entry '{code}'",
        field="CODE",
        hint=hint,
        zh=f"已载入的版次中没有条目“{code}”",
        hint_zh=did_you_mean_zh(base, codes) or "可改按其名称中的词语查找",
    )
