"""Parties of the matter on the control and the watch list, as far as the dual-use rules go by them.

Values that flow: Review (its names with their hits) -> `Listed`, one per name and list. The hard problem: a hit is a
resemblance of names. So a party counts as listed where its name is the listed one, letter for letter once normalised,
or where the lawyer says that it is the same; any other likeness is a question, one per name and list, and a listing
whose state on the day is not known is one too. Rejected: a bar of likeness above which a name counts; a group's name
is like those of its fifty firms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model import State, Words
from catalogue.regimes.facts import TAKERS
from catalogue.regimes.review import HeldName, Review, Sheet
from catalogue.screening.screening import ScreenHit
from catalogue.telling.wording import STATES

MOST_NAMES = 3
DOUBTFUL = (State.STALE, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Listed:
    """A party on a list: `rule` is `control` or `watch`; `settled` None while a question about it is open."""

    asked: str
    list_title: Words
    rule: str
    settled: bool | None


def listed_parties(case: Review, sheet: Sheet) -> tuple[Listed, ...]:
    """The recipients, end users and those who control them that stand on a list, or may; questions go to the sheet."""
    return tuple(one for held in case.held_names if held.role in TAKERS for one in _of_name(case, sheet, held))


def _of_name(case: Review, sheet: Sheet, held: HeldName) -> Iterator[Listed]:
    if held.owner is not None and held.owner.controls is False:
        return
    for rule in ("control", "watch"):
        for place in sorted(case.rules.word_lists[f"{rule}_lists"]):
            hits = [h for h in held.answer.hits if f"{h.pack}/{h.list_id}" == place and _bites(h)]
            if hits:
                settled = _settled(case, sheet, held, place, hits)
                if settled is not False:
                    yield Listed(held.answer.asked.name, hits[0].list_title, rule, settled)


def bears(case: Review, held: HeldName, hit: ScreenHit) -> bool:
    """Whether a hit may touch the result: a list the dual-use rules go by, a taker of the item, a state that counts."""
    place, words = f"{hit.pack}/{hit.list_id}", case.rules.word_lists
    listed = any(place in words[f"{rule}_lists"] for rule in ("control", "watch"))
    controls = held.owner is None or held.owner.controls is not False
    return listed and controls and held.role in TAKERS and _bites(hit)


def _bites(hit: ScreenHit) -> bool:
    return hit.state is State.IN_FORCE or hit.state in DOUBTFUL


def _settled(case: Review, sheet: Sheet, held: HeldName, place: str, hits: list[ScreenHit]) -> bool | None:
    """True: listed. False: the lawyer says no to one of the questions. None: one of them is open."""
    asked, title = held.answer.asked.name, hits[0].list_title
    whole = case.normaliser.normalise(asked)
    same = [h for h in hits if any(case.normaliser.normalise(name) == whole for name in h.party.names)]
    about = f"{place}#{asked}"
    answers: list[bool | None] = []
    if not same:
        names = "、".join(dict.fromkeys(h.matched for h in hits[:MOST_NAMES])) + (
            " …" if len(hits) > MOST_NAMES else ""
        )
        answers.append(_put(case, sheet, "listed_party", about, asked=asked, list=title, names=names))
    elif not any(h.state is State.IN_FORCE for h in same):
        state = STATES[same[0].state]
        answers.append(_put(case, sheet, "listing_state", about, asked=asked, list=title, state=state))
    if held.owner is not None and held.owner.controls is None:
        answers.append(_put(case, sheet, "listed_owner", about, asked=asked, list=title))
    return False if False in answers else None if None in answers else True


def _put(case: Review, sheet: Sheet, rule: str, about: str, **values: Words | str) -> bool | None:
    """The lawyer's answer to a question, which is put where there is none."""
    question = f"{rule}-{about}"
    sheet.ask(rule, question, **values)
    return case.decisions.answer(question)
