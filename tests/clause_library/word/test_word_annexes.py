"""Clauses that are annexes: behind the last annex, the next number, a pointer and a line in the list of annexes."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_runs import ZH, body, run, texts
from word_samples import clause, every_clause, package, para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract, plan
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.reading.zones import signs
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, Paragraph, open_contract
from clause_library.word.writing.annexes import read_annexes

ANNEX = clause("DEF-02", "T20", "annex")
SCOPE = ("第一条 许可范围", *ZH[1:])


def annexed(*lines: str) -> str:
    """A Chinese contract signed at its end, with annexes behind."""
    return body(SCOPE) + "".join(para(t, '<w:jc w:val="center"/>' if t.startswith("附件") else "") for t in lines)


def following(folder: Path, text: str) -> tuple[str, str]:
    """(the heading the next annex takes, with a title), as the contract heads its own."""
    document = open_contract(write(folder, package(text), "form.docx"))
    annexes = read_annexes(document, read_layout(document, read_rules(bundled_rules())))
    ((lang, form),) = annexes.forms.items()
    return form.headed(annexes.following, "X"), annexes.label(lang, annexes.following)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("附件二　技术资料清单", "附件三　X"),
        ("附件2：技术资料清单", "附件3：X"),
        ("附件 2 技术资料清单", "附件 3 X"),
        ("附件（二）技术资料清单", "附件（三）X"),
        ("附录十：技术资料清单", "附录十一：X"),
        ("附件：技术资料清单", "附件二：X"),
    ],
)
def test_a_chinese_heading_is_continued(tmp_path: Path, heading: str, expected: str) -> None:
    text = annexed(heading, "文件的名称、编号、版本和页数以双方确认为准。").replace("附件一", "清单")
    assert following(tmp_path, text)[0] == expected


ENGLISH = (
    "1. SCOPE",
    "The Supplier supplies the technology to the Customer.",
    "2. CONFIDENTIALITY",
    "Each Party keeps the secrets of the other.",
    "3. TERM",
    "This Agreement runs for five years from its date.",
    "IN WITNESS WHEREOF the Parties have signed.",
    "By: ____________",
)


def english(*more: str) -> str:
    return "".join(para(t, "", "<w:b/>" if t[:2] in ("1.", "2.", "3.") else "") for t in (*ENGLISH, *more))


@pytest.mark.parametrize(
    ("heading", "expected", "cited"),
    [
        ("Annex 1 Documents", "Annex 2 X", "Annex 2"),
        ("Schedule 4: Documents", "Schedule 5: X", "Schedule 5"),
        ("EXHIBIT B — DOCUMENTS", "EXHIBIT C — X", "Exhibit C"),
        ("Appendix III. Documents", "Appendix IV. X", "Appendix IV"),
    ],
)
def test_an_english_heading_is_continued(tmp_path: Path, heading: str, expected: str, cited: str) -> None:
    assert following(tmp_path, english(heading, "The documents are those the Parties agree.")) == (expected, cited)


def test_without_an_annex_the_words_of_the_contract_number_the_first(tmp_path: Path) -> None:
    assert following(tmp_path, body(SCOPE))[0] == "附件二　X"
    assert following(tmp_path, english())[0] == "Annex 1  X"
    seen = english().replace("to the Customer.", "to the Customer as set out in Schedule 1.")
    assert following(tmp_path, seen)[0] == "Schedule 2  X"


def check_behind(document: ContractDocument, heading: str, *earlier: str) -> int:
    """The heading begins a page, and every earlier line stands before it."""
    lines = texts(document)
    at = lines.index(heading)
    assert all(lines.index(t) < at for t in earlier)
    own = document.paragraphs[at]
    assert own.properties is not None
    assert own.properties.child("w:pageBreakBefore") is not None
    return at


def test_an_annex_stands_behind_the_last_one_and_the_contract_points_to_it(tmp_path: Path) -> None:
    text = annexed(
        "附件一：许可专利", "专利的清单以本附件为准，共计三项。", "附件二：资料", "资料的清单以本附件为准，共计三项。"
    )
    document, report = run(tmp_path, package(text), ANNEX)
    at = check_behind(document, "附件三：标题DEF-02", "（以下无正文）", "甲方：（盖章）", "附件二：资料")
    lines = texts(document)
    assert lines[at + 1 : at + 4] == ["条款DEF-02的正文", "（一）DEF-02事项1", "（二）DEF-02事项2"]
    assert lines[2] == "标题DEF-02载于附件三。"
    properties = document.paragraphs[at].properties
    assert properties is not None
    assert properties.value("w:jc") == "center"
    assert [(i.id, i.how, i.number, i.after) for i in report.inserted] == [("DEF-02", "annex", "附件三", "")]
    assert (report.renumbered, report.corrected) == (0, ())


def test_without_annexes_it_stands_behind_the_signatures(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(body(SCOPE)), ANNEX)
    check_behind(document, "附件二　标题DEF-02", "（以下无正文）", "甲方：（盖章）")


def test_two_annexes_take_two_numbers_and_a_reference_names_them(tmp_path: Path) -> None:
    other = clause("SPC-03", "T20", "separate")
    document, _ = run(tmp_path, package(body(SCOPE)), ANNEX, other, clause("LIC-04", "T11", ref="DEF-02"))
    lines = texts(document)
    assert lines.index("附件二　标题DEF-02") < lines.index("附件三　标题SPC-03")
    assert "条款LIC-04的正文附件二。" in lines
    assert not any("标题SPC-03载于" in t for t in lines)


def test_the_list_of_annexes_goes_on(tmp_path: Path) -> None:
    lines = (
        *SCOPE[:6],
        "第四条 附件",
        "本合同附件包括：",
        "附件一：《专利清单》；",
        "附件二：《资料清单》。",
        *SCOPE[8:],
    )
    text = body(lines) + para("附件一：专利清单") + para("专利的清单以本附件为准，共计三项。")
    document, _ = run(tmp_path, package(text), ANNEX)
    out = texts(document)
    at = out.index("附件二：《资料清单》。")
    assert out[at + 1] == "附件三：《标题DEF-02》。"
    check_behind(document, "附件三：标题DEF-02", "附件一：专利清单")


def test_a_numbered_list_of_annexes_counts_on(tmp_path: Path) -> None:
    lines = (*SCOPE[:6], "第四条 附件", "1. 附件一：专利清单", "2. 附件二：资料清单", *SCOPE[8:])
    document, _ = run(tmp_path, package(body(lines)), ANNEX, clause("SPC-03", "T20", "separate"))
    out = texts(document)
    at = out.index("2. 附件二：资料清单")
    assert out[at + 1 : at + 3] == ["3. 附件三：标题DEF-02", "4. 附件四：标题SPC-03"]


def test_a_title_on_its_own_line_stays_so(tmp_path: Path) -> None:
    text = annexed("附件一", "技术资料清单", "资料的清单以本附件为准，共计三项。")
    document, _ = run(tmp_path, package(text), ANNEX)
    at = check_behind(document, "附件二", "技术资料清单")
    assert texts(document)[at + 1] == "标题DEF-02"


def test_without_a_subject_article_the_missing_pointer_is_told(tmp_path: Path) -> None:
    lines = ("第一条 保密", ZH[3], "第二条 不可抗力", ZH[5], *ZH[8:])
    _, report = run(tmp_path, package(body(lines)), ANNEX)
    assert any("标的条款" in w.text.zh for w in report.warnings)


PAIRS = (
    ("第一条 服务范围", "Article 1 Scope"),
    ("甲方许可乙方使用本合同约定的技术。", "Party A licenses the technology to Party B."),
    ("第二条 不可抗力", "Article 2 Force Majeure"),
    ("因不可抗力不能履行的，免除责任。", "A Party prevented by it is not liable."),
    ("第三条 争议解决", "Article 3 Disputes"),
    ("依照第二条处理后仍有争议的，提交仲裁。", "Disputes left by Article 2 go to arbitration."),
)


def columns() -> str:
    rows = "".join(f"<w:tr><w:tc><w:tcPr/>{para(a)}</w:tc><w:tc><w:tcPr/>{para(b)}</w:tc></w:tr>" for a, b in PAIRS)
    return f"<w:tbl><w:tblPr/>{rows}</w:tbl>"


def turns() -> str:
    return "".join(para(a) + para(b) for a, b in PAIRS)


@pytest.mark.parametrize("text", [columns(), turns()], ids=["columns", "turns"])
def test_two_languages_have_one_number(tmp_path: Path, text: str) -> None:
    tail = para("甲方：（盖章）") + para("Party A: (signature)") + para("附件一 资料清单") + para("Annex 1 Documents")
    document, report = run(tmp_path, package(text + tail), ANNEX)
    lines = texts(document)
    zh, en = lines.index("附件二 标题DEF-02"), lines.index("Annex 2 Heading DEF-02")
    assert lines.index("Annex 1 Documents") < zh < en
    assert "标题DEF-02载于附件二。" in lines
    assert "The Heading DEF-02 is set out in Annex 2." in lines
    assert (
        lines.index(PAIRS[1][1]) < lines.index("The Heading DEF-02 is set out in Annex 2.") < lines.index(PAIRS[2][0])
    )
    assert [n.tag for n in document.body.walk()].count("w:pageBreakBefore") == 1
    again = tmp_path / "again.docx"
    second = draft_contract(tmp_path / "out.docx", again, (ANNEX,), DraftOptions())
    assert again.read_bytes() == (tmp_path / "out.docx").read_bytes()
    assert {w.id for w in second.warnings} == {"already-present"}
    assert len(report.inserted) == 1


def test_a_plan_shows_the_annex_once(tmp_path: Path) -> None:
    document = open_contract(write(tmp_path, package(body(SCOPE))))
    _, where = plan(document, (ANNEX,), DraftOptions())
    assert [(x.clause.id, x.how) for x in where.landings] == [("DEF-02", "annex")]
    assert where.landings[0].reason.zh.startswith("作为附件二")


def test_the_user_may_still_ask_for_an_article(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(body(SCOPE)), ANNEX, options=DraftOptions(places={"DEF-02": 1}))
    assert "第二条 标题DEF-02" in texts(document)


def test_a_recital_stands_before_the_first_article_without_number(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(para("鉴于双方同意。") + body(SCOPE)), clause("LIC-01", "T1", "recital"))
    lines = texts(document)
    at = lines.index("第一条 许可范围")
    assert lines[at - 3 : at] == ["条款LIC-01的正文", "LIC-01事项1", "LIC-01事项2"]
    assert report.inserted[0].how == "merged"


REAL = ["技术服务合同.docx", "northstar-cloud-services-agreement.docx", "Core_Terms_v3.0.2_(DA).docx"]


def _breaks(paragraph: Paragraph) -> bool:
    return paragraph.properties is not None and paragraph.properties.child("w:pageBreakBefore") is not None


def shipped() -> tuple[RenderedClause, ...]:
    return every_clause(names=("DEF-02", "CLS-06", "SPC-03"))


@pytest.mark.parametrize("name", REAL)
def test_real_contracts(shared: Path, tmp_path: Path, name: str) -> None:
    data = (shared / "docx" / name).read_bytes()
    document, report = run(tmp_path, data, *shipped())
    how = {i.id: i.how for i in report.inserted}
    assert (how["DEF-02"], how["SPC-03"]) == ("annex", "annex")
    assert any(n.tag == "w:tblHeader" for n in document.body.walk())
    heading = next(i.number for i in report.inserted if i.id == "DEF-02")
    own = next(p for p in document.paragraphs if p.words.startswith(heading.split(" ")[0]) and _breaks(p))
    signing = [p.index for p in document.paragraphs if signs(p)]
    assert not signing or own.index > max(signing)
    again = tmp_path / "again.docx"
    draft_contract(tmp_path / "out.docx", again, shipped(), DraftOptions())
    assert again.read_bytes() == (tmp_path / "out.docx").read_bytes()
