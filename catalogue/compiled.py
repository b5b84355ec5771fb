"""Files read once and kept in a form that loads fast: YAML is for people, this is for the next start.

Values that flow: the files of a pack or of a party list -> key (sha256 of their names and bytes, of the form of our
values and of this module's format) -> the values, from a file of the cache folder that was written under that very
key, else from whoever reads the YAML. The hard problem is trust: a cache that is stale or damaged must never be an
answer. So the key names everything the values depend on, the file states its key and the sha256 of the rest, and
whatever does not agree is read anew and written again. Rejected: times of files, which copying and clocks falsify.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from catalogue import __version__
from catalogue.codec import Codec
from catalogue.model import Catalogue
from catalogue.problems import Problem

FORMAT = "5"
"""Changes when files are read differently though the values keep their form."""

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """What reading a pack gave: the catalogue (None where it was refused) and the complaints."""

    catalogue: Catalogue | None
    faults: tuple[Problem, ...]


class Compiled(Generic[Kind]):
    """Values of one class, each compiled from a file, from the YAML files of a folder, or from what a fingerprint says.

    They are kept under `room` in the cache folder; `beside` are further files the values depend on. Never raises for
    the state of that folder; without one every value is read every time.
    """

    def __init__(self, folder: Path | None, room: str, kind: type[Kind], beside: tuple[Path, ...] = ()) -> None:
        self._folder = folder / room if folder else None
        self._codec = Codec(kind)
        also = "\n".join(hashlib.sha256(_bytes_of(path)).hexdigest() for path in beside) if folder else ""
        self._form = f"{FORMAT}\n{__version__}\n{self._codec.form}\n{also}"

    def read(self, source: Path, reader: Callable[[], Kind | None]) -> Kind | None:
        """The value as it is compiled for the files `source` has now, else what `reader` gives, kept if not None."""
        if self._folder is None:
            return reader()
        key = self._key(source)
        place = self._folder / f"{source.name}-{_short(str(source.parent))}-{key[:24]}.json"
        found = self._kept(place, key)
        if found is None:
            found = reader()
            if found is not None and self._key(source) == key:
                self._keep(place, key, found)
        return found

    def read_for(self, name: str, fingerprint: str, reader: Callable[[], Kind]) -> Kind:
        """The value as it is compiled for what a fingerprint stands for, else what `reader` gives, which is kept."""
        if self._folder is None:
            return reader()
        key = hashlib.sha256(f"{self._form}\0{fingerprint}".encode()).hexdigest()
        place = self._folder / f"{name}-{key[:24]}.json"
        found = self._kept(place, key)
        if found is None:
            found = reader()
            self._keep(place, key, found)
        return found

    def _key(self, source: Path) -> str:
        digest = hashlib.sha256(self._form.encode())
        for path in sorted(source.glob("*.yaml")) if source.is_dir() else [source]:
            digest.update(f"\0{path.name}\0".encode())
            digest.update(_bytes_of(path))
        return digest.hexdigest()

    def _kept(self, place: Path, key: str) -> Kind | None:
        try:
            head, _, body = place.read_bytes().partition(b"\n")
            if head != _head(key, body):
                return None
            with _uncollected():
                return cast("Kind", self._codec.loaded(body))
        except (OSError, ValueError, LookupError):
            return None

    def _keep(self, place: Path, key: str, value: Kind) -> None:
        """Written beside and moved into place; what was compiled from earlier files of this source goes."""
        body = self._codec.dumped(value)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            number, beside = tempfile.mkstemp(prefix="writing-", dir=place.parent)
            with os.fdopen(number, "wb") as stream:
                stream.write(_head(key, body) + b"\n" + body)
            os.replace(beside, place)
            _remove(p for p in place.parent.glob(f"{place.name.rsplit('-', 1)[0]}-*.json") if p != place)


@contextlib.contextmanager
def _uncollected() -> Generator[None]:
    """Without the collector while a hundred thousand values are made that all stay: it would walk through them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _head(key: str, body: bytes) -> bytes:
    return json.dumps({"key": key, "sha256": hashlib.sha256(body).hexdigest()}).encode()


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _bytes_of(path: Path) -> bytes:
    """The file's bytes; of one that cannot be read the error."""
    try:
        return path.read_bytes()
    except OSError as error:
        return f"error {error.errno}".encode()
