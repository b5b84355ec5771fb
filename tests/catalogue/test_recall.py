"""The recall law: what can be copied out of a text finds that text, and nothing else does: equal sets, always.

Random pieces of 1 to 12 characters of every text, as they stand and in other case, width and script, against a plain
scan that knows no index, no rows and no ranks. On the packs that ship, and on the public lists beside the repository.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opencc import OpenCC
from real_lists import real_library
from small_library import TODAY

from catalogue.packs import Library, bundled_packs, read_library
from catalogue.searching.corpus import Corpus, corpus_of
from catalogue.searching.index import Index, kept_index, memory_index, open_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

NORMALISER = Normaliser()
QUOTES = '"＂“”„‟〝〞'
TRADITIONAL = OpenCC("s2t")
MOST_COMPARED = 150


def as_it_stands(text: str) -> str:
    return text


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def traditional(text: str) -> str:
    return TRADITIONAL.convert(text)


def swapped(text: str) -> str:
    return text.swapcase() if text.isascii() else text.upper()


VARIANTS = (as_it_stands, full_width, traditional, swapped)


@dataclass(frozen=True)
class Plain:
    """The texts of every row, each folded alone: all that the scan knows."""

    corpus: Corpus
    texts: tuple[tuple[str, ...], ...]

    def rows_with(self, needle: str) -> set[int]:
        return {number for number, texts in enumerate(self.texts) if any(needle in text for text in texts)}

    def names(self, numbers: set[int]) -> set[tuple[str, str, str]]:
        rows = (self.corpus.rows[n] for n in numbers)
        return {(row.catalogue.id, row.edition.id, row.entry.id) for row in rows}


def plain(corpus: Corpus) -> Plain:
    return Plain(corpus, tuple(tuple(NORMALISER.normalise(p.text) for p in row.passages) for row in corpus.rows))


def check(data: st.DataObject, library: Library, scan: Plain, indexes: list[Index], desks: list[SearchDesk]) -> None:
    corpus = scan.corpus
    row = corpus.rows[data.draw(st.integers(0, len(corpus.rows) - 1))]
    text = row.passages[data.draw(st.integers(0, len(row.passages) - 1))].text
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + data.draw(st.integers(1, 12))]
    vary = data.draw(st.sampled_from(VARIANTS))
    typed = vary(piece)
    needle = NORMALISER.normalise(typed)
    if not needle or any(sign in typed for sign in QUOTES):
        return
    expected = scan.rows_with(needle)
    if vary is as_it_stands or needle == NORMALISER.normalise(piece):
        assert row.number in expected, f"the scan itself misses {typed!r}"
    bits = sum(1 << number for number in expected)
    for index in indexes:
        assert index.rows(needle, corpus.all_rows) == bits, (typed, index.scans)
    for desk in desks:
        limit = len(expected) + 5 if len(expected) <= MOST_COMPARED else 1
        answer = desk.search(f'"{typed}"', as_of=TODAY, edition="all", limit=limit)
        assert answer.total == len(expected), typed
        if limit > 1:
            found = {(hit.catalogue, hit.edition, hit.id) for hit in answer.hits}
            assert found == scan.names(expected), typed


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Plain, list[Index], list[SearchDesk]]:
    library = read_library(bundled_packs())
    corpus = corpus_of(library, NORMALISER)
    prepared = memory_index(corpus)
    prepared.prepare()
    kept = open_index(tmp_path_factory.mktemp("kept"), corpus)
    indexes = [prepared, kept, kept_index(None, corpus)]
    return library, plain(corpus), indexes, [SearchDesk(library, index, NORMALISER) for index in indexes]


@given(data=st.data())
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_piece_of_the_shipped_packs(
    data: st.DataObject, shipped: tuple[Library, Plain, list[Index], list[SearchDesk]]
) -> None:
    library, scan, indexes, desks = shipped
    check(data, library, scan, indexes, desks)


@pytest.fixture(scope="module")
def real(shared: Path) -> tuple[Library, Plain, list[Index], list[SearchDesk]]:
    library = real_library(shared)
    corpus = corpus_of(library, NORMALISER)
    index = memory_index(corpus)
    bare = memory_index(corpus)
    index.prepare()
    return library, plain(corpus), [index, bare], [SearchDesk(library, index, NORMALISER)]


@pytest.mark.full
@given(data=st.data())
@settings(max_examples=1200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_piece_of_the_public_lists(
    data: st.DataObject, real: tuple[Library, Plain, list[Index], list[SearchDesk]]
) -> None:
    library, scan, indexes, desks = real
    check(data, library, scan, indexes, desks)
