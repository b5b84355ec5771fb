"""The least a long-stop clause leaves is the sum of the statutory days the steps wait for."""

from __future__ import annotations

import datetime as dt

from catalogue.matter import Approval, Matter
from catalogue.obligations import longest_wait, obligations, waits
from catalogue.regimes.facts import facts_of
from catalogue.results import Classification, Outcome
from catalogue.rules import bundled_rules, read_rules
from catalogue.workdays import WorkCalendar, bundled_calendar
from clause_library.store import bundled_library, read_store
from clause_library.variables import derived_minimum


def test_the_clause_and_the_steps_agree() -> None:
    day = dt.date(2026, 6, 1)
    matter = Matter(as_of=day, loi=Approval("filed", filed_on=day))
    facts = facts_of(matter) | {"route": frozenset({"restricted"})}
    steps = obligations(matter, facts, read_rules(bundled_rules()), WorkCalendar.read(bundled_calendar()))
    restricted = Outcome.RESTRICTED
    result = Classification(day, restricted, restricted, None, (), (), steps, (), ())
    clause = read_store(bundled_library()).clauses["LIC-05"]
    variable = clause.variables["long_stop_days"]
    (wait,) = waits(steps)
    assert derived_minimum(variable, result) == longest_wait(steps) == 45
    assert [step.id for step in wait.steps] == list(variable.minimum_of)
    assert variable.minimum == 45
