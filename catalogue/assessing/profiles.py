"""Every entry of the chosen editions as weighted terms, and how rare each term is among them.

Values that flow: library -> `Profile` per entry: the terms of its names (title, synonyms) and of its control points ->
`Directory`: profiles, and the weight of each term by the share of entries that have it. The hard problem: the same item
stands in several editions and lists with different words, and a licence catalogue prints the good words for codes of
the list; so rows of a licence catalogue lend their words to the entry of the same code. What an entry excludes lends
nothing. Reading every entry takes a second, so what was found is kept in the cache folder. Rejected: one weight per
edition asked; then the same text would score differently from day to day.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from catalogue.assessing.lexicon import Lexicon, Mention
from catalogue.compiled import Compiled
from catalogue.model import LICENCE_CATALOGUE, Catalogue, Edition, Entry, Point, Words
from catalogue.packs import Library
from catalogue.text import Normaliser

_DENIED = re.compile(
    r"\bwithout\b.*|\bnot controlled under\b.*|\bexcept\b.*|非[0-9A-Z]{5}(?:项)?所管制的?", re.IGNORECASE
)
Kinds = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
NAMED = 1.0
"""Weight of a term in a title or synonym; in control points it is at most `IN_POINTS`."""
IN_POINTS = 0.5
NESTED = 0.5
FORMAT = "1"
"""Changes when terms are found or weighed differently: what was kept is then found anew."""
KEPT = "directory"
LONGEST_BODY = 5_000
"""Characters of control points that are read per entry."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One entry: `names` are the term sets of each of its names, `weights` what each term counts in it.

    `kind` is the kind of item its title says it is (software, technology), None where it says none.
    """

    catalogue: Catalogue
    edition: Edition
    entry: Entry
    names: tuple[Mapping[str, float], ...]
    weights: Mapping[str, float]
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class EntryTerms:
    """What was found in one entry, as in its `Profile`."""

    names: tuple[dict[str, float], ...]
    weights: dict[str, float]
    kind: int | None


@dataclass(frozen=True, slots=True)
class LibraryTerms:
    """What was found in all entries, edition after edition, and how rare each term is."""

    entries: tuple[EntryTerms, ...]
    rarity: dict[str, float]


class Directory:
    """The profiles of every edition of a library that lists items, by edition. Built once, then read only.

    `kept` is where what was found is kept from one start to the next.
    """

    def __init__(
        self,
        library: Library,
        lexicon: Lexicon,
        kinds: Kinds,
        normaliser: Normaliser,
        kept: Compiled[LibraryTerms] | None = None,
    ) -> None:
        reader = _Reader(library, lexicon, kinds, normaliser)
        found = kept.read_for(KEPT, f"{FORMAT}/{library.fingerprint}", reader.read) if kept else reader.read()
        self._rarity = found.rarity
        self._profiles: dict[tuple[str, str], tuple[Profile, ...]] = {}
        terms = iter(found.entries)
        for catalogue, edition in _lists(library):
            self._profiles[catalogue.id, edition.id] = tuple(
                Profile(catalogue, edition, entry, one.names, one.weights, one.kind)
                for entry, one in zip(edition.items, islice(terms, len(edition.items)), strict=True)
            )

    def profiles(self, catalogue: str, edition: str) -> tuple[Profile, ...]:
        """The profiles of one edition; none where it lists no items."""
        return self._profiles.get((catalogue, edition), ())

    def rarity(self, key: str) -> float:
        """From 0 (in every entry) to 1 (in one entry); 0 for a term that no entry has."""
        return self._rarity.get(key, 0.0)


class _Reader:
    """Reads the terms out of every entry of a library."""

    def __init__(self, library: Library, lexicon: Lexicon, kinds: Kinds, normaliser: Normaliser) -> None:
        self._library = library
        self._lexicon = lexicon
        self._kinds = kinds
        self._normaliser = normaliser
        self._whole_lists = self._lists_of_one_kind(library.lists.values())
        self._named: dict[str, dict[str, float]] = {}

    def read(self) -> LibraryTerms:
        """The terms of every entry of every list."""
        lent = {catalogue.id: self._lent(catalogue) for catalogue in self._library.lists.values()}
        every = [(c, e) for c, edition in _lists(self._library) for e in edition.items]
        terms = tuple(self._entry(catalogue, entry, lent[catalogue.id]) for catalogue, entry in every)
        codes = [(catalogue.id, entry.label) for catalogue, entry in every]
        return LibraryTerms(terms, _rarity(codes, terms))

    def _lent(self, catalogue: Catalogue) -> dict[str, str]:
        rows = [e for d in catalogue.editions if d.kind == LICENCE_CATALOGUE for e in d.entries]
        return {e.code: "\n".join(_texts(e.points, e.synonyms)) for e in rows if e.code}

    def _entry(self, catalogue: Catalogue, entry: Entry, lent: Mapping[str, str]) -> EntryTerms:
        spoken = [_affirmed(n) for n in (entry.title.zh, entry.title.en, *entry.synonyms) if n]
        names = tuple(t for t in map(self._terms, spoken) if t)
        body = "\n".join((*_texts(entry.points, ()), lent.get(entry.code or "", "")))[:LONGEST_BODY]
        weights = {key: IN_POINTS * weight for key, weight in self._counted(body).items()}
        for name in names:
            for key, weight in name.items():
                weights[key] = max(weights.get(key, 0.0), NAMED * weight)
        return EntryTerms(names, weights, self._kind(catalogue, entry))

    def _kind(self, catalogue: Catalogue, entry: Entry) -> int | None:
        """The first kind that a title speaks of; none in a list of nothing else."""
        for number, (title, _) in enumerate(self._kinds):
            if title.search(f"{entry.title.zh}\n{entry.title.en}"):
                return None if (catalogue.id, number) in self._whole_lists else number
        return None

    def _lists_of_one_kind(self, catalogues: Iterable[Catalogue]) -> frozenset[tuple[str, int]]:
        found: set[tuple[str, int]] = set()
        for catalogue in catalogues:
            titles = [f"{e.title.zh}\n{e.title.en}" for d in catalogue.editions if d.lists_items for e in d.items]
            for number, (title, _) in enumerate(self._kinds):
                if 2 * sum(title.search(t) is not None for t in titles) > len(titles):
                    found.add((catalogue.id, number))
        return frozenset(found)

    def _terms(self, text: str) -> dict[str, float]:
        """The terms of a name; one inside another, or a wider one, counts half. Editions repeat their names."""
        found = self._named.get(text)
        if found is None:
            found = self._named[text] = {}
            for mention in self._mentions(text):
                found[mention.key] = max(found.get(mention.key, 0.0), NESTED if mention.nested else 1.0)
        return found

    def _counted(self, text: str) -> dict[str, float]:
        """The terms of a body by how often they stand there; often is little more than once."""
        counts = self._lexicon.counts(self._normaliser.normalise(text))
        length = sum(counts.values())
        return {key: n / (n + 0.5 + length / 200) for key, n in counts.items()}

    def _mentions(self, text: str) -> list[Mention]:
        return self._lexicon.mentions(self._normaliser.normalise(text)) if text else []


def _lists(library: Library) -> Iterator[tuple[Catalogue, Edition]]:
    """Every edition that lists items, in the order of the library."""
    for catalogue in library.lists.values():
        yield from ((catalogue, edition) for edition in catalogue.editions if edition.lists_items)


def entry_names(library: Library) -> Iterator[Words]:
    """The titles of all entries of lists, whose cores are terms of their own."""
    for catalogue in library.lists.values():
        for edition in catalogue.editions:
            yield from (entry.title for entry in edition.items if edition.lists_items)


def _affirmed(name: str) -> str:
    """A name without what it says the item is not: `systems without cryptography`, 非9A012所管制的."""
    return _DENIED.sub("", name)


def _texts(points: Iterable[Point], more: Iterable[str]) -> Iterator[str]:
    for point in points:
        yield from (t for t in (point.text.zh, point.text.en if point.text.en != point.text.zh else "") if t)
    yield from more


def _rarity(labels: Sequence[tuple[str, str]], terms: Sequence[EntryTerms]) -> dict[str, float]:
    """By the share of codes that have a term in a name or, where none has, in a control point.

    Several editions of one code count once. Names first, because the full text of a list repeats its common words in
    every entry, and a laser would weigh less the more of the list is loaded.
    """
    named: dict[str, set[tuple[str, str]]] = {}
    having: dict[str, set[tuple[str, str]]] = {}
    codes = set(labels)
    for code, one in zip(labels, terms, strict=True):
        for key in one.weights:
            having.setdefault(key, set()).add(code)
        for key in {key for name in one.names for key in name}:
            named.setdefault(key, set()).add(code)
    whole = math.log(1 + max(len(codes), 2))
    found = {key: len(named.get(key, ())) or len(codes_of) for key, codes_of in having.items()}
    return {key: math.log((len(codes) + 1) / count) / whole for key, count in found.items()}
