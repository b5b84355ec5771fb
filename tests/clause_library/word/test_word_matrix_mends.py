"""What the matrix brought to light, each on the smallest contract that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_runs import run
from word_samples import clause, package, para

from clause_library.word.reading.contents import contents_lines
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.typed import read_typed

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
