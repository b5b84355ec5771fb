"""The law of drafting again, for drawn papers and drawn clauses: CT-47 and CT-48."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_word_removal import law
from word_papers import CLAUSES, Paper, chosen, papers

from clause_library.model import RenderedClause

NAMES = st.frozensets(st.sampled_from(sorted(CLAUSES)))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(papers(), chosen(), NAMES, st.booleans())
def test_steps_and_removals_leave_no_trace(
    paper: Paper, clauses: tuple[RenderedClause, ...], first: frozenset[str], keep: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        law(paper, clauses, first, keep, Path(folder))


@pytest.mark.full
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(papers(), chosen(), NAMES, st.booleans())
def test_steps_and_removals_leave_no_trace_in_many(
    paper: Paper, clauses: tuple[RenderedClause, ...], first: frozenset[str], keep: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        law(paper, clauses, first, keep, Path(folder))
