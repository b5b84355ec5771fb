"""Which blocks of two positions face each other."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.matter import Matter
from catalogue.results import Classification, Outcome
from clause_library.aligning import rows_of
from clause_library.model import BlockKind, Chosen, RenderedBlock, Run, Selection
from clause_library.render import render
from clause_library.store import bundled_library, read_store

STORE = read_store(bundled_library())
DAY = dt.date(2026, 11, 20)
NOTHING = Classification(DAY, Outcome.INDETERMINATE, Outcome.INDETERMINATE, None, (), (), (), (), ())


def block(text: str, kind: BlockKind = BlockKind.PARA) -> RenderedBlock:
    return RenderedBlock(kind, ((Run(text),),))


TEXTS = st.lists(
    st.sampled_from([block(t) for t in ("长停日届满解除", "返还已付款项", "延长期限一次", "书面通知对方", "")]),
    max_size=6,
)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_every_block_stands_once_and_in_order(columns: list[list[RenderedBlock]], data: st.DataObject) -> None:
    base = data.draw(st.integers(0, len(columns) - 1))
    rows = rows_of(columns, base)
    for number, column in enumerate(columns):
        assert [row[number] for row in rows if row[number] is not None] == list(range(len(column)))
    assert all(any(place is not None for place in row) for row in rows)


def test_an_added_item_gets_a_row_of_its_own() -> None:
    one = [block("自签署日起长停日届满"), block("书面通知解除本合同")]
    two = [block("自签署日起长停日届满的"), block("延长一次不超过四十日"), block("书面通知后解除本合同")]
    assert rows_of([one, two], 0) == ((0, 0), (None, 1), (1, 2))


def test_a_heading_faces_a_heading() -> None:
    one = [block("许可", BlockKind.HEADING), block("正文甲")]
    two = [block("不可抗力", BlockKind.HEADING), block("全然不同")]
    assert rows_of([one, two], 1)[0] == (0, 0)


@pytest.mark.parametrize("name", list(STORE.clauses))
def test_positions_of_every_clause_keep_chinese_and_english_in_step(name: str) -> None:
    clause = STORE.clauses[name]
    columns = []
    for position in clause.variants:
        chosen = Chosen(name, position, "", (), clause.host)
        made = render(Matter(as_of=DAY), NOTHING, Selection((chosen,), (), (), ()), STORE, ("zh", "en"))[0]
        assert len(made.blocks["zh"]) == len(made.blocks["en"])
        columns.append(made.blocks["zh"])
    for base in range(len(columns)):
        rows = rows_of(columns, base)
        assert [row[base] for row in rows if row[base] is not None] == list(range(len(columns[base])))
