"""Dates of steps: counts against an independent calendar, laws of every count, parameters, parallel paths."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.matter import Approval, Contract, Matter
from catalogue.model import Words
from catalogue.obligations import longest_wait, months_after, obligations, start_dates, timed, waits
from catalogue.problems import BadInput
from catalogue.regimes.facts import facts_of
from catalogue.results import Obligation
from catalogue.rules import Rules, bundled_rules, read_rules
from catalogue.workdays import WorkCalendar, Year, bundled_calendar

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2026, 12, 31)
ONE_DAY = dt.timedelta(days=1)
CALENDAR = WorkCalendar.read(bundled_calendar())
RULES = read_rules(bundled_rules())
DAYS = st.dates(FIRST, LAST)
COUNTS = st.integers(0, 60)


def steps_of(
    matter: Matter, route: str = "restricted", rules: Rules = RULES, calendar: WorkCalendar = CALENDAR, **facts: str
) -> dict[str, Obligation]:
    """The steps of a matter whose result is given."""
    more = {"route": route, "dual_use": "absent", "duty": "none", "outbound": "yes"} | facts
    words = facts_of(matter) | {name: frozenset(value.split()) for name, value in more.items()}
    return {step.id: step for step in obligations(matter, words, rules, calendar)}


def filed(day: dt.date) -> Matter:
    return Matter(as_of=day, loi=Approval("filed", filed_on=day))


def by_the_oracle(start: dt.date, count: int) -> dt.date | None:
    """The same count on the calendar of another author; None where that has no data."""
    day = start
    while count:
        day += ONE_DAY
        if day > LAST:
            return None
        count -= chinese_calendar.is_workday(day)
    return day


@given(DAYS, COUNTS)
def test_counts_agree_with_an_independent_calendar(start: dt.date, count: int) -> None:
    assert CALENDAR.add_working_days(start, count).due == by_the_oracle(start, count)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2025-12-31", 1, "2026-01-04"),  # a Sunday worked for the New Year holiday
        ("2024-12-30", 2, "2025-01-02"),
        ("2025-01-24", 3, "2025-02-05"),  # Sunday 26 and Monday 27 worked, then the Spring Festival
        ("2026-02-13", 1, "2026-02-14"),  # a Saturday worked before it
        ("2026-02-27", 1, "2026-02-28"),  # a Saturday worked after it
        ("2026-09-30", 3, "2026-10-10"),  # the Saturday worked after Golden Week
        ("2026-10-03", 1, "2026-10-08"),  # from a day off
        ("2026-11-22", 1, "2026-11-23"),  # from a Sunday
    ],
)
def test_counts_over_year_ends_holidays_and_worked_weekends(start: str, count: int, due: str) -> None:
    assert CALENDAR.add_working_days(dt.date.fromisoformat(start), count).due == dt.date.fromisoformat(due)


@given(DAYS, DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(one: dt.date, other: dt.date, count: int) -> None:
    early, late = sorted((one, other))
    sooner, later = (CALENDAR.add_working_days(day, count) for day in (early, late))
    assert (sooner.due or dt.date.max) <= (later.due or dt.date.max)
    assert (sooner.due or sooner.not_before or dt.date.min) <= (later.due or later.not_before or dt.date.max)


@given(DAYS, COUNTS, DAYS)
def test_another_holiday_never_ends_a_count_earlier(start: dt.date, count: int, holiday: dt.date) -> None:
    year = CALENDAR.years[holiday.year]
    longer = replace(year, off=year.off | {holiday}, working=year.working - {holiday})
    calendar = WorkCalendar({**CALENDAR.years, holiday.year: longer})
    before, after = (c.add_working_days(start, count) for c in (CALENDAR, calendar))
    assert (before.due or dt.date.max) <= (after.due or dt.date.max)


@given(DAYS, COUNTS)
def test_no_data_of_a_year_can_bring_the_end_before_the_day_given(start: dt.date, count: int) -> None:
    known = CALENDAR.add_working_days(start, count).due
    without = WorkCalendar({year: days for year, days in CALENDAR.years.items() if year < 2026})
    counted = without.add_working_days(start, count)
    assert (counted.due is None) == (counted.not_before is not None)
    if counted.not_before and known:
        assert counted.not_before <= known
    every_day = WorkCalendar({**without.years, 2026: Year(2026, frozenset(), frozenset(_year(2026)), "")})
    best = every_day.add_working_days(start, count).due
    assert best is None or (counted.due or counted.not_before) == best


def _year(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    return [first + ONE_DAY * n for n in range((dt.date(year + 1, 1, 1) - first).days)]


@given(DAYS.filter(lambda day: bool(CALENDAR.is_working(day))), COUNTS)
def test_counting_back_is_the_reverse_of_counting_on(end: dt.date, count: int) -> None:
    back = CALENDAR.working_days_before(end, count)
    if back.due is None:
        assert "2023" in back.why.en
    else:
        assert CALENDAR.add_working_days(back.due, count).due == end


@pytest.mark.parametrize("day", [dt.date.max, dt.date.min])
def test_the_ends_of_the_calendar_are_no_crash(day: dt.date) -> None:
    assert CALENDAR.add_working_days(day, 400).due is None
    assert CALENDAR.working_days_before(day, 400).due is None
    step = steps_of(Matter(as_of=LAST, contract=Contract(effective_on=day)), "free")["registration"]
    assert (step.due is None) == (day is dt.date.max)


@given(DAYS, DAYS)
def test_a_later_filing_never_gives_an_earlier_due_date(one: dt.date, other: dt.date) -> None:
    early, late = sorted((one, other))
    for name in ("loi-decision", "loi-forwarding"):
        sooner, later = (steps_of(filed(day))[name].due or dt.date.max for day in (early, late))
        assert sooner <= later


def test_t066_the_year_that_is_not_published_is_named_and_the_rest_is_not_guessed() -> None:
    step = steps_of(filed(dt.date(2026, 11, 23)))["loi-decision"]
    assert (step.due, step.not_before) == (None, dt.date(2027, 1, 2))
    assert "2027年" in step.why.zh
    assert "28 of 30" in step.why.en
    assert "2027-01-02" in step.why.en
    assert steps_of(filed(dt.date(2026, 11, 19)))["loi-decision"].due == dt.date(2026, 12, 31)


def test_a_filing_on_a_day_off_shows_both_ends() -> None:
    step = steps_of(filed(dt.date(2026, 10, 3)))["loi-forwarding"]
    assert step.due == dt.date(2026, 10, 13)
    (caution,) = step.cautions
    assert caution.id == "filed_on_rest_day"
    assert all(day in caution.text.en for day in ("2026-10-03", "2026-10-08", "2026-10-13", "2026-10-14"))
    assert steps_of(filed(dt.date(2026, 10, 9)))["loi-forwarding"].cautions == ()


def test_a_date_gone_by_is_said() -> None:
    matter = Matter(as_of=dt.date(2026, 6, 30), contract=Contract(effective_on=dt.date(2026, 4, 2)))
    assert [c.id for c in steps_of(matter, "free")["registration"].cautions] == ["overdue"]
    on_time = replace(matter, as_of=dt.date(2026, 6, 1))
    assert steps_of(on_time, "free")["registration"].cautions == ()
    late = replace(matter, loi=Approval("filed", filed_on=dt.date(2026, 6, 1)))
    assert steps_of(late)["loi-forwarding"].cautions == ()  # an act inside the authority; nobody outside can record it
    done = replace(matter, registration=Approval("done", done_on=dt.date(2026, 5, 1)))
    assert steps_of(done, "free")["registration"].cautions == ()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-01-05", 36, "2029-01-05"), ("2024-02-29", 36, "2027-02-28"), ("2026-12-31", 2, "2027-02-28")],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day: str, months: int, then: str) -> None:
    assert months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(then)


def test_months_past_the_calendar_end_nowhere() -> None:
    assert months_after(dt.date.max, 1) is None


def issued(**dates: dt.date) -> Matter:
    return Matter(as_of=dt.date(2026, 11, 20), loi=Approval("issued", **dates))


def test_the_validity_of_the_letter_is_a_parameter_that_says_so() -> None:
    step = steps_of(issued(issued_on=dt.date(2026, 1, 5)))["sign-within-loi"]
    assert (step.due, step.assumed) == (dt.date(2029, 1, 5), True)
    assert "36" in step.why.zh
    assert "expires_on" in step.why.en
    assert any(basis.verify for basis in step.basis)
    assert any("民法典" in basis.instrument.zh and basis.article == "202" for basis in step.basis)
    (rule,) = RULES.parameters
    shorter = replace(RULES, parameters=(replace(rule, months=12),))
    assert steps_of(issued(issued_on=dt.date(2026, 1, 5)), rules=shorter)["sign-within-loi"].due == dt.date(2027, 1, 5)


def test_the_last_day_the_letter_states_wins() -> None:
    stated = issued(issued_on=dt.date(2026, 1, 5), expires_on=dt.date(2027, 1, 4))
    step = steps_of(stated)["sign-within-loi"]
    assert (step.due, step.assumed, step.why) == (dt.date(2027, 1, 4), False, Words())
    assert steps_of(issued())["sign-within-loi"].due is None


def test_a_letter_older_than_the_parameter_is_said_to_have_gone_by() -> None:
    step = steps_of(issued(issued_on=dt.date(2022, 1, 5)))["sign-within-loi"]
    assert [c.id for c in step.cautions] == ["overdue"]


def test_an_extension_is_counted_back_from_the_last_day() -> None:
    step = steps_of(issued(expires_on=dt.date(2026, 12, 31)))["loi-extension"]
    assert step.due is not None
    assert by_the_oracle(step.due, 30) == dt.date(2026, 12, 31)
    assert all(basis.verify for basis in step.basis)
    (bar,) = timed((step,))
    assert (bar.start, bar.end) == (step.due, dt.date(2026, 12, 31))
    unknown = steps_of(issued(expires_on=dt.date(2029, 1, 5)))["loi-extension"]
    assert unknown.due is None
    assert "2029" in unknown.why.zh


def test_a_state_secret_adds_its_approval_to_the_papers_and_comes_first() -> None:
    plain, secret = (steps_of(filed(LAST), duty=duty)["loi-application"] for duty in ("none", "state-secret-review"))
    assert (len(plain.documents), plain.after) == (1, ())
    assert [paper.zh for paper in secret.documents][1:] == ["《国家秘密技术出口保密审查批准书》"]
    assert secret.after == ("secrecy-review",)


def test_paths_that_run_side_by_side_are_not_added_up() -> None:
    restricted = tuple(steps_of(filed(LAST)).values())
    (wait,) = waits(restricted)
    assert [step.id for step in wait.steps] == ["loi-decision", "licence-decision"]
    assert (wait.days, wait.left, longest_wait(restricted)) == (45, 45, 45)
    both = tuple(steps_of(filed(LAST), dual_use="licence_required").values())
    assert [(w.path.en, w.days) for w in waits(both)] == [
        ("Technology export licence", 45),
        ("Dual-use export licence", 45),
    ]
    assert longest_wait(both) == 45
    assert waits(tuple(steps_of(filed(LAST), "free").values())) == ()


def test_what_is_done_is_not_left() -> None:
    matter = issued(filed_on=dt.date(2026, 1, 5), issued_on=dt.date(2026, 2, 5))
    (wait,) = waits(tuple(steps_of(matter).values()))
    assert (wait.days, wait.left) == (45, 15)


def test_steps_that_run_within_another_say_so() -> None:
    steps = steps_of(filed(LAST), duty="outward-ip-review")
    assert (steps["loi-forwarding"].within, steps["ip-transfer-review"].within) == ("loi-decision", "loi-decision")
    alone = steps_of(filed(LAST), "free", duty="outward-ip-review")["ip-transfer-review"]
    assert (alone.within, alone.after) == ("", ())


@pytest.mark.parametrize(
    ("paper", "licence", "needed"), [("supplement", "issued", 1), ("supplement", "none", 0), ("contract", "issued", 0)]
)
def test_t074_a_supplement_to_a_licensed_contract_is_licensed_again(paper: str, licence: str, needed: int) -> None:
    matter = Matter(as_of=LAST, contract=Contract(paper=paper, status="performing"), licence=Approval(licence))
    steps = steps_of(matter)
    assert ("relicence" in steps) == needed
    facts = facts_of(matter) | {"route": frozenset({"restricted"})}
    warned = [n for n in RULES.following(facts, LAST) if n.id == "T-074"]
    assert len(warned) == needed
    for found in (steps["relicence"].basis, warned[0].basis) if needed else ():
        assert ("技术进出口管理条例" in found[0].instrument.zh, found[0].article) == (True, "40")


def test_a_royalty_contract_registers_once_and_files_a_change_each_time() -> None:
    contract = Contract(royalty=True, royalty_base_first_on=dt.date(2026, 8, 3))
    steps = steps_of(Matter(as_of=dt.date(2026, 8, 10), contract=contract), "free")
    assert steps["registration-royalty"].due == dt.date(2026, 10, 2)
    assert (steps["royalty-change"].due, steps["royalty-change"].after) == (None, ("registration-royalty",))
    done = Approval("done", done_on=dt.date(2026, 9, 1))
    later = steps_of(Matter(as_of=dt.date(2026, 11, 1), contract=contract, registration=done), "free")
    assert (later["registration-royalty"].done, later["royalty-change"].done) == (True, False)


def test_penalties_are_those_the_law_of_the_day_has() -> None:
    now, then = (
        steps_of(Matter(as_of=dt.date.fromisoformat(day)), "free")["registration"].penalties
        for day in ("2026-11-20", "2025-11-20")
    )
    assert any("5万元" in words.zh for words in now)
    assert not any("5万元" in words.zh for words in then)


def test_a_change_of_a_dual_use_licence_and_foreign_checks_have_their_steps() -> None:
    steps = steps_of(Matter(as_of=LAST), dual_use="licence_required", prc_party="yes")
    assert (steps["dual-use-change"].days, steps["dual-use-change"].day_kind) == (20, "working")
    assert steps["dual-use-foreign-check"].basis[0].article == "38"
    assert any("300万元" in words.zh for words in steps["dual-use-foreign-check"].penalties)


def test_every_date_a_rule_names_is_a_date_of_a_matter() -> None:
    known = set(start_dates(Matter(as_of=LAST)))
    used = {name for rule in RULES.steps for name in (rule.starts, rule.done_on) if name}
    used |= {name for rule in RULES.parameters for name in (rule.gives, rule.runs_from)}
    assert used <= known


def test_every_step_belongs_to_a_path() -> None:
    assert [rule.id for rule in RULES.steps if rule.path not in RULES.paths] == []


def test_a_step_waits_only_for_steps_above_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("rules")
    for file in bundled_rules().glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    steps = (folder / "steps.yaml").read_text("utf-8")
    (folder / "steps.yaml").write_text(steps.replace("after: [secrecy-review]", "after: [records]"), "utf-8")
    with pytest.raises(BadInput) as caught:
        read_rules(folder)
    assert any("'records' is not a value of 'after'" in str(p) for p in caught.value.problems)
