"""What the matrix brought to light, each on the smallest contract that shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_redlines import AUTHOR, check_laws
from word_runs import run
from word_samples import TAIL, W, clause, package, para

from clause_library.word.reading.contents import contents_lines
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.report import DraftOptions
from clause_library.word.revising.redline import redline
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.typed import read_typed
from clause_library.word.source.xmltree import parse_part

RULES = read_rules(bundled_rules())
TITLES = ("Scope", "Confidentiality", "Term")


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_contents(lines: list[str], instruction: str = "") -> bytes:
    """A contract behind a table of contents; a field shows it where there is an instruction."""
    first, last = (sign("begin") + code(instruction) + sign("separate"), sign("end")) if instruction else ("", "")
    listed = [words(line).replace("\t", "</w:t><w:tab/><w:t>") for line in lines]
    listed = [first + listed[0], *listed[1:-1], listed[-1] + last]
    articles = [
        para(f"{n}. {title}", "", "<w:b/>") + para(f"The parties agree on the {title.lower()} of this Agreement.")
        for n, title in enumerate(TITLES, 1)
    ]
    return package("".join(f"<w:p>{line}</w:p>" for line in listed) + "".join(articles))


def titles(document: ContractDocument) -> list[str]:
    return [a.title for a in read_layout(document, RULES).main.outline.articles]


@pytest.mark.parametrize(
    ("lines", "instruction"),
    [
        ([f"{n}. {t}\t{n}" for n, t in enumerate(TITLES, 1)], 'TOC \\o "1-1" \\h'),
        ([f"{n}. {t}" for n, t in enumerate(TITLES, 1)], 'TOC \\n \\o "1-1"'),
        ([f"{n}. {t}\t{n}" for n, t in enumerate(TITLES, 1)], ""),
        ([f"{n}. {t}........{n}" for n, t in enumerate(TITLES, 1)], ""),
    ],
)
def test_lines_of_a_table_of_contents_are_no_articles(tmp_path: Path, lines: list[str], instruction: str) -> None:
    document, _ = run(tmp_path, with_contents(lines, instruction), clause("CHG-02", "T9"))
    assert titles(document) == ["Scope", "Confidentiality", "Heading CHG-02", "Term"]
    assert len(contents_lines(document)) == len(TITLES)


def test_a_single_line_that_ends_in_a_figure_is_an_article(tmp_path: Path) -> None:
    lines = ("第一条 单价\t500", "双方按照上述单价结算货款。", "第二条 保密", "双方应当保守秘密，不得对外泄露。")
    document, _ = run(tmp_path, package("".join(para(t).replace("\t", "</w:t><w:tab/><w:t>") for t in lines)))
    assert titles(document) == ["单价\t500", "保密"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("5、2026年3月1日起施行的规定；", 5), ("3.2025年度报告", 3), ("1.2026", None), ("5、30日", None), ("1.5倍", None)],
)
def test_a_year_may_stand_right_behind_a_number(text: str, number: int | None) -> None:
    found = read_typed(text)
    assert (found.numbers if found and found.form.family == "1." else None) == (number and (number,))


OTHER = 'w:author="Other" w:date="2025-01-01T00:00:00Z"'
STRUCK = (
    f'<w:p><w:pPr><w:rPr><w:del w:id="7" {OTHER}/></w:rPr></w:pPr><w:del w:id="8" {OTHER}><w:r>'
    "<w:delText>deleted by the other side</w:delText></w:r></w:del></w:p>"
)
SET = f'<w:pPr><w:jc w:val="both"/><w:pPrChange w:id="9" {OTHER}><w:pPr/></w:pPrChange></w:pPr>'
CHANGED = f"<w:p>{SET}<w:r><w:t>On time.</w:t></w:r></w:p>"
LINES = "".join(para(f"Some new words about matter {n}.") for n in range(9))


def row(inner: str) -> str:
    return f"<w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr>"


def main_part_of(body: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{body}{TAIL}</w:body></w:document>'.encode()


@pytest.mark.parametrize("table", [True, False])
def test_what_others_deleted_in_a_block_that_moves_comes_back_when_the_move_is_rejected(*, table: bool) -> None:
    moves, stays = para("Delivery of drawings.") + STRUCK + CHANGED, para("Payment of the whole price.")
    before, after = [moves, stays], [stays + LINES, para("Delivery of drawings.") + LINES + STRUCK + CHANGED]
    if table:
        before, after = [f"<w:tbl>{''.join(row(r) for r in rows)}</w:tbl>" for rows in (before, after)]
    old, new = (main_part_of("".join([*rows, para("End.")])) for rows in (before, after))
    red = redline(parse_part("d", old), parse_part("d", new), AUTHOR, "2026-11-22T00:00:00Z")
    check_laws(old, new, red)
    ids = re.findall(rb'<w:(?:ins|del|pPrChange) w:id="(\d+)"', red)
    assert len(ids) == len(set(ids)) > 3


def moved_by_others(way: str, *paragraphs: str) -> str:
    mark = f'<w:rPr><w:move{way} w:id="21" {OTHER}/></w:rPr>'
    inner = "".join(
        para(t, mark)
        .replace("<w:r>", f'<w:move{way} w:id="22" {OTHER}><w:r>')
        .replace("</w:p>", f"</w:move{way}></w:p>")
        for t in paragraphs
    )
    start = f'<w:move{way}RangeStart w:id="2{len(way)}" {OTHER} w:name="m"/>'
    return f'{start}{inner}<w:move{way}RangeEnd w:id="2{len(way)}"/>'


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_new_article_stands_outside_what_others_moved(tmp_path: Path, after: int) -> None:
    scope = [para("第一条 许可范围"), para("甲方许可乙方在厂区内使用图纸，双方应当遵守。")]
    secret = ("第二条 保密", "双方应当保守在履行本合同中知悉的秘密，不得泄露。")
    rest = [para("第三条 争议解决"), para("双方的争议由苏州市的仲裁机构裁决，适用中国法律。")]
    body = "".join([moved_by_others("From", *secret), *scope, moved_by_others("To", *secret), *rest])
    options = DraftOptions(places={"CHG-02": after})
    document, report = run(tmp_path, package(body), clause("CHG-02", "T11"), options=options)
    assert [i.how for i in report.inserted] == ["new"]
    source = document.main.source.decode()
    ranges = re.findall(r"<w:move(?:From|To)RangeStart.*?<w:move(?:From|To)RangeEnd", source)
    assert len(ranges) == 2
    assert not any("_Caveat_" in r for r in ranges)
