"""Clauses as rows of one table: id, title, position (or another part of the clause), Chinese, English.

Values that flow: clauses -> `TableRow`s of paragraphs, and the words of the position column back to a part. A clause
has a row for its purpose, one for each position, one for the price of falling back, one for a position it does not have
and why, one for the negotiation note. What a knowledge lawyer does not write (triggers, kinds, legal basis, variables)
is not in the table and stays as it is. Rejected: a row per paragraph; nobody can edit a text that is cut into cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.model import Words
from clause_library.model import LANGS, VARIANTS, Clause
from clause_library.own.cellmarks import Para, para, paragraphs
from clause_library.positions import POSITIONS, position_words

COLUMNS = ("id", "title", "position", "zh", "en")
HEADINGS = MappingProxyType(
    dict(
        zip(
            COLUMNS,
            (
                Words("编号", "id"),
                Words("标题", "title"),
                Words("立场", "position"),
                Words("中文", "Chinese"),
                Words("英文", "English"),
            ),
            strict=True,
        )
    )
)
PARTS = ("purpose", "text", "gives_up", "absent", "negotiation", "retired")
_STEMS: MappingProxyType[str, str] = MappingProxyType(dict(zip(VARIANTS, ("出口方", "平衡", "相对方"), strict=True)))
_SIGNS = (
    ("retired", re.compile(r"停用|retired", re.IGNORECASE)),
    ("gives_up", re.compile(r"让步|退至|gives?[ _]up|falls? back", re.IGNORECASE)),
    ("absent", re.compile(r"无|没有|\bno\b|absent", re.IGNORECASE)),
    ("purpose", re.compile(r"用途|purpose", re.IGNORECASE)),
    ("negotiation", re.compile(r"谈判|negotiation", re.IGNORECASE)),
)
_POSITION = re.compile("|".join((*_STEMS.values(), *VARIANTS)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """What a row holds: a part of the clause, of which position, and for a fallback where to."""

    name: str
    position: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. `number` counts the rows of its table from 1, the heading included; 0 where it was not read."""

    number: int
    cells: dict[str, tuple[Para, ...]]

    def words(self, column: str) -> str:
        """The words of a cell, a line each."""
        return "\n".join(p.text for p in self.cells.get(column, ())).strip()


def rows(clauses: Iterable[Clause]) -> tuple[TableRow, ...]:
    """The rows of the clauses, in order; the title stands in the first row of each."""
    return tuple(row for clause in clauses for row in _rows(clause))


def _rows(clause: Clause) -> Iterator[TableRow]:
    title = (para(clause.title.zh), para(clause.title.en))
    for at, (part, texts) in enumerate(_parts(clause)):
        cells = {"id": (para(clause.id),), "title": () if at else title, "position": (para(label(part)),)}
        yield TableRow(0, cells | texts)


def _parts(clause: Clause) -> Iterator[tuple[Part, dict[str, tuple[Para, ...]]]]:
    yield Part("purpose"), _prose(clause.purpose)
    for position in VARIANTS:
        if position in clause.absent:
            yield Part("absent", position), _prose(clause.absent[position])
        variant = clause.variants.get(position)
        if variant is None:
            continue
        texts = {lang: paragraphs(variant.texts[lang], lang, clause.variables) for lang in LANGS}
        yield Part("text", position), texts
        if variant.fallback or variant.gives_up:
            yield Part("gives_up", position, variant.fallback), _prose(variant.gives_up)
    if clause.negotiation:
        yield Part("negotiation"), _prose(clause.negotiation)
    if clause.retired:
        yield Part("retired"), _prose(clause.retired)


def _prose(words: Words) -> dict[str, tuple[Para, ...]]:
    return {lang: tuple(para(line) for line in text.split("\n")) for lang, text in (("zh", words.zh), ("en", words.en))}


def label(part: Part) -> str:
    """What the position column says."""
    zh, en = position_words(part.position).zh, position_words(part.position).en
    back = f"，退至{POSITIONS[part.fallback].zh}" if part.fallback else ""
    to = f", falls back to {POSITIONS[part.fallback].en}" if part.fallback else ""
    return {
        "purpose": "用途 / purpose",
        "text": f"{zh} / {en}",
        "gives_up": f"{zh}的让步{back} / {en} gives up{to}",
        "absent": f"无{zh}的理由 / no {en}, because",
        "negotiation": "谈判要点 / negotiation",
        "retired": "停用理由 / retired",
    }[part.name]


def part_of(text: str) -> Part | None:
    """The part a position column names; None where it names none."""
    english = {zh: en for en, zh in _STEMS.items()}
    named = [english.get(m[0].lower(), m[0].lower()) for m in _POSITION.finditer(text)]
    positions = list(dict.fromkeys(named))
    name = next((name for name, sign in _SIGNS if sign.search(text)), "text")
    if name in ("purpose", "negotiation", "retired"):
        return Part(name)
    if not positions or (name != "gives_up" and len(positions) > 1) or len(positions) > 2:
        return None
    return Part(name, positions[0], positions[1] if len(positions) > 1 else "")
