"""Numbers that go up: which typed numbers of one form follow one another as the articles of a contract.

Values that flow: places of paragraphs with one form of number become the places of the articles. The hard problem is
an author who left a number out (第四条, 第六条): the articles behind the gap are articles, while a list that begins at
one again, or a reference at the head of a line, is none. Rejected: the longest stretch without a gap; it loses every
article before or behind a slip.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from clause_library.word.source.document import Paragraph

GAP = 3
GAPPED = ("第条", "第章", "Article", "Clause", "Section", "一、")


def ordinal(paragraph: Paragraph) -> int:
    """The first figure of a typed number; 0 for none."""
    return paragraph.typed.numbers[0] if paragraph.typed else 0


def longest_run(flow: tuple[Paragraph, ...], places: list[int]) -> list[int]:
    """The longest run of numbers that go up by one; a number out of turn is a reference, not an article."""
    following: dict[int, int] = {}
    lengths: dict[int, int] = {}
    nearest: dict[int, int] = {}
    for place in reversed(places):
        number = ordinal(flow[place])
        lengths[place] = 1
        if number + 1 in nearest:
            following[place] = nearest[number + 1]
            lengths[place] += lengths[following[place]]
        nearest[number] = place
    run = [max(places, key=lambda place: lengths[place])] if places else []
    while run and run[-1] in following:
        run.append(following[run[-1]])
    return run


@dataclass(slots=True)
class Rising:
    """What `longest_run` would say of the numbers seen so far, kept up to date number by number."""

    length: int = 0
    begin: int = 0
    reached: int = 0
    """The last number of the longest run."""
    ends: dict[int, tuple[int, int]] = field(default_factory=dict[int, tuple[int, int]])
    """Length and (negative) begin of the longest run that waits to go on behind a number."""

    def add(self, place: int, number: int) -> None:
        """The next number."""
        length, begin = self.ends.pop(number - 1, (0, -place))
        own = (length + 1, begin)
        self.ends[number] = max(own, self.ends.get(number, own))
        if own > (self.length, self.begin):
            self.length, self.begin, self.reached = *own, number


def article_run(flow: tuple[Paragraph, ...], places: list[int]) -> list[int]:
    """The longest run, gone on with on both sides over numbers the author left out (at most two in a row)."""
    run = longest_run(flow, places)
    typed = flow[run[0]].typed if run else None
    if typed is None or typed.form.family not in GAPPED:
        return run
    for place in [p for p in places if p > run[-1]]:
        if 0 < ordinal(flow[place]) - ordinal(flow[run[-1]]) <= GAP:
            run = [*run, place]
    for place in reversed([p for p in places if p < run[0]]):
        if 0 < ordinal(flow[run[0]]) - ordinal(flow[place]) <= GAP and ordinal(flow[place]) > 0:
            run = [place, *run]
    return run
