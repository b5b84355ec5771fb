"""A named sub-point that is not loaded by itself: judged by printed limits, else left open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from classify_desk import Desk, finding, matter_text, question_ids

from catalogue.regimes.lending import lent_limbs
from catalogue.results import Finding, Outcome, Verdict

SMALL = "{内径: 10 mm, 壁厚: 2 mm, 长度: 5 mm}"
ON = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def of_edition(desk: Desk, text: str, edition: str) -> Finding:
    result = desk.classify(text).regime("cn-dual-use")
    assert result is not None
    return next(f for f in result.entries if f.edition == edition and f.point == "c.2.b")


def test_a_sub_point_whose_printed_dimensions_fail_is_not_captured_by_being_named(desk: Desk) -> None:
    text = matter_text("钨管", measured=SMALL, entries="['1C117.c.2.b']")
    result = desk.classify(text).regime("cn-dual-use")
    assert result is not None
    assert {f.edition: f.verdict for f in result.entries} == {
        "2024-51": Verdict.NOT_CAPTURED,
        "2025-10": Verdict.NOT_CAPTURED,
    }
    found = of_edition(desk, text, "2024-51")
    assert found.limbs
    assert any("要点c" in r.zh for r in found.reasons)
    assert result.outcome is not Outcome.LICENCE_REQUIRED


def test_naming_a_loaded_sub_point_does_not_outweigh_limits_printed_above_it(desk: Desk) -> None:
    found = desk.classify(matter_text("钨管", measured=SMALL, entries="['1C117.c.1']")).regime("cn-dual-use")
    assert found is not None
    named = next(f for f in found.entries if (f.edition, f.point) == ("2025-10", "c.1"))
    assert (named.verdict, named.limbs) == (Verdict.OPEN, ())
    assert any("上级要点" in r.zh for r in named.reasons)
    assert found.outcome is not Outcome.LICENCE_REQUIRED


def test_without_values_the_limits_of_the_parent_are_asked_for(desk: Desk) -> None:
    text = matter_text("钨管", entries="['1C117.c.2.b']")
    assert of_edition(desk, text, "2024-51").verdict is Verdict.OPEN
    assert any(q.startswith("limb-1C117-c.2.b-") for q in question_ids(desk.classify(text), "cn-dual-use"))


@pytest.mark.parametrize("decision", ["", ", decision: confirmed, by: 王, on: 2026-11-20, reason: 已查阅"])
def test_a_point_the_loaded_entry_does_not_have_stays_open_with_a_question(desk: Desk, decision: str) -> None:
    result = desk.classify(matter_text("推荐算法", entries=f"[{{code: 086501X, point: '99'{decision}}}]"))
    found = finding(result, "086501X", "99")
    assert (found.verdict, result.prc) == (Verdict.OPEN, Outcome.INDETERMINATE)
    assert any("没有要点086501X(99)" in r.zh for r in found.reasons)
    assert "point_unloaded-086501X-99#推荐算法" in question_ids(result)


def test_limbs_come_from_the_parent_first_and_then_from_another_edition_in_force(desk: Desk) -> None:
    catalogue = desk.library.catalogues["cn-dual-use"]
    list_2024, tungsten = catalogue.edition("2024-51"), catalogue.edition("2025-10")
    assert list_2024 is not None
    assert tungsten is not None
    entry = list_2024.entry("1C117")
    assert entry is not None
    own = lent_limbs("c.2.b", entry, list_2024, catalogue, ON)
    assert own is not None
    assert (own.edition.id, own.point.no) == ("2024-51", "c")
    bare = replace(entry, points=())
    elsewhere = lent_limbs("c.2.b", bare, list_2024, catalogue, ON)
    assert elsewhere is not None
    assert (elsewhere.edition.id, elsewhere.point.no) == ("2025-10", "c.2.b")
    assert lent_limbs("z.9", entry, list_2024, catalogue, ON) is None
