"""What is searched: every entry of every edition as one row of folded passages.

Values that flow: `Library` -> `Corpus` of `Row`s, in a fixed order, so that a row's number is all an index
needs to keep. The hard problem: a found place must tell at once how much it is worth and which control point
it belongs to. So a row is one folded text whose passages stand in order of worth (code, title, synonym,
point, note): the first place found is the best one. Rejected: a field per kind of text in the index; every
search would ask each of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from catalogue.licences import dotted
from catalogue.model import Catalogue, Edition, Entry, Words
from catalogue.packs import Library
from catalogue.text import Normaliser

_NUMERAL = re.compile("[IVX]+")
BREAK = "\n"
"""Parts passages in a row's folded text; folding never yields it, so nothing matches across."""


class Worth(IntEnum):
    """What a passage is, best first."""

    CODE = 0
    POINT_CODE = 1
    TITLE = 2
    FORMER_CODE = 3
    SYNONYM = 4
    POINT = 5
    CUSTOMS = 6
    INDUSTRY = 7
    NOTE = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of an entry. `point` is its control point's place in the entry, None outside of points.

    `lang` is empty for what stands in no language of its own (codes, synonyms).
    """

    worth: Worth
    text: str
    point: int | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of one edition. `starts[i]` is where passage i begins in `folded`.

    `code_end` is where its code ends in `folded` (0 without one), `names` where titles and other
    names begin, `body` where its control points do, `tail` where industry and notes do.
    `edition_number` counts the editions of the corpus.
    """

    number: int
    edition_number: int
    catalogue: Catalogue
    edition: Edition
    entry: Entry
    passages: tuple[Passage, ...]
    folded: str
    starts: tuple[int, ...]
    code_end: int
    names: int
    body: int
    tail: int

    def passage_at(self, place: int) -> int:
        """Which passage a place in `folded` lies in."""
        return bisect_right(self.starts, place) - 1

    def end_of(self, which: int) -> int:
        """Where one passage ends in `folded`."""
        return self.starts[which + 1] - len(BREAK) if which + 1 < len(self.starts) else len(self.folded)

    def folded_passage(self, which: int) -> str:
        """The folded text of one passage."""
        return self.folded[self.starts[which] : self.end_of(which)]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All rows, their editions by `edition_number`, and the fingerprint of the packs they come from."""

    rows: tuple[Row, ...]
    editions: tuple[tuple[str, str], ...]
    fingerprint: str

    @property
    def all_rows(self) -> int:
        """The set of all rows, as bits."""
        return (1 << len(self.rows)) - 1


def corpus_of(library: Library, normaliser: Normaliser) -> Corpus:
    """Every entry of every edition of the library, folded."""
    rows: list[Row] = []
    editions: list[tuple[str, str]] = []
    for catalogue in library.catalogues.values():
        for edition in catalogue.editions:
            for entry in edition.entries:
                numbers = (len(rows), len(editions))
                rows.append(row_of(numbers, (catalogue, edition, entry), _passages(entry), normaliser))
            editions.append((catalogue.id, edition.id))
    return Corpus(tuple(rows), tuple(editions), library.fingerprint)


def row_of(
    numbers: tuple[int, int],
    named: tuple[Catalogue, Edition, Entry],
    texts: Iterable[Passage],
    normaliser: Normaliser,
) -> Row:
    """The row of these texts; `numbers` are its own and its edition's, `named` what it is a row of."""
    passages = tuple(sorted((p for p in texts if p.text.strip()), key=lambda p: p.worth))
    folded = [normaliser.normalise(p.text) for p in passages]
    starts: list[int] = []
    place = 0
    for text in folded:
        starts.append(place)
        place += len(text) + len(BREAK)
    whole = BREAK.join(folded)
    code_end = len(folded[0]) if passages and passages[0].worth is Worth.CODE else 0
    names = _first(passages, starts, Worth.TITLE, len(whole))
    body = _first(passages, starts, Worth.POINT, len(whole))
    tail = _first(passages, starts, Worth.INDUSTRY, len(whole))
    return Row(*numbers, *named, passages, whole, tuple(starts), code_end, names, body, tail)


def _first(passages: tuple[Passage, ...], starts: list[int], worth: Worth, otherwise: int) -> int:
    """Where the first passage of this worth or a lesser one begins."""
    found = (start for start, passage in zip(starts, passages, strict=True) if passage.worth >= worth)
    return next(found, otherwise)


def _passages(entry: Entry) -> Iterator[Passage]:
    if entry.code:
        yield Passage(Worth.CODE, entry.code)
    yield from _both(Worth.TITLE, entry.title)
    for code in entry.renamed_from:
        yield Passage(Worth.FORMER_CODE, code)
    for synonym in entry.synonyms:
        yield Passage(Worth.SYNONYM, synonym)
    yield from (Passage(Worth.CUSTOMS, customs_forms(code)) for code in entry.customs)
    for place, point in enumerate(entry.points):
        for customs in (*point.customs, *point.customs_listed):
            yield Passage(Worth.CUSTOMS, customs_forms(customs), place)
        if point.no:
            for code in point_codes(entry, point.no):
                yield Passage(Worth.POINT_CODE, code, place)
        yield from _both(Worth.POINT, point.text, place)
        for exclusion in point.exclusions:
            yield from _both(Worth.POINT, exclusion, place)
    yield from _both(Worth.INDUSTRY, entry.industry)
    yield from _both(Worth.NOTE, entry.notes)


def reading_order(entry: Entry) -> Iterator[Passage]:
    """The texts of an entry as a reader meets them, without the codes its points are also found by."""
    shown = (p for p in _passages(entry) if p.text.strip() and p.worth is not Worth.POINT_CODE)
    return iter(sorted(shown, key=lambda p: (p.worth > Worth.POINT, p.worth >= Worth.POINT)))


def _both(worth: Worth, words: Words, point: int | None = None) -> Iterator[Passage]:
    yield Passage(worth, words.zh, point, "zh")
    if words.en != words.zh:
        yield Passage(worth, words.en, point, "en")


def point_codes(entry: Entry, number: str) -> tuple[str, str]:
    """How a control point is written with its entry: `203912X(5)` and `1C117.c.2.b`; `VIII(h)(1)` under a numeral."""
    bracketed = number.replace(".", ")(") if _NUMERAL.fullmatch(entry.label) else number
    return f"{entry.label}({bracketed})", f"{entry.label}.{number}"


def customs_forms(code: str) -> str:
    """A customs code as it is printed and as it is often typed: `8456110090 8456.11.00.90`."""
    return f"{code} {dotted(code)}"
