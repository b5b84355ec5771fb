"""A foreign regime under review: items held against its rules, and what follows noted in order.

Values that flow: `Item` (facts, words to fill in, a key) + the rules for its kind -> questions and warnings on the
sheet, facts for later rules, the outcome. The hard problem: whether an answer is there must be known to the rules as a
fact, so `answer_ID` is yes, no or open before each rule is held against the item. Rejected: a second language for
answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.foreignrules import ForeignRule
from catalogue.matter import Confirmation
from catalogue.model import Words
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Outcome, strictest

Facts = dict[str, frozenset[str]]


@dataclass(slots=True)
class Item:
    """One thing rules are held against. `key` ends the ids of its questions, so that an answer is about it alone."""

    key: str
    facts: Facts
    values: dict[str, Words | str] = field(default_factory=dict[str, Words | str])

    def has(self, fact: str, word: str) -> bool:
        """Whether a fact has a word."""
        return word in self.facts.get(fact, frozenset())


@dataclass(slots=True)
class Docket:
    """The regime, its sheet, and the outcome so far."""

    case: Review
    regime: str
    sheet: Sheet
    outcome: Outcome = Outcome.INDETERMINATE

    def run(self, each: str, item: Item) -> Item:
        """Holds the item against every rule of its kind; gives it back with the facts the rules have set."""
        for rule in self.case.rules.foreign.of(self.regime, each):
            self._hold(rule, item)
        return item

    def run_all(self, each: str, items: Iterable[Item]) -> None:
        """Each item in turn."""
        for item in items:
            self.run(each, item)

    def answered(self, question: str, key: str) -> Confirmation | None:
        """What the lawyer wrote about a question of an item."""
        return self.case.decisions.about(f"question:{question}{key}")

    def _hold(self, rule: ForeignRule, item: Item) -> None:
        answer = self.case.decisions.answer(rule.ask + item.key) if rule.ask else None
        if rule.ask:
            word = "open" if answer is None else "yes" if answer else "no"
            item.facts[f"answer_{rule.ask}"] = frozenset({word})
        if not (self._in_time(rule) and rule.when.holds(item.facts)):
            return
        values = item.values | {"answered": self._answered(rule, item)}
        if rule.ask:
            self.sheet.ask(rule.ask, rule.ask + item.key, **values)
            if not (answer or (rule.presumed and answer is None)):
                return
        if rule.warn:
            self.sheet.warn(rule.warn, rule.warn + item.key, **values)
        for name, word in rule.sets:
            item.facts[name] = frozenset({word})
        if rule.outcome:
            self.outcome = strictest([self.outcome, rule.outcome])

    def _in_time(self, rule: ForeignRule) -> bool:
        contract = self.case.matter.contract
        return rule.applies_on(self.case.matter.as_of, contract.signed_on or contract.date)

    def _answered(self, rule: ForeignRule, item: Item) -> Words:
        """` (confirmed by 王, 2026-11-20)`; empty where nobody answered."""
        found = self.answered(rule.ask, item.key) if rule.ask else None
        if found is None:
            return Words()
        by, on = found.by or "—", found.on.isoformat() if found.on else "—"
        return Words(f"（{by}于{on}确认）", f" (confirmed by {by}, {on})")
