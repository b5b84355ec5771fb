"""An HTML page of the PRC catalogue or an announcement -> paragraphs and tables.

Values that flow: the page's text -> `Block`s. The hard problem: pages copied from word processors leave tags open and
merge cells by `rowspan`; so the walk closes what the next tag ends, and puts every cell on a grid where a merged one
covers the rows below it. A page may declare `<!DOCTYPE html>`; one that declares entities is refused. Scripts, styles
and the page's title are not text. Rejected: a tree of the page first; the publication's table is all that is wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from catalogue.importers.prc.blocks import Block, Cell, Paragraph, Row, Table, clean, lines_of, raised
from catalogue.importers.prc.text import text_of
from catalogue.importers.reading import Source
from catalogue.model import Words
from catalogue.problems import BadInput

SILENT = ("script", "style", "title", "noscript", "template", "head")
BREAKS = (
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "hr",
    "dd",
    "dt",
)
WIDEST = 64
LONGEST_SPAN = 2000
MOST_CELLS = 200_000
CHUNK = 1 << 16
MOST_PENDING = 4 << 20
LARGEST = 64 << 20
NAMES = (".html", ".htm", ".xhtml", ".shtml")
FIRST = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body")


def is_html(source: Source) -> bool:
    """True for a web page by its name or its first tag."""
    head = source.data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    return head.startswith(FIRST) or (source.path.suffix.lower() in NAMES and not head.startswith((b"%pdf-", b"pk")))


def html_blocks(source: Source) -> tuple[Block, ...]:
    """Paragraphs and tables in reading order. Raises BadInput for a wrong encoding or a declaration of entities."""
    if len(source.data) > LARGEST:
        raise BadInput.because(
            f"this page is larger than {LARGEST >> 20} MB", file=source.path, zh=f"网页超过{LARGEST >> 20} MB，不予读取"
        )
    text = text_of(source, declared=True)
    if re.search(r"<!ENTITY", text, re.IGNORECASE) or re.search(r"<!DOCTYPE[^>]*\[", text, re.IGNORECASE):
        raise BadInput.because(
            "this page declares entities of its own; such pages are refused",
            file=source.path,
            hint="save the page again from a browser",
            zh="网页自行声明了实体；此类文件不予读取",
            hint_zh="请用浏览器重新保存该网页",
        )
    walk = _Walk(source)
    try:
        for start in range(0, len(text), CHUNK):
            walk.feed(text[start : start + CHUNK])
            _refuse_unclosed(source, walk, MOST_PENDING)
        _refuse_unclosed(source, walk, CHUNK)
        walk.close()
    except AssertionError as error:  # how the standard parser meets `<![` and no name
        raise BadInput.because(
            f"this page is no HTML ({str(error)[:80]})", file=source.path, zh="文件不是有效的网页"
        ) from error
    return walk.finish()


def _refuse_unclosed(source: Source, walk: HTMLParser, most: int) -> None:
    """A tag or comment that never ends would be read again with every piece of the page."""
    if len(walk.rawdata) > most:
        raise BadInput.because(
            "a tag or comment of this page is never closed",
            file=source.path,
            hint="save the page again from a browser",
            zh="网页中有标签或注释未闭合",
            hint_zh="请用浏览器重新保存该网页",
        )


@dataclass(slots=True)
class _OpenCell:
    columns: int
    rows: int
    texts: list[str] = field(default_factory=lambda: [""])


@dataclass(slots=True)
class _OpenTable:
    number: int
    rows: list[list[_OpenCell]] = field(default_factory=list[list[_OpenCell]])
    cell: _OpenCell | None = None


class _Walk(HTMLParser):
    """Collects blocks while the page is walked. A table inside a cell gives its text to that cell."""

    def __init__(self, source: Source) -> None:
        super().__init__(convert_charrefs=True)
        self._source = source
        self._blocks: list[Block] = []
        self._loose: list[str] = [""]
        self._table: _OpenTable | None = None
        self._inner = 0
        self._silent = 0
        self._raised = False
        self._tables = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag == "body":
            self._silent = 0
        elif tag == "table":
            self._open_table()
        elif tag == "sup":
            self._raised = True
        elif tag in BREAKS:
            self._break()
        elif self._table is not None and not self._inner:
            self._open_part(tag, dict(attrs))

    def _open_table(self) -> None:
        if self._table is not None:
            self._inner += 1
            return
        self._flush()
        self._tables += 1
        self._table = _OpenTable(self._tables)

    def _open_part(self, tag: str, attrs: dict[str, str | None]) -> None:
        table = self._table
        if table is None:
            return
        if tag == "tr":
            table.rows.append([])
            table.cell = None
        elif tag in ("td", "th"):
            if not table.rows:
                table.rows.append([])
            self._count_cell()
            table.cell = _OpenCell(_span(attrs.get("colspan"), WIDEST), _span(attrs.get("rowspan"), LONGEST_SPAN))
            table.rows[-1].append(table.cell)

    def _count_cell(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise BadInput.because(
                f"this page has over {MOST_CELLS:,} table cells",
                file=self._source.path,
                zh=f"网页的表格单元格超过{MOST_CELLS:,}个，不予读取",
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "sup":
            self._raised = False
        elif tag == "table":
            self._close_table()
        elif tag in BREAKS:
            self._break()
        elif tag in ("td", "th", "tr") and self._table is not None and not self._inner:
            self._table.cell = None

    def _close_table(self) -> None:
        if self._inner:
            self._inner -= 1
        elif self._table is not None:
            self._blocks.append(_gridded(self._table))
            self._table = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        texts = self._texts()
        if texts is not None:
            texts[-1] += raised(data, clean(texts[-1][-40:])) if self._raised else data

    def _texts(self) -> list[str] | None:
        """Where text goes: the open cell, loose text outside tables; between cells it is kept as loose text too."""
        if self._table is None or self._table.cell is None:
            return self._loose
        return self._table.cell.texts

    def _break(self) -> None:
        texts = self._texts()
        if texts is not None and texts[-1].strip():
            texts.append("")

    def _flush(self) -> None:
        for line in lines_of(map(_unwrapped, self._loose)):
            said = len(self._blocks) + 1
            self._blocks.append(Paragraph(line.text, Words(f"第{said}块", f"block {said}")))
        self._loose = [""]

    def finish(self) -> tuple[Block, ...]:
        """The blocks; a table left open at the end of the page is closed."""
        self._inner = 0
        self._close_table()
        self._flush()
        return tuple(self._blocks)


def _unwrapped(text: str) -> str:
    """Without the line ends of the page's source between Chinese characters, where no blank is meant."""
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+[ \t]*(?=[^\x00-\x7f])", "", text)


def _span(value: str | None, most: int) -> int:
    text = (value or "1").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _gridded(table: _OpenTable) -> Table:
    """The table on its grid; a cell of several rows stands as `continued` in each row below its first."""
    rows: list[Row] = []
    covering: dict[int, _Covering] = {}
    for at, opened in enumerate(table.rows, 1):
        cells, covering = _on_grid(opened, covering)
        rows.append(Row(cells, Words(f"表{table.number}第{at}行", f"table {table.number}, row {at}")))
    return Table(tuple(rows), max((c.column + c.span for row in rows for c in row.cells), default=0))


@dataclass(frozen=True, slots=True)
class _Covering:
    """A merged cell that reaches into the rows below: how many columns, how many rows more."""

    columns: int
    rows: int


def _on_grid(opened: list[_OpenCell], covering: dict[int, _Covering]) -> tuple[tuple[Cell, ...], dict[int, _Covering]]:
    """One row's cells at their columns, and what covers the row below it."""
    below = {column: _Covering(c.columns, c.rows - 1) for column, c in covering.items() if c.rows > 1}
    cells = [Cell((), column, c.columns, continued=True) for column, c in covering.items()]
    taken = {n for column, c in covering.items() for n in range(column, column + c.columns)}
    column = 0
    for cell in opened:
        while column in taken:
            column += 1
        cells.append(Cell(lines_of(map(_unwrapped, cell.texts)), column, cell.columns))
        if cell.rows > 1:
            below[column] = _Covering(cell.columns, cell.rows - 1)
        column += cell.columns
    return tuple(sorted(cells, key=lambda c: c.column)), below
