"""A datasheet or a technical description as passages of text, whatever file it came in.

Values that flow: a path (or pasted text) -> bytes through the one door -> `Datasheet`: `Passage`s in reading order,
each with its page and place, and with its cells where it is a row of a table. The one hard problem is that a value and
its name must stay together: a PDF knows neither sentences nor tables, so lines that the paper cut are put together
again, and a line that wide gaps part is kept as cells. Rejected: one text per page; then every number would stand
beside every name. What cannot be read is refused in one line: nothing is read in part without saying so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.model import Words
from catalogue.opening import OLE_MAGIC, read_bytes
from catalogue.problems import BadInput
from catalogue.textfiles import decoded

if TYPE_CHECKING:
    from catalogue.importers.pdf.pdflines import Line

SUFFIXES = (".pdf", ".docx", ".xlsx", ".txt", ".md")
PASTED = Path("-")
"""How text on standard input is named in complaints."""
LARGEST = 100 * 1024 * 1024
MOST_CHARACTERS = 2_000_000
LARGEST_TEXT = 4 * MOST_CHARACTERS
"""Bytes of a text file or of pasted text."""
MOST_PAGES = 1_000
SECONDS = 120.0
_MEGABYTE = 1024 * 1024
_RULE_ROW = re.compile(r"[\s|:+=-]+")
_HASHES = re.compile(r"#{1,6}\s+(?P<text>.+?)\s*#*")
_MARKS = re.compile(r"\*\*|__|`")
_BULLET = re.compile(r"^\s*(?:[-*•·▪●■◆]|\d{1,2}[.)、])\s+(?=\S)")
_ENDS = re.compile(r"[.。!！?？;；:：]$")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a line or a row of a table. `page` counts from 1, None where the file has no pages.

    `cells` are the cells of a row (two or more), empty for running text; `text` then holds them with ` | ` between.
    """

    text: str
    page: int | None = None
    place: Words = Words()
    heading: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Datasheet:
    """What was read. `skipped` counts pages of a PDF that hold pictures and no text: they are not seen."""

    passages: tuple[Passage, ...]
    name: str = ""
    pages: int | None = None
    skipped: int = 0

    @property
    def characters(self) -> int:
        """How much text there is."""
        return sum(len(p.text) for p in self.passages)


def always_wanted() -> None:
    """For whoever will not cancel."""


def read_datasheet(path: Path, encoding: str = "", wanted: Callable[[], None] = always_wanted) -> Datasheet:
    """The passages of a .pdf, .docx, .xlsx, .txt or .md file.

    `wanted` is called now and then while a PDF is read; what it raises ends the reading and its child process.

    Raises BadInput with one line: another kind of file, empty, damaged, encrypted, too large, pictures without text,
    text in another encoding than UTF-8 or the one named.
    """
    suffix = path.suffix.lower()
    data = read_bytes(path, LARGEST)
    if suffix not in SUFFIXES:
        raise _unknown_suffix(path)
    if not data.strip():
        raise BadInput.because("this file is empty", file=path, zh="文件是空的")
    if suffix == ".pdf":
        return _bounded(_from_pdf(data, path, wanted), path)
    if suffix == ".docx":
        return _bounded(_from_word(data, path), path)
    if suffix == ".xlsx":
        return _bounded(_from_workbook(data, path), path)
    return datasheet_from(_text_of(data, path, encoding), path)


def datasheet_from_bytes(data: bytes, encoding: str = "", path: Path = PASTED) -> Datasheet:
    """The passages of text that was pasted, as bytes. Raises BadInput as `read_datasheet` does."""
    if not data.strip():
        raise BadInput.because(
            "there is no text on standard input",
            file=path,
            hint="pipe or paste the description, or name a file",
            zh="标准输入中没有文字",
            hint_zh="请粘贴说明文字，或给出文件",
        )
    return datasheet_from(_text_of(data, path, encoding), path)


def datasheet_from(text: str, path: Path = PASTED) -> Datasheet:
    """The passages of a text: paragraphs, headings and table rows of Markdown, `name<tab>value` rows."""
    passages = tuple(_of_text(text))
    return _bounded(Datasheet(passages, path.name), path)


def _bounded(sheet: Datasheet, path: Path) -> Datasheet:
    if not sheet.passages:
        raise BadInput.because("there is no text in this file", file=path, zh="文件中没有文字")
    if sheet.characters > MOST_CHARACTERS:
        raise BadInput.because(
            f"this holds more than {MOST_CHARACTERS:,} characters of text",
            file=path,
            hint="give the pages that describe the product",
            zh=f"文字超过{MOST_CHARACTERS // 10_000}万字符",
            hint_zh="请只给出说明产品的几页",
        )
    return sheet


def _unknown_suffix(path: Path) -> BadInput:
    known = ", ".join(SUFFIXES)
    old = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pdf", ".pptx": ".pdf", ".html": ".pdf", ".htm": ".pdf"}
    wanted = old.get(path.suffix.lower(), "")
    return BadInput.because(
        f"a file of the kind '{path.suffix or 'without a suffix'}' is not read here",
        file=path,
        hint=f"save it as {wanted}" if wanted else f"known are {known}; or paste the text with -",
        zh=f"不读取“{path.suffix or '没有扩展名'}”这类文件",
        hint_zh=f"请另存为 {wanted}" if wanted else f"可读取 {known}；也可用 - 粘贴文字",
    )


def _text_of(data: bytes, path: Path, encoding: str) -> str:
    for magic, suffix in ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (OLE_MAGIC, ".docx")):
        if data.startswith(magic):
            raise BadInput.because(
                f"this is no text but looks like a {suffix} file",
                file=path,
                hint=f"name it {suffix} and give the file",
                zh=f"这不是文本，而像 {suffix} 文件",
                hint_zh=f"请以 {suffix} 为扩展名给出文件",
            )
    if len(data) > LARGEST_TEXT:
        size = LARGEST_TEXT // _MEGABYTE
        raise BadInput.because(f"this text is larger than {size} MB", file=path, zh=f"这份文本超过{size} MB")
    return decoded(data, path, encoding, marked=True)


def _of_text(text: str) -> Iterator[Passage]:
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if not plain or _RULE_ROW.fullmatch(plain):
            continue
        place = Words(f"第{number}行", f"line {number}")
        cells = _cells_of(plain)
        if cells:
            yield Passage(" | ".join(cells), None, place, cells=cells)
            continue
        titled = _HASHES.fullmatch(plain)
        words = _MARKS.sub("", titled["text"] if titled else _BULLET.sub("", plain))
        yield Passage(words, None, place, heading=titled is not None)


def _cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row written with bars or tabs; empty for running text."""
    parts = line.strip("|").split("|") if "|" in line else line.split("\t")
    cells = tuple(_MARKS.sub("", part).strip() for part in parts)
    return cells if len([c for c in cells if c]) > 1 else ()


def _from_word(data: bytes, path: Path) -> Datasheet:
    from catalogue.importers.prc.blocks import Paragraph
    from catalogue.importers.prc.word import word_blocks
    from catalogue.importers.reading import Source

    passages: list[Passage] = []
    for block in word_blocks(Source(path, data)):
        if isinstance(block, Paragraph):
            passages.append(Passage(block.text, None, block.where))
            continue
        for row in block.rows:
            cells = tuple(cell.text for cell in row.cells if not cell.continued)
            passages.extend(_row(cells, None, row.where))
    return Datasheet(tuple(passages), path.name)


def _from_workbook(data: bytes, path: Path) -> Datasheet:
    from catalogue.importers.tables.sheets import rows_of, sheet_names

    passages: list[Passage] = []
    for name in sheet_names(data, path):
        for number, cells in rows_of(data, path, name):
            passages.extend(_row(cells, None, Words(f"工作表 {name} 第{number}行", f"sheet {name}, row {number}")))
    return Datasheet(tuple(passages), path.name)


def _row(cells: Iterable[str], page: int | None, place: Words) -> Iterator[Passage]:
    """A row as a passage; a row with text in one cell only is running text."""
    texts = tuple(" ".join(c.split()) for c in cells)
    filled = [t for t in texts if t]
    if len(filled) == 1:
        yield Passage(filled[0], page, place)
    elif filled:
        yield Passage(" | ".join(filled), page, place, cells=texts)


def _from_pdf(data: bytes, path: Path, wanted: Callable[[], None]) -> Datasheet:
    from catalogue.importers.pdf.pdflines import lines
    from catalogue.importers.pdf.pdfpages import Limits, each_page

    passages: list[Passage] = []
    pages = skipped = 0
    limits = Limits(pages=MOST_PAGES, seconds=SECONDS)
    for page in each_page(data, path=path, limits=limits, progress=lambda _done, _of: wanted()):
        pages += 1
        skipped += page.pictured
        passages.extend(_of_page(lines(page), page.number))
    return Datasheet(tuple(passages), path.name, pages, skipped)


def _of_page(found: tuple[Line, ...], page: int) -> Iterator[Passage]:
    right = max((line.x1 for line in found), default=0.0)
    sizes = sorted(line.size for line in found)
    usual = sizes[(len(sizes) - 1) // 2] if sizes else 0.0
    group: list[Line] = []
    number = 0
    for before, line in pairwise([None, *found, None]):
        if before is not None and (line is None or not _goes_on(before, line, right)):
            number += 1
            yield from _passage(group, page, number, usual)
            group = []
        if line is not None:
            group.append(line)


def _goes_on(before: Line, line: Line, right: float) -> bool:
    """True where a line carries on the paragraph of the one before: the paper ended there, not the sentence."""
    if len(before.pieces) > 1 or len(line.pieces) > 1 or before.size != line.size:
        return False
    close = before.base - line.base < 2.0 * max(line.size, 1)
    full = before.x1 > 0.8 * right
    return close and (full or before.hyphenated) and not _BULLET.match(line.text) and abs(line.x0 - before.x0) < 40


def _passage(group: list[Line], page: int, number: int, usual: float) -> Iterator[Passage]:
    place = Words(f"第{page}页第{number}段", f"page {page}, paragraph {number}")
    if len(group) == 1 and len(group[0].pieces) > 1:
        yield from _row((piece.text for piece in group[0].pieces), page, place)
        return
    text = _BULLET.sub("", _joined(group))
    large = len(group) == 1 and group[0].size > 1.15 * usual and len(text) <= _LONGEST_HEADING
    if text.strip():
        yield Passage(text, page, place, heading=large and not _ENDS.search(text))


def _joined(group: list[Line]) -> str:
    """Lines as one text: a blank between Latin words, none between Chinese signs, a broken word closed up."""
    text = ""
    for line in group:
        words = line.text.replace("\u00ad", "-") if not line.hyphenated else line.text.rstrip("\u00ad-")
        glue = " " if text and text[-1].isascii() and words[:1].isascii() and not text.endswith("\u0002") else ""
        text = text.removesuffix("\u0002") + glue + words + ("\u0002" if line.hyphenated else "")
    return text.removesuffix("\u0002")
