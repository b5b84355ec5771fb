"""The check of packs: reading problems, and what only the whole shows.

Beyond what reading refuses: facts that name no source or no check level, counts that disagree with the edition's,
units that do not fit their quantity, spans that point elsewhere, and what `crossrefs` says of codes and references.
Each problem names file and line. The hard problem: a default (`unchecked`) hides an omission, so the files are looked
at again as written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.crossrefs import crossref_problems
from catalogue.fields import Fields
from catalogue.licences import licence_problems
from catalogue.measure import limb_problems
from catalogue.model import Catalogue, Check, Edition
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.partypacks import verify_parties
from catalogue.problems import Problem, one_of
from catalogue.quantity import UnitTable
from catalogue.spans import span_problems
from catalogue.stick.installed import installed_problems
from catalogue.yamltext import EDITION_BYTES, read_yaml


def verify(folder: Path, only: str = "") -> tuple[int, tuple[Problem, ...]]:
    """(number of packs read, every problem) of a folder of packs, or of the one pack named in it.

    Codes and entries of the bundled packs count as known."""
    library = read_library(folder, only=only)
    units = UnitTable.read(Path(__file__).resolve().parent / "units.yaml")
    known = read_library(bundled_packs(), folder)
    cards = library.party_cards
    whole = (*_across(library, folder), *crossref_problems(library, known), *verify_parties(cards.values()))
    came = tuple(p for one in (*library.catalogues, *cards) for p in installed_problems(folder / one))
    return len(library.catalogues) + len(cards), (*library.problems, *limb_problems(library, units), *whole, *came)


def _across(library: Library, folder: Path) -> Iterator[Problem]:
    for catalogue in library.catalogues.values():
        if not catalogue.source:
            yield Problem(f"'{catalogue.id}' has no source", f"{catalogue.id}/pack.yaml", 1, "source", "name one")
        for edition in catalogue.editions:
            written = _as_written(folder, edition)
            yield from _check_levels(written)
            yield from _sources(edition)
            yield from _counts(catalogue, edition, written)
            yield from licence_problems(catalogue, edition)
            yield from span_problems(edition)


def _as_written(folder: Path, edition: Edition) -> Fields:
    """The edition's file once more, for what is absent there and for the lines of its own fields."""
    name = _file(edition)
    return Fields(
        read_yaml(folder / edition.catalogue / f"{edition.id}.yaml", name, EDITION_BYTES), "an edition", name, []
    )


def _file(edition: Edition) -> str:
    return f"{edition.catalogue}/{edition.id}.yaml"


def _check_levels(written: Fields) -> Iterator[Problem]:
    hint = f"add 'checked', {one_of(c.value for c in Check)}"
    for key, what in (("entries", "the entry"), ("events", "the event of")):
        for fact in written.blocks(key):
            if not fact.has("checked"):
                name = fact.text("code") or fact.text("entry") or fact.text("id")
                yield Problem(f"{what} '{name}' names no check level", written.file, fact.line, "checked", hint)
    if not written.has("sources"):
        yield Problem("the edition names no sources", written.file, 1, "sources", "list its publications")


def _sources(edition: Edition) -> Iterator[Problem]:
    for entry in edition.entries:
        if not entry.source:
            yield Problem(f"'{entry.label}' has no source", _file(edition), entry.line, "source", "name one")
        for point in entry.points:
            if not point.source:
                message = f"a point of '{entry.label}' has no source"
                yield Problem(message, _file(edition), point.line, "source", "name one")
            if point.checked is Check.OFFICIAL and point.partial:
                message = f"a point of '{entry.label}' is both official and partial"
                yield Problem(message, _file(edition), point.line, "partial", "an official text is whole")
    for event in edition.events:
        if not event.source:
            yield Problem(
                f"an event of '{event.entry}' has no source", _file(edition), event.line, "source", "name one"
            )


def _counts(catalogue: Catalogue, edition: Edition, written: Fields) -> Iterator[Problem]:
    if edition.expected is None:
        return
    line, field = written.line_of("expected_entries"), "expected_entries"
    if len(edition.items) > edition.expected:
        message = f"{len(edition.items)} entries are loaded and only {edition.expected} expected"
        yield Problem(message, _file(edition), line, field, "mend the number or take out what is no entry")
    base = catalogue.edition(edition.inherits)
    if base is not None and base.expected is not None:
        before = {entry.id for entry in base.entries}
        new = sum(entry.id not in before for entry in edition.entries)
        total = base.expected - len(edition.removes) + new
        if total != edition.expected:
            sum_told = f"{base.expected} of '{base.id}' less {len(edition.removes)} removed plus {new} new make {total}"
            message = f"{edition.expected} entries are expected, but {sum_told}"
            yield Problem(message, _file(edition), line, field, f"write {total}, or mend 'removes' and the new entries")
