"""Rows of a clause in a contract: a table in the contract's own look, or lines where a column has no room for one."""

from __future__ import annotations

import itertools
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_checks import OURS, check_all, digest
from word_runs import ZH, body, run, texts
from word_samples import clause, package, para, write

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.draft import draft_contract
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.layout import cells_of, table_rows
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, open_contract
from clause_library.word.source.xmltree import Node
from clause_library.word.writing.tables import shares, text_width

RIGHT = '<w:jc w:val="right"/>'
BORDERS = '<w:tblBorders><w:top w:val="double" w:sz="6"/><w:insideH w:val="dotted" w:sz="4"/></w:tblBorders>'
HEADS = {"zh": ("名称", "载体", "结论"), "en": ("Name", "Form", "Result")}
CELLS = {"zh": ("甲技术", "文件", "未定"), "en": ("Item A", "documents", "open")}


def rows_of(lang: str, count: int = 1) -> tuple[RenderedBlock, ...]:
    lines = [HEADS[lang], *(tuple(f"{c}{n}" for c in CELLS[lang]) for n in range(1, count + 1))]
    return tuple(RenderedBlock(BlockKind.ROW, tuple((Run(c),) for c in line)) for line in lines)


def tabled(
    clause_id: str = "LIC-04", topic: str = "T11", action: str = "new", count: int = 1, *, last: bool = False
) -> RenderedClause:
    """A clause with a table behind its first paragraph, or at its end."""
    one = clause(clause_id, topic, action)
    blocks = {
        lang: (*b, *rows_of(lang, count)) if last else (*b[:2], *rows_of(lang, count), *b[2:])
        for lang, b in one.blocks.items()
    }
    return replace(one, blocks=blocks)


def own_tables(document: ContractDocument) -> list[Node]:
    """The tables that a clause brought with it."""
    tables = [n for n in document.body.walk() if n.tag == "w:tbl"]
    firsts = [next(n for n in t.walk() if n.tag == "w:p") for t in tables]
    return [
        t
        for t, p in zip(tables, firsts, strict=True)
        if any(_ours(c) and re.search(r"_\d+_1$", c.get("w:name")) for c in p.children) and len(_fixed(t)) == 1
    ]


def _fixed(table: Node) -> list[Node]:
    """Our tables have columns of fixed width."""
    return [n for n in table.walk() if n.tag == "w:tblLayout"]


def _ours(node: Node) -> bool:
    return node.tag == "w:bookmarkStart" and bool(OURS.match(node.get("w:name")))


def cell_texts(document: ContractDocument, table: Node) -> list[list[str]]:
    return [
        ["".join(p.text for p in document.paragraphs if p.cell is c) for c in cells_of(r)] for r in table_rows(table)
    ]


def without_ours(document: ContractDocument) -> list[str]:
    """The text of every paragraph that carries none of our bookmarks."""
    return [p.text for p in document.paragraphs if not any(_ours(c) for c in p.node.children)]


def data_table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
            f"{para(c, RIGHT, '<w:i/>')}</w:tc>"
            for c in row
        )
        for row, fill in zip(rows, ("DDDDDD", "FFFFFF", "FFFFFF"), strict=False)
    )
    properties = f'<w:tblPr><w:tblW w:w="6000" w:type="dxa"/><w:jc w:val="center"/>{BORDERS}</w:tblPr>'
    return f"<w:tbl>{properties}{''.join(f'<w:tr>{c}</w:tr>' for c in cells)}</w:tbl>"


def test_rows_become_one_table_with_a_repeated_heading(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(body()), tabled(count=2))
    (table,) = own_tables(document)
    assert cell_texts(document, table) == [
        list(HEADS["zh"]),
        ["甲技术1", "文件1", "未定1"],
        ["甲技术2", "文件2", "未定2"],
    ]
    first, *others = table_rows(table)
    assert [n.tag for n in first.walk()].count("w:tblHeader") == 1
    assert not any(n.tag == "w:tblHeader" for r in others for n in r.walk())
    assert all(any(n.tag == "w:cantSplit" for n in r.walk()) for r in table_rows(table))
    lines = texts(document)
    at = lines.index("未定2")
    assert lines[at + 1] == "（一）LIC-04事项1"
    assert not any("\t" in t for t in lines)


def test_a_plain_grid_is_as_wide_as_the_text_and_in_its_font(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(body()), tabled())
    (table,) = own_tables(document)
    widths = [int(n.get("w:w")) for n in table.walk() if n.tag == "w:gridCol"]
    assert sum(widths) == text_width(document, table.start) == 11906 - 2 * 1440
    xml = document.main.xml(table)
    assert xml.count('w:eastAsia="仿宋"') == 6
    assert 'w:firstLineChars="200"' not in xml
    assert "w:numPr" not in xml


def test_the_look_is_that_of_the_contracts_own_table(tmp_path: Path) -> None:
    text = body(ZH[:4]) + data_table(("项目", "数量", "单价"), ("甲", "一", "二"), ("乙", "三", "四")) + body(ZH[4:])
    document, _ = run(tmp_path, package(text), tabled())
    (table,) = own_tables(document)
    xml = document.main.xml(table)
    assert BORDERS in xml
    assert '<w:tblW w:w="6000" w:type="dxa"/><w:jc w:val="center"/>' in xml
    assert xml.count('w:fill="DDDDDD"') == xml.count('w:fill="FFFFFF"') == 3
    assert xml.count('<w:jc w:val="right"/>') == 6
    assert xml.count("<w:i/>") == 6


def test_rows_count_for_nothing(tmp_path: Path) -> None:
    lines = (
        "第一条 不可抗力",
        "1. 双方应当善意履行各自的义务。",
        "2. 一方应当及时通知另一方。",
        "第二条 其他",
        "1. 文本一式两份。",
    )
    document, _ = run(tmp_path, package(body(lines)), tabled("CHG-01", "T12", "merge"))
    out = texts(document)
    assert "3. 条款CHG-01的正文" in out
    assert "甲技术1" in out
    assert not any(re.match(r"4\.", t) for t in out)


def test_a_table_at_the_end_is_closed_by_a_paragraph(tmp_path: Path) -> None:
    text = body(ZH[:4]) + data_table(("甲", "乙"), ("丙", "丁")) + body(ZH[4:])
    document, _ = run(tmp_path, package(text), tabled("CLS-03", "T9", "merge", last=True), tabled(last=True))
    tags = [n.tag for n in document.body.children]
    assert all(a != "w:tbl" or b == "w:p" for a, b in itertools.pairwise(tags))
    assert len(own_tables(document)) == 2


PAIRS = (
    ("第一条 标的", "Article 1 Scope"),
    ("甲方许可乙方使用本合同约定的技术。", "Party A licenses the technology to Party B."),
    ("第二条 不可抗力", "Article 2 Force Majeure"),
    ("因不可抗力不能履行的，免除责任。", "A Party prevented by it is not liable."),
    ("第三条 争议解决", "Article 3 Disputes"),
    ("依照第二条处理后仍有争议的，提交仲裁。", "Disputes left by Article 2 go to arbitration."),
)


def _row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{c}</w:tc>" for c in cells) + "</w:tr>"


def paired() -> str:
    return "<w:tbl><w:tblPr/>" + "".join(_row(para(a), para(b)) for a, b in PAIRS) + "</w:tbl>"


def by_article() -> str:
    groups = [PAIRS[i : i + 2] for i in (0, 2, 4)]
    inner = (_row("".join(para(a) for a, _ in g), "".join(para(b) for _, b in g)) for g in groups)
    return "<w:tbl><w:tblPr/>" + "".join(inner) + "</w:tbl>"


def alternating() -> str:
    return "".join(para(a) + para(b) for a, b in PAIRS)


def test_in_columns_every_cell_is_a_pair_of_lines_under_its_heading(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(paired()), tabled(count=2))
    assert own_tables(document) == []
    lines = texts(document)
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    at = pairs.index(("名称：甲技术1", "Name: Item A1"))
    assert pairs[at + 1 : at + 4] == [
        ("载体：文件1", "Form: documents1"),
        ("结论：未定1", "Result: open1"),
        ("名称：甲技术2", "Name: Item A2"),
    ]


def test_a_row_per_article_takes_lines_in_both_cells(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(by_article()), tabled("CHG-01", "T12", "merge", last=True), tabled())
    assert own_tables(document) == []
    cells = [[p.text for p in document.paragraphs if p.cell is c] for c in document.body.walk() if c.tag == "w:tc"]
    sides = [(c[-3:]) for c in cells if c[-1] in ("结论：未定1", "Result: open1")]
    assert sides == [
        ["名称：甲技术1", "载体：文件1", "结论：未定1"],
        ["Name: Item A1", "Form: documents1", "Result: open1"],
    ]


def test_alternating_languages_have_two_tables_that_do_not_meet(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(alternating()), tabled())
    tables = own_tables(document)
    assert [cell_texts(document, t)[0] for t in tables] == [list(HEADS["zh"]), list(HEADS["en"])]
    tags = [n.tag for n in document.body.children]
    assert all((a, b) != ("w:tbl", "w:tbl") for a, b in itertools.pairwise(tags))


BODIES = {"typed": body(), "rows": paired(), "articles": by_article(), "alternating": alternating()}


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_a_second_run_changes_nothing_and_a_cell_is_updated_in_place(tmp_path: Path, kind: str) -> None:
    first = write(tmp_path, package(BODIES[kind]), "in.docx")
    made, same, out = tmp_path / "1.docx", tmp_path / "2.docx", tmp_path / "3.docx"
    draft_contract(first, made, (tabled(),), DraftOptions())
    report = draft_contract(made, same, (tabled(),), DraftOptions())
    assert made.read_bytes() == same.read_bytes()
    assert {w.id for w in report.warnings} <= {"already-present"}
    now = tabled()
    cells = {lang: ((Run(CELLS[lang][0] + "9"),), *b[3].cells[1:]) for lang, b in now.blocks.items()}
    blocks = {lang: (*b[:3], replace(b[3], cells=cells[lang]), *b[4:]) for lang, b in now.blocks.items()}
    report = draft_contract(made, out, (replace(now, blocks=blocks),), DraftOptions())
    assert "updated" in {w.id for w in report.warnings}
    before, after = texts(open_contract(made)), texts(open_contract(out))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == (1 if kind == "typed" else 2)
    assert all(b == a[:-1] + "9" for a, b in changed)
    assert not read_present(open_contract(out))[0].edited


def edited(path: Path, old: str, new: str) -> Path:
    document = open_contract(path)
    changed = document.main.source.replace(old.encode(), new.encode(), 1)
    assert changed != document.main.source
    target = path.with_name("edited.docx")
    target.write_bytes(document.package.with_parts({document.main.name: changed}).to_bytes())
    return target


def test_a_cell_edited_by_hand_and_a_row_added_by_hand_are_kept(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made = tmp_path / "1.docx"
    draft_contract(first, made, (tabled(),), DraftOptions())
    extra = _row(para("乙技术"), para("代码"), para("限制"))
    for number, (old, new) in enumerate((("甲技术1", "丙技术"), ("</w:tbl>", f"{extra}</w:tbl>"))):
        hand, out = edited(made, old, new), tmp_path / f"out{number}.docx"
        report = draft_contract(hand, out, (tabled(),), DraftOptions())
        assert "edited-by-hand" in {w.id for w in report.warnings}
        assert hand.read_bytes() == out.read_bytes()


def test_columns_share_the_width_by_what_they_hold() -> None:
    widths = shares([["No.", "Description of the item"], ["1", "something long enough to need the room"]], 9000)
    assert sum(widths) == 9000
    assert widths[1] > 2 * widths[0]
    assert shares([["", ""], ["", ""]], 5001) == [2500, 2501]


@st.composite
def many(draw: st.DrawFn) -> tuple[RenderedClause, ...]:
    """Clauses with tables of any shape, in any way of landing."""
    places = (
        ("LIC-04", "T11", "new"),
        ("CHG-01", "T12", "merge"),
        ("LIC-01", "T1", "recital"),
        ("DEF-02", "T20", "annex"),
    )
    picked = draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    return tuple(tabled(*p, draw(st.integers(0, 3)), last=draw(st.booleans())) for p in picked)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(BODIES)), st.booleans(), many())
def test_tables_leave_the_contract_as_it_was(kind: str, data: bool, clauses: tuple[RenderedClause, ...]) -> None:
    text = BODIES[kind] + (
        para("价格如下表。") + data_table(("甲", "乙"), ("丙", "丁")) + para("表格如上。") if data else ""
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, made, again = write(folder, package(text)), folder / "1.docx", folder / "2.docx"
        report = draft_contract(template, made, clauses, DraftOptions())
        document = check_all(template, made, report, digest(template))
        if not report.renumbered and not report.corrected:
            left = without_ours(document)
            assert left == [p.text for p in open_contract(template).paragraphs]
        assert not any(p.edited for p in read_present(document))
        draft_contract(made, again, clauses, DraftOptions())
        assert made.read_bytes() == again.read_bytes()
        for table in own_tables(document):
            assert len({len(cells_of(r)) for r in table_rows(table)}) == 1
            after = [n.tag for n in (table.parent or document.body).children]
            assert all((a, b) != ("w:tbl", "w:tbl") for a, b in itertools.pairwise(after))
