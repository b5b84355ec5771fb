"""What an importer gives: an edition or party lists read from a publication, and everything it could not place.

Values that flow: a file becomes a `Source` (its bytes, read once through the one door), the user's wish a `Target`;
a reader of one format turns both into a `Reading`, which is shown before anything is written. The hard problem is
silence: a line that fits nowhere must not vanish. So a reader places every line of its source or hands it back as
`Unplaced` with its place and the reason, and a code that breaks the catalogue's grammar as `Refused`; it never
guesses. Rejected: readers that write packs themselves; then each would have its own way to lose the old state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.model import Catalogue, Edition, Quantity, Words
from catalogue.parties import PartyCard, PartyList

Progress = Callable[[int, int], None]
"""Told (done, of) now and then while reading; it may raise to cancel."""


def unwatched(done: int, of: int) -> None:
    """The `Progress` of whoever does not look."""


def twin_of(name: str, ids: Iterable[str]) -> str:
    """The id among these that differs from the name by noughts alone (2027-06, 2027-6); "" where there is none."""
    plain = _plain_id(name)
    return next((one for one in ids if one != name and _plain_id(one) == plain), "")


def _plain_id(name: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", name.casefold())


@dataclass(frozen=True, slots=True)
class Source:
    """The file to import: its path for messages, its bytes, and the encoding the user named ("" where none)."""

    path: Path
    data: bytes
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where the user wants it. `edition` is "" where the publication or the format's default decides.

    `held` is the catalogue as loaded now (None where there is none), `base` the edition an amending announcement
    is applied to, `columns` the column map of a generic table (see `columns`), which is `kept` from an earlier import
    where the user named none, `parties` the card of the pack of party lists held.
    """

    catalogue: str
    edition: str = ""
    held: Catalogue | None = None
    base: Edition | None = None
    columns: Path | None = None
    parties: PartyCard | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A code that breaks the catalogue's grammar, or an entry that cannot be one: where, what, why."""

    where: Words
    code: str
    why: Words


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line of the publication that belongs to no entry as far as the reader can tell: where, its text, why."""

    where: Words
    text: str
    why: Words


@dataclass(frozen=True, slots=True)
class Card:
    """What `pack.yaml` must say where no pack of this catalogue is held yet."""

    title: Words
    kind: str
    jurisdiction: str
    authority: Words
    code_pattern: str = ".*"
    code_grammar: Words = Words()
    source: str = ""
    official_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One publication, read: an edition of a catalogue, or party lists; never both.

    `expected` is the number of entries the publication itself prints, None where it prints none.
    `remarks` are said in the preview (what was repaired, which provisions are stayed, what the reader leaves out).
    """

    catalogue: str
    card: Card
    edition: Edition | None = None
    lists: tuple[PartyList, ...] = ()
    quantities: dict[str, Quantity] = field(default_factory=dict[str, Quantity])
    expected: int | None = None
    refused: tuple[Refused, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    remarks: tuple[Words, ...] = ()


Reader = Callable[[Source, Target, Progress], Reading]
"""A reader of one format. Raises BadInput for what it cannot read at all."""


@dataclass(frozen=True, slots=True)
class Format:
    """A publication format: its id, what it is called, the catalogues it serves, how it is recognised, its reader.

    `recognises` looks at the name and the first bytes only. `catalogues` empty means any.
    """

    id: str
    title: Words
    catalogues: tuple[str, ...]
    recognises: Callable[[Source], bool]
    read: Reader
