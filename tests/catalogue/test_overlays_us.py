"""us-ear and us-itar: jurisdiction, codes, Country Chart, exceptions, uses, parties and owners, as tables of cases."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from classify_desk import Desk
from foreign_desk import (
    BLOCKED,
    ENTITY,
    MILITARY,
    TECHNOLOGY,
    TERROR,
    UNVERIFIED,
    Deal,
    asked,
    judged,
    regime,
    small_screener,
    told,
)

from catalogue.model import Check, Limb, LimbTree, Op, Point, Quantity, Words
from catalogue.results import Outcome
from catalogue.screening.screening import Screener

L, OPEN = Outcome.LICENCE_REQUIRED, Outcome.INDETERMINATE
T = f"#{TECHNOLOGY}"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


@pytest.fixture(scope="module")
def screener() -> Screener:
    return small_screener()


CHART = [
    # ECCN, destination, outcome, told, asked
    (
        "3A001",
        "CN",
        L,
        {"us_marked", "us_exceptions", "us_d5", "us_penalty"},
        {"us_scope-3A001-CN", "us_exception-3A001-CN"},
    ),
    ("3A001", "HK", L, {"us_marked", "us_hong_kong"}, set()),
    ("3A001", "MO", L, {"us_marked", "us_macau"}, set()),
    ("3A001", "CA", OPEN, {"us_empty"}, {"us_section-3A001-CA", "us_end_use"}),
    ("3A001", "DE", OPEN, {"us_empty", "us_footnotes"}, {"us_scope-3A001-DE", "us_section-3A001-DE"}),
    ("3A001", "IR", OPEN, {"us_embargo", "us_d5"}, {"us_elsewhere-IR"}),
    ("3A001", "CU", OPEN, {"us_embargo"}, {"us_elsewhere-CU"}),
    ("3A001", "KP", OPEN, {"us_embargo"}, {"us_elsewhere-KP"}),
    ("3A001", "SY", OPEN, {"us_embargo"}, {"us_elsewhere-SY"}),
    ("3A001", "RU", L, {"us_marked"}, {"us_part746-RU"}),
    ("3A001", "US", OPEN, {"us_inside"}, {"us_end_use"}),
    ("3A001", "", OPEN, set(), {"foreign_destination"}),
    ("3A991", "CN", OPEN, {"us_empty"}, {"us_end_use"}),
    ("2B001", "DE", OPEN, {"us_empty"}, set()),
    ("2B001", "VN", L, {"us_marked"}, set()),
    ("5A002", "DE", L, {"us_marked"}, {"us_exception-5A002-DE"}),
    ("5A002", "CA", OPEN, {"us_empty"}, {"us_section-5A002-CA"}),
    ("3A090.a", "CN", OPEN, {"us_empty"}, {"us_section-3A090.a-CN"}),
    ("0A502", "CN", OPEN, set(), {"us_differs-0A502-CN"}),
    ("0A002", "CN", OPEN, {"us_moved"}, {"us_moved_to-0A002"}),
    ("3A999", "CN", OPEN, set(), {"us_section-3A999-CN"}),
    ("EAR99", "CN", OPEN, {"us_ear99", "us_d5"}, {"us_end_use"}),
    ("EAR99", "CU", OPEN, {"us_ear99", "us_embargo"}, {"us_elsewhere-CU"}),
    ("9Z999", "CN", OPEN, set(), {"foreign_not_loaded-9Z999"}),
    ("3A997", "CN", OPEN, set(), {"foreign_not_loaded-3A997"}),
    ("", "CN", OPEN, set(), {"us_eccn"}),
]


@pytest.mark.parametrize(("eccn", "to", "outcome", "warned", "open_on"), CHART)
def test_a_code_for_a_country(
    desk: Desk, eccn: str, to: str, outcome: Outcome, warned: set[str], open_on: set[str]
) -> None:
    found = regime(judged(desk, Deal(eccn, to=to)), "us-ear")
    assert found.outcome is outcome
    assert warned <= told(found)
    assert open_on <= asked(found)
    if eccn:
        assert [(f.code or "").split(".")[0] for f in found.entries] == [eccn.split(".", maxsplit=1)[0]]


def test_what_decides_is_told_with_facts_reason_and_section(desk: Desk) -> None:
    found = regime(judged(desk, Deal("3A001")), "us-ear")
    marked = next(w for w in found.warnings if w.id == "us_marked")
    assert all(part in marked.text.en for part in (TECHNOLOGY, "3A001", "China (CN)", "destination", "NS 2"))
    assert "AT 1" not in marked.text.en
    assert {b.instrument.en.split(" (")[0] for b in marked.basis} == {"EAR Part 738, Supp. 1", "Commerce Control List"}
    (entry,) = found.entries
    assert any("NS 2" in r.en and "empty: AT 1" in r.en and "2026-07-23" in r.en for r in entry.reasons)
    origin = next(w for w in found.warnings if w.id == "us_by_origin")
    assert origin.basis[0].article == "§ 734.3(a)"


def test_hong_kong_follows_the_row_of_china_and_says_why(desk: Desk) -> None:
    (entry,) = regime(judged(desk, Deal("3A001", to="HK")), "us-ear").entries
    assert any("85 FR 83788" in r.en for r in entry.reasons)


SUBJECT = [
    # facts, answers, outcome, told, asked
    (Deal("3A001", origin="[CN]", technology="us_content: {share: 25.1 %}"), L, {"us_by_content"}, set()),
    (Deal("3A001", origin="[CN]", technology="us_content: {share: 25 %}"), OPEN, set(), {"us_no_de_minimis"}),
    (
        Deal("3A001", origin="[CN]", technology="us_content: {share: 24.9 %}"),
        OPEN,
        {"us_marked_if"},
        {"us_no_de_minimis"},
    ),
    (Deal("3A001", origin="[CN]", technology="us_content: {share: 10 %}"), OPEN, set(), {"us_no_de_minimis"}),
    (
        Deal("3A001", origin="[CN]", technology="us_content: {share: 10.1 %}", to="IR"),
        OPEN,
        {"us_by_content_e"},
        {"us_elsewhere-IR", "us_no_de_minimis"},
    ),
    (Deal("3A001", origin="[CN]", technology="us_content: {share: 10 %}", to="IR"), OPEN, set(), {"us_no_de_minimis"}),
    (
        Deal("3A001", origin="[CN]", technology="us_content: {share: 12 %}", answers={f"us_no_de_minimis{T}": "yes"}),
        L,
        {"us_by_no_de_minimis"},
        set(),
    ),
    (
        Deal("3A001", origin="[CN]", technology="us_content: {share: 12 %}", answers={f"us_no_de_minimis{T}": "no"}),
        OPEN,
        {"us_within_de_minimis"},
        {"us_direct_product"},
    ),
    (
        Deal(
            "3A001",
            origin="[CN]",
            technology="us_content: {share: 12 %, direct_product: no}",
            answers={f"us_no_de_minimis{T}": "no"},
        ),
        OPEN,
        {"us_within_de_minimis", "us_not_subject"},
        set(),
    ),
    (Deal("3A001", origin="[CN]", technology="us_content: {direct_product: yes}"), L, {"us_by_product"}, set()),
    (
        Deal("3A001", origin="[CN]", technology="us_content: {direct_product: unknown}"),
        OPEN,
        {"us_marked_if"},
        {"us_direct_product", "us_content"},
    ),
    (
        Deal(
            "3A001",
            origin="[CN]",
            technology="us_content: {direct_product: unknown}",
            answers={f"us_direct_product{T}": "是"},
        ),
        L,
        {"us_by_product"},
        set(),
    ),
    (Deal("3A001", origin="[CN]", parties=("{role: exporter, country: US}",)), OPEN, {"us_marked_if"}, {"us_located"}),
    (
        Deal("3A001", origin="[CN]", parties=("{role: exporter, country: US}",), answers={f"us_located{T}": "yes"}),
        L,
        {"us_by_place"},
        set(),
    ),
    (Deal("3A001", origin=""), OPEN, {"us_marked_if"}, {"us_origin"}),
    (Deal("3A001", origin="", answers={f"us_origin{T}": "yes"}), L, {"us_by_origin"}, set()),
    (Deal("3A001", technology="public_domain: true"), OPEN, {"us_published_open"}, {"us_published"}),
    (Deal("3A001", technology="public_domain: true", answers={f"us_published{T}": "no"}), L, {"us_marked"}, set()),
    (
        Deal("3A001", technology="public_domain: true", answers={f"us_published{T}": "yes"}),
        OPEN,
        {"us_published"},
        set(),
    ),
]


@pytest.mark.parametrize(("deal", "outcome", "warned", "open_on"), SUBJECT)
def test_jurisdiction(desk: Desk, deal: Deal, outcome: Outcome, warned: set[str], open_on: set[str]) -> None:
    found = regime(judged(desk, deal), "us-ear")
    assert found.outcome is outcome
    assert warned <= told(found)
    assert open_on <= asked(found)


PARTS = [
    ("us_scope-3A001-DE", "yes", L, "us_marked_word"),
    ("us_scope-3A001-DE", "no", OPEN, "us_empty"),
    ("us_section-3A001-DE", "yes", L, "us_section_word"),
]


@pytest.mark.parametrize(("question", "answer", "outcome", "warned"), PARTS)
def test_a_scope_in_words_is_settled_by_an_answer(
    desk: Desk, question: str, answer: str, outcome: Outcome, warned: str
) -> None:
    found = regime(judged(desk, Deal("3A001", to="DE", answers={question + T: answer})), "us-ear")
    assert found.outcome is outcome
    assert question not in asked(found)
    assert warned in told(found)
    if outcome is L:
        assert any("王" in w.text.zh for w in found.warnings if w.id == warned)


@pytest.mark.parametrize(("country", "question"), [("IR", "us_elsewhere-IR"), ("RU", "us_part746-RU")])
def test_embargoes_are_settled_by_an_answer_and_reach_ear99(desk: Desk, country: str, question: str) -> None:
    assert regime(judged(desk, Deal("EAR99", to=country)), "us-ear").outcome is OPEN
    assert regime(judged(desk, Deal("EAR99", to=country, answers={question: "yes"})), "us-ear").outcome is L
    cleared = regime(judged(desk, Deal("EAR99", to=country, answers={question: "no"})), "us-ear")
    assert cleared.outcome is OPEN
    assert question not in asked(cleared)


def test_paragraphs_of_a_scope_are_compared_where_the_point_is_named(desk: Desk) -> None:
    inside = regime(judged(desk, Deal("3A001.z.1.a", to="CN")), "us-ear")
    outside = regime(judged(desk, Deal("3A001.a.2", to="CN")), "us-ear")
    assert "us_section-3A001.z.1.a-CN" in asked(inside)
    assert not any(q.startswith("us_section") for q in asked(outside))
    assert any("not for the paragraph named" in r.en for r in outside.entries[0].reasons)


EXCEPTIONS = [
    ("LVS", OPEN, "us_exception_confirmed"),
    ("lvs", OPEN, "us_exception_confirmed"),
    ("TMP", OPEN, "us_exception_confirmed"),
    ("STA", L, "us_exception_unfit"),
    ("CIV", L, "us_exception_unfit"),
    ("yes", L, "us_exception_unfit"),
]


@pytest.mark.parametrize(("symbol", "outcome", "warned"), EXCEPTIONS)
def test_an_exception_is_confirmed_by_its_symbol_only(desk: Desk, symbol: str, outcome: Outcome, warned: str) -> None:
    deal = Deal("3A001", answers={f"us_exception-3A001-CN{T}": symbol, f"us_scope-3A001-CN{T}": "no"})
    found = regime(judged(desk, deal), "us-ear")
    assert found.outcome is outcome
    assert warned in told(found)


def test_an_unsigned_exception_has_no_effect(desk: Desk) -> None:
    text = Deal("3A001", answers={f"us_exception-3A001-CN{T}": "LVS"}).text().replace(", reason: 已核对", "")
    found = regime(judged(desk, text), "us-ear")
    assert found.outcome is L
    assert "us_exception_unfit" in told(found)


def test_every_receiving_country_is_looked_up_and_the_exporters_is_not(desk: Desk) -> None:
    parties = ("{role: exporter, country: IN}", "{role: recipient, country: DE}", "{role: end_user, country: CN}")
    found = regime(judged(desk, Deal("2B001", to="DE", parties=parties, transfer="reexport_to: [VN]")), "us-ear")
    countries = {w.text.en.split(" to ")[1].split(" (")[0] for w in found.warnings if w.id == "us_marked"}
    assert countries == {"China", "Vietnam"}


USES = [
    (Deal("EAR99", transfer="wmd_risk: yes", to="DE"), L, "us_wmd"),
    (Deal("EAR99", transfer="military_end_use: yes", to="RU"), L, "us_military_all"),
    (Deal("3A991", transfer="military_end_use: yes", to="CN"), L, "us_military"),
    (
        Deal("3A991", transfer="military_end_use: yes", to="CN", answers={"us_military_supp2": "no"}),
        OPEN,
        "us_military_else",
    ),
    (Deal("3A991", transfer="military_end_use: yes", to="DE"), OPEN, "us_military_else"),
    (Deal("3A991", transfer="informed_by_authority: true", to="DE", answers={"us_informed": "yes"}), L, "us_informed"),
    (Deal("3A991", transfer="informed_by_authority: true", to="DE"), OPEN, "us_overlay"),
    (Deal("3A991", to="DE", answers={"us_end_use": "yes"}), L, "us_end_use"),
    (Deal("3A991", transfer="wmd_risk: no, military_end_use: no", to="DE"), OPEN, "us_empty"),
]


@pytest.mark.parametrize(("deal", "outcome", "warned"), USES)
def test_end_uses_of_part_744(desk: Desk, deal: Deal, outcome: Outcome, warned: str) -> None:
    found = regime(judged(desk, deal), "us-ear")
    assert found.outcome is outcome
    assert warned in told(found)


def party(name: str, owners: str = "", country: str = "CN") -> tuple[str, ...]:
    more = f", owners: [{owners}]" if owners else ""
    return ("{role: exporter, country: SG}", f"{{role: recipient, name: '{name}', country: {country}{more}}}")


PARTIES = [
    (ENTITY, L, {"us_entity", "us_denial"}),
    (ENTITY.upper(), L, {"us_entity"}),
    (MILITARY, L, {"us_meu"}),
    (TERROR, L, {"us_sdn_744", "us_ofac"}),
    (BLOCKED, OPEN, {"us_ofac"}),
    (UNVERIFIED, OPEN, {"us_uvl"}),
    ("Haina Bergquell Optik", OPEN, set()),
]


@pytest.mark.parametrize(("name", "outcome", "warned"), PARTIES)
def test_listed_parties(desk: Desk, screener: Screener, name: str, outcome: Outcome, warned: set[str]) -> None:
    found = regime(judged(desk, Deal("EAR99", to="DE", parties=party(name)), screener), "us-ear")
    assert found.outcome is outcome
    assert warned <= told(found)
    assert not told(found) & {"us_entity", "us_meu", "us_sdn_744", "us_ofac", "us_uvl"} - warned


def test_a_listed_party_is_told_with_what_the_list_prints(desk: Desk, screener: Screener) -> None:
    found = regime(judged(desk, Deal("EAR99", parties=party(ENTITY)), screener), "us-ear")
    entity = next(w for w in found.warnings if w.id == "us_entity")
    assert "For all items subject to the EAR" in entity.text.en
    assert "Presumption of denial" in entity.text.en
    assert entity.basis[0].article.startswith("§§ 744.11")


def test_a_listed_party_alone_calls_for_the_regime(desk: Desk, screener: Screener) -> None:
    deal = Deal(origin="[CN]", parties=party(ENTITY))
    assert judged(desk, deal).regime("us-ear") is None
    assert regime(judged(desk, deal, screener), "us-ear").outcome is L


def test_identity_is_a_question_that_an_answer_settles(desk: Desk, screener: Screener) -> None:
    same = f"foreign_same_party-us.1#{ENTITY}"
    cleared = regime(
        judged(desk, Deal("EAR99", to="DE", parties=party(ENTITY), answers={same: "no"}), screener), "us-ear"
    )
    assert cleared.outcome is OPEN
    assert same not in asked(cleared)
    alike = ENTITY.replace("Works", "Works Trading")
    like = f"foreign_same_party-us.1#{alike}"
    unsure = regime(judged(desk, Deal("EAR99", to="DE", parties=party(alike)), screener), "us-ear")
    assert (unsure.outcome, like in asked(unsure)) == (OPEN, True)
    sure = Deal("EAR99", to="DE", parties=party(alike), answers={like: "yes"})
    assert regime(judged(desk, sure, screener), "us-ear").outcome is L


def owned(*shares: str, names: tuple[str, ...] = (ENTITY, MILITARY)) -> tuple[str, ...]:
    owners = ", ".join(
        f"{{name: '{name}', country: CN, share: {share}}}" for name, share in zip(names, shares, strict=False)
    )
    return party("Haina Bergquell Optik", owners, "VN")


IN_FORCE, DURING, AFTER = "2025-10-15", "2026-03-01", "2026-11-20"
AFFILIATES = [
    # day, owners, confirmation of the rule, outcome, told
    ("2025-09-28", owned("60 %"), None, OPEN, None),
    (IN_FORCE, owned("49 %"), None, OPEN, "us_affiliates_below"),
    (IN_FORCE, owned("50 %"), None, L, "us_affiliates"),
    (IN_FORCE, owned("60 %"), None, L, "us_affiliates"),
    (IN_FORCE, owned("30 %", "20 %"), None, L, "us_affiliates"),
    (IN_FORCE, owned("30 %", "19.9 %"), None, OPEN, "us_affiliates_below"),
    ("2025-11-09", owned("50 %"), None, L, "us_affiliates"),
    ("2025-11-10", owned("50 %"), None, OPEN, "us_affiliates_if"),
    (DURING, owned("60 %"), None, OPEN, "us_affiliates_suspended"),
    ("2026-11-09", owned("60 %"), None, OPEN, "us_affiliates_suspended"),
    ("2026-11-10", owned("60 %"), None, OPEN, "F-91"),
    (AFTER, owned("60 %"), None, OPEN, "F-91"),
    (AFTER, owned("60 %"), ("in_force", "2026-11-15"), L, "us_affiliates"),
    (AFTER, owned("49 %"), ("in_force", "2026-11-15"), OPEN, "us_affiliates_below"),
    (AFTER, owned("60 %"), ("suspended", "2026-11-15"), OPEN, "us_affiliates_suspended"),
    (AFTER, owned("60 %"), ("ended", "2026-11-15"), OPEN, "us_affiliates_ended"),
    (AFTER, owned("60 %"), ("in_force", "2026-11-09"), OPEN, "F-91"),
]


@pytest.mark.parametrize(("day", "parties", "rule", "outcome", "warned"), AFFILIATES)
def test_the_affiliates_rule_by_its_dates(
    desk: Desk,
    screener: Screener,
    day: str,
    parties: tuple[str, ...],
    rule: tuple[str, str] | None,
    outcome: Outcome,
    warned: str | None,
) -> None:
    found = regime(judged(desk, Deal("EAR99", to="VN", parties=parties, as_of=day, rule=rule), screener), "us-ear")
    assert found.outcome is outcome
    assert warned is None or warned in told(found)
    stale = day > "2026-11-09" and (rule is None or rule[1] <= "2026-11-09")
    assert ("rule-F-91" in asked(found)) == stale == ("F-91" in told(found))


@pytest.mark.parametrize(
    ("day", "told_of"), [("2025-09-28", False), (IN_FORCE, True), ("2025-11-09", True), (DURING, False), (AFTER, False)]
)
def test_the_affiliates_rule_in_force_is_told_where_no_list_is_held_to_find_listed_owners(
    desk: Desk, day: str, told_of: bool
) -> None:
    found = regime(judged(desk, Deal("EAR99", to="VN", parties=owned("60 %"), as_of=day)), "us-ear")
    assert ("us_affiliates_in_force" in told(found)) is told_of
    assert found.outcome is OPEN


def test_an_owner_whose_share_is_not_known_is_asked_about(desk: Desk, screener: Screener) -> None:
    parties = party("Haina Bergquell Optik", f"{{name: '{ENTITY}', country: CN, controls: true}}", "VN")
    found = regime(judged(desk, Deal("EAR99", to="VN", parties=parties, as_of=IN_FORCE), screener), "us-ear")
    assert found.outcome is OPEN
    assert "us_share_unknown-Haina Bergquell Optik" in asked(found)


@pytest.mark.parametrize(("share", "blocked"), [("49 %", False), ("50 %", True)])
def test_the_ofac_rule_stands_beside_whatever_the_affiliates_rule_does(
    desk: Desk, screener: Screener, share: str, blocked: bool
) -> None:
    deal = Deal("EAR99", to="VN", parties=owned(share, names=(BLOCKED,)), as_of=DURING)
    found = regime(judged(desk, deal, screener), "us-ear")
    assert found.outcome is OPEN
    assert ("us_ofac_owned" in told(found)) == blocked


def test_a_named_category_of_the_munitions_list_stands_with_the_card(desk: Desk) -> None:
    deal = Deal(origin="[US]", technology="entries: [{code: VIII, catalogue: us-usml, point: h}]")
    result = judged(desk, deal)
    itar = regime(result, "us-itar")
    assert itar.outcome is OPEN
    assert [(f.code, f.point, f.verdict) for f in itar.entries] == [("VIII", "h", "captured")]
    assert {"card", "itar_named"} <= told(itar)
    assert "us_itar_first" in told(regime(result, "us-ear"))


def test_a_munitions_code_alone_calls_for_the_card(desk: Desk) -> None:
    deal = Deal(origin="[CN]", technology="entries: [{code: VIII, catalogue: us-usml}]")
    itar = regime(judged(desk, deal), "us-itar")
    assert [f.verdict for f in itar.entries] == ["open"]
    assert any(q.startswith("foreign_code_open") for q in asked(itar))


def test_a_candidate_among_the_entries_is_not_yet_a_classification(desk: Desk) -> None:
    bare = regime(judged(desk, Deal(technology="entries: [{code: 3A001, catalogue: us-ccl}]")), "us-ear")
    assert (bare.outcome, [f.verdict for f in bare.entries]) == (OPEN, ["open"])
    assert "foreign_code_open-3A001" in asked(bare)
    point = "entries: [{code: 3A001, catalogue: us-ccl, point: a.2}]"
    assert regime(judged(desk, Deal(technology=point)), "us-ear").outcome is L
    said = "entries: [{code: 3A001, catalogue: us-ccl, decision: overruled, by: 王, on: 2026-11-19, reason: 非此项}]"
    overruled = regime(judged(desk, Deal(technology=said)), "us-ear")
    assert (overruled.outcome, [f.verdict for f in overruled.entries]) == (OPEN, ["not_captured"])


def test_a_bare_code_that_only_the_us_list_holds_is_shown(desk: Desk) -> None:
    found = regime(judged(desk, Deal(technology="entries: [3A090]")), "us-ear")
    assert [(f.code, f.verdict) for f in found.entries] == [("3A090", "open")]


def test_before_the_day_of_the_loaded_list_a_code_is_shown_and_open(desk: Desk) -> None:
    found = regime(judged(desk, Deal("3A001", as_of="2025-10-15")), "us-ear")
    assert [(f.code, f.verdict, f.state) for f in found.entries] == [("3A001", "open", "unknown")]
    assert found.outcome is OPEN


def test_a_name_that_heads_a_group_is_asked_about_once(desk: Desk, screener: Screener) -> None:
    """The likest listed party of each list; one ruled out gives way to the next."""
    found = regime(judged(desk, Deal("EAR99", to="DE", parties=party(ENTITY)), screener), "us-ear")
    assert len([q for q in found.open_questions if q.id.startswith("foreign_same_party")]) == 1


def limited(desk: Desk) -> Desk:
    """The desk with one limit at a paragraph of the US list, as an import with limits read brings it."""
    catalogue = desk.library.catalogues["us-ccl"]
    (edition,) = catalogue.editions
    entry = edition.entry("3A001")
    assert entry is not None
    limb = Limb("sample-rate", Op.GT, (Fraction(400),), "MHz", checked=Check.SECONDARY)
    point = Point(no="a.5", text=Words("", "converters"), tree=LimbTree("any", (limb,)), checked=Check.SECONDARY)
    entry = dataclasses.replace(entry, points=(*entry.points, point))
    edition = dataclasses.replace(edition, entries=tuple(entry if e.id == entry.id else e for e in edition.entries))
    quantity = Quantity("sample-rate", Words("采样频率", "sample rate"), "frequency")
    catalogue = dataclasses.replace(catalogue, editions=(edition,), quantities={"sample-rate": quantity})
    library = dataclasses.replace(desk.library, catalogues=desk.library.catalogues | {"us-ccl": catalogue})
    return dataclasses.replace(desk, library=library)


@pytest.mark.parametrize(
    ("value", "verdict", "outcome"),
    [("500 MHz", "captured", L), ("0.5 GHz", "captured", L), ("400 MHz", "not_captured", OPEN)],
)
def test_a_paragraph_with_limits_follows_its_limits(desk: Desk, value: str, verdict: str, outcome: Outcome) -> None:
    deal = Deal("3A001.a.5", technology=f"measured: {{采样频率: {value}}}")
    found = regime(judged(limited(desk), deal), "us-ear")
    assert (found.outcome, [f.verdict for f in found.entries]) == (outcome, [verdict])
    assert found.entries[0].limbs[0].met is (verdict == "captured")
    assert any("400 MHz" in reason.en for reason in found.entries[0].reasons)


def test_a_paragraph_with_limits_and_no_value_stays_open(desk: Desk) -> None:
    found = regime(judged(limited(desk), Deal("3A001.a.5")), "us-ear")
    assert (found.outcome, [f.verdict for f in found.entries]) == (OPEN, ["open"])
    assert "foreign_code_open-3A001.a.5" in asked(found)


def test_the_lower_de_minimis_counts_towards_its_countries_alone(desk: Desk) -> None:
    """12 per cent: subject for Iran, not for China by its content; with 26 per cent for both."""
    for share, marked in (("12 %", False), ("26 %", True)):
        deal = Deal(
            "3A001", origin="[CN]", technology=f"us_content: {{share: {share}}}", to="IR", transfer="reexport_to: [CN]"
        )
        answered = dataclasses.replace(deal, answers={"us_elsewhere-IR": "yes"})
        assert regime(judged(desk, answered), "us-ear").outcome is L
        found = regime(judged(desk, deal), "us-ear")
        assert ("us_marked" in told(found), found.outcome) == (marked, L if marked else OPEN)


@pytest.mark.parametrize(
    ("typed", "code"), [("ear99", "EAR99"), ("EAR 99", "EAR99"), ("３ａ００１", "3A001"), ("3A001(a)(2)", "3A001")]
)
def test_codes_are_read_however_they_are_typed(desk: Desk, typed: str, code: str) -> None:
    found = regime(judged(desk, Deal(f"'{typed}'")), "us-ear")
    assert [(f.code, f.verdict) for f in found.entries] == [(code, "captured")]


def test_a_paragraph_nobody_holds_rules_no_reason_out(desk: Desk) -> None:
    found = regime(judged(desk, Deal("3A001.q.7")), "us-ear")
    assert "us_section-3A001.q.7-CN" in asked(found)
    assert any("no paragraph q.7" in reason.en for reason in found.entries[0].reasons)
