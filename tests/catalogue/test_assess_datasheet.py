"""A datasheet as passages: every kind of file, its pages, rows and headings, and what is refused in one line."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from small_pdf import Words, page_of_picture, page_of_text, pdf

from catalogue.assessing.datasheet import Datasheet, datasheet_from, datasheet_from_bytes, read_datasheet
from catalogue.problems import BadInput

LINE = "Range accuracy of the sensor is 2 cm."


def pdf_sheet(folder: Path, *pages: bytes) -> Datasheet:
    path = folder / "sheet.pdf"
    path.write_bytes(pdf(*pages))
    return read_datasheet(path)


def word_file(path: Path, rows: list[tuple[str, ...]], *texts: str) -> Path:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    table = document.add_table(len(rows), len(rows[0]))
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.save(str(path))
    return path


def test_a_pdf_gives_its_passages_with_their_pages(tmp_path: Path) -> None:
    first = page_of_text(Words("Lidar", 70, 760, 20), Words("Detection range", 70, 700), Words("210 m", 320, 700))
    second = page_of_text(Words(LINE, 70, 700))
    sheet = pdf_sheet(tmp_path, first, second)
    assert [(p.text, p.page) for p in sheet.passages] == [
        ("Lidar", 1),
        ("Detection range | 210 m", 1),
        (LINE, 2),
    ]
    assert sheet.passages[1].cells == ("Detection range", "210 m")
    assert sheet.pages == 2
    assert sheet.passages[0].heading


def test_lines_that_the_paper_cut_are_one_passage(tmp_path: Path) -> None:
    long = "The instrument is meant for survey aircraft and has a maximum detection"
    sheet = pdf_sheet(tmp_path, page_of_text(Words(long, 70, 700), Words("range of 2.5 km over water.", 70, 686)))
    assert [p.text for p in sheet.passages] == [f"{long} range of 2.5 km over water."]


def test_pages_without_text_are_counted(tmp_path: Path) -> None:
    assert pdf_sheet(tmp_path, page_of_text(Words(LINE, 70, 700)), page_of_picture()).skipped == 1


def test_a_word_document_gives_paragraphs_and_rows(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", [("参数", "数值"), ("探测距离", "210 m")], "固态激光雷达。")
    sheet = read_datasheet(path)
    assert [p.text for p in sheet.passages] == ["固态激光雷达。", "参数 | 数值", "探测距离 | 210 m"]
    assert sheet.passages[2].place.zh == "表1第2行"


def test_every_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Detection range", "210 m"])
    book.create_sheet("Second").append(["测距精度", "±3 cm"])
    book.save(tmp_path / "a.xlsx")
    sheet = read_datasheet(tmp_path / "a.xlsx")
    assert [p.cells for p in sheet.passages] == [("Detection range", "210 m"), ("测距精度", "±3 cm")]
    assert "Second" in sheet.passages[1].place.en


def test_markdown_and_pasted_rows() -> None:
    sheet = datasheet_from("# Title\n\n| a | b |\n|---|---|\n- **bold** item\nname\t5 m\n")
    assert [(p.text, p.heading, p.cells) for p in sheet.passages] == [
        ("Title", True, ()),
        ("a | b", False, ("a", "b")),
        ("bold item", False, ()),
        ("name | 5 m", False, ("name", "5 m")),
    ]


def test_utf_16_with_its_mark_is_read_and_gb18030_where_it_is_named() -> None:
    assert datasheet_from_bytes("激光雷达".encode("utf-16")).passages[0].text == "激光雷达"
    assert datasheet_from_bytes("激光雷达".encode("gb18030"), "gb18030").passages[0].text == "激光雷达"


GOOD_PDF = pdf(page_of_text(Words(LINE, 70, 700)))
REFUSED = {
    "pictures.pdf": (pdf(page_of_picture()), "holds pictures, not text"),
    "locked.pdf": (pdf(page_of_text(Words(LINE, 70, 700)), encrypted=True), "encrypted"),
    "cut.pdf": (GOOD_PDF[: len(GOOD_PDF) // 2], "damaged or cut short"),
    "blank.pdf": (pdf(b""), "holds no text"),
    "renamed.pdf": (b"hello", "not a PDF"),
    "empty.txt": (b"", "empty"),
    "spaces.txt": (b" \n\t\n", "empty"),
    "lines.md": (b"|---|\n", "no text"),
    "pdf.txt": (GOOD_PDF, "looks like a .pdf"),
    "chinese.txt": ("激光雷达".encode("gb18030"), "--encoding gb18030"),
    "binary.txt": (b"abc\0def", "NUL"),
    "long.txt": (b"a b " * 2_100_000, "larger than"),
    "many.txt": ("激".encode() * 2_100_000, "more than 2,000,000 characters"),
    "slides.pptx": (b"PK", "save it as .pdf"),
    "nothing": (b"abc", "known are .pdf"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "legacy .doc"),
    "broken.docx": (b"PK\x03\x04broken", "damaged"),
    "broken.xlsx": (b"PK\x03\x04broken", "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_one_clear_line(tmp_path: Path, name: str) -> None:
    data, words = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read_datasheet(path)
    line = str(caught.value)
    assert words in line
    assert name in line
    assert "\n" not in line
    assert caught.value.in_language("zh") != line


def test_documents_without_text_and_missing_files_are_refused(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "empty.docx"))
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    for name in ("empty.docx", "empty.xlsx"):
        with pytest.raises(BadInput, match="no text"):
            read_datasheet(tmp_path / name)
    with pytest.raises(BadInput, match="no such file"):
        read_datasheet(tmp_path / "missing.pdf")
    with pytest.raises(BadInput, match="a folder"):
        read_datasheet(tmp_path)
    with pytest.raises(BadInput, match="no text on standard input"):
        datasheet_from_bytes(b" ")
