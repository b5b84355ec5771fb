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
from clause_library.word.source.document import ContractDocument, Paragraph, text_edits
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
        return Original(paragraph, source, text, (Edit(node.start, node.end, was.source),))
    stretches, whole = followed(was, paragraph.text)
    edits = tuple(dict.fromkeys([*unmarked(paragraph), *stretch_edits(main, paragraph, stretches)]))
    return Original(paragraph, applied(now, edits, node.start), stretched(paragraph.text, stretches), edits, whole)


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
    keys: set[str] = set()
    for node in paragraph.node.walk():
        if node.tag == "w:bookmarkStart" and of_clause(node.get("w:name"), ids):
            keys.add(node.get("w:id"))
            yield Edit(node.start, node.end, "")
        elif node.tag == "w:bookmarkEnd" and node.get("w:id") in keys:
            yield Edit(node.start, node.end, "")
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
