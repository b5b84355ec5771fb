"""The published account of 2020 -> draft of 2022 -> 2023, held against what the comparison says.

The account: 汉坤律师事务所（段志超、鲁学振、别样红、梁杰）
《因时而变：〈中国禁止出口限制出口技术目录〉（2023版）修订简评》, 2023-12:
164 entries became 134, with 34 deleted, 4 added, 37 amended; the draft had 139. Our data names some of them; each
test says where it stops.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import catalogue
from catalogue.comparing.changes import Difference, EntryChange, PointChange
from catalogue.comparing.differences import compare
from catalogue.comparing.worddiff import marked
from catalogue.model import Catalogue
from catalogue.packs import bundled_packs, read_library
from catalogue.units import UnitTable


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    return read_library(bundled_packs()).catalogues["cn-tech"]


@pytest.fixture(scope="module")
def units() -> UnitTable:
    return UnitTable.read(Path(catalogue.__file__).parent / "units.yaml")


@pytest.fixture(scope="module")
def to_draft(pack: Catalogue, units: UnitTable) -> Difference:
    return between(pack, units, "2020", "2022-draft")


@pytest.fixture(scope="module")
def from_draft(pack: Catalogue, units: UnitTable) -> Difference:
    return between(pack, units, "2022-draft", "2023")


@pytest.fixture(scope="module")
def whole(pack: Catalogue, units: UnitTable) -> Difference:
    return between(pack, units, "2020", "2023")


def between(pack: Catalogue, units: UnitTable, before: str, after: str) -> Difference:
    one, other = pack.edition(before), pack.edition(after)
    assert one is not None
    assert other is not None
    return compare(pack, one, other, units)


def titles(rows: tuple[object, ...]) -> set[str]:
    return {row.title.zh for row in rows}  # type: ignore[attr-defined]


def change(found: Difference, entry: str) -> EntryChange:
    return next(row for row in found.changed if row.id == f"cn-tech.{entry}")


def point(row: EntryChange, before: str | None, after: str | None) -> PointChange:
    return next(
        p for p in row.points if (p.before.no if p.before else "-", p.after.no if p.after else "-") == (before, after)
    )


def test_counts_are_those_printed_and_coverage_goes_with_them(whole: Difference, to_draft: Difference) -> None:
    before, after = whole.coverage
    assert (before.expected, after.expected, to_draft.coverage[1].expected) == (164, 134, 139)
    assert not before.complete
    assert not after.complete
    assert before.expected - 34 + 4 == after.expected


def test_the_four_additions_of_2023_are_all_named(whole: Difference) -> None:
    assert titles(whole.added) == {
        "用于人的细胞克隆和基因编辑技术",
        "激光雷达系统",
        "农作物杂交优势利用技术",
        "散料装卸输送技术",
    }
    assert {row.code for row in whole.added if row.code} == {"237301J", "233914X"}


def test_of_34_deletions_of_2023_three_are_named_and_no_other_is_claimed(whole: Difference) -> None:
    assert titles(whole.deleted) == {
        "绿色植物生产调节剂制造技术",
        "医用诊断器械及设备制造技术",
        "目标特征提取及识别技术",
    }
    assert all(row.witness is not None and row.witness.kind == "deleted" for row in whole.deleted)
    missing = {row.id for row in whole.unknown if row.missing_in == "2023"}
    assert {"cn-tech.silkworm-j", "cn-tech.laser-x", "cn-tech.vacuum"} <= missing


def test_the_seven_additions_of_the_draft(to_draft: Difference) -> None:
    assert len(to_draft.added) == 7
    assert {"光伏硅片制备技术", "CRISPR基因编辑技术", "合成生物学技术"} <= titles(to_draft.added)
    assert to_draft.deleted == (), "the draft's 32 deletions are not named by any source we hold"


def test_amended_entries_the_account_names(whole: Difference) -> None:
    named = {
        "中药材资源及生产",
        "计算机网络技术",
        "信息处理技术",
        "计算机硬件及外部设备制造技术",
        "通信传输技术",
        "高性能检测技术",
        "无人机技术",
        "有色金属冶金技术",
        "大型高速风洞设计建设技术",
    }
    amended = {row.title_to.zh for row in whole.changed if "amended" in row.kinds}
    assert named <= amended
    assert len([row for row in whole.changed if "amended" in row.kinds]) <= 37


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("information-processing", ("056101X", "216101X", "086501X")),
        ("uav", ("184012X", "214012X", "203912X")),
        ("rare-earth-processing-j", ("053302J", "213301J", "083201J")),
        ("lidar", (None, "214014X", "233914X")),
        ("human-cloning-gene-editing-j", (None, "217501J", "237301J")),
    ],
)
def test_chains_of_codes(
    to_draft: Difference, from_draft: Difference, entry: str, codes: tuple[str | None, str, str]
) -> None:
    later = change(from_draft, entry)
    assert (later.code_from, later.code_to) == codes[1:]
    assert "renumbered" in later.kinds
    if codes[0]:
        assert (change(to_draft, entry).code_from, change(to_draft, entry).code_to) == codes[:2]


def test_information_processing_from_2020_to_the_draft(to_draft: Difference) -> None:
    row = change(to_draft, "information-processing")
    assert marked(point(row, "7", "7").zh) == "中［-英文-］［+译外+］翻译技术［+（机器翻译系统得分>4.5分）+］"
    assert point(row, "19", "-").kinds == ("deleted",)
    assert [p.before.no for p in row.points if p.kinds == ("deleted",) and p.before] == ["10", "19"]
    assert marked(point(row, "17", "16").zh).startswith("［+汉语及少数民族语言的+］语音合成技术")
    assert marked(point(row, "21", "19").zh).startswith("基于数据分析的个性化信息推送服务技术［+（基于海量数据")


def test_information_processing_from_the_draft_to_2023(from_draft: Difference) -> None:
    row = change(from_draft, "information-processing")
    assert marked(point(row, "7", "6").zh) == "中译外翻译技术（机器翻译系统得分>4.5分［+，满分为5分+］）"
    assert marked(point(row, "9", "8").zh) == "［+专门用于+］汉语及少数民族语言的语音识别技术"
    for before, after in (("16", "15"), ("17", "16"), ("18", "17")):
        assert marked(point(row, before, after).zh).startswith("［+专门用于+］汉语及少数民族语言的")
    assert point(row, "19", "18").kinds == ("renumbered",)


def test_encryption_was_deleted_in_2023_and_the_note_says_so(whole: Difference, from_draft: Difference) -> None:
    """Only 7 of the 18 points of 2023 are loaded: the point stands as not loaded, the deletion in the event's words."""
    assert point(change(from_draft, "information-processing"), "6", "-").missing_in == "2023"
    notes = " ".join(event.note.zh for event in change(whole, "information-processing").events)
    assert "删除信息存取加、解密技术" in notes


def test_values_that_changed(whole: Difference, from_draft: Difference) -> None:
    (operations,) = change(whole, "computer-hardware-x").points[0].limbs
    assert operations.told("zh") == "运算次数 ≥ 1300 亿次 → ≥ 97 万亿次"
    (rate,) = change(from_draft, "high-performance-inspection-x").points[0].limbs
    assert rate.told("zh") == "深度包检测速率 ≥ 10 Gbps → ≥ 500 Gbps"
    lidar = change(from_draft, "lidar")
    assert [limb.told("zh").split(" → ")[1] for limb in lidar.points[0].limbs] == [
        "> 30 kW",
        "< 1 ns",
        "> 2 km",
        "< 40 μrad",
        "< 20 μrad",
        "< 2 mm",
    ]


def test_gene_editing_was_narrowed(from_draft: Difference) -> None:
    row = change(from_draft, "human-cloning-gene-editing-j")
    assert [p.kinds for p in row.points] == [("deleted",), ("deleted",), ("added",)]
    assert "人体生殖细胞" in row.points[2].zh[0].text


def test_drones_gained_two_points_and_lost_a_word(to_draft: Difference, from_draft: Difference) -> None:
    row = change(to_draft, "uav")
    assert "［-、适航-］" in marked(point(row, "1", "1").zh)
    assert [p.after.no for p in row.points if p.kinds == ("added",) and p.after] == ["4", "5"]
    assert change(from_draft, "uav").kinds == ("renumbered",)


def test_what_2023_did_not_adopt_is_said_by_the_draft_s_note_only(from_draft: Difference) -> None:
    """No event of ours says that 2023 dropped the three entries, so they stand as not loaded and the note is shown."""
    missing = {row.id for row in from_draft.unknown if row.missing_in == "2023"}
    dropped = {"cn-tech.pv-wafer-x", "cn-tech.crispr-x", "cn-tech.synthetic-biology-x"}
    assert dropped <= missing | {row.id for row in from_draft.deleted}
    assert "未获2023年正式文本采纳" in from_draft.before.notes.zh


def test_july_2025(pack: Catalogue, units: UnitTable) -> None:
    found = between(pack, units, "2023", "2025-07")
    assert {row.code for row in found.deleted} == {"085001J", "085001X", "085002X"}
    assert [row.code for row in found.added] == ["252604X"]
    assert [(row.code_to, row.kinds) for row in found.changed] == [("083201X", ("amended",))]
    assert found.unknown == ()
