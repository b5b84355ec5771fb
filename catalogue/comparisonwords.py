"""The words and signs that compare, in Chinese, English and German: one table for every place that reads limits.

Values that flow: side, languages and use -> the spellings, each with what it says (`Sense`). The one hard problem: a
word compares surely in one kind of text only: "within 5 m" is a limit where somebody types one and a place in the
running text of a list, "up to 300 m" on a data sheet is the value itself; so each row says where it is read, and a
use that a row does not name never sees it. Rejected: a list in each reader (不大于 was read as 大于 in one of
them), and one list without uses, which reads limits that nobody stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Sense(StrEnum):
    """What a word says of the value beside it. Better has no direction until the quantity is known.

    Faster is a better of its own: of a speed it is more, of a switching time less.
    """

    GE = "ge"
    LE = "le"
    BETTER_EQUAL = "better-equal"
    GT = "gt"
    LT = "lt"
    BETTER = "better"
    EQ = "eq"


class Use(StrEnum):
    """Where a spelling is read: a limit typed alone, the running text of a list, or a data sheet."""

    TYPED = "t"
    LISTED = "l"
    SHEET = "s"


BEFORE, BEHIND = "before", "behind"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling with what it says. `pattern` is a regular expression in small letters; a blank is any blank.

    A capital A stands where an aside may follow: less (better) than.
    """

    sense: Sense
    side: str
    lang: str
    pattern: str
    uses: str = "tls"


_UP = "(?:greater|more|higher|larger|longer|heavier|wider|thicker|stronger)"
_DOWN = "(?:less|lower|smaller|fewer|shorter|lighter|narrower|thinner|finer)"
_BETTER = "(?:better|faster)"
_MEHR = "(?:größer|mehr|höher|länger|breiter|dicker|schwerer)"
_WENIGER = "(?:kleiner|weniger|niedriger|geringer|kürzer|dünner|leichter)"

WORDS: tuple[Spelling, ...] = (
    # signs
    Spelling(Sense.GE, BEFORE, "", "[≥≧]|> ?=|=>"),
    Spelling(Sense.LE, BEFORE, "", "[≤≦]|< ?=|=<"),
    Spelling(Sense.GT, BEFORE, "", ">"),
    Spelling(Sense.LT, BEFORE, "", "<"),
    Spelling(Sense.EQ, BEFORE, "", "==|=", "t"),
    # Chinese, before the value
    Spelling(
        Sense.GE, BEFORE, "zh", "大于(?:或者?|和|、)?等于|等于(?:或|和)大于|高于(?:或|和)?等于|超过(?:或|和)?等于"
    ),
    Spelling(Sense.GE, BEFORE, "zh", "等于或(?:大于|高于|超过)|达到或超过|不(?:得|应|能|可)?(?:小|低|少|短|轻|弱)于"),
    Spelling(Sense.GE, BEFORE, "zh", "不亚于|至少(?:为|达到)?"),
    Spelling(Sense.GE, BEFORE, "zh", "最小(?:值)?为|最低为", "ts"),
    Spelling(Sense.GE, BEFORE, "zh", "最小", "s"),
    Spelling(Sense.GE, BEFORE, "zh", "达到", "t"),
    Spelling(
        Sense.LE, BEFORE, "zh", "小于(?:或者?|和|、)?等于|等于(?:或|和)小于|[低少]于(?:或|和)?等于|等于或[小低]于"
    ),
    Spelling(Sense.LE, BEFORE, "zh", "不(?:得|应|能|可)?(?:[大高多长重]于|超过|超出)|未超过|至多(?:为)?|最多为"),
    Spelling(Sense.LE, BEFORE, "zh", "最多|最大(?:值)?为|最高为", "t"),
    Spelling(Sense.BETTER_EQUAL, BEFORE, "zh", "优于(?:或)?等于|等于或优于|不劣于"),
    Spelling(Sense.BETTER, BEFORE, "zh", "优于|好于|快于"),
    Spelling(Sense.GT, BEFORE, "zh", "大于|高于|超过|超出|多于|长于|重于|逾"),
    Spelling(Sense.LT, BEFORE, "zh", "小于|低于|少于|短于|轻于"),
    Spelling(Sense.LT, BEFORE, "zh", "不足|不满|不到|未达到?", "ts"),
    Spelling(Sense.EQ, BEFORE, "zh", "等于", "t"),
    # Chinese, behind it: 以上, 以下 and 以内 include the number (Civil Code of 28 May 2020, Article 1259)
    Spelling(Sense.GT, BEHIND, "zh", r"(?:\(不含(?:本数)?\))以上|以上\(不含(?:本数)?\)"),
    Spelling(Sense.GT, BEHIND, "zh", "以外", "t"),
    Spelling(Sense.LT, BEHIND, "zh", r"以下\(不含(?:本数)?\)"),
    Spelling(Sense.GE, BEHIND, "zh", r"(?:及其?|或|和|其|\(含\)|含)?以上(?:\(含(?:本数)?\))?|或者?更[高大多长厚重宽]"),
    Spelling(Sense.LE, BEHIND, "zh", r"(?:及其?|或|和|其|\(含\)|含)?(?:以下|以内|之内)(?:\(含(?:本数)?\))?"),
    Spelling(Sense.LE, BEHIND, "zh", "或者?更[低小少短薄轻窄]"),
    Spelling(Sense.BETTER_EQUAL, BEHIND, "zh", "或者?更[好优快]"),
    # English, before the value
    Spelling(Sense.GE, BEFORE, "en", f"{_UP}A than or equal to|equal to or (?:{_UP}A than|above|in excess of)"),
    Spelling(Sense.GE, BEFORE, "en", r"(?:equal to or|equal(?:s|ling)?(?: to)? or) exceed(?:ing|s)?"),
    Spelling(Sense.GE, BEFORE, "en", "exceed(?:ing|s)? or equal(?:ing)?(?: to)?|at least|(?:a )?minimum of"),
    Spelling(Sense.GE, BEFORE, "en", f"(?:not|no) {_DOWN}A than|not below"),
    Spelling(Sense.GE, BEFORE, "en", r"min\.?|minimum", "s"),
    Spelling(Sense.LE, BEFORE, "en", f"{_DOWN}A than or equal to|equal to or (?:{_DOWN}A than|below)"),
    Spelling(Sense.LE, BEFORE, "en", f"(?:not|no) {_UP}A than|not above"),
    Spelling(Sense.LE, BEFORE, "en", "(?:do |does )?not exceed(?:ing)?|not to exceed"),
    Spelling(Sense.LE, BEFORE, "en", "at most"),
    Spelling(Sense.LE, BEFORE, "en", "up to(?: and including)?|(?:a )?maximum of", "tl"),
    Spelling(Sense.LE, BEFORE, "en", "within", "ts"),
    Spelling(
        Sense.BETTER_EQUAL, BEFORE, "en", f"equal to or {_BETTER}A than|{_BETTER}A than or equal to|no worse than"
    ),
    Spelling(Sense.BETTER, BEFORE, "en", f"{_BETTER}A than"),
    Spelling(Sense.GT, BEFORE, "en", f"{_UP}A than|exceed(?:ing|s|ed)?|in excess of|over|above"),
    Spelling(Sense.LT, BEFORE, "en", f"{_DOWN}A than|below"),
    Spelling(Sense.LT, BEFORE, "en", "under", "ts"),
    Spelling(Sense.EQ, BEFORE, "en", "equal to|equals", "t"),
    # English, behind it
    Spelling(Sense.GE, BEHIND, "en", f"(?:or|and) (?:{_UP}|above|over|upwards?)"),
    Spelling(Sense.GE, BEHIND, "en", "(?:or|and) up", "t"),
    Spelling(Sense.GE, BEHIND, "en", r"minimum|min\b", "s"),
    Spelling(Sense.LE, BEHIND, "en", f"(?:or|and) (?:{_DOWN}|below|under)"),
    Spelling(Sense.BETTER_EQUAL, BEHIND, "en", f"(?:or|and) {_BETTER}"),
    # German, before the value and behind it
    Spelling(Sense.GE, BEFORE, "de", f"{_MEHR} ?(?:/|oder) ?gleich(?: als)?|gleich oder {_MEHR}(?: als)?|mindestens"),
    Spelling(Sense.GE, BEFORE, "de", f"nicht (?:{_WENIGER} als|unter)|wenigstens"),
    Spelling(Sense.LE, BEFORE, "de", f"{_WENIGER} ?(?:/|oder) ?gleich(?: als)?|gleich oder {_WENIGER}(?: als)?"),
    Spelling(Sense.LE, BEFORE, "de", f"nicht (?:{_MEHR} als|über)|höchstens|maximal"),
    Spelling(Sense.LE, BEFORE, "de", "bis zu", "tl"),
    Spelling(Sense.GE, BEFORE, "de", "mindest[a-zäöüß]{3,30} von", "l"),
    Spelling(Sense.LE, BEFORE, "de", "höchst[a-zäöüß]{3,30} von", "l"),
    Spelling(Sense.BETTER_EQUAL, BEFORE, "de", "besser ?(?:/|oder) ?gleich(?: als)?"),
    Spelling(Sense.BETTER, BEFORE, "de", "(?:besser|schneller) als"),
    Spelling(Sense.GT, BEFORE, "de", f"{_MEHR} als|über|oberhalb(?: von)?"),
    Spelling(Sense.LT, BEFORE, "de", f"{_WENIGER} als|unter|unterhalb(?: von)?"),
    Spelling(Sense.GE, BEHIND, "de", f"(?:oder|und) {_MEHR}"),
    Spelling(Sense.LE, BEHIND, "de", f"(?:oder|und) {_WENIGER}"),
    Spelling(Sense.BETTER_EQUAL, BEHIND, "de", "(?:oder|und) (?:besser|schneller)"),
)
_STRICT_FIRST = (Sense.GT, Sense.LT, Sense.GE, Sense.LE, Sense.BETTER_EQUAL)
"""Behind a value 以上(不含本数) is longer than 以上; before it, 大于等于 is longer than 大于."""


def spellings(use: Use, side: str, langs: tuple[str, ...]) -> Iterator[tuple[Sense, str]]:
    """(sense, regular expression) of one side in one use; those first whose spelling may hold another's."""
    fitting = [w for w in WORDS if w.side == side and use.value in w.uses and (not w.lang or w.lang in langs)]
    for sense in _STRICT_FIRST if side == BEHIND else Sense:
        joined = "|".join(w.pattern for w in fitting if w.sense is sense)
        if joined:
            yield sense, joined.replace(" ?", r"\s*").replace(" ", r"\s+")
