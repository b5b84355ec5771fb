"""One home with every public list at hand imported, for the benches that ask all lists."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from catalogue.__main__ import main

LISTS = (
    ("us/ccl_supp1_ecfr.xml", "us-ccl", "2026-06-30"),
    ("us/title-22_part-121.xml", "us-usml", "2026-07-23"),
    ("eu/annex_I_2021-821.json", "eu-dual-use", "2025-11-15"),
    ("eu/annex_I_2022_norway_list2.pdf", "eu-dual-use", ""),
    ("de/awv_2013.md", "de", ""),
)


@pytest.fixture(scope="session")
def home_with_all_lists(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CAVEAT_HOME with the bundled lists and all others."""
    home = tmp_path_factory.mktemp("all-lists")
    for file, catalogue, edition in LISTS:
        words = ["import", str(shared / "data" / file), "--catalogue", catalogue, "--replace"]
        words += ["--edition", edition] if edition else []
        assert main(words, {"CAVEAT_HOME": str(home)}, io.StringIO(), sys.stderr) == 0
    return home
