"""Values of variables: what the user typed -> a checked value -> words in Chinese and English.

A matter gives each value as one text (`150`, `2026-12-15`, `1000000 CNY`, `名称 | Name` for words that
differ by language). The hard problem is that one value must read as law in two languages: amounts with
the Chinese capital figures, dates, lists. Rejected: formatting by locale libraries; none writes 大写.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalogue.matter import ROLES, Matter
from catalogue.model import Words
from catalogue.problems import BadInput
from catalogue.results import Classification
from clause_library.model import Clause, Variable
from clause_library.money import CURRENCIES, Amount, parse_amount

WHOLE_TYPES = ("days", "working_days", "months")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_GROUPS = ("", "万", "亿", "万亿")
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LIST_MARKS = re.compile(r"[;；\n]")
_DECIMAL = re.compile(r"\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Value:
    """A variable with what stands for it. `text` empty means it must still be filled in. `why` is the reason of a value
    that matter or result answered; in such a text no language stands for the other."""

    variable: Variable
    text: Words
    given: bool
    why: Words = Words()

    @property
    def missing(self) -> bool:
        """Nothing was given and there is no default."""
        return not self.text

    def in_language(self, lang: str) -> str:
        """The text as it was given; empty where it must still be filled in for this language."""
        own = self.text.zh if lang == "zh" else self.text.en
        return own if self.why else self.text.in_language(lang)


def values_of(clause: Clause, matter: Matter) -> dict[str, Value]:
    """The value of every variable of a clause: `CLAUSE.name` before the same under an earlier id of the clause, before
    `name`, before the default; without a default what the matter says anyway (parties, approvals, day of signature).

    Raises BadInput for a value that does not fit its type or bounds, naming the key of the matter.
    """
    typed = dict(matter.clauses.variables)
    return {name: _value(clause, variable, typed, matter) for name, variable in clause.variables.items()}


def _value(clause: Clause, variable: Variable, typed: dict[str, str], matter: Matter) -> Value:
    key = key_typed(clause, variable, typed)
    if not key:
        return Value(variable, variable.default or _known(variable, matter), False)
    text = _two_languages(typed[key])
    for part in (text.zh, text.en):
        if fault := fault_of(variable, part):
            raise BadInput.because(
                f"clauses.variables.{key}: {fault.en}",
                field=f"clauses.variables.{key}",
                zh=f"clauses.variables.{key}：{fault.zh}",
            )
    return Value(variable, text, True)


def key_typed(clause: Clause, variable: Variable, typed: Mapping[str, str]) -> str:
    """The key under which the matter gives this variable; empty where it gives none."""
    keys = (*(f"{name}.{variable.name}" for name in (clause.id, *clause.renamed)), variable.name)
    return next((key for key in keys if typed.get(key, "").strip()), "")


def _known(variable: Variable, matter: Matter) -> Words:
    """What the matter says anyway: parties by role, number and dates of the approvals, the day of signature."""
    if variable.type == "party":
        return _party(variable.name, matter)
    contract = matter.contract
    known: dict[str, str | dt.date | None] = {
        "loi_no": matter.loi.number,
        "loi_date": matter.loi.issued_on,
        "loi_expiry": matter.loi.expires_on,
        "licence_no": matter.licence.number,
        "licence_date": matter.licence.issued_on,
        "registration_no": matter.registration.number,
        "signature_date": contract.signed_on or contract.date,
    }
    value = known.get(variable.name)
    text = value.isoformat() if isinstance(value, dt.date) else (value or "")
    return Words(text, text)


def _two_languages(text: str) -> Words:
    """`中文 | English` -> both; one text serves both."""
    zh, bar, en = (part.strip() for part in text.partition(" | "))
    return Words(zh, en) if bar and zh and en else Words(text.strip(), text.strip())


def fault_of(variable: Variable, text: str) -> Words:
    """What is wrong with a value of this type; empty when nothing is."""
    if variable.type in WHOLE_TYPES or variable.type == "number":
        return _number_fault(variable, text)
    if variable.type == "percent":
        return _number_fault(variable, text.rstrip("%％ ").strip(), highest=100)
    if variable.type == "date":
        return (
            Words()
            if _date(text)
            else _said("不是日期；请写成 2026-12-15", "is not a date; write it as 2026-12-15", text)
        )
    if variable.type == "amount":
        good = parse_amount(text) is not None
        return (
            Words()
            if good
            else _said("不是金额；请写成 1000000 CNY", "is not an amount; write it as 1000000 CNY", text)
        )
    if variable.type == "choice":
        keys = [key for key, _ in variable.choices]
        listed = _said(f"不在可选之列：{'、'.join(keys)}", f"is not one of: {', '.join(keys)}", text)
        return Words() if text in keys else listed
    braces = "{" in text or "}" in text
    return Words("值中不得有“{”“}”", "'{' and '}' may not stand in a value") if braces else Words()


def _said(zh: str, en: str, text: str) -> Words:
    return Words(f"“{text}”{zh}", f"'{text}' {en}")


def _number_fault(variable: Variable, text: str, highest: int | None = None) -> Words:
    whole = variable.type in WHOLE_TYPES
    if whole and not re.fullmatch(r"\d{1,5}", text):
        return _said("不是整数", "is not a whole number", text)
    if not _DECIMAL.fullmatch(text):
        return _said("不是数", "is not a number", text)
    value = Decimal(text)
    maximum = variable.maximum if variable.maximum is not None else highest
    if variable.minimum is not None and value < variable.minimum:
        return Words(f"{text} 低于下限 {variable.minimum}", f"{text} is below the least allowed, {variable.minimum}")
    if maximum is not None and value > maximum:
        return Words(f"{text} 超过上限 {maximum}", f"{text} is above the most allowed, {maximum}")
    return Words()


def derived_minimum(variable: Variable, classification: Classification) -> int | None:
    """Sum of the statutory days of the steps named in `min_of`; None where none of them applies here.

    A name ending in `*` stands for every step whose id begins so.
    """
    days = [o.days for o in classification.obligations if o.days and names_step(variable.minimum_of, o.id)]
    return sum(days) if days else None


def names_step(patterns: Iterable[str], step: str) -> bool:
    """Whether one of the names of `min_of` stands for this step; `*` at the end stands for any ending."""
    return any(step == p or (p.endswith("*") and step.startswith(p[:-1])) for p in patterns)


def in_words(value: Value, lang: str, matter: Matter) -> str:
    """The value as it reads in a contract in `lang`; empty when it is missing."""
    text = value.in_language(lang)
    if not text:
        return ""
    kind = value.variable.type
    if kind in ("date", "amount"):
        return _figures_in_words(text, kind, lang)
    if kind == "percent":
        return text.rstrip("%％ ").strip() + "%"
    if kind == "choice":
        return dict(value.variable.choices).get(text, Words(text, text)).in_language(lang)
    if kind == "party":
        return _party(text, matter).in_language(lang) or text
    return list_in_words(text, lang) if kind == "list" else text


def _figures_in_words(text: str, kind: str, lang: str) -> str:
    day, amount = _date(text), parse_amount(text)
    if kind == "date" and day:
        return date_in_words(day, lang)
    return amount_in_words(amount, lang) if kind == "amount" and amount else text


def _party(role: str, matter: Matter) -> Words:
    party = matter.party(role) if role in ROLES else None
    return Words(party.name, party.name_en or party.name) if party else Words()


def list_in_words(text: str, lang: str) -> str:
    """Items parted by ; or line ends: `甲、乙和丙`, `a, b and c`."""
    items = [item.strip() for item in _LIST_MARKS.split(text) if item.strip()]
    if len(items) < 2:
        return "".join(items)
    comma, last = ("、", "和") if lang == "zh" else (", ", " and ")
    return comma.join(items[:-1]) + last + items[-1]


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def date_in_words(day: dt.date, lang: str) -> str:
    """`2026年12月15日` or `15 December 2026`."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def amount_in_words(amount: Amount, lang: str) -> str:
    """`人民币100万元（大写：壹佰万元整）` or `CNY 1,000,000`; capital figures for renminbi only."""
    figures = f"{amount.value:,.2f}".removesuffix(".00")
    if lang == "en":
        return f"{amount.currency} {figures}"
    prefix, unit = next(((p, u) for code, p, u in CURRENCIES if code == amount.currency), (amount.currency, ""))
    short = _in_myriads(amount.value) or figures
    tail = f"（大写：{capital_figures(amount.value)}）" if amount.currency == "CNY" else ""
    return f"{prefix}{short}{unit}{tail}"


def _in_myriads(value: Decimal) -> str:
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if value >= size and value % (size // 10) == 0:
            number = f"{value / size:f}"
            return (number.rstrip("0").rstrip(".") if "." in number else number) + word
    return ""


def capital_figures(value: Decimal) -> str:
    """The amount in capital figures: 1234567.80 -> 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角."""
    cents = int((value * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    head = _capital_integer(yuan) + "元" if yuan or not cents else ""
    if not jiao and not fen:
        return head + "整"
    tail = f"{_CAPITALS[jiao]}角" if jiao else ("零" if head else "")
    return head + tail + (f"{_CAPITALS[fen]}分" if fen else "")


def _capital_integer(value: int) -> str:
    if value == 0:
        return "零"
    groups: list[int] = []
    while value:
        value, rest = divmod(value, 10_000)
        groups.append(rest)
    words = ""
    gap = False
    for at in reversed(range(len(groups))):
        group = groups[at]
        if not group:
            gap = True
            continue
        if words and (gap or group < 1000):
            words += "零"
        words += _capital_group(group) + _GROUPS[at]
        gap = False
    return words


def _capital_group(value: int) -> str:
    words, gap = "", False
    for size, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = value // size % 10
        if digit:
            words += ("零" if gap and words else "") + _CAPITALS[digit] + unit
            gap = False
        else:
            gap = True
    return words
