"""What a draft writes down to be undone by: every paragraph of the paper it changed, and what gave way.

Values that flow: the edits of a draft and the main part they make become `Was` and `Gave`. It looks at the edits alone,
whoever made them, so that no way of changing a paragraph can be forgotten. Rejected: each writer remembering its own
change; a second change of the same paragraph would undo to the first.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping

from catalogue.opening import package_from, read_bytes
from clause_library.word.reading.bookmarks import read_present, records_name, undo_of
from clause_library.word.reading.undoing import Asked, Gave, Listed, Undo, Was, source_digest, way_back
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, visible_text
from clause_library.word.source.xmltree import Edit, Node, XmlPart, parse_part
from clause_library.word.writing.extracting import own_paragraphs
from clause_library.word.writing.restoring import firsts, originals

MARK = re.compile(r'name="(_Caveat_[^"]+)"')
MAX_FILE = 200 * 1024 * 1024
OPEN = ("w:t", "w:pPr", "w:rPr", "w:txbxContent")


def as_it_was(document: ContractDocument) -> bytes:
    """The file where nothing is to be changed: its very bytes, or the package in memory where that is another one."""
    data = read_bytes(document.path, MAX_FILE)
    same = package_from(data, document.path).members == document.package.members
    return data if same else document.package.to_bytes()


def memory(
    document: ContractDocument, edits: list[Edit], made: XmlPart, numbering: bytes | None, options: DraftOptions
) -> Undo:
    """What this draft writes down beside the clauses, with what earlier ones had written down already.

    The main part is known as ours alone only where it was the paper as it came, or what the last draft left of it and
    nothing but words of ours changed.
    """
    old = undo_of(document.package)
    present = read_present(document)
    fresh = not present and not records_name(document.package)
    found = originals(document, old, frozenset(own_paragraphs(document, present)))
    paragraphs, gave = remembered(document, edits, made, firsts(found))
    part, lists = document.numbering_part, old.lists
    if numbering is not None and part is not None:
        lists = (*lists, *added_lists(part, parse_part(part.name, numbering)))
    worded = not gave and set(paragraphs) == set(old.paragraphs) and not any(MARK.search(e.text) for e in edits)
    same = worded and bool(old.left) and source_digest(document.main.source) == old.left
    before = source_digest(document.main.source) if fresh else old.before if same else ""
    left = source_digest(made.source) if before else ""
    asked = options.numbering if fresh else old.numbering
    wishes = {k: Asked(v, options.asked(k)) for k, v in options.places.items()}
    heard = {k: v for k, v in old.places.items() if k not in wishes or v.words == wishes[k].words}
    return Undo(paragraphs, (*old.gave, *gave), lists, before, left, asked, {**wishes, **heard})


def outermost(part: XmlPart) -> list[Node]:
    """The paragraphs of a main part that stand in no other paragraph, in order."""
    out: list[Node] = []
    level = [part.root]
    while level:
        node = level.pop()
        if node.tag == "w:p":
            out.append(node)
        elif node.tag not in OPEN:
            level += reversed(node.children)
    return out


def remembered(
    document: ContractDocument, edits: Iterable[Edit], made: XmlPart, earlier: Mapping[int, tuple[bytes, str]]
) -> tuple[tuple[Was, ...], tuple[Gave, ...]]:
    """The changed paragraphs as they were, and what gave way. `made` is the main part the edits make; `earlier` has
    first source and text of what an earlier draft had changed already, by offset."""
    main = document.main
    nodes = outermost(main)
    starts = [n.start for n in nodes]
    ordered = sorted(dict.fromkeys(edits), key=lambda e: (e.start, e.end))
    touched: dict[int, Node] = {n.start: n for n in nodes if n.start in earlier}
    gave: list[Gave] = []
    for edit in ordered:
        at = bisect.bisect_right(starts, edit.start) - 1
        node = nodes[at] if at >= 0 else None
        if node is not None and node.start <= edit.start and edit.end <= node.end and _inside(edit, node):
            touched[node.start] = node
        elif edit.start < edit.end and not edit.text:
            name = next((m.group(1) for e in ordered if e.start == edit.end and (m := MARK.search(e.text))), "")
            if name:
                gave.append(Gave(name, main.source[edit.start : edit.end].decode("utf-8")))
    return tuple(_was(main, made, touched, ordered, earlier)), tuple(gave)


def _inside(edit: Edit, node: Node) -> bool:
    """An insertion at its very edge, or its removal as a whole, does not change a paragraph."""
    return (edit.start, edit.end) not in (
        (node.start, node.start),
        (node.end, node.end),
        (node.start, node.end),
    )


def _was(
    main: XmlPart, made: XmlPart, touched: dict[int, Node], edits: list[Edit], earlier: Mapping[int, tuple[bytes, str]]
) -> Iterable[Was]:
    starts = [e.start for e in edits]
    shifts = [0]
    for edit in edits:
        shifts.append(shifts[-1] + len(edit.text.encode("utf-8")) - (edit.end - edit.start))
    now = {n.start: n for n in outermost(made)} if touched else {}
    for at, node in sorted(touched.items()):
        moved = now.get(at + shifts[bisect.bisect_right(starts, at)])
        if moved is None:
            continue
        before, old = earlier.get(at) or (main.source[node.start : node.end], visible_text(node))
        after = made.source[moved.start : moved.end]
        if before != after:
            text = visible_text(moved)
            yield Was(before.decode("utf-8"), source_digest(after), text, way_back(text, old))


IDS = {"w:num": "w:numId", "w:abstractNum": "w:abstractNumId"}


def added_lists(before: XmlPart, after: XmlPart) -> tuple[Listed, ...]:
    """The list definitions and instances that a numbering part has now and had not before."""
    known = {(n.tag, n.get(IDS[n.tag])) for n in before.root.children if n.tag in IDS}
    return tuple(
        Listed(n.tag.removeprefix("w:"), n.get(IDS[n.tag]), source_digest(after.source[n.start : n.end]))
        for n in after.root.children
        if n.tag in IDS and (n.tag, n.get(IDS[n.tag])) not in known
    )


def unused_lists(part: XmlPart, lists: Iterable[Listed], used: frozenset[str]) -> list[Edit]:
    """Takes lists of ours that nothing uses any more out of the numbering part, as long as they are what we wrote."""
    own = {(f"w:{x.tag}", x.id): x.digest for x in lists}
    edits: list[Edit] = []
    pointed: set[str] = set()

    def ours(node: Node) -> bool:
        digest = own.get((node.tag, node.get(IDS[node.tag])), "")
        return digest == source_digest(part.source[node.start : node.end])

    for node in (n for n in part.root.children if n.tag == "w:num"):
        if ours(node) and node.get("w:numId") not in used:
            edits.append(Edit(node.start, node.end, ""))
        else:
            pointed.add(node.value("w:abstractNumId") or "")
    for node in (n for n in part.root.children if n.tag == "w:abstractNum"):
        if ours(node) and node.get("w:abstractNumId") not in pointed:
            edits.append(Edit(node.start, node.end, ""))
    return edits
