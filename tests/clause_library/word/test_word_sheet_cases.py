"""Cases by their number on the sheet of contract types: numbers kept, lists, references, sections, protection."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from word_checks import check_all, digest
from word_runs import body, run, shown, texts
from word_samples import clause, every_clause, listed, numbering, package, para, write

from catalogue.problems import BadInput
from clause_library.word.draft import draft_contract
from clause_library.word.inspect import inspect_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

TYPED = (
    *("第一条 标的", "甲方许可乙方使用技术，范围见附件一。", "第二条 价款", "乙方依照第四条支付价款。"),
    *(
        "第三条 保密",
        "双方应当依照《民法典》第五百零一条保守秘密。",
        "第四条 验收",
        "乙方验收技术，验收依照第六条第（二）项进行。",
    ),
    *("第五条 不可抗力", "因不可抗力不能履行合同的，免除责任。", "第六条 解除", "有下列情形的，可以解除合同："),
    *("（一）一方严重违约；", "（二）技术被公开。", "第七条 生效", "本合同自双方签字盖章之日起生效。"),
    *("（以下无正文）", "甲方：（盖章）", "日期：    年  月  日"),
)
SIGNED = (*TYPED[:-1], "日期：2024年3月1日")
CLASS_X = (clause("LIC-02", "T13", "replace", items=0), clause("LIC-03", "T13", "add"), clause("LIC-04", "T11"))


def test_ct01_typed_articles_of_a_restricted_technology(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body(TYPED)), *CLASS_X)
    out = texts(document)
    heads = [t for t in out if re.match("第.条 ", t)]
    assert heads == [
        *("第一条 标的", "第二条 价款", "第三条 保密", "第四条 验收", "第五条 标题LIC-04", "第六条 不可抗力"),
        *("第七条 解除", "第八条 生效", "第九条 标题LIC-03"),
    ]
    assert out[out.index("第八条 生效") + 1] == "条款LIC-02的正文"
    assert out[-3:] == list(TYPED[-3:])
    assert report.renumbered == 3
    assert [c.was for c in report.replaced] == ["本合同自双方签字盖章之日起生效。"]


def test_ct02_without_renumbering(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body(TYPED)), *CLASS_X, options=DraftOptions(numbering="keep"))
    out = texts(document)
    assert {"第四条之一 标题LIC-04", "第七条之一 标题LIC-03", "第五条 不可抗力", "第七条 生效"} <= set(out)
    assert TYPED[7] in out
    assert (report.renumbered, report.corrected) == (0, ())


def automatic(*levels: tuple[str, str]) -> tuple[str, str]:
    text = listed("标的", 1) + listed("甲方许可乙方使用技术，乙方依约支付价款。", 1, 1)
    text += listed("保密", 1) + listed("双方应当保守对方的技术秘密和商业秘密。", 1, 1)
    text += listed("不可抗力", 1) + listed("因不可抗力不能履行合同的，免除责任。", 1, 1)
    text += listed("争议解决", 1) + listed("争议依照第三条处理后提交仲裁。", 1, 1) + para("（以下无正文）")
    return text, numbering(*levels)


def test_ct03_automatic_articles_go_on(tmp_path: Path) -> None:
    text, lists = automatic(("japaneseCounting", "%1、"), ("japaneseCounting", "（%2）"))
    document, _ = run(tmp_path, package(text, parts={"numbering": lists}), clause("LIC-04", "T11", items=0))
    assert [t for t in shown(document) if "、 " in t[:3]] == [
        *("一、 标的", "二、 保密", "三、 标题LIC-04", "四、 不可抗力", "五、 争议解决"),
    ]
    own = [p for p in document.paragraphs if "LIC-04" in p.text]
    assert [(p.num_id, p.ilvl, p.label) for p in own] == [("1", 0, "三、"), ("1", 1, "（一）")]


def test_ct04_automatic_items_begin_again_under_a_typed_article(tmp_path: Path) -> None:
    text = (
        para("第一条 标的")
        + para("甲方应当按照下列要求向乙方提供技术资料：")
        + listed("图纸；", 1)
        + listed("说明。", 1)
    )
    text += para("第二条 不可抗力") + para("因不可抗力不能履行的，应当及时通知对方并提供证明。")
    lists = numbering(("decimal", "%1."))
    document, _ = run(tmp_path, package(text, parts={"numbering": lists}), clause("LIC-04", "T11"))
    out = shown(document)
    assert [t for t in out if "事项" in t] == ["1. LIC-04事项1", "2. LIC-04事项2"]
    part = document.numbering_part
    assert part is not None
    assert b"startOverride" in part.source


def test_ct05_a_decimal_below_a_chinese_number(tmp_path: Path) -> None:
    text, lists = automatic(("chineseCounting", "第%1条"), ("decimal", "%1.%2"))
    data = package(text, parts={"numbering": lists})
    told = [w for w in inspect_contract(write(tmp_path, data)).warnings if w.id == "legal-numbers"]
    assert "一.1" in told[0].text.zh
    assert "--fix-legal-numbers" in told[0].text.en
    left, report = run(tmp_path, data, clause("LIC-04", "T11", items=0))
    assert "三.1 条款LIC-04的正文" in shown(left)
    assert "legal-numbers" in {w.id for w in report.warnings}
    assert b"isLgl" not in left.numbering_part.source if left.numbering_part else True
    options = DraftOptions(legal_numbers=True, replace=True)
    mended, report = run(tmp_path, data, clause("LIC-04", "T11", items=0), options=options)
    assert "3.1 条款LIC-04的正文" in shown(mended)
    assert "1.1 甲方许可乙方使用技术，乙方依约支付价款。" in shown(mended)
    assert [w.severity for w in report.warnings if w.id == "legal-numbers"] == ["note"]


def test_ct06_nothing_stands_between_a_relative_reference_and_its_target(tmp_path: Path) -> None:
    lines = (*TYPED[:10], "前款约定的情形消除后，双方应当恢复履行。", *TYPED[10:])
    document, report = run(tmp_path, package(body(lines)), clause("CHG-01", "T12", "merge"))
    out = texts(document)
    at = out.index("前款约定的情形消除后，双方应当恢复履行。")
    assert out[at - 1] == TYPED[9]
    assert out[at + 1] == "条款CHG-01的正文"
    assert "K-24" not in {w.id for w in report.warnings}


def test_ct07_a_reference_follows_its_item(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body(TYPED)), clause("LIC-04", "T11"))
    line = "乙方验收技术，验收依照第七条第（二）项进行。"
    assert line in texts(document)
    assert line in [c.now for c in report.corrected]


def test_ct08_a_citation_of_law_stays(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body(TYPED)), clause("LIC-04", "T11"))
    assert TYPED[5] in texts(document)
    assert not any("民法典" in c.was for c in report.corrected)


def field(name: str, result: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return f"{begin}{code}{middle}<w:r><w:t>{result}</w:t></w:r>{end}"


def test_ct11_a_field_keeps_and_shows_the_new_number(tmp_path: Path) -> None:
    text, lists = automatic(("decimal", "%1."), ("decimal", "%1.%2"))
    marked = '<w:bookmarkStart w:id="9" w:name="_Ref1"/><w:r><w:t>不可抗力</w:t></w:r><w:bookmarkEnd w:id="9"/>'
    text = text.replace('<w:r><w:t xml:space="preserve">不可抗力</w:t></w:r>', marked)
    code = r"REF _Ref1 \r \h"
    held = f'<w:p><w:r><w:t xml:space="preserve">参见第</w:t></w:r>{field(code, "3")}</w:p>'
    text = text.replace(para("（以下无正文）"), held + para("（以下无正文）"))
    document, report = run(tmp_path, package(text, parts={"numbering": lists}), clause("LIC-04", "T11", items=0))
    assert "参见第4" in texts(document)
    source = document.main.source.decode()
    assert source.count('w:name="_Ref1"') == source.count('<w:bookmarkEnd w:id="9"/>') == 1
    assert "REF _Ref1" in source
    assert "参见第4" in [c.now for c in report.corrected]


def test_ct12_a_reference_to_what_is_not_there_is_told(tmp_path: Path) -> None:
    lines = (*TYPED[:5], "双方依照第三十条处理保密事项。", *TYPED[6:])
    document, report = run(tmp_path, package(body(lines)), clause("LIC-04", "T11"))
    assert "双方依照第三十条处理保密事项。" in texts(document)
    assert "dangling-reference" in {w.id for w in report.warnings}


def table(pairs: tuple[tuple[str, str], ...], cell: str = "<w:tcPr/>") -> str:
    rows = (f"<w:tr><w:tc>{cell}{a}</w:tc><w:tc>{cell}{b}</w:tc></w:tr>" for a, b in pairs)
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def test_ct14_rows_in_both_columns_each_with_its_own_list(tmp_path: Path) -> None:
    lists = numbering(("decimal", "第%1条"), ("decimal", "%1.%2"), abstracts=2).replace(
        'w:lvlText w:val="第%1条"', 'w:lvlText w:val="Article %1"'
    )
    lists = lists.replace("Article %1", "第%1条", 1)
    lines = (
        ("标的", "Scope", 0),
        ("甲方许可乙方使用本合同约定的技术。", "Party A licenses the technology to Party B.", 1),
        ("不可抗力", "Force Majeure", 0),
        ("因不可抗力不能履行的，免除责任。", "A Party prevented by it is not liable.", 1),
        ("争议解决", "Disputes", 0),
        ("双方的争议提交仲裁解决。", "Disputes go to arbitration.", 1),
    )
    text = table(tuple((listed(a, 1, n), listed(b, 2, n)) for a, b, n in lines))
    document, _ = run(tmp_path, package(text, parts={"numbering": lists}), clause("LIC-04", "T11"))
    pairs = [(p.num_id, p.label, p.text) for p in document.paragraphs]
    left, right = pairs[::2], pairs[1::2]
    assert {n for n, _, _ in left if n} == {"1"}
    assert [(a, t) for _, a, t in left if a.startswith("第")] == [
        *(("第1条", "标的"), ("第2条", "标题LIC-04"), ("第3条", "不可抗力"), ("第4条", "争议解决")),
    ]
    assert [a for _, a, _ in right if a.startswith("Article")] == [f"Article {n}" for n in range(1, 5)]
    rows = [n for n in document.body.walk() if n.tag == "w:tr"]
    assert len(rows) == len(lines) + 4
    assert all(p.text for p in document.paragraphs)


def test_ct15_a_clause_without_the_translation_is_refused(tmp_path: Path) -> None:
    pairs = (("第一条 标的", "Article 1 Scope"), ("甲方许可乙方使用技术。", "Party A licenses the technology."))
    pairs = (*pairs, ("第二条 争议", "Article 2 Disputes"), ("提交仲裁解决。", "They go to arbitration."))
    text = table(tuple((para(a), para(b)) for a, b in pairs))
    whole = clause("LIC-04", "T11")
    with pytest.raises(BadInput, match="no text in en"):
        run(tmp_path, package(text), replace(whole, blocks={"zh": whole.blocks["zh"]}))
    assert not (tmp_path / "out.docx").exists()


HALVES = (
    ("第一条 标的", "Article 1 Scope"),
    ("甲方许可乙方使用本合同约定的技术。", "Party A licenses the technology to Party B."),
    ("第二条 价款", "Article 2 Price"),
    ("乙方应当按照约定支付价款。", "Party B pays the price as agreed."),
    ("第三条 不可抗力", "Article 3 Force Majeure"),
    ("不可抗力包括下列事件：", "Force majeure includes the following events:"),
    ("（一）地震等自然灾害；", "(a) earthquake;"),
    ("（二）战争和动乱。", "(b) war."),
    ("第四条 争议解决", "Article 4 Disputes"),
    ("依照第三条处理后仍有争议的，提交仲裁。", "Disputes left by Article 3 go to arbitration."),
)


def test_ct17_two_halves_get_the_clause_twice(tmp_path: Path) -> None:
    text = "".join(para(a) for a, _ in HALVES) + "".join(para(b) for _, b in HALVES)
    clauses = (clause("LIC-04", "T11", ref="CHG-01"), clause("LIC-05", "T17"), *every_clause(names=("CHG-01",)))
    document, report = run(tmp_path, package(text), *clauses)
    out = texts(document)
    half = out.index("Article 1 Scope")
    left, right = out[:half], out[half:]
    assert len(left) == len(right)
    assert [t[:3] for t in left if t.startswith("第")] == [f"第{n}条" for n in "一二三四五六"]
    assert [t[:9] for t in right if t.startswith("Article")] == [f"Article {n}" for n in range(1, 7)]
    assert left.index("第三条 标题LIC-04") == right.index("Article 3 Heading LIC-04")
    assert left.index("（二）战争和动乱；") + 1 == left.index(next(t for t in left if t.startswith("（三）目录")))
    assert left.index(next(t for t in left if t.startswith("（三）目录"))) == right.index(
        next(t for t in right if t.startswith("(c) an adjustment"))
    )
    assert "依照第四条处理后仍有争议的，提交仲裁。" in left
    assert "Disputes left by Article 4 go to arbitration." in right
    assert left[-1].startswith("（二）LIC-05")
    assert right[-1].startswith("(b) Matter LIC-05")
    assert "K-19" not in {w.id for w in report.warnings}
    names = re.findall(r"_Caveat_LIC_04_b_(\d+)", document.main.source.decode())
    assert sorted({int(n) for n in names}) == list(range(1, 9))
    again = draft_contract(tmp_path / "out.docx", tmp_path / "again.docx", clauses, DraftOptions())
    assert {i.how for i in again.inserted} == {"kept"}
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "out.docx").read_bytes()


@pytest.mark.parametrize("lists", ["typed", "automatic"])
def test_ct35_a_dated_signature_keeps_the_numbers(tmp_path: Path, lists: str) -> None:
    if lists == "typed":
        data = package(body(SIGNED))
    else:
        text, parts = automatic(("chineseCounting", "第%1条"), ("decimal", "%2."))
        data = package(text + para("甲方：（盖章）") + para("签订日期：2024年3月1日"), parts={"numbering": parts})
    document, report = run(tmp_path, data, clause("LIC-04", "T11"))
    told = next(w for w in report.warnings if w.id == "numbers-kept")
    assert "2024年3月1日" in told.text.zh
    assert "补充协议" in told.text.zh
    number = "第四条之一" if lists == "typed" else "第二条之一"
    assert [i.number for i in report.inserted] == [number]
    own = next(p for p in document.paragraphs if p.text.startswith(number))
    assert own.label == ""
    assert (report.renumbered, report.corrected) == (0, ())
    moved, report = run(
        tmp_path, data, clause("LIC-04", "T11"), options=DraftOptions(numbering="renumber", replace=True)
    )
    assert "numbers-kept" not in {w.id for w in report.warnings}
    assert any("标题LIC-04" in t and "之一" not in t for t in shown(moved))


def test_ct35_a_blank_date_is_no_signature(tmp_path: Path) -> None:
    _, report = run(tmp_path, package(body(TYPED)), clause("LIC-04", "T11"))
    assert "numbers-kept" not in {w.id for w in report.warnings}


def test_ct35_kept_articles_of_a_list_take_no_number_of_it(tmp_path: Path) -> None:
    text, lists = automatic(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    data = package(text, parts={"numbering": lists})
    options = DraftOptions(status="signed")
    one, two = clause("LIC-04", "T11", ref="LIC-06"), clause("LIC-06", "T11")
    document, _ = run(tmp_path, data, one, two, options=options)
    out = shown(document)
    at = out.index("2A.\t标题LIC-04") if "2A.\t标题LIC-04" in out else out.index("2A. 标题LIC-04")
    assert [t.split("\t")[0] for t in out[at : at + 4]] == ["2A.", "2-1.1", "(a)", "(b)"]
    assert "条款LIC-04的正文第2B条。" in out[at + 1]
    assert {"3. 不可抗力", "4. 争议解决", "4.1 争议依照第三条处理后提交仲裁。"} <= set(out)
    again = draft_contract(tmp_path / "out.docx", tmp_path / "again.docx", (one, two), options)
    assert [(i.number.strip("第条"), i.how) for i in again.inserted] == [("2A", "kept"), ("2B", "kept")]
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "out.docx").read_bytes()
    third = draft_contract(tmp_path / "out.docx", tmp_path / "3.docx", (one, two, clause("CHG-05", "T11")), options)
    assert "2C" in [i.number for i in third.inserted]


def test_ct40_the_section_of_the_last_paragraph_is_kept(tmp_path: Path) -> None:
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    last = para("依照第四条处理后仍有争议的，提交仲裁解决。", section)
    data = package(body((*TYPED[:14], "第七条 争议解决")) + last)
    document, _ = run(tmp_path, data, clause("LIC-05", "T17"), clause("LIC-04", "T11"))
    holders = [p for p in document.paragraphs if p.has_section]
    assert [section in document.main.xml(p.node) for p in holders] == [True]
    assert document.main.source.count(b"w:orient") == 1


def test_ct42_protection_counts_where_it_is_enforced(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    settings = '<w:settings xmlns:w="{}"><w:documentProtection w:edit="forms" w:enforcement="{}"/></w:settings>'
    loose = package(body(TYPED), parts={"settings": settings.format(space, 0)})
    run(tmp_path, loose, clause("LIC-04", "T11"))
    firm = package(body(TYPED), parts={"settings": settings.format(space, 1)})
    (tmp_path / "out.docx").unlink()
    with pytest.raises(BadInput, match="editing protection"):
        run(tmp_path, firm, clause("LIC-04", "T11"))
    document, _ = run(tmp_path, firm, clause("LIC-04", "T11"), options=DraftOptions(allow_protected=True))
    kept = document.package.part("word/settings.xml")
    assert kept is not None
    assert b'w:enforcement="1"' in kept


def test_ct46_a_table_of_contents_is_marked_and_left(tmp_path: Path) -> None:
    code = 'TOC \\o "1-3" \\h'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    first = f'<w:p>{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    first += '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第一条 标的……1</w:t></w:r></w:p>'
    second = '<w:p><w:r><w:t>第七条 生效……9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    document, report = run(tmp_path, package(first + second + body(TYPED)), clause("LIC-04", "T11"))
    source = document.main.source.decode()
    assert source.count('w:fldCharType="begin" w:dirty="true"') == 1
    assert texts(document)[:2] == ["第一条 标的……1", "第七条 生效……9"]
    assert "contents" in {w.id for w in report.warnings}
    assert [(c.paragraph, c.was == c.now) for c in report.corrected if c.was == c.now] == [(0, True)]


def test_ct50_a_file_saved_by_wps(shared: Path, tmp_path: Path) -> None:
    template, output = shared / "docx" / "技术服务合同.docx", tmp_path / "out.docx"
    with zipfile.ZipFile(template) as packed:
        assert b"WPS" in packed.read("docProps/app.xml")
    fingerprint = digest(template)
    clauses = every_clause(names=("LIC-02", "LIC-03", "LIC-04", "CHG-01", "RSK-02", "EXT-01", "DEF-01"))
    report = draft_contract(template, output, clauses, DraftOptions())
    document = check_all(template, output, report, fingerprint)
    assert any("（见第" in c.now for c in report.merged if c.id == "CHG-01")
    again = draft_contract(output, tmp_path / "again.docx", clauses, DraftOptions())
    assert {i.how for i in again.inserted} == {"kept"}
    assert (tmp_path / "again.docx").read_bytes() == output.read_bytes()
    assert document.paragraphs


def test_every_touched_line_is_in_one_list_of_the_json(tmp_path: Path) -> None:
    _, report = run(tmp_path, package(body(TYPED)), *CLASS_X)
    value = json.loads(json.dumps(report.as_json("en")))
    named = [c["paragraph"] for key in ("merged", "replaced", "corrected", "bookmarked") for c in value[key]]
    assert len(named) == len(set(named))
    assert io.StringIO(json.dumps(value)).read()
    assert open_contract(tmp_path / "out.docx").paragraphs
