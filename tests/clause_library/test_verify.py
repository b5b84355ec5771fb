"""Verification: the shipped library is clean, and each kind of fault is found with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_samples import LIC_02, LIC_03, make_library

from catalogue.problems import BadInput, Problem
from clause_library.parity import numbers, numeral, periods
from clause_library.store import bundled_library, read_store
from clause_library.verify import verify_folder, verify_store


def problems(tmp_path: Path, lic_02: str = LIC_02, lic_03: str = LIC_03) -> tuple[Problem, ...]:
    folder = make_library(tmp_path / "lib", LIC_02=lic_02, LIC_03=lic_03)
    return verify_store(read_store(folder), folder).problems


def test_the_shipped_library_is_clean() -> None:
    checked = verify_store(read_store(bundled_library()), bundled_library())
    assert [str(p) for p in checked.problems] == []
    assert checked.clauses >= 14
    assert checked.texts >= 6 * 13


def test_the_small_library_is_clean(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "lib")
    checked = verify_store(read_store(folder), folder)
    assert checked.as_json() == {"packs": 7, "clauses": 2, "texts": 8, "problems": []}


def test_a_folder_of_ones_own_is_checked_against_the_bundled_library(tmp_path: Path) -> None:
    (tmp_path / "LIC-03.yaml").write_text(LIC_03.replace("PL: M", "PL: R"), encoding="utf-8")
    checked = verify_folder(tmp_path, bundled_library())
    assert [p.file for p in checked.problems if "PL is recommended" in p.message] == [f"{tmp_path.name}/LIC-03.yaml"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInput, match="no clause file"):
        verify_folder(empty, bundled_library())
    with pytest.raises(BadInput, match="no such folder"):
        verify_folder(tmp_path / "nowhere", bundled_library())


ZH = "{var:filing_days}个工作日内申请。"
EN = "application within {var:filing_days} Working Days."
FAULTS = [
    (ZH, "{var:filing_day}个工作日内申请。", "is not declared"),
    (ZH, "{var:filing_days}日内申请。", "unit does not follow"),
    (EN, "application within {var:filing_days} Days.", "periods differ"),
    (ZH, "30个工作日内申请，最长{var:filing_days}个工作日。", "numbers differ"),
    (ZH, "接收方不得在{var:filing_days}个工作日内申请。", "zh forbids"),
    (EN, "the party shall not apply within {var:filing_days} Working Days.", "en forbids"),
    ("The {term:Exporter} shall apply.", "The {term:Recipient} shall apply.", "parties differ"),
    ("{strong:{term:出口方}不承担责任。}", "{term:出口方}不承担责任。", "conspicuous marks differ"),
    ('      - item: "{var:filing_days}个工作日内申请。"\n', "", "blocks must agree"),
    ("{term:出口方}应当申请。", "{term:供方}应当申请。", "not in the zh glossary"),
    ("fallback: counterparty\n    gives_up: {zh: 期限, en: time}", "fallback: counterparty", "needs 'gives_up'"),
    ("fallback: counterparty", "fallback: balanced", "not another variant"),
    ('default: {zh: "20", en: "20"}', 'default: {zh: "90", en: "90"}', "the default: 90 is above"),
    ("sample: {variables: {signed_on: 2026-12-15}}", "sample: {variables: {signed_on: soon}}", "the sample value"),
    ("sample: {variables: {signed_on: 2026-12-15}}", "sample: {}", "neither default nor sample"),
    ("depends: []", "depends: [LIC-07]", "not another clause of this library"),
    ("PL: M, KH: M", "PL: R, KH: M", "PL is recommended here and mandatory in the matrix"),
    ("action: add", "action: new", "the matrix puts LIC-03 at T13, add"),
    ("[LIC-02, LIC-08, LIC-09]", "[LIC-02, LIC-99]", "LIC-99, which is no clause"),
    ("- {instrument: {zh: 民法典, en: Civil Code}, article: \"502\", as_of: 2021-01-01}", "[]", "no legal basis"),
    ("as_of: 2021-01-01}", "as_of: 2021-01-01, fact: 'law 3'}", "is not a fact id"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_each_fault_is_found_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in LIC_03
    found = [p for p in problems(tmp_path, lic_03=LIC_03.replace(old, new, 1)) if message in p.message]
    assert found, problems
    assert found[0].file == "clauses/LIC-03.yaml"
    assert found[0].line > 1 or found[0].field == "id"


def test_a_reference_must_lead_to_a_clause_it_depends_on(tmp_path: Path) -> None:
    lone = problems(tmp_path / "a", lic_02=LIC_02.replace("depends: [LIC-03]", "depends: []"))
    assert any("not in 'depends'" in p.message for p in lone)
    beyond = problems(tmp_path / "b", lic_02=LIC_02.replace("{ref:LIC-03}", "{ref:LIC-03#9}"))
    assert any("has 9 items" in p.message for p in beyond)
    gone = problems(tmp_path / "c", lic_02=LIC_02.replace("{ref:LIC-03}", "{ref:LIC-06}"))
    assert any("LIC-06 is not in this library" in p.message for p in gone)


def test_a_position_must_be_there_or_have_its_reason(tmp_path: Path) -> None:
    text = LIC_02.replace("  counterparty: {zh: 法定生效不可变更, en: statutory effectiveness cannot be varied}\n", "")
    assert any("'counterparty' must stand in" in p.message for p in problems(tmp_path, lic_02=text))


def test_a_dependency_must_be_allowed_wherever_the_clause_is(tmp_path: Path) -> None:
    text = LIC_03.replace("DI: O}", "DI: '-'}")
    assert any("in DI LIC-02 may stand but LIC-03" in p.message for p in problems(tmp_path, lic_03=text))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "依照第三十三条第二款，自收到之日起三十个工作日内",
            "under Article 33, paragraph 2, within 30 Working Days after receipt",
        ),
        ("自2020年11月29日起施行", "in force from 29 November 2020"),
        ("有第一项、第二项情形的", "in the first and second cases"),
        ("违约金为价款的20%", "liquidated damages of 20% of the price"),
        ("赔偿1,000,000元", "compensation of 1000000 yuan"),
        ("一方应当通知另一方", "one Party shall notify the other"),
    ],
)
def test_equal_numbers_are_seen_as_equal(zh: str, en: str) -> None:
    assert sorted(numbers(zh, "zh")) == sorted(numbers(en, "en"))


def test_kinds_of_days_are_told_apart() -> None:
    assert periods("30个工作日内，⟨a⟩日后，六个月", "zh") == [("30", "working_days"), ("⟨a⟩", "days"), ("6", "months")]
    assert periods("within 30 Working Days, ⟨a⟩ Days later, 6 months", "en") == [
        ("30", "working_days"),
        ("⟨a⟩", "days"),
        ("6", "months"),
    ]
    assert periods("2026年12月15日", "zh") == []


def _written(n: int) -> str:
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = n // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + units[power]
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if 10 <= n < 20 else text


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_are_read(n: int) -> None:
    assert numeral(_written(n)) == n
