"""Conspicuous words after an update, references at the head of a line, English sentences on effect and caps."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from word_runs import body, plain, run, texts
from word_samples import clause, every_clause, package, write

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract
from clause_library.word.source.typed import read_typed

NEW = clause("LIC-04", "T11")
LOUD = "甲方因此不履行或者迟延履行的，不承担违约责任。"


def saying(*runs: Run) -> RenderedClause:
    """The clause with one paragraph of these runs."""
    blocks = {k: (v[0], RenderedBlock(BlockKind.PARA, (runs,))) for k, v in NEW.blocks.items()}
    return replace(NEW, blocks=blocks)


@pytest.mark.parametrize("others", [False, True], ids=["as we left it", "worked on since"])
def test_an_exemption_stays_conspicuous_in_a_new_wording(tmp_path: Path, others: bool) -> None:
    template = write(tmp_path, package(body(("第一条 标的", "许可。", "第二条 其他", "其他约定。"))))
    was = saying(Run("在法律允许的范围内，"), Run("甲方因此不履行的，不承担违约责任。", strong=True))
    now = saying(Run("在法律允许的范围内，"), Run(LOUD, strong=True), Run("人身损害除外。"))
    draft_contract(template, tmp_path / "one.docx", (was,), DraftOptions(library="1"))
    path = tmp_path / "one.docx"
    if others:
        path = tmp_path / "hand.docx"
        with zipfile.ZipFile(tmp_path / "one.docx") as source, zipfile.ZipFile(path, "w") as target:
            for info in source.infolist():
                target.writestr(info, source.read(info).replace("许可。".encode(), "许可使用。".encode()))
    draft_contract(path, tmp_path / "two.docx", (now,), DraftOptions(library="2"))
    document = open_contract(tmp_path / "two.docx")
    paragraph = next(p for p in document.paragraphs if "人身损害" in p.text)
    runs = [n for n in paragraph.node.walk() if n.tag == "w:r"]
    marks = {"".join(t.text for t in r.walk() if t.tag == "w:t"): r.child("w:rPr") for r in runs}
    underlined = [said for said, mark in marks.items() if mark is not None and mark.child("w:u") is not None]
    assert underlined == [LOUD]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第四条约定的费用由乙方承担。", False),
        ("第四条和第五条继续有效。", False),
        ("第四条第二款除外。", False),
        ("Section 3 of this Agreement applies.", False),
        ("Section 3(b) and Section 4 survive.", False),
        ("第四条 约定解除", True),
        ("第四条约定解除", True),
        ("第四条、保密", True),
        ("第二条的适用", True),
        ("Section 3 Payment of fees.", True),
    ],
)
def test_a_line_that_begins_with_a_reference_has_no_number(text: str, number: bool) -> None:
    assert (read_typed(text) is not None) == number


def test_a_reference_at_the_head_of_a_line_hides_no_article(tmp_path: Path) -> None:
    lines = ("第一条 标的", "许可。", "第二条 支付", "支付。", "第三条约定的费用由乙方承担。", "第三条 费用", "费用。")
    document, report = run(tmp_path, package(body(lines)), NEW, options=DraftOptions(places={"LIC-04": 1}))
    assert [t for t in texts(document) if t.startswith("第四条")] == ["第四条约定的费用由乙方承担。", "第四条 费用"]
    assert [c.now for c in report.corrected] == ["第四条约定的费用由乙方承担。"]


def test_an_english_cap_and_effect_in_other_words_are_seen(tmp_path: Path) -> None:
    cap = "4.1 In no event shall Licensor’s aggregate liability exceed USD 1,000,000."
    effect = "3.1 This Agreement is made in two counterparts and takes effect upon signature by both Parties."
    lines = (
        "1. Scope",
        "1.1 Licensor grants.",
        "2. Fees",
        "2.1 Due.",
        "3. Term",
        effect,
        "4. Limitation of Liability",
        cap,
    )
    document, report = run(tmp_path, package(plain(*lines)), *every_clause(names=("LIC-02", "RSK-02")))
    assert any(t.startswith("4.1 Except as set out in Sections 4.2 to") for t in texts(document))
    assert [n.id for n in report.warnings if n.severity == "error"] == ["K-01"]
