"""Spreadsheets (.xlsx) read and written as plain rows of text.

Values that flow: path -> package (through the one door of `opening`) -> rows of the first sheet; rows -> bytes of a
workbook. The hard problem: a workbook is a stranger's zip of XML that may hold a million empty rows, formulas nobody
calculated and cells that a spreadsheet would run as formulas; so bounds are counted while reading, and every cell we
write is a text. Rejected: openpyxl, which is not among the libraries the program is pinned to; a table of texts needs a
fraction of it.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from catalogue.opening import Package, read_bytes, read_package
from catalogue.problems import BadInput

MOST_ROWS = 200_000
"""Rows with text that are read; more is no list of names."""

MOST_COLUMNS = 200

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: its name, heading and rows; `widths` in characters."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


def read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """(row number, cells as text) of the first sheet, empty rows left out. Raises BadInput with one line."""
    if not read_bytes(path, 200 * 1024 * 1024).startswith(b"PK"):
        raise BadInput.because("this is not an .xlsx workbook", file=path, hint="save it as .xlsx or .csv and retry")
    try:
        package = read_package(path)
        name = _first_sheet(package)
        sheet = package.part(name)
        if sheet is None:
            raise BadInput.because("this is not an .xlsx workbook (it has no sheet)", file=path)
        return list(_rows(path, sheet, _shared(package)))
    except ElementTree.ParseError as error:
        raise BadInput.because(f"this workbook is damaged ({error})", file=path) from None
    except BadInput as bad:
        hint = "open it in the spreadsheet program, save it again and retry"
        raise BadInput(*(replace(p, hint=hint) if "word processor" in p.hint else p for p in bad.problems)) from None


def _tree(part: bytes) -> ElementTree.Element:
    """A part as XML; `read_package` has refused every part with a DOCTYPE, so there is no entity to expand."""
    return ElementTree.fromstring(part)  # noqa: S314


def _first_sheet(package: Package) -> str:
    """The part of the first sheet in the order of the workbook, else the first there is."""
    book, links = package.part("xl/workbook.xml"), package.part("xl/_rels/workbook.xml.rels")
    if book and links:
        targets = {one.get("Id"): one.get("Target", "") for one in _tree(links)}
        for sheet in _tree(book).iter(f"{_MAIN}sheet"):
            target = targets.get(sheet.get(_LINK), "").removeprefix("/")
            return target if target.startswith("xl/") else f"xl/{target}"
    return next((name for name in package.names if name.startswith("xl/worksheets/sheet")), "")


def _shared(package: Package) -> list[str]:
    part = package.part("xl/sharedStrings.xml")
    if part is None:
        return []
    return [_text_of(item) for item in _tree(part).findall(f"{_MAIN}si")]


def _text_of(item: ElementTree.Element) -> str:
    """The text of a string item: its runs, without phonetic guides."""
    guides = {id(t) for guide in item.iter(f"{_MAIN}rPh") for t in guide.iter(f"{_MAIN}t")}
    return "".join(t.text or "" for t in item.iter(f"{_MAIN}t") if id(t) not in guides)


def _rows(path: Path, sheet: bytes, shared: list[str]) -> Iterator[tuple[int, list[str]]]:
    number = found = 0
    for _, row in ElementTree.iterparse(io.BytesIO(sheet)):  # noqa: S314  (as in _tree)
        if row.tag != f"{_MAIN}row":
            continue
        number = _whole(row.get("r"), number + 1)
        cells = _cells(path, number, row, shared)
        row.clear()
        if any(cells):
            found += 1
            if found > MOST_ROWS:
                raise BadInput.because(f"this sheet has more than {MOST_ROWS:,} rows", file=path, hint="split it")
            yield number, cells


def _cells(path: Path, number: int, row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.findall(f"{_MAIN}c"):
        place = cell.get("r", "")
        column = _column(place) if place else len(cells)
        if not len(cells) <= column < MOST_COLUMNS:
            continue
        text = _value(cell, shared)
        if not text and cell.find(f"{_MAIN}f") is not None:
            message = f"cell {place or number} holds a formula without a value"
            raise BadInput.because(message, file=path, line=number, hint="open the workbook, save it again and retry")
        cells += [""] * (column - len(cells)) + [text.strip()]
    return cells


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text_of(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        place = _whole(value, -1)
        return shared[place] if 0 <= place < len(shared) else ""
    return "" if kind == "e" else value


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _column(place: str) -> int:
    number = 0
    for letter in place:
        if not ("A" <= letter <= "Z"):
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def workbook(path: Path, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook of these sheets; the same sheets give the same bytes. `path` names it in complaints."""
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": _TYPES.format(
            sheets="".join(_SHEET_TYPE.format(n=n) for n in numbers),
        ),
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _BOOK.format(
            sheets="".join(
                f'<sheet name="{html.escape(sheet.name[:31])}" sheetId="{n}" r:id="rId{n}"/>'
                for n, sheet in zip(numbers, sheets, strict=True)
            )
        ),
        "xl/_rels/workbook.xml.rels": _LINKS.format(sheets="".join(_SHEET_LINK.format(n=n) for n in numbers)),
        "xl/styles.xml": _STYLES,
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _sheet_xml(sheet) for n, sheet in zip(numbers, sheets, strict=True)}
    whole = {name: ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + xml) for name, xml in parts.items()}
    return Package(path, ()).with_parts({name: xml.encode() for name, xml in whole.items()}).to_bytes()


def _sheet_xml(sheet: Sheet) -> str:
    widths = sheet.widths or (24,) * len(sheet.heading)
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, 1))
    rows = [_row_xml(1, sheet.heading, 1), *(_row_xml(n, row, 2) for n, row in enumerate(sheet.rows, 2))]
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet xmlns="{_MAIN[1:-1]}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{columns}</cols>"
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _row_xml(number: int, cells: Sequence[str], style: int) -> str:
    written = "".join(
        f'<c r="{_letters(column)}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{_safe(text)}</t></is></c>'
        for column, text in enumerate(cells)
        if text
    )
    return f'<row r="{number}">{written}</row>'


def _safe(text: str) -> str:
    return html.escape(_UNPRINTABLE.sub("", text)[:32_000])


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{{sheets}}</Types>'
)
_SHEET_TYPE = f'<Override PartName="/xl/worksheets/sheet{{n}}.xml" ContentType="{_KIND}.worksheet+xml"/>'
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_BOOK = f'<workbook xmlns="{_MAIN[1:-1]}" xmlns:r="{_OFFICE}"><sheets>{{sheets}}</sheets></workbook>'
_LINKS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">{{sheets}}'
    f'<Relationship Id="rIdStyles" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_SHEET_LINK = f'<Relationship Id="rId{{n}}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{{n}}.xml"/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN[1:-1]}"><fonts count="2"><font><sz val="10"/><name val="Arial"/></font>'
    '<font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
