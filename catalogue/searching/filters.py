"""Rows by code, control, edition and industry: the filters of a query, answered as sets.

Values that flow: a filter's value -> exact set of rows (bits). A code is matched from its beginning, with or
without its control point; a former code and an entry's id only as a whole. Rejected: raising for a value that
does not exist; a filter half typed in the search box must only find nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from catalogue.model import Control
from catalogue.searching.bits import bits_of, numbers_in
from catalogue.searching.corpus import Row, Worth
from catalogue.searching.index import Index
from catalogue.searching.postings import control_column, edition_column
from catalogue.text import Normaliser

_CONTROL_WORDS = {
    "prohibited": Control.PROHIBITED,
    "禁止": Control.PROHIBITED,
    "禁止出口": Control.PROHIBITED,
    "j": Control.PROHIBITED,
    "restricted": Control.RESTRICTED,
    "限制": Control.RESTRICTED,
    "限制出口": Control.RESTRICTED,
    "x": Control.RESTRICTED,
    "licence": Control.LICENCE,
    "license": Control.LICENCE,
    "许可": Control.LICENCE,
    "许可证": Control.LICENCE,
    "listed": Control.LISTED,
    "列名": Control.LISTED,
}

_LAST = "\U0010ffff"
"""Sorts after everything a code may go on with."""


def control_named(text: str, normaliser: Normaliser) -> Control | None:
    """The control a word names (`restricted`, 限制, X), or None."""
    return _CONTROL_WORDS.get(normaliser.normalise(text))


def edition_named(edition: str, text: str) -> bool:
    """True for the edition itself and for its year (`2025` names `2025-07`).

    `all` and `in-force` name every edition here; which are asked at all is settled before.
    """
    wanted = text.strip().casefold()
    own = edition.casefold()
    return wanted in {"all", "in-force", own} or own.startswith(wanted + "-")


class Filters:
    """The filters over one index."""

    def __init__(self, index: Index, normaliser: Normaliser) -> None:
        self._index = index
        self._normaliser = normaliser
        self._codes = sorted((code, row.number) for row in index.corpus.rows for code in self._prefixed(row))
        self._wholes: dict[str, list[int]] = {}
        for row in index.corpus.rows:
            for name in self._whole(row):
                self._wholes.setdefault(name, []).append(row.number)
        self._editions = tuple(dict.fromkeys((r.catalogue.id, r.edition.id) for r in index.corpus.rows))

    def _prefixed(self, row: Row) -> Iterator[str]:
        for which, passage in enumerate(row.passages):
            if passage.worth in {Worth.CODE, Worth.POINT_CODE}:
                yield row.folded_passage(which)

    def _whole(self, row: Row) -> Iterator[str]:
        yield self._normaliser.normalise(row.entry.id)
        for code in row.entry.renamed_from:
            yield self._normaliser.normalise(code)

    def code(self, text: str) -> int:
        """Rows whose code begins with `text`, or that are named by it as a whole."""
        start = self._normaliser.normalise(text)
        first = bisect_left(self._codes, (start, -1))
        last = bisect_left(self._codes, (start + _LAST, -1))
        return bits_of([*self._wholes.get(start, ()), *{number for _, number in self._codes[first:last]}])

    def control(self, text: str) -> int:
        """Rows with the control named."""
        control = control_named(text, self._normaliser)
        return self._index.column(control_column(control)) if control else 0

    def edition(self, text: str) -> int:
        """Rows of the editions named."""
        found = 0
        for catalogue, edition in self._editions:
            if edition_named(edition, text):
                found |= self._index.column(edition_column(catalogue, edition))
        return found

    def industry(self, text: str, within: int) -> int:
        """Rows of `within` whose industry holds `text`."""
        needle = self._normaliser.normalise(text)
        candidates = numbers_in(self._index.rows(needle, within))
        return bits_of(i for i in candidates if self._in_industry(self._index.corpus.rows[i], needle))

    def _in_industry(self, row: Row, needle: str) -> bool:
        return any(
            passage.worth is Worth.INDUSTRY and needle in row.folded_passage(which)
            for which, passage in enumerate(row.passages)
        )
