"""References in the contract's own text after an insertion: followed, left alone, or told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_runs import body, plain, run, texts
from word_samples import W, clause, listed, numbering, package, para

from clause_library.word.draft import draft_contract
from clause_library.word.reading.fields import REF, bookmark_holders, read_fields
from clause_library.word.reading.references import read_references
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import ContractDocument, open_contract

NEW = clause("LIC-04", "T11")


def chinese(*inserted: str) -> tuple[str, ...]:
    """A contract whose articles hold numbered paragraphs; the lines stand in its first article."""
    return (
        "第一条 标的",
        *inserted,
        "第二条 不可抗力",
        "2.1 因不可抗力不能履行的，免除责任。",
        "2.2 发生不可抗力的，应当通知对方。",
        "第三条 生效",
        "3.1 本合同有效期五年。",
        "3.2 本合同一式四份。",
    )


def english(*inserted: str, word: str = "Section") -> str:
    """A contract numbered 1. and 1.1, in whose first article the lines stand; it cites itself by `word`."""
    lines = (
        "1. Scope",
        *inserted,
        "2. Force Majeure",
        "2.1 Nobody is liable for it.",
        "2.2 Notice shall be given as this Agreement says.",
        "3. Notices",
        f"3.1 In writing, see {word} 2.2 of this Agreement.",
        "3.2 By post.",
    )
    return plain(*lines)


def became(report: DraftReport, was: str) -> str:
    """What a corrected paragraph says now; the same words where it was not corrected."""
    return next((c.now for c in report.corrected if c.was == was), was)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("双方依第2.1款处理。", "双方依第3.1款处理。"),
        ("双方依照2.2条处理。", "双方依照3.2条处理。"),
        ("双方依照第2.1、2.2款及第3.1条处理。", "双方依照第3.1、3.2款及第4.1条处理。"),
        ("依照第二条第一款和第三条处理。", "依照第三条第一款和第四条处理。"),
        ("依照第二至三条处理。", "依照第三至四条处理。"),
        ("依照本合同第2条款处理。", "依照本合同第3条款处理。"),
        ("依照第１条、第３条处理。", "依照第１条、第４条处理。"),
        ("依照《民法典》第二条第一款、第三条处理。", "依照《民法典》第二条第一款、第三条处理。"),
        ("依照专利法第二条及本合同第二条处理。", "依照专利法第二条及本合同第三条处理。"),
        ("依照附件一第二条处理。", "依照附件一第二条处理。"),
        ("共计3.2项，3.2万元。", "共计3.2项，3.2万元。"),
    ],
)
def test_chinese_references_follow_in_whatever_form(tmp_path: Path, was: str, now: str) -> None:
    _, report = run(tmp_path, package(body(chinese(f"1.1 {was}", "1.2 甲方许可乙方。"))), NEW)
    assert became(report, f"1.1 {was}") == f"1.1 {now}"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("as Section 2.1 says.", "as Section 3.1 says."),
        ("as Sections 2.1 (Liability) and 3.2 (Post) say.", "as Sections 3.1 (Liability) and 4.2 (Post) say."),
        ("as section 2 and § 3.1 say.", "as section 3 and § 4.1 say."),
        ("as Section 2.1, 2.2 or 3 says.", "as Section 3.1, 3.2 or 4 says."),
        ("as Section 2 or 3 days' notice requires.", "as Section 3 or 3 days' notice requires."),
        ("under FAR section 2.101 and DFAR section 3.", "under FAR section 2.101 and DFAR section 3."),
        ("as Article 2 and Article 3 of the GDPR say.", "as Article 2 and Article 3 of the GDPR say."),
        ("as Section 2 of Exhibit A says.", "as Section 2 of Exhibit A says."),
        ("as Schedule 1, Section 2 says.", "as Schedule 1, Section 2 says."),
        ("it complies with Law, Section 1.1 and Section 2.", "it complies with Law, Section 1.1 and Section 3."),
    ],
)
def test_english_references_follow_in_whatever_form(tmp_path: Path, was: str, now: str) -> None:
    _, report = run(tmp_path, package(english(f"1.1 Rights are granted {was}")), NEW)
    assert became(report, f"1.1 Rights are granted {was}") == f"1.1 Rights are granted {now}"


def test_numbers_of_other_papers_are_not_called_missing(tmp_path: Path) -> None:
    line = "1.1 Software under FAR section 12.212 and DFAR section 252.227-7014(a)(1)."
    _, report = run(tmp_path, package(english(line)), NEW)
    assert report.warnings == ()


def test_a_paper_that_says_paragraph_is_followed_and_cited_by_that_word(tmp_path: Path) -> None:
    line = "1.1 Rights are granted under Paragraph\u00a02.1 and Clause 19 Core Terms."
    data = package(english(line, word="Paragraph"))
    document, report = run(tmp_path, data, clause("LIC-04", "T11", ref="LIC-06"), clause("LIC-06", "T11"))
    assert became(report, line) == line.replace("2.1", "4.1")
    assert any(t.endswith("Text of LIC-04 Paragraph 3.") for t in texts(document)), texts(document)


def test_roman_articles_are_followed_in_roman(tmp_path: Path) -> None:
    lines = ("Article I Scope", "As Article II says, and Articles I and III(a).", "Article II Force Majeure")
    text = plain(*lines, "Nobody is liable for it.", "Article III Notices", "In writing.")
    _, report = run(tmp_path, package(text), NEW)
    assert became(report, lines[1]) == "As Article III says, and Articles I and IV(a)."


def test_parts_of_an_article_are_followed_when_they_move(tmp_path: Path) -> None:
    lines = (
        "第一条 生效",
        "1. 本合同自双方签字盖章之日起生效。",
        "2. 期满前可以续期，依照本条第一款。",
        "3. 续期依照第一条第二款和本条第二款办理。",
        "第二条 通知",
        "书面通知，依照第一条第三款。",
    )
    lic = clause("LIC-02", "T13", "replace", items=2)
    document, _ = run(tmp_path, package(body(lines)), lic)
    out = texts(document)
    renewal = next(t for t in out if "期满前" in t)
    again = next(t for t in out if "续期依照" in t)
    number, other = (int(re.match(r"(\d+)", t)[1]) for t in (renewal, again))  # type: ignore[index]
    zh = {2: "二", 3: "三", 4: "四", 5: "五", 6: "六"}
    assert f"第一条第{zh[number]}款和本条第{zh[number]}款" in again
    assert f"依照第一条第{zh[other]}款。" in "".join(out)
    assert renewal.endswith("依照本条第一款。")


def field(instruction: str, result: str) -> str:
    """A field with a stored result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    shown = f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return mark.format("begin") + code + mark.format("separate") + shown + mark.format("end")


def counted(reference: str) -> bytes:
    """A contract whose numbers are automatic; `reference` stands in its first article and points to 2.1."""
    lists = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    target = listed("Nobody is liable for it.", 1, 1)
    target = target.replace("<w:r>", '<w:bookmarkStart w:id="3" w:name="_Ref1"/><w:r>', 1)
    target = target.replace("</w:p>", '<w:bookmarkEnd w:id="3"/></w:p>')
    first = listed("As Paragraph ", 1, 1).replace("</w:p>", f"{reference}</w:p>")
    text = listed("Scope", 1) + first + listed("Force Majeure", 1) + target + listed("Notices", 1)
    return package(text, parts={"numbering": lists})


def test_stored_results_of_cross_references_follow(tmp_path: Path) -> None:
    document, report = run(tmp_path, counted(field(r"REF _Ref1 \r \h", "2.1")), NEW)
    assert [(c.was, c.now) for c in report.corrected] == [("As Paragraph 2.1", "As Paragraph 3.1")]
    assert "As Paragraph 3.1" in texts(document)
    assert b"w:dirty" not in document.main.source


def test_a_stored_result_nobody_can_tell_is_marked_for_update(tmp_path: Path) -> None:
    document, report = run(tmp_path, counted(field(r"REF _Ref1 \r \h", "the second rule")), NEW)
    assert document.main.source.count(b'w:dirty="true"') == 1
    assert [(w.id, "the second rule" in w.text.en) for w in report.warnings] == [("field-to-update", True)]


def test_a_stored_result_of_what_did_not_move_is_left(tmp_path: Path) -> None:
    text = counted(field(r"REF _Ref1 \r \h", "2.1"))
    _, report = run(tmp_path, text, NEW, options=DraftOptions(places={"LIC-04": 3}))
    assert report.corrected == ()


def test_a_reference_inside_a_link_is_text_like_any_other(tmp_path: Path) -> None:
    link = field(r'HYPERLINK \l "x"', "Section 2.1")
    text = english("1.1 In force as this Agreement says.") + para("3.3 See ").replace("</w:p>", f"{link}</w:p>")
    _, report = run(tmp_path, package(text), NEW)
    assert "4.3 See Section 3.1" in [c.now for c in report.corrected]


def test_a_word_of_another_paper_is_left_and_told_where_it_would_have_moved(tmp_path: Path) -> None:
    lines = ("1.1 The SCCs apply; in Clause 2 the option applies and Clause 17 names the law.",)
    document, report = run(tmp_path, package(english(*lines)), NEW)
    assert lines[0] in texts(document)
    assert [w.id for w in report.warnings] == ["reference-unclear"]
    assert "Clause 2" in report.warnings[0].text.en


def test_an_annex_with_numbers_of_its_own_keeps_its_references(tmp_path: Path) -> None:
    annex = ("附件一 服务", "第一条 范围", "第二条 标准，依照第二条和本合同第二条。", "第三条 价格，依照第三条。")
    lines = (*chinese("1.1 甲方许可乙方。"), "（以下无正文）", "甲方：（盖章）", *annex)
    document, report = run(tmp_path, package(body(lines)), NEW)
    assert "第二条 标准，依照第二条和本合同第三条。" in texts(document)
    assert "第三条 价格，依照第三条。" in texts(document)
    assert {w.id for w in report.warnings} == {"reference-unclear"}


def test_an_annex_without_numbers_cites_the_contract(tmp_path: Path) -> None:
    lines = (*chinese("1.1 甲方许可乙方。"), "（以下无正文）", "甲方：（盖章）", "附件一 服务", "价格依照第三条。")
    _, report = run(tmp_path, package(body(lines)), NEW)
    assert became(report, "价格依照第三条。") == "价格依照第四条。"


def test_a_contract_that_cites_itself_by_its_title_is_followed(tmp_path: Path) -> None:
    lines = ("技术许可合同", *chinese("1.1 依照《技术许可合同》第二条和《技术服务合同》第二条处理。"))
    document, _ = run(tmp_path, package(body(lines)), NEW)
    assert "1.1 依照《技术许可合同》第三条和《技术服务合同》第二条处理。" in texts(document)


def test_relative_references_beside_replaced_words_are_told(tmp_path: Path) -> None:
    lines = (
        "第一条 生效",
        "本合同自双方签字盖章之日起生效。",
        "前款所称签字，由授权代表为之。",
        "第二条 通知",
        "依照前条。",
    )
    _, report = run(tmp_path, package(body(lines)), clause("LIC-02", "T13", "replace", items=0))
    told = [w for w in report.warnings if w.id == "K-24"]
    assert ["前款" in w.text.zh and "第一条" in w.text.zh for w in told] == [True]


def test_relative_references_elsewhere_are_not_told(tmp_path: Path) -> None:
    lines = chinese("1.1 甲方许可乙方。", "1.2 前款所称许可为普通许可。")
    _, report = run(tmp_path, package(body(lines)), NEW)
    assert report.warnings == ()


@pytest.mark.parametrize("words", ["the preceding Section", "the previous Article"])
def test_english_relative_references_are_told(tmp_path: Path, words: str) -> None:
    text = plain(
        "1. Scope", "All of it.", "2. Force Majeure", f"Notice as in {words} is given.", "3. Notices", "In writing."
    )
    _, report = run(tmp_path, package(text), NEW)
    assert [(w.id, words in w.text.en) for w in report.warnings] == [("K-24", True)]


def test_a_missing_provision_is_told_with_place_and_words(tmp_path: Path) -> None:
    _, report = run(tmp_path, package(english("1.1 Rights are granted as Section 12 says.")), NEW)
    assert [w.id for w in report.warnings] == ["dangling-reference"]
    assert "Section 12" in report.warnings[0].text.en
    assert "条" not in report.warnings[0].text.en


def test_a_reference_beside_a_replaced_sentence_follows(tmp_path: Path) -> None:
    lines = (
        "第一条 生效",
        "本合同自双方签字盖章之日起生效。续期依照第三条。",
        "第二条 不可抗力",
        "免除责任。",
        "第三条 通知",
        "书面。",
    )
    lic = clause("LIC-02", "T13", "replace", items=0)
    document, report = run(tmp_path, package(body(lines)), lic, NEW)
    assert any(t.endswith("续期依照第四条。") for t in texts(document))
    assert [c.now.endswith("续期依照第四条。") for c in report.replaced] == [True]


def test_a_table_of_contents_is_told(tmp_path: Path) -> None:
    contents = f"<w:p>{field('TOC', '')}</w:p>"
    _, report = run(tmp_path, package(contents + body(chinese("1.1 甲方许可乙方。"))), NEW)
    assert [w.id for w in report.warnings] == ["contents"]


def test_clauses_of_an_earlier_run_are_cited_by_their_new_number(tmp_path: Path) -> None:
    first, made, out = tmp_path / "1.docx", tmp_path / "2.docx", tmp_path / "3.docx"
    first.write_bytes(package(body(chinese("1.1 甲方许可乙方。"))))
    late = clause("LIC-06", "T19")
    draft_contract(first, made, (late,), DraftOptions())
    draft_contract(made, out, (late, clause("LIC-04", "T11", ref="LIC-06")), DraftOptions())
    lines = texts(open_contract(out))
    label = next(t.split()[0] for t in lines if t.endswith("标题LIC-06"))
    assert any(t.endswith(f"条款LIC-04的正文{label}。") for t in lines), lines


def test_references_in_footnotes_are_told(tmp_path: Path) -> None:
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{para("See Section 2.1 and GDPR Article 2.")}</w:footnote>'
    data = package(english("1.1 In force."), parts={"footnotes": f"{note}</w:footnotes>"})
    _, report = run(tmp_path, data, NEW)
    assert [(w.id, "Section 2.1" in w.text.en) for w in report.warnings] == [("reference-elsewhere", True)]


def stale(document: ContractDocument) -> list[tuple[str, str]]:
    """Cross-reference fields whose stored result is not the number of what they point to."""
    holders = bookmark_holders(document)
    out: list[tuple[str, str]] = []
    for paragraph in document.paragraphs:
        for one in read_fields(paragraph):
            match = REF.match(one.instruction)
            target = holders.get(match.group(1)) if match else None
            if target is not None and target.label and one.result.strip(".") not in target.label:
                out.append((one.result, target.label))
    return out


def test_no_cross_reference_of_a_real_contract_is_stale(shared: Path, tmp_path: Path) -> None:
    path = shared / "docx" / "Call-Off_Schedule_10_-_Exit_Management_(DA).docx"
    output = tmp_path / "out.docx"
    report = draft_contract(path, output, (clause("LIC-04", "T11"), clause("DEF-01", "T2")), DraftOptions())
    assert stale(open_contract(path)) == []
    assert stale(open_contract(output)) == []
    assert not [w for w in report.warnings if w.id.startswith(("reference", "field", "dangling"))]


def test_every_reference_of_a_real_contract_names_the_heading_it_named(shared: Path, tmp_path: Path) -> None:
    """Core Terms cite clauses with their headings in brackets: after the draft they still agree."""
    path = shared / "docx" / "Core_Terms_v3.0.2_(DA).docx"
    output = tmp_path / "out.docx"
    draft_contract(path, output, (clause("LIC-04", "T11"), clause("PTY-01", "T10")), DraftOptions())
    before, after = open_contract(path), open_contract(output)

    def named(document: ContractDocument) -> list[str]:
        heads = {p.typed.numbers: p.words for p in document.paragraphs if p.typed and len(p.typed.numbers) == 1}
        found = [r for r in read_references(document.paragraphs) if r.word == "Clause" and not r.foreign]
        return [heads.get((r.number,), "") for r in found]

    assert named(before) == named(after)
