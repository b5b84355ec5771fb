"""What was dropped on the window: a matter, a datasheet, a Word file that may be either paper, a folder. No Qt.

Values that flow: paths -> `Arrival`. The hard problem is .docx: a contract and a datasheet look the same from outside,
and reading the wrong one as the other does harm in silence. So a Word file is asked about, and of several files none is
chosen. Rejected: looking inside for words such as 合同; a datasheet has delivery terms, a contract a technical annex.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from catalogue.assessing.datasheet import SUFFIXES as READ_AS_DATASHEET
from catalogue.recheck import SUFFIXES as READ_AS_MATTER

WORD_FILES = (".docx",)


class Kind(StrEnum):
    """What the window does with what arrived."""

    MATTER = "matter"
    DATASHEET = "datasheet"
    WORD = "word"
    FOLDER = "folder"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Arrival:
    """`path` is what the kind is about; of several files the first, which is not opened."""

    kind: Kind
    path: Path


def arrival_of(paths: Sequence[Path]) -> Arrival:
    """What these are; nothing is opened or read. No path at all: what was dropped is not on this machine."""
    if not paths:
        return Arrival(Kind.ELSEWHERE, Path())
    first = paths[0]
    return Arrival(Kind.SEVERAL if len(paths) > 1 else _kind(first), first)


def _kind(path: Path) -> Kind:
    if path.is_dir():
        return Kind.FOLDER
    suffix = path.suffix.lower()
    if suffix in READ_AS_MATTER:
        return Kind.MATTER
    if suffix in WORD_FILES:
        return Kind.WORD
    return Kind.DATASHEET if suffix in READ_AS_DATASHEET else Kind.UNKNOWN
