"""What the lawyer decided: confirmations by what they are about, the newest winning.

Values that flow: Matter -> `Decisions`; a finding, question, rule or regime is asked for and its newest answer
comes back. A decision never changes a measured limb. A confirmed finding that the engine leaves open (a partial point
whose limits are met, limbs nobody knows, a fact that was never checked) is the lawyer's word all the same: the
regime's `outcome` stays the engine's and its `decided` says what the word makes of it, if that is stricter. A decision
about the regime itself stands, unless a finding confirmed later is stricter. Rejected: the last one in the file; files
are merged and sorted by people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalogue.matter import Confirmation, Matter, NamedEntry
from catalogue.model import Control
from catalogue.results import Decided, Finding, Outcome

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

        Two of one day that differ are no answer: which holds is asked, never chosen.
        """
        wanted = {n.casefold() for n in names}
        return _newest([c for c in self.confirmations if c.about.casefold() in wanted])

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
        wanted = {place.casefold() for place in places}
        found = [c for c in self.confirmations if c.about.casefold() in wanted]
        if named and named.decision:
            found.append(Confirmation(f"finding:{catalogue}/{edition}/{named.code}", *_signed(named)))
        return _newest(found)

    def contradictions(self) -> tuple[tuple[Confirmation, ...], ...]:
        """The newest confirmations of one thing and one day that do not say the same."""
        by_name: dict[str, list[Confirmation]] = {}
        for one in self.confirmations:
            by_name.setdefault(one.about.casefold(), []).append(one)
        latest = (tuple(c for c in found if _day(c) == max(map(_day, found))) for found in by_name.values())
        return tuple(found for found in latest if len({_said(c) for c in found}) > 1)


def _newest(found: list[Confirmation]) -> Confirmation | None:
    """The newest, the same whatever the order; None where the newest ones contradict each other."""
    latest = [c for c in found if _day(c) == max(map(_day, found))]
    if len({_said(c) for c in latest}) != 1:
        return None
    return min(latest, key=lambda c: (c.about.casefold(), c.by, c.reason))


def _said(confirmation: Confirmation) -> str:
    """The answer as one word: every yes is a yes, every no a no."""
    word = confirmation.answer.strip().casefold()
    return "yes" if word in YES_WORDS else "no" if word in NO_WORDS else word


def _signed(named: NamedEntry) -> tuple[str, str, dt.date | None, str]:
    return named.decision, named.by, named.on, named.reason


def _day(confirmation: Confirmation) -> dt.date:
    return confirmation.on or dt.date.min


OUTCOME_OF = {
    Control.PROHIBITED: Outcome.PROHIBITED,
    Control.RESTRICTED: Outcome.RESTRICTED,
    Control.LICENCE: Outcome.LICENCE_REQUIRED,
}


def word_on(control: Control | None, decision: Confirmation | None) -> Decided | None:
    """What a signed confirmation of a finding decides; None where it is unsigned or the side is not known."""
    outcome = OUTCOME_OF.get(control) if control else None
    if outcome is None or decision is None or decision.answer != "confirmed" or not decision.by or not decision.on:
        return None
    return Decided(outcome, decision.by, decision.on, decision.reason, of_findings=True)


def decided_outcome(regime: Decided | None, outcome: Outcome, found: Sequence[Finding]) -> Decided | None:
    """The decision of a regime: the lawyer's own, else the strictest of the findings he confirmed, the newest of these.

    Confirmed findings count only where they are stricter than the engine's `outcome`, and than a decision about the
    regime of the same or a later day.
    """
    words = [f.decided for f in found if f.decided]
    if not words:
        return regime
    strict = min(word.outcome.rank for word in words)
    best = max((w for w in words if w.outcome.rank == strict), key=lambda w: w.on or dt.date.min)
    labels = dict.fromkeys(f.label for f in found if f.decided == best)
    best = replace(best, reason="；".join(part for part in ("、".join(labels), best.reason) if part))
    if regime is not None:
        later = best.on is not None and best.on > (regime.on or dt.date.min)
        return best if later and best.outcome.rank < regime.outcome.rank else regime
    return best if best.outcome.rank < outcome.rank else None
