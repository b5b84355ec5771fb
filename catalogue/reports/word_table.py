"""A report as a Word document: landscape, the heading row repeated on every page, added words underlined and
deleted words struck through, an East Asian font on every style.

Values that flow: `Report` -> bytes. The hard problem is small: python-docx's own template carries its author's name
and a portrait page; both are replaced. Rejected: tracked changes as marks; a reader who accepts all of them would
lose the comparison.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, cast

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement  # pyright: ignore[reportUnknownVariableType]
from docx.shared import Cm, Pt, RGBColor

from catalogue.comparing.worddiff import ADDED, DELETED
from catalogue.reports.table import Cell, Report, Row

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell  # pyright: ignore[reportPrivateUsage]
    from docx.text.paragraph import Paragraph

LATIN, HAN = "Times New Roman", "宋体"
SIZE, SMALL = 9, 8
INK = {ADDED: RGBColor(0x1F, 0x4E, 0x9E), DELETED: RGBColor(0xA6, 0x1C, 0x1C)}
SHADE = {"heading": "D9E2EC", "section": "EEF2F6", "entry": "F8FAFC"}


def word_bytes(report: Report) -> bytes:
    """The document."""
    document = Document()
    _fonts(document)
    _page(document)
    _properties(document, report)
    title = document.add_paragraph()
    _write(title, report.title, bold=True, size=14)
    for line in report.lead:
        _write(document.add_paragraph(), line)
    _table(document, report)
    document.add_paragraph()
    for line in report.foot:
        _write(document.add_paragraph(), line, size=SMALL)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def _fonts(document: WordDocument) -> None:
    style = cast(Any, document.styles["Normal"])
    style.font.name = LATIN
    style.font.size = Pt(SIZE)
    style.paragraph_format.space_after = Pt(2)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), HAN)


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _properties(document: WordDocument, report: Report) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = report.title, "Caveat", "Caveat", ""
    core.language = "zh-CN" if report.lang == "zh" else "en-GB"
    day = dt.datetime.combine(report.made_on, dt.time())
    core.created = core.modified = day


def _table(document: WordDocument, report: Report) -> None:
    table = document.add_table(rows=1, cols=len(report.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for at, column in enumerate(report.columns):
        table.columns[at].width = Cm(column.width)
        box = table.rows[0].cells[at]
        _write(box.paragraphs[0], column.heading, bold=True)
        _shade(box, SHADE["heading"])
    _repeat(table)
    for row in report.rows:
        _add_row(table, row)
    for row in table.rows:
        for at, column in enumerate(report.columns):
            row.cells[at].width = Cm(column.width)


def _add_row(table: Table, row: Row) -> None:
    added = table.add_row()
    cast(Any, added)._tr.get_or_add_trPr().append(_mark("w:cantSplit", val="true"))
    if row.role:
        added.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    boxes = list(added.cells)
    if row.role == "section":
        boxes = [boxes[0].merge(boxes[-1])]
    for box, cell in zip(boxes, row.cells, strict=True):
        _fill(box, cell)
        if row.role:
            _shade(box, SHADE[row.role])


def _fill(box: _Cell, cell: Cell) -> None:
    for at, line in enumerate(cell):
        paragraph = box.paragraphs[0] if at == 0 else box.add_paragraph()
        for run in line:
            _write(paragraph, run.text, bold=run.bold, mark=run.mark)


def _write(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = SIZE, mark: str = "") -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold or None
    if mark == ADDED:
        run.font.underline = True
    if mark == DELETED:
        run.font.strike = True
    if mark in INK:
        run.font.color.rgb = INK[mark]
    fonts = cast(Any, run)._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), HAN)


def _repeat(table: Table) -> None:
    """The first row again on every page."""
    mark = _mark("w:tblHeader", val="true")
    cast(Any, table.rows[0])._tr.get_or_add_trPr().append(mark)


def _shade(box: _Cell, colour: str) -> None:
    cast(Any, box)._tc.get_or_add_tcPr().append(_mark("w:shd", val="clear", color="auto", fill=colour))


def _mark(name: str, **attributes: str) -> Any:
    element = cast(Any, OxmlElement(name))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
