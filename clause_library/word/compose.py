"""Numbers for what is inserted and for what moves: the contract's sequence of articles after the insertion.

Values that flow: a `Plan` and a `Column` become `Composed`: every clause as blocks with their look and number, the
old-to-new map of article numbers, and how each clause is cited. The hard problem is that one column may type its
numbers and the other count them by itself, and that a clause merged into an article goes on with that article's
list. Rejected: writing first and counting afterwards; references inside the clauses need the numbers.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.document import ContractDocument, Paragraph
from clause_library.word.layout import Column
from clause_library.word.looks import Look, Looks, level_key
from clause_library.word.numerals import format_ordinal, zh_number
from clause_library.word.outline import Article
from clause_library.word.placement import Landing, Plan

ITEM_LEVELS = {BlockKind.ITEM: 1, BlockKind.ITEM2: 2, BlockKind.ITEM3: 3}
TRAILING = "。.．、:： "


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """One paragraph to write: its look, its typed number (empty for automatic or none) and its text.

    `starts_list` asks for a list of its own that begins at one; `replaces` marks the block that takes the place of
    words already there.
    """

    block: RenderedBlock
    look: Look
    label: str = ""
    starts_list: bool = False
    heading: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """How a clause or one of its items is cited: words before the number, the number, and the block it stands on.

    `automatic` says that the word processor counts the number, so that the citation can be a field.
    """

    before: str
    number: str
    block: int
    automatic: bool = False

    @property
    def text(self) -> str:
        """The whole citation."""
        return self.before + self.number


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause in one language with its place in the paper."""

    landing: Landing
    lang: str
    blocks: tuple[PlacedBlock, ...]
    number: str
    citations: dict[int, Citation] = field(default_factory=dict[int, Citation])


@dataclass(frozen=True, slots=True)
class Composed:
    """One column after the insertion. `moved` maps old to new article numbers where they differ."""

    column: Column
    clauses: tuple[PlacedClause, ...]
    moved: dict[int, int]

    def cite(self, clause_id: str, item: int) -> Citation | None:
        """The citation of a clause or item; of the clause where the item has no number of its own."""
        placed = next((c for c in self.clauses if c.landing.clause.id == clause_id), None)
        return placed.citations.get(item) or placed.citations.get(0) if placed else None


def article_number(document: ContractDocument, column: Column, article: Article) -> int:
    """The ordinal an article shows."""
    head = column.outline.paragraphs[article.first]
    if head.label and head.numbers:
        return head.numbers[-1]
    return head.typed.numbers[0] if head.typed else article.ordinal


class Composer:
    """Composes one column. Counters live for one composition."""

    def __init__(self, document: ContractDocument, column: Column, plan: Plan, word: str, *, keep: bool) -> None:
        self.document = document
        self.column = column
        self.looks: Looks = column.looks
        self.plan = plan
        self.word = word
        self.keep = keep and bool(self.looks.heading.form)
        self.articles = column.outline.articles
        self.supplements: dict[int, int] = {}
        self.host_counts: dict[tuple[int, str], int] = {}

    def compose(self) -> Composed:
        """Everything numbered."""
        numbers, moved = self._sequence()
        placed: list[PlacedClause] = []
        for at, landing in enumerate(self.plan.landings):
            blocks = landing.clause.blocks.get(self.column.lang, ())
            if landing.how == "new":
                placed.append(self._new(landing, blocks, numbers[at]))
            else:
                host = self.articles[landing.after - 1] if 0 < landing.after <= len(self.articles) else None
                placed.append(self._joined(landing, blocks, host, moved))
        return Composed(self.column, tuple(placed), moved)

    def _sequence(self) -> tuple[dict[int, tuple[int, int]], dict[int, int]]:
        """(number, supplement) of every new article, and which old numbers move."""
        numbers: dict[int, tuple[int, int]] = {}
        moved: dict[int, int] = {}
        current = self._number_of(self.articles[0]) - 1 if self.articles else 0
        new = [(at, x) for at, x in enumerate(self.plan.landings) if x.how == "new"]
        for ordinal in range(len(self.articles) + 1):
            if ordinal:
                old = self._number_of(self.articles[ordinal - 1])
                current = old if self.keep else current + 1
                if old != current and not self._is_supplement(ordinal):
                    moved[old] = current
                current = current - 1 if self._is_supplement(ordinal) and not self.keep else current
            for at, landing in new:
                if min(landing.after, len(self.articles)) == ordinal:
                    current, supplement = self._take(current)
                    numbers[at] = (current, supplement)
        return numbers, moved

    def _take(self, current: int) -> tuple[int, int]:
        if not self.keep or current == 0:
            return current + 1, 0
        self.supplements[current] = self.supplements.get(current, self._existing_supplements(current)) + 1
        return current, self.supplements[current]

    def _existing_supplements(self, number: int) -> int:
        heads = [self.column.outline.paragraphs[a.first].typed for a in self.articles]
        return max((t.bis for t in heads if t and t.numbers[0] == number), default=0)

    def _is_supplement(self, ordinal: int) -> bool:
        typed = self.column.outline.paragraphs[self.articles[ordinal - 1].first].typed
        return typed is not None and typed.bis > 0

    def _number_of(self, article: Article) -> int:
        return article_number(self.document, self.column, article)

    def article_label(self, number: int, supplement: int) -> str:
        """The number of an article as this document writes it."""
        look = self.looks.heading
        if look.form:
            if not supplement:
                return look.form.write((number,))
            if look.form.family.startswith("第"):
                return f"{look.form.write((number,))}之{zh_number(supplement)}"
            plain = replace(look.form, suffix="").write((number,))
            return f"{plain}{chr(64 + supplement)}{look.form.suffix}"
        level = self.document.numbering.level(look.num_id, look.ilvl) if look.num_id else None
        if level is None:
            return ""
        return re.sub(rf"%{level.ilvl + 1}", format_ordinal(number, level.fmt), level.text)

    def _new(self, landing: Landing, blocks: tuple[RenderedBlock, ...], at: tuple[int, int]) -> PlacedClause:
        label = self.article_label(*at)
        heading = self.looks.heading
        out: list[PlacedBlock] = []
        run = _Count(self, at[0], label, at[1])
        for block in _with_heading(landing.clause, blocks, self.column.lang):
            if block.kind is BlockKind.HEADING:
                out.append(PlacedBlock(block, heading, label if heading.form else "", heading=True))
                run.head(len(out) - 1)
            else:
                out.append(run.place(block, 0, len(out)))
        return PlacedClause(landing, self.column.lang, tuple(out), label.strip(TRAILING), run.citations)

    def _joined(
        self, landing: Landing, blocks: tuple[RenderedBlock, ...], host: Article | None, moved: dict[int, int]
    ) -> PlacedClause:
        old = self._number_of(host) if host else 0
        number = moved.get(old, old)
        label = self.article_label(number, 0) if host else ""
        run = _Count(self, number, label)
        deeper = run.join(host, landing.topic) if host and landing.how == "merged" else 0
        out: list[PlacedBlock] = []
        body = [b for b in blocks if b.kind is not BlockKind.HEADING]
        for place, block in enumerate(body):
            replaces = landing.how == "replaced" and place == 0
            if replaces or host is None:
                out.append(PlacedBlock(block, _bare(self.looks.para), replaces=replaces))
                run.cite_here(len(out) - 1)
            else:
                out.append(run.place(block, deeper, len(out)))
        run.keep_counts(host)
        return PlacedClause(landing, self.column.lang, tuple(out), label.strip(TRAILING), run.citations)


class _Count:
    """Counts the paragraphs and items of one clause and records how they are cited."""

    def __init__(self, composer: Composer, number: int, label: str, supplement: int = 0) -> None:
        self.composer = composer
        self.looks = composer.looks
        self.number = number
        self.label = label
        self.supplement = supplement
        self.counts = [0, 0, 0, 0]
        self.items = 0
        self.citations: dict[int, Citation] = {}
        self.joined_list = ""
        self.prefix: list[str] = []

    def head(self, block: int) -> None:
        """The heading carries the article's number."""
        self._cite(0, [], block, automatic=bool(self.looks.heading.num_id))

    def join(self, host: Article, topic: str) -> int:
        """Goes on with the host's own numbers; returns how much deeper the clause's levels stand.

        A list that completes a sentence ("in the following cases:") takes no sentences; definitions are such items.
        """
        composer = self.composer
        body = [p for p in composer.column.outline.inside(host)[1:] if not p.blank]
        para, item = self.looks.para, self.looks.items[0]
        numbered = [p for p in body if level_key(composer.document, p)]
        if para.numbered:
            self.counts[0] = self._last(numbered, para.key, host)
            return 0
        if numbered and item.key and level_key(composer.document, numbered[-1]) in _keys(self.looks):
            last_list = [p for p in numbered if level_key(composer.document, p) == item.key]
            continues_list = topic == "T2" or not _enumerates(composer.column, host, item.key, composer.document)
            if last_list and continues_list and not _text_after(body, last_list[-1], numbered):
                self.counts[1] = self._last(numbered, item.key, host)
                self.joined_list = last_list[-1].num_id
                return 1
        return 0

    def _last(self, numbered: list[Paragraph], key: str, host: Article) -> int:
        done = self.composer.host_counts.get((host.ordinal, key))
        if done is not None:
            return done
        own = [p for p in numbered if level_key(self.composer.document, p) == key]
        return _last_number(own[-1]) if own else 0

    def keep_counts(self, host: Article | None) -> None:
        """Remembers where the host's numbers now end, for the next clause that joins it."""
        if host is None:
            return
        for level, look in ((0, self.looks.para), (1, self.looks.items[0])):
            if self.counts[level] and look.key and (level == 0) == self.looks.para.numbered:
                self.composer.host_counts[host.ordinal, look.key] = self.counts[level]

    def place(self, block: RenderedBlock, deeper: int, at: int) -> PlacedBlock:
        """The block with its look and number."""
        level = ITEM_LEVELS.get(block.kind, 0) + deeper
        look = self.looks.of_level(level)
        if block.kind is BlockKind.ITEM:
            self.items += 1
        if not look.numbered:
            if level == 0:
                self._reset(1)
            self.cite_here(at)
            return PlacedBlock(block, look)
        first = self.counts[min(level, 3)] == 0
        self.counts[min(level, 3)] += 1
        self._reset(min(level, 3) + 1)
        count = self.counts[min(level, 3)]
        label = self._typed(look, count)
        self._record(block, look, level, at)
        if level == 1 and deeper and self.joined_list and look.num_id:
            look = _on_list(look, self.joined_list)
            first = False
        return PlacedBlock(block, look, label, starts_list=first and look.own_list)

    def _typed(self, look: Look, count: int) -> str:
        """The typed number of a paragraph: 12.3, in a supplement 12A.3 (Chinese 12-1.3), else the count alone."""
        if look.form is None:
            return ""
        if look.form.family != "n.n":
            return look.form.write((count,))
        text = look.form.write((self.number, count))
        if not self.supplement:
            return text
        mark = f"-{self.supplement}" if self.composer.column.lang == "zh" else chr(64 + self.supplement)
        return text.replace(str(self.number), f"{self.number}{mark}", 1)

    def _reset(self, level: int) -> None:
        for deeper in range(level, 4):
            self.counts[deeper] = 0

    def _record(self, block: RenderedBlock, look: Look, level: int, at: int) -> None:
        parts = [self._part(i) for i in range(min(level, 3) + 1) if self.counts[i]]
        automatic = bool(look.num_id and self.looks.heading.num_id) and not look.own_list
        if 0 not in self.citations:
            self._cite(0, [p for p in parts if p], at, automatic=automatic)
        if block.kind is BlockKind.ITEM:
            self._cite(self.items, [p for p in parts if p], at, automatic=automatic)

    def _part(self, level: int) -> str:
        look = self.looks.of_level(level)
        if look.form:
            text = self._typed(look, self.counts[level])
            return text if look.form.family == "n.n" else text.strip(TRAILING)
        definition = self.composer.document.numbering.level(look.num_id, look.ilvl)
        if definition is None or not look.numbered:
            return ""
        figure = format_ordinal(self.counts[level], definition.fmt)
        own = f"%{definition.ilvl + 1}"
        article = self.looks.heading.ilvl + 1
        text = definition.text.replace(own, figure).replace(f"%{article}", str(self.number))
        return re.sub(r"%\d", "", text).strip(TRAILING)

    def cite_here(self, at: int) -> None:
        """The clause as a whole is cited by the article it stands in."""
        if 0 not in self.citations:
            self._cite(0, [], at, automatic=False)

    def _cite(self, item: int, parts: list[str], at: int, *, automatic: bool) -> None:
        before, number = citation(self.composer.column.lang, self.composer.word, self.label, self.number, parts)
        self.citations[item] = Citation(before, number, at, automatic)


def citation(lang: str, word: str, label: str, number: int, parts: list[str]) -> tuple[str, str]:
    """(words before, number) by which a place is cited: 第十二条第（二）项, Section 12.1(b).

    Without an article number the place is in the recitals.
    """
    if not label and not parts:
        return ("序言", "") if lang == "zh" else ("the recitals", "")
    decimal = next((p for p in parts if re.fullmatch(r"\d+(?:[A-Z]|-\d+)?([.．]\d+)+", p)), "")
    rest = [p for p in parts if p != decimal]
    if lang == "zh":
        chinese = re.match(r"第?\s?[一二三四五六七八九十百零]", label)
        own = label.strip(TRAILING) if label.startswith("第") else ""
        head = f"第{decimal}条" if decimal else own or f"第{zh_number(number) if chinese else number}条"
        return "", head + "".join(f"第{p}项" for p in rest)
    tail = "".join(p if p.startswith("(") else f"({p})" for p in rest)
    if decimal:
        return f"{word} ", decimal + tail
    spelled = re.match(r"(Article|Section|Clause)\s+(.*)", label.strip(TRAILING), re.IGNORECASE)
    if spelled:
        return f"{spelled.group(1)} ", spelled.group(2) + tail
    return f"{word} ", (label.strip(TRAILING) or str(number)) + tail


def _with_heading(clause: RenderedClause, blocks: tuple[RenderedBlock, ...], lang: str) -> list[RenderedBlock]:
    if any(b.kind is BlockKind.HEADING for b in blocks):
        return list(blocks)
    title = RenderedBlock(BlockKind.HEADING, ((Run(clause.title.in_language(lang)),),))
    return [title, *blocks]


def _bare(look: Look) -> Look:
    """The look without a number, for words that stand under somebody else's number."""
    properties = re.sub(r"<(\w+):numPr>.*?</\1:numPr>", "", look.properties)
    return replace(look, form=None, num_id="", bullet=False, properties=properties)


def _on_list(look: Look, num_id: str) -> Look:
    properties = re.sub(r'(:numId \w+:val=")\d+(")', rf"\g<1>{num_id}\g<2>", look.properties)
    return replace(look, num_id=num_id, properties=properties)


def _keys(looks: Looks) -> set[str]:
    return {look.key for look in looks.items if look.key}


def _text_after(body: list[Paragraph], last: Paragraph, numbered: list[Paragraph]) -> bool:
    """Whether full sentences of the article follow its list (blank lines to fill in do not count)."""
    later = [p for p in body if p.index > last.index and p not in numbered]
    return any(len(re.sub(r"[\s_，。；;.（）()]", "", p.text)) > 24 for p in later)


def _enumerates(column: Column, host: Article, key: str, document: ContractDocument) -> bool:
    """Whether the host's list at that level is introduced by words that end in a colon."""
    inside = column.outline.inside(host)
    for before, paragraph in itertools.pairwise(inside):
        if level_key(document, paragraph) == key:
            return before.text.rstrip().endswith(("：", ":"))
    return False


def _last_number(paragraph: Paragraph) -> int:
    if paragraph.label and paragraph.numbers:
        return paragraph.numbers[-1]
    return paragraph.typed.numbers[-1] if paragraph.typed else 0
