"""The steps that follow from a result: authority, form, papers, days, due dates, gates, basis.

Values that flow: facts + Matter + calendar -> `Obligation`s in the order they are taken. Which steps and how many days
is data (`regimes/steps.yaml`); here only dates are worked out. A step that is behind the deal has no due date. A day
count never includes the day it runs from. The hard problem: a date that cannot be known (no start, or a year without
a calendar) must be null with its reason. Rejected: rolling a calendar deadline forward to the next working day; no
rule found says so.
"""

from __future__ import annotations

import datetime as dt

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.regimes.approvals import signing_day
from catalogue.results import Notice, Obligation
from catalogue.rules import FactWords, Rules, StepRule, fill
from catalogue.workdays import WorkCalendar

SATURDAY = 5
MOST_DAYS = 366
"""Days before the end of the calendar from which no due date is worked out."""
BEYOND = Words("起算日过于遥远，无法推算", "the day it runs from is too far ahead to count from")


def obligations(matter: Matter, facts: FactWords, rules: Rules, calendar: WorkCalendar) -> tuple[Obligation, ...]:
    """The steps whose conditions the facts meet, in the order they are taken."""
    dates = start_dates(matter)
    return tuple(
        _obligation(step, dates, matter.as_of, rules, calendar, done=step.done is not None and step.done.holds(facts))
        for step in rules.steps
        if step.when.holds(facts)
    )


def start_dates(matter: Matter) -> dict[str, dt.date | None]:
    """The dates that day counts run from, by the names the steps use."""
    contract = matter.contract
    return {
        "loi_filed": matter.loi.filed_on,
        "loi_issued": matter.loi.issued_on,
        "signed": signing_day(matter),
        "loi_expires": matter.loi.expires_on,
        "licence_filed": matter.licence.filed_on,
        "licence_issued": matter.licence.issued_on,
        "registration_filed": matter.registration.filed_on,
        "registration_done": matter.registration.done_on,
        "royalty_base": contract.royalty_base_first_on,
        "effective": contract.effective_on or contract.signed_on or contract.date,
    }


def _obligation(
    step: StepRule,
    dates: dict[str, dt.date | None],
    as_of: dt.date,
    rules: Rules,
    calendar: WorkCalendar,
    *,
    done: bool,
) -> Obligation:
    start = dates.get(step.starts or (step.done_on if done else ""))
    due, why = (None, _done_text(step, dates.get(step.done_on))) if done else _due(step, start, calendar)
    return Obligation(
        id=step.id,
        step=step.step,
        authority=step.authority,
        form=step.form,
        documents=step.documents,
        days=step.days,
        day_kind=step.day_kind,
        starts_on=start,
        due=due,
        why=why,
        gate=step.gate,
        basis=rules.basis(step.basis, as_of),
        done=done,
    )


def _done_text(step: StepRule, on: dt.date | None) -> Words:
    return fill(step.done_text, {"date": on.isoformat() if on else Words("日期未记载", "day not given")})


def _due(step: StepRule, start: dt.date | None, calendar: WorkCalendar) -> tuple[dt.date | None, Words]:
    if step.days is None:
        return start, step.why if start is None else Words()
    if start is None:
        return None, step.why
    if (dt.date.max - start).days <= MOST_DAYS:
        return None, BEYOND
    if step.day_kind == "working":
        counted = calendar.add_working_days(start, step.days)
        return counted.due, counted.why
    return start + dt.timedelta(days=step.days), Words()


def rest_day_notices(
    steps: tuple[Obligation, ...], rules: Rules, calendar: WorkCalendar, as_of: dt.date
) -> tuple[Notice, ...]:
    """A warning for every calendar deadline whose last day is a day off: shown, never rolled forward."""
    return tuple(
        rules.notice("rest_day", as_of, step=step.step, due=step.due.isoformat())
        for step in steps
        if step.due and step.day_kind == "calendar" and _is_rest_day(step.due, calendar)
    )


def _is_rest_day(day: dt.date, calendar: WorkCalendar) -> bool:
    working = calendar.is_working(day)
    return day.weekday() >= SATURDAY if working is None else not working
