"""The annexes a contract cites, whether they are in the file or not: 附件一至三, Annexes A and B, as Exhibit C.

Values that flow: the text of a paragraph becomes `Cited` annexes: the word, how they count, the number. The hard
problem is that one word can cite several numbers and that the annexes of laws are cited in the same words: a number too
many leaves a gap, a number too few gives two annexes one name, so what is not clearly another paper's is counted.
Rejected: only the first number behind the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.word.source.numerals import parse_roman, parse_zh

FIGURE = {
    "zh": r"(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?!\d)|[A-Z](?![A-Za-z]))"
    r"(?![号〇零百千个项份日月年条款章节元页方者种类级位式%％]|[.．]\d)",
    "en": r"(?:\d{1,2}|[IVX]{1,4}|[A-HJ-UWYZ])\b(?![%’'/]|\.\d|\s+(?:days?|weeks?|months?|years?)\b)",
}
JOINED = {
    "zh": r"[）)]?\s*(?:、|和|及|与|或|以及|至|到|[-—–－~～])\s*(?:附件|附录|附表)?[\s（(]*",
    "en": r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|through|until)\s+|\s*[–—&-]\s*)",
}
WORD = {
    "zh": r"(?P<word>附件|附录|附表)[\s（(]*",
    "en": r"\b(?P<word>Annex(?:es)?|ANNEX(?:ES)?|Exhibits?|EXHIBITS?|Schedules?|SCHEDULES?|Appendi(?:x|ces)"
    r"|APPENDI(?:X|CES)|Attachments?|ATTACHMENTS?)[\s\u00a0]+",
}
OWN = r"(?:this|the)\s+(?:Agreement|Contract|Licen[cs]e|Deed|AGREEMENT|CONTRACT)\b"
AFTER = re.compile(rf"\s+(?:of|to)\s+(?!{OWN})(?:the\b|[A-Z])|\s+chemicals?\b")
"""Annex 1 of the Regulation, Schedule 2 chemicals: those of another paper."""
TIED = re.compile(rf"\s+(?:here(?:to|of)\b|(?:of|to)\s+{OWN})")
BEFORE = {"zh": re.compile(r"》$"), "en": re.compile(r"(?<![A-Za-z])(?P<name>[A-Z][A-Za-z]*) $")}
PLAIN = re.compile(
    r"(?:See|In|The|Under|As|Per|By|To|For|And|Or|Any|Each|Of|With|This|If|Where|Agreement|Contract|SEE|IN|THE|AND|TO|AS)$"
)
"""Words with a capital that name no other paper before an annex."""
LAWS = ("Annex",)
"""Whose Roman numbers mean the annexes of a law (Annex I) unless the text ties them to this contract."""


@dataclass(frozen=True, slots=True)
class Cited:
    """An annex as the text cites it; `numeral` is zh, arabic, ROMAN or LETTER."""

    word: str
    numeral: str
    number: int


def cited_annexes(text: str, lang: str) -> Iterator[Cited]:
    """Every annex that a text cites as the contract's own."""
    figure = FIGURE[lang]
    for match in re.finditer(rf"{WORD[lang]}(?P<all>{figure}(?:{JOINED[lang]}{figure})*)", text):
        word, before, after = _one(match.group("word")), text[: match.start()], text[match.end() :]
        if _elsewhere(before, after, lang):
            continue
        tied = TIED.match(after) is not None or re.search(r"\bas $", before) is not None
        figures = re.findall(figure, match.group("all"))
        lettered = any(re.fullmatch(r"[A-HJ-UWYZ]", f) for f in figures)
        out = [Cited(word, *_read(f, lettered)) for f in figures]
        yield from (c for c in out if c.numeral != "ROMAN" or tied or word not in LAWS)


def _elsewhere(before: str, after: str, lang: str) -> bool:
    """Whether the words around say that the annex is another paper's."""
    name = BEFORE[lang].search(before)
    named = name is not None and (lang == "zh" or PLAIN.match(name.group("name")) is None)
    return named or (lang == "en" and AFTER.match(after) is not None)


def _one(word: str) -> str:
    """Annexes and Appendices as one."""
    word = word.capitalize() if word.isascii() else word
    if word == "Appendices":
        return "Appendix"
    return word.removesuffix("es") if word == "Annexes" else word.removesuffix("s")


def _read(figure: str, lettered: bool) -> tuple[str, int]:
    """How a figure counts, and its number; beside letters (A to I) a single I is one."""
    if figure.isdigit():
        return "arabic", int(figure)
    if not figure.isascii():
        return "zh", parse_zh(figure)
    if re.fullmatch(r"[IVX]+", figure) and not (lettered and len(figure) == 1):
        return "ROMAN", parse_roman(figure)
    return "LETTER", ord(figure) - 64
