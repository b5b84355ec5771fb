"""Tables whose rows are points under codes of their own, and lists of names that hold several lists."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from catalogue.importers import table as tables
from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.model import Catalogue, Control, Edition, Entry, State, Words
from catalogue.parties import PartyCard


def held(*entries: Entry) -> Catalogue:
    edition = Edition("2025", "t", Words("旧", ""), "某令", "in_force", entries=entries)
    pattern = r"\d[A-E]\d{3}"
    return Catalogue("t", Words("试验", ""), "control-list", "CN", Words(), pattern, Words(), "某令", (edition,))


def read(text: str, catalogue: Catalogue) -> Reading:
    return tables.read_table(Source(Path("t.csv"), text.encode()), Target("t", "2026", held=catalogue), unwatched)


def test_a_code_with_levels_behind_it_is_a_point_of_its_entry() -> None:
    reading = read(
        "code,base_code,text_zh,hs_codes\n1C117.d,1C117,丁的要点,1234567890\n1C117.d.1,1C117,丁一的要点,\n"
        "1C117,1C117,本条正文,\n1C117.d,1C117,又一丁,\n1E101.b,1E101,乙的要点,\n2X1.a,,外文,\n",
        held(Entry("t.1e101", "1E101", Words("旧名", "Old"), Control.LICENCE)),
    )
    assert reading.edition is not None
    first, second = reading.edition.entries
    assert (first.code, first.title.zh) == ("1C117", "本条正文")
    assert [(p.no, p.text.zh) for p in first.points] == [
        (None, "本条正文"),
        ("d", "丁的要点"),
        ("d.1", "丁一的要点"),
    ]
    assert first.points[1].customs == ("1234567890",)
    assert (second.code, second.id, second.title.zh) == ("1E101", "t.1e101", "旧名")
    assert [(p.no, p.text.zh) for p in second.points] == [("b", "乙的要点")]
    assert [one.code for one in reading.refused] == ["2X1.a"]
    assert ["stands already" in one.why.en for one in reading.unplaced] == [True]
    assert any("1 entries have no row of their own" in remark.en for remark in reading.remarks)


def test_items_of_the_dual_use_table_are_points(shared: Path) -> None:
    path = shared / "data" / "cn" / "dual_use.csv"
    reading = tables.read_table(Source(path, path.read_bytes()), Target("t", "2026", held=held()), unwatched)
    assert reading.edition is not None
    assert reading.refused == ()
    numbers = {entry.code: {point.no for point in entry.points} for entry in reading.edition.entries}
    assert "d" in numbers["1C117"]
    assert "b" in numbers["1E101"]


@pytest.mark.parametrize("heading", ["编号,名称,要点", "Code,Title,Goods description", "code,name_zh,text_zh"])
def test_headings_of_everyday_tables_are_known(heading: str) -> None:
    reading = read(f"{heading}\n1A001,甲,大于三\n", held())
    assert reading.edition is not None
    (entry,) = reading.edition.entries
    assert (entry.title.zh, entry.points[0].text.zh) == ("甲", "大于三")
