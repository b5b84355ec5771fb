"""Clauses an earlier run put in, brought up to date where they stand.

Values that flow: clauses present in the document and the same clauses as rendered now become edits of the paragraphs
whose words differ, and fresh records. A clause edited by hand is left and reported; one whose shape changed is named,
and `again` exchanges it. Rejected: taking every clause out and putting it in again; what a user moved or formatted by
hand would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause
from clause_library.word.reading.bookmarks import Present, Record, digest_of, figures_of
from clause_library.word.reading.looks import level_key
from clause_library.word.reading.references import Correction
from clause_library.word.reading.runins import opening_title
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Edit
from clause_library.word.writing.insert import GAP, Writer, lines_of
from clause_library.word.writing.splice import apply_corrections


@dataclass(frozen=True, slots=True)
class Update:
    """What to change for one present clause. `state` is same, updated, edited or reshaped."""

    present: Present
    state: str
    edits: tuple[Edit, ...] = ()
    record: Record | None = None


def update_of(
    document: ContractDocument, present: Present, clause: RenderedClause | None, writers: list[Writer], library: str
) -> Update:
    """The update of a clause that is in the document; `clause` is None where the draft does not name it."""
    if present.edited:
        return Update(present, "edited", record=present.record)
    if clause is None or present.record is None:
        return Update(present, "same", record=present.record)
    pairs = _pairs(document, present, clause, writers)
    if pairs is None or present.variant != clause.variant:
        return Update(present, "reshaped", record=present.record)
    changed = [(c, strong) for paragraph, words, bare, strong in pairs if (c := _change(paragraph, words, bare))]
    changes = [c for c, _ in changed]
    # Words written into a paragraph take the type of what stands there; conspicuous ones must keep their extent.
    loud = any(strong or _is_mixed(c.paragraph) for c, strong in changed)
    fields = any(p.in_field for c in changes for p in c.paragraph.pieces) or any(
        not c.paragraph.pieces for c in changes
    )
    if loud or fields:
        return Update(present, "reshaped", record=present.record)
    if not changes:
        return Update(present, "same", record=present.record)
    edits, touched = apply_corrections(document.main, changes)
    now = {t.paragraph.index: t.now for t in touched}
    texts = [_words(p, now.get(p.index)) for p in present.paragraphs]
    record = replace(present.record, digest=digest_of(texts), figures=figures_of(texts), library=library)
    return Update(present, "updated", tuple(edits), record)


def _is_mixed(paragraph: Paragraph) -> bool:
    """Whether some of its words are underlined and others are not."""
    runs = (n for n in paragraph.node.walk() if n.tag == "w:r" and any(t.tag == "w:t" for t in n.children))
    return len({(m := r.child("w:rPr")) is not None and m.child("w:u") is not None for r in runs}) > 1


def _words(paragraph: Paragraph, now: str | None) -> str:
    start = paragraph.typed.text_at if paragraph.typed and not paragraph.label else 0
    return paragraph.words if now is None else now[start:]


def _pairs(
    document: ContractDocument, present: Present, clause: RenderedClause, writers: list[Writer]
) -> list[tuple[Paragraph, str, str, bool]] | None:
    """Each paragraph with its words now, with and without references, and whether some are conspicuous; None where
    there are more or fewer of them, or where an article lacks the title that others run in."""
    bare = {w.lang: [b for b in clause.blocks.get(w.lang, ()) if b.kind is not BlockKind.HEADING] for w in writers}
    shapes = [(blocks, grid) for blocks in (clause.blocks, bare) for grid in (True, False)]
    count = len(present.keys) + (len(present.record.replaced) if present.record else 0)
    for blocks, grid in shapes:
        lines = _lines(blocks, writers, grid=grid)
        if len(lines) == count and set(present.keys) <= set(lines):
            firsts = {id(b[0]): _title(clause, lang) for lang, b in bare.items() if b and blocks is bare}
            out: list[tuple[Paragraph, str, str, bool]] = []
            for paragraph, key in zip(present.paragraphs, present.keys, strict=False):
                block, writer = lines[key]
                if block.kind is BlockKind.HEADING:
                    continue
                title = _run_in(document, paragraph, firsts.get(id(block), ""), writer, block)
                if title is None:
                    return None
                words, others = writer.words_of(block), writer.words_of(block, references=False)
                out.append((paragraph, title + words, title + others, _is_loud(block, writer)))
            return out
    return None


def _title(clause: RenderedClause, lang: str) -> str:
    return clause.title.in_language(lang)


def _run_in(
    document: ContractDocument, paragraph: Paragraph, title: str, writer: Writer, block: RenderedBlock
) -> str | None:
    """The title before the words of an article, as it stands there; None where it is lacking."""
    found = opening_title(paragraph.words, title) if title else ""
    if found and not opening_title(writer.words_of(block), found.strip()):
        return found
    head = writer.looks.heading.key
    lacking = title and writer.run_in is not None and head and level_key(document, paragraph) == head
    return None if lacking else ""


def _is_loud(block: RenderedBlock, writer: Writer) -> bool:
    return writer.conspicuous and any(r.strong for cell in block.cells for r in cell)


def _lines(
    blocks: Mapping[str, Sequence[RenderedBlock]], writers: list[Writer], *, grid: bool
) -> dict[tuple[int, int], tuple[RenderedBlock, Writer]]:
    """The paragraphs of a clause by number and cell; numbers go on from one language to the next."""
    out: dict[tuple[int, int], tuple[RenderedBlock, Writer]] = {}
    first = 1
    for writer in writers:
        own = blocks.get(writer.lang, ())
        out |= {(first + n, cell): (block, writer) for n, cell, block in lines_of(own, writer.lang, grid=grid)}
        first += len(own)
    return out


def _behind_number(paragraph: Paragraph, words: str) -> bool:
    """Whether the words stand behind nothing but a number; 5．2026年 reads as one number too long."""
    lead, found, rest = paragraph.text.rpartition(words.strip())
    return (
        bool(found) and not rest.strip() and re.fullmatch(r"(?:[\s\d.．、，（）()]*[\s.．、，）)])?", lead) is not None
    )


def _but_for_references(old: str, bare: str) -> bool:
    """Whether the words in the paper are these but for what stands at the places of references."""
    around = ["".join(part.split()) for part in bare.split(GAP)]
    pattern = ".*?".join(re.escape(part) for part in around)
    return len(around) > 1 and re.fullmatch(pattern, "".join(old.split()), re.DOTALL) is not None


def _change(paragraph: Paragraph, words: str, bare: str) -> Correction | None:
    """The words to put in; None where nothing but references differs (those follow their articles by themselves)."""
    start = paragraph.typed.text_at if paragraph.typed and not paragraph.label else 0
    old = paragraph.text[start:].rstrip("\n")
    indent = len(old) - len(old.lstrip(" \t\u00a0\u3000")) if not words[:1].isspace() else 0
    old, start = old[indent:], start + indent
    if old.rstrip() == words.rstrip() or _but_for_references(old, bare) or _behind_number(paragraph, words):
        return None
    return Correction(paragraph, start, start + len(old), words)
