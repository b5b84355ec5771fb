"""Numbers for what is inserted and for what moves: the contract's sequence of articles after the insertion.

Values that flow: a `Plan` and a `Column` become `Composed`: every clause as blocks with their look and number, the
old-to-new map of article numbers, and how each clause is cited. The hard problem is that one column may type its
numbers and the other count them by itself, and that a clause merged into an article goes on with that article's
list. Rejected: writing first and counting afterwards; references inside the clauses need the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from catalogue.model import Words
from clause_library.model import BlockKind, RenderedBlock, Run
from clause_library.word.reading.layout import Column
from clause_library.word.reading.looks import Look, Looks, level_key
from clause_library.word.reading.outline import Article
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.figures import Reference
from clause_library.word.source.numerals import format_ordinal, zh_number
from clause_library.word.writing.annexes import annex_looks, headed_block, title_of
from clause_library.word.writing.citing import TRAILING, Citation, Head, Piece, Style, paragraph_numerals
from clause_library.word.writing.counting import Count, Ends, PlacedBlock
from clause_library.word.writing.lining import Lining
from clause_library.word.writing.placement import Landing, Plan
from clause_library.word.writing.supplements import supplement_looks


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause in one language with its place in the paper."""

    landing: Landing
    lang: str
    blocks: tuple[PlacedBlock, ...]
    number: str
    below: PlacedBlock | None = None
    """The title of an annex on a line of its own below its heading."""
    citations: dict[int, Citation] = field(default_factory=dict[int, Citation])


@dataclass(frozen=True, slots=True)
class Composed:
    """One column after the insertion. `moved` maps old to new article numbers where they differ."""

    column: Column
    clauses: tuple[PlacedClause, ...]
    moved: dict[int, int]

    def cite(self, clause_id: str, item: int) -> Citation | None:
        """The citation of a clause or item; of the clause where the item has no number of its own."""
        placed = next(
            (c for c in self.clauses if c.landing.clause.id == clause_id and c.landing.how != "pointer"), None
        )
        return placed.citations.get(item) or placed.citations.get(0) if placed else None


def in_number_order(plan: Plan, document: ContractDocument, column: Column, *, keep: bool) -> Plan:
    """The plan with every new article where its number belongs.

    What follows 第二条 stands behind 第二条之一 and 第二条之二, which go with it. With `keep` nothing can be numbered
    before the first article, so what was meant for there follows it.
    """
    articles = column.outline.articles

    def moved(landing: Landing) -> Landing:
        if landing.how != "new" or landing.spot is not None:
            return landing
        if keep and not landing.after:
            reason = Words(
                f"{landing.reason.zh}；为保留原编号，改放在第一条之后",
                f"{landing.reason.en}; put after the first article to keep the numbers",
            )
            landing = replace(landing, after=1, reason=reason)
        last = _last_supplement(document, column, min(landing.after, len(articles)))
        if last <= landing.after:
            return landing
        label = articles[last - 1].label.strip(TRAILING)
        reason = Words(
            f"{landing.reason.zh}；{label}已在，排在其后",
            f"{landing.reason.en}; behind {label}, which stands there already",
        )
        return replace(landing, after=last, reason=reason)

    landings = [moved(x) for x in plan.landings]
    if landings == list(plan.landings):
        return plan
    order = {"replaced": 0, "merged": 1, "pointer": 2, "annex": 4}
    return replace(plan, landings=tuple(sorted(landings, key=lambda x: (x.after, order.get(x.how, 3)))))


def _last_supplement(document: ContractDocument, column: Column, after: int) -> int:
    """The last article that shares its number with the one at an ordinal: 第二条之二 for 第二条."""
    articles = column.outline.articles
    last = after
    for article in articles[after:] if after else ():
        number = article_number(document, column, article)
        if not is_supplement(column, article) or number != article_number(document, column, articles[after - 1]):
            break
        last = article.ordinal
    return last


def is_supplement(column: Column, article: Article) -> bool:
    """Whether an article carries the number of the one before with something added: 第二条之一, 12A."""
    head = column.outline.paragraphs[article.first]
    return head.typed is not None and head.typed.bis > 0 and not head.label


def host_of(column: Column, landing: Landing) -> Article | None:
    """The article a clause joins; None for a recital, and where the sentence it replaces stands in no article."""
    articles = column.outline.articles
    host = articles[landing.after - 1] if 0 < landing.after <= len(articles) else None
    sentence = landing.sentences.get(column.lang)
    if host is None or sentence is None:
        return host
    return host if sentence.paragraph in column.outline.inside(host) else None


def style_of(column: Column, word: str, references: Iterable[Reference]) -> Style:
    """How the column cites its articles; `word` is its word for one, `references` are the contract's."""
    numbered = column.lang == "zh" and column.looks.para.numbered
    own = (r for r in references if not r.foreign)
    return Style(column.lang, word, paragraph_numerals(own) if numbered else "")


def article_number(document: ContractDocument, column: Column, article: Article) -> int:
    """The ordinal an article shows."""
    head = column.outline.paragraphs[article.first]
    if head.label and head.numbers:
        return head.numbers[-1]
    return head.typed.numbers[0] if head.typed else article.ordinal


class Composer:
    """Composes one column. Counters live for one composition."""

    def __init__(self, document: ContractDocument, column: Column, plan: Plan, style: Style, *, keep: bool) -> None:
        self.document = document
        self.column = column
        self.looks: Looks = column.looks
        self.plan = plan
        self.style = style
        self.keep = keep and self.looks.heading.numbered
        self.articles = column.outline.articles
        self.supplements: dict[int, int] = {}
        self.ends: dict[int, Ends] = {}

    def compose(self) -> Composed:
        """Everything numbered."""
        numbers, moved = self._sequence()
        placed: list[PlacedClause] = []
        for at, landing in enumerate(self.plan.landings):
            blocks = landing.clause.blocks.get(self.column.lang, ())
            if landing.how == "new":
                placed.append(self._new(landing, blocks, numbers[at]))
            elif landing.how == "annex":
                placed.append(self._annex(landing, blocks))
            else:
                placed.append(self._joined(landing, blocks, host_of(self.column, landing), moved))
        return Composed(self.column, tuple(placed), moved)

    def _sequence(self) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
        """(number, supplement) of every new article, and which old numbers move."""
        numbers: dict[int, tuple[int, int]] = {}
        moved: dict[int, int] = {}
        current = self._number_of(self.articles[0]) - 1 if self.articles else 0
        new = [(at, x) for at, x in enumerate(self.plan.landings) if x.how == "new"]
        added = 0
        for ordinal in range(len(self.articles) + 1):
            if ordinal:
                old = self._number_of(self.articles[ordinal - 1])
                current = old if self.keep else old + added
                if old != current and not is_supplement(self.column, self.articles[ordinal - 1]):
                    moved[old] = current
            for at, landing in new:
                if min(landing.after, len(self.articles)) == ordinal:
                    current, supplement = self._take(current)
                    added += 1
                    numbers[at] = (current, supplement)
        return numbers, moved

    def _take(self, current: int) -> tuple[int, int]:
        if not self.keep:
            return current + 1, 0
        if current < self._number_of(self.articles[0]):
            return 0, 0
        self.supplements[current] = self.supplements.get(current, self._existing_supplements(current)) + 1
        return current, self.supplements[current]

    def _existing_supplements(self, number: int) -> int:
        heads = [self.column.outline.paragraphs[a.first] for a in self.articles]
        found = [p.typed for p in heads if p.typed and not p.label]
        return max((t.bis for t in found if t.numbers[0] == number), default=0)

    def _number_of(self, article: Article) -> int:
        return article_number(self.document, self.column, article)

    def article_label(self, number: int, supplement: int) -> str:
        """The number of an article as this document writes it; none for number 0."""
        look = self.looks.heading
        if not number:
            return ""
        if look.form:
            if not supplement:
                return look.form.write((number,))
            if look.form.family.startswith("第"):
                return f"{look.form.write((number,))}之{zh_number(supplement)}"
            plain = replace(look.form, suffix="").write((number,))
            return f"{plain}{chr(64 + supplement)}{look.form.suffix}"
        return self._counted_label(look, number, supplement)

    def _counted_label(self, look: Look, number: int, supplement: int) -> str:
        """What a list prints for an article of that number."""
        level = self.document.numbering.level(look.num_id, look.ilvl) if look.num_id else None
        if level is None:
            return ""
        shown, own = format_ordinal(number, level.fmt), rf"%{level.ilvl + 1}"
        if supplement and level.text.startswith("第"):
            return f"{re.sub(own, shown, level.text)}之{zh_number(supplement)}"
        return re.sub(own, shown + (chr(64 + supplement) if supplement else ""), level.text)

    def _new(self, landing: Landing, blocks: tuple[RenderedBlock, ...], at: tuple[int, int]) -> PlacedClause:
        label = self.article_label(*at)
        column = self.column
        if at[1] and self.looks.heading.num_id:
            column = replace(column, looks=supplement_looks(self.document, self.looks, column.lang))
        heading = column.looks.heading
        automatic = bool(heading.num_id) and heading.form is None
        title = landing.clause.title.in_language(self.column.lang)
        body = [b for b in blocks if b.kind is not BlockKind.HEADING]
        head = Head(label, at[0], 0 if automatic else None, automatic)
        run = Count(self.document, column, self.style, head, at[1])
        run.plain = at[0] == 0
        out: list[PlacedBlock] = []
        if not self.looks.titles.given and label and body and body[0].kind is BlockKind.PARA:
            first, shown = self._first(body.pop(0), title)
            out.append(replace(first, look=heading, label=label if heading.form else ""))
        else:
            own = next((b for b in blocks if b.kind is BlockKind.HEADING), None) or _heading(title)
            shown = "".join(r.text for r in own.runs)
            out.append(PlacedBlock(own, heading, label if heading.form else "", heading=True))
        out += [run.place(block, place) for place, block in enumerate(body, start=1)]
        citations = run.cited(title, shown, recital=False, whole=True)
        return PlacedClause(landing, self.column.lang, tuple(out), label.strip(TRAILING), None, citations)

    def _first(self, block: RenderedBlock, title: str) -> tuple[PlacedBlock, str]:
        """The first paragraph of an article without a heading of its own, its title before it where others have one."""
        run_in = self.column.run_in
        if run_in is None:
            return PlacedBlock(block, self.looks.heading), ""
        return PlacedBlock(run_in.titled(block, title), self.looks.heading, title_marks=run_in.marks), title

    def _annex(self, landing: Landing, blocks: tuple[RenderedBlock, ...]) -> PlacedClause:
        """An annex on a page of its own; in a second language it follows on the same page."""
        annexes, lang = self.plan.annexes, self.column.lang
        if annexes is None:
            raise ValueError("a plan with an annex reads the contract's annexes")
        form, label = annexes.forms[lang], annexes.label(lang, landing.annex)
        looks = annex_looks(self.document, self.column, annexes, breaks=next(iter(annexes.forms)) == lang)
        own = replace(self.looks, para=looks.para, items=looks.items)
        run = Count(self.document, replace(self.column, looks=own), self.style, Head("", 0))
        run.plain = True
        title = title_of(landing.clause, lang)
        out = [PlacedBlock(headed_block(form, landing.annex, title), looks.heading)]
        body = [b for b in blocks if b.kind is not BlockKind.HEADING]
        out += [run.place(block, place) for place, block in enumerate(body, start=1)]
        below = PlacedBlock(_heading(title), looks.title) if looks.title else None
        return PlacedClause(landing, lang, tuple(out), label, below, {0: Citation((Piece(label),), label)})

    def _joined(
        self, landing: Landing, blocks: tuple[RenderedBlock, ...], host: Article | None, moved: dict[int, int]
    ) -> PlacedClause:
        head, supplement = self._head(host, moved)
        run = Count(self.document, self.column, self.style, head, supplement)
        if host is not None:
            if host.ordinal not in self.ends:
                self.ends[host.ordinal] = Ends(self._joining(landing.after))
            run.join(host, landing.topic, self.ends[host.ordinal])
        out: list[PlacedBlock] = []
        body = [b for b in blocks if b.kind is not BlockKind.HEADING]
        replaced = landing.how == "replaced"
        targets = landing.join.targets.get(self.column.lang, {}) if landing.join else {}
        lining = Lining(run, host, self._number_of(host)) if host and targets else None
        for place, block in enumerate(body):
            if lining is not None and place in targets:
                out.append(lining.place(block, len(out), targets[place]))
            elif replaced and place == 0:
                out.append(PlacedBlock(block, self.looks.para, replaces=True))
            elif host is None:
                out.append(PlacedBlock(block, self.looks.recital))
            else:
                out.append(run.place(block, len(out)))
        run.finish()
        if lining is not None:
            lining.finish()
        title = landing.clause.title.in_language(self.column.lang)
        citations = run.cited(title, "", recital=host is None, whole=replaced or lining is not None)
        return PlacedClause(landing, self.column.lang, tuple(out), head.bare, None, citations)

    def _joining(self, after: int) -> dict[str, list[int]]:
        """The lines of an article beside which blocks join, by the key of their level."""
        out: dict[str, list[int]] = {}
        for landing in self.plan.landings:
            join = landing.join if landing.after == after else None
            for target in join.targets.get(self.column.lang, {}).values() if join else ():
                out.setdefault(level_key(self.document, target.pattern), []).append(target.pattern.index)
        return out

    def _head(self, host: Article | None, moved: dict[int, int]) -> tuple[Head, int]:
        """The article a clause joins as it will be numbered, and which supplement it is (第六条之一)."""
        if host is None:
            return Head("", 0), 0
        old = self._number_of(host)
        number = moved.get(old, old)
        first = self.column.outline.paragraphs[host.first]
        bis = first.typed.bis if first.typed and not first.label else 0
        label = self.article_label(number, bis)
        return Head(label, number, None, bool(first.label)), bis


def _heading(title: str) -> RenderedBlock:
    return RenderedBlock(BlockKind.HEADING, ((Run(title),),))
