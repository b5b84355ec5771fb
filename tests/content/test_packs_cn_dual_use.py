"""The bundled dual-use pack: what it holds, the states of the measures, and that lost digits gave no threshold."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.editions import locate, state_of
from catalogue.model import Catalogue, Check, Control, Edition, Entry, Limb, Point, State, coverage_of
from catalogue.packs import Library, bundled_packs, read_library

LOADED = {
    "2023-27": 4,
    "2023-28": 0,
    "2024-46": 0,
    "2024-51": 189,
    "2025-10": 10,
    "2025-18": 0,
    "2025-55": 3,
    "2025-56": 2,
    "2025-57": 5,
    "2025-58": 5,
    "2025-61": 0,
    "2025-62": 1,
    "2025-70": 0,
    "2025-72": 0,
    "2026-1": 0,
    "2026-26": 0,
    "2026-29": 0,
    "2026-40": 0,
    "2026-34": 0,
    "2026-licence": 189,
}
COUNTED = {"2024-51": 189, "2025-10": 10, "2025-18": 7, "2025-56": 2, "2025-57": 5, "2025-62": 1, "2026-licence": 189}
"""What was counted in copies because nobody prints it; for the other announcements no number is known."""


@pytest.fixture(scope="module")
def library() -> Library:
    found = read_library(bundled_packs())
    assert [p for p in found.problems if (p.file or "").startswith("cn-dual-use")] == []
    return found


@pytest.fixture(scope="module")
def pack(library: Library) -> Catalogue:
    return library.catalogue("cn-dual-use")


def _edition(pack: Catalogue, edition: str) -> Edition:
    found = pack.edition(edition)
    assert found is not None
    return found


def _point(pack: Catalogue, edition: str, code: str, no: str | None = None) -> Point:
    entry = _edition(pack, edition).entry(code)
    assert entry is not None, f"{code} is not in {edition}"
    return next(p for p in entry.points if p.no == no)


def _points(pack: Catalogue) -> Iterator[tuple[Edition, Entry, Point]]:
    for edition in pack.editions:
        for entry in edition.entries:
            for point in entry.points:
                yield edition, entry, point


def _limbs(point: Point) -> list[Limb]:
    return list(point.tree.limbs()) if point.tree else []


def test_what_is_loaded_and_that_no_printed_total_is_claimed(pack: Catalogue) -> None:
    assert {e.id: len(e.entries) for e in pack.editions} == LOADED
    for edition in pack.editions:
        coverage = coverage_of(edition)
        assert coverage.expected == COUNTED.get(edition.id)
        assert coverage.derived == (edition.id in COUNTED)
        assert not coverage.complete
        if not edition.entries:
            assert "没有" in edition.notes.zh


def test_every_item_needs_a_licence_and_names_its_source(pack: Catalogue) -> None:
    for edition in pack.editions:
        for entry in edition.entries:
            assert entry.control is Control.LICENCE
            assert entry.checked is not Check.OFFICIAL or not edition.lists_items
            assert len(entry.source) > 10
            assert entry.title.zh
            assert entry.title.en


@pytest.mark.parametrize(
    ("edition", "day", "state"),
    [
        ("2023-27", "2024-11-30", State.UNKNOWN),
        ("2023-27", "2026-11-21", State.UNKNOWN),
        ("2023-28", "2023-10-01", State.UNKNOWN),
        ("2023-28", "2024-09-01", State.UNKNOWN),
        ("2024-46", "2024-12-16", State.UNKNOWN),
        ("2024-46", "2024-12-17", State.IN_FORCE),
        ("2024-46", "2026-11-21", State.IN_FORCE),
        ("2024-51", "2024-11-30", State.UNKNOWN),
        ("2024-51", "2026-11-21", State.IN_FORCE),
        ("2025-10", "2026-11-21", State.IN_FORCE),
        ("2025-18", "2026-11-21", State.IN_FORCE),
        ("2025-55", "2026-11-10", State.SUSPENDED),
        ("2025-56", "2026-11-11", State.STALE),
        ("2025-57", "2025-11-06", State.UNKNOWN),
        ("2025-58", "2025-11-07", State.SUSPENDED),
        ("2025-58", "2026-11-21", State.STALE),
        ("2025-61", "2025-11-06", State.IN_FORCE),
        ("2025-62", "2025-10-08", State.UNKNOWN),
        ("2025-62", "2025-11-06", State.IN_FORCE),
        ("2025-62", "2026-11-10", State.SUSPENDED),
        ("2025-62", "2026-11-21", State.STALE),
    ],
)
def test_states_of_the_measures(pack: Catalogue, edition: str, day: str, state: State) -> None:
    assert state_of(_edition(pack, edition), dt.date.fromisoformat(day)) is state


PRINTED = [
    ("2024-51", "1C228", None, "metal_impurity lt 0.02 %"),
    ("2024-51", "2B104", None, "controlled_temperature ge 600 °C"),
    ("2024-51", "2B231", None, "pumping_speed ge 15 m3/s"),
    ("2024-51", "2B232", None, "projectile_speed ge 1.5 km/s"),
    ("2024-51", "3A226", None, "supply_current ge 500 A"),
    ("2024-51", "3A227", None, "supply_voltage ge 20 kV"),
    ("2024-51", "6A202", None, "photocathode_area gt 20 cm2"),
    ("2024-51", "7A101", None, "scale_error lt 0.25 %"),
    ("2025-10", "1C004", None, "density gt 17.5 g/cm3"),
    ("2025-10", "1C004", None, "elastic_limit gt 800 MPa"),
    ("2025-10", "1C004", None, "ultimate_tensile_strength gt 1270 MPa"),
    ("2025-10", "1C004", None, "elongation gt 8 %"),
    ("2025-10", "1C117", "b", "particle_size le 50 μm"),
    ("2025-10", "1C117", "c.1.c", "silver_content ge 2 %"),
    ("2025-10", "1C117", "c.2.b", "inner_diameter ge 65 mm"),
    ("2025-10", "1C117", "c.2.c", "piece_thickness ge 50 mm"),
    ("2025-58", "3A001", None, "energy_density ge 300 Wh/kg"),
    ("2025-58", "3C901", "a.1", "compaction_density ge 2.5 g/cm3"),
    ("2025-58", "3C901", "a.1", "gram_capacity ge 156 mAh/g"),
    ("2025-58", "3B901", "c.3.b", "vessel_volume gt 60 m3"),
    ("2025-55", "2C902", "b", "average_particle_size between 50 500 μm"),
    ("2025-56", "2B902", "c.1", "kiln_length between 20 80 m"),
    ("2025-56", "2B902", "d", "mixing_chamber_volume between 0.5 14.2 m3"),
    ("2025-56", "2B902", "j.5", "anode_current_density between 5 7 A/cm2"),
    ("2025-56", "2B902", "w", "cooling_time le 20 min"),
    ("2024-51", "3C003", "d", "purity gt 99.999 %"),
    ("2024-51", "3C003", "f", "dislocation_density lt 50 cm-2"),
    ("2024-51", "2B901", None, "cylinder_bore ge 500 mm"),
    ("2024-51", "2B005", None, "microwave_frequency eq 915 MHz"),
    ("2024-51", "2C901", "b", "transmittance ge 65 %"),
    ("2024-51", "1C901", "a", "breaking_tenacity ge 40 cN/dtex"),
    ("2024-51", "1C901", "b", "v50 ge 700 m/s"),
    ("2024-51", "0A903", "a", "jamming_range gt 5 km"),
    ("2024-51", "9A012", "b.2", "max_continuous_power gt 16 kW"),
    ("2024-51", "9A012", "c.1", "ifov lt 2.5 mrad"),
    ("2024-51", "7A102", None, "drift_rate lt 0.5 °/h"),
    ("2024-51", "4A003", "a", "adjusted_peak_performance gt 8 WT"),
    ("2024-51", "1C227", None, "metal_impurity lt 0.1 %"),
    ("2024-51", "1C227", None, "boron_content lt 0.001 %"),
    ("2024-51", "1A202", None, "inner_diameter between 75 400 mm"),
    ("2024-51", "1B228", None, "operating_temperature le -238 °C"),
]


def _told(limb: Limb) -> str:
    values = " ".join(_decimal(v) for v in limb.values)
    return f"{limb.quantity} {limb.op} {values} {limb.unit}"


def _decimal(value: Fraction) -> str:
    return f"{float(value):.10g}"


@pytest.mark.parametrize(("edition", "code", "no", "limb"), PRINTED)
def test_printed_numbers_are_limbs(pack: Catalogue, edition: str, code: str, no: str | None, limb: str) -> None:
    assert limb in [_told(found) for found in _limbs(_point(pack, edition, code, no))]


def test_ranges_say_which_end_counts(pack: Catalogue) -> None:
    (diamond,) = _limbs(_point(pack, "2025-55", "2C902", "b"))
    assert diamond.closed == "right"
    endurance = _limbs(_point(pack, "2024-51", "9A012", "a.1"))[0]
    assert endurance.closed == "left"


def test_every_threshold_is_printed_in_the_text_of_its_point(pack: Catalogue) -> None:
    in_words = {"0.1": "千分之一", "0.001": "十万分之一", "60": "小于1h", "0.02": "万分之二", "0.0133": "13.3 mPa"}
    for edition, entry, point in _points(pack):
        text = unicodedata.normalize("NFKC", _own_and_children(entry, point))
        for limb in _limbs(point):
            for value in map(_decimal, limb.values):
                assert value in text or in_words.get(value, value) in text, (edition.id, entry.code, point.no, value)


def _own_and_children(entry: Entry, point: Point) -> str:
    """The head of a list may carry the limbs of its lines."""
    lines = [p for p in entry.points if point.no and (p.no or "").startswith(f"{point.no}.")]
    return " ".join(p.text.zh for p in (point, *lines))


def test_parts_of_cumulative_items_can_not_capture_alone(pack: Catalogue) -> None:
    for no in ("c.1", "c.1.a", "c.1.b", "c.1.c", "c.2", "c.2.a", "c.2.b", "c.2.c"):
        assert _point(pack, "2025-10", "1C117", no).partial
    whole = _point(pack, "2025-10", "1C117", "c")
    assert whole.tree is not None
    assert whole.tree.kind == "all"
    assert whole.partial, "the licence catalogue prints a use that must be confirmed"
    assert all(_point(pack, "2025-10", "1C004", no).partial for no in "abcd")


def test_conditions_that_are_no_numbers_keep_a_point_partial(pack: Catalogue) -> None:
    for code, no in (("1A202", None), ("1B228", None), ("1C901", "a"), ("9A012", "a.1"), ("9A012", "c.3")):
        assert _point(pack, "2024-51", code, no).partial


USES = ("专门用于", "专门设计", "用于", "专用", "改进后用于", "稀土用", "稀土永磁")
AS_A_NAME = {("2024-51", "1A227", None)}
"""Frames specially designed for a window are named beside it; the limits are those of the window."""


def test_limits_under_a_use_or_a_purpose_of_design_can_not_capture_alone(pack: Catalogue) -> None:
    whole = {
        (edition.id, entry.code, point.no)
        for edition, entry, point in _points(pack)
        if point.tree and not point.partial and any(word in point.text.zh for word in USES)
    }
    assert whole == AS_A_NAME


def test_the_doubtful_code_is_shown_and_never_decides(pack: Catalogue) -> None:
    entry = _edition(pack, "2025-58").entry("3C902")
    assert entry is not None
    assert entry.checked is Check.UNCHECKED
    assert not any(p.checked.decides for p in entry.points)


def test_both_texts_of_a_code_printed_twice_are_kept(pack: Catalogue) -> None:
    text = _point(pack, "2025-10", "1E101", "b").text.zh
    assert "1C117.d项" in text
    assert "1C117.b项" in text


def test_everything_is_said_in_both_languages(pack: Catalogue) -> None:
    texts = [edition.title for edition in pack.editions]
    texts += [w for edition, entry, point in _points(pack) if edition.lists_items for w in (entry.title, point.text)]
    texts += [part.text for edition in pack.editions for part in edition.parts]
    assert [w for w in texts if not (w.zh and w.en)] == []


def test_reserved_lines_are_no_items(pack: Catalogue) -> None:
    assert not any("保留" in point.text.zh for _, _, point in _points(pack))


def test_what_the_drone_announcement_named_stands_in_the_list(pack: Catalogue) -> None:
    """The announcement of 2023 gave way to the list, so the list must hold its four groups."""
    held = [e for e in _edition(pack, "2024-51").entries if e.code in ("9A012", "0A903")]
    texts = [p.text.zh for entry in held for p in entry.points]
    for word in ("航空发动机", "红外成像设备", "合成孔径雷达", "激光器", "无线电通信设备", "电子干扰设备"):
        assert any(word in text for text in texts), word


def test_codes_with_points_are_found(library: Library) -> None:
    for code, point in (("1C117.c.2.b", "c.2.b"), ("3C901(a.1)", "a.1"), ("9A012.c.1", "c.1")):
        found = locate(library, code, as_of=dt.date(2026, 11, 21))
        assert found is not None
        assert found.point is not None
        assert found.point.no == point


def test_one_id_per_code_and_unambiguous_quantities(pack: Catalogue) -> None:
    for edition in pack.editions:
        for entry in edition.entries:
            if entry.code:
                assert entry.id == f"cn-dual-use.{entry.code}"
    names = [n for q in pack.quantities.values() for n in {n.casefold() for n in q.all_names}]
    assert sorted({n for n in names if names.count(n) > 1}) == []
    used = {limb.quantity for _, _, point in _points(pack) for limb in _limbs(point)}
    assert used == set(pack.quantities)


# --- against the collected public rows ------------------------------------------------------------------------


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _letters(text: str) -> str:
    return re.sub(r"[\s,，、。:：;；.．()（）]", "", unicodedata.normalize("NFKC", text))


def test_every_line_of_the_announcements_is_loaded(pack: Catalogue, shared: Path) -> None:
    missing: list[str] = []
    rows = [r for r in _csv(shared / "data/cn/dual_use.csv") if r["version"].startswith("2025")]
    for row in rows:
        if "保留" in row["text_zh"] or row["note"] == "section heading":
            continue
        number = row["code"][len(row["base_code"]) + 1 :] or None
        text = _point(pack, row["version"], row["base_code"], number).text.zh
        printed = re.sub(r"\(参考海关商品编号[^)]*\)", "", row["text_zh"])
        if _letters(printed) not in _letters(re.sub(r"\(参考海关商品编号[^)]*\)", "", text)):
            missing.append(row["code"])
    assert len(rows) > 190
    assert missing == []


def test_lost_digits_gave_no_threshold(pack: Catalogue, shared: Path) -> None:
    """Every number of a limb of the list stands in the licence catalogue's row of that code, not in a damaged one."""
    printed: dict[str, str] = {}
    for row in _csv(shared / "data/cn/dual_use_licence_2026.csv"):
        base = row["code"].split(".")[0]
        printed[base] = printed.get(base, "") + unicodedata.normalize("NFKC", row["name_zh"] + row["parameters"])
    from_announcement = {"1A202": "内径 75~400 mm"}
    in_words = {"0.1": "千分之一", "0.001": "十万分之一", "60": "1h", "0.02": "万分之二", "0.0133": "13.3 mPa"}
    for entry in _edition(pack, "2024-51").entries:
        assert entry.code in printed
        text = printed[entry.code] + from_announcement.get(entry.code, "")
        for limb in (limb for point in entry.points for limb in _limbs(point)):
            for value in map(_decimal, limb.values):
                assert value in text or in_words.get(value, value) in text, (entry.code, value)


def test_points_stand_in_the_order_of_their_designations(pack: Catalogue) -> None:
    def place(number: str) -> list[tuple[int, int, str]]:
        return [(1, int(part), "") if part.isdigit() else (0, len(part), part) for part in number.split(".")]

    for edition in pack.editions:
        for entry in edition.entries:
            numbers = [p.no for p in entry.points if p.no]
            assert numbers == sorted(numbers, key=place), (edition.id, entry.code)


def test_an_announcement_known_by_its_title_never_states_a_day_of_effect(pack: Catalogue) -> None:
    chlorine = _edition(pack, "2026-29")
    assert (chlorine.kind, chlorine.entries, chlorine.effective) == ("measure", (), None)
    assert chlorine.promulgated is not None
    assert "氯气" in chlorine.title.zh
