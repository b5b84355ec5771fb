"""import(export(pack)) == pack for Word and web editions of the PRC catalogue; what is told instead of guessed."""

from __future__ import annotations

import io
import string
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from prc_fixtures import HEAD, Layout, html_text, printable, source, word_bytes

from catalogue.importers.prc.catalogue import FORMATS, read_html, read_pdf, read_word
from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.model import Catalogue, Check, Control, Entry, Point, Words
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput

EDITIONS = ("2020", "2023", "2025-07")
LAYOUTS = (
    Layout(),
    Layout(number="（{}）", cut_codes=True),
    Layout(number="{}、", industry_cells=False, wide_codes=True),
    Layout(part_rows=True, cut_codes=True, headings_again=True),
    Layout(columns=("code", "title", "points", "serial", "industry"), spaced_headings=True, split_points=True),
    Layout(merge_industry=False, footnote=True, number="{}. ", split_points=True),
)


@pytest.fixture(scope="module")
def held() -> Catalogue:
    return read_library(bundled_packs(), None).catalogues["cn-tech"]


def shown(entries: tuple[Entry, ...]) -> list[tuple[object, ...]]:
    return sorted(
        (e.code, e.title.zh, e.control, e.industry.zh, tuple((p.no, p.text.zh) for p in e.points)) for e in entries
    )


def read(folder: Path, name: str, data: bytes | str, target: Target) -> Reading:
    given_file = source(folder, name, data)
    return (read_word if name.endswith("docx") else read_html)(given_file, target, unwatched)


CASES = [
    pytest.param(edition, layout, kind, marks=[] if kind == "html" or at % 3 == n else [pytest.mark.full])
    for n, edition in enumerate(EDITIONS)
    for at, layout in enumerate(LAYOUTS)
    for kind in ("docx", "html")
]


@pytest.mark.parametrize(("edition", "layout", "kind"), CASES)
def test_import_of_an_export_is_the_pack(
    tmp_path: Path, held: Catalogue, edition: str, layout: Layout, kind: str
) -> None:
    wanted = held.edition(edition)
    assert wanted is not None
    entries = printable(wanted)
    data = word_bytes(entries, layout) if kind == "docx" else html_text(entries, layout)
    reading = read(tmp_path, f"edition.{kind}", data, Target("cn-tech", edition=edition, held=held))
    assert reading.edition is not None
    assert shown(reading.edition.entries) == shown(entries)
    assert {e.code: e.id for e in reading.edition.entries} == {e.code: e.id for e in entries}
    assert all(e.checked is Check.OFFICIAL for e in reading.edition.entries)
    assert reading.refused == ()
    assert [u.text for u in reading.unplaced] == (
        ["注：编号由国家标准行业代码和顺序号组成。"] if layout.footnote else []
    )


def test_what_only_the_pack_knows_is_kept(tmp_path: Path, held: Catalogue) -> None:
    edition = held.edition("2023")
    assert edition is not None
    reading = read(tmp_path, "e.docx", word_bytes(printable(edition)), Target("cn-tech", held=held))
    assert reading.edition is not None
    assert reading.edition.id == "2023"  # by its instrument
    assert reading.edition.effective == edition.effective
    lidar, old = reading.edition.entry("233914X"), edition.entry("233914X")
    assert lidar is not None
    assert old is not None
    assert lidar.points[0].tree == old.points[0].tree is not None
    assert (lidar.synonyms, lidar.renamed_from, lidar.title.en) == (old.synonyms, old.renamed_from, old.title.en)
    assert {"peak_power", "translation_score"} <= reading.quantities.keys()


def test_history_that_the_publication_contradicts_is_told(tmp_path: Path, held: Catalogue) -> None:
    edition = held.edition("2023")
    assert edition is not None
    reading = read(tmp_path, "e.html", html_text(printable(edition)), Target("cn-tech", held=held))
    assert reading.edition is not None
    kept = {(e.kind, e.entry) for e in reading.edition.events}
    assert ("amended", "cn-tech.wind-tunnel-x") not in kept  # this printing does not list the entry
    assert ("added", "cn-tech.lidar") in kept
    assert any("大型高速风洞设计建设技术" in r.en for r in reading.remarks)


def test_limbs_are_not_carried_to_another_text(tmp_path: Path, held: Catalogue) -> None:
    entry = held.edition("2023").entry("233914X")  # type: ignore[union-attr]
    other = replace(entry, points=(replace(entry.points[0], text=Words("另一文本，功率>1kW")),))
    reading = read(tmp_path, "e.html", html_text((other,)), Target("cn-tech", held=held))
    assert reading.edition is not None
    assert reading.edition.entries[0].points[0].tree is None
    assert any("233914X" in r.en and "not carried" in r.en for r in reading.remarks)


def test_ids_by_code_of_another_edition_by_earlier_code_and_new(tmp_path: Path, held: Catalogue) -> None:
    old = replace(held, editions=tuple(e for e in held.editions if e.id == "2023"))
    entries = (
        entry("203912X", "无人机技术"),
        entry("184012X", "无人机技术"),
        entry("269901X", "某新技术"),
        entry("050302J", "微生物肥料技术"),
    )
    reading = read(tmp_path, "e.html", html_text(entries), Target("cn-tech", edition="2030", held=old))
    assert reading.edition is not None
    found = {e.code: e.id for e in reading.edition.entries}
    assert found["203912X"] == "cn-tech.uav"
    assert found["269901X"] == "cn-tech.269901x"
    assert found["184012X"] == "cn-tech.184012x"  # the same id twice would be two entries in one
    assert any("cn-tech.uav" in r.en for r in reading.remarks)
    alone = read(tmp_path, "e.html", html_text(entries[1:2]), Target("cn-tech", edition="2020", held=old))
    assert alone.edition is not None
    assert alone.edition.entries[0].id == "cn-tech.uav"


def test_an_entry_held_without_a_code_keeps_its_id(tmp_path: Path, held: Catalogue) -> None:
    named = next(e for e in held.edition("2023").entries if not e.code and e.control)  # type: ignore[union-attr]
    code = "239901J" if named.control is Control.PROHIBITED else "239901X"
    reading = read(
        tmp_path, "e.html", html_text((entry(code, named.title.zh),)), Target("cn-tech", edition="2023", held=held)
    )
    assert reading.edition is not None
    assert reading.edition.entries[0].id == named.id


def entry(code: str, title: str, *texts: str, industry: str = "某某制造业") -> Entry:
    points = tuple(Point(str(n), Words(t)) for n, t in enumerate(texts or ("甲要点", "乙要点"), 1))
    side = Control.PROHIBITED if code.endswith("J") else Control.RESTRICTED
    return Entry(f"cn-tech.{code.lower()}", code, Words(title), side, Words(industry), points)


# reported, never guessed

PAGE = "<p>中国禁止出口限制出口技术目录（2030年版）</p><p>二、限制出口部分</p><table>{}</table>"
TOP = "<tr><td>序号<td>编号<td>技术名称<td>控制要点"


def page_of(*rows: str, top: str = TOP) -> str:
    return PAGE.format(top + "".join(f"<tr><td>{'<td>'.join(row.split('|'))}" for row in rows))


def reading_of(folder: Path, page: str) -> Reading:
    return read(folder, "e.html", page, Target("cn-tech"))


def test_a_prohibited_code_in_the_restricted_part_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|甲|一", "2|260102J|乙|二"))
    assert [r.code for r in reading.refused] == ["260102J"]
    assert "restricted part" in reading.refused[0].why.en
    assert "乙" in reading.unplaced[-1].text


def test_a_code_twice_keeps_the_first_and_tells(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|甲|一", "2|260101X|乙|二"))
    assert reading.edition is not None
    assert [e.title.zh for e in reading.edition.entries] == ["甲"]
    assert "stands first" in reading.refused[0].why.en
    assert any("乙" in u.text for u in reading.unplaced)


@pytest.mark.parametrize("code", ["2601O1X", "26010X", "260101", "260101Y", "2601011X"])
def test_a_code_that_breaks_the_grammar_is_refused(tmp_path: Path, code: str) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|甲|一", f"2|{code}|乙|二"))
    assert [r.code for r in reading.refused] == [code]
    assert any("乙" in u.text for u in reading.unplaced)


def test_a_break_in_the_serial_numbers_is_told(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|甲|一", "4|260102X|乙|二"))
    assert any("serial number 4 follows 1" in r.en for r in reading.remarks)


def test_a_row_without_a_code_is_handed_back(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|甲|一", "2||乙|二", "||丙|三"))
    assert reading.edition is not None
    assert [p.text.zh for p in reading.edition.entries[0].points] == ["一"]
    assert [u.text for u in reading.unplaced] == ["2 | 乙 | 二", "丙 | 三"]


def test_a_column_without_a_known_heading_is_handed_back(tmp_path: Path) -> None:
    page = page_of("1|260101X|甲|一|其他话", top="<tr><td>序号<td>编号<td>技术名称<td>控制要点<td>主管处室")
    assert [u.text for u in reading_of(tmp_path, page).unplaced] == ["主管处室", "其他话"][1:]


def test_a_table_without_headings_is_handed_back(tmp_path: Path) -> None:
    page = page_of("1|260101X|甲|一") + "<table><tr><td>260102X<td>乙</table>"
    reading = reading_of(tmp_path, page)
    assert reading.edition is not None
    assert [e.code for e in reading.edition.entries] == ["260101X"]
    assert [u.text for u in reading.unplaced] == ["260102X | 乙"]


def test_a_table_that_goes_on_without_headings_is_read(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|甲|1．一") + "<table><tr><td><td><td><td>2．二</table>")
    assert reading.edition is not None
    assert [(p.no, p.text.zh) for p in reading.edition.entries[0].points] == [("1", "一"), ("2", "二")]


def test_codes_decide_which_column_is_the_code(tmp_path: Path) -> None:
    page = page_of("1|1|260101X|甲|一", top="<tr><td>序号<td>编号<td>目录号<td>技术名称<td>控制要点")
    reading = reading_of(tmp_path, page)
    assert reading.edition is not None
    assert [(e.code, e.title.zh) for e in reading.edition.entries] == [("260101X", "甲")]
    assert [u.text for u in reading.unplaced] == ["1"]  # the 编号 that is none is handed back, not lost


def test_an_unknown_heading_ends_the_industry_before_it(tmp_path: Path) -> None:
    more = f"</table><p>{{}}</p><table>{TOP}<tr><td>2<td>260102X<td>乙<td>二</table>"
    page = page_of("1|260101X|甲|一").replace("<table>", "<p>（一）畜牧业</p><table>", 1)
    found = [
        [e.industry.zh for e in edition.entries]
        for text in ("（二）卫生", "另行规定")
        if (edition := reading_of(tmp_path, page.replace("</table>", more.format(text))).edition)
    ]
    assert found == [["畜牧业", "卫生"], ["畜牧业", ""]]


def test_line_ends_of_the_source_are_no_blanks_in_chinese(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|稀土\n  提取技术|peak\n power大于1 kW"))
    assert reading.edition is not None
    found = reading.edition.entries[0]
    assert (found.title.zh, found.points[0].text.zh) == ("稀土提取技术", "peak power大于1 kW")


def test_a_cell_over_two_headings_is_handed_back(tmp_path: Path) -> None:
    page = page_of("1|260101X|甲|一") + ""
    page = page.replace("</table>", "<tr><td>2<td>260102X<td colspan=2>乙 二</table>")
    reading = reading_of(tmp_path, page)
    assert reading.edition is not None
    assert len(reading.edition.entries) == 1
    assert "cannot be divided" in reading.unplaced[0].why.en


def test_total_and_instrument_are_compared(tmp_path: Path) -> None:
    head = "<p>商务部 科技部公告2030年第1号</p><p>《中国禁止出口限制出口技术目录》共计2项。</p>"
    reading = reading_of(tmp_path, head + page_of("1|260101X|甲|一"))
    assert reading.expected == 2
    assert reading.edition is not None
    assert reading.edition.instrument == "商务部 科技部公告2030年第1号"
    assert any("prints 2 entries, 1 were read" in r.en for r in reading.remarks)


def test_a_draft_says_so(tmp_path: Path) -> None:
    page = page_of("1|260101X|甲|一").replace("（2030年版）", "（2030年修订，征求意见稿）")
    reading = reading_of(tmp_path, page)
    assert reading.edition is not None
    assert (reading.edition.id, reading.edition.status, reading.edition.effective) == ("2030-draft", "draft", None)


def test_the_edition_must_be_named_somewhere(tmp_path: Path) -> None:
    page = page_of("1|260101X|甲|一").replace("（2030年版）", "")
    with pytest.raises(BadInput, match="--edition"):
        reading_of(tmp_path, page)


def test_deleted_and_inserted_text_of_tracked_changes(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(word_bytes((entry("260101X", "甲技术", "只有一个要点"),))))
    cell = document.tables[0].rows[1].cells[4]
    run = cell.paragraphs[0].runs[0]._r
    gone = OxmlElement("w:del")
    run.addprevious(gone)
    gone.append(run)
    run.find(qn("w:t")).tag = qn("w:delText")
    cell.paragraphs[0].add_run("改后的要点")
    out = io.BytesIO()
    document.save(out)
    reading = read(tmp_path, "e.docx", out.getvalue(), Target("cn-tech", edition="x"))
    assert reading.edition is not None
    assert [p.text.zh for p in reading.edition.entries[0].points] == ["改后的要点"]


def test_numbers_that_word_counts_itself(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(word_bytes((entry("260101X", "甲技术", "占位"),))))
    cell = document.tables[0].rows[1].cells[4]
    cell.paragraphs[0].text = "甲要点"
    cell.paragraphs[0].style = document.styles["List Number"]
    cell.add_paragraph("乙要点", style="List Number")
    out = io.BytesIO()
    document.save(out)
    reading = read(tmp_path, "e.docx", out.getvalue(), Target("cn-tech", edition="x"))
    assert reading.edition is not None
    assert [(p.no, p.text.zh) for p in reading.edition.entries[0].points] == [("1", "甲要点"), ("2", "乙要点")]


def test_footnotes_of_word_are_handed_back_and_their_marks_go(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(word_bytes((entry("260101X", "甲技术", "只有一个要点"),))))
    run = document.tables[0].rows[1].cells[3].paragraphs[0].add_run()._r
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "2")
    run.append(mark)
    out = io.BytesIO()
    document.save(out)
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = "<w:p><w:r><w:t>以当年公告为准。</w:t></w:r></w:p>"
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            f"<w:footnotes xmlns:w='{name}'><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
            f"<w:footnote w:id='2'>{note}</w:footnote></w:footnotes>",
        )
    reading = read(tmp_path, "e.docx", out.getvalue(), Target("cn-tech", edition="x"))
    assert reading.edition is not None
    assert reading.edition.entries[0].title.zh == "甲技术"
    assert [u.text for u in reading.unplaced] == ["注：以当年公告为准。"]


def test_exponents_stay_and_marks_of_footnotes_go(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, page_of("1|260101X|甲技术<sup>1</sup>|电流密度大于10<sup>4</sup> A/cm<sup>2</sup>"))
    assert reading.edition is not None
    found = reading.edition.entries[0]
    assert (found.title.zh, found.points[0].text.zh) == ("甲技术", "电流密度大于10⁴ A/cm²")


# small editions of every shape

HAN = st.text("稀土材料制备技术和工艺，；提取分离光电机械系统", min_size=1, max_size=40).map(
    lambda t: t.strip("，；") or "甲"
)
MIXED = st.tuples(HAN, st.text(string.ascii_letters + string.digits, max_size=6), HAN).map("".join)


@st.composite
def editions(draw: st.DrawFn) -> tuple[Entry, ...]:
    codes = draw(st.lists(st.from_regex(r"\A[0-9]{6}[JX]\Z"), min_size=1, max_size=6, unique=True))
    industries = draw(st.lists(HAN.map(lambda t: t.replace("，", "").replace("；", "") + "业"), min_size=1, max_size=3))
    entries: list[Entry] = []
    for code in codes:
        texts = draw(st.lists(MIXED, min_size=1, max_size=4))
        numbered = len(texts) > 1 or draw(st.booleans())
        made = entry(code, draw(HAN), *texts, industry=draw(st.sampled_from(industries)))
        points = tuple(replace(p, no=p.no if numbered else None) for p in made.points)
        entries.append(replace(made, points=points))
    return tuple(entries)


layouts = st.builds(
    Layout,
    columns=st.permutations(("serial", "industry", "code", "title", "points")).map(tuple),
    number=st.sampled_from(["{}．", "{}.", "{}、", "（{}）", "({})", "{}． "]),
    industry_cells=st.booleans(),
    merge_industry=st.booleans(),
    headings_again=st.booleans(),
    part_rows=st.booleans(),
    wide_codes=st.booleans(),
    cut_codes=st.booleans(),
    spaced_headings=st.booleans(),
    split_points=st.booleans(),
).filter(lambda layout: layout.industry_cells or not layout.part_rows)


@given(entries=editions(), layout=layouts)
def test_any_edition_comes_back_from_a_page(
    tmp_path_factory: pytest.TempPathFactory, entries: tuple[Entry, ...], layout: Layout
) -> None:
    comes_back(tmp_path_factory.getbasetemp(), "any.html", html_text(entries, layout), entries)


@settings(max_examples=8)
@given(entries=editions(), layout=layouts)
def test_any_edition_comes_back_from_word(
    tmp_path_factory: pytest.TempPathFactory, entries: tuple[Entry, ...], layout: Layout
) -> None:
    comes_back(tmp_path_factory.getbasetemp(), "any.docx", word_bytes(entries, layout), entries)


def comes_back(folder: Path, name: str, data: bytes | str, entries: tuple[Entry, ...]) -> None:
    reading = read(folder, name, data, Target("cn-tech", edition="x"))
    assert reading.edition is not None
    assert shown(reading.edition.entries) == shown(entries)
    assert (reading.refused, reading.unplaced) == ((), ())


# bad input


def test_encodings_of_pages(tmp_path: Path, held: Catalogue) -> None:
    text = html_text((entry("260101X", "甲技术"),))
    declared = text.replace("utf-8", "gb2312").encode("gb18030")
    target = Target("cn-tech", edition="x")
    assert read(tmp_path, "a.html", declared, target).edition is not None
    assert read(tmp_path, "a.html", text.encode("utf-16"), target).edition is not None
    undeclared = text.replace("<meta charset='utf-8'>", "").encode("gb18030")
    with pytest.raises(BadInput, match="--encoding gb18030"):
        read(tmp_path, "a.html", undeclared, target)
    assert read_html(source(tmp_path, "a.html", undeclared, "gb18030"), target, unwatched).edition is not None
    with pytest.raises(BadInput, match="no encoding"):
        read_html(source(tmp_path, "a.html", undeclared, "klingon"), target, unwatched)
    with pytest.raises(BadInput, match="NUL"):
        read(tmp_path, "a.html", "<p>text</p>".encode("utf-16-le"), target)


def test_a_page_that_declares_entities_is_refused(tmp_path: Path) -> None:
    for head in ("<!DOCTYPE html [<!ENTITY a 'x'>]>", "<!ENTITY a SYSTEM 'file:///etc/passwd'>"):
        with pytest.raises(BadInput, match="entities"):
            read(tmp_path, "a.html", head + html_text(()), Target("cn-tech", edition="x"))


def test_files_that_are_not_what_they_are_named(tmp_path: Path) -> None:
    target = Target("cn-tech", edition="x")
    with pytest.raises(BadInput, match=r"legacy \.doc"):
        read_word(source(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), target, unwatched)
    with pytest.raises(BadInput, match="not a zip"):
        read_word(source(tmp_path, "a.docx", b"hello"), target, unwatched)
    with pytest.raises(BadInput, match="not a PDF"):
        read_pdf(source(tmp_path, "a.pdf", b"hello"), target, unwatched)
    with pytest.raises(BadInput, match="no table with the headings"):
        read_html(source(tmp_path, "a.html", "<p>你好</p>"), target, unwatched)
    whole = word_bytes((entry("260101X", "甲技术"),))
    with pytest.raises(BadInput, match="damaged"):
        read_word(source(tmp_path, "b.docx", whole[: len(whole) // 2]), target, unwatched)


def test_a_page_of_too_many_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="table cells"):
        read(tmp_path, "a.html", "<table><tr>" + "<td>" * 200_001, Target("cn-tech", edition="x"))


@pytest.mark.parametrize("page", ["<!--" * 300_000, "<a " * 300_000, "<p>x</p><!--" + "[" * 900_000])
def test_a_page_whose_tags_never_close_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(BadInput, match="never closed"):
        read(tmp_path, "a.html", page, Target("cn-tech", edition="x"))


def test_a_page_that_is_no_html_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no HTML"):
        read(tmp_path, "a.html", "<p>x</p><![[[[[", Target("cn-tech", edition="x"))


def test_an_announcement_without_a_base_names_the_flag(tmp_path: Path) -> None:
    text = "<p>1.删去微生物肥料技术（编号：050302J）条目。</p>"
    with pytest.raises(BadInput, match="--base"):
        read(tmp_path, "a.html", text, Target("cn-tech", edition="x"))


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.pdf", b"%PDF-1.7", "prc-pdf"),
        ("a.bin", b"%PDF-1.7", "prc-pdf"),
        ("a.docx", b"PK\3\4", "prc-word"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "中国禁止出口限制出口技术目录".encode("utf-16-le"), "prc-word"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + "甲技术（编号：230101X）".encode("utf-16-le"), "prc-word"),
        ("a.html", b"<p>", "prc-html"),
        ("a.aspx", b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "prc-html"),
        ("a.html", b"%PDF-1.4", "prc-pdf"),
    ],
)
def test_one_format_recognises_a_file(name: str, data: bytes, wanted: str) -> None:
    assert [f.id for f in FORMATS if f.recognises(Source(Path(name), data))] == [wanted]


def test_head_of_the_fixture_is_the_official_one() -> None:
    assert HEAD[0] == "商务部 科技部公告2023年第57号"


@pytest.mark.parametrize(
    ("sentence", "effective", "told"),
    [
        ("现予公布，自2030年9月1日起施行。", "2030-09-01", ""),
        ("本目录自公布之日起施行。", "2030-08-02", ""),
        ("第一条自2030年9月1日起施行，其余自2031年1月1日起施行。", "", "not settled"),
        ("", "2030-08-02", "no day of effect is printed"),
    ],
)
def test_the_day_of_effect_of_a_full_edition(tmp_path: Path, sentence: str, effective: str, told: str) -> None:
    head = f"<p>{sentence}</p><p>2030年8月2日</p>"
    reading = reading_of(tmp_path, head + page_of("1|260101X|甲|一"))
    assert reading.edition is not None
    assert str(reading.edition.promulgated) == "2030-08-02"
    assert str(reading.edition.effective or "") == effective
    remarks = " ".join(remark.en for remark in reading.remarks)
    assert [words for words in ("not settled", "no day of effect is printed") if words in remarks] == [told][
        : bool(told)
    ]
    assert any("不是就整个公告" in one.why.zh for one in reading.unplaced) == (told == "not settled")
