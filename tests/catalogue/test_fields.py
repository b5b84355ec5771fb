"""Schema reading: types, defaults, and one Problem with its place for every fault."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import Problem
from catalogue.yamltext import parse_yaml


def fields(text: str) -> tuple[Fields, list[Problem]]:
    problems: list[Problem] = []
    return Fields(parse_yaml(text, "f.yaml"), "a thing", "f.yaml", problems), problems


def test_values_of_every_type() -> None:
    read, problems = fields(
        "text: x\nflag: Yes\nnone: unknown\nday: 2026-11-20\nwhole: 12\nnumber: 1.3e11\n"
        "many: [a, b]\none: a\nwords: {zh: 甲, en: A}\nplain: 甲\nchoice: red\nnumbers: [1, 2.5]\n"
    )
    assert read.text("text") == "x"
    assert read.flag("flag") is True
    assert read.optional_flag("none") is None
    assert read.date("day") == dt.date(2026, 11, 20)
    assert read.whole("whole") == 12
    assert read.number("number") == Fraction(130_000_000_000)
    assert read.texts("many") == ("a", "b")
    assert read.texts("one") == ("a",)
    assert read.words("words") == Words("甲", "A")
    assert read.words("plain") == Words("甲")
    assert read.choice("choice", ("red", "blue")) == "red"
    assert read.numbers("numbers") == (Fraction(1), Fraction(5, 2))
    read.finish()
    assert problems == []


def test_absent_keys_give_the_default_and_no_problem() -> None:
    read, problems = fields("a: 1\n")
    assert (read.text("x", "d"), read.flag("y", True), read.date("z"), read.texts("w")) == ("d", True, None, ())
    assert problems == []


@pytest.mark.parametrize(
    ("text", "ask", "words"),
    [
        ("x: [1]", lambda f: f.text("x"), "'x' must be one value"),
        ("x: maybe", lambda f: f.flag("x"), "'maybe' is not a yes or no"),
        ("x: 2026-2-3", lambda f: f.date("x"), "not a date of the calendar"),
        ("x: 2026-02-30", lambda f: f.date("x"), "not a date of the calendar"),
        ("x: ２０２６-01-01", lambda f: f.date("x"), "not a date of the calendar"),
        ("x: -3", lambda f: f.whole("x"), "not a whole number"),
        ("x: 1e9999", lambda f: f.number("x"), "not a number"),
        ("x: 1/3", lambda f: f.number("x"), "not a number"),
        ("x: nan", lambda f: f.number("x"), "not a number"),
        ("x: gren", lambda f: f.choice("x", ("green", "red")), "did you mean 'green'?"),
        ("x: zzz", lambda f: f.choice("x", ("green", "red")), "one of: green, red"),
        ("x: [a, zz]", lambda f: f.choices("x", ("a", "b")), "'zz' is not a value"),
        ("x: {a: 1}", lambda f: f.texts("x"), "'x' must be a list"),
        ("x: text", lambda f: f.nodes("x"), "must be a list"),
        ("x: {zh: 甲, de: A}", lambda f: f.words("x"), "'de' is not a field"),
        ("y: 1", lambda f: f.text("x", required=True), "a thing needs 'x'"),
    ],
)
def test_each_fault_has_its_words_and_its_line(text: str, ask: object, words: str) -> None:
    read, problems = fields("first: 1\n" + text + "\n")
    assert callable(ask)
    ask(read)
    assert len(problems) == 1
    assert words in str(problems[0])
    assert problems[0].line == (1 if text == "y: 1" else 2)


def test_keys_nobody_asked_for_are_named_with_a_likely_word() -> None:
    read, problems = fields("title: x\ntitel: y\n")
    read.text("title")
    read.finish()
    assert [str(p) for p in problems] == ["f.yaml:2: 'titel' is not a field of a thing; did you mean 'title'?"]


def test_a_list_where_a_block_belongs() -> None:
    _, problems = fields("- a\n")
    assert "must be a block of 'key: value' lines" in str(problems[0])
