"""Where a text denies a thing: 这不是激光雷达, "contains neither a lidar nor a gyro", 区别于激光雷达.

Values that flow: a passage and the places of its terms -> the stretches that are denied; a term inside one counts
nothing. The hard problem is how far a denial reaches: what is wrongly taken for denied is a control nobody looks at.
So a denial binds only what stands right behind it in its clause, but for articles and words like 任何 or "any kind
of", and what 或, 和, 、, "or", "nor" join to that. Whatever else stands between (不含稀土的永磁体, "not a military
drone") leaves the thing standing. 不仅, "not only", two denials in a row, a question, a condition (没有激光雷达就不能
行驶, "if no lidar is fitted") and a boast ("no lidar sees farther than ours") deny nothing. Rejected: the rest of the
clause, which took away 光纤陀螺 in "no GPS and a fibre gyro" and made "not only a lidar" no lidar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalogue.assessing.lexicon import DenialWords, Mention
from catalogue.assessing.phrases import CLAUSE_END, any_of, sentence_at
from catalogue.text import CJK

Stretch = tuple[int, int]
_BEFORE_SIGN = re.compile(rf"[无非不去免](?=[{CJK}])")
"""无稀土: one sign right before a term. 无人机 is a term and starts with its 无."""
_BEFORE_HYPHEN = re.compile(r"\b(?:anti|non)-", re.IGNORECASE)
_FREE = re.compile(r"[\s-]+free\b(?!\s+(?:of|from|to|choice))", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:、|/|或者?|和|及|与|以及|\b(?:or|nor)\b)\s*", re.IGNORECASE)
_WORD_END = re.compile(r"[\s、，的/(（]|或|和|及|与")
_CLOSE = re.compile(
    rf"(?:(?!和|且|并|也|与|及|或)[{CJK}\s]){{0,5}}|\s*(?:(?!and\b|or\b|nor\b|but\b)\w+\s+){{0,3}}", re.IGNORECASE
)
"""What may stand between two denials that cancel out: `does not work without`, 不是不含."""
_QUESTION = re.compile(r"[?？]\s*$|[吗么][?？。]?\s*$")


@dataclass(frozen=True, slots=True)
class _Denial:
    """A word of denial at `[start:end]`."""

    start: int
    end: int


class DenialReader:
    """Finds what a text denies, by one table of words."""

    def __init__(self, words: DenialWords) -> None:
        self._before = any_of((*words.without, *words.unlike, *_verb_phrases(words.verbs)))
        self._behind = any_of(words.behind)
        self._seeming = any_of(words.seeming)
        self._small = re.compile(rf"(?:\s*(?:[:：]|{any_of(words.articles).pattern}))*\s*", re.IGNORECASE)
        self._lacking = any_of(words.lacking)
        self._unable = any_of(words.unable)
        self._if = any_of(words.conditions)
        self._boasts = any_of(words.boasts)

    def denied(self, text: str, mentions: Sequence[Mention]) -> tuple[Stretch, ...]:
        """The stretches of a text that it denies. `mentions` have their places in this very text."""
        terms = {m.start: m.end for m in reversed(mentions) if not m.nested and not m.word}
        found = [*self._single(text, terms), *self._after(text, terms)]
        for denial in self._denials(text, terms):
            chain = tuple(self._chain(text, denial.end, terms))
            if chain and not self._hedged(text, denial, chain[-1][1]):
                found.extend(chain)
        return tuple(found)

    def _single(self, text: str, terms: dict[int, int]) -> Iterator[Stretch]:
        """`无稀土`, `anti-`, `rare-earth-free`: the term itself carries the denial."""
        for start, end in terms.items():
            sign = start and _BEFORE_SIGN.match(text, start - 1)
            hyphen = next(_BEFORE_HYPHEN.finditer(text, max(0, start - 5), start), None)
            signed = sign and not self._hedged(text, _Denial(start - 1, start), end)
            if signed or _FREE.match(text, end) or (hyphen and hyphen.end() == start):
                yield start, end

    def _after(self, text: str, terms: dict[int, int]) -> Iterator[Stretch]:
        """激光雷达除外, "the lidar is not included": the term right before it."""
        ends = {end: start for start, end in terms.items()}
        for found in self._behind.finditer(text):
            end = len(text[: found.start()].rstrip(" (（"))
            if end in ends and not self._seems(text, found.start()) and not self._asked(text, end):
                yield ends[end], end

    def _denials(self, text: str, terms: dict[int, int]) -> Iterator[_Denial]:
        """The words of denial that deny: of two in a row in one clause, with no term between, neither does."""
        waiting: list[_Denial] = []
        for found in self._before.finditer(text):
            inside = any(start <= found.start() < end for start, end in terms.items())
            if inside or self._seems(text, found.start()):
                continue
            here = _Denial(found.start(), found.end())
            if waiting and self._in_a_row(text, waiting[-1], here, terms):
                waiting.append(here)
                continue
            yield from _odd(waiting)
            waiting = [here]
        yield from _odd(waiting)

    def _in_a_row(self, text: str, first: _Denial, second: _Denial, terms: dict[int, int]) -> bool:
        if any(first.end <= start < second.start for start in terms):
            return False
        return _CLOSE.fullmatch(text, first.end, second.start) is not None

    def _chain(self, text: str, at: int, terms: dict[int, int]) -> Iterator[Stretch]:
        """What stands right behind a denial, and what is joined to it."""
        while True:
            start = self._past_small(text, at, terms)
            end = terms.get(start) or _loose_end(text, start, terms)
            if end <= start:
                return
            yield start, end
            joint = _JOINT.match(text, end)
            if joint is None:
                return
            at = joint.end()

    def _past_small(self, text: str, at: int, terms: dict[int, int]) -> int:
        """Behind the articles, but not into a term that begins with one."""
        end = self._small.match(text, at)
        reach = end.end() if end else at
        return min((start for start in terms if at <= start <= reach), default=reach)

    def _hedged(self, text: str, denial: _Denial, end: int) -> bool:
        """True where the sentence does not mean what the word of denial says."""
        if self._asked(text, denial.start):
            return True
        begin, stop = _clause_at(text, denial.start)
        word = text[denial.start : denial.end]
        lacking = self._lacking.fullmatch(word) is not None
        if lacking:
            stop = sentence_at(text, denial.start)[1]
        if self._if.search(text, begin, denial.start) or self._unable.search(text, end, max(stop, end)):
            return True
        return lacking and self._boasts.search(text, end, max(end, _clause_at(text, denial.start)[1])) is not None

    def _seems(self, text: str, at: int) -> bool:
        """True inside a phrase that only looks like a denial: 不仅, "not only"."""
        return any(found.start() <= at < found.end() for found in self._seeming.finditer(text, max(0, at - 20)))

    def _asked(self, text: str, at: int) -> bool:
        begin, end = sentence_at(text, at)
        return _QUESTION.search(text[begin:end]) is not None


def _odd(row: Sequence[_Denial]) -> Iterator[_Denial]:
    if len(row) % 2:
        yield row[-1]


def _loose_end(text: str, start: int, terms: dict[int, int]) -> int:
    """Where a word that is no term ends: it is denied by itself, what follows it is not."""
    stop = _WORD_END.search(text, start)
    clause = CLAUSE_END.search(text, start)
    ends = [m.start() for m in (stop, clause) if m] + [t for t in terms if t >= start]
    return min(ends, default=len(text))


def _clause_at(text: str, place: int) -> Stretch:
    start = 0
    for end in CLAUSE_END.finditer(text):
        if end.start() >= place:
            return start, end.start()
        start = end.end()
    return start, len(text)


def _verb_phrases(verbs: Iterable[str]) -> Iterator[str]:
    """`does not use`, `doesn't use`, `not using`: what a thing does without."""
    for verb in verbs:
        base, _, ing = verb.partition("/")
        for does in ("do", "does", "did"):
            yield f"{does} not {base}"
            yield f"{does}n't {base}"
            yield f"{does}n’t {base}"
        if ing:
            yield f"not {ing}"
            yield f"without {ing}"
