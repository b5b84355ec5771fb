"""Values: types, bounds, precedence, and how they read in Chinese and English."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_samples import LIC_02, LIC_03, a_classification, a_matter, a_step, make_library

from catalogue.matter import Approval
from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.model import Variable
from clause_library.store import read_store
from clause_library.variables import (
    Amount,
    Value,
    amount_in_words,
    capital_figures,
    derived_minimum,
    fault_of,
    in_words,
    parse_amount,
    values_of,
)


def variable(kind: str, **more: object) -> Variable:
    return Variable("v", kind, Words("甲", "A"), Words("甲", "A"), **more)  # type: ignore[arg-type]


def words(kind: str, text: str, lang: str, **more: object) -> str:
    return in_words(Value(variable(kind, **more), Words(text, text), True), lang, a_matter())


@pytest.mark.parametrize(
    ("kind", "text", "zh", "en"),
    [
        ("date", "2026-12-15", "2026年12月15日", "15 December 2026"),
        ("date", "2026-03-01", "2026年3月1日", "1 March 2026"),
        ("amount", "1000000", "人民币100万元（大写：壹佰万元整）", "CNY 1,000,000"),
        (
            "amount",
            "CNY 1,234,567.80",
            "人民币1,234,567.80元（大写：壹佰贰拾叁万肆仟伍佰陆拾柒元捌角）",
            "CNY 1,234,567.80",
        ),
        ("amount", "100000 USD", "10万美元", "USD 100,000"),
        ("percent", "30", "30%", "30%"),
        ("percent", "30 %", "30%", "30%"),
        ("working_days", "45", "45", "45"),
        ("party", "exporter", "北京某科技有限公司", "Beijing Example Technology Co., Ltd."),
        ("party", "recipient", "Beispiel GmbH", "Beispiel GmbH"),
        ("party", "某银行", "某银行", "某银行"),
        ("list", "A; B；C", "A、B和C", "A, B and C"),
        ("list", "A", "A", "A"),
    ],
)
def test_values_read_as_law_in_both_languages(kind: str, text: str, zh: str, en: str) -> None:
    assert words(kind, text, "zh") == zh
    assert words(kind, text, "en") == en


def test_a_choice_reads_as_its_words() -> None:
    choices = (("courts", Words("诉讼", "litigation")),)
    assert words("choice", "courts", "zh", choices=choices) == "诉讼"
    assert words("choice", "courts", "en", choices=choices) == "litigation"


@pytest.mark.parametrize(
    ("figure", "capitals"),
    [
        ("0", "零元整"), ("0.05", "伍分"), ("0.50", "伍角"), ("10", "壹拾元整"), ("10.05", "壹拾元零伍分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"), ("1001", "壹仟零壹元整"), ("1010", "壹仟零壹拾元整"),
        ("20000500", "贰仟万零伍佰元整"), ("100000001", "壹亿零壹元整"), ("100100000000", "壹仟零壹亿元整"),
        ("6007014", "陆佰万柒仟零壹拾肆元整"), ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ],
)  # fmt: skip
def test_capital_figures(figure: str, capitals: str) -> None:
    assert capital_figures(Decimal(figure)) == capitals


def _read_back(text: str) -> Decimal:
    digits = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
    total = section = digit = 0
    cents = Decimal(0)
    for c in text.removesuffix("整"):
        if c in digits:
            digit = digits[c]
        elif c in "拾佰仟":
            section += (digit or 0) * {"拾": 10, "佰": 100, "仟": 1000}[c]
            digit = 0
        elif c == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        elif c == "亿":
            total = (total + section + digit) * 100_000_000
            section = digit = 0
        elif c == "元":
            total += section + digit
            section = digit = 0
        else:
            cents += digit * (Decimal("0.1") if c == "角" else Decimal("0.01"))
            digit = 0
    return total + cents


@given(st.integers(min_value=0, max_value=10**14))
def test_capital_figures_say_the_same_amount(cents: int) -> None:
    value = Decimal(cents) / 100
    assert _read_back(capital_figures(value)) == value


@given(st.integers(min_value=0, max_value=10**15))
def test_the_short_chinese_figure_is_exact(value: int) -> None:
    text = amount_in_words(Amount("USD", Decimal(value)), "zh").removesuffix("美元")
    factor = 10**8 if text.endswith("亿") else 10**4 if text.endswith("万") else 1
    assert Decimal(text.rstrip("亿万").replace(",", "")) * factor == value


@pytest.mark.parametrize(
    ("kind", "text", "more"),
    [
        ("working_days", "ten", {}), ("working_days", "1.5", {}), ("days", "-3", {}), ("days", "NaN", {}),
        ("days", "4", {"minimum": 5}), ("days", "99", {"maximum": 60}), ("percent", "130", {}), ("number", "1e3", {}),
        ("date", "2026-02-30", {}), ("date", "15.12.2026", {}), ("amount", "many", {}), ("amount", "CNY 5 USD", {}),
        ("text", "a {var:b}", {}), ("choice", "war", {"choices": (("courts", Words("诉讼", "x")),)}),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told(kind: str, text: str, more: dict[str, object]) -> None:
    fault = fault_of(variable(kind, **more), text)
    assert fault.en.isascii()
    assert fault.zh
    assert not fault.zh.isascii()


@given(st.text(max_size=30))
def test_any_text_is_judged_without_raising(text: str) -> None:
    for kind in ("days", "percent", "amount", "date", "number", "text", "choice", "list", "party"):
        fault_of(variable(kind), text)
    parse_amount(text)


def test_the_qualified_name_wins_over_the_plain_one_over_the_default(tmp_path: Path) -> None:
    clause = read_store(make_library(tmp_path / "lib")).clauses["LIC-03"]
    assert values_of(clause, a_matter("PL"))["filing_days"].text.zh == "20"
    assert values_of(clause, a_matter("PL", variables={"filing_days": "30"}))["filing_days"].text.zh == "30"
    both = {"filing_days": "30", "LIC-03.filing_days": "40"}
    assert values_of(clause, a_matter("PL", variables=both))["filing_days"].text.zh == "40"
    assert values_of(clause, a_matter("PL"))["signed_on"].missing


def test_a_value_out_of_bounds_ends_with_the_key_of_the_matter(tmp_path: Path) -> None:
    clause = read_store(make_library(tmp_path / "lib")).clauses["LIC-03"]
    with pytest.raises(BadInput, match=r"clauses\.variables\.LIC-03\.filing_days: 90 is above the most allowed, 60"):
        values_of(clause, a_matter("PL", variables={"LIC-03.filing_days": "90"}))


def test_what_the_matter_says_anyway_is_taken_before_a_blank(tmp_path: Path) -> None:
    text = LIC_03.replace("signed_on", "loi_date")
    clause = read_store(make_library(tmp_path / "lib", LIC_02=LIC_02, LIC_03=text)).clauses["LIC-03"]
    approval = Approval("issued", issued_on=dt.date(2026, 10, 8))
    value = values_of(clause, replace(a_matter("PL"), loi=approval))["loi_date"]
    assert in_words(value, "en", a_matter()) == "8 October 2026"
    assert not value.given
    assert values_of(clause, a_matter("PL"))["loi_date"].missing


def test_one_value_may_differ_by_language(tmp_path: Path) -> None:
    clause = read_store(make_library(tmp_path / "lib")).clauses["LIC-02"]
    value = values_of(
        clause, a_matter("PL", variables={"authority": "江苏省商务厅 | the Jiangsu Department of Commerce"})
    )
    assert in_words(value["authority"], "zh", a_matter()) == "江苏省商务厅"
    assert in_words(value["authority"], "en", a_matter()) == "the Jiangsu Department of Commerce"


def test_the_derived_minimum_is_the_sum_of_the_named_steps() -> None:
    steps = (a_step("loi.decision", 30), a_step("licence.review", 15), a_step("registration", 3), a_step("sign", None))
    named = variable("working_days", minimum_of=("loi.decision", "licence.*"))
    assert derived_minimum(named, a_classification(("X",), obligations=steps)) == 45
    assert derived_minimum(named, a_classification(("X",))) is None
