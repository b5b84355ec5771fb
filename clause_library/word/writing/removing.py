"""Clauses of an earlier draft out of the paper, numbers and references as if they had never been in it.

Values that flow: a document and the ids of clauses become a document in memory without them, and what changed. Where
the last of them goes, every paragraph we had changed gets back what it said; where others stay, numbers and references
are settled by the ordinary machinery, which also serves for what the user wrote since. The hard problem is that both
meet in one paper; a paragraph is settled by the one or the other, never by both. Rejected: an edit that undoes edits;
it holds for the file we wrote and for no other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.word.reading.bookmarks import NAME, Present, read_present, records_parts, undo_of, unrecorded
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.looks import level_key
from clause_library.word.reading.provisions import read_provisions
from clause_library.word.reading.references import own_word, read_references
from clause_library.word.reading.undoing import Stretch, Undo, source_digest, way_back
from clause_library.word.report import Change, Removed, drafting_notice
from clause_library.word.source.document import ContractDocument, Paragraph, contract_of
from clause_library.word.source.figures import Correction, Reference
from clause_library.word.source.xmltree import Edit, parse_part
from clause_library.word.writing.compose import article_number
from clause_library.word.writing.correcting import clear_of, settle
from clause_library.word.writing.extracting import Extraction, extraction, own_paragraphs
from clause_library.word.writing.newlists import NewLists
from clause_library.word.writing.placement import Plan
from clause_library.word.writing.remembering import remembered, unused_lists
from clause_library.word.writing.restoring import (
    Original,
    firsts,
    lone,
    originals,
    our_fields,
    stretch_edits,
    tracked_mark,
    unmarked,
)
from clause_library.word.writing.splice import apply_corrections

TOLD = ("reference-unclear", "reference-unresolved", "reference-elsewhere", "field-to-update")
USED = re.compile(rb":?numId\s[^>]*?val=[\"'](\d+)[\"']")


@dataclass(frozen=True, slots=True)
class Taken:
    """The paper without the clauses: the document in memory, the edits that made its main part, the clauses with
    their words, and notices. `gone` are the paragraphs (by index before) that are no longer there.
    """

    document: ContractDocument
    edits: tuple[Edit, ...]
    gone: frozenset[int]
    removed: tuple[Removed, ...]
    notices: tuple[Notice, ...]


def take_out(document: ContractDocument, layout: Layout, ids: frozenset[str]) -> Taken:
    """The paper without those clauses. Bookmarks of ours that hold nothing go in any case."""
    present = read_present(document)
    undo = undo_of(document.package)
    targets = tuple(p for p in present if p.id in ids)
    staying = tuple(p for p in present if p.id not in ids)
    taking = _Taking(document, layout, targets, staying, undo)
    return taking.run()


class _Taking:
    """One removal in the making."""

    def __init__(
        self,
        document: ContractDocument,
        layout: Layout,
        targets: tuple[Present, ...],
        staying: tuple[Present, ...],
        undo: Undo,
    ) -> None:
        self.document = document
        self.layout = layout
        self.targets = targets
        self.staying = staying
        self.undo = undo
        self.own = own_paragraphs(document, targets)
        kept = own_paragraphs(document, staying)
        self.found: dict[int, Original] = originals(document, undo, frozenset(self.own) | frozenset(kept))
        self.out: Extraction = extraction(document, self.own, undo.gave)
        self.settled: dict[int, list[Edit]] = {}
        self.words: dict[str, str] = {}
        self.notices: list[Notice] = []

    def run(self) -> Taken:
        self._restore()
        if not self.staying and untouched(self.document, self.undo):
            return self._taken([*self.out.edits, *(e for group in self.settled.values() for e in group)])
        numbers = [
            c for c in moved_back(self.document, self.layout, self.out.gone) if c.paragraph.index not in self.settled
        ]
        counted, _ = apply_corrections(self.document.main, numbers)
        fixed = [e for group in self.settled.values() for e in group]
        fixes = self._references([*self.out.edits, *fixed, *counted], numbers)
        written, _ = apply_corrections(self.document.main, [*numbers, *fixes])
        edits = list(dict.fromkeys([*self.out.edits, *fixed, *written, *self._stale(), *self._marks()]))
        return self._taken(edits)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference of the paper."""
        return read_references(self.document.paragraphs)

    def _restore(self) -> None:
        """The paper's own paragraphs get their words back, as far as nothing of ours needs them changed."""
        sentences = dict(self._sentences())
        if not self.staying:
            for index, original in self.found.items():
                self.settled[index] = list(original.edits)
                if not original.whole:
                    self._tell_mixed(original.paragraph)
        for index, (paragraph, was) in sentences.items():
            if index not in self.settled:
                self.settled[index] = self._sentence_back(paragraph, was)
        ids = frozenset(p.id for p in self.targets)
        for paragraph in self.document.paragraphs:
            if paragraph.index in self.settled or paragraph.index in self.out.gone or not _has_fields(paragraph):
                continue
            edits = [Edit(n.start, n.end, "") for nodes in our_fields(paragraph, ids) for n in nodes]
            if edits:
                self.settled[paragraph.index] = edits
                self._tell_pointing(paragraph)

    def _sentences(self) -> Iterator[tuple[int, tuple[Paragraph, str]]]:
        """The paragraphs of the paper in which words of the clauses stand, with what they said."""
        wanted = {r.bookmark: r.was for p in self.targets if p.record for r in p.record.replaced}
        holders = {p.node.start: p for p in self.document.paragraphs}
        for node in self.document.body.walk() if wanted else ():
            if node.tag == "w:bookmarkStart" and node.get("w:name") in wanted:
                holder = next(
                    (holders[a.start] for a in node.ancestors() if a.start in holders and a.tag == "w:p"), None
                )
                if holder is not None:
                    yield holder.index, (holder, wanted[node.get("w:name")])

    def _sentence_back(self, paragraph: Paragraph, was: str) -> list[Edit]:
        """The old words behind the number, which is settled with the others."""
        ids = frozenset(p.id for p in self.targets)
        stretches = [s for s in way_back(paragraph.text, was) if not _in_number(paragraph, s)]
        edits = [*unmarked(paragraph, ids), *stretch_edits(self.document.main, paragraph, stretches)]
        shift = _number_shift(self.document, self.layout, paragraph, self.out.gone)
        if shift is not None:
            edits += apply_corrections(self.document.main, [shift])[0]
        return list(dict.fromkeys(edits))

    def _references(self, edits: list[Edit], numbers: list[Correction]) -> list[Correction]:
        """References in what neither was ours nor has its words back."""
        columns = [(c, self._word(c)) for c in self.layout.columns]
        lists = NewLists(self.document.numbering)
        found = settle(self.document, columns, Plan((), ()), list(dict.fromkeys(edits)), lists, self.references)
        self.notices += [n for n in found.notices if n.id in TOLD]
        skip = self.out.gone | set(self.settled)
        self._tell_left(skip)
        return clear_of((f for f in found.corrections if f.paragraph.index not in skip), numbers)

    def _tell_left(self, skip: set[int]) -> None:
        """References somebody typed to what goes: nobody can say what they shall cite now."""
        every = [r for r in self.references if r.paragraph.index not in skip]
        told: set[int] = set()
        for column in self.layout.columns:
            provisions = read_provisions(self.document, column, {}, (), paired=False)
            for reference in every:
                here = reference.paragraph.index
                own = not reference.foreign and not reference.within and reference.word in ("条", self._word(column))
                found = provisions.resolve(reference) if own and here not in told else None
                if found and found[-1][1].paragraph.index in self.out.gone:
                    told.add(here)
                    self._tell_pointing(reference.paragraph)

    def _word(self, column: Column) -> str:
        if column.lang not in self.words:
            family = column.looks.heading.form.family if column.looks.heading.form else ""
            self.words[column.lang] = own_word(self.references, family, len(column.outline.articles))
        return self.words[column.lang]

    def _marks(self) -> Iterator[Edit]:
        """Where a redline put our last paragraphs behind the last of the paper, the end of the latter is tracked."""
        for before, after in itertools.pairwise(self.document.paragraphs):
            if after.index not in self.out.gone or before.index in self.out.gone or before.index in self.settled:
                continue
            mark = tracked_mark(before.node)
            signs = {(n.get("w:author"), n.get("w:date")) for n in after.node.children if n.tag == "w:ins"}
            if mark is not None and (mark.get("w:author"), mark.get("w:date")) in signs:
                yield lone(mark)

    def _stale(self) -> Iterator[Edit]:
        """Bookmarks of ours that hold nothing, of clauses that are not in the paper."""
        known = {p.id for p in (*self.targets, *self.staying)}
        names = (n.get("w:name") for n in self.document.main.bookmarks)
        stale = frozenset(f"{m.group(1)}-{m.group(2)}" for n in names if (m := NAME.match(n))) - known
        if not stale:
            return
        for paragraph in self.document.paragraphs:
            if paragraph.index not in self.settled and paragraph.index not in self.out.gone:
                yield from unmarked(paragraph, stale)

    def _taken(self, edits: list[Edit]) -> Taken:
        document = self.document
        main = document.main
        data = main.bytes_with(edits)
        made = parse_part(main.name, data)
        parts = {main.name: data}
        used = _used(document, made.source)
        lists = () if document.numbering_part is None else unused_lists(document.numbering_part, self.undo.lists, used)
        if lists and document.numbering_part is not None:
            parts[document.numbering_part.name] = document.numbering_part.bytes_with(list(lists))
        package = document.package.with_parts(parts)
        if self.staying:
            paragraphs, gave = remembered(document, edits, made, firsts(self.found))
            kept = {r.bookmark for r in gave}
            standing = _standing(document, self.out.gone)
            before = tuple(g for g in self.undo.gave if g.bookmark in standing and g.bookmark not in kept)
            undo = replace(self.undo, paragraphs=paragraphs, gave=(*before, *gave), left="", before="")
            records = [p.record for p in self.staying if p.record is not None]
            package = package.with_parts(records_parts(document, records, undo))
        else:
            package = unrecorded(document, package)
        removed = tuple(Removed(p.id, p.variant, self._words(p) if p.edited else "") for p in self.targets)
        for one in self.targets:
            if one.edited:
                text = Words(
                    f"{one.id} 曾被人工修改，已按要求移出；其文字见报告",
                    f"{one.id} had been edited by hand and was taken out as asked; its words are in the report",
                )
                self.notices.append(drafting_notice("removed-edited", text))
        return Taken(contract_of(package), tuple(edits), frozenset(self.out.gone), removed, tuple(self.notices))

    def _words(self, present: Present) -> str:
        return "\n".join(p.text for p in present.paragraphs)

    def _tell_mixed(self, paragraph: Paragraph) -> None:
        text = Words(
            f"“{paragraph.text.strip()[:40]}”：起草时改动过的文字又被人工修改，未能全部恢复，请核对",
            f"“{paragraph.text.strip()[:60]}”: words the draft had changed were edited since; not all could be put "
            "back, please check",
        )
        self.notices.append(drafting_notice("not-restored", text))

    def _tell_pointing(self, paragraph: Paragraph) -> None:
        text = Words(
            f"“{paragraph.text.strip()[:40]}”引用了已移出或者更换的条款，请核对",
            f"“{paragraph.text.strip()[:60]}” points to a clause that was taken out or exchanged, please check",
        )
        self.notices.append(drafting_notice("reference-removed", text))


def _has_fields(paragraph: Paragraph) -> bool:
    return any(piece.in_field for piece in paragraph.pieces)


def _in_number(paragraph: Paragraph, stretch: Stretch) -> bool:
    typed = paragraph.typed
    return typed is not None and not paragraph.label and stretch.end <= typed.end


def _standing(document: ContractDocument, gone: set[int]) -> set[str]:
    """The names of our bookmarks in paragraphs that stay."""
    return {
        n.get("w:name")
        for p in document.paragraphs
        if p.index not in gone
        for n in p.node.walk()
        if n.tag == "w:bookmarkStart" and NAME.match(n.get("w:name"))
    }


def _used(document: ContractDocument, main: bytes) -> frozenset[str]:
    """The list instances that the package uses, the main part as it is now."""
    names = (n for n in document.package.names if n.startswith("word/") and n.endswith(".xml"))
    numbering = document.numbering_part.name if document.numbering_part else ""
    texts = [document.package.part(n) or b"" for n in names if n not in (document.main.name, numbering)]
    return frozenset(m.decode() for text in (main, *texts) for m in USED.findall(text))


def moved_back(document: ContractDocument, layout: Layout, gone: Iterable[int]) -> list[Correction]:
    """Typed numbers that close up where articles or items go: of later articles, of what stands under them (12.1), and
    of the items that followed in the same list."""
    left = frozenset(gone)
    return [c for column in layout.columns for c in _closed_up(document, column, left)]


def _number_shift(
    document: ContractDocument, layout: Layout, paragraph: Paragraph, gone: Iterable[int]
) -> Correction | None:
    return next((c for c in moved_back(document, layout, gone) if c.paragraph is paragraph), None)


def _closed_up(document: ContractDocument, column: Column, gone: frozenset[int]) -> Iterator[Correction]:
    outline = column.outline
    shift = 0
    for article in outline.articles:
        head = outline.paragraphs[article.first]
        typed = head.typed if not head.label else None
        own = head.index in gone
        if own:
            shift += 1 if typed is not None and not typed.bis else 0
        old = article_number(document, column, article)
        below: dict[str, int] = {}
        for paragraph in outline.inside(article):
            at = paragraph.typed
            if at is None or paragraph.label:
                continue
            key = level_key(document, paragraph)
            if paragraph.index in gone:
                below[key] = below.get(key, 0) + (paragraph is not head)
                continue
            if at.numbers[-1] == 1 and paragraph is not head:
                below[key] = 0
            numbers = list(at.numbers)
            if paragraph is head:
                numbers = [n - shift for n in numbers] if typed is not None else numbers
            else:
                numbers[-1] -= below.get(key, 0)
                if len(numbers) > 1 and at.numbers[0] == old and typed is not None:
                    numbers[0] -= shift
            if tuple(numbers) != at.numbers and min(numbers) > 0:
                words = replace(at.form, prefix="", suffix="").write(tuple(numbers))
                yield Correction(paragraph, *at.figures, words)


def changes(
    given: ContractDocument, pairs: Iterable[tuple[Paragraph, Paragraph]], now: ContractDocument
) -> tuple[list[Change], list[Change]]:
    """What differs between paragraphs then and now: those whose words changed, and those that changed their number."""
    out: list[Change] = []
    renumbered: list[Change] = []
    for before, after in pairs:
        one = given.main.source[before.node.start : before.node.end]
        if one == now.main.source[after.node.start : after.node.end]:
            continue
        if before.words == after.words and before.text != after.text:
            renumbered.append(Change(before.index, "", before.text, after.text))
        else:
            out.append(Change(before.index, "", before.text, after.text))
    return out, renumbered


def untouched(document: ContractDocument, undo: Undo) -> bool:
    """Whether the main part is byte for byte what the last draft left."""
    return bool(undo.left and undo.before) and source_digest(document.main.source) == undo.left
