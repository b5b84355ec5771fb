"""Text written beside lines of the contract and words changed in them.

Values that flow: placed blocks that join become insertions by offset; `Touch`es with their citations become edits, one
bookmark per line of the contract, its words as they were for the record, and one change for the report. The hard
problem is a line that two causes change, an exception and a reference that moved: it is reported once, as it finally
stands. Rejected: giving the line up and writing it anew; its runs, fields and notes are somebody's work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause
from clause_library.word.reading.bookmarks import Names, Replaced
from clause_library.word.reading.layout import Layout, row_of
from clause_library.word.reading.looks import look_of
from clause_library.word.reading.references import Correction
from clause_library.word.report import Change
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.typed import Typed
from clause_library.word.source.xmltree import Edit, Node
from clause_library.word.writing.compose import Composed, PlacedClause
from clause_library.word.writing.insert import Writer
from clause_library.word.writing.joins import Target, Touch
from clause_library.word.writing.landings import Landing, Plan
from clause_library.word.writing.sentences import with_fields
from clause_library.word.writing.splice import apply_corrections, pattern_row, row_xml

Offset = Callable[[Composed, str], int]


def beside(
    document: ContractDocument,
    layout: Layout,
    landing: Landing,
    placed: Sequence[tuple[PlacedClause, Writer, int]],
) -> Iterator[tuple[int, str]]:
    """(offset, source text) of the blocks of a clause that join lines; `placed` per language with its writer and the
    number of its first bookmark."""
    join = landing.join
    if join is None or not join.targets:
        return
    main = placed[0][0].lang
    for place, target in sorted(join.targets[main].items(), key=lambda pair: (pair[1].order, pair[0])):
        targets = [join.targets[clause.lang][place] for clause, _, _ in placed]
        if target.line.row is not None:
            looks = [look_of(document, layout.main.outline, p) for p in (target.line.head, target.line.last)]
            clause, writer, first = placed[0]
            cells = [writer.one(clause, place, first + place, n, look) for n, look in enumerate(looks, start=1)]
            yield _edge(target.line.row, target), row_xml(document.main, target.line.row, cells)
            continue
        texts = [writer.one(clause, place, first + place) for clause, writer, first in placed]
        if layout.kind == "rows":
            row = _row(target)
            yield _edge(row, target), row_xml(document.main, pattern_row(layout, row), texts)
        elif layout.kind in ("articles", "halves"):
            for one, text in zip(targets, texts, strict=True):
                yield _edge(one.line.head.node if one.ahead else one.line.last.node, one), text
        else:
            yield _between(targets), "".join(texts)


def _edge(node: Node, target: Target) -> int:
    return node.start if target.ahead else node.end


def _row(target: Target) -> Node:
    row = row_of(target.line.head if target.ahead else target.line.last)
    if row is None:
        raise ValueError("a line of a two-column contract stands in a row")
    return row


def _between(targets: Sequence[Target]) -> int:
    """One place for all languages: before the first of the lines they go ahead of, or behind the last."""
    if targets[0].ahead:
        return min(t.line.head.top.start for t in targets)
    return max(t.line.last.top.end for t in targets)


def shifted_numbers(plan: Plan) -> Iterator[Correction]:
    """The typed numbers of a list's members that new ones move on."""
    for landing in plan.landings:
        for paragraph, number in landing.join.shifted if landing.join else ():
            if paragraph.typed is not None:
                start, words = _figure(paragraph.text, paragraph.typed, number)
                yield Correction(paragraph, start, paragraph.typed.figures[1], words)


def _figure(text: str, typed: Typed, number: int) -> tuple[int, str]:
    """Where the last figure of a typed number begins, and the new one in its place."""
    (start, end), last = typed.figures, typed.numbers[-1]
    if len(typed.numbers) > 1:
        cut = max(text.rfind(".", start, end), text.rfind("．", start, end))
        return cut + 1, str(number)
    bare = replace(typed.form, prefix="", suffix="")
    letters = bare.numeral == "roman" and last + 1 != number
    return start, replace(bare, numeral="letter").write((number,)) if letters else bare.write((number,))


@dataclass(frozen=True, slots=True)
class Touched:
    """A line of the contract changed for a clause: which clause answers for it, under which bookmark, and the changes
    in words."""

    paragraph: Paragraph
    clause: RenderedClause
    bookmark: str
    words: tuple[Correction, ...]
    edits: tuple[Edit, ...]

    @property
    def record(self) -> Replaced:
        """What the package remembers of it."""
        return Replaced(self.bookmark, self.paragraph.text)

    def change(self, others: Iterable[Correction]) -> Change:
        """What the report says, other corrections of the line included."""
        text = self.paragraph.text
        own = [c for c in others if c.paragraph.index == self.paragraph.index]
        for one in sorted(dict.fromkeys([*self.words, *own]), key=lambda c: (-c.start, -c.end)):
            text = text[: one.start] + one.words + text[one.end :]
        return Change(self.paragraph.index, self.clause.id, self.paragraph.text, text)


def touch(
    document: ContractDocument, landings: Sequence[Landing], composed: Sequence[Composed], writers: Sequence[Writer]
) -> tuple[Touched, ...]:
    """Every line that clauses change, each once; the bookmarks count on from the clause's own blocks."""
    by_line: dict[int, list[tuple[int, Touch]]] = {}
    for number, landing in enumerate(landings):
        for one in landing.join.touches if landing.join else ():
            by_line.setdefault(one.paragraph.index, []).append((number, one))
    writer_of = {w.lang: w for w in writers}
    counted: dict[int, int] = {}
    out: list[Touched] = []
    for group in by_line.values():
        number, paragraph = group[0][0], group[0][1].paragraph
        clause = landings[number].clause
        total = sum(len(c.clauses[number].blocks) for c in composed)
        name = Names.of(clause, total + counted.get(number, 0))
        counted[number] = counted.get(number, 0) + 1
        out.append(_touched(document, paragraph, clause, name, [t for _, t in group], writer_of))
    return tuple(out)


def _touched(
    document: ContractDocument,
    paragraph: Paragraph,
    clause: RenderedClause,
    name: str,
    touches: Sequence[Touch],
    writers: dict[str, Writer],
) -> Touched:
    main = document.main
    words: list[Correction] = []
    edits: list[Edit] = []
    for one in touches:
        writer = writers[one.lang]
        block = RenderedBlock(BlockKind.PARA, (one.runs,))
        plain = Correction(paragraph, one.start, one.end, writer.words_of(block))
        words.append(plain)
        signed, fields = writer.sentence(block)
        made, _ = apply_corrections(main, [replace(plain, words=signed)])
        edits += with_fields(main, paragraph, made, fields, writer.field_of)
    opened, closed = next(iter(writers.values())).names.around(name, main.prefix)
    properties = paragraph.properties
    start = properties.end if properties else paragraph.node.inner_start
    edits += [Edit(start, start, opened), Edit(paragraph.node.inner_end, paragraph.node.inner_end, closed)]
    return Touched(paragraph, clause, name, tuple(words), tuple(dict.fromkeys(edits)))
