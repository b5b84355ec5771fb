"""Comparison tables as Word and spreadsheet files, read back with other eyes."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import socket
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from catalogue.comparing.diffcommand import difference
from catalogue.comparing.worddiff import ADDED, DELETED
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput
from catalogue.reports.comparison import comparison_report
from catalogue.reports.saving import report_bytes, save_report
from catalogue.reports.table import Column, Report, Row, Run, cell, clean

DAY = dt.date(2026, 11, 21)
HOSTILE = ('=HYPERLINK("http://x.example","y")', "+1+1", "-2+3", "@SUM(A1)", "=1\x0b+1", "\t=1")


@pytest.fixture(scope="module")
def report() -> Report:
    return comparison_report(difference(read_library(bundled_packs()), "2020", "2023"), "zh", DAY)


@pytest.fixture(scope="module")
def word(report: Report) -> Any:
    return Document(io.BytesIO(report_bytes(report, ".docx")))


@pytest.fixture(scope="module")
def sheet(report: Report) -> Any:
    return load_workbook(io.BytesIO(report_bytes(report, ".xlsx")), rich_text=True).worksheets[0]


def hostile() -> Report:
    rows = tuple(Row((cell(text), ((Run(clean(text), ADDED),),))) for text in HOSTILE)
    return Report("=t", ("=lead",), (Column("=a", 3), Column("b", 3)), rows, ("=foot",), "zh", DAY, "a:b/[c]*?" * 9)


def test_word_is_landscape_with_a_heading_row_on_every_page(word: Any) -> None:
    section = word.sections[0]
    assert section.page_width > section.page_height
    rows = word.tables[0].rows
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [c.text for c in rows[0].cells] == ["编号", "条目与控制要点", "变化", "2020", "2023", "依据"]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows[1:])


def test_word_marks_each_side(word: Any) -> None:
    row = next(r for r in word.tables[0].rows if "中英文翻译技术" in r.cells[3].text)
    before = [(r.text, bool(r.font.strike)) for p in row.cells[3].paragraphs for r in p.runs]
    after = [(r.text, bool(r.font.underline)) for p in row.cells[4].paragraphs for r in p.runs]
    assert before == [("中", False), ("英文", True), ("翻译技术", False)]
    assert after == [
        ("中", False),
        ("译外", True),
        ("翻译技术", False),
        ("（机器翻译系统得分>4.5分，满分为5分）", True),
    ]


def test_word_has_east_asian_fonts_and_nothing_of_this_machine(word: Any, report: Report) -> None:
    runs = [r for p in word.paragraphs for r in p.runs]
    assert all(r._element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体" for r in runs)
    core = word.core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("Caveat", "Caveat", "")
    for suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(report_bytes(report, suffix))) as package:
            text = b"".join(package.read(n) for n in package.namelist())
        for name in (socket.gethostname(), str(Path.cwd()), os.environ.get("USER", "")):
            assert len(name) < 4 or name.encode() not in text


def test_coverage_and_sources_stand_beneath(word: Any) -> None:
    text = "\n".join(p.text for p in word.paragraphs)
    assert re.search(r"cn-tech 2020 \d+/164", text)
    assert re.search(r"cn-tech 2023 \d+/134", text)
    assert "公告2023年第57号" in text
    assert "不代替律师的判断" in text


def test_a_section_tells_what_is_not_loaded(word: Any, sheet: Any) -> None:
    sections = [r.cells[0].text for r in word.tables[0].rows if len({id(c._tc) for c in r.cells}) == 1]
    assert [s.split("（")[0] for s in sections] == ["新增", "删除", "修改", "未载入，不能判断"]
    assert sections[:2] == ["新增（4）", "删除（3）"]
    rows = [[str(c or "") for c in row] for row in sheet.iter_rows(values_only=True)]
    silkworm = next(r for r in rows if r[0] == "050304J")
    assert silkworm[2:5] == ["未载入", "", "未载入"]


def test_the_sheet_is_frozen_wrapped_and_wide_enough(sheet: Any, report: Report) -> None:
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == len(report.rows) + 1
    assert all(c.alignment.wrap_text for row in sheet.iter_rows() for c in row if c.value)
    assert sheet.column_dimensions["D"].width > 20


def test_the_sheet_marks_words(sheet: Any) -> None:
    box = next(c for row in sheet.iter_rows() for c in row if str(c.value or "") == "中英文翻译技术")
    assert [(b.text, bool(b.font.strike)) for b in box.value] == [("中", False), ("英文", True), ("翻译技术", False)]


def test_no_cell_is_a_formula() -> None:
    data = report_bytes(hostile(), ".xlsx")
    book = load_workbook(io.BytesIO(data))
    boxes = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value]
    assert len(boxes) == 2 + 2 * len(HOSTILE) + 3
    assert {c.data_type for c in boxes} <= {"s", "inlineStr"}
    assert all(c.quotePrefix for c in boxes if str(c.value).startswith(("=", "+", "-", "@")))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [n for n in package.namelist() if b"<f>" in package.read(n)]
    assert Document(io.BytesIO(report_bytes(hostile(), ".docx"))).tables[0].rows[1].cells[0].text == HOSTILE[0]


def test_a_cell_longer_than_a_spreadsheet_takes_is_cut() -> None:
    long = Report("t", (), (Column("a", 3),), (Row((((Run("长" * 40_000, DELETED),),),)),), (), "zh", DAY, "s")
    sheet = load_workbook(io.BytesIO(report_bytes(long, ".xlsx"))).worksheets[0]
    assert len(sheet["A2"].value) == 32_767


def test_saving_refuses_other_kinds_and_existing_files(report: Report, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"neither a \.docx nor an \.xlsx"):
        save_report(report, tmp_path / "t.txt")
    target = tmp_path / "t.docx"
    target.write_bytes(b"mine")
    with pytest.raises(BadInput, match="--replace"):
        save_report(report, target)
    assert target.read_bytes() == b"mine"
    save_report(report, target, replace=True)
    assert target.read_bytes().startswith(b"PK")


def test_rows_are_high_enough_for_their_text(sheet: Any) -> None:
    row = next(r for r in sheet.iter_rows() if "语料库设计" in str(r[3].value))
    assert sheet.row_dimensions[row[0].row].height > 40
