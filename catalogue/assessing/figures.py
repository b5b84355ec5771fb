"""The numbers with units that stand in a passage, each with what is said about it as a limit.

Values that flow: a passage -> `Figure`s: where a value stands, the text `quantity` can read, its possible dimensions,
and whether it is a bound (不小于, at most, 约). The hard problem: running text is full of numbers that are no values
(types, dates, norms, addresses) and of units that are letters; so a figure needs a unit of the table right behind the
number and an end of a word behind the unit, and a number inside a name is none. Rejected: a pattern per unit; the table
of units is the only one that knows them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from catalogue.comparisons import LEAST, Comparison, ComparisonReader
from catalogue.comparisonwords import Use
from catalogue.marks import score_at
from catalogue.sizes import Sizes, sizes_in
from catalogue.units import UnitTable

_SIGN = r"[+\-−]?"
_RAISED = r"[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_HAT = r"\^\s*\(?[+\-−]?\d+\)?"
_NUMBER = (
    rf"(?:{_SIGN}(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?: \d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
    rf"(?:[eE][+\-]?\d+(?![A-Za-z]))?"
    rf"(?:\s*[×xX*·]\s*10(?:{_HAT}|{_RAISED}))?|10(?:{_HAT}|{_RAISED}))"
)
_START = re.compile(rf"(?<![A-Za-z0-9_.])(?<![A-Za-z]-)(?P<spread>±\s*)?(?P<number>{_NUMBER})")
_NEXT = re.compile(rf"\s*(?P<joint>~|～|〜|至|到|–|—|-|\bto\b)\s*(?P<number>{_NUMBER})")
_TIMES = re.compile(rf"\s*[×xX*]\s*(?:Φ\s*)?(?P<number>{_NUMBER})")
_SPREAD = re.compile(rf"\s*±\s*(?P<number>{_NUMBER})")
_MULTIPLIER = re.compile(r"\s*(?P<sign>[十百千万亿]{1,4})")
_FULL_MARKS = re.compile(r"\s*/\s*\d+(?:\.\d+)?(?!\d|\s*[A-Za-z])")
_CONDITION = re.compile(r"\s*(?:[(（](?P<bracket>[^()（）]{1,60})[)）]|@\s*(?P<at>[^,，;；。|]{1,40}))")
_LONGEST_UNIT = 24
_GOES_ON = re.compile(r"[·²³⁻^]|/\s*[^\d\s]|\s*per\b|每")
"""What makes a unit only the beginning of another one: `mg` in `mg/m3`."""
_AFTER_BARE = ("", " ", "，", "；", "。", "、", ",", ";", ".", ")", "）", "|", "分", "次", "\n")
_WORDS_TOO = ("in", "a", "at", "an", "are")
"""Spellings of units that are words of English too: taken for a unit only where no word follows."""

_COMPARING = ComparisonReader(Use.SHEET)
_ABOUT = re.compile(
    r"(?:≈|(?<!\d)[~～]|约|大约|近|about|approx\.?|approximately|around|circa|nearly|almost)\s*(?:为|:|：)?\s*$",
    re.IGNORECASE,
)
_NOT_BETTER = re.compile(r"(?:不优于|不好于|(?:not|no) better than)\s*$", re.IGNORECASE)
"""A denial that bounds nothing: which way is better depends on the quantity."""
_ABOUT_AFTER = re.compile(r"\s*(?:左右|上下|or so)", re.IGNORECASE)


class Bound(StrEnum):
    """What a text says of a value: the value itself, a limit, or nothing exact."""

    VALUE = "value"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETTER = "better"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value at `[start:end]` of a passage. `text` can be read by `quantity`; empty for `sizes`, 2 x 3 m.

    `dimensions` are those its unit may be of; empty for a bare number. `condition` is what stands in brackets or
    after @ behind it.
    """

    start: int
    end: int
    text: str
    dimensions: tuple[str, ...]
    bound: Bound = Bound.VALUE
    condition: str = ""
    condition_end: int = 0
    sizes: Sizes | None = None

    @property
    def bare(self) -> bool:
        """True for a number without a unit."""
        return not self.dimensions


def level(text: str) -> str:
    """The text in half width, sign for sign, so that places stay; raised digits are kept."""
    return "".join(_half(c) for c in text)


def _half(sign: str) -> str:
    if sign < "\u2000" or unicodedata.category(sign) == "No":
        return sign
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 else sign


def figures(text: str, units: UnitTable) -> tuple[Figure, ...]:
    """Every value of a text in order of place, bare numbers too."""
    plain = level(text)
    found: list[Figure] = []
    place = 0
    while start := _START.search(plain, place):
        figure = _scored(plain, start.start("number")) or _figure(plain, start, units)
        if figure is None:
            place = start.end()
            continue
        found.append(figure)
        place = max(figure.end, start.end())
    return tuple(found)


def _scored(plain: str, at: int) -> Figure | None:
    """A score out of its full mark."""
    score = score_at(plain, at)
    if score is None:
        return None
    before, after = plain[max(0, score.start - 24) : score.start], plain[score.end : score.end + 16]
    return Figure(score.start, score.end, score.text, ("score",), _bound(before, after), condition_end=score.end)


def _figure(plain: str, start: re.Match[str], units: UnitTable) -> Figure | None:
    end = start.end("number")
    unit = _unit_at(plain, end, units)
    if _TIMES.match(plain, unit[0] if unit else end):
        return _size(plain, start.start(), end, units)
    whole = unit[0] if unit else end
    for joint in (_NEXT.match(plain, whole), _SPREAD.match(plain, whole)):
        if joint:
            second = _unit_at(plain, joint.end(), units)
            if second:
                return _told(plain, start.start(), second[0], second[1], units)
    if unit is None:
        longer = _FULL_MARKS.match(plain, end) or _NEXT.match(plain, end)
        end = longer.end() if longer else end
        if plain[end : end + 1] not in _AFTER_BARE:
            return None
        return _told(plain, start.start(), end, (), units)
    return _told(plain, start.start(), unit[0], unit[1], units)


def _size(plain: str, start: int, end: int, units: UnitTable) -> Figure:
    """Sizes of one thing, each with its unit or all with the last one's: told, but no value of one quantity."""
    unit = _unit_at(plain, end, units)
    while more := _TIMES.match(plain, unit[0] if unit else end):
        end = more.end()
        unit = _unit_at(plain, end, units)
    end = unit[0] if unit else end
    start -= plain[max(0, start - 1) : start] in ("Φ", "φ")
    sizes = sizes_in(plain[start:end], units)
    return Figure(start, end, "", unit[1] if unit else (), condition_end=end, sizes=sizes)


def _unit_at(plain: str, at: int, units: UnitTable) -> tuple[int, tuple[str, ...]] | None:
    """(where the unit behind a number ends, its possible dimensions); 千, 万, 亿 may stand before it."""
    multiplied = _MULTIPLIER.match(plain, at)
    for place in (at, multiplied.end()) if multiplied else (at,):
        begin = place + len(plain[place : place + 2]) - len(plain[place : place + 2].lstrip())
        for length in range(min(_LONGEST_UNIT, len(plain) - begin), 0, -1):
            end = begin + length
            if not _ends_word(plain, end):
                continue
            spelling = plain[begin:end]
            if spelling.strip() != spelling or spelling.count("(") != spelling.count(")"):
                continue
            if spelling.lower() in _WORDS_TOO and plain[end : end + 1] == " ":
                continue
            found = units.candidates(spelling)
            if found:
                return end, tuple(dict.fromkeys(u.dimension for u in found))
    return None


def _ends_word(plain: str, end: int) -> bool:
    last, following = plain[end - 1], plain[end : end + 1]
    if _GOES_ON.match(plain, end):
        return False
    if last.isascii() and last.isalnum():
        return not (following.isascii() and following.isalnum())
    return last not in " ,;:."


def _told(plain: str, start: int, end: int, dimensions: tuple[str, ...], units: UnitTable) -> Figure:
    before, after = plain[max(0, start - 24) : start], plain[end : end + 16]
    condition = _CONDITION.match(plain, end)
    stated = (condition["bracket"] or condition["at"] or "").strip() if condition else ""
    past = condition.end() if condition else end
    if units.candidates(stated):
        stated = ""
    return Figure(start, end, plain[start:end], dimensions, _bound(before, after), stated, past)


def _bound(before: str, after: str) -> Bound:
    """The comparison before a value, else what makes it inexact, else the comparison behind it."""
    if _NOT_BETTER.search(before):
        return Bound.ABOUT
    if said := _COMPARING.before(before, len(before)):
        return _bound_of(said)
    if _ABOUT.search(before):
        return Bound.ABOUT
    said = _COMPARING.behind(after, 0)
    return _bound_of(said) if said else Bound.ABOUT if _ABOUT_AFTER.match(after) else Bound.VALUE


def _bound_of(said: Comparison) -> Bound:
    if said.op is None:
        return Bound.BETTER
    return Bound.AT_LEAST if said.op in LEAST else Bound.AT_MOST
