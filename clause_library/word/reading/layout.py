"""In which languages a contract speaks, and how its languages stand beside each other.

Values that flow: an opened contract becomes a `Layout`: one `Column` per language, each with its own outline, hosts
and looks, and for tables the rows that pair them. The hard problem is telling a bilingual contract from one with a
few foreign words. Rejected: asking the style sheet's language; it is nearly always wrong.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.word.reading.hosts import Hosts, find_hosts
from clause_library.word.reading.looks import Looks, read_looks
from clause_library.word.reading.outline import Outline, flow_of, read_outline
from clause_library.word.reading.rules import WordRules
from clause_library.word.reading.runins import RunIn, read_run_in
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Node

HAN = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[A-Za-z]+")
LEAST_LINES, LEAST_ARTICLES, PURE = 12, 3, 0.9


@dataclass(frozen=True, slots=True)
class Column:
    """One language of the contract."""

    lang: str
    outline: Outline
    hosts: Hosts
    looks: Looks
    run_in: RunIn | None = None
    """How articles without a heading of their own run their titles in."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`kind`: single, rows (a table row per paragraph), articles (a row per article), alternating, halves (one whole
    text behind the other).

    `rows` are the rows of the bilingual table, in order.
    """

    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Node, ...] = ()

    @property
    def main(self) -> Column:
        """The column that decides places."""
        return self.columns[0]

    @property
    def language(self) -> str:
        """zh, en or both."""
        return self.columns[0].lang if len(self.columns) == 1 else "both"

    def column(self, lang: str) -> Column | None:
        """The column of a language."""
        return next((c for c in self.columns if c.lang == lang), None)


def language_of(text: str) -> str:
    """zh where Han characters weigh more than Latin letters do (one Han character says as much as three letters)."""
    han = 0 if text.isascii() else _count(HAN, text)
    return "zh" if han and han * 3 > _count(LATIN, text) else "en"


def _count(letters: re.Pattern[str], text: str) -> int:
    return len("".join(letters.findall(text)))


def read_layout(document: ContractDocument, rules: WordRules) -> Layout:
    """The layout of a contract."""
    table = _bilingual_table(document)
    if table is not None:
        return _table_layout(document, rules, table)
    flow = flow_of(document)
    text = " ".join(p.text for p in flow) or " ".join(p.text for p in document.paragraphs)
    langs = [(at, language_of(p.text)) for at, p in enumerate(flow) if len(p.text.strip()) > 5]
    if _alternates([lang for _, lang in langs]):
        groups = {lang: tuple(p for p in flow if p.blank or language_of(p.text) == lang) for lang in ("zh", "en")}
        first = language_of(next(p.text for p in flow if len(p.text.strip()) > 5))
        order = (first, "en" if first == "zh" else "zh")
        return Layout("alternating", tuple(_column(document, rules, groups[lang], lang) for lang in order))
    halves = _halves(document, rules, flow, langs)
    if halves is not None:
        return Layout("halves", halves)
    return Layout("single", (_column(document, rules, flow, language_of(text)),))


def _halves(
    document: ContractDocument, rules: WordRules, flow: tuple[Paragraph, ...], langs: list[tuple[int, str]]
) -> tuple[Column, Column] | None:
    """Two whole texts of one contract, one behind the other: each in its language, with as many articles.

    `langs` are the places of paragraphs that say something, with their language.
    """
    if len(langs) < LEAST_LINES:
        return None
    first = langs[0][1]
    sums = list(itertools.accumulate(1 if lang == first else -1 for _, lang in langs))
    cut = max(range(len(sums)), key=lambda n: sums[n]) + 1
    before = sum(lang == first for _, lang in langs[:cut])
    behind = sum(lang != first for _, lang in langs[cut:])
    if min(before, behind) * 4 < len(langs) or before < PURE * cut or behind < PURE * (len(langs) - cut):
        return None
    place = langs[cut][0]
    one = _column(document, rules, flow[:place], first)
    other = _column(document, rules, flow[place:], "en" if first == "zh" else "zh")
    counts = {len(one.outline.articles), len(other.outline.articles)}
    return (one, other) if len(counts) == 1 and min(counts) >= LEAST_ARTICLES else None


def other_language(layout: Layout) -> float:
    """The share of a single-language contract's own paragraphs that are in the other language, 0 to 1."""
    if len(layout.columns) > 1:
        return 0.0
    weights = [(language_of(p.text), _weight(p.text)) for p in layout.main.outline.paragraphs]
    other = sum(weight for lang, weight in weights if lang != layout.main.lang)
    return other / max(1, sum(weight for _, weight in weights))


def _weight(text: str) -> int:
    return _count(HAN, text) * 3 + _count(LATIN, text)


def _column(document: ContractDocument, rules: WordRules, paragraphs: Sequence[Paragraph], lang: str) -> Column:
    outline = read_outline(document, paragraphs)
    hosts, looks = find_hosts(outline, rules, lang), read_looks(document, outline, lang)
    run_in = None if looks.titles.given else read_run_in(document, outline, hosts, lang)
    return Column(lang, outline, hosts, looks, run_in)


def _alternates(langs: list[str]) -> bool:
    """Whether Chinese and English paragraphs take turns over most of the text."""
    turns = sum(a != b for a, b in itertools.pairwise(langs))
    return len(langs) >= 8 and turns * 10 >= len(langs) * 7


def _bilingual_table(document: ContractDocument) -> Node | None:
    """The two-column table that holds most of the text, one language a side."""
    tables = [t for t in document.body.children if t.tag == "w:tbl"]
    weights = {id(t): 0 for t in tables}
    total = 0
    for paragraph in document.paragraphs:
        if _ours(paragraph):
            continue
        total += len(paragraph.text)
        if id(paragraph.top) in weights:
            weights[id(paragraph.top)] += len(paragraph.text)
    best = max(tables, key=lambda t: weights[id(t)], default=None)
    if best is None or weights[id(best)] * 2 < total:
        return None
    rows = [r for r in table_rows(best) if len(cells_of(r)) == 2]
    sides = [tuple(_cell_text(document, cell) for cell in cells_of(row)) for row in rows]
    facing = [s for s in sides if all(t.strip() for t in s) and language_of(s[0]) != language_of(s[1])]
    filled = [s for s in sides if any(t.strip() for t in s)]
    return best if len(facing) >= 3 and len(facing) * 10 >= len(filled) * 6 else None


def _ours(paragraph: Paragraph) -> bool:
    """Whether an earlier run wrote the paragraph; an annex of ours must not outweigh the contract."""
    marks = (n for n in paragraph.node.children if n.tag == "w:bookmarkStart")
    return any(n.get("w:name").startswith("_Caveat_") for n in marks)


def table_rows(table: Node) -> tuple[Node, ...]:
    """The rows of a table, those in content controls too."""
    return tuple(n for n in table.walk() if n.tag == "w:tr" and _owner(n, "w:tbl") is table)


def cells_of(row: Node) -> tuple[Node, ...]:
    """The cells of a row."""
    return tuple(n for n in row.walk() if n.tag == "w:tc" and _owner(n, "w:tr") is row)


def _owner(node: Node, tag: str) -> Node | None:
    return next((a for a in node.ancestors() if a.tag == tag), None)


def row_of(paragraph: Paragraph) -> Node | None:
    """The row a paragraph stands in."""
    return _owner(paragraph.cell, "w:tr") if paragraph.cell else None


def _cell_text(document: ContractDocument, cell: Node) -> str:
    return "\n".join(p.text for p in document.paragraphs if p.cell is cell)


def _table_layout(document: ContractDocument, rules: WordRules, table: Node) -> Layout:
    rows = table_rows(table)
    cells: dict[int, int] = {}
    for row in rows:
        pair = cells_of(row)
        if len(pair) == 2:
            cells[id(pair[0])], cells[id(pair[1])] = 0, 1
    sides: tuple[list[Paragraph], list[Paragraph]] = ([], [])
    for paragraph in document.paragraphs:
        side = cells.get(id(paragraph.cell)) if paragraph.cell else None
        if side is not None and not paragraph.boxed:
            sides[side].append(paragraph)
    langs = [language_of(" ".join(p.text for p in side)) for side in sides]
    columns = tuple(_column(document, rules, side, lang) for side, lang in zip(sides, langs, strict=True))
    crowded = sum(not p.blank for p in sides[0]) > 1.6 * max(1, sum(len(cells_of(r)) == 2 for r in rows))
    return Layout("articles" if crowded else "rows", columns, rows)
