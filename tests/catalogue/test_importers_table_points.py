"""Tables whose rows are points under codes of their own, and lists of names that hold several lists."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.importers.tables import table as tables
from catalogue.model import Catalogue, Control, Edition, Entry, State, Words
from catalogue.packs import bundled_packs, read_library
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


def read_names(data: str, name: str, edition: str = "2026-07", jurisdiction: str = "CN") -> Reading:
    card = PartyCard("p", Words("名单", "Lists"), jurisdiction, Words(), "", {})
    target = Target("p", edition, parties=card)
    return tables.read_table(Source(Path(name), data.encode()), target, unwatched)


def test_a_table_of_several_lists_gives_each_with_its_days() -> None:
    text = (
        "list,name_zh,name_en,country,address,notice,published,effective,url\n"
        'control_list,甲公司,Alpha,IT,"Via 1, Roma",公告第30号,2026-07-24,2026-07-25,https://a.example\n'
        "管控名单,乙公司,Beta,,,公告第31号,2026-07-24,,https://b.example\n"
        "control_list,丙公司,Gamma,DE,,公告第30号,2026-07-24,2026-07-25,https://a.example\n"
    )
    first, second = read_names(text, "t.csv").lists
    assert (first.id, second.id) == ("2026-07-control-list", "2026-07-2")
    assert (second.title.zh, len(first.parties), len(first.notices)) == ("管控名单", 2, 1)
    alpha, beta = first.parties[0], second.parties[0]
    assert (alpha.country, alpha.addresses) == ("IT", ("Via 1, Roma",))
    notice = first.notices[alpha.notice]
    assert (notice.published, notice.effective) == (dt.date(2026, 7, 24), dt.date(2026, 7, 25))
    assert "https://a.example" in notice.sources
    days = [dt.date(2026, 7, 24), dt.date(2026, 7, 25)]
    assert {first.state_of(alpha, day) for day in days} == {second.state_of(beta, days[0])} == {State.UNKNOWN}


def test_a_notice_without_a_state_has_the_state_held_or_none() -> None:
    card = read_library(bundled_packs(), None, only="cn-parties").party_cards["cn-parties"]
    text = (
        "list,name_zh,notice,effective,dataset\n"
        "export_control_control_list,甲公司,商务部公告2025年第13号,2025-03-04,one\n"
        "出口管制管控名单,乙公司,第13号,2025-03-04,two\n"
        "出口管制管控名单,丙公司,商务部公告2031年第1号,2031-03-04,two\n"
        "another list,丁公司,商务部公告2025年第13号,2025-03-04,two\n"
    )
    reading = tables.read_table(Source(Path("t.csv"), text.encode()), Target("p", "x", parties=card), unwatched)
    on = dt.date(2031, 11, 21)
    assert [(one.id, one.title.zh) for one in reading.lists] == [
        ("x-control-list-one", "出口管制管控名单 [one]"),
        ("x-control-list-two", "出口管制管控名单 [two]"),
        ("x-another-list-two", ""),
    ]
    states = [one.state_of(party, on) for one in reading.lists for party in one.parties]
    assert states == [State.STOPPED, State.STOPPED, State.UNKNOWN, State.UNKNOWN]
    told = " ".join(remark.en for remark in reading.remarks)
    assert "2 notices are of unknown state" in told
    assert "2 data sets (one, two)" in told


def record(name: str, address: str, **more: object) -> dict[str, object]:
    base = {"addresses": [address], "aliases": ["Al", "Be"], "country": "jp", "entity_name": name}
    return base | {"date_added": None, "last_verified": "2026-07-20", "list_id": "l", "reason": "懸念: 核 N"} | more


def test_names_that_slipped_behind_the_country_are_names() -> None:
    rows = [record("Alpha", "Islamic Republic of Iran"), record("", "Islamic Republic of Iran Beta Tech Co. Ltd")]
    reading = read_names(json.dumps([*rows, record("", "")]), "l.json", "2025-09-29", "JP")
    (one,) = reading.lists
    alpha, beta = one.parties
    assert (alpha.country, alpha.addresses, alpha.aliases) == ("IR", (), ("Al", "Be"))
    assert (beta.name.en, beta.country, beta.concern) == ("Beta Tech Co. Ltd", "IR", ("nuclear",))
    assert one.state_of(alpha, dt.date(2026, 11, 21)) is State.IN_FORCE
    assert (one.id, one.as_of) == ("2025-09-29", dt.date(2025, 9, 29))
    assert [one.why.en for one in reading.unplaced] == ["has no name"]
    told = " ".join(remark.en for remark in reading.remarks)
    assert "1 rows have no name" in told
    assert "the country is JP in every row" in told


def test_the_japanese_list_and_the_chinese_lists_read_whole(shared: Path) -> None:
    path = shared / "data" / "parties" / "jp_foreign_end_user_list.json"
    reading = read_names(path.read_text(encoding="utf-8"), path.name, "2025-09-29", "JP")
    (one,) = reading.lists
    assert (len(one.parties), reading.unplaced, reading.refused) == (835, (), ())
    assert sum(not party.country for party in one.parties) == 0
    assert sum(not party.concern for party in one.parties) == 0
    assert sum(len(party.aliases) for party in one.parties) == 1415
    assert any(party.name.en == "Abascience Tech Co. Ltd" for party in one.parties)
    path = shared / "data" / "parties" / "cn_lists_2026-07.json"
    lists = read_names(path.read_text(encoding="utf-8"), path.name).lists
    assert sorted(len(one.parties) for one in lists) == [40, 61, 139]
    assert all(notice.effective for one in lists for notice in one.notices.values())
    path = shared / "data" / "cn" / "entities.csv"
    reading = read_names(path.read_text(encoding="utf-8-sig"), path.name)
    assert sum(len(one.parties) for one in reading.lists) == 550
    assert len(reading.lists) == 6
    on = dt.date(2026, 11, 21)
    assert {one.state_of(party, on) for one in reading.lists for party in one.parties} == {State.UNKNOWN}
