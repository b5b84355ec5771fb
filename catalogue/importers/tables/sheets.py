"""Spreadsheets (.xlsx) read as plain rows of text.

Values that flow: bytes -> package (through the one door of `opening`) -> rows of one sheet. The hard problem: a
workbook is a stranger's zip of XML that may hold a million empty rows, a row numbered nine hundred million and
formulas nobody calculated; so the package is checked before openpyxl opens it, rows and columns are bounded while
reading, and a formula is refused by its cell where the text itself matters, or where it has no value. Rejected: taking
the values of formulas for a list of law; they are what some program once reckoned, not what was published.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from catalogue.opening import Package, package_from, read_bytes
from catalogue.problems import BadInput, one_of, one_of_zh

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.workbook import Workbook

MOST_ROWS = 200_000
"""Rows with text that are read; more is no list of names or entries."""
LAST_ROW = 1_048_576
MOST_COLUMNS = 200
LARGEST = 200 * 1024 * 1024
MANY_ROWS = 10_000
_EMPTY_ROW = re.compile(
    rb"""<row(?=[^<>]*\sr=["'])[^<>]*(?:/>|(?<!/)>(?:\s*<c\b[^<>]*/>)*\s*</row>)""",
)
"""A row that says its number and has no cell, or none with anything in it."""
_NO_NUMBER = re.compile(rb"""<row(?:[/>]|\s(?![^<>]*\br=["']))""")
"""A row that does not: it is counted from the one before, which must stay then."""
DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError)
"""What openpyxl raises for a workbook that is not well formed (`SyntaxError`: its XML parsers' own complaint)."""

Row = tuple[int, list[str]]


def read_rows(path: Path) -> list[Row]:
    """(row number, cells as text) of the first sheet, empty rows left out; formulas give their values.

    Raises BadInput with one line, for a formula without a value too."""
    return rows_of(read_bytes(path, LARGEST), path)


def sheet_names(data: bytes, path: Path) -> tuple[str, ...]:
    """The names of the sheets with cells, in order. Raises BadInput for what is no sound workbook."""
    from openpyxl import load_workbook

    _check(data, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            names = tuple(name for name in book.sheetnames if hasattr(book[name], "iter_rows"))
            book.close()
    except DAMAGED as error:
        raise _damaged(error, path) from None
    return names


def rows_of(data: bytes, path: Path, sheet: str = "", *, formulas: bool = True) -> list[Row]:
    """As `read_rows`, of bytes; of the sheet so named. Without `formulas` any formula or error value is refused."""
    data = _spared(_check(data, path), data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that have no text
            return _read(data, path, sheet, formulas)
    except DAMAGED as error:
        raise _damaged(error, path) from None


def _damaged(error: Exception, path: Path) -> BadInput:
    what = str(error).strip("'\"") or type(error).__name__
    return BadInput.because(
        f"this workbook is damaged ({what})",
        file=path,
        hint="open it in the spreadsheet program, save it again and retry",
        zh=f"工作簿已损坏（{what}）",
        hint_zh="请用表格软件打开，重新保存后再试",
    )


def _check(data: bytes, path: Path) -> Package:
    """The package. Refuses what is no workbook, or a package out of bounds."""
    if not data.startswith(b"PK"):
        raise _no_workbook(path)
    try:
        package = package_from(data, path)
    except BadInput as bad:
        hint = "open it in the spreadsheet program, save it again and retry"
        hint_zh = "请用表格软件打开，重新保存后再试"
        told = (replace(p, hint=hint, hint_zh=hint_zh) if "word processor" in p.hint else p for p in bad.problems)
        raise BadInput(*told) from None
    if package.part("xl/workbook.xml") is None or not any(n.startswith("xl/worksheets/") for n in package.names):
        raise _no_workbook(path)
    return package


def _spared(package: Package, data: bytes) -> bytes:
    """The workbook without the numbered rows that hold nothing, where a sheet has thousands; each costs a full one."""
    changed: dict[str, bytes] = {}
    for name in package.names:
        part = package.part(name) if name.startswith("xl/worksheets/") else None
        if part and part.count(b"<row") > MANY_ROWS and not _NO_NUMBER.search(part):
            changed[name] = _EMPTY_ROW.sub(b"", part)
    return package.with_parts(changed).to_bytes() if changed else data


def _no_workbook(path: Path) -> BadInput:
    return BadInput.because(
        "this is not an .xlsx workbook",
        file=path,
        hint="save it as .xlsx or .csv and retry",
        zh="这不是 .xlsx 工作簿",
        hint_zh="请另存为 .xlsx 或 .csv 后再试",
    )


def _read(data: bytes, path: Path, sheet: str, formulas: bool) -> list[Row]:
    rows: list[Row] = []
    reckoned: dict[str, int] = {}
    for number, cells in _cells(data, path, sheet, values=False):
        for cell in cells:
            if cell.data_type == "f" or (cell.data_type == "e" and not formulas):
                if not formulas:
                    raise _refused(path, number, cell)
                reckoned[cell.coordinate] = number
        _add(rows, number, cells, path)
    return _with_values(data, path, sheet, reckoned) if reckoned else rows


def _with_values(data: bytes, path: Path, sheet: str, reckoned: dict[str, int]) -> list[Row]:
    """The rows once more, with what the formulas gave when the workbook was saved."""
    rows: list[Row] = []
    for number, cells in _cells(data, path, sheet, values=True):
        _add(rows, number, cells, path)
        for cell in cells:
            if cell.value is not None:
                reckoned.pop(cell.coordinate, None)
    for place, number in reckoned.items():
        raise BadInput.because(
            f"cell {place} holds a formula without a value",
            file=path,
            line=number,
            hint="open the workbook, save it again and retry",
            zh=f"单元格 {place} 为公式且没有值",
            hint_zh="请打开工作簿，重新保存后再试",
        )
    return rows


def _add(rows: list[Row], number: int, cells: list[ReadOnlyCell], path: Path) -> None:
    """Adds a row of texts, each in its column, where there is any text."""
    texts: list[str] = []
    for cell in cells:
        text = _text(cell)
        if text:
            texts += [""] * (cell.column - 1 - len(texts)) + [text]
    if texts:
        rows.append((number, texts))
    if len(rows) > MOST_ROWS:
        raise BadInput.because(
            f"this sheet has more than {MOST_ROWS:,} rows",
            file=path,
            hint="split it",
            zh=f"工作表超过{MOST_ROWS:,}行",
            hint_zh="请拆分",
        )


def _text(cell: ReadOnlyCell) -> str:
    """What the cell shows, as far as it is text, number or day; an error value shows nothing."""
    value: object = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value).strip()


def _cells(data: bytes, path: Path, sheet: str, *, values: bool) -> Iterator[tuple[int, list[ReadOnlyCell]]]:
    """The cells of each row that has any, of the sheet so named (the first where none is)."""
    from openpyxl import load_workbook
    from openpyxl.cell.read_only import EMPTY_CELL

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    try:
        found = book[_named(book, path, sheet)]
        rows = cast("Iterable[tuple[ReadOnlyCell, ...]]", found.iter_rows(1, LAST_ROW, 1, MOST_COLUMNS))
        empty: object = None
        for number, row in enumerate(rows, 1):
            if row is empty:
                continue  # rows that are not in the file are one and the same
            cells = [cell for cell in row if cell is not EMPTY_CELL]
            if cells:
                yield number, cells
            else:
                empty = row
    finally:
        book.close()


def _named(book: Workbook, path: Path, sheet: str) -> str:
    names = [name for name in book.sheetnames if hasattr(book[name], "iter_rows")]
    if not names:
        raise _no_workbook(path)
    if not sheet:
        return names[0]
    if sheet not in names:
        raise BadInput.because(
            f"this workbook has no sheet '{sheet}'",
            file=path,
            field="sheet",
            hint=one_of(names),
            zh=f"工作簿中没有工作表“{sheet}”",
            hint_zh=one_of_zh(names),
        )
    return sheet


def _refused(path: Path, number: int, cell: ReadOnlyCell) -> BadInput:
    formula, place = cell.data_type == "f", cell.coordinate
    return BadInput.because(
        f"cell {place} holds {'a formula' if formula else 'an error value'}; a list is read as it was published",
        file=path,
        line=number,
        hint="paste the sheet as values into a copy and import that",
        zh=f"单元格 {place} 为{'公式' if formula else '错误值'}；清单须按公布的文字读取",
        hint_zh="请另存一份只含数值的副本再导入",
    )
