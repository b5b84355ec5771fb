"""Freezing: what is written, what counts as a change, and what does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from classify_desk import Desk

from catalogue.engine import open_engine
from catalogue.freeze import Digests, digest, freeze
from catalogue.home import home_from
from catalogue.matterfile import MatterFile
from catalogue.model import Edition, LimbTree

ON = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


@pytest.fixture
def sample(root: Path) -> MatterFile:
    return MatterFile.open(root / "clause_library" / "samples" / "lidar-long-range.yaml")


def frozen(desk: Desk, file: MatterFile) -> MatterFile:
    return freeze(file, desk.classify(file.matter), desk.library, by="王", on=ON, program="caveat 0.1.0")


def with_edition(desk: Desk, edition: Edition) -> Desk:
    technology = desk.library.catalogues["cn-tech"]
    editions = tuple(edition if e.id == edition.id else e for e in technology.editions)
    catalogues = {**desk.library.catalogues, "cn-tech": replace(technology, editions=editions)}
    return replace(desk, library=replace(desk.library, catalogues=catalogues))


def newest(desk: Desk) -> Edition:
    return desk.library.catalogues["cn-tech"].editions[-1]


def test_freezing_writes_who_when_data_and_result_and_keeps_the_comments(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample)
    block = file.matter.frozen
    assert block is not None
    assert (block["on"], block["by"], block["program"]) == ("2026-11-21", "王", "caveat 0.1.0")
    assert block["data"] == [
        {
            "catalogue": "cn-tech",
            "edition": "2025-07",
            "sha256": digest(desk.library.catalogues["cn-tech"], newest(desk)),
        }
    ]
    assert block["result"]["prc"] == "restricted"  # type: ignore[index, call-overload]
    assert "# Sample two" in file.text
    assert sample.matter.frozen is None


def test_only_a_frozen_matter_carries_changes_and_at_first_there_are_none(desk: Desk, sample: MatterFile) -> None:
    assert "changed" not in desk.classify(sample.matter).as_json()
    assert desk.classify(frozen(desk, sample).matter).as_json()["changed"] == []


def test_places_in_files_are_no_change_of_data(desk: Desk) -> None:
    edition = newest(desk)
    moved = replace(edition, entries=tuple(replace(e, line=e.line + 7) for e in edition.entries), as_of=ON)
    catalogue = desk.library.catalogues["cn-tech"]
    assert digest(catalogue, moved) == digest(catalogue, edition)


def test_a_changed_threshold_is_reported_with_what_it_touches(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample)
    edition = newest(desk)
    lidar = edition.entry("233914X")
    assert lidar is not None
    point = lidar.points[0]
    assert point.tree is not None
    parts = tuple(replace(p, values=(p.values[0] * 2,)) if not isinstance(p, LimbTree) else p for p in point.tree.parts)
    changed_point = replace(point, tree=LimbTree(point.tree.kind, parts))
    entries = tuple(replace(e, points=(changed_point,)) if e is lidar else e for e in edition.entries)
    result = with_edition(desk, replace(edition, entries=entries)).classify(file.matter)
    changed = {str(c["what"]): c for c in result.changed or ()}
    assert changed["data cn-tech/2025-07"]["touches"] == ["233914X"]
    assert (changed["prc"]["was"], changed["prc"]["is"]) == ("restricted", "indeterminate")
    assert any(what.startswith("finding 远距激光雷达") for what in changed)
    assert all(set(c) == {"what", "was", "is", "touches"} for c in changed.values())
    assert parts[0].values[0] == Fraction(60)  # type: ignore[union-attr]


def test_another_edition_coming_into_force_is_reported(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample)
    earlier = desk.classify(replace(file.matter, as_of=dt.date(2024, 6, 1)))
    changed = {str(c["what"]): (c["was"], c["is"]) for c in earlier.changed or ()}
    assert changed["edition cn-tech/2025-07"] == ("applies", "does not apply")
    assert changed["edition cn-tech/2023"] == ("does not apply", "applies")
    assert "prc" not in changed


def test_a_changed_fact_of_the_matter_shows_as_a_changed_result(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample).set_measured(0, "探测距离", "210 m")
    changed = {str(c["what"]) for c in desk.classify(file.matter).changed or ()}
    assert {"prc", "overall", "regime cn-tech"} <= changed
    assert not any(what.startswith("data") for what in changed)


def test_decisions_questions_and_dates_are_kept_and_compared(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample.set(("approvals", "loi"), {"status": "filed", "filed_on": "2026-11-02"}))
    assert desk.classify(file.matter).changed == ()
    decided = file.add(
        ("confirmations",),
        {"about": "regime:cn-tech", "answer": "free", "by": "李", "on": "2026-11-21", "reason": "因"},
    )
    changed = {str(c["what"]): (c["was"], c["is"], c["touches"]) for c in desk.classify(decided.matter).changed or ()}
    assert changed["decision cn-tech"] == ("", "free", ["cn-tech"])
    later = file.set(("approvals", "loi", "filed_on"), "2026-11-09")
    moved = {str(c["what"]): (c["was"], c["is"]) for c in desk.classify(later.matter).changed or ()}
    assert moved
    assert all(what.startswith("date ") and was < now for what, (was, now) in moved.items())
    answered = file.set_measured(0, "峰值功率", "1 kW").set_measured(0, "探测距离", "1 km")
    asked = {str(c["what"]) for c in desk.classify(answered.matter).changed or ()}
    assert any(what.startswith("question limb-233914X") for what in asked)


def test_a_party_that_came_onto_a_list_is_told(home: Path, sample: MatterFile) -> None:
    engine = open_engine(home_from({"CAVEAT_HOME": str(home)}))
    result = engine.classify(sample.matter)
    assert result.listed == ()
    file = freeze(sample, result, engine.library, by="王", on=ON, program="caveat 0.1.0")
    assert engine.classify(file.matter).changed == ()
    listed = file.set(("parties", 1, "name"), "Rheinmetall Italia")
    changes = engine.classify(listed.matter).changed or ()
    (change,) = [c for c in changes if str(c["what"]).startswith("party ")]
    assert str(change["what"]).startswith("party Rheinmetall Italia: 出口管制管控名单/")
    assert (change["was"], change["is"]) == ("", "in_force")


def test_a_block_of_an_earlier_version_is_compared_by_what_it_holds(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample)
    for kind in ("decisions", "questions", "dates"):
        file = file.remove(("frozen", "result", kind))
    assert desk.classify(file.matter).changed == ()


@pytest.mark.parametrize("block", ["{}", "{data: 5, result: [a]}", "{on: 2026-11-21, result: {regimes: x, dates: {}}}"])
def test_a_spoilt_block_is_a_change_and_no_fault(desk: Desk, sample: MatterFile, block: str) -> None:
    spoilt = sample.with_text(sample.text.replace("frozen: null", f"frozen: {block}"))
    changed = desk.classify(spoilt.matter).changed
    assert (block == "{}") == (not changed)


def test_changed_conclusions_name_the_regimes_and_data_what_rests_on_it(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample).set_measured(0, "探测距离", "210 m")
    changed = {str(c["what"]): c["touches"] for c in desk.classify(file.matter).changed or ()}
    assert (changed["prc"], changed["overall"]) == (["cn-tech"], ["cn-tech"])
    other = frozen(desk, sample.set(("technology", 0), {"name": "包装线"}))
    edition = replace(newest(desk), instrument="另一公告")
    (change,) = with_edition(desk, edition).classify(other.matter).changed or ()
    assert (change["what"], change["touches"]) == ("data cn-tech/2025-07", ["cn-tech"])


def test_an_entry_that_vanished_is_still_named(desk: Desk, sample: MatterFile) -> None:
    file = frozen(desk, sample)
    edition = newest(desk)
    emptied = replace(edition, entries=tuple(e for e in edition.entries if e.code != "233914X"))
    changed = {str(c["what"]): c["touches"] for c in with_edition(desk, emptied).classify(file.matter).changed or ()}
    assert changed["data cn-tech/2025-07"] == ["233914X"]


def test_digests_are_made_once_and_never_for_another_edition(desk: Desk) -> None:
    catalogue, edition = desk.library.catalogues["cn-tech"], newest(desk)
    digests = Digests()
    assert digests.of(catalogue, edition) == digests.of(catalogue, edition) == digest(catalogue, edition)
    assert len(digests.made) == 1
    changed = replace(edition, instrument="另一公告")
    assert digests.of(catalogue, changed) == digest(catalogue, changed) != digest(catalogue, edition)
