"""Foreign regimes: called for by facts, never cleared here, never merged into the PRC answer.

Values that flow: Review -> RegimeResult per regime called for. The full review of a foreign law is more than its
list, so the only honest answer is indeterminate with the question to ask; codes the lawyer named are listed beside.
Rejected: reading an empty chart cell as "no licence".
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.matter import Matter, Technology
from catalogue.model import Words
from catalogue.regimes.foreign_codes import foreign_coverage, foreign_findings, held_words
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Outcome, RegimeResult
from catalogue.rules import Card

EU = "eu_countries"


def review(case: Review) -> Iterator[RegimeResult]:
    """The foreign regimes the facts call for, in a fixed order."""
    if us_called(case.matter):
        yield _us_ear(case)
    if eu_called(case):
        yield _open(case, "eu-dual-use", "eu-dual-use", "eu_annex_i", ("eu_overlay", "eu_12g"))
    for card in case.rules.cards:
        if _countries(case.matter) & card.countries:
            yield _card(case, card)


def us_called(matter: Matter) -> bool:
    """True for US origin, content, an ECCN, a US party or a US owner."""
    return "US" in _countries(matter) or any(_us_content(t) for t in matter.technologies)


def eu_called(case: Review) -> bool:
    """True for an exporter in the EU or technology of EU origin."""
    members = case.rules.word_lists[EU]
    matter = case.matter
    exporters = {p.country for p in matter.parties if p.role == "exporter"}
    origins = {country for t in matter.technologies for country in t.origin}
    return bool(members & (exporters | origins)) or any(t.annex_i for t in matter.technologies)


def _us_content(technology: Technology) -> bool:
    share = technology.us_content_share.replace("％", "%").rstrip("% ").strip()
    product = technology.us_direct_product in ("yes", "unknown")
    return bool((share and float(share) > 0) or technology.us_content_items or technology.eccn) or product


def _countries(matter: Matter) -> frozenset[str]:
    """Countries of parties, of their owners, and of the technology's origin."""
    owners = (o.country for p in matter.parties for o in p.owners)
    origins = (c for t in matter.technologies for c in t.origin)
    return frozenset(c for c in (*(p.country for p in matter.parties), *owners, *origins) if c)


def _us_ear(case: Review) -> RegimeResult:
    result = _open(case, "us-ear", "us-ccl", "us_eccn", ("us_overlay",))
    measure = next((m for m in case.rules.measures if ("us-ear", "affiliates") in m.editions), None)
    if measure is None or case.decisions.of_rule(measure.id, measure.until):
        return result
    sheet = Sheet(case, {q.id: q for q in result.open_questions}, {w.id: w for w in result.warnings})
    rule = "stale" if case.matter.as_of > measure.until else "suspended"
    values = {"measure": measure.name, "until": measure.until.isoformat(), "rule": measure.id}
    sheet.warn(rule, measure.id, **values)
    if rule == "stale":
        sheet.ask("measure_state", f"rule-{measure.id}", **values)
    return _sealed(case, "us-ear", sheet, "us-ccl")


def _open(case: Review, regime: str, listed_in: str, question: str, notices: tuple[str, ...]) -> RegimeResult:
    sheet = Sheet(case)
    sheet.ask(question)
    for notice in notices:
        sheet.warn(notice, held=held_words(case, listed_in))
    return _sealed(case, regime, sheet, listed_in)


def _card(case: Review, card: Card) -> RegimeResult:
    sheet = Sheet(case)
    sheet.ask("card", f"card-{card.regime}", law=card.law, authority=card.authority)
    see = _see(case, card.regime)
    held = held_words(case, card.listed_in)
    sheet.warn("card", f"card-{card.regime}", law=card.law, authority=card.authority, see=see, held=held)
    return _sealed(case, card.regime, sheet, card.listed_in)


def _see(case: Review, regime: str) -> Words:
    """Where the library tells about the regime: the card whose id is the regime's."""
    catalogue = case.library.catalogues.get(regime)
    held = catalogue is not None and any(e.is_card and e.entry(regime) for e in catalogue.editions)
    return Words(f"；见资料卡 {regime}", f"; see the card {regime}") if held else Words()


def _sealed(case: Review, regime: str, sheet: Sheet, listed_in: str) -> RegimeResult:
    return RegimeResult(
        regime=regime,
        outcome=Outcome.INDETERMINATE,
        edition=None,
        entries=foreign_findings(case, listed_in),
        coverage=foreign_coverage(case, listed_in),
        open_questions=tuple(sheet.questions.values()),
        warnings=tuple(sheet.notices.values()),
        decided=case.decisions.of_regime(regime),
    )
