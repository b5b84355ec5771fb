"""The clause texts as a reader finds them: by clause, language and position, as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from clause_library.markup import plain
from clause_library.model import Block, Clause
from clause_library.store import Store


def all_clauses(library: Store) -> list[Clause]:
    return list(library.clauses.values())


def known_words(name: str) -> list[str]:
    """The list `statutes` or `official_names` of clause_words.yaml."""
    return yaml.safe_load(Path(__file__).with_name("clause_words.yaml").read_text(encoding="utf-8"))[name]


def texts_of(clause: Clause, lang: str) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for position, variant in clause.variants.items():
        yield f"{clause.id} {position} {lang}", variant.texts[lang]


def words_of(blocks: tuple[Block, ...]) -> str:
    return "\n".join(plain(cell) for block in blocks for cell in block.cells)


def all_texts(library: Store, lang: str) -> list[tuple[str, str]]:
    return [(name, words_of(blocks)) for clause in all_clauses(library) for name, blocks in texts_of(clause, lang)]


def all_prose(library: Store, lang: str) -> list[tuple[str, str]]:
    """Texts and everything else a user reads of a clause."""
    found = all_texts(library, lang)
    for clause in all_clauses(library):
        others = [clause.purpose, clause.negotiation, clause.host.note]
        others += [v.gives_up for v in clause.variants.values()]
        others += [words for v in clause.variables.values() for words in (v.label, v.help, v.default)]
        found += [(clause.id, getattr(words, lang)) for words in others]
    return found


def places_of(texts: list[tuple[str, str]], pattern: str) -> list[str]:
    found = [(name, m) for name, text in texts for m in re.finditer(pattern, text)]
    return [f"{name}: {m.string[max(0, m.start() - 15) : m.end() + 15]}" for name, m in found]
