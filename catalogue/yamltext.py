"""YAML read as text with places: every scalar stays the text that was typed, every node knows its line.

The one hard problem: YAML's own conversions (1.10 -> 1.1, NO -> False, 5E002 -> 500.0) and its silent
last-of-two-keys rule corrupt law. So scalars are never converted here (schema readers in `fields`
do that), and duplicate keys, anchors, aliases, tags, deep nesting and large files are refused.
Rejected: safe_load plus a schema library; the line numbers and the original text are gone by then.

Two bounds: a matter, a clause or a map comes from anybody and is small; the edition of a pack may be a foreign list
down to its paragraphs, written by the importers or unpacked behind the bounds of an archive, and is larger. Both hold
before anything is built, and the nodes are counted while they are made, since `[[],[],` costs more memory than text.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence as Row
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml

from catalogue.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import Event

MAX_BYTES = 4_000_000
EDITION_BYTES = 48_000_000
"""Of one edition or party list of a pack: the longest public list of names is half of it when written out."""
MAX_NODES = 4_000_000
MAX_DEPTH = 40
WIDTH = 1_000_000
"""Characters of a written line: never folded, so that a text stands in one piece for search and comparison."""
_TOO_DEEP_ZH = ("嵌套层次过深", f"至多{MAX_DEPTH}层")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed. `plain` is true when it stood unquoted (so an unquoted `null` can mean nothing)."""

    text: str
    line: int
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """True for an unquoted empty value, `null` or `~`."""
        return self.plain and self.text.strip().lower() in ("", "null", "~")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and nodes in file order; `key_lines` gives the line of each key."""

    pairs: dict[str, Node]
    key_lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping
Plain = str | Row["Plain"] | Dictionary[str, "Plain"]
"""What can be written: texts, lists and dictionaries of them."""


def dump_yaml(value: Plain) -> str:
    """The value as YAML that `parse_yaml` reads back text for text, keys in their order, one line per small block."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    written: str = yaml.dump(  # pyright: ignore[reportUnknownMemberType]
        value, Dumper=dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=WIDTH
    )
    return written


def read_yaml(path: Path, shown_as: str = "", limit: int = MAX_BYTES) -> Node:
    """The document in `path`. Raises BadInput naming the file (as `shown_as`) and line."""
    name = shown_as or path.name
    try:
        if path.stat().st_size > limit:
            raise BadInput.because(
                f"the file is larger than {limit:,} bytes",
                file=name,
                hint="split it",
                zh=f"文件超过{limit:,}字节",
                hint_zh="请拆分",
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise BadInput.because(
            "there is no such file", file=name, hint="check the name", zh="没有这个文件", hint_zh="请核对文件名"
        ) from None
    except IsADirectoryError:
        raise BadInput.because(
            "this is a folder, not a file",
            file=name,
            hint="name a .yaml file",
            zh="这是文件夹，不是文件",
            hint_zh="请指明 .yaml 文件",
        ) from None
    except OSError as error:
        raise BadInput.because(
            f"cannot be read ({error.strerror})", file=name, zh=f"无法读取（{error.strerror}）"
        ) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput.because(
            "is not UTF-8 text", file=name, hint="save it as UTF-8", zh="不是 UTF-8 文本", hint_zh="请以 UTF-8 编码保存"
        ) from None
    return parse_yaml(text, name, limit)


def parse_yaml(text: str, name: str, limit: int = MAX_BYTES) -> Node:
    """The node tree of `text`; an empty document is a null scalar. Raises BadInput."""
    if len(text) > limit:
        raise BadInput.because(
            f"the text is larger than {limit:,} characters", file=name, zh=f"文本超过{limit:,}个字符"
        )
    loader_type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        events = cast("Iterator[Event]", yaml.parse(text, Loader=loader_type))  # pyright: ignore[reportUnknownMemberType]
        return _Builder(name, events).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        what = error.problem or "not valid YAML"
        raise BadInput.because(
            f"is not valid YAML ({what})",
            file=name,
            line=line,
            zh=f"不是有效的 YAML（{what}）",
            hint_zh="请检查该行的缩进、冒号和引号",
        ) from None
    except yaml.YAMLError as error:
        raise BadInput.because(
            f"is not valid YAML ({' '.join(str(error).split())})",
            file=name,
            zh=f"不是有效的 YAML（{' '.join(str(error).split())}）",
        ) from None


def _bad(name: str, event: Event, message: str, hint: str, zh: str, hint_zh: str) -> BadInput:
    return BadInput.because(message, file=name, line=_line(event), hint=hint, zh=zh, hint_zh=hint_zh)


class _Builder:
    """Turns parser events into nodes, refusing what YAML allows and law cannot bear."""

    def __init__(self, name: str, events: Iterator[Event]) -> None:
        self._name = name
        self._events = (e for e in events if not isinstance(e, (yaml.StreamStartEvent, yaml.StreamEndEvent)))
        self._made = 0

    def document(self) -> Node:
        if next(self._events, None) is None:
            return Scalar("", 1)
        node = self._node(next(self._events), 0)
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self._bad(
                    "holds more than one document",
                    event,
                    "keep one document per file",
                    zh="一个文件里有多份文档",
                    hint_zh="每个文件只写一份",
                )
        return node

    def _node(self, event: Event, depth: int) -> Node:
        self._made += 1
        if self._made > MAX_NODES:
            raise self._bad(f"holds more than {MAX_NODES:,} values", event, "split it", zh="内容过多", hint_zh="请拆分")
        if depth > MAX_DEPTH:
            raise _bad(self._name, event, "is nested too deeply", f"at most {MAX_DEPTH} levels", *_TOO_DEEP_ZH)
        if isinstance(event, yaml.AliasEvent):
            raise self._bad(
                "uses an alias (*name)", event, "write the value out", zh="用了别名（*name）", hint_zh="请把值写全"
            )
        if getattr(event, "anchor", None):
            raise self._bad(
                "uses an anchor (&name)", event, "write the value out", zh="用了锚点（&name）", hint_zh="请把值写全"
            )
        if getattr(event, "tag", None):
            raise self._bad("uses a tag (!name)", event, "remove it", zh="用了标签（!name）", hint_zh="请删去标签")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, _line(event), event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: Event, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), _line(start))

    def _mapping(self, start: Event, depth: int) -> Mapping:
        pairs: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self._bad(
                    "has a key that is not a text",
                    event,
                    "use a plain word as key",
                    zh="有的键不是文字",
                    hint_zh="键请用普通词语",
                )
            if key.text in pairs:
                raise BadInput.because(
                    f"'{key.text}' is given twice",
                    file=self._name,
                    line=key.line,
                    field=key.text,
                    hint=f"it stands first in line {lines[key.text]}; keep one",
                    zh=f"“{key.text}”写了两次",
                    hint_zh=f"第一次在第{lines[key.text]}行；请只留一处",
                )
            lines[key.text] = key.line
            pairs[key.text] = self._node(next(self._events), depth + 1)
        return Mapping(pairs, lines, _line(start))

    def _bad(self, message: str, event: Event, hint: str, zh: str, hint_zh: str) -> BadInput:
        return _bad(self._name, event, message, hint, zh, hint_zh)


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
