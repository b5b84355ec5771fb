"""What an import is compared with, and what a table tells of states that one edition cannot hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.importcommand import place_for, read_publication
from catalogue.importers.installing import Place
from catalogue.importers.preview import compared_with, preview
from catalogue.importers.reading import Card, Reading, Source, Target, unwatched
from catalogue.importers.tables.table import read_table
from catalogue.model import Catalogue, Check, Edition, Entry, Words
from catalogue.packs import bundled_packs, read_library


def entry(code: str, title: str = "物项") -> Entry:
    return Entry(f"t.{code.lower()}", code, Words(title), None, checked=Check.OFFICIAL)


def catalogue(*editions: Edition, **more: object) -> Catalogue:
    made = Catalogue("t", Words("清单"), "control-list", "CN", Words(), ".*", Words(), "x", editions)
    return replace(made, **more)  # type: ignore[arg-type]


def edition(name: str, *entries: Entry, **more: object) -> Edition:
    return replace(Edition(name, "t", Words(name), name, "in_force", entries=entries), **more)  # type: ignore[arg-type]


def test_an_edition_is_compared_with_the_newest_of_its_kind() -> None:
    first, new = edition("2024", entry("1A001"), entry("1A002")), edition("x", entry("1A001"))
    licence = edition("2026-licence", entry("1A001", "另名"), kind="licence-catalogue")
    draft = edition("2026-draft", entry("1A001"), status="draft")
    assert compared_with(new, catalogue(first, licence, draft)) == first
    assert compared_with(replace(new, kind="licence-catalogue"), catalogue(first, licence)) == licence
    assert compared_with(new, catalogue(licence)) is None
    beside = catalogue(first, edition("2025-10", entry("3A001")), side_by_side=True)
    assert compared_with(new, beside) == first
    held = read_library(bundled_packs(), None, only="cn-dual-use").catalogues["cn-dual-use"]
    found = compared_with(replace(new, catalogue="cn-dual-use"), held)
    assert found is not None
    assert found.id == "2024-51"


def test_a_digest_is_told_once_and_not_compared_word_by_word(tmp_path: Path) -> None:
    digest = edition(
        "2026", entry("1A001", "自拟"), entry("1A002", "别的"), title=Words("清单（摘要）", "List (digest)")
    )
    after = edition("2026", entry("1A001", "Printed title"), entry("1A003"), title=Words("清单", "List"))
    card = Card(Words("清单"), "control-list", "CN", Words())
    shown = preview(Reading("t", card, after), Place(tmp_path, catalogue(digest), None, dt.date(2026, 11, 21)))
    assert {(one.kind, one.code) for one in shown.changes} == {("added", "1A003"), ("deleted", "1A002")}
    assert sum("is a digest" in remark.en for remark in shown.reading.remarks) == 1
    again = preview(Reading("t", card, after), Place(tmp_path, catalogue(after), None, dt.date(2026, 11, 21)))
    assert not any("digest" in remark.en for remark in again.reading.remarks)


def test_a_column_of_states_is_told_and_never_lost() -> None:
    text = (
        "code,label,text_zh,status\n"
        "1A001,,甲,in force since 2025-02-04\n"
        "1A002,,乙,suspended 2025-11-07..2026-11-10\n"
        "1A003.a,,丙,suspended 2025-11-07..2026-11-10\n"
        "1A004,,丁,\n"
    )
    mapping = catalogue(code_pattern=r"\d[A-Z]\d{3}")
    reading = read_table(Source(Path("t.csv"), text.encode()), Target("t", "x", held=mapping), unwatched)
    assert reading.edition is not None
    told = {one.code: "suspended 2025-11-07..2026-11-10" in one.notes.zh for one in reading.edition.entries}
    assert told == {"1A001": False, "1A002": True, "1A003": True, "1A004": False}
    assert all(not one.checked.decides for one in reading.edition.entries if told[one.code or ""])
    assert any("2 rows are not plainly in force" in remark.en for remark in reading.remarks)


@pytest.mark.parametrize(
    ("name", "day"), [("2026-01-05", dt.date(2026, 1, 5)), ("2026-01", None), ("2026-02-30", None), ("2026-1-5", None)]
)
def test_an_edition_of_a_table_named_by_its_day_is_of_that_day(tmp_path: Path, name: str, day: dt.date | None) -> None:
    target = Target("t", name, held=catalogue())
    reading = read_table(Source(Path("t.csv"), "code,title\n1A001,甲\n".encode()), target, unwatched)
    assert reading.edition is not None
    assert reading.edition.effective == day
    shown = preview(reading, Place(tmp_path, catalogue(), None, dt.date(2026, 11, 21)))
    assert any("no day of effect" in remark.en for remark in shown.reading.remarks) == (day is None)


@pytest.mark.parametrize(("found", "told"), [(6, True), (23, False), (28, False)])
def test_far_fewer_entries_than_are_held_are_told(tmp_path: Path, found: int, told: bool) -> None:
    def many(n: int) -> Edition:
        return edition("2023", *(entry(f"1A{i:03}", f"物项{i}") for i in range(n)))

    reading = Reading("t", Card(Words("清单"), "control-list", "CN", Words()), many(found))
    shown = preview(reading, Place(tmp_path, catalogue(many(28)), None, dt.date(2026, 11, 21)))
    assert any("replacing takes the rest away" in remark.en for remark in shown.reading.remarks) == told


def test_far_fewer_names_than_are_held_are_told(tmp_path: Path) -> None:
    place = place_for("jp-parties", tmp_path / "packs", dt.date(2026, 11, 21))
    path = tmp_path / "l.csv"
    path.write_text("entity name,country\nAlpha,IR\n", encoding="utf-8")
    shown = preview(read_publication(path, "jp-parties", place, edition="2025-09-29"), place)
    assert any("holds 835 entries and this file has 1" in remark.en for remark in shown.reading.remarks)


@pytest.mark.parametrize(
    ("headings", "row", "title", "text"),
    [
        (
            "Item no.,Description of goods,Technical specification",
            "1A001,Teapot,volume > 2 L",
            "Teapot",
            "volume > 2 L",
        ),
        ("Code,Goods description,Text", "1A001,Teapot,volume > 2 L", "Teapot", "volume > 2 L"),
        ("编号,货物描述,技术指标", "1A001,茶壶,容积大于2升", "茶壶", "容积大于2升"),
        ("Code,Goods description", '1A001,"Teapot\nvolume > 2 L"', "Teapot", "Teapot\nvolume > 2 L"),
    ],
)
def test_a_description_is_the_title_beside_a_text(headings: str, row: str, title: str, text: str) -> None:
    source = Source(Path("t.csv"), f"{headings}\n{row}\n".encode())
    reading = read_table(source, Target("t", "x", held=catalogue()), unwatched)
    assert reading.edition is not None
    (found,) = reading.edition.entries
    (point,) = found.points
    assert (found.title.zh or found.title.en, (point.text.zh or point.text.en).split()) == (title, text.split())
