"""References as values: the figures that name a provision, and what stands in their place when it moves.

Values that flow: stretches of a paragraph's text become `Figure`s and `Reference`s; a new ordinal becomes text in the
figures the reference uses. Rejected: numbers alone; a correction has to be written in the hand of its contract.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clause_library.word.source.document import Paragraph
from clause_library.word.source.numerals import parse_roman, parse_zh, roman, zh_number

FULL = str.maketrans("０１２３４５６７８９", "0123456789")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in a reference and where it stands. `unit` is article, paragraph (款) or item (项, a letter)."""

    start: int
    end: int
    text: str
    unit: str = "article"

    @property
    def values(self) -> tuple[int, ...]:
        """The ordinals: one, or one per level of a decimal; 0 for letters, which are compared as they are."""
        parts = re.split(r"[.．]", self.text.strip("（）() \u00a0"))
        return tuple(value_of(p) for p in parts)


def value_of(text: str) -> int:
    """The ordinal of Arabic, Chinese or capital Roman figures; 0 for anything else."""
    plain = text.translate(FULL)
    if plain.isdecimal():
        return int(plain) if len(plain) < 10 else 0
    return parse_zh(text) or (parse_roman(text) if text.isupper() else 0)


def spelled_like(text: str, value: int) -> str:
    """The ordinal in the figures the text uses: 三 -> 四, 03 -> 04, IV -> V."""
    if text.isascii() and text.isdecimal():
        return str(value).zfill(len(text)) if text.startswith("0") else str(value)
    if text.translate(FULL).isdecimal():
        return str(value).translate(WIDE)
    return zh_number(value) if parse_zh(text) else roman(value).upper()


@dataclass(frozen=True, slots=True)
class Reference:
    """A typed reference to a provision of this contract: its figures, outermost first.

    `word` is the word it is cited by (条 for all Chinese ones), `named` says that the contract's own name stands with
    with it, `within` that it names a part of the article it stands in, `foreign` that it points into another paper,
    `shared` that only the reference beside it says so.
    """

    paragraph: Paragraph
    figures: tuple[Figure, ...]
    word: str
    span: tuple[int, int]
    named: bool = False
    within: bool = False
    foreign: bool = False
    shared: bool = False

    @property
    def start(self) -> int:
        """Where its figures begin."""
        return self.figures[0].start

    @property
    def end(self) -> int:
        """Where its outermost figure ends."""
        return self.figures[0].end

    @property
    def number(self) -> int:
        """The article it names; 0 where it names a part of its own article."""
        return 0 if self.within else self.figures[0].values[0]

    @property
    def words(self) -> str:
        """The reference as it stands."""
        return self.paragraph.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class Correction:
    """New words for a stretch of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int
    words: str
