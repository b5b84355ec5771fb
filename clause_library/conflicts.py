"""Conflict rules over a deal: facts, chosen clauses and the user's own contract in, fired rules out.

The rules are data (`conflicts.yaml`); this module only looks for their signs. The hard problem is that a
contract says the same thing in many ways, so signs are patterns over single sentences, and a sentence
that already carries the saving words does not fire. Rejected: one function per rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalogue.model import Words
from clause_library.conflictrules import ConflictRule
from clause_library.model import Conflict
from clause_library.triggers import Facts, holds

_SENTENCE_END = re.compile(r"(?<=[。；;！？])|(?<=[a-z0-9)”’\"])\.\s+(?=[A-Z“‘\"(])")
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A value under its derived minimum."""

    value: str
    minimum: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What rules are judged over. `facts` carries the clause ids that are in (or were asked for and refused);
    `paragraphs` are those of the user's contract with their numbers; `shortfalls` go by CLAUSE.variable."""

    facts: Facts
    paragraphs: tuple[tuple[int, str], ...] = ()
    shortfalls: Mapping[str, Shortfall] | None = None


def find_conflicts(rules: Iterable[ConflictRule], situation: Situation) -> tuple[Conflict, ...]:
    """Every conflict, in the order of the rules; one for each offending paragraph of the contract."""
    return tuple(conflict for rule in rules for conflict in _fire(rule, situation))


def _fire(rule: ConflictRule, situation: Situation) -> Iterable[Conflict]:
    facts = situation.facts
    if not holds(rule.when, facts):
        return
    chosen = facts.words.get("clause", frozenset[str]())
    if not rule.has_sign or any(name in chosen for name in rule.clauses_in):
        yield _conflict(rule, chosen)
    for number, sentence in offending_sentences(rule, situation.paragraphs):
        yield _conflict(rule, chosen, place=f"¶{number} {_excerpt(sentence)}", paragraph=number)
    for name in rule.below_minimum:
        short = (situation.shortfalls or {}).get(name)
        if short is not None:
            yield _conflict(rule, chosen, place=name, more=_figures(short))


def offending_sentences(rule: ConflictRule, paragraphs: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """(paragraph number, sentence) wherever a pattern of the rule matches and no saving word stands beside it."""
    found: list[tuple[int, str]] = []
    for number, text in paragraphs:
        for sentence in sentences(text):
            if _matches(rule.contract, sentence) and not _matches(rule.unless, sentence):
                found.append((number, sentence))
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, parted at Chinese and English sentence ends."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def _matches(patterns: Iterable[re.Pattern[str]], sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in patterns)


def _excerpt(sentence: str) -> str:
    return sentence if len(sentence) <= _EXCERPT else sentence[: _EXCERPT - 1] + "…"


def _figures(short: Shortfall) -> Words:
    return Words(f"（现为{short.value}，最少{short.minimum}）", f" (now {short.value}, least {short.minimum})")


def _conflict(
    rule: ConflictRule, chosen: Iterable[str], place: str = "", more: Words | None = None, paragraph: int | None = None
) -> Conflict:
    involved = tuple(name for name in rule.clauses if name in set(chosen)) or rule.clauses
    text = Words(rule.text.zh + more.zh, rule.text.en + more.en) if more else rule.text
    return Conflict(rule.id, rule.severity, involved, text, place, rule.repair, paragraph, rule.basis)
