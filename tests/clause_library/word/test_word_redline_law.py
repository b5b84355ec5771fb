"""Pairs of random documents: whatever differs, rejecting ours is the first and accepting ours the second."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from word_redlines import AUTHOR, check_laws
from word_samples import TAIL, W

from clause_library.word.revising.aligning import align
from clause_library.word.revising.redline import redline
from clause_library.word.source.xmltree import parse_part

DATE = "2026-11-22T00:00:00Z"
WORDS = (
    "第三条",
    "双方",
    "依照第十二条",
    "技术",
    "the Parties",
    "Section 3.2",
    " shall ",
    "许可",
    "、",
    "。",
    "12",
    " ",
    "&amp;",
)
MARKS = ("", "<w:b/>", '<w:sz w:val="24"/>')
LOOKS = ("", '<w:jc w:val="center"/>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
THEIRS = 'w:author="Other" w:date="2020-01-01T00:00:00Z"'


def run(text: str, marks: str) -> str:
    rpr = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return mark("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + mark("separate") + result + mark("end")


runs = st.builds(run, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join), st.sampled_from(MARKS))
lines = st.lists(runs, min_size=1, max_size=3).map("".join)
pieces = st.one_of(
    runs,
    runs,
    runs,
    st.builds(field, st.sampled_from((" REF a ", " PAGE ")), lines),
    lines.map(lambda x: f'<w:fldSimple w:instr=" REF a ">{x}</w:fldSimple>'),
    lines.map(lambda x: f'<w:hyperlink w:anchor="a">{x}</w:hyperlink>'),
    lines.map(lambda x: f'<w:ins w:id="0" {THEIRS}>{x}</w:ins>'),
    lines.map(lambda x: f"<w:smartTag>{x}</w:smartTag>"),
    st.just("<w:r><w:tab/></w:r>"),
    st.just('<w:bookmarkStart w:id="0" w:name="n"/><w:bookmarkEnd w:id="0"/>'),
)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    look, mark = draw(st.sampled_from(LOOKS)), draw(st.sampled_from(MARKS))
    inner = look + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{''.join(draw(st.lists(pieces, max_size=4)))}</w:p>"


def row(cells: list[str]) -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{c}</w:tc>' for c in cells)}</w:tr>"


def table(rows: list[str]) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


cell = st.lists(paragraphs(), min_size=1, max_size=3).map("".join)
rows = st.lists(cell, min_size=2, max_size=2).map(row)
tables = st.lists(rows, min_size=1, max_size=3).map(table)
controls = cell.map(lambda x: f'<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>{x}</w:sdtContent></w:sdt>')
blocks = st.one_of(paragraphs(), paragraphs(), paragraphs(), tables, controls)
PIECE = re.compile(r"<w:p>.*?</w:p>|<w:tr>.*?</w:tr>", re.DOTALL)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A body and what became of it: blocks gone, new, changed inside."""
    old = draw(st.lists(blocks, min_size=1, max_size=6))
    new: list[str] = []
    for block in old:
        step = draw(st.sampled_from(("keep", "keep", "drop", "add", "other", "inside")))
        new += [draw(blocks)] if step in ("add", "other") else []
        if step == "inside":
            new.append(draw(changed(block)))
        elif step in ("keep", "add"):
            new.append(block)
    return [*old, draw(paragraphs())], [*new, draw(paragraphs())]


@st.composite
def changed(draw: st.DrawFn, block: str) -> str:
    """A word, a paragraph or a row of a block changed."""
    kind = draw(st.sampled_from(("word", "paragraph", "more")))
    if kind == "word":
        return block.replace(draw(st.sampled_from(WORDS[:5])), draw(st.sampled_from(WORDS)), draw(st.integers(1, 3)))
    found = [m for m in PIECE.finditer(block) if m.group().startswith("<w:p>")]
    if not found or block.startswith("<w:p>"):
        return block
    at = found[draw(st.integers(0, len(found) - 1))]
    other = draw(paragraphs())
    keep = at.group() if kind == "more" else ""
    return block[: at.start()] + keep + other + block[at.end() :]


def built(body: list[str]) -> bytes:
    """The part; ids count up, bookmarks have names of their own."""
    count = iter(range(1, 10_000))

    def numbered(match: re.Match[str]) -> str:
        return f'{match.group(1)}="{next(count)}"'

    text = "".join(body)
    names = iter(range(1, 10_000))
    text = re.sub(
        r'<w:bookmarkStart w:id="0" w:name="n"/><w:bookmarkEnd w:id="0"/>',
        lambda _: (
            f'<w:bookmarkStart w:id="{(n := next(names)) + 5000}" w:name="n{n}"/><w:bookmarkEnd w:id="{n + 5000}"/>'
        ),
        text,
    )
    text = re.sub(r'(w:ins w:id)="0"', numbered, text)
    return f'<w:document xmlns:w="{W}"><w:body>{text}{TAIL}</w:body></w:document>'.encode()


def law(old: bytes, new: bytes) -> bytes:
    red = redline(parse_part("d", old), parse_part("d", new), AUTHOR, DATE)
    check_laws(old, new, red)
    return red


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(versions())
def test_any_pair(pair: tuple[list[str], list[str]]) -> None:
    law(built(pair[0]), built(pair[1]))


@pytest.mark.full
@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(versions())
def test_any_pair_at_length(pair: tuple[list[str], list[str]]) -> None:
    law(built(pair[0]), built(pair[1]))


@given(st.lists(st.integers(0, 6), max_size=30), st.lists(st.integers(0, 6), max_size=30))
@example([1, 2, 3], [3, 1, 2])
def test_aligned_items_are_equal_and_in_order(old: list[int], new: list[int]) -> None:
    pairs = align(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert [i for i, _ in pairs] == sorted({i for i, _ in pairs})
    assert [j for _, j in pairs] == sorted({j for _, j in pairs})
    if old == new:
        assert len(pairs) == len(old)
