"""Paragraphs, tables and controls of two versions laid side by side, and how one step follows another.

Values that flow: what stands in a body, a cell or a control becomes `Item`s; old and new items become `Step`s (kept,
paired, inserted, deleted). The hard problem is the last paragraph of a cell: its mark cannot go, so what is added
behind it takes over its mark and the new marks stand before. Rejected: marking the last paragraph itself; a rejected
insertion would leave an empty line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from clause_library.word.revising.aligning import align, gaps, pair_alike
from clause_library.word.revising.stamps import Look, look_of
from clause_library.word.revising.tokens import MARKER, WORDS
from clause_library.word.source.xmltree import Node, XmlPart

PROPERTIES = re.compile(r"w:(?:\w+Pr|tblGrid|tblPrEx)")
FIGURES = re.compile(r"[\d〇零一二三四五六七八九十百]+")
UNREAD = ("w:pPr", "w:del", "w:moveFrom", "mc:Fallback")


@dataclass(slots=True, eq=False)
class Item:
    """A paragraph, table, row, cell, control or anything else, with the marks between it and the one before."""

    part: XmlPart
    node: Node
    before: list[Node] = field(default_factory=list[Node])
    said: str | None = None
    bag: Counter[str] | None = None

    @property
    def key(self) -> bytes:
        """Its source."""
        return self.part.source[self.node.start : self.node.end]

    @property
    def text(self) -> str:
        """What it says, deleted text left out."""
        if self.said is None:
            self.said = "".join(_texts(self.node))
        return self.said

    @property
    def words(self) -> Counter[str]:
        """Its words, counted."""
        if self.bag is None:
            self.bag = Counter(w for w in WORDS.findall(self.text) if not w.isspace())
        return self.bag

    @property
    def is_paragraph(self) -> bool:
        return self.node.tag == "w:p"


def _texts(node: Node) -> Iterable[str]:
    if node.tag == "w:t":
        yield node.text
    for child in node.children:
        if child.tag not in UNREAD:
            yield from _texts(child)


def is_property(node: Node) -> bool:
    """Whether an element says how its parent looks, not what is in it; a section's end is text like a paragraph."""
    return node.tag != "w:sectPr" and PROPERTIES.fullmatch(node.tag) is not None


def items_of(part: XmlPart, container: Node) -> tuple[list[Item], list[Node]]:
    """What stands in a container, its properties left out, and the marks behind the last."""
    out: list[Item] = []
    waiting: list[Node] = []
    for node in container.children:
        if MARKER.fullmatch(node.tag):
            waiting.append(node)
        elif not is_property(node):
            out.append(Item(part, node, waiting))
            waiting = []
    return out, waiting


def properties_of(part: XmlPart, container: Node) -> tuple[str, ...]:
    """The properties of a table, row, cell or control, as they are written."""
    return tuple(part.xml(c) for c in container.children if is_property(c))


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step from old to new: both (kept or changed), new alone (inserted) or old alone (deleted).

    `mark` is ins or del where the mark of a paragraph that stays is inserted or deleted for those that follow;
    `was` and `now` are the looks of a paragraph that takes over the mark of another.
    """

    old: Item | None
    new: Item | None
    mark: str = ""
    was: Look | None = None
    now: Look | None = None

    @property
    def same(self) -> bool:
        """Whether nothing is to be told."""
        return self.old is not None and self.new is not None and self.old.key == self.new.key and not self.mark

    @property
    def paired(self) -> bool:
        return self.old is not None and self.new is not None

    @property
    def item(self) -> Item:
        """The new item, or the old one where there is no new."""
        if self.new is not None:
            return self.new
        if self.old is None:
            raise ValueError("a step from nothing to nothing")
        return self.old


def steps(old: Sequence[Item], new: Sequence[Item], joins: Callable[[Item, Item], bool]) -> list[Step]:
    """From old to new in order, deletions before insertions; `joins` says which two can be told as one changed item."""
    pairs = align([i.key for i in old], [i.key for i in new])
    for a, a_end, b, b_end in gaps(pairs, len(old), len(new)):
        bare = align([_bare(i) for i in old[a:a_end]], [_bare(i) for i in new[b:b_end]])
        near = [(a + i, b + j) for i, j in bare if joins(old[a + i], new[b + j])]
        pairs += near
        for gap in gaps([(i - a, j - b) for i, j in near], a_end - a, b_end - b):
            i, i_end, j, j_end = gap
            moved = (a + i, a + i_end, b + j, b + j_end)
            pairs += _alike(old, new, moved, joins)
    out: list[Step] = []
    i = j = 0
    for a, b in [*sorted(pairs), (len(old), len(new))]:
        out += [Step(o, None) for o in old[i:a]]
        out += [Step(None, n) for n in new[j:b]]
        if a < len(old):
            out.append(Step(old[a], new[b]))
        i, j = a + 1, b + 1
    return out


def _bare(item: Item) -> Hashable:
    text = FIGURES.sub("", item.text).strip()
    return (item.node.tag, text) if text else (item.node.tag, item.key)


def _alike(
    old: Sequence[Item], new: Sequence[Item], gap: tuple[int, int, int, int], joins: Callable[[Item, Item], bool]
) -> list[tuple[int, int]]:
    a, a_end, b, b_end = gap
    if a_end - a == b_end - b == 1:
        return [(a, b)] if joins(old[a], new[b]) else []

    def likeness(i: int, j: int) -> float:
        return _likeness(old[i], new[j]) if joins(old[i], new[j]) else 0.0

    return pair_alike(gap, likeness)


def _likeness(one: Item, other: Item) -> float:
    left, right = one.words, other.words
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def closed(found: list[Step]) -> list[Step]:
    """The steps with the end of the container in mind: its last paragraph keeps a mark, whatever comes or goes."""
    end = len(found)
    while end and found[end - 1].item.node.tag == "w:sectPr":
        end -= 1
    first = end
    while first and not found[first - 1].paired:
        first -= 1
    group, behind = found[first:end], found[end:]
    if not group:
        return found
    gone, come = [s for s in group if s.new is None], [s for s in group if s.old is None]
    if gone and come:
        return found[:first] + _ended_as_one(gone, come) + behind
    anchor = found[first - 1] if first else None
    last = group[-1]
    if anchor is None or not last.item.is_paragraph or not anchor.item.is_paragraph:
        return found
    shifted = _shifted(anchor, last)
    return [*found[: first - 1], shifted[0], *group[:-1], shifted[1], *behind] if shifted else found


def _ended_as_one(gone: list[Step], come: list[Step]) -> list[Step]:
    """The last of what goes and the last of what comes share the mark that must stay."""
    old, new = gone[-1].old, come[-1].new
    if old is None or new is None or not (old.is_paragraph and new.is_paragraph):
        return [*gone, *come]
    was, now = look_of(old.part, old.node), look_of(new.part, new.node)
    if not was.fits(now):
        return [*gone, *come]
    return [*gone[:-1], *come[:-1], Step(old, new)]


def _shifted(anchor: Step, last: Step) -> tuple[Step, Step] | None:
    """The paragraph before takes the new (or deleted) mark, the last one keeps the mark that was there."""
    if anchor.old is None or anchor.new is None:
        return None
    before = look_of(anchor.old.part, anchor.old.node)
    after = look_of(anchor.new.part, anchor.new.node)
    own = look_of(last.item.part, last.item.node)
    if before.tracked or after.tracked or own.tracked or before.section or after.section:
        return None
    was, now = (before, own) if last.old is None else (own, after)
    if not was.fits(now):
        return None
    mark = "ins" if last.old is None else "del"
    return replace(anchor, mark=mark), replace(last, was=was, now=now)
