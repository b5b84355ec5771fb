"""The paper's own paragraphs as they were before we changed them.

Values that flow: what the package remembers, against the paragraphs as they stand now, becomes `Original`s: the source
from before where nobody touched what we left, else edits of the text. The hard problem is to find a paragraph again
after others wrote in the paper: by the digest of its source, else by its text, else by the nearest likeness between
two that were found. Rejected: a mark of ours in every paragraph we number anew.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clause_library.word.reading.bookmarks import NAME
from clause_library.word.reading.undoing import Stretch, Undo, Was, followed, in_order, source_digest
from clause_library.word.source.document import CHARACTERS, ContractDocument, Paragraph
from clause_library.word.source.wording import text_edits
from clause_library.word.source.xmltree import Edit, Node, XmlPart

ALIKE = 0.6
FAR = 60
OUR_FIELD = re.compile(r"^\s*REF\s+(_Caveat_[A-Z]{3}_\d{2}_[ebcx]_[\d_]+)")


@dataclass(frozen=True, slots=True)
class Original:
    """A paragraph that a draft changed: its source and text from before, the edits that lead there, and whether
    somebody's words stand where ours did, so that not all of it could be taken back.
    """

    paragraph: Paragraph
    source: bytes
    text: str
    edits: tuple[Edit, ...]
    whole: bool = True


def originals(document: ContractDocument, undo: Undo, ours: frozenset[int]) -> dict[int, Original]:
    """What each changed paragraph (by index) was. `ours` are the indexes of paragraphs that are ours altogether."""
    found = _matched(document, undo, ours)
    return {paragraph.index: _original(document, paragraph, was) for paragraph, was in found}


def _matched(document: ContractDocument, undo: Undo, ours: frozenset[int]) -> list[tuple[Paragraph, Was]]:
    main = document.main
    paper = [p for p in document.paragraphs if p.index not in ours and not _nested(p.node)]
    by_digest = in_order(undo.paragraphs)
    places = {id(was): number for number, was in enumerate(undo.paragraphs)}
    found: dict[int, tuple[Paragraph, Was]] = {}
    left: list[Paragraph] = []
    for paragraph in paper if undo.paragraphs else ():
        group = by_digest.get(source_digest(main.source[paragraph.node.start : paragraph.node.end]))
        if group:
            was = group.pop()
            found[places[id(was)]] = paragraph, was
        else:
            left.append(paragraph)
    by_text: dict[str, list[Was]] = {}
    for number, was in reversed(list(enumerate(undo.paragraphs))):
        if number not in found:
            by_text.setdefault(was.text, []).append(was)
    rest: list[Paragraph] = []
    for paragraph in left:
        group = by_text.get(paragraph.text)
        if group:
            was = group.pop()
            found[places[id(was)]] = paragraph, was
        else:
            rest.append(paragraph)
    _by_likeness(undo.paragraphs, found, rest)
    return list(found.values())


def _by_likeness(every: Sequence[Was], found: dict[int, tuple[Paragraph, Was]], rest: list[Paragraph]) -> None:
    """Those left: the paragraph most like it between the nearest ones that were found."""
    places = [p.index for p in rest]
    taken: set[int] = set()
    highs: list[int] = []
    for number in reversed(range(len(every))):
        highs.append(found[number][0].index if number in found else (highs[-1] if highs else -1))
    low = -1
    for number, (was, high) in enumerate(zip(every, reversed(highs), strict=True)):
        if number in found:
            low = found[number][0].index
            continue
        first, last = bisect.bisect_right(places, low), bisect.bisect_left(places, high if high >= 0 else low + FAR)
        near = [p for p in rest[first : min(last, first + FAR)] if p.index not in taken]
        best = max(near, default=None, key=lambda p, text=was.text: _alike(text, p))
        if best is not None and _alike(was.text, best) >= ALIKE:
            found[number] = best, was
            taken.add(best.index)
            low = best.index


def _alike(text: str, paragraph: Paragraph) -> float:
    return difflib.SequenceMatcher(None, text, paragraph.text, autojunk=False).ratio()


def _nested(node: Node) -> bool:
    return any(a.tag == "w:p" for a in node.ancestors())


def _original(document: ContractDocument, paragraph: Paragraph, was: Was) -> Original:
    main, node = document.main, paragraph.node
    now = main.source[node.start : node.end]
    if source_digest(now) == was.digest:
        source = was.source.encode("utf-8")
        text = stretched(paragraph.text, was.back)
        return Original(paragraph, source, text, (_differing(now.decode("utf-8"), was.source, node.start),))
    stretches, whole = followed(was, paragraph.text)
    if paragraph.text == was.text and _rejected(node) == stretched(was.text, was.back):
        edits = tuple(_rejecting(main, node))
        return Original(paragraph, applied(now, edits, node.start), stretched(was.text, was.back), edits)
    edits = tuple(dict.fromkeys([*unmarked(paragraph), *stretch_edits(main, paragraph, stretches)]))
    return Original(paragraph, applied(now, edits, node.start), stretched(paragraph.text, stretches), edits, whole)


def _differing(now: str, before: str, offset: int) -> Edit:
    """The least edit that makes one source text of the other: a paragraph replaced whole would count as another."""
    low = 0
    while low < min(len(now), len(before)) and now[low] == before[low]:
        low += 1
    high = 0
    while high < min(len(now), len(before)) - low and now[-1 - high] == before[-1 - high]:
        high += 1
    start = offset + len(now[:low].encode("utf-8"))
    return Edit(start, start + len(now[low : len(now) - high].encode("utf-8")), before[low : len(before) - high])


def _rejected(node: Node) -> str | None:
    """The text with the tracked changes of the paragraph rejected; None where it has none."""
    if not any(n.tag in ("w:ins", "w:del") and n.parent is node for n in node.children):
        return None
    out = ""
    for part in node.walk():
        above = {a.tag for a in part.ancestors()}
        if part.tag == "w:delText" or (part.tag == "w:t" and "w:ins" not in above):
            out += part.text
        elif part.tag in CHARACTERS and part.parent is not None and part.parent.tag == "w:r" and "w:ins" not in above:
            out += CHARACTERS[part.tag]
    return out


def _rejecting(main: XmlPart, node: Node) -> Iterator[Edit]:
    """Takes tracked insertions and our bookmarks out and lets deleted words stand again."""
    w = main.prefix
    gone: list[Node] = [n for n in node.children if n.tag == "w:ins"]
    yield from (Edit(n.start, n.end, "") for n in gone)
    for part in node.walk():
        if part.tag == "w:del" and part.parent is node:
            yield Edit(part.start, part.inner_start, "")
            yield Edit(part.inner_end, part.end, "")
        elif part.tag == "w:delText" and part.inner_end > part.inner_start:
            yield Edit(part.start, part.inner_start, f'<{w}:t xml:space="preserve">')
            yield Edit(part.inner_end, part.end, f"</{w}:t>")
    for edit in unmarked_names(node):
        if not any(n.start <= edit.start < n.end for n in gone):
            yield edit


def unmarked_names(node: Node, ids: frozenset[str] = frozenset()) -> Iterator[Edit]:
    """Takes our bookmarks out of a paragraph."""
    keys: set[str] = set()
    for part in node.walk():
        if part.tag == "w:bookmarkStart" and of_clause(part.get("w:name"), ids):
            keys.add(part.get("w:id"))
            yield Edit(part.start, part.end, "")
        elif part.tag == "w:bookmarkEnd" and part.get("w:id") in keys:
            yield Edit(part.start, part.end, "")


def stretched(text: str, stretches: Sequence[Stretch]) -> str:
    """The text with other words for the stretches."""
    for one in sorted(stretches, key=lambda s: -s.start):
        text = text[: one.start] + one.words + text[one.end :]
    return text


def stretch_edits(main: XmlPart, paragraph: Paragraph, stretches: Sequence[Stretch]) -> Iterator[Edit]:
    """The edits for the stretches; a stretch without any text element is passed over."""
    for one in sorted(stretches, key=lambda s: -s.start):
        try:
            yield from text_edits(main, paragraph, one.start, one.end, one.words)
        except ValueError:
            continue


def unmarked(paragraph: Paragraph, ids: frozenset[str] = frozenset()) -> Iterator[Edit]:
    """Takes our bookmarks and the machinery of fields to our clauses out of a paragraph, the shown words left.

    `ids` limits it to those clauses; none means all.
    """
    yield from unmarked_names(paragraph.node, ids)
    for field in our_fields(paragraph, ids):
        yield from (Edit(n.start, n.end, "") for n in field)


def of_clause(name: str, ids: frozenset[str]) -> bool:
    """Whether a bookmark's name is ours, of one of those clauses."""
    match = NAME.match(name)
    return match is not None and (not ids or f"{match.group(1)}-{match.group(2)}" in ids)


def our_fields(paragraph: Paragraph, ids: frozenset[str]) -> Iterator[list[Node]]:
    """The characters and instructions of each field that points to a clause of ours."""
    open_fields: list[tuple[list[Node], list[str]]] = []
    for node in paragraph.node.walk():
        if node.tag == "w:fldChar":
            if node.get("w:fldCharType") == "begin":
                open_fields.append(([], []))
            if open_fields:
                open_fields[-1][0].append(node)
            if node.get("w:fldCharType") == "end" and open_fields:
                nodes, code = open_fields.pop()
                match = OUR_FIELD.match("".join(code))
                if match and of_clause(match.group(1), ids):
                    yield nodes
        elif node.tag == "w:instrText" and open_fields:
            open_fields[-1][0].append(node)
            open_fields[-1][1].append(node.text)


def applied(source: bytes, edits: Sequence[Edit], offset: int) -> bytes:
    """Source text with edits whose offsets count from `offset`."""
    out: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        out += (source[at : edit.start - offset], edit.text.encode("utf-8"))
        at = edit.end - offset
    return b"".join([*out, source[at:]])


def firsts(found: Mapping[int, Original]) -> dict[int, tuple[bytes, str]]:
    """Source and text from before, by the offset of the paragraph now."""
    return {o.paragraph.node.start: (o.source, o.text) for o in found.values()}


def tracked_mark(paragraph: Node) -> Node | None:
    """The tracked insertion of a paragraph's end."""
    properties = paragraph.child("w:pPr")
    marks = properties.child("w:rPr") if properties else None
    return marks.child("w:ins") if marks else None


def lone(node: Node) -> Edit:
    """Takes an element away, with those around it that hold nothing else."""
    while node.parent is not None and node.parent.tag in ("w:rPr", "w:pPr") and len(node.parent.children) == 1:
        node = node.parent
    return Edit(node.start, node.end, "")
