"""What a catalogue is: editions, entries, control points, limbs. Frozen values, no I/O.

An entry's `id` is ours and permanent, because codes change between editions (184012X -> 214012X ->
203912X). `checked` says how far a fact is verified; an unchecked fact is shown and never decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

CARD = "card"
"""The status of an edition that holds cards about a regime instead of entries of its list."""
LICENCE_CATALOGUE = "licence-catalogue"
"""The kind of an edition that adds names, customs codes and printed conditions to codes of the list."""
MEASURE = "measure"
"""The kind of an announcement that lists no items: it suspends others, or limits destinations and users."""
EDITION_KINDS = (LICENCE_CATALOGUE, MEASURE)
HOW_PLACED = ("as_listed", "by_layout", "unsettled", "elsewhere")
"""How a customs code was put to its row: printed in it, put there by the layout, not settled, or of no row held."""


class Check(StrEnum):
    """How far a fact was verified, best first. Machine: a limit that only the program read from the text."""

    OFFICIAL = "official"
    ANNOUNCEMENT = "announcement"
    SEED = "seed"
    SECONDARY = "secondary"
    MACHINE = "machine"
    UNCHECKED = "unchecked"

    @property
    def decides(self) -> bool:
        """False for facts that may be shown but must not settle a result."""
        return self is not Check.UNCHECKED


class Control(StrEnum):
    """What a listing means; None is used where the side (J or X) is not known."""

    PROHIBITED = "prohibited"
    RESTRICTED = "restricted"
    LICENCE = "licence"
    LISTED = "listed"


class State(StrEnum):
    """Whether an edition or measure applies on a date. Stale: its end date is past and what followed is unknown."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    STALE = "stale"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class Op(StrEnum):
    """Comparison of a limb. BETWEEN carries two values and says which ends count."""

    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    EQ = "eq"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Chinese and English; either may be empty."""

    zh: str = ""
    en: str = ""

    def in_language(self, lang: str) -> str:
        """The text in `lang` ("zh" or "en"), else the other one."""
        first, second = (self.en, self.zh) if lang == "en" else (self.zh, self.en)
        return first or second

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A named quantity of a pack (探测距离 / detection range): its dimension and every name it goes by."""

    id: str
    name: Words
    dimension: str
    synonyms: tuple[str, ...] = ()
    maximum: Fraction | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Id, names and synonyms."""
        return tuple(n for n in (self.id, self.name.zh, self.name.en, *self.synonyms) if n)


@dataclass(frozen=True, slots=True)
class Limb:
    """One requirement on one quantity. `values` holds one number, or two for BETWEEN, in `unit`.

    `span` is where it stands in the point's text (the Chinese one where there is one): first character, one after last.
    """

    quantity: str
    op: Op
    values: tuple[Fraction, ...]
    unit: str
    closed: str = "both"
    condition: Words = Words()
    checked: Check = Check.OFFICIAL
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class LimbTree:
    """How limbs combine: `any` or `all` over limbs and further trees."""

    kind: str
    parts: tuple[Limb | LimbTree, ...]

    def limbs(self) -> Iterator[Limb]:
        """Every limb in printed order."""
        for part in self.parts:
            if isinstance(part, LimbTree):
                yield from part.limbs()
            else:
                yield part


@dataclass(frozen=True, slots=True)
class Point:
    """A control point 控制要点. `no` is its designation inside the entry, None for the entry's own text.

    `partial`: the source gives only part of the point, or a use or material applies beside the limbs (met stays open).
    `unread` are stretches that bound something and were not read by machine (then limbs not met settle nothing);
    `beside`: words beside the machine-read limbs, or above the point, must be confirmed (then limbs met stay open).
    `customs` are the customs codes printed for the point, `unit` their statistical unit and `customs_how` one of
    HOW_PLACED; `customs_listed` are codes in the same row of the copy that are a neighbour's, or may be.
    """

    no: str | None
    text: Words
    tree: LimbTree | None = None
    exclusions: tuple[Words, ...] = ()
    source: str = ""
    checked: Check = Check.UNCHECKED
    partial: bool = False
    line: int = 0
    customs: tuple[str, ...] = ()
    customs_how: str = ""
    customs_listed: tuple[str, ...] = ()
    unit: str = ""
    unread: tuple[tuple[int, int], ...] = ()
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of one edition. `complete` is true when every point of the entry is loaded in full.

    `customs` are the ten-digit customs codes printed for it and `unit` their statistical unit; `reasons` are the
    reasons for control (`NS 1`, `AT 1`) and `exceptions` the licence exceptions as the list prints them.
    `aside` marks words of the publication that are no item of the list (general notes, definitions): they are
    searched and shown, have neither code nor control, and are never counted or compared.
    """

    id: str
    code: str | None
    title: Words
    control: Control | None
    industry: Words = Words()
    points: tuple[Point, ...] = ()
    synonyms: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()
    notes: Words = Words()
    source: str = ""
    checked: Check = Check.UNCHECKED
    complete: bool = False
    inherited_from: str = ""
    line: int = 0
    customs: tuple[str, ...] = ()
    unit: str = ""
    reasons: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    aside: bool = False

    @property
    def label(self) -> str:
        """The code, or the id where no source gives a code."""
        return self.code or self.id

    def with_parts(self, point: Point) -> tuple[Point, ...]:
        """A control point and every point below it (`c` and `c.1`, `c.2.b`), in printed order."""
        below = f"{point.no}."
        return tuple(p for p in self.points if p is point or (p.no is not None and p.no.startswith(below)))

    def above(self, point: Point) -> tuple[Point, ...]:
        """The points a point stands in, outermost first: `c` for `c.1`."""
        return tuple(p for p in self.points if p.no and point.no and point.no.startswith(f"{p.no}."))


@dataclass(frozen=True, slots=True)
class Event:
    """Something an edition did to an entry: added, amended, renumbered, renamed, split, deleted, moved,
    not_adopted (a draft had it, the final text has not).

    `not_loaded` says that the entry, or a code named here, stands in no edition held.
    """

    kind: str
    entry: str
    date: dt.date | None
    instrument: str
    note: Words = Words()
    source: str = ""
    code_from: str = ""
    code_to: str = ""
    title: Words = Words()
    checked: Check = Check.SECONDARY
    not_loaded: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A state of a measure between two dates (both included); `until` None is open-ended."""

    state: State
    since: dt.date | None
    until: dt.date | None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of an announcement whose days are not those of the rest."""

    no: str
    text: Words
    effective: dt.date | None = None
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a catalogue, or one announcement that adds items to it.

    `kind` is empty for a list of items, else one of EDITION_KINDS; `parts` are paragraphs with their own days.
    `superseded_on` is what its file says, `replaced_on` and `replaced_by` follow from other editions held. Of a
    `consolidated` text `effective` is its own day. With `limbs_read` limbs are read from text."""

    id: str
    catalogue: str
    title: Words
    instrument: str
    status: str
    promulgated: dt.date | None = None
    effective: dt.date | None = None
    superseded_on: dt.date | None = None
    periods: tuple[Period, ...] = ()
    amends: str = ""
    inherits: str = ""
    removes: tuple[str, ...] = ()
    expected: int | None = None
    expected_derived: bool = False
    expected_split: Words = Words()
    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()
    sources: tuple[str, ...] = ()
    basis: Words = Words()
    as_of: dt.date | None = None
    notes: Words = Words()
    kind: str = ""
    parts: tuple[Part, ...] = ()
    replaced_on: dt.date | None = None
    replaced_by: str = ""
    consolidated: bool = False
    limbs_read: bool = False

    @property
    def ended_on(self) -> dt.date | None:
        """The day another text took its place: what the file says or what is held beside it, the earlier of the two."""
        return min((day for day in (self.superseded_on, self.replaced_on) if day), default=None)

    @property
    def lists_items(self) -> bool:
        """False for cards, licence catalogues and measures: they are no list, never coverage, never deciding."""
        return not self.is_card and not self.kind

    @property
    def items(self) -> tuple[Entry, ...]:
        """The entries that are items of the list: all but those that stand aside."""
        return tuple(entry for entry in self.entries if not entry.aside)

    @property
    def is_card(self) -> bool:
        """True for what only tells about a regime: never in force by itself, never coverage, never deciding."""
        return self.status == CARD

    def entry(self, key: str) -> Entry | None:
        """The entry with this code (any letter case) or id."""
        folded = key.casefold()
        for entry in self.entries:
            if folded in (entry.id.casefold(), entry.code.casefold() if entry.code else entry.id.casefold()):
                return entry
        return None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an edition is loaded: n of N, and whether N was printed or derived."""

    catalogue: str
    edition: str
    entries: int
    expected: int | None
    complete: bool
    as_of: dt.date | None
    derived: bool

    def as_json(self) -> dict[str, object]:
        """The form `product.md` fixes."""
        return {
            "catalogue": self.catalogue,
            "edition": self.edition,
            "entries": self.entries,
            "expected": self.expected,
            "complete": self.complete,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "derived": self.derived,
        }


@dataclass(frozen=True, slots=True)
class CodePart:
    """A part of a catalogue's codes: so many characters (0: all that follows) and what each value of them says."""

    name: Words
    length: int
    meanings: dict[str, Words] = field(default_factory=dict[str, Words])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One control list with its editions (in order of time), quantities and synonyms.

    `official_at` names where the official publication is to be had (titles and addresses, to copy by hand).
    `side_by_side`: its announcements stand beside the list and beside each other; none takes another's place unless
    its file says so.
    """

    id: str
    title: Words
    kind: str
    jurisdiction: str
    authority: Words
    code_pattern: str
    code_grammar: Words
    source: str
    editions: tuple[Edition, ...] = ()
    quantities: dict[str, Quantity] = field(default_factory=dict[str, Quantity])
    synonyms: tuple[tuple[str, ...], ...] = ()
    code_parts: tuple[CodePart, ...] = ()
    official_at: tuple[str, ...] = ()
    side_by_side: bool = False

    def edition(self, edition_id: str) -> Edition | None:
        """The edition with this id."""
        return next((e for e in self.editions if e.id == edition_id), None)


def coverage_of(edition: Edition) -> Coverage:
    """Complete only when entries = expected, expected is printed, all points official, whole and read by people."""
    items = edition.items
    points = [p for e in items for p in e.points]
    complete = (
        edition.expected is not None
        and not edition.expected_derived
        and len(items) == edition.expected
        and all(e.complete and e.checked is Check.OFFICIAL for e in items)
        and all(p.checked is Check.OFFICIAL and not p.partial for p in points)
        and not any(limb.checked is Check.MACHINE for p in points if p.tree for limb in p.tree.limbs())
    )
    known, derived = edition.expected, edition.expected_derived
    return Coverage(edition.catalogue, edition.id, len(items), known, complete, edition.as_of, derived)
