"""What the characters of a code say: `3C909` -> electronics, materials, other reasons, serial number 09.

Values that flow: `code.yaml` of a pack -> `CodePart`s -> `explain_code` -> the parts of one code with their meanings.
The hard problem: lists build codes in different ways and add to them, so the grammar is data with its source, and a
character the data does not know is shown without a meaning. Rejected: a function per catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.editions import Located, parse_code
from catalogue.model import Catalogue, CodePart, Words


@dataclass(frozen=True, slots=True)
class Explained:
    """One part of a code: the characters, what they stand for, and what these say (empty for a serial number)."""

    text: str
    name: Words
    meaning: Words

    def in_words(self, lang: str) -> str:
        """`3: 行业领域，电子`."""
        told = [self.name.in_language(lang), self.meaning.in_language(lang)]
        joined = (", " if lang == "en" else "，").join(t for t in told if t)
        return f"{self.text}: {joined}" if lang == "en" else f"{self.text}：{joined}"


def explain_code(catalogue: Catalogue, code: str) -> tuple[Explained, ...]:
    """The parts of a code of the catalogue; () where its grammar is not loaded or the code is not built by it."""
    base, levels = parse_code(code)
    if not catalogue.code_parts or not re.fullmatch(catalogue.code_pattern, base):
        return ()
    return tuple(_explained(catalogue.code_parts, base, levels or ""))


def _explained(parts: tuple[CodePart, ...], base: str, levels: str) -> Iterator[Explained]:
    at = 0
    for part in parts:
        text = base[at : at + part.length] if part.length else levels
        at += part.length
        if text:
            yield Explained(text, part.name, part.meanings.get(text, Words()))


def parts_of(found: Located) -> tuple[Explained, ...]:
    """The parts of the code of what was located, with the levels of its point."""
    code = found.entry.code or ""
    number = found.point.no if found.point else None
    return explain_code(found.catalogue, f"{code}.{number}" if code and number else code)


def code_in_words(found: Located, lang: str) -> str:
    """The code of what was located in words, on one line; empty where it cannot be explained."""
    return ("; " if lang == "en" else "；").join(part.in_words(lang) for part in parts_of(found))
