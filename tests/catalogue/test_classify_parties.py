"""Classification: the parties and owners of a matter held against the lists, told and never deciding."""

from __future__ import annotations

import datetime as dt

import party_desk
import pytest
from classify_desk import Desk, matter_text

from catalogue.classify import classify
from catalogue.matterschema import parse_matter
from catalogue.results import Classification, RegimeResult
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
    for part in ("出口管制管控名单", "0.99分", "商务部公告2026年第30号", "见 cn-dual-use"):
        assert part in hit.text.zh


def test_owners_are_screened_too_and_a_party_is_told_once(desk: Desk, screener: Screener) -> None:
    parties = (
        "parties: [{role: recipient, name: 海纳光学有限公司, name_en: Subaru Corp, aliases: [SUBARU], "
        "owners: [{name: '莱茵金属公司', country: DE}]}]"
    )
    hits = [w.text.en for w in classified(desk, screener, parties).warnings if w.id == "party_hit"]
    assert len(hits) == 2
    assert "The owner of a party '莱茵金属公司'" in hits[1]


def test_two_parties_like_one_listed_party_are_both_told(desk: Desk, screener: Screener) -> None:
    """The exporter's likeness must not hide that the recipient bears the listed name."""
    parties = (
        "parties: [{role: exporter, name: Rheinmetall Italia, country: IT}, "
        "{role: recipient, name: Rheinmetall Aktiengesellschaft, country: DE}, "
        "{role: end_user, name: Rheinmetall Aktiengesellschaft, country: DE}]"
    )
    hits = [w.text.en for w in classified(desk, screener, parties).warnings if w.id == "party_hit"]
    assert sum("'Rheinmetall Italia'" in text for text in hits) == 1
    assert sum("'Rheinmetall Aktiengesellschaft'" in text for text in hits) == 1


def test_a_hit_on_another_list_decides_nothing(desk: Desk, screener: Screener) -> None:
    """The countermeasures and the unreliable-entity list are told; only the two dual-use lists touch a result."""
    listed = "parties: [{role: recipient, name: '哈德逊研究所', country: US}]"
    stranger = listed.replace("哈德逊研究所", "海纳光学有限公司")
    one, other = (classified(desk, screener, parties) for parties in (listed, stranger))
    assert "party_hit" in {w.id for w in one.warnings}
    assert (one.prc, one.overall, one.regimes, one.obligations) == (
        other.prc,
        other.overall,
        other.regimes,
        other.obligations,
    )


GYROSCOPE = {"name": "某陀螺仪", "entries": "[7A102]", "measured": "{漂移率: 0.3 °/h}"}


def dual_use(
    desk: Desk, screener: Screener, parties: str, *, item: dict[str, str] | None = None, as_of: str = "2026-11-20"
) -> RegimeResult:
    text = matter_text(**(item or GYROSCOPE), rest=parties, as_of=as_of)
    matter = parse_matter(text, "matter")
    result = classify(matter, desk.library, desk.units, desk.normaliser, desk.calendar, desk.rules, screener)
    found = result.regime("cn-dual-use")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("party", "outcome", "told", "asked"),
    [
        ("{role: recipient, name: Rheinmetall AG, country: DE}", "prohibited", "F-37-control", ""),
        ("{role: end_user, name: 'RHEINMETALL AG', country: DE}", "prohibited", "F-37-control", ""),
        ("{role: exporter, name: Rheinmetall AG, country: DE}", "licence_required", "", ""),
        (
            "{role: recipient, name: Rheinmetall Aktiengesellschaft, country: DE}",
            "licence_required",
            "",
            "listed_party",
        ),
        (
            "{role: recipient, name: 甲, owners: [{name: Rheinmetall AG, controls: yes}]}",
            "prohibited",
            "F-37-control",
            "",
        ),
        ("{role: recipient, name: 甲, owners: [{name: Rheinmetall AG, controls: no}]}", "licence_required", "", ""),
        ("{role: recipient, name: 甲, owners: [{name: Rheinmetall AG}]}", "licence_required", "", "listed_owner"),
    ],
)
def test_a_captured_item_for_a_party_on_the_control_list_is_prohibited(
    desk: Desk, screener: Screener, party: str, outcome: str, told: str, asked: str
) -> None:
    found = dual_use(desk, screener, f"parties: [{party}]")
    assert found.outcome == outcome
    assert (told in {w.id for w in found.warnings}) is bool(told)
    assert [q.id.partition("-cn-parties")[0] for q in found.open_questions] == ([asked] if asked else [])
    if told:
        notice = next(w for w in found.warnings if w.id == told)
        assert ("29条" in notice.text.zh, notice.basis[0].article) == (True, "28-29")


@pytest.mark.parametrize(("answer", "outcome"), [("yes", "prohibited"), ("no", "licence_required")])
def test_a_likeness_counts_on_the_lawyers_word(desk: Desk, screener: Screener, answer: str, outcome: str) -> None:
    about = "question:listed_party-cn-parties/control-list#Rheinmetall Aktiengesellschaft"
    rest = f"{LISTED}\nconfirmations: [{{about: '{about}', answer: {answer}, by: 王, on: 2026-11-20}}]"
    found = dual_use(desk, screener, rest)
    assert (found.outcome, found.open_questions) == (outcome, ())


def test_a_listed_party_without_a_captured_item_is_open_with_an_error(desk: Desk, screener: Screener) -> None:
    found = dual_use(desk, screener, LISTED.replace("Aktiengesellschaft", "AG"), item={"name": "包装线"})
    assert (found.outcome, bool(found.open_questions)) == ("indeterminate", True)
    assert [w.severity for w in found.warnings if w.id == "listed_uncaptured"] == ["error"]


def test_a_party_on_the_watch_list_needs_more_for_its_licence(desk: Desk, screener: Screener) -> None:
    watched = next(p for one in screener.lists if one.id == "attention-list" for p in one.parties)
    found = dual_use(desk, screener, f"parties: [{{role: recipient, name: '{watched.shown}'}}]")
    assert found.outcome == "licence_required"
    assert [w.basis[0].article for w in found.warnings if w.id == "F-37-watch"] == ["26"]


@pytest.mark.parametrize(
    ("role", "told"), [("recipient", "stands under cn-dual-use"), ("investor", "this changes no result")]
)
def test_a_hit_says_whether_it_bears_on_the_result(desk: Desk, screener: Screener, role: str, told: str) -> None:
    result = classified(desk, screener, LISTED.replace("recipient", role))
    assert [told in w.text.en for w in result.warnings if w.id == "party_hit"] == [True]
    assert (result.regime("cn-dual-use") is None) is (role == "investor")


def test_a_lapsed_listing_is_asked_about(desk: Desk, screener: Screener) -> None:
    """The suspension of Announcement 21 of 2025 ended on 10 November 2026; what followed is not known."""
    parties = "parties: [{role: recipient, name: Cubic Corporation, country: US}]"
    before, after = (dual_use(desk, screener, parties, as_of=day) for day in ("2026-11-10", "2026-11-11"))
    assert (before.outcome, before.open_questions) == ("licence_required", ())
    assert [q.id.partition("-cn-parties")[0] for q in after.open_questions] == ["listing_state"]
    assert after.outcome == "licence_required"


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
