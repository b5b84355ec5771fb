"""A rendered clause as HTML for reading: headings, items, rows, conspicuous words, blanks, references, differences.

Numbers belong to the document the clause lands in, so references show the clause id here.
"""

from __future__ import annotations

import difflib
from html import escape

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from gui.theme import Theme

INDENT = ((BlockKind.ITEM, 18), (BlockKind.ITEM2, 36), (BlockKind.ITEM3, 54))
BULLETS = ((BlockKind.ITEM, "•"), (BlockKind.ITEM2, "–"), (BlockKind.ITEM3, "·"))


def plain_text(blocks: tuple[RenderedBlock, ...]) -> str:
    """All words of the blocks, one line per block."""
    return "\n".join(" | ".join("".join(_shown(r) for r in cell) for cell in block.cells) for block in blocks)


def clause_html(
    rendered: RenderedClause, lang: str, theme: Theme, heights: tuple[int, int], against: RenderedClause | None = None
) -> str:
    """The clause in one language; with `against`, words that differ from that rendering are marked.

    `heights` are Qt's line heights in percent for Chinese and English.
    """
    blocks = rendered.blocks.get(lang, ())
    others = against.blocks.get(lang, ()) if against else ()
    pieces: list[str] = []
    for number, block in enumerate(blocks):
        other = others[number] if number < len(others) else None
        words = _compared(block, other, theme) if against else _cells(block, theme)
        pieces.append(_wrapped(block.kind, words, heights[0] if lang == "zh" else heights[1]))
    return "".join(pieces)


def _wrapped(kind: BlockKind, words: str, height: int) -> str:
    if kind is BlockKind.HEADING:
        return f'<p style="line-height:{height}%; margin:0 0 6px 0"><b>{words}</b></p>'
    indent = dict(INDENT).get(kind, 0)
    bullet = dict(BULLETS).get(kind, "")
    lead = f"{bullet} " if bullet else ""
    return f'<p style="line-height:{height}%; margin:0 0 6px {indent}px">{lead}{words}</p>'


def _cells(block: RenderedBlock, theme: Theme) -> str:
    return " &nbsp;│&nbsp; ".join("".join(_run(r, theme) for r in cell) for cell in block.cells)


def _shown(run: Run) -> str:
    if run.ref:
        item = f"#{run.item}" if run.item else ""
        return f"[{run.ref}{item}]"
    return run.text


def _run(run: Run, theme: Theme) -> str:
    text = escape(_shown(run))
    if run.ref:
        text = f'<span style="color:{theme.colours["accent"]}">{text}</span>'
    if run.blank:
        text = (
            f'<span style="background-color:{theme.colours["mark"]};color:{theme.colours["mark_text"]}">{text}</span>'
        )
    return f"<b><u>{text}</u></b>" if run.strong else text


def _compared(block: RenderedBlock, other: RenderedBlock | None, theme: Theme) -> str:
    """The block's words, those not in `other` on a tinted ground."""
    mine = "".join(_shown(r) for cell in block.cells for r in cell)
    theirs = "".join(_shown(r) for cell in other.cells for r in cell) if other else ""
    pieces: list[str] = []
    for kind, _a, _b, start, end in difflib.SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        text = escape(mine[start:end])
        if kind in ("insert", "replace") and text:
            text = f'<span style="background-color:{theme.colours["accent_soft"]}">{text}</span>'
        pieces.append(text)
    return "".join(pieces)
