"""Notes of the United States lists: which of them exclude something, and from which paragraph.

Values that flow: a note as printed with its place becomes an exclusion of a point or a line of the entry's notes. The
hard problem: a note stands where the typesetter had room, often behind another paragraph than its own, or before all
of them. So the paragraph it names decides, then its place; one that excludes and names the whole entry belongs to the
entry itself. Rejected: calling every note an exclusion; most explain a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from catalogue.model import Point, Words

_EXCLUDES = re.compile(
    r"\b(?:does|do|shall) not (?:control|apply|include|restrict)\b|\b(?:is|are) not controlled\b|\bexcluded from\b",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<=[a-z)”])\.\s+(?=[A-Z“'])")
_EXPLAINS = re.compile(r"\s*(?:Technical|N\.B\.|License)", re.I)
_CCL_PLACE = re.compile(r"paragraphs?\s+\.?(?P<no>[a-z](?:\.(?:\d+|[a-z]))*)\b")
_OF_NOTE = re.compile(r"\bof Note (?P<number>\d+)")
_BRACKETS = re.compile(r"(?:\([A-Za-z0-9]{1,8}\))+")
_LETTERED = re.compile(r"[a-z](?:\.\d+(?:\.[a-z])?)*\.\s")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its heading, paragraphs, and the point it stands behind (None before the first)."""

    heading: str
    paragraphs: tuple[str, ...]
    behind: str | None = None

    @property
    def text(self) -> str:
        """Heading and paragraphs, a line each, the first beside the heading."""
        lines = list(self.paragraphs)
        if self.heading:
            lines[:1] = [f"{self.heading} {lines[0]}" if lines else self.heading]
        return "\n".join(lines)

    @property
    def opening(self) -> str:
        """The heading and the first sentence: what it is about."""
        first = _SENTENCE_END.split(self.paragraphs[0], maxsplit=1)[0] if self.paragraphs else ""
        return f"{self.heading} {first}".strip()

    @property
    def excludes(self) -> bool:
        """True where it takes something out of control; explanations of words never do."""
        return not _EXPLAINS.match(self.heading or self.opening) and bool(_EXCLUDES.search(self.opening))

    @property
    def subject(self) -> str:
        """What stands before the words that exclude."""
        return _EXCLUDES.split(self.opening, maxsplit=1)[0]


Places = Callable[[str], tuple[list[str], bool]]
"""From the subject of a note: (the points it names, True where it names the whole entry)."""


def ccl_places(code: str) -> Places:
    """The paragraphs of one ECCN that a text names: `3A001.b.1`, `paragraph .x`."""
    dotted = re.compile(rf"{re.escape(code)}\s*\.\s*([a-z](?:\.(?:\d+|[a-z](?![a-z])))*)")
    whole = re.compile(rf"{re.escape(code)}(?!\s*\.?[a-z0-9])|\b[Tt]his (?:entry|ECCN|category)\b")

    def find(subject: str) -> tuple[list[str], bool]:
        named = [*dotted.findall(subject), *(found["no"] for found in _CCL_PLACE.finditer(subject))]
        return list(dict.fromkeys(named)), not named and bool(whole.search(subject))

    return find


def usml_places(subject: str) -> tuple[list[str], bool]:
    """The paragraphs of one category that a heading names: `paragraph (a)(5)`, `paragraphs (e)(11) and (e)(12)`."""
    found = re.search(r"paragraphs?\s*(.*)", subject)
    named = [".".join(re.findall(r"\(([A-Za-z0-9]+)\)", run)) for run in _BRACKETS.findall(found[1])] if found else []
    return named, not named and "ategory" in subject


@dataclass(slots=True)
class Notes:
    """The notes of one entry while it is read."""

    places: Places
    kept: list[Note] = field(default_factory=list[Note])
    lines: list[str] = field(default_factory=list[str])

    def add(self, heading: str, paragraphs: Sequence[str], behind: str | None) -> None:
        """A note as printed. What continues an earlier note inside an explanation of it goes back to that note."""
        mine, earlier = list(paragraphs), _OF_NOTE.search(heading)
        back = next((i for i, text in enumerate(mine) if i and _LETTERED.match(text)), None)
        owner = self._numbered(earlier["number"]) if earlier and back is not None else None
        if owner is not None:
            note = self.kept[owner]
            self.kept[owner] = replace(note, paragraphs=(*note.paragraphs, *mine[back:]))
            mine = mine[:back]
        self.kept.append(Note(heading, tuple(mine), behind))

    def go_on(self, text: str) -> None:
        """A paragraph that continues the last note."""
        if self.kept:
            last = self.kept[-1]
            self.kept[-1] = replace(last, paragraphs=(*last.paragraphs, text))
        else:
            self.lines.append(text)

    def _numbered(self, number: str) -> int | None:
        places = [i for i, note in enumerate(self.kept) if re.match(rf"Note {number}\b", note.heading)]
        return places[-1] if places else None

    def settled(self, points: Sequence[Point], whole: Point) -> tuple[tuple[Point, ...], Words]:
        """(points with their exclusions, the entry's notes). `whole` is the point of the entry's own text."""
        numbers = {point.no for point in points}
        taken: dict[str | None, list[str]] = {}
        lines = list(self.lines)
        for note in self.kept:
            if not note.excludes:
                lines.append(f"[{note.behind}] {note.text}" if note.behind else note.text)
                continue
            for number in self._owners(note, numbers):
                taken.setdefault(number, []).append(note.text)
        own = [whole] if None in taken and None not in numbers else []
        done = tuple(_with(point, taken.get(point.no, [])) for point in (*own, *points))
        return done, Words(en="\n".join(lines))

    def _owners(self, note: Note, numbers: Collection[str | None]) -> list[str | None]:
        named, whole = self.places(note.subject)
        if whole:
            return [None]
        found: list[str | None] = [near for no in named if (near := _nearest(no, numbers)) is not None]
        return list(dict.fromkeys(found)) or [note.behind]


def _nearest(no: str, numbers: Collection[str | None]) -> str | None:
    """The point of this designation, else the one above it that is there."""
    while no and no not in numbers:
        no = no.rpartition(".")[0]
    return no or None


def _with(point: Point, texts: list[str]) -> Point:
    return replace(point, exclusions=tuple(Words(en=text) for text in texts)) if texts else point
