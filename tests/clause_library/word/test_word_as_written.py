"""How authors write contracts: numbers left out, spread headings, contents without pages, definitions of any form."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from word_laws import check_laws, rules
from word_samples import clause, listed, numbering, package, para, write

from clause_library.model import RenderedClause, Run
from clause_library.word.draft import draft_contract
from clause_library.word.inspect import Inspection, inspect_contract
from clause_library.word.reading.definitions import find_definitions
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, open_contract
from clause_library.word.source.typed import read_typed

SIGNED = ("甲方（盖章）：", "乙方（盖章）：")
TEXT = "双方应当按照本合同的约定履行各自的义务。"


def paper(folder: Path, *lines: str) -> Path:
    return write(folder, package("".join(para(line) for line in lines)))


def inspected(folder: Path, *lines: str) -> Inspection:
    return inspect_contract(paper(folder, *lines))


def articles(found: Inspection) -> list[object]:
    return [o["number"] for o in found.outline if o["kind"] == "article"]


def hosts(found: Inspection) -> dict[object, object]:
    """The paragraph of every topic found surely."""
    return {h["topic"]: h["paragraph"] for h in found.hosts if float(str(h["confidence"])) >= 0.59}


def drafted(folder: Path, template: Path) -> ContractDocument:
    output = folder / "out.docx"
    report = draft_contract(template, output, (clause("XXX-01", "T12"),), DraftOptions())
    return check_laws(template, output, report)


def test_articles_behind_a_number_left_out_are_articles(tmp_path: Path) -> None:
    titles = ["合同标的", "交付", "价款", "验收", "保密", "违约责任", "争议解决", "其他"]
    lines = [x for n, t in zip("一二四五六七九十", titles, strict=True) for x in (f"第{n}条 {t}", TEXT)]
    found = inspected(tmp_path, "技术转让合同", *lines, *SIGNED)
    assert articles(found) == [f"第{n}条" for n in "一二四五六七九十"]
    assert hosts(found)["T3"] == 1
    assert hosts(found)["T17"] == 13


def test_a_number_left_out_stays_left_out(tmp_path: Path) -> None:
    lines = [
        x for n, t in zip("一二四五", ["标的", "交付", "争议解决", "其他"], strict=True) for x in (f"第{n}条 {t}", TEXT)
    ]
    template = paper(tmp_path, "技术转让合同", *lines, "依照第五条处理。", *SIGNED)
    text = [p.text for p in drafted(tmp_path, template).paragraphs]
    heads = [t for t in text if t.startswith("第") and len(t) < 20]
    assert [h.split()[0] for h in heads] == ["第一条", "第二条", "第三条", "第五条", "第六条"]
    assert "依照第六条处理。" in text


@pytest.mark.parametrize("sign", ["，", "：", "．", "、"])
def test_chinese_numbers_close_with_any_sign(tmp_path: Path, sign: str) -> None:
    lines = [x for n, t in zip("一二三", ["标的", "价款", "保密"], strict=True) for x in (f"{n}{sign}{t}", TEXT)]
    found = inspected(tmp_path, "技术转让合同", *lines, *SIGNED)
    assert articles(found) == [f"{n}{sign}" for n in "一二三"]
    typed = read_typed(f"二{sign}价款")
    assert typed is not None
    assert typed.form.write((3,)) == f"三{sign}"


def test_a_table_of_contents_without_pages_holds_no_articles(tmp_path: Path) -> None:
    titles = [f"第{n}章　{t}" for n, t in zip("一二三四", ["定义", "价格", "保密", "其他"], strict=True)]
    body = [x for title in titles for x in (title, f"１．１　{TEXT}", TEXT)]
    found = inspected(tmp_path, "设备引进合同", "目录", *titles, "设备引进合同", "双方达成协议如下：", *body, *SIGNED)
    first = next(o["paragraph"] for o in found.outline if o["kind"] == "article")
    assert first == 8
    assert articles(found) == [f"第{n}章" for n in "一二三四"]
    assert {hosts(found)[t] for t in ("T2", "T6", "T9")} == {8, 11, 14}


def test_chapters_with_articles_in_them_only_divide(tmp_path: Path) -> None:
    body = ["第一章　总则", "第一条 标的", TEXT, "第二条 价款", TEXT, "第二章　附则", "第三条 其他", TEXT]
    assert articles(inspected(tmp_path, "技术转让合同", *body, *SIGNED)) == ["第一条", "第二条", "第三条"]


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("定　　义", "T2"),
        ("保  密", "T9"),
        ("税　　　费", "T6"),
        ("仲　裁", "T17"),
        ("争 议 的 解 决", "T17"),
        ("价格与支付", "T6"),
        ("交货", "T4"),
        ("人力不可抗拒", "T12"),
        ("技术成果的归属和分享", "T8"),
        ("验收标准和方法", "T7"),
        ("违约金或者损失赔偿额的计算方法", "T16"),
        ("后续改进的提供和分享", "T8"),
        ("技术秘密的范围和保密期限", "T9"),
        ("技术培训（地点、方式）", "T5"),
    ],
)
def test_headings_as_authors_write_them(tmp_path: Path, heading: str, topic: str) -> None:
    found = inspected(tmp_path, "技术转让合同", "第一条 合同标的", TEXT, f"第二条 {heading}", TEXT, "第三条 其他", TEXT)
    assert hosts(found).get(topic) == 3


@pytest.mark.parametrize("heading", ["责任与义务", "甲方责任", "双方的责任"])
def test_duties_are_not_liability(tmp_path: Path, heading: str) -> None:
    found = inspected(tmp_path, "技术转让合同", "第一条 合同标的", TEXT, f"第二条 {heading}", TEXT, "第三条 其他", TEXT)
    assert "T16" not in hosts(found)


@pytest.mark.parametrize("head", ["第二条、保密条款", "第二条，保密条款"])
def test_an_articles_own_number_is_no_reference(tmp_path: Path, head: str) -> None:
    found = inspected(
        tmp_path, "技术转让合同", "第一条、标的", TEXT, head, "依照第一条、第二条执行。", "第三条、其他", TEXT
    )
    assert [(r["paragraph"], r["number"]) for r in found.references] == [(4, 1), (4, 2)]


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("“合同产品”是指附件一所列的产品。", "合同产品"),
        ("“合同产品”，系指附件一所列的产品。", "合同产品"),
        ("“合同产品”一词是指附件一所列的产品。", "合同产品"),
        ("２．１　合同产品指附件一所列的产品。", "合同产品"),
        ("1.2 合同产品：指附件一所列的产品。", "合同产品"),
        ("（一）合同产品是指附件一所列的产品。", "合同产品"),
        ("甲公司（以下简称甲方）", "甲方"),
        ("甲公司，以下简称“许可方”。", "许可方"),
        ("甲公司和乙公司以下合称双方。", "双方"),
    ],
)
def test_definitions_of_any_form_are_found(tmp_path: Path, line: str, term: str) -> None:
    found = find_definitions(open_contract(paper(tmp_path, line)).paragraphs)
    assert [d.term for d in found] == [term]


@pytest.mark.parametrize("line", ["1.1 甲方指定张三为联系人。", "2、乙方应提供技术指导。", "3、甲方指派两名人员。"])
def test_what_points_or_appoints_defines_nothing(tmp_path: Path, line: str) -> None:
    assert not list(find_definitions(open_contract(paper(tmp_path, line)).paragraphs))
    assert rules().topics


def dated(one: RenderedClause) -> RenderedClause:
    """The clause with a paragraph that begins with a year."""
    heading, text, *rest = one.blocks["zh"]
    return replace(one, blocks={"zh": (heading, replace(text, cells=((Run("2026年起，双方遵守条款。"),),)), *rest)})


def test_a_number_without_a_separator_keeps_off_a_figure(tmp_path: Path) -> None:
    lines = [
        x
        for n, t in enumerate(("标的", "争议解决", "其他"), 1)
        for x in (f"第{n}条 {t}", f"{n}．1{TEXT}", f"{n}．2{TEXT}")
    ]
    template, output, again = paper(tmp_path, "技术转让合同", *lines, *SIGNED), tmp_path / "1.docx", tmp_path / "2.docx"
    clauses = (dated(clause("XXX-01", "T12")),)
    check_laws(template, output, draft_contract(template, output, clauses, DraftOptions()))
    figures = [p for p in open_contract(output).paragraphs if re.match(r"\d+．\d+.?2026年", p.text)]
    assert [p.words[:5] for p in figures] == ["2026年"]
    draft_contract(output, again, clauses, DraftOptions())
    assert output.read_bytes() == again.read_bytes()


def test_our_part_stands_beside_one_spelled_with_other_capitals(tmp_path: Path) -> None:
    lines = ["第一条 标的", TEXT, "第二条 其他", TEXT]
    extra = {"customXML/item1.xml": b"<a/>", "customXML/itemProps1.xml": b"<b/>"}
    template = write(tmp_path, package("".join(map(para, lines)), extra=extra))
    drafted(tmp_path, template)
    with zipfile.ZipFile(tmp_path / "out.docx") as made:
        names = made.namelist()
    assert len({n.lower() for n in names}) == len(names)
    assert "customXml/item2.xml" in names


@pytest.mark.parametrize(
    "line",
    [
        "出租人（甲方）：　　　　承租人（乙方）：",
        "出  租  方：____________      承  租  方：____________",
        "甲方签字：　　　　　　乙方签字：",
        "出租人（甲方）签章：　　　　承租人（乙方）签章：",
        "买　方：＿＿＿＿＿＿　　卖　方：＿＿＿＿＿＿",
        "售方签字：＿＿＿＿＿　　购方签字：＿＿＿＿＿",
        "甲方负责人（或授权代表）签名：＿＿＿＿＿＿盖章：＿＿＿＿＿＿",
        "│单位名称（章）　│　单位名称（章）　│",
        "甲方代表：　　　　　　乙方代表：",
    ],
)
def test_clauses_stand_before_signatures_of_any_form(tmp_path: Path, line: str) -> None:
    lines = ["第一条 标的", TEXT, "第二条 其他", TEXT, line, "地址：　　　　地址：", "　　年　月　日　　　　年　月　日"]
    template = paper(tmp_path, "技术转让合同", *lines)
    text = [p.text for p in drafted(tmp_path, template).paragraphs]
    assert text[-3:] == lines[-3:]


def test_lines_under_a_heading_on_addresses_are_its_own(tmp_path: Path) -> None:
    lines = ["第一条 标的", TEXT, "第二条 法定地址", "甲方：某公司", "地址：某市", "乙方：某公司", "地址：某市"]
    template = paper(tmp_path, "技术转让合同", *lines, "甲方代表　　乙方代表", "（签字）　　（签字）")
    text = [p.text for p in drafted(tmp_path, template).paragraphs]
    at = text.index("第二条 法定地址")
    assert text[at : at + 5] == lines[2:]
    assert text[-2:] == ["甲方代表　　乙方代表", "（签字）　　（签字）"]


@pytest.mark.parametrize("line", ["双方签字后，本合同生效。", "联系人：张三", "甲方的义务：", "一、甲方代表："])
def test_a_line_of_the_text_is_no_signature(tmp_path: Path, line: str) -> None:
    lines = ["第一条 标的", TEXT, "第二条 其他", line, TEXT]
    template = paper(tmp_path, "技术转让合同", *lines, *SIGNED)
    text = [p.text for p in drafted(tmp_path, template).paragraphs]
    assert text[-2:] == list(SIGNED)
    assert text[text.index(line) + 1] == TEXT


def test_references_to_chapters_follow_the_chapters(tmp_path: Path) -> None:
    lines = ["第一章　标的", TEXT, "第二章　价格", "１．依照第三章第１条付款。", "２．依照本章第１条和第三章执行。"]
    lines += ["第三章　争议解决", "１．按照《仲裁法》第三章第二条仲裁。", "２．双方协商。", "第四章　其他", TEXT]
    template = paper(tmp_path, "设备引进合同", *lines, *SIGNED)
    text = [p.text for p in drafted(tmp_path, template).paragraphs]
    assert "第四章　争议解决" in text
    assert {"１．依照第四章第１条付款。", "２．依照本章第１条和第四章执行。", lines[6]} <= set(text)


def test_a_statute_in_corner_quotes_is_another_paper(tmp_path: Path) -> None:
    line = "根据「中外合资经营企业法实施条例」第三条执行。"
    found = inspected(tmp_path, "技术转让合同", "第一条 标的", line, "第二条 价款", TEXT, "第三条 其他", TEXT)
    assert not found.references


@pytest.mark.parametrize("heading", ["转让方的违约责任", "卖方违约责任", "甲乙双方的违约责任"])
def test_whose_liability_a_heading_names_does_not_matter(tmp_path: Path, heading: str) -> None:
    found = inspected(tmp_path, "技术转让合同", "第一条 合同标的", TEXT, f"第二条 {heading}", TEXT, "第三条 其他", TEXT)
    assert hosts(found).get("T16") == 3


def test_a_level_printed_before_it_was_used_counts_on(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1"), ("decimal", "%1.%2"))
    body = "".join(listed(text, 1, ilvl) for text, ilvl in [("a", 1), ("b", 1), ("", 0), ("c", 1), ("", 0), ("d", 1)])
    paragraphs = open_contract(write(tmp_path, package(body, parts={"numbering": lists}))).paragraphs
    assert [p.label for p in paragraphs] == ["1.1", "1.2", "2", "2.1", "3", "3.1"]
