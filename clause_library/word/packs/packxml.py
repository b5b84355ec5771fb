"""Paragraphs and tables of a clause pack as WordprocessingML, each naming its style and nothing else.

Values that flow: texts, runs and style names -> XML text that one parse puts into the document. The hard problem is
time: seventy clauses in two languages are some ten thousand runs, and python-docx looks names up for every one.
Rejected: python-docx paragraph by paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from catalogue.reports.table import clean
from clause_library.model import Run
from clause_library.word.packs.packstyles import BLANK, COLUMNS, GRID, LABEL, TWIPS, WIDTH

LONGEST_WHOLE_ROW = 700
"""Signs of a step up to which it is kept on one page."""
_CURVED = "“”‘’…"


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a reference leads: the bookmark, the number shown until Word counts again, and the words behind it."""

    bookmark: str
    number: str
    tail: str = ""


Citing = Callable[[Run], "Cited | str"]
"""A reference -> where it leads inside the pack, or the words for what is not in it."""


@dataclass(frozen=True, slots=True)
class PackXml:
    """Writes XML in the styles of one document. `ids`: style name -> style id."""

    ids: Mapping[str, str]

    def text(self, words: str, style: str = "", *, strong: bool = False) -> str:
        """A run."""
        return f"<w:r>{self._marks(words, style, strong=strong)}{_words(words)}</w:r>" if words else ""

    def label(self, words: str) -> str:
        """A run in label type."""
        return self.text(words, LABEL)

    def paragraph(self, style: str, inner: str, listed: tuple[int, int] | None = None) -> str:
        """A paragraph in a style; `listed` are list and level where they are not those of the style."""
        number = ""
        if listed is not None:
            number = f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
        return f'<w:p><w:pPr><w:pStyle w:val="{self.ids[style]}"/>{number}</w:pPr>{inner}</w:p>'

    def line(self, style: str, words: str) -> str:
        """A paragraph of plain words."""
        return self.paragraph(style, self.text(words))

    def marked(self, style: str, words: str, bookmark: str, number: int) -> str:
        """A heading that can be referred to."""
        start = f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(bookmark)}/>'
        return self.paragraph(style, f'{start}{self.text(words)}<w:bookmarkEnd w:id="{number}"/>')

    def runs(self, runs: Iterable[Run], citing: Citing) -> str:
        """The runs of a block; references become fields that follow the article they name."""
        return "".join(self._run(run, citing) for run in runs)

    def _run(self, run: Run, citing: Citing) -> str:
        if not run.ref:
            return self.text(run.text, BLANK if run.blank else "", strong=run.strong)
        cited = citing(run)
        if isinstance(cited, str):
            return self.text(cited, strong=run.strong)
        shown = self.text(cited.number, strong=run.strong)
        field = f'<w:fldSimple w:instr=" REF {cited.bookmark} \\r \\h ">{shown}</w:fldSimple>'
        return field + self.text(cited.tail, strong=run.strong)

    def entry(self, style: str, words: str, bookmark: str, *, before: str = "", after: str = "") -> str:
        """A line of the contents that leads to its heading; its page comes when Word works the contents out."""
        link = f'<w:hyperlink w:anchor={quoteattr(bookmark)} w:history="1">{self.text(words)}</w:hyperlink>'
        return self.paragraph(style, f"{before}{link}{after}")

    def columns(self, steps: Iterable[tuple[str, str, int]]) -> str:
        """Two columns in step: left, right, and the length that decides whether a step may break over pages."""
        half = round(WIDTH * TWIPS / 2)
        rows = "".join(
            _row((left, right), (half, half), whole=size <= LONGEST_WHOLE_ROW) for left, right, size in steps
        )
        return _table(COLUMNS, self.ids[COLUMNS], (half, half), rows)

    def grid(self, rows: Iterable[tuple[str, ...]], count: int, width: float) -> str:
        """A table of text inside a clause, `width` centimetres wide."""
        widths = (round(width * TWIPS / max(count, 1)),) * count
        return _table(GRID, self.ids[GRID], widths, "".join(_row(cells, widths, whole=True) for cells in rows))

    def _marks(self, words: str, style: str, *, strong: bool) -> str:
        marks = f'<w:rStyle w:val="{self.ids[style]}"/>' if style else ""
        if any(mark in words for mark in _CURVED) and any("\u4e00" <= c <= "\u9fff" for c in words):
            marks += '<w:rFonts w:hint="eastAsia"/>'
        if strong:
            marks += '<w:b/><w:u w:val="single"/>'
        return f"<w:rPr>{marks}</w:rPr>" if marks else ""


def field_start(instruction: str) -> str:
    """The beginning of a field that goes on over several paragraphs; Word works it out when it opens the file."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _words(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(clean(words))}</w:t>'


def _table(name: str, style: str, widths: tuple[int, ...], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(cells: tuple[str, ...], widths: tuple[int, ...], *, whole: bool) -> str:
    properties = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{properties}{inner}</w:tr>"
