"""The contract's numbered provisions before and after an insertion: what moved, and to which number.

Values that flow: one column of the contract, and the same paragraphs as they stand in the new text, become
`Provisions`: a tree of `Place`s, each with its number then and now; a reference is resolved to the places it names.
The hard problem is that one number is written in many ways (6.1 under 第六条, an automatic (a), a paragraph without
any number), and that whatever moves a number must move the references to it. Rejected: a table of moved articles; it
knows nothing of the paragraphs and items inside them.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clause_library.word.reading.layout import Column, language_of
from clause_library.word.reading.looks import level_key
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.figures import Figure, Reference, value_of
from clause_library.word.source.xmltree import Edit

SIGNS = "（）()、.．。:：;；，, \t\u00a0\u3000"
DECIMAL = re.compile(r"\d+(?:[.．]\d+)+")
LISTED = ("1.", "n.n", "（1）")


@dataclass(slots=True, eq=False)
class Place:
    """A provision. `unit` is article, numbered, or plain (a paragraph without number, counted in its article)."""

    paragraph: Paragraph
    unit: str
    before: tuple[int, ...]
    label: str
    parent: Place | None = None
    after: tuple[int, ...] = ()
    label_after: str = ""
    children: list[Place] = field(default_factory=list["Place"])

    @property
    def ordinal(self) -> int:
        """Its own number, without those above it."""
        return self.before[-1]

    @property
    def article(self) -> Place:
        """The article it stands in."""
        place = self
        while place.parent is not None:
            place = place.parent
        return place

    def walk(self) -> Iterator[Place]:
        """This provision and all inside it, level by level."""
        level = [self]
        while level:
            yield from level
            level = [c for p in level for c in p.children]


def label_of(paragraph: Paragraph) -> str:
    """The number a paragraph shows, automatic or typed, without signs around it; empty for none."""
    if paragraph.label:
        return paragraph.label.strip(SIGNS)
    typed = paragraph.typed
    return paragraph.text[typed.start : typed.end].strip(SIGNS) if typed else ""


def numbers_of(paragraph: Paragraph) -> tuple[int, ...]:
    """The ordinals a paragraph's number shows: (6, 1) for 6.1, one for (a), none without number."""
    if paragraph.label and paragraph.numbers:
        decimal = DECIMAL.search(paragraph.label)
        shown = tuple(int(n) for n in re.split(r"[.．]", decimal.group(0))) if decimal else ()
        return shown if shown and shown[-1] == paragraph.numbers[-1] else paragraph.numbers[-1:]
    return paragraph.typed.numbers if paragraph.typed else ()


def follow(document: ContractDocument, edits: Iterable[Edit], now: Iterable[Paragraph]) -> dict[int, Paragraph]:
    """Each paragraph of the contract (by index) as it stands after the edits; those given up are left out."""
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    starts = [e.start for e in ordered]
    shifts = [0]
    for edit in ordered:
        shifts.append(shifts[-1] + len(edit.text.encode("utf-8")) - (edit.end - edit.start))
    found = {p.node.start: p for p in now}
    out: dict[int, Paragraph] = {}
    for paragraph in document.paragraphs:
        at = paragraph.node.start
        low = bisect.bisect_left(starts, at)
        high = bisect.bisect_right(starts, at)
        kept = all(e.end == at for e in ordered[low:high])
        moved = found.get(at + shifts[high])
        if kept and moved is not None:
            out[paragraph.index] = moved
    return out


@dataclass(frozen=True, slots=True)
class Provisions:
    """The provisions of one column. `last` is the index of the paragraph its last article ends with."""

    column: Column
    articles: dict[int, Place]
    places: dict[int, Place]
    decimals: dict[tuple[int, ...], Place]
    later: frozenset[int]
    last: int

    def resolve(self, reference: Reference) -> list[tuple[Figure, Place]] | None:
        """The place each figure names, as far as they are found; None where not even the first is."""
        first = reference.figures[0]
        rest = list(reference.figures)
        if reference.within:
            home = self.places.get(reference.paragraph.index)
            place = self._part(home, first) if home else None
        else:
            place = self.decimals.get(first.values) if len(first.values) > 1 else None
            place = place or self._down(first.values)
        found: list[tuple[Figure, Place]] = []
        while place is not None:
            found.append((rest.pop(0), place))
            place = _child(place, rest[0]) if rest else None
        return found or None

    def _down(self, values: tuple[int, ...]) -> Place | None:
        """An article, and below it the paragraph of that number for each further figure."""
        place = self.articles.get(values[0])
        for value in values[1:]:
            children = [c for c in place.children if c.unit == "numbered" and c.ordinal == value] if place else []
            place = children[0] if len(children) == 1 else None
        return place

    def _part(self, home: Place, figure: Figure) -> Place | None:
        """A part named from inside its own article: of the same paragraph first, then of the article."""
        if figure.unit == "paragraph":
            return _child(home.article, figure)
        place: Place | None = home
        while place is not None:
            found = _child(place, figure, deep=place.parent is None)
            if found is not None:
                return found
            place = place.parent
        return None

    def article_of(self, figure: Figure) -> Place | None:
        """The article the first figure of a decimal names."""
        return self.articles.get(figure.values[0])


def _child(place: Place, figure: Figure, *, deep: bool = True) -> Place | None:
    """The one provision inside a place that a figure names; None where there is none, or more than one."""
    if figure.unit == "paragraph":
        return _numbered_paragraph(place, figure) or _plain_paragraph(place, figure)
    text = figure.text.strip(SIGNS)
    level = list(place.children)
    while level:
        listed = [c for c in level if c.unit == "numbered"]
        named = [c for c in listed if c.label == text] or [c for c in listed if value_of(text) == c.ordinal]
        if named or not deep:
            return named[0] if len(named) == 1 else None
        level = [c for p in level for c in p.children]
    return None


def _numbered_paragraph(place: Place, figure: Figure) -> Place | None:
    """款 counts the numbered paragraphs where they are numbered like paragraphs (1. or 6.1)."""
    listed = [c for c in place.children if c.unit == "numbered" and c.ordinal == figure.values[0]]
    typed = [c for c in listed if c.paragraph.label or (c.paragraph.typed and c.paragraph.typed.form.family in LISTED)]
    return typed[0] if len(typed) == 1 else None


def _plain_paragraph(place: Place, figure: Figure) -> Place | None:
    return next((c for c in place.children if c.unit == "plain" and c.ordinal == figure.values[0]), None)


def read_provisions(
    document: ContractDocument, column: Column, after: dict[int, Paragraph], now: tuple[Paragraph, ...], *, paired: bool
) -> Provisions:
    """The provisions of a column with their numbers then and now. `paired`: another language stands beside it."""
    outline = column.outline
    articles: dict[int, Place] = {}
    places: dict[int, Place] = {}
    decimals: dict[tuple[int, ...], Place] = {}
    for article in outline.articles:
        head = outline.paragraphs[article.first]
        numbers = numbers_of(head)
        if not numbers:
            continue
        top = Place(head, "article", numbers[-1:], label_of(head))
        _children(document, column, outline.inside(article), top, headed=article.headed)
        articles.setdefault(top.ordinal, top)
        for place in top.walk():
            places.setdefault(place.paragraph.index, place)
            _set_after(place, after)
            if len(place.before) > 1:
                decimals.setdefault(place.before, place)
        _count_plain(top, after, now, column.lang if paired else "")
    last = outline.paragraphs[outline.articles[-1].last].index if outline.articles else -1
    numbered = (numbers_of(p) for p in document.paragraphs if p.index > last and p.index not in places)
    return Provisions(column, articles, places, decimals, frozenset(n[0] for n in numbered if n), last)


def _children(
    document: ContractDocument, column: Column, inside: tuple[Paragraph, ...], top: Place, *, headed: bool
) -> None:
    """Hangs the paragraphs of an article below it; a level met for the first time is one deeper."""
    path: list[tuple[str, Place]] = []
    plain = 0
    for paragraph in inside if not headed else inside[1:]:
        key = level_key(document, paragraph) if paragraph is not inside[0] else ""
        if paragraph.blank or (paragraph.level is not None and paragraph.level.bullet):
            continue
        numbers = numbers_of(paragraph) if key else ()
        if not numbers:
            plain += 1
            path = []
            top.children.append(Place(paragraph, "plain", (plain,), "", top))
            continue
        at = next((i for i, (k, _) in enumerate(path) if k == key), len(path))
        parent = path[at - 1][1] if at else top
        place = Place(paragraph, "numbered", numbers, label_of(paragraph), parent)
        parent.children.append(place)
        path = [*path[:at], (key, place)]


def _set_after(place: Place, after: dict[int, Paragraph]) -> None:
    paragraph = after.get(place.paragraph.index)
    numbers = numbers_of(paragraph) if paragraph and place.unit != "plain" else ()
    place.after = numbers[-1:] if place.unit == "article" and numbers else numbers or place.before
    place.label_after = label_of(paragraph) if paragraph and place.unit != "plain" else place.label


def _count_plain(top: Place, after: dict[int, Paragraph], now: tuple[Paragraph, ...], lang: str) -> None:
    """Paragraphs without number are counted again in the new text."""
    head = after.get(top.paragraph.index)
    plain = [c for c in top.children if c.unit == "plain"]
    found = [(c, after.get(c.paragraph.index)) for c in plain if c.paragraph is not top.paragraph]
    last = max((p.index for _, p in found if p is not None), default=-1)
    if head is None or last < 0:
        return
    begin = head.index if plain[0].paragraph is top.paragraph else head.index + 1
    counted = [0, *itertools.accumulate(_is_plain(p, head, lang) for p in now[begin : last + 1])]
    for place, paragraph in found:
        if paragraph is not None:
            place.after = (counted[max(0, paragraph.index + 1 - begin)],)


def _is_plain(paragraph: Paragraph, head: Paragraph, lang: str) -> bool:
    """Whether a paragraph counts as one without number; in `lang` where another language stands beside it."""
    if paragraph.blank or paragraph.label or _bullet(paragraph) or (paragraph.typed and paragraph is not head):
        return False
    return language_of(paragraph.text) == lang if lang else paragraph.cell is None and not paragraph.boxed


def _bullet(paragraph: Paragraph) -> bool:
    return paragraph.level is not None and paragraph.level.bullet
