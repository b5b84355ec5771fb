"""One draft in the making: everything numbered, then written, corrected and remembered.

Values that flow: a plan and rendered clauses become edits of the main part, new list instances and records, and the
report of all of it. The hard problem is order: numbers depend on places, citations on numbers, text on citations,
corrections on all of them. Rejected: inserting one clause at a time; each would renumber the last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.model import RenderedBlock, RenderedClause
from clause_library.word.reading.bookmarks import (
    Names,
    Present,
    Record,
    Replaced,
    digest_of,
    figures_of,
    read_present,
    records_parts,
)
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.mixed import is_mixed
from clause_library.word.reading.references import Correction, Reference, own_word, read_references
from clause_library.word.report import (
    Change,
    DraftOptions,
    DraftReport,
    Inserted,
    drafting_notice,
)
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Edit, parse_part
from clause_library.word.writing.annexes import annex_label, entry_block, title_of
from clause_library.word.writing.beside import Touched as Amendment
from clause_library.word.writing.beside import beside, shifted_numbers, touch
from clause_library.word.writing.citing import Citation, Head, Piece, Style, cite, cite_recitals, cite_title
from clause_library.word.writing.compose import (
    Composed,
    Composer,
    PlacedClause,
    article_number,
    in_number_order,
    style_of,
)
from clause_library.word.writing.correcting import Corrected, clear_of, replaced_lines, settle, with_corrections
from clause_library.word.writing.insert import Writer, lines_of
from clause_library.word.writing.newlists import NewLists
from clause_library.word.writing.placement import Landing, Plan
from clause_library.word.writing.putting import Insertions
from clause_library.word.writing.rejoining import as_joined
from clause_library.word.writing.remembering import as_it_was, memory
from clause_library.word.writing.sentences import with_fields
from clause_library.word.writing.speaking import check_texts, language_notices
from clause_library.word.writing.splice import Touched, apply_corrections, label_as, moved_numbers
from clause_library.word.writing.tables import read_grid
from clause_library.word.writing.updating import Update, update_of

STATES = {
    "same": ("already-present", "note", "已在合同中，未重复插入", "is already present; not inserted again"),
    "updated": ("updated", "note", "已在合同中，文字已就地更新", "was already present; its words were updated"),
    "edited": ("edited-by-hand", "warning", "已在合同中，且其文字被人工修改过，保留不动",
               "is in the contract and was edited by hand; kept as it is"),
    "reshaped": ("other-version", "note", "已在合同中，现换为选定的文本", "was present in another version; replaced"),
}  # fmt: skip


@dataclass(slots=True)
class Drafting:
    """One draft in the making."""

    document: ContractDocument
    layout: Layout
    where: Plan
    clauses: tuple[RenderedClause, ...]
    options: DraftOptions
    edits: list[Edit] = field(default_factory=list[Edit])
    notices: list[Notice] = field(default_factory=list[Notice])
    touched: tuple[Amendment, ...] = ()
    reshaped: list[str] = field(default_factory=list[str])
    """Clauses present that no change of words in place brings to what they should be."""
    words: dict[str, str] = field(default_factory=dict[str, str])
    styles: dict[str, Style] = field(default_factory=dict[str, Style])
    references: tuple[Reference, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.references = read_references(self.document.paragraphs)

    def run(self) -> tuple[bytes, DraftReport]:
        document = self.document
        present = read_present(document)
        self.where = self.where.written
        self.notices += [*self.where.notices, *(drafting_notice("placement", w) for w in self.where.warnings)]
        check_texts(document, self.layout, self.where)
        self.notices += language_notices(self.layout, self.options)
        names = Names.of_document(document)
        lists = NewLists(document.numbering)
        if self.layout.main.looks.heading.numbered:
            keep = self.options.keep_numbers or self._mixed
            self.where = in_number_order(self.where, self.document, self.layout.main, keep=keep)
        composed = [self._compose(column) for column in self.layout.columns]
        writers = [self._writer(c, names, lists, present, composed) for c in composed]
        updates = self._update(present, writers)
        if not self.where.landings and not self.edits:
            return as_it_was(document), DraftReport("", inserted=self._kept(present, {}), warnings=tuple(self.notices))
        replaced = self._write(composed, writers, names)
        touched = self._correct(composed, lists, updates)
        replaced = [with_corrections(c, self.where, touched.fixes) for c in replaced]
        records = self._records(composed, writers, updates, replaced)
        parts = {document.main.name: document.main.bytes_with(self.edits)}
        made = parse_part(document.main.name, parts[document.main.name])
        if lists.added and document.numbering_part is not None:
            parts[document.numbering_part.name] = document.numbering_part.bytes_with(
                lists.edits(document.numbering_part)
            )
        numbering = parts.get(document.numbering_part.name) if document.numbering_part else None
        parts |= records_parts(document, records, memory(document, self.edits, made, numbering, self.options))
        report = self._report(composed, touched, replaced, present)
        return document.package.with_parts(parts).to_bytes(), report

    @property
    def _mixed(self) -> bool:
        """Whether the first article has a number that cannot follow what is put before it."""
        outline = self.layout.main.outline
        return is_mixed([outline.paragraphs[a.first] for a in outline.articles])

    def _update(self, present: tuple[Present, ...], writers: list[Writer]) -> list[Update]:
        """Clauses already in the paper are brought up to date where they stand, hand edits left alone."""
        clauses = {c.id: c for c in self.clauses}
        updates: list[Update] = []
        for one in present:
            clause = as_joined(clauses.get(one.id), one, [w.lang for w in writers])
            update = update_of(self.document, one, clause, writers, self.options.library)
            self.edits += update.edits
            updates.append(update)
            self.reshaped += [one.id] if update.state == "reshaped" else []
            name, severity, zh, en = STATES[update.state]
            self.notices.append(drafting_notice(name, Words(f"{one.id} {zh}", f"{one.id} {en}"), severity))
        return updates

    def _compose(self, column: Column) -> Composed:
        keep = self.options.keep_numbers
        return Composer(self.document, column, self.where, self._style(column), keep=keep).compose()

    def _word(self, column: Column) -> str:
        if column.lang not in self.words:
            form = column.looks.heading.form
            self.words[column.lang] = own_word(
                self.references, form.family if form else "", len(column.outline.articles)
            )
        return self.words[column.lang]

    def _style(self, column: Column) -> Style:
        if column.lang not in self.styles:
            self.styles[column.lang] = style_of(column, self._word(column), self.references)
        return self.styles[column.lang]

    def _writer(
        self, own: Composed, names: Names, lists: NewLists, present: tuple[Present, ...], every: list[Composed]
    ) -> Writer:
        standing = {p.id: self._standing(own.column, p, own.moved) for p in present}

        def cite(clause_id: str, item: int) -> Citation | None:
            return own.cite(clause_id, item) or standing.get(clause_id)

        offset = self._first_mark(own, every)

        def mark_name(clause_id: str, block: int) -> str:
            clause = next((c for c in self.clauses if c.id == clause_id), None)
            return Names.of(clause, offset(clause_id) + block) if clause else ""

        main = self.document.main
        return Writer(
            main.prefix,
            own.column.lang,
            own.column.looks,
            names,
            lists,
            cite,
            mark_name,
            self.options.conspicuous,
            pairs=self.layout.kind == "alternating",
            grid=lambda look: read_grid(self.document, self.layout, own.column.outline, look),
            run_in=own.column.run_in,
        )

    def _first_mark(self, own: Composed, every: list[Composed]) -> Callable[[str], int]:
        """Paragraphs of a clause are numbered through its languages: the second column goes on after the first."""

        def offset(clause_id: str) -> int:
            total = 0
            for composed in every:
                if composed is own:
                    break
                total += next((len(c.blocks) for c in composed.clauses if _is_of(c, clause_id)), 0)
            return total

        return offset

    def _standing(self, column: Column, present: Present, moved: dict[int, int]) -> Citation:
        """How a clause that an earlier run put in is cited: by the article it stands in, as that is numbered now."""
        heading = next((p for p in present.paragraphs if annex_label(p, column.lang)), None)
        if heading is not None:
            label = annex_label(heading, column.lang)
            return Citation((Piece(label),), label)
        inside = [p for p in present.paragraphs if p in column.outline.paragraphs]
        place = column.outline.paragraphs.index(inside[0]) if inside else 0
        article = column.outline.article_at(place) if inside else None
        if article is not None and article.label:
            old = article_number(self.document, column, article)
            head, now = column.outline.paragraphs[article.first], moved.get(old, old)
            label = article.label if now == old else label_as(self.document, head, now)
            return cite(self._style(column), Head(label, now))
        first = next(iter(column.outline.articles), None)
        if first is not None and place < first.first:
            return cite_recitals(column.lang)
        return cite_title(self._style(column), _title(self.clauses, present, column))

    def _write(self, composed: list[Composed], writers: list[Writer], names: Names) -> list[Change]:
        replaced: list[Change] = []
        puts = Insertions(self.document, self.layout, self.where.annexes)
        every = list(zip(composed, writers, strict=True))
        for number, landing in enumerate(self.where.landings):
            first = [self._first_mark(c, composed)(landing.clause.id) for c in composed]
            own = [(c.clauses[number], w, n) for (c, w), n in zip(every, first, strict=True)]
            puts.put_beside(beside(self.document, self.layout, landing, own))
        self.touched = touch(self.document, self.where.landings, composed, writers)
        self.edits += [edit for one in self.touched for edit in one.edits]
        for number, landing in enumerate(self.where.landings):
            placed = [c.clauses[number] for c in composed]
            texts: list[list[str]] = []
            for (own, writer), clause in zip(every, placed, strict=True):
                offset = self._first_mark(own, composed)(landing.clause.id)
                replaced += self._replace(clause, writer, offset, names)
                texts.append(writer.clause(clause, offset, puts.room(landing)))
            apart = landing.how == "new" and not self.layout.rows and landing.spot is None
            replaced += puts.put(landing, texts, writers[0].blank(landing.clause) if apart else "")
            if landing.how == "annex":
                self._list(landing, writers, puts)
        self.edits += puts.edits
        return replaced

    def _list(self, landing: Landing, writers: list[Writer], puts: Insertions) -> None:
        """The annex in the contract's own list of annexes, where every language has one."""
        annexes = self.where.annexes
        if annexes is None or len(annexes.entries) < len(writers):
            return
        lines: list[tuple[Paragraph, str]] = []
        for column, writer in zip(self.layout.columns, writers, strict=True):
            entry = annexes.entries[column.lang]
            title, further = title_of(landing.clause, column.lang), landing.annex - annexes.following
            block = entry_block(self.document, column, entry, title, landing.annex, further)
            lines.append((entry.paragraph, writer.paragraph(block, writer.names.beside(landing.clause))))
        puts.list_annex(lines)

    def _replace(self, placed: PlacedClause, writer: Writer, offset: int, names: Names) -> list[Change]:
        """The words of a sentence replaced in place, in the formatting they had."""
        sentence = placed.landing.sentences.get(placed.lang)
        first = next((b for b in placed.blocks if b.replaces), None)
        if sentence is None or first is None:
            return []
        words = writer.words_of(first.block) + sentence.tail
        paragraph = sentence.paragraph
        main = self.document.main
        gone = [Correction(line, 0, end, "") for line, end in sentence.rest if end]
        own = Correction(paragraph, sentence.start, sentence.end, words)
        _, touched = apply_corrections(main, [own, *gone])
        signed, fields = writer.sentence(first.block)
        edits, _ = apply_corrections(main, [replace(own, words=signed + sentence.tail), *gone])
        edits = with_fields(main, paragraph, edits, fields, writer.field_of)
        name = Names.of(placed.landing.clause, offset)
        opened, closed = names.around(name, main.prefix)
        properties = paragraph.properties
        start = properties.end if properties else paragraph.node.inner_start
        edits += [Edit(start, start, opened), Edit(paragraph.node.inner_end, paragraph.node.inner_end, closed)]
        self.edits += edits
        return [Change(t.paragraph.index, placed.landing.clause.id, t.was, t.now) for t in touched]

    def _correct(self, composed: list[Composed], lists: NewLists, updates: list[Update]) -> Corrected:
        """Typed numbers that moved on, and the references to whatever moved."""
        numbers = [c for one in composed for c in moved_numbers(self.document, one)]
        numbers += shifted_numbers(self.where)
        counted, _ = apply_corrections(self.document.main, numbers)
        columns = [(one.column, self._word(one.column)) for one in composed]
        settled = settle(self.document, columns, self.where, [*self.edits, *counted], lists, self.references)
        self.notices += settled.notices
        renewed = {p.index for u in updates if u.state == "updated" for p in u.present.paragraphs}
        fixes = clear_of((f for f in settled.corrections if f.paragraph.index not in renewed), numbers)
        edits, touched = apply_corrections(self.document.main, [*numbers, *fixes])
        self.edits = list(dict.fromkeys([*self.edits, *edits, *settled.marks]))
        taken = {p.index for p in (*replaced_lines(self.where), *(t.paragraph for t in self.touched))}
        others = [t for t in touched if t.paragraph.index not in taken]
        referring = {f.paragraph.index for f in fixes}
        known = {t.paragraph.index for t in touched}
        marked = {p.index: p for p in settled.marked if p.index not in known | taken}
        return Corrected(
            tuple(t for t in others if t.paragraph.index not in referring),
            (
                *(t for t in others if t.paragraph.index in referring),
                *(Touched(p, p.text, p.text) for p in marked.values()),
            ),
            tuple(fixes),
            tuple(numbers),
        )

    def _records(
        self, composed: list[Composed], writers: list[Writer], updates: list[Update], replaced: list[Change]
    ) -> list[Record]:
        puts = Insertions(self.document, self.layout, self.where.annexes)
        records = [u.record for u in updates if u.record is not None]
        for number, landing in enumerate(self.where.landings):
            clause = landing.clause
            if landing.how == "pointer":
                continue
            grid = puts.room(landing) > 0
            texts = [
                w.words_of(line)
                for c, w in zip(composed, writers, strict=True)
                for line in _lines(c.clauses[number], w.lang, grid=grid)
            ]
            marks = [Names.of(clause, self._first_mark(c, composed)(clause.id)) for c in composed]
            sentences = [c.was for c in replaced if c.id == clause.id] if landing.sentences else []
            was = tuple(Replaced(name, text) for name, text in zip(marks, sentences, strict=False))
            was = (*was, *(t.record for t in self.touched if t.clause.id == clause.id))
            records.append(
                Record(clause.id, clause.variant, self.options.library, digest_of(texts), was, figures_of(texts))
            )
        return records

    def _kept(self, present: tuple[Present, ...], moved: dict[int, int]) -> tuple[Inserted, ...]:
        column = self.layout.main
        wanted = {c.id for c in self.clauses}
        return tuple(
            Inserted(p.id, p.variant, self._standing(column, p, moved).number, "", "kept")
            for p in present
            if p.id in wanted
        )

    def _report(
        self, composed: list[Composed], touched: Corrected, replaced: list[Change], present: tuple[Present, ...]
    ) -> DraftReport:
        column = self.layout.main
        inserted: list[Inserted] = []
        for number, landing in enumerate(self.where.landings):
            placed = composed[0].clauses[number]
            if landing.how == "pointer":
                continue
            inserted.append(
                Inserted(
                    landing.clause.id,
                    landing.clause.variant,
                    placed.number,
                    "" if landing.how == "annex" else _label(column, landing.after),
                    landing.how,
                    landing.reason,
                )
            )
        return DraftReport(
            "",
            inserted=(*inserted, *self._kept(present, composed[0].moved)),
            merged=tuple(t.change((*touched.numbers, *touched.fixes)) for t in self.touched),
            replaced=tuple(replaced),
            corrected=tuple(Change(t.paragraph.index, "", t.was, t.now) for t in touched.corrected),
            renumbered=len(touched.renumbered),
            moved=tuple(Change(t.paragraph.index, "", t.was, t.now) for t in touched.renumbered),
            warnings=tuple(self.notices),
        )


def _is_of(placed: PlacedClause, clause_id: str) -> bool:
    return placed.landing.clause.id == clause_id and placed.landing.how != "pointer"


def _lines(placed: PlacedClause, lang: str, *, grid: bool) -> list[RenderedBlock]:
    """The texts a clause writes as paragraphs of its own."""
    blocks = [b.block for b in placed.blocks if not b.replaces]
    return [line for _, _, line in lines_of(blocks, lang, grid=grid)]


def _label(column: Column, ordinal: int) -> str:
    articles = column.outline.articles
    return articles[min(ordinal, len(articles)) - 1].label if ordinal and articles else ""


def _title(clauses: tuple[RenderedClause, ...], present: Present, column: Column) -> str:
    """The heading of a clause an earlier run put in."""
    clause = next((c for c in clauses if c.id == present.id), None)
    return clause.title.in_language(column.lang) if clause else present.paragraphs[0].words
