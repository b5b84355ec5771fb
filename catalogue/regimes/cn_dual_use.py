"""`cn-dual-use`: the dual-use list, its announcements, party lists, bans and the catch-all, as the facts call for them.

Values that flow: Review -> RegimeResult, or None where nothing calls for the regime. What is captured is what the list
and its announcements hold; who takes it (`listed`) and where it goes (`reaching`) can only make that stricter. The hard
problem: measures that were suspended to a day now past; what followed is not known, so an item they list is
indeterminate until the user says, with a date, what holds (`reaching.state_on`). A measure whose first day is not known
is looked at in the same way and asked about. Rejected: reading silence as an end of the measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalogue.candidates import resolve
from catalogue.editions import state_of
from catalogue.matter import Technology
from catalogue.model import Catalogue, State, coverage_of
from catalogue.regimes.decisions import decided_outcome
from catalogue.regimes.findings import Place, findings, lost_codes
from catalogue.regimes.listed import Listed, listed_parties
from catalogue.regimes.reaching import banned, by_content, measure_of, state_on, tell_confirmations, tell_state
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Finding, Outcome, RegimeResult, Verdict

REGIME = "cn-dual-use"
LOOKED_AT = (State.IN_FORCE, State.SUSPENDED, State.STALE)


@dataclass(frozen=True, slots=True)
class _Called:
    """What calls for the regime, beside the items found."""

    catch_all: tuple[str, ...]
    listed: tuple[Listed, ...]
    content: bool
    """Whether the rule on PRC content abroad asks for a licence."""


def review(case: Review) -> RegimeResult | None:
    """What the dual-use rules say; None where neither items, parties nor end use call for them."""
    sheet = Sheet(case)
    catalogue = case.library.catalogues.get(REGIME)
    places = tuple(_places(case, catalogue)) if catalogue else ()
    found = tuple(f for place in places for f in _listed(case, sheet, place)) + _lost(case, sheet, places)
    catch_all = tuple(fact for fact in sorted(case.rules.word_lists["catch_all"]) if "yes" in case.facts[fact])
    called = _Called(catch_all, listed_parties(case, sheet), by_content(case, sheet))
    if catalogue:
        _tell_coming(case, sheet, catalogue)
    if not found and not catch_all and not called.listed and not sheet.notices:
        return None
    outcome = _outcome(case, sheet, found, called)
    if outcome is not Outcome.NOT_APPLICABLE:
        _warn_of_measures(case, sheet, found)
        tell_confirmations(case, sheet)
    if outcome is Outcome.INDETERMINATE and not sheet.questions:
        sheet.ask("dual_use_list")
    used = {f.edition for f in found} or {p.edition.id for p in places if p.state is State.IN_FORCE}
    return RegimeResult(
        regime=REGIME,
        outcome=outcome,
        edition=_telling_edition(found),
        entries=found,
        open_questions=tuple(sheet.questions.values()),
        warnings=tuple(sheet.notices.values()),
        coverage=tuple(coverage_of(p.edition) for p in places if p.edition.id in used),
        decided=decided_outcome(case.decisions.of_regime(REGIME), outcome, found),
    )


def _telling_edition(found: tuple[Finding, ...]) -> str | None:
    """The edition to name: the newest that captures, else the newest with a candidate."""
    captured = [f.edition for f in found if f.verdict is Verdict.CAPTURED]
    return next(reversed(captured or [f.edition for f in found]), None)


def _places(case: Review, catalogue: Catalogue) -> Iterator[Place]:
    """Every edition that applies on the decisive day, with the state the user confirmed for lapsed measures, and those
    published by then whose first day nobody knows."""
    day = case.dates.last
    for edition in (e for e in catalogue.editions if e.lists_items):
        state = state_on(case, edition)
        dayless = edition.effective is None and edition.promulgated is not None and edition.promulgated <= day
        if state in LOOKED_AT or (state is State.UNKNOWN and dayless and state_of(edition, day) is State.UNKNOWN):
            yield Place(catalogue, edition, state)


def _tell_coming(case: Review, sheet: Sheet, catalogue: Catalogue) -> None:
    """A word on every measure that is published but not yet in force and lists something like a technology."""
    day = max(case.dates.decisive)
    for edition in (e for e in catalogue.editions if e.lists_items and state_on(case, e) not in LOOKED_AT):
        published, starts = edition.promulgated, edition.effective
        if published is None or starts is None or not published <= day < starts:
            continue
        for technology in case.matter.technologies:
            if findings(case, Sheet(case), technology, Place(catalogue, edition, State.UNKNOWN)):
                sheet.warn(
                    "measure_coming",
                    f"measure_coming-{edition.id}#{technology.name}",
                    technology=technology.name,
                    measure=edition.title,
                    published=published.isoformat(),
                    starts=starts.isoformat(),
                )


def _listed(case: Review, sheet: Sheet, place: Place) -> Iterator[Finding]:
    """The findings of every technology in one edition."""
    for technology in case.matter.technologies:
        yield from findings(case, sheet, technology, place)


def _lost(case: Review, sheet: Sheet, places: tuple[Place, ...]) -> tuple[Finding, ...]:
    """Named dual-use codes that no edition holds, noted once, at the first edition in force."""
    first = next((p for p in places if p.state is State.IN_FORCE), None)
    if first is None:
        return ()
    nowhere = (_named_nowhere(case, technology, places) for technology in case.matter.technologies)
    return tuple(finding for technology in nowhere for finding in lost_codes(case, sheet, technology, first))


def _named_nowhere(case: Review, technology: Technology, places: tuple[Place, ...]) -> Technology:
    """The technology with those codes only that no edition holds."""
    book = case.books.get(REGIME)
    entries = (n for n in technology.entries if not any(resolve(n, p.catalogue, p.edition, book) for p in places))
    return replace(technology, entries=tuple(entries))


def _outcome(case: Review, sheet: Sheet, found: tuple[Finding, ...], called: _Called) -> Outcome:
    if case.matter.transfer.direction == "inbound" and not called.catch_all:
        return _not_applicable(sheet, "inbound_dual_use")
    for fact in called.catch_all:
        sheet.warn(f"catch_all-{fact}")
    public = _published(case, sheet, found)
    about = {f.technology for f in found} or {t.name for t in case.matter.technologies}
    if public and about <= public and not called.catch_all:
        return _not_applicable(sheet, "F-16-dual-use")
    captured = any(f.verdict is Verdict.CAPTURED and f.technology not in public for f in found)
    if called.catch_all:
        sheet.warn("F-35")
    elif captured or called.content:
        sheet.warn("dual_use_steps")
    else:
        if any(
            f.verdict is Verdict.OPEN and f.state is not State.SUSPENDED and f.technology not in public for f in found
        ):
            banned(case, sheet, captured=False)
        return _not_captured(sheet, called)
    return _captured(case, sheet, called)


def _published(case: Review, sheet: Sheet, found: tuple[Finding, ...]) -> frozenset[str]:
    """The technologies that are public information. The exception reaches information alone: where goods go along,
    equipment or samples, the items are judged as any other (F-16)."""
    words = case.rules.word_lists
    goods = words["goods_modes"] & frozenset(case.matter.transfer.modes)
    published: set[str] = set()
    for technology in case.matter.technologies:
        if not technology.public_domain:
            continue
        if not goods and not words["goods_forms"] & frozenset(technology.form):
            published.add(technology.name)
        elif any(f.technology == technology.name for f in found):
            sheet.warn("F-16-goods", f"F-16-goods-{technology.name}", technology=technology.name)
    return frozenset(published)


def _not_applicable(sheet: Sheet, rule: str) -> Outcome:
    """The answer that leaves nothing open, with the rule it rests on."""
    sheet.questions.clear()
    sheet.notices.clear()
    sheet.warn(rule)
    return Outcome.NOT_APPLICABLE


def _captured(case: Review, sheet: Sheet, called: _Called) -> Outcome:
    """An item that needs a licence: prohibited to a party on the control list, or where a ban in force reaches it."""
    for one in called.listed:
        if one.settled:
            sheet.warn(f"F-37-{one.rule}", f"F-37-{one.rule}-{one.asked}", asked=one.asked, list=one.list_title)
    listed = any(one.settled and one.rule == "control" for one in called.listed)
    return Outcome.PROHIBITED if banned(case, sheet) or listed else Outcome.LICENCE_REQUIRED


def _not_captured(sheet: Sheet, called: _Called) -> Outcome:
    for one in called.listed:
        if one.settled:
            sheet.warn("listed_uncaptured", f"listed_uncaptured-{one.asked}", asked=one.asked, list=one.list_title)
    sheet.warn("dual_use_reminder")
    return Outcome.INDETERMINATE


def _warn_of_measures(case: Review, sheet: Sheet, found: tuple[Finding, ...]) -> None:
    for finding in found:
        measure = measure_of(case, finding.edition)
        if measure is not None and (finding.verdict is Verdict.OPEN or finding.state is State.IN_FORCE):
            tell_state(case, sheet, measure, finding.state)
        if finding.state is State.UNKNOWN:
            edition = case.library.catalogues[finding.catalogue].edition(finding.edition)
            title = edition.title if edition else finding.edition
            about = f"measure_unknown-{finding.edition}#{finding.technology}"
            sheet.ask("measure_unknown", about, technology=finding.technology, measure=title)
