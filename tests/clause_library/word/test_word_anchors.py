"""Places in words: the printed number, a topic, before and after, the ends, an annex."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_runs import body, shown, texts
from word_samples import clause, listed, numbering, package, para, write
from word_touching import drafted_in_memory, parts_of

from catalogue.problems import BadInput
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, open_contract
from clause_library.word.writing.anchors import ANNEX, place_of

RULES = read_rules(bundled_rules())
ENGLISH = "".join(
    para(t)
    for t in (
        "Article 7 Scope",
        "The Licensor grants a licence under the terms that follow.",
        "Article 8 Confidentiality",
        "The parties keep what they learn secret under Article 7.",
        "Article 9 Governing Law",
        "The laws of Germany apply to this Agreement.",
    )
)
LEVELS = ("decimal", "%1."), ("decimal", "%1.%2")


def place(document: ContractDocument, anchor: str) -> int:
    return place_of("LIC-04", anchor, read_layout(document, RULES).main, RULES)


def opened(folder: Path, data: bytes) -> ContractDocument:
    return open_contract(write(folder, data))


@pytest.mark.parametrize(
    ("anchor", "after"),
    [
        *(("第二条", 2), ("二", 2), ("2", 2), ("after:第二条", 2), ("before:第二条", 1), ("AFTER：2", 2)),
        *(("0", 0), ("start", 0), ("end", 4), ("annex", ANNEX), ("T5", 2), ("before:T5", 1), (" 第 三 条 ", 3)),
    ],
)
def test_chinese_places(tmp_path: Path, anchor: str, after: int) -> None:
    confidential = next(t.id for t in RULES.topics if "保密" in t.words["zh"])
    assert place(opened(tmp_path, package(body())), anchor.replace("T5", confidential)) == after


@pytest.mark.parametrize(("anchor", "after"), [("Article 8", 2), ("8", 2), ("section 9", 3), ("before:Article 7", 0)])
def test_printed_numbers_come_before_ordinals(tmp_path: Path, anchor: str, after: int) -> None:
    assert place(opened(tmp_path, package(ENGLISH)), anchor) == after


def test_an_ordinal_serves_where_no_article_prints_the_figure(tmp_path: Path) -> None:
    assert place(opened(tmp_path, package(ENGLISH)), "1") == 1


def test_automatic_numbers(tmp_path: Path) -> None:
    heads = "".join(
        listed(f"Subject {n}", 1) + listed("Each Party shall perform in good faith.", 1, 1) for n in range(5)
    )
    document = opened(tmp_path, package(heads, parts={"numbering": numbering(*LEVELS)}))
    assert [place(document, a) for a in ("3.", "3", "Section 3", "before:5")] == [3, 3, 3, 4]


@pytest.mark.parametrize("anchor", ["第九十条", "99", "T99", "T10", "nowhere", "after:", "before:nowhere", "-3"])
def test_a_place_the_contract_lacks_is_one_clear_line(tmp_path: Path, anchor: str) -> None:
    with pytest.raises(BadInput) as refused:
        place(opened(tmp_path, package(body())), anchor)
    problem = refused.value.problems[0]
    assert problem.field == "--place"
    assert "第一条 标的" in problem.hint
    assert "\n" not in problem.message + problem.hint + problem.message_zh + problem.hint_zh


def test_a_place_in_words_is_where_the_clause_goes(tmp_path: Path) -> None:
    document = opened(tmp_path, package(body()))
    made, _ = drafted_in_memory(document, (clause("LIC-04", "T11"),), DraftOptions(anchors={"LIC-04": "before:第二条"}))
    assert texts(made)[2] == "第二条 标题LIC-04"
    annex, report = drafted_in_memory(document, (clause("LIC-04", "T11"),), DraftOptions(anchors={"LIC-04": "annex"}))
    assert [i.how for i in report.inserted] == ["annex"]
    assert "附件" in shown(annex)[shown(annex).index("条款LIC-04的正文") - 1]
    bare, _ = drafted_in_memory(annex, (), DraftOptions(remove=("all",)))
    assert parts_of(bare) == parts_of(document)
