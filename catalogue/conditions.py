"""What every rule of law is built from: a condition over the facts of a matter, and a citation.

Values only; `rules` reads them from YAML and finds the article for the day. Rejected: conditions as Python functions;
a lawyer could neither read nor change them.
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


@dataclass(frozen=True, slots=True)
class Citation:
    """What a rule rests on: an instrument and an article, or a subject whose article depends on the date."""

    law: str
    article: str = ""
    subject: str = ""
    fact: str = ""
    verify: bool = False
