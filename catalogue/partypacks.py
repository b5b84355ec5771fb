"""Packs of party lists: a card at once, the names when somebody asks.

Values that flow: folder -> `PartyCard` (what `packs.read_library` keeps) -> `read_parties` -> `PartyPack`s and
`Problem`s with file and line. The hard problem: thousands of names must cost nothing to whoever searches or measures;
so the library reads only the card and the lists wait in their files. A list with a fault is left out whole: half a
list would look like a clearance. Rejected: party lists as catalogues; a name is no control point, and everything that
walks catalogues would have to ask.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from catalogue.compiled import Compiled
from catalogue.entryschema import read_period
from catalogue.fields import Fields
from catalogue.model import Check, Words
from catalogue.parties import CONCERNS, ListNotice, Party, PartyCard, PartyList, PartyPack
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import EDITION_BYTES, read_yaml

KIND = "party-list"
STATUSES = ("in_force", "draft", "superseded")
_ID_DAY = re.compile(r"(?<!\d)(20\d\d)(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
"""The day, month or year an id holds: `csl-2026-01-01-el`, `2026-10`."""


def read_parties(
    cards: Iterable[PartyCard], cache: Path | None = None
) -> tuple[tuple[PartyPack, ...], tuple[Problem, ...]]:
    """Every list that can be read, and what is wrong with the others. Never raises for a bad file.

    `cache` is the user's cache folder: lists without a fault are kept there as they are read.
    """
    problems: list[Problem] = []
    compiled = Compiled(cache, "lists", PartyList)
    return tuple(_read_pack(card, compiled, problems) for card in cards), tuple(problems)


def overlaid(earlier: PartyCard | None, later: PartyCard) -> PartyCard:
    """The user's card over the bundled one: lists of the same id are replaced, others added."""
    return later if earlier is None else replace(later, files=earlier.files | later.files)


def current(packs: Iterable[PartyPack], on: dt.date) -> tuple[PartyPack, ...]:
    """The packs with the lists that stand on a day: of copies of one publication the newest of that day.

    `2026-07-23` and `2026-10-01`, `csl-2026-01-01-el` and `csl-el` are copies of one publication: the same id but for
    the day, and the same parts. A day before the first copy is answered from that first one, whose names are then of
    unknown state. A copy that says of no day what it is stays: nothing shows that another is newer.
    """
    return tuple(replace(pack, lists=tuple(_standing(pack.lists, on))) for pack in packs)


def _standing(lists: tuple[PartyList, ...], on: dt.date) -> Iterator[PartyList]:
    copies: dict[tuple[str, tuple[str, ...]], list[PartyList]] = {}
    for one in lists:
        if _day_of(one) is not None:
            copies.setdefault(_publication(one), []).append(one)
    newest = {id(_newest(held, on)) for held in copies.values()}
    return (one for one in lists if _day_of(one) is None or id(one) in newest)


def _newest(held: list[PartyList], on: dt.date) -> PartyList:
    """The last copy of the day; of two of the same day the later id; before the first copy that one."""
    dated = sorted(held, key=lambda one: (_day_of(one) or dt.date.min, one.id))
    known = [one for one in dated if (_day_of(one) or dt.date.min) <= on]
    return known[-1] if known else dated[0]


def _publication(one: PartyList) -> tuple[str, tuple[str, ...]]:
    """What copies of one publication share: the id without its day, and the parts the publication prints."""
    return re.sub(r"[-_. ]+", "-", _ID_DAY.sub("", one.id)).strip("-"), tuple(sorted(one.sections))


def _day_of(one: PartyList) -> dt.date | None:
    """The day a copy is of: the one in its id, else the day the list is of."""
    named = _ID_DAY.search(one.id)
    if named is not None:
        with contextlib.suppress(ValueError):  # a number that is no day
            return dt.date(int(named[1]), int(named[2] or 1), int(named[3] or 1))
    return one.effective or one.as_of


def _read_pack(card: PartyCard, compiled: Compiled[PartyList], problems: list[Problem]) -> PartyPack:
    held: list[PartyList] = []
    for path in card.files.values():
        one = compiled.read(path, partial(_read_list, card, path, problems))
        if one is not None:
            held.append(one if one.pack == card.id else replace(one, pack=card.id))
    return PartyPack(card.id, card.title, card.jurisdiction, card.authority, card.source, tuple(held), card.official_at)


def _read_list(card: PartyCard, path: Path, problems: list[Problem]) -> PartyList | None:
    """The list, or None where anything is wrong with it; what that is goes to `problems`."""
    name = f"{card.id}/{path.name}"
    faults: list[Problem] = []
    found: PartyList | None = None
    try:
        fields = Fields(read_yaml(path, name, EDITION_BYTES), "a party list", name, faults)
        found = _list_of(fields, card)
        fields.finish()
    except BadInput as bad:
        faults.extend(bad.problems)
    if found is not None and found.id != path.stem:
        faults.append(Problem(f"the list calls itself '{found.id}'", name, 1, "id", f"write '{path.stem}'"))
    problems.extend(faults)
    return None if faults else found


def _list_of(fields: Fields, card: PartyCard) -> PartyList:
    """`as_of` may be left out only of a list without any date: such a publication says of no day what it is."""
    notices: dict[str, ListNotice] = {}
    for block in fields.blocks("notices", "a notice"):
        notice = _notice(block)
        if notice.id in notices:
            block.complain("id", f"the notice '{notice.id}' is given twice", "give it an id of its own")
        notices[notice.id] = notice
    copies = fields.block("copies", "the block of copies")
    keys = {key: copies.text(key, required=True) for key in copies.keys()}  # noqa: SIM118  (it notes the keys as known)
    only = next(iter(notices)) if len(notices) == 1 else ""
    sections = _sections(fields.block("sections", "the block of sections"))
    parties = tuple(_party(f, only) for f in fields.blocks("parties", "a party"))
    _refuse(fields, parties, notices, keys)
    _refuse_sections(fields, parties, sections)
    return PartyList(
        id=fields.text("id", required=True),
        pack=card.id,
        title=fields.words("list", required=True),
        authority=fields.words("authority"),
        status=fields.choice("status", STATUSES, "in_force"),
        effective=fields.date("effective"),
        as_of=fields.date("as_of", required=any(notice.since for notice in notices.values())),
        expected=fields.whole("expected_entries"),
        notices=notices,
        parties=parties,
        copies=keys,
        notes=fields.words("notes"),
        sections=sections,
    )


def _sections(block: Fields) -> dict[str, Words]:
    return {key: block.words(key) for key in block.keys()}  # noqa: SIM118  (it notes the keys as known)


def _notice(fields: Fields) -> ListNotice:
    notice = ListNotice(
        id=fields.text("id", required=True),
        number=fields.text("number", required=True),
        published=fields.date("published"),
        effective=fields.date("effective"),
        expected=fields.whole("expected"),
        periods=tuple(read_period(f) for f in fields.blocks("periods", "a period")),
        sources=fields.texts("sources"),
        line=fields.line,
    )
    fields.finish()
    return notice


def _party(fields: Fields, only: str) -> Party:
    """`notice` may be left out where the list has one notice only."""
    party = Party(
        id=fields.text("id", required=True),
        name=Words(fields.text("zh"), fields.text("en")),
        other=fields.text("other"),
        aliases=fields.texts("also"),
        country=fields.text("country"),
        addresses=tuple(a for a in (fields.text("address"), *fields.texts("addresses")) if a),
        notice=fields.text("notice", only, required=not only),
        concern=fields.choices("concern", CONCERNS),
        copies=fields.texts("in"),
        checked=Check(fields.choice("checked", tuple(Check), Check.UNCHECKED, required=True)),
        line=fields.line,
        section=fields.text("section"),
        sort=fields.text("sort"),
        programmes=fields.texts("programmes"),
        licence=fields.text("licence"),
        policy=fields.text("policy"),
        later=fields.texts("later"),
        remarks=fields.text("remarks"),
    )
    if not party.names:
        fields.complain("zh", "a party needs a name", "write zh, en or other", line=fields.line)
    fields.finish()
    return party


def _refuse(fields: Fields, parties: tuple[Party, ...], notices: dict[str, ListNotice], copies: dict[str, str]) -> None:
    """Complains of ids given twice and of notices and sources that the file does not hold."""
    seen: set[str] = set()
    for party in parties:
        if party.id in seen:
            fields.complain("id", f"the party '{party.id}' is given twice", "give it an id of its own", party.line)
        seen.add(party.id)
        if party.notice and party.notice not in notices:
            fields.complain("notice", f"there is no notice '{party.notice}' in this list", line=party.line)
        for key in party.later:
            if key not in notices:
                fields.complain("later", f"there is no notice '{key}' in this list", line=party.line)
        for key in party.copies:
            if key not in copies:
                fields.complain("in", f"'copies' has no source '{key}'", line=party.line)


def _refuse_sections(fields: Fields, parties: tuple[Party, ...], sections: dict[str, Words]) -> None:
    for party in parties:
        if party.section and party.section not in sections:
            fields.complain("section", f"'sections' has no '{party.section}'", line=party.line)


def verify_parties(cards: Iterable[PartyCard]) -> tuple[Problem, ...]:
    """What reading refuses, and: names without a source, and more names than the list or the notice prints."""
    packs, problems = read_parties(cards)
    found = list(problems)
    for one in (one for pack in packs for one in pack.lists):
        found += _of_list(one)
    return tuple(found)


def _of_list(one: PartyList) -> list[Problem]:
    file = f"{one.pack}/{one.id}.yaml"
    found = [
        Problem(f"'{party.shown}' has no source", file, party.line, "in", "name a copy that holds it")
        for party in one.parties
        if not party.copies
    ]
    if one.expected is not None and len(one.parties) > one.expected:
        found.append(Problem(f"{len(one.parties)} names are loaded and only {one.expected} expected", file, 0))
    for notice in one.notices.values():
        held = sum(party.notice == notice.id for party in one.parties)
        if notice.expected is not None and held > notice.expected:
            message = f"{notice.number}: {held} names are loaded and only {notice.expected} printed"
            found.append(Problem(message, file, notice.line, "expected", "one of the two is wrong"))
        if not notice.sources:
            found.append(Problem(f"{notice.number} has no source", file, notice.line, "sources", "name one"))
    return found
