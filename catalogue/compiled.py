"""Packs read once and kept in a form that loads fast: YAML is for people, this is for the next start.

Values that flow: the files of a pack -> key (sha256 of their names and bytes, of the form of our values and of this
module's format) -> the pack as values, from a file of the cache folder that was written under that very key, else from
whoever reads the YAML. The hard problem is trust: a cache that is stale or damaged must never be an answer. So the key
names everything the values depend on, the file states its key and the sha256 of the rest, and whatever does not agree
is read anew and written again. Values are kept as JSON, field by field as their classes declare them. Rejected:
pickle, which runs what a damaged or foreign file tells it to; times of files, which copying and clocks falsify.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, cast, get_args, get_origin, get_type_hints

from catalogue import __version__
from catalogue.model import Catalogue
from catalogue.problems import Problem

FORMAT = "2"
"""Changes when packs are read differently though the values keep their form."""

_PLAIN = (str, int, bool, float, type(None))

Way = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """What reading a pack gave: the catalogue (None where it was refused) and the complaints."""

    catalogue: Catalogue | None
    faults: tuple[Problem, ...]


class Codec:
    """Values of one class to JSON and back, as the declarations of the fields say."""

    def __init__(self, kind: type) -> None:
        self._known: dict[Any, tuple[Way, Way]] = {}
        self._texts: dict[str, str] = {}
        self._out, self._in = self._ways(kind)

    def dumped(self, value: object) -> bytes:
        """The value as UTF-8 JSON."""
        return json.dumps(self._out(value), ensure_ascii=False, separators=(",", ":")).encode()

    def loaded(self, data: bytes) -> Any:
        """The value. Raises ValueError for what is no JSON."""
        return self._in(json.loads(data))

    @property
    def form(self) -> str:
        """The names and types of all fields met: another form is another key."""
        return "\n".join(sorted(_declared(kind) for kind in self._known if is_dataclass(kind)))

    def _ways(self, kind: Any) -> tuple[Way, Way]:
        """How a value of this type goes out and comes in."""
        if kind not in self._known:
            self._known[kind] = (partial(self._later, kind, 0), partial(self._later, kind, 1))
            self._known[kind] = self._made(kind)
        return self._known[kind]

    def _later(self, kind: Any, which: int, value: Any) -> Any:
        """A way asked for while it was made, because values of the kind hold others of it."""
        way: Way = self._known[kind][which]
        return way(value)

    def _made(self, kind: Any) -> tuple[Way, Way]:
        simple: dict[Any, tuple[Way, Way]] = {
            str: (_same, lambda data: self._texts.setdefault(data, data)),
            Fraction: (str, Fraction),
            dt.date: (dt.date.isoformat, dt.date.fromisoformat),
        }
        if kind in simple:
            return simple[kind]
        if kind in _PLAIN:
            return _same, _same
        if get_origin(kind) is not None:
            return self._of_many(get_origin(kind), get_args(kind))
        if issubclass(kind, Enum):
            return _value, kind
        return self._of_fields(kind)

    def _of_many(self, origin: Any, kinds: tuple[Any, ...]) -> tuple[Way, Way]:
        if origin is tuple:
            return self._of_tuple(kinds)
        if origin is dict:
            out, back = self._ways(kinds[1])
            return lambda v: {k: out(one) for k, one in v.items()}, lambda d: {k: back(one) for k, one in d.items()}
        return self._of_union([kind for kind in kinds if kind is not type(None)])

    def _of_union(self, kinds: list[Any]) -> tuple[Way, Way]:
        """None, or one of the kinds; where there are several its place among them comes first."""
        ways = [self._ways(kind) for kind in kinds]
        if len(kinds) == 1:
            out, back = ways[0]
            return lambda v: None if v is None else out(v), lambda d: None if d is None else back(d)

        def outward(value: Any) -> list[Any]:
            place = next(i for i, kind in enumerate(kinds) if isinstance(value, kind))
            return [place, ways[place][0](value)]

        def inward(data: list[Any]) -> Any:
            way: Way = ways[int(data[0])][1]
            return way(data[1])

        return outward, inward

    def _of_tuple(self, kinds: tuple[Any, ...]) -> tuple[Way, Way]:
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            out, back = self._ways(kinds[0])
            return lambda v: [out(one) for one in v], lambda d: tuple([back(one) for one in d])
        ways = [self._ways(kind) for kind in kinds]
        return (
            lambda v: [out(one) for (out, _), one in zip(ways, v, strict=True)],
            lambda d: tuple(back(one) for (_, back), one in zip(ways, d, strict=True)),
        )

    def _of_fields(self, kind: Any) -> tuple[Way, Way]:
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        ways = [self._ways(hints[name]) for name in names]
        outward = [(name, out) for name, (out, _) in zip(names, ways, strict=True)]
        inward = [back for _, back in ways]
        return (
            lambda value: [out(getattr(value, name)) for name, out in outward],
            lambda data: kind(*[back(one) for back, one in zip(inward, data, strict=True)]),
        )


def _same(value: Any) -> Any:
    return value


def _value(member: Enum) -> Any:
    return member.value


def _declared(kind: Any) -> str:
    return f"{kind.__qualname__}({', '.join(f'{field.name}: {field.type}' for field in fields(kind))})"


class PackCache:
    """Compiled packs in one folder. Never raises for the state of the folder; without one it reads every time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "packs" if folder else None
        self._codec = Codec(CompiledPack)
        self._form = f"{FORMAT}\n{__version__}\n{self._codec.form}"

    def read(self, pack: Path, reader: Callable[[], CompiledPack | None]) -> CompiledPack | None:
        """The pack as it is compiled for the files it has now, else as `reader` gives it, kept if it is not None."""
        if self._folder is None:
            return reader()
        key = self._key(pack)
        place = self._folder / f"{pack.name}-{_short(str(pack.parent))}-{key[:24]}.json"
        found = self._kept(place, key)
        if found is None:
            found = reader()
            if found is not None and self._key(pack) == key:
                self._keep(place, key, found)
        return found

    def _key(self, pack: Path) -> str:
        digest = hashlib.sha256(self._form.encode())
        for path in sorted(pack.glob("*.yaml")):
            digest.update(f"\0{path.name}\0".encode())
            digest.update(_bytes_of(path))
        return digest.hexdigest()

    def _kept(self, place: Path, key: str) -> CompiledPack | None:
        try:
            head, _, body = place.read_bytes().partition(b"\n")
            if head != _head(key, body):
                return None
            return cast("CompiledPack", self._codec.loaded(body))
        except (OSError, ValueError):
            return None

    def _keep(self, place: Path, key: str, pack: CompiledPack) -> None:
        """Written beside and moved into place; what was compiled from earlier files of this pack goes."""
        body = self._codec.dumped(pack)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            number, beside = tempfile.mkstemp(prefix="writing-", dir=place.parent)
            with os.fdopen(number, "wb") as stream:
                stream.write(_head(key, body) + b"\n" + body)
            os.replace(beside, place)
            _remove(p for p in place.parent.glob(f"{place.name.rsplit('-', 1)[0]}-*.json") if p != place)


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
