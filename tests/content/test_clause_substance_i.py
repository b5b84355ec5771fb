"""What the liability clauses RSK-01 to RSK-05 must and must not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import texts_of, words_of

from clause_library.markup import variables_in, walk
from clause_library.model import LANGS, MarkKind
from clause_library.store import Store, read_store


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def zh(library: Store, name: str) -> list[tuple[str, str]]:
    return [(label, words_of(blocks)) for label, blocks in texts_of(library.clauses[name], "zh")]


def test_relief_for_lawful_compliance_leaves_out_what_blocking_rules_forbid(library: Store) -> None:
    for name, text in zh(library, "RSK-01"):
        assert "阻断规则不允许一方遵守的外国法律、制裁或者决定，不属于上述法律或者决定" in text, name
        assert "法律不允许通知的除外" in text, name
    for name, text in zh(library, "RSK-01")[1:]:
        assert "应当证明上述条件" in text, name


@pytest.mark.parametrize("name", ["RSK-01", "RSK-02", "RSK-04"])
def test_exporter_exemptions_are_conspicuous_and_keep_the_carve_out(library: Store, name: str) -> None:
    for lang in LANGS:
        marks = list(walk(library.clauses[name].variants["exporter"].texts[lang]))
        assert any(mark.kind is MarkKind.STRONG for mark in marks), (name, lang)
    text = dict(zh(library, name))[f"{name} exporter zh"]
    assert "人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任，不受影响" in text


def test_the_indemnity_amends_the_cap_and_leaves_fines_where_they_fall(library: Store) -> None:
    assert library.clauses["RSK-02"].host.action == "amend"
    for name, text in zh(library, "RSK-02"):
        assert "罚款和没收所得由被处罚的一方自行承担" in text, name
        assert "责任上限" in text, name
    for name, text in zh(library, "RSK-02")[1:]:
        assert "预见到或者应当预见到的损失" in text, name
        assert "不受任何上限的限制" in text, name


def test_agreed_damages_recite_their_estimate_stay_adjustable_and_spare_employees(library: Store) -> None:
    clause = library.clauses["RSK-03"]
    assert set(clause.absent) == {"counterparty"}
    assert clause.kinds["EM"] == "never"
    for name, blocks in texts_of(clause, "zh"):
        assert {"ld_amount", "loss_estimate", "estimate_basis"} <= set(variables_in(blocks)), name
        text = words_of(blocks)
        assert "不适用于劳动者" in text, name
        assert not re.search(r"不得(请求)?调整|无权请求调整", text), name
    assert "第五百八十五条" in dict(zh(library, "RSK-03"))["RSK-03 balanced zh"]


def test_money_before_the_licence_is_a_prepayment_and_never_earnest_money(library: Store) -> None:
    for name, text in zh(library, "RSK-04"):
        assert re.search(r"预付款，?不是定金", text), name
        assert "订金" not in text, name
        assert "应当取得的出口批准取得之前不得转移许可技术" in text, name


def test_a_listing_alone_does_not_excuse_payment(library: Store) -> None:
    for name, text in zh(library, "RSK-05"):
        assert "本身不免除付款义务" in text, name
        assert "阻断规则不允许遵守的措施除外" in text, name
        assert "不得为规避法律的禁止而安排付款" in text or "currencies" in text, name
