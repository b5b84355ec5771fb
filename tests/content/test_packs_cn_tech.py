"""The bundled technology catalogue: what it holds, and the known traps of its sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from cn_tech_pack import EDITIONS, J, X, edition_of, entry_of, texts_of

from catalogue.editions import in_force, state_of
from catalogue.model import Catalogue, Check, Control, Edition, State, coverage_of
from catalogue.packs import bundled_packs, read_library


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    library = read_library(bundled_packs())
    assert [p for p in library.problems if (p.file or "").startswith("cn-tech")] == []
    return library.catalogue("cn-tech")


def test_editions_stand_in_order_of_time(pack: Catalogue) -> None:
    assert tuple(e.id for e in pack.editions) == EDITIONS


@pytest.mark.parametrize(
    ("edition", "loaded", "expected", "derived", "sides"),
    [
        ("2001", 4, None, False, {J: 4}),
        ("2008", 28, 150, False, {J: 13, X: 8, None: 7}),
        ("2020", 35, 164, False, {J: 6, X: 22, None: 7}),
        ("2022-draft", 19, 139, False, {J: 2, X: 16, None: 1}),
        ("2023", 28, 134, False, {J: 8, X: 20}),
        ("2025-01-draft", 2, 132, True, {X: 2}),
        ("2025-07", 26, 132, True, {J: 7, X: 19}),
    ],
)
def test_coverage_is_stated_and_never_complete(
    pack: Catalogue, edition: str, loaded: int, expected: int | None, derived: bool, sides: dict[Control | None, int]
) -> None:
    found = edition_of(pack, edition)
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
            allowed = (Check.UNCHECKED,) if edition.id == "2001" else (Check.SEED, Check.ANNOUNCEMENT, Check.SECONDARY)
            assert fact.checked in allowed, fact


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("cn-tech.uav", (None, None, "184012X", "214012X", "203912X", None, "203912X")),
        ("cn-tech.information-processing", (None, "056101X", "056101X", "216101X", "086501X", None, "086501X")),
        ("cn-tech.lidar", (None, None, None, "214014X", "233914X", None, "233914X")),
        ("cn-tech.human-cloning-gene-editing-j", (None, None, None, "217501J", "237301J", None, "237301J")),
        ("cn-tech.rare-earth-processing-j", (None, "053302J", "053302J", "213301J", "083201J", None, "083201J")),
        ("cn-tech.battery-cathode", (None, None, None, None, None, "252604X", "252604X")),
    ],
)
def test_chains_of_codes(pack: Catalogue, entry: str, codes: tuple[str | None, ...]) -> None:
    found = [e.entry(entry) for e in pack.editions]
    assert tuple(f.code if f else None for f in found) == codes
    earlier = {c for c in codes[:-1] if c and c != codes[-1]}
    assert set(entry_of(pack, "2025-07", entry).renamed_from) == earlier


def test_2025_changes_2023_by_three_deletions_one_addition_and_one_amendment(pack: Catalogue) -> None:
    before = {e.id: e for e in edition_of(pack, "2023").entries}
    after = {e.id: e for e in edition_of(pack, "2025-07").entries}
    assert {before[i].code for i in before.keys() - after.keys()} == {"085001J", "085001X", "085002X"}
    assert {after[i].code for i in after.keys() - before.keys()} == {"252604X"}
    own = {e.code for e in after.values() if not e.inherited_from}
    assert own == {"252604X", "083201X"}
    assert all(e.inherited_from == "2023" for e in after.values() if e.code not in own)


def test_which_edition_applies_on_a_day(pack: Catalogue) -> None:
    def on(day: str) -> list[str]:
        return [e.id for e in in_force(pack, dt.date.fromisoformat(day))]

    assert on("2008-10-31") == []
    assert on("2008-11-01") == ["2008"]
    assert on("2020-08-27") == ["2008"]
    assert on("2020-08-28") == ["2020"]
    assert on("2023-12-20") == ["2020"]
    assert on("2023-12-21") == ["2023"]
    assert on("2025-07-14") == ["2023"]
    assert on("2025-07-15") == ["2025-07"]
    assert state_of(edition_of(pack, "2022-draft"), dt.date(2023, 6, 1)) is State.DRAFT
    assert state_of(edition_of(pack, "2025-01-draft"), dt.date(2025, 7, 14)) is State.DRAFT
    assert state_of(edition_of(pack, "2025-01-draft"), dt.date(2025, 7, 15)) is State.SUPERSEDED
    assert state_of(edition_of(pack, "2001"), dt.date(2005, 1, 1)) is State.UNKNOWN


def test_strike_through_traps(pack: Catalogue) -> None:
    assert "信息存取加、解密技术" in texts_of(edition_of(pack, "2020"))
    assert "信息存取加、解密技术" in texts_of(edition_of(pack, "2022-draft"))
    assert "解密" not in texts_of(edition_of(pack, "2023"))
    assert "语音评测" in texts_of(edition_of(pack, "2020"))
    assert "语音评测" not in texts_of(edition_of(pack, "2022-draft"))
    assert "语音评测" not in texts_of(edition_of(pack, "2023"))
    germ = entry_of(pack, "2023", "237301J").points
    assert len(germ) == 1
    assert "人体生殖细胞" in germ[0].text.zh
    for struck in ("体细胞克隆", "ZFN", "TALEN", "CRISPR"):
        assert struck not in germ[0].text.zh
        assert struck in " ".join(p.text.zh for p in entry_of(pack, "2022-draft", "217501J").points)


def test_numbers_of_points_are_those_of_the_edition(pack: Catalogue) -> None:
    def recommender(edition: str) -> list[str | None]:
        points = entry_of(pack, edition, "cn-tech.information-processing").points
        return [p.no for p in points if "个性化信息推送" in p.text.zh]

    holding = ("2020", "2022-draft", "2023", "2025-07")
    assert [recommender(e) for e in holding] == [["21"], ["19"], ["18"], ["18"]]
    draft = [p.no for p in entry_of(pack, "2022-draft", "216101X").points]
    assert draft == [str(n) for n in range(1, 20)]
    assert [p.no for p in entry_of(pack, "2023", "086501X").points] == ["6", "7", "8", "15", "16", "17", "18"]


def test_codes_and_titles_that_must_not_appear(pack: Catalogue) -> None:
    assert entry_of(pack, "2020", "183506X").checked is Check.SECONDARY
    assert edition_of(pack, "2023").entry("183506X") is None
    for title in ("光伏硅片制备技术", "CRISPR基因编辑技术", "合成生物学技术"):
        assert title in {e.title.zh for e in edition_of(pack, "2022-draft").entries}
        assert title not in {e.title.zh for e in edition_of(pack, "2023").entries}
    for gone in ("医用诊断器械及设备制造技术", "目标特征提取及识别技术", "绿色植物生产调节剂制造技术"):
        assert gone in {e.title.zh for e in edition_of(pack, "2020").entries}
        assert gone not in {e.title.zh for e in edition_of(pack, "2023").entries}
    for edition in pack.editions:
        for entry in edition.entries:
            assert not entry.title.zh.startswith(("(", "（")), entry.title


def test_point_titles_without_text_are_partial(pack: Catalogue) -> None:
    metallurgy = entry_of(pack, "2025-07", "083201X")
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
        texts = [edition.title, edition.notes, *([edition.expected_split] if edition.expected_split else [])]
        texts += [w for e in edition.entries for w in (e.title, *(p.text for p in e.points))]
        texts += [event.title for event in edition.events]
        assert [w for w in texts if not (w.zh and w.en)] == []


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
            if event.kind == "not_adopted":
                drafts = pack.editions[: pack.editions.index(edition)]
                assert now is None, event
                assert any(d.status == "draft" and d.entry(event.entry) for d in drafts), event
                continue
            assert now is not None, event
            assert event.code_to in ("", now.code), event
            if event.kind == "added":
                assert then is None, event
            if then and event.code_from:
                assert event.code_from == then.code, event


def test_events_count_what_the_announcements_say(pack: Catalogue) -> None:
    def kinds(edition: str) -> Counter[str]:
        return Counter(e.kind for e in edition_of(pack, edition).events)

    assert kinds("2020") == {"deleted": 9, "added": 14, "amended": 10}
    assert kinds("2022-draft")["added"] == 7
    assert kinds("2023") == {"deleted": 3, "added": 4, "renumbered": 3, "amended": 12, "not_adopted": 3}
    assert kinds("2025-01-draft") == {"added": 1, "amended": 1}
    assert kinds("2025-07") == {"deleted": 3, "added": 1, "amended": 1}


def test_every_deletion_and_amendment_of_2020_stood_in_2008(pack: Catalogue) -> None:
    before = {e.id for e in edition_of(pack, "2008").entries}
    events = edition_of(pack, "2020").events
    assert {e.entry for e in events if e.kind in ("deleted", "amended")} <= before
    assert not {e.entry for e in events if e.kind == "added"} & before


def test_no_prohibited_entry_of_2020_is_new(pack: Catalogue) -> None:
    prohibited = {e.id for e in edition_of(pack, "2020").entries if e.control is J}
    assert prohibited <= {e.id for e in edition_of(pack, "2008").entries}


def test_an_entry_of_2008_is_not_called_deleted_where_it_is_only_not_loaded(pack: Catalogue) -> None:
    deleted = {e.entry for e in edition_of(pack, "2020").events if e.kind == "deleted"}
    gone = {e.id for e in edition_of(pack, "2008").entries} - {e.id for e in edition_of(pack, "2020").entries}
    assert gone - deleted == {
        "cn-tech.mining-engineering-j",
        "cn-tech.amorphous-inorganic-j",
        "cn-tech.nonferrous-metallurgy-j",
        "cn-tech.heat-treatment-x",
        "cn-tech.aviation-materials-x",
    }


def test_the_draft_of_january_2025_differs_from_the_final_text_where_its_sources_say(pack: Catalogue) -> None:
    def values(edition: str) -> set[tuple[str, str, str]]:
        entry = entry_of(pack, edition, "cn-tech.battery-cathode")
        limbs = [limb for p in entry.points for limb in (p.tree.limbs() if p.tree else ())]
        return {(limb.quantity, f"{limb.op} {float(limb.values[0])}", limb.condition.en) for limb in limbs}

    draft, final = values("2025-01-draft"), values("2025-07")
    assert ("tap_density", "gt 2.1", "") in draft
    assert ("tap_density", "gt 1.2", "") in final
    assert {c for q, _, c in draft if q == "compaction_density"} == {"at 300 MPa"}
    assert {c for q, _, c in final if q == "compaction_density"} == {"at 220 MPa"}
    assert ("first_efficiency", "ge 90.0", "at 0.1C") in draft
    assert ("first_efficiency", "ge 95.0", "at 0.1C") in final


def test_fields_that_sources_only_mention_are_no_entries(pack: Catalogue) -> None:
    titles = " ".join(e.title.zh + e.title.en.lower() for e in edition_of(pack, "2008").entries)
    for topic in ("宣纸", "xuan", "tea", "烟花", "firework", "茅台", "mao tai", "黄酒", "panda", "熊猫"):
        assert topic not in titles
