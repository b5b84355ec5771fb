"""What the clauses do in a hosted service: fees paid in advance, the customer's data, access that goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from clause_reading import words_of

from clause_library.model import LANGS, VARIANTS
from clause_library.store import Store, read_store


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def _words(library: Store, clause: str, position: str) -> tuple[str, ...]:
    return tuple(words_of(library.clauses[clause].variants[position].texts[lang]) for lang in LANGS)


@pytest.mark.parametrize("position", ["balanced", "counterparty"])
def test_fees_for_what_cannot_be_used_stop_and_prepaid_ones_come_back(library: Store, position: str) -> None:
    zh, en = _words(library, "RSK-05", position)
    assert "因暂停而不能使用的部分" in zh
    assert "抵作恢复之后的费用，不再恢复的，自该部分终止之日起" in zh
    assert "关于已付费用不予退还的约定，不适用" in zh
    assert "cannot use because of it" in en or "cannot be used because of the suspension" in en
    assert "where there is no resumption, is refunded within" in en


@pytest.mark.parametrize("position", VARIANTS)
def test_a_suspension_leaves_the_customer_its_own_data(library: Store, position: str) -> None:
    zh, en = _words(library, "CHG-04", position)
    assert "不影响接收方取回其提交的、不含技术内容的数据，法律禁止的除外" in zh
    assert "does not affect retrieval by the Recipient of data" in en
    assert "except where the law forbids it" in en


@pytest.mark.parametrize("position", VARIANTS)
def test_continuing_access_is_a_transfer_that_goes_on(library: Store, position: str) -> None:
    zh, en = _words(library, "CHG-05", position)
    assert "通过系统、接口持续开放的访问" in zh
    assert "continuing access through a system or an interface" in en
    zh, en = _words(library, "PTY-02", position)
    assert "转移以持续开放访问的方式进行的" in zh
    assert "takes the form of continuing access" in en


@pytest.mark.parametrize("position", VARIANTS)
def test_prepayments_come_back_within_a_period(library: Store, position: str) -> None:
    zh, en = _words(library, "CHG-02", position)
    assert "自解除之日起" in zh
    assert "退还尚未履行部分的预付款" in zh
    assert "Days after termination" in en
