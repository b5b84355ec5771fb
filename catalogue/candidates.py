"""Which control points a technology must be held against: named, measured, or alike by name.

Values that flow: Technology + Edition -> `Candidate`s with their evidence. The hard problem: codes change between
editions (184012X -> 203912X), so a named code is followed through the entry's permanent id to the edition that
decides; and numbers of points change with them (056101X(8) is 086501X(7)), so a point is followed by its text, and one
whose text is not there any more is said to be lost. Rejected: only what the lawyer names; the danger is the entry
nobody thought of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.editions import parse_code
from catalogue.matter import NamedEntry, Technology
from catalogue.measure import Given
from catalogue.model import LICENCE_CATALOGUE, Catalogue, Edition, Entry, Event, Point
from catalogue.searching.relevance import Topic
from catalogue.searching.thesaurus import Needle
from catalogue.text import Normaliser

SHORTEST_TITLE = 2
"""Signs a title needs to be looked for: 镁 alone is too little, while a synonym of one sign was given on purpose."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point (None: the entry as a whole) and why it came up: `named`, measured quantities, a word of the name."""

    entry: Entry
    point: Point | None
    named: NamedEntry | None = None
    point_named: bool = False
    measured: tuple[str, ...] = ()
    word: str = ""
    lost_point: str = ""
    """The number of a point of another edition that was named and is not in this one."""

    @property
    def alone(self) -> bool:
        """True when the entry has no other loaded point."""
        return len(self.entry.points) <= 1


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A named code without an entry in the edition; `deleted` is the event that took it out, where one is known."""

    named: NamedEntry
    entry_id: str
    deleted: Event | None


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The permanent ids behind every code and id of a catalogue, whatever their letter case: made once for a review.

    `held` gives (edition, id) in the order of the editions, `mentioned` the id behind a former code or an event.
    """

    held: dict[str, tuple[tuple[str, str], ...]]
    mentioned: dict[str, str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> CodeBook:
        """The book of a catalogue."""
        held: dict[str, dict[tuple[str, str], None]] = {}
        mentioned: dict[str, str] = {}
        for edition in catalogue.editions:
            for entry in edition.entries:
                for code in (entry.id, entry.code or ""):
                    held.setdefault(code.casefold(), {})[edition.id, entry.id] = None
                for code in entry.renamed_from:
                    mentioned.setdefault(code.casefold(), entry.id)
            for event in edition.events:
                for code in (event.code_from, event.code_to):
                    mentioned.setdefault(code.casefold(), event.entry)
        return cls({code: tuple(places) for code, places in held.items()}, mentioned)

    def known_id(self, named: NamedEntry) -> str:
        """The id behind a named code, that of the named edition first; empty where no edition has heard of it."""
        whole = plain_code(named)
        codes = [c for c in dict.fromkeys((whole.casefold(), parse_code(whole)[0].casefold())) if c]
        places = [place for code in codes for place in self.held.get(code, ())]
        found = next((entry for edition, entry in places if edition == named.edition), "")
        mentioned = next((self.mentioned[code] for code in codes if code in self.mentioned), "")
        return found or (places[0][1] if places else mentioned)


def topic_of(technology: Technology, catalogue: Catalogue, normaliser: Normaliser) -> Topic:
    """The words of a technology, with what the catalogue's synonyms add; built once per catalogue."""
    return Topic(_about(technology), catalogue.synonyms, normaliser)


def _about(technology: Technology) -> str:
    return f"{technology.name}\n{technology.description}"


def candidates(
    technology: Technology,
    topic: Topic,
    given: Iterable[Given],
    catalogue: Catalogue,
    edition: Edition,
    normaliser: Normaliser,
    book: CodeBook | None = None,
) -> tuple[Candidate, ...]:
    """Every candidate of the edition, each point once, in the order of the edition."""
    values, about = tuple(given), normaliser.normalise(_about(technology))
    named = _named_by_entry(technology, catalogue, edition, book)
    found: list[Candidate] = []
    for entry in edition.entries:
        word = _name_in(entry, about, normaliser)
        merged: dict[str | None, Candidate] = {}
        for candidate in (
            *(c for n in named.get(entry.id, ()) for c in _from_name(entry, n)),
            *_from_values(entry, values, catalogue, topic),
            *(_from_word(entry, word, topic) if word else ()),
        ):
            key = candidate.point.no if candidate.point else None
            merged[key] = _merge(merged.get(key), candidate)
        found += _telling(merged)
    return tuple(found)


def unplaced(
    technology: Technology, catalogue: Catalogue, edition: Edition, book: CodeBook | None = None
) -> tuple[Unplaced, ...]:
    """Named codes of the catalogue (held by an edition, or of its form) that this edition does not hold."""
    missing: list[Unplaced] = []
    for named in technology.entries:
        if named.catalogue not in ("", catalogue.id) or resolve(named, catalogue, edition, book):
            continue
        entry_id = _known_id(named, catalogue, book)
        if entry_id or named.catalogue == catalogue.id or has_form(named, catalogue):
            missing.append(Unplaced(named, entry_id, _deletion(entry_id, named, catalogue, edition)))
    return tuple(missing)


def plain_code(named: NamedEntry) -> str:
    """The code as lists print it: half-width, no spaces around it."""
    return unicodedata.normalize("NFKC", named.code).strip()


def row_named(named: NamedEntry | None, catalogue: Catalogue) -> Edition | None:
    """The licence catalogue whose row the matter names; None where it names the list or no edition."""
    edition = catalogue.edition(named.edition) if named and named.edition else None
    return edition if edition and edition.kind == LICENCE_CATALOGUE else None


def has_form(named: NamedEntry, catalogue: Catalogue) -> bool:
    """True for a code built as the catalogue builds its codes."""
    base = parse_code(plain_code(named))[0].upper()
    return bool(catalogue.code_pattern and re.fullmatch(catalogue.code_pattern, base))


def is_known(named: NamedEntry, catalogue: Catalogue, book: CodeBook | None = None) -> bool:
    """True where some edition of the catalogue holds or mentions the code."""
    return bool(_known_id(named, catalogue, book))


def resolve(
    named: NamedEntry, catalogue: Catalogue, edition: Edition, book: CodeBook | None = None
) -> tuple[Entry, str | None] | None:
    """The entry of the edition a named code means, and the point named with it."""
    if named.catalogue not in ("", catalogue.id):
        return None
    whole = plain_code(named)
    base, bracketed = parse_code(whole)
    elsewhere = named.edition not in ("", edition.id)
    for code, point in ((whole, named.point), (base, named.point or bracketed)):
        entry = edition.entry(code)
        if entry:
            return entry, _followed(point, named, entry, catalogue) if elsewhere else point
    entry_id = _known_id(named, catalogue, book)
    entry = edition.entry(entry_id) if entry_id else None
    return (entry, _followed(named.point or bracketed, named, entry, catalogue)) if entry else None


def _followed(number: str | None, named: NamedEntry, entry: Entry, catalogue: Catalogue) -> str | None:
    """The number here of a point that another edition numbers so: the one of the same text; None where none is.

    Announcements that stand beside a list number its points as it does.
    """
    if number is None or catalogue.side_by_side:
        return number
    codes = {plain_code(named).casefold(), parse_code(plain_code(named))[0].casefold()}
    meant = [
        point.text.zh
        for edition in sorted(catalogue.editions, key=lambda e: e.id != named.edition)
        for held in edition.entries
        if held.id == entry.id and {held.id.casefold(), (held.code or "").casefold()} & codes
        for point in held.points
        if (point.no or "").casefold() == number.casefold()
    ]
    return next((p.no for p in entry.points if p.no and p.text.zh in meant[:1]), None)


def _known_id(named: NamedEntry, catalogue: Catalogue, book: CodeBook | None) -> str:
    """The permanent id behind a code of any edition, the named edition first."""
    return (book or CodeBook.of(catalogue)).known_id(named)


def _deletion(entry_id: str, named: NamedEntry, catalogue: Catalogue, edition: Edition) -> Event | None:
    base = parse_code(plain_code(named))[0].casefold()
    until = [e.id for e in catalogue.editions].index(edition.id)
    events = [
        event
        for one in catalogue.editions[: until + 1]
        if one.status != "draft"
        for event in one.events
        if event.entry == entry_id or base in (event.code_from.casefold(), event.code_to.casefold())
    ]
    return events[-1] if events and events[-1].kind == "deleted" else None


def _named_by_entry(
    technology: Technology, catalogue: Catalogue, edition: Edition, book: CodeBook | None
) -> dict[str, list[tuple[NamedEntry, str | None]]]:
    """What the matter names in each entry: codes of the list first, as a row of a licence catalogue decides nothing."""
    by_entry: dict[str, list[tuple[NamedEntry, str | None]]] = {}
    for named in sorted(technology.entries, key=lambda n: row_named(n, catalogue) is not None):
        found = resolve(named, catalogue, edition, book)
        if found:
            by_entry.setdefault(found[0].id, []).append((named, found[1]))
    return by_entry


def _from_name(entry: Entry, how: tuple[NamedEntry, str | None]) -> Iterator[Candidate]:
    named, wanted = how
    lost = (named.point or parse_code(plain_code(named))[1] or "") if wanted is None else ""
    if lost:
        undecided = replace(named, decision="")
        yield from (Candidate(entry, point, undecided, lost_point=lost) for point in entry.points or (None,))
        return
    if wanted is not None:
        point = next((p for p in entry.points if (p.no or "").casefold() == wanted.casefold()), None)
        yield Candidate(entry, point or Point(no=wanted, text=entry.title), named, point_named=True)
        return
    if named.decision == "confirmed" and len(entry.points) > 1:
        yield Candidate(entry, None, named)
    for point in entry.points or (None,):
        yield Candidate(entry, point, named)


def _from_values(entry: Entry, given: tuple[Given, ...], catalogue: Catalogue, topic: Topic) -> Iterator[Candidate]:
    measured = [(point, names) for point in entry.points if (names := _given_names(point, given, catalogue))]
    if measured and topic.covers(entry):
        yield from (Candidate(entry, point, measured=names) for point, names in measured)


def _given_names(point: Point, given: tuple[Given, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The names of the given values that the point limits."""
    if not given or point.tree is None:
        return ()
    wanted = dict.fromkeys(limb.quantity for limb in point.tree.limbs())
    quantities = [catalogue.quantities[q] for q in wanted if q in catalogue.quantities]
    return tuple(g.name for g in given if any(g.reading_for(q) for q in quantities))


def _from_word(entry: Entry, word: str, topic: Topic) -> Iterator[Candidate]:
    if len(entry.points) <= 1:
        yield Candidate(entry, entry.points[0] if entry.points else None, word=word)
        return
    bare = replace(entry, title=replace(entry.title, zh="", en=""), synonyms=())
    answering = [p for p in entry.points if topic.answers(replace(bare, points=(p,)))]
    for point in answering or (None,):
        yield Candidate(entry, point, word=word)


def _name_in(entry: Entry, folded: str, normaliser: Normaliser) -> str:
    """The longest name of the entry that stands in the folded text."""
    titles = (t for t in (entry.title.zh, entry.title.en) if len(t) >= SHORTEST_TITLE)
    names = (*titles, *(s for s in entry.synonyms if s))
    found = [n for n in names if Needle(normaliser.normalise(n), whole=True).first(folded) >= 0]
    return max(found, key=len, default="")


def _merge(first: Candidate | None, second: Candidate) -> Candidate:
    if first is None:
        return second
    return replace(
        first,
        named=first.named or second.named,
        point_named=first.point_named or second.point_named,
        measured=first.measured or second.measured,
        word=first.word or second.word,
        lost_point=first.lost_point or second.lost_point,
    )


def _telling(merged: dict[str | None, Candidate]) -> list[Candidate]:
    """Without what came up by a word only, where the lawyer named a point of the entry or one of its points did too."""
    found = list(merged.values())
    if any(c.point_named for c in found):
        return [c for c in found if c.named or c.measured]
    if len(found) > 1:
        return [c for c in found if c.point is not None or c.named]
    return found
