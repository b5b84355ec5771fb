"""The bundled technology catalogue: what it holds, and the known traps of its sources."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.editions import in_force, state_of
from catalogue.model import Catalogue, Check, Control, Edition, Entry, LimbTree, Point, State, coverage_of
from catalogue.packs import bundled_packs, read_library

J, X = Control.PROHIBITED, Control.RESTRICTED
EDITIONS = ("2020", "2022-draft", "2023", "2025-07")


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    library = read_library(bundled_packs())
    assert [p for p in library.problems if (p.file or "").startswith("cn-tech")] == []
    return library.catalogue("cn-tech")


def _edition(pack: Catalogue, edition: str) -> Edition:
    found = pack.edition(edition)
    assert found is not None
    return found


def _entry(pack: Catalogue, edition: str, key: str) -> Entry:
    found = _edition(pack, edition).entry(key)
    assert found is not None, f"{key} is not in {edition}"
    return found


def _point(entry: Entry, no: str | None) -> Point:
    return next(p for p in entry.points if p.no == no)


def _texts(edition: Edition) -> str:
    return "\n".join(p.text.zh for e in edition.entries for p in e.points)


def test_editions_stand_in_order_of_time(pack: Catalogue) -> None:
    assert tuple(e.id for e in pack.editions) == EDITIONS


@pytest.mark.parametrize(
    ("edition", "loaded", "expected", "derived", "sides"),
    [
        ("2020", 35, 164, False, {J: 6, X: 22, None: 7}),
        ("2022-draft", 19, 139, False, {J: 2, X: 16, None: 1}),
        ("2023", 28, 134, False, {J: 8, X: 20}),
        ("2025-07", 26, 132, True, {J: 7, X: 19}),
    ],
)
def test_coverage_is_stated_and_never_complete(
    pack: Catalogue, edition: str, loaded: int, expected: int, derived: bool, sides: dict[Control | None, int]
) -> None:
    found = _edition(pack, edition)
    coverage = coverage_of(found)
    assert (coverage.entries, coverage.expected, coverage.derived) == (loaded, expected, derived)
    assert not coverage.complete
    assert Counter(e.control for e in found.entries) == sides


def test_the_letter_of_a_code_is_its_side(pack: Catalogue) -> None:
    for edition in pack.editions:
        for entry in edition.entries:
            if entry.code:
                assert entry.control is (J if entry.code.endswith("J") else X), entry.code


def test_an_id_keeps_its_side_in_every_edition(pack: Catalogue) -> None:
    sides: dict[str, set[Control | None]] = {}
    for edition in pack.editions:
        for entry in edition.entries:
            sides.setdefault(entry.id, set()).add(entry.control)
    assert [i for i, s in sides.items() if len(s) > 1] == []
    assert [i for i, s in sides.items() if i.endswith("-j") and s != {J}] == []
    assert [i for i, s in sides.items() if i.endswith("-x") and s != {X}] == []


def test_every_fact_names_a_source_and_is_not_called_official(pack: Catalogue) -> None:
    for edition in pack.editions:
        assert edition.sources
        assert edition.basis
        for fact in [*edition.entries, *(p for e in edition.entries for p in e.points), *edition.events]:
            assert len(fact.source) > 5, fact
            assert fact.checked in (Check.SEED, Check.ANNOUNCEMENT, Check.SECONDARY), fact


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("cn-tech.uav", ("184012X", "214012X", "203912X", "203912X")),
        ("cn-tech.information-processing", ("056101X", "216101X", "086501X", "086501X")),
        ("cn-tech.lidar", (None, "214014X", "233914X", "233914X")),
        ("cn-tech.human-cloning-gene-editing-j", (None, "217501J", "237301J", "237301J")),
        ("cn-tech.rare-earth-processing-j", ("053302J", "213301J", "083201J", "083201J")),
    ],
)
def test_chains_of_codes(pack: Catalogue, entry: str, codes: tuple[str | None, ...]) -> None:
    found = [e.entry(entry) for e in pack.editions]
    assert tuple(f.code if f else None for f in found) == codes
    earlier = {c for c in codes[:-1] if c and c != codes[-1]}
    assert set(_entry(pack, "2025-07", entry).renamed_from) == earlier


def test_2025_changes_2023_by_three_deletions_one_addition_and_one_amendment(pack: Catalogue) -> None:
    before = {e.id: e for e in _edition(pack, "2023").entries}
    after = {e.id: e for e in _edition(pack, "2025-07").entries}
    assert {before[i].code for i in before.keys() - after.keys()} == {"085001J", "085001X", "085002X"}
    assert {after[i].code for i in after.keys() - before.keys()} == {"252604X"}
    own = {e.code for e in after.values() if not e.inherited_from}
    assert own == {"252604X", "083201X"}
    assert all(e.inherited_from == "2023" for e in after.values() if e.code not in own)


def test_which_edition_applies_on_a_day(pack: Catalogue) -> None:
    def on(day: str) -> list[str]:
        return [e.id for e in in_force(pack, dt.date.fromisoformat(day))]

    assert on("2020-08-27") == []
    assert on("2020-08-28") == ["2020"]
    assert on("2023-12-20") == ["2020"]
    assert on("2023-12-21") == ["2023"]
    assert on("2025-07-14") == ["2023"]
    assert on("2025-07-15") == ["2025-07"]
    assert state_of(_edition(pack, "2022-draft"), dt.date(2023, 6, 1)) is State.DRAFT


def test_strike_through_traps(pack: Catalogue) -> None:
    assert "信息存取加、解密技术" in _texts(_edition(pack, "2020"))
    assert "信息存取加、解密技术" in _texts(_edition(pack, "2022-draft"))
    assert "解密" not in _texts(_edition(pack, "2023"))
    assert "语音评测" in _texts(_edition(pack, "2020"))
    assert "语音评测" not in _texts(_edition(pack, "2022-draft"))
    assert "语音评测" not in _texts(_edition(pack, "2023"))
    germ = _entry(pack, "2023", "237301J").points
    assert len(germ) == 1
    assert "人体生殖细胞" in germ[0].text.zh
    for struck in ("体细胞克隆", "ZFN", "TALEN", "CRISPR"):
        assert struck not in germ[0].text.zh
        assert struck in " ".join(p.text.zh for p in _entry(pack, "2022-draft", "217501J").points)


def test_numbers_of_points_are_those_of_the_edition(pack: Catalogue) -> None:
    def recommender(edition: str) -> list[str | None]:
        points = _entry(pack, edition, "cn-tech.information-processing").points
        return [p.no for p in points if "个性化信息推送" in p.text.zh]

    assert [recommender(e) for e in EDITIONS] == [["21"], ["19"], ["18"], ["18"]]
    draft = [p.no for p in _entry(pack, "2022-draft", "216101X").points]
    assert draft == [str(n) for n in range(1, 20)]
    assert [p.no for p in _entry(pack, "2023", "086501X").points] == ["6", "7", "8", "15", "16", "17", "18"]


def test_codes_and_titles_that_must_not_appear(pack: Catalogue) -> None:
    assert _entry(pack, "2020", "183506X").checked is Check.SECONDARY
    assert _edition(pack, "2023").entry("183506X") is None
    for title in ("光伏硅片制备技术", "CRISPR基因编辑技术", "合成生物学技术"):
        assert title in {e.title.zh for e in _edition(pack, "2022-draft").entries}
        assert title not in {e.title.zh for e in _edition(pack, "2023").entries}
    for gone in ("医用诊断器械及设备制造技术", "目标特征提取及识别技术", "绿色植物生产调节剂制造技术"):
        assert gone in {e.title.zh for e in _edition(pack, "2020").entries}
        assert gone not in {e.title.zh for e in _edition(pack, "2023").entries}
    for edition in pack.editions:
        for entry in edition.entries:
            assert not entry.title.zh.startswith(("(", "（")), entry.title


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
                    found[edition.id, entry.label, point.no, limb.quantity] = told
    assert found == LIMBS


def _decimal(value: Fraction) -> str:
    return f"{float(value):g}"


def test_how_limbs_combine(pack: Catalogue) -> None:
    lidar = _point(_entry(pack, "2025-07", "233914X"), None)
    assert lidar.tree is not None
    assert _shape(lidar.tree) == ("any", 6)
    assert not lidar.partial
    cathode = _entry(pack, "2025-07", "252604X")
    first, second, third = (_point(cathode, n) for n in "123")
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


def test_point_titles_without_text_are_partial(pack: Catalogue) -> None:
    metallurgy = _entry(pack, "2025-07", "083201X")
    assert {p.no for p in metallurgy.points} == {"i", "9", "10", "11", "12", "13"}
    assert [p.no for p in metallurgy.points if not p.partial] == ["i"]
    assert not metallurgy.complete
    for edition in pack.editions:
        for entry in edition.entries:
            if entry.complete:
                assert entry.points, entry.id
                assert not any(p.partial for p in entry.points), entry.id


def test_everything_is_said_in_both_languages(pack: Catalogue) -> None:
    for edition in pack.editions:
        texts = [edition.title, edition.notes, edition.expected_split]
        texts += [w for e in edition.entries for w in (e.title, *(p.text for p in e.points))]
        texts += [event.title for event in edition.events]
        assert [w for w in texts if not (w.zh and w.en)] == []


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
    assert word in _entry(pack, "2025-07", entry).synonyms


def test_synonym_groups_hold_different_words(pack: Catalogue) -> None:
    for group in pack.synonyms:
        assert len(group) > 1
        assert len({w.casefold() for w in group}) == len(group), group


# --- events -----------------------------------------------------------------------------------------------


def _before(pack: Catalogue, edition: Edition) -> Edition | None:
    """The edition an event looks back to: drafts never replaced anything."""
    earlier = [e for e in pack.editions[: pack.editions.index(edition)] if e.status != "draft"]
    return earlier[-1] if earlier else None


def test_events_agree_with_the_entries(pack: Catalogue) -> None:
    for edition in pack.editions:
        before = _before(pack, edition)
        for event in edition.events:
            now = edition.entry(event.entry)
            then = before.entry(event.entry) if before else None
            assert event.date == (edition.effective or edition.promulgated)
            if event.kind == "deleted":
                assert now is None, event
                assert before is None or then is not None, event
                continue
            assert now is not None, event
            assert event.code_to in ("", now.code), event
            if event.kind == "added":
                assert then is None, event
            if then and event.code_from:
                assert event.code_from == then.code, event


def test_events_count_what_the_announcements_say(pack: Catalogue) -> None:
    def kinds(edition: str) -> Counter[str]:
        return Counter(e.kind for e in _edition(pack, edition).events)

    assert kinds("2020") == {"deleted": 9, "added": 14, "amended": 10}
    assert kinds("2022-draft")["added"] == 7
    assert kinds("2023") == {"deleted": 3, "added": 4, "renumbered": 3, "amended": 12}
    assert kinds("2025-07") == {"deleted": 3, "added": 1, "amended": 1}


# --- against the collected public rows ------------------------------------------------------------------------

VERSIONS = {"2020": "2020", "2022": "2022-draft", "undated": "2022-draft", "2023": "2023", "2025-07": "2025-07"}
OTHER_NAMES = {
    "医疗诊断器械及设备制造技术": "医用诊断器械及设备制造技术",
    "维生素发酵技术": "化学合成及半合成药物生产技术",
}
EDITION_BY_CODE = {"183506X": "2020"}
CHINESE_NAMES = {"spacecraft measurement and control technology": "航天器测控技术"}
LEFT_OUT = ("HTS (high-temperature superconductor) wire/film manufacturing technology",)


def _rows(shared: Path) -> list[tuple[str, dict[str, str]]]:
    rows: list[tuple[str, dict[str, str]]] = []
    for name in ("tech_catalogue.csv", "tech_catalogue_more.csv"):
        with (shared / "data" / "cn" / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                edition = next((e for v, e in VERSIONS.items() if row["version"].startswith(v)), None)
                edition = EDITION_BY_CODE.get(row["code"], edition)
                row["name_zh"] = CHINESE_NAMES.get(row["name_en"], row["name_zh"])
                if edition and not (row["note"] or "").startswith("[topic]"):
                    rows.append((edition, row))
    return rows


def _plain(text: str) -> str:
    """Without brackets and their contents, spaces, and width."""
    return re.sub(r"\s|\(.*?\)", "", unicodedata.normalize("NFKC", text))


def _found_by_row(pack: Catalogue, edition: str, row: dict[str, str]) -> Entry | str | None:
    """The entry a row speaks of, or the title of the deletion it reports."""
    name = _plain(row["name_zh"])
    name = OTHER_NAMES.get(name, name)
    where = _edition(pack, edition)
    if row["change"].startswith("deleted"):
        titles = {_plain(e.title.zh) for e in where.events if e.kind == "deleted"}
        return name if name in titles else None
    code = row["code"].split("?")[0]
    for entry in where.entries:
        if code and entry.code == code:
            return entry
        side = row["status"] in ("", entry.control)
        if name and side and _plain(entry.title.zh) == name and not code:
            return entry
        if not name and row["name_en"] and entry.title.en.casefold() == row["name_en"].casefold():
            return entry
    return None


def test_every_row_that_names_an_entry_is_loaded(pack: Catalogue, shared: Path) -> None:
    rows = _rows(shared)
    chinese = {(e, r["name_en"].casefold()) for e, r in rows if r["name_zh"] and r["name_en"]}
    missing: list[str] = []
    for edition, row in rows:
        bracketed = row["name_zh"].startswith("(")
        twin = not row["name_zh"] and not row["code"] and (edition, row["name_en"].casefold()) in chinese
        if (bracketed and not row["code"]) or twin or row["name_en"] in LEFT_OUT:
            continue
        if _found_by_row(pack, edition, row) is None:
            missing.append(f"{edition} {row['code']} {row['name_zh'] or row['name_en']}")
    assert len(rows) > 100
    assert missing == []


def test_every_chinese_control_point_of_the_rows_is_loaded(pack: Catalogue, shared: Path) -> None:
    compared = 0
    for edition, row in _rows(shared):
        entry = _found_by_row(pack, edition, row)
        if row["control_points_lang"] != "zh" or not isinstance(entry, Entry):
            continue
        texts = "".join(_letters(p.text.zh) for p in entry.points)
        for point in json.loads(row["control_points"]):
            printed = re.sub(r"^(\d+\??[.．]?|\(.*?\))\s*", "", point).split("(cut)")[0].split("：运算")[0]
            wanted = _letters(re.sub(r"（.*来源未列）|（2020.*）|（征求.*）", "", printed))
            if (row["version"].startswith("undated") and "自学功能" in point) or point.startswith("(topics only)"):
                continue
            assert wanted.rstrip("….") in texts, (edition, entry.id, point)
            compared += 1
    assert compared > 60


def _letters(text: str) -> str:
    return re.sub(r"[\s,，、。:：;；()（）]", "", unicodedata.normalize("NFKC", text))
