"""The numbers of the bundled technology catalogue: limbs, how they combine, quantities, words that lead to entries."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from cn_tech_pack import entry_of, point_of

from catalogue.model import Catalogue, Check, LimbTree
from catalogue.packs import bundled_packs, read_library


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    library = read_library(bundled_packs())
    assert [p for p in library.problems if (p.file or "").startswith("cn-tech")] == []
    return library.catalogue("cn-tech")


def _shape(tree: LimbTree) -> tuple[str, int]:
    return tree.kind, len(tree.parts)


LIMBS = {
    ("2020", "cn-tech.computer-hardware-x", "i", "operations"): "ge 1300 亿次 seed",
    ("2022-draft", "216101X", "7", "translation_score"): "gt 4.5 分 seed",
    ("2022-draft", "cn-tech.high-performance-inspection-x", "i", "inspection_rate"): "ge 10 Gbps seed",
    ("2023", "086501X", "6", "translation_score"): "gt 4.5 分 seed",
    ("2023", "cn-tech.computer-hardware-x", "i", "operations"): "ge 97 万亿次 seed",
    ("2023", "cn-tech.high-performance-inspection-x", "i", "inspection_rate"): "ge 500 Gbps seed",
    ("2023", "233914X", None, "peak_power"): "gt 30 kW seed",
    ("2023", "233914X", None, "pulse_width"): "lt 1 ns seed",
    ("2023", "233914X", None, "detection_range"): "gt 2 km seed",
    ("2023", "233914X", None, "angular_accuracy"): "lt 40 μrad seed",
    ("2023", "233914X", None, "angular_resolution"): "lt 20 μrad seed",
    ("2023", "233914X", None, "ranging_accuracy"): "lt 2 mm seed",
    ("2025-01-draft", "252604X", "1", "compaction_density"): "ge 2.58 g/cc secondary",
    ("2025-01-draft", "252604X", "1", "gram_capacity"): "ge 160 mAh/g secondary",
    ("2025-01-draft", "252604X", "1", "first_efficiency"): "ge 97 % secondary",
    ("2025-01-draft", "252604X", "2", "compaction_density"): "ge 2.38 g/cc secondary",
    ("2025-01-draft", "252604X", "2", "gram_capacity"): "ge 155 mAh/g secondary",
    ("2025-01-draft", "252604X", "2", "first_efficiency"): "ge 90 % secondary",
    ("2025-01-draft", "252604X", "2", "average_voltage"): "ge 3.85 V secondary",
    ("2025-01-draft", "252604X", "2", "capacity_retention"): "ge 97 % secondary, ge 95 % secondary",
    ("2025-01-draft", "252604X", "3", "tap_density"): "gt 2.1 g/cc secondary",
    ("2025-07", "252604X", "1", "compaction_density"): "ge 2.58 g/cc announcement",
    ("2025-07", "252604X", "1", "gram_capacity"): "ge 160 mAh/g announcement",
    ("2025-07", "252604X", "1", "first_efficiency"): "ge 97 % announcement",
    ("2025-07", "252604X", "2", "compaction_density"): "ge 2.38 g/cc announcement",
    ("2025-07", "252604X", "2", "gram_capacity"): "ge 155 mAh/g secondary",
    ("2025-07", "252604X", "2", "first_efficiency"): "ge 95 % secondary",
    ("2025-07", "252604X", "2", "average_voltage"): "ge 3.85 V secondary",
    ("2025-07", "252604X", "3", "tap_density"): "gt 1.2 g/cc secondary",
}


def test_the_limbs_are_exactly_these(pack: Catalogue) -> None:
    found: dict[tuple[str, str, str | None, str], str] = {}
    for edition in pack.editions:
        for entry in edition.entries:
            if entry.inherited_from:
                continue
            for point in entry.points:
                for limb in point.tree.limbs() if point.tree else ():
                    (value,) = limb.values
                    told = f"{limb.op} {_decimal(value)} {limb.unit} {limb.checked}"
                    place = (edition.id, entry.label, point.no, limb.quantity)
                    found[place] = f"{found[place]}, {told}" if place in found else told
    assert found == LIMBS


def _decimal(value: Fraction) -> str:
    return f"{float(value):g}"


def test_how_limbs_combine(pack: Catalogue) -> None:
    lidar = point_of(entry_of(pack, "2025-07", "233914X"), None)
    assert lidar.tree is not None
    assert _shape(lidar.tree) == ("any", 6)
    assert not lidar.partial
    cathode = entry_of(pack, "2025-07", "252604X")
    first, second, third = (point_of(cathode, n) for n in "123")
    assert first.tree is not None
    assert _shape(first.tree) == ("all", 3)
    assert [p.partial for p in (first, second, third)] == [False, True, True]
    density = next(iter(first.tree.limbs()))
    assert density.condition.en == "at 220 MPa"
    assert pack.quantities["translation_score"].maximum == 5


def test_every_printed_threshold_stands_in_the_text_of_its_point(pack: Catalogue) -> None:
    for edition in pack.editions:
        for entry in edition.entries:
            for point in entry.points:
                for limb in point.tree.limbs() if point.tree else ():
                    if limb.checked is not Check.SECONDARY:
                        assert all(_decimal(v) in point.text.zh for v in limb.values), (entry.label, point.no)


def test_quantity_names_are_unambiguous(pack: Catalogue) -> None:
    names = [n for q in pack.quantities.values() for n in {n.casefold() for n in q.all_names}]
    assert [n for n, count in Counter(names).items() if count > 1] == []
    by_name = {n: q.id for q in pack.quantities.values() for n in q.all_names}
    for name in ("作用距离", "测距", "detection range", "range"):
        assert by_name[name] == "detection_range"
    for name in ("水平角分辨率", "垂直角分辨率", "角分辨率"):
        assert by_name[name] == "angular_resolution"
    for name in ("测距精度", "距离精度", "range accuracy"):
        assert by_name[name] == "ranging_accuracy"


def test_every_quantity_is_used(pack: Catalogue) -> None:
    used = {
        limb.quantity
        for edition in pack.editions
        for entry in edition.entries
        for point in entry.points
        for limb in (point.tree.limbs() if point.tree else ())
    }
    assert used == set(pack.quantities)


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("算法推荐", "cn-tech.information-processing"),
        ("推荐系统", "cn-tech.information-processing"),
        ("LiDAR", "cn-tech.lidar"),
        ("无人驾驶航空器", "cn-tech.uav"),
        ("drone", "cn-tech.uav"),
        ("深度包检测", "cn-tech.high-performance-inspection-x"),
        ("LMFP", "cn-tech.battery-cathode"),
        ("磷酸铁锂", "cn-tech.battery-cathode"),
        ("超级计算机", "cn-tech.computer-hardware-x"),
        ("gene editing", "cn-tech.human-cloning-gene-editing-j"),
        ("rare earth", "cn-tech.rare-earth-processing-j"),
        ("卤水提锂", "cn-tech.nonferrous-metallurgy-x"),
    ],
)
def test_words_lawyers_use_lead_to_the_entry(pack: Catalogue, word: str, entry: str) -> None:
    assert word in entry_of(pack, "2025-07", entry).synonyms


def test_synonym_groups_hold_different_words(pack: Catalogue) -> None:
    for group in pack.synonyms:
        assert len(group) > 1
        assert len({w.casefold() for w in group}) == len(group), group
