"""Rows of a clause as a Word table that looks like the contract's own, or as lines where a table has no room.

Values that flow: a contract becomes a `Grid` (table, row, cell, paragraph and run properties to copy); rows of cells
with their written paragraphs become the source text of one `w:tbl` of the width there is. The hard problem is a
two-column bilingual contract: six columns in half a page leave two characters a line, tables in cells break badly over
pages, and a language could no longer be read across. There each cell becomes a line of its own, headed by its column's
heading, facing its translation. Rejected: a style of our own; tables nested in cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clause_library.word.reading.layout import Layout, cells_of, table_rows
from clause_library.word.reading.looks import Look, look_of, without_number
from clause_library.word.reading.outline import Outline
from clause_library.word.reading.zones import signs
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.numbering import number_of
from clause_library.word.source.xmltree import Node, XmlPart

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
FLOATING = ("tblpPr", "tblOverlap", "tblCaption", "tblDescription", "tblPrChange", "tblW", "tblLayout")
OWN_CELL = (
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "cnfStyle",
    "textDirection",
    "cellIns",
    "cellDel",
    "cellMerge",
    "tcPrChange",
)
OWN_ROW = (
    "ins",
    "del",
    "trPrChange",
    "tblHeader",
    "cantSplit",
    "gridBefore",
    "gridAfter",
    "wBefore",
    "wAfter",
    "cnfStyle",
    "divId",
)
WIDEST = 60
LEAST = 12
SIGN, PADDING = 115, 230
PAGE, MARGIN = 11906, 1440


@dataclass(frozen=True, slots=True)
class RowLook:
    """What to copy for a row: properties of the row and its cells, and the look of the text in them."""

    row: str
    cell: str
    text: Look


@dataclass(frozen=True, slots=True)
class Grid:
    """The look of a table: its properties without width, its width in twentieths of a point (0: as wide as the text),
    and the rows."""

    table: str
    width: int
    head: RowLook
    body: RowLook


def read_grid(document: ContractDocument, layout: Layout, outline: Outline, para: Look) -> Grid:
    """The look of the contract's own tables of data; a plain grid in its body font where it has none."""
    main = document.main
    own = {id(r.parent) for r in layout.rows}
    tables = [t for t in document.body.children if t.tag == "w:tbl" and id(t) not in own and _is_data(document, t)]
    if not tables:
        return _plain(document, para)
    table = max(tables, key=lambda t: (_columns(t) > 2, sum(len(cells_of(r)) for r in table_rows(t))))
    rows = table_rows(table)
    properties = table.child("w:tblPr")
    inner = _without(main, properties, FLOATING) if properties else ""
    width = _width(table)
    head, body = _row(document, outline, rows[0], para), _row(document, outline, rows[1], para)
    return Grid(inner, width, _kept(head, main.prefix), body)


def _columns(table: Node) -> int:
    return max((len(cells_of(r)) for r in table_rows(table)), default=0)


def _is_data(document: ContractDocument, table: Node) -> bool:
    """Rows and columns with lines between them, short texts, no signatures."""
    rows = table_rows(table)
    inside = [p for p in document.paragraphs if p.top is table]
    cells = sum(len(cells_of(r)) for r in rows)
    if len(rows) < 2 or _columns(table) < 2 or any(signs(p) for p in inside):
        return False
    return _bordered(document, table) and sum(len(p.text) for p in inside) <= 60 * cells


def _bordered(document: ContractDocument, table: Node) -> bool:
    properties = table.child("w:tblPr")
    borders = properties.child("w:tblBorders") if properties else None
    if borders is not None:
        return any(b.get("w:val") not in ("none", "nil", "") for b in borders.children)
    style = (properties.value("w:tblStyle") if properties else "") or ""
    cell = next((c for c in table.walk() if c.tag == "w:tcBorders"), None)
    return style.lower() not in ("", "tablenormal", "a1") or cell is not None


def _without(main: XmlPart, node: Node, names: Sequence[str]) -> str:
    return "".join(main.xml(c) for c in node.children if c.tag.removeprefix("w:") not in names)


def _width(table: Node) -> int:
    """The table's width: as given, or the sum of its columns; 0 where it is as wide as the text."""
    properties = table.child("w:tblPr")
    node = properties.child("w:tblW") if properties else None
    own = number_of(node.get("w:w")) if node is not None and node.get("w:type") == "dxa" else None
    if own and own > 0:
        return own
    if node is not None and node.get("w:type") == "pct":
        return 0
    grid = table.child("w:tblGrid")
    widths = [c.get("w:w") for c in grid.children] if grid else []
    return sum(max(number_of(w) or 0, 0) for w in widths)


def _row(document: ContractDocument, outline: Outline, row: Node, para: Look) -> RowLook:
    main, w = document.main, document.main.prefix
    properties = row.child("w:trPr")
    own = _without(main, properties, OWN_ROW) if properties else ""
    own = re.sub(rf"<{w}:trHeight\b[^>]*exact[^>]*/>", "", own)
    cells = cells_of(row)
    inside = cells[-1].child("w:tcPr") if cells else None
    paragraphs = [p for c in reversed(cells) for p in document.paragraphs if p.cell is c]
    model = next((p for p in paragraphs if not p.blank), paragraphs[0] if paragraphs else None)
    look = without_number(document, look_of(document, outline, model)) if model else _cell_look(document, para)
    look = replace(look, lead="", breaks=False)
    return RowLook(own, _without(main, inside, OWN_CELL) if inside else "", look)


def _cell_look(document: ContractDocument, para: Look, jc: str = "") -> Look:
    """The body text without number, indent and lead, as it stands in a cell of a plain grid."""
    w = document.main.prefix
    bare = without_number(document, para)
    properties = bare.properties
    for name in ("ind", "pageBreakBefore", "keepNext", "jc", "tabs", "outlineLvl", "framePr"):
        properties = re.sub(rf"<{w}:{name}\b[^>]*/>|<{w}:{name}>.*?</{w}:{name}>", "", properties, flags=re.DOTALL)
    kept = _in_order(properties, f'<{w}:ind {w}:left="0" {w}:firstLineChars="0" {w}:firstLine="0"/>', w)
    kept = _in_order(kept, f'<{w}:jc {w}:val="{jc or "left"}"/>', w)
    return Look("", kept, "", bare.text_marks, bare.text_marks)


AFTER_INDENT = (
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
)


def _in_order(properties: str, element: str, w: str) -> str:
    """Paragraph properties with an indent or alignment where the schema wants it."""
    names = AFTER_INDENT if f"<{w}:ind " in element else AFTER_INDENT[3:]
    later = [m.start() for name in names if (m := re.search(rf"<{w}:{name}\b", properties))]
    at = min(later, default=len(properties))
    return properties[:at] + element + properties[at:]


def _plain(document: ContractDocument, para: Look) -> Grid:
    w = document.main.prefix
    line = f'{w}:val="single" {w}:sz="4" {w}:space="0" {w}:color="auto"'
    borders = "".join(f"<{w}:{side} {line}/>" for side in SIDES)
    table = f"<{w}:tblBorders>{borders}</{w}:tblBorders>"
    cell = f'<{w}:vAlign {w}:val="center"/>'
    head, body = _cell_look(document, para, "center"), _cell_look(document, para)
    return Grid(table, 0, _kept(RowLook("", cell, head), w), RowLook("", cell, body))


def _kept(head: RowLook, w: str) -> RowLook:
    """The row of headings, kept on the page of the row below it."""
    bare = re.sub(rf"<{w}:keepNext(?: [^>]*)?/>", "", head.text.properties)
    style = re.match(rf"<{w}:pStyle [^>]*/>", bare)
    at = style.end() if style else 0
    return replace(head, text=replace(head.text, properties=f"{bare[:at]}<{w}:keepNext/>{bare[at:]}"))


def table_xml(w: str, grid: Grid, rows: Sequence[Sequence[str]], texts: Sequence[Sequence[str]], room: int) -> str:
    """A table: `rows` of written paragraphs, `texts` their words, by which the columns share the width; `room` is the
    width of the text in twentieths of a point. The first row is repeated on every page."""
    total = min(grid.width, room) if grid.width else room
    widths = shares(texts, total)
    out = [_ordered(grid.table, w, total)]
    out.append(f"<{w}:tblGrid>" + "".join(f'<{w}:gridCol {w}:w="{n}"/>' for n in widths) + f"</{w}:tblGrid>")
    for number, row in enumerate(rows):
        look = grid.head if number == 0 and len(rows) > 1 else grid.body
        own = look.row + f"<{w}:cantSplit/>" + (f"<{w}:tblHeader/>" if number == 0 and len(rows) > 1 else "")
        cells = "".join(
            f'<{w}:tc><{w}:tcPr><{w}:tcW {w}:w="{n}" {w}:type="dxa"/>{look.cell}</{w}:tcPr>{text}</{w}:tc>'
            for n, text in zip(widths, row, strict=True)
        )
        out.append(f"<{w}:tr><{w}:trPr>{own}</{w}:trPr>{cells}</{w}:tr>")
    return f"<{w}:tbl>{''.join(out)}</{w}:tbl>"


def _ordered(table: str, w: str, total: int) -> str:
    """The table's properties with its width and fixed columns, in the order of the schema."""
    width, fixed = f'<{w}:tblW {w}:w="{total}" {w}:type="dxa"/>', f'<{w}:tblLayout {w}:type="fixed"/>'
    front = [m.end() for n in ("tblStyle", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize")
             if (m := re.search(rf"<{w}:{n}\b[^>]*/>", table))]  # fmt: skip
    at = max(front, default=0)
    table = table[:at] + width + table[at:]
    back = [m.start() for n in ("tblCellMar", "tblLook") if (m := re.search(rf"<{w}:{n}\b", table))]
    at = min(back, default=len(table))
    return f"<{w}:tblPr>{table[:at]}{fixed}{table[at:]}</{w}:tblPr>"


def shares(texts: Sequence[Sequence[str]], total: int) -> list[int]:
    """The widths of the columns, by their longest texts up to a bound; a word that cannot break has room if it can."""
    count = max(len(row) for row in texts)
    columns = [[row[i] for row in texts if i < len(row)] for i in range(count)]
    weights = [max([LEAST, *(min(_length(text), WIDEST) for text in column)]) for column in columns]
    needs = [max(_unbroken(text) for text in column) * SIGN + PADDING for column in columns]
    if sum(needs) > total:
        needs = [min(need, total // count) for need in needs]
    spare = total - sum(needs)
    widths = [need + spare * weight // sum(weights) for need, weight in zip(needs, weights, strict=True)]
    widths[-1] += total - sum(widths)
    return widths


def _unbroken(text: str) -> int:
    """The length of the longest stretch of Latin signs without a space; Chinese breaks anywhere."""
    return max((len(word) for word in re.findall(r"[\x21-\x7e]+", text)), default=4)


def _length(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


def text_width(document: ContractDocument, offset: int) -> int:
    """The width of the text at an offset of the main part: of its section's page, or of one of its columns."""
    section = next((s for s in document.main.sections if s.end > offset and not _former(s)), None)
    size, margins = (section.child("w:pgSz"), section.child("w:pgMar")) if section else (None, None)
    width = _whole(size, "w:w", PAGE) - sum(_whole(margins, side, MARGIN) for side in ("w:left", "w:right"))
    columns = section.child("w:cols") if section else None
    count = _whole(columns, "w:num", 1)
    return max((width - (count - 1) * _whole(columns, "w:space", 720)) // max(count, 1), 2000)


def _former(section: Node) -> bool:
    """Properties kept by a tracked change are not the section's."""
    return any(a.tag == "w:sectPrChange" for a in section.ancestors())


def _whole(node: Node | None, name: str, otherwise: int) -> int:
    text = node.get(name) if node else ""
    found = number_of(text)
    return found if found is not None and found >= 0 else otherwise
