"""Editions of the PRC technology catalogue written out as the ministry prints them: Word, web page, PDF.

The entries come from the packs or from the caller; the layout, and every ugliness of real printings, from `Layout`.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

import docx
import pylopdf_fonts_zh_cn
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell

from catalogue.importers.reading import Source
from catalogue.model import Control, Edition, Entry, Point

PARTS = ((Control.PROHIBITED, "禁止出口部分"), (Control.RESTRICTED, "限制出口部分"))
WIDE = str.maketrans("0123456789JX()", "０１２３４５６７８９ＪＸ（）")
HAN = "一二三四五六七八九十"


@dataclass(frozen=True)
class Layout:
    """How an edition is printed."""

    columns: tuple[str, ...] = ("serial", "industry", "code", "title", "points")
    number: str = "{}．"
    industry_cells: bool = True
    merge_industry: bool = True
    headings_again: bool = False
    part_rows: bool = False
    wide_codes: bool = False
    cut_codes: bool = False
    spaced_headings: bool = False
    split_points: bool = False
    footnote: bool = False
    borders: bool = True


NAMES = {"serial": "序号", "industry": "行业领域", "code": "编号", "title": "技术名称", "points": "控制要点"}
HEAD = ("商务部 科技部公告2023年第57号", "中国禁止出口限制出口技术目录（2023年修订）", "2023年12月21日")


@dataclass(frozen=True)
class PrintedRow:
    """One row: texts by column, the points as lines; `first` of its industry's run and how long the run is."""

    serial: str
    entry: Entry
    code: str
    lines: tuple[str, ...]
    run: int


def printable(edition: Edition) -> tuple[Entry, ...]:
    """The entries that a printing can show: with a code and at least one point."""
    return tuple(entry for entry in edition.entries if entry.code and entry.points)


def parts_of(entries: Sequence[Entry]) -> Iterator[tuple[str, list[tuple[str, list[Entry]]]]]:
    """(part, [(industry, entries)]): entries without an industry first, so that none stands under another's heading."""
    for control, name in PARTS:
        side = sorted((e for e in entries if e.control is control), key=lambda e: e.industry.zh)
        if side:
            yield name, [(industry, list(group)) for industry, group in groupby(side, key=lambda e: e.industry.zh)]


def point_lines(points: Sequence[Point], layout: Layout) -> tuple[str, ...]:
    """The lines of a cell, each point with its number as the layout prints it."""
    number = layout.number if all((p.no or "1").isdecimal() for p in points) else "{}．"
    return tuple((number.format(p.no) if p.no else "") + p.text.zh for p in points)


def rows_of(groups: Sequence[tuple[str, Sequence[Entry]]], layout: Layout, start: int) -> list[PrintedRow]:
    rows: list[PrintedRow] = []
    for _, entries in groups:
        for at, entry in enumerate(entries):
            code = entry.code or ""
            code = code.translate(WIDE) if layout.wide_codes else code
            code = f"{code[:4]}\n{code[4:]}" if layout.cut_codes else code
            run = len(entries) if at == 0 else 0
            rows.append(PrintedRow(str(start + len(rows)), entry, code, point_lines(entry.points, layout), run))
    return rows


def heading(kind: str, layout: Layout) -> str:
    name = NAMES[kind]
    return " ".join(name) if layout.spaced_headings else name


# Word


def word_bytes(entries: Sequence[Entry], layout: Layout = Layout(), head: Sequence[str] = HEAD) -> bytes:
    """The edition as a .docx."""
    document = docx.Document()
    _chinese_font(document)
    for text in head:
        document.add_paragraph(text)
    serial = 1
    for at, (part, groups) in enumerate(parts_of(entries)):
        if not layout.part_rows:
            document.add_paragraph(f"{HAN[at]}、{part}")
        blocks = [groups] if layout.industry_cells else [[group] for group in groups]
        for number, block in enumerate(blocks):
            if not layout.industry_cells and block[0][0]:
                document.add_paragraph(f"（{HAN[number % 10]}）{block[0][0]}")
            rows = rows_of(block, layout, serial)
            serial += len(rows)
            _word_table(document, rows, layout, part if layout.part_rows else "")
    if layout.footnote:
        document.add_paragraph("注：编号由国家标准行业代码和顺序号组成。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _chinese_font(document: Document) -> None:
    style = document.styles["Normal"]
    style.font.name = "Noto Sans SC"
    style.font.size = Pt(10)
    fonts = style.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), "Noto Sans SC")


def _word_table(document: Document, rows: Sequence[PrintedRow], layout: Layout, part: str) -> None:
    columns = [c for c in layout.columns if c != "industry" or layout.industry_cells]
    table = document.add_table(rows=0, cols=len(columns))
    table.style = "Table Grid" if layout.borders else "Normal Table"
    if part:
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = part
    _heading_row(table, columns, layout)
    tops: dict[int, _Cell] = {}
    for at, row in enumerate(rows):
        if layout.headings_again and at and at % 3 == 0 and row.run:
            _heading_row(table, columns, layout)
        _entry_rows(table, columns, row, layout, tops)


def _entry_rows(table: Table, columns: Sequence[str], row: PrintedRow, layout: Layout, tops: dict[int, _Cell]) -> None:
    """One entry: a row, or with `split_points` a row for each point, the other cells merged down."""
    parts = [(line,) for line in row.lines] if layout.split_points and len(row.lines) > 1 else [row.lines]
    first: list[_Cell] = []
    for number, lines in enumerate(parts):
        cells = list(table.add_row().cells)
        _fill(cells, columns, row, lines, layout, whole=number == 0)
        first = first or cells
        if number == len(parts) - 1 and number:
            for index, kind in enumerate(columns):
                if kind not in ("points", "industry"):
                    first[index].merge(cells[index])
        if "industry" in columns and layout.merge_industry:
            index = columns.index("industry")
            if number == 0 and row.run:
                tops[index] = cells[index]
            elif row.entry.industry.zh:
                cells[index].text = ""
                merged = tops[index].merge(cells[index])
                _only_text(merged, row.entry.industry.zh)


def _only_text(cell: _Cell, text: str) -> None:
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    cell.paragraphs[0].text = text


def _heading_row(table: Table, columns: Sequence[str], layout: Layout) -> None:
    row = table.add_row()
    for cell, kind in zip(row.cells, columns, strict=True):
        cell.text = heading(kind, layout)
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _fill(
    cells: Sequence[_Cell],
    columns: Sequence[str],
    row: PrintedRow,
    lines: Sequence[str],
    layout: Layout,
    *,
    whole: bool,
) -> None:
    texts = {"serial": row.serial, "industry": row.entry.industry.zh, "code": row.code, "title": row.entry.title.zh}
    for cell, kind in zip(cells, columns, strict=True):
        if kind == "points":
            cell.text = lines[0] if lines else ""
            for line in lines[1:]:
                cell.add_paragraph(line)
        elif whole and (kind != "industry" or row.run or not layout.merge_industry):
            cell.text = texts[kind]


# web page


def html_text(entries: Sequence[Entry], layout: Layout = Layout(), head: Sequence[str] = HEAD) -> str:
    """The edition as a web page, with the loose ends that pages copied from a word processor have."""
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>公告</title><style>td{}</style></head><body>"]
    parts += [f"<p>{escape(text)}</p>" for text in head]
    serial = 1
    for at, (part, groups) in enumerate(parts_of(entries)):
        if not layout.part_rows:
            parts.append(f"<p><b>{HAN[at]}、</b><b>{part}</b></p>")
        blocks = [groups] if layout.industry_cells else [[group] for group in groups]
        for number, block in enumerate(blocks):
            if not layout.industry_cells and block[0][0]:
                parts.append(f"<h3>（{HAN[number % 10]}）{escape(block[0][0])}</h3>")
            rows = rows_of(block, layout, serial)
            serial += len(rows)
            parts += _html_table(rows, layout, part if layout.part_rows else "")
    if layout.footnote:
        parts.append("<p>注：编号由国家标准行业代码和顺序号组成。</p>")
    return "\n".join([*parts, "</body></html>"])


def _html_table(rows: Sequence[PrintedRow], layout: Layout, part: str) -> Iterator[str]:
    columns = [c for c in layout.columns if c != "industry" or layout.industry_cells]
    yield "<table border=1><tbody>"
    if part:
        yield f"<tr><td colspan={len(columns)}>{part}</td></tr>"
    head = "".join(f"<th>{heading(kind, layout)}" for kind in columns)
    yield f"<tr>{head}</tr>"
    for at, row in enumerate(rows):
        if layout.headings_again and at and at % 3 == 0 and row.run:
            yield f"<tr>{head}</tr>"
        parts = [(line,) for line in row.lines] if layout.split_points and len(row.lines) > 1 else [row.lines]
        for number, lines in enumerate(parts):
            yield "<tr>" + "".join(_html_cells(columns, row, lines, layout, number, len(parts), rows, at)) + "</tr>"
    yield "</table>"


def _html_cells(
    columns: Sequence[str],
    row: PrintedRow,
    lines: Sequence[str],
    layout: Layout,
    number: int,
    height: int,
    rows: Sequence[PrintedRow],
    at: int,
) -> Iterator[str]:
    texts = {"serial": row.serial, "industry": row.entry.industry.zh, "code": row.code, "title": row.entry.title.zh}
    for kind in columns:
        if kind == "points":
            yield "<td>" + "<br/>".join(escape(line) for line in lines)
        elif kind == "industry" and layout.merge_industry:
            if number == 0 and row.run:
                run = rows[at : at + row.run]
                tall = sum(len(r.lines) if layout.split_points else 1 for r in run)
                yield f"<td rowspan='{tall}'><p>{escape(texts[kind])}</p></td>"
        elif number == 0:
            text = "<br>".join(map(escape, texts[kind].split("\n")))
            yield f"<td rowspan={height}><p>{text}</p>" if height > 1 else f"<td><p><span>{text}</span></p></td>"


# PDF


def pdf_bytes(word: bytes, folder: Path) -> bytes:
    """The Word edition as LibreOffice prints it, with the fonts of the test dependency."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "edition.docx").write_bytes(word)
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for font in Path(pylopdf_fonts_zh_cn.__file__).parent.glob("*.otf"):
        shutil.copy(font, fonts)
    config = folder / "fonts.conf"
    config.write_text(
        f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{fonts}</dir>"
        f"<dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "edition.docx"),
    ]
    environment = {"FONTCONFIG_FILE": str(config), "HOME": str(folder), "PATH": "/usr/bin:/bin:/usr/local/bin"}
    subprocess.run(command, capture_output=True, timeout=180, check=True, env=environment)
    return (folder / "edition.pdf").read_bytes()


def source(folder: Path, name: str, data: bytes | str, encoding: str = "") -> Source:
    """The bytes as a file of this name."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    path = folder / name
    path.write_bytes(raw)
    return Source(path, raw, encoding)
