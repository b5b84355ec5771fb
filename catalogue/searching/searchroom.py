"""The search desk made at the first need, and its index made ready beside the user's work.

Values that flow: library -> corpus -> index -> `SearchDesk`. The hard problem: the index of everything imported takes
seconds to write, and nobody should wait for it. So a small library is indexed on the spot; for a large one the desk
answers at once by looking into every text, a second process writes the index into the cache, and when it is whole the
desk goes on with it. The answers are the same before and after; only their time differs. Whoever asks one question
and ends (the command line) starts no writer. Rejected: a thread that writes; it would slow every keystroke meanwhile.
A frozen program has no interpreter to start, so there the writer is a thread after all.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from catalogue.packs import Library, read_library
from catalogue.searching.corpus import Corpus, corpus_of
from catalogue.searching.index import Index, kept_index, open_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

AT_ONCE = 3_000_000
"""Characters of folded text that are indexed on the spot: some two seconds."""

_KINDNESS = 10


class SearchRoom:
    """Keeps the search desk, which is made when somebody first asks for it. Safe to ask from several threads.

    `packs` are the folders the library was read from, `at_once` the size up to which the index is not put off.
    """

    def __init__(
        self,
        library: Library,
        normaliser: Normaliser,
        cache: Path | None,
        packs: tuple[Path, Path] | None = None,
        at_once: int = AT_ONCE,
    ) -> None:
        self._library, self._normaliser, self._cache = library, normaliser, cache
        self._packs, self._at_once = packs, at_once
        self._desk: SearchDesk | None = None
        self._index: Index | None = None
        self._writer: threading.Thread | None = None
        self._lock = threading.Lock()

    def open(self) -> SearchDesk:
        """The one desk of this room; it answers at once, whether its index is there or not."""
        with self._lock:
            if self._desk is None:
                corpus = corpus_of(self._library, self._normaliser)
                small = sum(len(row.folded) for row in corpus.rows) <= self._at_once
                self._index = open_index(self._cache, corpus) if small else kept_index(self._cache, corpus)
                self._desk = SearchDesk(self._library, self._index, self._normaliser)
            return self._desk

    def prepare(self) -> None:
        """Open the desk and have what makes it fast made ready; a large index beside, by a second process."""
        self.open()
        with self._lock:
            if self._index is None or self._writer is not None:
                return
            if self._index.kept is not None or self._cache is None or not self._index.scans:
                self._index.prepare()
                return
            self._writer = threading.Thread(target=self._written, name="index", daemon=True)
            self._writer.start()

    def wait(self, seconds: float) -> bool:
        """Wait for the index that is being written; True when none is any more."""
        if self._writer is not None:
            self._writer.join(seconds)
        return self._writer is None or not self._writer.is_alive()

    def _written(self) -> None:
        """Have the index written and go on with it; where it cannot be kept, with one in memory."""
        index, cache = self._index, self._cache
        if index is None or cache is None:
            return
        command = writer_command(cache, self._packs)
        if command:
            with contextlib.suppress(OSError):
                subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, cwd=_home())  # noqa: S603
        index.adopt(open_index(cache, index.corpus))
        index.prepare()


def writer_command(cache: Path, packs: tuple[Path, Path] | None) -> list[str]:
    """What starts the writer; empty where there is nothing to start it with."""
    if packs is None or getattr(sys, "frozen", False):
        return []
    return [sys.executable, "-m", "catalogue.searching.searchroom", *map(str, (cache, *packs))]


def _home() -> Path:
    """The folder from which this package is imported."""
    return Path(__file__).resolve().parents[2]


def write_index(folders: Sequence[str]) -> Corpus:
    """The writer: reads the packs as the program does and leaves their index in the cache."""
    cache, bundled, user = map(Path, folders)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_KINDNESS)
    corpus = corpus_of(read_library(bundled, user, cache), Normaliser())
    open_index(cache, corpus)
    return corpus


if __name__ == "__main__":
    write_index(sys.argv[1:])
