"""What a draft tells the lawyer about the paper's words against the clauses': parties, terms, law, two regimes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from word_runs import body, plain, run, texts
from word_samples import clause, package

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.report import DraftReport


def saying(one: RenderedClause, lang: str, *lines: str, kind: BlockKind = BlockKind.PARA) -> RenderedClause:
    """The clause with other words below its heading in one language."""
    blocks = (one.blocks[lang][0], *(RenderedBlock(kind, ((Run(t),),)) for t in lines))
    return replace(one, blocks={**one.blocks, lang: blocks})


def told(report: DraftReport, name: str) -> list[Notice]:
    return [w for w in report.warnings if w.id == name]


def test_a_paper_that_names_nobody_is_told(tmp_path: Path) -> None:
    text = plain("Grant by Owner Ltd. (the “Sponsor”) to you.", "1. Scope", "You may use it.", "2. Term", "One year.")
    one = saying(clause("LIC-04", "T11"), "en", "The Exporter informs the Recipient.")
    _, report = run(tmp_path, package(text), one)
    assert [
        "Exporter and Recipient" in w.text.en and "“Sponsor”" in w.text.en for w in told(report, "roles-unnamed")
    ] == [True]


def test_a_paper_that_names_them_is_not_told(tmp_path: Path) -> None:
    text = plain("1. Scope", "The Exporter licenses the Recipient.", "2. Term", "One year.")
    one = saying(clause("LIC-04", "T11"), "en", "The Exporter informs the Recipient.")
    assert not told(run(tmp_path, package(text), one)[1], "roles-unnamed")


def test_data_exporter_is_not_the_exporter(tmp_path: Path) -> None:
    text = plain("1. Scope", "The Data-Exporter processes data.", "2. Term", "One year.")
    one = saying(clause("LIC-04", "T11"), "en", "The Exporter informs the Recipient.")
    assert told(run(tmp_path, package(text), one)[1], "roles-unnamed")


@pytest.mark.parametrize(
    ("items", "left"),
    [
        (("“Control” means votes; “Affiliate” means a person that Controls.",), ["“Control” means votes."]),
        (("“Affiliate” means one; “Control” means votes.",), ["“Control” means votes."]),
        (("“Affiliates” means those.", "“Day” means a day."), ["“Day” means a day."]),
    ],
)
def test_each_term_of_an_item_counts(tmp_path: Path, items: tuple[str, ...], left: list[str]) -> None:
    text = plain("1. Definitions", "“Affiliate” means a company of the group of a party.", "2. Term", "One year.")
    one = saying(clause("DEF-01", "T2", "merge"), "en", *items, kind=BlockKind.ITEM)
    one = replace(one, blocks={**one.blocks, "zh": one.blocks["zh"][:1]})
    document, report = run(tmp_path, package(text), one)
    assert [t.split(") ", 1)[-1] for t in texts(document) if "“Day”" in t or "“Control”" in t] == left
    assert any("Affiliate" in w.text.en for w in report.warnings)


def test_chinese_items_lose_the_term_the_contract_has_in_both_languages(tmp_path: Path) -> None:
    one = clause("DEF-01", "T2", "merge")
    one = saying(one, "zh", "“控制”指过半数表决权；“关联方”指受控制的人。", kind=BlockKind.ITEM)
    one = saying(one, "en", "“Control” means votes; “Affiliate” means a person.", kind=BlockKind.ITEM)
    lines = ("第一条 定义", "“关联方”指集团内的公司，包括其子公司。", "第二条 期限", "一年。")
    document, _ = run(tmp_path, package(body(lines)), one)
    assert [t for t in texts(document) if "“控制”" in t] == ["“控制”指过半数表决权。"]


def test_a_term_with_two_meanings_is_told_with_both_places(tmp_path: Path) -> None:
    text = plain("1. Scope", "It is made as of 1 May (the “Effective Date”) by the parties.", "2. Term", "One year.")
    one = saying(clause("LIC-02", "T13"), "en", "“Effective Date” in other provisions means the day of the licence.")
    found = told(run(tmp_path, package(text), one)[1], "redefined")
    assert ["LIC-02" in w.text.en and "formerly 1)" in w.text.en for w in found] == [True]


@pytest.mark.parametrize(
    ("law", "other"),
    [
        ("This Agreement is governed by the laws of the State of New York, without more.", True),
        ("All of it is governed by English law.", True),
        ("This Agreement is governed by the laws of the People's Republic of China.", False),
        ("This Agreement is governed by the laws of the Governing State without more.", False),
    ],
)
def test_another_law_than_the_clauses_cite_is_told(tmp_path: Path, law: str, other: bool) -> None:
    text = plain("1. Scope", "All of it.", "2. Governing Law", law)
    one = saying(
        clause("CHG-02", "T11"), "en", "Article 562 of the Civil Code of the People’s Republic of China applies."
    )
    found = told(run(tmp_path, package(text), one)[1], "governing-law")
    assert ["CHG-02" in w.text.en for w in found] == ([True] if other else [])


def test_another_law_in_chinese_is_told(tmp_path: Path) -> None:
    lines = ("第一条 标的", "甲方许可乙方。", "第二条 适用法律", "本合同适用新加坡法律。")
    one = saying(clause("CHG-02", "T11"), "zh", "依照《中华人民共和国民法典》第五百六十二条。")
    assert ["新加坡" in w.text.zh for w in told(run(tmp_path, package(body(lines)), one)[1], "governing-law")] == [True]


def force_majeure() -> RenderedClause:
    one = replace(clause("CHG-01", "T12", "merge"), title=Words("不可抗力", "Force Majeure"))
    return saying(one, "zh", "受影响的一方应当在7日内通知，超过120日的可以解除。")


def test_two_regimes_for_one_event_are_told_with_their_periods(tmp_path: Path) -> None:
    lines = (
        "第一条 标的",
        "甲方许可乙方。",
        "第二条 不可抗力",
        "不可抗力超过一百八十日的，可以解除。",
        "第三条 通知",
        "书面。",
    )
    _, report = run(tmp_path, package(body(lines)), force_majeure())
    found = told(report, "two-regimes")
    assert len(found) == 1
    assert all(words in found[0].text.zh for words in ("第二条", "一百八十日", "120日", "CHG-01"))


def test_one_regime_alone_is_not_told(tmp_path: Path) -> None:
    lines = ("第一条 标的", "甲方许可乙方。", "第二条 通知", "书面通知。")
    assert not told(run(tmp_path, package(body(lines)), force_majeure())[1], "two-regimes")
