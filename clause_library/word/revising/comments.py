"""A comment on each inserted clause: why it is there, on which law, where one can retreat to and at what price.

Values that flow: lines of text by clause become comments in the package and their marks in the main part; an earlier
comment of ours is brought up to date in place. The hard problem is knowing ours again after others worked on the file:
the initials say who wrote it and its first words which clause. Rejected: a bookmark more on a marked heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from catalogue.opening import Package
from clause_library.word.reading.bookmarks import NAME
from clause_library.word.revising.parts import related_part, with_inside, with_new_part, without_part
from clause_library.word.revising.stamps import Stamp, every, fresh_ids
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.xmltree import WORD_SPACES, Edit, Node, XmlPart, escape, parse_part

INITIALS = "Caveat"
CLAUSE = re.compile(r"\s*([A-Z]{3}-\d{2})\b")
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{WORD_SPACES[0]}">'
PLACES = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who comments and when (ISO 8601, UTC; empty: no date)."""

    author: str
    date: str


def with_comments(
    document: ContractDocument, package: Package, lines: Mapping[str, Sequence[str]], byline: Byline
) -> Package:
    """The package with a comment, one paragraph for each line, on the first paragraph of each clause named.

    Comments of others stay as they are; a clause that has our comment keeps it, with the words of now.
    """
    part = related_part(document, package, "comments")
    data = package.part(document.main.name)
    if data is None:
        return package
    main = parse_part(document.main.name, data)
    known = ours(part) if part else {}
    marks = [n for n in every(main.root) if n.tag in PLACES]
    placed = {n.get("w:id") for n in marks if n.tag == "w:commentReference"}
    # A mark whose comment is gone would show ours, where its id is given again.
    ids = fresh_ids(*([part.root] if part else []), *marks)
    stamp = Stamp(part.prefix if part else "w", byline.author, byline.date, ids)
    edits: list[Edit] = []
    fresh: list[str] = []
    renewed: list[Edit] = []
    for clause_id, (start, end) in _first_marks(main).items():
        if clause_id not in lines:
            continue
        body = _paragraphs(stamp.w, [clause_id + " " + lines[clause_id][0], *lines[clause_id][1:]])
        comment = known.get(clause_id)
        if part and comment and comment.get("w:id") in placed:
            renewed += [] if part.inner(comment) == body else [Edit(comment.inner_start, comment.inner_end, body)]
            continue
        attributes = stamp.attributes
        key = re.findall(r'id="(\d+)"', attributes)[0]
        fresh.append(f'<{stamp.w}:comment {attributes} {stamp.w}:initials="{INITIALS}">{body}</{stamp.w}:comment>')
        edits += _around(main.prefix, key, start, end)
    if not (edits or renewed):
        return package
    package = package.with_parts({main.name: main.bytes_with(edits)}) if edits else package
    return _with_part(document, package, part, renewed, "".join(fresh))


def _with_part(
    document: ContractDocument, package: Package, part: XmlPart | None, renewed: list[Edit], fresh: str
) -> Package:
    if part is None:
        return with_new_part(document, package, "comments", f"{HEAD}{fresh}</w:comments>".encode())
    data = part.bytes_with(renewed)
    if fresh:
        data = with_inside(parse_part(part.name, data), fresh)
    return package.with_parts({part.name: data})


def ours(part: XmlPart) -> dict[str, Node]:
    """Our comments by clause."""
    out: dict[str, Node] = {}
    for node in part.root.children:
        match = CLAUSE.match("".join(n.text for n in every(node) if n.tag == "w:t"))
        if node.tag == "w:comment" and node.get("w:initials") == INITIALS and match:
            out.setdefault(match.group(1), node)
    return out


def without_comments(document: ContractDocument, package: Package, clauses: Collection[str]) -> Package:
    """The package without our comments on these clauses, wherever their marks stand; those of others untouched."""
    part = related_part(document, package, "comments")
    data = package.part(document.main.name)
    gone = [node for name, node in ours(part).items() if name in clauses] if part else []
    if part is None or data is None or not gone:
        return package
    keys = {node.get("w:id") for node in gone}
    main = parse_part(document.main.name, data)
    edits = [_removal(node) for node in every(main.root) if node.tag in PLACES and node.get("w:id") in keys]
    return package.with_parts(
        {
            part.name: part.bytes_with([Edit(node.start, node.end, "") for node in gone]),
            main.name: main.bytes_with(edits),
        }
    )


def uncommented(document: ContractDocument) -> Package:
    """The document's package without any comment of ours; a part that we made and that is empty now is gone too."""
    part = related_part(document, document.package, "comments")
    if part is None or not (names := ours(part)):
        return document.package
    package = without_comments(document, document.package, names)
    left = related_part(document, package, "comments")
    empty = left is not None and left.source == f"{HEAD}</w:comments>".encode()
    return without_part(document, package, part.name) if empty else package


def _removal(node: Node) -> Edit:
    """A mark goes alone, a reference with the run that holds nothing else."""
    run = node.parent
    alone = run is not None and run.tag == "w:r" and all(n is node or n.tag == "w:rPr" for n in run.children)
    gone = run if node.tag == "w:commentReference" and alone and run is not None else node
    return Edit(gone.start, gone.end, "")


def _first_marks(main: XmlPart) -> dict[str, tuple[Node, Node]]:
    """Start and end of the bookmark on the first paragraph of each clause."""
    starts: dict[str, Node] = {}
    ends: dict[str, Node] = {}
    numbers: dict[str, tuple[int, int]] = {}
    for node in every(main.root):
        if node.tag == "w:bookmarkEnd":
            ends.setdefault(node.get("w:id"), node)
        match = NAME.match(node.get("w:name")) if node.tag == "w:bookmarkStart" else None
        if match and int(match.group(4)):
            clause_id = f"{match.group(1)}-{match.group(2)}"
            number = (int(match.group(4)), int(match.group(5) or 0))
            if number < numbers.get(clause_id, (10**9, 0)):
                numbers[clause_id], starts[clause_id] = number, node
    return {k: (s, ends[s.get("w:id")]) for k, s in starts.items() if s.get("w:id") in ends}


def _around(w: str, key: str, start: Node, end: Node) -> list[Edit]:
    mark = f'<{w}:commentRange{{}} {w}:id="{key}"/>'
    reference = f'<{w}:r><{w}:commentReference {w}:id="{key}"/></{w}:r>'
    return [
        Edit(start.end, start.end, mark.format("Start")),
        Edit(end.start, end.start, mark.format("End") + reference),
    ]


def _paragraphs(w: str, lines: Sequence[str]) -> str:
    text = '<{w}:p><{w}:r><{w}:t xml:space="preserve">{words}</{w}:t></{w}:r></{w}:p>'
    return "".join(text.format(w=w, words=escape(line)) for line in lines)
