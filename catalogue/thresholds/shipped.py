"""Where the vocabulary of thresholds lies that ships with the program: apart, so that asking opens no reader."""

from __future__ import annotations

from pathlib import Path


def bundled_vocabulary() -> Path:
    """The vocabulary that ships with the program."""
    return Path(__file__).resolve().parent / "vocabulary.yaml"
