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

from catalogue.given import axes_left_out, contradictory, near_question, read_given
from catalogue.measure import TWO_VALUES, limb_problems, measure, quantities_named
from catalogue.model import (
    Quantity,
    Words,
)
from catalogue.nearnames import asked_about, near_names
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
        ("=3 m", "a value has no name; write 探测距离=3.2 km"),
        (" ＝3 m", "a value has no name"),
        ("\u200b=3 m", "a value has no name"),
        ("温度=-300 ℃", r"温度 / temperature: '-300 ℃' lies below what a value of 温度"),
        ("距离=3 4 m", "more than one number"),
        ("距离=优于3 m", "whether more or less is better"),
        ("距离=约3 m", "states a limit or an approximation"),
    ],
)
def test_bad_values_name_the_quantity_and_what_it_takes(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        values(text)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("距里=3 m", "是否应为“距离”？", "did you mean '距离'?"),
        ("juli=3 m", "是否应为“距离”？", "did you mean '距离'?"),
        ("涉程=3 m", "是否应为“射程”？", "did you mean '射程'?"),
        ("最大距离=3 m", "是否应为“距离”？", "did you mean '距离'?"),
        ("rnage=3 m", "是否应为“range”？", "did you mean 'range'?"),
        ("度=3 ℃", "是否应为“温度”？", "did you mean '温度'?"),
        ("颜色=红", "请用目录中的物理量名称，如探测距离", "use a name of a quantity of the catalogues"),
        ("kuan度=3 ns", "是否应为“宽度”？", "did you mean '宽度'?"),
    ],
)
def test_a_name_that_is_near_is_asked_about(text: str, zh: str, en: str) -> None:
    with pytest.raises(BadInput) as caught:
        values(text)
    assert zh in caught.value.in_language("zh")
    assert en in str(caught.value)


def test_names_that_the_value_fits_are_asked_about_first() -> None:
    assert near_names("度", QUANTITIES.values(), NORMALISER) == ("宽度", "密度", "温度")
    held = library()
    assert near_question("某温度值", "3 ℃", held, TABLE, NORMALISER).zh == "是否应为“温度”？"
    several = asked_about(("角精度", "测距精度", "测量精度"))
    assert (several.zh, several.en) == (
        "是否应为“角精度”、“测距精度”或“测量精度”？",
        "did you mean '角精度', '测距精度' or '测量精度'?",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("距离=≥3 km", Verdict.CAPTURED),
        ("距离=不小于3千米", Verdict.CAPTURED),
        ("距离=more than 2 km", Verdict.OPEN),
        ("距离=≥1 km", Verdict.OPEN),
        ("距离=≤2 km", Verdict.NOT_CAPTURED),
        ("距离=1500 m以下", Verdict.NOT_CAPTURED),
        ("距离=at most 5 km", Verdict.OPEN),
        ("距离=大于3 km且小于5 km", Verdict.CAPTURED),
        ("得分=≥4.6", Verdict.OPEN),
    ],
)
def test_a_limit_is_every_value_it_leaves_open(text: str, expected: Verdict) -> None:
    decided, limbs, _ = verdict(point(FAR), text)
    assert decided is expected
    if text.startswith("距离"):
        assert limbs[0].margin is None


def test_two_values_are_contradictory_whatever_their_units() -> None:
    distance = QUANTITIES["distance"]
    assert contradictory(values("距离=3 km", "射程=5 km"), distance)
    assert contradictory(values("距离=3 km", "距离=≥3 km"), distance)
    assert contradictory(values("距离=3 km @ 20 ℃", "距离=3 km @ 30 ℃"), distance)
    assert not contradictory(values("距离=3 km", "射程=3000 m"), distance)
    assert not contradictory(values("距离=3 km"), distance)
    assert not contradictory(values("宽度=3 ns", "宽度=5 ns"), distance)


@pytest.mark.parametrize(("second", "expected"), [("1 km", Verdict.OPEN), ("5 km", Verdict.CAPTURED)])
def test_measure_asks_which_of_two_values_holds(second: str, expected: Verdict) -> None:
    held = library(point(FAR))
    (match,) = measure(held, TABLE, NORMALISER, values("距离=3 km", f"距离={second}", of=held), as_of=TODAY)
    assert match.verdict is expected
    assert TWO_VALUES in match.why
    (alike,) = measure(held, TABLE, NORMALISER, values("距离=3 km", "距离=3000 m", of=held), as_of=TODAY)
    assert alike.why == ()


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


def test_sizes_are_measured_by_their_axes_and_what_no_list_bounds_is_told() -> None:
    length, width = (Quantity(n, Words(zh, n), "length") for n, zh in (("length", "长度"), ("width", "宽度")))
    plain = library(point(FAR))
    known = replace(plain.catalogues["t"], quantities={**QUANTITIES, "length": length, "width": width})
    held = replace(plain, catalogues={"t": known})
    pairs = [("长×宽×高", "120 mm×80 mm×45 mm")]
    given = read_given(held, TABLE, NORMALISER, pairs)
    assert [(g.name, g.text) for g in given] == [("长度", "120 mm"), ("宽度", "80 mm")]
    assert axes_left_out(held, TABLE, NORMALISER, pairs) == ("高度 45 mm",)


@pytest.mark.parametrize("name", ["距离", "尺寸"])
def test_sizes_that_nobody_tells_apart_are_refused_with_what_to_write(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_given(library(point(FAR)), TABLE, NORMALISER, [(name, "120 mm x 80 mm x 45 mm")])
    assert "3 sizes, and nothing says which is which" in str(caught.value)
    assert "长×宽×高" in caught.value.in_language("zh")
