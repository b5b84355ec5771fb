"""Putting clauses into the user's contract: plan, number, write, check, save.

Values that flow: a template, rendered clauses and options become new bytes of the few parts that change and a
`DraftReport`; every other part is copied. The hard problem is order: numbers depend on places, citations on numbers,
text on citations, and corrections on all of them, so nothing is written before everything is numbered. Rejected:
inserting one clause at a time; each would renumber the last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.model import Words
from catalogue.opening import check_target, read_bytes, write_atomically
from catalogue.problems import BadInput
from catalogue.results import Notice
from clause_library.model import RenderedClause
from clause_library.word.bookmarks import Names, Present, Record, Replaced, digest_of, read_present, records_parts
from clause_library.word.compose import Citation, Composed, Composer, PlacedClause, citation
from clause_library.word.document import ContractDocument, open_contract
from clause_library.word.insert import NewLists, Writer
from clause_library.word.layout import Column, Layout, read_layout
from clause_library.word.placement import Landing, Plan, make_plan
from clause_library.word.references import Correction, Reference, corrections, find_references, own_word, relative_words
from clause_library.word.report import Change, DraftOptions, DraftReport, Inserted, drafting_notice
from clause_library.word.rules import WordRules, bundled_rules, read_rules
from clause_library.word.splice import (
    Touched,
    apply_corrections,
    end_of_article,
    in_field,
    moved_numbers,
    pattern_row,
    row_at,
    row_xml,
)
from clause_library.word.xmltree import Edit, parse_part

MAX_FILE = 200 * 1024 * 1024


def refuse(document: ContractDocument, output: Path | None, options: DraftOptions) -> None:
    """Raises BadInput where the contract's guards forbid a copy and no flag allows it."""
    guards = document.guards
    if guards.protection and not options.allow_protected:
        raise BadInput.because(
            f"this document enforces editing protection ({guards.protection})",
            file=document.path,
            hint="--allow-protected writes a copy and leaves the protection on",
        )
    if guards.signed and not options.allow_signed:
        raise BadInput.because(
            "this document is digitally signed; changing it breaks the signature",
            file=document.path,
            hint="--allow-signed writes a copy nevertheless",
        )
    if guards.macros and not options.allow_macros:
        raise BadInput.because(
            "this document carries macros", file=document.path, hint="--allow-macros copies them untouched, never run"
        )
    if guards.macros and output is not None and output.suffix.lower() != ".docm":
        raise BadInput.because("a document with macros must be written as .docm", file=output)


def plan(
    document: ContractDocument,
    clauses: tuple[RenderedClause, ...],
    options: DraftOptions,
    rules: WordRules | None = None,
) -> tuple[Layout, Plan]:
    """Where each clause would land and why, nothing written. Clauses an earlier run put in are left out."""
    rules = rules or read_rules(bundled_rules())
    layout = read_layout(document, rules)
    present = {p.id for p in read_present(document)}
    todo = tuple(c for c in clauses if c.id not in present)
    return layout, make_plan(document, layout, todo, rules, options.places)


def draft_contract(
    template: Path,
    output: Path,
    clauses: tuple[RenderedClause, ...],
    options: DraftOptions,
    rules: WordRules | None = None,
) -> DraftReport:
    """Writes the contract with the clauses in it to `output` and says what was done.

    Raises BadInput, before anything is written, for a template that cannot be used or an output that must not be.
    """
    document = open_contract(template)
    check_target(output, source=template, overwrite=options.replace)
    refuse(document, output, options)
    data, report = compose_draft(document, clauses, options, rules or read_rules(bundled_rules()))
    write_atomically(output, data)
    return DraftReport(
        str(output),
        report.inserted,
        report.merged,
        report.replaced,
        report.corrected,
        report.bookmarked,
        report.renumbered,
        report.warnings,
    )


def compose_draft(
    document: ContractDocument, clauses: tuple[RenderedClause, ...], options: DraftOptions, rules: WordRules
) -> tuple[bytes, DraftReport]:
    """The new package and the report, nothing written to disk."""
    layout, where = plan(document, clauses, options, rules)
    return _Drafting(document, layout, where, clauses, options).run()


@dataclass(slots=True)
class _Drafting:
    """One draft in the making."""

    document: ContractDocument
    layout: Layout
    where: Plan
    clauses: tuple[RenderedClause, ...]
    options: DraftOptions
    edits: list[Edit] = field(default_factory=list[Edit])
    insertions: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    notices: list[Notice] = field(default_factory=list[Notice])

    def run(self) -> tuple[bytes, DraftReport]:
        document = self.document
        present = read_present(document)
        self._note_present(present)
        if not self.where.landings:
            data = read_bytes(document.path, MAX_FILE)
            return data, DraftReport("", inserted=self._kept(present), warnings=tuple(self.notices))
        self._check_languages()
        names = Names.of_document(document)
        lists = NewLists(document.numbering)
        references = find_references(document.paragraphs)
        composed = [self._compose(column) for column in self.layout.columns]
        writers = [self._writer(c, names, lists, present, composed) for c in composed]
        replaced = self._write(composed, writers, names)
        touched = self._correct(composed, references, {c.paragraph for c in replaced})
        records = self._records(composed, writers, present, replaced)
        for text_at, texts in self.insertions.items():
            self.edits.append(Edit(text_at, text_at, "".join(texts)))
        parts = {document.main.name: document.main.bytes_with(self.edits)}
        parse_part(document.main.name, parts[document.main.name])
        if lists.added and document.numbering_part is not None:
            parts[document.numbering_part.name] = document.numbering_part.bytes_with(
                lists.edits(document.numbering_part)
            )
        parts |= records_parts(document, records)
        report = self._report(composed, touched, replaced, present)
        return document.package.with_parts(parts).to_bytes(), report

    def _note_present(self, present: tuple[Present, ...]) -> None:
        for one in present:
            if one.edited:
                text = Words(
                    f"{one.id} 已在合同中，且其文字被人工修改过，保留不动",
                    f"{one.id} is in the contract and was edited by hand; kept as it is",
                )
                self.notices.append(drafting_notice("edited-by-hand", text))
            else:
                text = Words(f"{one.id} 已在合同中，未重复插入", f"{one.id} is already present; not inserted again")
                self.notices.append(drafting_notice("already-present", text, "note"))
        self.notices += [drafting_notice("placement", w) for w in self.where.warnings]

    def _check_languages(self) -> None:
        wanted = [c.lang for c in self.layout.columns]
        for landing in self.where.landings:
            lacking = [lang for lang in wanted if not landing.clause.blocks.get(lang)]
            if lacking:
                raise BadInput.because(
                    f"clause {landing.clause.id} has no text in {' and '.join(lacking)}, the contract's language",
                    file=self.document.path,
                    hint="render the clauses in the languages of the contract",
                )
        if self.options.lang not in ("document", self.layout.language):
            text = Words(
                f"合同语言为 {self.layout.language}，按合同语言插入，未采用 {self.options.lang}",
                f"the contract is in {self.layout.language}; clauses follow it, not {self.options.lang}",
            )
            self.notices.append(drafting_notice("language", text))

    def _compose(self, column: Column) -> Composed:
        keep = self.options.keep_numbers
        if keep and column.looks.heading.num_id:
            text = Words(
                "条款编号由文字处理软件自动生成，无法保留原编号；后续条款编号顺延",
                "articles are numbered automatically, so later numbers cannot be kept and move on",
            )
            self.notices.append(drafting_notice("numbering", text))
        return Composer(self.document, column, self.where, self._word(column), keep=keep).compose()

    def _word(self, column: Column) -> str:
        form = column.looks.heading.form
        references = find_references(self.document.paragraphs)
        return own_word(references, form.family if form else "", len(column.outline.articles))

    def _writer(
        self, own: Composed, names: Names, lists: NewLists, present: tuple[Present, ...], every: list[Composed]
    ) -> Writer:
        standing = {p.id: self._standing(own.column, p) for p in present}

        def cite(clause_id: str, item: int) -> Citation | None:
            return own.cite(clause_id, item) or standing.get(clause_id)

        offset = self._first_mark(own, every)

        def mark_name(clause_id: str, block: int) -> str:
            clause = next((c for c in self.clauses if c.id == clause_id), None)
            return Names.of(clause, offset(clause_id) + block) if clause else ""

        main = self.document.main
        return Writer(
            main.prefix, own.column.lang, own.column.looks, names, lists, cite, mark_name, self.options.conspicuous
        )

    def _first_mark(self, own: Composed, every: list[Composed]) -> Callable[[str], int]:
        """Paragraphs of a clause are numbered through its languages: the second column goes on after the first."""

        def offset(clause_id: str) -> int:
            total = 0
            for composed in every:
                if composed is own:
                    break
                total += next((len(c.blocks) for c in composed.clauses if c.landing.clause.id == clause_id), 0)
            return total

        return offset

    def _standing(self, column: Column, present: Present) -> Citation:
        """How a clause that an earlier run put in is cited: by the article it stands in."""
        inside = [p for p in present.paragraphs if p in column.outline.paragraphs]
        place = column.outline.paragraphs.index(inside[0]) if inside else 0
        article = column.outline.article_at(place) if inside else None
        number = article.ordinal if article else 0
        words = citation(column.lang, self._word(column), article.label if article else "", number, [])
        return Citation(*words, 0)

    def _write(self, composed: list[Composed], writers: list[Writer], names: Names) -> list[Change]:
        replaced: list[Change] = []
        every = list(zip(composed, writers, strict=True))
        for number, landing in enumerate(self.where.landings):
            placed = [c.clauses[number] for c in composed]
            texts: list[list[str]] = []
            for (own, writer), clause in zip(every, placed, strict=True):
                offset = self._first_mark(own, composed)(landing.clause.id)
                replaced += self._replace(clause, writer, offset, names)
                texts.append(writer.clause(clause, offset))
            replaced += self._put(landing, placed, texts, writers[0])
        return replaced

    def _replace(self, placed: PlacedClause, writer: Writer, offset: int, names: Names) -> list[Change]:
        """The words of a sentence replaced in place, in the formatting they had."""
        sentence = placed.landing.sentences.get(placed.lang)
        first = next((b for b in placed.blocks if b.replaces), None)
        if sentence is None or first is None:
            return []
        words = writer.plain_text(first)
        paragraph = sentence.paragraph
        main = self.document.main
        edits, touched = apply_corrections(main, [Correction(paragraph, sentence.start, sentence.end, words)])
        name = Names.of(placed.landing.clause, offset)
        opened, closed = names.around(name, main.prefix)
        properties = paragraph.properties
        start = properties.end if properties else paragraph.node.inner_start
        edits += [Edit(start, start, opened), Edit(paragraph.node.inner_end, paragraph.node.inner_end, closed)]
        self.edits += edits
        return [Change(t.paragraph.index, placed.landing.clause.id, t.was, t.now) for t in touched]

    def _put(
        self, landing: Landing, placed: list[PlacedClause], texts: list[list[str]], writer: Writer
    ) -> list[Change]:
        if not any(texts):
            return []
        if landing.spot is not None:
            return self._fill_spot(landing, [t for group in zip(*texts, strict=False) for t in group])
        if self.layout.rows:
            self._put_rows(landing, texts)
            return []
        blank = writer.looks.blank if landing.how == "new" else ""
        flat = [blank] + [t for group in zip(*texts, strict=False) for t in group]
        self.insertions.setdefault(self._offset(landing), []).extend(flat)
        return []

    def _offset(self, landing: Landing) -> int:
        if landing.sentences:
            return max(s.paragraph.top.end for s in landing.sentences.values())
        ends = [end_of_article(self.document, c, landing.after) for c in self.layout.columns]
        return max(ends) if landing.after else min(ends)

    def _put_rows(self, landing: Landing, texts: list[list[str]]) -> None:
        main = self.document.main
        row, above = row_at(self.document, self.layout, landing.after)
        if landing.sentences:
            tops = [s.paragraph for s in landing.sentences.values()]
            cells = [p.cell for p in tops if p.cell is not None]
            if self.layout.kind == "articles":
                for paragraph, group in zip(tops, texts, strict=True):
                    self.insertions.setdefault(paragraph.node.end, []).extend(group)
                return
            row = next((r for r in self.layout.rows if any(r.start < c.start < r.end for c in cells)), row)
        elif self.layout.kind == "articles" and landing.how == "merged" and landing.after:
            self._join_cells(landing, texts)
            return
        pattern = pattern_row(self.layout, row)
        if self.layout.kind == "articles":
            rows = [row_xml(main, pattern, ["".join(t) for t in texts])]
        else:
            rows = [row_xml(main, pattern, pair) for pair in zip(*texts, strict=True)]
        self.insertions.setdefault(row.start if above else row.end, []).extend(rows)

    def _join_cells(self, landing: Landing, texts: list[list[str]]) -> None:
        """Merging where a row is an article: the same place in both cells."""
        for column, group in zip(self.layout.columns, texts, strict=True):
            articles = column.outline.articles
            article = articles[min(landing.after, len(articles)) - 1]
            last = column.outline.paragraphs[article.last]
            self.insertions.setdefault(last.node.end, []).extend(group)

    def _fill_spot(self, landing: Landing, texts: list[str]) -> list[Change]:
        """A place the template marks: a placeholder gives way, a control is filled, a bookmark is followed."""
        spot = landing.spot
        if spot is None:
            return []
        if spot.kind == "bookmark" and spot.paragraph is not None:
            self.insertions.setdefault(spot.paragraph.top.end, []).extend(texts)
            return []
        content = spot.node.child("w:sdtContent") if spot.kind == "control" else None
        at = content.inner_end if content else spot.node.end
        first = at not in self.insertions
        self.insertions.setdefault(at, []).extend(texts)
        if not first:
            return []
        removed = Edit(content.inner_start, content.inner_end, "") if content else Edit(spot.node.start, at, "")
        if removed.start < removed.end:
            self.edits.append(removed)
        if spot.paragraph is not None:
            return [Change(spot.paragraph.index, landing.clause.id, spot.paragraph.text, "")]
        inside = [p for p in self.document.paragraphs if p.control is spot.node]
        return [Change(p.index, landing.clause.id, p.text, "") for p in inside]

    def _correct(
        self, composed: list[Composed], found: tuple[Reference, ...], taken: set[int]
    ) -> tuple[list[Touched], list[Touched]]:
        """(renumbered, corrected): typed numbers that moved on and typed references to them."""
        numbers = [c for one in composed for c in moved_numbers(self.document, one)]
        fixes: list[Correction] = []
        for one in composed:
            mine = [r for r in found if (r.word == "条") == (one.column.lang == "zh") or len(composed) == 1]
            mine = [r for r in mine if not in_field(r.paragraph, r.start)]
            fixed, _ = corrections(mine, one.moved, self._word(one.column))
            fixes += fixed
        spans = {s.paragraph.index: s for x in self.where.landings for s in x.sentences.values()}
        fixes = [
            f
            for f in fixes
            if f.paragraph.index not in spans
            or not spans[f.paragraph.index].start <= f.start < spans[f.paragraph.index].end
        ]
        edits, touched = apply_corrections(self.document.main, [*numbers, *fixes])
        self.edits += edits
        referring = {f.paragraph.index for f in fixes}
        others = [t for t in touched if t.paragraph.index not in taken]
        return (
            [t for t in others if t.paragraph.index not in referring],
            [t for t in others if t.paragraph.index in referring],
        )

    def _records(
        self,
        composed: list[Composed],
        writers: list[Writer],
        present: tuple[Present, ...],
        replaced: list[Change],
    ) -> list[Record]:
        records = [p.record for p in present if p.record is not None]
        for number, landing in enumerate(self.where.landings):
            clause = landing.clause
            texts = [w.plain_text(b) for c, w in zip(composed, writers, strict=True) for b in c.clauses[number].blocks]
            first = Names.of(clause, 0)
            was = tuple(Replaced(first, c.was) for c in replaced if c.id == clause.id and landing.sentences)
            records.append(Record(clause.id, clause.variant, self.options.library, digest_of(texts), was))
        return records

    def _kept(self, present: tuple[Present, ...]) -> tuple[Inserted, ...]:
        column = self.layout.main
        wanted = {c.id for c in self.clauses}
        return tuple(
            Inserted(p.id, p.variant, self._standing(column, p).number, "", "kept") for p in present if p.id in wanted
        )

    def _report(
        self,
        composed: list[Composed],
        touched: tuple[list[Touched], list[Touched]],
        replaced: list[Change],
        present: tuple[Present, ...],
    ) -> DraftReport:
        column = self.layout.main
        inserted: list[Inserted] = []
        for number, landing in enumerate(self.where.landings):
            placed = composed[0].clauses[number]
            inserted.append(
                Inserted(
                    landing.clause.id,
                    landing.clause.variant,
                    placed.number,
                    _label(column, landing.after),
                    landing.how,
                    landing.reason,
                )
            )
        renumbered, corrected = touched
        self._flag_relative(column)
        return DraftReport(
            "",
            inserted=(*inserted, *self._kept(present)),
            replaced=tuple(replaced),
            corrected=tuple(Change(t.paragraph.index, "", t.was, t.now) for t in corrected),
            renumbered=len(renumbered),
            warnings=tuple(self.notices),
        )

    def _flag_relative(self, column: Column) -> None:
        """Relative references next to an insertion may now point elsewhere (K-24)."""
        for after in sorted({x.after for x in self.where.landings if x.how == "new"}):
            if after >= len(column.outline.articles):
                continue
            following = column.outline.articles[after]
            for paragraph in column.outline.inside(following):
                words = relative_words(paragraph)
                if words and "款" not in words:
                    at = following.label
                    text = Words(
                        f"{at}中的“{words}”紧邻新插入的条款，请核对其所指（K-24）",
                        f"“{words}” in {at} stands next to an inserted article; check what it means (K-24)",
                    )
                    self.notices.append(drafting_notice("K-24", text))


def _label(column: Column, ordinal: int) -> str:
    articles = column.outline.articles
    return articles[min(ordinal, len(articles)) - 1].label if ordinal and articles else ""
