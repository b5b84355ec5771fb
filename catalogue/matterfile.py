"""The matter file 案卷 on disk: read, edited without losing a comment, written without losing the old one.

Values that flow: text <-> `MatterFile` (text, Matter, path); every edit gives a new state, so undo is keeping
the earlier one. The hard problem: people write comments, their own order and quoting; so edits go through a
round-trip YAML tree whose scalars stay the text that was typed. Rejected: dumping the Matter value; it would
drop every comment and every key a person left half done.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from catalogue.matter import Confirmation, Matter, NegotiationStep
from catalogue.matterschema import parse_matter
from catalogue.opening import read_bytes, write_atomically
from catalogue.problems import BadInput
from catalogue.yamltext import MAX_BYTES

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Value = str | bool | int | dt.date | None | Sequence["Value"] | Mapping[str, "Value"]
Place = tuple[str | int, ...]

BYTE_ORDER_MARK = "\ufeff".encode()

_BLANK = """\
matter: {{id: "", title: "", language: {language}, as_of: {as_of}, author: ""}}
technology: []
transfer: {{modes: [], direction: null}}
contract: {{kind: [], date: null, status: none}}
parties: []
approvals: {{loi: {{status: none}}, licence: {{status: none}}, registration: {{status: none}}}}
confirmations: []
frozen: null
clauses: {{position: balanced, chosen: {{}}, variables: {{}}}}
outputs: []
"""


def read_matter(path: Path) -> Matter:
    """The matter in the file. Raises BadInput naming file, line and field."""
    return MatterFile.open(path).matter


@dataclass(frozen=True, slots=True)
class MatterFile:
    """One state of a matter file. `stored` is the text on disk when it was opened or saved, None when never."""

    text: str
    matter: Matter
    path: Path | None = None
    stored: str | None = None

    @classmethod
    def new(cls, as_of: dt.date, *, language: str = "zh", path: Path | None = None) -> MatterFile:
        """A matter with nothing in it but its date; nothing is written until `save`."""
        return cls.from_text(_BLANK.format(as_of=as_of.isoformat(), language=language), path)

    @classmethod
    def from_text(cls, text: str, path: Path | None = None, stored: str | None = None) -> MatterFile:
        """The state with this text. Raises BadInput where the text is not a matter."""
        return cls(text, parse_matter(text, str(path) if path else "matter"), path, stored)

    @classmethod
    def open(cls, path: Path) -> MatterFile:
        """The state on disk. Raises BadInput naming file, line and field."""
        text = _decoded(path)
        return cls.from_text(text, path, text)

    @property
    def unsaved(self) -> bool:
        """True when the text differs from what is on disk."""
        return self.text != self.stored

    def with_text(self, text: str) -> MatterFile:
        """The same file with another text (undo, redo, or typed by hand). Raises BadInput."""
        return MatterFile.from_text(text, self.path, self.stored)

    def save(self, path: Path | None = None) -> MatterFile:
        """Writes beside, syncs and renames. Refuses when another program changed the file since it was opened."""
        target = path or self.path
        if target is None:
            raise BadInput.because(
                "this matter has no file yet",
                hint="say where to save it",
                zh="案卷尚未存为文件",
                hint_zh="请指定保存位置",
            )
        same = self.path is not None and target.resolve() == self.path.resolve()
        if same and self.stored is not None and target.exists() and _decoded(target) != self.stored:
            raise BadInput.because(
                "the file was changed by another program since it was opened",
                file=target,
                hint="save under another name, or open it again",
                zh="文件打开后已被其他程序改动",
                hint_zh="请另取文件名保存，或重新打开",
            )
        if target.is_dir():
            raise BadInput.because(
                "this is a folder, not a file",
                file=target,
                hint="name a .yaml file",
                zh="这是文件夹，不是文件",
                hint_zh="请指明 .yaml 文件",
            )
        mark = BYTE_ORDER_MARK if same and _has_mark(target) else b""
        write_atomically(target, mark + self.text.encode("utf-8"))
        return replace(self, path=target, stored=self.text)

    def set(self, place: Place, value: Value) -> MatterFile:
        """The state with the value at a place such as ("transfer", "destination"); None writes null."""
        tree = _load(self.text)
        node, key = _parent(tree, place)
        _put(node, key, _as_node(value))
        return self._from_tree(tree)

    def remove(self, place: Place) -> MatterFile:
        """The state without the key or list item at the place. BadInput where there is none."""
        tree = _load(self.text)
        node, key = _parent(tree, place)
        try:
            del node[key]  # pyright: ignore[reportArgumentType, reportCallIssue]
        except (KeyError, IndexError, TypeError):
            raise _no_such(place) from None
        return self._from_tree(tree)

    def add(self, place: Place, value: Value) -> MatterFile:
        """The state with one more item at the end of the list at the place, made when absent."""
        tree = _load(self.text)
        node, key = _parent(tree, place)
        items = _child(node, key)
        if items is None or items == []:
            _put(node, key, _as_node([value]))
        elif isinstance(items, list):
            cast("list[object]", items).append(_as_node(value))
        else:
            raise BadInput.because(f"'{_shown(place)}' is not a list", zh=f"“{_shown(place)}”不是列表")
        return self._from_tree(tree)

    def add_technology(self, name: str, **facts: Value) -> MatterFile:
        """The state with one more technology."""
        return self.add(("technology",), {"name": name, **facts})

    def add_entry(self, technology: int, code: str, point: str | None = None, catalogue: str = "") -> MatterFile:
        """The state in which a technology names one more code; a code named already stays single.

        `catalogue` says which list is meant where several print the same code; "" leaves it to the code.
        """
        named = self.matter.technologies[technology].entries
        if any(e.code == code and e.point == point and e.catalogue in ("", catalogue) for e in named):
            return self
        more = {"catalogue": catalogue, "point": point}
        item: Value = {"code": code, **{key: text for key, text in more.items() if text}}
        item = item if catalogue or point else code
        return self.add(("technology", technology, "entries"), item)

    def set_measured(self, technology: int, name: str, text: str) -> MatterFile:
        """The state with a measured value of a technology; an empty text takes it out."""
        place: Place = ("technology", technology, "measured", name)
        if text.strip():
            return self.set(place, text.strip())
        known = {n for n, _ in self.matter.technologies[technology].measured}
        return self.remove(place) if name in known else self

    def choose_clause(self, clause: str, variant: str) -> MatterFile:
        """The state with a position chosen for a clause, `out` for none of it, "" for no choice of its own."""
        return self._choice(("clauses", "chosen", clause), variant, dict(self.matter.clauses.chosen))

    def set_variable(self, name: str, text: str) -> MatterFile:
        """The state with a variable (`refund_days`, or `LIC-05.long_stop_days` for one clause); "" takes it out."""
        return self._choice(("clauses", "variables", name), text, dict(self.matter.clauses.variables))

    def set_family_position(self, family: str, position: str) -> MatterFile:
        """The state with a position for a family of clauses; "" for none of its own."""
        return self._choice(("clauses", "families", family), position, dict(self.matter.clauses.families))

    def log_move(self, step: NegotiationStep) -> MatterFile:
        """The state with one more entry of the negotiation log."""
        told = {"was": step.was, "by": step.by, "on": step.on, "note": step.note}
        item: dict[str, Value] = {"clause": step.clause, "now": step.now}
        item |= {key: value for key, value in told.items() if value}
        return self.add(("clauses", "log"), item)

    def add_confirmation(self, confirmation: Confirmation) -> MatterFile:
        """The state with one more decision; earlier ones about the same thing stay, the newest `on` wins."""
        return self.add(("confirmations",), _said(confirmation))

    def replace_confirmation(self, number: int, confirmation: Confirmation) -> MatterFile:
        """The state with another decision in the place of one; for somebody who corrects his own word of the day."""
        return self.set(("confirmations", number), _said(confirmation))

    def _choice(self, place: Place, value: str, known: dict[str, str]) -> MatterFile:
        if value:
            return self.set(place, value)
        return self.remove(place) if place[-1] in known else self

    def _from_tree(self, tree: object) -> MatterFile:
        text = _dump(tree, self.text)
        return self.with_text(text.replace("\n", _line_end(self.text)))


def _said(confirmation: Confirmation) -> Value:
    item: dict[str, Value] = {"about": confirmation.about, "answer": confirmation.answer}
    if confirmation.by:
        item["by"] = confirmation.by
    if confirmation.on:
        item["on"] = confirmation.on
    if confirmation.reason:
        item["reason"] = confirmation.reason
    return item


def _has_mark(path: Path) -> bool:
    return path.exists() and read_bytes(path, MAX_BYTES).startswith(BYTE_ORDER_MARK)


def _decoded(path: Path) -> str:
    raw = read_bytes(path, MAX_BYTES)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput.because(
            "is not UTF-8 text", file=path, hint="save it as UTF-8", zh="不是 UTF-8 文本", hint_zh="请以 UTF-8 编码保存"
        ) from None


def _with_newlines(text: str) -> str:
    """The text with every line end as `\\n`; a comment would keep another one and get a second beside it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_end(text: str) -> str:
    """The line end the text uses."""
    return next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")


def _round_trip(text: str) -> YAML:
    """A round-trip reader and writer that converts nothing but null and indents lists as `text` does."""
    from ruamel.yaml import YAML
    from ruamel.yaml.representer import RoundTripRepresenter
    from ruamel.yaml.resolver import VersionedResolver

    null = ("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"))

    class TextResolver(VersionedResolver):
        """Knows null and nothing else."""

        @property
        def versioned_resolver(self) -> object:
            """The only implicit type, by first character."""
            return {first: [null] for first in ("~", "n", "N", "")}

    class NullRepresenter(RoundTripRepresenter):
        """Writes an empty value as `null`, never as nothing."""

        def write_null(self, _data: None) -> object:
            """The node of an empty value."""
            return self.represent_scalar("tag:yaml.org,2002:null", "null")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    NullRepresenter.add_representer(type(None), NullRepresenter.write_null)  # pyright: ignore[reportUnknownMemberType]
    yaml = YAML()
    yaml.Resolver = TextResolver
    yaml.Representer = NullRepresenter
    yaml.preserve_quotes = True
    yaml.width = 4096
    flush = re.search(r"^- ", _with_newlines(text), re.MULTILINE) is not None
    yaml.indent(mapping=2, sequence=2 if flush else 4, offset=0 if flush else 2)  # pyright: ignore[reportUnknownMemberType]
    return yaml


def _load(text: str) -> object:
    return cast("object", _round_trip(text).load(_with_newlines(text)))  # pyright: ignore[reportUnknownMemberType]


def _dump(tree: object, like: str) -> str:
    stream = io.StringIO()
    _round_trip(like).dump(tree, stream)  # pyright: ignore[reportUnknownMemberType]
    return stream.getvalue()


def _as_node(value: Value) -> object:
    """Dates and yes/no as the text our reader takes; texts that would read as null are quoted."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if value is None:
        return None
    if isinstance(value, str):
        clean = value.replace("\r\n", "\n")
        return DoubleQuotedScalarString(clean) if clean.strip().lower() in ("", "null", "~") else clean
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, dt.date)):
        return str(value)
    if isinstance(value, Mapping):
        return CommentedMap((key, _as_node(item)) for key, item in value.items())
    return CommentedSeq(_as_node(item) for item in value)


def _parent(tree: object, place: Place) -> tuple[dict[str, object] | list[object], str | int]:
    """The mapping or list that holds the last step of the place; missing mappings are made on the way."""
    node = tree
    for depth, step in enumerate(place[:-1]):
        child = _child(node, step)
        if child is None:
            if isinstance(step, int):
                raise _no_such(place[: depth + 1])
            child = _as_node({})
            _put(node, step, child)
            child = _child(node, step)
        node = child
    if not isinstance(node, (dict, list)):
        raise _no_such(place)
    return cast("dict[str, object] | list[object]", node), place[-1]


def _child(node: object, step: str | int) -> object:
    if isinstance(node, dict):
        return cast("dict[object, object]", node).get(step)
    if isinstance(node, list) and isinstance(step, int):
        items = cast("list[object]", node)
        return items[step] if 0 <= step < len(items) else None
    return None


def _put(node: object, step: str | int, value: object) -> None:
    if isinstance(node, dict):
        cast("dict[object, object]", node)[step] = value
        return
    if isinstance(node, list) and isinstance(step, int):
        items = cast("list[object]", node)
        if 0 <= step < len(items):
            items[step] = value
            return
    raise _no_such((step,))


def _no_such(place: Place) -> BadInput:
    return BadInput.because(
        f"the matter has nothing at '{_shown(place)}'", field=_shown(place), zh=f"案卷中没有“{_shown(place)}”"
    )


def _shown(place: Place) -> str:
    return ".".join(str(step) for step in place)
