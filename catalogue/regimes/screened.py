"""The parties of a matter, and the owners it names, held against the party lists -> warnings.

Values that flow: Matter + Screener -> `PartyHits`, which the regimes may ask about -> Notices of kind `party`. The
hard problem: a hit is a resemblance of names; so it is told with list, name, score and date and never decides a
result by itself, and the lists are named even where nothing is found. A name that heads a group of fifty listed firms
must not bury the other warnings either.
Rejected: an outcome of its own for a listed party; what a listing forbids depends on the list, the item and a lawyer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.matter import Matter, Owner, Party
from catalogue.model import Words
from catalogue.results import Notice
from catalogue.screening.screening import Asked, Screened, Screener, ScreenHit
from catalogue.telling.wording import STATES

if TYPE_CHECKING:
    from catalogue.regimes.review import Review

MOST_TOLD = 10
"""Hits of one name that are told one by one, best first; the rest is a number and a pointer."""

PARTY, OWNER = Words("当事人", "The party"), Words("当事人的所有者", "The owner of a party")


@dataclass(frozen=True, slots=True)
class PartyHit:
    """A listed party that a name of the matter is like; `owner` is the owner asked about, None for the party itself."""

    party: Party
    owner: Owner | None
    asked: Asked
    hit: ScreenHit

    @property
    def role(self) -> Words:
        """Whose name it is, in words."""
        return PARTY if self.owner is None else OWNER


@dataclass(frozen=True, slots=True)
class PartyHits:
    """All hits of a matter, and how many more each name has."""

    hits: tuple[PartyHit, ...] = ()
    more: tuple[tuple[Words, Asked, int], ...] = ()


def party_hits(matter: Matter, screener: Screener | None) -> PartyHits:
    """Every name of the matter held against the lists of the screener."""
    if screener is None or not screener.lists:
        return PartyHits()
    hits: list[PartyHit] = []
    more: list[tuple[Words, Asked, int]] = []
    for party, owner, asked in _names(matter):
        answer: Screened = screener.screen(asked, matter.as_of)
        hits += (PartyHit(party, owner, asked, hit) for hit in answer.hits)
        if answer.more:
            more.append((PARTY if owner is None else OWNER, asked, answer.more))
    return PartyHits(tuple(hits), tuple(more))


def screened(case: Review, screener: Screener | None, found: PartyHits) -> Iterator[Notice]:
    """A warning for each listed party that a name of the matter is like, then the lists that were asked."""
    if not case.matter.parties:
        return
    if screener is None or not screener.lists:
        yield case.rules.notice("not_screened", case.matter.as_of)
        return
    told: set[tuple[str, str, str]] = set()
    beyond = {asked: count for _, asked, count in found.more}
    for party, owner, asked in _names(case.matter):
        role = PARTY if owner is None else OWNER
        own = [h for h in found.hits if h.party is party and h.owner is owner and h.asked == asked]
        new = [h.hit for h in own if (h.hit.pack, h.hit.list_id, h.hit.party.id) not in told]
        told.update((hit.pack, hit.list_id, hit.party.id) for hit in new)
        yield from (_notice(case, role, asked, hit) for hit in new[:MOST_TOLD])
        if more := len(new[MOST_TOLD:]) + beyond.get(asked, 0):
            day = case.matter.as_of
            yield case.rules.notice("party_hits_more", day, role=role, asked=asked.name, count=str(more))
    lists = screener.lists
    missing = screener.not_loaded
    zh = "、".join(
        (
            *(f"{one.title.zh}（截至{one.as_of or '日期不明'}，{len(one.parties)}个）" for one in lists),
            *(f"未导入因而未对照：{pack.title.zh}" for pack in missing),
        )
    )
    en = ", ".join(
        (
            *(
                f"{one.title.in_language('en')} (as of {one.as_of or 'an unknown day'}, {len(one.parties)} names)"
                for one in lists
            ),
            *(f"not loaded and not asked: {pack.title.in_language('en')}" for pack in missing),
        )
    )
    yield case.rules.notice("screened", case.matter.as_of, lists=Words(zh, en))


def _names(matter: Matter) -> Iterator[tuple[Party, Owner | None, Asked]]:
    for party in matter.parties:
        for name in dict.fromkeys(n for n in (party.name, party.name_en, *party.aliases) if n):
            yield party, None, Asked(name, party.country)
        for owner in party.owners:
            yield party, owner, Asked(owner.name, owner.country)


def _notice(case: Review, role: Words, asked: Asked, hit: ScreenHit) -> Notice:
    return case.rules.notice(
        "party_hit",
        case.matter.as_of,
        role=role,
        asked=asked.name,
        list=hit.list_title,
        name=hit.matched,
        score=f"{hit.score:.2f}",
        why=hit.why,
        notice=hit.notice,
        state=STATES[hit.state],
        on=case.matter.as_of.isoformat(),
        as_of=hit.as_of.isoformat() if hit.as_of else "?",
    )
