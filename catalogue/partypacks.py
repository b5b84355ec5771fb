"""Packs of party lists: a card at once, the names when somebody asks.

Values that flow: folder -> `PartyCard` (what `packs.read_library` keeps) -> `read_parties` -> `PartyPack`s and
`Problem`s with file and line. The hard problem: thousands of names must cost nothing to whoever searches or measures;
so the library reads only the card and the lists wait in their files. A list with a fault is left out whole: half a
list would look like a clearance. Rejected: party lists as catalogues; a name is no control point, and everything that
walks catalogues would have to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from catalogue.entryschema import read_period
from catalogue.fields import Fields
from catalogue.model import Check, Words
from catalogue.parties import CONCERNS, ListNotice, Party, PartyCard, PartyList, PartyPack
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import read_yaml

KIND = "party-list"
STATUSES = ("in_force", "draft", "superseded")


def read_parties(cards: Iterable[PartyCard]) -> tuple[tuple[PartyPack, ...], tuple[Problem, ...]]:
    """Every list that can be read, and what is wrong with the others. Never raises for a bad file."""
    problems: list[Problem] = []
    return tuple(_read_pack(card, problems) for card in cards), tuple(problems)


def overlaid(earlier: PartyCard | None, later: PartyCard) -> PartyCard:
    """The user's card over the bundled one: lists of the same id are replaced, others added."""
    return later if earlier is None else replace(later, files=earlier.files | later.files)


def _read_pack(card: PartyCard, problems: list[Problem]) -> PartyPack:
    lists = [_read_list(card, path, problems) for path in card.files.values()]
    held = tuple(one for one in lists if one is not None)
    return PartyPack(card.id, card.title, card.jurisdiction, card.authority, card.source, held)


def _read_list(card: PartyCard, path: Path, problems: list[Problem]) -> PartyList | None:
    name = f"{card.id}/{path.name}"
    faults: list[Problem] = []
    try:
        fields = Fields(read_yaml(path, name), "a party list", name, faults)
        found = _list_of(fields, card)
        fields.finish()
    except BadInput as bad:
        problems.extend((*faults, *bad.problems))
        return None
    if found.id != path.stem:
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
