"""Scores out of a full mark, as they are written: 4.6/5, 4.6 out of 5, 满分5分得4.6分, 4.6分（5分制）.

Values that flow: text -> the score and its full mark as they stand. The hard problem is the bare stroke: 4.6/5 is a
score, 1/2 a length in inches and 24/7 a way of speaking; so in running text a stroke alone makes a score only behind a
word for one (评分, rated), and "3 out of 4 axes" none. Rejected: reckoning shares; 4.6 of 5 is no 92 of 100.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_N = r"[0-9]+(?:\.[0-9]+)?"
_POINTS = r"(?:\s*分(?![钟之米辨子贝秒制])|\s*(?:points?|stars?)\b)"
_FULL = (
    rf"(?:满分(?:为|是)?\s*(?P<full>{_N}){_POINTS}?|out of\s+(?P<outof>{_N})(?:\s*分|\s*(?:points?|stars?)\b)?|"
    rf"(?P<system>{_N})\s*分制|(?P<hundred>百分制)|on an?\s+(?P<scale>{_N})[- ]point scale|"
    rf"on a scale (?:of|from)\s+(?:[01]\s*(?:to|-|~|–)\s*)?(?P<range>{_N}))"
)
_BEHIND = re.compile(rf"[,;，；]?\s*{_FULL}", re.IGNORECASE)
_STROKE = re.compile(rf"(?P<score>{_N})\s*分\s*/\s*(?P<full>{_N})\s*分")
_GOT = r"\s*[)）]?\s*[,;:，；：]?\s*[下中]?\s*的?(?:得分|评分|得到|获得|取得|评为|平均|得|获|为)*\s*[为:：]?\s*"
_BEFORE = re.compile(
    rf"[(（]?(?:满分(?:为|是)?\s*(?P<full>{_N}){_POINTS}?|(?P<system>{_N})\s*分制|(?P<hundred>百分制)){_GOT}"
    rf"(?P<score>{_N}){_POINTS}?(?![0-9.])"
)
_IN_TEXT = re.compile(
    rf"(?P<score>{_N}){_POINTS}?\s*(?:[,，;；(（]\s*)?{_FULL}(?![0-9.]|\s*[A-Za-z])\s*[)）]?", re.IGNORECASE
)
_STROKE_IN_TEXT = re.compile(
    rf"(?P<score>{_N})(?P<points>{_POINTS})?\s*/\s*(?P<full>{_N})(?P<behind>{_POINTS})?"
    r"(?![0-9./]|\s*(?!(?:by|from|on|and|across)\b)[A-Za-z%°μ])"
)
_SCORING = re.compile(
    r"(?:得分|评分|打分|分数|评价|满意度|\bMOS\b|\bscor(?:e|es|ed|ing)\b|\brat(?:ed|ing)\b|\bmarks?\b|\bgrade\b)"
    r"[^0-9,;，；。]{0,12}$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[(（]?(?:满分(?:为|是)?\s*|百分制[^0-9]{0,8})$")


@dataclass(frozen=True, slots=True)
class Score:
    """A score at `[start:end]` of a text, `text` as 4.6/5."""

    start: int
    end: int
    text: str


def set_marks_aside(core: str, condition: str) -> tuple[str, str, Fraction | None]:
    """(the score alone, what is left of its condition, its full mark); the mark is None where none is written."""
    before = _BEFORE.fullmatch(core)
    if before:
        return f"{before['score']}分", condition, _full(before)
    stroke = _STROKE.fullmatch(core)
    if stroke:
        return f"{stroke['score']}分", condition, Fraction(stroke["full"])
    if said := _BEHIND.fullmatch(condition):
        return core, "", _full(said)
    if said := _BEHIND.search(core):
        got = core[: said.start()].strip()
        return got.removeprefix("得"), condition, _full(said)
    return core, condition, None


def score_at(text: str, at: int) -> Score | None:
    """The score whose first number stands at a place of a running text; 满分 before it belongs to it."""
    lead = _LEAD.search(text, max(0, at - 12), at)
    found = _BEFORE.match(text, lead.start() if lead else at)
    if found:
        return _score(found)
    found = _IN_TEXT.match(text, at)
    if found:
        return _score(found)
    stroke = _STROKE_IN_TEXT.match(text, at)
    if stroke and (stroke["points"] or stroke["behind"] or _SCORING.search(text, max(0, at - 24), at)):
        return _score(stroke)
    return None


def _score(found: re.Match[str]) -> Score | None:
    """None for what lies off its own scale."""
    top = _top(found)
    if not Fraction(top) > 0 or Fraction(found["score"]) > Fraction(top):
        return None
    return Score(found.start(), found.end(), f"{found['score']}/{top}")


def _full(found: re.Match[str]) -> Fraction:
    return Fraction(_top(found))


def _top(found: re.Match[str]) -> str:
    """The full mark as it is written; 百分制 writes none."""
    named: dict[str, str | None] = found.groupdict()
    written = [named.get(group) for group in ("full", "outof", "system", "scale", "range")]
    return next((top for top in written if top), "100")
