"""Joining what the contract has: terms once defined twice, numbers given twice, words that went with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_runs import body, run, texts
from word_samples import every_clause, package, para

from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

END = ("第三条 生效", "本合同自双方签字盖章之日起生效。", "（以下无正文）", "甲方：（盖章）")


def row(term: str, meaning: str) -> str:
    cells = (f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{para(t)}</w:tc>' for t in (term, meaning))
    return f"<w:tr>{''.join(cells)}</w:tr>"


@pytest.mark.parametrize("head", [True, False])
def test_terms_of_a_table_of_two_columns_are_not_defined_again(tmp_path: Path, head: bool) -> None:
    rows = (row("术语", "含义") if head else "") + row("许可证", "指甲方的商业许可。") + row("转移", "指一切交付。")
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'
    data = package(body(("第一条 定义", "下列术语具有如下含义：")) + table + body(("第二条 许可", "许可使用。", *END)))
    document, report = run(tmp_path, data, *every_clause(names=("DEF-01",)))
    assert texts(document).count("转移") == texts(document).count("许可证") == 1
    assert any("“转移”" in n.text.zh and "“许可证”" in n.text.zh for n in report.warnings)
    again = draft_contract(
        tmp_path / "out.docx", tmp_path / "two.docx", every_clause(names=("DEF-01",)), DraftOptions()
    )
    assert texts(open_contract(tmp_path / "two.docx")) == texts(document), again


@pytest.mark.parametrize(
    "line",
    ["“转移” 是指一切交付。", "“转移”：指一切交付。", "本合同所称转移（下称“转移”）不受限制。", "转移：系指一切交付。"],
)
def test_a_term_defined_in_other_words_is_not_defined_again(tmp_path: Path, line: str) -> None:
    data = package(body(("第一条 定义", line, "第二条 许可", "甲方许可乙方使用。", *END)))
    document, _ = run(tmp_path, data, *every_clause(names=("DEF-01",)))
    assert not any(t.startswith("“转移”指以贸易") for t in texts(document))


def test_what_counts_on_behind_the_definitions_moves_on(tmp_path: Path) -> None:
    lines = ("1.1 “许可证”系指甲方的商业许可。", "1.2 “转移”系指一切交付。", "1.3 本条的解释，以中文为准。")
    data = package(body(("第一条 定义", *lines, "第二条 许可", "依照第1.3条解释。", *END)))
    document, report = run(tmp_path, data, *every_clause(names=("DEF-01",)))
    numbers = [t.split()[0] for t in texts(document) if t.startswith("1.")]
    assert numbers == [f"1.{n}" for n in range(1, len(numbers) + 1)]
    moved = next(t for t in texts(document) if t.endswith("本条的解释，以中文为准。")).split()[0]
    assert f"依照第{moved}条解释。" in texts(document)
    assert [c.was for c in report.corrected] == ["依照第1.3条解释。"]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("本合同一式两份，经双方签字盖章后生效，具有同等法律效力。", "本合同一式两份，具有同等法律效力。"),
        ("本合同一式肆份，甲乙双方各执贰份，自双方签字之日起生效。", "本合同一式肆份，甲乙双方各执贰份。"),
        ("本合同由双方签字，并加盖公章后，自签订之日起生效，一式四份。", "本合同一式四份。"),
    ],
)
def test_the_number_of_copies_does_not_go_with_the_sentence_on_effect(tmp_path: Path, sentence: str, kept: str) -> None:
    data = package(body(("第一条 许可", "甲方许可乙方使用。", "第二条 其他", "1、另行协商。", f"2、{sentence}")))
    document, report = run(tmp_path, data, *every_clause(names=("LIC-02",)))
    assert sum(t.endswith(f"具有约束力。{kept}") for t in texts(document)) == 1
    assert len(report.replaced) == 1


def test_a_sentence_on_effect_that_says_more_is_left_and_told(tmp_path: Path) -> None:
    sentence = "本合同未尽事宜双方协商解决，自双方签字之日起生效。"
    data = package(body(("第一条 许可", "甲方许可乙方使用。", "第二条 其他", "1、另行约定。", f"2、{sentence}")))
    document, report = run(tmp_path, data, *every_clause(names=("LIC-02",)))
    assert f"2、{sentence}" in texts(document)
    assert [n.id for n in report.warnings if n.severity == "error"] == ["K-01"]


@pytest.mark.parametrize(
    "cap",
    [
        "甲方在本合同项下的全部责任，不应超过人民币1,000,000元。",
        "双方责任上限为人民币100万元。",
        "赔偿累计不得超出合同总价。",
    ],
)
def test_a_cap_in_other_words_yields_too(tmp_path: Path, cap: str) -> None:
    data = package(body(("第一条 许可", "甲方许可。", "第二条 违约责任", cap, *END)))
    _, report = run(tmp_path, data, *every_clause(names=("RSK-02",)))
    assert [
        (c.was, c.now.endswith(f"另有约定外，{cap}") or c.now.endswith(f"约定外，{cap}")) for c in report.merged
    ] == [(cap, True)]
