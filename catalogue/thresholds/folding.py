"""Text of one width with one sign for each meaning, character for character, so that every place stays its place.

Values that flow: printed text -> text of the same length. The one hard problem: limbs carry the span they were read
from, so nothing may grow or shrink; quotation marks become blanks, superscripts are kept for the number reader.
Rejected: `units.tidy`, which changes lengths.
"""

from __future__ import annotations

_SIGNS = {
    **dict.fromkeys('“”„‟«»"＂「」『』《》‚', " "),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\t", " "),
    **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("−–‐‑‒﹣", "-"),
    **dict.fromkeys("〜∼∽", "~"),
    **dict.fromkeys("✕✖╳", "×"),
    **dict.fromkeys("⋅•∙・", "·"),
    **dict.fromkeys("º˚", "°"),
    **dict.fromkeys("≧⩾", "≥"),
    **dict.fromkeys("≦⩽", "≤"),
    **dict.fromkeys("φϕøØΦ", "Φ"),
    "µ": "μ",
    "Ω": "Ω",
    "⁄": "/",
    "∕": "/",
}
_KEPT = "；：，、。！？"
_APOSTROPHES = "‘’'`´"


def fold(text: str) -> str:
    """`text` in one form, of the same length."""
    plain = text.translate(_TABLE)
    if not any(sign in plain for sign in _APOSTROPHES):
        return plain
    signs = list(plain)
    for place, sign in enumerate(signs):
        if sign in _APOSTROPHES:
            inside = 0 < place < len(signs) - 1 and signs[place - 1].isalpha() and signs[place + 1].isalpha()
            signs[place] = "'" if inside else " "
    return "".join(signs)


def lowered(text: str) -> str:
    """`text` in small letters where that keeps its length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


_TABLE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT},
    **{ord(sign): form for sign, form in _SIGNS.items()},
}
