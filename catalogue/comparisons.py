"""A comparison beside a value of a typed limit or a data sheet, read by the table of `comparisonwords`.

Values that flow: a place in a tidied text -> the `Comparison` that stands there. The one hard problem: strict and
non-strict differ by one word, and the word may stand on either side; 以上, 以下 and 以内 include the number, 不满,
超过 and 以外 do not (Civil Code of 28 May 2020, Article 1259). "Better than" has no direction of its own: the
comparison has none until the caller says which way is better. Rejected: taking it for "less than", which is right for
an accuracy and wrong for a purity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.comparisonwords import BEFORE, BEHIND, Sense, Use, spellings
from catalogue.model import Op

LEAST, MOST = (Op.GT, Op.GE), (Op.LT, Op.LE)
LANGUAGES = ("zh", "en")
_ASIDE = r"(?:\s*\((?:better|worse)\))?"
CHAIN = re.compile(r"(?P<low>[^<≤]+?)\s*(?P<first><=|<|≤)(?P<name>[^0-9<≤]*)(?P<second><=|<|≤)\s*(?P<high>[^<≤]+)")
"""30 ≤ x < 60 min."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison found in a text, and where it stands. `op` is None for "better than", strict or not."""

    op: Op | None
    strict: bool
    start: int
    end: int

    def directed(self, better: Op | None) -> Op | None:
        """The operator; `better` (LT or GT) says which way is better, None leaves "better than" without one."""
        if self.op is not None or better is None:
            return self.op
        up = better in LEAST
        return (Op.GT if up else Op.LT) if self.strict else (Op.GE if up else Op.LE)


class ComparisonReader:
    """Finds the words of one use of the table beside a value."""

    def __init__(self, use: Use) -> None:
        before, behind = (_pattern(use, side) for side in (BEFORE, BEHIND))
        self._before, self._behind = (re.compile(p, re.IGNORECASE) for p in (before, behind))
        self._ends = re.compile(rf"(?:{before})\s*(?:为|:|：|\bof\b)?\s*$", re.IGNORECASE)

    def at(self, text: str, start: int = 0) -> Comparison | None:
        """The comparison that begins at a place of a tidied text and stands before its value."""
        return _comparison(self._before.match(text, start))

    def before(self, text: str, end: int) -> Comparison | None:
        """The comparison that ends where a value begins, blanks and a 为 between."""
        return _comparison(self._ends.search(text[:end]))

    def behind(self, text: str, start: int) -> Comparison | None:
        """The comparison right behind a value: 及以上, 以内, or better."""
        blank = len(text) - len(text[start:].lstrip()) if text[start:].strip() else len(text)
        return _comparison(self._behind.match(text, blank))

    def ending(self, text: str) -> Comparison | None:
        """The comparison behind a value that ends the text."""
        return next((c for c in map(_comparison, self._behind.finditer(text)) if c and c.end == len(text)), None)


def _pattern(use: Use, side: str) -> str:
    """One group per sense; the first that matches wins."""
    found = spellings(use, side, LANGUAGES)
    return "|".join(f"(?P<{sense.name}>{_bounded(words.replace('A', _ASIDE))})" for sense, words in found)


def _bounded(words: str) -> str:
    """A Latin word begins and ends as a word; a Han word or a sign may stand against anything."""
    return rf"(?:(?<![A-Za-z])|(?![A-Za-z]))(?:{words})(?:(?![A-Za-z])|(?<![A-Za-z]))"


def _comparison(found: re.Match[str] | None) -> Comparison | None:
    if found is None:
        return None
    sense = Sense[next(name for name, text in found.groupdict().items() if text is not None)]
    if sense in (Sense.BETTER, Sense.BETTER_EQUAL):
        return Comparison(None, sense is Sense.BETTER, found.start(), found.end())
    return Comparison(Op(sense.value), sense in (Sense.GT, Sense.LT), found.start(), found.end())


_TYPED = ComparisonReader(Use.TYPED)


def comparison_at(text: str, start: int = 0) -> Comparison | None:
    """The comparison that begins at a place of a typed limit and stands before its value."""
    return _TYPED.at(text, start)


def comparison_before(text: str, end: int) -> Comparison | None:
    """The comparison that ends where a typed value begins, blanks and a 为 between."""
    return _TYPED.before(text, end)


def comparison_behind(text: str, start: int) -> Comparison | None:
    """The comparison right behind a typed value: 及以上, 以内, or better."""
    return _TYPED.behind(text, start)


def comparison_ending(text: str) -> Comparison | None:
    """The comparison behind a typed value that ends the text."""
    return _TYPED.ending(text)


def states_limit(plain: str) -> bool:
    """True where a tidied text is a value with a comparison: `bounds` reads it, `quantity` refuses it."""
    return bool(comparison_at(plain) or comparison_ending(plain) or CHAIN.fullmatch(plain))
