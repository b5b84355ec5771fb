"""The code pattern of a pack: checked before it is ever run, because the pack may be a stranger's.

Values that flow: pattern text -> `pattern_fault`, empty where the pattern is sound. The hard problem: a pattern such as
`(A+)+B` takes longer than a life on a text of forty letters, and Python's matcher can be neither bounded nor stopped.
So the pattern is read here and the ways in which it could match one text of `LONGEST_CODE` characters are counted from
above; too many are refused, and so is what cannot be counted (look-around, references back, flags). A repeated group
that begins with a character found nowhere else in it (`(\\.[a-z]+)*`) splits a text in one way only and counts so.
Rejected: a time limit around each match (it needs a process or a signal for every code), and the parser inside `re`,
which is private to Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.model import Words

LONGEST_PATTERN = 200
LONGEST_CODE = 60
"""Characters of a code; longer ones are refused before a pattern sees them."""
MOST_WAYS = 10_000

_REPEAT = re.compile(r"[*+?]|\{(?P<low>\d+)\}|\{(?P<from>\d*),(?P<to>\d*)\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\[dwsDWS\W_]|[^\\\[\]])*\]")
_CLASS_ODD = re.compile(r"--|&&|~~|\|\|")
_ESCAPE = re.compile(r"\\(?:[dwsDWS]|[^\w\s])")


@dataclass(frozen=True, slots=True)
class _Part:
    """`ways` it can match at one place; `leaves` its one-character patterns.

    `settled`: there is one way for each length. `led`: settled, and begins with a character not met again in it.
    """

    ways: int
    leaves: tuple[str, ...] = ()
    settled: bool = True
    led: bool = False


class _Fault(Exception):
    """What the pattern holds and may not."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


def pattern_fault(pattern: str) -> Words:
    """What is wrong with the pattern; empty words where it may be used."""
    if len(pattern) > LONGEST_PATTERN:
        return Words(f"编号规则超过{LONGEST_PATTERN}个字符", f"the pattern is longer than {LONGEST_PATTERN} characters")
    try:
        ways = _Reader(pattern).whole().ways
        re.compile(pattern)
    except _Fault as fault:
        return fault.words
    except (re.error, OverflowError, RecursionError) as error:
        return Words(f"编号规则写法有误（{error}）", f"this is not a pattern ({error})")
    if ways > MOST_WAYS:
        return Words(
            "编号规则的重复过多，匹配可能永不结束；请用 {1,3} 之类的次数代替 + 和 *，不要重复已含重复的括号",
            "the pattern repeats so much that a match might never end; write counts such as {1,3} in place of + and *, "
            "and repeat no group that repeats inside",
        )
    return Words()


class _Reader:
    """Reads the pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._text, self._at = pattern, 0

    def whole(self) -> _Part:
        part = self._either()
        if self._at < len(self._text):
            raise _Fault("编号规则多出一个右括号", "the pattern has a bracket that nothing opens")
        return part

    def _either(self) -> _Part:
        branches = [self._sequence()]
        while self._text.startswith("|", self._at):
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        leaves = tuple(leaf for branch in branches for leaf in branch.leaves)
        return _Part(_capped(sum(b.ways for b in branches)), leaves, settled=False)

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            parts.append(self._repeated(self._one()))
        ways = 1
        for part in parts:
            ways = _capped(ways * part.ways)
        leaves = tuple(leaf for part in parts for leaf in part.leaves)
        settled = all(part.settled for part in parts) and sum(part.ways > 1 for part in parts) <= 1
        return _Part(ways, leaves, settled, led=settled and bool(parts) and _leads(parts[0], leaves[1:]))

    def _one(self) -> _Part:
        sign = self._text[self._at]
        if sign == "(":
            return self._group()
        for form in (_CLASS, _ESCAPE):
            found = form.match(self._text, self._at)
            if found:
                self._at = found.end()
                if form is _CLASS and _CLASS_ODD.search(found.group()):
                    raise _Fault("编号规则的方括号写法有误", "the pattern has a set in square brackets that is unclear")
                return _Part(1, (found.group(),))
        if sign in "[\\^$*+?{":
            raise _Fault(f"编号规则中不能有“{self._text[self._at :][:2]}”", _not_here(self._text[self._at :][:2]))
        self._at += 1
        return _Part(1, (sign,))

    def _group(self) -> _Part:
        if self._text.startswith("(?", self._at) and not self._text.startswith("(?:", self._at):
            raise _Fault("编号规则中只能有普通括号", "the pattern may hold plain groups only, no (?…) but (?:…)")
        self._at += 3 if self._text.startswith("(?:", self._at) else 1
        part = self._either()
        if not self._text.startswith(")", self._at):
            raise _Fault("编号规则缺少右括号", "the pattern has a bracket that is not closed")
        self._at += 1
        return part

    def _repeated(self, part: _Part) -> _Part:
        found = _REPEAT.match(self._text, self._at)
        if found is None:
            return part
        self._at = found.end()
        if self._text[self._at : self._at + 1] in ("?", "+"):
            self._at += 1
        low, high = _counts(found)
        if low > LONGEST_CODE:
            raise _Fault("编号规则要求的重复次数过多", f"the pattern asks for more than {LONGEST_CODE} repetitions")
        if part.led:
            ways = part.ways * (high - low + 1)
        else:
            ways = sum(_capped(part.ways**count) for count in range(low, high + 1))
        return _Part(_capped(ways), part.leaves, settled=part.led or (part.settled and part.ways == 1))


def _counts(found: re.Match[str]) -> tuple[int, int]:
    """How often at least and at most; more than a code has characters is no more than that."""
    sign, exact = found.group(), found.group("low")
    if sign in ("*", "+", "?"):
        return int(sign == "+"), 1 if sign == "?" else LONGEST_CODE
    low = int(exact or found.group("from") or 0)
    high = low if exact else int(found.group("to") or LONGEST_CODE)
    return low, max(low, min(high, LONGEST_CODE))


def _leads(first: _Part, others: tuple[str, ...]) -> bool:
    """Whether the first part is one character, always there, that no other leaf can match."""
    if first.ways != 1 or len(first.leaves) != 1 or len(first.leaves[0].lstrip("\\")) != 1:
        return False
    sign = first.leaves[0]
    if sign == "." or (sign.startswith("\\") and sign[1].isalnum()):
        return False
    return not any(re.fullmatch(leaf, sign[-1]) for leaf in others)


def _capped(ways: int) -> int:
    return max(1, min(ways, MOST_WAYS + 1))


def _not_here(sign: str) -> str:
    return f"the pattern may not hold '{sign}' there"
