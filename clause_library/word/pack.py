"""The clause pack: chosen clauses as a Word document of their own, with a cover that says what they rest on.

Values that flow: `PackSpec` (cover lines, rendered clauses, families) -> bytes. The hard problem: a reference
between clauses must read right inside the pack, where a clause stands under a number of the pack, and must not
invent a number for a clause that is not in it; that one is cited by its title. Rejected: cutting the clauses out of
a drafted contract; they would carry that contract's numbers and words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docx.enum.text import WD_BREAK
from docx.shared import Pt

from catalogue.model import Words
from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.numerals import zh_number
from clause_library.word.typeset import (
    HEI,
    LATIN,
    SONG,
    Level,
    add_contents,
    add_numbering,
    add_text,
    centred,
    first_line_indent,
    heading_style,
    new_document,
    number,
    page_numbers,
    set_fonts,
    to_bytes,
)

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph

TITLE = Words("技术出口合同条款包", "Technology export clause pack")
CONTENTS = Words("目录", "Contents")
SUPPORT = Words(
    "本条款包供律师判断时参考，不代替律师的判断；所依据的数据范围和日期见上。",
    "This pack supports a lawyer's judgement and does not replace it; extent and date of its data are stated above.",
)
LEVELS = {
    "zh": (
        Level("chineseCountingThousand", "（%1）", 1.5),
        Level("decimal", "%2.", 2.5),
        Level("decimal", "（%3）", 3.5),
    ),
    "en": (Level("lowerLetter", "(%1)", 1.0), Level("lowerRoman", "(%2)", 2.0), Level("upperLetter", "(%3)", 3.0)),
}
ITEM_LEVELS = {BlockKind.ITEM: 0, BlockKind.ITEM2: 1, BlockKind.ITEM3: 2}


@dataclass(frozen=True, slots=True)
class PackSpec:
    """What a pack shows. `lines` are label and value pairs of the cover; `lang` is zh, en or both."""

    title: Words
    lines: tuple[tuple[Words, Words], ...]
    clauses: tuple[RenderedClause, ...]
    families: dict[str, Words]
    lang: str
    made_on: dt.date
    author: str = "Caveat"
    positions: dict[str, Words] = field(default_factory=dict[str, Words])
    notes: dict[str, Words] = field(default_factory=dict[str, Words])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages printed, Chinese first."""
        return ("zh", "en") if self.lang == "both" else (self.lang,)


def build_pack(spec: PackSpec) -> bytes:
    """The clause pack as a Word package; the same spec gives the same bytes."""
    document = new_document()
    heading_style(document, "Heading 1", 15, 18)
    heading_style(document, "Heading 2", 12.5, 12)
    page_numbers(document, _first(spec, spec.title))
    _Cover(document, spec).write()
    _Body(document, spec).write()
    made = dt.datetime(spec.made_on.year, spec.made_on.month, spec.made_on.day)
    return to_bytes(document, _first(spec, TITLE), spec.author, made)


def _first(spec: PackSpec, words: Words) -> str:
    return words.in_language(spec.languages[0])


class _Cover:
    """Title, matter, result, data and their dates, table of contents."""

    def __init__(self, document: DocxDocument, spec: PackSpec) -> None:
        self._document = document
        self._spec = spec

    def write(self) -> None:
        for _ in range(3):
            self._document.add_paragraph()
        for lang in self._spec.languages:
            centred(self._document, TITLE.in_language(lang), 22)
        for lang in dict.fromkeys(self._spec.title.in_language(each) for each in self._spec.languages):
            centred(self._document, lang, 14, bold=False)
        self._document.add_paragraph()
        for label, value in self._spec.lines:
            self._line(label, value)
        for lang in self._spec.languages:
            self._small(SUPPORT.in_language(lang))
        self._contents()

    def _line(self, label: Words, value: Words) -> None:
        for lang in self._spec.languages:
            paragraph = self._document.add_paragraph()
            set_fonts(add_text(paragraph, label.in_language(lang)), LATIN, HEI, 10.5, True)
            colon = "：" if lang == "zh" else ": "
            set_fonts(add_text(paragraph, colon + value.in_language(lang)), LATIN, SONG, 10.5)
            paragraph.paragraph_format.line_spacing = 1.25

    def _small(self, text: str) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        set_fonts(add_text(paragraph, text), LATIN, SONG, 9)

    def _contents(self) -> None:
        paragraph = centred(self._document, _first(self._spec, CONTENTS), 14)
        paragraph.paragraph_format.page_break_before = True
        add_contents(self._document, 'TOC \\o "1-2" \\h \\z \\u', tuple(headings(self._spec)))
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def headings(spec: PackSpec) -> Iterator[tuple[int, str]]:
    """(heading level, text) of every family and clause, in printed order."""
    family = ""
    for at, clause in enumerate(spec.clauses, 1):
        if clause.family != family:
            family = clause.family
            yield 1, " ".join(spec.families.get(family, Words()).in_language(lang) for lang in spec.languages)
        titles = [phrase(at, lang) + "　" + clause.title.in_language(lang) for lang in spec.languages]
        yield 2, "  ".join(titles)


def phrase(at: int, lang: str) -> str:
    """How the pack cites its clause number `at`."""
    return f"第{zh_number(at)}条" if lang == "zh" else f"Article {at}"


class _Body:
    """Families as headings, clauses below them, numbered through."""

    def __init__(self, document: DocxDocument, spec: PackSpec) -> None:
        self._document = document
        self._spec = spec
        self._numbers = {clause.id: at for at, clause in enumerate(spec.clauses, 1)}

    def write(self) -> None:
        lines = headings(self._spec)
        for clause in self._spec.clauses:
            level, text = next(lines)
            if level == 1:
                self._document.add_heading(text, 1)
                _, text = next(lines)
            self._document.add_heading(text, 2)
            self._clause(clause)

    def _clause(self, clause: RenderedClause) -> None:
        position = self._spec.positions.get(clause.variant, Words(clause.variant, clause.variant))
        caption = self._document.add_paragraph()
        caption.paragraph_format.keep_with_next = True
        parts = " · ".join([clause.id, *(position.in_language(lang) for lang in self._spec.languages)])
        set_fonts(add_text(caption, parts), LATIN, SONG, 9)
        for lang in self._spec.languages:
            self._text(clause, lang)
        note = self._spec.notes.get(clause.id)
        if note:
            for lang in self._spec.languages:
                paragraph = self._document.add_paragraph()
                paragraph.paragraph_format.left_indent = Pt(24)
                set_fonts(add_text(paragraph, note.in_language(lang)), LATIN, SONG, 9)

    def _text(self, clause: RenderedClause, lang: str) -> None:
        list_id, gap = 0, Pt(8)
        for block in clause.blocks.get(lang, ()):
            if block.kind is BlockKind.HEADING:
                continue
            if block.kind is BlockKind.ROW:
                self._row(block, lang)
                continue
            paragraph = self._document.add_paragraph()
            layout = paragraph.paragraph_format
            layout.space_before, gap = gap, Pt(0)
            layout.line_spacing = 1.5 if lang == "zh" else 1.25
            layout.space_after = Pt(0) if lang == "zh" else Pt(4)
            level = ITEM_LEVELS.get(block.kind)
            if level is None:
                if lang == "zh":
                    first_line_indent(paragraph)
            else:
                list_id = list_id or add_numbering(self._document, LEVELS[lang])
                number(paragraph, list_id, level)
            self._runs(paragraph, block.runs, lang)

    def _row(self, block: RenderedBlock, lang: str) -> None:
        table = self._document.add_table(rows=1, cols=len(block.cells))
        for cell, runs in zip(table.rows[0].cells, block.cells, strict=True):
            self._runs(cell.paragraphs[0], runs, lang)

    def _runs(self, paragraph: DocxParagraph, runs: tuple[Run, ...], lang: str) -> None:
        for run in runs:
            text = self._reference(run, lang) if run.ref else run.text
            add_text(paragraph, text, conspicuous=run.strong)

    def _reference(self, run: Run, lang: str) -> str:
        """The number inside this pack, or the title of a clause that is not in it."""
        at = self._numbers.get(run.ref)
        if at is None:
            return f"“{run.text or run.ref}”"
        cited = phrase(at, lang)
        if not run.item:
            return cited
        return f"{cited}第（{zh_number(run.item)}）项" if lang == "zh" else f"{cited}({chr(96 + run.item)})"
