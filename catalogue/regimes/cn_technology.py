"""`cn-tech`: the catalogue of technologies prohibited or restricted from export.

Values that flow: Review -> RegimeResult. The hard problem: "free" is the one answer that must never be wrong, so it
needs a complete edition, no open point and no open question; everything short of that is indeterminate and says
what would settle it. Rejected: judging a contract by the edition of its own date (see `decisive`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from catalogue.candidates import has_form, is_known
from catalogue.matter import Matter, NamedEntry, Technology
from catalogue.model import Catalogue, Control, Coverage, Edition, State, Words, coverage_of
from catalogue.regimes.decisions import decided_outcome
from catalogue.regimes.decisive import Dates, edition_on, editions_between, pending_drafts
from catalogue.regimes.facts import only_unclear
from catalogue.regimes.findings import Place, findings, lost_codes
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Finding, Outcome, RegimeResult, Verdict, strictest

REGIME = "cn-tech"


def review(case: Review) -> RegimeResult:
    """What the catalogue says of the matter."""
    sheet = Sheet(case)
    catalogue = case.library.catalogues.get(REGIME)
    dates = case.dates
    if catalogue is None:
        sheet.warn("no_catalogue")
        sheet.ask("no_edition", date=case.matter.as_of.isoformat(), first=_first_day(case))
        return _result(case, sheet, Outcome.INDETERMINATE, (), ())
    deciding = _deciding(catalogue, dates)
    entries = tuple(_judged(case, sheet, catalogue, edition, State.IN_FORCE) for edition in deciding)
    flat = tuple(f for found in entries for f in found)
    outcome = _outcome(case, sheet, flat, deciding, dates)
    _warn_of_editions(case, sheet, catalogue, deciding, dates)
    drafts = _drafts(case, sheet, catalogue, dates)
    result = _result(case, sheet, outcome, deciding, flat + drafts)
    words = () if outcome is Outcome.NOT_APPLICABLE or is_conditional(case.matter, case) else flat
    return replace(result, decided=decided_outcome(result.decided, outcome, words))


def _deciding(catalogue: Catalogue, dates: Dates) -> tuple[Edition, ...]:
    """The edition that decides; several where the decisive day is not known."""
    if len(dates.decisive) > 1:
        return editions_between(catalogue, dates.decisive)
    edition = edition_on(catalogue, dates.last)
    return (edition,) if edition else ()


def _judged(case: Review, sheet: Sheet, catalogue: Catalogue, edition: Edition, state: State) -> tuple[Finding, ...]:
    place = Place(catalogue, edition, state)
    found: list[Finding] = []
    for technology in case.matter.technologies:
        found += findings(case, sheet, technology, place)
        found += () if place.shown_only else lost_codes(case, sheet, technology, place)
    return tuple(found)


def _first_day(case: Review) -> str:
    """The first day that a loaded edition was in force; `—` where there is none."""
    catalogue = case.library.catalogues.get(REGIME)
    days = [e.effective for e in catalogue.editions if e.effective and e.status != "draft"] if catalogue else []
    return min(days).isoformat() if days else "—"


@dataclass(frozen=True, slots=True)
class _TransferCheck:
    """Step one of the review: is there a transfer, and does anything flow out?"""

    settled: bool
    none: bool


def _check_transfer(case: Review, sheet: Sheet) -> _TransferCheck:
    matter = case.matter
    if matter.transfer.direction == "inbound":
        sheet.warn("inbound")
        return _TransferCheck(settled=True, none=True)
    if not matter.transfer.direction:
        sheet.ask("direction")
    if not matter.transfer.modes:
        sheet.ask("modes")
        return _TransferCheck(settled=True, none=False)
    if not only_unclear(matter):
        return _TransferCheck(settled=True, none=False)
    answers = [case.decisions.answer(f"mode-{mode}") for mode in matter.transfer.modes]
    for mode in matter.transfer.modes:
        sheet.ask(f"mode-{mode}")
    if True in answers:
        sheet.warn("mode_is_transfer")
        return _TransferCheck(settled=True, none=False)
    sheet.warn("unclear_mode" if None in answers else "no_transfer")
    return _TransferCheck(settled=False, none=None not in answers)


def _outcome(
    case: Review, sheet: Sheet, found: tuple[Finding, ...], deciding: tuple[Edition, ...], dates: Dates
) -> Outcome:
    transfer = _check_transfer(case, sheet)
    if dates.question:
        sheet.ask(dates.question)
    if not deciding:
        sheet.warn("no_catalogue")
        sheet.ask("no_edition", date=min(dates.decisive).isoformat(), first=_first_day(case))
    _ask_of_technologies(case, sheet, found, loaded=bool(deciding))
    _warn_of_findings(case, sheet, found)
    if transfer.none:
        return Outcome.NOT_APPLICABLE
    met = strictest([_outcome_of(f) for f in found if f.verdict is Verdict.CAPTURED])
    if not transfer.settled:
        return Outcome.INDETERMINATE
    if met in (Outcome.PROHIBITED, Outcome.RESTRICTED):
        return met
    complete = bool(deciding) and all(coverage_of(e).complete for e in deciding)
    decided = all(f.verdict is Verdict.NOT_CAPTURED for f in found)
    if complete and decided and case.matter.technologies and not sheet.questions:
        return Outcome.FREE
    if not sheet.questions and deciding:
        coverage = _coverage_words(deciding[-1])
        rule = "rest_unread" if _all_loaded(deciding[-1]) else "rest_of_catalogue"
        sheet.ask(rule, coverage=coverage, edition=deciding[-1].title)
    return Outcome.INDETERMINATE


def _outcome_of(finding: Finding) -> Outcome:
    by_control = {Control.PROHIBITED: Outcome.PROHIBITED, Control.RESTRICTED: Outcome.RESTRICTED}
    return by_control.get(finding.control, Outcome.INDETERMINATE) if finding.control else Outcome.INDETERMINATE


def _ask_of_technologies(case: Review, sheet: Sheet, found: tuple[Finding, ...], *, loaded: bool) -> None:
    if not case.matter.technologies:
        sheet.ask("technology")
    for technology in case.matter.technologies:
        if loaded and not any(f.technology == technology.name for f in found):
            sheet.ask("no_candidate", f"no_candidate-{technology.name}", technology=technology.name)
        if technology.stage in ("in_development", "future"):
            sheet.warn("not_yet_fixed", f"not_yet_fixed-{technology.name}", technology=technology.name)
        for named in _nowhere(case, technology):
            code = named.code
            sheet.ask("unknown_code", f"unknown_code-{code}#{technology.name}", code=code, technology=technology.name)
    for finding in found:
        if finding.verdict is Verdict.CAPTURED and finding.control is None:
            code = finding.code or finding.id
            sheet.ask("side", f"side-{code}", code=code, title=finding.title)


def _nowhere(case: Review, technology: Technology) -> list[NamedEntry]:
    """Named codes that belong to no loaded catalogue."""
    lists = case.library.lists.values()
    return [n for n in technology.entries if not any(_may_hold(case, c, n) for c in lists)]


def _may_hold(case: Review, catalogue: Catalogue, named: NamedEntry) -> bool:
    """True where the code is one of the catalogue, is built like one, or is said to be one."""
    if named.catalogue not in ("", catalogue.id):
        return False
    said = named.catalogue == catalogue.id
    return said or is_known(named, catalogue, case.books.get(catalogue.id)) or has_form(named, catalogue)


def _warn_of_findings(case: Review, sheet: Sheet, found: tuple[Finding, ...]) -> None:
    for technology in case.matter.technologies:
        own = [f for f in found if f.technology == technology.name and f.verdict is not Verdict.NOT_CAPTURED]
        published = technology.public_domain or "publication" in case.matter.transfer.modes
        if own and published:
            sheet.warn("F-16", f"F-16-{technology.name}", technology=technology.name)
            sheet.ask("public_domain", f"public_domain-{technology.name}", technology=technology.name)
    for finding in found:
        if finding.decision == "overruled" and finding.verdict is Verdict.CAPTURED:
            code = finding.code or finding.id
            sheet.warn("overruled", f"overruled-{code}", code=code)


def _warn_of_editions(
    case: Review, sheet: Sheet, catalogue: Catalogue, deciding: tuple[Edition, ...], dates: Dates
) -> None:
    for edition in deciding:
        rule = "coverage_unread" if _all_loaded(edition) else "coverage"
        if not coverage_of(edition).complete:
            sheet.warn(rule, f"coverage-{edition.id}", edition=edition.title, coverage=_coverage_words(edition))
    contract, last = dates.contract, dates.last
    if contract is None or contract >= last or not deciding:
        return
    earlier = [e for e in editions_between(catalogue, (contract, last)) if e.id not in {d.id for d in deciding}]
    before = earlier[0] if earlier else None
    changed_between = any(contract < (e.effective or contract) <= last for e in catalogue.editions)
    if before is None and len(deciding) == 1 and changed_between:
        sheet.warn("F-86-unloaded", contract=contract.isoformat(), edition=deciding[-1].title)
    if before is None:
        return
    silent = Sheet(case)
    then = _judged(case, silent, catalogue, before, State.SUPERSEDED)
    now = tuple(f for e in deciding for f in _judged(case, silent, catalogue, e, State.IN_FORCE))
    sheet.warn(
        "F-86-same" if _gist(then) == _gist(now) else "F-86",
        contract=contract.isoformat(),
        before=before.title,
        now=deciding[-1].title,
        then_found=_listed(then),
        now_found=_listed(now),
    )


def _gist(found: tuple[Finding, ...]) -> dict[tuple[str, str], list[Verdict]]:
    """What was found of each entry for each technology, whatever code and number it goes by."""
    gist: dict[tuple[str, str], list[Verdict]] = {}
    for finding in found:
        gist.setdefault((finding.technology, finding.id), []).append(finding.verdict)
    return gist


def _listed(found: tuple[Finding, ...]) -> Words:
    """`233914X captured; 086501X(8) open`, or that nothing was found."""
    words = {
        Verdict.CAPTURED: Words("落入", "captured"),
        Verdict.OPEN: Words("未定", "open"),
        Verdict.NOT_CAPTURED: Words("未落入", "not captured"),
    }
    labels = [(f.label, words[f.verdict]) for f in found]
    if not labels:
        return Words("无候选条目", "no candidate")
    zh = "、".join(f"{label}{word.zh}" for label, word in labels)
    return Words(zh, "; ".join(f"{label} {word.en}" for label, word in labels))


def _drafts(case: Review, sheet: Sheet, catalogue: Catalogue, dates: Dates) -> tuple[Finding, ...]:
    """What a pending draft would say: reported, never deciding."""
    shown: list[Finding] = []
    for draft in pending_drafts(catalogue, dates.last):
        found = _judged(case, sheet, catalogue, draft, State.DRAFT)
        sheet.warn("draft_pending", f"draft_pending-{draft.id}", draft=draft.title, found=_listed(found))
        shown += found
    return tuple(shown)


def _all_loaded(edition: Edition) -> bool:
    """True where as many entries are held as the publication prints, however well they are checked."""
    coverage = coverage_of(edition)
    return coverage.entries == coverage.expected and not coverage.derived


def _coverage_words(edition: Edition) -> Words:
    """`26 / 132 (derived)`."""
    coverage = coverage_of(edition)
    expected = "?" if coverage.expected is None else str(coverage.expected)
    number = f"{coverage.entries} / {expected}"
    return Words(number + ("（推算）" if coverage.derived else ""), number + (" (derived)" if coverage.derived else ""))


def _result(
    case: Review, sheet: Sheet, outcome: Outcome, deciding: tuple[Edition, ...], found: tuple[Finding, ...]
) -> RegimeResult:
    coverage: tuple[Coverage, ...] = tuple(coverage_of(e) for e in deciding)
    return RegimeResult(
        regime=REGIME,
        outcome=outcome,
        edition=deciding[-1].id if deciding else None,
        entries=found,
        open_questions=tuple(sheet.questions.values()),
        warnings=tuple(sheet.notices.values()),
        coverage=coverage,
        decided=case.decisions.of_regime(REGIME),
    )


def is_conditional(matter: Matter, case: Review) -> bool:
    """True while it is open whether the deal is a transfer at all."""
    return only_unclear(matter) and True not in [case.decisions.answer(f"mode-{m}") for m in matter.transfer.modes]
