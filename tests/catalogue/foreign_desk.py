"""Matters for tests of the foreign regimes, and a screener over one small US list of invented firms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from classify_desk import Desk
from party_desk import folder

from catalogue.classify import classify
from catalogue.matterschema import parse_matter
from catalogue.model import Check, Period, State, Words
from catalogue.parties import ListNotice, Party, PartyList, PartyPack
from catalogue.results import Classification, RegimeResult
from catalogue.screening.screening import Screener

TECHNOLOGY = "高速变换器设计"
ENTITY, MILITARY, UNVERIFIED, BLOCKED, TERROR = (
    "Zhonglan Photonics Research Works",
    "Beihe Turbine Academy",
    "Ostmark Kessel Handel",
    "Qarvon Petrol Holding",
    "Velikan Shipping Bureau",
)


def small_screener() -> Screener:
    """Entity List, Military End-User List, Unverified List and SDN list with one invented name each."""
    since = dt.date(2020, 1, 1)
    notice = ListNotice("n", "85 FR 1", since, since, None, (Period(State.IN_FORCE, since, None, "listed"),))

    def one(number: int, name: str, section: str, country: str, **more: str | tuple[str, ...]) -> Party:
        words = Words("", name)
        return Party(
            f"us.{number}", words, country=country, notice="n", section=section, checked=Check.SECONDARY, **more
        )  # type: ignore[arg-type]

    listed = (
        one(
            1,
            ENTITY,
            "entity-list",
            "CN",
            licence="For all items subject to the EAR (See § 744.11)",
            policy="Presumption of denial",
        ),
        one(2, MILITARY, "military-end-users", "CN"),
        one(3, UNVERIFIED, "unverified-list", "AT"),
    )
    sections = {
        "entity-list": Words("美国实体清单", "US Entity List"),
        "military-end-users": Words("美国军事最终用户清单", "US Military End-User List"),
        "unverified-list": Words("美国未经核实清单", "US Unverified List"),
    }
    part744 = PartyList(
        "2026-07-23",
        "us-parties",
        Words("第744部分", "Part 744"),
        as_of=dt.date(2026, 7, 23),
        notices={"n": notice},
        parties=listed,
        sections=sections,
    )
    sdn = PartyList(
        "sdn-2026-07-01",
        "us-parties",
        Words("特别指定国民清单", "SDN List"),
        notices={"n": notice},
        parties=(one(4, BLOCKED, "", "AE"), one(5, TERROR, "", "RU", programmes=("RUSSIA-EO14024",))),
    )
    title = Words("美国受限当事人名单", "US lists")
    return Screener((PartyPack("us-parties", title, "US", Words(), "test", (part744, sdn)),), folder())


@dataclass(frozen=True)
class Deal:
    """A matter in pieces, each given as it stands in the file."""

    eccn: str = ""
    annex_i: str = ""
    origin: str = "[US]"
    to: str = "CN"
    technology: str = ""
    transfer: str = ""
    parties: tuple[str, ...] = ("{role: exporter, country: SG}",)
    contract: str = "date: 2026-12-15"
    as_of: str = "2026-11-20"
    answers: dict[str, str] = field(default_factory=dict)
    rule: tuple[str, str] | None = None

    def text(self) -> str:
        """The matter file."""
        keys = [f"name: '{TECHNOLOGY}'"]
        keys += [f"origin: {self.origin}"] if self.origin else []
        keys += [f"eccn: {self.eccn}"] if self.eccn else []
        keys += [f"annex_i: {self.annex_i}"] if self.annex_i else []
        keys += [self.technology] if self.technology else []
        moves = ["modes: [know_how]", "direction: outbound"]
        moves += [f"destination: {self.to}"] if self.to else []
        moves += [self.transfer] if self.transfer else []
        confirmations = [
            f"{{about: 'question:{about}', answer: '{answer}', by: 王, on: 2026-11-19, reason: 已核对}}"
            for about, answer in self.answers.items()
        ]
        if self.rule:
            answer, on = self.rule
            confirmations.append(f"{{about: 'rule:F-91', answer: {answer}, by: 王, on: {on}, reason: 联邦公报}}")
        return (
            f"matter: {{as_of: {self.as_of}}}\n"
            f"technology: [{{{', '.join(keys)}}}]\n"
            f"transfer: {{{', '.join(moves)}}}\n"
            f"contract: {{{self.contract}}}\n"
            f"parties: [{', '.join(self.parties)}]\n"
            f"confirmations: [{', '.join(confirmations)}]\n"
        )


def judged(desk: Desk, deal: Deal | str, screener: Screener | None = None) -> Classification:
    """The classification of a deal, its parties held against the lists of the screener."""
    matter = parse_matter(deal if isinstance(deal, str) else deal.text(), "matter")
    return classify(matter, desk.library, desk.units, desk.normaliser, desk.calendar, desk.rules, screener)


def regime(result: Classification, name: str) -> RegimeResult:
    """The regime, which must have been called for."""
    found = result.regime(name)
    assert found is not None, name
    return found


def told(result: RegimeResult) -> set[str]:
    """The ids of its warnings."""
    return {w.id for w in result.warnings}


def asked(result: RegimeResult) -> set[str]:
    """The ids of its questions, without the name of the technology."""
    return {q.id.removesuffix(f"#{TECHNOLOGY}") for q in result.open_questions}
