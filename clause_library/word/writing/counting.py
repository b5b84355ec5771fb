"""Numbers of the paragraphs and items of one clause, going on with those of the article it joins.

Values that flow: rendered blocks become `PlacedBlock`s with look and number, and the clause's citations. The law held
here: inside an article no number is given twice and none is left out, where the article counted up before. The hard
problem is that items under paragraphs without numbers count through the whole article, while under numbered paragraphs
they begin again. Rejected: a list of its own for each sentence; 第十三条第1项 would then mean two provisions.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from clause_library.model import BlockKind, RenderedBlock
from clause_library.word.reading.layout import Column
from clause_library.word.reading.looks import Look, level_key, plain_look, without_number
from clause_library.word.reading.outline import TERMINAL, Article, continues
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.numerals import format_ordinal, letter
from clause_library.word.writing.citing import (
    TRAILING,
    Citation,
    Head,
    Place,
    Step,
    Style,
    cite,
    cite_paragraphs,
    cite_recitals,
    cite_title,
    cite_words,
)

ITEM_LEVELS = {BlockKind.ITEM: 1, BlockKind.ITEM2: 2, BlockKind.ITEM3: 3}
DEEPEST = 3
SENTENCE = 24
CLEAN = 12


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """One paragraph to write: its look, its typed number (empty for automatic or none) and its text.

    `starts_list` asks for a list of its own that begins at one; `replaces` marks the block that takes the place of
    words already there, `joins` one that goes beside a line of the contract and not behind its article.
    """

    block: RenderedBlock
    look: Look
    label: str = ""
    starts_list: bool = False
    heading: bool = False
    replaces: bool = False
    joins: bool = False
    title_marks: str = ""
    """The look of the first run, a title on the line of the text."""


@dataclass(slots=True)
class Ends:
    """Where the numbers of an article now end: the last per level key, its unnumbered paragraphs, its open lists.

    `joining` are the lines beside which blocks of any clause join the article, by level key: their numbers are taken
    before the first clause behind the list counts on.
    """

    joining: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    last: dict[str, int] = field(default_factory=dict[str, int])
    paragraphs: int | None = None
    joined: bool = False


class Count:
    """Counts the paragraphs and items of one clause and records how they are cited."""

    def __init__(
        self, document: ContractDocument, column: Column, style: Style, head: Head, supplement: int = 0
    ) -> None:
        self.document = document
        self.column = column
        self.looks = column.looks
        self.style = style
        self.head = head
        self.supplement = supplement
        self.counts = [0, 0, 0, 0]
        self.items = 0
        self.citations: dict[int, Citation] = {}
        self.lists: dict[int, str] = {}
        self.plain = False
        self.loose_look = without_number(document, column.looks.para)
        self.deeper = 0
        self.ends: Ends | None = None
        self.places: list[tuple[int, Place]] = []
        self.loose: list[RenderedBlock] = []

    def join(self, host: Article, topic: str, ends: Ends) -> None:
        """Goes on with the host's own numbers.

        A list that completes a sentence ("in the following cases:") takes no sentences, but later items count on
        from it; definitions are such items and join it.
        """
        self.ends = ends
        inside = self.column.outline.inside(host)
        body = [p for p in inside[1:] if not p.blank]
        numbered = [p for p in body if self._key(p)]
        if ends.paragraphs is None:
            ends.paragraphs = self._unnumbered(host)
        if self.looks.para.numbered:
            self._join_paragraphs(body, numbered)
        else:
            self._join_items(host, topic, body, numbered)

    def _join_paragraphs(self, body: list[Paragraph], numbered: list[Paragraph]) -> None:
        own = [p for p in numbered if self._key(p) == self.looks.para.key]
        first = self.ends is None or not self.ends.joined
        self.plain = bool(body) and (not own or self._runs_on(own, self.looks.para))
        if self.plain:
            self.loose_look = plain_look(self.document, self.column.outline, body) or self.loose_look
            self._join_list(numbered)
            return
        self.counts[0] = self._goes_on(self.looks.para) or _last(own) + self._joining(own)
        self._keep_list(0, own)
        if own and first:
            self._join_list([p for p in numbered if p.index > own[-1].index])

    def _join_list(self, numbered: list[Paragraph]) -> list[Paragraph]:
        """The host's items among these, whose numbers go on."""
        item = self.looks.items[0]
        own = [p for p in numbered if item.numbered and self._key(p) == _key_of(item)]
        if self._runs_on(own, item):
            return []
        self.counts[1] = self._goes_on(item) or _letters_go_on(numbered, own, item) + self._joining(own)
        self._keep_list(1, own)
        return own

    def _join_items(self, host: Article, topic: str, body: list[Paragraph], numbered: list[Paragraph]) -> None:
        own = self._join_list(numbered)
        keys = {look.key for look in self.looks.items if look.key}
        if own and self._key(numbered[-1]) in keys:
            completes = topic != "T2" and self._enumerates(host, self.looks.items[0].key)
            self.deeper = 0 if completes or _text_after(body, own[-1], numbered) else 1

    def _runs_on(self, own: list[Paragraph], look: Look) -> bool:
        """Whether the list of these goes on, counting up, in a later article: more items would move its numbers."""
        if not own or not own[-1].label or not look.own_list:
            return False
        last = own[-1]
        later = (p for p in self.document.paragraphs if p.index > last.index and p.label and p.ilvl <= last.ilvl)
        following = next((p for p in later if p.num_id == last.num_id), None)
        return following is not None and following.ilvl == last.ilvl and following.numbers[-1] == last.numbers[-1] + 1

    def _key(self, paragraph: Paragraph) -> str:
        return level_key(self.document, paragraph)

    def _joining(self, own: list[Paragraph]) -> int:
        """How many blocks join the last list of these."""
        if not own or self.ends is None:
            return 0
        restarts = [b.index for a, b in itertools.pairwise(own) if _last([b]) <= _last([a])]
        begins = restarts[-1] if restarts else own[0].index
        return sum(index >= begins for index in self.ends.joining.get(self._key(own[-1]), ()))

    def _goes_on(self, look: Look) -> int:
        return self.ends.last.get(_key_of(look), 0) if self.ends else 0

    def _keep_list(self, level: int, own: list[Paragraph]) -> None:
        if own and own[-1].label:
            self.lists[level] = own[-1].num_id

    def _unnumbered(self, host: Article) -> int | None:
        """How many paragraphs without number the host has (款); None where its lines do not tell (a form to fill)."""
        inside = self.column.outline.inside(host)
        count = 0 if host.headed else 1
        for before, paragraph in itertools.pairwise(inside):
            if paragraph.blank or self._key(paragraph) or continues(before, paragraph):
                continue
            words = paragraph.words
            if len(words) < CLEAN or not words.endswith(TERMINAL) or "__" in words or "    " in words:
                return None
            count += 1
        return count

    def _enumerates(self, host: Article, key: str) -> bool:
        """Whether the host's list at that level is introduced by words that end in a colon."""
        inside = self.column.outline.inside(host)
        for before, paragraph in itertools.pairwise(inside):
            if self._key(paragraph) == key:
                return before.text.rstrip().endswith(("：", ":"))
        return False

    def finish(self) -> None:
        """Remembers where the host's numbers now end, for the next clause that joins it."""
        if self.ends is None:
            return
        self.ends.joined = True
        by_paragraph = self.looks.para.numbered and not self.plain
        level, look = (0, self.looks.para) if by_paragraph else (1, self.looks.items[0])
        if self.counts[level]:
            self.ends.last[_key_of(look)] = self.counts[level]

    def place(self, block: RenderedBlock, at: int) -> PlacedBlock:
        """The block with its look and number; a row has none and counts for nothing."""
        if block.kind is BlockKind.ROW:
            return PlacedBlock(block, self.loose_look)
        level = min(ITEM_LEVELS.get(block.kind, 0) + self.deeper, DEEPEST)
        look = self.looks.of_level(level)
        if block.kind is BlockKind.ITEM:
            self.items += 1
        if not look.numbered or (level == 0 and self.plain):
            if level == 0:
                self._loose(block)
            return PlacedBlock(block, self.loose_look if level == 0 else look)
        first = self.counts[level] == 0
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (DEEPEST - level)
        label = self.typed(look, self.counts[level], level)
        self._record(block, look, level, at)
        if level in self.lists and look.num_id:
            look, first = on_list(look, self.lists[level]), False
        return PlacedBlock(block, look, label, starts_list=first and look.own_list)

    def _loose(self, block: RenderedBlock) -> None:
        """A paragraph without number: deeper lists begin again, the article's items count through."""
        self.counts[2:] = [0, 0]
        self.loose.append(block)
        if self.ends is not None and self.ends.paragraphs is not None:
            self.ends.paragraphs += 1

    def typed(self, look: Look, count: int, level: int = 0) -> str:
        """The typed number of a paragraph: 12.3, below it 12.3.1, in a supplement 12A.3 (Chinese 12-1.3), else the
        count alone."""
        if look.form is None:
            return ""
        if look.form.family != "n.n":
            return look.form.write((count,))
        depth = int(look.key.rpartition(":")[2]) if look.key.startswith("n.n:") else 2
        above = [n for n in self.counts[:level][2 - depth :] if n] if depth > 2 else []
        text = look.form.write((self.head.number, *above, count))
        if not self.supplement:
            return text
        mark = f"-{self.supplement}" if self.column.lang == "zh" else chr(64 + self.supplement)
        return text.replace(str(self.head.number), f"{self.head.number}{mark}", 1)

    def _record(self, block: RenderedBlock, look: Look, level: int, at: int) -> None:
        steps = tuple(s for i in range(level + 1) if self.counts[i] and (s := self._step(i, level)))
        place = Place(steps, at)
        if block.kind is BlockKind.ITEM:
            self.citations[self.items] = cite(self.style, self.head, place)
        self.places.append((level, place))

    def _step(self, level: int, last: int) -> Step | None:
        look, count = self.looks.of_level(level), self.counts[level]
        paragraph = level == 0
        if look.form:
            whole = look.form.family == "n.n"
            text = self.typed(look, count, level)
            return Step(text.rstrip(TRAILING) if whole else text.strip(TRAILING), count, paragraph, whole)
        shown = self.shown(look, count)
        if not shown:
            return None
        text, whole = shown
        automatic = level == last and bool(self.looks.heading.num_id) and not look.own_list
        return Step(text, count, paragraph, whole, automatic)

    def shown(self, look: Look, count: int) -> tuple[str, bool] | None:
        """What an automatic level prints, and whether the article's number is in it."""
        definition = self.document.numbering.level(look.num_id, look.ilvl)
        if definition is None or not look.numbered:
            return None
        article = f"%{self.looks.heading.ilvl + 1}"
        whole = article in definition.text and bool(self.looks.heading.num_id) and not look.own_list
        above = self.document.numbering.level(look.num_id, self.looks.heading.ilvl)
        fmt = "decimal" if definition.legal or above is None else above.fmt
        own = format_ordinal(count, "decimal" if definition.legal else definition.fmt)
        text = definition.text.replace(f"%{definition.ilvl + 1}", own)
        text = text.replace(article, format_ordinal(self.head.number, fmt))
        return re.sub(r"%\d", "", text).strip(TRAILING), whole

    def cited(self, title: str, shown: str, *, recital: bool, whole: bool) -> dict[int, Citation]:
        """How the clause (0) and its items are cited. `whole`: the article is the clause's own."""
        if recital:
            own = cite_recitals(self.column.lang)
        elif not self.head.label:
            own = cite_title(self.style, shown or title)
        elif whole:
            own = cite(self.style, self.head)
        else:
            own = self._part(title)
        return {**self.citations, 0: own}

    def _part(self, title: str) -> Citation:
        """The clause's own part of the article it joined."""
        top = min((level for level, _ in self.places), default=0)
        tops = [place for level, place in self.places if level == top]
        if not self.loose:
            return cite(self.style, self.head, tops[0], tops[-1]) if tops else cite(self.style, self.head)
        if self.column.lang == "zh" and self.ends is not None and self.ends.paragraphs is not None:
            last = self.ends.paragraphs
            return cite_paragraphs(self.style, self.head, last - len(self.loose) + 1, last)
        return cite_words(self.style, self.head, self.loose, title)


def on_list(look: Look, num_id: str) -> Look:
    """The look on another instance of its list."""
    properties = re.sub(r'(:numId \w+:val=")\d+(")', rf"\g<1>{num_id}\g<2>", look.properties)
    return replace(look, num_id=num_id, properties=properties)


def _key_of(look: Look) -> str:
    """The key of a look's level, as paragraphs that print like it have it."""
    return look.key or (f"{look.form.family}:1" if look.form else f"list:{look.num_id}:{look.ilvl}")


def _last(paragraphs: list[Paragraph]) -> int:
    """The number of the last of them, 0 for none."""
    if not paragraphs:
        return 0
    last = paragraphs[-1]
    if last.label and last.numbers:
        return last.numbers[-1]
    return last.typed.numbers[-1] if last.typed else 0


def _letters_go_on(numbered: list[Paragraph], own: list[Paragraph], item: Look) -> int:
    """The last number of a list; a typed (i) after (h) is the ninth letter, though it reads as a Roman one."""
    last = _last(own)
    if item.form is None or item.form.numeral not in ("letter", "LETTER"):
        return last
    for paragraph in numbered:
        typed = paragraph.typed
        figures = paragraph.text[slice(*typed.figures)].lower() if typed and not paragraph.label else ""
        if figures and paragraph.index > (own[-1].index if own else 0) and figures == letter(last + 1):
            last += 1
    return last


def _text_after(body: list[Paragraph], last: Paragraph, numbered: list[Paragraph]) -> bool:
    """Whether full sentences of the article follow its list (blank lines to fill in do not count)."""
    later = [p for p in body if p.index > last.index and p not in numbered]
    return any(len(re.sub(r"[\s_，。；;.（）()]", "", p.text)) > SENTENCE for p in later)
