"""Limbs and structure -> a tree of any and all.

Values that flow: nodes of a text and the limbs placed in it -> `LimbTree` and the stretches whose combination is not
said. The one hard problem: `A, B or C` is any, `A or B, and C` is both; commas take the word that follows them, `and`
binds weaker than `or`, and where that does not settle it the stretch is unsure. Rejected: `all` for whatever is
unclear.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from catalogue.model import Limb, LimbTree, Op
from catalogue.thresholds.limbs import Placed, Reading
from catalogue.thresholds.structure import Node

_OR = re.compile(
    r"(?<!one )\bor\b(?! more\b)|\boder\b(?!\s+(?:mehr|weniger|größer|kleiner|höher|länger))|或(?!更|者?以上)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:of|by|in|on|to|for|from|with|at|into)\s+or\b", re.IGNORECASE)
"""An `or` between two prepositions (made of or protected by) joins no limits."""
_OTHERWISE = re.compile(
    r"\s*,?\s*(?:\bor|\boder|或者?)\s*(?!(?:more|less|greater|higher|lower|better|mehr|weniger|更|以[上下])\b)"
    r"(?P<rest>[^;；.。:：\n]{3,})",
    re.IGNORECASE,
)

_LOWER, _UPPER = {Op.GT, Op.GE}, {Op.LT, Op.LE}
Part = Limb | LimbTree
Span = tuple[int, int]


def tree_of(root: Node, reading: Reading, text: str, lang: str) -> tuple[LimbTree | None, list[Span]]:
    """The tree of all limbs, None where there are none, and the stretches whose combination nobody says."""
    unsure: list[Span] = []
    placed = sorted(reading.placed, key=lambda p: p.start)
    part = _of_node(root, placed, text, unsure)
    if part is None:
        return None, unsure
    unsure.extend(_alternatives(placed, text))
    tree = part if isinstance(part, LimbTree) else LimbTree("all", (part,))
    return _flat(tree), unsure


def _alternatives(placed: list[Placed], text: str) -> list[Span]:
    """Where `or` right behind a limit offers something else that is no limit: its limit alone decides nothing."""
    found: list[Span] = []
    for one in placed:
        other = _OTHERWISE.match(text, one.end)
        if other and not any(other.start() <= p.start < other.end() for p in placed):
            found.append((other.start(), other.end()))
    return found


def _of_node(node: Node, placed: list[Placed], text: str, unsure: list[Span]) -> Part | None:
    if not node.parts:
        return _of_run(_within(placed, node.start, node.end), text, unsure)
    head = _of_run(_within(placed, node.start, node.head_end), text, unsure)
    parts = [_of_node(part, placed, text, unsure) for part in node.parts]
    present = [part for part in parts if part is not None]
    kind = node.kind
    if kind is None and len(node.parts) > 1 and present:
        unsure.append((node.head_end, max(node.head_end + 1, node.parts[-1].end)))
    if kind is not None and len(present) < len(parts):
        missing = [n for n, part in zip(node.parts, parts, strict=True) if part is None]
        if kind == "any" and present:
            unsure.extend((n.start, n.end) for n in missing if n.end > n.start)
    body = _together(kind or "all", present)
    return _together("all", [p for p in (head, body) if p is not None])


def _within(placed: list[Placed], start: int, end: int) -> list[Placed]:
    """The limbs that begin in a stretch."""
    return placed[bisect_left(placed, start, key=_begin) : bisect_left(placed, end, key=_begin)]


def _begin(placed: Placed) -> int:
    return placed.start


def _together(kind: str, parts: list[Part]) -> Part | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else LimbTree(kind, tuple(parts))


def _of_run(placed: list[Placed], text: str, unsure: list[Span]) -> Part | None:
    """Limbs of one stretch by the words between them."""
    if not placed:
        return None
    links = [_link(text, a, b) for a, b in itertools.pairwise(placed)]
    for n in range(len(links) - 2, -1, -1):
        if links[n] == "list":
            links[n] = links[n + 1]
    links = ["and" if link == "list" else link for link in links]
    groups: list[list[Part]] = [[placed[0].limb]]
    for link, one in zip(links, placed[1:], strict=True):
        if link == "or":
            groups[-1].append(one.limb)
        else:
            groups.append([one.limb])
    if "or" in links and "and" in links and _mixed(links):
        unsure.append((placed[0].start, placed[-1].end))
    unsure.extend(
        (a.start, b.end)
        for a, b, link in zip(placed, placed[1:], links, strict=False)
        if link == "and" and _twice(a, b)
    )
    parts = [_together("any", group) for group in groups]
    return _together("all", [p for p in parts if p is not None])


def _twice(first: Placed, second: Placed) -> bool:
    """True where one quantity is bounded twice from one side, without a condition that tells the two apart."""
    one, other = first.limb, second.limb
    same = one.quantity == other.quantity and not one.condition and not other.condition
    same = same and (one.op, one.values, one.unit) != (other.op, other.values, other.unit)
    return same and any({one.op, other.op} <= side for side in (_LOWER, _UPPER))


def _mixed(links: list[str]) -> bool:
    """True where an `and` stands before an `or`: (A and B) or C, or A and (B or C)."""
    return "or" in links[links.index("and") :]


def _link(text: str, first: Placed, second: Placed) -> str:
    """What joins two limbs: and, or, or a comma that takes the word after it."""
    if first.bound.number_at == second.bound.number_at:
        return "and" if first.bound.sizes else "or"
    between = text[min(first.end, second.start) : second.start]
    if _OR.search(_WITHIN.sub(lambda m: " " * len(m[0]), between)):
        return "or"
    if re.fullmatch(r"\s*[、,]\s*(?:and\s+|with\s+)?(?:an?\s+)?", between) and "、" in between:
        return "list"
    return "and"


def _flat(tree: LimbTree) -> LimbTree:
    """The tree without parts of the kind of what holds them."""
    parts: list[Part] = []
    for part in tree.parts:
        inner = _flat(part) if isinstance(part, LimbTree) else part
        if isinstance(inner, LimbTree) and inner.kind == tree.kind:
            parts.extend(inner.parts)
        else:
            parts.append(inner)
    return LimbTree(tree.kind, tuple(parts))
