"""Imported lists -> the same lists with limbs read from their texts, where nobody made any by hand.

Values that flow: a catalogue -> its entries as trees of points -> every point read once -> points with a tree,
quantities of the vocabulary beside the pack's own. The one hard problem: a paragraph stands under headings, and what
a heading asks ("wavelength exceeding 975 nm and any of the following") is asked of every paragraph below it; so limbs
of headings are inherited, `all of the following` takes its paragraphs together, and a paragraph that is one of
several conditions never captures alone. Rejected: judging paragraphs by themselves; `output power exceeding 1 W`
would capture every laser pointer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from catalogue.model import Catalogue, Check, Edition, Entry, Limb, LimbTree, Point, Quantity, Words
from catalogue.thresholds.language import language_of, latin_language
from catalogue.thresholds.quantities import merged
from catalogue.thresholds.reader import ReadText, Vocabulary, decimals_of, read_limbs
from catalogue.thresholds.structure import kind_in

_ASIDE = re.compile(r"(?:^|[.\s-])(?:note|nb|technical-note|remark|n\.b)", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"as\s+follows|the\s+following\s*[:.;]?\s*$|如下|下列|以下|wie\s+folgt|folgende[nrsm]?\s*[:.;]?\s*$", re.IGNORECASE
)
_OR_LIST = re.compile(
    r"\bor\s+(?:having\s+)?(?:any|all|one|either)\s+of\s+the\s+following|或(?:具有)?(?:以下|下述|下列)|"
    r"\boder\s+(?:mit\s+)?(?:eine[rms]?|allen?)\s+(?:der\s+)?folgenden",
    re.IGNORECASE,
)
_TAKES_OUT = re.compile(
    r"does\s+not\s+(?:control|apply|include)|do\s+not\s+(?:control|apply)|不管制|不包括|不适用|erfass(?:t|en)\s+nicht|gilt\s+nicht",
    re.IGNORECASE,
)
_ENDS_OR, _ENDS_AND = (
    re.compile(r"(?:\bor|\boder|或)\W*$", re.IGNORECASE),
    re.compile(r"(?:\band|\bund|且|和)\W*$", re.IGNORECASE),
)
_TAIL = 160


@dataclass(slots=True)
class _Node:
    """A point (None for the entry's title) with what was read in it and the points below."""

    point: Point | None
    read: ReadText
    text: str
    by_hand: bool = False
    kind: str | None = None
    below: list[_Node] = field(default_factory=list)  # type: ignore[assignment]

    @property
    def tree(self) -> LimbTree | None:
        """The limbs made by hand where there are some, else those read."""
        return self.point.tree if self.by_hand and self.point else self.read.tree


def with_limbs(catalogue: Catalogue, vocabulary: Vocabulary) -> Catalogue:
    """The catalogue with limbs read for every point that has text and none, in the editions that were imported.

    Limbs made by hand stay as they are, and so do editions that say nothing of it: a bundled pack reads the same
    wherever it lies.
    """
    quantities = dict(catalogue.quantities)
    editions = tuple(_edition(edition, vocabulary, quantities) for edition in catalogue.editions)
    return replace(catalogue, editions=editions, quantities=quantities)


def without_limbs_read(catalogue: Catalogue) -> Catalogue:
    """The catalogue as its files hold it: without the limbs that `with_limbs` read into it."""
    editions = (
        replace(e, entries=tuple(map(_as_printed, e.entries))) if e.limbs_read else e for e in catalogue.editions
    )
    return replace(catalogue, editions=tuple(editions))


def _as_printed(entry: Entry) -> Entry:
    return replace(entry, points=tuple(map(_without_read, entry.points)))


def _without_read(point: Point) -> Point:
    by_hand = point.tree is not None and all(limb.checked is not Check.MACHINE for limb in point.tree.limbs())
    return point if by_hand else replace(point, tree=None, unread=(), beside=False)


def _edition(edition: Edition, vocabulary: Vocabulary, quantities: dict[str, Quantity]) -> Edition:
    if not edition.lists_items or not edition.limbs_read:
        return edition
    decimal = decimals_of(_texts(edition))
    reader = _EntryReader(vocabulary, decimal, latin_language(_texts(edition)), quantities)
    return replace(edition, entries=tuple(e if e.aside else reader.entry(e) for e in edition.entries))


def _texts(edition: Edition) -> Iterator[str]:
    for entry in edition.entries:
        for point in entry.points:
            yield point.text.en or point.text.zh


def printed(words: Words) -> str:
    """The text that spans count in: the Chinese one where there is one."""
    return words.zh or words.en


class _EntryReader:
    """Reads the points of entries and gives each its tree."""

    def __init__(self, vocabulary: Vocabulary, decimal: str, latin: str, quantities: dict[str, Quantity]) -> None:
        self._vocabulary = vocabulary
        self._latin = latin
        self._decimal = decimal
        self._quantities = quantities

    def entry(self, entry: Entry) -> Entry:
        """The entry with limbs in its points."""
        root = self._rooted(entry)
        takes_out = bool(_TAKES_OUT.search(f"{entry.notes.en} {entry.notes.zh}"))
        made = {id(node.point): self._point(node, above, takes_out) for node, above in _walk(root, ())}
        return replace(entry, points=tuple(made.get(id(point), point) for point in entry.points))

    def _rooted(self, entry: Entry) -> _Node:
        alone = len(entry.points) == 1 and entry.points[0].no is None
        title = "" if alone else _title(entry)
        root = _Node(None, self._read(title), title)
        nodes: dict[str, _Node] = {}
        for point in entry.points:
            text = printed(point.text)
            node = _Node(point, self._read(text), text, by_hand=point.tree is not None)
            holder = root
            if point.no:
                parts = point.no.split(".")
                above = (".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
                holder = next((nodes[no] for no in above if no in nodes), root)
                nodes[point.no] = node
            if not _is_aside(point):
                holder.below.append(node)
        for node in (root, *nodes.values()):
            node.kind = _kind_of(node)
        return root

    def _read(self, text: str) -> ReadText:
        return (
            read_limbs(text, language_of(text, self._latin), self._vocabulary, self._decimal)
            if text
            else ReadText(None, plain=True)
        )

    def _point(self, node: _Node, above: tuple[_Node, ...], takes_out: bool) -> Point:
        point = node.point
        assert point is not None
        if point.tree is not None or node.read.note:
            return point
        together = [tree for one in node.below if (tree := _whole(one))] if node.kind == "all" else []
        if node.read.tree is None and not together:
            return replace(point, unread=node.read.unread) if node.read.unread else point
        inherited = [
            _without_spans(one.tree)
            for one in above
            if one.tree and not one.read.unread and not _alternative(one) and one.text != node.text
        ]
        own = [node.read.tree] if node.read.tree else []
        tree = _all_of([*inherited, *own, *(_without_spans(t) for t in together)])
        beside = takes_out or bool(point.exclusions) or not node.read.plain or _stands_with_others(node, above)
        unread = node.read.unread or (((0, len(node.text)),) if node.below and _alternative(node) else ())
        return replace(point, tree=self._settled(tree, node, above), unread=unread, beside=beside)

    def _settled(self, tree: LimbTree, node: _Node, above: tuple[_Node, ...]) -> LimbTree:
        """The tree with quantities the catalogue has: its own where it names one so, else taken in."""
        known = {q.id: q for one in _all_nodes(node, above) for q in one.read.quantities}
        return _renamed(tree, {ident: self._taken(q) for ident, q in known.items()})

    def _taken(self, quantity: Quantity) -> str:
        held = self._quantities.get(quantity.id)
        if held is not None and held.dimension != quantity.dimension:
            quantity = replace(quantity, id=f"{quantity.id}_{quantity.dimension}")
            held = self._quantities.get(quantity.id)
        self._quantities[quantity.id] = merged(held, quantity)
        return quantity.id


def _title(entry: Entry) -> str:
    return entry.title.en or entry.title.zh


def _is_aside(point: Point) -> bool:
    return point.no is not None and bool(_ASIDE.search(point.no))


def _kind_of(node: _Node) -> str | None:
    """How the points below combine: by the words of the heading, else by how they end."""
    if not node.below:
        return None
    said = kind_in(node.text[-_TAIL:])
    if (said and node.point is not None) or (
        said and re.search("following|folgenden|任|所有|全部", node.text[-_TAIL:])
    ):
        return said
    ends = [one.text.rstrip(" ;；.。,，:：") for one in node.below[:-1]]
    if any(_ENDS_AND.search(end) for end in ends):
        return None if any(_ENDS_OR.search(end) for end in ends) else "all"
    if any(_ENDS_OR.search(end) for end in ends) or _FOLLOWS.search(node.text[-_TAIL:]):
        return "any"
    return "any" if node.point is None else None


def _walk(node: _Node, above: tuple[_Node, ...]) -> Iterator[tuple[_Node, tuple[_Node, ...]]]:
    for one in node.below:
        yield one, (*above, node)
        yield from _walk(one, (*above, node))


def _all_nodes(node: _Node, above: Iterable[_Node]) -> Iterator[_Node]:
    yield from above
    yield node
    for one in node.below:
        yield from _all_nodes(one, ())


def _alternative(heading: _Node) -> bool:
    """True where the limits of a heading stand beside its list, not above it: `… or any of the following`."""
    return bool(_OR_LIST.search(heading.text))


def _stands_with_others(node: _Node, above: tuple[_Node, ...]) -> bool:
    """True where limits met are not enough: one of several conditions, a heading, or words no limit covers."""
    if any(one.kind != "any" or not one.read.plain or one.read.unread or _alternative(one) for one in above[1:]):
        return True
    root = above[0]
    if root.kind != "any" or root.read.unread or (root.read.tree is not None and not root.read.plain):
        return True
    if node.below and node.kind != "all":
        return True
    return node.kind == "all" and not all(_read_whole(one) for one in node.below)


def _read_whole(node: _Node) -> bool:
    """True where everything a point and those below it ask was read."""
    if node.read.tree is None or node.read.unread or not node.read.plain:
        return False
    return not node.below or (node.kind == "all" and all(_read_whole(one) for one in node.below))


def _whole(node: _Node) -> LimbTree | None:
    """What was read of a point with what is below it; None where something in it was not read."""
    if node.read.unread or _alternative(node):
        return None
    below = [tree for one in node.below if (tree := _whole(one))]
    parts = [tree for tree in (node.tree, *(below if node.kind == "all" else ())) if tree]
    if node.kind == "any" and below and len(below) == len(node.below):
        parts.append(below[0] if len(below) == 1 else LimbTree("any", tuple(below)))
    return _all_of(parts) if parts else None


def _all_of(trees: list[LimbTree]) -> LimbTree:
    if len(trees) == 1:
        return trees[0]
    parts: list[Limb | LimbTree] = []
    for tree in trees:
        parts.extend(tree.parts if tree.kind == "all" or len(tree.parts) == 1 else (tree,))
    return LimbTree("all", tuple(parts))


def _without_spans(tree: LimbTree) -> LimbTree:
    """The tree for a point in whose text its limbs do not stand."""
    return LimbTree(
        tree.kind,
        tuple(_without_spans(p) if isinstance(p, LimbTree) else replace(p, span=None) for p in tree.parts),
    )


def _renamed(tree: LimbTree, names: dict[str, str]) -> LimbTree:
    return LimbTree(
        tree.kind,
        tuple(
            _renamed(p, names) if isinstance(p, LimbTree) else replace(p, quantity=names.get(p.quantity, p.quantity))
            for p in tree.parts
        ),
    )
