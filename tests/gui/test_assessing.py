"""From an assessment to facts of a matter: each reading a row, of two values for one quantity none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from gui.assessing import (
    EXAMPLES,
    Source,
    Wanted,
    add_to_matter,
    already_named,
    assess_source,
    held_otherwise,
    stated_twice,
    values_of,
)

DAY = dt.date(2026, 11, 20)
SHEET = (
    "车载激光雷达。探测距离 210 m，测距精度约 2 cm，脉冲峰值功率为 35 kW，脉冲宽度≤3 ns，重量1.2 kg。"
    "\n远距型号：探测距离 250 m。\n"
)


@pytest.fixture(scope="module")
def engine(opener: Any) -> Any:
    return opener(None)[0]


@pytest.fixture(scope="module")
def answer(engine: Any) -> Any:
    return assess_source(engine, Source(text=SHEET), DAY, lambda _done, _of: None)


@pytest.fixture(scope="module")
def values(engine: Any, answer: Any) -> Any:
    return values_of(answer, engine)


def of(values: Any, text: str) -> Any:
    return next(v for v in values if v.text == text)


def test_progress_counts_the_stages(engine: Any) -> None:
    told: list[tuple[int, int]] = []
    assess_source(engine, Source(text=SHEET), DAY, lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_each_value_stands_with_its_sentence_and_what_to_know(values: Any) -> None:
    assert of(values, "210 m").several
    assert of(values, "250 m").several
    assert "210 m" in of(values, "210 m").sentence
    assert of(values, "35 kW").certain
    assert not of(values, "35 kW").several
    assert of(values, "1.2 kg").quantity is None
    assert values[-1].quantity is None


def test_what_is_no_value_by_itself_cannot_be_ticked(values: Any) -> None:
    about = of(values, "≈ 2 cm")
    assert not about.takes
    assert about.refused.zh != about.refused.en
    with pytest.raises(BadInput, match="≈ 2 cm"):
        add_to_matter(MatterFile.new(DAY), Wanted(None, "x", None, (about,)))


def test_what_no_list_asks_for_cannot_be_ticked(values: Any) -> None:
    assert not of(values, "1.2 kg").takes


def test_entry_and_values_go_to_a_new_technology(answer: Any, values: Any) -> None:
    best = answer.candidates[0]
    file = add_to_matter(MatterFile.new(DAY), Wanted(None, "车载激光雷达", best, (of(values, "35 kW"),)))
    technology = file.matter.technologies[0]
    assert technology.name == "车载激光雷达"
    assert [(e.code, e.catalogue, e.point) for e in technology.entries] == [("233914X", "cn-tech", None)]
    assert dict(technology.measured) == {"脉冲峰值功率": "35 kW"}
    assert already_named(file.matter, 0, best)
    assert not already_named(file.matter, None, best)


def test_no_value_goes_along_that_nobody_ticked(answer: Any) -> None:
    file = add_to_matter(MatterFile.new(DAY), Wanted(None, "x", answer.candidates[0]))
    assert file.matter.technologies[0].measured == ()


def test_a_limit_stays_a_limit(values: Any) -> None:
    file = add_to_matter(MatterFile.new(DAY), Wanted(None, "x", None, (of(values, "≤ 3 ns"),)))
    assert dict(file.matter.technologies[0].measured) == {"脉冲宽度": "≤ 3 ns"}


def test_two_values_for_one_quantity_are_refused(values: Any) -> None:
    both = (of(values, "210 m"), of(values, "250 m"))
    assert stated_twice(both, "en") == (("detection range", ("210 m", "250 m")),)
    with pytest.raises(BadInput, match="detection range") as refused:
        add_to_matter(MatterFile.new(DAY), Wanted(None, "x", None, both))
    assert "探测距离选了几个值" in refused.value.in_language("zh")


def test_another_value_of_the_matter_is_told_before_it_is_replaced(values: Any) -> None:
    file = MatterFile.new(DAY).add_technology("x").set_measured(0, "detection range", "3 km")
    wanted = Wanted(0, "", None, (of(values, "210 m"), of(values, "35 kW")))
    (held,) = held_otherwise(file.matter, wanted)
    assert (held.name, held.text, held.instead) == ("detection range", "3 km", "210 m")
    after = add_to_matter(file, wanted)
    assert dict(after.matter.technologies[0].measured) == {"detection range": "210 m", "脉冲峰值功率": "35 kW"}
    assert held_otherwise(after.matter, wanted) == ()


def test_the_same_code_of_two_lists_stays_two_entries(answer: Any) -> None:
    same = [c for c in answer.candidates if c.profile.entry.label == "6A008"]
    assert {c.profile.catalogue.id for c in same} == {"eu-dual-use", "us-ccl"}
    file = MatterFile.new(DAY).add_technology("x")
    for one in same:
        file = add_to_matter(file, Wanted(0, "", one))
        file = add_to_matter(file, Wanted(0, "", one))
    assert [(e.code, e.catalogue) for e in file.matter.technologies[0].entries] == [
        (c.profile.entry.label, c.profile.catalogue.id) for c in same
    ]


def test_a_matter_with_entries_of_lists_is_classified(engine: Any, answer: Any) -> None:
    file = MatterFile.new(DAY).add_technology("激光雷达")
    for one in answer.candidates:
        file = add_to_matter(file, Wanted(0, "", one))
    result = engine.classify(file.matter)
    named = {f.code for r in result.regimes for f in r.entries}
    assert {"233914X", "6A008"} <= named


@pytest.mark.parametrize(("number", "found"), [(0, True), (1, True), (2, False)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_examples_show_both_answers(engine: Any, number: int, found: bool, language: str) -> None:
    text = EXAMPLES[number][1].in_language(language)
    answer = assess_source(engine, Source(text=text), DAY, lambda _done, _of: None)
    assert bool(answer.candidates) is found
    assert values_of(answer, engine)


def test_an_empty_text_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        Source(text=" \n").read()
    with pytest.raises(BadInput):
        Source(tmp_path / "no.pdf").read()
