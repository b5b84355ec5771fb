"""What a second reading of annexes, supplements, cautions and comments found, each on a small paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from word_runs import body, run, texts
from word_samples import clause, listed, numbering, package, para, write

from catalogue.matter import Matter, Party
from catalogue.problems import BadInput
from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import WordRules, bundled_rules, read_rules
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import open_contract
from clause_library.word.supplement import SupplementMaker
from clause_library.word.writing.annexes import read_annexes
from clause_library.word.writing.annexing import unlisted

ON = dt.date(2026, 11, 1)
ANNEX = clause("DEF-02", "T20", "annex")
FORCE = clause("CHG-01", "T12", "merge")
ZH = (
    "第一条 许可范围",
    "{}",
    "第二条 不可抗力",
    "因不可抗力不能履行的，免除责任。",
    "（以下无正文）",
    "甲方：（盖章）",
)
EN = ("1. SCOPE", "{}", "2. TERM", "This Agreement runs for five years.", "3. NOTICES", "Notices are given in writing.")


@pytest.fixture(scope="module")
def rules() -> WordRules:
    """The shipped rules, read once."""
    return read_rules(bundled_rules())


def next_label(folder: Path, sentence: str, rules: WordRules) -> str:
    """What the next annex is called in a contract that holds the sentence and no annex."""
    zh = not sentence.isascii()
    lines = [line.format(sentence) for line in (ZH if zh else EN)]
    data = package("".join(para(t, "", "<w:b/>" if t[:2] in ("1.", "2.", "3.") else "") for t in lines))
    document = open_contract(write(folder, data))
    annexes = read_annexes(document, read_layout(document, rules))
    return annexes.label("zh" if zh else "en", annexes.following)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The technology is described in Annex A and Annex B.", "Annex C"),
        ("The technology is described in Annexes 1 to 3.", "Annex 4"),
        ("The form is attached as Annex 1.", "Annex 2"),
        ("The form is attached hereto as Exhibit A.", "Exhibit B"),
        ("See Schedules 1, 2 and 3.", "Schedule 4"),
        ("The Supplier pays under Schedule 2 or Schedule 3.", "Schedule 4"),
        ("It delivers pursuant to Annex 2 of this Agreement.", "Annex 3"),
        ("The forms of Exhibits A through C are used.", "Exhibit D"),
        ("The forms of Exhibits A through I are used.", "Exhibit J"),
        ("Items are listed in Annex I to Regulation (EU) 2021/821.", "Annex 1"),
        ("Items of Annex 1 of the Foreign Trade Law are excluded.", "Annex 1"),
        ("No Schedule 2 chemicals are delivered.", "Annex 1"),
        ("It reports by Annex 2 days after delivery.", "Annex 1"),
        ("甲方交付附件一、二、三所列的资料。", "附件四"),
        ("甲方交付附件一至五所列的资料。", "附件六"),
        ("甲方交付附件1、2所列的资料。", "附件3"),
        ("甲方交付附件A和附件B所列的资料。", "附件C"),
        ("甲方交付附件一和三方确认的资料。", "附件二"),
        ("甲方交付附件一、二〇二六年的资料。", "附件二"),
        ("甲方遵守《条例》附件三的规定。", "附件一"),
    ],
)
def test_every_annex_that_is_cited_has_its_number_taken(
    tmp_path: Path, rules: WordRules, sentence: str, expected: str
) -> None:
    assert next_label(tmp_path, sentence, rules) == expected


LISTED = "本合同附件包括：附件一《专利清单》、附件二《资料清单》，均为本合同组成部分。"
SIGNED = ("（以下无正文）", "甲方：（盖章）")
SCOPE = ("第一条 许可范围", "甲方许可乙方使用约定的技术。", "第二条 附件")


def _table(*rows: tuple[str, ...]) -> str:
    inner = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{para(t)}</w:tc>" for t in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{inner}</w:tbl>"


@pytest.mark.parametrize(
    ("listing", "told"),
    [
        (body((LISTED,)), True),
        (_table(("附件", "名称"), ("附件一", "专利清单"), ("附件二", "资料清单")), True),
        (body(("甲方交付附件一、附件二所列的资料。",)), False),
    ],
    ids=["sentence", "table", "no-list"],
)
def test_a_list_of_annexes_that_is_not_continued_is_told(tmp_path: Path, listing: str, told: bool) -> None:
    _, report = run(tmp_path, package(body(SCOPE) + listing + body(SIGNED)), ANNEX)
    assert (unlisted(ANNEX) in [w.text for w in report.warnings]) is told
    assert [i.number for i in report.inserted] == ["附件三"]


def test_an_article_put_into_an_annex_is_pointed_to_or_told(tmp_path: Path) -> None:
    options = DraftOptions(anchors={"CHG-01": "annex"})
    document, _ = run(tmp_path, package(body((*SCOPE[:2], *SIGNED))), FORCE, options=options)
    assert "标题CHG-01载于附件一。" in texts(document)
    bare = tmp_path / "bare"
    bare.mkdir()
    _, report = run(bare, package(body(("第一条 保密", "双方应当保守秘密。", *SIGNED))), FORCE, options=options)
    assert any("没有指向该附件" in w.text.zh for w in report.warnings)


def supplement(folder: Path, data: bytes, *clauses: RenderedClause) -> tuple[list[str], DraftReport]:
    """The supplement's lines and the report."""
    matter = Matter(parties=(Party("exporter", name="甲公司"), Party("recipient", name="B GmbH")), as_of=ON)
    contract, output = write(folder, data), folder / "supplement.docx"
    report = SupplementMaker(contract, matter).write(output, clauses, DraftOptions(), ON)
    return texts(open_contract(output)), report


def contract(*middle: str) -> bytes:
    return package(body(("技术许可合同", *SCOPE[:2], *middle, *SIGNED)))


def test_a_supplement_to_a_contract_of_three_is_signed_by_three(tmp_path: Path) -> None:
    lines, report = supplement(tmp_path, contract("第二条 担保", "丙方提供担保，丙方承担责任。"), FORCE)
    assert "丙方：【名称】" in lines
    assert any(t.startswith("丙方（签字、盖章）") for t in lines)
    assert not any("双方于" in t or "双方现就" in t for t in lines)
    assert "more-parties" in {w.id for w in report.warnings}


def test_a_supplement_that_would_add_nothing_is_refused(tmp_path: Path) -> None:
    draft_contract(write(tmp_path, contract()), tmp_path / "drafted.docx", (FORCE,), DraftOptions())
    with pytest.raises(BadInput, match="CHG-01"):
        supplement(tmp_path, (tmp_path / "drafted.docx").read_bytes(), FORCE)
    assert not (tmp_path / "supplement.docx").exists()


def test_a_supplement_says_which_clauses_the_contract_has_already(tmp_path: Path) -> None:
    draft_contract(write(tmp_path, contract()), tmp_path / "drafted.docx", (FORCE,), DraftOptions())
    lines, report = supplement(tmp_path, (tmp_path / "drafted.docx").read_bytes(), FORCE, clause("LIC-04", "T11"))
    assert not any("标题CHG-01" in t for t in lines)
    assert [w.text.en for w in report.warnings if w.id == "already-present"] == [
        "the contract holds CHG-01 already; the supplement does not repeat them"
    ]


def test_an_annex_of_a_supplement_follows_no_article(tmp_path: Path) -> None:
    _, report = supplement(tmp_path, contract(), ANNEX)
    assert [(i.how, i.after) for i in report.inserted] == [("annex", "")]


CITING = "依照《中华人民共和国出口管制法》取得许可。"


@pytest.mark.parametrize(
    ("sentence", "foreign"),
    [
        ("本合同适用中华人民共和国香港特别行政区法律。", True),
        ("本合同适用德国法律。", True),
        ("本合同适用中国法律（不包括香港法律）。", False),
        ("未尽事宜，适用有关法律。", False),
        ("本合同适用现行法律。", False),
    ],
)
def test_the_law_of_a_region_is_another_law_and_no_law_named_is_none(
    tmp_path: Path, sentence: str, foreign: bool
) -> None:
    from dataclasses import replace

    from clause_library.model import BlockKind, RenderedBlock, Run

    cites = replace(FORCE, blocks={**FORCE.blocks, "zh": (RenderedBlock(BlockKind.PARA, ((Run(CITING),),)),)})
    data = package(body((*SCOPE[:2], "第二条 法律适用", sentence, *SIGNED)))
    _, report = run(tmp_path, data, cites)
    assert ("governing-law" in {w.id for w in report.warnings}) is foreign


PAIRS = (
    ("第一条 服务范围", "Article 1 Scope"),
    ("甲方许可乙方使用约定的技术。", "Party A licenses the technology to Party B."),
    ("第二条 不可抗力", "Article 2 Force Majeure"),
    ("因不可抗力不能履行的，免除责任。", "A Party prevented by it is not liable."),
    ("双方仍应当通知对方。", "Each Party still notifies the other."),
)


def test_a_heading_across_both_columns_is_told(tmp_path: Path) -> None:
    rows = "".join(f"<w:tr><w:tc><w:tcPr/>{para(a)}</w:tc><w:tc><w:tcPr/>{para(b)}</w:tc></w:tr>" for a, b in PAIRS)
    wide = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc></w:tr>'
    for heading, told in (("第三条 争议 / Article 3 Disputes", True), ("签署 / Signatures", False)):
        table = f"<w:tbl><w:tblPr/>{rows}{wide.format(para(heading))}</w:tbl>"
        _, report = run(tmp_path, package(table + para("甲方：（盖章）")), FORCE)
        found = [w.text.zh for w in report.warnings if w.id == "across-columns"]
        assert [heading[:24] in t for t in found] == ([True] if told else [])
        (tmp_path / "out.docx").unlink()


def test_articles_that_were_not_recognised_are_not_said_to_be_missing(tmp_path: Path) -> None:
    _, report = run(tmp_path, package(para("双方同意如下。") + para("甲方：（盖章）")), FORCE)
    assert report.inserted[0].reason.zh.startswith("未识别出带编号的条款")


def test_a_mark_whose_comment_is_gone_does_not_show_ours(tmp_path: Path) -> None:
    from catalogue.model import Words

    old = '<w:r><w:commentReference w:id="1"/></w:r>'
    data = package(body(ZH[:5]).replace("</w:p>", f"{old}</w:p>", 1))
    notes = {"CHG-01": (Words("理由", "reason"),)}
    draft_contract(write(tmp_path, data), tmp_path / "out.docx", (FORCE,), DraftOptions(comments=True, notes=notes))
    made = open_contract(tmp_path / "out.docx")
    ids = [n.get("w:id") for n in made.body.walk() if n.tag == "w:commentReference"]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize("at", [1, 3])
def test_a_text_that_ends_its_section_stays_with_its_article(tmp_path: Path, at: int) -> None:
    lines = (
        "第一条 许可范围",
        "甲方许可乙方使用技术。",
        "第二条 不可抗力",
        "因不可抗力不能履行的，免除责任。",
        *SIGNED,
    )
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    text = "".join(para(t, section if n == at else "") for n, t in enumerate(lines))
    options = DraftOptions(anchors={"LIC-04": "after:1"})
    document, _ = run(tmp_path, package(text), FORCE, clause("LIC-04", "T11"), options=options)
    found = texts(document)
    assert found.index("甲方许可乙方使用技术。") == 1
    assert found[2] == "第二条 标题LIC-04"
    assert found.index("条款CHG-01的正文") == found.index("因不可抗力不能履行的，免除责任。") + 1
    assert document.main.source.count(b'w:w="16838"') == 1


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Schedule 1: Fees, Charges and Expenses", "Schedule 2: Documents, Samples", "Schedule 3: Heading DEF-02"),
        ("Exhibit A. Fees", "Exhibit B. U.S. Documents", "Exhibit C. Heading DEF-02"),
        ("Annex 1 - fees, charges", "Annex 2 - documents, samples", "Annex 3 - Heading DEF-02"),
        ("附件一：资料、样品，清单", "附件二：专利，商标", "附件三：标题DEF-02"),
    ],
)
def test_a_title_with_commas_still_heads_an_annex(tmp_path: Path, first: str, last: str, expected: str) -> None:
    zh = not first.isascii()
    lines = (*SCOPE[:2], *SIGNED) if zh else (*EN[:1], "The Supplier supplies it.", *EN[2:], "By: ____________")
    sentence = "资料的清单以本附件为准，共计三项。" if zh else "The fees are those the Parties agree."
    data = package("".join(para(t, "", "<w:b/>" if t[0].isdigit() else "") for t in (*lines, first, sentence, last)))
    document, report = run(tmp_path, data, ANNEX)
    found = texts(document)
    assert found.index(first) < found.index(last) < found.index(expected)
    assert last[:9] in report.inserted[0].reason.zh


def test_a_sentence_that_begins_with_an_annex_heads_none(tmp_path: Path) -> None:
    lines = (*SCOPE[:2], *SIGNED, "附件一所列的资料，双方另行确认")
    document, report = run(tmp_path, package(body(lines)), ANNEX)
    assert report.inserted[0].reason.zh == "作为附件二，另起一页放在签署部分之后"
    assert "附件二　标题DEF-02" in texts(document)


def test_behind_the_parts_of_an_annex_stands_a_whole_one(tmp_path: Path) -> None:
    sentence = "资料的清单以本附件为准，共计三项。"
    document, _ = run(
        tmp_path, package(body((*SCOPE[:2], *SIGNED, "附件1-1 专利", sentence, "附件1-2 资料", sentence))), ANNEX
    )
    assert "附件3　标题DEF-02" in texts(document)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("合同编号：KX〔2026〕17号",), "（合同编号：KX〔2026〕17号，以下称“原合同”）"),
        (("（合同编号：A/2026-01）",), "（合同编号：A/2026-01，以下称“原合同”）"),
        (("合同编号：XXXX-2026",), "》（以下称“原合同”）"),
        (("合同编号：________",), "》（以下称“原合同”）"),
        (("合同编号：A-1", "合同编号：B-2"), "》（以下称“原合同”）"),
    ],
)
def test_a_supplement_names_the_number_the_contract_bears(
    tmp_path: Path, lines: tuple[str, ...], expected: str
) -> None:
    made, _ = supplement(tmp_path, package(body(("技术许可合同", *lines, *SCOPE[:2], *SIGNED))), FORCE)
    assert any(expected in t for t in made)


def test_a_level_that_counts_in_chinese_is_typed_so_where_numbers_are_kept(tmp_path: Path) -> None:
    lists = numbering(("chineseCounting", "第%1条"), ("ideographDigital", "%2、"))
    lines = (("许可范围", 0), ("甲方许可乙方使用技术。", 1), ("不可抗力", 0), ("不可抗力免责。", 1))
    data = package("".join(listed(t, 1, n) for t, n in lines) + body(SIGNED), parts={"numbering": lists})
    options = DraftOptions(numbering="keep", anchors={"LIC-04": "after:1"})
    document, _ = run(tmp_path, data, clause("LIC-04", "T11"), options=options)
    assert "一、\t条款LIC-04的正文" in texts(document)
