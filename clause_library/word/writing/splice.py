"""Where in the source new paragraphs go, and the corrections of numbers and references around them.

Values that flow: ordinals of articles become offsets in the main part; written paragraphs become `Edit`s, in table
rows where the contract is a two-column table; moved numbers become corrections of typed numbers and references.
The hard problem is the end of an article: tables and controls behind its last line belong to it, blank lines and the
next article's bookmarks do not. Rejected: inserting after the last paragraph read.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clause_library.word.reading.layout import Column, Layout, cells_of, row_of
from clause_library.word.reading.references import Correction
from clause_library.word.reading.zones import signing_top, signs
from clause_library.word.source.document import ContractDocument, Paragraph, visible_text
from clause_library.word.source.flow import behind
from clause_library.word.source.numerals import format_ordinal, zh_number
from clause_library.word.source.typed import BLANKS
from clause_library.word.source.wording import Wording
from clause_library.word.source.xmltree import Edit, Node, XmlPart
from clause_library.word.writing.compose import Composed, article_number

BESIDE = (
    *("w:bookmarkStart", "w:proofErr", "w:permStart", "w:commentRangeStart"),
    *("w:moveFromRangeStart", "w:moveToRangeStart"),
)


@dataclass(frozen=True, slots=True)
class Touched:
    """An original paragraph that changes: what it said and what it says now."""

    paragraph: Paragraph
    was: str
    now: str


def end_of_article(document: ContractDocument, column: Column, ordinal: int) -> int:
    """The offset behind an article (0: before the first), blank lines and chapter headings left to what follows."""
    tops = document.blocks
    outline = column.outline
    if not outline.articles:
        return _end_of_text(document)
    if ordinal < len(outline.articles):
        following = outline.paragraphs[outline.articles[ordinal].first].top
        stop = _index(tops, following)
    else:
        stop = _operative_end(document, column)
    floor = _index(tops, outline.paragraphs[outline.articles[ordinal - 1].last].top) if ordinal else -1
    apart = {outline.paragraphs[i].node.start for i in outline.apart}
    while stop - 1 > floor and (_stands_beside(tops[stop - 1]) or tops[stop - 1].start in apart):
        stop -= 1
    return behind(tops, stop - 1) if stop else (tops[0].start if tops else document.body.inner_start)


def _index(tops: Sequence[Node], node: Node) -> int:
    return bisect.bisect_left(tops, node.start, key=lambda top: top.start)


def _stands_beside(top: Node) -> bool:
    """A mark between paragraphs, or a paragraph that holds nothing at all; a picture or a section's end is
    something."""
    if top.tag != "w:p":
        return top.tag in BESIDE
    something = ("w:drawing", "w:pict", "w:sectPr", "w:object", "w:t", "w:fldChar")
    empty = not any(n.tag in something and not _white(n) for n in top.walk())
    return empty and not visible_text(top).strip(BLANKS)


def _white(node: Node) -> bool:
    return node.tag == "w:t" and not node.text.strip()


def _operative_end(document: ContractDocument, column: Column) -> int:
    """The index of the first element of the body that no longer belongs to the last article."""
    tops = document.blocks
    outline = column.outline
    last = _index(tops, outline.paragraphs[outline.articles[-1].last].top)
    limit = len(tops)
    if outline.stop < len(outline.paragraphs):
        limit = _index(tops, outline.paragraphs[outline.stop].top)
    for at in range(last + 1, limit):
        top = tops[at]
        if top.tag == "w:sectPr" or _signs(document, top) or any(n.tag == "w:sectPr" for n in top.walk()):
            return at
    return limit


def _signs(document: ContractDocument, top: Node) -> bool:
    return top.tag != "w:p" and any(p.top is top and signs(p) for p in document.paragraphs)


def _end_of_text(document: ContractDocument) -> int:
    """Without articles: before signatures, else behind the last element of the body.

    Where one table holds the whole text and the signatures, inside it, behind the words above the first signature.
    """
    tops = document.blocks
    found = signing_top(document)
    stop = found[0] if found else len(tops)
    if found and not any(not p.blank for p in document.paragraphs if p.top.start < tops[stop].start):
        above = [p for p in document.paragraphs if p.index < found[1].index and not p.boxed and not p.blank]
        return above[-1].node.end if above else tops[stop].start
    while stop and (tops[stop - 1].tag == "w:sectPr" or _stands_beside(tops[stop - 1])):
        stop -= 1
    return behind(tops, stop - 1) if stop else document.body.inner_start


def end_of_annexes(document: ContractDocument, column: Column, *, has_annexes: bool) -> int:
    """The offset behind the last annex, or behind the signatures where there is none: the end of the file, or before
    another paper that follows the signatures."""
    tops = document.blocks
    outline = column.outline
    stop = len(tops)
    if outline.stop < outline.paper < len(outline.paragraphs) and not has_annexes:
        stop = _index(tops, outline.paragraphs[outline.paper].top)
    while stop and (tops[stop - 1].tag == "w:sectPr" or _stands_beside(tops[stop - 1])):
        stop -= 1
    return behind(tops, stop - 1) if stop else document.body.inner_start


def row_at(document: ContractDocument, layout: Layout, ordinal: int) -> tuple[Node, bool]:
    """The row an article ends in, the later one of both columns; before the first article: its row, and True."""
    first = ordinal == 0
    found: list[Node] = []
    for column in layout.columns:
        articles = column.outline.articles
        if not articles:
            continue
        article = articles[min(max(ordinal, 1), len(articles)) - 1]
        row = row_of(column.outline.paragraphs[article.first if first else article.last])
        if row is not None:
            found.append(row)
    if not found:
        return layout.rows[-1], False
    last = ordinal >= len(layout.main.outline.articles)
    pick = min if first or last else max
    return pick(found, key=lambda r: r.start), first


def row_xml(main: XmlPart, pattern: Node, cells: Sequence[str]) -> str:
    """A new row with the pattern's row and cell properties; merged cells and tracked marks are not copied."""
    w = main.prefix
    head = "".join(
        re.sub(rf"<{w}:(ins|del|trPrChange|tblHeader)\b.*?(?:/>|</{w}:\1>)", "", main.xml(c), flags=re.DOTALL)
        for c in pattern.children
        if c.tag in ("w:tblPrEx", "w:trPr")
    )
    out: list[str] = []
    for cell, content in zip(cells_of(pattern), cells, strict=True):
        node = cell.child("w:tcPr")
        properties = main.xml(node) if node else ""
        properties = re.sub(rf"<{w}:(vMerge|cellIns|cellDel)\b[^>]*/>", "", properties)
        out.append(f"<{w}:tc>{properties}{content or f'<{w}:p/>'}</{w}:tc>")
    return f"<{w}:tr>{head}{''.join(out)}</{w}:tr>"


def pattern_row(layout: Layout, near: Node) -> Node:
    """The nearest row of two whole cells to copy."""
    whole = [r for r in layout.rows if len(cells_of(r)) == 2 and not any(n.tag == "w:gridSpan" for n in r.walk())]
    return min(whole, key=lambda r: abs(r.start - near.start))


def moved_numbers(document: ContractDocument, composed: Composed) -> list[Correction]:
    """Corrections of the typed numbers of articles that moved, and of 12.1 under them."""
    out: list[Correction] = []
    column = composed.column
    for article in column.outline.articles:
        old = article_number(document, column, article)
        new = composed.moved.get(old)
        head = column.outline.paragraphs[article.first]
        if new is None or head.label:
            continue
        for paragraph in column.outline.inside(article):
            typed = paragraph.typed
            if typed is None or paragraph.label:
                continue
            if paragraph is head:
                words = replace(typed.form, prefix="", suffix="").write((new,))
                out.append(Correction(paragraph, *typed.figures, words))
            elif len(typed.numbers) > 1 and typed.numbers[0] == old:
                start = typed.figures[0]
                out.append(Correction(paragraph, start, start + len(str(old)), str(new)))
    return out


def label_as(document: ContractDocument, head: Paragraph, number: int) -> str:
    """The label of an article's first paragraph, were its number that one."""
    typed = head.typed
    if typed is not None and not head.label:
        bis = f"之{zh_number(typed.bis)}" if typed.bis and typed.form.family.startswith("第") else ""
        return typed.form.write((number,)) + bis
    level = document.numbering.level(head.num_id, head.ilvl)
    if level is None or not head.label:
        return head.label
    return re.sub(rf"%{level.ilvl + 1}", format_ordinal(number, level.fmt), level.text)


def apply_corrections(main: XmlPart, corrections: Iterable[Correction]) -> tuple[list[Edit], list[Touched]]:
    """The edits, and each paragraph they touch with its text before and after."""
    by_paragraph: dict[int, list[Correction]] = {}
    for correction in corrections:
        by_paragraph.setdefault(correction.paragraph.index, []).append(correction)
    edits: list[Edit] = []
    touched: list[Touched] = []
    for group in by_paragraph.values():
        paragraph = group[0].paragraph
        wording = Wording(main, paragraph)
        kept: list[str] = []
        end = len(paragraph.text)
        for one in sorted(set(group), key=lambda c: -c.start):
            edits += wording.edits(one.start, one.end, one.words)
            kept += [paragraph.text[one.end : end], one.words]
            end = one.start
        text = "".join([paragraph.text[:end], *reversed(kept)])
        touched.append(Touched(paragraph, paragraph.text, text))
    return list(dict.fromkeys(edits)), touched
