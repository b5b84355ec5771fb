"""Which rows hold a term: the terms of a row, and postings made from the corpus on the spot.

Values that flow: `Row` -> its grams, words and columns -> for a term the numbers of the rows that hold it. The hard
problem: the postings that are kept on disk may not be there yet; so whatever asks does not know whether it is answered
from disk, from memory or by looking. Rejected: no answer until the index is written.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from typing import Protocol

from catalogue.model import Control
from catalogue.searching.corpus import Corpus, Row
from catalogue.text import CJK

GRAM, WORD, COLUMN = "gram", "word", "column"
LONGEST_PART = 3

WORDS = re.compile(rf"[^\W{CJK}]+")
"""A word or number: a run of letters and digits outside Han."""

_HAN = re.compile(rf"[{CJK}]+")


def words_in(folded: str) -> list[str]:
    """The words and numbers of a folded text: runs of letters and digits outside Han."""
    return WORDS.findall(folded)


def grams_in(folded: str) -> set[str]:
    """Every sign that is no letter or digit of a word, and every pair of neighbouring Han signs."""
    rest = WORDS.sub(" ", folded)
    grams = set(rest) - {" ", "\n"}
    for run in _HAN.findall(rest):
        grams.update(run[i : i + 2] for i in range(len(run) - 1))
    return grams


def parts_of_word(word: str) -> set[str]:
    """Every stretch of one to three signs of a word."""
    return {word[i : i + n] for n in range(1, LONGEST_PART + 1) for i in range(len(word) - n + 1)}


def columns_of(row: Row) -> list[str]:
    """What a row can be filtered by without looking at its text."""
    return [edition_column(row.catalogue.id, row.edition.id), control_column(row.entry.control)]


def edition_column(catalogue: str, edition: str) -> str:
    """The column value of all rows of one edition."""
    return f"edition={catalogue}/{edition}"


def control_column(control: Control | None) -> str:
    """The column value of all rows with one control; of those whose side is not known for None."""
    return f"control={control.value if control else ''}"


class Postings(Protocol):
    """Where the rows of a term come from."""

    def frequency(self, field: str, term: str) -> int:
        """How many rows hold the term."""
        ...

    def rows(self, field: str, term: str) -> Iterable[int]:
        """The numbers of the rows that hold the term."""
        ...

    def words(self) -> Iterable[str]:
        """Every word there is."""
        ...


class ScanPostings:
    """Stands in until postings are there: candidates are all rows, so every text is looked into.

    What else is asked (columns, near words) is made from the corpus at the first need.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._columns: dict[str, list[int]] = {}
        for row in corpus.rows:
            for column in columns_of(row):
                self._columns.setdefault(column, []).append(row.number)
        self._memory: MemoryPostings | None = None

    def frequency(self, field: str, term: str) -> int:
        return len(self._columns.get(term, ())) if field == COLUMN else self._whole().frequency(field, term)

    def rows(self, field: str, term: str) -> Iterable[int]:
        return self._columns.get(term, ()) if field == COLUMN else self._whole().rows(field, term)

    def words(self) -> Iterable[str]:
        return self._whole().words()

    def _whole(self) -> MemoryPostings:
        if self._memory is None:
            self._memory = MemoryPostings(self._corpus)
        return self._memory


class MemoryPostings:
    """Postings made from the corpus on the spot."""

    def __init__(self, corpus: Corpus) -> None:
        self._terms: dict[str, dict[str, array[int]]] = {GRAM: {}, WORD: {}, COLUMN: {}}
        for row in corpus.rows:
            number = row.number
            for field, terms in terms_of(row):
                held = self._terms[field]
                for term in terms:
                    if term in held:
                        held[term].append(number)
                    else:
                        held[term] = array("I", (number,))

    def frequency(self, field: str, term: str) -> int:
        return len(self._terms[field].get(term, ()))

    def rows(self, field: str, term: str) -> Iterable[int]:
        return self._terms[field].get(term, ())

    def words(self) -> Iterable[str]:
        return list(self._terms[WORD])


def terms_of(row: Row) -> tuple[tuple[str, Iterable[str]], ...]:
    return (GRAM, grams_in(row.folded)), (WORD, set(words_in(row.folded))), (COLUMN, columns_of(row))
