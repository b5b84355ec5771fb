"""Freezing a result into its matter, and what changed since.

Values that flow: Classification + Library -> the `frozen` block; later the block against today's data -> changes. An
edition is known by a digest of its content (entries, limbs, dates), so that reformatting a pack or adding a comment is
no change. The block holds what a lawyer signed for: outcomes, decisions, verdicts, open questions, due dates and listed
names; a kind that an older block does not hold is not compared. Each change names what it touches: the entries it
concerns, else the regimes that rest on it. Rejected: digests of files; every comment would send the lawyer back to
settled matters. Rejected too: digests of party lists; they change weekly, and a name that came onto one is told itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from typing import cast

from catalogue.matter import Matter
from catalogue.matterfile import MatterFile
from catalogue.model import Catalogue, Edition
from catalogue.packs import Library
from catalogue.results import CHINESE, Classification

NOT_CONTENT = ("line", "span", "as_of")
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of editions, each made once while the edition lives; a large list takes a tenth of a second."""

    made: dict[tuple[int, int], tuple[Catalogue, Edition, str]] = field(
        default_factory=dict[tuple[int, int], tuple[Catalogue, Edition, str]], repr=False
    )

    def of(self, catalogue: Catalogue, edition: Edition) -> str:
        """The digest; a value is known by itself, not by its name, so that another library gets its own."""
        key = (id(catalogue), id(edition))
        if key not in self.made:
            self.made[key] = (catalogue, edition, digest(catalogue, edition))
        return self.made[key][2]


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
            "regimes": _regimes(result),
            **_further(result),
            "findings": dict(_findings(result)),
        },
    }


def changes(
    matter: Matter, result: Classification, library: Library, digests: Digests | None = None
) -> tuple[dict[str, object], ...]:
    """What differs from the frozen result: data, applicable editions, outcomes, verdicts, decisions, questions, dates,
    listed names. Empty: nothing."""
    frozen = matter.frozen or {}
    was = _mapping(frozen.get("result"))
    regimes = _regimes(result)
    before = _texts(was.get("regimes"))
    moved = [key for key in dict.fromkeys((*before, *regimes)) if before.get(key, "") != regimes.get(key, "")]
    found = [
        *_data_changes(frozen, result, library, digests or Digests()),
        *_differences("regime", before, regimes),
        *_differences("finding", _texts(was.get("findings")), dict(_findings(result))),
        *_further_changes(was, result),
    ]
    for name, now in (("prc", result.prc.value), ("overall", result.overall.value)):
        then = str(was.get(name) or "")
        if then != now:
            touched = [key for key in moved if name == "overall" or key.startswith(CHINESE)]
            found.append({"what": name, "was": then, "is": now, "touches": touched})
    return tuple(found)


def _further_changes(was: Mapping[str, object], result: Classification) -> Iterator[dict[str, object]]:
    """Of the kinds that blocks of earlier versions do not hold; what a block does not hold is not compared."""
    for key, now in _further(result).items():
        if key in was:
            yield from _differences(KIND_OF[key], _texts(was.get(key)), now)


def _regimes(result: Classification) -> dict[str, str]:
    return {r.regime: r.outcome.value for r in result.regimes}


KIND_OF = {"decisions": "decision", "questions": "question", "dates": "date", "parties": "party"}
"""Parts of the frozen result, and what a change in each is called."""


def _further(result: Classification) -> dict[str, dict[str, str]]:
    """Decisions by regime, open questions, due dates by step, and the names found on lists where they were asked."""
    found = {
        "decisions": {r.regime: r.decided.outcome.value for r in result.regimes if r.decided},
        "questions": {q.id: OPEN for r in result.regimes for q in r.open_questions},
        "dates": {o.id: o.due.isoformat() for o in result.obligations if o.due},
    }
    if result.listed is not None:
        found["parties"] = dict(result.listed)
    return found


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
    frozen: Mapping[str, object], result: Classification, library: Library, digests: Digests
) -> Iterator[dict[str, object]]:
    """Editions whose content changed, and editions that came to apply or ceased to."""
    rows = frozen.get("data")
    listed = map(_mapping, cast("list[object]", rows) if isinstance(rows, list) else [])
    known = {(str(row.get("catalogue")), str(row.get("edition"))): str(row.get("sha256")) for row in listed}
    used = _used(result)
    before = _texts(_mapping(frozen.get("result")).get("findings"))
    for key, was in known.items():
        now = _digest_of(library, key, digests)
        if was != now:
            yield {"what": "data " + "/".join(key), "was": was, "is": now, "touches": _touched(result, before, key)}
    for key in dict.fromkeys((*known, *used)):
        was, now = ("applies" if key in group else "does not apply" for group in (known, used))
        if was != now:
            yield {"what": "edition " + "/".join(key), "was": was, "is": now, "touches": _touched(result, before, key)}


def _digest_of(library: Library, key: tuple[str, str], digests: Digests) -> str:
    """The digest of an edition of the library; empty where it holds no such edition."""
    catalogue = library.catalogues.get(key[0])
    edition = catalogue.edition(key[1]) if catalogue else None
    return digests.of(catalogue, edition) if catalogue and edition else ""


def _touched(result: Classification, before: Mapping[str, str], key: tuple[str, str]) -> list[str]:
    """The codes of the edition that were judged, then or now; where none was, the regimes that rest on the edition."""
    found = [f.code or f.id for r in result.regimes for f in r.entries if (f.catalogue, f.edition) == key]
    place = f": {key[0]}/{key[1]}/"
    found += [name.partition(place)[2].partition("/")[0] for name in before if place in name]
    resting = (r.regime for r in result.regimes if key in {(c.catalogue, c.edition) for c in r.coverage})
    return list(dict.fromkeys(found)) or list(resting)


def _differences(kind: str, was: dict[str, str], now: dict[str, str]) -> Iterator[dict[str, object]]:
    for key in dict.fromkeys((*was, *now)):
        if was.get(key, "") != now.get(key, ""):
            yield {"what": f"{kind} {key}", "was": was.get(key, ""), "is": now.get(key, ""), "touches": [key]}


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _texts(value: object) -> dict[str, str]:
    return {key: str(item) for key, item in _mapping(value).items()}
