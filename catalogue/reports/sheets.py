"""Plain tables of text written as a workbook (.xlsx), the same bytes for the same rows.

Values that flow: `Sheet`s -> bytes. The hard problem: a text that begins with = is a formula to a spreadsheet, and
names and wordings are data from elsewhere; so every cell is written as text. A workbook also holds the moment it was
saved, twice; both are taken out, so that a result can be compared with an earlier one. Rejected: the marked cells of
`sheet_table`; ten thousand rows of plain text want neither runs nor heights.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.opening import Package, package_from

LONGEST = 32_000
"""Characters a cell takes, with room for what Excel counts twice."""
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAVED_AT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
THEN = dt.datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: its name, heading and rows; `widths` in characters."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


def workbook(path: Path, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook of these sheets; the same sheets give the same bytes. `path` names it in complaints."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = "Caveat"
    book.properties.created = THEN
    for one in sheets:
        _fill(book.create_sheet(one.name[:31]), one)
    sink = io.BytesIO()
    book.save(sink)
    parts = {member.name: member.data for member in package_from(sink.getvalue(), path).members}
    parts["docProps/core.xml"] = _SAVED_AT.sub(rb"\g<1>2000-01-01T00:00:00Z", parts["docProps/core.xml"])
    return Package(path, ()).with_parts(parts).to_bytes()


def _fill(sheet: Any, one: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for number, width in enumerate(one.widths or (24,) * len(one.heading), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    bold, plain = Font(name="Arial", size=10, bold=True), Font(name="Arial", size=10)
    wrapped = Alignment(vertical="top", wrap_text=True)

    def cell(text: str, font: Font) -> Any:
        box: Any = WriteOnlyCell(sheet, value=None)
        if text:
            box.value, box.data_type = _UNPRINTABLE.sub("", text)[:LONGEST], "s"
            box.font, box.alignment = font, wrapped
        return box

    for texts, font in ((one.heading, bold), *((row, plain) for row in one.rows)):
        sheet.append([cell(text, font) for text in texts])
