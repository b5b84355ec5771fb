"""Files of names: which column, which encoding, and one clear line for what cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.importers.tables.sheets import read_rows
from catalogue.problems import BadInput
from catalogue.reports.sheets import Sheet, workbook
from catalogue.screening.namefiles import read_names
from catalogue.screening.names import LONGEST


def names_in(path: Path, encoding: str = "") -> list[str]:
    return [asked.name for asked in read_names(path, encoding)]


def written(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("name\nX Co., Ltd.\nY GmbH\n", ["X Co., Ltd.", "Y GmbH"]),
        ("X Co., Ltd.\nY GmbH\n", ["X Co., Ltd.", "Y GmbH"]),
        ('编号,企业名称,国家\n1,"X Co., Ltd.",cn\n2,海纳光学,DE\n', ["X Co., Ltd.", "海纳光学"]),
        ("no;Company_Name\n1;X Co., Ltd.\n", ["X Co., Ltd."]),
        ("name\tcountry\n海纳\tCN\n\n\t\n", ["海纳"]),
        ('"X ""Y"" Co., Ltd."\n', ['X "Y" Co., Ltd.']),
        ('name,country\n"X\nY",CN\n', ["X Y"]),
    ],
)
def test_names_are_read(tmp_path: Path, text: str, names: list[str]) -> None:
    assert names_in(written(tmp_path, text.encode())) == names
    assert names_in(written(tmp_path, b"\xef\xbb\xbf" + text.encode())) == names
    assert names_in(written(tmp_path, text.encode("gb18030")), "gb18030") == names


def test_the_country_comes_along(tmp_path: Path) -> None:
    (asked,) = read_names(written(tmp_path, "名称,国别\n海纳,de\n".encode()))
    assert (asked.name, asked.country) == ("海纳", "DE")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ("name\n海纳光学\n".encode("gb18030"), r"list.csv:2: .* not UTF-8 text; .*--encoding gb18030"),
        (b"\xff\xfea\x00", "this file is UTF-16; add --encoding utf-16"),
        (b"name\nX\x00Y\n", "list.csv:2: this file holds NUL signs"),
        (b"", "this file holds no names"),
        (b"name\n\n", "this file holds no names"),
        (b"name,country\nX Co., Ltd.,CN\n", r"list.csv:2: this row has 3 fields and the heading 2; put a name"),
        (b'name,country\n"X,CN\n', "this is not a CSV table"),
        (b"name\n" + b"x" * (LONGEST + 1), "list.csv:2: the name has 401 characters"),
    ],
)
def test_bad_files_are_told_in_one_line(tmp_path: Path, data: bytes, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint) as bad:
        read_names(written(tmp_path, data))
    assert "\n" not in str(bad.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    for name, complaint in (
        ("list.pdf", "no list of names"),
        ("list.xlsx", "not an .xlsx workbook"),
        ("missing.csv", "no such file"),
    ):
        if not name.startswith("missing"):
            written(tmp_path, b"%PDF-1.7", name)
        with pytest.raises(BadInput, match=complaint):
            read_names(tmp_path / name)
    with pytest.raises(BadInput, match="folder"):
        read_names(_folder(tmp_path / "a.csv"))
    with pytest.raises(BadInput, match="'latin' is not an encoding read here; one of: utf-8, gb18030"):
        read_names(written(tmp_path, b"x"), "latin")


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def book(folder: Path, rows: list[tuple[str, ...]], heading: tuple[str, ...] = ("name", "country")) -> Path:
    path = folder / "list.xlsx"
    path.write_bytes(workbook(path, [Sheet("names", heading, tuple(rows))]))
    return path


def test_a_workbook_is_read(tmp_path: Path) -> None:
    path = book(tmp_path, [("X Co., Ltd.", "cn"), ("", ""), ("海纳光学", "")])
    assert [(a.name, a.country) for a in read_names(path)] == [("X Co., Ltd.", "CN"), ("海纳光学", "")]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30), max_size=8))
def test_what_is_written_is_read_again(texts: list[str]) -> None:
    texts = [" ".join(t.split()) or "x" for t in texts if t.isprintable()]
    path = Path("memory.xlsx")
    data = workbook(path, [Sheet("s", ("a",), tuple((t,) for t in texts))])
    assert data == workbook(path, [Sheet("s", ("a",), tuple((t,) for t in texts))])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


def repacked(path: Path, changed: dict[str, str | None]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            text = changed.get(name, "")
            if text is not None:
                archive.writestr(name, text or data)
    return path


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def test_formulas_without_a_value_are_refused_and_values_kept(tmp_path: Path) -> None:
    with_value = '<row r="1"><c r="A1" t="str"><f>B1&amp;C1</f><v>Haina</v></c></row>'
    path = repacked(book(tmp_path, [("x",)]), {SHEET: sheet_of(with_value)})
    assert names_in(path) == ["Haina"]
    without = '<row r="3"><c r="A3"><f>B1</f></c></row>'
    with pytest.raises(BadInput, match=r"list.xlsx:3: cell A3 holds a formula without a value"):
        read_names(repacked(path, {SHEET: sheet_of(without)}))


def test_empty_rows_by_the_hundred_thousand_are_nothing(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" spans="1:{n % 97}"/>' for n in range(1, 300_000))
    rows += '<row r="400000"><c r="C400000" t="inlineStr"><is><t>Haina</t></is></c></row>'
    path = repacked(book(tmp_path, [("x",)]), {SHEET: sheet_of(rows)})
    assert read_rows(path) == [(400_000, ["", "", "Haina"])]


@pytest.mark.parametrize("unnumbered", ["<row/>", "<row>", '<row spans="1:1">'])
def test_rows_without_a_number_are_counted_from_the_one_before(tmp_path: Path, unnumbered: str) -> None:
    cell = "<c t='inlineStr'><is><t>Haina</t></is></c>"
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(1, 20_000))
    rows += unnumbered if unnumbered.endswith("/>") else f"{unnumbered}{cell}</row>"
    rows += f"<row>{cell}</row>"
    found = read_rows(repacked(book(tmp_path, [("x",)]), {SHEET: sheet_of(rows)}))
    assert [number for number, _ in found] == ([20_001] if unnumbered == "<row/>" else [20_000, 20_001])


def test_empty_cells_with_a_style_are_nothing_and_full_ones_stay(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="0"/>' + (f'<c r="B{n}"><v>{n}</v></c>' if n % 3_000 == 0 else "") + "</row>"
        for n in range(1, 20_000)
    )
    found = read_rows(repacked(book(tmp_path, [("x",)]), {SHEET: sheet_of(rows)}))
    assert found == [(n, ["", str(n)]) for n in range(3_000, 20_000, 3_000)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{sheet_of("<row/>")}', "DOCTYPE"),
        ("<worksheet><unclosed>", "damaged"),
        (None, "not an .xlsx workbook"),
    ],
)
def test_broken_workbooks_are_told_in_one_line(tmp_path: Path, text: str | None, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        read_names(repacked(book(tmp_path, [("x",)]), {SHEET: text}))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = sheet_of("<row/>" * 8_000_000)
    with pytest.raises(BadInput, match="unpacks to"):
        read_names(repacked(book(tmp_path, [("x",)]), {SHEET: bomb}))
