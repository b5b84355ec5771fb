"""What the package remembers so that an insertion can be undone: the paper's own words where a draft changed them.

Values that flow: the custom XML part becomes an `Undo` and back: per changed paragraph its source before, a digest of
the source we left, its text then and the stretches that lead back to the text before; what gave way to a clause; the
lists we added; digests of the whole main part. The hard problem is that the paper goes through other hands and other
programs: the digest proves that nobody touched a paragraph, the text still serves where only the markup differs, the
stretches where somebody edited beside them. Rejected: a patch of offsets; one letter typed by the user voids it.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalogue.opening import Package
from clause_library.word.source.xmltree import Node, escape, parse_part

CONTEXT = 2
FIGURES = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text as we left it, and the words that stood there before."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Was:
    """A paragraph of the paper that a draft changed: source before, digest of the source after, text after and the
    way back to the text before.
    """

    source: str
    digest: str
    text: str
    back: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Gave:
    """What gave way to a clause (a placeholder), and the bookmark of the clause that stands there now."""

    bookmark: str
    source: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list definition or instance we added (the element's name without prefix, its id) and a digest of its source."""

    tag: str
    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that was asked for: the article to follow in the paper as it was before, and the words of the wish."""

    after: int
    words: str

    def __str__(self) -> str:
        return f"{self.after}={self.words}"


@dataclass(frozen=True, slots=True)
class Undo:
    """All of it. `before` and `left` are digests of the main part before and after; `left` is empty where somebody's
    hand may be in the paper. `numbering` is how the draft was asked to count; `places` where clauses were asked for.
    """

    paragraphs: tuple[Was, ...] = ()
    gave: tuple[Gave, ...] = ()
    lists: tuple[Listed, ...] = ()
    before: str = ""
    left: str = ""
    numbering: str = ""
    places: dict[str, Asked] = field(default_factory=dict[str, "Asked"])


def source_digest(data: bytes) -> str:
    """A short digest of source text."""
    return hashlib.sha256(data).hexdigest()[:32]


def way_back(now: str, before: str) -> tuple[Stretch, ...]:
    """The stretches of `now` to put other words for, so that it says `before` again."""
    low = 0
    while low < min(len(now), len(before)) and now[low] == before[low]:
        low += 1
    high = 0
    while high < min(len(now), len(before)) - low and now[-1 - high] == before[-1 - high]:
        high += 1
    middle, old = now[low : len(now) - high], before[low : len(before) - high]
    if not middle or not old:
        return (Stretch(low, low + len(middle), old),) if middle or old else ()
    codes = difflib.SequenceMatcher(None, middle, old, autojunk=False).get_opcodes()
    return tuple(Stretch(low + a, low + b, old[c:d]) for tag, a, b, c, d in codes if tag != "equal")


def followed(was: Was, text: str) -> tuple[list[Stretch], bool]:
    """The way back in the text as it stands now, and whether all of it could be followed.

    A stretch is followed where it and the signs around it stand as we left them.
    """
    if text == was.text:
        return list(was.back), True
    blocks = difflib.SequenceMatcher(None, was.text, text, autojunk=False).get_matching_blocks()
    out: list[Stretch] = []
    for one in was.back:
        low, high = max(one.start - CONTEXT, 0), min(one.end + CONTEXT, len(was.text))
        block = next((b for b in blocks if b.a <= low and high <= b.a + b.size), None)
        if block is not None:
            shift = block.b - block.a
            out.append(Stretch(one.start + shift, one.end + shift, one.words))
    return out, len(out) == len(was.back)


def read_undo(package: Package, name: str, space: str) -> Undo:
    """What the part of that name remembers; nothing for the parts of older versions."""
    data = package.part(name) if name else None
    if data is None:
        return Undo()
    root = parse_part(name, data).root

    def of(tag: str) -> list[Node]:
        return [n for n in root.children if n.tag == f"{{{space}}}{tag}"]

    return Undo(
        tuple(_was(node, space) for node in of("paragraph")),
        tuple(Gave(n.get("bookmark"), n.text) for n in of("gave")),
        tuple(Listed(n.get("tag"), n.get("id"), n.get("digest")) for n in of("list")),
        root.get("before"),
        root.get("left"),
        root.get("numbering"),
        {n.get("id"): asked for n in of("clause") if (asked := _asked(n.get("place"))) is not None},
    )


def _asked(text: str) -> Asked | None:
    after, equals, words = text.partition("=")
    return Asked(int(after), words) if equals and re.fullmatch(r"-?[0-9]{1,9}", after) else None


def _was(node: Node, space: str) -> Was:
    def texts(tag: str) -> str:
        return "".join(c.text for c in node.children if c.tag == f"{{{space}}}{tag}")

    back = tuple(
        Stretch(int(c.get("start")), int(c.get("end")), c.text)
        for c in node.children
        if c.tag == f"{{{space}}}back" and FIGURES.fullmatch(c.get("start")) and FIGURES.fullmatch(c.get("end"))
    )
    return Was(texts("was"), node.get("digest"), texts("text"), back)


def undo_xml(undo: Undo) -> Iterable[str]:
    """The lines that follow the clauses in the part."""
    for one in undo.paragraphs:
        back = "".join(f'<back start="{s.start}" end="{s.end}">{_kept(s.words)}</back>' for s in one.back)
        inner = f"<was>{_kept(one.source)}</was><text>{_kept(one.text)}</text>{back}"
        yield f'<paragraph digest="{quoted(one.digest)}">{inner}</paragraph>'
    for gave in undo.gave:
        yield f'<gave bookmark="{quoted(gave.bookmark)}">{_kept(gave.source)}</gave>'
    for own in undo.lists:
        yield f'<list tag="{quoted(own.tag)}" id="{quoted(own.id)}" digest="{quoted(own.digest)}"/>'


def undo_attributes(undo: Undo) -> str:
    """The attributes of the part's root."""
    pairs = (("before", undo.before), ("left", undo.left), ("numbering", undo.numbering))
    return "".join(f' {name}="{quoted(value)}"' for name, value in pairs if value)


def quoted(text: str) -> str:
    """The text for an attribute in double quotes."""
    return escape(text).replace('"', "&quot;")


def _kept(text: str) -> str:
    """Character data that comes back sign by sign; a bare carriage return would be read as a line end."""
    return "&#13;".join(escape(part) for part in text.split("\r"))


def in_order(was: Sequence[Was]) -> dict[str, list[Was]]:
    """By digest, in document order, last first: to be taken from the end."""
    out: dict[str, list[Was]] = {}
    for one in reversed(was):
        out.setdefault(one.digest, []).append(one)
    return out
