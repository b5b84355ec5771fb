"""XML of the Electronic Code of Federal Regulations: bytes -> a plain tree -> texts with their superscripts.

Values that flow: a `Source` becomes a tree of `Node`s of our own, and a node the text a reader would see. The hard
problem: a power of ten that loses its raised digits is another number. So superscripts (`SU`, `sup`, and `E` of the
kinds 51 and 53, the minus sign sometimes in an element of its own) are written ⁰¹²…⁻, or `^(…)` where there is no
such sign, and a power whose base is not 10 is told as doubtful. Rejected: keeping lxml's own elements; they drop the
text around superscripts unless every reader remembers `tail`, and they have no types.

Format: https://www.ecfr.gov (title XML). Any document type declaration is refused, nothing outside the file is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from catalogue.importers.reading import Source
from catalogue.model import Words
from catalogue.opening import DOCTYPE_MARKS
from catalogue.problems import BadInput

LARGEST = 50 * 1024 * 1024
PICTURE = "[formula: a picture, not read]"
"""Stands in a text where the publication has a picture."""

_RAISED_TAGS = ("SU", "sup", "SUP")
_RAISED_KINDS = ("51", "53")
_BREAKS = ("br", "P", "FP", "FP-1", "FP-2", "HED", "TR")
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_PLAIN = frozenset("0123456789+-−()n")
_HAT = re.compile(r"(?<=10)\s*\^\s*([-−]?\d+)")
_OTHER_BASE = re.compile(r"[×x]\s*(?!10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])\d+[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]")
_ISSUED = re.compile(r"/on/(\d{4}-\d{2}-\d{2})/")


@dataclass(frozen=True, slots=True)
class Node:
    """One element: its tag, attributes, line in the file, and texts and elements in their printed order."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict[str, str], repr=False)
    parts: tuple[str | Node, ...] = ()

    @property
    def children(self) -> tuple[Node, ...]:
        """The elements directly inside."""
        return tuple(p for p in self.parts if isinstance(p, Node))

    @property
    def leads(self) -> str:
        """The tag of the element this one begins with; empty where it begins with text or is empty."""
        for part in self.parts:
            if isinstance(part, Node):
                return part.tag
            if part.strip():
                return ""
        return ""

    def every(self, *tags: str) -> Iterator[Node]:
        """This element and all inside it with one of these tags, in printed order."""
        if self.tag in tags:
            yield self
        for child in self.children:
            yield from child.every(*tags)


def read_tree(source: Source) -> Node:
    """The document's root. Raises BadInput: too large, with a document type, not XML, not from the eCFR."""
    data = source.data
    if len(data) > LARGEST:
        raise BadInput.because(
            f"this file is larger than {LARGEST // 1024 // 1024} MB",
            file=source.path,
            zh=f"文件超过{LARGEST // 1024 // 1024} MB，不予读取",
        )
    if any(mark in data for mark in DOCTYPE_MARKS):
        raise BadInput.because(
            "this XML carries a document type declaration, which no eCFR file has",
            file=source.path,
            hint="download the XML again from www.ecfr.gov",
            zh="XML 带有文档类型声明（DOCTYPE），eCFR 文件不会有，拒绝读取",
            hint_zh="请从 www.ecfr.gov 重新下载 XML",
        )
    return _parsed(source)


def _parsed(source: Source) -> Node:
    from lxml import etree  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue, reportUnknownVariableType] untyped

    xml = cast(Any, etree)
    parser = xml.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = xml.fromstring(source.data, parser)
    except xml.XMLSyntaxError as error:
        line = (error.position or (0, 0))[0]
        raise BadInput.because(
            f"is not well-formed XML ({error.msg})",
            file=source.path,
            line=line,
            hint="download it again; a browser's 'save page' gives HTML",
            zh="不是完好的 XML",
            hint_zh="请重新下载；浏览器“另存为”得到的是网页而非 XML",
        ) from None
    if root.getroottree().docinfo.doctype:
        raise BadInput.because("this XML carries a document type declaration", file=source.path, zh="XML 带有 DOCTYPE")
    return _node(root)


def _node(element: Any) -> Node:
    """The element as a `Node`; comments and processing instructions are nothing to read."""
    parts: list[str | Node] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_node(child))
        if child.tail:
            parts.append(child.tail)
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    return Node(str(element.tag), int(element.sourceline or 0), attributes, tuple(parts))


def text_of(node: Node) -> str:
    """The text as printed, on one line: superscripts raised, subscripts plain, pictures named."""
    pieces: list[str] = []
    _gather(node, pieces)
    text = " ".join("".join(pieces).split())
    return _HAT.sub(lambda found: found[1].translate(_RAISED), text)


def _gather(node: Node, pieces: list[str]) -> None:
    for part in node.parts:
        if isinstance(part, str):
            pieces.append(part)
        elif part.tag == "img":
            pieces.append(f" {PICTURE} ")
        elif part.tag in _RAISED_TAGS or (part.tag == "E" and part.attributes.get("T") in _RAISED_KINDS):
            _close_up(pieces)
            pieces.append(_raised(text_of(part)))
        else:
            pieces.append(" " if part.tag in _BREAKS or _is_fraction(part, pieces) else "")
            _gather(part, pieces)
            pieces.append(" " if part.tag in (*_BREAKS, "TD", "TH") else "")


def _is_fraction(part: Node, pieces: list[str]) -> bool:
    """A fraction printed right after a whole number (`2<FR>1/2</FR>`), which must not become 21/2."""
    return part.tag == "FR" and bool(pieces) and pieces[-1][-1:].isdigit()


def _close_up(pieces: list[str]) -> None:
    """The line break that the publisher sets before a raised sign is no space."""
    while pieces and pieces[-1] != pieces[-1].rstrip() and ("\n" in pieces[-1] or not pieces[-1].strip()):
        pieces[-1] = pieces[-1].rstrip()
        if pieces[-1]:
            return
        pieces.pop()


def _raised(text: str) -> str:
    if not text or text == "^":
        return text
    return text.translate(_RAISED) if set(text) <= _PLAIN else f"^({text})"


def is_doubtful(text: str) -> bool:
    """True where a power stands on another base than 10 (a misprint) or a formula is a picture."""
    return PICTURE in text or bool(_OTHER_BASE.search(text))


def issued_on(root: Node) -> dt.date | None:
    """The day the file says it was issued for, where it says so."""
    for node in (root, *root.children):
        found = _ISSUED.search(node.attributes.get("hierarchy_metadata", ""))
        if found:
            return dt.date.fromisoformat(found[1])
    return None


def at_line(node: Node, inside: str = "") -> Words:
    """Where something stands, for the preview."""
    zh, en = f"第{node.line}行", f"line {node.line}"
    return Words(f"{inside}，{zh}", f"{inside}, {en}") if inside else Words(zh, en)


def starts_like(source: Source, *marks: bytes) -> bool:
    """True where the file looks like XML and its first 4,000 bytes hold one of the marks."""
    head = source.data[:4000]
    return b"<" in head and any(mark in head for mark in marks)


def no_such_part(source: Source, what: str, zh: str) -> BadInput:
    """The complaint about a file that is XML but holds another part of the regulations."""
    return BadInput.because(
        f"this XML holds no {what}",
        file=source.path,
        hint="download that part as XML from www.ecfr.gov",
        zh=f"XML 中没有{zh}",
        hint_zh="请从 www.ecfr.gov 下载该部分的 XML",
    )
