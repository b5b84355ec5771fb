"""Other words in a paragraph, as edits of its source text.

Values that flow: stretches of a paragraph's text and words for them become `Edit`s of the pieces they touch. The hard
problem is one paragraph of thousands of references that all move: where a character stands in the source is counted
once for each long piece. Rejected: counting from the beginning for each stretch; that takes time by the square.
"""

from __future__ import annotations

import bisect
import itertools
import re

from catalogue.problems import BadInput
from clause_library.word.source.document import Paragraph, Piece
from clause_library.word.source.xmltree import SAVE_AGAIN, Edit, XmlPart, escape, in_cdata, raw_offset

LONG = 1000
SIGN = re.compile(r"&[^;]+;|\r\n|.", re.DOTALL)


class Wording:
    """The text of one paragraph, in which any number of stretches get other words."""

    def __init__(self, main: XmlPart, paragraph: Paragraph) -> None:
        self.main = main
        self.paragraph = paragraph
        self.ends = list(itertools.accumulate(len(p.text) for p in paragraph.pieces))
        self.counted: dict[int, list[int]] = {}

    def edits(self, start: int, end: int, words: str) -> list[Edit]:
        """Edits that put `words` in place of a stretch, in the formatting of its first character.

        Raises ValueError where the stretch touches no text (a tab or break alone).
        """
        out: list[Edit] = []
        placed = False
        pieces = self.paragraph.pieces
        for number in range(bisect.bisect_left(self.ends, start), len(pieces)):
            piece = pieces[number]
            at = self.ends[number] - len(piece.text)
            if at > end:
                break
            low, high = max(start - at, 0), min(end - at, len(piece.text))
            inside = low < high or (start == end and at <= start <= at + len(piece.text) and not placed)
            if inside and piece.node.tag == "w:t" and (low < high or not placed):
                out += self._piece(number, low, max(high, low), "" if placed else words)
                placed = True
            elif inside and low < high:
                out.append(Edit(piece.node.start, piece.node.end, ""))
        if not placed:
            raise ValueError(f"no text at {start} to {end} in paragraph {self.paragraph.index}")
        return out

    def _piece(self, number: int, low: int, high: int, words: str) -> list[Edit]:
        main, piece = self.main, self.paragraph.pieces[number]
        node = piece.node
        if node.children:
            raise BadInput.because(
                f"a text to be changed holds other elements ({piece.text[:20]!r}); {SAVE_AGAIN[0]}",
                file=main.name,
                zh=f"要改动的文字中夹有其他元素（{piece.text[:20]!r}）；{SAVE_AGAIN[1]}",
            )
        first, last, before, behind = self._span(number, low, high)
        edits = [Edit(node.inner_start + first, node.inner_start + last, f"{before}{escape(words)}{behind}")]
        spaced = "xml:space" in main.source[node.start : node.inner_start].decode("utf-8")
        if not spaced and _padded(piece.text, low, high, words):
            edits.append(Edit(node.inner_start - 1, node.inner_start - 1, ' xml:space="preserve"'))
        return edits

    def _span(self, number: int, low: int, high: int) -> tuple[int, int, str, str]:
        """Where two characters of a piece stand in its source, and what a section around them needs."""
        piece = self.paragraph.pieces[number]
        if number not in self.counted:
            raw = self._raw(piece)
            if len(piece.text) < LONG or b"<" in raw:
                first, last = raw_offset(raw, low), raw_offset(raw, high)
                return first, last, "]]>" * in_cdata(raw, first), "<![CDATA[" * in_cdata(raw, last)
            sizes = (len(m.group(0).encode("utf-8")) for m in SIGN.finditer(raw.decode("utf-8")))
            self.counted[number] = [0, *itertools.accumulate(sizes)]
        offsets = self.counted[number]
        return offsets[low], offsets[high], "", ""

    def _raw(self, piece: Piece) -> bytes:
        return self.main.source[piece.node.inner_start : piece.node.inner_end]


def _padded(text: str, low: int, high: int, words: str) -> bool:
    """Whether the text begins or ends with white space once a stretch has other words."""
    first = text[:1] if low else words[:1] or text[high : high + 1]
    last = text[-1:] if high < len(text) else words[-1:] or text[max(low - 1, 0) : low]
    return first.isspace() or last.isspace()


def text_edits(main: XmlPart, paragraph: Paragraph, start: int, end: int, words: str) -> list[Edit]:
    """The edits for one stretch alone."""
    return Wording(main, paragraph).edits(start, end, words)
