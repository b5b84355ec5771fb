"""Our paragraphs, rows and tables out of the source of the main part, and nothing else.

Values that flow: clauses present become removals by offset, with what gave way to them put back in its place. The hard
problem is what others may have hung on our paragraphs since: a section's end, the start or end of a bookmark or a
comment that reaches further, the last paragraph a cell must keep; these stay. Rejected: emptying the paragraphs;
empty lines and rows would be left all over the paper.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clause_library.word.reading.bookmarks import NAME, Present
from clause_library.word.reading.undoing import Gave
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Edit, Node, XmlPart

STARTS = {
    "w:bookmarkStart": "w:bookmarkEnd",
    "w:commentRangeStart": "w:commentRangeEnd",
    "w:permStart": "w:permEnd",
    "w:moveFromRangeStart": "w:moveFromRangeEnd",
    "w:moveToRangeStart": "w:moveToRangeEnd",
}
ENDS = {end: start for start, end in STARTS.items()}
BLOCKS = ("w:p", "w:tbl", "w:sdt", "w:customXml")


@dataclass(slots=True)
class Extraction:
    """What goes: elements by offset, what stands in their place, and the paragraphs they hold (by index)."""

    edits: list[Edit] = field(default_factory=list[Edit])
    gone: set[int] = field(default_factory=set[int])


def own_paragraphs(document: ContractDocument, present: Iterable[Present]) -> dict[int, Paragraph]:
    """The paragraphs that are altogether ours, by index: not those of the paper in which only a sentence is."""
    clauses = {p.id: _sentences(p) for p in present}
    holders = {p.node.start: p for p in document.paragraphs}
    out: dict[int, Paragraph] = {}
    for node in document.body.walk():
        match = NAME.match(node.get("w:name")) if node.tag == "w:bookmarkStart" else None
        clause_id = f"{match.group(1)}-{match.group(2)}" if match else ""
        if match is None or clause_id not in clauses or node.get("w:name") in clauses[clause_id]:
            continue
        holder = next((holders[a.start] for a in node.ancestors() if a.tag == "w:p" and a.start in holders), None)
        if holder is not None:
            out[holder.index] = holder
    sentences = {n for names in clauses.values() for n in names}
    kept = {i for i, p in out.items() if any(n.get("w:name") in sentences for n in p.node.walk())}
    return {i: p for i, p in sorted(out.items()) if i not in kept}


def _sentences(present: Present) -> frozenset[str]:
    return frozenset(r.bookmark for r in present.record.replaced) if present.record else frozenset()


def extraction(document: ContractDocument, own: dict[int, Paragraph], gave: Iterable[Gave]) -> Extraction:
    """What to take out for those paragraphs. `gave` is what gave way to any clause."""
    main = document.main
    back = {g.bookmark: g.source for g in gave}
    held = {
        p.index: [
            back[n.get("w:name")] for n in p.node.walk() if n.tag == "w:bookmarkStart" and n.get("w:name") in back
        ]
        for p in own.values()
    }
    nodes = {p.node.start: p for p in own.values()}
    ends = _ends(main)
    spots = {p.node.start for p in own.values() if held[p.index]}
    out = Extraction()
    starts = [p.node.start for p in document.paragraphs]
    for unit in _units(document, nodes, spots):
        low, high = bisect.bisect_left(starts, unit.start), bisect.bisect_left(starts, unit.end)
        paragraphs = document.paragraphs[low:high]
        words = "".join(s for p in paragraphs for s in held.get(p.index, ()))
        out.edits.append(Edit(unit.start, unit.end, words + _hung(main, unit, ends)))
        out.gone.update(p.index for p in paragraphs)
    out.edits += _lest_empty(main, out.edits)
    return out


def _units(document: ContractDocument, own: dict[int, Paragraph], spots: set[int]) -> Iterator[Node]:
    """The largest elements that hold nothing but ours: tables, rows, paragraphs. Where something gave way to us in a
    cell, the row was the paper's own."""
    done = -1
    blanks = {p.node.start for p in document.paragraphs if p.blank}
    for at, paragraph in sorted(own.items()):
        if at < done:
            continue
        unit = paragraph.node
        for above in paragraph.node.ancestors():
            if above.tag not in ("w:tr", "w:tbl"):
                continue
            inside = [n.start for n in above.walk() if n.tag == "w:p"]
            ours = all(n in own or n in blanks for n in inside) and not any(n in spots for n in inside)
            unit = above if ours else unit
            if not ours:
                break
        done = unit.end
        yield unit


def _ends(main: XmlPart) -> dict[tuple[str, str], int]:
    """Where the end of each range stands: (tag of the end, id) to offset."""
    return {(n.tag, n.get("w:id")): n.start for n in main.root.walk() if n.tag in ENDS}


def _hung(main: XmlPart, unit: Node, ends: dict[tuple[str, str], int]) -> str:
    """What stays of an element that goes: marks of ranges that reach beyond it, a section's end."""
    own: set[tuple[str, str]] = set()
    kept: list[str] = []
    for node in unit.walk():
        key = (STARTS.get(node.tag, node.tag), node.get("w:id"))
        if node.tag in STARTS:
            own.add(key)
            if not unit.start <= ends.get(key, unit.start) < unit.end:
                kept.append(main.xml(node))
        elif node.tag in ENDS and key not in own:
            kept.append(main.xml(node))
    section = next((n for n in unit.walk() if n.tag == "w:sectPr" and unit.tag == "w:p"), None)
    if section is not None and not any(a.tag == "w:pPrChange" for a in section.ancestors()):
        w = main.prefix
        kept.append(f"<{w}:p><{w}:pPr>{main.xml(section)}</{w}:pPr></{w}:p>")
    return "".join(kept)


def _lest_empty(main: XmlPart, edits: list[Edit]) -> Iterator[Edit]:
    """A paragraph for every cell and control that would hold none any more."""
    removed = {e.start: e for e in edits}
    holders: dict[int, Node] = {}
    for node in main.root.walk():
        holder = node.parent
        goes = node.start in removed and node.end == removed[node.start].end
        if goes and holder is not None and holder.tag in ("w:tc", "w:sdtContent"):
            holders[holder.start] = holder
    for holder in holders.values():
        blocks = [n for n in holder.children if n.tag in BLOCKS]
        if all(n.start in removed and "<" not in removed[n.start].text for n in blocks):
            yield Edit(holder.inner_end, holder.inner_end, f"<{main.prefix}:p/>")
