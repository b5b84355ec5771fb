"""What the lawyer decided: confirmations by what they are about, the newest winning.

Values that flow: Matter -> `Decisions`; a finding, question, rule or regime is asked for and its newest answer
comes back. A decision never changes a measured limb. Rejected: the last one in the file; files are merged and
sorted by people.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from catalogue.matter import Confirmation, Matter, NamedEntry
from catalogue.results import Decided, Outcome

YES_WORDS = ("yes", "true", "是", "y", "有")
NO_WORDS = ("no", "false", "否", "n", "不是", "无")


@dataclass(frozen=True, slots=True)
class Decisions:
    """All confirmations of a matter."""

    confirmations: tuple[Confirmation, ...]

    @classmethod
    def of(cls, matter: Matter) -> Decisions:
        """The decisions in a matter."""
        return cls(matter.confirmations)

    def about(self, *names: str) -> Confirmation | None:
        """The newest confirmation about one of the names (letter case aside); undated ones are the oldest.

        Of two of one day the later in the file: whoever changes his mind on that day adds the second below the first.
        """
        wanted = {n.casefold() for n in names}
        found = [c for c in reversed(self.confirmations) if c.about.casefold() in wanted]
        return max(found, key=_day, default=None)

    def answer(self, question_id: str) -> bool | None:
        """Yes or no to a question; None where it is open."""
        found = self.about(f"question:{question_id}")
        word = found.answer.strip().casefold() if found else ""
        return True if word in YES_WORDS else False if word in NO_WORDS else None

    def of_rule(self, rule_id: str, after: dt.date) -> Confirmation | None:
        """The answer about a date-bounded rule, if it was given after the rule's end date."""
        found = self.about(f"rule:{rule_id}")
        return found if found and found.on and found.on > after else None

    def of_regime(self, regime_id: str) -> Decided | None:
        """The outcome the lawyer decided for a regime."""
        found = self.about(f"regime:{regime_id}")
        return Decided(Outcome(found.answer), found.by, found.on, found.reason) if found else None

    def of_finding(
        self, catalogue: str, edition: str, keys: tuple[str, ...], point: str | None, named: NamedEntry | None
    ) -> Confirmation | None:
        """The newest decision about a point: its own, its entry's, or the one written beside the named code."""
        places = [f"finding:{catalogue}/{edition}/{key}" for key in keys if key]
        if point is not None:
            places += [f"{place}/{point}" for place in places]
        found = self.about(*places)
        beside = None
        if named and named.decision:
            beside = Confirmation(f"finding:{catalogue}/{edition}/{named.code}", *_signed(named))
        both = [c for c in (beside, found) if c]
        return max(both, key=_day, default=None)


def _signed(named: NamedEntry) -> tuple[str, str, dt.date | None, str]:
    return named.decision, named.by, named.on, named.reason


def _day(confirmation: Confirmation) -> dt.date:
    return confirmation.on or dt.date.min
