"""Which variables the matter or the result answers: `answers.yaml` read, and laid onto the variables of the clauses.

Values that flow: the file -> `Answered` (variable, clauses, rule) -> clauses whose variables carry their rule. What is
law or the name of an instrument stands in the file, how a fact is found in `answering`. The hard point is that a clause
may go by a new id or be replaced by the firm's own: the rule follows the id and falls away where the variable is gone.
Rejected: writing the rules into the clause files; a firm's own text would lose them, and one fact serves several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.fields import Fields
from catalogue.problems import Problem
from catalogue.yamltext import read_yaml
from clause_library.answering import SOURCES
from clause_library.clausefields import both_languages
from clause_library.model import AnswerRule, Clause

Following = Callable[[str], str]
"""An id, old or present -> the present one."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A variable of these clauses and the rule that answers it; `line` is its place in the file."""

    variable: str
    clauses: tuple[str, ...]
    rule: AnswerRule
    line: int = 0


def read_answers(path: Path, problems: list[Problem]) -> tuple[Answered, ...]:
    """The rules of the file in order; none where a library has no such file. Faults go to `problems`."""
    if not path.is_file():
        return ()
    top = Fields(read_yaml(path), "the answers", path.name, problems, "答案表")
    found = tuple(_answered(fields) for fields in top.blocks("answers", "an answer", "一项答案"))
    top.finish()
    return found


def _answered(fields: Fields) -> Answered:
    words, fits = fields.block("words"), fields.block("fits")
    keys, fitting = words.keys(), fits.keys()
    rule = AnswerRule(
        fields.choice("from", SOURCES, required=True),
        both_languages(fields, "why"),
        tuple((key, words.words(key)) for key in keys),
        _patterns(fields, "contract"),
        tuple((key, _patterns(fits, key)) for key in fitting),
    )
    found = Answered(fields.text("variable", required=True), fields.texts("clauses"), rule, fields.line)
    fields.finish()
    return found


def _patterns(fields: Fields, key: str) -> tuple[str, ...]:
    """The texts that are patterns; the others are complained of."""
    good: list[str] = []
    for text in fields.texts(key):
        try:
            re.compile(text)
        except re.error as error:
            fields.complain(key, f"'{text[:30]}' is not a pattern ({error})", zh=f"“{text[:30]}”不是有效的检索式")
        else:
            good.append(text)
    return tuple(good)


def with_answers(clauses: Mapping[str, Clause], answers: Iterable[Answered], following: Following) -> dict[str, Clause]:
    """The clauses with every rule at its variable; a rule whose clause or variable is gone changes nothing."""
    rules = {(following(name), a.variable): a.rule for a in answers for name in a.clauses}
    touched = {name for name, _ in rules}
    return {name: _with(clause, rules) if name in touched else clause for name, clause in clauses.items()}


def _with(clause: Clause, rules: Mapping[tuple[str, str], AnswerRule]) -> Clause:
    variables = {
        name: replace(variable, answer=rules[clause.id, name]) if (clause.id, name) in rules else variable
        for name, variable in clause.variables.items()
    }
    return replace(clause, variables=variables)


def answer_problems(answers: Iterable[Answered], clauses: Mapping[str, Clause], file: str) -> Iterable[Problem]:
    """Rules that name a clause or a variable there is not; clauses not drafted yet are none of their concern."""
    for answered in answers:
        for name in answered.clauses:
            if name in clauses and answered.variable not in clauses[name].variables:
                yield Problem(
                    f"{name} has no variable '{answered.variable}'",
                    file,
                    answered.line,
                    message_zh=f"{name} 没有变量“{answered.variable}”",
                )
