"""Numbers in running text <-> exact fractions.

Values that flow: tidied text and a position -> `Number` (value, where it ends, its Chinese multiplier). The one
hard problem: a number must be read whole or refused, because a lost exponent or separator moves a threshold by
powers of ten (3,2 and 1.3×1011 are refused, 1,300 and 1.3×10^11 read). Rejected: float() and eval(); they round,
accept NaN and let `9**9**9` run for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from catalogue.problems import BadInput

MAX_DIGITS = 80
MAX_EXPONENT = 60

_PLAIN = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_MANTISSA = re.compile(rf"(?P<mantissa>{_PLAIN}|[+-]?\.[0-9]+)(?:[eE](?P<exponent>[+-]?[0-9]+))?")
_POWERS = (r"\^\s*\(?(?P<hat>[+-]?[0-9]+)\)?", r"\*\*\s*(?P<stars>[+-]?[0-9]+)", r"的\s*(?P<words>[+-]?[0-9]+)\s*次方")
_RAISED = rf"\s*(?:{'|'.join(_POWERS)})"
_TIMES_TEN = re.compile(rf"\s*[x×X*·]\s*10{_RAISED}")
_POWER = re.compile(_RAISED)
_MULTIPLIER = re.compile(r"([十百千万亿萬億]{1,4})")
_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_DIGITS = "零一二三四五六七八九"
_SMALL_NUMERAL = re.compile(rf"(?:([{_DIGITS}])?(十))?([{_DIGITS}])?")

SIGN_HINTS = (
    (",", "write a decimal point (3.2) or groups of three digits (1,300)", "请用小数点（3.2），或三位一节（1,300）"),
    ("×", "write a power as 10^11 and several sizes one by one", "乘方请写成 10^11；几个尺寸请分别写"),
    ("**", "write a power as 10^11", "乘方请写成 10^11"),
    (
        '"',
        "write in or 英寸 for inches, arcsec or 角秒 for seconds of arc",
        "英寸请写 in 或 英寸，角秒请写 arcsec 或 角秒",
    ),
    (
        "'",
        "write ft or 英尺 for feet, arcmin or 角分 for minutes of arc",
        "英尺请写 ft 或 英尺，角分请写 arcmin 或 角分",
    ),
    (
        "兆",
        "兆 is 10^6 before a unit and 10^12 as a numeral: write 百万 or 万亿",
        "“兆”在单位前是 10^6，作数词是 10^12：请写百万或万亿",
    ),
    ("±", "write the spread in the unit of the value, or write a range", "请用数值的单位写偏差，或写成范围"),
)
"""Signs after a number that no value is written with, and what to write instead, in English and Chinese."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a text, and the position after it."""

    value: Fraction
    end: int


def scan_number(text: str, at: int = 0) -> Number | None:
    """The number at a position of a tidied text, None where none begins. Raises BadInput when it is out of bounds."""
    found = _MANTISSA.match(text, at)
    if not found:
        return None
    mantissa = found["mantissa"].replace(",", "").replace(" ", "")
    if len(mantissa) > MAX_DIGITS:
        raise BadInput.because(
            f"the number has more than {MAX_DIGITS} digits",
            hint="write an exponent: 1.3e11",
            zh=f"数字超过{MAX_DIGITS}位",
            hint_zh="请写成指数：1.3e11",
        )
    value = Fraction(mantissa)
    if found["exponent"] is not None:
        return Number(value * _power_of_ten(found["exponent"]), found.end())
    raised = _TIMES_TEN.match(text, found.end())
    if raised:
        return Number(value * _power_of_ten(_exponent(raised)), raised.end())
    power = _POWER.match(text, found.end()) if mantissa == "10" else None
    if power:
        return Number(_power_of_ten(_exponent(power)), power.end())
    return Number(value, found.end())


def _exponent(found: re.Match[str]) -> str:
    return found["hat"] or found["stars"] or found["words"]


def _power_of_ten(exponent: str) -> Fraction:
    digits = exponent.lstrip("+-").lstrip("0")
    if len(digits) > 2 or int(digits or "0") > MAX_EXPONENT:
        raise BadInput.because(
            f"the exponent {exponent} is out of bounds",
            hint=f"at most {MAX_EXPONENT}",
            zh=f"指数{exponent}超出范围",
            hint_zh=f"至多{MAX_EXPONENT}",
        )
    return Fraction(10) ** int(exponent)


def multipliers(text: str) -> Iterator[tuple[Fraction, str]]:
    """Every way to begin a text with 十百千万亿, the shortest first: `万亿次` -> (10^4, `亿次`), (10^12, `次`)."""
    found = _MULTIPLIER.match(text)
    value = Fraction(1)
    for place, sign in enumerate(found[1] if found else "", 1):
        value *= _MULTIPLIERS[sign]
        yield value, text[place:].strip()


def small_numeral(text: str) -> Fraction | None:
    """A Chinese numeral below a hundred (三, 十二, 九十七), else None. Only for use after 分之: 三一重工 is a name."""
    found = _SMALL_NUMERAL.fullmatch(text)
    if not text or not found:
        return None
    tens = _DIGITS.index(found[1]) if found[1] else 1
    return Fraction((10 * tens if found[2] else 0) + (_DIGITS.index(found[3]) if found[3] else 0))


def exact_text(value: Fraction) -> str:
    """`value` without loss: a decimal where it ends, with an exponent where that is shorter to read, else `p/q`."""
    places = _decimal_places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator)
    sign = "-" if value < 0 else ""
    if places == 0:
        zeros = len(digits) - len(digits.rstrip("0"))
        return sign + digits if value == 0 or zeros < 7 else f"{sign}{_dotted(digits.rstrip('0'))}e{len(digits) - 1}"
    if len(digits) <= places - 5:
        return f"{sign}{_dotted(digits)}e-{places - len(digits) + 1}"
    padded = digits.rjust(places + 1, "0")
    return f"{sign}{padded[:-places]}.{padded[-places:]}"


def _dotted(digits: str) -> str:
    return digits[0] + ("." + digits[1:] if len(digits) > 1 else "")


def _decimal_places(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def shown(value: Fraction, digits: int = 6) -> str:
    """`value` for people, rounded to some significant digits: 13.9626, 0.0008, 1.3e11."""
    text = f"{float(value):.{digits}g}"
    return re.sub(r"e([+-])0*([0-9])", lambda m: "e" + m[1].replace("+", "") + m[2], text)
