"""Sums of money: `1000000 CNY` as typed, `人民币500万元` or `USD 1,000,000` as contracts print them.

Texts in, `Amount`s out, exact. The hard problem is that a contract prints a sum twice (figures and capitals) and
beside percentages and dates; only figures with a currency count here. Rejected: a currency library; none reads 万元.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

CURRENCIES = (
    *(("CNY", "人民币", "元"), ("USD", "", "美元"), ("EUR", "", "欧元"), ("GBP", "", "英镑")),
    *(("JPY", "", "日元"), ("HKD", "", "港元"), ("CHF", "", "瑞士法郎"), ("SGD", "", "新加坡元")),
)
"""(code, word before the figures, word after them) of Chinese texts."""
_TYPED = re.compile(
    r"(?P<code>[A-Z]{3})?\s*(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<cents>\.\d{1,2})?\s*(?P<tail>[A-Z]{3})?"
)
_FIGURES = r"(?P<number>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<cents>\.\d+)?"
_CHINESE = re.compile(
    rf"(?:人民币|￥|¥|RMB)?\s*{_FIGURES}\s*(?P<size>万亿|亿|万|百万|千万)?\s*"
    rf"(?P<unit>{'|'.join(sorted((u for _, _, u in CURRENCIES), key=len, reverse=True))})"
)
_WESTERN = re.compile(
    rf"(?P<code>CNY|RMB|USD|US\$|EUR|€|GBP|£|JPY|HKD|CHF|SGD|\$)\s*{_FIGURES}(?:\s*(?P<size>million|billion|thousand))?",
)
_SIZES = {
    "": 1,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
}
_SIGNS = {"RMB": "CNY", "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP"}


@dataclass(frozen=True, slots=True)
class Amount:
    """Money, in whole units of the currency with at most two decimals."""

    currency: str
    value: Decimal


def parse_amount(text: str) -> Amount | None:
    """`1000000 CNY`, `CNY 1,000,000.50`; CNY where no currency is named; None for anything else."""
    match = _TYPED.fullmatch(text.strip())
    if match is None or (match["code"] and match["tail"]):
        return None
    value = Decimal(match["number"].replace(",", "") + (match["cents"] or ""))
    currency = match["code"] or match["tail"] or "CNY"
    return Amount(currency, value) if value < Decimal(10) ** 16 else None


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every sum in figures of a sentence, in order; `$` alone is read as the United States dollar."""
    units = {unit: code for code, _, unit in CURRENCIES}
    found = [(m.start(), _amount(m, units[m["unit"]])) for m in _CHINESE.finditer(text)]
    found += [(m.start(), _amount(m, _SIGNS.get(m["code"], m["code"]))) for m in _WESTERN.finditer(text)]
    return tuple(dict.fromkeys(amount for _, amount in sorted(found, key=lambda pair: pair[0])))


def _amount(match: re.Match[str], currency: str) -> Amount:
    figures = re.sub("[,，]", "", match["number"]) + (match["cents"] or "")
    return Amount(currency, Decimal(figures) * _SIZES[match["size"] or ""])
