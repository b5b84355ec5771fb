"""Articles whose numbers are out of turn: one left out, one given twice.

Values that flow: the longest run of consecutive numbers and the other places of the same form become the run with the
articles that a slip of the pen kept out of it. The hard problem is a reference at the head of a line (第八条约定的…),
which looks the same; an article's line is short, says something, and ends without a full stop, as those of the run do.
Rejected: any number that goes up; a contract that cites itself at the head of lines would gain articles.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.word.reading.mixed import is_mixed, number_of
from clause_library.word.report import drafting_notice
from clause_library.word.source.document import Paragraph

SLIP = 3
LENGTH = 40
SENTENCE = tuple("。；：，、;:,.!?！？")


def out_of_turn(flow: Sequence[Paragraph], places: Sequence[int], run: Sequence[int]) -> list[int]:
    """The run with the places between, before and behind it that are articles too; only where its lines are titles."""
    if sum(_titled(flow[i]) for i in run) * 10 < len(run) * 9:
        return list(run)
    out = sorted(run)
    for place in places:
        if place in out or not _titled(flow[place]) or not _apart(flow, place, out):
            continue
        before = max((_number(flow[i]) for i in out if i < place), default=None)
        behind = min((_number(flow[i]) for i in out if i > place), default=None)
        number = _number(flow[place])
        high = before is None or 0 <= number - before <= SLIP
        low = behind is None or 0 <= behind - number <= SLIP
        if high and low:
            out = sorted([*out, place])
    for place in reversed(places):
        first = _number(flow[out[0]])
        if place < out[0] and _titled(flow[place]) and 0 < first - _number(flow[place]) <= SLIP:
            out = [place, *out]
    return out


def _titled(paragraph: Paragraph) -> bool:
    words = paragraph.words
    return 0 < len(words) <= LENGTH and not words.endswith(SENTENCE)


def _apart(flow: Sequence[Paragraph], place: int, heads: Sequence[int]) -> bool:
    """Whether text stands between it and the article before, as no list of articles (a table of contents) has it."""
    before = [i for i in heads if i < place]
    return not before or any(not flow[i].blank for i in range(before[-1] + 1, place))


def _number(paragraph: Paragraph) -> int:
    return paragraph.typed.numbers[0] if paragraph.typed else 0


def turn_notices(heads: Sequence[Paragraph]) -> Iterator[Notice]:
    """What to tell of typed article numbers that are out of turn: those before and behind the place."""
    every = is_mixed(heads)
    told = [p for p in heads if (p.label and every) or (p.typed is not None and not p.label and not p.typed.bis)]
    for before, paragraph in itertools.pairwise(told):
        if number_of(paragraph) == number_of(before) + 1:
            continue
        one, two = before.text.strip()[:24], paragraph.text.strip()[:24]
        text = Words(
            f"原合同条号不连续：“{one}”之后是“{two}”；未作更正，请核对条号和引用",
            f"the contract's numbers are out of turn: “{two}” follows “{one}”; not mended, check numbers, references",
        )
        yield drafting_notice("numbers-out-of-turn", text)
