"""What a PRC publication is made of, whatever its format: paragraphs and tables, line by line, with their places.

Values that flow: a Word package, an HTML page or PDF pages -> `Paragraph` and `Table` in reading order -> the table
logic and the announcement logic, which never see a format. The hard problem is the line break: in Word and HTML it is
meant, in a PDF it is where the paper ended; so every `Line` says whether its beginning is `hard`. Rejected: one text
per cell; then a wrapped "（1）" in the middle of a sentence and a first sub-point would look the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.model import Words

CODE = re.compile(r"\d{6}[JX]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
SUPERSCRIPTS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
EXPONENT = re.compile(r"[0-9+\-−–()n]{1,6}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `hard`: the publication itself begins a new line here; False where only the paper ended.

    `tight`: no blank stood before it, so a word that the paper cut in two is closed up.
    """

    text: str
    hard: bool = True
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text between tables, and where it stands."""

    text: str
    where: Words
    page_furniture: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the grid column it begins at, how many it covers, and whether it carries on the cell above it."""

    lines: tuple[Line, ...]
    column: int
    span: int = 1
    continued: bool = False

    @property
    def text(self) -> str:
        """All lines as one."""
        return joined(self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `after_break`: the first row of a page, so its cells may carry on those of the page before."""

    cells: tuple[Cell, ...]
    where: Words
    after_break: bool = False

    @property
    def text(self) -> str:
        """The texts of its own cells, for handing back."""
        return " | ".join(cell.text for cell in self.cells if cell.text and not cell.continued)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, and the number of columns of its grid."""

    rows: tuple[Row, ...]
    columns: int


Block = Paragraph | Table


def clean(text: str) -> str:
    """Without invisible characters, runs of blanks as one, ends stripped. Width and wording stay as printed."""
    return re.sub(r"[ \t\r\n\u00a0\u3000]+", " ", UNSEEN.sub("", text)).strip()


def folded(text: str) -> str:
    """For comparing headings and numbers: half width, no blanks, no invisible characters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", UNSEEN.sub("", text)))


def code_of(text: str) -> str:
    """The code as the catalogue's grammar writes it: half width, no line wrap, capital letter. May still be wrong."""
    return folded(text).upper()


def raised(text: str, before: str) -> str:
    """A superscript: an exponent after a figure, a letter or a bracket; else "", for it is the mark of a footnote."""
    mark = clean(text)
    if EXPONENT.fullmatch(mark) and before and (before[-1].isascii() and (before[-1].isalnum() or before[-1] == ")")):
        return mark.translate(SUPERSCRIPTS)
    return ""


def glued(left: str, right: str) -> str:
    """Two lines as one: a blank between Latin words or figures, none where Chinese stands on either side."""
    if not left or not right:
        return left + right
    latin = left[-1].isascii() and right[0].isascii() and not left[-1].isspace() and not right[0].isspace()
    if latin and (left[-1].isalnum() or left[-1] in ",;:.)%") and (right[0].isalnum() or right[0] == "("):
        return f"{left} {right}"
    return left + right


def joined(lines: Iterable[Line]) -> str:
    """The lines as one text."""
    text = ""
    for line in lines:
        text = text + line.text if line.tight else glued(text, line.text)
    return clean(text)


def lines_of(texts: Iterable[str]) -> tuple[Line, ...]:
    """Meant lines, the empty ones left out."""
    return tuple(Line(text) for text in map(clean, texts) if text)
