"""Clauses look as if the same hand had typed them: lines filled in, lists, seals."""

from __future__ import annotations

from pathlib import Path

from word_places import ours, place_of, run, table, texts, zh
from word_samples import clause, listed, numbering, package, para

from clause_library.word.reading.zones import signs
from clause_library.word.source.document import ContractDocument

UNDERLINED = '<w:u w:val="single"/>'


def inserted(document: ContractDocument) -> list[str]:
    return [document.main.xml(document.paragraphs[i].node) for i in ours(document)]


def runs(*pairs: tuple[str, str]) -> str:
    """A paragraph of runs with their marks."""
    return "<w:p>" + "".join(para(t, "", m).removeprefix("<w:p>").removesuffix("</w:p>") for t, m in pairs) + "</w:p>"


def test_underlined_words_that_were_filled_in_are_no_look_to_copy(tmp_path: Path) -> None:
    filled = "项目所在地的指定仓库，由需方派人在场清点并签收全部货物"
    body = runs(("一、交货地点：", ""), (filled, UNDERLINED)) + runs(("双方确认：", ""), (filled, UNDERLINED))
    body += runs(("二、验收方式：", ""), (filled, UNDERLINED)) + runs(("双方约定：", ""), (filled, UNDERLINED))
    document, _ = run(tmp_path, package(body + zh("三、份数：一式两份。")), clause("EXT-01", "T12"))
    assert inserted(document)
    assert not any("w:u " in xml for xml in inserted(document))


def test_a_table_with_places_for_the_seals_is_the_signature(tmp_path: Path) -> None:
    body = zh("一、交付", "交付图纸。", "二、其他", "一式两份，经双方盖章后生效。", "")
    body += table(("需      方", "供      方"), ("单位名称（章）：某某股份有限公司", "单位名称（章）：")) + zh("")
    document, _ = run(tmp_path, package(body), clause("EXT-01", "T12"), clause("LIC-02", "T13"))
    assert max(ours(document)) < place_of(document, "需      方")
    assert signs(document.paragraphs[place_of(document, "单位名称（章）")])


def test_a_list_that_prints_the_numbers_of_the_articles_gives_no_items(tmp_path: Path) -> None:
    lists = numbering(("chineseCounting", "%1、"))
    lines = ("一、交付", "交付图纸。", "二、验收", "按照标准验收。", "三、份数", "一式两份。")
    body = zh(*lines) + listed("其他约定事项：无。", 1)
    document, _ = run(tmp_path, package(body, parts={"numbering": lists}), clause("EXT-01", "T12"))
    labels = [document.paragraphs[i].label for i in ours(document)]
    assert labels
    assert not any(labels)
    assert any(t.startswith("（一）EXT-01事项1") for t in texts(document))
