"""Listed parties and owned parties of a matter as items for the rules of a foreign regime.

Values that flow: hits of the screening -> one `Item` per listed party a name is like; owners with their shares -> one
`Item` per owned party. The hard problem: a hit is a resemblance, and only a person can say that it is the same party.
So a name that is the listed one to the letter is taken for it until the lawyer says no, any other waits for his yes,
and shares are added up over the owners taken for listed ones alone. "To the letter" is a score of 1: no more than legal
form, order or brackets differ. Rejected: a bar of resemblance above which a name is somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from catalogue.foreignrules import ListKind
from catalogue.matter import Owner, Party
from catalogue.model import State, Words
from catalogue.numbers import exact_text
from catalogue.regimes.docket import Docket, Facts, Item
from catalogue.regimes.foreign_facts import held_share
from catalogue.regimes.review import HeldName
from catalogue.screening.screening import ScreenHit

IDENTITY = "foreign_same_party"
"""The question whether a name is the listed party."""
SAME = 1.0
GONE = (State.STOPPED, State.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class PartyHit:
    """A listed party that a name of the matter is like."""

    held: HeldName
    hit: ScreenHit

    @property
    def asked(self) -> str:
        """The name of the matter."""
        return self.held.answer.asked.name

    @property
    def is_owner(self) -> bool:
        """True for the name of an owner of a party."""
        return self.held.owner is not None


def hit_items(docket: Docket, packs: frozenset[str], facts: Facts) -> Iterator[Item]:
    """An item for each name and kind of list: the likest listed party the lawyer has not yet ruled out."""
    for one in _nearest(docket, packs):
        key = key_of(one)
        kind = kind_of(docket, one)
        policy = one.hit.party.policy
        words = docket.case.rules.foreign.words["denial"]
        yield Item(
            key,
            facts
            | {
                "list": frozenset({kind}),
                "match": frozenset({"same" if one.hit.score >= SAME else "alike"}),
                "who": frozenset({"owner" if one.is_owner else "party"}),
                "taken": frozenset({"yes" if is_taken(docket, one) else "no"}),
                "denial": frozenset({"yes" if any(w in policy.casefold() for w in words) else "no"}),
            },
            {
                "role": one.held.shown_as,
                "asked": one.asked,
                "name": one.hit.matched,
                "list": one.hit.list_title,
                "score": f"{one.hit.score:.2f}",
                "licence": one.hit.party.licence or "—",
                "policy": policy or "—",
                "notice": one.hit.notice,
                "as_of": one.hit.as_of.isoformat() if one.hit.as_of else "?",
            },
        )


def owned_items(docket: Docket, packs: frozenset[str], facts: Facts) -> Iterator[Item]:
    """An item for each party with owners: what listed ones hold of it, added up per group of lists."""
    foreign = docket.case.rules.foreign
    limit = foreign.bands["ownership"][0]
    for number, party in enumerate(docket.case.matter.parties, start=1):
        if not party.owners:
            continue
        told: dict[str, Words | str] = {"party": party.name or party.name_en or str(number)}
        shares: Facts = {}
        for group in ("affiliates", "ofac"):
            owners = _listed_owners(docket, packs, party, foreign.words[f"{group}_lists"])
            word, total = held_share(owners, limit)
            shares[f"{group}_share"] = frozenset({word})
            told[f"{group}_owners"] = _sum(owners, total)
        yield Item(f"-{party.name or number}", facts | shares, told)


def kind_of(docket: Docket, one: PartyHit) -> str:
    """Which kind of list a hit stands on, by the data of the rules; `other` where none is named."""
    return next((k.kind for k in docket.case.rules.foreign.list_kinds if _is_on(one, k)), "other")


def key_of(one: PartyHit) -> str:
    """The end of the ids of questions about a hit."""
    return f"-{one.hit.party.id}#{one.asked}"


def is_taken(docket: Docket, one: PartyHit) -> bool:
    """Whether the name is taken for the listed party: on the lawyer's word, else only to the letter."""
    answer = docket.case.decisions.answer(IDENTITY + key_of(one))
    return one.hit.score >= SAME if answer is None else answer


def _hits(docket: Docket, packs: frozenset[str]) -> Iterator[PartyHit]:
    pairs = (PartyHit(held, hit) for held in docket.case.held_names for hit in held.answer.hits)
    return (one for one in pairs if one.hit.pack in packs and one.hit.state not in GONE)


def _nearest(docket: Docket, packs: frozenset[str]) -> Iterator[PartyHit]:
    """The likest hit of each name on each kind of list; one answered "no" gives way to the next, parties first."""
    best: dict[tuple[str, str, bool], PartyHit] = {}
    for one in sorted(_hits(docket, packs), key=_likest):
        key = (one.asked, kind_of(docket, one), one.is_owner)
        if docket.case.decisions.answer(IDENTITY + key_of(one)) is not False:
            best.setdefault(key, one)
    return iter(best.values())


def _likest(one: PartyHit) -> tuple[bool, float, int, str]:
    """Parties before owners, the best score first, of equals the name of nearly the same length."""
    return one.is_owner, -one.hit.score, abs(len(one.hit.matched) - len(one.asked)), one.hit.party.id


def _is_on(one: PartyHit, kind: ListKind) -> bool:
    listed = one.hit.party.section in kind.sections or bool(set(one.hit.list_id.split("-")) & set(kind.parts))
    return listed and (not kind.programmes or bool(kind.programmes & set(one.hit.party.programmes)))


def _listed_owners(docket: Docket, packs: frozenset[str], party: Party, kinds: frozenset[str]) -> tuple[Owner, ...]:
    """The owners of a party taken for listed ones, each once."""
    named = {id(owner): owner for owner in party.owners}
    taken: dict[int, Owner] = {}
    for one in _hits(docket, packs):
        owner = named.get(id(one.held.owner))
        if owner is not None and kind_of(docket, one) in kinds and is_taken(docket, one):
            taken[id(owner)] = owner
    return tuple(taken.values())


def _sum(owners: tuple[Owner, ...], total: Fraction) -> Words:
    """`A 30 % + B 20 % = 50 %`."""
    parts = [f"{o.name} {o.share or '?'}" for o in owners]
    shown = " + ".join(parts) + (f" = {exact_text(total)} %" if len(parts) > 1 else "")
    return Words(shown, shown)
