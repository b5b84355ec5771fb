"""Numbers in running text <-> exact fractions.

Values that flow: tidied text and a position -> `Number` (value, where it ends). The one hard problem: a number must be
read whole or refused, because a lost exponent or separator moves a threshold by powers of ten (3,2 and 1.3×1011 are
refused, 1,300 and 1.3×10^11 read). A decimal comma is read only where the caller says that the source is written so;
there a full stop parts thousands. Rejected: float() and eval(); they round, accept NaN and let `9**9**9` run for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from catalogue.problems import BadInput

MAX_DIGITS = 80
MAX_EXPONENT = 60
POINT, COMMA = ".", ","
"""What parts whole and decimals in a source: 3.2, or 3,2 as in the lists of the European Union."""

_DIGITS = "零一二三四五六七八九"
_NUMERAL_DIGITS = {**{sign: value for value, sign in enumerate(_DIGITS)}, "〇": 0, "两": 2, "兩": 2}
_MULTIPLIERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_NUMERAL = rf"[{_DIGITS}〇两兩十][{_DIGITS}〇两兩十百千万萬亿億]*"


def _mantissa(decimal: str) -> re.Pattern[str]:
    parting = r"\." if decimal == COMMA else ","
    groups = "|".join(rf"[0-9]{{1,3}}(?:{sign}[0-9]{{3}})+(?![0-9])" for sign in (parting, " ", "'"))
    whole, point = rf"[+-]?(?:{groups}|[0-9]+)", re.escape(decimal)
    return re.compile(rf"(?P<mantissa>{whole}(?:{point}[0-9]+)?|[+-]?{point}[0-9]+)(?:[eE](?P<exponent>[+-]?[0-9]+))?")


_MANTISSAS = {POINT: _mantissa(POINT), COMMA: _mantissa(COMMA)}
_PARTINGS = {POINT: str.maketrans("", "", ",' "), COMMA: str.maketrans(",", ".", ".' ")}
_SIGNED = r"[+-]?\s?[0-9]+"
_POWERS = (
    rf"\s*\^\s*(?:\(\s*(?P<bracket>{_SIGNED})\s*\)|\{{\s*(?P<brace>{_SIGNED})\s*\}}|(?P<hat>{_SIGNED}))",
    rf"\s*\*\*\s*(?:\(\s*(?P<starred>{_SIGNED})\s*\)|(?P<stars>{_SIGNED}))",
    rf"\s*的\s*(?P<words>(?:负\s*)?(?:{_SIGNED}|{_NUMERAL}))\s*次[方幂]",
    rf"\s*<sup>\s*(?P<tag>{_SIGNED})\s*</sup>",
    rf"\s+to\s+the\s+power\s+(?:of\s+)?(?P<english>{_SIGNED})",
)
_RAISED = rf"(?:{'|'.join(_POWERS)})"
_TIMES_TEN = re.compile(rf"\s*[x×X*·]\s*10{_RAISED}")
_POWER = re.compile(_RAISED)
_MULTIPLIER = re.compile(r"([十百千万亿萬億]{1,4})")
_ENGLISH = re.compile(r"(thousand|million|billion|trillion|quadrillion)(?![a-z])", re.IGNORECASE)
_ENGLISH_ZEROS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15}
_NUMERAL_AT = re.compile(rf"(?P<minus>负)?(?P<whole>{_NUMERAL})(?:点(?P<places>[{_DIGITS}〇]+))?")

SIGN_HINTS = (
    (",", "write a decimal point (3.2) or groups of three digits (1,300)", "请用小数点（3.2），或三位一节（1,300）"),
    ("×", "write a power as 10^11 and several sizes one by one", "乘方请写成 10^11；几个尺寸请分别写"),
    ("**", "write a power as 10^11", "乘方请写成 10^11"),
    ("^", "write a power of ten as 10^11", "10 的乘方请写成 10^11"),
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


def scan_number(text: str, at: int = 0, decimal: str = POINT) -> Number | None:
    """The number at a position of a tidied text, None where none begins. Raises BadInput when it is out of bounds."""
    found = _MANTISSAS[decimal].match(text, at)
    if not found:
        return None
    mantissa = found["mantissa"].translate(_PARTINGS[decimal])
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
    raised = scan_power(text, found.end())
    if raised:
        return Number(value * raised.value, raised.end)
    power = _POWER.match(text, found.end()) if mantissa == "10" else None
    if power:
        return Number(_power_of_ten(_exponent(power)), power.end())
    return Number(value, found.end())


def scan_power(text: str, at: int = 0) -> Number | None:
    """The factor `×10^n` at a position, None where there is none."""
    found = _TIMES_TEN.match(text, at)
    return Number(_power_of_ten(_exponent(found)), found.end()) if found else None


def scan_numeral(text: str, at: int = 0) -> Number | None:
    """The Chinese numeral at a position (三, 三点二, 一万二千零五), None where none begins.

    Only for the beginning of a value: 三一重工 is a name.
    """
    found = _NUMERAL_AT.match(text, at)
    if not found or len(found[0]) > MAX_DIGITS:
        return None
    whole = _numeral(found["whole"])
    if whole is None:
        return None
    places = "".join(str(_NUMERAL_DIGITS[sign]) for sign in found["places"] or "")
    value = whole + (Fraction(int(places), 10 ** len(places)) if places else 0)
    return Number(-value if found["minus"] else value, found.end())


def _numeral(signs: str) -> Fraction | None:
    """The value of a numeral written with 十百千万亿.

    None where its signs do not go together (三一) or leave its size open: 一百二 is 120 to some and 102 to others.
    """
    total = 0
    for part, scale in re.findall(r"([^万萬亿億]*)([万萬亿億]?)", signs):
        after_a_scale = bool(total) and not part.startswith(("零", "〇"))
        section = _section(part, bare_digit=not after_a_scale) if part else 0
        if section is None or (scale and not part and not total):
            return None
        if scale and _MULTIPLIERS[scale] == 10**8:
            total = (total + section) * 10**8
        else:
            total += section * _MULTIPLIERS.get(scale, 1)
    return Fraction(total)


def _section(signs: str, *, bare_digit: bool) -> int | None:
    """The value of a numeral below 万; None where it is none, or a last digit may stand for tens or hundreds."""
    value, size, zero = 0, 10**4, bare_digit
    for digits, factor in re.findall(rf"([{_DIGITS}〇两兩]*)([十百千]?)", signs)[:-1]:
        zero = zero or digits[:1] in ("零", "〇")
        rest = digits.lstrip("零〇")
        if len(rest) > 1 or (factor and _MULTIPLIERS[factor] >= size):
            return None
        if not factor and rest and not zero and size != 10:
            return None
        size, zero = (_MULTIPLIERS[factor], False) if factor else (size, zero)
        value += (_NUMERAL_DIGITS[rest] if rest else 1 if factor else 0) * (_MULTIPLIERS[factor] if factor else 1)
    return value


def _exponent(found: re.Match[str]) -> str:
    text = next(group for group in found.groups() if group is not None).replace(" ", "")
    text = text.replace("负", "-")
    sign, digits = (text[0], text[1:]) if text[:1] in "+-" else ("", text)
    numeral = None if digits[:1].isdecimal() else scan_numeral(digits)
    return f"{sign}{numeral.value}" if numeral else text


def _power_of_ten(exponent: str) -> Fraction:
    digits = exponent.lstrip("+-").lstrip("0")
    if not (digits or "0").isdecimal() or len(digits) > 2 or int(digits or "0") > MAX_EXPONENT:
        raise BadInput.because(
            f"the exponent {exponent} is out of bounds",
            hint=f"at most {MAX_EXPONENT}",
            zh=f"指数{exponent}超出范围",
            hint_zh=f"至多{MAX_EXPONENT}",
        )
    return Fraction(10) ** int(exponent)


def multipliers(text: str) -> Iterator[tuple[Fraction, str]]:
    """Every way to begin a text with 十百千万亿, the shortest first: `万亿次` -> (10^4, `亿次`), (10^12, `次`).

    An English word (`billion operations`) is one way; billion is 10^9 as in the lists of the United States.
    """
    found = _MULTIPLIER.match(text)
    value = Fraction(1)
    for place, sign in enumerate(found[1] if found else "", 1):
        value *= _MULTIPLIERS[sign]
        yield value, text[place:].strip()
    english = _ENGLISH.match(text)
    if english:
        yield Fraction(10) ** _ENGLISH_ZEROS[english[1].lower()], text[english.end() :].strip()


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
