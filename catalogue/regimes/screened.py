"""The parties of a matter, and the owners it names, held against the party lists -> warnings.

Values that flow: Matter + Screener -> Notices of kind `party`. The hard problem: a hit is a resemblance of names; so it
is told with list, name, score and date, and the lists are named even where nothing is found. What a
listing does to a result is said by `listed` and by the foreign regimes. A name that heads a group of fifty
listed firms must not bury the other warnings either.
Rejected: an outcome of its own for a listed party; what a listing forbids depends on the list, the item and a lawyer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.editions import HOME
from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.regimes.listed import bears
from catalogue.regimes.review import HeldName, Review
from catalogue.results import Notice
from catalogue.screening.screening import Asked, Screener, ScreenHit
from catalogue.telling.wording import STATES

MOST_TOLD = 10
"""Hits of one name that are told one by one, best first; the rest is a number and a pointer."""

PARTY, OWNER = Words("当事人", "The party"), Words("当事人的所有者", "The owner of a party")


def names_held(matter: Matter, screener: Screener | None) -> tuple[HeldName, ...]:
    """Every name of the parties and their owners with its hits on the matter's day; nothing without a list."""
    if screener is None or not screener.lists:
        return ()
    held: list[HeldName] = []
    for place, party in enumerate(matter.parties):
        for name in dict.fromkeys(n for n in (party.name, party.name_en, *party.aliases) if n):
            answer = screener.screen(Asked(name, party.country), matter.as_of)
            held.append(HeldName(PARTY, answer, party.role, party=place))
        for owner in party.owners:
            answer = screener.screen(Asked(owner.name, owner.country), matter.as_of)
            held.append(HeldName(OWNER, answer, party.role, owner, place))
    return tuple(held)


def listed(case: Review, screener: Screener | None) -> tuple[tuple[str, str], ...] | None:
    """The hits as a frozen result keeps them: name, list and listed name, and the state on the day.

    None where there is no name or no list.
    """
    if not case.matter.parties or screener is None or not screener.lists:
        return None
    hits = ((held.answer.asked.name, hit) for held in case.held_names for hit in held.answer.hits)
    keys = ((f"{name}: {hit.list_title.in_language('zh')}/{hit.party.shown}", hit.state.value) for name, hit in hits)
    return tuple(dict.fromkeys(keys))


def screened(case: Review, screener: Screener | None) -> Iterator[Notice]:
    """A warning for each listed party that a name of the matter is like, then the lists that were asked."""
    if not case.matter.parties:
        return
    if screener is None or not screener.lists:
        yield case.rules.notice("not_screened", case.matter.as_of)
        return
    yield from _resemblances(case, {pack.id for pack in screener.packs if pack.jurisdiction == HOME})
    yield case.rules.notice("screened", case.matter.as_of, lists=_asked(screener))


def _resemblances(case: Review, own: set[str]) -> Iterator[Notice]:
    """A warning for each listed party that a party or an owner is like; the rest as a number.

    A further name of the party, or its owner, is told where it is more like the listed one than what was told of it.
    `own` are the packs of PRC lists.
    """
    told: dict[tuple[int, str, str, str], float] = {}
    for held in case.held_names:
        pairs = [((held.party, hit.pack, hit.list_id, hit.party.id), hit) for hit in held.answer.hits]
        new = [hit for key, hit in pairs if hit.score > told.get(key, 0.0)]
        told |= {key: max(told.get(key, 0.0), hit.score) for key, hit in pairs}
        yield from (_notice(case, held, hit, abroad=hit.pack not in own) for hit in new[:MOST_TOLD])
        if more := len(new[MOST_TOLD:]) + held.answer.more:
            values = {"role": held.shown_as, "asked": held.answer.asked.name, "count": str(more)}
            yield case.rules.notice("party_hits_more", case.matter.as_of, **values)


def _asked(screener: Screener) -> Words:
    """The lists that were asked, with their day and size, and those that are not loaded."""
    zh = [f"{one.title.zh}（截至{one.as_of or '日期不明'}，{len(one.parties)}个）" for one in screener.lists]
    en = [
        f"{one.title.in_language('en')} (as of {one.as_of or 'an unknown day'}, {len(one.parties)} names)"
        for one in screener.lists
    ]
    zh += [f"未导入因而未对照：{pack.title.zh}" for pack in screener.not_loaded]
    en += [f"not loaded and not asked: {pack.title.in_language('en')}" for pack in screener.not_loaded]
    return Words("、".join(zh), ", ".join(en))


def _notice(case: Review, held: HeldName, hit: ScreenHit, *, abroad: bool) -> Notice:
    """A PRC list rests on the PRC regulation; a foreign one on its own law, which this notice does not cite."""
    told = case.rules.notice(
        "party_hit_dual_use" if bears(case, held, hit) else "party_hit_abroad" if abroad else "party_hit",
        case.matter.as_of,
        role=held.shown_as,
        asked=held.answer.asked.name,
        list=hit.list_title,
        name=hit.matched,
        score=f"{hit.score:.2f}",
        why=hit.why,
        notice=hit.notice,
        state=STATES[hit.state],
        on=case.matter.as_of.isoformat(),
        as_of=hit.as_of.isoformat() if hit.as_of else "?",
    )
    return replace(told, id="party_hit")
