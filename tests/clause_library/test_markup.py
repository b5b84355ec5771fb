"""Inline marks: what they parse to, what is refused, and that no input raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clause_library.markup import parse_marks, plain, refs_in, split_ref, terms_in, variables_in
from clause_library.model import Block, BlockKind, Mark, MarkKind


def block(text: str) -> Block:
    return Block(BlockKind.PARA, (parse_marks(text).marks,))


def test_each_mark_is_read() -> None:
    marked = parse_marks("{term:出口方}应当在{var:days}个工作日内依照{ref:LIC-03#2}办理。")
    assert marked.faults == ()
    assert [m.kind for m in marked.marks] == [
        MarkKind.TERM,
        MarkKind.TEXT,
        MarkKind.VAR,
        MarkKind.TEXT,
        MarkKind.REF,
        MarkKind.TEXT,
    ]
    assert marked.marks[4] == Mark(MarkKind.REF, "LIC-03#2")


def test_strong_holds_other_marks() -> None:
    marked = parse_marks("{strong:{term:出口方}在{var:days}日内不承担责任。}")
    assert marked.faults == ()
    (strong,) = marked.marks
    assert [m.kind for m in strong.inner] == [MarkKind.TERM, MarkKind.TEXT, MarkKind.VAR, MarkKind.TEXT]
    assert variables_in([block("{strong:{var:days}日}")]) == ("days",)


@pytest.mark.parametrize(
    "text",
    ["{days}", "a } b", "{var:Days}", "{var:}", "{ref:lic-3}", "{ref:LIC-03#0}", "{term:}", "{var:a", "{bold:x}",
     "{strong:}", "{strong:{strong:x}}", "{{clause:LIC-02}}"],
)  # fmt: skip
def test_anything_else_in_braces_is_a_fault(text: str) -> None:
    assert parse_marks(text).faults


def test_words_refs_and_terms() -> None:
    one = block("依照{ref:LIC-03}，{term:出口方}于{var:day}交付")
    assert plain(one.cells[0]) == "依照⟨LIC-03⟩，出口方于⟨day⟩交付"
    assert refs_in([one]) == ("LIC-03",)
    assert terms_in([one]) == ("出口方",)
    assert split_ref("LIC-03#2") == ("LIC-03", 2)
    assert split_ref("LIC-03") == ("LIC-03", 0)


@given(st.text(alphabet="{}:varefstmongLIC-03#2 出口方", max_size=60))
def test_no_text_raises_and_clean_text_keeps_every_character(text: str) -> None:
    marked = parse_marks(text)
    if not marked.faults and "{" not in text:
        assert "".join(m.value for m in marked.marks) == text
