"""Who changed what, when: the marks of a revision, and properties of paragraphs and runs with such marks.

Values that flow: a `Stamp` (author, date, fresh ids) writes `w:ins`, `w:del` and the change marks; a paragraph's
properties become a `Look` whose pieces can be put together again in the order of the schema. Rejected: one id for
one draft; Word wants them unique and LibreOffice drops revisions that share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clause_library.word.source.xmltree import Node, XmlPart, escape

TRACKS = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
HIGHEST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """Author, date (ISO, UTC) and ids that no other annotation of the part has."""

    w: str
    author: str
    date: str
    ids: Iterator[int]

    @property
    def attributes(self) -> str:
        """`w:id`, `w:author` and `w:date` of one more revision."""
        author = escape(self.author).replace('"', "&quot;")
        date = f' {self.w}:date="{self.date}"' if self.date else ""
        return f'{self.w}:id="{next(self.ids)}" {self.w}:author="{author}"{date}'

    def mark(self, kind: str) -> str:
        """An empty `w:ins` or `w:del`: of a paragraph mark, a row, a number."""
        return f"<{self.w}:{kind} {self.attributes}/>"

    def around(self, kind: str, inner: str) -> str:
        """Inner XML inserted or deleted."""
        return f"<{self.w}:{kind} {self.attributes}>{inner}</{self.w}:{kind}>"

    def renamed(self, xml: str, names: frozenset[str]) -> str:
        """Somebody's revision, with an id of its own where the one it has is among the names."""
        found = re.search(rf"""(?<= {self.w}:id=)(["'])([^"']*)\1""", xml[: xml.find(">")])
        if found is None or found[2] not in names:
            return xml
        return f'{xml[: found.start()]}"{next(self.ids)}"{xml[found.end() :]}'

    def changed(self, what: str, old: str) -> str:
        """`w:pPrChange` or `w:rPrChange` with the old properties."""
        w = self.w
        return f"<{w}:{what}Change {self.attributes}><{w}:{what}>{old}</{w}:{what}></{w}:{what}Change>"


def fresh_ids(*roots: Node) -> Iterator[int]:
    """Ids after the highest annotation id of the parts; where that leaves no room, the lowest ones free."""
    used = {int(i) for root in roots for n in every(root) if (i := n.attrs.get("w:id", "")[:20]).isdecimal()}
    at = max(used, default=0)
    at = at if at < HIGHEST else 0
    while True:
        at += 1
        if at not in used:
            yield at


def every(root: Node) -> list[Node]:
    """The element and all below it, in document order."""
    out: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        out.append(node)
        stack += node.children[::-1]
    return out


def opening(part: XmlPart, node: Node) -> str:
    """The start tag of an element, open even where the element was written as empty."""
    tag = part.source[node.start : node.inner_start].decode("utf-8")
    return f"{tag[:-2].rstrip()}>" if tag.endswith("/>") else tag


def closing(part: XmlPart, node: Node) -> str:
    """The end tag that goes with `opening`."""
    name = opening(part, node)[1:-1].split(None, 1)[0]
    return f"</{name}>"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's properties in pieces: `base` what `w:pPrChange` can hold; of the mark the revisions (`tracks`),
    the formatting (`marks`) and its change; the section; a change of properties that was there before."""

    base: tuple[str, ...] = ()
    tracks: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    mark_change: str = ""
    section: str = ""
    change: str = ""

    @property
    def tracked(self) -> bool:
        """Whether somebody's revision stands on the paragraph mark."""
        return bool(self.tracks)

    def fits(self, new: Look) -> bool:
        """Whether the step from this look to the new one can be one tracked change."""
        if (self.tracks, self.section, self.change, self.mark_change) != (
            new.tracks,
            new.section,
            new.change,
            new.mark_change,
        ):
            return False
        return (self.base == new.base or not self.change) and (self.marks == new.marks or not self.mark_change)

    def inserted(self, stamp: Stamp) -> Look:
        """This look on a paragraph mark (and number) that is ours; who has deleted the mark has deleted ours."""
        base = tuple(_numbered(xml, stamp) for xml in self.base)
        gone = tuple(t for t in self.tracks if t[0] in ("w:del", "w:moveFrom"))
        return replace(self, base=base, tracks=(("w:ins", stamp.mark("ins")), *gone))

    def renamed(self, names: frozenset[str], stamp: Stamp) -> Look:
        """This look with ids of its own on the revisions that the new version has too."""
        return replace(
            self,
            tracks=tuple((tag, stamp.renamed(xml, names)) for tag, xml in self.tracks),
            mark_change=stamp.renamed(self.mark_change, names),
            change=stamp.renamed(self.change, names),
        )

    def deleted(self, stamp: Stamp) -> Look:
        """This look on a paragraph mark that goes; one that already goes stays as it is."""
        if any(tag in ("w:del", "w:moveFrom") for tag, _ in self.tracks):
            return self
        kept = [t for t in self.tracks if t[0] == "w:ins"]
        rest = [t for t in self.tracks if t[0] != "w:ins"]
        return replace(self, tracks=(*kept, ("w:del", stamp.mark("del")), *rest))

    def from_old(self, old: Look, stamp: Stamp) -> Look:
        """This look with what it was before, as tracked changes."""
        changed = replace(self, change=stamp.changed("pPr", "".join(old.base))) if self.base != old.base else self
        if self.marks != old.marks:
            changed = replace(changed, mark_change=stamp.changed("rPr", "".join(old.marks)))
        return changed

    def xml(self, w: str) -> str:
        """The `w:pPr`, empty where there is nothing to say."""
        mark = "".join([*(xml for _, xml in self.tracks), *self.marks, self.mark_change])
        mark = f"<{w}:rPr>{mark}</{w}:rPr>" if mark else ""
        inner = "".join(self.base) + mark + self.section + self.change
        return f"<{w}:pPr>{inner}</{w}:pPr>" if inner else ""


def look_of(part: XmlPart, paragraph: Node) -> Look:
    """The properties of a paragraph in pieces."""
    properties = paragraph.child("w:pPr")
    if properties is None:
        return Look()
    mark = properties.child("w:rPr")
    inside: Iterable[Node] = mark.children if mark else ()
    apart = ("w:rPr", "w:sectPr", "w:pPrChange")
    return Look(
        base=tuple(part.xml(c) for c in properties.children if c.tag not in apart),
        tracks=tuple((c.tag, part.xml(c)) for c in inside if c.tag in TRACKS),
        marks=tuple(part.xml(c) for c in inside if c.tag not in (*TRACKS, "w:rPrChange")),
        mark_change="".join(part.xml(c) for c in inside if c.tag == "w:rPrChange"),
        section="".join(part.xml(c) for c in properties.children if c.tag == "w:sectPr"),
        change="".join(part.xml(c) for c in properties.children if c.tag == "w:pPrChange"),
    )


def _numbered(xml: str, stamp: Stamp) -> str:
    """A `w:numPr` of its own is marked as inserted with its paragraph."""
    close = f"</{stamp.w}:numPr>"
    if not xml.endswith(close) or f"<{stamp.w}:ins " in xml:
        return xml
    return xml.removesuffix(close) + stamp.mark("ins") + close
