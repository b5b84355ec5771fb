"""Codes of a foreign list that the lawyer named: shown with what the list says of them, deciding nothing.

Values that flow: Review + catalogue -> `Finding`s of verdict `open`, coverage, and in words what of the list is
loaded. The hard problem: a named code must neither vanish nor decide; the review of a foreign law is more than its
list. Rejected: judging limbs of foreign points here; a met limb would read as that country's answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.candidates import has_form, resolve
from catalogue.editions import in_force
from catalogue.matter import NamedEntry, Technology
from catalogue.model import Catalogue, Coverage, Edition, State, Words, coverage_of
from catalogue.regimes.review import Review
from catalogue.results import Finding, Verdict


def foreign_findings(case: Review, catalogue_id: str) -> tuple[Finding, ...]:
    """Each code of this list that a technology names, in each of its editions in force on the matter's day."""
    catalogue = case.library.lists.get(catalogue_id)
    if catalogue is None:
        return ()
    found: list[Finding] = []
    for edition in in_force(catalogue, case.matter.as_of):
        for technology in case.matter.technologies:
            found += (_finding(case, technology, named, catalogue, edition) for named in _named(technology, catalogue))
    return tuple(f for f in found if f.id)


def foreign_coverage(case: Review, catalogue_id: str) -> tuple[Coverage, ...]:
    """How much of the list is loaded on the matter's day."""
    catalogue = case.library.lists.get(catalogue_id)
    return tuple(coverage_of(e) for e in in_force(catalogue, case.matter.as_of)) if catalogue else ()


def held_words(case: Review, catalogue_id: str) -> Words:
    """`已载入 us-ccl 2026-06（638项）`, or that nothing is loaded."""
    coverage = foreign_coverage(case, catalogue_id)
    if not coverage:
        return Words("其清单未载入", "its list is not loaded")
    zh = "、".join(f"{c.catalogue} {c.edition}（{c.entries}项）" for c in coverage)
    en = ", ".join(f"{c.catalogue} {c.edition} ({c.entries} entries)" for c in coverage)
    return Words(f"其清单已载入{zh}，只供查阅", f"its list is loaded for reading only: {en}")


def _named(technology: Technology, catalogue: Catalogue) -> Iterator[NamedEntry]:
    for named in technology.entries:
        if named.catalogue == catalogue.id:
            yield named
    given = {"us-ccl": technology.eccn, "eu-dual-use": technology.annex_i}.get(catalogue.id, "")
    named = NamedEntry(code=given, catalogue=catalogue.id)
    if given and has_form(named, catalogue):
        yield named


def _finding(
    case: Review, technology: Technology, named: NamedEntry, catalogue: Catalogue, edition: Edition
) -> Finding:
    place = resolve(named, catalogue, edition)
    entry, point = place if place else (None, None)
    words = {"code": named.code, "listed": "；".join(entry.reasons) if entry and entry.reasons else "–"}
    return Finding(
        technology=technology.name,
        catalogue=catalogue.id,
        edition=edition.id,
        id=entry.id if entry else "",
        code=entry.code if entry else named.code,
        title=entry.title if entry else Words(),
        control=entry.control if entry else None,
        point=named.point or point,
        state=State.IN_FORCE,
        verdict=Verdict.OPEN,
        limbs=(),
        tree=None,
        reasons=(case.rules.reason("foreign_named", **words),),
        decision=named.decision,
    )
