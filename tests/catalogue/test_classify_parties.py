"""Classification: the parties and owners of a matter held against the lists, told and never deciding."""

from __future__ import annotations

import datetime as dt

import party_desk
import pytest
from classify_desk import Desk, matter_text

from catalogue.classify import classify
from catalogue.matterschema import parse_matter
from catalogue.results import Classification
from catalogue.screening.screening import Asked, Screener

LISTED = "parties: [{role: recipient, name: Rheinmetall Aktiengesellschaft, country: DE}]"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


@pytest.fixture(scope="module")
def screener() -> Screener:
    return party_desk.bundled_screener()


def classified(desk: Desk, screener: Screener | None, parties: str, as_of: str = "2026-11-20") -> Classification:
    matter = parse_matter(matter_text(rest=parties, as_of=as_of), "matter")
    return classify(matter, desk.library, desk.units, desk.normaliser, desk.calendar, desk.rules, screener)


def test_a_listed_party_is_a_warning_with_list_name_score_and_date(desk: Desk, screener: Screener) -> None:
    (hit,) = [w for w in classified(desk, screener, LISTED).warnings if w.id == "party_hit"]
    assert (hit.kind, hit.severity) == ("party", "warning")
    for part in (
        "Rheinmetall Aktiengesellschaft",
        "Export Control List",
        "'Rheinmetall AG'",
        "score 0.99",
        "2026-07-24",
    ):
        assert part in hit.text.en
    for part in ("出口管制管控名单", "0.99分", "商务部公告2026年第30号", "不改变结论"):
        assert part in hit.text.zh


def test_owners_are_screened_too_and_a_party_is_told_once(desk: Desk, screener: Screener) -> None:
    parties = (
        "parties: [{role: recipient, name: 海纳光学有限公司, name_en: Subaru Corp, aliases: [SUBARU], "
        "owners: [{name: '莱茵金属公司', country: DE}]}]"
    )
    hits = [w.text.en for w in classified(desk, screener, parties).warnings if w.id == "party_hit"]
    assert len(hits) == 2
    assert "The owner of a party '莱茵金属公司'" in hits[1]


def test_a_hit_decides_nothing(desk: Desk, screener: Screener) -> None:
    stranger = LISTED.replace("Rheinmetall Aktiengesellschaft", "Haina Optik GmbH")
    one, other = (classified(desk, screener, parties) for parties in (LISTED, stranger))
    assert (one.prc, one.overall, one.regimes, one.obligations) == (
        other.prc,
        other.overall,
        other.regimes,
        other.obligations,
    )


def test_the_lists_are_named_and_unlisted_is_no_clearance(desk: Desk, screener: Screener) -> None:
    stranger = LISTED.replace("Rheinmetall Aktiengesellschaft", "Haina Optik GmbH")
    warnings = {w.id: w for w in classified(desk, screener, stranger).warnings}
    assert "party_hit" not in warnings
    assert "not_screened" not in warnings
    told = warnings["screened"].text
    assert "Foreign End-User List (as of 2026-07-20, 835 names)" in told.en
    assert "Unlisted is no clearance" in told.en
    assert "未列名不等于可以交易" in told.zh


def test_the_state_is_that_of_the_matters_own_day(desk: Desk, screener: Screener) -> None:
    parties = "parties: [{role: recipient, name: Cubic Corporation, country: US}]"
    for day, state in (("2026-11-10", "suspended on"), ("2026-11-11", "end date passed, state to be confirmed on")):
        told = [w.text.en for w in classified(desk, screener, parties, day).warnings if w.id == "party_hit"]
        (hit,) = [text for text in told if "2025年第21号" in text]
        assert f"{state} {day}" in hit


def test_without_lists_or_parties(desk: Desk, screener: Screener) -> None:
    assert "not_screened" in {w.id for w in classified(desk, None, LISTED).warnings}
    assert not {"not_screened", "screened"} & {w.id for w in classified(desk, screener, "").warnings}


def test_a_name_of_many_listed_firms_is_told_ten_times_and_the_rest_counted(desk: Desk, screener: Screener) -> None:
    """The bundled lists hold eleven firms that the group's name heads."""
    name = "Lockheed Martin"
    every = screener.screen(Asked(name), dt.date(2026, 11, 20))
    warnings = classified(desk, screener, f"parties: [{{role: recipient, name: {name}, country: US}}]").warnings
    told = [w for w in warnings if w.id == "party_hit"]
    (rest,) = [w for w in warnings if w.id == "party_hits_more"]
    assert (len(told), len(every.hits)) == (10, 11)
    assert "1 more listed parties" in rest.text.en
    assert every.hits[0].matched in told[0].text.en
    named = f"parties: [{{role: recipient, name: {name}, owners: [{{name: {name} Corporation}}], country: US}}]"
    again = [w.id for w in classified(desk, screener, named).warnings]
    assert again.count("party_hits_more") == 1, "what was told of one name is not counted again for another"
