"""The places a template marks for clauses.

Values that flow: an opened contract becomes `Spot`s in document order: a paragraph that holds nothing but
`{{clause:ID}}`, `{{clauses:FAMILY}}` or `{{clauses}}`, a content control tagged so, a bookmark `clause_ID`. The hard
problem is a placeholder typed over several runs: it is read in the paragraph's text, never in one run. Rejected: marks
inside tables and text boxes; nobody can say which numbers such a clause joins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Node

MARK = re.compile(r"^\s*\{\{\s*clauses?(?::([A-Z]{3}-\d{2}|[A-L]))?\s*\}\}\s*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place the template marks for a clause: a paragraph to replace, a control to fill, or a bookmark to follow."""

    kind: str
    wanted: str
    paragraph: Paragraph | None
    node: Node


def find_spots(document: ContractDocument) -> tuple[Spot, ...]:
    """The places the template marks, in document order. A placeholder split over runs is one placeholder."""
    spots: list[Spot] = []
    for paragraph in document.paragraphs:
        match = MARK.match(paragraph.text)
        if match and not paragraph.boxed and paragraph.control is None:
            spots.append(Spot("placeholder", match.group(1) or "*", paragraph, paragraph.node))
    for node in document.body.children:
        properties = node.child("w:sdtPr") if node.tag == "w:sdt" else None
        tag = (properties.value("w:tag") if properties else "") or ""
        match = re.fullmatch(r"clauses?:([A-Z]{3}-\d{2}|[A-L])", tag)
        if match:
            spots.append(Spot("control", match.group(1), None, node))
    for node in document.main.bookmarks:
        match = re.fullmatch(r"clause_([A-Z]{3})[-_](\d{2})", node.get("w:name"))
        above = {a.start for a in node.ancestors()} if match else set[int]()
        holder = next((p for p in document.paragraphs if p.node.start in above), None) if match else None
        if match and holder is not None and holder.cell is None:
            spots.append(Spot("bookmark", f"{match.group(1)}-{match.group(2)}", holder, holder.node))
    return tuple(sorted(spots, key=lambda s: s.node.start))
