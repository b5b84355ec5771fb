"""What a matter names and no loaded pack holds: codes, editions, points, and decisions about nothing.

Values that flow: Review + results of the regimes -> warnings of kind `data`. The hard problem: a mistyped code must
not pass as if it had not been written; so whatever meets nothing is named, beside the question its regime asks.
Rejected: refusing the file; a code of a list that is not loaded may well be right.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.candidates import is_known, plain_code, resolve
from catalogue.matter import NamedEntry, Technology
from catalogue.model import Catalogue, Edition, Entry
from catalogue.regimes.review import Review
from catalogue.results import Notice, RegimeResult


def unheld(case: Review, regimes: tuple[RegimeResult, ...]) -> Iterator[Notice]:
    """A warning for each thing the matter names that the loaded data, or the result, does not hold."""
    for technology in case.matter.technologies:
        for named in technology.entries:
            yield from _of_entry(case, technology, named)
    for words in case.decisions.contradictions():
        on, said = words[0].on, " / ".join(sorted(f"{c.by or '—'}: {c.answer}" for c in words))
        yield _told(case, "contradictory_words", about=words[0].about, on=on.isoformat() if on else "—", answers=said)
    yield from _idle_findings(case, regimes)
    yield from _idle_regimes_and_rules(case, regimes)


def _of_entry(case: Review, technology: Technology, named: NamedEntry) -> Iterator[Notice]:
    """At most one warning about a named code: its catalogue, the code, its edition or its point is not loaded."""
    values = {"technology": technology.name, "code": named.code}
    loaded = case.library.lists
    if named.catalogue and named.catalogue not in loaded:
        known = ", ".join(loaded)
        yield _told(case, "unheld_catalogue", **values, catalogue=named.catalogue, loaded=known)
        return
    holding = [c for c in loaded.values() if named.catalogue in ("", c.id) and is_known(named, c, case.books.get(c.id))]
    if not holding:
        yield _told(case, "unheld_code", **values)
    elif named.edition and not any(c.edition(named.edition) for c in holding):
        editions = ", ".join(e.id for c in holding for e in c.editions)
        yield _told(case, "unheld_edition", **values, edition=named.edition, loaded=editions)
    else:
        yield from _of_point(case, holding, named, values)


def _of_point(case: Review, holding: list[Catalogue], named: NamedEntry, values: dict[str, str]) -> Iterator[Notice]:
    editions: list[tuple[Catalogue, Edition]] = [(c, e) for c in holding for e in c.editions]
    found = [place for c, e in editions if (place := resolve(named, c, e, case.books.get(c.id)))]
    wanted = next((point for _, point in found if point), None)
    if wanted and not any(_has_point(entry, wanted) for entry, _ in found):
        yield _told(case, "unheld_point", **{**values, "code": plain_code(named), "point": wanted})


def _has_point(entry: Entry, wanted: str) -> bool:
    return any((p.no or "").casefold() == wanted.casefold() for p in entry.points)


def _idle_findings(case: Review, regimes: tuple[RegimeResult, ...]) -> Iterator[Notice]:
    """Decisions about findings that the result does not hold, as after a new edition."""
    held: set[str] = set()
    for found in (f for regime in regimes for f in regime.entries):
        for key in (found.code, found.id):
            place = f"finding:{found.catalogue}/{found.edition}/{key}".casefold()
            held |= {place, f"{place}/{found.point}".casefold()}
    for confirmation in case.matter.confirmations:
        about = confirmation.about
        if about.startswith("finding:") and about.casefold() not in held:
            yield _told(case, "unmatched_decision", about=about.partition(":")[2])


def _idle_regimes_and_rules(case: Review, regimes: tuple[RegimeResult, ...]) -> Iterator[Notice]:
    """Decisions about regimes the facts do not call for, and about rules there are none of."""
    held = {f"regime:{r.regime}".casefold() for r in regimes} | {f"rule:{m.id}".casefold() for m in case.rules.measures}
    for confirmation in case.matter.confirmations:
        kind, _, what = confirmation.about.partition(":")
        if kind in ("regime", "rule") and confirmation.about.casefold() not in held:
            yield _told(case, f"idle_{kind}", about=what)


def _told(case: Review, rule: str, **values: str) -> Notice:
    return case.rules.notice(rule, case.matter.as_of, **values)
