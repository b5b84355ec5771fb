"""Builds the sample contracts as .docx: typed numbers, automatic numbers, or a two-column bilingual table.

Values that flow: `SampleContract` -> bytes of a Word package. Each layout is one that real contracts use, so
that the journey and the tests meet the same traps: typed 第X条 with typed references, a multilevel list linked to
heading styles, and one table row per paragraph with both languages. Rejected: keeping finished .docx files in the
repository; nobody could review a change to them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from clause_library.contractsource import Article, SampleContract
from clause_library.word.packs.typeset import (
    HEI,
    LATIN,
    Level,
    add_numbering,
    add_text,
    centred,
    first_line_indent,
    heading_style,
    link_style,
    new_document,
    new_element,
    number,
    page_numbers,
    set_fonts,
    to_bytes,
)
from clause_library.word.source.numerals import zh_number

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.table import Table as DocxTable
    from docx.table import _Cell as DocxCell  # pyright: ignore[reportPrivateUsage]
    from docx.text.paragraph import Paragraph as DocxParagraph

MADE_ON = dt.datetime(2026, 1, 1)


def build_contract(sample: SampleContract) -> bytes:
    """The sample contract as a Word package; the same bytes every time."""
    layouts: dict[str, Callable[[DocxDocument, SampleContract], None]] = {
        "typed": _typed,
        "automatic": _automatic,
        "columns": _columns,
    }
    document = new_document()
    title = sample.title.in_language(sample.languages[0])
    page_numbers(document, sample.number.in_language(sample.languages[0]))
    layouts[sample.layout](document, sample)
    return to_bytes(document, title, "Caveat", MADE_ON)


def _front(document: DocxDocument, sample: SampleContract, lang: str) -> None:
    centred(document, sample.title.in_language(lang), 18)
    centred(document, sample.number.in_language(lang), 10.5, bold=False)
    document.add_paragraph()


def _typed(document: DocxDocument, sample: SampleContract) -> None:
    """第X条 headings in bold, numbered 款 as `1. `, first lines indented by two characters."""
    _front(document, sample, "zh")
    for words in sample.preamble:
        first_line_indent(_plain(document, words.zh))
    for ordinal, article in enumerate(sample.articles, 1):
        heading = _plain(document, "")
        first_line_indent(heading)
        set_fonts(add_text(heading, f"第{zh_number(ordinal)}条　{article.heading.zh}"), LATIN, HEI, 12, True)
        for at, line in enumerate(article.body, 1):
            mark = f"{at}. " if line.level else ""
            first_line_indent(_plain(document, mark + line.words.zh))
    _tail(document, sample, "zh")


def _automatic(document: DocxDocument, sample: SampleContract) -> None:
    """A list linked to Heading 1, with 1.1 and (a) below it."""
    _front(document, sample, "en")
    heading_style(document, "Heading 1", 12, 12)
    levels = (
        Level("decimal", "%1.", 1.0, "Heading1"),
        Level("decimal", "%1.%2", 1.0),
        Level("lowerLetter", "(%3)", 2.0),
    )
    num_id = add_numbering(document, levels)
    link_style(document, "Heading 1", num_id, 0)
    for words in sample.preamble:
        _plain(document, words.en)
    for article in sample.articles:
        document.add_paragraph(article.heading.en, style="Heading 1")
        for line in article.body:
            number(_plain(document, line.words.en), num_id, line.level)
    _tail(document, sample, "en")


def _columns(document: DocxDocument, sample: SampleContract) -> None:
    """One table row per paragraph, Chinese on the left, English on the right."""
    for lang in sample.languages:
        centred(document, sample.title.in_language(lang), 16)
    table = document.add_table(rows=0, cols=2)
    cast(Any, table).style = "Table Grid"
    for zh, en, bold in _rows(sample):
        _fill(_row(table), zh, en, bold)
    document.add_paragraph()
    for annex in sample.annexes:
        _annex(document, annex, sample.languages)


def _rows(sample: SampleContract) -> Iterator[tuple[str, str, bool]]:
    yield sample.number.zh, sample.number.en, False
    yield from ((w.zh, w.en, False) for w in sample.preamble)
    for ordinal, article in enumerate(sample.articles, 1):
        yield f"第{zh_number(ordinal)}条　{article.heading.zh}", f"Article {ordinal} {article.heading.en}", True
        for at, line in enumerate(article.body, 1):
            yield f"{ordinal}.{at} {line.words.zh}", f"{ordinal}.{at} {line.words.en}", False
    yield sample.closing.zh, sample.closing.en, False
    yield from ((w.zh, w.en, False) for w in sample.signature)


def _row(table: DocxTable) -> tuple[DocxCell, DocxCell]:
    row = table.add_row()
    properties = cast(Any, row)._tr.get_or_add_trPr()
    properties.append(new_element("w:cantSplit"))
    return row.cells[0], row.cells[1]


def _fill(cells: tuple[DocxCell, DocxCell], zh: str, en: str, bold: bool) -> None:
    for cell, text in zip(cells, (zh, en), strict=True):
        run = add_text(cell.paragraphs[0], text)
        run.font.size = None
        if bold:
            set_fonts(run, LATIN, HEI, None, True)
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _plain(document: DocxDocument, text: str) -> DocxParagraph:
    paragraph = document.add_paragraph()
    if text:
        add_text(paragraph, text)
    return paragraph


def _tail(document: DocxDocument, sample: SampleContract, lang: str) -> None:
    """The end mark, the signature block and the annexes."""
    closing = _plain(document, sample.closing.in_language(lang))
    if lang == "zh":
        first_line_indent(closing)
    document.add_paragraph()
    for words in sample.signature:
        _plain(document, words.in_language(lang))
    for annex in sample.annexes:
        _annex(document, annex, (lang,))


def _annex(document: DocxDocument, annex: Article, languages: tuple[str, ...]) -> None:
    """An annex on a page of its own."""
    first = True
    for lang in languages:
        heading = _plain(document, "")
        if first:
            _page_break_before(heading)
        set_fonts(add_text(heading, annex.heading.in_language(lang)), LATIN, HEI, 12, True)
        for line in annex.body:
            _plain(document, line.words.in_language(lang))
        first = False


def _page_break_before(paragraph: DocxParagraph) -> None:
    paragraph.paragraph_format.page_break_before = True
