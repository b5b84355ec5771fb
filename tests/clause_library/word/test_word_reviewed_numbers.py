"""Numbers of contracts that were numbered with a slip of the pen, and of lists three levels deep."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_runs import body, plain, run, texts
from word_samples import clause, every_clause, package, para

from clause_library.word.report import DraftOptions

NEW = clause("LIC-04", "T11")
SECOND = DraftOptions(places={"LIC-04": 1})
TITLES = ("标的", "保密", "责任", "通知", "费用", "生效")


def heads(lines: list[str]) -> list[str]:
    return [t.split()[0] for t in lines if t.startswith("第") and " " in t]


@pytest.mark.parametrize(
    ("numbers", "now"),
    [("一二四五六七", "一二三五六七八"), ("一二三四六七", "一二三四五七八"), ("一二三三四五", "一二三四四五六")],
    ids=["left out", "left out later", "twice"],
)
def test_a_number_left_out_or_given_twice_hides_no_article(tmp_path: Path, numbers: str, now: str) -> None:
    lines: list[str] = []
    for number, title in zip(numbers, TITLES, strict=True):
        lines += [f"第{number}条 {title}", f"关于{title}的约定，见第{numbers[4]}条。"]
    document, report = run(tmp_path, package(para("技术许可合同") + body(tuple(lines))), NEW, options=SECOND)
    assert heads(texts(document)) == [f"第{n}条" for n in now]
    assert sum(f"见第{now[5]}条。" in t for t in texts(document)) == len(TITLES)
    assert "（一）LIC-04事项1" in texts(document)
    assert [n.id for n in report.warnings] == ["numbers-out-of-turn"]


def test_a_reference_at_the_head_of_a_line_is_no_article(tmp_path: Path) -> None:
    lines = (
        "第一条 标的",
        "许可。",
        "第四条所述的费用由乙方承担。",
        "第二条 保密",
        "保密。",
        "第三条 生效",
        "自签字生效。",
    )
    document, _ = run(tmp_path, package(body(lines)), NEW, options=SECOND)
    assert heads(texts(document)) == ["第一条", "第二条", "第三条", "第四条"]


def test_items_below_numbered_paragraphs_have_three_figures(tmp_path: Path) -> None:
    lines = ("1. 许可", "1.1 甲方许可。", "2. 不可抗力", "2.1 下列事件属于不可抗力：", "2.1.1 地震；", "2.1.2 战争。")
    data = package(plain(*lines, "2.2 发生第2.1.2款所列事件的，通知。", "3. 通知", "3.1 书面通知。"))
    document, _ = run(tmp_path, data, *every_clause(names=("CHG-01", "CHG-02")))
    numbers = [t.split()[0] for t in texts(document)]
    assert len(set(numbers)) == len(numbers)
    assert [n for n in numbers if n.startswith("3.")][:3] == ["3.", "3.1", "3.1.1"]
    assert any("第2.1.3条至第2.1.6条所列事件" in t for t in texts(document))
