"""Which rows can hold a piece of text: postings of grams and words, kept by Whoosh in the user's cache.

Values that flow: `Corpus` -> postings on disk -> for a folded text, the set of rows (bits of an integer)
that hold all its Han uni- and bigrams, signs, words and numbers. The hard problem: the index is a cache on a
person's machine: absent, half written, damaged, of other packs, written by two programs at once, or in a
folder that cannot be written. So it is built beside and moved into place, named after what it was built from,
opened only when every file has the checksum its marker states, and otherwise built again; where nothing can be
kept the same postings serve from memory. Rejected: phrase queries over positions (slow, and they lose
one-character and mixed terms) and words from a segmenter (they lose legal terms).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from catalogue.searching.bits import bits_of, flags, numbers_in
from catalogue.searching.corpus import Corpus
from catalogue.searching.postings import (
    COLUMN,
    GRAM,
    LONGEST_PART,
    WORD,
    WORDS,
    MemoryPostings,
    Postings,
    ScanPostings,
    grams_in,
    parts_of_word,
    terms_of,
)

FORMAT = "2"
"""Changes with the folding, the grams or the schema: an index of another format is never opened."""

MARKER = "caveat-index.json"

_MOST_WORDS = 400
_MOST_TERMS = 3
_FEW = 300
_DENSE = 2
_TELLING = 4
_MOST_KEPT = 4096
_WRITER_MEGABYTES = 256
_STALE_AFTER = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a word. `begins`, `ends`: the word begins, ends with it."""

    text: str
    begins: bool
    ends: bool


class Index:
    """The postings of one corpus. `kept` is the folder they are kept in, None where they serve from memory."""

    def __init__(self, corpus: Corpus, postings: Postings, kept: Path | None) -> None:
        self.corpus = corpus
        self.kept = kept
        self._texts = [row.folded for row in corpus.rows]
        self._postings = postings
        self._parts: dict[str, int] | None = None
        self._sets: dict[tuple[str, str], int] = {}
        self._vocabulary: str | None = None
        self._lock = threading.Lock()

    def column(self, value: str) -> int:
        """The rows with this column value."""
        return self._set(COLUMN, value)

    def rows(self, needle: str, within: int) -> int:
        """Exactly the rows of `within` whose folded text holds `needle`, itself folded and not empty."""
        candidates, exact = self._candidates(needle)
        candidates &= within
        if exact:
            return candidates
        texts = self._texts
        if candidates.bit_count() * _DENSE > len(texts):
            return candidates & flags([needle in text for text in texts])
        return bits_of([i for i in numbers_in(candidates) if needle in texts[i]])

    @property
    def scans(self) -> bool:
        """True while every text is looked into because there are no postings yet."""
        return isinstance(self._postings, ScanPostings)

    def adopt(self, other: Index) -> None:
        """Go on with the postings of another index of the same corpus."""
        with self._lock:
            self._postings, self.kept = other._postings, other.kept
            self._vocabulary = None

    def prepare(self) -> None:
        """Make ready for parts of words, which costs a look at every word once; until then they cost a look each."""
        parts: dict[str, int] = {}
        for word in self.words():
            held = self._set(WORD, word)
            for part in parts_of_word(word):
                parts[part] = parts.get(part, 0) | held
        self._parts = parts

    def words(self) -> Iterable[str]:
        """Every word and number of the texts, folded."""
        with self._lock:
            return list(self._postings.words())

    def holds_pair(self, pair: str) -> bool:
        """True where two neighbouring Han signs stand in some text."""
        return self._frequency((GRAM, pair)) > 0

    def _candidates(self, needle: str) -> tuple[int, bool]:
        """Rows that may hold the needle, and whether they all do."""
        if self.scans:
            return self.corpus.all_rows, False
        grams = grams_in(needle)
        words = [Fragment(w[0], w.start() > 0, w.end() < len(needle)) for w in WORDS.finditer(needle)]
        if len(words) == 1 and not grams:
            found = self._with_fragment(words[0])
            exact = found is not None and (self._parts is None or len(needle) <= LONGEST_PART)
            return (self.corpus.all_rows if found is None else found), exact
        if len(needle) == 1 or (len(needle) == 2 and needle in grams):
            return self._set(GRAM, needle), True
        return self._rarest(grams, words), False

    def _rarest(self, grams: set[str], words: list[Fragment]) -> int:
        """The rows that hold the rarest few of the terms; cut words are asked only where nothing else is there."""
        covered = {sign for pair in grams if len(pair) == 2 for sign in pair}
        terms = [(GRAM, gram) for gram in grams - covered]
        terms += [(WORD, word.text) for word in words if word.begins and word.ends]
        terms.sort(key=self._frequency)
        candidates = self.corpus.all_rows
        for field, text in terms[:_MOST_TERMS]:
            if candidates.bit_count() <= _FEW:
                return candidates
            candidates &= self._set(field, text)
        cut = [word for word in words if not (word.begins and word.ends)]
        for word in cut:
            if self._parts is not None or not terms or len(word.text) >= _TELLING:
                found = self._with_fragment(word)
                candidates &= self.corpus.all_rows if found is None else found
        return candidates

    def _with_fragment(self, fragment: Fragment) -> int | None:
        """Rows with a word that holds the fragment, or may; None when the index does not help."""
        if self._parts is not None and not (fragment.begins and fragment.ends):
            return self._by_parts(fragment.text, self._parts)
        words = self._words_with(fragment)
        if len(words) > _MOST_WORDS:
            return None
        found = 0
        for word in words:
            found |= self._set(WORD, word)
        return found

    def _by_parts(self, text: str, parts: dict[str, int]) -> int:
        """Rows with all parts of three of a text; for a text of up to three exactly those with a word that holds it."""
        if len(text) <= LONGEST_PART:
            return parts.get(text, 0)
        found = self.corpus.all_rows
        for start in range(len(text) - LONGEST_PART + 1):
            found &= parts.get(text[start : start + LONGEST_PART], 0)
        return found

    def _words_with(self, fragment: Fragment) -> set[str]:
        if self._vocabulary is None:
            with self._lock:
                self._vocabulary = "\n" + "\n".join(self._postings.words()) + "\n"
        vocabulary = self._vocabulary
        wanted = ("\n" if fragment.begins else "") + fragment.text + ("\n" if fragment.ends else "")
        words: set[str] = set()
        place = vocabulary.find(wanted)
        while place >= 0 and len(words) <= _MOST_WORDS:
            inside = place + fragment.begins
            end = vocabulary.index("\n", inside)
            words.add(vocabulary[vocabulary.rindex("\n", 0, inside) + 1 : end])
            place = vocabulary.find(wanted, end)
        return words

    def _frequency(self, term: tuple[str, str]) -> int:
        known = self._sets.get(term)
        if known is not None:
            return known.bit_count()
        with self._lock:
            return self._postings.frequency(*term)

    def _set(self, field: str, term: str) -> int:
        known = self._sets.get((field, term))
        if known is None:
            with self._lock:
                known = bits_of(self._postings.rows(field, term))
                if len(self._sets) >= _MOST_KEPT:
                    self._sets.clear()
                self._sets[field, term] = known
        return known


class _Matcher(Protocol):
    def all_ids(self) -> Iterable[int]: ...


class _Reader(Protocol):
    """As much of Whoosh's reader as is used here."""

    def __contains__(self, term: tuple[str, str]) -> bool: ...
    def doc_frequency(self, fieldname: str, text: str) -> int: ...
    def postings(self, fieldname: str, text: str) -> _Matcher: ...
    def lexicon(self, fieldname: str) -> Iterable[bytes]: ...
    def doc_count_all(self) -> int: ...


class _Writer(Protocol):
    def add_document(self, **fields: list[str]) -> None: ...
    def commit(self) -> None: ...
    def cancel(self) -> None: ...


class _Stored(Protocol):
    def reader(self) -> _Reader: ...
    def writer(self, *, limitmb: int) -> _Writer: ...


class _Storage(Protocol):
    def open_index(self) -> _Stored: ...
    def create_index(self, schema: object) -> _Stored: ...


class WhooshPostings:
    """Postings read from a Whoosh index of one segment, whose document numbers are row numbers."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader

    def frequency(self, field: str, term: str) -> int:
        return int(self._reader.doc_frequency(field, term))

    def rows(self, field: str, term: str) -> Iterable[int]:
        return self._reader.postings(field, term).all_ids() if (field, term) in self._reader else ()

    def words(self) -> Iterable[str]:
        return [word.decode("utf-8") for word in self._reader.lexicon(WORD)]


def kept_index(cache: Path | None, corpus: Corpus) -> Index:
    """The index of this corpus as `cache` keeps it; where it keeps none, one that looks into every text."""
    folder = cache / "search" / _name(corpus) if cache else None
    postings = _read(folder, corpus) if folder else None
    return Index(corpus, postings or ScanPostings(corpus), folder if postings else None)


def open_index(cache: Path | None, corpus: Corpus) -> Index:
    """The index of this corpus: opened from `cache`, or built there, or in memory where that cannot be.

    Never raises for the state of the cache. Safe to call from several processes at once.
    """
    if cache is None:
        return memory_index(corpus)
    folder = cache / "search" / _name(corpus)
    postings = _read(folder, corpus)
    if postings is None:
        try:
            _build(folder, corpus)
            _sweep(folder)
        except OSError:
            return memory_index(corpus)
        postings = _read(folder, corpus)
    return memory_index(corpus) if postings is None else Index(corpus, postings, folder)


def memory_index(corpus: Corpus) -> Index:
    """An index that nothing keeps."""
    return Index(corpus, MemoryPostings(corpus), None)


def _name(corpus: Corpus) -> str:
    return "i-" + hashlib.sha256(_key(corpus).encode()).hexdigest()[:24]


def _key(corpus: Corpus) -> str:
    """What the postings depend on: the packs, the number of rows they gave, and the format."""
    return f"{FORMAT}/{corpus.fingerprint}/{len(corpus.rows)}"


def _read(folder: Path, corpus: Corpus) -> WhooshPostings | None:
    """The postings in `folder`, or None where they are absent, damaged, or not what we wrote for this corpus."""
    try:
        marker: object = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        if marker != _marker(folder, corpus):
            return None
    except (OSError, ValueError):
        return None
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import IndexError as NoIndexError

    try:
        reader = cast("_Storage", FileStorage(str(folder), readonly=True)).open_index().reader()
    except (OSError, NoIndexError):
        return None
    return WhooshPostings(reader) if reader.doc_count_all() == len(corpus.rows) else None


def _marker(folder: Path, corpus: Corpus) -> dict[str, object]:
    sums = {p.name: _sum(p) for p in sorted(folder.iterdir()) if p.name != MARKER}
    return {"key": _key(corpus), "files": sums}


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _build(folder: Path, corpus: Corpus) -> None:
    """Write the index beside `folder` and move it there. Raises OSError where the place cannot be written."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix="building-", dir=folder.parent))
    try:
        _write(beside, corpus)
        if folder.exists() and _read(folder, corpus) is None:
            _put_aside(folder)
        os.replace(beside, folder)
    except OSError:
        if _read(folder, corpus) is None:
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(folder: Path, corpus: Corpus) -> None:
    from whoosh import fields, formats
    from whoosh.filedb.filestore import FileStorage

    kinds = {name: fields.KEYWORD() for name in (GRAM, WORD, COLUMN)}
    for kind in kinds.values():
        setattr(kind, "format", formats.Existence())  # noqa: B010  (its declared type is narrower than its use)
    stored = cast("_Storage", FileStorage(str(folder))).create_index(fields.Schema(**kinds))
    writer = stored.writer(limitmb=_WRITER_MEGABYTES)
    try:
        for row in corpus.rows:
            writer.add_document(**{field: sorted(terms) for field, terms in terms_of(row)})
        writer.commit()
    except BaseException:
        _abandon(writer)
        raise
    for lock in folder.glob("*_WRITELOCK"):
        lock.unlink()
    (folder / MARKER).write_text(json.dumps(_marker(folder, corpus)), encoding="utf-8")


def _abandon(writer: _Writer) -> None:
    """Let go of the writer's files; what it says of its own state then must not hide why it is abandoned."""
    from whoosh.writing import IndexingError

    with contextlib.suppress(IndexingError, OSError, ValueError):
        writer.cancel()


def _put_aside(folder: Path) -> None:
    """Take a folder that is not ours or is damaged out of the way; another process may do so first."""
    aside = Path(tempfile.mkdtemp(prefix="building-", dir=folder.parent))
    try:
        os.replace(folder, aside / "old")
    except FileNotFoundError:
        return
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove indexes of other packs and abandoned builds that nothing has touched for a week."""
    for other in folder.parent.iterdir():
        ours = other.name.startswith(("i-", "building-"))
        if ours and other != folder and time.time() - other.stat().st_mtime > _STALE_AFTER:
            shutil.rmtree(other, ignore_errors=True)
