"""Numbers and citations of inserted clauses, one form of contract at a time."""

from __future__ import annotations

import re
from pathlib import Path

from word_checks import check_all, digest
from word_papers import EFFECT, line_of, two_sentences
from word_samples import W, clause, listed, numbering, package, para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.numerals import letter
from clause_library.word.source.typed import read_typed


def made(folder: Path, data: bytes, *clauses: RenderedClause, keep: bool = False) -> ContractDocument:
    template, output = write(folder, data), folder / "out.docx"
    fingerprint = digest(template)
    report = draft_contract(template, output, clauses, DraftOptions(numbering="keep" if keep else "renumber"))
    return check_all(template, output, report, fingerprint)


def shown(document: ContractDocument) -> list[str]:
    return [line_of(p) for p in document.paragraphs]


def source(document: ContractDocument, opening: str) -> str:
    return next(document.main.xml(p.node) for p in document.paragraphs if p.text.startswith(opening))


STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="L1"><w:name w:val="Level 1"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" '
    'w:styleId="L2"><w:name w:val="Level 2"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
)


def styled(text: str, style: str) -> str:
    return para(text, f'<w:pStyle w:val="{style}"/>')


def numbered_by_style(*lines: tuple[str, str], levels: tuple[tuple[str, str], ...]) -> bytes:
    text = "".join(styled(words, style) for style, words in lines)
    return package(text, parts={"styles": STYLES, "numbering": numbering(*levels)})


LONG = (
    ("L1", "Confidentiality"),
    ("L2", "Each Party shall keep the secrets of the other Party for five years."),
    ("L1", "Force Majeure"),
    ("L2", "A Party that is prevented from performing by such an event is not liable."),
    ("L1", "Effective Date"),
    ("L2", EFFECT["en"]),
    ("L2", "The Parties may renew it in writing."),
)
DECIMAL = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))


def test_a_recital_has_no_number_where_styles_carry_numbers(tmp_path: Path) -> None:
    document = made(tmp_path, numbered_by_style(*LONG, levels=DECIMAL), clause("LIC-01", "T1", "recital", items=0))
    assert shown(document)[0] == "Text of LIC-01 "
    assert shown(document)[1] == "1. Confidentiality"


def test_a_replaced_sentence_cites_by_field_and_its_article_counts_on(tmp_path: Path) -> None:
    replaced = two_sentences(clause("LIC-02", "T13", "replace", items=0, ref="LIC-03"))
    document = made(tmp_path, numbered_by_style(*LONG, levels=DECIMAL), replaced, clause("LIC-03", "T13", "add"))
    at = shown(document).index("3. Effective Date")
    assert shown(document)[at + 1 : at + 4] == [
        "3.1 Text of LIC-02 Section 4.",
        "3.2 The Parties may renew it in writing.",
        "3.3 Second paragraph of LIC-02.",
    ]
    xml = source(document, "Text of LIC-02")
    assert re.search(r"Section </w:t></w:r><w:r>.*REF _Caveat_LIC_03_b_1 \\r \\h", xml)


def test_a_joined_clause_is_cited_from_its_first_to_its_last_paragraph(tmp_path: Path) -> None:
    joined = two_sentences(clause("CHG-01", "T12", "merge"))
    document = made(
        tmp_path, numbered_by_style(*LONG, levels=DECIMAL), joined, clause("LIC-03", "T13", "add", ref="CHG-01")
    )
    xml = source(document, "Text of LIC-03")
    assert "Text of LIC-03 Sections 2.2 to 2.3." in shown(document)[-3]
    assert re.findall(r"REF (_Caveat_CHG_01_b_\d) (\\\w)", xml) == [
        ("_Caveat_CHG_01_b_1", "\\w"),
        ("_Caveat_CHG_01_b_4", "\\w"),
    ]


def test_the_word_article_is_not_said_twice(tmp_path: Path) -> None:
    levels = (("upperRoman", "Article %1."), ("decimal", "Section %1.%2"), ("lowerLetter", "(%3)"))
    document = made(
        tmp_path,
        numbered_by_style(*LONG, levels=levels),
        clause("LIC-04", "T11", ref="CHG-01"),
        clause("CHG-01", "T12", "merge", items=0, ref="LIC-04"),
    )
    lines = [p.text for p in document.paragraphs]
    assert "Text of LIC-04 Section III.2." in lines
    assert "Text of CHG-01 Article II." in lines


def chinese(label: str) -> bytes:
    lists = numbering(("decimal", label), ("decimal", "（%2）"))
    words = "双方应当依照约定善意履行义务并且互相通知对方，不得无故拖延。"
    text = listed("保密", 1) + para(words) + listed("不可抗力", 1) + para(words) + listed("争议解决", 1) + para(words)
    return package(text, parts={"numbering": lists})


def test_chinese_fields_hold_what_the_level_prints(tmp_path: Path) -> None:
    wanted = {"第%1条": ("", "第3条", ""), "%1.": ("第", "3", "条")}
    clauses = (clause("LIC-04", "T11", ref="LIC-06"), clause("LIC-06", "T11"))
    for label, parts in wanted.items():
        document = made(tmp_path, chinese(label), *clauses)
        xml = source(document, "条款LIC-04的正文")
        before, shows, _ = parts
        assert f"条款LIC-04的正文{''.join(parts)}。" in shown(document)
        assert re.search(rf'separate"/></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t>{shows}</w:t>', xml), label
        assert (before == "") == ("第</w:t>" not in xml)
        (tmp_path / "out.docx").unlink()
    document = made(tmp_path, chinese("%1、"), *clauses)
    assert "REF" not in source(document, "条款LIC-04的正文第3条。")


def test_unnumbered_papers_are_cited_by_title(tmp_path: Path) -> None:
    lines = [
        "The Parties agree upon the terms that follow, each for itself and for its successors.",
        "The Provider serves the Client with due care and skill, and in good time.",
    ]
    first, second = clause("LIC-04", "T11", ref="LIC-06"), clause("LIC-06", "T11")
    document = made(tmp_path, package("".join(para(t) for t in lines)), first, second)
    assert "Text of LIC-04 the section headed “Heading LIC-06”." in shown(document)


PARAGRAPHS = (
    "第一条 保密",
    "1. 双方应当对知悉的技术秘密保密，期限为五年。",
    "第二条 不可抗力",
    "1. 因不可抗力不能履行的，应当及时通知对方。",
    "2. 双方依照第一条第一款的约定处理所涉资料。",
    "第三条 争议解决",
    "1. 争议提交仲裁委员会仲裁，裁决是终局的。",
)


def typed_lines(*lines: str) -> bytes:
    return package("".join(para(t, "", "<w:b/>" if t.startswith("第") else "") for t in lines))


def test_paragraphs_are_cited_as_the_contract_calls_them(tmp_path: Path) -> None:
    joined, citing = two_sentences(clause("CHG-01", "T12", "merge", items=1)), clause("LIC-03", "T19", ref="CHG-01")
    document = made(tmp_path, typed_lines(*PARAGRAPHS), joined, citing)
    assert "1. 条款LIC-03的正文第二条第三款至第四款。" in shown(document)
    (tmp_path / "out.docx").unlink()
    plain = [t.replace("第一条第一款", "第一条") for t in PARAGRAPHS]
    document = made(tmp_path, typed_lines(*plain), joined, citing)
    assert "1. 条款LIC-03的正文第二条第3项至第4项。" in shown(document)


def test_paragraphs_without_numbers_are_counted_or_quoted(tmp_path: Path) -> None:
    lines = [re.sub(r"^\d\. ", "", t) for t in PARAGRAPHS]
    joined, citing = two_sentences(clause("CHG-01", "T12", "merge", items=1)), clause("LIC-03", "T19", ref="CHG-01")
    document = made(tmp_path, typed_lines(*lines), joined, citing)
    assert "条款LIC-03的正文第二条第三款至第四款。" in shown(document)
    (tmp_path / "out.docx").unlink()
    english = [
        "1. Force Majeure",
        "Nobody is liable for what nobody could have foreseen or prevented.",
        "2. Disputes",
        "Disputes go to arbitration in the place that both Parties have agreed upon.",
    ]
    text = "".join(para(t, "", "<w:b/>" if t[0].isdigit() else "") for t in english)
    document = made(tmp_path, package(text), joined, citing)
    wanted = "Text of LIC-03 the paragraphs of Section 1 from “Text of CHG-01” to “Second paragraph of CHG-01”."
    assert wanted in shown(document)


def test_nothing_stands_before_the_first_article_where_numbers_are_kept(tmp_path: Path) -> None:
    paper = typed_lines("第一条 合同标的", *PARAGRAPHS[1:])
    lines = shown(made(tmp_path, paper, clause("DEF-01", "T2", "merge"), keep=True))
    assert lines[:3] == ["第一条 合同标的", PARAGRAPHS[1], "第一条之一 标题DEF-01"]
    assert "第二条 不可抗力" in lines


def test_a_clause_joins_a_supplement_under_its_own_number(tmp_path: Path) -> None:
    lines = (*PARAGRAPHS[:2], "第一条之一 不可抗力", *PARAGRAPHS[3:4], "第二条 争议解决", *PARAGRAPHS[6:])
    citing = clause("LIC-03", "T17", ref="CHG-01")
    document = made(tmp_path, typed_lines(*lines), clause("CHG-01", "T12", "merge", items=0), citing, keep=True)
    assert "2. 条款CHG-01的正文" in shown(document)
    assert any(t.endswith("条款LIC-03的正文第一条之一第2项。") for t in shown(document))


def test_articles_without_titles_get_none(tmp_path: Path) -> None:
    lines = [
        "第一条 甲方许可乙方使用附件一所列的技术，范围以附件为限。",
        "第二条 双方应当对在履行中知悉的秘密保密，期限为五年。",
        "第三条 因不可抗力不能履行的，应当及时通知对方，并提供证明。",
    ]
    document = made(tmp_path, package("".join(map(para, lines))), clause("LIC-04", "T11"))
    assert "第三条 条款LIC-04的正文" in shown(document)
    assert not any("标题" in t for t in shown(document))


def test_a_ninth_item_follows_the_eighth(tmp_path: Path) -> None:
    items = [f"({letter(n)}) a case of the kind number {n};" for n in range(1, 10)]
    lines = ["1. Force Majeure", "In the following cases nobody is liable to the other:", *items, "2. Disputes"]
    lines.append("Disputes go to arbitration in the place that both Parties have agreed upon.")
    text = "".join(para(t, "", "<w:b/>" if t[0].isdigit() else "") for t in lines)
    document = made(tmp_path, package(text), clause("CHG-01", "T12", "merge"))
    assert "(j) Matter CHG-01 1" in shown(document)


def test_a_list_that_runs_on_through_later_articles_keeps_its_numbers(tmp_path: Path) -> None:
    words = "Each Party shall perform what it has promised to the other Party in good time."
    text = "".join(
        para(f"{n}. {title}", "", "<w:b/>") + listed(f"{words} {n}", 1) + listed(f"{words} {n} again", 1)
        for n, title in enumerate(("Confidentiality", "Force Majeure", "Disputes"), start=1)
    )
    data = package(text, parts={"numbering": numbering(("decimal", "%1."))})
    document = made(tmp_path, data, clause("CHG-01", "T12", "merge"), clause("LIC-04", "T11"))
    assert f"6. {words} 3 again" in shown(document)


def test_a_recital_looks_like_the_sentences_before_the_first_article(tmp_path: Path) -> None:
    front = styled("FRAMEWORK CONTRACT FOR SERVICES OF EVERY KIND", "L1").replace(
        "</w:pPr>", '<w:numPr><w:numId w:val="0"/></w:numPr><w:jc w:val="center"/></w:pPr>', 1
    )
    sentence = para("This paper is made between the two Parties named on the cover page.", '<w:ind w:left="360"/>')
    text = front + sentence + "".join(styled(words, style) for style, words in LONG)
    data = package(text, parts={"styles": STYLES, "numbering": numbering(*DECIMAL)})
    document = made(tmp_path, data, clause("LIC-01", "T1", "recital", items=0))
    xml = source(document, "Text of LIC-01")
    assert '<w:ind w:left="360"/>' in xml
    assert "numPr" not in xml
    assert "w:jc" not in xml


def test_titles_close_as_the_contracts_own_titles_do(tmp_path: Path) -> None:
    lines = (
        "1. Definitions.",
        "Words have the meaning that this Agreement gives them, and no other one.",
        "2. Grant of License.",
        "The Licensor grants the rights that are stated in the annex, and no other ones.",
        "3. You agree to notify the Sponsor of changes",
        "4. You represent that each of Your Contributions is Your creation",
        "5. You are not expected to provide support for Your Contributions",
    )
    text = "".join(para(t, "", "<w:b/>" if t[0].isdigit() else "") for t in lines)
    document = made(tmp_path, package(text), clause("LIC-04", "T11"))
    assert any(t.endswith(". Heading LIC-04.") for t in shown(document))


def test_an_article_without_numbers_takes_sentences_without_numbers(tmp_path: Path) -> None:
    loose = para("Nobody is liable for what nobody could have foreseen.", '<w:ind w:left="360"/>')
    text = "".join(loose if at == 3 else styled(words, style) for at, (style, words) in enumerate(LONG))
    data = package(text, parts={"styles": STYLES, "numbering": numbering(*DECIMAL)})
    document = made(tmp_path, data, clause("CHG-01", "T12", "merge"))
    at = shown(document).index("2. Force Majeure")
    assert shown(document)[at + 1 : at + 4] == [
        "Nobody is liable for what nobody could have foreseen.",
        "Text of CHG-01 ",
        "(a) Matter CHG-01 1",
    ]
    assert '<w:ind w:left="360"/>' in source(document, "Text of CHG-01")


def test_letters_go_on_after_z_and_are_read_back() -> None:
    for value in range(1, 53):
        label = letter(value)
        typed = read_typed(f"({label}) “Term” means a thing.")
        assert typed is not None, label
        roman = label[0] in "ivx"
        assert roman or (typed.form.family, typed.numbers) == ("(letter)", (value,)), label
