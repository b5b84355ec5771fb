"""Foreign regimes: called for by facts, judged by rules kept as data, never cleared, never merged into the PRC answer.

Values that flow: Review -> facts -> items (matter, technologies, codes, countries, cells of the chart, listed parties,
owned parties) held against `regimes/foreign.yaml` -> RegimeResult per regime called for. The hard problem: the order.
A technology must be subject to a law before a mark in a chart means anything, and an exception is looked at only where
a mark is; so kinds are gone through in one order and each hands its facts on. Rejected: reading an empty chart cell as
"no licence", and a module of Python per country.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.countrychart import EMPTY_IS_NO_LEAVE, UsTables
from catalogue.foreignrules import ForeignRegime
from catalogue.matter import Confirmation, Technology
from catalogue.model import Words
from catalogue.regimes.docket import Docket, Facts, Item
from catalogue.regimes.foreign_codes import Judged, foreign_coverage, held_words, judged_codes, stated_code
from catalogue.regimes.foreign_facts import matter_facts, places, receiving_countries, technology_facts
from catalogue.regimes.foreign_parties import hit_items, owned_items
from catalogue.regimes.foreign_told import candidates_told, chart_told, country_values
from catalogue.regimes.review import Review, Sheet
from catalogue.regimes.us_chart import cells, exception_candidates, others, row_of
from catalogue.results import Finding, RegimeResult, Verdict
from catalogue.rules import Card

EXCEPTION = "us_exception"
"""The question which exception is used; its answer is a symbol."""
SUBJECT = ("subject", "subject_e")
"""Whether a technology is subject to the law; the second towards countries with the lower de minimis alone."""
STRENGTH = ("yes", "unknown", "no")


def review(case: Review) -> Iterator[RegimeResult]:
    """The foreign regimes the facts call for, in a fixed order."""
    facts = matter_facts(case)
    cards = {card.regime: card for card in case.rules.cards}
    for regime in case.rules.foreign.regimes:
        if any(when.holds(facts) for when in regime.called):
            yield _Overlay(case, regime, facts, cards.get(regime.id)).result()
    done = {regime.id for regime in case.rules.foreign.regimes}
    for card in case.rules.cards:
        if card.regime not in done and card.countries & (facts["party_in"] | facts["owner_in"] | facts["origin_in"]):
            yield _Overlay(
                case, ForeignRegime(card.regime, card.listed_in, False, frozenset(), ()), facts, card
            ).result()


@dataclass(slots=True)
class _Overlay:
    """One regime on its way to a result."""

    case: Review
    regime: ForeignRegime
    facts: Facts
    card: Card | None

    def result(self) -> RegimeResult:
        """What the regime says: its findings with the chart read, questions, warnings, outcome."""
        docket = Docket(self.case, self.regime.id, Sheet(self.case))
        if self.card:
            self._note_card(docket, self.card)
        judged = judged_codes(self.case, self.regime.listed_in)
        held = held_words(self.case, self.regime.listed_in)
        docket.run("head", Item("", dict(self.facts), {"held": held}))
        technologies = {t.name: self._technology(docket, t, judged) for t in self.case.matter.technologies}
        given = [item.facts.get(name, frozenset[str]()) for item in technologies.values() for name in SUBJECT]
        subject = frozenset[str]().union(*given)
        strongest = next((word for word in STRENGTH if word in subject), "unknown")
        below = frozenset[str]().union(*(item.facts.get("subject_e", ()) for item in technologies.values()))
        facts = self.facts | {"subject": frozenset({strongest}), "subject_e": below} | self._captured(judged)
        for one in judged:
            docket.run("code", self._code(one, technologies))
            docket.run_all("cell", self._cells(docket, one, technologies))
        docket.run_all("country", self._countries(facts))
        docket.run("matter", Item("", dict(facts)))
        docket.run_all("hit", hit_items(docket, self.regime.packs, facts))
        docket.run_all("party", owned_items(docket, self.regime.packs, facts))
        docket.run("outcome", Item("", facts | {"outcome": frozenset({docket.outcome.value})}))
        return self._sealed(docket, judged)

    def _note_card(self, docket: Docket, card: Card) -> None:
        docket.sheet.ask("card", f"card-{card.regime}", law=card.law, authority=card.authority)
        held = held_words(self.case, card.listed_in)
        values = {"law": card.law, "authority": card.authority, "see": self._see(), "held": held}
        docket.sheet.warn("card", f"card-{card.regime}", **values)

    def _see(self) -> Words:
        """Where the library tells about the regime: the card whose id is the regime's."""
        name = self.regime.id
        catalogue = self.case.library.catalogues.get(name)
        held = catalogue is not None and any(e.is_card and e.entry(name) for e in catalogue.editions)
        return Words(f"；见资料卡 {name}", f"; see the card {name}") if held else Words()

    def _technology(self, docket: Docket, technology: Technology, judged: tuple[Judged, ...]) -> Item:
        own = [j for j in judged if j.finding.technology == technology.name]
        kinds = {j.kind if j.finding.verdict is Verdict.CAPTURED else j.finding.verdict.value for j in own}
        stated = stated_code(technology, self.regime.listed_in)
        facts = self.facts | technology_facts(self.case, technology, stated)
        facts |= {"code": frozenset(kinds) or frozenset({"absent"}), "subject": frozenset({"unknown"})}
        facts["receiving_group"] = self._receiving_groups()
        share = technology.us_content_share or "—"
        item = Item(f"#{technology.name}", facts, {"technology": technology.name, "share": share})
        return docket.run("technology", item)

    def _receiving_groups(self) -> frozenset[str]:
        """The Country Groups of every receiving country."""
        countries = receiving_countries(self.case.matter)
        return frozenset(group for c in countries for group in self._charted(c).get("group", ()))

    @staticmethod
    def _captured(judged: tuple[Judged, ...]) -> Facts:
        """Whether any code is captured, for rules about the whole matter."""
        captured = any(j.finding.verdict is Verdict.CAPTURED and j.entry is not None for j in judged)
        return {"captured": frozenset({"yes" if captured else "no"})}

    def _countries(self, facts: Facts) -> Iterator[Item]:
        for country, roles in receiving_countries(self.case.matter).items():
            own = facts | {"country_in": places(self.case, (country,)), "role": frozenset(roles)}
            yield Item(f"-{country}", own | self._charted(country), country_values(self._names, country, roles))

    @property
    def _names(self) -> UsTables:
        """The tables for the names of countries, in every regime."""
        return self.case.rules.foreign.charts.tables

    @property
    def _tables(self) -> UsTables | None:
        return self.case.rules.foreign.charts.tables if self.regime.charted else None

    def _charted(self, country: str) -> Facts:
        """What the tables say of a country: groups, footnotes, whether the chart decides."""
        tables = self._tables
        if tables is None:
            return {}
        row, _ = row_of(tables, country)
        chart = "none" if row is None else "elsewhere" if row.elsewhere else "row"
        return {
            "chart": frozenset({chart}),
            "group": frozenset(g.id for g in tables.groups_of(country)),
            "footnote": frozenset(row.footnotes if row else ()),
        }

    def _code(self, one: Judged, technologies: dict[str, Item]) -> Item:
        finding = one.finding
        above = technologies[finding.technology].facts
        facts = above | {"code": frozenset({one.kind}), "verdict": frozenset({finding.verdict.value})}
        code = f"{finding.code}.{finding.point}" if finding.point else finding.code or finding.id
        values: dict[str, Words | str] = {
            "technology": finding.technology,
            "code": code,
            "title": finding.title,
            "catalogue": finding.catalogue,
            "edition": finding.edition or "—",
        }
        return Item(f"-{code}#{finding.technology}", facts, values)

    def _cells(self, docket: Docket, one: Judged, technologies: dict[str, Item]) -> Iterator[Item]:
        """An item per country and group of reasons the chart answers alike."""
        tables = self._tables
        if tables is None or one.entry is None:
            return
        base = self._code(one, technologies)
        for country, roles in receiving_countries(self.case.matter).items():
            key = f"-{base.values['code']}-{country}#{one.finding.technology}"
            candidates = exception_candidates(tables, one.entry, one.finding.point, country)
            confirmed = docket.answered(EXCEPTION, key)
            beside = {e.symbol for e in others(tables, country)}
            exception = _exception_fact(confirmed, beside | {c.exception.symbol for c in candidates})
            told = candidates_told(tables, candidates, country)
            facts = base.facts | self._charted(country) | {"country_in": places(self.case, (country,))}
            for group in cells(tables, one.entry, one.finding.point, country):
                own = {"cell": group.cell, "scope": group.scope, "exception": exception}
                values = base.values | country_values(tables, country, roles) | told
                values |= {"columns": group.shown, "symbol": confirmed.answer if confirmed else "—"}
                values |= {"empty": EMPTY_IS_NO_LEAVE}
                yield Item(key, facts | {name: frozenset({word}) for name, word in own.items()}, values)

    def _sealed(self, docket: Docket, judged: tuple[Judged, ...]) -> RegimeResult:
        listed_in = self.regime.listed_in
        coverage = foreign_coverage(self.case, listed_in)
        return RegimeResult(
            regime=self.regime.id,
            outcome=docket.outcome,
            edition=judged[0].finding.edition or None if judged else None,
            entries=tuple(self._with_chart(one) for one in judged),
            coverage=coverage,
            open_questions=tuple(docket.sheet.questions.values()),
            warnings=tuple(dict.fromkeys(docket.sheet.notices.values())),
            decided=self.case.decisions.of_regime(self.regime.id),
        )

    def _with_chart(self, one: Judged) -> Finding:
        """The finding with a line per country: which reasons are marked, empty, in part, without a column."""
        return chart_told(self.case, self._tables, one)


def _exception_fact(confirmed: Confirmation | None, symbols: set[str]) -> str:
    """`confirmed` for a candidate that a named person took on a day with a reason; `unfit` for any other answer."""
    if confirmed is None:
        return "none"
    signed = bool(confirmed.by and confirmed.on and confirmed.reason)
    return "confirmed" if signed and confirmed.answer.strip().upper() in symbols else "unfit"
