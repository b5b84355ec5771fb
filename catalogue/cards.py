"""Cards: what a regime is, where its list is not loaded. Law, authority, scope and tools as facts with sources.

Values that flow: an edition of a pack of kind `cards` (status `card`) -> the problems only a card can have, and the
names of its points. The hard problem: a card must be found and read like an entry and never be taken for one. So a card
is one entry per regime in the form every entry has (text in both languages, source and check level per point), and
its points are numbered by what they tell: `law`, `authority`, and `law.2` for a second fact of the kind. The mark
is the edition's status, since a list that a user imports under the same catalogue id lies over the card and beside
it. Rejected: an entry for every law and authority (one word would find a regime five times over), and named fields of
a form of their own (search, marking, source, check level and reading by point number exist for points already).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from catalogue.model import CARD, Control, Edition, Entry, Point, Words
from catalogue.problems import Problem, did_you_mean, one_of

CARDS = "cards"
"""The kind of a pack that holds cards."""

FIELDS = MappingProxyType(
    {
        "when": Words("何时适用", "When it takes over"),
        "law": Words("法律依据", "Law"),
        "authority": Words("主管机关", "Authority"),
        "scope": Words("管制范围", "Scope"),
        "tools": Words("管制工具", "Control tools"),
        "list": Words("清单的构成", "How the list is built"),
        "numbering": Words("与欧盟附件一编号的关系", "Relation to Annex I numbering"),
        "licences": Words("许可", "Licences"),
        "catchall": Words("全面管制", "Catch-all"),
        "duty": Words("须办事项", "What it asks for"),
        "relations": Words("与其他制度的关系", "Relation to other regimes"),
        "history": Words("沿革", "History"),
        "address": Words("官方网址", "Official address"),
    }
)
"""What a point of a card may tell, by the first part of its number."""


def field_name(number: str | None) -> Words:
    """What a point of a card tells: `law.2` is law. Empty for a number that is none of a card's."""
    return FIELDS.get((number or "").partition(".")[0], Words())


def card_problems(edition: Edition, kind: str, file: str) -> Iterator[Problem]:
    """What is wrong with an edition as a card; nothing for an edition of a list."""
    if edition.is_card != (kind == CARDS):
        status = f"status {edition.status}" if edition.status else "this status"
        hint = f"status: {CARD} belongs to packs of kind {CARDS}, and they have no other"
        yield Problem(f"{status} does not go with a pack of kind '{kind}'", file, 1, "status", hint)
    if not edition.is_card:
        return
    if edition.expected is not None:
        yield Problem("a card has no number of entries to expect", file, 1, "expected_entries", "leave it out")
    for entry in edition.entries:
        yield from _entry_problems(entry, file)


def _entry_problems(entry: Entry, file: str) -> Iterator[Problem]:
    if entry.control is not Control.LISTED:
        yield Problem(f"'{entry.id}' is a card and controls nothing", file, entry.line, "control", "control: listed")
    if entry.code:
        yield Problem(f"'{entry.id}' is a card and has no code", file, entry.line, "code", "leave it out")
    if not (entry.title.zh and entry.title.en):
        yield Problem(f"the title of '{entry.id}' is in one language only", file, entry.line, "title", "give zh and en")
    if not entry.points:
        yield Problem(f"the card '{entry.id}' tells nothing", file, entry.line, "points", "give it a point")
    for point in entry.points:
        yield from _point_problems(point, file)


def _point_problems(point: Point, file: str) -> Iterator[Problem]:
    number = point.no or ""
    name = number.partition(".")[0]
    if name not in FIELDS:
        hint = did_you_mean(name, FIELDS) or one_of(tuple(FIELDS))
        yield Problem(f"'{number}' is nothing a card tells", file, point.line, "no", hint)
    if not (point.text.zh and point.text.en):
        yield Problem(f"'{number}' is in one language only", file, point.line, "text", "give zh and en")
    if point.tree is not None:
        yield Problem(f"'{number}' has limbs, and a card measures nothing", file, point.line, "limbs", "leave them out")
