"""Reading limbs from text: forms, what is left unread, and the properties that must hold for any text."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import Check, LimbTree
from catalogue.thresholds.folding import fold, lowered
from catalogue.thresholds.reader import COMMA, POINT, ReadText, Vocabulary, bundled_vocabulary, decimals_of, read_limbs
from catalogue.units import UnitTable

UNITS = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")
VOCABULARY = Vocabulary.read(bundled_vocabulary(), UNITS)


def read(text: str, decimal: str = "") -> ReadText:
    lang = "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in text) else "en"
    return read_limbs(text, lang, VOCABULARY, decimal)


def limbs(text: str, decimal: str = "") -> list[tuple[object, ...]]:
    return [(x.quantity, x.op.value, *(str(v) for v in x.values), x.unit) for x in read(text, decimal).limbs]


def shape(tree: LimbTree | None) -> str:
    if tree is None:
        return ""
    return f"{tree.kind}({','.join(shape(p) if isinstance(p, LimbTree) else p.quantity for p in tree.parts)})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an ultimate tensile strength of 460 MPa or more at 293 K (20 °C)", [("ultimate_tensile_strength", "ge", "460", "MPa")]),  # noqa: E501
        ("极限抗拉强度大于1270MPa", [("ultimate_tensile_strength", "gt", "1270", "MPa")]),
        ("output wavelength exceeding 975 nm but not exceeding 1,150 nm", [("output_wavelength", "between", "975", "1150", "nm")]),  # noqa: E501
        ("平均粒径大于50 μm且小于等于500 μm的单晶", [("average_particle_size", "between", "50", "500", "μm")]),
        ("内径75～400 mm", [("inner_diameter", "between", "75", "400", "mm")]),
        ("a density greater than 1.3 × 10⁻³ g/cm3", [("density", "gt", "13/10000", "g/cm3")]),
        ("alloys with more than 25% nickel and 20% chromium by weight",
         [("nickel_content", "gt", "25", "%"), ("chromium_content", "gt", "20", "%")]),
        ("an accuracy equal to or less (better) than 1.0 second of arc", [("accuracy_angle", "le", "1", "″")]),
        ("分辨率优于0.3 m", [("resolution", "lt", "3/10", "m")]),
        ("纯度大于99.999%", [("purity", "gt", "99999/1000", "%")]),
        ("以每分钟大于2L的流量播散", [("flow_rate", "gt", "2", "L/min")]),
        ("blocks of 120 mm × 120 mm × 50 mm or greater",
         [("length", "ge", "120", "mm"), ("width", "ge", "120", "mm"), ("thickness", "ge", "50", "mm")]),
        ("微波频率为915或2450 MHz", [("microwave_frequency", "eq", "915", "MHz"), ("microwave_frequency", "eq", "2450", "MHz")]),  # noqa: E501
        ("operating at frequencies exceeding 31.8 GHz", [("operating_frequency", "gt", "159/5", "GHz")]),
        ("硼含量低于十万分之一", [("boron_content", "lt", "1/1000", "%")]),
    ],
)  # fmt: skip
def test_forms(text: str, expected: list[tuple[object, ...]]) -> None:
    assert limbs(text) == expected
    assert not read(text).unread


def test_a_limb_says_that_the_program_read_it() -> None:
    assert read("密度大于17.5g/cm³").limbs[0].checked is Check.MACHINE


def test_the_same_bound_in_brackets_is_no_second_limb() -> None:
    assert limbs("operating at a gas path temperature of 1,693 K (1,420 °C) or more") == [
        ("gas_path_temperature", "ge", "1693", "K")
    ]


def test_decimal_comma_only_where_the_source_is_written_so() -> None:
    assert limbs("purity exceeding 99,8 %", COMMA) == [("purity", "gt", "499/5", "%")]
    assert limbs("a length exceeding 1,300 mm", COMMA) == [("length", "gt", "13/10", "mm")]
    assert limbs("a length exceeding 1,300 mm", POINT) == [("length", "gt", "1300", "mm")]
    assert limbs("purity exceeding 99,8 %", POINT) == []
    assert read("purity exceeding 99,8 %", POINT).unread
    assert decimals_of(iter(["0,5 mm", "1,25 m"])) == COMMA
    assert decimals_of(iter(["0.5 mm", "1,250 m"])) == POINT


def test_conditions_are_no_limbs() -> None:
    one = read("a peak power greater than 1 W at any frequency exceeding 37 GHz up to and including 43.5 GHz")
    assert len(one.limbs) == 1
    assert one.limbs[0].condition.en == "at any frequency exceeding 37 GHz up to and including 43.5 GHz"
    other = read("220 MPa下粉体压实密度≥2.58 g/cc，0.1C放电克容量≥160 mAh/g")
    assert [limb.condition.zh for limb in other.limbs] == ["220 MPa下", "0.1C"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("具有以下任一特性的设备：a．密度大于17.5g/cm³；b．伸长率超过8%", "any(density,elongation)"),
        ("具有下述所有特性的合金：a．密度大于17.5g/cm³；b．伸长率超过8%", "all(density,elongation)"),
        ("作用距离大于5 km；且具有以下任一特性：a．分辨率优于0.3 m；b．能量大于80 mJ", "all(detection_range,any(resolution,energy))"),  # noqa: E501
        ("符合以下任一条件的技术：脉冲宽度<1ns、探测距离>2km", "any(pulse_width,detection_range)"),
        ("a specific modulus of 5 m or greater or a specific tensile strength of 7 m or greater",
         "any(specific_modulus,specific_tensile_strength)"),
        ("either a diameter or length less than 20 mm and with a wall thickness of less than 2 mm",
         "all(any(diameter,length),wall_thickness)"),
        ("any of the following: a. density greater than 2 g/cm3; or b. purity of 99 % or more", "any(density,purity)"),
    ],
)  # fmt: skip
def test_trees(text: str, expected: str) -> None:
    found = read(text)
    assert shape(found.tree) == expected
    assert not found.unread


@pytest.mark.parametrize(
    "text",
    [
        "less than 500 μs for any change",
        "a bandwidth of more than 3 WXYZ/sr and more than two axes",
        "capable of 12 furlongs or more",
        "no dimension greater than 30 cm",
        "an accuracy of less than (1.7 + L/1000) μm",
        "phase noise less than −120 dBc/Hz + (20 log10(RF))",
        "meets or exceeds the limits of another entry",
        "密度大于17.5g/cm³；能够测量大于某值",
        "containing a minimum of 75% by weight of iron, cobalt or nickel",
        "power exceeding 1.3 × 1011 W",
    ],
)
def test_what_is_not_understood_is_unread(text: str) -> None:
    assert read(text).unread


def test_list_without_a_word_on_any_or_all_is_not_settled() -> None:
    assert read("六面顶压机：缸径尺寸大于等于500 mm；设计使用压力大于等于5 GPa").unread


def test_exclusions_and_notes_hold_no_limbs() -> None:
    found = read(
        "fibres with a specific modulus of 12 m or greater except fibres having 0.25 percent or more by weight of ester"
    )
    assert [limb.quantity for limb in found.limbs] == ["specific_modulus"]
    assert found.exclusions
    assert read("Note: 1A001 does not control tubes with a length exceeding 5 m").limbs == ()
    assert read('"Laser" means a device with a power exceeding 5 W').limbs == ()


def test_plain_texts_and_others() -> None:
    assert read("Output wavelength less than 150 nm and output power exceeding 1 W;").plain
    assert read("平均粒径小于等于50 μm的人造金刚石微粉").plain
    assert not read("'Single transverse mode' output and output power exceeding 50 W").plain
    assert not read("Specially designed for use in rockets and having a length exceeding 5 m").plain
    assert not read("专门用于导弹且直径大于5 mm的管材").plain


PRINTED = (
    "exceeding less than (better) or more 5 1,300 10⁻⁶ nm W % 大于 小于等于 以上 的 ； ： ， a． 1． （1） ( ) "
    "“ ” 任一 所有 any of the following and or between 120 × mm 每分钟 × 10 ¹⁰ - ~ ± power density "
    "密度 except 除 外 \n . ; at 20 °C"
)
WORDS = st.sampled_from(PRINTED.split(" "))


@given(
    st.one_of(
        st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=60).map("".join)
    )
)
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    for lang in ("zh", "en"):
        found = read_limbs(text, lang, VOCABULARY)
        for limb in found.limbs:
            assert limb.span is not None
            assert 0 <= limb.span[0] < limb.span[1] <= len(text)
            assert all(isinstance(value, Fraction) for value in limb.values)
        assert all(0 <= a < b <= len(text) for a, b in (*found.unread, *found.exclusions))
        assert list(found.tree.limbs() if found.tree else ()) == [*found.limbs] or len(found.limbs) > 0
        assert found == read_limbs(text, lang, VOCABULARY)


@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(lowered(text)) == len(text)


PIECES = (
    "output power exceeding 5 W at any frequency exceeding 3 GHz, and ",
    "a．密度大于17.5g/cm³；1．具有以下任一特性：",
    "((((",
    "(" + " " * 40,
    "5 × 5 × ",
    "1,000,",
    " ",
    "except 5 mm ",
    "大于",
    "a. b. c. ",
    "9",
    "5 W" + " " * 900,
)


def seconds(piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    begun = time.process_time()
    for lang in ("zh", "en"):
        read_limbs(text, lang, VOCABULARY)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_of_one_piece_is_read(piece: str) -> None:
    assert seconds(piece, 10_000) < 5


@pytest.mark.full
@pytest.mark.parametrize("piece", PIECES)
def test_two_hundred_thousand_characters_in_seconds(piece: str) -> None:
    assert seconds(piece, 200_000) < 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("质量大于五百吨的容器", [("mass", "gt", "500", "t")]),
        ("长度不小于三米", [("length", "ge", "3", "m")]),
        ("镍含量大于百分之五的合金", [("nickel_content", "gt", "5", "%")]),
        ("镍含量超过百分之九十九点九的合金", [("nickel_content", "gt", "999/10", "%")]),
        ("硼含量低于万分之二", [("boron_content", "lt", "1/50", "%")]),
        ("a length exceeding one hundred metres;", [("length", "gt", "100", "m")]),
        ("holes greater than two feet in diameter", [("diameter", "gt", "2", "ft")]),
        ("a rated voltage of greater than fifty volts (50 V);", [("rated_voltage", "gt", "50", "V")]),
    ],
)
def test_numbers_in_words(text: str, expected: list[tuple[object, ...]]) -> None:
    assert limbs(text) == expected
    assert not read(text).unread


@pytest.mark.parametrize(
    "text",
    [
        "速度大于两倍音速",
        "质量大于一千千克",
        "长度大于十几米",
        "数量超过两个",
        "运算速度超过一千亿次每秒",
        "a length of more than twice the diameter;",
        "a length exceeding one hundred and fifty metres",
        "a length exceeding twenty-five metres;",
        "a pressure ratio greater than one;",
        "more than one second stage",
        "a length greater than 5 × λ;",
        "a length greater than 5 λ;",
        "a product of the delay time and the bandwidth of more than 100;",
        "tungsten, tungsten carbide, and alloys containing more than 90 % tungsten by weight",
        "a resolution less than 3 pixels by 5 lines",
        "an exposure speed faster than 1 ms",
    ],
)
def test_other_numbers_in_words_and_formulas_stay_unread(text: str) -> None:
    assert not limbs(text)
    assert read(text).unread


@pytest.mark.parametrize(
    "text",
    [
        "frequencies below 10 kHz, or special mounting devices;",
        "a length exceeding 3 m or those specially designed for space",
        "工作频率大于3 GHz或者专门用于航天的部件",
    ],
)
def test_an_alternative_behind_a_limit_keeps_it_open(text: str) -> None:
    assert limbs(text)
    assert read(text).unread


def test_one_quantity_bounded_twice_from_one_side_is_not_said_to_be_both() -> None:
    assert read("rifles with a caliber less than 20 mm, other arms with a caliber of 12.7 mm or less").unread
    assert not read("a wavelength exceeding 3 μm but not exceeding 5 μm").unread


def test_a_number_in_groups_is_read_whole_before_a_comma() -> None:
    assert limbs("a mass exceeding 10 000 kg, and", COMMA) == [("mass", "gt", "10000", "kg")]
    assert limbs("a range between 300 K (27 °C) and 400 K (127 °C)", POINT) != [("range", "gt", "300", "K")]
