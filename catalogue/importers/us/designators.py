"""Designations of paragraphs in the two United States lists: `a.1.i. text` and `(a)(1)(i) text`.

Values that flow: the text of a paragraph becomes a `Marked`: its own designation, or a reserved range, and what is
left of the text. The hard problem: the same sign means two things. A lettered list inside a note looks like items, so
in the CCL a designation counts only where it follows the one before; in the USML `(i)`, `(v)` and `(x)` are letters or
Roman numerals, told apart by what stands before and after. Rejected: levels told by the width of an indent; the XML
has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEVELS = r"[a-z]{1,2}(?:\.(?:\d{1,3}|[a-z]{1,2}))*"
_ITEM = re.compile(rf"(?P<no>{_LEVELS})(?P<dots>\.*)(?=$|[\s'‘“\"(\[])\s*(?P<rest>.*)", re.DOTALL)
_RANGE = re.compile(
    rf"(?P<first>{_LEVELS})\.?\s*(?:through|to|and|[-–—])\s*(?P<last>{_LEVELS})\.?\s*\[Reserved\][.;]?(?:\s*(?:and|or))?",
)
_RESERVED = re.compile(r"\[Reserved\][.;,]?(?:\s*(?:and|or))?")
_MARK = re.compile(r"\((?P<sign>[a-z]{1,8}|[A-Z]|\d{1,3})\)")
_SPAN = re.compile(
    r"(?:\*\s*)?\((?P<first>[a-z]{1,8}|\d{1,3})\)\s*(?:[-–—]|through|to|and)\s*\((?P<last>[a-z]{1,8}|\d{1,3})\)\s*\[Reserved\][.;]?"
)
_ROMAN = re.compile(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_NUMERALS = (("xl", 40), ("l", 50), ("ix", 9), ("x", 10), ("iv", 4), ("v", 5), ("i", 1))


@dataclass(frozen=True, slots=True)
class Marked:
    """A designated paragraph: `no` as levels (`("a", "1", "i")`), the text after it, and whether it is reserved.

    `starred` is true where the USML prints an asterisk (significant military equipment).
    """

    no: tuple[str, ...]
    text: str
    reserved: bool = False
    starred: bool = False

    @property
    def dotted(self) -> str:
        """`a.1.i`."""
        return ".".join(self.no)


def ccl_item(text: str) -> Marked | None:
    """The paragraph as an item of the CCL, None where it begins with no designation.

    One letter needs its full stop (`a. text`); deeper ones may lack it, as `z.1.b` does. Letters follow letters
    nowhere, so `i.e.` is no designation.
    """
    spread = _RANGE.fullmatch(text)
    if spread:
        return Marked(tuple(spread["first"].split(".")), text, reserved=True)
    found = _ITEM.match(text)
    if not found:
        return None
    levels = tuple(found["no"].split("."))
    if any(a.isalpha() and b.isalpha() for a, b in pairwise(levels)):
        return None
    if not found["dots"] and len(levels) == 1:
        return None
    rest = found["rest"].strip()
    return Marked(levels, rest, reserved=bool(_RESERVED.fullmatch(rest)))


def follows(no: Sequence[str], before: Sequence[str]) -> bool:
    """True where a designation can stand after another: later in order, and never before it."""
    return _key(no) > _key(before)


def _key(levels: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """Numbers by value, letters by length and letter (`aa` after `z`)."""
    return tuple((int(level), 0, "") if level.isdigit() else (0, len(level), level) for level in levels)


def is_roman(sign: str) -> bool:
    """True for i to lxxxix."""
    return bool(sign) and bool(_ROMAN.fullmatch(sign))


def roman_value(sign: str) -> int:
    """The number of a Roman numeral in small letters: `xiv` -> 14."""
    value, rest = 0, sign
    while rest:
        numeral, worth = next((n, w) for n, w in _NUMERALS if rest.startswith(n))
        value, rest = value + worth, rest[len(numeral) :]
    return value


@dataclass(frozen=True, slots=True)
class _Level:
    """One open level: what counts it (letter, number, roman, capital), how far it has come, and its sign."""

    kind: str
    value: int
    sign: str


class UsmlOutline:
    """Where a paragraph of one USML category stands. Told the paragraphs in printed order."""

    def __init__(self) -> None:
        self._open: tuple[_Level, ...] = ()

    def place(self, text: str, after: str, before: str) -> Marked | None:
        """The paragraph with its designation; None where it begins with none that can stand here.

        `after` is the sign the next designated paragraph begins with, `before` the paragraph before it.
        """
        starred = text.startswith("*")
        plain = text.lstrip("* ").strip()
        spread = _SPAN.fullmatch(plain)
        signs = [spread["last"]] if spread else [f["sign"] for f in _leading(plain)]
        if not signs or not all(self._enter(sign, after, before, jump=bool(spread)) for sign in signs):
            return None
        no = tuple(level.sign for level in self._open)
        if spread:
            return Marked(no, plain, reserved=True, starred=starred)
        rest = plain[sum(len(sign) + 2 for sign in signs) :].strip()
        return Marked(no, rest, bool(_RESERVED.fullmatch(rest)), starred)

    def _enter(self, sign: str, after: str, before: str, *, jump: bool) -> bool:
        """Takes the sign as the next of an open level, else as the first of a new one below. False if neither."""
        kinds = _kinds(sign)
        going_on = next((i for i in reversed(range(len(self._open))) if self._goes_on(i, kinds, jump=jump)), None)
        begins = next((k for k, value in kinds.items() if value == 1 and (k != "letter" or not self._open)), "")
        if begins and going_on is not None and sign == "i":
            begins = begins if after == "ii" or before.rstrip().endswith(":") else ""
            going_on = None if begins else going_on
        if going_on is not None:
            kind = self._open[going_on].kind
            self._open = (*self._open[:going_on], _Level(kind, kinds[kind], sign))
        elif begins:
            self._open = (*self._open, _Level(begins, 1, sign))
        elif jump and not self._open and "letter" in kinds:
            self._open = (_Level("letter", kinds["letter"], sign),)
        return going_on is not None or bool(begins) or jump

    def _goes_on(self, place: int, kinds: dict[str, int], *, jump: bool) -> bool:
        level = self._open[place]
        value = kinds.get(level.kind, 0)
        return value > level.value if jump else value == level.value + 1


def _leading(text: str) -> list[re.Match[str]]:
    """The bracketed signs a paragraph begins with; a second one only right behind the first (`(a)(1)`)."""
    found: list[re.Match[str]] = []
    at = 0
    while mark := _MARK.match(text, at):
        found.append(mark)
        at = mark.end()
    return found


def _kinds(sign: str) -> dict[str, int]:
    """Everything the sign can be, with its value: `i` is the ninth letter and the first numeral."""
    if sign.isdigit():
        return {"number": int(sign)}
    if sign.isupper():
        return {"capital": ord(sign) - ord("A") + 1}
    kinds = {"letter": ord(sign) - ord("a") + 1} if len(sign) == 1 else {}
    return kinds | ({"roman": roman_value(sign)} if is_roman(sign) else {})


def first_sign(text: str) -> str:
    """The sign a USML paragraph begins with, without brackets; empty where it begins with none."""
    found = _MARK.match(text.lstrip("* "))
    return found["sign"] if found else ""
