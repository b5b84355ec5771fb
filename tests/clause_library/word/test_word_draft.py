"""One insertion at a time: numbers, references, marks, lists, layouts, guards."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from word_checks import check_all, digest
from word_samples import W, clause, listed, numbering, package, para, write

from catalogue.problems import BadInput
from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.bookmarks import read_present, read_records
from clause_library.word.document import ContractDocument, open_contract
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport

ZH = (
    "第一条 标的",
    "甲方许可乙方使用技术，范围见附件一，双方应当遵守。",
    "第二条 保密",
    "双方应当依照《民法典》第五百零一条保守秘密，并依照第三条第（一）项处理。",
    "第三条 不可抗力",
    "因不可抗力不能履行的，免除责任，依照前条通知对方。",
    "第四条 生效",
    "本合同自双方签字盖章之日起生效。",
    "（以下无正文）",
    "甲方：（盖章）",
)


def body(lines: tuple[str, ...] = ZH, properties: str = '<w:ind w:firstLineChars="200"/>') -> str:
    marks = '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="24"/>'
    return "".join(para(line, properties, marks) for line in lines)


def run(
    folder: Path, data: bytes, *clauses: RenderedClause, options: DraftOptions | None = None
) -> tuple[ContractDocument, DraftReport]:
    template, output = write(folder, data), folder / "out.docx"
    fingerprint = digest(template)
    report = draft_contract(template, output, clauses, options or DraftOptions())
    return check_all(template, output, report, fingerprint), report


def texts(document: ContractDocument) -> list[str]:
    return [p.text for p in document.paragraphs]


def shown(document: ContractDocument) -> list[str]:
    return [f"{p.label} {p.text}".strip() for p in document.paragraphs]


def test_a_new_article_takes_the_next_number_and_moves_the_rest(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body()), clause("LIC-04", "T11"))
    lines = texts(document)
    at = lines.index("第三条 标题LIC-04")
    assert lines[at + 1 : at + 4] == ["条款LIC-04的正文", "（一）LIC-04事项1", "（二）LIC-04事项2"]
    assert lines[at + 4] == "第四条 不可抗力"
    assert report.inserted[0].number == "第三条"
    assert report.inserted[0].after == "第二条"
    assert report.renumbered == 2


def test_typed_references_follow_and_citations_of_law_do_not(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body()), clause("LIC-04", "T11"))
    line = next(t for t in texts(document) if "民法典" in t)
    assert line == "双方应当依照《民法典》第五百零一条保守秘密，并依照第四条第（一）项处理。"
    assert [c.now for c in report.corrected] == [line]


def test_the_look_is_the_neighbours(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(body()), clause("LIC-04", "T11"))
    own = next(p for p in document.paragraphs if p.text == "条款LIC-04的正文")
    xml = document.main.xml(own.node)
    assert '<w:ind w:firstLineChars="200"/>' in xml
    assert '<w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/><w:sz w:val="24"/>' in xml
    assert "_Caveat_LIC_04_b_2" in xml


def test_a_relative_reference_beside_the_insertion_is_flagged(tmp_path: Path) -> None:
    _, report = run(tmp_path, package(body()), clause("LIC-04", "T11"))
    assert [w.id for w in report.warnings] == ["K-24"]


def test_numbers_are_kept_where_asked_or_signed(tmp_path: Path) -> None:
    for options in (DraftOptions(numbering="keep"), DraftOptions(status="signed"), DraftOptions(cited_elsewhere=True)):
        document, report = run(
            tmp_path,
            package(body()),
            clause("LIC-04", "T11"),
            clause("LIC-06", "T11"),
            options=replace(options, replace=True),
        )
        lines = texts(document)
        assert "第二条之一 标题LIC-04" in lines
        assert "第二条之二 标题LIC-06" in lines
        assert "第三条 不可抗力" in lines
        assert (report.renumbered, report.corrected) == (0, ())
        (tmp_path / "out.docx").unlink()


def test_english_numbers_are_kept_with_a_letter(tmp_path: Path) -> None:
    lines = (
        "1. DEFINITIONS",
        "Words have meanings that this Agreement gives them.",
        "2. GOVERNING LAW",
        "The law of Ruritania governs this Agreement.",
    )
    bold = "".join(para(t, "", "<w:b/>" if t[0].isdigit() else "") for t in lines)
    document, _ = run(tmp_path, package(bold), clause("LIC-04", "T11"), options=DraftOptions(numbering="keep"))
    assert "1A. HEADING LIC-04" in texts(document)


def test_the_effectiveness_sentence_is_replaced_in_place(tmp_path: Path) -> None:
    lic = clause("LIC-02", "T13", "replace", items=0, ref="LIC-03")
    document, report = run(tmp_path, package(body()), lic, clause("LIC-03", "T13", "add"))
    lines = texts(document)
    at = lines.index("第四条 生效")
    assert lines[at + 1] == "条款LIC-02的正文第五条。"
    assert lines[at + 2] == "第五条 标题LIC-03"
    assert lines[-2:] == ["（以下无正文）", "甲方：（盖章）"]
    assert [(c.id, c.was) for c in report.replaced] == [("LIC-02", "本合同自双方签字盖章之日起生效。")]
    assert read_records(document.package)[0].replaced[0].was == "本合同自双方签字盖章之日起生效。"


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        ("本合同自双方签字之日起生效，有效期五年。", "条款LIC-02的正文本合同有效期五年。"),
        ("（1）本协议经双方盖章后生效；另有约定的除外。", "条款LIC-02的正文另有约定的除外。"),
    ],
)
def test_what_else_the_sentence_says_is_kept(tmp_path: Path, sentence: str, after: str) -> None:
    lines = (*ZH[:7], sentence, *ZH[8:])
    document, _ = run(tmp_path, package(body(lines)), clause("LIC-02", "T13", "replace", items=0))
    assert any(t.endswith(after) for t in texts(document)), texts(document)


def test_a_sentence_about_something_else_is_left_with_a_warning(tmp_path: Path) -> None:
    sentence = "本合同自签字之日起生效至期限届满时终止。"
    document, report = run(tmp_path, package(body((*ZH[:7], sentence, *ZH[8:]))), clause("LIC-02", "T13", "replace"))
    assert sentence in texts(document)
    assert any("K-01" in w.text.zh for w in report.warnings)


def test_merging_goes_on_with_the_articles_own_numbers(tmp_path: Path) -> None:
    lines = (
        "1. Definitions",
        "1.1 “Know-how” means secrets of the Licensor.",
        "2. Force Majeure",
        "2.1 Nobody is liable.",
        "2.2 Notice shall be given.",
        "3. Notices",
        "3.1 In writing, see Section 3.2.",
        "3.2 By post.",
    )
    text = "".join(para(t, "", "" if "." in t[1:3] and t[2].isdigit() else "<w:b/>") for t in lines)
    first, second = clause("CHG-01", "T12", "merge"), clause("CHG-09", "T12", "merge", ref="CHG-01")
    document, report = run(tmp_path, package(text), first, second)
    out = texts(document)
    at = out.index("2.2 Notice shall be given.")
    assert out[at + 1 : at + 4] == ["2.3 Text of CHG-01 ", "(a) Matter CHG-01 1", "(b) Matter CHG-01 2"]
    assert out[at + 4] == "2.4 Text of CHG-09 Section 2.3."
    assert (report.renumbered, report.corrected) == (0, ())


def test_sentences_do_not_join_a_list_that_completes_one(tmp_path: Path) -> None:
    lines = (
        "第一条 双方在下列情形可以解除合同：",
        "1．发生不可抗力；",
        "2．一方严重违约。",
        "第二条 双方因本合同发生争议的，协商解决。",
        "1．提交仲裁；",
        "2．起诉。",
    )
    document, _ = run(tmp_path, package(body(lines)), clause("EXT-01", "T15", "merge"))
    out = texts(document)
    at = out.index("2．一方严重违约。")
    assert out[at + 1 : at + 4] == ["条款EXT-01的正文", "3．EXT-01事项1", "4．EXT-01事项2"]


def test_automatic_articles_join_the_list(tmp_path: Path) -> None:
    lists = numbering(("japaneseCounting", "%1、"), ("decimal", "（%2）"))
    text = listed("保密", 1) + para("双方应当保密，不得向任何第三方披露对方的技术秘密。")
    text += listed("不可抗力", 1) + para("因不可抗力不能履行合同的，部分或者全部免除责任。") + listed("争议解决", 1)
    document, report = run(tmp_path, package(text, parts={"numbering": lists}), clause("LIC-04", "T11"))
    out = shown(document)
    assert "二、 标题LIC-04" in out
    assert "三、 不可抗力" in out
    own = next(p for p in document.paragraphs if p.text == "标题LIC-04")
    assert (own.num_id, own.ilvl) == ("1", 0)
    assert report.renumbered == 0
    assert report.inserted[0].number == "二"


def test_automatic_items_under_typed_articles_begin_again(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1."))
    rows = (
        para("第一条 标的")
        + para("甲方应当按照下列要求向乙方提供技术资料：")
        + listed("图纸；", 1)
        + listed("说明书。", 1)
    )
    rows += para("第二条 不可抗力") + para("因不可抗力不能履行的，应当及时通知对方并提供证明。")
    document, _ = run(
        tmp_path, package(rows, parts={"numbering": lists}), clause("LIC-04", "T11"), clause("LIC-06", "T11")
    )
    out = shown(document)
    assert [t for t in out if "事项" in t] == [f"{n}. {c}事项{n}" for c in ("LIC-04", "LIC-06") for n in (1, 2)]
    assert [t for t in out if t.endswith("图纸；")] == ["1. 图纸；"]


def test_references_are_fields_where_numbers_are_automatic(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    text = listed("Scope", 1) + listed("The Licensor grants rights under Section 2.1.", 1, 1)
    text += listed("Force Majeure", 1) + listed("Nobody is liable for it.", 1, 1) + listed("Notices", 1)
    data = package(text, parts={"numbering": lists})
    document, report = run(tmp_path, data, clause("LIC-04", "T11", ref="LIC-06"), clause("LIC-06", "T11"))
    own = next(p for p in document.paragraphs if p.text.startswith("Text of LIC-04"))
    assert own.text == "Text of LIC-04 Section 3."
    xml = document.main.xml(own.node)
    name = re.search(r"REF (_Caveat_LIC_06_b_\d) \\r \\h", xml)
    assert name is not None
    target = next(p for p in document.paragraphs if f'w:name="{name.group(1)}"' in document.main.xml(p.node))
    assert target.text == "Heading LIC-06"
    assert [c.now for c in report.corrected] == ["The Licensor grants rights under Section 4.1."]


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
    assert "Article 3 Force Majeure" in lines


def test_a_clause_without_the_contracts_language_is_refused(tmp_path: Path) -> None:
    only = replace(clause("LIC-04", "T11"), blocks={"en": clause("LIC-04", "T11").blocks["en"]})
    with pytest.raises(BadInput, match="no text in zh"):
        run(tmp_path, package(body()), only)
    assert not (tmp_path / "out.docx").exists()


def test_conspicuous_words_are_bold_and_underlined(tmp_path: Path) -> None:
    strong = RenderedBlock(BlockKind.PARA, ((Run("出口方不承担责任。", strong=True),),))
    one = clause("CHG-02", "T12")
    one = replace(one, blocks={"zh": (one.blocks["zh"][0], strong), "en": one.blocks["en"][:2]})
    document, _ = run(tmp_path, package(body()), one)
    own = next(p for p in document.paragraphs if p.text == "出口方不承担责任。")
    marks = re.search(r"<w:r><w:rPr>(.*?)</w:rPr>", document.main.xml(own.node))
    assert marks is not None
    order = re.findall(r"<w:(\w+)", marks.group(1))
    assert order == ["rFonts", "b", "sz", "u"]


def test_tracked_changes_of_others_are_read_and_left(tmp_path: Path) -> None:
    tracked = (
        '<w:p><w:r><w:t>第三</w:t></w:r><w:del w:id="5" w:author="A"><w:r><w:delText>十</w:delText></w:r></w:del>'
        '<w:ins w:id="6" w:author="A"><w:r><w:t>条 不可抗力</w:t></w:r></w:ins></w:p>'
    )
    document, _ = run(tmp_path, package(body(ZH[:4]) + tracked + body(ZH[5:])), clause("CHG-01", "T12", "merge"))
    assert tracked in document.main.source.decode()
    assert "条款CHG-01的正文" in texts(document)


def test_a_number_split_over_runs_is_renumbered(tmp_path: Path) -> None:
    split = "<w:p><w:r><w:t>第</w:t></w:r><w:r><w:t>三</w:t></w:r><w:r><w:t>条 不可抗力</w:t></w:r></w:p>"
    document, _ = run(tmp_path, package(body(ZH[:4]) + split + body(ZH[5:])), clause("LIC-04", "T11"))
    assert "第四条 不可抗力" in texts(document)


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


def test_running_again_keeps_hand_edits_and_adds_what_is_new(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made, edited, out = tmp_path / "1.docx", tmp_path / "2.docx", tmp_path / "3.docx"
    draft_contract(first, made, (clause("LIC-04", "T11"),), DraftOptions())
    opened = open_contract(made)
    changed = opened.main.source.replace("LIC-04事项1".encode(), "双方另行商定的事项".encode())
    edited.write_bytes(opened.package.with_parts({opened.main.name: changed}).to_bytes())
    assert [p.edited for p in read_present(open_contract(edited))] == [True]
    report = draft_contract(
        edited, out, (clause("LIC-04", "T11"), clause("LIC-06", "T11", ref="LIC-04")), DraftOptions()
    )
    lines = texts(open_contract(out))
    assert sum("标题LIC-04" in t for t in lines) == 1
    assert "（一）双方另行商定的事项" in lines
    assert "第四条 标题LIC-06" in lines
    assert "条款LIC-06的正文第三条。" in lines
    assert {i.id: i.how for i in report.inserted} == {"LIC-04": "kept", "LIC-06": "new"}
    assert "edited-by-hand" in {w.id for w in report.warnings}
    assert {r.id for r in read_records(open_contract(out).package)} == {"LIC-04", "LIC-06"}


SETTINGS = f'<w:settings xmlns:w="{W}"><w:documentProtection w:edit="readOnly" w:enforcement="%s"/></w:settings>'


def test_guards(tmp_path: Path) -> None:
    cases = (
        (package(body(), parts={"settings": SETTINGS % "1"}), "editing protection", DraftOptions(allow_protected=True)),
        (package(body(), extra={"_xmlsignatures/sig1.xml": b"<a/>"}), "signed", DraftOptions(allow_signed=True)),
    )
    for data, said, allowed in cases:
        with pytest.raises(BadInput, match=said):
            run(tmp_path, data, clause("LIC-04", "T11"))
        run(tmp_path, data, clause("LIC-04", "T11"), options=allowed)
        (tmp_path / "out.docx").unlink()
    run(tmp_path, package(body(), parts={"settings": SETTINGS % "0"}), clause("LIC-04", "T11"))


def test_macros_need_leave_and_their_own_ending(tmp_path: Path) -> None:
    template = write(tmp_path, package(body(), extra={"word/vbaProject.bin": b"x"}), "in.docm")
    one = (clause("LIC-04", "T11"),)
    with pytest.raises(BadInput, match="macros"):
        draft_contract(template, tmp_path / "o.docm", one, DraftOptions())
    with pytest.raises(BadInput, match=r"\.docm"):
        draft_contract(template, tmp_path / "o.docx", one, DraftOptions(allow_macros=True))
    draft_contract(template, tmp_path / "o.docm", one, DraftOptions(allow_macros=True))


def test_outputs_that_must_not_be_written(tmp_path: Path) -> None:
    template = write(tmp_path, package(body()))
    before = digest(template)
    one = (clause("LIC-04", "T11"),)
    with pytest.raises(BadInput, match="input file itself"):
        draft_contract(template, template, one, DraftOptions(replace=True))
    (tmp_path / "there.docx").write_bytes(b"mine")
    with pytest.raises(BadInput, match="exists already"):
        draft_contract(template, tmp_path / "there.docx", one, DraftOptions())
    assert (tmp_path / "there.docx").read_bytes() == b"mine"
    assert digest(template) == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (package("").replace(b"word/document.xml", b"word/documenx.xml"), "damaged"),
        (package("", main="word/gone.xml"), "lacks its main part"),
        (package("", extra={"word/other.xml": b"<!DOCTYPE x><x/>"}), "DOCTYPE"),
        (b"PK\x03\x04 broken", "damaged"),
        (package("<w:p>"), "damaged"),
    ],
)
def test_damaged_packages_are_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(BadInput, match=said) as caught:
        open_contract(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


def test_a_zip_of_something_else_is_not_a_contract(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(BadInput, match="not a Word package"):
        open_contract(path)


def test_running_again_updates_words_in_place(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made, out = tmp_path / "1.docx", tmp_path / "2.docx"
    draft_contract(first, made, (clause("LIC-04", "T11"),), DraftOptions())
    now = clause("LIC-04", "T11")
    changed = replace(now.blocks["zh"][1], cells=((Run("条款LIC-04改写后的正文"),),))
    now = replace(now, blocks={**now.blocks, "zh": (now.blocks["zh"][0], changed, *now.blocks["zh"][2:])})
    report = draft_contract(made, out, (now,), DraftOptions())
    before, after = texts(open_contract(made)), texts(open_contract(out))
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("条款LIC-04的正文", "条款LIC-04改写后的正文")
    ]
    assert [w.id for w in report.warnings] == ["updated"]
    assert not read_present(open_contract(out))[0].edited


def test_another_position_of_a_present_clause_is_reported_not_doubled(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made, out = tmp_path / "1.docx", tmp_path / "2.docx"
    draft_contract(first, made, (clause("LIC-04", "T11"),), DraftOptions())
    report = draft_contract(made, out, (replace(clause("LIC-04", "T11"), variant="exporter"),), DraftOptions())
    assert made.read_bytes() == out.read_bytes()
    assert [w.id for w in report.warnings] == ["other-version"]


def test_terms_the_contract_defines_are_not_defined_again(tmp_path: Path) -> None:
    def items(lang: str, *lines: str) -> tuple[RenderedBlock, ...]:
        head = RenderedBlock(BlockKind.HEADING, ((Run("定义" if lang == "zh" else "Definitions"),),))
        return (head, *(RenderedBlock(BlockKind.ITEM, ((Run(t),),)) for t in lines))

    one = replace(
        clause("DEF-01", "T2", "merge"),
        blocks={
            "zh": items("zh", "“目录”指出口目录。", "“技术”指许可技术。", "“乙方”指接收方。"),
            "en": items("en", "“Catalogue” means the list.", "“Technology” means it.", "“Party B” means it."),
        },
    )
    lines = ("第一条 定义", "“技术”指附件一所列的技术，由甲方提供给乙方。", "第二条 不可抗力", *ZH[5:6])
    document, report = run(tmp_path, package(body(lines)), one)
    out = texts(document)
    assert out[2] == "（一）“目录”指出口目录。"
    assert out[3] == "第二条 不可抗力"
    assert "技术" in report.warnings[0].text.zh


def test_a_reference_to_no_article_is_reported_and_left(tmp_path: Path) -> None:
    lines = (*ZH[:3], "双方依照第三十条处理。", *ZH[4:])
    document, report = run(tmp_path, package(body(lines)), clause("LIC-04", "T11"))
    assert "双方依照第三十条处理。" in texts(document)
    assert "dangling-reference" in {w.id for w in report.warnings}


def test_two_halves_in_two_languages_are_warned_of(tmp_path: Path) -> None:
    english = "".join(
        para(t + " and each Party shall do what this Agreement says.")
        for t in ("Article 1 X", "Article 2 Y", "Article 3 Z")
    )
    document, report = run(tmp_path, package(body(ZH[:8]) + english), clause("LIC-04", "T11"))
    assert "K-19" in {w.id for w in report.warnings}
    assert "第三条 标题LIC-04" in texts(document)


def test_party_words_take_the_article_only_where_the_contract_gives_it(tmp_path: Path) -> None:
    def made(word: str) -> list[str]:
        lines = (
            "1. Scope",
            f"{word} shall serve Client. {word} may stop. Client shall pay {word}.",
            "2. Term",
            "One year.",
        )
        text = "".join(para(t, "", "<w:b/>" if t[0].isdigit() else "") for t in lines)
        one = clause("LIC-04", "T11")
        block = RenderedBlock(
            BlockKind.PARA, ((Run("The Provider shall file, and the Provider's costs are its own."),),)
        )
        document, _ = run(
            tmp_path, package(text), replace(one, blocks={**one.blocks, "en": (one.blocks["en"][0], block)})
        )
        (tmp_path / "out.docx").unlink()
        return texts(document)

    assert "Provider shall file, and Provider's costs are its own." in made("Provider")
    assert "The Provider shall file, and the Provider's costs are its own." in made("the Provider")


def test_a_sentence_broken_over_lines_is_replaced_whole(tmp_path: Path) -> None:
    lines = (
        *ZH[:6],
        "第四条 本合同经双方法定代表人或者委托代理人签字并加盖公章之",
        "日起生效。一式四份，双方各执两份。",
        *ZH[8:],
    )
    document, report = run(tmp_path, package(body(lines)), clause("LIC-02", "T13", "replace", items=0))
    out = texts(document)
    assert "第四条 条款LIC-02的正文" in out
    assert "一式四份，双方各执两份。" in out
    assert [c.was for c in report.replaced] == list(lines[6:8])


def test_paragraphs_of_a_kept_number_do_not_repeat_those_of_its_article(tmp_path: Path) -> None:
    lines = ("1. Scope", "1.1 The Licensor licenses it.", "2. Disputes", "2.1 They go to arbitration.")
    text = "".join(para(t, "", "<w:b/>" if t[1:3] == ". " else "") for t in lines)
    document, _ = run(tmp_path, package(text), clause("LIC-04", "T11"), options=DraftOptions(numbering="keep"))
    out = texts(document)
    assert out[2:4] == ["1A. Heading LIC-04", "1A.1 Text of LIC-04 "]
    assert out[-2:] == ["2. Disputes", "2.1 They go to arbitration."]


def test_marks_without_a_clause_stay_and_are_named(tmp_path: Path) -> None:
    document, report = run(tmp_path, package(body() + para("{{clause:USE-01}}")), clause("LIC-04", "T11"))
    assert "{{clause:USE-01}}" in texts(document)
    assert any("USE-01" in w.text.zh for w in report.warnings)


def test_turning_conspicuous_type_off_is_logged(tmp_path: Path) -> None:
    one = clause("CHG-02", "T12")
    strong = RenderedBlock(BlockKind.PARA, ((Run("不承担责任。", strong=True),),))
    one = replace(one, blocks={"zh": (one.blocks["zh"][0], strong), "en": one.blocks["en"][:2]})
    document, report = run(tmp_path, package(body()), one, options=DraftOptions(conspicuous=False))
    assert "K-13" in {w.id for w in report.warnings}
    assert "<w:u " not in document.main.source.decode()


def test_a_matter_in_other_languages_than_the_contract_is_a_warning(tmp_path: Path) -> None:
    _, report = run(tmp_path, package(body()), clause("LIC-04", "T11"), options=DraftOptions(languages=("zh", "en")))
    assert "languages-differ" in {w.id for w in report.warnings}
