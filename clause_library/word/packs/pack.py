"""The clause pack: chosen clauses as a Word document of their own, with a cover that says what they rest on.

Values that flow: `PackSpec` (cover lines, rendered clauses, families, notes) -> XML in named styles -> bytes. The hard
problem: a reference between clauses must read right inside the pack, where a clause stands under a number of the pack,
and must not invent a number for a clause that is not in it; that one is cited by its title. In two languages the texts
stand in two columns, block beside block, so each language has articles and references of its own. Rejected: cutting
the clauses out of a drafted contract; they would carry that contract's numbers and words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any, cast

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from catalogue.model import Words
from catalogue.reports.table import clean
from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.packs.packstyles import (
    ARTICLE,
    ARTICLE_EN,
    CAPTION,
    CONTENTS,
    CONTENTS_1,
    CONTENTS_2,
    COVER,
    FAMILY,
    GAP,
    ITEMS,
    NOTE,
    NOTE_HEAD,
    TEXT,
    WIDTH,
    begun_anew,
    header_and_footer,
    styled_document,
)
from clause_library.word.packs.packxml import FIELD_END, LONGEST_WHOLE_ROW, Cited, PackXml, field_start
from clause_library.word.packs.typeset import to_bytes
from clause_library.word.source.numerals import letter, zh_number

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

TITLE = Words("技术出口合同条款包", "Technology export clause pack")
CONTENTS_WORD = Words("目录", "Contents")
NOTES_WORD = Words("内部提示（不属于合同文本）", "Internal notes (no part of the contract)")
SUPPORT = Words(
    "本条款包供律师判断时参考，不代替律师的判断；所依据的范围和日期见上。",
    "This pack supports a lawyer's judgement and does not replace it; its basis and date are stated above.",
)
ITEM_LEVELS = {BlockKind.ITEM: 0, BlockKind.ITEM2: 1, BlockKind.ITEM3: 2}
ITEM_LEVEL = 1
"""Level of the first items in the list of a language, behind the article."""
LONGEST_HEADER = 60
NoteLines = tuple[tuple[Words, Words], ...]
"""Label and text of each note of a clause."""


@dataclass(frozen=True, slots=True)
class PackSpec:
    """What a pack shows. `lines` are label and value pairs of the cover; `lang` is zh, en or both; `title` is empty for
    a pack that belongs to no matter."""

    title: Words
    lines: tuple[tuple[Words, Words], ...]
    clauses: tuple[RenderedClause, ...]
    families: dict[str, Words]
    lang: str
    made_on: dt.date
    author: str = "Caveat"
    positions: dict[str, Words] = field(default_factory=dict[str, Words])
    notes: dict[str, NoteLines] = field(default_factory=dict[str, NoteLines])
    captions: bool = True
    """Whether id and position stand under each heading; in a paper that is signed they do not."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages printed, Chinese first."""
        return ("zh", "en") if self.lang == "both" else (self.lang,)

    def texts(self, words: Words) -> tuple[str, ...]:
        """The words in each language printed, once where they read alike."""
        return tuple(dict.fromkeys(words.in_language(lang) for lang in self.languages))


def build_pack(spec: PackSpec) -> bytes:
    """The clause pack as a Word package; the same spec gives the same bytes."""
    document, ids = styled_document(spec.languages)
    header_and_footer(document, _header(spec))
    xml = PackXml(ids)
    body = body_of(document, spec, xml, ids)
    fill(document, "".join((*_cover(spec, xml), *_Contents(spec, xml).write(), *body.write())))
    cast(Any, document.core_properties).language = "zh-CN" if spec.languages[0] == "zh" else "en-GB"
    made = dt.datetime(spec.made_on.year, spec.made_on.month, spec.made_on.day)
    return to_bytes(document, clean(" ".join(spec.texts(TITLE))), clean(spec.author)[:255], made)


def body_of(document: DocxDocument, spec: PackSpec, xml: PackXml, ids: Mapping[str, str]) -> Body:
    """The clauses of a paper in its styles, each list of items a list of the document."""
    return Body(spec, xml, lambda lang: begun_anew(document, ids[ITEMS[lang][0]], ITEM_LEVEL))


def fill(document: DocxDocument, body: str) -> None:
    """Puts the XML before the section's end."""
    holder = cast("list[Any]", parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"))
    end = cast(Any, document).element.body.sectPr
    for element in list(holder):
        end.addprevious(element)


def _header(spec: PackSpec) -> str:
    words = clean(" ".join(spec.texts(spec.title))) or " ".join(spec.texts(TITLE))
    return words if len(words) <= LONGEST_HEADER else words[: LONGEST_HEADER - 1] + "…"


def _cover(spec: PackSpec, xml: PackXml) -> Iterator[str]:
    yield from (xml.line("Title", text) for text in spec.texts(TITLE))
    yield from (xml.line("Subtitle", text) for text in spec.texts(spec.title) if text)
    for label, value in spec.lines:
        for lang in spec.languages:
            colon = "：" if lang == "zh" else ": "
            shown = xml.label(label.in_language(lang) + colon) + xml.text(value.in_language(lang))
            yield xml.paragraph(COVER, shown)
    yield from (xml.line(CAPTION, text) for text in spec.texts(SUPPORT))


def phrase(at: int, lang: str) -> str:
    """How the pack cites its clause number `at`."""
    return f"第{zh_number(at)}条" if lang == "zh" else f"Article {at}"


def bookmark(clause_id: str, lang: str) -> str:
    """The name of the mark at a clause's heading."""
    return f"_Pack_{clause_id.replace('-', '_')}_{lang}"[:40]


class _Contents:
    """Families and clauses with their pages; a field that Word works out anew, links until then."""

    def __init__(self, spec: PackSpec, xml: PackXml) -> None:
        self._spec, self._xml = spec, xml

    def write(self) -> Iterator[str]:
        """The heading and one line for every family and every clause in each language."""
        spec, xml = self._spec, self._xml
        yield xml.line(CONTENTS, "  ".join(spec.texts(CONTENTS_WORD)))
        lines = list(self._lines())
        instruction = (
            f' TOC \\o "1-2" \\h \\z \\t "{ARTICLE_EN},2" ' if len(spec.languages) > 1 else ' TOC \\o "1-2" \\h \\z '
        )
        for at, (style, words, mark) in enumerate(lines):
            before = field_start(instruction) if at == 0 else ""
            yield xml.entry(style, words, mark, before=before, after=FIELD_END if at + 1 == len(lines) else "")

    def _lines(self) -> Iterator[tuple[str, str, str]]:
        spec = self._spec
        family = ""
        for at, clause in enumerate(spec.clauses, 1):
            if clause.family != family:
                family = clause.family
                words = "  ".join(spec.texts(spec.families.get(family, Words(family, family))))
                yield CONTENTS_1, words, _family_mark(at)
            for lang in spec.languages:
                words = f"{phrase(at, lang)}　{clause.title.in_language(lang)}"
                yield CONTENTS_2, words, bookmark(clause.id, lang)


def _family_mark(at: int) -> str:
    """The mark of the family heading before clause number `at`."""
    return f"_Pack_family_{at}"


@dataclass(slots=True)
class _Items:
    """Where the items of a clause stand: `list` is the list they are of, 0 for that of the style; `closed` when a
    lead-in stands behind items, so that the next ones begin anew."""

    begun: bool = False
    closed: bool = False
    list: int = 0


class Body:
    """Families as headings, clauses below them, numbered through; items begin anew under each lead-in."""

    def __init__(self, spec: PackSpec, xml: PackXml, anew: Callable[[str], int]) -> None:
        self._spec, self._xml, self._anew = spec, xml, anew
        self._numbers = {clause.id: at for at, clause in enumerate(spec.clauses, 1)}
        self._clauses = {clause.id: clause for clause in spec.clauses}
        self._items: dict[str, _Items] = {}
        self._marks = 0

    def write(self) -> Iterator[str]:
        """Every family and clause."""
        family, xml = "", self._xml
        for at, clause in enumerate(self._spec.clauses, 1):
            if clause.family != family:
                family = clause.family
                words = "  ".join(self._spec.texts(self._spec.families.get(family, Words(family, family))))
                heading = xml.marked(FAMILY, words, _family_mark(at), self._mark())
                yield heading if at > 1 else _on_new_page(heading)
            yield from self._columns(clause) if len(self._spec.languages) > 1 else self._single(clause)

    def _mark(self) -> int:
        self._marks += 1
        return self._marks

    def _single(self, clause: RenderedClause) -> Iterator[str]:
        lang = self._spec.languages[0]
        yield self._headed(clause, lang)
        for kind, blocks in groupby(_printed(clause, lang), lambda block: block.kind is BlockKind.ROW):
            if kind:
                yield self._grid(list(blocks), lang, WIDTH) + self._xml.line(GAP, "")
            else:
                yield from (self._block(block, lang) for block in blocks)
        yield from self._notes(clause, lang)

    def _columns(self, clause: RenderedClause) -> Iterator[str]:
        """Block beside block, the Chinese on the left."""
        heads = [self._headed(clause, lang) for lang in ("zh", "en")]
        steps = [(heads[0], heads[1], 0)]
        for left, right in zip_longest(_steps(clause, "zh"), _steps(clause, "en"), fillvalue=list[RenderedBlock]()):
            steps.append((self._cell(left, "zh"), self._cell(right, "en"), max(_size(left), _size(right))))
        if clause.id in self._spec.notes:
            left, right = ("".join(self._notes(clause, lang)) for lang in ("zh", "en"))
            steps.append((left, right, LONGEST_WHOLE_ROW + 1))
        yield self._xml.columns(steps)
        yield self._xml.line(GAP, "")

    def _cell(self, blocks: list[RenderedBlock], lang: str) -> str:
        if blocks and blocks[0].kind is BlockKind.ROW:
            return self._grid(blocks, lang, WIDTH / 2 - 0.4) + self._xml.line(GAP, "")
        return "".join(self._block(block, lang) for block in blocks) or self._xml.line(TEXT[lang], "")

    def _heading(self, clause: RenderedClause, lang: str) -> str:
        self._items[lang] = _Items()
        style = ARTICLE if lang == self._spec.languages[0] else ARTICLE_EN
        return self._xml.marked(style, clause.title.in_language(lang), bookmark(clause.id, lang), self._mark())

    def _headed(self, clause: RenderedClause, lang: str) -> str:
        caption = self._xml.line(CAPTION, self._caption(clause, lang)) if self._spec.captions else ""
        return self._heading(clause, lang) + caption

    def _caption(self, clause: RenderedClause, lang: str) -> str:
        position = self._spec.positions.get(clause.variant, Words(clause.variant, clause.variant))
        return f"{clause.id} · {position.in_language(lang)}"

    def _block(self, block: RenderedBlock, lang: str) -> str:
        level = ITEM_LEVELS.get(block.kind)
        style = TEXT[lang] if level is None else ITEMS[lang][level]
        number = self._counted(level, lang)
        listed = (number, ITEM_LEVEL + level) if number and level is not None else None
        return self._xml.paragraph(style, self._runs(block.runs, lang), listed)

    def _counted(self, level: int | None, lang: str) -> int:
        """The list this paragraph is counted in; 0 for that of its style."""
        items = self._items[lang]
        if level is None:
            items.closed = items.begun
            return 0
        if items.closed:
            items.list, items.closed = self._anew(lang), False
        items.begun = True
        return items.list

    def _grid(self, rows: list[RenderedBlock], lang: str, width: float) -> str:
        count = max(len(row.cells) for row in rows)
        cells = (
            tuple(
                self._xml.paragraph(CAPTION, self._runs(row.cells[at], lang) if at < len(row.cells) else "")
                for at in range(count)
            )
            for row in rows
        )
        return self._xml.grid(cells, count, width)

    def _runs(self, runs: tuple[Run, ...], lang: str) -> str:
        return self._xml.runs(runs, lambda run: self._cited(run, lang))

    def _cited(self, run: Run, lang: str) -> Cited | str:
        """The number inside this pack, or the title of a clause that is not in it."""
        at = self._numbers.get(run.ref)
        if at is None:
            return run.text or f"“{run.ref}”"
        item = ""
        if run.item:
            number = number_of_item(self._clauses[run.ref], lang, run.item)
            item = f"第（{zh_number(number)}）项" if lang == "zh" else f"({letter(number)})"
        return Cited(bookmark(run.ref, lang), phrase(at, lang), item)

    def _notes(self, clause: RenderedClause, lang: str) -> Iterator[str]:
        lines = self._spec.notes.get(clause.id, ())
        if not lines:
            return
        yield self._xml.line(NOTE_HEAD, NOTES_WORD.in_language(lang))
        colon = "：" if lang == "zh" else ": "
        for label, text in lines:
            shown = self._xml.label(label.in_language(lang) + colon) + self._xml.text(text.in_language(lang))
            yield self._xml.paragraph(NOTE, shown)


def _on_new_page(heading: str) -> str:
    """The first heading begins the page after the contents."""
    return heading.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)


def number_of_item(clause: RenderedClause, lang: str, item: int) -> int:
    """The number the `item`-th item of a clause has under its lead-in."""
    seen = number = 0
    for block in clause.blocks.get(lang, ()):
        if block.kind is BlockKind.PARA:
            number = 0
        elif block.kind is BlockKind.ITEM:
            seen, number = seen + 1, number + 1
            if seen == item:
                return number
    return item


def _printed(clause: RenderedClause, lang: str) -> list[RenderedBlock]:
    """The blocks below the heading, which the pack makes from the title."""
    return [block for block in clause.blocks.get(lang, ()) if block.kind is not BlockKind.HEADING]


def _steps(clause: RenderedClause, lang: str) -> Iterator[list[RenderedBlock]]:
    """What stands beside the other language's: one block, or neighbouring table rows together."""
    for kind, blocks in groupby(_printed(clause, lang), lambda block: block.kind is BlockKind.ROW):
        if kind:
            yield list(blocks)
        else:
            yield from ([block] for block in blocks)


def _size(blocks: list[RenderedBlock]) -> int:
    return sum(len(run.text) for block in blocks for cell in block.cells for run in cell)
