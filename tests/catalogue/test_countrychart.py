"""The Country Chart, Country Groups and licence exceptions: cells, names, territories, faults."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from catalogue.countrychart import FILES, Cell, Reach, UsTables, read_us_tables
from catalogue.packs import bundled_packs
from catalogue.problems import BadInput

FOLDER = bundled_packs() / "us-ccl"


@pytest.fixture(scope="module")
def tables() -> UsTables:
    return read_us_tables(FOLDER)


def test_the_bundled_tables(tables: UsTables) -> None:
    assert len(tables.columns) == 16
    assert len(tables.rows) == 200
    assert [g.id for g in tables.groups] == [
        *(f"A:{n}" for n in range(1, 7)),
        "B",
        *(f"D:{n}" for n in range(1, 6)),
        "E:1",
        "E:2",
    ]
    assert len(tables.exceptions) == 28
    assert "CIV" not in {e.symbol for e in tables.exceptions}
    assert tables.differences.zh
    assert tables.as_of is not None


@pytest.mark.parametrize(
    ("country", "column", "cell"),
    [
        ("CN", "NS 2", Cell.MARKED),
        ("中国", "CC 3", Cell.MARKED),
        ("Canada", "NS 2", Cell.EMPTY),
        ("CA", "FC 1", Cell.MARKED),
        ("IR", "AT 1", Cell.UNSETTLED),
        ("CN", "CC 2", Cell.UNSETTLED),
        ("ZW", "NS 1", Cell.UNSETTLED),
    ],
)
def test_cells(tables: UsTables, country: str, column: str, cell: Cell) -> None:
    assert tables.row(country)[0].cell(tables.column(column)) is cell


@pytest.mark.parametrize(
    ("asked", "code"), [("korea, south", "KR"), ("South Korea", "KR"), ("韩国", "KR"), ("ru", "RU")]
)
def test_a_country_by_any_of_its_names(tables: UsTables, asked: str, code: str) -> None:
    assert tables.row(asked)[0].code == code


@pytest.mark.parametrize("asked", ["ns2", "NS 2", "NS Column 2", " ns  2 "])
def test_a_column_as_people_write_it(tables: UsTables, asked: str) -> None:
    assert tables.column(asked) == "NS 2"


def test_hong_kong_follows_the_row_of_china(tables: UsTables) -> None:
    row, basis = tables.row("HK")
    assert row.code == "CN"
    assert "85 FR 83788" in basis


def test_macau_is_not_in_d5_and_china_is(tables: UsTables) -> None:
    assert "D:5" in {group.id for group in tables.groups_of("CN")}
    assert "D:5" not in {group.id for group in tables.groups_of("MO")}


@pytest.mark.parametrize(
    ("symbol", "country", "reach"),
    [
        ("GBS", "BR", Reach.NAMED),
        ("GBS", "CN", Reach.OUTSIDE),
        ("STA", "DE", Reach.NAMED),
        ("STA", "AE", Reach.NAMED),
        ("STA", "CN", Reach.OUTSIDE),
        ("SCP", "CU", Reach.NAMED),
        ("ACE", "IR", Reach.EXCLUDED),
        ("ACE", "CN", Reach.NOT_HELD),
        ("TMP", "CN", Reach.NOT_HELD),
    ],
)
def test_what_is_held_of_an_exception_and_a_destination(
    tables: UsTables, symbol: str, country: str, reach: Reach
) -> None:
    (one,) = (one for one in tables.exceptions if one.symbol == symbol)
    assert one.reach(country, tuple(group.id for group in tables.groups_of(country))) is reach


def test_every_exception_says_what_is_not_held(tables: UsTables) -> None:
    assert all(one.not_held.zh and one.not_held.en for one in tables.exceptions)
    assert sum(one.by_list for one in tables.exceptions) == 13
    assert len(tables.limits) == 7


def test_footnotes_keep_their_conditions(tables: UsTables) -> None:
    assert len(re.findall(r"\d[A-E]\d{3}", tables.footnotes["6"].en)) == 8
    assert "18" in tables.footnotes["10"].en
    assert "18" in tables.footnotes["10"].zh


@pytest.mark.parametrize("asked", ["Narnia", "", "XX"])
def test_an_unknown_country_is_refused(tables: UsTables, asked: str) -> None:
    with pytest.raises(BadInput, match="no row"):
        tables.row(asked)


def test_an_unknown_column_is_refused_with_the_columns(tables: UsTables) -> None:
    with pytest.raises(BadInput, match="NP 1, NP 2"):
        tables.column("XY 9")


@pytest.mark.parametrize(
    ("name", "was", "becomes"),
    [
        ("country-chart", "marks: [CB 1, FC 1]", "marks: [CB 1, FC 9]"),
        ("country-groups", '"CU"]', '"XX"]'),
        ("licence-exceptions", "section: ", "sectio: "),
        ("licence-exceptions", '["A:5", ', '["A:9", '),
        ("licence-exceptions", '["AE"]', '["XX"]'),
    ],
)
def test_a_faulty_table_is_refused_whole(tmp_path: Path, name: str, was: str, becomes: str) -> None:
    for file in FILES:
        shutil.copy(FOLDER / f"{file}.yaml", tmp_path)
    path = tmp_path / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(BadInput, match=f"us-ccl/{name}.yaml"):
        read_us_tables(tmp_path)


def _marks(cells: list[str], columns: list[str]) -> set[str]:
    return {column for column, cell in zip(columns[1:17], cells[1:17], strict=True) if cell.strip()}


def test_the_chart_is_its_source_and_names_where_the_second_differs(tables: UsTables, shared: Path) -> None:
    folder = shared / "data/us"
    first = json.loads((folder / "country-chart.json").read_text(encoding="utf-8"))["countries"]
    with (folder / "country_chart_2025-11-12.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    second = {re.sub(r"[\s\d]+$", "", r[0]): _marks(r + [""] * 24, lines[0]) for r in lines[1:] if r and r[0].strip()}
    by_name = {row.name.en: row for row in tables.rows.values()}
    assert set(first) <= set(by_name)
    compared = 0
    for name, printed in first.items():
        row = by_name[name]
        assert list(row.marks) == printed["marks"]
        assert [int(number) for number in row.footnotes] == printed["footnotes"]
        if name in second:
            compared += 1
            assert set(row.differs) == set(row.marks) ^ second[name], name
    assert compared > 180


def test_the_groups_and_exceptions_are_their_sources(tables: UsTables, shared: Path) -> None:
    groups = json.loads((shared / "data/us/country-groups.json").read_text(encoding="utf-8"))["groups"]
    assert {group.id: len(group.members) for group in tables.groups} == {k: len(v) for k, v in groups.items()}
    listed = json.loads((shared / "data/us/license-exceptions.json").read_text(encoding="utf-8"))["exceptions"]
    symbols = {symbol: one["sectionNumber"] for one in listed for symbol in one["symbols"]}
    assert {e.symbol: e.section for e in tables.exceptions} == symbols
