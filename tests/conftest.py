"""Shared fixtures. The material in `../shared` is for tests only; without it those tests skip and say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("short", max_examples=60, deadline=None)
settings.register_profile("long", max_examples=1000, deadline=None)
settings.load_profile("short")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real lists and contracts beside the repository."""
    folder = ROOT.parent / "shared"
    if not (folder / "docx").is_dir():
        pytest.skip("the shared folder with real lists and contracts is not beside this checkout")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh CAVEAT_HOME."""
    folder = tmp_path / "caveat-home"
    monkeypatch.setenv("CAVEAT_HOME", str(folder))
    return folder
