"""A condition of the rule language: named facts, each with the words that meet it.

Values that flow: facts of a matter (words by name) are held against a `When`. Rejected: conditions as Python functions;
a lawyer could not read or change them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FactWords = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class When:
    """Every named fact must have one of its words."""

    needs: tuple[tuple[str, frozenset[str]], ...] = ()

    def holds(self, facts: FactWords) -> bool:
        """True when the facts meet every need; a fact that is absent meets none."""
        return all(facts.get(name, frozenset()) & words for name, words in self.needs)
