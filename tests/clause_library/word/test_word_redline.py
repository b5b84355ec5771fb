"""Tracked changes: rejecting ours gives the original, accepting ours the clean text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from test_word_draft_real import ODD, REAL, SAMPLES
from word_redlines import AUTHOR, both_ways
from word_samples import fourteen, write

from clause_library.contractsource import read_sample
from clause_library.word.packs.builder import build_contract
from clause_library.word.report import DraftOptions

OPTIONS = DraftOptions(author=AUTHOR, date=dt.date(2026, 11, 22))


QUICK = [REAL[1], ODD[-2]]


@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.full) for n in REAL + ODD])
def test_real_contracts(shared: Path, tmp_path: Path, name: str) -> None:
    both_ways(shared / "docx" / name, tmp_path, fourteen(), OPTIONS)


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.full) for n in SAMPLES[:2]] + SAMPLES[2:])
@pytest.mark.parametrize("numbering", ["renumber", pytest.param("keep", marks=pytest.mark.full)])
def test_the_products_own_samples(root: Path, tmp_path: Path, name: str, numbering: str) -> None:
    sample = read_sample(root / "clause_library" / "contracts" / f"{name}.yaml")
    template = write(tmp_path, build_contract(sample))
    both_ways(template, tmp_path, fourteen(), replace(OPTIONS, numbering=numbering))
