"""Values nobody types: minimum of a long stop, day of registration, end of the letter of intent; each with its reason.

A matter and its classification in, `Derived` values out. The hard point is to say how a figure came about, because
parties argue about it: the sum names its parts, a date names its start. Rejected: writing them into the variables of
the matter; a changed date would leave an old figure behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.results import Classification, Obligation
from clause_library.model import Clause, Variable
from clause_library.variables import date_in_words, names_step

_REGISTRATIONS = ("registration", "registration-royalty")


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value. `clause` and `variable` say which blank it bounds, empty where it stands for itself;
    `value` is empty where it cannot be computed, and `why` says so."""

    label: Words
    value: Words
    why: Words
    clause: str = ""
    variable: str = ""

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """The value in one language."""
        return {
            "label": self.label.in_language(lang),
            "value": self.value.in_language(lang),
            "why": self.why.in_language(lang),
            "clause": self.clause,
            "variable": self.variable,
        }


def derived_values(matter: Matter, classification: Classification, clauses: Iterable[Clause]) -> tuple[Derived, ...]:
    """What follows for the clauses that are in."""
    minima = (found for clause in clauses for found in _minima(clause, classification))
    return (*minima, *_registrations(classification), *_letter(matter))


def _minima(clause: Clause, classification: Classification) -> Iterator[Derived]:
    for variable in clause.variables.values():
        steps = [o for o in classification.obligations if o.days and names_step(variable.minimum_of, o.id)]
        if steps:
            yield _minimum(clause, variable, steps)


def _minimum(clause: Clause, variable: Variable, steps: list[Obligation]) -> Derived:
    total = sum(step.days or 0 for step in steps)
    zh = " + ".join(f"{step.days}（{step.heading.zh or step.step.zh or step.id}）" for step in steps)
    en = " + ".join(f"{step.days} ({step.heading.en or step.step.en or step.id})" for step in steps)
    return Derived(
        Words(f"{variable.label.zh}的最低值", f"Minimum of: {variable.label.en}"),
        Words(f"{total}个工作日", f"{total} Working Days"),
        Words(f"法定工作日之和：{zh}", f"sum of the statutory Working Days: {en}"),
        clause.id,
        variable.name,
    )


def _registrations(classification: Classification) -> Iterator[Derived]:
    for step in classification.obligations:
        if step.id in _REGISTRATIONS and not step.done:
            day = Words(date_in_words(step.due, "zh"), date_in_words(step.due, "en")) if step.due else Words()
            label = Words(f"{step.heading.zh}：最后一日", f"Last day for: {step.heading.en}")
            yield Derived(label, day, step.why)


def _letter(matter: Matter) -> Iterator[Derived]:
    if matter.loi.expires_on is not None:
        day = matter.loi.expires_on
        yield Derived(
            Words("最迟签约日", "Last day for signing"),
            Words(date_in_words(day, "zh"), date_in_words(day, "en")),
            Words("许可意向书的到期日（案卷所载）", "expiry of the Export LOI, as the matter has it"),
        )
