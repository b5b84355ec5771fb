"""Article numbers typed for some articles and automatic for others: one series, no number twice, none left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_matrix_laws import drafted_in_steps, kept_in_redline, taken_out, tracked
from word_places import run, texts, zh
from word_samples import W, clause, listed, package, write
from word_touching import drafted_in_memory

from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, open_contract

NUMERALS = "一二三四五六七八九十"
TITLES = ("标的", "价款", "保密", "违约责任", "通知", "份数")
NEW = (clause("EXT-01", "T12"), clause("LIC-02", "T13"))


def lists(*starts: int) -> str:
    """A numbering part: a list of its own for each start."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    )
    many = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{level.format(s)}</w:abstractNum>' for n, s in enumerate(starts)
    )
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(starts)))
    return f'<w:numbering xmlns:w="{W}">{many}{nums}</w:numbering>'


def paper(automatic: dict[int, int], starts: tuple[int, ...]) -> bytes:
    """A contract of six articles; those named are automatic, on the list given."""
    body = zh("买卖合同")
    for number, title in enumerate(TITLES, 1):
        body += listed(title, automatic[number]) if number in automatic else zh(f"{NUMERALS[number - 1]}、{title}")
        body += zh(f"关于{title}的约定，双方应当严格遵守。")
    return package(body, parts={"numbering": lists(*starts)})


MIXED = {
    "last": ({6: 1}, (6,)),
    "first and last": ({1: 1, 6: 2}, (1, 6)),
    "between": ({3: 1}, (3,)),
    "from the third": ({3: 1, 4: 1, 5: 1, 6: 1}, (3,)),
    "the first two": ({1: 1, 2: 1}, (1,)),
}


def heads(document: ContractDocument) -> list[str]:
    """The numbers of the articles as they are printed."""
    signed = (p.label or p.text.split("、")[0] + "、" * ("、" in p.text[:6]) for p in document.paragraphs)
    return [h for h in signed if h.endswith("、") and h[0] in NUMERALS]


@pytest.mark.parametrize("name", MIXED)
def test_numbers_of_two_kinds_are_kept_and_told(tmp_path: Path, name: str) -> None:
    document, report = run(tmp_path, paper(*MIXED[name]), *NEW)
    shown = heads(document)
    assert len(set(shown)) == len(shown)
    assert [h for h in shown if len(h) == 2] == [f"{n}、" for n in NUMERALS[:6]]
    assert {i.how for i in report.inserted} == {"new"}
    assert "numbers-mixed" in {w.id for w in report.warnings}
    assert "numbers-out-of-turn" not in {w.id for w in report.warnings}


@pytest.mark.parametrize("name", MIXED)
def test_numbers_of_two_kinds_in_steps(tmp_path: Path, name: str) -> None:
    made = drafted_in_steps(write(tmp_path, paper(*MIXED[name])), NEW)
    again, report = drafted_in_memory(made.opened(made.output, "again.docx"), NEW)
    assert {i.how for i in report.inserted} == {"kept"}
    assert again.main.source == open_contract(made.output).main.source
    kept_in_redline(tracked(made), NEW)
    taken_out(made)


@pytest.mark.parametrize("options", [DraftOptions(numbering="renumber"), DraftOptions(numbering="keep")])
def test_no_wish_gives_a_number_twice(tmp_path: Path, options: DraftOptions) -> None:
    path = write(tmp_path, paper(*MIXED["last"]))
    document, report = drafted_in_memory(open_contract(path), NEW, options)
    shown = heads(document)
    assert len(set(shown)) == len(shown)
    assert ("numbers-mixed" in {w.id for w in report.warnings}) == (options.numbering == "renumber")


@pytest.mark.parametrize("place", [0, 1, 3, 6])
def test_typed_numbers_behind_an_automatic_first_one_follow(tmp_path: Path, place: int) -> None:
    path = write(tmp_path, paper({1: 1}, (1,)))
    options = DraftOptions(places={"EXT-01": place})
    document, report = drafted_in_memory(open_contract(path), NEW[:1], options)
    assert heads(document) == [f"{n}、" for n in NUMERALS[:7]]
    assert "numbers-mixed" not in {w.id for w in report.warnings}
    lines = texts(document)
    assert lines.index("标的") < next(i for i, t in enumerate(lines) if "标题EXT-01" in t)


@pytest.mark.parametrize("number", ["第零条", "第〇条", "第两零条"])
def test_a_number_that_says_nothing_is_read_as_text(tmp_path: Path, number: str) -> None:
    document, _ = run(
        tmp_path, package(zh("第一条 标的", "出售。", f"{number} 总则", "略。", "第二条 份数", "两份。")), NEW[0]
    )
    assert any(t.startswith("第三条 ") for t in texts(document))


def test_a_list_inside_an_article_that_reaches_its_number_is_no_article(tmp_path: Path) -> None:
    body = zh("一、标的", "甲方出售货物。", "二、价款", "下列事项由乙方负责：")
    body += "".join(listed(t, 1) for t in ("运输", "保险", "报关", "检验"))
    document, report = run(tmp_path, package(body, parts={"numbering": lists(1)}), *NEW[:1])
    assert "numbers-mixed" not in {w.id for w in report.warnings}
    assert any(t.startswith("三、标题EXT-01") for t in texts(document))
