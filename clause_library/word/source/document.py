"""The user's contract: its package, its paragraphs as a reader sees them, and the safe way to open it.

Values that flow: a path becomes a `ContractDocument` (package, main part as a tree, styles, lists, paragraphs with
their text, number and place); changed parts go back into a package of which every other part is the same bytes.
The hard problem is that the text a reader sees is scattered: runs, tracked changes, controls, text boxes stored
twice. Rejected: a Word library's document object; it rewrites parts it only looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from catalogue.opening import Package, read_package
from catalogue.problems import BadInput
from clause_library.word.source.collector import uncollected
from clause_library.word.source.flow import blocks_of, body_of
from clause_library.word.source.numbering import (
    Counters,
    Level,
    Numbering,
    StyleSheet,
    is_on,
    read_numbering,
    read_styles,
)
from clause_library.word.source.relations import parsed, relations, rels_of
from clause_library.word.source.typed import BLANKS, Typed, read_typed
from clause_library.word.source.xmltree import Node, XmlPart, parse_part

OFFICE_DOCUMENT = "/officeDocument"
DROPPED = frozenset(("w:del", "w:moveFrom", "w:txbxContent", "mc:Fallback", "w:pPr", "w:sdtPr", "w:rPr"))
MAX_CHARACTERS = 200_000  # in one paragraph: a text made to be hard takes seconds, a longer one minutes
MACROS = re.compile(rb"vnd\.ms-word\.[^\"']*macroEnabled")  # embedded workbooks have such types too
CHARACTERS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": "\t"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text: the element it came from and whether a field computed it."""

    text: str
    node: Node
    in_field: bool


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph as read: deleted text left out, inserted text kept.

    `top` is the block of the body it stands in; `cell` its table cell; `control` the tag of its content control.
    """

    index: int
    node: Node
    pieces: tuple[Piece, ...]
    text: str
    style: str
    num_id: str
    ilvl: int
    level: Level | None
    label: str
    numbers: tuple[int, ...]
    top: Node
    cell: Node | None
    control: Node | None
    boxed: bool
    typed: Typed | None

    @property
    def properties(self) -> Node | None:
        """Its `w:pPr`."""
        return self.node.child("w:pPr")

    @property
    def blank(self) -> bool:
        """Nothing but white space."""
        return not self.text.strip(BLANKS)

    @property
    def has_section(self) -> bool:
        """Whether a section ends with this paragraph."""
        properties = self.properties
        return properties is not None and properties.child("w:sectPr") is not None

    @property
    def numbered(self) -> bool:
        """An automatic number (not a bullet) or a typed one."""
        return bool(self.label) or self.typed is not None

    @property
    def words(self) -> str:
        """The text without typed number and white space around."""
        start = self.typed.text_at if self.typed and not self.label else 0
        return self.text[start:].strip(BLANKS)


@dataclass(frozen=True, slots=True)
class Guards:
    """What stands in the way of writing a copy, found on opening."""

    protection: str = ""
    signed: bool = False
    macros: bool = False


@dataclass(frozen=True)
class ContractDocument:
    """An opened contract. Nothing here writes to the file it came from."""

    path: Path
    package: Package
    main: XmlPart
    styles: StyleSheet
    numbering: Numbering
    numbering_part: XmlPart | None
    paragraphs: tuple[Paragraph, ...]
    guards: Guards

    @property
    def body(self) -> Node:
        """The `w:body`."""
        return body_of(self.main)

    @cached_property
    def blocks(self) -> tuple[Node, ...]:
        """The blocks of the body, wrappers opened."""
        return blocks_of(self.body)

    @property
    def rels_name(self) -> str:
        """The part that lists what the main part relates to."""
        return rels_of(self.package, self.main.name)

    def related(self, kind: str) -> str:
        """The name of the first part the main part relates to by that kind, empty where there is none."""
        return next((t for k, t in relations(self.package, self.rels_name) if k.endswith(kind)), "")


def open_contract(path: Path) -> ContractDocument:
    """The contract, opened safely. Raises BadInput with one clear line for whatever is not a readable Word package."""
    return contract_of(read_package(path))


def contract_of(package: Package) -> ContractDocument:
    """As `open_contract`, of a package in memory; its path names it in complaints."""
    path = package.path
    main_name = _main_part(package)
    data = package.part(main_name)
    if data is None:
        raise BadInput.because(
            f"the package lacks its main part {main_name!r}", file=path, zh=f"文件缺少主部件{main_name!r}"
        )
    try:
        return _read(path, package, parse_part(main_name, data))
    except BadInput as error:
        was = error.problems[0]
        raise BadInput.because(
            was.message, file=path, field=was.file, hint=was.hint, zh=was.message_zh, hint_zh=was.hint_zh
        ) from error


def _read(path: Path, package: Package, main: XmlPart) -> ContractDocument:
    found = list(relations(package, rels_of(package, main.name)))
    parts = {k.rsplit("/", 1)[-1]: t for k, t in reversed(found)}
    styles = read_styles(parsed(package, parts.get("styles", "")))
    numbering_part = parsed(package, parts.get("numbering", ""))
    numbering = read_numbering(numbering_part, styles)
    settings = parsed(package, parts.get("settings", ""))
    paragraphs, guards = read_paragraphs(main, styles, numbering), _guards(package, settings)
    return ContractDocument(path, package, main, styles, numbering, numbering_part, paragraphs, guards)


def reread(document: ContractDocument, parts: dict[str, bytes]) -> ContractDocument:
    """The contract as it reads with other parts in its package; nothing is written."""
    return _read(document.path, document.package.with_parts(parts), document.main)


def _main_part(package: Package) -> str:
    if package.part("[Content_Types].xml") is None:
        raise BadInput.because(
            "this zip archive is not a Word package", file=package.path, zh="这个 zip 压缩包不是 Word 文件"
        )
    main = next((t for k, t in relations(package, "_rels/.rels") if k.endswith(OFFICE_DOCUMENT)), "")
    if not main:
        raise BadInput.because("this package has no main document", file=package.path, zh="文件中没有主文档")
    return main


def _guards(package: Package, settings: XmlPart | None) -> Guards:
    node = settings.root.child("w:documentProtection") if settings else None
    enforced = node is not None and node.get("w:enforcement") in ("1", "true", "on")
    types = package.part("[Content_Types].xml") or b""
    return Guards(
        protection=(node.get("w:edit") or "editing") if node is not None and enforced else "",
        signed=any(name.startswith("_xmlsignatures/") for name in package.names),
        macros=MACROS.search(types) is not None or any(name.endswith("vbaProject.bin") for name in package.names),
    )


def read_paragraphs(main: XmlPart, styles: StyleSheet, numbering: Numbering) -> tuple[Paragraph, ...]:
    """Every paragraph of the body in order, text boxes once, numbers counted."""
    reading = _Reading(styles, numbering, Counters(numbering))
    places = ((top, node) for top in blocks_of(body_of(main)) for node in _paragraph_nodes(top))
    with uncollected():
        return tuple(_paragraph(index, node, top, reading) for index, (top, node) in enumerate(places))


@dataclass(frozen=True, slots=True)
class _Reading:
    styles: StyleSheet
    numbering: Numbering
    counters: Counters


def _paragraph_nodes(node: Node) -> Iterator[Node]:
    ahead = [node] if node.tag != "mc:Fallback" else []
    while ahead:
        node = ahead.pop()
        if node.tag == "w:p":
            yield node
            if node.child("w:p"):
                raise BadInput.because("a paragraph stands inside another", zh="有段落嵌套在另一段落之内")
        ahead += [c for c in reversed(node.children) if c.tag not in ("w:pPr", "w:rPr", "w:t", "mc:Fallback")]


def _paragraph(index: int, node: Node, top: Node, reading: _Reading) -> Paragraph:
    styles, numbering, counters = reading.styles, reading.numbering, reading.counters
    pieces = tuple(_pieces(node))
    text = "".join(p.text for p in pieces)
    if len(text) > MAX_CHARACTERS:
        raise BadInput.because(
            f"paragraph {index + 1} holds {len(text)} characters, over {MAX_CHARACTERS}; divide it first",
            zh=f"第{index + 1}个段落有{len(text)}个字符，超过{MAX_CHARACTERS}个，请先分段",
        )
    properties = node.child("w:pPr")
    style = (properties.value("w:pStyle") if properties else None) or styles.default
    num_id, ilvl = _numbered(properties, style, styles, numbering)
    uncounted = _mark_removed(properties) or _only_section(properties, text)
    label, numbers = counters.next(num_id, ilvl) if num_id and not uncounted else ("", ())
    above = [a for a in node.ancestors() if a.start >= top.start] if node is not top else []
    return Paragraph(
        index=index,
        node=node,
        pieces=pieces,
        text=text,
        style=style,
        num_id=num_id,
        ilvl=ilvl,
        level=numbering.level(num_id, ilvl) if num_id else None,
        label=label,
        numbers=numbers,
        top=top,
        cell=next((a for a in above if a.tag == "w:tc"), None),
        control=next((a for a in above if a.tag == "w:sdt"), None),
        boxed=any(a.tag == "w:txbxContent" for a in above),
        typed=read_typed(text),
    )


def _mark_removed(properties: Node | None) -> bool:
    marks = properties.child("w:rPr") if properties else None
    return marks is not None and (marks.child("w:del") is not None or marks.child("w:moveFrom") is not None)


def _only_section(properties: Node | None, text: str) -> bool:
    """Whether a paragraph holds nothing but a section's end; word processors do not count it."""
    return properties is not None and properties.child("w:sectPr") is not None and not text.strip()


def _numbered(properties: Node | None, style: str, styles: StyleSheet, numbering: Numbering) -> tuple[str, int]:
    """(numId, ilvl); an empty numId where the paragraph has none or its style's number is switched off."""
    own = properties.child("w:numPr") if properties else None
    inherited = styles.numbering(style)
    num_id = own.value("w:numId") if own else None
    if num_id is None:
        num_id = inherited[0] if inherited else ""
    ilvl_text = own.value("w:ilvl") if own else None
    ilvl = (
        int(ilvl_text) if ilvl_text and re.fullmatch(r"-?[0-9]{1,9}", ilvl_text) else (inherited[1] if inherited else 0)
    )
    if ilvl_text is None and num_id:
        levels = numbering.levels.get(numbering.abstract_of(num_id), {})
        ilvl = next((i for i, level in levels.items() if level.style == style), ilvl)
    return ("", 0) if num_id == "0" else (num_id, max(ilvl, 0))


def visible_text(paragraph: Node) -> str:
    """The text of a paragraph as `Paragraph.text` has it."""
    return "".join(p.text for p in _pieces(paragraph))


def _pieces(paragraph: Node) -> Iterator[Piece]:
    depth: list[bool] = []
    for node in _visible(paragraph):
        if node.tag == "w:fldChar":
            kind = node.get("w:fldCharType")
            if kind == "begin":
                depth.append(False)
            elif kind == "separate" and depth:
                depth[-1] = True
            elif kind == "end" and depth:
                depth.pop()
        elif node.tag == "w:t":
            yield Piece(node.text, node, bool(depth) or node.inside("w:fldSimple"))
        elif node.tag in CHARACTERS and node.parent is not None and node.parent.tag == "w:r":
            yield Piece(CHARACTERS[node.tag], node, bool(depth))


def _visible(node: Node) -> Iterator[Node]:
    ahead = node.children[::-1]
    while ahead:
        node = ahead.pop()
        if node.tag not in DROPPED and node.tag != "w:p":
            yield node
            ahead += reversed(node.children)


def run_of(piece: Piece) -> Node | None:
    """The run a piece stands in."""
    return next((a for a in piece.node.ancestors() if a.tag == "w:r"), None)


def toggled(paragraph: Paragraph, tag: str) -> bool:
    """Whether every visible run of the paragraph has a toggle such as `w:b` on."""
    runs = [run_of(p) for p in paragraph.pieces if p.text.strip()]
    return bool(runs) and all(_run_has(run, tag) for run in runs if run is not None)


def _run_has(run: Node, tag: str) -> bool:
    marks = run.child("w:rPr")
    node = marks.child(tag) if marks else None
    return node is not None and is_on(node)
