"""Words and signs of comparison, in Chinese and English, before a value and behind it.

Values that flow: a place in a tidied text -> the `Comparison` that stands there. The one hard problem: strict and
non-strict differ by one word, and the word may stand on either side; 以上, 以下 and 以内 include the number, 不满,
超过 and 以外 do not (Civil Code of 28 May 2020, Article 1259). "Better than" has no direction of its own: the
comparison has none until the caller says which way is better. Rejected: taking it for "less than", which is right for
an accuracy and wrong for a purity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.model import Op

LEAST, MOST = (Op.GT, Op.GE), (Op.LT, Op.LE)

_UP = "greater|more|higher|larger|longer|faster|heavier|wider|thicker|stronger"
_DOWN = "less|lower|smaller|fewer|shorter|slower|lighter|narrower|thinner"
_ASIDE = r"(?:\s*\((?:better|worse)\))?"
_BETTER, _BETTER_OR_EQUAL = "better", "better_or_equal"

_BEFORE: tuple[tuple[str, str], ...] = (
    (
        Op.GE,
        rf"≥|>=|=>|大于(?:或|和|、)?等于|等于(?:或|和)大于|高于(?:或)?等于|超过(?:或)?等于|等于或超过|达到或超过|不(?:得|应|能|可)?(?:小|低|少|短|轻)于|"
        rf"不亚于|至少(?:为|达到)?|最小(?:值)?为|最低为|达到|(?:{_UP}){_ASIDE} than or equal to|equal to or "
        rf"(?:(?:{_UP}){_ASIDE} than|exceeding)|at least|(?:not|no) (?:{_DOWN}){_ASIDE} than|not below|minimum of",
    ),
    (
        Op.LE,
        rf"≤|<=|=<|小于(?:或|和|、)?等于|等于(?:或|和)小于|低于(?:或)?等于|等于或低于|不(?:得|应|能|可)?(?:(?:大|高|多|长|重)于|超过|超出)|未超过|至多(?:为)?|"
        rf"最多(?:为)?|最大(?:值)?为|最高为|(?:{_DOWN}){_ASIDE} than or equal to|equal to or (?:{_DOWN}){_ASIDE} than|"
        rf"at most|up to|within|(?:not|no) (?:{_UP}){_ASIDE} than|not exceeding|not to exceed|not above|maximum of",
    ),
    (
        _BETTER_OR_EQUAL,
        "优于(?:或)?等于|等于或优于|不劣于|equal to or better than|better than or equal to|no worse than",
    ),
    (_BETTER, "优于|好于|better than"),
    (
        Op.GT,
        rf">|大于|高于|超过|超出|多于|长于|快于|重于|逾|(?:{_UP}){_ASIDE} than|exceeding|exceeds|in excess of|over|"
        r"above",
    ),
    (Op.LT, rf"<|小于|低于|少于|短于|慢于|轻于|不足|不满|不到|未达到?|(?:{_DOWN}){_ASIDE} than|below|under"),
    (Op.EQ, "==|=|等于|equal to|equals"),
)
_AFTER: tuple[tuple[str, str], ...] = (
    (
        Op.GE,
        r"(?:及|及其|或|\(含\)|含)?以上(?:\(含(?:本数)?\))?|或更[多高大长]|"
        r"(?:or|and) (?:more|greater|higher|larger|longer|above|over|up)",
    ),
    (
        Op.LE,
        r"(?:及|及其|或|\(含\)|含)?(?:以下|以内|之内)(?:\(含(?:本数)?\))?|或更[少低小短]|"
        r"(?:or|and) (?:less|lower|smaller|fewer|shorter|below|under)",
    ),
    (_BETTER_OR_EQUAL, "或更[好优]|(?:or|and) better"),
    (Op.GT, r"(?:\(不含(?:本数)?\))以上|以上\(不含(?:本数)?\)|以外"),
    (Op.LT, r"以下\(不含(?:本数)?\)"),
)


def _pattern(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """One group per operator; of alternatives that begin alike the longest is tried first by the order above."""
    kinds = "|".join(f"(?P<{_name(op)}_{n}>{_bounded(text)})" for n, (op, text) in enumerate(words))
    return re.compile(kinds.replace(" ", r"\s+"), re.IGNORECASE)


def _bounded(words: str) -> str:
    """A Latin word begins and ends as a word; a Han word or a sign may stand against anything."""
    return rf"(?:(?<![A-Za-z])|(?![A-Za-z]))(?:{words})(?:(?![A-Za-z])|(?<![A-Za-z]))"


def _name(op: str) -> str:
    return str(op.value) if isinstance(op, Op) else op


_WORDS_BEFORE = _pattern(_BEFORE)
_WORDS_AFTER = _pattern((_AFTER[3], _AFTER[4], *_AFTER[:3]))
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


def comparison_at(text: str, start: int = 0) -> Comparison | None:
    """The comparison that begins at a place of a tidied text and stands before its value."""
    return _comparison(_WORDS_BEFORE.match(text, start))


def comparison_behind(text: str, start: int) -> Comparison | None:
    """The comparison right behind a value: 及以上, 以内, or better."""
    blank = len(text) - len(text[start:].lstrip()) if text[start:].strip() else len(text)
    return _comparison(_WORDS_AFTER.match(text, blank))


def _comparison(found: re.Match[str] | None) -> Comparison | None:
    if found is None:
        return None
    name = next(name for name, text in found.groupdict().items() if text is not None).rsplit("_", 1)[0]
    start, end = found.start(), found.end()
    if name in (_BETTER, _BETTER_OR_EQUAL):
        return Comparison(None, name == _BETTER, start, end)
    return Comparison(Op(name), Op(name) in (Op.GT, Op.LT), start, end)


def comparison_ending(text: str) -> Comparison | None:
    """The comparison behind a value that ends the text."""
    return next((c for c in map(_comparison, _WORDS_AFTER.finditer(text)) if c and c.end == len(text)), None)


def states_limit(plain: str) -> bool:
    """True where a tidied text is a value with a comparison: `bounds` reads it, `quantity` refuses it."""
    return bool(comparison_at(plain) or comparison_ending(plain) or CHAIN.fullmatch(plain))
