"""Articles numbered partly by hand, partly by a list: 二、 to 十三、 typed, 十四、 automatic, one series all the same.

Values that flow: the places of the articles of one mechanism become those of both. The hard problem is a list inside
an article that happens to print the number that would come next; an automatic number counts only where it prints like
the articles, its line looks like theirs, and its list shows no neighbour of it outside the series. Rejected: what one
mechanism says alone; the articles of the other would keep their numbers while those around them move.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from clause_library.word.reading.zones import is_annex, is_title, signs
from clause_library.word.source.document import ContractDocument, Paragraph, toggled
from clause_library.word.source.typed import read_typed

TITLE = 24
SENTENCE = tuple("。；：，、;:,.!?！？")


def number_of(paragraph: Paragraph) -> int:
    """The number a paragraph shows at its head, typed or automatic; 0 for none, or for more than one figure."""
    if paragraph.label:
        return paragraph.numbers[-1] if paragraph.numbers else 0
    typed = paragraph.typed
    return typed.numbers[0] if typed is not None and len(typed.numbers) == 1 and not typed.bis else 0


def printed_key(paragraph: Paragraph) -> str:
    """What numbers that look the same share, whoever counts them."""
    typed = read_typed(paragraph.label) if paragraph.label else paragraph.typed
    return typed.key if typed is not None and len(typed.numbers) == 1 else ""


def is_mixed(heads: Sequence[Paragraph]) -> bool:
    """Whether a series has numbers of both mechanisms, supplements (第二条之一) left out."""
    plain = [p for p in heads if p.label or (p.typed is not None and not p.typed.bis)]
    return len({bool(p.label) for p in plain}) == 2


def can_follow(heads: Sequence[Paragraph]) -> bool:
    """Whether typed articles put in behind the first one leave every automatic number right: only the first has one."""
    return not any(p.label for p in heads[1:])


def across(document: ContractDocument, flow: Sequence[Paragraph], run: Sequence[int]) -> list[int]:
    """The places of a series with those the other mechanism numbers: behind it, before it and where it has gaps."""
    key = printed_key(flow[run[0]]) if run else ""
    if not key or len({bool(flow[i].label) for i in run if number_of(flow[i])}) != 1:
        return list(run)
    series = _Series(document, flow, key, sorted(run))
    series.onward()
    series.backward()
    series.between()
    return series.places if is_mixed([flow[i] for i in series.places]) else list(run)


class _Series:
    """A series on its way to be whole."""

    def __init__(self, document: ContractDocument, flow: Sequence[Paragraph], key: str, places: list[int]) -> None:
        self.document = document
        self.flow = flow
        self.places = places
        self.found = [i for i, p in enumerate(flow) if (p.label or p.typed) and printed_key(p) == key]
        lists: dict[tuple[str, int], dict[int, list[int]]] = {}
        for place, paragraph in enumerate(flow):
            if paragraph.label:
                numbers = lists.setdefault(self._list(paragraph), {})
                numbers.setdefault(number_of(paragraph), []).append(place)
        self.lists = lists

    def _list(self, paragraph: Paragraph) -> tuple[str, int]:
        return self.document.numbering.abstract_of(paragraph.num_id), paragraph.ilvl

    def onward(self) -> None:
        """Behind the last article, up to the signatures or the next paper."""
        last = self.places[-1]
        end = next((i for i in range(last + 1, len(self.flow)) if self._ends(self.flow[i])), len(self.flow))
        for place in [i for i in self.found if last < i < end]:
            if number_of(self.flow[place]) == number_of(self.flow[self.places[-1]]) + 1 and self._fits(
                place, self.places, -1
            ):
                self.places.append(place)

    def backward(self) -> None:
        """Before the first article."""
        for place in reversed([i for i in self.found if i < self.places[0]]):
            if number_of(self.flow[place]) == number_of(self.flow[self.places[0]]) - 1 and self._fits(
                place, self.places, 1
            ):
                self.places.insert(0, place)

    def between(self) -> None:
        """Where the numbers leave some out."""
        for before, behind in list(itertools.pairwise(self.places)):
            low, high = number_of(self.flow[before]), number_of(self.flow[behind])
            if high - low <= 1:
                continue
            inside = self.found[bisect.bisect_right(self.found, before) : bisect.bisect_left(self.found, behind)]
            known = [before]
            for place in inside:
                if number_of(self.flow[place]) == low + len(known) < high and self._fits(place, known, -1):
                    known.append(place)
            if low + len(known) == high:
                self.places = sorted({*self.places, *known})

    def _fits(self, place: int, known: Sequence[int], side: int) -> bool:
        """Whether a line looks like the article next to it, and its list shows the number on that `side` of its own in
        the series alone."""
        paragraph, near = self.flow[place], known[-1] if side < 0 else known[0]
        if _look(paragraph) != _look(self.flow[near]):
            return False
        numbers = self.lists.get(self._list(paragraph), {}) if paragraph.label else {}
        number = number_of(paragraph)
        return len(numbers.get(number, ())) <= 1 and all(i == near for i in numbers.get(number + side, ()))

    def _ends(self, paragraph: Paragraph) -> bool:
        return is_annex(paragraph) or signs(paragraph) or is_title(paragraph)


def _look(paragraph: Paragraph) -> tuple[str, bool, bool]:
    words = paragraph.words
    return paragraph.style, toggled(paragraph, "w:b"), 0 < len(words) <= TITLE and not words.endswith(SENTENCE)
