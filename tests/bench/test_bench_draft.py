"""Drafting speed: fourteen clauses into the longest of the real contracts, 1.5 s at most."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "clause_library" / "word"))

from word_samples import fourteen

from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions

LIMIT = 1.5
CONTRACTS = (
    "Core_Terms_v3.0.2_(DA).docx",
    "common-paper-data-processing-agreement.docx",
    "技术服务合同.docx",
)


@pytest.mark.parametrize("name", CONTRACTS)
def test_fourteen_clauses_within_the_limit(shared: Path, tmp_path: Path, name: str) -> None:
    clauses = fourteen()
    took: list[float] = []
    for number in range(3):
        start = time.perf_counter()
        draft_contract(shared / "docx" / name, tmp_path / f"{number}.docx", clauses, DraftOptions())
        took.append(time.perf_counter() - start)
    assert min(took) <= LIMIT, took


def test_draft_speed(shared: Path, tmp_path: Path, benchmark) -> None:
    clauses = fourteen()
    target = tmp_path / "out.docx"
    options = DraftOptions(replace=True)
    benchmark(draft_contract, shared / "docx" / CONTRACTS[0], target, clauses, options)
