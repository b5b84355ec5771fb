"""The steps that follow from a result: authority, form, papers, days, due dates, gates, basis.

Values that flow: facts + Matter + calendar -> `Obligation`s in the order they are taken. Which steps and how many days
is data (`regimes/steps.yaml`); here only dates are worked out. A step that is behind the deal has no due date. A day
count never includes the day it runs from. The hard problem: a date that cannot be known (no start, or a year without
a calendar) must be null with its reason, and one that rests on a parameter must say so. Rejected: rolling a calendar
deadline forward to the next working day; whether the Civil Code's rule for civil periods reaches a registration is
for a lawyer to say, so the date is shown with a warning.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.regimes.approvals import signing_day
from catalogue.results import Notice, Obligation
from catalogue.rules import Rules, fill
from catalogue.steprules import StepRule
from catalogue.when import FactWords
from catalogue.workdays import DayCount, WorkCalendar

WEEKDAYS = (
    Words("周一", "Monday"),
    Words("周二", "Tuesday"),
    Words("周三", "Wednesday"),
    Words("周四", "Thursday"),
    Words("周五", "Friday"),
    Words("周六", "Saturday"),
    Words("周日", "Sunday"),
)
NO_DATE = Words("日期未记载", "day not given")
NOT_KNOWN = Words("不能推算", "not known")

Dates = Mapping[str, dt.date | None]


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step on the time line: its number, and the first and last day it covers; both None where no date is known."""

    number: int
    step: Obligation
    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Wait:
    """The statutory working days of one path: the steps that wait for one another, all their days and those left."""

    path: Words
    days: int
    left: int
    steps: tuple[Obligation, ...]


def obligations(matter: Matter, facts: FactWords, rules: Rules, calendar: WorkCalendar) -> tuple[Obligation, ...]:
    """The steps whose conditions the facts meet, in the order they are taken."""
    dating = _Dating(start_dates(matter), rules, calendar, matter.as_of)
    called = [step for step in rules.steps if step.when.holds(facts)]
    present = frozenset(step.id for step in called)
    return tuple(dating.obligation(step, facts, present) for step in called)


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


def months_after(day: dt.date, months: int) -> dt.date | None:
    """The day of the same number so many months on, else that month's last (Civil Code, art. 202); None past 9999."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def timed(steps: tuple[Obligation, ...]) -> tuple[TimedStep, ...]:
    """The steps with the days they cover: what the picture, the calendar file and the table of steps all show."""
    return tuple(_timed(number, step) for number, step in enumerate(steps, 1))


def waits(steps: tuple[Obligation, ...]) -> tuple[Wait, ...]:
    """The longest chain of statutory working days of each path, in the order of the steps.

    Only steps that hold the deal up count (gates), and none that runs within another.
    """
    by_id = {step.id: step for step in steps}
    chains: dict[str, tuple[Obligation, ...]] = {}
    best: dict[Words, tuple[Obligation, ...]] = {}
    for step in steps:
        before = max((chains[name] for name in step.after if name in by_id), key=_days, default=())
        chains[step.id] = (*before, step) if _holds_up(step) else before
        if _days(chains[step.id]) > _days(best.get(step.path, ())):
            best[step.path] = chains[step.id]
    return tuple(
        Wait(path, _days(chain), _days(tuple(s for s in chain if not s.done)), chain) for path, chain in best.items()
    )


def longest_wait(steps: tuple[Obligation, ...]) -> int:
    """Working days of the longest path: the least a long-stop date must leave. Paths run side by side."""
    return max((wait.days for wait in waits(steps)), default=0)


def cautions(steps: tuple[Obligation, ...]) -> tuple[Notice, ...]:
    """Warnings about dates: a last day that is a day off, a count from a day off, a day that has gone by."""
    return tuple(caution for step in steps for caution in step.cautions)


def _timed(number: int, step: Obligation) -> TimedStep:
    days = [day for day in (step.starts_on, step.due) if day]
    return TimedStep(number, step, min(days, default=None), max(days, default=None))


def _holds_up(step: Obligation) -> bool:
    return bool(step.gate and step.days and step.day_kind == "working" and not step.within)


def _days(chain: tuple[Obligation, ...]) -> int:
    return sum(step.days or 0 for step in chain)


class _Dating:
    """Works out the dates of the steps of one matter."""

    def __init__(self, dates: Dates, rules: Rules, calendar: WorkCalendar, as_of: dt.date) -> None:
        self._rules, self._calendar, self._as_of = rules, calendar, as_of
        self._dates = dict(dates)
        self._assumed: dict[str, Words] = {}
        for rule in rules.parameters:
            since = self._dates.get(rule.runs_from)
            if since and self._dates.get(rule.gives) is None:
                self._dates[rule.gives] = months_after(since, rule.months)
                values = {"from": since.isoformat(), "months": str(rule.months), "name": rule.name}
                self._assumed[rule.gives] = fill(rule.text, values)

    def obligation(self, rule: StepRule, facts: FactWords, present: frozenset[str]) -> Obligation:
        """The step with its dates and what is to be said about them."""
        step = self._dated(rule, facts, present)
        return step if step.done else replace(step, cautions=tuple(self._cautions(step)))

    def _dated(self, rule: StepRule, facts: FactWords, present: frozenset[str]) -> Obligation:
        done = rule.done is not None and rule.done.holds(facts)
        start = self._dates.get(rule.starts or (rule.done_on if done else ""))
        assumed = Words() if done else self._assumed.get(rule.starts, Words())
        counted = DayCount(None, self._done_text(rule)) if done else self._count(rule, start)
        assuming = [c for p in self._rules.parameters if assumed and p.gives == rule.starts for c in p.basis]
        cited = tuple(dict.fromkeys((*rule.basis, *assuming)))
        return Obligation(
            id=rule.id,
            step=rule.step,
            authority=rule.authority,
            form=rule.form,
            documents=rule.papers(facts),
            days=rule.days,
            day_kind=rule.day_kind,
            starts_on=start,
            due=counted.due,
            why=_both(assumed, counted.why),
            gate=rule.gate,
            basis=self._rules.basis(cited, self._as_of),
            done=done,
            path=self._rules.paths[rule.path].name if rule.path in self._rules.paths else Words(),
            after=tuple(name for name in rule.after if name in present),
            within=rule.within if rule.within in present else "",
            not_before=counted.not_before,
            assumed=bool(assumed),
            penalties=tuple(self._penalties(rule)),
        )

    def _penalties(self, rule: StepRule) -> Iterator[Words]:
        """The penalties the law of the day has; one whose article came later is left out."""
        for name in rule.penalties:
            found = self._rules.notice(name, self._as_of)
            if found.basis:
                yield found.text

    def _cautions(self, step: Obligation) -> Iterator[Notice]:
        due, start = step.due, step.starts_on
        if due and step.day_kind == "calendar":
            yield from self._last_day(step, due)
        if due and due < self._as_of and not step.within:
            yield self._say("overdue", step, due=_shown(due), on=_shown(self._as_of))
        if start and step.days and _runs_on(step) and self._calendar.is_working(start) is False:
            received = self._calendar.add_working_days(start, 1).due
            later = self._calendar.add_working_days(received, step.days).due if received else None
            values = {"received": _shown(received), "later": _shown(later), "due": _shown(due)}
            yield self._say("filed_on_rest_day", step, start=_shown(start), **values)

    def _last_day(self, step: Obligation, due: dt.date) -> Iterator[Notice]:
        """That a last day counted in calendar days is a day off, or that its year has no data to tell."""
        working = self._calendar.is_working(due)
        if working is None:
            weekday, year = WEEKDAYS[due.weekday()], str(due.year)
            yield self._say("rest_day_unknown", step, due=_shown(due), weekday=weekday, year=Words(year, year))
        elif not working:
            yield self._say("rest_day", step, due=_shown(due))

    def _say(self, notice: str, step: Obligation, **values: Words) -> Notice:
        return self._rules.notice(notice, self._as_of, step=step.step, **values)

    def _done_text(self, rule: StepRule) -> Words:
        on = self._dates.get(rule.done_on)
        return fill(rule.done_text, {"date": on.isoformat() if on else NO_DATE})

    def _count(self, rule: StepRule, start: dt.date | None) -> DayCount:
        if start is None:
            return DayCount(None, rule.why)
        if rule.days is None:
            return DayCount(start)
        if rule.counts == "before":
            return self._calendar.working_days_before(start, rule.days)
        if rule.day_kind == "working":
            return self._calendar.add_working_days(start, rule.days)
        try:
            return DayCount(start + dt.timedelta(days=rule.days))
        except OverflowError:
            return DayCount(None, NOT_KNOWN)


def _both(first: Words, then: Words) -> Words:
    """The two sentences as one, or the one there is."""
    if not (first and then):
        return first or then
    return Words(f"{first.zh}；{then.zh}", f"{first.en}; {then.en}")


def _runs_on(step: Obligation) -> bool:
    """Working days counted onward from the start, not back from it."""
    return step.day_kind == "working" and (step.due or step.not_before or dt.date.min) > (step.starts_on or dt.date.max)


def _shown(day: dt.date | None) -> Words:
    return Words(day.isoformat(), day.isoformat()) if day else NOT_KNOWN
