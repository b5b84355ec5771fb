"""Outline, topics, references, the contract's own words, inspection."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from word_samples import clause, listed, numbering, package, para, sample_matter, write

from catalogue.problems import BadInput
from clause_library.word.draft import draft_contract, plan
from clause_library.word.inspect import inspect_contract
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.outline import Outline, flow_of, read_outline
from clause_library.word.reading.references import find_references, own_word
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.reading.terms import terms
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, open_contract


def opened(folder: Path, *lines: str, **parts: dict[str, str]) -> ContractDocument:
    text = "".join(line if line.startswith("<") else para(line) for line in lines)
    return open_contract(write(folder, package(text, **parts)))


def outlined(folder: Path, *lines: str, **parts: dict[str, str]) -> Outline:
    document = opened(folder, *lines, **parts)
    return read_outline(document, flow_of(document))


def labels(outline: Outline) -> list[str]:
    return [a.label for a in outline.articles]


def test_numbers_in_front_matter_are_not_articles(tmp_path: Path) -> None:
    outline = outlined(
        tmp_path,
        "填写说明",
        "一、本表由双方填写。",
        "二、未尽事项另行约定。",
        "第一条 标的",
        "1．甲方应当提供资料；",
        "2．乙方应当付款。",
        "第二条 争议解决",
        "双方协商解决；依照",
        "第一条执行的，按约定办理。",
        "第三条 其他",
        "甲方（盖章）：",
    )
    assert labels(outline) == ["第一条", "第二条", "第三条"]
    assert outline.paragraphs[outline.stop].text == "甲方（盖章）："


def test_one_sentence_over_several_lines_is_not_a_title(tmp_path: Path) -> None:
    outline = outlined(
        tmp_path,
        "第一条 为保证乙方有效进行技术服务工作，甲方应当向乙方提供",
        "下列工作条件和协作事项，并保证其真实：",
        "第二条 定义",
        "本合同所称技术，指附件一所列的全部技术资料。",
    )
    assert [a.headed for a in outline.articles] == [False, True]


def test_switched_off_numbers_and_bullets_are_no_articles(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1."))
    off = para("不编号", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
    negative = para("负级", '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="1"/></w:numPr>')
    outline = outlined(tmp_path, listed("标的", 1), "正文内容。", off, negative, "正文。", parts={"numbering": lists})
    assert [(p.label, p.text) for p in outline.paragraphs if p.label] == [("1.", "标的"), ("2.", "负级")]


def test_a_number_may_come_from_a_base_style(tmp_path: Path) -> None:
    lists = numbering(("decimal", "%1."))
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Clause A"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Clause B"/><w:basedOn w:val="A"/>'
        "</w:style></w:styles>"
    )
    styled = [para(t, '<w:pStyle w:val="B"/>') for t in ("Scope", "Term")]
    outline = outlined(tmp_path, styled[0], "Text of it.", styled[1], parts={"numbering": lists, "styles": styles})
    assert labels(outline) == ["1.", "2."]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("依照本合同第十二条第二款第（三）项", [12]),
        ("第三条至第六条、第九条", [3, 6, 9]),
        ("第三、五、七条", [3, 5, 7]),
        ("本合同第5.2条", [5]),
        ("《中华人民共和国民法典》第五百零二条、第五百零三条", []),
        ("《条例》（以下称条例）第十条", []),
        ("该法第八条和本合同第九条", [9]),
        ("主合同第三条", []),
        ("see Sections 3.2, 5 and 7(a)", [3, 5, 7]),
        ("Articles 5 to 7 of this Agreement", [5, 7]),
        ("Article 28 of the Regulation", []),
        ("GDPR, Article 9", []),
        ("Section 17A applies", []),
        ("Clause 3 of Schedule 1", []),
    ],
)
def test_references(tmp_path: Path, text: str, numbers: list[int]) -> None:
    document = opened(tmp_path, text)
    assert [r.number for r in find_references(document.paragraphs)] == numbers


def test_the_contracts_own_word_for_its_articles(tmp_path: Path) -> None:
    lines = ("Clause 7 and Clause 9 and Clause 11 of them apply.", "Section 3.2 of this Agreement applies.")
    document = opened(tmp_path, *lines)
    assert own_word(find_references(document.paragraphs), "1.", 11) == "Section"
    assert own_word((), "Article", 3) == "Article"


LONG = "双方应当遵守法律，并就本协议项下的全部事项诚信合作，不得损害对方的合法权益，且应当及时通知对方。" * 5


@pytest.mark.parametrize(
    ("lines", "exporter", "recipient"),
    [
        (("委托方（甲方）：", "受托方（乙方）：", "甲方应当付款。乙方应当服务。甲方验收。乙方交付。"), "乙方", "甲方"),
        (
            ("许可方：苏州示例光电科技有限公司", "被许可方：Beispiel", "许可方应当交付，被许可方应当付款。"),
            "许可方",
            "被许可方",
        ),
        (
            (
                "甲方：苏州示例光电科技有限公司",
                "乙方：Beispiel Sensorik GmbH（中国境外的公司）",
                "甲方应当交付，乙方应当付款。",
            ),
            "甲方",
            "乙方",
        ),
    ],
)
def test_who_exports_in_the_contracts_words(
    tmp_path: Path, lines: tuple[str, ...], exporter: str, recipient: str
) -> None:
    found = terms(opened(tmp_path, *lines, LONG), sample_matter())
    assert (found["zh", "出口方"], found["zh", "接收方"]) == (exporter, recipient)
    assert found["zh", "本合同"] == "本协议"


def test_parties_nobody_named_are_left_open(tmp_path: Path) -> None:
    found = terms(opened(tmp_path, "甲方应当付款，乙方应当交付。", LONG), sample_matter())
    assert ("zh", "出口方") not in found


def test_inspection_prints_what_the_engine_saw(tmp_path: Path) -> None:
    lines = (
        "第一条 定义",
        "“技术”指附件一所列的技术。",
        "第二条 生效",
        "本合同自双方签字之日起生效，见第一条。",
        "（以下无正文）",
    )
    seen = inspect_contract(write(tmp_path, package("".join(map(para, lines))))).as_json()
    assert json.loads(json.dumps(seen)) == seen
    assert (seen["language"], seen["layout"]) == ("zh", "single")
    assert seen["numbering"] == {
        "kind": "typed",
        "levels": [{"level": 0, "mechanism": "typed", "format": "第%1条", "separator": " ", "font": ""}],
    }
    assert [(e["number"], e["text"]) for e in seen["outline"]] == [("第一条", "定义"), ("第二条", "生效")]
    assert {h["topic"]: h["confidence"] for h in seen["hosts"]}["T2"] == 1.0
    assert seen["definitions"] == [{"term": "技术", "paragraph": 1}]
    assert [r["number"] for r in seen["references"]] == [1]
    assert {p["kind"] for p in seen["insertion_points"]} == {"effectiveness", "article_end"}


def test_a_plan_says_where_and_why_and_writes_nothing(tmp_path: Path) -> None:
    lines = ("第一条 定义", "“技术”指附件一所列的技术。", "第二条 不可抗力", "因不可抗力不能履行的，免除责任。")
    document = opened(tmp_path, *lines)
    clauses = (clause("CHG-01", "T12", "merge"), clause("LIC-04", "T11"))
    _, where = plan(document, clauses, DraftOptions())
    assert [(x.clause.id, x.how, x.after) for x in where.landings] == [("LIC-04", "new", 1), ("CHG-01", "merged", 2)]
    assert all(x.reason.zh and x.reason.en for x in where.landings)
    assert [p.name for p in tmp_path.iterdir()] == ["contract.docx"]


def test_layouts_of_real_contracts(shared: Path) -> None:
    rules = read_rules(bundled_rules())
    for path in sorted((shared / "docx").glob("*.docx")):
        layout = read_layout(open_contract(path), rules)
        assert layout.kind == "single", path.name
        assert layout.language == (
            "zh" if "技术" in path.name or path.stem in ("iterable_numbering", "sdt_cell") else "en"
        )


def test_rules_name_file_line_and_field(tmp_path: Path) -> None:
    for name in ("topics.yaml", "roles.yaml"):
        (tmp_path / name).write_text((bundled_rules() / name).read_text("utf-8"), "utf-8")
    topics = tmp_path / "topics.yaml"
    topics.write_text(topics.read_text("utf-8").replace("effectiveness:", "efectiveness:"), "utf-8")
    with pytest.raises(BadInput, match=r"topics\.yaml"):
        read_rules(tmp_path)


@pytest.mark.full
def test_a_long_document_is_drafted(tmp_path: Path) -> None:
    lines = [f"第{n}条 标题" if n % 20 == 0 else f"第{n}段正文，双方应当遵守。" for n in range(1, 8000)]
    template = write(tmp_path, package("".join(map(para, lines))))
    draft_contract(template, tmp_path / "out.docx", (clause("LIC-04", "T11"),), DraftOptions())
    assert (tmp_path / "out.docx").exists()
