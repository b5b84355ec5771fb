"""A sentence of the contract replaced in place, its references as fields in the sentence's own formatting.

Values that flow: the words of the new sentence, with a private sign for each field, become the edits of the old one;
the signs become fields between two halves of the run they stand in. The hard problem is that the run belongs to the
contract: its properties are copied to both halves and to the field. Rejected: a run of our own; the look would differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from clause_library.word.source.document import Paragraph
from clause_library.word.source.xmltree import Edit, Node, XmlPart
from clause_library.word.writing.citing import Piece

FIRST_SIGN = 0xE000
SIGNS = re.compile("[\ue000-\ue0ff]")


def sign(number: int) -> str:
    """What stands for the field of that number until the edits are made."""
    return chr(FIRST_SIGN + number)


def with_fields(
    main: XmlPart,
    paragraph: Paragraph,
    edits: Sequence[Edit],
    fields: Sequence[tuple[str, Piece]],
    write: Callable[[str, Piece, str], str],
) -> list[Edit]:
    """The edits with fields for the signs. `write` gives a field's source for its bookmark, number and properties."""
    out: list[Edit] = []
    for edit in edits:
        node = next((p.node for p in paragraph.pieces if p.node.inner_start <= edit.start <= p.node.inner_end), None)
        if node is None or not SIGNS.search(edit.text):
            out.append(edit)
            continue
        out += _split(main, node, edit, fields, write)
    return list(dict.fromkeys(out))


def _split(
    main: XmlPart,
    node: Node,
    edit: Edit,
    fields: Sequence[tuple[str, Piece]],
    write: Callable[[str, Piece, str], str],
) -> list[Edit]:
    w = main.prefix
    run = node.parent if node.parent is not None and node.parent.tag == "w:r" else None
    marks = run.child("w:rPr") if run else None
    inner = main.xml(marks)[main.xml(marks).index(">") + 1 : main.xml(marks).rindex("<")] if marks else ""
    properties = f"<{w}:rPr>{inner}</{w}:rPr>" if inner else ""
    begin, end = f'<{w}:r>{properties}<{w}:t xml:space="preserve">', f"</{w}:t></{w}:r>"
    places = [(m.start(), ord(m.group()) - FIRST_SIGN) for m in SIGNS.finditer(edit.text)]
    text = edit.text[: places[0][0]]
    for (at, number), (following, _) in pairwise([*places, (len(edit.text), -1)]):
        name, piece = fields[number]
        text += end + write(name, piece, inner) + begin + edit.text[at + 1 : following]
    opening = main.source[node.start : node.inner_start].decode("utf-8")
    kept = [] if "xml:space" in opening else [Edit(node.inner_start - 1, node.inner_start - 1, ' xml:space="preserve"')]
    return [*kept, Edit(edit.start, edit.end, text)]
