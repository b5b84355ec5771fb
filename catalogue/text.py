"""Text made comparable: width, case, traditional Chinese, both mu's, punctuation and spacing folded away.

Text goes in; `Normaliser.normalise` gives its comparable form and `fold` gives the same form with the
way back to the original positions. The hard problem: whatever a reader can copy out of a text must be
found in it again, so a piece of text has to fold to the same piece of the folded whole. Therefore every
character folds alone, and a space is judged only by its two neighbours. Rejected: converting whole
phrases from traditional to simplified (乾隆 would keep its 乾 while a search for 乾 looked for 干).

The form is for comparing only: it folds case and superscripts, so it must not be read as a measured
value (mW and MW, 10⁻⁶ and 10-6 come out alike).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

_VARIANTS = {
    "º": "°",
    "˚": "°",
    "∘": "°",
    "×": "x",
    "✕": "x",
    "✖": "x",
    "÷": "/",
    "∕": "/",
    "⁄": "/",
    "，": ",",
    "、": ",",
    "。": ".",
    "．": ".",
    "｡": ".",
    "；": ";",
    "：": ":",
    "∶": ":",
    "？": "?",
    "！": "!",
    "【": "[",
    "】": "]",
    "〔": "(",
    "〕": ")",
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "〝": '"',
    "〞": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "′": "'",
    "″": '"',
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "─": "-",
    "﹣": "-",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "˜": "~",
    "≧": "≥",
    "⩾": "≥",
    "≦": "≤",
    "⩽": "≤",
    "•": "·",
    "‧": "·",
    "∙": "·",
    "⋅": "·",
    "・": "·",
    "著": "着",
    "^": "",
}
"""Signs that mean the same and that Unicode's own compatibility forms keep apart. A caret falls away as the height of a
raised digit does: 10^8 is what people type for 10⁸."""

CJK = "\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
"""Inside a character class: scripts written without spaces, where a space between two signs means nothing."""

FIRST_CJK = "\u2e80"

_LATIN = rf"[^\W{CJK}]"
_IDLE_SPACE = re.compile(rf" (?:(?<!{_LATIN} ) *+|(?<=\d ) *+(?=[^\W\d])| *+(?!{_LATIN}))")
"""Spaces that do not part two words: beside Han or a sign, between a number and its unit, repeated, at the ends.

The space stands first and what is before it is looked at behind it: so the search leaps from space to space."""

_MOST_ROUNDS = 8
_SHORT, _MOST_SHORT = 40, 20_000
"""Length of a name, and how many are kept: names of quantities are compared with every value that is measured."""

_HONG_KONG = (("镭射", "激光"),)
"""Words of Hong Kong and Taiwan that the converter does not know."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `starts[i]` and `ends[i]` bound the original characters that gave `text[i]`."""

    text: str
    original: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The positions in the original of `text[start:end]`; an empty span stays empty."""
        start = max(0, min(start, len(self.text)))
        end = max(start, min(end, len(self.text)))
        if start == end:
            place = self.starts[start] if start < len(self.starts) else len(self.original)
            return place, place
        return self.starts[start], self.ends[end - 1]


class Normaliser:
    """Folds text. One instance serves the whole program; it learns each character once, and short texts for a while."""

    def __init__(self) -> None:
        self._table = _FoldTable()
        self._to_mainland: Callable[[str], str] | None = None
        self._short: dict[str, str] = {}

    def normalise(self, text: str) -> str:
        """The comparable form of `text`. Folding it again changes nothing."""
        if len(text) > _SHORT:
            return _IDLE_SPACE.sub("", text.translate(self._table))
        known = self._short.get(text)
        if known is None:
            if len(self._short) >= _MOST_SHORT:
                self._short.clear()
            known = self._short[text] = _IDLE_SPACE.sub("", text.translate(self._table))
        return known

    def mainland(self, text: str) -> str:
        """The comparable form with the words of Hong Kong and Taiwan exchanged (軟體 -> 软件, 鐳射 -> 激光).

        Only text with traditional characters is exchanged: 程序 means another thing in Taipei. The length
        differs from the text's, so this serves to look for more, never to mark places.
        """
        exchanged = self.normalise(text)
        if any(c >= FIRST_CJK and self._table[ord(c)] != c for c in text):
            exchanged = self.normalise(self._converted(text))
        for regional, word in _HONG_KONG:
            exchanged = exchanged.replace(regional, word)
        return exchanged

    def _converted(self, text: str) -> str:
        if self._to_mainland is None:
            from opencc import OpenCC

            self._to_mainland = cast("Callable[[str], str]", OpenCC("tw2sp").convert)
        return self._to_mainland(_encodable(text))

    def fold(self, text: str) -> Folded:
        """The comparable form with the original position of each of its characters."""
        loose = text.translate(self._table)
        if not self._table.uneven.isdisjoint(text):
            return self._fold_unevenly(text)
        kept = _kept_positions(loose)
        return Folded(_IDLE_SPACE.sub("", loose), text, tuple(kept), tuple([i + 1 for i in kept]))

    def _fold_unevenly(self, text: str) -> Folded:
        """`fold` where a character may fold to several or to none."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for place, character in enumerate(text):
            piece = self._table[ord(character)]
            if piece:
                pieces.append(piece)
                starts.extend([place] * len(piece))
                ends.extend([place + 1] * len(piece))
            elif ends and unicodedata.category(character) == "Mn":
                ends[-1] = place + 1
        loose = "".join(pieces)
        kept = _kept_positions(loose)
        return Folded(
            "".join(loose[i] for i in kept), text, tuple(starts[i] for i in kept), tuple(ends[i] for i in kept)
        )


def _kept_positions(loose: str) -> list[int]:
    kept: list[int] = []
    place = 0
    for idle in _IDLE_SPACE.finditer(loose):
        kept.extend(range(place, idle.start()))
        place = idle.end()
    kept.extend(range(place, len(loose)))
    return kept


class _FoldTable(dict[int, str]):
    """Code point -> folded text, filled as characters are met; the form `str.translate` reads."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        """Characters met that fold to none or to several."""
        self._simplify: Callable[[str], str] | None = None

    def __missing__(self, code: int) -> str:
        text = chr(code)
        for _ in range(_MOST_ROUNDS):
            folded = "".join(self._step(c) for c in text)
            if folded == text:
                break
            text = folded
        self[code] = text
        if len(text) != 1:
            self.uneven.add(chr(code))
        return text

    def _step(self, character: str) -> str:
        if character in _VARIANTS:
            return _VARIANTS[character]
        category = unicodedata.category(character)
        if character.isspace() or category == "Zs":
            return " "
        if category in {"Mn", "Me", "Cf", "Cc", "Cs", "Cn", "Co"}:
            return ""
        text = unicodedata.normalize("NFKC", character)
        if category.startswith("L"):
            text = _without_marks(text).casefold()
        if category == "Lo" and len(text) == 1:
            text = self._simplified(text)
        return text

    def _simplified(self, character: str) -> str:
        if self._simplify is None:
            from opencc import OpenCC

            self._simplify = cast("Callable[[str], str]", OpenCC("t2s").convert)
        return self._simplify(character)


def _encodable(text: str) -> str:
    """The text without lone surrogates, which the converter cannot take."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _without_marks(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare)
