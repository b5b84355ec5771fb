"""The memo as a Word document: real styles and headings, one language or both, the same bytes for the same memo.

Values that flow: `Memo` (blocks in two languages) + languages -> bytes. The hard problem: a bilingual memo must be one
document, so each block prints its Chinese and then its English in styles of their own, a table once with both in each
cell, and a text that reads alike in both only once. Heading rows repeat, rows are kept whole unless they could not fit
on a page, and signs XML does not take are left out here. Rejected: formatting run by run; a user who restyles the memo
would meet every run again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from catalogue.model import Words
from catalogue.reports.table import clean
from clause_library.memo.blocks import Block, Column, Grid, Heading, Items, Memo, Pairs, Para, Signature
from clause_library.word.packs.typeset import (
    HEI,
    LATIN,
    SONG,
    Level,
    add_numbering,
    add_text,
    heading_style,
    link_style,
    new_document,
    new_element,
    page_numbers,
    set_fonts,
    to_bytes,
)

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.table import Table as DocxTable
    from docx.table import _Cell as DocxCell  # pyright: ignore[reportPrivateUsage]
    from docx.text.paragraph import Paragraph as DocxParagraph

WIDTH = 16.0
"""Centimetres of text between the margins."""
LABEL_WIDTH = 4.2
LONGEST_WHOLE_ROW = 900
"""Signs of a cell up to which its row is kept on one page; a longer one may be taller than the page."""
LONGEST_RUNNING = 60
TEXT, STRONG, NOTE, ENGLISH = "Memo Text", "Memo Result", "Memo Note", "Memo English"
CELL, CELL_ENGLISH, CELL_HEAD = "Memo Table", "Memo Table English", "Memo Table Heading"
LEAD = "Memo Lead"
STYLES = {"text": TEXT, "strong": STRONG, "note": NOTE, "lead": LEAD}
NUMBERS = {
    "zh": (
        Level("chineseCountingThousand", "%1、", 0, "Heading1"),
        Level("chineseCountingThousand", "（%2）", 0, "Heading2"),
    ),
    "en": (Level("decimal", "%1.", 1.0, "Heading1"), Level("decimal", "%1.%2", 1.0, "Heading2")),
}


def build_memo(memo: Memo, langs: Sequence[str], on: dt.date) -> bytes:
    """The memo as a Word package in the languages, Chinese first; dated `on`."""
    document = new_document()
    _page(document)
    _styles(document, langs[0])
    _language(document)
    page_numbers(document, _running(memo, langs))
    writer = _Writer(document, tuple(langs))
    writer.opening(memo)
    for block in memo.blocks:
        writer.write(block)
    document.core_properties.language = "zh-CN" if langs[0] == "zh" else "en-GB"
    title = clean(" ".join(_texts(memo.title, langs)))[:255]
    return to_bytes(document, title, clean(memo.author)[:255], dt.datetime.combine(on, dt.time()))


def _texts(words: Words, langs: Sequence[str]) -> list[str]:
    """The text in each language, once where it reads alike."""
    return list(dict.fromkeys(words.in_language(lang) for lang in langs))


def _running(memo: Memo, langs: Sequence[str]) -> str:
    text = clean(" ".join(_texts(memo.running, langs)))
    return text if len(text) <= LONGEST_RUNNING else text[: LONGEST_RUNNING - 1] + "…"


def _page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm((21.0 - WIDTH) / 2)
    section.top_margin = section.bottom_margin = Cm(2.4)


def _styles(document: DocxDocument, first: str) -> None:
    """Every look of the memo is a style; the headings are Word's own, numbered as lists."""
    for name, size, bold, after, parent in (
        (TEXT, 11, None, 5, "Normal"),
        (STRONG, 12, True, 5, TEXT),
        (NOTE, 9.5, None, 5, TEXT),
        (LEAD, 9.5, None, 3, NOTE),
        (ENGLISH, 10.5, None, 7, TEXT),
        (CELL, 9, None, 1, "Normal"),
        (CELL_ENGLISH, 8.5, None, 1, CELL),
        (CELL_HEAD, 9, True, 1, CELL),
    ):
        style = cast(Any, document.styles).add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[parent]
        set_fonts(style, LATIN, HEI if bold else SONG, size, bold)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.1 if name in (CELL, CELL_ENGLISH, CELL_HEAD) else 1.25
    cast(Any, document.styles[LEAD]).paragraph_format.keep_with_next = True
    for name, size, before in (("Heading 1", 14, 16), ("Heading 2", 12, 10), ("Heading 3", 11, 8)):
        heading_style(document, name, size, before)
    for name, size in (("Title", 18), ("Subtitle", 13)):
        _opening_style(document, name, size)
    for name in ("List Bullet", "List Continue"):
        style = cast(Any, document.styles[name])
        set_fonts(style, LATIN, SONG, 10.5)
        style.paragraph_format.line_spacing, style.paragraph_format.space_after = 1.2, Pt(3)
    list_id = add_numbering(document, NUMBERS[first])
    link_style(document, "Heading 1", list_id, 0)
    link_style(document, "Heading 2", list_id, 1)


def _opening_style(document: DocxDocument, name: str, size: float) -> None:
    heading_style(document, name, size, 0)
    style = cast(Any, document.styles[name])
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)
    for tag in ("w:spacing", "w:kern"):
        found = style.element.rPr.find(qn(tag))
        if found is not None:
            style.element.rPr.remove(found)


def _language(document: DocxDocument) -> None:
    """What proofing tools take the text for: British English in Latin letters, Chinese in Han characters."""
    places = [
        *cast(Any, document.styles).element.iter(qn("w:lang")),
        *cast(Any, document.settings).element.iter(qn("w:themeFontLang")),
    ]
    for place in places:
        place.set(qn("w:val"), "en-GB")
        place.set(qn("w:eastAsia"), "zh-CN")


class _Writer:
    """Blocks into the document, in order."""

    def __init__(self, document: DocxDocument, langs: tuple[str, ...]) -> None:
        self._document = document
        self._langs = langs
        self._ids = {style.name: style.style_id for style in cast(Any, document.styles)}

    def opening(self, memo: Memo) -> None:
        for style, words in (("Title", memo.title), ("Subtitle", memo.subtitle)):
            for text in _texts(words, self._langs):
                if text:
                    self._line(text, style)

    def write(self, block: Block) -> None:
        """One block."""
        match block:
            case Heading(text, level):
                self._line("  ".join(_texts(text, self._langs)), f"Heading {level}")
            case Para(text, kind):
                self._paragraph(text, STYLES[kind])
            case Items(texts):
                for text in texts:
                    self._item(text)
            case Pairs(rows):
                self._pairs(rows)
            case Grid(columns, rows):
                self._grid(columns, rows)
            case Signature(labels):
                self._sign(labels)

    def _line(self, text: str, style: str) -> DocxParagraph:
        paragraph = self._document.add_paragraph()
        self._dress(paragraph, style)
        if text:
            add_text(paragraph, clean(text))
        return paragraph

    def _dress(self, paragraph: DocxParagraph, style: str) -> None:
        """Sets the style by its id; python-docx looks a name up among all styles, which takes longer than the rest."""
        cast(Any, paragraph)._p.style = self._ids[style]

    def _paragraph(self, words: Words, style: str) -> None:
        for at, text in enumerate(_texts(words, self._langs)):
            lines = _lines(text)
            for line in lines:
                self._line(line, ENGLISH if at and style == TEXT else style)

    def _item(self, words: Words) -> None:
        for at, text in enumerate(_texts(words, self._langs)):
            for number, line in enumerate(_lines(text)):
                self._line(line, "List Continue" if at or number else "List Bullet")

    def _sign(self, labels: Sequence[Words]) -> None:
        self._line("", TEXT)
        for label in labels:
            paragraph = self._line(" / ".join(_texts(label, self._langs)), TEXT)
            add_text(paragraph, "\t\t")
            stops = cast(Any, paragraph).paragraph_format.tab_stops
            stops.add_tab_stop(Cm(7.5))
            stops.add_tab_stop(Cm(14.0), leader=WD_TAB_LEADER.LINES)
            paragraph.paragraph_format.keep_with_next = label is not labels[-1]
            paragraph.paragraph_format.space_before = Pt(10)

    def _pairs(self, rows: Sequence[tuple[Words, Words]]) -> None:
        table = self._table((LABEL_WIDTH, WIDTH - LABEL_WIDTH))
        for label, text in rows:
            cells = self._row(table, (LABEL_WIDTH, WIDTH - LABEL_WIDTH), (label, text))
            self._fill(cells[0], label, CELL_HEAD)
            self._fill(cells[1], text, CELL)
        self._after_table()

    def _grid(self, columns: Sequence[Column], rows: Sequence[tuple[Words, ...]]) -> None:
        whole = sum(column.share for column in columns)
        widths = tuple(WIDTH * column.share / whole for column in columns)
        table = self._table(widths)
        cells = self._row(table, widths, ())
        for cell, column in zip(cells, columns, strict=True):
            self._fill(cell, column.heading, CELL_HEAD, together=True)
            _shade(cell)
        cast(Any, table.rows[0])._tr.get_or_add_trPr().append(_mark("w:tblHeader"))
        for row in rows:
            for cell, text in zip(self._row(table, widths, row), row, strict=True):
                self._fill(cell, text, CELL)
        self._after_table()

    def _table(self, widths: Sequence[float]) -> DocxTable:
        table = self._document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        cast(Any, table)._tbl.tblPr.find(qn("w:tblLayout")).addnext(_cell_margins())
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        return table

    def _row(self, table: DocxTable, widths: Sequence[float], texts: Sequence[Words]) -> tuple[DocxCell, ...]:
        row = table.add_row()
        longest = max((sum(len(t) for t in _texts(words, self._langs)) for words in texts), default=0)
        if longest <= LONGEST_WHOLE_ROW:
            cast(Any, row)._tr.get_or_add_trPr().append(_mark("w:cantSplit"))
        cells = tuple(row.cells)
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Cm(width)
        return cells

    def _fill(self, cell: DocxCell, words: Words, style: str, *, together: bool = False) -> None:
        first = True
        for at, text in enumerate(_texts(words, self._langs)):
            for line in _lines(text):
                paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
                first = False
                self._dress(paragraph, CELL_ENGLISH if at and style == CELL else style)
                if together:
                    paragraph.paragraph_format.keep_with_next = True
                add_text(paragraph, clean(line))
        if first:
            self._dress(cell.paragraphs[0], style)

    def _after_table(self) -> None:
        """A thin line of air; two tables with nothing between them would become one."""
        paragraph = self._line("", NOTE)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(6)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text that say something."""
    return (line for line in text.splitlines() if line.strip())


def _shade(cell: DocxCell) -> None:
    shade = _mark("w:shd")
    for key, text in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E9EDF2")):
        shade.set(qn(key), text)
    cast(Any, cell)._tc.get_or_add_tcPr().append(shade)


def _cell_margins() -> Any:
    """Air above and below the text of every cell, in twentieths of a point."""
    margins = _mark("w:tblCellMar")
    for side in ("w:top", "w:bottom"):
        edge = _mark(side)
        edge.set(qn("w:w"), "45")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    return margins


def _mark(tag: str) -> Any:
    return new_element(tag)
