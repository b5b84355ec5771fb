"""Which paragraphs are lines of a table of contents, by where they stand in the source.

Values that flow: a document becomes the places of the paragraphs that a TOC field shows or that look like its lines.
The hard problem is that a line reads like an article: its number, its title, and often no page that was ever printed.
Rejected: the style alone; a table of contents in a control of another word processor has none.
"""

from __future__ import annotations

from clause_library.word.reading.zones import is_contents
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.xmltree import Node


def contents_lines(document: ContractDocument) -> frozenset[int]:
    """Where the paragraphs of tables of contents start in the source: what a TOC field shows, and lines like those.

    A single line that ends in a page number is none: a form may have its price behind a tab.
    """
    like = [is_contents(document, p) for p in document.paragraphs]
    beside = zip([False, *like], like, [*like[1:], False], document.paragraphs, strict=False)
    listed = {p.node.start for before, own, after, p in beside if own and (before or after)}
    return frozenset(listed | (_shown_by_contents(document.body) if b"TOC" in document.main.source else set()))


def _shown_by_contents(body: Node) -> set[int]:
    """The paragraphs with text in a TOC field that is closed."""
    out: set[int] = set()
    fields: list[tuple[list[str], set[int]]] = []
    for node in body.walk():
        kind = node.get("w:fldCharType") if node.tag == "w:fldChar" else ""
        if kind == "begin":
            fields.append(([], set()))
        elif kind == "end" and fields:
            code, shown = fields.pop()
            out |= shown if "".join(code).lstrip().upper().startswith("TOC") else set()
            if fields:
                fields[-1][1].update(shown)
        elif node.tag == "w:instrText" and fields:
            fields[-1][0].append(node.text)
        elif node.tag == "w:t" and fields:
            fields[-1][1].update(a.start for a in node.ancestors() if a.tag == "w:p")
    return out
