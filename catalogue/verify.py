"""The check of packs: reading problems, and what only the whole shows.

Beyond what reading refuses: facts without source or check level, units that do not fit their quantity, events
of entries that no edition holds and that name no title, expected counts below what is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.measure import limb_problems
from catalogue.model import Catalogue, Check, Edition
from catalogue.packs import Library, read_library
from catalogue.partypacks import verify_parties
from catalogue.problems import Problem
from catalogue.quantity import UnitTable


def verify(folder: Path) -> tuple[int, tuple[Problem, ...]]:
    """(number of packs read, every problem)."""
    library = read_library(folder)
    units = UnitTable.read(Path(__file__).resolve().parent / "units.yaml")
    cards = library.party_cards
    found = (*library.problems, *limb_problems(library, units), *_across(library), *verify_parties(cards.values()))
    return len(library.catalogues) + len(cards), found


def _across(library: Library) -> Iterator[Problem]:
    for catalogue in library.catalogues.values():
        for edition in catalogue.editions:
            yield from _sources(edition)
            yield from _events(catalogue, edition)
            yield from _counts(edition)


def _file(edition: Edition) -> str:
    return f"{edition.catalogue}/{edition.id}.yaml"


def _sources(edition: Edition) -> Iterator[Problem]:
    for entry in edition.entries:
        if not entry.source:
            yield Problem(f"'{entry.label}' has no source", _file(edition), entry.line, "source", "name one")
        for point in entry.points:
            if not point.source:
                yield Problem(f"a point of '{entry.label}' has no source", _file(edition), point.line, "source")
            if point.checked is Check.OFFICIAL and point.partial:
                message = f"a point of '{entry.label}' is both official and partial"
                yield Problem(message, _file(edition), point.line, "partial", "an official text is whole")


def _events(catalogue: Catalogue, edition: Edition) -> Iterator[Problem]:
    known = {entry.id for other in catalogue.editions for entry in other.entries}
    for event in edition.events:
        if event.entry not in known and not event.title:
            message = f"an event names '{event.entry}', which no edition holds"
            yield Problem(message, _file(edition), 0, "events", "give the event a title")


def _counts(edition: Edition) -> Iterator[Problem]:
    if edition.expected is not None and len(edition.entries) > edition.expected:
        message = f"{len(edition.entries)} entries are loaded and only {edition.expected} expected"
        yield Problem(message, _file(edition), 0, "expected_entries", "one of the two is wrong")
