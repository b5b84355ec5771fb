"""What the publishers of Part 744 say below its text: provisions stayed until a day, and amendments not in the text.

Values that flow: the notes of the tree -> `ListNotice`s of stays with their period, and `Missing` amendments with the
names they concern. The hard problem: both are prose, and both change what a name that is found, or not found, means.
A stay has an end, after which the text may read otherwise than it is stored; an entry that was added to the list and
never printed is still a listed name. So a stay is kept with its days and told with the answers, and a name that only
a note prints stands in the list with the note beside it. Rejected: showing the notes at import only; nobody who asks
for a name a year later has seen them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.importers.us.partyxml import Node
from catalogue.importers.us.usparties import printed_day
from catalogue.model import Period, State
from catalogue.parties import STAY, ListNotice

_ONE = re.compile(r"At (\d+ FR \d+), ([A-Z][a-z]+\.? \d{1,2}, \d{4}),.*?(?=\s\d+\. (?:At|For)\b|$)", re.S)
_STAYED = re.compile(r"\bstayed\b.*?\buntil ([A-Z][a-z]+\.? \d{1,2}, \d{4})", re.S)
_PROVISION = re.compile(r"§\s*744\.\d+|supplement no\. \d+", re.I)
_NOT_IN_TEXT = re.compile(r"could not be incorporated")
_COUNTRY = re.compile(r"\bunder ([A-Z][A-Z ,.'’&-]+[A-Z]) by\b")
_QUOTED = re.compile(r"“([^”]{2,200})”")
_VERB = re.compile(r"\b(adding|revising|removing)\b")


@dataclass(frozen=True, slots=True)
class Missing:
    """A name of an amendment that is not in the text: `added` is an entry the text does not print at all."""

    name: str
    added: bool
    country: str
    citation: str
    note: str


def notes_of(root: Node) -> Iterator[tuple[str, dt.date | None, str]]:
    """(citation, its day, text) of every note; a note that cites nothing is cited as Part 744 itself."""
    for node in root.every("EFFDNOT", "EDNOTE"):
        text = " ".join(node.text.split())
        cited = [(found[1], printed_day(found[2]), found[0].strip()) for found in _ONE.finditer(text)]
        yield from cited or [("Part 744", None, text)]


def stays(root: Node) -> tuple[ListNotice, ...]:
    """The stays by citation and last day; what is stayed stands in the basis of the period."""
    found: dict[tuple[str, dt.date], tuple[dt.date | None, list[str]]] = {}
    for citation, day, text in notes_of(root):
        match = _STAYED.search(text)
        until = printed_day(match[1]) if match else None
        if until is not None:
            what = [" ".join(part.split()) for part in _PROVISION.findall(text)] or [text]
            found.setdefault((citation, until), (day, []))[1].extend(what)
    return tuple(
        ListNotice(
            f"{STAY}{citation.replace(' ', '-').lower()}-{until}",
            citation,
            day,
            periods=(Period(State.SUSPENDED, day, until, ", ".join(dict.fromkeys(what))),),
            sources=(f"Federal Register, {citation}",),
        )
        for (citation, until), (day, what) in found.items()
    )


def not_in_the_text(parts: Iterable[Node]) -> Iterator[Missing]:
    """The names of amendments that the notes below these parts say are not in the text."""
    for part in parts:
        for citation, day, text in notes_of(part):
            if not _NOT_IN_TEXT.search(text):
                continue
            country = _COUNTRY.search(text)
            for quoted in _QUOTED.finditer(text):
                verbs = _VERB.findall(text[: quoted.start()])
                cited = f"{citation}, {day}" if day else citation
                name = quoted[1].strip(" ,;.") if not quoted[1].endswith("Ltd.") else quoted[1]
                yield Missing(name, verbs[-1:] == ["adding"], country[1] if country else "", cited, text)
