"""Codes and references of packs against each other: what names something that no edition holds.

Values that flow: the library under check and every edition known -> `Problem`s with file and line. The hard
problem: an event may rightly speak of an entry that no source lets us load, and must then say so itself
(`not_loaded: true` with a title), because silence and a slip of the pen look the same. Rejected: taking a title
for such a mark; every event has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.model import Catalogue, Edition, Entry, Event
from catalogue.packs import Library
from catalogue.problems import Problem, did_you_mean
from catalogue.telling.chain import ENDING

MARK = "load the entry, or write 'not_loaded: true' and a title"


def crossref_problems(library: Library, known: Library) -> Iterator[Problem]:
    """Codes outside the grammar and dead references in `library`; `known` says what there is beside it."""
    for catalogue in library.catalogues.values():
        held = _Held(known.catalogues.get(catalogue.id, catalogue), catalogue)
        for edition in catalogue.editions:
            yield from _edition(held, edition)


class _Held:
    """What the editions of one catalogue hold: entries with their codes, and what events call not loaded."""

    def __init__(self, known: Catalogue, own: Catalogue) -> None:
        self.grammar = re.compile(own.code_pattern)
        self.grammar_told = own.code_grammar.en or own.code_grammar.zh or own.code_pattern
        self.editions = {e.id: e for e in (*known.editions, *own.editions)}
        self.codes: dict[str, set[str]] = {}
        for edition in self.editions.values():
            for entry in edition.entries:
                self.codes.setdefault(entry.id, set()).update((entry.code,) if entry.code else ())
        events = [event for edition in self.editions.values() for event in edition.events if event.not_loaded]
        self.excused = {(e.entry, code) for e in events for code in (e.code_from, e.code_to) if code}


def _edition(held: _Held, edition: Edition) -> Iterator[Problem]:
    file = f"{edition.catalogue}/{edition.id}.yaml"
    for field, name in (("amends", edition.amends), ("inherits", edition.inherits)):
        if name and name not in held.editions:
            hint = did_you_mean(name, held.editions) or "known are: " + ", ".join(held.editions)
            yield Problem(f"'{field}' names the edition '{name}', which is not there", file, 1, field, hint)
    for entry in edition.entries:
        if not entry.inherited_from:
            yield from _renamed(held, entry, file)
    for event in edition.events:
        yield from _codes_of_event(held, event, file)
        yield from _marked(held, event, file) if event.not_loaded else _event(held, edition, event, file)


def _misformed(held: _Held, code: str, file: str, line: int, field: str) -> Iterator[Problem]:
    if not held.grammar.fullmatch(code):
        message = f"'{code}' does not fit the codes of this catalogue"
        yield Problem(message, file, line, field, held.grammar_told)


def _renamed(held: _Held, entry: Entry, file: str) -> Iterator[Problem]:
    field = "renamed_from"
    for code in entry.renamed_from:
        yield from _misformed(held, code, file, entry.line, field)
        if code not in held.codes[entry.id] and (entry.id, code) not in held.excused:
            hint = did_you_mean(code, held.codes[entry.id]) or f"an event of {entry.id} must name it as not_loaded"
            message = f"'{entry.label}' is renamed from '{code}', a code that no edition has for it"
            yield Problem(message, file, entry.line, field, hint)
        if code == entry.code:
            yield Problem(f"'{code}' is renamed from itself", file, entry.line, field, "take it out")


def _codes_of_event(held: _Held, event: Event, file: str) -> Iterator[Problem]:
    for field, code in (("code_from", event.code_from), ("code_to", event.code_to)):
        if code:
            yield from _misformed(held, code, file, event.line, field)


def _marked(held: _Held, event: Event, file: str) -> Iterator[Problem]:
    """An event that says its entry or code is not loaded: it needs a title, and must be right."""
    if not event.title:
        message = f"the event names '{event.entry}' as not loaded and gives no title"
        yield Problem(message, file, event.line, "title", "add 'title: {zh: …, en: …}'")
    named = {code for code in (event.code_from, event.code_to) if code}
    if event.entry in held.codes and named <= held.codes[event.entry]:
        message = f"the event calls '{event.entry}' not loaded, but an edition holds it"
        yield Problem(message, file, event.line, "not_loaded", "take the mark out")


def _event(held: _Held, edition: Edition, event: Event, file: str) -> Iterator[Problem]:
    if event.entry not in held.codes:
        hint = did_you_mean(event.entry, held.codes) or MARK
        yield Problem(f"an event names '{event.entry}', which no edition holds", file, event.line, "entry", hint)
        return
    for field, code in (("code_from", event.code_from), ("code_to", event.code_to)):
        if code and code not in held.codes[event.entry]:
            hint = did_you_mean(code, held.codes[event.entry]) or MARK
            message = f"an event of '{event.entry}' names '{code}', a code that no edition has for it"
            yield Problem(message, file, event.line, field, hint)
    yield from _against_edition(edition, event, file)


def _against_edition(edition: Edition, event: Event, file: str) -> Iterator[Problem]:
    """An event and the entries of its own edition tell the same."""
    entry = next((e for e in edition.entries if e.id == event.entry), None)
    if event.kind in ENDING:
        if entry is not None:
            message = f"'{event.entry}' is {event.kind} here and stands in the edition all the same"
            yield Problem(message, file, event.line, "entry", "take out the entry or the event")
    elif entry is None:
        message = f"'{event.entry}' is {event.kind} here, but the edition does not hold it"
        yield Problem(message, file, event.line, "entry", MARK)
    elif event.code_to and entry.code and event.code_to != entry.code:
        message = f"the event gives '{event.entry}' the code '{event.code_to}', the entry has '{entry.code}'"
        yield Problem(message, file, event.line, "code_to", "one of the two is wrong")
