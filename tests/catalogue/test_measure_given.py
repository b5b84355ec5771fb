"""What is given to measure and about what: names, units, topics, and complaints that say what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from measure_desk import (
    FAR,
    NORMALISER,
    QUANTITIES,
    SHORT,
    TABLE,
    TODAY,
    library,
    point,
    values,
    verdict,
)

from catalogue.measure import limb_problems, measure, quantities_named
from catalogue.model import (
    Quantity,
    Words,
)
from catalogue.packs import Library
from catalogue.problems import BadInput
from catalogue.results import Verdict
from catalogue.searching.relevance import Topic


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("", True),
        ("激光雷达", True),
        ("鐳射雷達", False),
        ("LIDAR", True),
        ("lidars", False),
        ("laser radar module", True),
        ("车载激光雷达技术许可", True),
        ("一种面向乘用车的固态激光雷达，含收发模组", True),
        ("雷达", True),
        ("毫米波雷达", False),
        ("电池管理系统", False),
        ("technology", False),
        ("蚕种", False),
    ],
)
def test_about_keeps_entries_that_answer_to_it(about: str, found: bool) -> None:
    held = library(point(FAR))
    matches = measure(held, TABLE, NORMALISER, values("距离=3 km", of=held), about=about, as_of=TODAY)
    assert bool(matches) is found


def test_a_topic_says_which_words_answered() -> None:
    entry = library(point(FAR)).catalogues["t"].editions[0].entries[0]
    assert "激光雷达" in Topic("车载激光雷达", (), NORMALISER).answers(entry)
    assert Topic("", (), NORMALISER).answers(entry) == ()
    assert Topic("", (), NORMALISER).covers(entry)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("距离=3.2", r"距离 / distance: '3.2' has no unit; it takes km, m"),
        ("距离=3 kg", r"距离 / distance: '3 kg' is a value of 质量 \(mass\); it takes km, m"),
        ("距离=5 parsec", r"距离 / distance: 'parsec' in '5 parsec' is not a unit"),
        ("距离=", "距离 / distance: the value is empty"),
        ("距离=NaN", "距离 / distance: 'NaN' is not a finite number"),
        ("距离=-3 m", "距离 / distance: '-3 m' is negative"),
        ("距离=9**9**9", "距离 / distance: .* cannot be read"),
        ("distanse=3 m", "there is no quantity 'distanse'; did you mean 'distance'"),
        ("颜色=3 m", "there is no quantity '颜色'"),
        ("得分=46", "得分 / score: '46' does not lie between 0 and 5; it takes a number from 0 to 5"),
        ("含量=97.5", "含量 / share: '97.5' may be a percentage"),
        ("距离", "not of the form NAME=VALUE UNIT"),
        ("=3 m", "not of the form NAME=VALUE UNIT"),
    ],
)
def test_bad_values_name_the_quantity_and_what_it_takes(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        values(text)


def test_every_bad_pair_is_reported() -> None:
    with pytest.raises(BadInput) as caught:
        values("距离=3", "宽度=2 ns", "得分=x")
    assert [p.field for p in caught.value.problems] == ["distance", "score"]


@pytest.mark.parametrize("name", ["distance", "DISTANCE", "距离", "距離", "Range", "射程", "ｒａｎｇｅ"])
def test_a_quantity_goes_by_all_its_names(name: str) -> None:
    (one,) = values(f"{name}＝3 km")
    assert [r.quantity.id for r in one.readings] == ["distance"]
    assert quantities_named(library(), NORMALISER, name) == (QUANTITIES["distance"],)


def test_one_name_may_belong_to_quantities_of_two_dimensions() -> None:
    first = library(point(FAR)).catalogues["t"]
    other = replace(first, id="u", quantities={"reach": Quantity("reach", Words("距离"), "time")})
    held = Library({"t": first, "u": other}, (), "")
    assert [r.quantity.id for r in values("距离=3 km", of=held)[0].readings] == ["distance"]
    assert [r.quantity.id for r in values("距离=3 s", of=held)[0].readings] == ["reach"]
    with pytest.raises(BadInput, match="it takes km"):
        values("距离=3 kg", of=held)


def test_limbs_that_the_unit_table_cannot_read_are_named() -> None:
    strange = replace(QUANTITIES["distance"], dimension="lenght")
    held = library(point(replace(FAR, unit="parsec"), SHORT, line=7))
    (problem,) = limb_problems(held, TABLE)
    assert str(problem).startswith("t/1.yaml:7: 'parsec' is not a unit of 'distance'; it takes km, m")
    wrong = replace(held.catalogues["t"], quantities={**QUANTITIES, "distance": strange})
    first, *_ = limb_problems(Library({"t": wrong}, (), ""), TABLE)
    assert "did you mean 'length'?" in str(first)
    assert verdict(point(replace(FAR, unit="parsec")), "距离=3 km")[0] is Verdict.OPEN
