"""PDF editions of the PRC catalogue: page breaks in cells, with and without borders; and LibreOffice's own pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from prc_fixtures import HEAD, Layout, parts_of, pdf_bytes, printable, rows_of, source, word_bytes
from prc_typeset import Printer

from catalogue.importers.pdf.pdfpages import Glyph, Page
from catalogue.importers.prc.blocks import Line
from catalogue.importers.prc.catalogue import read_pdf
from catalogue.importers.prc.lines import flowed, text_lines
from catalogue.importers.prc.pdf import page_blocks
from catalogue.importers.prc.points import split_points
from catalogue.importers.prc.table import Found, find_items
from catalogue.importers.reading import Target, unwatched
from catalogue.model import Catalogue, Control, Entry, Point, Words
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput

COLUMNS = (40.0, 80.0, 60.0, 100.0, 200.0)
NAMES = ("序号", "行业领域", "编号", "技术名称", "控制要点")
SYLLABLES = "稀土材料制备提取分离光电机械系统高温合金航空器数据加密算法传感生物医药"


@pytest.fixture(scope="module")
def held() -> Catalogue:
    return read_library(bundled_packs(), None).catalogues["cn-tech"]


def words(seed: int, length: int, inner: str = "，（1）") -> str:
    text = "".join(SYLLABLES[(seed * 7 + n * n * 3 + n) % len(SYLLABLES)] for n in range(length))
    return text[: length // 2] + ("，精度优于5 nm，" if seed % 3 == 0 else inner) + text[length // 2 :]


def many(count: int, inner: str = "，（1）") -> list[Entry]:
    """Entries long enough to be cut by page breaks, several to an industry, each with its own words; `inner` stands
    inside every text and can come to stand at the head of a line."""
    found: list[Entry] = []
    for n in range(count):
        side = "J" if n < count // 4 else "X"
        points = tuple(
            Point(str(m), Words(words(n * 5 + m, 15 + (n * 13 + m * 29) % 70, inner))) for m in range(1, 2 + n % 5)
        )
        points = points if n % 6 else (Point(None, Words(words(n, 90, inner))),)
        control = Control.PROHIBITED if side == "J" else Control.RESTRICTED
        title = words(n, 8 + n % 9).split("，", maxsplit=1)[0] + "技术"
        industry = Words(f"{SYLLABLES[n // 4 % 20]}{SYLLABLES[n // 4 % 20 + 1]}设备制造业")
        found.append(
            Entry(f"cn-tech.{n}", f"23{n // 9 + 10:02}{n % 99 + 1:02}{side}", Words(title), control, industry, points)
        )
    return found


def printed(entries: Sequence[Entry], layout: Layout, **how: bool) -> tuple[Page, ...]:
    columns = COLUMNS if layout.industry_cells else (COLUMNS[0], *COLUMNS[2:])
    names = NAMES if layout.industry_cells else (NAMES[0], *NAMES[2:])
    printer = Printer(columns, borders=layout.borders, header=names, **how)
    for text in HEAD:
        printer.paragraph(text)
    serial = 1
    for number, (part, groups) in enumerate(parts_of(entries)):
        printer.paragraph(f"{'一二'[number]}、{part}")
        for at, block in enumerate([groups] if layout.industry_cells else [[group] for group in groups]):
            if not layout.industry_cells:
                printer.paragraph(f"（{'一二三四五六七八九十'[at % 10]}）{block[0][0]}")
            rows = rows_of(block, layout, serial)
            serial += len(rows)
            printer.table([cells(row, layout) for row in rows])
    return printer.done()


def cells(row: object, layout: Layout) -> list[list[str] | None]:
    serial, entry, code, lines, run = (getattr(row, name) for name in ("serial", "entry", "code", "lines", "run"))
    industry = [entry.industry.zh] if run or not layout.merge_industry else None
    found = [[serial], industry, code.split("\n"), [entry.title.zh], list(lines)]
    return found if layout.industry_cells else [found[0], *found[2:]]


def shown(found: Found) -> list[tuple[object, ...]]:
    return [
        (i.code, i.title, i.industry, i.part, tuple((p.no, p.text.zh) for p in split_points(i.lines, "", "").points))
        for i in found.items
    ]


def wanted(entries: Sequence[Entry]) -> list[tuple[object, ...]]:
    ordered = [e for _, groups in parts_of(entries) for _, group in groups for e in group]
    return [(e.code, e.title.zh, e.industry.zh, e.control, tuple((p.no, p.text.zh) for p in e.points)) for e in ordered]


@pytest.mark.parametrize(
    ("layout", "repeat"),
    [
        (Layout(), True),
        (Layout(), False),
        (Layout(merge_industry=False, cut_codes=True, number="{}、"), False),
        (Layout(industry_cells=False, number="（{}）"), True),
        (Layout(borders=False, industry_cells=False), True),
        (Layout(borders=False, industry_cells=False, cut_codes=True), False),
        (Layout(borders=False, merge_industry=False), True),
    ],
)
def test_pages_come_back(layout: Layout, repeat: bool) -> None:
    entries = many(60, "，" if layout.number == "（{}）" else "，（1）")
    pages = printed(entries, layout, repeat=repeat)
    assert len(pages) > 8
    found = find_items(page_blocks(pages))
    assert shown(found) == wanted(entries)
    assert (found.refused, found.unplaced) == ((), ())
    assert any(f"{len(pages)} page numbers" in r.en for r in found.remarks)


def test_a_table_open_at_its_sides() -> None:
    entries = many(12)
    pages = tuple(
        replace(page, rules=tuple(r for r in page.rules if r.x0 != r.x1 or 60 < r.x0 < 530))
        for page in printed(entries, Layout())
    )
    assert shown(find_items(page_blocks(pages))) == wanted(entries)


def test_numbers_in_brackets_inside_a_text_of_such_points_are_told() -> None:
    """Where points and sub-points look the same and the paper wrapped between them, nothing is guessed."""
    lines = (Line("（1）甲，（1）子"), Line("（2）丑", hard=False))
    split = split_points(lines, "", "230101X")
    assert [p.text.zh for p in split.points] == ["甲，（1）子（2）丑"]
    assert "may be a point or not" in split.remarks[0].en


def test_columns_without_a_strip_between_them_are_handed_back() -> None:
    """Two columns set so near that their texts touch: nothing is divided by guess."""
    printer = Printer((40.0, 60.0, 66.0, 300.0), borders=False, header=("序号", "编号", "技术名称", "控制要点"))
    printer.paragraph("二、限制出口部分")
    printer.table([[["1"], ["230101X"], ["甲技术"], ["一"]]])
    page = printer.done()[0]
    moved = tuple(
        g._replace(x0=g.x0 - 33, x1=g.x1 - 33) if 96 < g.x0 < 222 and g.text in "甲技术" else g for g in page.glyphs
    )
    found = find_items(page_blocks((replace(page, glyphs=moved),)))
    assert found.items == ()
    assert any("甲" in u.text for u in found.unplaced)


def test_centred_cells_without_borders_are_handed_back() -> None:
    printer = Printer((40.0, 60.0, 100.0, 250.0), borders=False, header=("序号", "编号", "技术名称", "控制要点"))
    printer.paragraph("二、限制出口部分")
    printer.table([[[""], [""], [""], ["要点的第一行"]], [["1"], ["230101X"], ["甲技术"], ["要点的第二行"]]])
    found = find_items(page_blocks(printer.done()))
    assert found.items == ()
    assert any("要点的第一行" in u.text for u in found.unplaced)


def letters(text: str, x: float, base: float, *, size: float = 10.0, up: bool = False) -> list[Glyph]:
    found: list[Glyph] = []
    for letter in text:
        width = size if ord(letter) > 0x2E80 else size / 2
        found.append(Glyph(letter, x, base - 2, x + width, base + 8, size, up, False, base))
        x += width
    return found


def test_an_exponent_stays_and_a_mark_goes() -> None:
    text = [*letters("大于10", 0, 100), *letters("4", 30, 104, size=6, up=True), *letters("倍的技术", 34, 100)]
    mark = letters("1", 74, 104, size=6, up=True)
    assert [line.text for line in text_lines([*text, *mark])] == ["大于10⁴倍的技术"]


def test_a_wrapped_number_in_brackets_is_no_point() -> None:
    """（1） at the head of a line is a point where the line before had room for it, and text where it had not."""
    full = text_lines([*letters("满足以下条件", 0, 100), *letters("（1）甲", 0, 86)])
    assert [line.hard for line in flowed(full, 62)] == [True, False]
    assert [line.hard for line in flowed(full, 100)] == [True, True]


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("edition", "layout"),
    [
        ("2025-07", Layout()),
        ("2023", Layout(borders=False, industry_cells=False)),
        pytest.param("2020", Layout(part_rows=True, split_points=True, cut_codes=True), marks=pytest.mark.full),
        pytest.param("2025-07", Layout(borders=False, merge_industry=False), marks=pytest.mark.full),
    ],
)
def test_import_of_a_printed_export_is_the_pack(tmp_path: Path, held: Catalogue, edition: str, layout: Layout) -> None:
    whole = held.edition(edition)
    assert whole is not None
    entries = printable(whole)
    data = pdf_bytes(word_bytes(entries, layout), tmp_path / "print")
    reading = read_pdf(source(tmp_path, "e.pdf", data), Target("cn-tech", edition=edition, held=held), unwatched)
    assert reading.edition is not None
    assert {e.code: e.id for e in reading.edition.entries} == {e.code: e.id for e in entries}

    def flat(some: Sequence[Entry]) -> list[tuple[object, ...]]:
        return sorted(
            (e.code, e.title.zh, e.control, e.industry.zh, tuple((p.no, p.text.zh) for p in e.points)) for e in some
        )

    assert flat(reading.edition.entries) == flat(entries)
    assert (reading.refused, reading.unplaced) == ((), ())


@pytest.mark.full
@pytest.mark.libreoffice
def test_sixty_entries_over_many_pages(tmp_path: Path) -> None:
    entries = many(60)
    data = pdf_bytes(word_bytes(entries, Layout()), tmp_path / "print")
    reading = read_pdf(source(tmp_path, "e.pdf", data), Target("cn-tech", edition="x"), unwatched)
    assert reading.edition is not None
    found = [
        (e.code, e.title.zh, e.industry.zh, e.control, tuple((p.no, p.text.zh) for p in e.points))
        for e in reading.edition.entries
    ]
    assert found == wanted(entries)


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    stream = b"q 500 0 0 700 50 50 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    ]
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    data += b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
    with pytest.raises(BadInput, match="pictures, not text"):
        read_pdf(source(tmp_path, "s.pdf", data), Target("cn-tech", edition="x"), unwatched)
