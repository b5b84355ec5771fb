"""How the parts of a text hang together: labelled lists, headings that say any or all, and separators.

Values that flow: folded text -> `Node`s (a stretch, its heading, its parts, and how they combine). The one hard
problem: a text may list alternatives or conditions with the same signs, and only its heading says which; where it
does not, the kind is None and nothing may be concluded from the parts together. Rejected: taking every list for
`all`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

_LABEL = re.compile(
    r"(?:(?<=[：:；;。,，\s])|^)(?:\((?P<round>[0-9]{1,2})\)|(?P<digit>[0-9]{1,2})(?:[.、](?![0-9]))|(?P<letter>[a-z])(?:[.、](?![a-z0-9]\.)))"
)
_ANY = re.compile(
    r"任[一何]|任意|之一|一种或多种|any\s+(?:one\s+)?of|either\s+of|one\s+or\s+more\s+of|at\s+least\s+one|one\s+of\s+the\s+following|\beine[rsnm]?\s+(?:oder\s+mehrere[rn]?\s+)?der\s+(?:nach)?folgenden",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"所有|全部|同时满足|同时具有|同时具备|两种特性|两项|以下特性|下列特性|各项|all\s+of|both\s+of|each\s+of|\bwith\s+both|\balle[nr]?\s+(?:der\s+)?(?:nach)?folgenden|\bbeiden?\s+folgenden|\bjeder\s+der\s+folgenden",
    re.IGNORECASE,
)
_ALL_WEAKLY = re.compile(r"following\s+characteristics|(?:having|with)\s+the\s+following\s*[:;,]?\s*$", re.IGNORECASE)
_HEAD_END = re.compile(r"[：:]")
_ENDS_OR, _ENDS_AND = (
    re.compile(r"(?:\bor|\boder|或者?)\s*$", re.IGNORECASE),
    re.compile(r"(?:\band|\bund|且|和)\s*$", re.IGNORECASE),
)
_BEGINS_OR, _BEGINS_AND = (
    re.compile(r"\s*(?:或|or\b|oder\b)", re.IGNORECASE),
    re.compile(r"\s*(?:并且|且|同时|and\b|und\b)", re.IGNORECASE),
)
_SEPARATOR = re.compile(r"[；;\n。]|\.\s+(?=[A-Z])")
_SIGNS = " \t\n\r;；.。,，:："
_NO_WORDS = ("", "and/or", "and", "or", "und", "oder", "und/oder", "且", "或")
MAX_DEPTH = 6


@dataclass(slots=True)
class Node:
    """A stretch of text: its own words up to `head_end`, then its parts. `kind` says how the parts combine."""

    start: int
    end: int
    head_end: int
    kind: str | None = None
    parts: list[Node] = field(default_factory=list)  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class _Label:
    style: str
    value: int
    start: int
    end: int


def structure_of(text: str) -> Node:
    """The tree of a folded text."""
    labels = _sequences(list(_labels(text)))
    return _listed(text, 0, len(text), labels, 0)


def kind_in(words: str) -> str | None:
    """`any` or `all` where a heading says so; the last such word counts."""
    found = [(m.start(), "any") for m in _ANY.finditer(words)] + [(m.start(), "all") for m in _ALL.finditer(words)]
    if found:
        return max(found)[1]
    return "all" if _ALL_WEAKLY.search(words) else None


def _labels(text: str):  # type: ignore[no-untyped-def]
    for m in _LABEL.finditer(text):
        if m["round"]:
            yield _Label("round", int(m["round"]), m.start(), m.end())
        elif m["digit"]:
            yield _Label("digit", int(m["digit"]), m.start(), m.end())
        else:
            yield _Label("letter", ord(m["letter"]) - 96, m.start(), m.end())


def _sequences(labels: list[_Label]) -> list[tuple[int, _Label]]:
    """The labels that begin a list or go on with one, each with its depth."""
    open_lists: list[_Label] = []
    found: list[tuple[int, _Label]] = []
    for label in labels:
        depth = next((d for d in range(len(open_lists) - 1, -1, -1) if _follows(open_lists[d], label)), None)
        if depth is not None:
            del open_lists[depth:]
        elif label.value == 1 and len(open_lists) < MAX_DEPTH:
            depth = len(open_lists)
        else:
            continue
        open_lists.append(label)
        found.append((depth, label))
    alone = {d for d, label in found if label.value == 1} - {d for d, label in found if label.value == 2}
    return [(d, label) for d, label in found if d not in alone]


def _follows(last: _Label, label: _Label) -> bool:
    return last.style == label.style and label.value == last.value + 1


def _listed(text: str, start: int, end: int, labels: list[tuple[int, _Label]], depth: int) -> Node:
    """The node of a stretch whose labels of `depth` begin its parts."""
    own = [n for n, (d, label) in enumerate(labels) if d == depth and start <= label.start < end]
    if not own:
        return _separated(text, start, end)
    first = labels[own[0]][1]
    runs: list[list[int]] = []
    for n in own:
        if labels[n][1].value == 1 or not runs:
            runs.append([])
        runs[-1].append(n)
    node = _separated(text, start, first.start)
    target = _last(node)
    for run in runs:
        holder = target if run is runs[0] else Node(labels[run[0]][1].start, end, labels[run[0]][1].start)
        stop = next((labels[r[0]][1].start for r in runs if labels[r[0]][1].start > labels[run[-1]][1].start), end)
        _fill(text, holder, [labels[n][1] for n in run], stop, labels, depth)
        if holder is not target:
            node.parts.append(holder)
    node.end = end
    return node


def _last(node: Node) -> Node:
    """The stretch right before a list: its heading."""
    while node.parts:
        node = node.parts[-1]
    return node


def _fill(text: str, holder: Node, own: list[_Label], stop: int, labels: list[tuple[int, _Label]], depth: int) -> None:
    ends = [label.start for label in own[1:]] + [stop]
    holder.parts = [_listed(text, label.end, end, labels, depth + 1) for label, end in zip(own, ends, strict=True)]
    holder.kind = kind_in(text[holder.start : holder.head_end]) or _kind_between(
        text, [(p.start, p.end) for p in holder.parts]
    )
    holder.end = stop


def _kind_between(text: str, parts: list[tuple[int, int]]) -> str | None:
    """What the words at the ends and beginnings of parts say: `; or`, `；且`."""
    ends = [text[s:e].rstrip(" ;；,，.。\n") for s, e in parts[:-1]]
    begins = [text[s:e] for s, e in parts[1:]]
    if any(_ENDS_OR.search(p) for p in ends) or any(_BEGINS_OR.match(p) for p in begins):
        return "any" if not any(_ENDS_AND.search(p) for p in ends) else None
    if any(_ENDS_AND.search(p) for p in ends) or any(_BEGINS_AND.match(p) for p in begins):
        return "all"
    return None


def _separated(text: str, start: int, end: int) -> Node:
    """A stretch without labels: parted by semicolons, or by 、 under a heading that says any."""
    bounds = [start, *(m.end() for m in _SEPARATOR.finditer(text, start, end)), end]
    pieces = [(a, b) for a, b in itertools.pairwise(bounds) if not _empty(text[a:b])]
    if len(pieces) > 1:
        return _of_pieces(text, start, end, pieces)
    colon = None
    for m in _HEAD_END.finditer(text, start, end):
        colon = m
    if colon is not None and kind_in(text[start : colon.end()]) and text[colon.end() : end].count("、") >= 1:
        node = Node(start, end, colon.end(), kind_in(text[start : colon.end()]))
        cuts = [colon.end(), *(i + 1 for i in range(colon.end(), end) if text[i] == "、"), end]
        node.parts = [Node(a, b, b) for a, b in itertools.pairwise(cuts)]
        return node
    return Node(start, end, end)


def _empty(piece: str) -> bool:
    """True where a piece holds nothing but signs and a connecting word."""
    return piece.strip(_SIGNS).lower() in _NO_WORDS


def _of_pieces(text: str, start: int, end: int, pieces: list[tuple[int, int]]) -> Node:
    """Pieces parted by semicolons; a heading in one of them holds the pieces behind it."""
    for n, (a, b) in enumerate(pieces):
        colon = None
        for m in _HEAD_END.finditer(text, a, b):
            colon = m
        kind = kind_in(text[a : colon.end()]) if colon else None
        if colon is not None and kind is not None:
            inner = Node(a, end, colon.end(), kind)
            rest = [(colon.end(), b), *pieces[n + 1 :]]
            inner.parts = [Node(s, e, e) for s, e in rest if not _empty(text[s:e])]
            if n == 0:
                return inner
            node = Node(start, end, start, "all" if _BEGINS_AND.match(text[a:b]) else None)
            node.parts = [*(Node(s, e, e) for s, e in pieces[:n]), inner]
            if node.kind is None:
                node.kind = _kind_between(text, [*pieces[:n], (a, end)])
            return node
    first = pieces[0]
    node = Node(start, end, start, _kind_between(text, pieces))
    node.parts = [Node(a, b, b) for a, b in pieces]
    if node.kind is None and _HEAD_END.search(text, *first):
        node.kind = None
    return node
