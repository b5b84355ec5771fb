"""A clause as a table in step: languages beside each other, or three positions with the words that differ marked.

Values that flow: rendered positions -> columns and rows (`aligning`) -> HTML for one reading pane, so that what faces
each other stands at one height whatever the widths. The hard problem is to mark words without losing conspicuous
words, references and blanks: differences are cut along the runs. Rejected: panes that scroll together; unequal
paragraphs drift apart at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from catalogue.comparing.worddiff import ADDED, DELETED, word_segments
from clause_library.aligning import rows_of
from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.source.numerals import letter, roman, zh_number
from gui.clause_text import run_html, shown
from gui.theme import Theme

LEVELS = (BlockKind.ITEM, BlockKind.ITEM2, BlockKind.ITEM3)
STEP_PX = 14


@dataclass(frozen=True, slots=True)
class Side:
    """One column: its heading, what stands in it, or why nothing does."""

    head: str
    clause: RenderedClause | None
    absent: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How it is drawn: theme, line heights in percent for Chinese and English, whether words that go are shown."""

    theme: Theme
    heights: tuple[int, int]
    struck: bool = False

    def height(self, lang: str) -> int:
        """The line height of a language."""
        return self.heights[0] if lang == "zh" else self.heights[1]


def languages_html(clause: RenderedClause, heads: tuple[str, str], look: Look) -> str:
    """Chinese beside English, block by block."""
    zh, en = clause.blocks["zh"], clause.blocks["en"]
    marks = {lang: item_marks(clause.blocks[lang], lang) for lang in ("zh", "en")}
    rows = [_heading(heads, (True, False), look)]
    for at, (one, two) in enumerate(zip(zh, en, strict=True)):
        cells = (_block(one, marks["zh"][at], "zh", look), _block(two, marks["en"][at], "en", look))
        rows.append(_row(cells, look))
    return _table(rows)


def positions_html(sides: Sequence[Side], langs: tuple[str, ...], look: Look) -> str:
    """The positions beside each other in each of `langs`; what differs from the current one is marked."""
    present = [side for side in sides if side.clause is not None]
    base = next((at for at, side in enumerate(present) if side.current), 0)
    columns = [side.clause.blocks["zh"] for side in present if side.clause]
    rows = [_heading(tuple(s.head for s in sides), tuple(s.current for s in sides), look)]
    reasons = [_reason(side, look) for side in sides]
    for places in rows_of(columns, base) if columns else ():
        for lang in langs:
            facing = iter(_facing(present, places, base, lang, look))
            rows.append(_row([next(facing) if s.clause else why for s, why in zip(sides, reasons, strict=True)], look))
            reasons = [""] * len(sides)
    if not columns:
        rows.append(_row(reasons, look))
    return _table(rows)


def _facing(present: Sequence[Side], places: Sequence[int | None], base: int, lang: str, look: Look) -> list[str]:
    middle = present[base].clause
    against = None if middle is None or (at := places[base]) is None else middle.blocks[lang][at]
    cells: list[str] = []
    for number, (side, place) in enumerate(zip(present, places, strict=True)):
        if place is None or side.clause is None:
            cells.append("")
            continue
        block = side.clause.blocks[lang][place]
        mark = item_marks(side.clause.blocks[lang], lang)[place]
        plain = number == base
        cells.append(_block(block, mark, lang, look) if plain else _differing(block, against, mark, lang, look))
    return cells


def _reason(side: Side, look: Look) -> str:
    return f'<p style="color:{look.theme.colours["muted"]}"><i>{escape(side.absent)}</i></p>' if side.absent else ""


def _heading(heads: Sequence[str], current: Sequence[bool], look: Look) -> str:
    colours, width = look.theme.colours, 100 // len(heads)
    cells = ""
    for head, here in zip(heads, current, strict=True):
        ground = colours["accent_soft"] if here and len(heads) > 2 else colours["raised"]
        cells += f'<td width="{width}%" bgcolor="{ground}"><b>{escape(head)}</b></td>'
    return f"<tr>{cells}</tr>"


def _row(cells: Sequence[str], look: Look) -> str:
    edge = f"border-bottom:1px solid {look.theme.colours['line']}"
    return "<tr>" + "".join(f'<td valign="top" style="{edge}">{cell}</td>' for cell in cells) + "</tr>"


def _table(rows: Sequence[str]) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="6">{"".join(rows)}</table>'


def _block(block: RenderedBlock, mark: str, lang: str, look: Look) -> str:
    words = " &nbsp;│&nbsp; ".join("".join(run_html(run, look.theme) for run in cell) for cell in block.cells)
    return _paragraph(block.kind, mark, words, lang, look)


def _paragraph(kind: BlockKind, mark: str, words: str, lang: str, look: Look) -> str:
    indent = STEP_PX * (LEVELS.index(kind) + 1) if kind in LEVELS else 0
    words = f"<b>{words}</b>" if kind is BlockKind.HEADING else words
    return f'<p style="line-height:{look.height(lang)}%; margin:0 0 0 {indent}px">{escape(mark)}{words}</p>'


def _differing(block: RenderedBlock, other: RenderedBlock | None, mark: str, lang: str, look: Look) -> str:
    """The block with the words that `other` lacks on a tinted ground and underlined, those it has and this lacks
    struck through where wanted."""
    runs = tuple(run for at, cell in enumerate(block.cells) for run in (*((Run(" │ "),) if at else ()), *cell))
    theirs = "".join(shown(run) for cell in other.cells for run in cell) if other else ""
    colours = look.theme.colours
    pieces: list[str] = []
    rest = [(run, shown(run)) for run in runs]
    for segment in word_segments(theirs, "".join(text for _, text in rest)):
        if segment.op == DELETED:
            if look.struck:
                pieces.append(f'<s style="color:{colours["muted"]}">{escape(segment.text)}</s>')
            continue
        taken, rest = _take(rest, len(segment.text))
        words = "".join(run_html(run, look.theme, text) for run, text in taken)
        if segment.op == ADDED:
            words = f'<u style="background-color:{colours["accent_soft"]}">{words}</u>'
        pieces.append(words)
    return _paragraph(block.kind, mark, "".join(pieces), lang, look)


def _take(runs: list[tuple[Run, str]], length: int) -> tuple[list[tuple[Run, str]], list[tuple[Run, str]]]:
    """The first `length` characters of the runs, and the rest."""
    taken: list[tuple[Run, str]] = []
    for at, (run, text) in enumerate(runs):
        if length <= len(text):
            rest = [(run, text[length:])] if text[length:] else []
            return [*taken, (run, text[:length])], [*rest, *runs[at + 1 :]]
        taken.append((run, text))
        length -= len(text)
    return taken, []


def item_marks(blocks: Sequence[RenderedBlock], lang: str) -> tuple[str, ...]:
    """The number of each item, for reading only: a document gives its own; empty for what is no item."""
    counts = [0, 0, 0]
    marks: list[str] = []
    for block in blocks:
        if block.kind not in LEVELS:
            counts = [0, 0, 0] if block.kind in (BlockKind.HEADING, BlockKind.PARA) else counts
            marks.append("")
            continue
        level = LEVELS.index(block.kind)
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        marks.append(_number(level, counts[level], lang))
    return tuple(marks)


def _number(level: int, n: int, lang: str) -> str:
    if lang == "zh":
        return (f"（{zh_number(n)}）", f"{n}. ", f"（{n}）")[level]
    return (f"({letter(n)}) ", f"({roman(n)}) ", f"({n}) ")[level]
