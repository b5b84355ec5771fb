"""Numbers that go up: which typed numbers of one form follow one another as the articles of a contract.

Values that flow: places of paragraphs with one form of number become the places of the articles. The hard problem is
an author who left a number out (第四条, 第六条): the articles behind the gap are articles, while a list that begins at
one again, or a reference at the head of a line, is none. Rejected: the longest stretch without a gap; it loses every
article before or behind a slip.
"""

from __future__ import annotations

from clause_library.word.source.document import Paragraph

GAP = 3
GAPPED = ("第条", "第章", "Article", "Clause", "Section", "一、")


def ordinal(paragraph: Paragraph) -> int:
    """The first figure of a typed number; 0 for none."""
    return paragraph.typed.numbers[0] if paragraph.typed else 0


def longest_run(flow: tuple[Paragraph, ...], places: list[int]) -> list[int]:
    """The longest run of numbers that go up by one; a number out of turn is a reference, not an article."""
    best: list[int] = []
    for begin in range(len(places)):
        if begin and len(places) - begin <= len(best):
            break
        run = [places[begin]]
        for place in places[begin + 1 :]:
            if ordinal(flow[place]) == ordinal(flow[run[-1]]) + 1:
                run.append(place)
        if len(run) > len(best):
            best = run
    return best


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
