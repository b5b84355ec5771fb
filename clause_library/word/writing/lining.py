"""Blocks that go beside lines of the contract: their looks, their numbers and how they are cited.

Values that flow: a `Target` becomes a `PlacedBlock` in the look of the line it joins, with the number its place gives
it. The hard problem is a list below a numbered paragraph whose article moves: the number is put together from the
article as it will be numbered and the place. Rejected: the clause's own items behind the article; they would begin a
second list.
"""

from __future__ import annotations

import re
from dataclasses import replace

from clause_library.model import BlockKind, RenderedBlock
from clause_library.word.reading.looks import Look, level_key, look_of
from clause_library.word.reading.outline import Article
from clause_library.word.reading.provisions import label_of, numbers_of
from clause_library.word.source.document import Paragraph
from clause_library.word.writing.citing import TRAILING, Place, Step, cite
from clause_library.word.writing.counting import Count, PlacedBlock
from clause_library.word.writing.joins import MEMBERS, Target


class Lining:
    """Places the blocks of one clause that join lines of `host`, whose number was `old`."""

    def __init__(self, run: Count, host: Article, old: int) -> None:
        self.run = run
        self.host = host
        self.old = old
        self.members: list[Place] = []

    def place(self, block: RenderedBlock, at: int, target: Target) -> PlacedBlock:
        """The block beside its line."""
        run = self.run
        if block.kind is BlockKind.ROW:
            return PlacedBlock(block, run.loose_look, joins=True)
        look = look_of(run.document, run.column.outline, target.pattern)
        label = self._label(look, target)
        place = Place((*self._above(target.pattern), self._step(look, label, target.number)), at)
        if look.numbered:
            self.members.append(place)
        run.items += block.kind is BlockKind.ITEM
        run.citations[run.items] = cite(run.style, run.head, place if look.numbered else None)
        if look.key == run.looks.items[0].key and look.key:
            run.counts[1] = max(run.counts[1], target.number)
        return PlacedBlock(block, look, label, joins=True)

    def finish(self) -> None:
        """The members together are cited from the first to the last."""
        run = self.run
        if self.members:
            run.citations[MEMBERS] = cite(run.style, run.head, self.members[0], self.members[-1])

    def _label(self, look: Look, target: Target) -> str:
        typed = target.pattern.typed
        if look.form is None or typed is None:
            return ""
        above = typed.numbers[:-1]
        if above and above[0] == self.old:
            above = (self.run.head.number, *above[1:])
        if look.form.numeral == "roman" and typed.numbers[-1] != target.number - 1 and not above:
            return _as_letters(look, target)
        return look.form.write((*above, target.number))

    def _step(self, look: Look, label: str, number: int) -> Step:
        if look.form is not None:
            whole = look.form.family == "n.n"
            return Step(label.rstrip(TRAILING) if whole else label.strip(TRAILING), number, whole, whole)
        text, whole = self.run.shown(look, number) or ("", False)
        automatic = bool(self.run.looks.heading.num_id) and not look.own_list
        return Step(text, number, whole=whole, automatic=automatic)

    def _above(self, pattern: Paragraph) -> tuple[Step, ...]:
        """The numbered lines above a member, from the article down."""
        document = self.run.document
        path: list[tuple[str, Paragraph]] = []
        for paragraph in self.run.column.outline.inside(self.host)[1:]:
            key = level_key(document, paragraph)
            if paragraph.blank or (paragraph.level is not None and paragraph.level.bullet):
                continue
            known = [k for k, _ in path]
            path = [] if not key else [*path[: known.index(key) if key in known else len(path)], (key, paragraph)]
            if paragraph is pattern:
                break
        return tuple(self._step_of(p, key) for key, p in path[:-1])

    def _step_of(self, paragraph: Paragraph, key: str) -> Step:
        text, numbers = label_of(paragraph), numbers_of(paragraph)
        listed = look_of(self.run.document, self.run.column.outline, paragraph) if paragraph.label else None
        shown = self.run.shown(listed, paragraph.numbers[-1]) if listed else None
        if shown is not None:
            return Step(shown[0], paragraph.numbers[-1], key == self.run.looks.para.key, shown[1])
        whole = len(numbers) > 1
        if whole and numbers[0] == self.old:
            text = re.sub(rf"^{self.old}(?!\d)", str(self.run.head.number), text)
        return Step(text, numbers[-1] if numbers else 0, key == self.run.looks.para.key, whole)


def _as_letters(look: Look, target: Target) -> str:
    """(i) behind (h) is the ninth letter."""
    form = look.form
    return replace(form, family="(letter)", numeral="letter").write((target.number,)) if form else ""
