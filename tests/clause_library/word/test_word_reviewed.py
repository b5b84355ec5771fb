"""References as lawyers write them, each with the wrong contract it once gave: half corrected, or another paper's."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_runs import body as chinese_body
from word_runs import plain, run
from word_samples import clause, package

from clause_library.word.report import DraftOptions, DraftReport

NEW = clause("LIC-04", "T11")
SECOND = DraftOptions(places={"LIC-04": 1})


def became(report: DraftReport, was: str) -> str:
    """What a corrected paragraph says now; the same words where it was not corrected."""
    return next((c.now for c in report.corrected if c.was == was), was)


def zh(line: str) -> bytes:
    """A contract whose first article holds the line; its third has two paragraphs."""
    lines = ("技术许可合同", "第一条 标的", f"1.1 {line}", "1.2 甲方许可乙方。", "第二条 不可抗力", "2.1 免除责任。")
    more = (
        "第三条 生效",
        "3.1 有效期五年。",
        "3.2 一式四份。",
        "第四条 通知",
        "4.1 书面通知。",
        "第五条 费用",
        "5.1 各自承担。",
    )
    return package(chinese_body((*lines, *more)))


def en(line: str) -> bytes:
    """The same in English."""
    lines = ("TECHNOLOGY LICENSE AGREEMENT", "1. Scope", f"1.1 {line}", "1.2 Licensor grants.", "2. Force Majeure")
    more = ("2.1 Nobody is liable.", "3. Notices", "3.1 See Section 2.1 of this Agreement.", "3.2 By post.", "4. Fees")
    return package(plain(*lines, *more, "4.1 Fees are due.", "5. Term", "5.1 Five years."))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("第三条和第四条约定的义务。", "第四条和第五条约定的义务。"),
        ("受第三条约束。", "受第四条约束。"),
        ("第三条例外情形除外。", "第四条例外情形除外。"),
        ("第三条、四条、五条继续有效。", "第四条、五条、六条继续有效。"),
        ("第3条、4条和5条继续有效。", "第4条、5条和6条继续有效。"),
        ("见第三条3.2款。", "见第四条4.2款。"),
        ("见本合同3.2。", "见本合同4.2。"),
        ("详见第3.1、3.2。", "详见第4.1、4.2。"),
        ("按附件三及第四条处理。", "按附件三及第五条处理。"),
        ("依本许可协议第三条处理。", "依本许可协议第四条处理。"),
        ("依许可合同第三条处理。", "依许可合同第四条处理。"),
    ],
)
def test_chinese_references_are_followed_whole(tmp_path: Path, was: str, now: str) -> None:
    _, report = run(tmp_path, zh(was), NEW, options=SECOND)
    assert became(report, f"1.1 {was}") == f"1.1 {now}"
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("依双方签订的保密协议第三条处理。", True),
        ("依框架协议第三条处理。", True),
        ("依GB/T 1.1第三条执行。", True),
        ("依国务院令第3号第四条执行。", True),
        ("详见3.2。", True),
        ("依《民法典》第三编第四条处理。", False),
        ("依附件A第三条处理。", False),
    ],
)
def test_chinese_references_into_other_papers_are_left(tmp_path: Path, line: str, told: bool) -> None:
    _, report = run(tmp_path, zh(line), NEW, options=SECOND)
    assert became(report, f"1.1 {line}") == f"1.1 {line}"
    assert [n.id for n in report.warnings] == (["reference-unclear"] if told else [])


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Sections 3 [Notices] and 4 [Fees] apply.", "Sections 4 [Notices] and 5 [Fees] apply."),
        ("Sections 3 “Notices” and 4 “Fees” apply.", "Sections 4 “Notices” and 5 “Fees” apply."),
        ("Sections 3 (notices) and 4 (fees) apply.", "Sections 4 (notices) and 5 (fees) apply."),
        ("Sections 3; 4; and 5 survive.", "Sections 4; 5; and 6 survive."),
        ("Sections 3.2, as well as 4.1 apply.", "Sections 4.2, as well as 5.1 apply."),
        ("Art. 3 and Cl. 4 apply.", "Art. 4 and Cl. 5 apply."),
        ("Section 3 of this Technology License Agreement.", "Section 4 of this Technology License Agreement."),
        ("SECTIONS 3 AND 4 APPLY.", "SECTIONS 4 AND 5 APPLY."),
    ],
)
def test_english_references_are_followed_whole(tmp_path: Path, was: str, now: str) -> None:
    _, report = run(tmp_path, en(was), NEW, options=SECOND)
    assert became(report, f"1.1 {was}") == f"1.1 {now}"
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("The Master Agreement, Section 3.2 applies.", True),
        ("As the Supply Agreement (Section 3.2) says.", True),
        ("Damages under Section 3 ECRA apply.", True),
        ("This is subject to 3.2 below.", True),
        ("The NDA and Section 3.2 thereof apply.", False),
        ("Section 3 in Annex 2 applies.", False),
        ("Section 3 to Annex 2 applies.", False),
        ("Section 3 under the NDA applies.", False),
    ],
)
def test_english_references_into_other_papers_are_left(tmp_path: Path, line: str, told: bool) -> None:
    _, report = run(tmp_path, en(line), NEW, options=SECOND)
    assert became(report, f"1.1 {line}") == f"1.1 {line}"
    assert [n.id for n in report.warnings] == (["reference-unclear"] if told else [])
