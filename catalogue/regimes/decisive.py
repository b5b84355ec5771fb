"""Which date decides, and which edition was in force on it.

Values that flow: Matter -> decisive dates -> editions. The contract date never decides: a one-off transfer that is
complete is judged on the day of its last delivery, everything else on the matter's `as_of`. Where completion is not
known both are judged and the stricter decides. Which modes of transfer are over with the last delivery
stands in `word_lists.yaml`. Rejected: the machine's clock; a result must not change overnight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from catalogue.editions import state_of
from catalogue.matter import Matter
from catalogue.model import Catalogue, Edition, State

OVER = ("performed", "terminated")
UNFINISHED = ("none", "negotiating", "draft", "performing")
"""Statuses of a contract whose last delivery cannot be past."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The days that decide (the stricter of two), the contract's own day, and the question left open."""

    decisive: tuple[dt.date, ...]
    contract: dt.date | None
    question: str = ""

    @property
    def last(self) -> dt.date:
        """The last of the days that decide."""
        return max(self.decisive)


def dates_of(matter: Matter, one_off_modes: Collection[str]) -> Dates:
    """The decisive days of a matter; `one_off_modes` are over with the last delivery, by the word list of that name."""
    contract = matter.contract.signed_on or matter.contract.date
    done, continuing = matter.contract.performed_by, matter.transfer.continuing
    if continuing:
        return Dates((matter.as_of,), contract)
    if done and _in_doubt(matter, done):
        return Dates(_both(min(d for d in (done, contract) if d), matter.as_of), contract, "performed_in_doubt")
    if done and done <= matter.as_of:
        one_off = matter.transfer.modes and set(matter.transfer.modes) <= set(one_off_modes)
        if continuing is None and not one_off:
            return Dates(_both(done, matter.as_of), contract, "continuing")
        return Dates((done,), contract)
    if matter.contract.status in OVER and done is None:
        return Dates(_both(contract, matter.as_of), contract, "performed_by")
    return Dates((matter.as_of,), contract)


def _in_doubt(matter: Matter, done: dt.date) -> bool:
    """True for a day of the last delivery that the status or the day of signature contradicts."""
    signed, status = matter.contract.signed_on or matter.contract.date, matter.contract.status
    if done > matter.as_of:
        return status in OVER
    return status in UNFINISHED or (signed is not None and done < signed)


def _both(first: dt.date | None, second: dt.date) -> tuple[dt.date, ...]:
    return (first, second) if first and first < second else (second,)


def edition_on(catalogue: Catalogue, on: dt.date) -> Edition | None:
    """The edition in force on the day; None where no loaded edition was."""
    return next((e for e in catalogue.editions if state_of(e, on) is State.IN_FORCE), None)


def editions_between(catalogue: Catalogue, dates: tuple[dt.date, ...]) -> tuple[Edition, ...]:
    """Every edition in force on one of the days or between them, in order of time."""
    first, last = min(dates), max(dates)
    return tuple(
        e
        for e in catalogue.editions
        if e.status != "draft"
        and e.effective is not None
        and e.effective <= last
        and (e.ended_on is None or (e.ended_on > first and e.ended_on > e.effective))
    )


def pending_drafts(catalogue: Catalogue, on: dt.date) -> tuple[Edition, ...]:
    """Drafts published by the day and not yet replaced."""
    return tuple(
        e
        for e in catalogue.editions
        if state_of(e, on) is State.DRAFT and (e.promulgated is None or e.promulgated <= on)
    )
