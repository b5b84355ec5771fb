"""`cn-dual-use`: the dual-use list, its announcements and the catch-all, as far as the facts call for them.

Values that flow: Review -> RegimeResult, or None where nothing calls for the regime. The hard problem: measures that
were suspended to a day now past; what followed is not known, so an item they list is indeterminate until the user
says, with a date, what holds. Rejected: reading silence as an end of the measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.candidates import resolve
from catalogue.editions import state_of
from catalogue.matter import Technology
from catalogue.model import Catalogue, Edition, State, coverage_of
from catalogue.regimes.decisive import dates_of
from catalogue.regimes.findings import Place, findings, lost_codes
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Finding, Outcome, RegimeResult, Verdict
from catalogue.rules import Measure

REGIME = "cn-dual-use"
CATCH_ALL = (("wmd_risk", "yes"), ("military_end_use", "yes"), ("informed_by_authority", "yes"))
LOOKED_AT = (State.IN_FORCE, State.SUSPENDED, State.STALE)
ANSWERED = {"in_force": State.IN_FORCE, "suspended": State.SUSPENDED, "ended": State.STOPPED}


def review(case: Review) -> RegimeResult | None:
    """What the dual-use rules say; None where neither items nor end use call for them."""
    sheet = Sheet(case)
    catalogue = case.library.catalogues.get(REGIME)
    places = tuple(_places(case, catalogue)) if catalogue else ()
    found = tuple(f for place in places for f in _listed(case, sheet, place)) + _lost(case, sheet, places)
    catch_all = [fact for fact, word in CATCH_ALL if word in case.facts[fact]]
    if not found and not catch_all:
        return None
    outcome = _outcome(case, sheet, found, catch_all)
    _warn_of_measures(case, sheet, found)
    if outcome is Outcome.INDETERMINATE and not sheet.questions:
        sheet.ask("dual_use_list")
    used = {f.edition for f in found}
    coverage = tuple(coverage_of(p.edition) for p in places if p.edition.id in used)
    return RegimeResult(
        regime=REGIME,
        outcome=outcome,
        edition=found[0].edition if found else None,
        entries=found,
        open_questions=tuple(sheet.questions.values()),
        warnings=tuple(sheet.notices.values()),
        coverage=coverage,
        decided=case.decisions.of_regime(REGIME),
    )


def _places(case: Review, catalogue: Catalogue) -> Iterator[Place]:
    """Every edition that applies on the decisive day, with the state the user confirmed for lapsed measures."""
    on = max(dates_of(case.matter).decisive)
    for edition in (e for e in catalogue.editions if e.lists_items):
        state = state_of(edition, on)
        if state is State.STALE:
            state = _confirmed_state(case, edition)
        if state in LOOKED_AT:
            yield Place(catalogue, edition, state)


def _confirmed_state(case: Review, edition: Edition) -> State:
    measure = measure_of(case, edition.id)
    answer = case.decisions.of_rule(measure.id, measure.until) if measure else None
    return ANSWERED[answer.answer] if answer else State.STALE


def measure_of(case: Review, edition: str) -> Measure | None:
    """The date-bounded rule an edition belongs to."""
    return next((m for m in case.rules.measures if (REGIME, edition) in m.editions), None)


def _listed(case: Review, sheet: Sheet, place: Place) -> Iterator[Finding]:
    """The findings of every technology in one edition."""
    for technology in case.matter.technologies:
        yield from findings(case, sheet, technology, place)


def _lost(case: Review, sheet: Sheet, places: tuple[Place, ...]) -> tuple[Finding, ...]:
    """Named dual-use codes that no edition holds, noted once, at the first edition in force."""
    first = next((p for p in places if p.state is State.IN_FORCE), None)
    if first is None:
        return ()
    nowhere = (_named_nowhere(technology, places) for technology in case.matter.technologies)
    return tuple(finding for technology in nowhere for finding in lost_codes(case, sheet, technology, first))


def _named_nowhere(technology: Technology, places: tuple[Place, ...]) -> Technology:
    """The technology with those codes only that no edition holds."""
    entries = (n for n in technology.entries if not any(resolve(n, p.catalogue, p.edition) for p in places))
    return replace(technology, entries=tuple(entries))


def _outcome(case: Review, sheet: Sheet, found: tuple[Finding, ...], catch_all: list[str]) -> Outcome:
    for fact in catch_all:
        sheet.warn(f"catch_all-{fact}")
    if catch_all:
        sheet.warn("F-35")
        return Outcome.LICENCE_REQUIRED
    public = {t.name for t in case.matter.technologies if t.public_domain}
    captured = [f for f in found if f.verdict is Verdict.CAPTURED]
    if public and all(f.technology in public for f in found):
        sheet.warn("F-16-dual-use")
        sheet.questions.clear()
        return Outcome.NOT_APPLICABLE
    if any(f.technology not in public for f in captured):
        sheet.warn("dual_use_steps")
        return Outcome.LICENCE_REQUIRED
    sheet.warn("dual_use_reminder")
    return Outcome.INDETERMINATE


def _warn_of_measures(case: Review, sheet: Sheet, found: tuple[Finding, ...]) -> None:
    for finding in found:
        measure = measure_of(case, finding.edition)
        if measure is None or finding.verdict is not Verdict.OPEN:
            continue
        until = measure.until.isoformat()
        basis = case.rules.basis(measure.basis, case.matter.as_of)
        rule = {State.STALE: "stale", State.SUSPENDED: "suspended"}.get(finding.state)
        if rule:
            notice = case.rules.notice(rule, case.matter.as_of, measure=measure.name, until=until, rule=measure.id)
            sheet.notices.setdefault(measure.id, replace(notice, id=measure.id, basis=basis))
        if rule == "stale":
            sheet.ask("measure_state", f"rule-{measure.id}", measure=measure.name, until=until, rule=measure.id)
