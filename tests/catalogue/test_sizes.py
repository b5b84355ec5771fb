"""Sizes printed together, one value per axis."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.problems import BadInput
from catalogue.quantity import UnitTable, parse_quantity
from catalogue.sizes import axes_named, each_axis, format_sizes, parse_sizes

TABLE = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")


@pytest.mark.parametrize(
    ("text", "axes", "diameters"),
    [
        ("120mm×120mm×50mm", ["120 mm", "120 mm", "50 mm"], ()),
        ("120×120×50 mm", ["120 mm", "120 mm", "50 mm"], ()),
        ("120 x 120 x 50 mm", ["120 mm", "120 mm", "50 mm"], ()),
        ("2 m by 3 m", ["2 m", "3 m"], ()),
        ("２×３㎝", ["2 cm", "3 cm"], ()),
        ("Φ1.8×20 m~Φ4.6×80 m", ["1.8~4.6 m", "20~80 m"], (0,)),
        ("φ300mm×25mm", ["300 mm", "25 mm"], (0,)),
        ("1.5×10⁻³ m × 2 m", ["0.0015 m", "2 m"], ()),
        ("10×10^3 mm×2 m", ["10000 mm", "2 m"], ()),
        ("1000 mm × 1 m ~ 2 m × 3 m", ["1~2 m", "1~3 m"], ()),
    ],
)
def test_sizes(text: str, axes: list[str], diameters: tuple[int, ...]) -> None:
    found = parse_sizes(text, TABLE)
    wanted = [parse_quantity(axis, TABLE, "length") for axis in axes]
    assert [(a.low, a.high, a.unit) for a in found.axes] == [(w.low, w.high, w.unit) for w in wanted]
    assert found.diameters == diameters
    assert parse_sizes(format_sizes(found), TABLE) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("5 mm", "not a list of sizes"),
        ("", "not a list of sizes"),
        ("3×", "not a list of sizes"),
        ("1×2 m~3 m", "not a list of sizes"),
        ("120×120×50", "no unit of length"),
        ("1 m × 2 kg", "no unit of length"),
        ("3×4 m~1×2 m", "larger to the smaller"),
        ("1×" * 400, "more than 300 characters"),
        ("-1 m × 2 m", "is negative"),
    ],
)
def test_refused_with_one_line(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        parse_sizes(text, TABLE)
    assert "\n" not in str(caught.value)


def test_sizes_are_not_one_value() -> None:
    with pytest.raises(BadInput, match="several sizes one by one"):
        parse_quantity("120mm×120mm×50mm", TABLE)
    assert parse_quantity("Φ300 mm", TABLE).low == Fraction(300)


@pytest.mark.parametrize(
    ("name", "axes"),
    [
        ("长×宽×高", ("长度", "宽度", "高度")),
        ("外形尺寸（长*宽*厚）", ("长度", "宽度", "厚度")),
        ("长宽高", ("长度", "宽度", "高度")),
        ("Dimensions (L x W x H)", ("length", "width", "height")),
        ("length by width", ("length", "width")),
        ("直径×长度", ("直径", "长度")),
        ("尺寸", ()),
        ("dimensions", ()),
        ("长×长×高", ()),
        ("宽×深", ()),
        ("D x L", ()),
        ("长度", ()),
        ("", ()),
    ],
)
def test_the_axes_a_name_says(name: str, axes: tuple[str, ...]) -> None:
    assert axes_named(name) == axes


@pytest.mark.parametrize(
    ("name", "text", "pairs"),
    [
        ("长×宽×高", "120×80×45 mm", (("长度", "120 mm"), ("宽度", "80 mm"), ("高度", "45 mm"))),
        ("L x W", "2 m by 30 cm", (("length", "2 m"), ("width", "30 cm"))),
        ("长×宽×高", "120×80 mm", (("长×宽×高", "120×80 mm"),)),
        ("长×宽×高", "120×80×45", (("长×宽×高", "120×80×45"),)),
        ("尺寸", "120×80×45 mm", (("尺寸", "120×80×45 mm"),)),
        ("运算量", "1.3×10^11 次", (("运算量", "1.3×10^11 次"),)),
    ],
)
def test_sizes_are_shared_out_only_where_their_name_says_which_is_which(
    name: str, text: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    assert each_axis(name, text, TABLE) == pairs
