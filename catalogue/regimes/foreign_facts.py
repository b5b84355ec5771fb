"""The facts of a matter as the rules of foreign regimes name them: places, US content, ownership of words.

Values that flow: Matter -> words by name, beside those of `facts`. A place is told by its code and by the lists it is
in or not in (`eu_countries`, `not:eu_countries`), so that a rule can name either. A fact nobody gave is `unknown` or
`absent`, never a word that would settle anything. Rejected: a predicate per country.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from catalogue.matter import Matter, Owner, Technology
from catalogue.model import Words
from catalogue.regimes.docket import Facts
from catalogue.regimes.facts import share_of, tri
from catalogue.regimes.review import Review

UNKNOWN = frozenset({"unknown"})
EXPORTER = "exporter"
ROLES = {
    "destination": Words("目的地", "destination"),
    "further": Words("再出口地", "further destination"),
    "party": Words("当事人所在地", "country of a party"),
}


def matter_facts(case: Review) -> Facts:
    """What the conditions of the foreign regimes may name of the whole matter."""
    matter = case.matter
    technologies = matter.technologies
    receiving = receiving_countries(matter)
    return (
        case.facts
        | case.rules.foreign.defaults
        | {
            "exporter_in": places(case, (p.country for p in matter.parties if p.role == EXPORTER)),
            "party_in": places(case, (p.country for p in matter.parties)),
            "owner_in": places(case, (o.country for p in matter.parties for o in p.owners)),
            "origin_in": places(case, (c for t in technologies for c in t.origin)),
            "country_in": places(case, receiving),
            "further_in": places(case, matter.transfer.reexport_to),
            "us_content": frozenset({"yes" if any(_has_us_content(t) for t in technologies) else "no"}),
            "names_list": frozenset(n for t in technologies for n in _lists_named(t)),
            "listed_in": frozenset(hit.pack for held in case.held_names for hit in held.answer.hits),
            "owners": frozenset({"given" if any(p.owners for p in matter.parties) else "none"}),
            **{f"rule_{name}": frozenset({measure_state(case, name)}) for name in case.rules.foreign.phases},
        }
    )


def technology_facts(case: Review, technology: Technology, stated: str) -> Facts:
    """What the conditions may name of one technology; `stated` is what stands under the key of the regime's list."""
    share, items = share_of(technology.us_content_share), technology.us_content_items
    return {
        "origin_in": places(case, technology.origin),
        "us_share": frozenset({"absent" if share is None else band(case.rules.foreign.bands["us_share"], share)}),
        "us_items": frozenset({"yes" if items else "no"}),
        "us_direct_product": frozenset({technology.us_direct_product or "absent"}),
        "public_domain": frozenset({tri(technology.public_domain)}),
        "names_list": frozenset(_lists_named(technology)),
        "said_unlisted": frozenset({"yes" if stated.casefold() in case.rules.foreign.words["unlisted"] else "no"}),
    }


def places(case: Review, codes: Iterable[str]) -> frozenset[str]:
    """Country codes with the names of the lists each is in, and `not:NAME` for those it is not in."""
    found = {code for code in codes if code}
    lists = case.rules.word_lists | case.rules.foreign.words
    for name, words in lists.items():
        found |= {name if code in words else f"not:{name}" for code in tuple(found) if len(code) == 2}
    return frozenset(found) or UNKNOWN


def receiving_countries(matter: Matter) -> dict[str, tuple[str, ...]]:
    """The countries technology goes to, each with why: destination, further destination, a party but the exporter."""
    found: dict[str, list[str]] = {}
    named = (
        ("destination", (matter.transfer.destination,)),
        ("further", matter.transfer.reexport_to),
        ("party", tuple(p.country for p in matter.parties if p.role != EXPORTER)),
    )
    for role, countries in named:
        for country in (c for c in countries if c):
            roles = found.setdefault(country, [])
            if role not in roles:
                roles.append(role)
    return {country: tuple(roles) for country, roles in found.items()}


def band(limits: tuple[int, ...], share: Fraction) -> str:
    """`zero`, `to_10` for at most 10, and so on; `above_25` beyond the last limit."""
    if share == 0:
        return "zero"
    return next((f"to_{limit}" for limit in limits if share <= limit), f"above_{limits[-1]}")


def measure_state(case: Review, measure_id: str) -> str:
    """The state of a date-bounded rule on the matter's day; past its end only a dated confirmation says more."""
    measure = next(m for m in case.rules.measures if m.id == measure_id)
    day = case.matter.as_of
    if day <= measure.until:
        return case.rules.foreign.phase(measure_id, day)
    answer = case.decisions.of_rule(measure_id, measure.until)
    return answer.answer if answer else "stale"


def held_share(owners: Iterable[Owner], limit: int) -> tuple[str, Fraction]:
    """`none`, `below`, `reached` or `unknown` for the sum of the owners' shares, and the sum that is known."""
    shares = [share_of(owner.share) for owner in owners]
    total = sum((s for s in shares if s is not None), Fraction(0))
    if total >= limit:
        return "reached", total
    if any(s is None for s in shares):
        return "unknown", total
    return ("below" if shares else "none"), total


def _has_us_content(technology: Technology) -> bool:
    share = share_of(technology.us_content_share)
    product = technology.us_direct_product in ("yes", "unknown")
    return bool(share or technology.us_content_items or technology.eccn or product)


def _lists_named(technology: Technology) -> Iterable[str]:
    yield from (n.catalogue for n in technology.entries if n.catalogue)
    if technology.annex_i:
        yield "eu-dual-use"
