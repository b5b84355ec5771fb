"""`cn-parallel`: the PRC duties that run beside the lists (outward IP transfer, state projects, secrets, data ...).

Values that flow: Review -> RegimeResult, or None where no fact calls for a duty. Which facts call for which duty is
data (`duties.yaml`). Rejected: one regime per duty; a lawyer asks for them in one breath.
"""

from __future__ import annotations

from dataclasses import replace

from catalogue.regimes.facts import Facts
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Notice, Outcome, RegimeResult, strictest
from catalogue.rules import DutyRule

REGIME = "cn-parallel"


def review(case: Review, routes: frozenset[str]) -> RegimeResult | None:
    """The duties the facts call for. `routes` are the outcomes of `cn-tech`, on which some of them hang."""
    facts: Facts = {**case.facts, "cn_tech": routes}
    called = [duty for duty in case.rules.duties if duty.when.holds(facts)]
    if not called:
        return None
    sheet = Sheet(case)
    outcomes = [_outcome(case, sheet, duty, facts) for duty in called]
    return RegimeResult(
        regime=REGIME,
        outcome=strictest(outcomes),
        edition=None,
        open_questions=tuple(sheet.questions.values()),
        warnings=tuple(sheet.notices.values()),
        decided=case.decisions.of_regime(REGIME),
    )


def needed(case: Review, routes: frozenset[str]) -> frozenset[str]:
    """The ids of the duties that need an approval."""
    facts: Facts = {**case.facts, "cn_tech": routes}
    return frozenset(d.id for d in case.rules.duties if d.when.holds(facts) and _state(case, d, facts) is True)


def _state(case: Review, duty: DutyRule, facts: Facts) -> bool | None:
    """Whether the duty needs an approval; None while that is open."""
    return True if duty.needed.holds(facts) else case.decisions.answer(duty.question)


def _outcome(case: Review, sheet: Sheet, duty: DutyRule, facts: Facts) -> Outcome:
    state = _state(case, duty, facts)
    basis = case.rules.basis(duty.basis, case.matter.as_of)
    if state is False:
        notice = case.rules.notice("duty_not_needed", case.matter.as_of, duty=duty.duty)
        sheet.notices.setdefault(duty.id, replace(notice, id=duty.id, basis=basis))
        return Outcome.NOT_APPLICABLE
    if state is None:
        sheet.ask(duty.question)
        return Outcome.INDETERMINATE
    sheet.notices.setdefault(duty.id, Notice(duty.id, "gate", "warning", duty.duty, basis))
    return Outcome.LICENCE_REQUIRED
