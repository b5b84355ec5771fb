"""What the exit clauses EXT-02 to EXT-05 must and must not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import texts_of, words_of

from clause_library.markup import variables_in
from clause_library.model import BlockKind
from clause_library.store import Store, read_store


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def zh(library: Store, name: str) -> list[tuple[str, str]]:
    return [(label, words_of(blocks)) for label, blocks in texts_of(library.clauses[name], "zh")]


def test_settlement_is_for_exits_without_fault_and_outlives_them(library: Store) -> None:
    for name, text in zh(library, "EXT-02"):
        assert "不可归责于任何一方" in text, name
        assert "在退出之后继续有效" in text, name
        assert "许可证、登记证" in text, name  # payments across the border are made on these papers
    refunds = dict(zh(library, "EXT-02"))
    assert "入门费" in refunds["EXT-02 exporter zh"]
    assert "视为已经取得" in refunds["EXT-02 exporter zh"]
    assert "利率计算利息" in refunds["EXT-02 counterparty zh"]
    assert "cost_cap" in variables_in(library.clauses["EXT-02"].variants["counterparty"].texts["zh"])


def test_a_substitute_is_classified_and_never_a_way_round(library: Store) -> None:
    for name, text in zh(library, "EXT-03"):
        assert "替代方案应当先由出口方依照出口管制法律判断类别" in text, name
        assert "取得出口批准之前不得转移" in text, name
        assert re.search(r"不得以拆分、改名", text), name
        assert "第一百五十六条" in text, name


def test_an_unwind_obeys_the_order_and_purges_the_technology(library: Store) -> None:
    for name, text in zh(library, "EXT-04"):
        assert "恢复决定" in text, name
        assert "规定的期限较短的，以决定为准" in text, name
        assert re.search(r"停止使用许可技术，返还技术资料", text), name
        assert "终止之前" not in text, name


def test_the_survival_list_is_closed_and_the_filing_is_the_exporters(library: Store) -> None:
    for name, blocks in texts_of(library.clauses["EXT-05"], "zh"):
        text = words_of(blocks)
        assert sum(block.kind is BlockKind.ITEM for block in blocks) == 6, name
        assert "出口方应当依照《技术进出口管理条例》第四十条及时向主管部门备案" in text, name
        assert "不少于5年" in text, name
        assert "法律规定的义务不因上述期限届满而消灭" in text, name
    assert {"survival_years"} <= set(variables_in(library.clauses["EXT-05"].variants["balanced"].texts["zh"]))


def test_rights_to_terminate_lapse(library: Store) -> None:
    for name, text in zh(library, "EXT-03"):
        assert "逾期解除权消灭" in text, name
