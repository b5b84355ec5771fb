"""The history of an entry as it is printed."""

from __future__ import annotations

import pytest

from catalogue.editions import history
from catalogue.packs import bundled_packs, read_library
from catalogue.telling.chain import chain_lines

CATALOGUE = read_library(bundled_packs()).catalogue("cn-tech")


def told(entry: str, lang: str = "zh") -> list[str]:
    return list(chain_lines(history(CATALOGUE, entry), lang))


@pytest.mark.parametrize(
    ("entry", "zh", "en"),
    [
        ("cn-tech.uav", "184012X → 214012X（征求意见稿） → 203912X", "184012X → 214012X (draft) → 203912X"),
        (
            "cn-tech.information-processing",
            "056101X → 216101X（征求意见稿） → 086501X",
            "056101X → 216101X (draft) → 086501X",
        ),
        ("cn-tech.lidar", "214014X（征求意见稿） → 233914X", "214014X (draft) → 233914X"),
        ("cn-tech.human-cloning-gene-editing-j", "217501J（征求意见稿） → 237301J", "217501J (draft) → 237301J"),
        ("cn-tech.battery-cathode", "252604X", "252604X"),
    ],
)
def test_the_codes_stand_in_one_line_in_both_languages(entry: str, zh: str, en: str) -> None:
    assert told(entry)[0] == f"沿革：{zh}"
    assert told(entry, "en")[0] == f"History: {en}"


def test_each_edition_tells_code_title_and_what_was_done() -> None:
    lines = told("cn-tech.uav", "en")
    assert "    2023: 203912X  Unmanned aerial vehicle technology  [from a published commentary or survey]" in lines
    after = lines[lines.index(next(x for x in lines if x.startswith("    2023:"))) + 1]
    assert after.startswith("        renumbered 184012X → 203912X (2023-12-21, 公告2023年第57号): 214012X in the draft")


def test_an_entry_that_is_only_not_loaded_is_never_called_deleted() -> None:
    lines = told("cn-tech.heat-treatment-x")
    assert any(line.startswith("    2020: 未收录（此版收录35/164）") for line in lines)
    assert lines[-1].startswith("    2025-07: 未收录（此版收录26/132（推算））")
    assert not any("删除" in line for line in lines)


def test_a_deleted_entry_ends_with_its_deletion() -> None:
    lines = told("cn-tech.caffeine-j", "en")
    assert lines[-1].startswith("        deleted (2020-08-28, 公告2020年第38号)")
    assert not any(line.startswith("    2023") for line in lines)


def test_what_a_draft_had_and_the_final_text_has_not_ends_as_not_adopted() -> None:
    lines = told("cn-tech.pv-wafer-x")
    assert lines[0] == "沿革：213106X（征求意见稿）"
    assert lines[-1].startswith("        未采纳（2023-12-21，公告2023年第57号）")


def test_the_history_begins_with_the_first_edition_that_knows_the_entry() -> None:
    assert told("cn-tech.lidar")[1].startswith("    2022-draft（征求意见稿）: 214014X")
    assert told("cn-tech.rare-earth-processing-j")[1].startswith("    2001: -")


def test_an_id_of_no_edition_has_no_history() -> None:
    assert told("cn-tech.nothing") == []


def test_every_entry_of_every_edition_can_be_told_in_both_languages() -> None:
    for entry in {e.id for edition in CATALOGUE.editions for e in edition.entries}:
        for lang in ("zh", "en"):
            assert len(told(entry, lang)) >= 2, entry
