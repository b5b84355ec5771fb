"""Code patterns: those that could hang the program are refused, and no accepted one does."""

from __future__ import annotations

import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.patterns import LONGEST_CODE, LONGEST_PATTERN, pattern_fault

PIECES = ("a", "b", r"\.", "[ab]", ".", r"\d", "(", ")", "(?:", "|", "*", "+", "?", "{2}", "{0,3}", "{1,}", "*?")


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d[A-E]\d{3}",
        r"\d{6}[JX]",
        ".*",
        "",
        r"\d[A-E]\d{3}(\.[a-z0-9]+)*",
        r"[IVX]{1,5}(\([a-z]\)(\(\d{1,2}\))*)?",
        r"[0-9]{1,2}(\.[0-9]{1,2})?",
        r"\d+[A-Z]+",
        "第[0-9]+类",
    ],
)
def test_patterns_of_real_lists_are_sound(pattern: str) -> None:
    assert not pattern_fault(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(A+)+B",
        r"(a|a)*b",
        r"(a?){30}a{30}",
        "a?" * 40,
        r"(aa|a)*",
        r"(.a+)*",
        r"(\.(a|a))*b",
        r"(\.[a-z]*[a-z]*)*",
        r"(?i)a",
        r"(?=a)a",
        r"(a)\1",
        "x{99999999999}",
        "[[a]",
        "[a--b]",
        "(",
        ")",
        "a**",
        "^a$",
        "[b-a]",
        "a" * (LONGEST_PATTERN + 1),
        "(" * 90 + ")" * 90 + "{2}" + ")",
    ],
)
def test_patterns_that_may_not_end_or_cannot_be_counted_are_refused(pattern: str) -> None:
    fault = pattern_fault(pattern)
    assert fault.zh
    assert fault.en


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text("ab.1x", max_size=LONGEST_CODE))
def test_whatever_is_accepted_compiles_and_ends(pattern: str, text: str) -> None:
    if pattern_fault(pattern):
        return
    compiled = re.compile(pattern)
    done = threading.Thread(target=lambda: [compiled.fullmatch(t) for t in (text, "a" * 59 + "!")], daemon=True)
    done.start()
    done.join(5)
    assert not done.is_alive()


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(pattern: str) -> None:
    assert bool(pattern_fault(pattern).zh) == bool(pattern_fault(pattern).en)
