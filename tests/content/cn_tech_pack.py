"""The bundled technology catalogue taken apart: editions, entries, points."""

from __future__ import annotations

from catalogue.model import Catalogue, Control, Edition, Entry, Point

J, X = Control.PROHIBITED, Control.RESTRICTED


EDITIONS = ("2001", "2008", "2020", "2022-draft", "2023", "2025-01-draft", "2025-07")


def edition_of(pack: Catalogue, edition: str) -> Edition:
    found = pack.edition(edition)
    assert found is not None
    return found


def entry_of(pack: Catalogue, edition: str, key: str) -> Entry:
    found = edition_of(pack, edition).entry(key)
    assert found is not None, f"{key} is not in {edition}"
    return found


def point_of(entry: Entry, no: str | None) -> Point:
    return next(p for p in entry.points if p.no == no)


def texts_of(edition: Edition) -> str:
    return "\n".join(p.text.zh for e in edition.entries for p in e.points)
