"""What a clause is, before and after it is filled in. Frozen values, no I/O.

A text is a list of blocks with inline marks. Numbers are never typed in: they belong to the document.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.model import Words
from catalogue.results import Basis

FAMILIES = ("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L")
VARIANTS = ("exporter", "balanced", "counterparty")
LANGS = ("zh", "en")
EFFECTIVE = ("on_signature", "on_licence", "both")
STRENGTHS = ("mandatory", "recommended", "optional", "not_offered", "never")
HOST_LISTS = ("events", "cases")
HOST_ACTIONS = ("new", "merge", "add", "replace", "amend", "annex", "recital", "separate")
CLASSES = ("J", "X", "F", "DU", "US", "EU", "UNK")


class BlockKind(StrEnum):
    """Role of a block; the document decides number, indent and font."""

    HEADING = "heading"
    PARA = "para"
    ITEM = "item"
    ITEM2 = "item2"
    ITEM3 = "item3"
    ROW = "row"


class MarkKind(StrEnum):
    """Inline mark of a text: plain words, a variable, a reference to a clause, a defined term, conspicuous words."""

    TEXT = "text"
    VAR = "var"
    REF = "ref"
    TERM = "term"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of inline text. For VAR `value` is the name, for REF the clause id (with `#n` for its n-th item),
    for TERM the term, for STRONG and TEXT the words; STRONG may hold marks in `inner`."""

    kind: MarkKind
    value: str
    inner: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-to-be. A ROW has several cells; every other kind has one."""

    kind: BlockKind
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """Where a variable is answered from when nobody typed a value (`answers.yaml`): `source` is a source of
    `answering`, `words` what its keys read, `why` the reason shown. A sentence of the user's contract that matches one
    of `contract` and none of `fits` (for the key taken, or `*`) settles the point itself."""

    source: str
    why: Words
    words: tuple[tuple[str, Words], ...] = ()
    contract: tuple[str, ...] = ()
    fits: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """What parties fill in. `type`: text, party, date, days, working_days, months, percent, amount, number,
    choice, list. `minimum_of` names the derived sum that bounds it from below; `answer` says what answers it where
    matter or result do, and is no part of the clause record."""

    name: str
    type: str
    label: Words
    help: Words
    default: Words = Words()
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[tuple[str, Words], ...] = ()
    minimum_of: tuple[str, ...] = ()
    answer: AnswerRule | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Variant:
    """One position of a clause. `fallback` names the next position to retreat to; `gives_up` says what that costs."""

    position: str
    texts: dict[str, tuple[Block, ...]]
    fallback: str = ""
    gives_up: Words = Words()


@dataclass(frozen=True, slots=True)
class Condition:
    """A trigger: `op` any/all/not over `parts`, or `is` with a fact name and its accepted values."""

    op: str
    fact: str = ""
    values: tuple[str, ...] = ()
    parts: tuple[Condition, ...] = ()
    earlier: tuple[str, ...] = ()
    """Old ids it was written with, where its clauses go by other ids now."""


@dataclass(frozen=True, slots=True)
class Host:
    """Where a clause wants to stand: topic T1..T21 and how it joins. `joins` names the list of the contract (events,
    cases) that the first items of the clause join where there is one."""

    topic: str
    action: str
    note: Words = Words()
    joins: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause record."""

    id: str
    family: str
    title: Words
    purpose: Words
    effective: str
    priority: str
    trigger: Condition
    kinds: dict[str, str]
    host: Host
    depends: tuple[str, ...]
    basis: tuple[Basis, ...]
    stale_when: tuple[str, ...]
    variables: dict[str, Variable]
    variants: dict[str, Variant]
    absent: dict[str, Words]
    negotiation: Words
    sample: dict[str, Words] = field(default_factory=dict[str, Words])
    reviewed_on: dt.date | None = None
    primary_language: str = "both"
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    """The days between which the text fits the law it was drafted for; None where no end is known."""
    file: str = ""
    version: str = ""
    author: str = ""
    dated: dt.date | None = None
    renamed: tuple[str, ...] = ()
    """Earlier ids of this clause: what a matter says under one of them is said of this clause."""
    retired: Words = Words()
    """Why the clause is no longer used; empty while it is."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause that goes in; `basis` is the law its record rests on."""

    id: str
    variant: str
    priority: str
    because: tuple[Words, ...]
    placement: Host
    basis: tuple[Basis, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "id": self.id,
            "variant": self.variant,
            "priority": self.priority,
            "because": [b.in_language(lang) for b in self.because],
            "basis": [b.as_json() for b in self.basis],
            "placement": {"topic": self.placement.topic, "action": self.placement.action},
        }


@dataclass(frozen=True, slots=True)
class Listed:
    """A clause that is offered or left out, and why. `lacking`: called for with this priority, and not written yet;
    such a clause has no `basis`."""

    id: str
    because: tuple[Words, ...]
    lacking: str = ""
    basis: tuple[Basis, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        because = [b.in_language(lang) for b in self.because]
        return {"id": self.id, "because": because, "basis": [b.as_json() for b in self.basis]}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule of `conflicts.yaml` that fired; `paragraph` is the one of the user's contract, None where none did it."""

    rule: str
    severity: str
    clauses: tuple[str, ...]
    text: Words
    place: str = ""
    repair: Words = Words()
    paragraph: int | None = None
    basis: tuple[Basis, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "rule": self.rule,
            "severity": self.severity,
            "clauses": list(self.clauses),
            "text": self.text.in_language(lang),
            "place": self.place,
            "repair": self.repair.in_language(lang),
        }


@dataclass(frozen=True, slots=True)
class Deviation:
    """A choice of the user that departs from what the program proposes, or that was not followed.

    `kind`: `position` (another one than the profile's), `left_out`, `added`, `kept` (mandatory, kept against the
    choice), `refused` (not put in in spite of it).
    """

    id: str
    kind: str
    proposed: str
    chosen: str
    text: Words

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "id": self.id,
            "kind": self.kind,
            "proposed": self.proposed,
            "chosen": self.chosen,
            "text": self.text.in_language(lang),
        }


@dataclass(frozen=True, slots=True)
class Selection:
    """Which clauses, and why; in library order (families A..L)."""

    clauses: tuple[Chosen, ...]
    offered: tuple[Listed, ...]
    excluded: tuple[Listed, ...]
    conflicts: tuple[Conflict, ...]
    deviations: tuple[Deviation, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "clauses": [c.as_json(lang) for c in self.clauses],
            "offered": [c.as_json(lang) for c in self.offered],
            "excluded": [c.as_json(lang) for c in self.excluded],
            "conflicts": [c.as_json(lang) for c in self.conflicts],
            "deviations": [d.as_json(lang) for d in self.deviations],
        }


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of filled-in text. `ref` is a clause id whose number the document must supply (with `item`,
    1-based, for one of its items, 0 for the clause, -1 for those of its items that joined a list); `blank` marks a
    missing value shown as a marked blank."""

    text: str
    strong: bool = False
    ref: str = ""
    item: int = 0
    blank: bool = False


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """A block with its variables filled in."""

    kind: BlockKind
    cells: tuple[tuple[Run, ...], ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of the only cell."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class RenderedClause:
    """A clause ready for a document: blocks per language, equally long and in the same order."""

    id: str
    family: str
    variant: str
    title: Words
    host: Host
    effective: str
    blocks: dict[str, tuple[RenderedBlock, ...]]
    missing: tuple[str, ...] = ()
    answered: tuple[tuple[str, Words, Words], ...] = ()
    """(variable, text, reason) of what matter or result answered and nobody typed."""
    because: tuple[Words, ...] = ()
    basis: tuple[Basis, ...] = ()
