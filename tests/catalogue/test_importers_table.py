"""Any list as a table: columns by heading, maps, several rows of one code, and everything that has no place."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.importers.tables.columns import (
    ENTRIES,
    FIELDS,
    PARTIES,
    guess,
    heading_row,
    key,
    read_columns,
    read_headings,
)
from catalogue.importers.tables.table import FORMAT, read_table
from catalogue.model import Catalogue, Check, Control, Edition, Entry, Words
from catalogue.parties import PartyCard
from catalogue.problems import BadInput

HELD = Catalogue("t", Words("试验目录", "Test list"), "control-list", "XX", Words("部"), r"\d[A-E]\d{3}", Words(), "s")
CARD = PartyCard("p", Words("名单", "names"), "XX", Words("部"), "s", {})
SHEET = (
    "编号,技术名称,英文名称,要点编号,控制要点,备注,页码\n"
    "1A001,甲,Alpha,a,大于 3 kW,注一,7\n1A001,甲,,b,小于 5 m,,7\n2B002,乙,,,,,8\n"
)


def table(text: str | bytes, tmp_path: Path, name: str = "list.csv", encoding: str = "", **target: object) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    source = Source(tmp_path / name, data, encoding)
    assert FORMAT.recognises(source)
    asked = {"catalogue": "t", "edition": "2026-03-01", "held": HELD, **target}
    return read_table(source, Target(**asked), unwatched)  # type: ignore[arg-type]


def names(tmp_path: Path, text: str, **target: object) -> Reading:
    return table(text, tmp_path, held=None, parties=CARD, catalogue="p", **target)


def mapped(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_one_code_are_one_entry_with_its_points(tmp_path: Path) -> None:
    reading = table(SHEET, tmp_path)
    assert reading.edition is not None
    first, second = reading.edition.entries
    assert (first.code, first.title, first.control) == ("1A001", Words("甲", "Alpha"), Control.LICENCE)
    assert [(p.no, p.text.zh) for p in first.points] == [("a", "大于 3 kW"), ("b", "小于 5 m")]
    assert (first.notes.zh, first.id, first.checked) == ("注一", "t.1a001", Check.UNCHECKED)
    assert (second.code, second.points) == ("2B002", ())
    told = " ".join(remark.en for remark in reading.remarks)
    assert "编号 → code" in told
    assert "columns left out: 页码" in told
    assert "no check level is given" in told
    assert (reading.refused, reading.unplaced) == ((), ())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_columns_are_found_by_heading_never_by_place(tmp_path: Path, separator: str) -> None:
    rows = [["备注", "  技 术 名 称 ", "ＣＯＤＥ"], ["", "甲", "1A001"]]
    reading = table("\n".join(separator.join(row) for row in rows), tmp_path)
    assert reading.edition is not None
    assert [(e.code, e.title.zh) for e in reading.edition.entries] == [("1A001", "甲")]


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("番号,品目,仕様", "ja"),
        ("번호,품명,규격", "ko"),
        ("Код позиции,Наименование,Описание", "ru"),
        ("Code,Title,Text", "en"),
    ],
)
def test_headings_of_other_languages_are_known(tmp_path: Path, heading: str, language: str) -> None:
    reading = table(f"{heading}\n1A001,Alpha,over 3\n", tmp_path)
    assert reading.edition is not None, language
    (entry,) = reading.edition.entries
    assert (entry.code, entry.title.en, entry.points[0].text.en) == ("1A001", "Alpha", "over 3")


def test_no_heading_stands_under_two_fields() -> None:
    known = read_headings()
    for of in (ENTRIES, PARTIES):
        owner: dict[str, str] = {}
        for field, headings in known.fields[of].items():
            for heading in headings:
                assert owner.setdefault(key(heading), field) == field, heading


def test_what_has_no_place_is_handed_back(tmp_path: Path) -> None:
    text = (
        "某部公告,,\n编号,名称,控制要点\n1A001,甲,一\n编号,名称,控制要点\n,丙,三\nX9,丁,四\n1A001,戊,五\n1A001,甲,六\n"
        "1A001,甲,\n3C003,,\n4D004,己,七,八\n"
    )
    reading = table(text, tmp_path)
    assert reading.edition is not None
    assert [e.code for e in reading.edition.entries] == ["1A001"]
    assert [(r.where.en, r.code) for r in reading.refused] == [("row 6", "X9")]
    found = {(u.where.en, u.why.en) for u in reading.unplaced}
    assert found == {
        ("row 1", "above the headings"),
        ("row 5", "has no code"),
        ("row 7", "its code stands in row 3 with another title"),
        ("row 8", "the control point 'without a number' stands already in this entry"),
        ("row 9", "its code stands in row 3, and it has no text"),
        ("row 10", "has neither a title nor a text"),
        ("row 11", "has more cells than the heading"),
    }
    assert any("1 repeated heading rows" in remark.en for remark in reading.remarks)


MAP = """
of: entries
header: 2
columns: {code: 番号, title: 品目, text: [規格一, 規格二], control: 区分, reasons: 理由}
constants: {industry: 半导体}
values: {control: {要許可: licence, 不可: prohibited}}
separators: {reasons: /}
fill_down: [code, title]
checked: official
complete: true
source: 某部令第1号（2026-03-01）
pack: {title: {zh: 试验, en: Trial}, jurisdiction: JP, code_pattern: '\\d+'}
edition: {id: 2026-a, title: 二零二六年表, instrument: 某部令第1号, effective: 2026-03-01, expected_entries: 2}
"""


def test_a_map_says_what_a_column_holds(tmp_path: Path) -> None:
    text = "表題,,,,,\n品目,番号,区分,規格一,規格二,理由\n甲,1,要許可,上,下,NS/MT\n乙,2,不可,中,,\n丙,3,何か,,,\n"
    path = mapped(tmp_path, MAP)
    reading = table(text, tmp_path, held=None, columns=path, edition="")
    edition = reading.edition
    assert edition is not None
    assert (edition.id, edition.effective, edition.title.zh, reading.expected) == (
        "2026-a",
        dt.date(2026, 3, 1),
        "二零二六年表",
        2,
    )
    first, second = edition.entries
    assert (first.points[0].text.zh, first.reasons, first.industry.zh) == ("上\n下", ("NS", "MT"), "半导体")
    assert (first.checked, first.complete, first.source) == (Check.OFFICIAL, True, "某部令第1号（2026-03-01）")
    assert (second.control, reading.card.jurisdiction) == (Control.PROHIBITED, "JP")
    assert [(r.where.en, r.code) for r in reading.refused] == [("row 5", "3")]


def test_merged_cells_are_filled_down_only_where_the_map_says_so(tmp_path: Path) -> None:
    text = "番号,品目,号,仕様\n1A001,甲,a,一\n,,b,二\n"
    assert len(table(text, tmp_path).unplaced) == 1
    path = mapped(tmp_path, "columns: {code: 番号, title: 品目, point: 号, text: 仕様}\nfill_down: [code, title]\n")
    reading = table(text, tmp_path, columns=path)
    assert reading.edition is not None
    assert [p.no for p in reading.edition.entries[0].points] == ["a", "b"]
    assert reading.unplaced == ()


def test_ids_are_those_of_the_editions_held(tmp_path: Path) -> None:
    entry = Entry("t.alpha", "1A001", Words("甲"), None)
    held = replace(HELD, editions=(Edition("1", "t", Words("x"), "x", "in_force", entries=(entry,)),))
    reading = table(SHEET, tmp_path, held=held)
    assert reading.edition is not None
    assert [e.id for e in reading.edition.entries] == ["t.alpha", "t.2b002"]


def workbook(tmp_path: Path, rows: list[list[object]], name: str = "list.xlsx") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.create_sheet("other").append(["编号", "名称"])
    path = tmp_path / name
    book.save(path)
    return path.read_bytes()


def test_a_workbook_is_read_and_its_formulas_are_not(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["编号", "名称", "日期"],
        ["1A001", "甲", dt.date(2026, 3, 1)],
        [None, None, None],
        ["2B002", 3.0, 1],
    ]
    reading = table(workbook(tmp_path, rows), tmp_path, "list.xlsx")
    assert reading.edition is not None
    assert [(e.code, e.title.zh or e.title.en) for e in reading.edition.entries] == [("1A001", "甲"), ("2B002", "3")]
    rows[3][1] = "=A2&A2"
    with pytest.raises(BadInput, match=r"list.xlsx:4: cell B4 holds a formula; a list is read as it was published"):
        table(workbook(tmp_path, rows), tmp_path, "list.xlsx")
    path = mapped(tmp_path, "sheet: none\ncolumns: {code: 编号, title: 名称}\n")
    data = workbook(tmp_path, [["编号", "名称"]])
    with pytest.raises(BadInput, match="no sheet 'none'; one of: Sheet, other"):
        table(data, tmp_path, "list.xlsx", columns=path)


def test_json_objects_are_rows_and_numbers_stay_as_typed(tmp_path: Path) -> None:
    rows = [{"code": "1A001", "title": "甲", "text": None}, {"code": "2B002", "title": ["乙", "丙"]}]
    text = json.dumps(rows, ensure_ascii=False).replace('"甲"', "1.10")
    reading = table(text, tmp_path, "list.json")
    assert reading.edition is not None
    assert [e.title.en or e.title.zh for e in reading.edition.entries] == ["1.10", "乙;丙"]


@pytest.mark.parametrize(
    ("data", "name", "complaint"),
    [
        (
            "编号,名称\n1A001,甲\n".encode("gb18030"),
            "list.csv",
            r"list.csv:1: this file is not UTF-8 text; .*--encoding gb18030",
        ),
        (b"code,title\n1A001,\0\n", "list.csv", "list.csv:2: this file holds NUL signs"),
        (b'code,title\n"1A001,x\n', "list.csv", "not a whole CSV table"),
        (b"a,b\n1,2\n", "list.csv", "no row of this table has headings that are known"),
        ("编号,名称,品名\n1A001,甲,乙\n".encode(), "list.csv", "two columns claim the same field: '名称' and '品名'"),
        (b'[{"code": 1, "code": 2}]', "list.json", "the key 'code' is given twice in one object"),
        (b'{"code": 1}', "list.json", "this JSON is no table"),
        (b"[" * 100_000, "list.json", "not valid JSON"),
        (b'[{"code": {"a": 1}}]', "list.json", "'code' of object 1 is a structure"),
        (b"PK nothing", "list.xlsx", "damaged"),
        (b"%PDF-1.7", "list.xlsx", "not an .xlsx workbook"),
    ],
)
def test_bad_tables_are_told_in_one_line(tmp_path: Path, data: bytes, name: str, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint) as bad:
        table(data, tmp_path, name)
    assert "\n" not in str(bad.value)
    assert bad.value.in_language("zh") != str(bad.value)


def test_encodings(tmp_path: Path) -> None:
    for encoding, flag in (("gb18030", "gb18030"), ("utf-16", ""), ("utf-8-sig", "")):
        reading = table(SHEET.encode(encoding), tmp_path, encoding=flag)
        assert reading.edition is not None
        assert reading.edition.entries[0].title.zh == "甲"
    with pytest.raises(BadInput, match="'latin' is not an encoding read here"):
        table(SHEET, tmp_path, encoding="latin")


def test_an_edition_and_an_unknown_catalogue_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not say which edition it is; add --edition ID"):
        table(SHEET, tmp_path, edition="")
    with pytest.raises(BadInput, match="there is no catalogue 'x' yet"):
        table(SHEET, tmp_path, held=None, catalogue="x")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("columns: {code: a, title: a}\n", r"map.yaml:1: the heading 'a' is given for 'code' and for 'title'"),
        ("columns: {kode: a}\n", r"'kode' is not a field of the block of columns; did you mean 'code'"),
        ("columns: {code: 编号, title: 无此列}\n", "no row of this table holds the headings of the column map"),
        ("columns: {code: 编号}\nheader: 9\n", "no row of this table holds the headings"),
        ("columns: {code: 编号}\npack: {title: x, jurisdiction: XX, code_pattern: '['}\n", "is not a pattern"),
        ("columns: &x {code: *x}\n", "anchor"),
    ],
)
def test_bad_maps_are_told_with_their_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        table(SHEET, tmp_path, columns=mapped(tmp_path, text))


def test_a_heading_that_stands_twice_is_refused_for_a_map_too(tmp_path: Path) -> None:
    asked = read_columns(mapped(tmp_path, "columns: {code: a}\n"), "t")
    assert heading_row(["b", "A "], asked) == {"code": (1,)}
    with pytest.raises(BadInput, match="'a' twice"):
        heading_row(["a", "A "], asked)
    assert guess(["x", "y"], ENTRIES, read_headings()) is None


def test_names_go_into_the_slot_of_their_script(tmp_path: Path) -> None:
    text = (
        "No.,Name,English name,Aliases,Country,Address,Date,Federal Register notice\n"
        "1,海纳光学,Haina Optics,HN; 海纳,cn,Beijing,2026-03-01,90 FR 1\n"
        "2,Beta GmbH,,,DE,,01.02.2026,\n3,ハイナ,,,JP,,1/2/2026,\n,,,,,,,90 FR 2\n"
    )
    reading = names(tmp_path, text)
    (one,) = reading.lists
    first, second, third = one.parties
    assert (first.name, first.aliases, first.country, first.addresses) == (
        Words("海纳光学", "Haina Optics"),
        ("HN", "海纳"),
        "CN",
        ("Beijing",),
    )
    assert (second.name, third.other) == (Words("", "Beta GmbH"), "ハイナ")
    assert one.notices[first.notice].effective == dt.date(2026, 3, 1)
    assert one.notices[second.notice].effective == dt.date(2026, 2, 1)
    assert one.notices[third.notice].effective is None
    assert [(r.where.en, r.code) for r in reading.refused] == [("row 4", "1/2/2026")]
    assert [u.why.en for u in reading.unplaced] == ["has no name"]
    assert one.as_of == dt.date(2026, 3, 1)


def test_cancelling_is_the_readers_own_way_out(tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_table(Source(tmp_path / "list.csv", SHEET.encode()), Target("t", "1", HELD), cancel)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_map_of_the_readme_is_one(root: Path, tmp_path: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    (example,) = [block for block in text.split("```yaml\n")[1:] if "fill_down" in block]
    example = example.split("```", 1)[0]
    asked = read_columns(mapped(tmp_path, example), "t")
    assert asked.fill_down == ("code", "title")
    assert asked.edition is not None
    assert asked.card is not None
    for of in (ENTRIES, PARTIES):
        assert all(field in example for field in FIELDS[of]), of
