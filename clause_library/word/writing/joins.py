"""What a clause has to do with lines of the contract it joins, as values.

Values that flow: for blocks of a clause the line beside which they go (`Target`), and the words of the contract that
change for it (`Touch`); together a `Join`. Rejected: edits; numbers, looks and citations are not known yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.layout import Layout, row_of
from clause_library.word.reading.lists import Line, end_span
from clause_library.word.source.document import Paragraph

MEMBERS = -1
"""The item number by which a clause cites those of its items that joined a list."""


@dataclass(frozen=True, slots=True)
class Target:
    """Beside which line a block goes: behind it or `ahead` of it, in the look of `pattern`, with that number (0: none).
    `order` is its turn among the blocks at one place."""

    line: Line
    pattern: Paragraph
    number: int
    ahead: bool = False
    order: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Touch:
    """Words that a clause changes in a line of the contract, so that the line and the clause agree."""

    lang: str
    paragraph: Paragraph
    start: int
    end: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """What a clause has to do with lines of the contract. `targets` are by language and place in the clause's body;
    `shifted` are typed members that get another number."""

    targets: dict[str, dict[int, Target]] = field(default_factory=dict[str, dict[int, Target]])
    touches: tuple[Touch, ...] = ()
    shifted: tuple[tuple[Paragraph, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """The clause as it joins, and how."""

    clause: RenderedClause
    join: Join


Bodies = dict[str, tuple[RenderedBlock, ...]]


def body_of(clause: RenderedClause, lang: str) -> tuple[RenderedBlock, ...]:
    """A clause without its heading."""
    return tuple(b for b in clause.blocks.get(lang, ()) if b.kind is not BlockKind.HEADING)


def with_bodies(clause: RenderedClause, bodies: Bodies) -> RenderedClause:
    """The clause with other paragraphs under its heading."""
    heads = {lang: tuple(b for b in blocks if b.kind is BlockKind.HEADING) for lang, blocks in clause.blocks.items()}
    return replace(
        clause,
        blocks={lang: (*heads[lang], *bodies[lang]) if lang in bodies else b for lang, b in clause.blocks.items()},
    )


def facing(layout: Layout, lists: list[tuple[Line, ...]]) -> bool:
    """Whether the lists of two languages are one list: as many members, row by row where the contract is a table."""
    if len({len(x) for x in lists}) > 1:
        return False
    if layout.kind != "rows":
        return True
    return all(len({id(row_of(line.last)) for line in pair}) == 1 for pair in zip(*lists, strict=True))


def text_of(block: RenderedBlock) -> str:
    """The words of a block."""
    return "".join(r.text for cell in block.cells for r in cell)


def with_end(block: RenderedBlock, end: str) -> RenderedBlock:
    """An item with another sign (and joining word) at its end."""
    runs = list(block.cells[-1])
    text = runs[-1].text
    runs[-1] = replace(runs[-1], text=text[: end_span(text)[0]] + end)
    return replace(block, cells=(*block.cells[:-1], tuple(runs)))
