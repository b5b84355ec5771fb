"""Frozen values to JSON and back, field by field as their classes declare them.

Values that flow: a class -> the ways of its fields, out and in -> bytes -> the same value. The hard problem is speed:
the ways are worked out once for each class, so that reading is one call for each value. Rejected: pickle, which runs
what a damaged or foreign file tells it to.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import Any, get_args, get_origin, get_type_hints

_PLAIN = (str, int, bool, float, type(None))

Way = Callable[[Any], Any]


class Codec:
    """Values of one class to JSON and back, as the declarations of the fields say."""

    def __init__(self, kind: type) -> None:
        self._known: dict[Any, tuple[Way, Way]] = {}
        self._texts: dict[str, str] = {}
        self._fractions: dict[str, Fraction] = {}
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

    def _fraction(self, data: str) -> Fraction:
        """The number, made once for each way it is written: the same few stand in thousands of limbs."""
        known = self._fractions.get(data)
        return known if known is not None else self._fractions.setdefault(data, Fraction(data))

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
            Fraction: (str, self._fraction),
            dt.date: (dt.date.isoformat, dt.date.fromisoformat),
        }
        if kind in simple:
            return simple[kind]
        if kind in _PLAIN:
            return _same, _same
        if get_origin(kind) is not None:
            return self._of_many(get_origin(kind), get_args(kind))
        if issubclass(kind, Enum):
            return _value, {member.value: member for member in kind}.__getitem__
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
            return lambda v: [out(one) for one in v], lambda d: tuple([back(one) for one in d]) if d else ()
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
        texts = [place for place, name in enumerate(names) if hints[name] is str]
        inward = [
            (place, back)
            for place, (_, back) in enumerate(ways)
            if back is not _same and hints[names[place]] is not str
        ]
        shared, count = self._texts.setdefault, len(names)

        def made(data: list[Any]) -> Any:
            if len(data) != count:
                raise ValueError
            for place in texts:
                text = data[place]
                data[place] = shared(text, text)
            for place, back in inward:
                if data[place] is not None:
                    data[place] = back(data[place])
            return kind(*data)

        return lambda value: [out(getattr(value, name)) for name, out in outward], made


def _same(value: Any) -> Any:
    return value


def _value(member: Enum) -> Any:
    return member.value


def _declared(kind: Any) -> str:
    return f"{kind.__qualname__}({', '.join(f'{field.name}: {field.type}' for field in fields(kind))})"
