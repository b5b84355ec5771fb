"""Values nobody types: minimum of a long stop, day of registration, end of the letter of intent, and what the matter or
the result answers (`answering`); each with its reason.

A matter and its classification in, `Derived` values out; `settled` puts them where nobody typed anything. The hard
point is to say how a figure came about, because parties argue about it: the sum names its parts, a date names its
start. Rejected: writing them into the variables of the matter; a changed date would leave an old figure behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.results import Classification, Obligation
from clause_library.answering import answer
from clause_library.model import Clause, Variable
from clause_library.variables import Value, date_in_words, derived_minimum, in_words, key_typed, names_step

_REGISTRATIONS = ("registration", "registration-royalty")


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value. `clause` and `variable` say which blank it bounds or, where it `fills`, answers; both are empty
    where it stands for itself. `value` is empty where it cannot be computed, and `why` says so."""

    label: Words
    value: Words
    why: Words
    clause: str = ""
    variable: str = ""
    fills: bool = False

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
    """What follows for the clauses that are in; an answer that several of them share is told once."""
    records = tuple(clauses)
    minima = (found for clause in records for found in _minima(clause, classification))
    answers = {(d.variable, d.value): d for c in reversed(records) for d in _answers(c, matter, classification)}
    return (*minima, *_registrations(classification), *_letter(matter), *reversed(answers.values()))


def settled(value: Value, matter: Matter, classification: Classification, contract: Iterable[str] = ()) -> Value:
    """The value as it is printed: what nobody typed is taken from matter or result where they answer it, and a default
    below the statutory minimum gives way to that minimum. `contract`: see `answering.answer`."""
    if value.given:
        return value
    found = answer(value.variable, matter, classification, contract)
    if found is not None:
        return replace(value, text=found.text, why=found.why)
    least = derived_minimum(value.variable, classification)
    if least is None or not value.text.zh.isdigit() or int(value.text.zh) >= least:
        return value
    return replace(value, text=Words(str(least), str(least)))


def _answers(clause: Clause, matter: Matter, classification: Classification) -> Iterator[Derived]:
    """What is filled in without being typed, but for a default that says the same."""
    typed = dict(matter.clauses.variables)
    for variable in clause.variables.values():
        found = None if key_typed(clause, variable, typed) else answer(variable, matter, classification)
        if found is not None and found.text != variable.default:
            value = Value(variable, found.text, False, found.why)
            words = Words(in_words(value, "zh", matter), in_words(value, "en", matter))
            yield Derived(variable.label, words, found.why, clause.id, variable.name, True)


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
