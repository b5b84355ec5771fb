"""A Word document of the PRC catalogue or an announcement -> paragraphs and tables.

Values that flow: the .docx, opened through the one door -> its body's XML -> `Block`s. The hard problem: what Word
shows is not what the text runs hold. Numbers that Word counts itself (`1．` of a numbered list) are counted here
too; merged cells carry on the cell above; deleted text of tracked changes is left out, footnote marks as well, and the
footnotes come after the text. Rejected: python-docx for reading; it repeats a merged cell's text in every row and
knows neither counted numbers nor footnotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from catalogue.importers.prc.blocks import Block, Cell, Line, Paragraph, Row, Table, clean, raised
from catalogue.importers.prc.counting import Counting, read_counting, xml_part
from catalogue.importers.reading import Source
from catalogue.model import Words
from catalogue.opening import Package, read_package
from catalogue.problems import BadInput

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OUT = ("del", "moveFrom", "instrText", "delText", "footnoteReference", "endnoteReference", "pPr", "rPr", "drawing")
WIDEST = 64


def word_blocks(source: Source) -> tuple[Block, ...]:
    """Paragraphs and tables in reading order, footnotes last. Raises BadInput for what is no sound .docx."""
    package = read_package(source.path)
    document = xml_part(package, "word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise BadInput.because(
            "this package has no Word text (word/document.xml)", file=source.path, zh="文件中没有 Word 正文"
        )
    try:
        return (*_Walk(read_counting(package)).blocks(body), *_footnotes(package))
    except RecursionError:
        raise BadInput.because(
            "the tables of this document are nested too deep", file=source.path, zh="文档的表格嵌套过深"
        ) from None


class _Walk:
    """One walk through the body; counts the numbered paragraphs on the way."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._tables = 0
        self._paragraphs = 0

    def blocks(self, body: Element) -> Iterator[Block]:
        for node in _children(body):
            if node.tag == f"{W}p":
                self._paragraphs += 1
                where = Words(f"第{self._paragraphs}段", f"paragraph {self._paragraphs}")
                for text in self._texts(node):
                    yield Paragraph(text, where)
            elif node.tag == f"{W}tbl":
                yield self._table(node)

    def _texts(self, paragraph: Element) -> list[str]:
        number = self._counting.number(paragraph)
        text = _shown(paragraph, number)
        return [line for line in map(clean, text.split("\n")) if line]

    def _table(self, node: Element) -> Table:
        self._tables += 1
        number = self._tables
        rows: list[Row] = []
        widest = 0
        for at, row in enumerate((n for n in _children(node) if n.tag == f"{W}tr"), 1):
            cells = tuple(self._cells(row))
            widest = max([widest, *(c.column + c.span for c in cells)])
            rows.append(Row(cells, Words(f"表{number}第{at}行", f"table {number}, row {at}")))
        return Table(tuple(rows), widest)

    def _cells(self, row: Element) -> Iterator[Cell]:
        column = _whole(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in (n for n in _children(row) if n.tag == f"{W}tc"):
            span = _whole(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            lines = tuple(self._lines(cell))
            yield Cell(() if continued else lines, column, span, continued)
            column += span

    def _lines(self, cell: Element) -> Iterator[Line]:
        for node in _children(cell):
            if node.tag == f"{W}p":
                yield from (Line(text) for text in self._texts(node))
            elif node.tag == f"{W}tbl":
                inner = self._table(node)
                yield from (Line(row.text) for row in inner.rows if row.text)


def _children(node: Element) -> Iterator[Element]:
    """The children, with those of content controls, custom XML and insertions in their place."""
    for child in node:
        if child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            yield from _children(content) if content is not None else ()
        elif child.tag in (f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"):
            yield from _children(child)
        else:
            yield child


def _shown(node: Element, text: str = "") -> str:
    """The text a reader sees in a paragraph, after `text`; line breaks as new lines."""
    for child in node:
        name = child.tag.removeprefix(W)
        if name in LEFT_OUT:
            continue
        if name == "t":
            text += child.text or ""
        elif name == "tab":
            text += " "
        elif name in ("br", "cr"):
            text += "" if child.get(f"{W}type") in ("page", "column") else "\n"
        elif name == "noBreakHyphen":
            text += "-"
        elif name == "r" and _is_raised(child):
            text += raised(_shown(child), text)
        else:
            text = _shown(child, text)
    return text


def _is_raised(run: Element) -> bool:
    align = run.find(f"{W}rPr/{W}vertAlign")
    return align is not None and align.get(f"{W}val") == "superscript"


def _whole(node: Element | None, default: int) -> int:
    value = node.get(f"{W}val", "") if node is not None else ""
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() and len(value) < 4 else default


def _footnotes(package: Package) -> Iterator[Paragraph]:
    notes = xml_part(package, "word/footnotes.xml")
    for at, note in enumerate(notes.findall(f"{W}footnote") if notes is not None else (), -1):
        text = clean("".join(_shown(p) for p in note.iter(f"{W}p")))
        if text and note.get(f"{W}type", "normal") == "normal":
            yield Paragraph(f"注：{text}" if not text.startswith("注") else text, Words(f"脚注{at}", f"footnote {at}"))
