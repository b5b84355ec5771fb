"""Numbers as documents write them: Chinese, Arabic, full-width, Roman, letters, circles.

Values that flow: an ordinal and a format name of WordprocessingML (`w:numFmt`) give its text; typed numerals give
the ordinal back. Rejected: one table of strings; contracts run past a hundred articles.
"""

from __future__ import annotations

ZH_DIGITS = "零一二三四五六七八九"
ZH_CHARACTERS = "零〇○一二两三四五六七八九十百千"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
CHINESE_FORMATS = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
HIGHEST_ORDINAL = 32_767
HIGHEST_IN = {
    **dict.fromkeys((*CHINESE_FORMATS, "chineseLegalSimplified"), 9999),
    "lowerLetter": 780,
    "upperLetter": 780,
}


def zh_number(value: int) -> str:
    """1 -> 一, 12 -> 十二, 101 -> 一百零一, as statutes and contracts number articles; Arabic above 9999."""
    return str(value) if value > 9999 else _grouped(value, ZH_DIGITS, "十百千", bare_ten=True)


def _grouped(value: int, digits: str, units: str, *, bare_ten: bool) -> str:
    if value <= 0:
        return digits[0]
    out, zero = "", False
    text = str(value)
    for place, figure in enumerate(text):
        power = len(text) - place - 1
        if figure == "0":
            zero = True
            continue
        if zero and out:
            out += digits[0]
        zero = False
        out += digits[int(figure)] + (units[power - 1] if power else "")
    if bare_ten and 10 <= value < 20:
        out = out[1:]
    return out


def parse_zh(text: str) -> int:
    """The ordinal of Chinese numerals; digit by digit where no unit is written (二〇 -> 20). 0 where it is none."""
    if not text or any(c not in ZH_CHARACTERS for c in text):
        return 0
    plain = text.replace("〇", "零").replace("○", "零").replace("两", "二")
    if not any(c in "十百千" for c in plain):
        return int("".join(str(ZH_DIGITS.index(c)) for c in plain))
    total, digit = 0, 0
    for c in plain:
        if c in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
        else:
            digit = ZH_DIGITS.index(c)
    return total + digit


def roman(value: int) -> str:
    """Lower-case Roman numerals."""
    out = ""
    for size, figure in ROMAN:
        while value >= size:
            out += figure
            value -= size
    return out


def parse_roman(text: str) -> int:
    """The ordinal of Roman numerals in either case; 0 where it is not written the standard way."""
    lower = text.lower()
    values = {figure: size for size, figure in ROMAN if len(figure) == 1}
    if not lower or any(c not in values for c in lower):
        return 0
    sizes = [values[c] for c in lower]
    total = sum(-s if i + 1 < len(sizes) and s < sizes[i + 1] else s for i, s in enumerate(sizes))
    return total if roman(total) == lower else 0


def letter(value: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa, as Word counts."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def circled(value: int) -> str:
    """① to ⑳, then （21）."""
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else f"（{value}）"


def _ideograph(value: int, cycle: str) -> str:
    return cycle[(value - 1) % len(cycle)]


def format_ordinal(value: int, fmt: str) -> str:
    """The ordinal in a `w:numFmt`; formats we do not know count in Arabic figures, as Word falls back too.

    So does an ordinal beyond what the figures can say: letters are repeated thirty times at most.
    """
    if not 0 <= value <= HIGHEST_IN.get(fmt, HIGHEST_ORDINAL):
        return "" if fmt in ("none", "bullet") else str(value)
    if fmt in CHINESE_FORMATS:
        return zh_number(value)
    simple = {
        "lowerLetter": lambda: letter(value),
        "upperLetter": lambda: letter(value).upper(),
        "lowerRoman": lambda: roman(value),
        "upperRoman": lambda: roman(value).upper(),
        "chineseLegalSimplified": lambda: _grouped(value, FORMAL, "拾佰仟", bare_ten=False),
        "ideographDigital": lambda: "".join("〇一二三四五六七八九"[int(c)] for c in str(value)),
        "ideographTraditional": lambda: _ideograph(value, STEMS),
        "ideographZodiac": lambda: _ideograph(value, BRANCHES),
        "decimalEnclosedCircleChinese": lambda: circled(value),
        "decimalEnclosedCircle": lambda: circled(value),
        "decimalFullWidth": lambda: str(value).translate({48 + i: 0xFF10 + i for i in range(10)}),
        "decimalZero": lambda: f"{value:02d}",
        "none": lambda: "",
        "bullet": lambda: "",
    }
    return simple.get(fmt, lambda: str(value))()
