"""Levels that would print 一.1: a decimal under a Chinese number, without the mark that makes every figure Arabic.

Values that flow: the lists of a contract become the levels at fault, and with leave a copy of the contract in which
`w:isLgl` is set on them. Rejected: setting it unasked; the numbers of the contract's own lines would change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.word.source.document import ContractDocument, reread
from clause_library.word.source.numbering import Level
from clause_library.word.source.xmltree import Edit, Node, XmlPart

DECIMAL = ("decimal", "decimalZero", "decimalFullWidth", "")
BEHIND = ("w:suff", "w:lvlText", "w:lvlPicBulletId", "w:legacy", "w:lvlJc", "w:pPr", "w:rPr")


@dataclass(frozen=True, slots=True)
class Mixed:
    """A level in use that prints another level's number in other figures: its list, level, and what it prints."""

    abstract: str
    ilvl: int
    shown: str


def mixed_levels(document: ContractDocument) -> tuple[Mixed, ...]:
    """The levels at fault, in the order in which paragraphs use them."""
    found: dict[tuple[str, int], Mixed] = {}
    for paragraph in document.paragraphs:
        level = paragraph.level
        if not paragraph.label or level is None or level.legal:
            continue
        key = document.numbering.abstract_of(paragraph.num_id), level.ilvl
        if key not in found and any(_foreign(document, paragraph.num_id, level)):
            found[key] = Mixed(key[0], level.ilvl, paragraph.label)
    return tuple(found.values())


def _foreign(document: ContractDocument, num_id: str, level: Level) -> Iterator[bool]:
    """For each number of a level above that a decimal level prints: whether its figures are no Arabic ones."""
    for above in range(level.ilvl):
        other = document.numbering.level(num_id, above)
        if f"%{above + 1}" in level.text and other is not None and level.fmt in DECIMAL:
            yield other.fmt.startswith(("chinese", "japanese", "taiwanese", "ideograph", "korean"))


def with_legal_numbers(document: ContractDocument) -> ContractDocument:
    """The contract with those levels set to Arabic figures; the same where there is none."""
    part, levels = document.numbering_part, mixed_levels(document)
    if part is None or not levels:
        return document
    edits = [edit for one in levels for edit in _edits(part, one)]
    return reread(document, {part.name: part.bytes_with(list(dict.fromkeys(edits)))})


def _edits(part: XmlPart, mixed: Mixed) -> Iterator[Edit]:
    """`w:isLgl` in the definition, and in the instance that overrides the level."""
    abstract, _, instance = mixed.abstract.partition("/")
    for node in part.root.children:
        if node.tag == "w:abstractNum" and node.get("w:abstractNumId") == abstract:
            yield from _mark(part, node.children, mixed.ilvl)
        elif node.tag == "w:num" and instance and node.get("w:numId") == instance:
            yield from _mark(part, [n for o in node.children for n in o.children], mixed.ilvl)


def _mark(part: XmlPart, levels: list[Node], ilvl: int) -> Iterator[Edit]:
    for level in (n for n in levels if n.tag == "w:lvl" and n.get("w:ilvl") == str(ilvl)):
        own = level.child("w:isLgl")
        if own is not None:
            yield Edit(own.start, own.end, f"<{part.prefix}:isLgl/>")
            continue
        following = next((n for n in level.children if n.tag in BEHIND), None)
        at = following.start if following else level.inner_end
        yield Edit(at, at, f"<{part.prefix}:isLgl/>")
