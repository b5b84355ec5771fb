"""Where clauses stand: never behind the signatures, never in another paper, in an article only on its own subject."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_places import PAPER_EN, PAPER_ZH, SECTION, STYLES, en, headed, ours, place_of, run, table, texts, zh
from word_samples import clause, fourteen, listed, numbering, package, para, write

from clause_library.word.draft import draft_contract
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

ENDS = [
    zh(
        *PAPER_ZH,
        "（以下无正文）",
        "甲方（盖章）：",
        "附件一：技术服务标准",
        *(f"第{n}条 标准内容" for n in "一二三四五六七"),
    ),
    zh(*PAPER_ZH, "甲方：某某公司", "法定代表人（签字）：", "乙方：某某公司", "（盖章）", "附件：清单"),
    zh(
        *PAPER_ZH,
        "甲方（盖章）：",
        "第一条 补充说明事项",
        "正文一。",
        "第二条 补充说明事项",
        "正文二。",
        "第三条 其他",
        "正文三。",
    ),
    zh(*PAPER_ZH) + table(("甲方：（盖章）", "乙方：（盖章）"), ("日期：", "日期：")),
    en(*PAPER_EN, "NORTHERN OPTICS, INC.", "By: ______", "Name: ______", "Exhibit A"),
    en(
        *PAPER_EN,
        "IN WITNESS WHEREOF, the Parties have signed this Agreement.",
        "By: ______",
        "Exhibit A – Service Levels",
        *(f"{n}. LEVEL" for n in range(1, 9)),
    ),
    en(*PAPER_EN, "Signed by the Supplier", "Name: ______") + en("Schedule 1", "1. PRICES", "One.", "2. TAXES", "Two."),
    en(*PAPER_EN) + table(("Supplier", "Customer"), ("Signature", "Signature"), ("Date", "Date")),
]
FIRST_BEHIND = [
    "（以下无正文）",
    "甲方：某某",
    "甲方（盖章）：",
    "甲方：（盖章）",
    "NORTHERN",
    "IN WITNESS",
    "Signed by",
    "Supplier\x00",
]


@pytest.mark.parametrize(("body", "behind"), list(zip(ENDS, FIRST_BEHIND, strict=True)))
def test_nothing_stands_behind_the_signatures(tmp_path: Path, body: str, behind: str) -> None:
    document, report = run(tmp_path, package(body), *fourteen())
    assert len(report.inserted) == 14
    limit = (
        next(p.index for p in document.paragraphs if p.text == behind[:-1])
        if behind.endswith("\x00")
        else place_of(document, behind)
    )
    assert max(ours(document)) < limit, [texts(document)[-12:]]
    last = "双方应当保守技术秘密。" if "甲方" in body else "The Customer pays within thirty days."
    assert place_of(document, last) < limit
    assert not [
        p
        for p in document.paragraphs
        if place_of(document, last) < p.index < limit and p.index not in ours(document) and not p.blank
    ]


def test_another_paper_in_the_same_file_is_no_host(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1."), ("decimal", "%1.%2"), abstracts=2)
    body = headed("Service", 1) + listed("Access. The Supplier gives access to the service.", 1, 1)
    body += headed("Confidentiality", 1) + listed("Each Party keeps the secrets of the other.", 1, 1)
    body += headed("General Terms", 1) + listed("This is the whole agreement.", 1, 1)
    body += headed("Service Level Agreement")
    body += headed("Uptime", 2) + listed("The service runs.", 2, 1)
    body += headed("Definitions", 2) + listed("“Downtime” means that it does not.", 2, 1)
    data = package(body, parts={"numbering": lists, "styles": STYLES})
    document, report = run(tmp_path, data, clause("DEF-01", "T2", "merge"), clause("PTY-08", "T11"))
    assert {i.id: i.how for i in report.inserted} == {"DEF-01": "new", "PTY-08": "new"}
    assert max(ours(document)) < place_of(document, "Service Level Agreement")


def test_a_section_end_is_no_article(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1."))
    empty = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>{SECTION}</w:pPr></w:p>'
    body = (
        empty + headed("Service", 1) + para("The Supplier supplies.") + headed("Confidentiality", 1) + para("Secret.")
    )
    path = write(tmp_path, package(body, parts={"numbering": lists, "styles": STYLES}))
    outline = read_layout(open_contract(path), read_rules(bundled_rules())).main.outline
    assert [(a.label, a.title) for a in outline.articles] == [("1.", "Service"), ("2.", "Confidentiality")]


def test_addresses_and_lists_of_annexes_belong_to_the_last_article(tmp_path: Path) -> None:
    addresses = (
        "第三条 通知",
        "通知送达下列地址：",
        "甲方：某某公司",
        "地址：苏州市",
        "乙方：某某公司",
        "地址：慕尼黑",
    )
    document, _ = run(tmp_path, package(zh(*PAPER_ZH, *addresses, "（以下无正文）")), clause("CHG-02", "T20"))
    lines = texts(document)
    assert lines.index("第四条 标题CHG-02") == lines.index("地址：慕尼黑") + 1
    annexes = (
        "第三条 合同附件",
        "下列附件是本合同的组成部分：",
        "附件一：技术资料清单",
        "附件二：人员名单",
        "（以下无正文）",
    )
    document, _ = run(tmp_path, package(zh(*PAPER_ZH, *annexes)), clause("CHG-02", "T99"))
    lines = texts(document)
    assert lines.index("第四条 标题CHG-02") == lines.index("附件二：人员名单") + 1


def test_articles_after_a_list_of_annexes_are_read(tmp_path: Path) -> None:
    lines = (
        *PAPER_ZH,
        "第三条 附件",
        "附件一：清单",
        "附件二：名单",
        "第四条 争议解决",
        "提交仲裁。",
        "（以下无正文）",
    )
    document, _ = run(tmp_path, package(zh(*lines)), clause("CHG-02", "T99"))
    out = texts(document)
    assert out.index("第五条 标题CHG-02") == out.index("提交仲裁。") + 1


def test_a_sentence_with_seals_is_no_signature(tmp_path: Path) -> None:
    last = "本合同由双方法定代表人或者授权代表（签字）并加盖公章（盖章）之日起生效，此前的一切口头约定均不再有效力。"
    document, report = run(
        tmp_path,
        package(zh(*PAPER_ZH, "第三条 合同的生效", last, "甲方（盖章）：")),
        clause("LIC-02", "T13", "replace"),
    )
    assert report.inserted[0].how == "replaced"
    assert max(ours(document)) < place_of(document, "甲方（盖章）：")


def test_chapters_keep_their_heading(tmp_path: Path) -> None:
    lines = (
        "第一章 总则",
        *PAPER_ZH,
        "第二章 责任",
        "第三条 不可抗力",
        "因不可抗力不能履行的，免除责任。",
        "第三章 争议",
        "第四条 争议解决",
        "提交仲裁。",
    )
    document, _ = run(tmp_path, package(zh(*lines)), clause("CHG-01", "T12", "merge"), clause("CHG-02", "T12"))
    out = texts(document)
    assert out.index("第三章 争议") == out.index("第五条 争议解决") - 1
    assert out.index("条款CHG-01的正文") < out.index("第四条 标题CHG-02") < out.index("第三章 争议")


def test_without_articles_before_a_table_of_signatures(tmp_path: Path) -> None:
    intro = "By these terms the Supplier grants the Customer the rights that the attachment lists in detail."
    body = para("Cover Page") + table(("Key Terms", intro)) + table(("Signatures",), ("Signature: ", "Date: "))
    document, report = run(tmp_path, package(body), *fourteen())
    assert place_of(document, "attachment lists") < min(ours(document))
    assert max(ours(document)) < place_of(document, "Signatures")
    assert any("before “Signatures”" in i.reason.en for i in report.inserted)


def test_one_table_with_text_and_signatures(tmp_path: Path) -> None:
    intro = "The Supplier grants the Customer the rights that the attachment lists in detail, on these terms."
    document, _ = run(tmp_path, package(table((intro,), ("Signature: ",))), clause("PTY-08", "T11"))
    assert place_of(document, "attachment lists") < min(ours(document)) <= max(ours(document))
    assert max(ours(document)) < place_of(document, "Signature:")


def test_parties_named_at_the_head_are_no_signatures(tmp_path: Path) -> None:
    body = zh(
        "甲方：某某公司",
        "乙方：某某公司",
        "双方约定如下，并共同遵守，本合同涉及技术许可的全部事项，双方均无异议，特此约定。",
        "（以下无正文）",
    )
    document, _ = run(tmp_path, package(body), clause("PTY-08", "T11"))
    assert min(ours(document)) > place_of(document, "双方约定如下")


def test_signatures_on_a_cover_page_are_told(tmp_path: Path) -> None:
    body = (
        para("By signing this Cover Page, each party agrees.") + table(("Signature", ""), ("Date", "")) + en(*PAPER_EN)
    )
    _, report = run(tmp_path, package(body), clause("PTY-08", "T11"))
    assert any("cover page" in w.text.en for w in report.warnings)


@pytest.mark.parametrize(
    ("heading", "topic", "how"),
    [
        ("TERMINATION", "T15", "merged"),
        ("TERM AND TERMINATION", "T15", "merged"),
        ("TERMINATION OF THIS AGREEMENT", "T15", "merged"),
        ("TERMINATION ASSISTANCE", "T15", "new"),
        ("TERMINATION ASSISTANCE PERIOD", "T15", "new"),
        ("EFFECT OF TERMINATION", "T15", "new"),
        ("DEFINITIONS AND INTERPRETATION", "T2", "merged"),
        ("FORCE MAJEURE", "T12", "merged"),
        ("REPRESENTATIONS & WARRANTIES", "T10", "merged"),
        ("DISCLAIMER OF WARRANTIES", "T10", "new"),
        ("YOU REPRESENT THAT YOU ARE ENTITLED TO GRANT THE LICENSE", "T10", "new"),
        ("GRANT OF LICENCE", "T3", "merged"),
        ("OBLIGATIONS TO ASSIST ON RE-TENDERING OF DELIVERABLES", "T3", "new"),
    ],
)
def test_only_an_article_on_the_subject_takes_a_clause_in(tmp_path: Path, heading: str, topic: str, how: str) -> None:
    lines = (
        "1. PAYMENT",
        "The Customer pays.",
        f"2. {heading}",
        "The Parties agree on this.",
        "3. INSURANCE",
        "Insured.",
    )
    _, report = run(tmp_path, package(en(*lines)), clause("EXT-01", topic, "merge"))
    assert report.inserted[0].how == how


@pytest.mark.parametrize(
    ("heading", "topic", "how"),
    [
        ("合同的解除", "T15", "merged"),
        ("合同的变更与解除", "T15", "merged"),
        ("合同解除后的处理", "T15", "new"),
        ("保密义务", "T9", "merged"),
        ("不可抗力条款", "T12", "merged"),
        ("技术保证金的支付", "T10", "new"),
        ("陈述与保证", "T10", "merged"),
        ("本合同的定义", "T2", "merged"),
        ("双方确定，出现下列情形的，可以解除合同：", "T15", "merged"),
        ("为保证乙方有效工作，甲方应当提供下列条件：", "T10", "new"),
        ("除不可抗力外，乙方应当按期交付：", "T12", "new"),
    ],
)
def test_a_chinese_article_takes_in_its_own_subject(tmp_path: Path, heading: str, topic: str, how: str) -> None:
    lines = ("第一条 验收", "按照标准验收。", f"第二条 {heading}", "双方就此约定如下。", "第三条 份数", "一式两份。")
    _, report = run(tmp_path, package(zh(*lines)), clause("EXT-01", topic, "merge"))
    assert report.inserted[0].how == how


def test_two_articles_on_the_subject_make_a_third(tmp_path: Path) -> None:
    lines = (
        "1. GRANT OF COPYRIGHT LICENSE",
        "The Supplier grants rights.",
        "2. GRANT OF PATENT LICENSE",
        "The Supplier grants more rights.",
        "3. INSURANCE",
        "Insured.",
    )
    document, report = run(tmp_path, package(en(*lines)), clause("CLS-05", "T3", "merge"))
    assert report.inserted[0].how == "new"
    assert "3. HEADING CLS-05" in texts(document)
    assert any("CLS-05" in w.text.en for w in report.warnings)


def test_a_paragraph_with_a_heading_of_its_own_is_seen(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    body = headed("Service", 1) + listed("Access. The Supplier gives access.", 1, 1)
    body += headed("General Terms", 1) + listed("Assignment. None without consent.", 1, 1)
    body += listed("Force Majeure. Neither party is liable.", 1, 1)
    data = package(body, parts={"numbering": lists, "styles": STYLES})
    path = write(tmp_path, data)
    hosts = read_layout(open_contract(path), read_rules(bundled_rules())).main.hosts
    assert [(b.label, b.article.title) for b in hosts.inside("T12")] == [("2.2", "General Terms")]
    assert hosts.best("T12") is None
    _, report = run(tmp_path, data, clause("CHG-01", "T12", "merge"))
    assert report.inserted[0].how == "new"
    assert any("CHG-01: 2.2 (Force Majeure)" in w.text.en for w in report.warnings)


PLACES = {
    "common-paper-csa-with-sla.docx": {"DEF-01": "13.", "LIC-02": "5.", "LIC-03": "5."},
    "Call-Off_Schedule_10_-_Exit_Management_(DA).docx": {"EXT-01": "9.", "CLS-05": "9."},
    "docx4j_IndividualContributor.docx": {"PTY-01": "8.", "PTY-02": "8.", "DEF-01": "1."},
    "Core_Terms_v3.0.2_(DA).docx": {"LIC-02": "35.", "EXT-01": "10.", "CHG-01": "20."},
}


@pytest.mark.parametrize(("name", "places"), list(PLACES.items()))
def test_places_in_real_contracts(shared: Path, tmp_path: Path, name: str, places: dict[str, str]) -> None:
    report = draft_contract(shared / "docx" / name, tmp_path / "out.docx", fourteen(), DraftOptions())
    after = {i.id: i.after for i in report.inserted}
    assert {k: after[k] for k in places} == places


def test_bonterms_before_its_table_of_signatures(shared: Path, tmp_path: Path) -> None:
    name = "bonterms-professional-services-agreement.docx"
    draft_contract(shared / "docx" / name, tmp_path / "out.docx", fourteen(), DraftOptions())
    document = open_contract(tmp_path / "out.docx")
    assert place_of(document, "Additional Terms") < min(ours(document))
    assert max(ours(document)) < place_of(document, "Agreed to as of the Effective Date")
