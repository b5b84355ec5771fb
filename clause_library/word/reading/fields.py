"""Fields of the contract's own: what computes a stretch of text, and cross-references whose stored result moved.

Values that flow: a paragraph becomes `Field`s (instruction, the result's place in the text); a REF field and the
provision its bookmark stands on become a `Correction` of the stored result. The hard problem is that Word shows what
was stored until somebody updates the fields, and a printed contract is never updated. Rejected: marking every field
for update; the result can be known.
"""

from __future__ import annotations

import bisect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clause_library.word.reading.provisions import Place, label_of, numbers_of
from clause_library.word.reading.references_en import WORD
from clause_library.word.source.document import CHARACTERS, DROPPED, ContractDocument, Paragraph
from clause_library.word.source.figures import Correction
from clause_library.word.source.xmltree import Edit, Node

REF = re.compile(r"^\s*REF\s+\"?([^\s\"\\]+)\"?(.*)$", re.IGNORECASE | re.DOTALL)
CONTENTS = re.compile(r"^\s*TOC\b", re.IGNORECASE)
COMPUTED = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF|TOC|STYLEREF|SEQ|LISTNUM|=)\b", re.IGNORECASE)
FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field whose result stands in a paragraph: its instruction and where the result is. `begin` can be marked."""

    paragraph: Paragraph
    instruction: str
    start: int
    end: int
    begin: Node | None

    @property
    def result(self) -> str:
        """The stored result."""
        return self.paragraph.text[self.start : self.end]


@dataclass(slots=True)
class _Open:
    begin: Node
    instruction: str = ""
    start: int = -1


def read_fields(paragraph: Paragraph) -> tuple[Field, ...]:
    """The fields whose result stands in this paragraph, inner ones first."""
    if not any(n.tag in ("w:fldChar", "w:fldSimple") for n in paragraph.node.walk()):
        return ()
    reading = _Reading(paragraph)
    reading.read(paragraph.node)
    return tuple(reading.found)


class _Reading:
    """Walks one paragraph as its text was read, with the fields that are open."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.at = 0
        self.open: list[_Open] = []
        self.found: list[Field] = []

    def read(self, node: Node) -> None:
        for child in node.children:
            if child.tag in DROPPED or child.tag == "w:p":
                continue
            start = self.at
            self._take(child)
            self.read(child)
            if child.tag == "w:fldSimple":
                self.found.append(Field(self.paragraph, child.get("w:instr"), start, self.at, None))

    def _take(self, node: Node) -> None:
        if node.tag == "w:t":
            self.at += len(node.text)
        elif node.tag in CHARACTERS and node.parent is not None and node.parent.tag == "w:r":
            self.at += 1
        elif node.tag == "w:instrText" and self.open:
            self.open[-1].instruction += node.text
        elif node.tag == "w:fldChar":
            self._mark(node)

    def _mark(self, node: Node) -> None:
        kind = node.get("w:fldCharType")
        if kind == "begin":
            self.open.append(_Open(node))
        elif kind == "separate" and self.open:
            self.open[-1].start = self.at
        elif kind == "end" and self.open:
            own = self.open.pop()
            if own.start >= 0:
                self.found.append(Field(self.paragraph, own.instruction, own.start, self.at, own.begin))


def computed(fields: Iterable[Field], start: int) -> bool:
    """Whether a field that computes its result (not a link or a form) stands at that place of the text."""
    return any(f.start <= start < f.end and COMPUTED.match(f.instruction) for f in fields)


def has_contents(document: ContractDocument) -> bool:
    """Whether the contract has a table of contents."""
    return has_fields(document) and any(
        (n.tag == "w:instrText" and CONTENTS.match(n.text))
        or (n.tag == "w:fldSimple" and CONTENTS.match(n.get("w:instr")))
        for n in document.body.walk()
    )


def still_there(fields: Iterable[Field], edits: Iterable[Edit]) -> list[Field]:
    """The fields that no edit takes out."""
    gone = sorted((e.start, e.end) for e in edits if e.end > e.start)
    out: list[Field] = []
    for one in fields:
        at = one.begin.start if one.begin is not None else -1
        near = gone[max(0, bisect.bisect_right(gone, (at, sys.maxsize)) - 1) :][:1]
        if not any(low <= at < high for low, high in near):
            out.append(one)
    return out


def has_fields(document: ContractDocument) -> bool:
    """Whether there is any field in the contract; most have none."""
    source = document.main.source
    return b"fldChar" in source or b"fldSimple" in source or b"instrText" in source


def contents_marks(document: ContractDocument) -> Iterator[tuple[Paragraph, Edit]]:
    """The edit that asks the word processor to update each table of contents, and the paragraph it begins in."""
    holders = {p.node.start: p for p in document.paragraphs}
    begun: list[Node] = []
    for node in document.body.walk():
        if node.tag == "w:fldChar" and node.get("w:fldCharType") == "begin":
            begun.append(node)
        elif node.tag == "w:fldChar" and node.get("w:fldCharType") == "end" and begun:
            begun.pop()
        elif node.tag == "w:fldSimple" and CONTENTS.match(node.get("w:instr")):
            yield from _dirty(node, holders)
        elif node.tag == "w:instrText" and CONTENTS.match(node.text) and begun:
            yield from _dirty(begun[-1], holders)


def _dirty(node: Node, holders: dict[int, Paragraph]) -> Iterator[tuple[Paragraph, Edit]]:
    holder = next((holders[a.start] for a in node.ancestors() if a.tag == "w:p" and a.start in holders), None)
    edit = dirty_edit(node)
    if holder is not None and edit is not None:
        yield holder, edit


def dirty_edit(node: Node) -> Edit | None:
    """The edit that marks a field for update; None where it is marked."""
    if node.get("w:dirty"):
        return None
    at = node.inner_start - (2 if node.inner_end == node.inner_start == node.end else 1)
    return Edit(at, at, ' w:dirty="true"')


def bookmark_holders(document: ContractDocument) -> dict[str, Paragraph]:
    """The paragraph each bookmark begins in, or the next one where it begins between paragraphs."""
    holders = {p.node.start: p for p in document.paragraphs}
    ordered = sorted(document.paragraphs, key=lambda p: p.node.start)
    starts = [p.node.start for p in ordered]
    out: dict[str, Paragraph] = {}
    for node in document.main.bookmarks:
        inside = next((holders[a.start] for a in node.ancestors() if a.tag == "w:p" and a.start in holders), None)
        following = bisect.bisect_right(starts, node.start)
        holder = inside or (ordered[following] if following < len(ordered) else None)
        if holder is not None:
            out[node.get("w:name")] = holder
    return out


@dataclass(frozen=True, slots=True)
class Stored:
    """What to do about one cross-reference field: correct its result, or `unsure`: mark it for update."""

    field: Field
    correction: Correction | None
    unsure: bool = False

    @property
    def mark(self) -> Edit | None:
        """The edit that asks the word processor to update the field when it opens the contract."""
        begin = self.field.begin
        return dirty_edit(begin) if begin is not None else None


def stored_result(field: Field, target: Paragraph, now: Paragraph | None, place: Place | None) -> Stored | None:
    """What becomes of the stored result of a field that points to `target`; None where nothing it shows moved."""
    if now is None:
        return Stored(field, None, unsure=True)
    numbered = re.search(r"\\[rnw]\b", REF.sub(r"\2", field.instruction)) is not None
    old, new = _shown(target, place, after=False), _shown(now, place, after=True)
    if old == new or not (numbered or _bare(field.result) == label_of(target)):
        return None
    words = _renewed(field.result, old, new, (numbers_of(target), numbers_of(now)))
    if words is None:
        return Stored(field, None, unsure=True)
    return Stored(field, Correction(field.paragraph, field.start, field.end, words)) if words != field.result else None


def _bare(text: str) -> str:
    return text.strip(" \u00a0.．、。:：")


def _shown(paragraph: Paragraph, place: Place | None, *, after: bool) -> tuple[str, ...]:
    """The ways a field may show the paragraph's number: alone, and with those above it (3.1(a))."""
    label = _bare(paragraph.label or label_of(paragraph))
    full = label
    above = place.parent if place else None
    while above is not None and label and not label.startswith(_digits(above, after=after)):
        shown = above.label_after if after else above.label
        full = shown + (full if full.startswith("(") else f"({full})")
        above = above.parent
    return (label, full)


def _digits(place: Place, *, after: bool) -> str:
    return place.label_after if after else place.label


def _renewed(
    result: str, old: tuple[str, ...], new: tuple[str, ...], numbers: tuple[tuple[int, ...], tuple[int, ...]]
) -> str | None:
    """The result with the new number; None where it shows something else than the old one."""
    word = re.match(rf"\s*(?:(?:{WORD})[\s\u00a0]+)?", result, re.IGNORECASE)
    low = word.end() if word else 0
    core = result[low:].strip()
    for was, is_now in zip(old, new, strict=True):
        if was and _bare(core) == was:
            return result.replace(_bare(core), is_now, 1) if low == 0 else result[:low] + is_now
        if was and core == re.sub(rf"^(?:{WORD})\s+", "", was, flags=re.IGNORECASE):
            return result[:low] + re.sub(rf"^(?:{WORD})\s+", "", is_now, flags=re.IGNORECASE)
    before, after = numbers
    shown = tuple(int(n) for n in FIGURES.findall(core))
    if shown and len(before) == len(after) and shown in (before, before[-1:]):
        figures = iter(after if shown == before else after[-1:])
        return result[:low] + FIGURES.sub(lambda _: str(next(figures)), result[low:])
    return None
