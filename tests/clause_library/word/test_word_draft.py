"""One insertion at a time: numbers, looks, references, the contract's own words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from word_runs import ZH, body, run, shown, texts
from word_samples import clause, listed, numbering, package, para

from clause_library.model import BlockKind, RenderedBlock, Run
from clause_library.word.reading.bookmarks import read_records
from clause_library.word.report import DraftOptions


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
    assert out[2] == "“目录”指出口目录。"
    assert out[3] == "第二条 不可抗力"
    assert "技术" in report.warnings[0].text.zh


def test_a_reference_to_no_article_is_reported_and_left(tmp_path: Path) -> None:
    lines = (*ZH[:3], "双方依照第三十条处理。", *ZH[4:])
    document, report = run(tmp_path, package(body(lines)), clause("LIC-04", "T11"))
    assert "双方依照第三十条处理。" in texts(document)
    assert "dangling-reference" in {w.id for w in report.warnings}


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


def test_conspicuous_type_can_be_turned_off(tmp_path: Path) -> None:
    one = clause("CHG-02", "T12")
    strong = RenderedBlock(BlockKind.PARA, ((Run("不承担责任。", strong=True),),))
    one = replace(one, blocks={"zh": (one.blocks["zh"][0], strong), "en": one.blocks["en"][:2]})
    loud, _ = run(tmp_path, package(body()), one, options=DraftOptions())
    assert "<w:u " in loud.main.source.decode()
    document, _ = run(tmp_path, package(body()), one, options=DraftOptions(conspicuous=False, replace=True))
    assert "<w:u " not in document.main.source.decode()
