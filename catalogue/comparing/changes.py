"""What a comparison of two editions is made of: points, entries and the whole, with their JSON form.

Rows are values that a terminal, a table and a window show alike; `differences.py` makes them. Rejected: one row type
for all kinds; an addition has one side, and a row that is not known must not look like one that is.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.comparing.limbdiff import LimbChange
from catalogue.comparing.worddiff import Segment
from catalogue.model import Catalogue, Check, Control, Coverage, Edition, Entry, Event, Point, Words, coverage_of

KINDS = ("renumbered", "renamed", "amended", "split", "moved")
ADDED, DELETED, AMENDED, RENUMBERED = "added", "deleted", "amended", "renumbered"
UNLOADED, IN_PART = "not_loaded", "in_part"
"""Kinds of points of which nothing can be said: one side's text is not loaded, or its source gives only part of it."""

KIND_WORDS = {
    "added": Words("新增", "added"),
    "deleted": Words("删除", "deleted"),
    "renumbered": Words("改号", "renumbered"),
    "renamed": Words("改名", "renamed"),
    "amended": Words("修改", "amended"),
    "split": Words("拆分", "split"),
    "moved": Words("禁限互换", "moved between prohibited and restricted"),
    "not_adopted": Words("未采纳", "not adopted"),
    "not_loaded": Words("未载入", "not loaded"),
    "in_part": Words("只载一部分，不能比较", "given in part, not comparable"),
}
"""What happened, one word for each meaning in each language; terminal, tables and window say the same."""


def soft(point: Point) -> bool:
    """Whether the source gives only part of the point, or nobody checked it: then it proves no deletion."""
    return point.partial or point.checked is Check.UNCHECKED


@dataclass(frozen=True, slots=True)
class PointChange:
    """One control point on both sides. `kinds` is empty where nothing changed.

    `missing_in` names the edition a `not_loaded` point is not loaded in. `zh` and `en` are the marked wordings,
    empty where only one language has both texts or a source gives one of them in part.
    """

    before: Point | None
    after: Point | None
    kinds: tuple[str, ...]
    zh: tuple[Segment, ...]
    en: tuple[Segment, ...]
    limbs: tuple[LimbChange, ...] = ()
    missing_in: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The designations it goes by."""
        return tuple(point.no for point in (self.before, self.after) if point is not None and point.no)

    @property
    def in_part(self) -> bool:
        """Whether a source gives only part of one of the two texts, or nobody checked one of them."""
        return any(point is not None and soft(point) for point in (self.before, self.after))

    def as_json(self) -> dict[str, object]:
        return {
            "no_from": self.before.no if self.before else None,
            "no_to": self.after.no if self.after else None,
            "kinds": list(self.kinds),
            "text_from": self.before.text.zh if self.before else None,
            "text_to": self.after.text.zh if self.after else None,
            "text_from_en": self.before.text.en if self.before else None,
            "text_to_en": self.after.text.en if self.after else None,
            "segments": [segment.as_json() for segment in self.zh],
            "segments_en": [segment.as_json() for segment in self.en],
            "limbs": [limb.as_json() for limb in self.limbs],
            "partial": self.in_part,
            "missing_in": self.missing_in or None,
        }


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that stands in both editions and differs. `points` holds all its points, changed or not.

    `id_from` is another id where one entry was split or moved into a new one.
    """

    id: str
    id_from: str
    code_from: str | None
    code_to: str | None
    title_from: Words
    title_to: Words
    control_from: Control | None
    control_to: Control | None
    kinds: tuple[str, ...]
    points: tuple[PointChange, ...]
    events: tuple[Event, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def changed_points(self) -> tuple[PointChange, ...]:
        """The points that differ or cannot be compared."""
        return tuple(point for point in self.points if point.kinds)

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "code_from": self.code_from,
            "code_to": self.code_to,
            "title": self.title_to.zh,
            "title_en": self.title_to.en,
            "title_from": self.title_from.zh,
            "control_from": self.control_from,
            "control_to": self.control_to,
            "kinds": list(self.kinds),
            "points": [point.as_json() for point in self.changed_points],
            "notes": [_event_json(event) for event in self.events],
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of one side only. `witness` is the event that proves it; `missing_in` an edition it is not loaded in."""

    id: str
    code: str | None
    title: Words
    control: Control | None
    entry: Entry | None = None
    witness: Event | None = None
    missing_in: str = ""
    source: str = ""

    def as_json(self) -> dict[str, object]:
        row: dict[str, object] = {
            "id": self.id,
            "code": self.code,
            "title": self.title.zh,
            "title_en": self.title.en,
            "control": self.control,
        }
        if self.missing_in:
            return row | {"missing_in": self.missing_in}
        return row | {"basis": _event_json(self.witness) if self.witness else None, "source": self.source}


@dataclass(frozen=True, slots=True)
class Difference:
    """The comparison. `same` counts entries of both editions that show no difference as far as they are loaded."""

    catalogue: Catalogue
    before: Edition
    after: Edition
    added: tuple[EntryRow, ...]
    deleted: tuple[EntryRow, ...]
    changed: tuple[EntryChange, ...]
    unknown: tuple[EntryRow, ...]
    same: int
    beside: tuple[int, int] | None = None
    """Entries only the one and only the other holds, where neither edition replaces the other; else None."""
    narrowed: bool = False
    """Whether only one entry was asked for."""
    backward: bool = False
    """Whether the later edition comes first: then what happened in between is told against the direction read."""

    @property
    def differs(self) -> bool:
        """Whether any difference is known."""
        return bool(self.added or self.deleted or self.changed)

    @property
    def coverage(self) -> tuple[Coverage, Coverage]:
        """Of both editions."""
        return coverage_of(self.before), coverage_of(self.after)

    def as_json(self) -> dict[str, object]:
        return {
            "catalogue": self.catalogue.id,
            "from": self.before.id,
            "to": self.after.id,
            "added": [row.as_json() for row in self.added],
            "deleted": [row.as_json() for row in self.deleted],
            "changed": [row.as_json() for row in self.changed],
            "unknown": [row.as_json() for row in self.unknown],
            "same": self.same,
            "beside": list(self.beside) if self.beside else None,
            "coverage": [coverage.as_json() for coverage in self.coverage],
        }


def _event_json(event: Event) -> dict[str, object]:
    return {
        "kind": event.kind,
        "date": event.date.isoformat() if event.date else None,
        "instrument": event.instrument,
        "note": event.note.zh,
        "note_en": event.note.en,
        "source": event.source,
        "checked": event.checked,
    }
