"""Conflict rules as read from `conflicts.yaml` (ids K-01 to K-26 of the taxonomy, and the user's own).

A rule is a condition, the signs by which the conflict shows, and the words for the user. What cannot be
said with these fields does not belong in the file: there is no hook for code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import Problem
from catalogue.results import Basis
from catalogue.yamltext import read_yaml
from clause_library.conditions import Vocabulary, read_condition
from clause_library.model import Condition
from clause_library.schema import both_languages, read_basis

SEVERITIES = ("error", "warning", "note")
RULE_ID = re.compile(r"[A-Z]-\d{2}")


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """One rule. Without any sign (`clauses_in`, `contract`, `below_minimum`) the condition alone fires it."""

    id: str
    severity: str
    clauses: tuple[str, ...]
    when: Condition
    text: Words
    repair: Words
    clauses_in: tuple[str, ...] = ()
    contract: tuple[re.Pattern[str], ...] = ()
    unless: tuple[re.Pattern[str], ...] = ()
    below_minimum: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    line: int = 0

    @property
    def has_sign(self) -> bool:
        """True when the condition alone does not fire the rule."""
        return bool(self.clauses_in or self.contract or self.below_minimum)


def read_rules(
    path: Path, vocabulary: Vocabulary, problems: list[Problem], shown_as: str = ""
) -> tuple[ConflictRule, ...]:
    """The rules of a file, in order. Faults go to `problems`; an unreadable file raises BadInput."""
    top = Fields(read_yaml(path, shown_as), "the conflict rules", shown_as or path.name, problems)
    rules = tuple(_rule(fields, vocabulary) for fields in top.blocks("rules", "a conflict rule"))
    top.finish()
    return rules


def _rule(fields: Fields, vocabulary: Vocabulary) -> ConflictRule:
    rule_id = fields.text("id", required=True)
    if not RULE_ID.fullmatch(rule_id):
        fields.complain("id", f"'{rule_id}' is not a rule id", "a capital, a dash, two digits: K-01")
    rule = ConflictRule(
        id=rule_id,
        severity=fields.choice("severity", SEVERITIES, "warning", required=True),
        clauses=fields.texts("clauses"),
        when=read_condition(fields, "when", vocabulary),
        text=both_languages(fields, "text"),
        repair=both_languages(fields, "repair"),
        clauses_in=fields.texts("with"),
        contract=_patterns(fields, "contract"),
        unless=_patterns(fields, "unless"),
        below_minimum=fields.texts("below_minimum"),
        basis=tuple(read_basis(block) for block in fields.blocks("basis", "a legal basis")),
        line=fields.line,
    )
    fields.finish()
    return rule


def _patterns(fields: Fields, key: str) -> tuple[re.Pattern[str], ...]:
    found: list[re.Pattern[str]] = []
    for text in fields.texts(key):
        try:
            found.append(re.compile(text, re.IGNORECASE))
        except re.error as error:
            fields.complain(key, f"'{text[:30]}' is not a pattern ({error})")
    return tuple(found)
