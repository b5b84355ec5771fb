"""The blocks of the body in which the text of a contract runs: paragraphs and tables, in wrappers or not.

Values that flow: the body becomes its blocks in order, those inside a control that wraps several paragraphs, inside
custom XML, and inside a table of one column that holds most of the text taken as blocks of their own. The hard problem
is a contract that stands whole in such a wrapper: to write before or behind it would put a clause before the title or
behind the signatures. Rejected: opening every control; a contents list, a locked or bound control is one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.word.source.xmltree import Node

BLOCKS = ("w:p", "w:tbl", "w:sdt", "w:customXml")
CLOSED = ("w:docPartObj", "w:docPartList", "w:dataBinding", "w15:dataBinding", "w15:repeatingSection")
LOCKED = ("contentLocked", "sdtContentLocked")


def blocks_of(body: Node) -> tuple[Node, ...]:
    """The blocks of the body, wrappers opened."""
    frame = _frame(body)
    return tuple(block for child in body.children for block in _opened(child, frame))


def behind(blocks: tuple[Node, ...], at: int) -> int:
    """The offset behind a block, and behind the wrappers that end with it and hold nothing of what follows."""
    node = blocks[at]
    following = blocks[at + 1].start if at + 1 < len(blocks) else -1
    for above in node.ancestors():
        if above.tag in ("w:body", "w:tc"):
            break
        if above.tag in ("w:sdt", "w:customXml") and not above.start < following < above.end:
            node = above
    return node.end


def _frame(body: Node) -> Node | None:
    """The table of one column that holds most of the text, None for none."""
    sizes = {id(n): 0 if _ours(n) else sum(len(t.text) for t in n.walk() if t.tag == "w:t") for n in body.children}
    tables = [n for n in body.children if n.tag == "w:tbl"]
    best = max(tables, key=lambda n: sizes[id(n)], default=None)
    if best is None or sizes[id(best)] * 2 <= sum(sizes.values()):
        return None
    rows = [n for n in best.children if n.tag == "w:tr"]
    single = all(sum(c.tag in ("w:tc", "w:sdt") for c in row.children) == 1 for row in rows)
    return best if rows and single else None


def _ours(node: Node) -> bool:
    """Whether an earlier run wrote the paragraph; an annex of ours must not outweigh the contract."""
    return any(c.tag == "w:bookmarkStart" and c.get("w:name").startswith("_Caveat_") for c in node.children)


def _opened(node: Node, frame: Node | None) -> Iterator[Node]:
    inner = _inside(node, frame)
    if not inner:
        yield node
        return
    for child in inner:
        yield from _opened(child, frame)


def _inside(node: Node, frame: Node | None) -> list[Node]:
    """The blocks a wrapper is opened into, none where it stays one thing."""
    if node is frame:
        cells = [c for row in node.children if row.tag == "w:tr" for c in row.children if c.tag == "w:tc"]
        return [b for c in cells for b in c.children if b.tag in BLOCKS]
    holder = node.child("w:sdtContent") if node.tag == "w:sdt" and _open(node) else None
    holder = node if node.tag == "w:customXml" else holder
    inner = [b for b in holder.children if b.tag in BLOCKS] if holder else []
    return inner if node.tag == "w:customXml" or len(inner) > 1 else []


def _open(control: Node) -> bool:
    properties = control.child("w:sdtPr")
    if properties is None:
        return True
    tag = properties.value("w:tag") or ""
    closed = any(c.tag in CLOSED for c in properties.children) or properties.value("w:lock") in LOCKED
    return not closed and re.match(r"clauses?:", tag) is None
