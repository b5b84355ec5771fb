"""A rendered clause as HTML for reading: headings, items, rows, conspicuous words, blanks, references.

Numbers belong to the document the clause lands in, so references show the clause id here.
"""

from __future__ import annotations

from html import escape

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from gui.theme import Theme

INDENT = ((BlockKind.ITEM, 18), (BlockKind.ITEM2, 36), (BlockKind.ITEM3, 54))
BULLETS = ((BlockKind.ITEM, "•"), (BlockKind.ITEM2, "–"), (BlockKind.ITEM3, "·"))


def plain_text(blocks: tuple[RenderedBlock, ...]) -> str:
    """All words of the blocks, one line per block."""
    return "\n".join(" | ".join("".join(shown(r) for r in cell) for cell in block.cells) for block in blocks)


def clause_html(rendered: RenderedClause, lang: str, theme: Theme, heights: tuple[int, int]) -> str:
    """The clause in one language. `heights` are Qt's line heights in percent for Chinese and English."""
    height = heights[0] if lang == "zh" else heights[1]
    return "".join(_wrapped(b.kind, _cells(b, theme), height) for b in rendered.blocks.get(lang, ()))


def _wrapped(kind: BlockKind, words: str, height: int) -> str:
    if kind is BlockKind.HEADING:
        return f'<p style="line-height:{height}%; margin:0 0 6px 0"><b>{words}</b></p>'
    indent = dict(INDENT).get(kind, 0)
    bullet = dict(BULLETS).get(kind, "")
    lead = f"{bullet} " if bullet else ""
    return f'<p style="line-height:{height}%; margin:0 0 6px {indent}px">{lead}{words}</p>'


def _cells(block: RenderedBlock, theme: Theme) -> str:
    return " &nbsp;│&nbsp; ".join("".join(run_html(r, theme) for r in cell) for cell in block.cells)


def shown(run: Run) -> str:
    """The words of a run; a reference is the clause id in brackets."""
    if run.ref:
        item = f"#{run.item}" if run.item else ""
        return f"[{run.ref}{item}]"
    return run.text


def run_html(run: Run, theme: Theme, words: str = "") -> str:
    """A run, or the piece `words` of it."""
    text = escape(words or shown(run))
    if run.ref:
        text = f'<span style="color:{theme.colours["accent"]}">{text}</span>'
    if run.blank:
        text = (
            f'<span style="background-color:{theme.colours["mark"]};color:{theme.colours["mark_text"]}">{text}</span>'
        )
    return f"<b><u>{text}</u></b>" if run.strong else text
