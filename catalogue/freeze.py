"""Freezing a result into its matter, and what changed since.

Values that flow: Classification + Library -> the `frozen` block; later the block against today's data -> changes. An
edition is known by a digest of its content (entries, limbs, dates), so that reformatting a pack or adding a comment is
no change. Rejected: digests of files; every comment would send the lawyer back to settled matters.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import cast

from catalogue.matter import Matter
from catalogue.matterfile import MatterFile
from catalogue.model import Catalogue, Edition
from catalogue.packs import Library
from catalogue.results import Classification

NOT_CONTENT = ("line", "span", "as_of")


def freeze(
    file: MatterFile, result: Classification, library: Library, *, by: str, on: dt.date, program: str
) -> MatterFile:
    """The state of the file with its result frozen; nothing is written until it is saved."""
    return file.set(("frozen",), frozen_block(result, library, by=by, on=on, program=program))  # pyright: ignore[reportArgumentType]


def frozen_block(result: Classification, library: Library, *, by: str, on: dt.date, program: str) -> dict[str, object]:
    """`{on, by, program, data, result}` as the matter file holds it, all texts."""
    return {
        "on": on.isoformat(),
        "by": by,
        "program": program,
        "data": [
            {"catalogue": catalogue.id, "edition": edition.id, "sha256": digest(catalogue, edition)}
            for catalogue, edition in _editions_used(result, library)
        ],
        "result": {
            "prc": result.prc.value,
            "overall": result.overall.value,
            "regimes": {r.regime: r.outcome.value for r in result.regimes},
            "findings": dict(_findings(result)),
        },
    }


def changes(matter: Matter, result: Classification, library: Library) -> tuple[dict[str, object], ...]:
    """What differs from the frozen result: data, applicable editions, outcomes, verdicts. Empty: nothing."""
    frozen = matter.frozen or {}
    was = _mapping(frozen.get("result"))
    found = [
        *_data_changes(frozen, result, library),
        *_differences("regime", _texts(was.get("regimes")), {r.regime: r.outcome.value for r in result.regimes}),
        *_differences("finding", _texts(was.get("findings")), dict(_findings(result))),
    ]
    for name, now in (("prc", result.prc.value), ("overall", result.overall.value)):
        then = str(was.get(name) or "")
        if then != now:
            found.append({"what": name, "was": then, "is": now, "touches": []})
    return tuple(found)


def digest(catalogue: Catalogue, edition: Edition) -> str:
    """SHA-256 over the content of an edition and the quantities its limbs use."""
    used = {limb.quantity for e in edition.entries for p in e.points if p.tree for limb in p.tree.limbs()}
    quantities = {key: catalogue.quantities[key] for key in sorted(used) if key in catalogue.quantities}
    text = repr((_content(edition), _content(quantities)))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _content(value: object) -> object:
    """Plain nested tuples of everything that is content; places in files are not."""
    if isinstance(value, Fraction):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((f.name, _content(getattr(value, f.name))) for f in fields(value) if f.name not in NOT_CONTENT)
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value)
        return tuple((str(key), _content(item)) for key, item in items.items())
    if isinstance(value, tuple):
        return tuple(_content(item) for item in cast("tuple[object, ...]", value))
    return str(value)


def _editions_used(result: Classification, library: Library) -> Iterator[tuple[Catalogue, Edition]]:
    for catalogue_id, edition_id in _used(result):
        catalogue = library.catalogues.get(catalogue_id)
        edition = catalogue.edition(edition_id) if catalogue else None
        if catalogue and edition:
            yield catalogue, edition


def _used(result: Classification) -> tuple[tuple[str, str], ...]:
    coverage = [(c.catalogue, c.edition) for c in result.coverage]
    entries = [(f.catalogue, f.edition) for r in result.regimes for f in r.entries]
    return tuple(dict.fromkeys((*coverage, *entries)))


def _findings(result: Classification) -> Iterator[tuple[str, str]]:
    for regime in result.regimes:
        for f in regime.entries:
            point = f"/{f.point}" if f.point else ""
            yield f"{f.technology}: {f.catalogue}/{f.edition}/{f.code or f.id}{point}", f.verdict.value


def _data_changes(
    frozen: Mapping[str, object], result: Classification, library: Library
) -> Iterator[dict[str, object]]:
    """Editions whose content changed, and editions that came to apply or ceased to."""
    rows = frozen.get("data")
    listed = map(_mapping, cast("list[object]", rows) if isinstance(rows, list) else [])
    known = {(str(row.get("catalogue")), str(row.get("edition"))): str(row.get("sha256")) for row in listed}
    used = _used(result)
    for key, was in known.items():
        now = _digest_of(library, key)
        if was != now:
            yield {"what": "data " + "/".join(key), "was": was, "is": now, "touches": _codes(result, key)}
    for key in dict.fromkeys((*known, *used)):
        was, now = ("applies" if key in group else "does not apply" for group in (known, used))
        if was != now:
            yield {"what": "edition " + "/".join(key), "was": was, "is": now, "touches": _codes(result, key)}


def _digest_of(library: Library, key: tuple[str, str]) -> str:
    """The digest of an edition of the library; empty where it holds no such edition."""
    catalogue = library.catalogues.get(key[0])
    edition = catalogue.edition(key[1]) if catalogue else None
    return digest(catalogue, edition) if catalogue and edition else ""


def _codes(result: Classification, key: tuple[str, str]) -> list[str]:
    found = (f.code or f.id for r in result.regimes for f in r.entries if (f.catalogue, f.edition) == key)
    return list(dict.fromkeys(found))


def _differences(kind: str, was: dict[str, str], now: dict[str, str]) -> Iterator[dict[str, object]]:
    for key in dict.fromkeys((*was, *now)):
        if was.get(key, "") != now.get(key, ""):
            yield {"what": f"{kind} {key}", "was": was.get(key, ""), "is": now.get(key, ""), "touches": [key]}


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _texts(value: object) -> dict[str, str]:
    return {key: str(item) for key, item in _mapping(value).items()}
