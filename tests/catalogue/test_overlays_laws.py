"""Laws of the foreign regimes over made-up matters, and the rules as data."""

from __future__ import annotations

import dataclasses

import pytest
from classify_desk import Desk
from foreign_desk import ENTITY, TECHNOLOGY, Deal, judged, small_screener, told
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.classify import classify
from catalogue.matter import Matter
from catalogue.matterschema import parse_matter
from catalogue.results import Classification, Outcome

DESK, SCREENER = Desk.bundled(), small_screener()
T = f"#{TECHNOLOGY}"
ALLOWED = {
    "us-ear": {Outcome.LICENCE_REQUIRED, Outcome.INDETERMINATE},
    "eu-dual-use": {Outcome.LICENCE_REQUIRED, Outcome.INDETERMINATE},
    "us-itar": {Outcome.INDETERMINATE},
}
COUNTRIES = ("CN", "HK", "MO", "CA", "DE", "IR", "CU", "RU", "VN", "US", "JP", "")
CODES = ("", "EAR99", "3A001", "3A090.a", "5A002", "3A991", "0A502", "9Z999", "none")
PEOPLE = (
    "{role: exporter, country: US}",
    "{role: exporter, country: FR}",
    "{role: exporter, country: CN}",
    "{role: recipient, name: Haina Optik, country: VN}",
    f"{{role: end_user, name: '{ENTITY}', country: CN}}",
    f"{{role: investor, name: Haina Bank, country: AE, owners: [{{name: '{ENTITY}', country: CN, share: 55 %}}]}}",
)
SHARES = ("", "us_content: {share: 12 %}", "us_content: {share: 30 %, direct_product: no}", "public_domain: true")
RISKS = ("", "wmd_risk: yes", "wmd_risk: no, military_end_use: yes", "reexport_to: [RU]", "informed_by_authority: true")
QUESTIONS = (
    *(f"{question}{T}" for question in ("us_origin", "us_content", "us_direct_product", "us_scope-3A001-CN")),
    *("us_end_use", "us_elsewhere-IR", "eu_catch_all", "eu_cyber"),
)

deals = st.builds(
    Deal,
    eccn=st.sampled_from(CODES),
    annex_i=st.sampled_from(("", "6A005", "6A999", "none")),
    origin=st.sampled_from(("[US]", "[CN]", "[FR]", "[US, CN]", "")),
    to=st.sampled_from(COUNTRIES),
    technology=st.sampled_from(SHARES),
    transfer=st.sampled_from(RISKS),
    parties=st.lists(st.sampled_from(PEOPLE), unique=True, max_size=4).map(tuple),
    as_of=st.sampled_from(("2025-10-15", "2026-03-01", "2026-11-09", "2026-11-20")),
    answers=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(("yes", "no", "也许")), max_size=3),
    rule=st.sampled_from((None, ("in_force", "2026-11-15"), ("ended", "2026-11-15"))),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(deals)
def test_no_foreign_regime_is_ever_free_or_restricted(deal: Deal) -> None:
    result = judged(DESK, deal, SCREENER)
    for one in result.regimes:
        assert one.outcome in ALLOWED.get(one.regime, set(Outcome))
        if one.regime in ALLOWED and one.outcome is Outcome.INDETERMINATE:
            assert one.warnings
    us = result.regime("us-ear")
    if us and us.outcome is Outcome.LICENCE_REQUIRED:
        reasons = [w for w in us.warnings if w.text.en.startswith("Licence required")]
        assert reasons
        assert all(w.basis and w.text.zh.startswith("须许可") for w in reasons)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(deals, st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(deal: Deal, order: object) -> None:
    matter = parse_matter(deal.text(), "matter")
    parties, confirmations = list(matter.parties), list(matter.confirmations)
    order.shuffle(parties)  # type: ignore[attr-defined]
    order.shuffle(confirmations)  # type: ignore[attr-defined]
    turned = dataclasses.replace(matter, parties=tuple(parties), confirmations=tuple(confirmations))
    there, back = (judged(DESK, deal, SCREENER), _classified(turned))
    for one, other in zip(there.regimes, back.regimes, strict=True):
        assert (one.regime, one.outcome) == (other.regime, other.outcome)
        assert {q.id for q in one.open_questions} == {q.id for q in other.open_questions}
        assert {w.id for w in one.warnings} == {w.id for w in other.warnings}


def _classified(matter: Matter) -> Classification:
    d = DESK
    return classify(matter, d.library, d.units, d.normaliser, d.calendar, d.rules, SCREENER)


MARKED = Deal("3A001", to="CN")
TAKEN_AWAY = [
    # what is added to a matter that needs a licence, and the rule that must be named where it takes it away
    ({"technology": "public_domain: true"}, "us_published_open"),
    ({"answers": {f"us_exception-3A001-CN{T}": "LVS"}}, "us_exception_confirmed"),
    ({"technology": "us_content: {share: 0 %, direct_product: no}"}, None),
    ({"parties": PEOPLE}, None),
    ({"transfer": "wmd_risk: no, military_end_use: no"}, None),
    ({"answers": {"us_end_use": "no"}}, None),
    ({"annex_i": "6A005"}, None),
    ({"rule": ("ended", "2026-11-15")}, None),
    ({"answers": {f"us_scope-3A001-CN{T}": "no"}}, None),
]


@pytest.mark.parametrize(("more", "named"), TAKEN_AWAY)
def test_a_licence_that_was_needed_goes_only_with_the_rule_named(more: dict[str, object], named: str | None) -> None:
    before = judged(DESK, MARKED, SCREENER).regime("us-ear")
    after = judged(DESK, dataclasses.replace(MARKED, **more), SCREENER).regime("us-ear")  # type: ignore[arg-type]
    assert before is not None
    assert after is not None
    assert before.outcome is Outcome.LICENCE_REQUIRED
    if named is None:
        assert after.outcome is Outcome.LICENCE_REQUIRED
    else:
        assert after.outcome is Outcome.INDETERMINATE
        assert named in told(after)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.sampled_from(CODES[1:]), st.sampled_from(COUNTRIES), st.sampled_from(("[US]", "[CN]")))
def test_a_named_code_is_never_dropped(code: str, to: str, origin: str) -> None:
    us = judged(DESK, Deal(code, origin=origin, to=to)).regime("us-ear")
    assert us is not None
    assert code == "none" or [f.code or f.id for f in us.entries] == [code.split(".", maxsplit=1)[0]]


def test_every_rule_names_a_regime_and_a_kind_that_are_run() -> None:
    foreign = DESK.rules.foreign
    regimes = {one.id for one in foreign.regimes}
    assert {rule.regime for rule in foreign.rules} == regimes
    assert len({rule.id for rule in foreign.rules}) == len(foreign.rules)
    assert all(rule.ask or rule.warn or rule.sets for rule in foreign.rules)
    concluding = [rule for rule in foreign.rules if rule.outcome]
    assert {rule.outcome for rule in concluding} == {Outcome.LICENCE_REQUIRED}
    assert all(DESK.rules.notices[rule.warn].basis for rule in concluding)


def test_every_phase_is_of_a_date_bounded_rule() -> None:
    assert set(DESK.rules.foreign.phases) <= {measure.id for measure in DESK.rules.measures}
