"""The table of clauses as a Word document: written with paragraph styles and bold, read back as it stands accepted.

Values that flow: `TableRow`s -> bytes, and a path -> `TableRow`s with what was noticed on the way. The hard problem is
what a lawyer's word processor leaves behind: tracked changes (read as accepted, and told), deleted paragraph marks,
content controls, split cells, pictures. The file comes from outside, so it is opened within the bounds of `opening`.
Rejected: python-docx for reading; it shows deleted text and drops inserted text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from catalogue.model import Words
from catalogue.opening import read_package
from catalogue.problems import BadInput
from clause_library.model import BlockKind
from clause_library.own.cellmarks import Para
from clause_library.own.table import COLUMNS, HEADINGS, TableRow
from clause_library.word.source.document import CHARACTERS
from clause_library.word.source.xmltree import Node, escape, parse_part

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

STYLES = MappingProxyType(
    {
        BlockKind.HEADING: ("CaveatHeading", "条款标题 Clause heading", 0.0, True),
        BlockKind.PARA: ("CaveatPara", "条款正文 Clause text", 0.0, False),
        BlockKind.ITEM: ("CaveatItem", "条款项 Clause item", 0.5, False),
        BlockKind.ITEM2: ("CaveatItem2", "条款目 Clause item 2", 1.0, False),
        BlockKind.ITEM3: ("CaveatItem3", "条款子目 Clause item 3", 1.5, False),
        BlockKind.ROW: ("CaveatRow", "条款表格行 Clause table row", 0.0, False),
    }
)
_NOTE = ("CaveatNote", "条款表说明 Clause note", 0.0, False)
WIDTHS = MappingProxyType({"id": 1.8, "title": 3.0, "position": 3.0, "zh": 9.2, "en": 10.0})
MAIN = "word/document.xml"
MADE_ON = dt.datetime(2026, 1, 1)
MOST_ROWS = 20_000
_OPEN = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:fldSimple")
_GONE = ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:txbxContent", "mc:Fallback")
_UNREAD = ("w:drawing", "w:pict", "w:object", "w:footnoteReference", "w:endnoteReference")
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(slots=True)
class TableRead:
    """What the tables of a document hold. `editor` is who saved it last; `told` what the reader should know."""

    rows: list[TableRow] = field(default_factory=list[TableRow])
    told: list[Words] = field(default_factory=list[Words])
    faults: list[tuple[int, Words]] = field(default_factory=list[tuple[int, Words]])
    editor: str = ""


def write_table(rows: Sequence[TableRow], title: Words, lead: Iterable[Words]) -> bytes:
    """The document: what may be edited and how, then the table. The same rows give the same bytes."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    from clause_library.word.packs.typeset import centred, new_document, page_numbers, to_bytes

    document = new_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.3)
    _styles(document)
    centred(document, f"{title.zh} {title.en}", 14)
    for words in lead:
        for text in (words.zh, words.en):
            document.add_paragraph(text, style=_NOTE[1])
    page_numbers(document, title.zh)
    table = _element(_table_xml(rows))
    cast(Any, document.element).body.insert(len(document.paragraphs), table)
    return to_bytes(document, title.zh, "Caveat", MADE_ON)


def _styles(document: DocxDocument) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    from clause_library.word.packs.typeset import HEI, LATIN, SONG, set_fonts

    for style_id, name, indent, bold in (*STYLES.values(), _NOTE):
        style = cast(Any, document.styles).add_style(style_id, WD_STYLE_TYPE.PARAGRAPH)
        set_fonts(style, LATIN, HEI if bold else SONG, 9, bold or None)
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.line_spacing, style.paragraph_format.space_after = 1.15, Pt(2)
        style.element.find(f"{{{_W}}}name").set(f"{{{_W}}}val", name)


def _element(xml: str) -> Any:
    from docx.oxml.parser import parse_xml  # pyright: ignore[reportUnknownVariableType]

    return cast(Any, parse_xml)(xml)


def _table_xml(rows: Sequence[TableRow]) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = {name: round(cm * 567) for name, cm in WIDTHS.items()}
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths.values())
    heading = "".join(
        _cell_xml((Para("", ((f"{HEADINGS[name].zh} {HEADINGS[name].en}", True),)),), widths[name], "D9E2EC")
        for name in COLUMNS
    )
    body = "".join(
        "<w:tr>" + "".join(_cell_xml(row.cells.get(n, ()), widths[n]) for n in COLUMNS) + "</w:tr>" for row in rows
    )
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(widths.values())}" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{heading}</w:tr>{body}</w:tbl>"
    )


def _cell_xml(paras: Sequence[Para], width: int, shade: str = "") -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    inner = "".join(_para_xml(p) for p in paras) or '<w:p><w:pPr><w:pStyle w:val="CaveatNote"/></w:pPr></w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{inner}</w:tc>'


def _para_xml(para: Para) -> str:
    style = STYLES[BlockKind(para.kind)][0] if para.kind else "CaveatNote"
    runs = "".join(_run_xml(text, bold) for text, bold in para.runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run_xml(text: str, bold: bool) -> str:
    hint = '<w:rFonts w:hint="eastAsia"/>' if any("\u4e00" <= c <= "\u9fff" for c in text) else ""
    inner = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{hint}{"<w:b/>" if bold else ""}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'


def read_table(path: Path) -> TableRead:
    """Every row of every table with the five headings, tracked changes taken as accepted.

    Raises BadInput for what is no sound .docx or holds no such table.
    """
    package = read_package(path)
    data = package.part(MAIN)
    if data is None:
        raise BadInput.because("the file holds no Word text", file=path, zh="文件里没有 Word 正文")
    root = parse_part(MAIN, data).root
    read = TableRead(editor=_editor(package.part("docProps/core.xml")))
    names = _style_names(package.part("word/styles.xml"))
    found = 0
    for table in (n for n in root.walk() if n.tag == "w:tbl" and not any(a.tag == "w:tbl" for a in n.ancestors())):
        found += _read_one(table, names, read)
    if not found:
        heads = "、".join(f"{h.zh} {h.en}" for h in HEADINGS.values())
        raise BadInput.because(
            "no table with the headings id, title, position, Chinese, English",
            file=path,
            hint="start from a file that 'export' wrote",
            zh=f"没有含“{heads}”五栏的表格",
            hint_zh="请从 export 写出的文件开始编辑",
        )
    if any(n.tag in _TRACKED for n in root.walk()):
        read.told.append(
            Words("文件含修订标记：已按全部接受读取", "the file has tracked changes: they were read as accepted")
        )
    return read


def _editor(core: bytes | None) -> str:
    root = parse_part("docProps/core.xml", core).root if core else None
    named = (n.text.strip() for n in (root.children if root else ()) if n.tag.endswith("}lastModifiedBy"))
    return next(named, "")


def _style_names(styles: bytes | None) -> dict[str, str]:
    """Style id -> kind of block; a word processor may change the ids and keeps the names."""
    known = {name: str(kind) for kind, (_, name, _, _) in STYLES.items()}
    found = {style_id: str(kind) for kind, (style_id, _, _, _) in STYLES.items()}
    for node in parse_part("word/styles.xml", styles).root.children if styles else ():
        name = node.value("w:name") or ""
        if node.tag == "w:style" and name in known:
            found[node.get("w:styleId")] = known[name]
    return found


def _read_one(table: Node, names: dict[str, str], read: TableRead) -> bool:
    columns: list[str] | None = None
    for number, row in enumerate(_rows(table), 1):
        cells = [c for c in _inside(row) if (c.tag == "w:tc" and c.child("w:tcPr") is not None) or c.tag == "w:tc"]
        if columns is None:
            columns = _columns(cells, names)
            if columns is None:
                return False
            continue
        if len(read.rows) >= MOST_ROWS:
            raise BadInput.because(f"more than {MOST_ROWS:,} rows", zh=f"超过{MOST_ROWS:,}行")
        if len(cells) != len(columns) or any(_merged(c) for c in cells):
            read.faults.append((number, Words("单元格有合并或拆分，未读", "cells are merged or split; not read")))
            continue
        if any(n.tag == "w:tbl" for c in cells for n in c.walk()):
            read.faults.append((number, Words("单元格里又有表格，未读", "a table inside a cell; not read")))
            continue
        if any(n.tag in _UNREAD for c in cells for n in c.walk()):
            text = Words("图片、脚注等不读", "pictures and footnotes are not read")
            read.told.append(Words(f"第{number}行：{text.zh}", f"row {number}: {text.en}"))
        paras = {name: tuple(_paras(cell, names)) for name, cell in zip(columns, cells, strict=True) if name}
        read.rows.append(TableRow(number, paras))
    return columns is not None


def _rows(table: Node) -> Iterator[Node]:
    """The rows that stand when every change is accepted."""
    for row in _inside(table):
        properties = row.child("w:trPr") if row.tag == "w:tr" else None
        if row.tag == "w:tr" and (properties is None or properties.child("w:del") is None):
            yield row


def _inside(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.tag in _OPEN:
            yield from _inside(child)
        elif child.tag not in _GONE:
            yield child


def _columns(cells: list[Node], names: dict[str, str]) -> list[str] | None:
    """The column each cell of a heading row opens; None where one of the five is missing."""
    found: list[str] = []
    for cell in cells:
        text = " ".join(p.text for p in _paras(cell, names)).lower()
        name = next((n for n, h in HEADINGS.items() if h.zh in text or h.en.lower() in text.split()), "")
        found.append(name if name not in found else "")
    return found if set(COLUMNS) <= set(found) else None


def _merged(cell: Node) -> bool:
    properties = cell.child("w:tcPr")
    span = (properties.value("w:gridSpan") if properties else None) or "1"
    return span != "1" or (properties is not None and properties.child("w:vMerge") is not None)


def _paras(cell: Node, names: dict[str, str]) -> Iterator[Para]:
    """The paragraphs; one whose mark was deleted runs on into the next."""
    kind, runs = "", list[tuple[str, bool]]()
    open_ = False
    for node in _inside(cell):
        if node.tag != "w:p":
            continue
        properties = node.child("w:pPr")
        if not open_:
            kind = names.get((properties.value("w:pStyle") if properties else None) or "", "")
        runs.extend(_runs(node))
        marks = properties.child("w:rPr") if properties else None
        open_ = marks is not None and (marks.child("w:del") is not None or marks.child("w:moveFrom") is not None)
        if not open_:
            yield Para(kind, tuple(runs))
            runs = []
    if open_ and runs:
        yield Para(kind, tuple(runs))


def _runs(node: Node) -> Iterator[tuple[str, bool]]:
    for run in _inside(node):
        if run.tag == "w:r":
            text = "".join(n.text if n.tag == "w:t" else CHARACTERS.get(n.tag, "") for n in run.children)
            if text:
                yield text, _bold(run)


def _bold(run: Node) -> bool:
    properties = run.child("w:rPr")
    mark = properties.child("w:b") if properties else None
    return mark is not None and mark.get("w:val", "true") not in ("0", "false", "off")
