"""An XML part as a light tree in which every element knows its place in the source text.

Values that flow: bytes become a tree of `Node`; changes become `Edit` (a stretch of source and what replaces it);
edits applied to the source give the new bytes. The hard problem is writing back a part so that everything not
changed is the same text, entity spelling and namespace order included. Rejected: parsing with lxml and serialising
again; equal under canonical XML, but no longer the same text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, cast
from xml.parsers import expat

from catalogue.problems import BadInput
from clause_library.word.source.collector import uncollected

WORD_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MC_SPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHORT = {**dict.fromkeys(WORD_SPACES, "w"), MC_SPACE: "mc"}
START_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
PREFIX = re.compile(rb"(?<=[\s</])([A-Za-z_][\w.-]*):(?=[A-Za-z_][\w.-]*[\s=/>])")
IN_TEXT = re.compile(r"<!\[CDATA\[|<!--.*?-->|<\?.*?\?>|&[^;]+;|\r\n|.", re.DOTALL)
IN_CDATA = re.compile(r"]]>|\r\n|.", re.DOTALL)
ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
SAVE_AGAIN = ("open it in the word processor, save it again and retry", "请用文字处理软件打开，重新保存后再试")
MAX_DEPTH = 400
MAX_ELEMENTS = 600_000
ENCODINGS = ("utf-16-le", "utf-16-be", "utf-16", "gb18030", "gbk", "gb2312", "iso-8859-1", "windows-1252")


@dataclass(slots=True, eq=False)
class Node:
    """An element. Offsets count bytes of the part's UTF-8 text; `text` is its own character data."""

    tag: str
    attrs: dict[str, str]
    parent: Node | None
    start: int
    inner_start: int
    inner_end: int = 0
    end: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list["Node"])

    def get(self, name: str, default: str = "") -> str:
        """An attribute, by short name such as `w:val`."""
        return self.attrs.get(name, default)

    def child(self, tag: str) -> Node | None:
        """The first child of that tag."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def value(self, *path: str) -> str | None:
        """`w:val` of the element at the end of a path of tags; None where the path breaks off."""
        node: Node | None = self
        for tag in path:
            node = node.child(tag) if node else None
        return node.attrs.get("w:val", "") if node else None

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        ahead: list[Node] = [self]
        while ahead:
            node = ahead.pop()
            yield node
            ahead.extend(reversed(node.children))

    def inside(self, tag: str) -> bool:
        """Whether it stands in an element of that tag."""
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node is not None

    def ancestors(self) -> Iterator[Node]:
        """From the parent up."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces the source between two offsets; equal offsets insert."""

    start: int
    end: int
    text: str


class _Expat(Protocol):
    CurrentByteIndex: int
    StartElementHandler: object
    EndElementHandler: object
    CharacterDataHandler: object
    StartDoctypeDeclHandler: object
    StartNamespaceDeclHandler: object
    buffer_text: bool
    namespace_prefixes: bool

    def Parse(self, data: bytes, final: bool, /) -> int: ...  # noqa: N802 - expat's name


class _Builder:
    """Collects expat's events into a tree."""

    def __init__(self, source: bytes, name: str) -> None:
        self.source = source
        self.name = name
        self.stack: list[Node] = []
        self.root: Node | None = None
        self.prefix = "w"
        self.bound: set[str] = set()
        self.shorts: dict[str, str] = {}
        self.declared: list[str] = []
        self.parser = cast("_Expat", expat.ParserCreate(encoding="utf-8", namespace_separator="}"))
        self.parser.buffer_text = True
        self.parser.namespace_prefixes = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartNamespaceDeclHandler = self._declare

    def _open(self, name: str, attrs: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        match = START_TAG.match(self.source, at)
        inner = match.end() if match else at
        parent = self.stack[-1] if self.stack else None
        short = self._short
        node = Node(short(name), {short(k): v for k, v in attrs.items()} if attrs else {}, parent, at, inner)
        if parent is None:
            self.root = node
            pieces = name.split("}")
            self.prefix = pieces[2] if len(pieces) == 3 else ""
            if not self.prefix and pieces[0] in WORD_SPACES:
                self.prefix = self._spare_prefix()
        else:
            parent.children.append(node)
        if len(self.stack) >= MAX_DEPTH:
            raise BadInput.because(
                f"{self.name} nests over {MAX_DEPTH} elements deep",
                file=self.name,
                zh=f"{self.name}的嵌套超过{MAX_DEPTH}层",
            )
        self.stack.append(node)

    def _short(self, name: str) -> str:
        found = self.shorts.get(name)
        if found is None:
            found = self.shorts[name] = _short(name)
        return found

    def _declare(self, prefix: str | None, uri: str) -> None:
        """A prefix of the root's that means something else further down would make what is written there foreign."""
        if self.root is None:
            self.bound.add(prefix or "")
            self.declared += [prefix] if prefix and uri in WORD_SPACES else []
        elif prefix == self.prefix and self.root.tag.startswith("w:") and uri not in WORD_SPACES:
            raise BadInput.because(
                f"{self.name} gives the prefix {prefix!r} two meanings; {SAVE_AGAIN[0]}",
                file=self.name,
                zh=f"{self.name}中前缀{prefix!r}先后含义不同；{SAVE_AGAIN[1]}",
            )

    def _spare_prefix(self) -> str:
        """Attributes of Word's need a prefix, also where its elements have none."""
        if not self.declared:
            raise BadInput.because(
                f"{self.name} declares no prefix for Word's names; {SAVE_AGAIN[0]}",
                file=self.name,
                zh=f"{self.name}未给 Word 的名称声明前缀；{SAVE_AGAIN[1]}",
            )
        return self.declared[0]

    def _close(self, _name: str) -> None:
        node = self.stack.pop()
        if self.source[node.inner_start - 2 : node.inner_start] == b"/>":
            node.inner_end = node.end = node.inner_start
            return
        node.inner_end = self.parser.CurrentByteIndex
        node.end = self.source.index(b">", node.inner_end) + 1

    def _text(self, data: str) -> None:
        if self.stack:
            self.stack[-1].text += data

    def _doctype(self, *_: object) -> None:
        raise BadInput.because(
            "a DOCTYPE is declared; such parts are refused", file=self.name, zh="含 DOCTYPE 声明；此类部件不予读取"
        )


def _short(name: str) -> str:
    pieces = name.split("}")
    if len(pieces) == 1:
        return name
    prefix = SHORT.get(pieces[0])
    return f"{prefix}:{pieces[1]}" if prefix else f"{{{pieces[0]}}}{pieces[1]}"


@dataclass(frozen=True)
class XmlPart:
    """A parsed part: its tree and the text it came from."""

    name: str
    source: bytes
    encoding: str
    root: Node
    prefix: str
    bound: frozenset[str] = frozenset()
    """The prefixes its root declares, beside `xml`."""

    @cached_property
    def bookmarks(self) -> tuple[Node, ...]:
        """Every `w:bookmarkStart`, in document order."""
        return tuple(n for n in self.root.walk() if n.tag == "w:bookmarkStart")

    @cached_property
    def sections(self) -> tuple[Node, ...]:
        """Every `w:sectPr`, in document order."""
        return tuple(n for n in self.root.walk() if n.tag == "w:sectPr")

    def xml(self, node: Node) -> str:
        """The source text of an element."""
        return self.source[node.start : node.end].decode("utf-8")

    def inner(self, node: Node) -> str:
        """The source text inside an element."""
        return self.source[node.inner_start : node.inner_end].decode("utf-8")

    def portable(self, node: Node) -> bool:
        """Whether the element's source can stand anywhere in the part: no prefix of it is declared above it alone."""
        source = self.source[node.start : node.end]
        used = {p.decode() for p in PREFIX.findall(source)} - {"xml", "xmlns"}
        return all(p in self.bound or f"xmlns:{p}=".encode() in source for p in used)

    def bytes_with(self, edits: list[Edit]) -> bytes:
        """The part's new bytes, in its own encoding. Insertions at one place keep their order.

        What is put inside a root or body written as empty opens it, what empties it again shuts it. What lies in a
        stretch that is taken out goes with it. Raises BadInput where two changes meet otherwise.
        """
        data = self._shut(self._spliced([*edits, *self._opening(edits)]))
        return data if self.encoding == "utf-8" else data.decode("utf-8").encode(self.encoding, "xmlcharrefreplace")

    def _holders(self) -> list[Node]:
        body = self.root.child("w:body")
        return [self.root] if body is None else [self.root, body]

    def _opening(self, edits: list[Edit]) -> Iterator[Edit]:
        """`<w:body/>` becomes `<w:body >`, by whose space `_shut` knows it again, with its end behind what it holds."""
        for node in self._holders():
            empty = node.inner_end == node.end and self.source[node.end - 2 : node.end] == b"/>"
            if empty and any(e.start == e.end == node.end and e.text for e in edits):
                yield Edit(node.end - 2, node.end, " >")
                yield Edit(node.end, node.end, f"</{self._name(node)}>")

    def _shut(self, data: bytes) -> bytes:
        for node in self._holders():
            head = self.source[node.start : node.inner_start]
            if head.endswith(b" >") and node.inner_end > node.inner_start:
                data = data.replace(head + f"</{self._name(node)}>".encode(), head[:-2] + b"/>", 1)
        return data

    def _name(self, node: Node) -> str:
        return re.split(rb"[\s/>]", self.source[node.start + 1 : node.inner_start], maxsplit=1)[0].decode("utf-8")

    def _spliced(self, edits: list[Edit]) -> bytes:
        """The source with the edits; what lies in a stretch that is taken out goes with it. Raises BadInput where two
        changes meet otherwise.
        """
        out: list[bytes] = []
        at, gone = 0, 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end > e.start, -e.end)):
            if edit.end <= gone and edit.start < at and not edit.text:
                continue
            if edit.start < at:
                raise BadInput.because(
                    f"two changes meet at byte {edit.start} of {self.name}; {SAVE_AGAIN[0]}",
                    file=self.name,
                    zh=f"{self.name}第 {edit.start} 字节处有两处改动相重叠；{SAVE_AGAIN[1]}",
                )
            out += (self.source[at : edit.start], edit.text.encode("utf-8"))
            at = edit.end
            gone = gone if edit.text else edit.end
        out.append(self.source[at:])
        return b"".join(out)


def parse_part(name: str, data: bytes) -> XmlPart:
    """The part as a tree. Raises BadInput where it is not well-formed or declares a DOCTYPE."""
    try:
        encoding = _encoding_of(data)
        source = data if encoding == "utf-8" else data.decode(encoding).encode("utf-8")
        _check_size(name, source)
        builder = _Builder(source, name)
        with uncollected():
            builder.parser.Parse(source, True)
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        raise BadInput.because(
            f"the part {name!r} is damaged ({error})", file=name, zh=f"部件{name!r}已损坏（{error}）"
        ) from error
    if builder.root is None:
        raise BadInput.because(f"the part {name!r} is empty", file=name, zh=f"部件{name!r}是空的")
    return XmlPart(name, source, encoding, builder.root, builder.prefix, frozenset(builder.bound))


def _check_size(name: str, source: bytes) -> None:
    """Counted before parsing: a tree of a million elements takes half a gigabyte."""
    elements = source.count(b"<") - source.count(b"</")
    if elements > MAX_ELEMENTS:
        raise BadInput.because(
            f"{name} holds {elements} elements, over {MAX_ELEMENTS}; no contract does",
            file=name,
            zh=f"{name}含有{elements}个元素，超过{MAX_ELEMENTS}个，不是正常的合同文件",
        )


def _encoding_of(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    if data.startswith((b"<\0", b"\0<")):  # no byte order mark; a part in UTF-8 holds no zero byte
        return "utf-16-le" if data.startswith(b"<") else "utf-16-be"
    match = ENCODING.match(data)
    declared = match.group(1).decode("ascii").lower() if match else "utf-8"
    if declared in ("us-ascii", "ascii"):
        return "ascii" if data.isascii() else "utf-8"
    if declared == "utf-8":
        return "utf-8"
    if declared not in ENCODINGS:
        raise LookupError(f"unknown encoding: {declared}")
    return declared


def escape(text: str) -> str:
    """Character data for XML; characters XML cannot hold are left out."""
    clean = "".join(c for c in text if c in "\t\n" or ord(c) >= 0x20)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def raw_offset(raw: bytes, characters: int) -> int:
    """How many bytes of raw XML text hold the first so many characters (an entity is one; comments are none)."""
    text = raw.decode("utf-8")
    if b"<" not in raw:
        return _plain_offset(text, characters)
    at, plain = 0, True
    while match := (IN_TEXT if plain else IN_CDATA).match(text, at):
        sign = match.group(0)
        if len(sign) > 1 and sign[0] in "<]":
            plain = sign != "<![CDATA["
        elif characters == 0:
            break
        else:
            characters -= 1
        at = match.end()
    return len(text[:at].encode("utf-8"))


def in_cdata(raw: bytes, offset: int) -> bool:
    """Whether raw XML text is inside a CDATA section at that byte."""
    return raw.rfind(b"<![CDATA[", 0, offset) > raw.rfind(b"]]>", 0, offset)


def _plain_offset(text: str, characters: int) -> int:
    """The same without sections and comments, by entities alone: texts may be long and asked often."""
    at = 0
    for match in re.finditer(r"&[^;]+;|\r\n", text):
        plain = match.start() - at
        if characters <= plain:
            break
        characters -= plain + 1
        at = match.end()
    return len(text[: at + characters].encode("utf-8"))
