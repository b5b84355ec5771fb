"""Classification: the samples, the transfer, honesty about coverage, measured values, the form of the result."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from classify_desk import Desk, finding, matter_text, question_ids
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.matter import DIRECTIONS, MODES
from catalogue.matterfile import read_matter
from catalogue.model import Check, Words
from catalogue.problems import BadInput
from catalogue.results import Outcome

LIDAR = "车载激光雷达"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def test_the_sample_is_indeterminate_with_its_three_unknown_limbs_as_questions(desk: Desk, root: Path) -> None:
    result = desk.classify(read_matter(root / "clause_library/samples/lidar-licence.yaml"))
    assert (result.prc, result.overall, result.decided_overall) == ("indeterminate", "indeterminate", None)
    limbs = ("peak_power", "pulse_width", "angular_accuracy")
    assert question_ids(result) == [f"limb-233914X-{limb}#{LIDAR}" for limb in limbs]
    asked = result.regimes[0].open_questions[0]
    assert (asked.settled_by, asked.technology, asked.quantity) == ("fact", LIDAR, "脉冲峰值功率")
    assert finding(result, "233914X").verdict == "open"
    assert finding(result, "233914X").unknown == limbs
    assert result.classes == ("UNK",)
    assert result.regimes[0].edition == "2025-07"


def test_the_sample_with_3_2_km_is_restricted_with_its_steps_and_their_basis(desk: Desk, root: Path) -> None:
    result = desk.classify(read_matter(root / "clause_library/samples/lidar-long-range.yaml"))
    assert (result.prc, result.overall) == ("restricted", "restricted")
    steps = {o.id: o for o in result.obligations}
    articles = {i: [(b.instrument.zh, b.article) for b in o.basis] for i, o in steps.items()}
    tier = "中华人民共和国技术进出口管理条例"
    assert (steps["loi-decision"].days, steps["loi-decision"].day_kind) == (30, "working")
    assert (tier, "33(2)") in articles["negotiation-gate"]
    assert steps["negotiation-gate"].gate
    assert (steps["licence-decision"].days, len(steps["licence-application"].documents)) == (15, 4)
    assert (tier, "35") in articles["effectiveness"]
    assert (tier, "40") in articles["change-relicence"]
    assert {"records", "use-of-licence"} <= steps.keys()
    assert any(w.id == "T-060" and w.severity == "error" for w in result.warnings)
    assert {"P-01", "P-02", "F-73"} <= {w.id for w in result.warnings}
    assert all(o.basis for o in result.obligations)


def test_every_sample_gives_what_its_heading_says(desk: Desk, root: Path) -> None:
    samples = root / "clause_library/samples"
    classes = {p.stem: desk.classify(read_matter(p)).classes for p in samples.glob("*.yaml")}
    assert classes["germline-editing"] == ("J", "UNK")
    assert classes["conveyor-know-how"] == ("F",)
    assert classes["recommender-saas"] == ("X", "UNK")


def test_t079_published_weights_stay_open_with_a_warning_and_met_limbs_stay_met(desk: Desk) -> None:
    published = "modes: [publication], direction: outbound"
    open_weights = desk.classify(matter_text("个性化推荐模型", technology="public_domain: true", transfer=published))
    assert open_weights.prc == "indeterminate"
    assert any(w.id == "F-16" for w in open_weights.warnings)
    met = desk.classify(matter_text(measured="{探测距离: 3 km}", technology="public_domain: true"))
    assert met.prc == "restricted"
    assert any(w.id == "F-16" for w in met.warnings)


@pytest.mark.parametrize("mode", ["saas_api", "publication", "share_deal", "secondment", "other"])
def test_an_unclear_mode_holds_the_regime_open_until_it_is_answered(desk: Desk, mode: str) -> None:
    transfer = f"modes: [{mode}], direction: outbound"
    text = matter_text(measured="{探测距离: 3 km}", transfer=transfer)
    result = desk.classify(text)
    assert (result.prc, finding(result, "233914X").verdict) == ("indeterminate", "captured")
    assert f"mode-{mode}" in question_ids(result)
    assert result.classes == ("X", "UNK")
    assert {o.heading.en for o in result.obligations if o.id == "loi-application"} == {"if it is an export"}
    yes = desk.classify(text + f"confirmations: [{{about: 'question:mode-{mode}', answer: yes}}]")
    assert (yes.prc, yes.classes) == ("restricted", ("X",))
    no = desk.classify(text + f"confirmations: [{{about: 'question:mode-{mode}', answer: no}}]")
    assert no.prc == "not_applicable"


def test_a_clear_mode_beside_an_unclear_one_settles_the_transfer(desk: Desk) -> None:
    transfer = "modes: [saas_api, know_how], direction: outbound"
    assert desk.classify(matter_text(measured="{探测距离: 3 km}", transfer=transfer)).prc == "restricted"


def test_inbound_only_is_not_applicable_and_both_ways_is_judged(desk: Desk) -> None:
    one, both = (
        desk.classify(matter_text(measured="{探测距离: 3 km}", transfer=f"modes: [know_how], direction: {way}"))
        for way in ("inbound", "both")
    )
    assert (one.prc, one.classes) == ("not_applicable", ())
    assert both.prc == "restricted"


def test_missing_facts_are_questions_and_never_free(desk: Desk) -> None:
    result = desk.classify("matter: {as_of: 2026-11-20}\n")
    assert result.prc == "indeterminate"
    assert {"direction", "modes", "technology"} <= set(question_ids(result))


def test_nothing_found_is_indeterminate_with_the_coverage_said(desk: Desk) -> None:
    result = desk.classify(matter_text("纸箱包装线"))
    assert result.prc == "indeterminate"
    assert question_ids(result) == ["no_candidate-纸箱包装线"]
    assert result.coverage[0].entries < (result.coverage[0].expected or 0)
    assert any(w.kind == "coverage" for w in result.warnings)


def test_all_limbs_not_met_is_still_not_free_on_incomplete_coverage(desk: Desk) -> None:
    measured = "{脉宽: 5 ns, 峰值功率: 1 kW, 探测距离: 200 m, 角准度: 1°, 角分辨率: 1°, 测距精度: 3 cm}"
    result = desk.classify(matter_text(measured=measured))
    assert finding(result, "233914X").verdict == "not_captured"
    assert (result.prc, question_ids(result)) == ("indeterminate", ["rest_of_catalogue"])


def test_free_needs_a_complete_official_edition(desk: Desk) -> None:
    technology = desk.library.catalogues["cn-tech"]
    newest = technology.editions[-1]
    lidar = newest.entry("233914X")
    assert lidar is not None
    points = tuple(replace(p, checked=Check.OFFICIAL) for p in lidar.points)
    whole = replace(lidar, checked=Check.OFFICIAL, complete=True, points=points)
    full = replace(newest, entries=(whole,), expected=1, expected_derived=False)
    editions = (*technology.editions[:-1], full)
    library = replace(desk.library, catalogues={"cn-tech": replace(technology, editions=editions)})
    measured = "{脉宽: 5 ns, 峰值功率: 1 kW, 探测距离: 200 m, 角准度: 1°, 角分辨率: 1°, 测距精度: 3 cm}"
    complete = replace(desk, library=library)
    assert complete.classify(matter_text(measured=measured)).prc == "free"
    assert complete.classify(matter_text(measured="{脉宽: 5 ns}")).prc == "indeterminate"
    unknown = measured.replace("}", ", 奇异度: 3 m}")
    assert complete.classify(matter_text(measured=unknown)).prc == "indeterminate"
    no_direction = matter_text(measured=measured, transfer="modes: [know_how]")
    assert complete.classify(no_direction).prc == "indeterminate"


@settings(max_examples=40, deadline=None)
@given(
    modes=st.lists(st.sampled_from(MODES), max_size=3, unique=True),
    direction=st.sampled_from(("null", *DIRECTIONS)),
    name=st.sampled_from(("激光雷达", "包装线", "胚胎编辑", "无人机飞控", "x")),
    metres=st.integers(0, 5000),
    answer=st.sampled_from(("yes", "no")),
    as_of=st.dates(dt.date(2019, 1, 1), dt.date(2028, 1, 1)),
)
def test_no_facts_make_the_engine_say_free_on_incomplete_data(
    desk: Desk, modes: list[str], direction: str, name: str, metres: int, answer: str, as_of: dt.date
) -> None:
    answers = [f"question:mode-{m}" for m in modes] + [f"question:is_it-237301J#{name}"]
    rest = "confirmations: [" + ", ".join(f"{{about: '{a}', answer: {answer}}}" for a in answers) + "]"
    transfer = f"modes: [{', '.join(modes)}], direction: {direction}"
    measured = f"{{探测距离: {metres} m}}"
    text = matter_text(name, measured=measured, transfer=transfer, rest=rest, as_of=as_of.isoformat())
    result = desk.classify(text)
    assert Outcome.FREE not in {result.prc, result.overall, *(r.outcome for r in result.regimes)}
    assert "F" not in result.classes
    for regime in result.regimes:
        assert regime.open_questions or regime.outcome is not Outcome.INDETERMINATE, regime.regime


def test_parties_are_said_to_be_unscreened_where_no_list_is_loaded(desk: Desk) -> None:
    without = {w.id for w in desk.classify(matter_text()).warnings}
    with_party = desk.classify(matter_text(rest="parties: [{role: recipient, name: x, country: SG}]"))
    assert "not_screened" in {w.id for w in with_party.warnings} - without


def test_a_wrong_unit_is_bad_input_and_an_unknown_name_a_question(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"^matter:3: 探测距离") as caught:
        desk.classify(matter_text(measured="{探测距离: 3 kW}"))
    assert caught.value.problems[0].field == "measured.探测距离"
    with pytest.raises(BadInput):
        desk.classify(matter_text(measured="{探测距离: nan km}"))
    result = desk.classify(matter_text(measured="{奇异度: 3 m}"))
    assert f"unknown_quantity-奇异度#{LIDAR}" in question_ids(result)


def test_two_values_for_one_quantity_are_a_question(desk: Desk) -> None:
    result = desk.classify(matter_text(measured="{探测距离: 210 m, 作用距离: 3 km}"))
    assert f"two_values-detection_range#{LIDAR}" in question_ids(result)
    assert finding(result, "233914X").verdict == "open"


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ("探测距离: 210 m, 作用距离: 0.21 km", False),
        ("探测距离: 210 m, 作用距离: 210米", False),
        ("探测距离: 210 m, 作用距离: 211 m", True),
        ("探测距离: 210 m @ 10%反射率, 作用距离: 210 m @ 90%反射率", True),
    ],
)
def test_one_value_in_two_units_is_no_contradiction(desk: Desk, values: str, asked: bool) -> None:
    result = desk.classify(matter_text(measured=f"{{{values}}}"))
    assert (f"two_values-detection_range#{LIDAR}" in question_ids(result)) is asked


def test_a_name_that_fits_no_quantity_is_asked_about_with_the_nearest(desk: Desk) -> None:
    result = desk.classify(matter_text(measured="{测距精确度: 3 cm}"))
    (asked,) = [q for q in result.regimes[0].open_questions if q.id.startswith("unknown_quantity")]
    assert "测距精度" in asked.text.zh
    assert "测距精度" in asked.text.en


def test_a_day_before_the_first_catalogue_is_one_open_question(desk: Desk) -> None:
    result = desk.classify(matter_text(measured="{探测距离: 3 km}", as_of="1999-06-01"))
    assert (result.prc, question_ids(result)) == ("indeterminate", ["no_edition"])
    asked = result.regimes[0].open_questions[0].text
    assert ("1999-06-01" in asked.en, "2008-11-01" in asked.zh) == (True, True)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(desk: Desk, day: str) -> None:
    word = "{about: 'regime:cn-tech', answer: free, by: 王, on: 2026-01-01, reason: 试}"
    rest = f"contract: {{effective_on: {day}}}\napprovals: {{loi: {{status: filed, filed_on: {day}}}}}\n"
    for text in (matter_text("包装线", as_of=day, rest=f"{rest}confirmations: [{word}]"), matter_text(as_of=day)):
        assert desk.classify(text).prc == "indeterminate"


def test_a_value_without_a_name_is_bad_input(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"^matter:3: a measured value needs the name"):
        desk.classify(matter_text(measured="{'': 3 km}"))


def test_free_by_decision_says_that_dual_use_was_not_judged(desk: Desk) -> None:
    rest = "confirmations: [{about: 'regime:cn-tech', answer: free, by: 王, on: 2026-11-20, reason: 已查阅全文}]"
    result = desk.classify(matter_text("纸箱包装线", rest=rest))
    assert "dual_use_not_called" in {w.id for w in result.warnings}


def test_json_has_the_fields_programs_rely_on(desk: Desk, root: Path) -> None:
    value = desk.classify(read_matter(root / "clause_library/samples/lidar-licence.yaml")).as_json()
    assert list(value) == [
        "prc", "overall", "decided_overall", "technologies", "regimes", "obligations", "warnings", "coverage",
    ]  # fmt: skip
    regime = value["regimes"][0]  # type: ignore[index]
    assert {"regime", "outcome", "decided", "edition", "entries", "open_questions", "warnings", "coverage"} == set(
        regime
    )


def test_every_text_a_matter_can_show_is_there_in_both_languages_and_filled_in(desk: Desk, root: Path) -> None:
    for sample in (root / "clause_library/samples").glob("*.yaml"):
        result = desk.classify(read_matter(sample))
        texts: list[Words] = [w.text for r in result.regimes for w in r.warnings] + [w.text for w in result.warnings]
        texts += [t for r in result.regimes for q in r.open_questions for t in (q.text, q.would_settle)]
        texts += [t for r in result.regimes for f in r.entries for t in f.reasons]
        texts += [o.step for o in result.obligations]
        for words in texts:
            assert words.zh, words
            assert words.en, words
            assert "{" not in words.zh + words.en, words


def test_the_machine_clock_is_never_used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            raise AssertionError("today was asked for")

    monkeypatch.setattr(dt, "date", Clock)
    assert desk.classify(matter_text()).prc == "indeterminate"
