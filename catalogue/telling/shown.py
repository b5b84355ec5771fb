"""Packs and entries in the JSON form other programs rely on."""

from __future__ import annotations

import datetime as dt

from catalogue.codes import parts_of
from catalogue.editions import Located, history
from catalogue.model import Catalogue, Edition, Entry, Limb, LimbTree, Part, Point, State, coverage_of
from catalogue.parties import PartyPack
from catalogue.results import json_number
from catalogue.succession import state_of_part
from catalogue.telling.telllicence import customs_json


def pack_json(catalogue: Catalogue) -> dict[str, object]:
    """One pack of the `packs` answer."""
    return {
        "catalogue": catalogue.id,
        "title": catalogue.title.zh,
        "title_en": catalogue.title.en,
        "kind": catalogue.kind,
        "source": catalogue.source,
        "official_at": list(catalogue.official_at),
        "editions": [
            {
                "id": edition.id,
                "kind": edition.kind or None,
                "status": edition.status,
                "effective": edition.effective.isoformat() if edition.effective else None,
                "entries": len(edition.items),
                "points": sum(len(entry.points) for entry in edition.items),
                "whole": sum(entry.complete for entry in edition.items),
                "expected": edition.expected,
                "derived": edition.expected_derived,
                "complete": coverage_of(edition).complete,
                "as_of": edition.as_of.isoformat() if edition.as_of else None,
            }
            for edition in catalogue.editions
        ],
    }


def party_pack_json(pack: PartyPack) -> dict[str, object]:
    """A pack of party lists in the `packs` answer: each list stands as an edition."""
    return {
        "catalogue": pack.id,
        "title": pack.title.zh,
        "title_en": pack.title.en,
        "kind": "party-list",
        "source": pack.source,
        "official_at": list(pack.official_at),
        "editions": [
            {
                "id": one.id,
                "title": one.title.zh,
                "title_en": one.title.en,
                "status": one.status,
                "effective": one.effective.isoformat() if one.effective else None,
                "entries": len(one.parties),
                "expected": one.expected,
                "derived": False,
                "complete": one.coverage.complete,
                "as_of": one.as_of.isoformat() if one.as_of else None,
            }
            for one in pack.lists
        ],
    }


def edition_json(edition: Edition, state: State, on: dt.date) -> dict[str, object]:
    """One row of the `editions` answer: instrument, from when to when, in which state; parts with other days."""
    return {
        "catalogue": edition.catalogue,
        "id": edition.id,
        "kind": edition.kind or None,
        "state": state,
        "from": edition.effective.isoformat() if edition.effective else None,
        "consolidated": edition.consolidated,
        "to": edition.ended_on.isoformat() if edition.ended_on else None,
        "instrument": edition.instrument,
        "entries": len(edition.items),
        "expected": edition.expected,
        "derived": edition.expected_derived,
        "basis": edition.basis.zh,
        "basis_en": edition.basis.en,
        "parts": [part_json(part, on) for part in edition.parts],
    }


def part_json(part: Part, on: dt.date) -> dict[str, object]:
    """A paragraph with days of its own and its state on the day."""
    return {
        "no": part.no,
        "text": part.text.zh,
        "text_en": part.text.en,
        "state": state_of_part(part, on),
        "from": part.effective.isoformat() if part.effective else None,
        "periods": [
            {
                "state": period.state,
                "from": period.since.isoformat() if period.since else None,
                "to": period.until.isoformat() if period.until else None,
                "basis": period.basis,
            }
            for period in part.periods
        ],
    }


def entry_json(found: Located) -> dict[str, object]:
    """The `show` answer: the entry, or only the point asked for."""
    entry = found.entry
    points = entry.with_parts(found.point) if found.point else entry.points
    within = entry.above(found.point) if found.point else ()
    return {
        "catalogue": found.catalogue.id,
        "edition": found.edition.id,
        "id": entry.id,
        "code": entry.code,
        "title": entry.title.zh or entry.title.en,
        "title_en": entry.title.en,
        "control": entry.control,
        "industry": entry.industry.zh,
        "state": found.state,
        "complete": entry.complete,
        "points": [_point_json(point) for point in points],
        "within": [_point_json(point) for point in within],
        "notes": entry.notes.zh or entry.notes.en,
        "reasons": list(entry.reasons),
        "exceptions": list(entry.exceptions),
        "code_parts": _code_json(found),
        "history": _history_json(found.catalogue, entry),
        "source": entry.source,
        "checked": entry.checked,
    }


def _code_json(found: Located) -> list[dict[str, str]]:
    """What the characters of the code say; empty where the grammar of the catalogue is not loaded."""
    return [
        {
            "text": p.text,
            "name": p.name.zh,
            "name_en": p.name.en,
            "meaning": p.meaning.zh,
            "meaning_en": p.meaning.en,
        }
        for p in parts_of(found)
    ]


def _point_json(point: Point) -> dict[str, object]:
    return {
        "no": point.no,
        "text": point.text.zh or point.text.en,
        "text_en": point.text.en,
        "limbs": _tree_json(point.tree) if point.tree else None,
        "exclusions": [e.zh or e.en for e in point.exclusions],
        "partial": point.partial,
        "unread": [list(span) for span in point.unread],
        **customs_json(point),
        "source": point.source,
        "checked": point.checked,
    }


def _tree_json(tree: LimbTree) -> dict[str, object]:
    return {tree.kind: [_tree_json(p) if isinstance(p, LimbTree) else _limb_json(p) for p in tree.parts]}


def _limb_json(limb: Limb) -> dict[str, object]:
    numbers = [json_number(v) for v in limb.values]
    return {
        "quantity": limb.quantity,
        "op": limb.op,
        "value": numbers[0] if len(numbers) == 1 else numbers,
        "unit": limb.unit,
        "condition": limb.condition.zh or limb.condition.en or None,
        "checked": limb.checked,
    }


def _history_json(catalogue: Catalogue, entry: Entry) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for edition, other, events in history(catalogue, entry.id):
        if other is None and not events:
            continue
        rows.append(
            {
                "edition": edition.id,
                "effective": edition.effective.isoformat() if edition.effective else None,
                "code": other.code if other else None,
                "title": other.title.zh if other else None,
                "title_en": other.title.en if other else None,
                "present": other is not None,
                "events": [
                    {
                        "kind": event.kind,
                        "date": event.date.isoformat() if event.date else None,
                        "instrument": event.instrument,
                        "code_from": event.code_from or None,
                        "code_to": event.code_to or None,
                        "note": event.note.zh,
                        "note_en": event.note.en,
                        "source": event.source,
                        "checked": event.checked,
                    }
                    for event in events
                ],
            }
        )
    return rows
