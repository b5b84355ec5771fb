"""Where clauses stand: marks of the template, columns and languages, tables and sections."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from word_runs import ZH, body, run, texts
from word_samples import clause, package, para

from catalogue.problems import BadInput
from clause_library.word.report import DraftOptions


@pytest.mark.parametrize("mark", ["{{clause:LIC-04}}", "{{clauses:C}}", "{{clauses}}"])
def test_a_placeholder_comes_first_even_split_over_runs(tmp_path: Path, mark: str) -> None:
    holder = "<w:p>" + "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in (mark[:3], mark[3:9], mark[9:])) + "</w:p>"
    text = body(ZH[:2]) + holder + body(ZH[2:])
    document, report = run(tmp_path, package(text), clause("LIC-04", "T17"))
    lines = texts(document)
    assert mark not in "".join(lines)
    assert lines.index("第二条 标题LIC-04") == lines.index(ZH[1]) + 1
    assert "第三条 保密" in lines
    assert [c.was for c in report.replaced] == [mark]


def test_a_control_marked_for_a_clause_is_filled(tmp_path: Path) -> None:
    tag = '<w:sdtPr><w:tag w:val="clause:LIC-04"/></w:sdtPr>'
    control = f"<w:sdt>{tag}<w:sdtContent>{para('在此插入')}</w:sdtContent></w:sdt>"
    document, _ = run(tmp_path, package(body(ZH[:2]) + control + body(ZH[2:])), clause("LIC-04", "T17"))
    lines = texts(document)
    assert "在此插入" not in lines
    assert lines.index("第二条 标题LIC-04") == 2
    node = next(n for n in document.body.children if n.tag == "w:sdt")
    assert len([n for n in node.walk() if n.tag == "w:p"]) == 4


def test_a_bookmark_marked_for_a_clause_is_followed(tmp_path: Path) -> None:
    marked = body(ZH[:2]).replace(
        "</w:p><w:p>", '</w:p><w:p><w:bookmarkStart w:id="7" w:name="clause_LIC_04"/><w:bookmarkEnd w:id="7"/>', 1
    )
    marked = marked.replace("<w:p><w:bookmarkStart", "<w:p><w:bookmarkStart")
    document, _ = run(tmp_path, package(marked + body(ZH[2:])), clause("LIC-04", "T17"))
    assert texts(document).index("第二条 标题LIC-04") == 2


def test_marks_without_a_clause_stay_and_are_named(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body() + para("{{clause:USE-01}}")), clause("LIC-04", "T11"))
    assert "{{clause:USE-01}}" in texts(document)
    assert any("USE-01" in w.text.zh for w in report.warnings)


def test_the_user_may_choose_the_place(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(body()), clause("LIC-04", "T11"), options=DraftOptions(places={"LIC-04": 0}))
    assert texts(document)[0] == "第一条 标题LIC-04"


def row(*cells: str) -> str:
    return (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{c}</w:tc>' for c in cells)
        + "</w:tr>"
    )


PAIRS = (
    ("第一条 标的", "Article 1 Scope"),
    ("甲方许可乙方使用本合同约定的技术。", "Party A licenses the technology to Party B."),
    ("第二条 不可抗力", "Article 2 Force Majeure"),
    ("因不可抗力不能履行的，免除责任。", "A Party prevented by it is not liable."),
    ("第三条 争议解决", "Article 3 Disputes"),
    ("依照第二条处理后仍有争议的，提交仲裁。", "Disputes left by Article 2 go to arbitration."),
)


def test_two_columns_get_a_row_per_paragraph_in_both_languages(tmp_path: Path) -> None:
    table = "<w:tbl><w:tblPr/>" + "".join(row(para(a), para(b)) for a, b in PAIRS) + "</w:tbl>"
    document, report = run(tmp_path, package(table), clause("LIC-04", "T11"), clause("CHG-01", "T12", "merge"))
    lines = texts(document)
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    assert ("第二条 标题LIC-04", "Article 2 Heading LIC-04") in pairs
    assert ("（一）LIC-04事项1", "(a) Matter LIC-04 1") in pairs
    assert ("第三条 不可抗力", "Article 3 Force Majeure") in pairs
    assert ("条款CHG-01的正文", "Text of CHG-01 ") in pairs
    assert {c.now for c in report.corrected} == {
        "依照第三条处理后仍有争议的，提交仲裁。",
        "Disputes left by Article 3 go to arbitration.",
    }
    assert document.main.source.count(b"<w:cantSplit/>") == len(PAIRS) + 4 + 3


def test_a_row_per_article_takes_paragraphs_in_both_cells(tmp_path: Path) -> None:
    pairs = [(PAIRS[i], PAIRS[i + 1]) for i in (0, 2, 4)]
    table = (
        "<w:tbl><w:tblPr/>"
        + "".join(row(para(h[0]) + para(b[0]), para(h[1]) + para(b[1])) for h, b in pairs)
        + "</w:tbl>"
    )
    document, _ = run(tmp_path, package(table), clause("CHG-01", "T12", "merge"), clause("LIC-04", "T11"))
    cells = [[p.text for p in document.paragraphs if p.cell is c] for c in document.body.walk() if c.tag == "w:tc"]
    assert cells[2][0] == "第二条 标题LIC-04"
    assert cells[3][0] == "Article 2 Heading LIC-04"
    assert cells[4][2] == "条款CHG-01的正文"
    assert cells[5][2] == "Text of CHG-01 "
    assert len(cells) == 8


def test_alternating_languages_get_pairs(tmp_path: Path) -> None:
    text = "".join(para(a) + para(b) for a, b in PAIRS)
    document, _ = run(tmp_path, package(text), clause("LIC-04", "T11"))
    lines = texts(document)
    at = lines.index("第二条 标题LIC-04")
    assert lines[at + 1 : at + 4] == ["Article 2 Heading LIC-04", "条款LIC-04的正文", "Text of LIC-04 "]
    assert lines[:at] == [words for pair in PAIRS[:2] for words in pair]
    assert lines[at + 8 : at + 10] == ["第三条 不可抗力", "Article 3 Force Majeure"]


def test_a_clause_without_the_contracts_language_is_refused(tmp_path: Path) -> None:
    only = replace(clause("LIC-04", "T11"), blocks={"en": clause("LIC-04", "T11").blocks["en"]})
    with pytest.raises(BadInput, match="no text in zh"):
        run(tmp_path, package(body()), only)
    assert not (tmp_path / "out.docx").exists()


def test_two_halves_in_two_languages_are_warned_of(tmp_path: Path) -> None:
    english = "".join(
        para(t + " and each Party shall do what this Agreement says.")
        for t in ("Article 1 X", "Article 2 Y", "Article 3 Z")
    )
    document, report = run(tmp_path, package(body(ZH[:8]) + english), clause("LIC-04", "T11"))
    assert "K-19" in {w.id for w in report.warnings}
    assert "第三条 标题LIC-04" in texts(document)


def test_a_matter_in_other_languages_than_the_contract_is_a_warning(tmp_path: Path) -> None:
    _, report = run(tmp_path, package(body()), clause("LIC-04", "T11"), options=DraftOptions(languages=("zh", "en")))
    assert "languages-differ" in {w.id for w in report.warnings}


def test_tables_behind_an_article_stay_with_it_and_sections_stay_whole(tmp_path: Path) -> None:
    table = "<w:tbl><w:tblPr/>" + row(para("甲"), para("乙")) + "</w:tbl>"
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    document, _ = run(
        tmp_path,
        package(body(ZH[:4]) + table + body(ZH[4:8]) + section + para("附件一")),
        clause("LIC-04", "T11"),
        clause("LIC-05", "T13", "add"),
    )
    tags = [n.tag for n in document.body.children]
    assert tags.index("w:tbl") == 4
    lines = texts(document)
    assert lines.index("第三条 标题LIC-04") == 6
    assert lines[-2:] == ["", "附件一"]
