"""The XML door of the party lists: bytes -> a plain tree of `Node`s with text and elements in their printed order.

Values that flow: a `Source` becomes a tree of our own. The hard problem is untrusted input: a document type declares
entities, and entities grow or fetch; so any such declaration is refused before parsing and nothing outside the file is
read. Rejected: keeping the parser's elements; they have no types, and text after an element is easily lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from catalogue.importers.reading import Source
from catalogue.importers.us.usparties import LARGEST
from catalogue.opening import DOCTYPE_MARKS
from catalogue.problems import BadInput

DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Node:
    """One element: its tag, line, attributes, and texts and elements in their printed order."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict[str, str], repr=False)
    parts: tuple[str | Node, ...] = ()

    @property
    def children(self) -> tuple[Node, ...]:
        """The elements directly inside."""
        return tuple(part for part in self.parts if isinstance(part, Node))

    def every(self, *tags: str) -> Iterator[Node]:
        """This element and all inside it with one of these tags, in printed order."""
        if self.tag in tags:
            yield self
        for child in self.children:
            yield from child.every(*tags)

    @property
    def text(self) -> str:
        """The text with a line end for every <br/>; spaces inside a line are one."""
        lines = "".join(self._pieces()).replace("\xa0", " ").split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    @property
    def noted(self) -> str:
        """The text in which the raised sign of a footnote is said to be one: `of the EAR) [footnote 4]`."""
        return " ".join("".join(self._pieces(notes=True)).replace("\xa0", " ").split())

    def _pieces(self, *, notes: bool = False) -> Iterator[str]:
        sign = self.text.strip(" ,") if notes and self.tag == "sup" else ""
        if sign.isdecimal():
            yield f" [footnote {sign}]"
            return
        if self.tag == "br":
            yield "\n"
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._pieces(notes=notes)


def read_tree(source: Source) -> Node:
    """The document's root. Raises BadInput: too large, with a document type or entities, too deep, not XML."""
    if len(source.data) > LARGEST:
        raise _not_read(source, f"it has more than {LARGEST // 2**20} MB", f"超过 {LARGEST // 2**20} MB")
    if any(mark in source.data for mark in DOCTYPE_MARKS) or b"<!ENTITY" in source.data:
        raise _not_read(source, "it declares a document type or entities", "含文档类型或者实体声明")
    from lxml import etree  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue, reportUnknownVariableType] untyped

    xml = cast("Any", etree)
    parser = xml.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = xml.fromstring(source.data, parser)
    except xml.XMLSyntaxError as error:
        raise BadInput.because(
            "this file is not whole XML",
            file=source.path,
            line=(error.position or (0, 0))[0],
            hint="fetch it again; it may be cut off",
            zh="文件不是完整的 XML",
            hint_zh="可能被截断，请重新获取",
        ) from None
    return _node(root, source, 0)


def _node(element: Any, source: Source, depth: int) -> Node:
    if depth > DEEPEST:
        raise _not_read(source, f"elements stand {depth} deep in one another", f"元素嵌套超过 {DEEPEST} 层")
    parts: list[str | Node] = [cast("str", element.text)] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_node(child, source, depth + 1))
        if child.tail:
            parts.append(cast("str", child.tail))
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    return Node(str(element.tag), cast("int", element.sourceline) or 0, attributes, tuple(parts))


def _not_read(source: Source, why: str, zh: str) -> BadInput:
    return BadInput.because(
        f"this XML file is not read: {why}",
        file=source.path,
        hint="give the file as eCFR gives it",
        zh=f"不读取此 XML 文件：{zh}",
        hint_zh="请使用 eCFR 的原始文件",
    )
