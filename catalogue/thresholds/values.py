"""Numbers with their units in running text -> exact values with their places.

Values that flow: folded text -> `Value`s in printed order. The one hard problem is the sign between digits: 1,300 is
thirteen hundred in one list and 1.3 in another, so the caller says how the source writes decimals, and where nobody
knows, such a number is `bad`: it is seen and bounds nothing. Rejected: guessing from the size of the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from catalogue.numbers import MAX_DIGITS, MAX_EXPONENT, scan_numeral
from catalogue.thresholds.unitwords import UnitAt, UnitWords

POINT, COMMA, UNKNOWN = ".", ",", ""
"""How a source writes decimals; unknown where nothing in it says so."""

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPER = "[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]{1,4}"
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,⁰-⁹-])(?<![A-Za-z]\s-)(?P<sign>[+±-]\s?)?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+(?![0-9]|[.,][0-9])|"
    r"[0-9]+(?:[.,][0-9]+)?|\.[0-9]+)"
    r"(?![0-9]|[.,][0-9])"
)
_POWER = re.compile(
    rf"\s?[×xX*·]\s?10(?:(?P<super>{_SUPER})|\s?\^\s?\(?(?P<hat>[+-]?[0-9]{{1,3}})\)?|的\s?(?P<words>[+-]?[0-9]{{1,3}})\s?次方)"
)
_TEN = re.compile(rf"(?P<super>{_SUPER})|\^\(?(?P<hat>[+-]?[0-9]{{1,3}})\)?|的\s?(?P<words>[+-]?[0-9]{{1,3}})\s?次方")
_LOST_POWER = re.compile(r"\s?[×x*·]\s?10[0-9]")
_EXPONENT = re.compile(r"[eE](?P<hat>[+-]?[0-9]{1,3})(?![0-9A-Za-z])")
_MULTIPLIER = re.compile(
    r"\s?(?P<sign>[十百千万亿]{1,3})(?![0-9千瓦米帕赫克伏安])|\s(?P<word>thousand|million|billion)\b"
)
_SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_CODE_GOES_ON = re.compile(r"[A-Ea-e][0-9]{3}|[A-Za-z]{1,3}[0-9]|[A-Za-z]?-[A-Za-z]")
_FORMULA = re.compile(r"\s*(?:\+|[*×/]\s*[A-Za-z(]|(?:divided|multiplied|times)\b)")
_SHARE = re.compile(
    r"(?P<base>百万|十万|百|千|万|亿)分之(?P<count>[零一二三四五六七八九十点]{1,12}|[0-9]{1,3}(?![0-9.]))"
)
_SAID = re.compile(r"(?<=[于过])\s?(?P<said>[一二两三四五六七八九十百千万亿]{1,6})(?![零点分余多几])")
_SPELLED = re.compile(
    r"(?<=than|ding|eeds|east|most|over|elow)\s+"
    r"(?P<said>(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety)[ -])(?:hundred[ -]|thousand[ -]|million[ -])?)(?=[a-z]{3})",
    re.IGNORECASE,
)
_UP_TO_TWELVE = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {
    "a": 1,
    "an": 1,
    **{word: value for value, word in enumerate(_UP_TO_TWELVE)},
    "fifteen": 15,
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
    "hundred": 100,
    **_WORDS,
}
_AFTER_SPELLED = re.compile(r"\s*(?:[,;.:()]|$|(?:and|or|from|in|of|when|at|for|to|with|while|per)\b)")
_NO_UNITS = tuple("个次种台人度分倍位层级项类")
_DECIMAL_COMMA = re.compile(r"(?<![0-9.,])(?:[0-9]+,[0-9]{1,2}|0,[0-9]+)(?![0-9,])")
_DECIMAL_POINT = re.compile(r"(?<![0-9.,])[0-9]+\.[0-9]+(?![0-9.])")


@dataclass(frozen=True, slots=True)
class Value:
    """A number at a place, the units it may be in, and where both end. `bad` where it could not be read whole."""

    start: int
    end: int
    number: Fraction
    unit: UnitAt | None = None
    unit_text: str = ""
    spread: bool = False
    bad: bool = False
    number_end: int = 0

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions its unit may have; none for a bare number."""
        return self.unit.dimensions if self.unit else ()


def decimals_of(texts: Iterator[str]) -> str:
    """How a source writes decimals: POINT, COMMA, or UNKNOWN where its texts do both or neither."""
    points = commas = 0
    for text in texts:
        commas += len(_DECIMAL_COMMA.findall(text))
        points += len(_DECIMAL_POINT.findall(text))
    if commas > 4 * points:
        return COMMA
    return POINT if points > 4 * commas or not commas else UNKNOWN


def values_in(text: str, words: UnitWords, decimal: str) -> list[Value]:
    """Every number of a folded text with its unit, in printed order."""
    found: list[Value] = []
    at = 0
    shares = {m.start(): m for m in _SHARE.finditer(text)}
    for place in _NUMBER.finditer(text):
        if place.start() < at:
            continue
        value = _value_at(text, place, words, decimal)
        if value is not None:
            found.append(value)
            at = value.end
    found += [value for m in shares.values() if (value := _share(m, words))]
    found += _in_words(text, words)
    return sorted(found, key=lambda v: v.start)


def _share(found: re.Match[str], words: UnitWords) -> Value | None:
    """百分之五, 十万分之一: a share is a value by itself."""
    base = 1
    for sign in found["base"]:
        base *= _SIZES[sign]
    said = scan_numeral(found["count"])
    whole = said.value if said is not None and said.end == len(found["count"]) else None
    count = Fraction(found["count"]) if found["count"].isascii() else whole
    if count is None:
        return None
    unit = words.at("%", 0)
    return Value(found.start(), found.end(), count / base * 100, unit, "%", number_end=found.end())


def _in_words(text: str, words: UnitWords) -> Iterator[Value]:
    """Numbers in words right behind a comparison and right before a unit: 大于五百吨, less than two seconds.

    Any other number in words stays unread: 两倍, twice, more than one of the following.
    """
    for found in _SAID.finditer(text):
        number, end = scan_numeral(found["said"]), found.end()
        if number is not None and number.end == len(found["said"]) and text[end : end + 1] not in _NO_UNITS:
            yield from _said(text, found, number.value, words.at(text, end))
    for found in _SPELLED.finditer(text):
        number = Fraction(1)
        for word in re.findall("[a-z]+", found["said"].lower()):
            number *= _SMALL[word]
        unit = words.at(text, found.end())
        if unit is not None and _AFTER_SPELLED.match(text, unit.end):
            yield from _said(text, found, number, unit)


def _said(text: str, found: re.Match[str], number: Fraction, unit: UnitAt | None) -> Iterator[Value]:
    if unit is not None and unit.whole:
        printed = text[found.end() : unit.end].strip()
        yield Value(found.start("said"), unit.end, number, unit, printed, number_end=found.end("said"))


def _value_at(text: str, place: re.Match[str], words: UnitWords, decimal: str) -> Value | None:
    number = _number_of(place["digits"], decimal)
    end = place.end()
    bad = number is None or (_LOST_POWER.match(text, end) is not None and _POWER.match(text, end) is None)
    factor, end = _power(text, place["digits"], end)
    if factor is None:
        bad, factor = True, Fraction(1)
    sign = (place["sign"] or "").strip()
    value = (number if number is not None else Fraction(0)) * factor * (-1 if sign == "-" else 1)
    multiplier = _MULTIPLIER.match(text, end)
    number_end = end
    unit, after, size = _unit_after(text, end, multiplier, words)
    if unit is None and _CODE_GOES_ON.match(text, number_end) and factor == 1:
        return None
    printed = text[after : unit.end].strip() if unit else ""
    whole = unit.whole if unit else not _FORMULA.match(text, after)
    finish = unit.end if unit else after
    return Value(place.start(), finish, value * size, unit, printed, sign == "±", bad or not whole, number_end)


def _unit_after(
    text: str, end: int, multiplier: re.Match[str] | None, words: UnitWords
) -> tuple[UnitAt | None, int, Fraction]:
    """The unit behind a number, where it begins, and the size of the numeral between them."""
    start = end + (1 if text[end : end + 1] == " " else 0)
    unit = words.at(text, start) or (words.at(text, start + 1) if text[start : start + 1] in (" ", "-") else None)
    if multiplier is not None:
        behind = multiplier.end() + (1 if text[multiplier.end() : multiplier.end() + 1] == " " else 0)
        named = words.at(text, behind)
        if unit is None or (named is not None and named.end > unit.end):
            return named, (behind if named else multiplier.end()), _size(multiplier)
    return unit, (start if unit else end), Fraction(1)


def _size(multiplier: re.Match[str]) -> Fraction:
    if multiplier["word"]:
        return Fraction(_WORDS[multiplier["word"]])
    size = Fraction(1)
    for sign in multiplier["sign"]:
        size *= _SIZES[sign]
    return size


def _power(text: str, digits: str, end: int) -> tuple[Fraction | None, int]:
    """The power of ten behind a number (None out of bounds) and where it ends."""
    found = _POWER.match(text, end) or _EXPONENT.match(text, end)
    if found is None and digits == "10":
        found = _TEN.match(text, end)
        if found is not None:
            raised = _raised(found)
            return (raised / 10 if raised is not None else None), found.end()
    return (_raised(found), found.end()) if found else (Fraction(1), end)


def _raised(found: re.Match[str]) -> Fraction | None:
    groups = found.groupdict()
    printed = (groups.get("super") or "").translate(_RAISED) or groups.get("hat") or groups.get("words") or "0"
    if not re.fullmatch(r"[+-]?[0-9]{1,3}", printed) or abs(int(printed)) > MAX_EXPONENT:
        return None
    return Fraction(10) ** int(printed)


def _number_of(digits: str, decimal: str) -> Fraction | None:
    """The number, None where its signs cannot be read surely."""
    plain = digits.replace(" ", "")
    if len(plain) > MAX_DIGITS:
        return None
    if "," not in plain:
        return Fraction(plain if plain[0] != "." else "0" + plain)
    whole, _, rest = plain.partition(",")
    if re.fullmatch(r"[0-9]{1,2}|[0-9]{4,}", rest) or (whole == "0" and rest.isdigit()):
        return Fraction(f"{whole}.{rest}") if decimal != POINT else None
    if re.fullmatch(r"[0-9]{3}", rest) and decimal == COMMA:
        return Fraction(f"{whole}.{rest}")
    if decimal == POINT or "." in plain or rest.count(","):
        return Fraction(plain.replace(",", ""))
    return None
