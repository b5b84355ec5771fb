"""The history of one entry for people: every edition in order of time, with what was done to it there.

Takes the rows of `editions.history`, returns lines in one language; decides nothing. The hard problem: an edition
that is loaded in part and lacks the entry says nothing, so its line says "not loaded", never "deleted". Rejected:
leaving such editions out, which reads like continuity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.model import Coverage, Edition, Entry, Event, Words, coverage_of
from catalogue.telling.wording import CHECKS, EVENTS

Row = tuple[Edition, Entry | None, tuple[Event, ...]]

ENDING = ("deleted", "not_adopted")
"""Events after which an edition does not hold the entry."""

_HEADING = Words("沿革：", "History: ")
_DRAFT = Words("（征求意见稿）", " (draft)")
_ABSENT = Words("未收录（此版收录{extent}），不等于未列入", "not loaded ({extent} loaded): not the same as not listed")
_DERIVED = Words("（推算）", " (derived)")
_TOTAL_UNKNOWN = Words("总数不明", "total unknown")


def chain_lines(rows: Iterable[Row], lang: str) -> Iterator[str]:
    """The codes in one line, then each edition with its events. Editions outside the entry's life are left out."""
    lived = _lived(tuple(rows))
    codes = list(dict.fromkeys((entry.code, e.status == "draft") for e, entry, _ in lived if entry and entry.code))
    told = [f"{code}{_DRAFT.in_language(lang) if draft else ''}" for code, draft in _without_echo(codes)]
    if any(entry or events for _, entry, events in lived):
        yield f"{_HEADING.in_language(lang)}{' → '.join(told)}".rstrip()
    for edition, entry, events in lived:
        yield f"    {edition.id}{_mark(edition, lang)}: {_standing(edition, entry, events, lang)}"
        for event in events:
            yield f"        {_event(event, lang)}"


def _lived(rows: Sequence[Row]) -> Sequence[Row]:
    """From the first edition that knows the entry to the one that ends it; else to the last edition."""
    known = [i for i, (_, entry, events) in enumerate(rows) if entry or events]
    if not known:
        return ()
    last = len(rows) - 1
    for i in known:
        if any(event.kind in ENDING for event in rows[i][2]):
            last = max(i, known[-1])
    return rows[known[0] : last + 1]


def _without_echo(codes: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """A code that a draft and an edition in force share is told once, as that of the edition."""
    final = {code for code, draft in codes if not draft}
    return ((code, draft) for code, draft in codes if not (draft and code in final))


def _mark(edition: Edition, lang: str) -> str:
    return _DRAFT.in_language(lang) if edition.status == "draft" else ""


def _standing(edition: Edition, entry: Entry | None, events: Sequence[Event], lang: str) -> str:
    if entry is not None:
        return f"{entry.code or '-'}  {entry.title.in_language(lang)}  [{CHECKS[entry.checked].in_language(lang)}]"
    if events:
        return "-"
    return _ABSENT.in_language(lang).format(extent=_extent(coverage_of(edition), lang))


def _extent(coverage: Coverage, lang: str) -> str:
    total = _TOTAL_UNKNOWN.in_language(lang) if coverage.expected is None else str(coverage.expected)
    derived = _DERIVED.in_language(lang) if coverage.derived else ""
    return f"{coverage.entries}/{total}{derived}"


def _event(event: Event, lang: str) -> str:
    """`编号变更 184012X → 203912X（2023-12-21，公告2023年第57号）：征求意见稿编号214012X [来源级别]`."""
    codes = f" {event.code_from} → {event.code_to}" if event.kind in ("renumbered", "moved", "split") else ""
    day = event.date.isoformat() if event.date else ""
    open_, comma, close, colon = (" (", ", ", ")", ": ") if lang == "en" else ("（", "，", "）", "：")
    place = comma.join(part for part in (day, event.instrument) if part)
    note = f"{colon}{event.note.in_language(lang)}" if event.note else ""
    kind = EVENTS[event.kind].in_language(lang)
    return f"{kind}{codes}{open_}{place}{close}{note} [{CHECKS[event.checked].in_language(lang)}]"
