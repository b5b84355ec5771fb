"""A draft made in memory only, and the outline of the contract as it would be.

Values that flow: an opened contract, rendered clauses and options -> the same draft as would be written -> the new
package read back -> `Foreseen` rows, one for each article of the contract with its number now and then, one for each
clause where it stands. The hard problem is to promise nothing that writing would not keep: numbers and places are read
from the result and are not worked out a second time. Rejected: numbering the plan for the screen; two counts differ
some day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from catalogue.opening import package_from
from clause_library.model import RenderedClause
from clause_library.word.draft import compose_draft, plan
from clause_library.word.reading.bookmarks import Present, read_present
from clause_library.word.reading.layout import Column, Layout, read_layout
from clause_library.word.reading.outline import Article
from clause_library.word.reading.rules import WordRules, bundled_rules, read_rules
from clause_library.word.report import DraftOptions, DraftReport, Inserted
from clause_library.word.source.document import ContractDocument, Guards, Paragraph, contract_of
from clause_library.word.writing.placement import Landing, Plan

ARTICLE, CLAUSE = "article", "clause"
STEPS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an article as it will be; `clause` is the id of ours it belongs to, empty for the contract's."""

    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One row of the outline as it will be.

    `kind` is article or clause. `now` and `then` are the numbers printed, `titles` the headings, each by language in
    the order of the columns; `ordinal` is the article's place in the contract as given (0: it is none of it), `after`
    that of the article a clause follows or joins. `paragraphs` are (index, text) of the contract as given, `beside`
    those of its second language; `columns` are its paragraphs as they will be, one column for each language, and
    `texts` a clause's own paragraphs.
    """

    kind: str
    id: str = ""
    now: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    ordinal: int = 0
    after: int = 0
    columns: tuple[tuple[Line, ...], ...] = ()
    beside: tuple[int, ...] = ()
    paragraphs: tuple[tuple[int, str], ...] = ()
    texts: tuple[str, ...] = ()
    inserted: Inserted | None = None
    landing: Landing | None = None

    @property
    def as_given(self) -> Foreseen:
        """An article that nothing touches."""
        given = tuple(Line(text) for _, text in self.paragraphs)
        return replace(self, then=self.now, columns=(given,))


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a draft would do. `standing` are the ids of clauses that the contract holds from an earlier draft, `guards`
    what keeps it from being copied unless the user allows it."""

    rows: tuple[Foreseen, ...]
    report: DraftReport
    layout: Layout
    standing: tuple[str, ...]
    data: bytes
    guards: Guards


def rehearse(
    document: ContractDocument,
    clauses: tuple[RenderedClause, ...],
    options: DraftOptions,
    step: Callable[[int, int], None] = lambda _done, _total: None,
    rules: WordRules | None = None,
) -> Rehearsal:
    """The draft in memory. `step` is told how far it is, and may raise to end it. Raises BadInput as drafting does."""
    rules = rules or read_rules(bundled_rules())
    options = replace(options, redline=False, comments=False, notes={})
    step(0, STEPS)
    layout, where = plan(document, clauses, options, rules)
    step(1, STEPS)
    data, report = compose_draft(document, clauses, options, rules)
    step(2, STEPS)
    made = contract_of(package_from(data, document.path))
    after = read_layout(made, rules)
    step(3, STEPS)
    standing = read_present(document)
    rows = _Outliner(layout, after, standing, read_present(made), where, report).rows()
    return Rehearsal(tuple(rows), report, layout, tuple(p.id for p in standing), data, document.guards)


def _indices(present: Iterable[Present]) -> dict[int, str]:
    return {paragraph.index: one.id for one in present for paragraph in one.paragraphs}


def _said(paragraph: Paragraph) -> str:
    """A paragraph with the number Word prints before it."""
    return f"{paragraph.label} {paragraph.text}" if paragraph.label else paragraph.text


@dataclass(frozen=True, slots=True)
class _Outliner:
    """Puts the two readings of a contract beside each other."""

    before: Layout
    after: Layout
    standing: tuple[Present, ...]
    landed: tuple[Present, ...]
    where: Plan
    report: DraftReport

    def rows(self) -> list[Foreseen]:
        """The rows in the order of the new contract; of the old one where the two do not pair."""
        ours, gone = _indices(self.landed), _indices(self.standing)
        own = [a for a in self.before.main.outline.articles if not self._id(self.before.main, a, gone)]
        new = self.after.main.outline.articles
        if len(own) != sum(not self._id(self.after.main, a, ours) for a in new):
            return list(self._as_given())
        rest = iter(own)
        rows: list[Foreseen] = []
        told: set[str] = set()
        for at, article in enumerate(new):
            clause = self._id(self.after.main, article, ours)
            if clause:
                rows += [] if clause in told else [self._clause(clause, self._numbers(self.after, at, article))]
                told.add(clause)
                continue
            was = next(rest)
            rows.append(self._article(was, at, article, ours))
            inside = (ours.get(p.index, "") for p in self.after.main.outline.inside(article))
            joined = [x for x in dict.fromkeys(inside) if x and x not in told]
            rows += [self._clause(x, self._numbers(self.after, at, article)) for x in joined]
            told.update(joined)
        return self._apart(rows, told)

    def _apart(self, rows: list[Foreseen], told: set[str]) -> list[Foreseen]:
        """Recitals before the first article, annexes after the last, and clauses that no mark of ours shows."""
        outline = self.after.main.outline
        top = outline.paragraphs[outline.articles[0].first].index if outline.articles else -1
        left = [p for p in self.landed if p.id not in told]
        first = [self._clause(p.id, ()) for p in left if p.paragraphs[0].index < top]
        last = [self._clause(p.id, ()) for p in left if p.paragraphs[0].index >= top]
        known = {*told, *(p.id for p in left)}
        unseen = [x for x in self._landings() if x not in known]
        return [*first, *self._with(rows, unseen), *last]

    def _with(self, rows: list[Foreseen], unseen: list[str]) -> list[Foreseen]:
        """A clause whose words all stand in sentences of the contract has its row behind the article."""
        out = list(rows)
        for clause in unseen:
            row = self._clause(clause, ())
            place = max((i + 1 for i, r in enumerate(out) if 0 < r.ordinal <= row.after), default=0)
            out.insert(place, row)
        return out

    def _as_given(self) -> Iterable[Foreseen]:
        """The contract's own articles with the clauses behind them, where the result does not read alike."""
        main = self.before.main
        yield from (self._clause(x.clause.id, ()) for x in self.where.landings if x.after == 0)
        for at, article in enumerate(main.outline.articles):
            numbers = self._numbers(self.before, at, article)
            titles = self._titles(self.before, at, article)
            inside = main.outline.inside(article)
            texts = tuple((p.index, _said(p)) for p in inside)
            columns = self._columns(self.before, at, article, {})
            beside = self._beside(at, article)
            yield Foreseen(ARTICLE, "", numbers, numbers, titles, article.ordinal, 0, columns, beside, texts)
            yield from (self._clause(x.clause.id, ()) for x in self.where.landings if x.after == article.ordinal)

    def _article(self, was: Article, at: int, article: Article, ours: dict[int, str]) -> Foreseen:
        given = self.before.main.outline.inside(was)
        return Foreseen(
            ARTICLE,
            "",
            self._numbers(self.before, was.ordinal - 1, was),
            self._numbers(self.after, at, article),
            self._titles(self.after, at, article),
            was.ordinal,
            0,
            self._columns(self.after, at, article, ours),
            self._beside(was.ordinal - 1, was),
            tuple((p.index, _said(p)) for p in given),
        )

    def _clause(self, clause: str, numbers: tuple[str, ...]) -> Foreseen:
        landing, inserted = self._landings().get(clause), self._inserted(clause)
        main = self.before.main
        own = {p.index for one in self.standing if one.id == clause for p in one.paragraphs}
        place = next((a for a in main.outline.articles if self._holds(main, a, own)), None)
        headed = place is not None and main.outline.paragraphs[place.first].index in own
        after = landing.after if landing else place.ordinal - headed if place else 0
        words = tuple(_said(p) for one in self.landed if one.id == clause for p in one.paragraphs)
        printed = numbers or ((inserted.number,) if inserted else ())
        return Foreseen(
            CLAUSE,
            clause,
            then=printed,
            ordinal=place.ordinal if place and headed else 0,
            after=after,
            texts=words,
            inserted=inserted,
            landing=landing,
        )

    def _landings(self) -> dict[str, Landing]:
        """The plan's landings of clauses that went in; a clause taken out is planned and not written."""
        written = {x.id for x in self.report.inserted}
        return {x.clause.id: x for x in self.where.landings if x.clause.id in written}

    def _inserted(self, clause: str) -> Inserted | None:
        return next((x for x in self.report.inserted if x.id == clause), None)

    def _id(self, column: Column, article: Article, ours: dict[int, str]) -> str:
        return ours.get(column.outline.paragraphs[article.first].index, "")

    def _holds(self, column: Column, article: Article, own: set[int]) -> bool:
        return any(p.index in own for p in column.outline.inside(article))

    def _pairs(self, layout: Layout, at: int, article: Article) -> list[Article]:
        """The article in each language; in the main one alone where the languages do not run in step."""
        counts = {len(c.outline.articles) for c in layout.columns}
        return [c.outline.articles[at] for c in layout.columns] if len(counts) == 1 else [article]

    def _columns(self, layout: Layout, at: int, article: Article, ours: dict[int, str]) -> tuple[tuple[Line, ...], ...]:
        pairs = zip(layout.columns, self._pairs(layout, at, article), strict=False)
        return tuple(tuple(Line(_said(p), ours.get(p.index, "")) for p in c.outline.inside(a)) for c, a in pairs)

    def _beside(self, at: int, article: Article) -> tuple[int, ...]:
        pairs = list(zip(self.before.columns, self._pairs(self.before, at, article), strict=False))[1:]
        return tuple(p.index for column, other in pairs for p in column.outline.inside(other))

    def _numbers(self, layout: Layout, at: int, article: Article) -> tuple[str, ...]:
        return tuple(a.label.strip(" \t\u3000\u00a0") for a in self._pairs(layout, at, article))

    def _titles(self, layout: Layout, at: int, article: Article) -> tuple[str, ...]:
        return tuple(a.title for a in self._pairs(layout, at, article))
