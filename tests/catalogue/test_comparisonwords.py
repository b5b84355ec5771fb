"""One table of comparing words: the typed limit, the running text and the data sheet never disagree about one."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.assessing.figures import Bound, figures
from catalogue.comparisons import comparison_at, comparison_behind
from catalogue.comparisonwords import BEFORE, WORDS, Sense, Use, spellings
from catalogue.model import Op
from catalogue.thresholds.comparing import Comparing
from catalogue.units import UnitTable

UNITS = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")
LISTED = {lang: Comparing(lang) for lang in ("zh", "en", "de")}
SAID = {Op.GE: Bound.AT_LEAST, Op.GT: Bound.AT_LEAST, Op.LE: Bound.AT_MOST, Op.LT: Bound.AT_MOST}
PHRASES = [
    *(
        (words, Op.GE)
        for words in (
            "大于等于",
            "大于或等于",
            "大于或者等于",
            "不小于",
            "不低于",
            "不得少于",
            "至少",
            "等于或超过",
            "≥",
        )
    ),
    *(
        (words, Op.LE)
        for words in ("小于等于", "小于或者等于", "少于或等于", "不大于", "不高于", "不超过", "不得超过", "未超过", "≤")
    ),
    *((words, Op.GT) for words in ("大于", "高于", "超过", "超出", "多于", "长于", "重于", ">")),
    *((words, Op.LT) for words in ("小于", "低于", "少于", "短于", "轻于", "<")),
    *(
        (words, Op.GE)
        for words in ("at least", "not less than", "no less than", "equal to or greater than", "more than or equal to")
    ),
    *(
        (words, Op.LE)
        for words in ("at most", "not more than", "no more than", "not greater than", "not exceeding", "not above")
    ),
    *(
        (words, Op.GT)
        for words in ("more than", "greater than", "exceeding", "in excess of", "over", "above", "wider than")
    ),
    *((words, Op.LT) for words in ("less than", "lower than", "below", "thinner than", "shorter than")),
]
BEHIND_VALUE = [
    *((words, Op.GE) for words in ("以上", "及以上", "或更大", "or more", "or greater", "and above", "or longer")),
    *((words, Op.LE) for words in ("以下", "及以下", "以内", "或更小", "or less", "or lower", "and below")),
    ("以上(不含本数)", Op.GT),
    ("以下(不含)", Op.LT),
]


@pytest.mark.parametrize(("words", "op"), PHRASES)
def test_before_a_value_every_use_says_the_same(words: str, op: Op) -> None:
    text = f"{words} 5 mm"
    typed = comparison_at(text)
    listed = LISTED["en" if words.isascii() and words[0].isalpha() else "zh"].before(text, len(words) + 1)
    assert typed is not None
    assert listed is not None
    assert (typed.op, listed.op) == (op, op)
    assert [f.bound for f in figures(f"length {text}", UNITS)] == [SAID[op]]


@pytest.mark.parametrize(("words", "op"), BEHIND_VALUE)
def test_behind_a_value_every_use_says_the_same(words: str, op: Op) -> None:
    text = f"5 mm {words}"
    typed = comparison_behind(text, 4)
    listed = LISTED["en" if words[0].isascii() else "zh"].behind(text, 4)
    assert typed is not None
    assert listed is not None
    assert (typed.op, listed.op) == (op, op)
    assert [f.bound for f in figures(text, UNITS)] == [SAID[op]]


@pytest.mark.parametrize("words", ["优于", "好于", "快于", "better than", "faster than"])
def test_better_and_faster_have_no_direction_of_their_own(words: str) -> None:
    text = f"{words} 5 mm"
    typed = comparison_at(text)
    listed = LISTED["en" if words.isascii() else "zh"].before(text, len(words) + 1)
    assert typed is not None
    assert typed.op is None
    assert listed is not None
    assert listed.op == Sense.BETTER.value
    assert [f.bound for f in figures(text, UNITS)] == [Bound.BETTER]


@pytest.mark.parametrize("words", ["up to", "达到", "最大", "max."])
def test_what_a_data_sheet_says_of_the_value_itself_is_no_limit(words: str) -> None:
    assert [f.bound for f in figures(f"{words} 300 m", UNITS)] == [Bound.VALUE]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "moreover 5 mm"), ("de", "gegenüber 5 mm"), ("zh", "并不大于等于 5 mm")]
)
def test_the_end_of_another_word_compares_nothing(lang: str, text: str) -> None:
    found = LISTED[lang].before(text, text.index("5"))
    assert found is None or found.op is Op.LE


@pytest.mark.parametrize(
    ("words", "op"),
    [
        ("größer als", Op.GT),
        ("größer/gleich", Op.GE),
        ("größer oder gleich", Op.GE),
        ("kleiner als", Op.LT),
        ("kleiner/gleich", Op.LE),
        ("mehr als", Op.GT),
        ("weniger als", Op.LT),
        ("mindestens", Op.GE),
        ("höchstens", Op.LE),
        ("nicht mehr als", Op.LE),
        ("nicht weniger als", Op.GE),
        ("über", Op.GT),
        ("bis zu", Op.LE),
    ],
)
def test_german_words(words: str, op: Op) -> None:
    found = LISTED["de"].before(f"Länge {words} 5 mm", len(words) + 7)
    assert found is not None
    assert found.op is op


def test_every_row_is_read_somewhere() -> None:
    assert all(word.uses and set(word.uses) <= {use.value for use in Use} for word in WORDS)
    assert len(WORDS) == len({(w.sense, w.side, w.lang, w.pattern) for w in WORDS})
    assert {sense for use in Use for sense, _ in spellings(use, BEFORE, ("zh", "en", "de"))} == set(Sense)
