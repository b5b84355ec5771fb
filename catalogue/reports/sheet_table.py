"""A report as a spreadsheet: frozen heading row, widths, wrapped text, marked words, and never a formula.

Values that flow: `Report` -> bytes. The hard problem: a text that begins with = + - or @ is a formula to a
spreadsheet, and a catalogue's wording is data from elsewhere. So every cell is written as text, and one that begins
so carries the prefix mark that keeps it text when somebody edits it. Rejected: a quote sign in front, which would
change the wording.
"""

from __future__ import annotations

import datetime as dt
import io
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from catalogue.comparing.worddiff import ADDED, DELETED, SAME
from catalogue.reports.table import Cell, Report, Row, Run, plain_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMULA_SIGNS = ("=", "+", "-", "@")
LONGEST = 32_767
"""Characters a spreadsheet cell takes."""
CM_TO_WIDTH = 5.2
LINE, TALLEST = 14.0, 409.0
"""Points: of one line, and the most a row takes."""
INK = {ADDED: "FF1F4E9E", DELETED: "FFA61C1C"}
SHADE = {"heading": "FFD9E2EC", "section": "FFEEF2F6", "entry": "FFF8FAFC"}
RULE = "FFD0D5DB"
FONT = "宋体"


def sheet_bytes(report: Report) -> bytes:
    """The workbook: one sheet with the table, one with title, coverage and sources."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "Caveat"
    book.properties.title = report.title
    book.properties.created = dt.datetime.combine(report.made_on, dt.time())
    sheet: Any = book.active
    sheet.title = _sheet_name(report.sheet)
    _table(sheet, report)
    _about(book.create_sheet("说明" if report.lang == "zh" else "About"), report)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _sheet_name(name: str) -> str:
    """A name a spreadsheet takes: at most 31 characters, none of []:*?/\\ in it."""
    return "".join("-" if c in "[]:*?/\\" else c for c in name)[:31].strip("'") or "1"


def _table(sheet: Worksheet, report: Report) -> None:
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(report.columns, start=1):
        _put(sheet, 1, at, ((Run(column.heading, bold=True),),), "heading")
        sheet.column_dimensions[get_column_letter(at)].width = column.width * CM_TO_WIDTH
    for number, row in enumerate(report.rows, start=2):
        _put_row(sheet, number, row, len(report.columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(report.columns))}{max(len(report.rows) + 1, 1)}"
    sheet.print_title_rows = "1:1"
    _landscape(sheet)


def _landscape(sheet: Worksheet) -> None:
    """A4 on its side, one page wide."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put_row(sheet: Worksheet, number: int, row: Row, width: int) -> None:
    cells = row.cells + ((),) * (width - len(row.cells))
    for at, cell in enumerate(cells, start=1):
        _put(sheet, number, at, cell, row.role)
    if row.role != "section":
        _fit_height(sheet, number)


def _fit_height(sheet: Worksheet, number: int) -> None:
    """A height for the wrapped text: not every program reckons it when it opens the file."""
    from openpyxl.utils import get_column_letter

    lines = 1
    for at, box in enumerate(sheet[number], start=1):
        width = max(1.0, float(sheet.column_dimensions[get_column_letter(at)].width) - 2)
        text = str(box.value or "")
        lines = max(lines, sum(max(1, ceil(_columns(part) / width)) for part in text.split("\n")))
    sheet.row_dimensions[number].height = min(TALLEST, LINE * lines + 3)


def _columns(text: str) -> int:
    """Width in Latin letters; a Han character takes two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _about(sheet: Worksheet, report: Report) -> None:
    sheet.column_dimensions["A"].width = 120
    for number, text in enumerate((report.title, *report.lead, *report.foot), start=1):
        _put(sheet, number, 1, ((Run(text, bold=number == 1),),), "")
        _fit_height(sheet, number)
    _landscape(sheet)


def _put(sheet: Worksheet, row: int, column: int, value: Cell, role: str) -> None:
    """Writes one cell as text, whatever it begins with."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    box: Any = sheet.cell(row=row, column=column)
    text = plain_text(value)[:LONGEST]
    if text:
        box.value = _rich(value) if _is_marked(value) and len(text) < LONGEST else text
        box.data_type = "s" if isinstance(box.value, str) else box.data_type
        box.quotePrefix = text.startswith(FORMULA_SIGNS)
    bold = any(run.bold for line in value for run in line)
    box.font = Font(name=FONT, size=10, bold=bold)
    box.alignment = Alignment(wrap_text=True, vertical="top")
    box.border = Border(bottom=Side(style="thin", color=RULE))
    if role:
        box.fill = PatternFill("solid", fgColor=SHADE[role])


def _is_marked(value: Cell) -> bool:
    return any(run.mark != SAME for line in value for run in line)


def _rich(value: Cell) -> Any:
    """The cell with its words underlined or struck through."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    blocks: list[Any] = []
    for at, line in enumerate(value):
        if at:
            blocks.append(TextBlock(InlineFont(rFont=FONT, sz=10), "\n"))
        for run in line:
            font = InlineFont(
                rFont=FONT,
                sz=10,
                b=run.bold or None,
                u="single" if run.mark == ADDED else None,
                strike=True if run.mark == DELETED else None,
                color=Color(rgb=INK[run.mark]) if run.mark in INK else None,
            )
            blocks.append(TextBlock(font, run.text))
    return CellRichText(*[block for block in blocks if block.text])
