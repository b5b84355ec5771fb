"""Annex I as running text, or as the official PDF in the layout of Regulation (EU) 2021/821 -> `eu-dual-use`.

Values that flow: the lines of a text file with the columns they begin in, or of a PDF with their places, become
`Row`s, paragraphs, entries. The hard problem of the text is that its exponents are flat and its pages have no names;
of the PDF, none of both, but running heads and contents tables. Rejected: turning the PDF into text first, which
loses exactly what makes it the better source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalogue.importers.annexedition import CARD, CATALOGUE, chosen, edition, said_by
from catalogue.importers.annexrows import Layout, Row, RowReader
from catalogue.importers.annextree import Built, Manner, entries
from catalogue.importers.pdflines import lines
from catalogue.importers.pdfpages import MAGIC, each_page
from catalogue.importers.reading import Format, Progress, Reading, Source, Target
from catalogue.importers.remarks import told
from catalogue.model import Check, Words
from catalogue.problems import BadInput

LONGEST = 32 * 1024 * 1024
MOST_LINES = 400_000
_WORD = re.compile(r"[A-Za-z]{4,}")
_CODE = re.compile(r"(?P<code>\d[A-E]\d{3})\.?\s+(?P<text>\S.*)")
_LABEL = re.compile(r"(?P<label>\d{1,3}|[a-z]{1,2})(?:\.(?:\s+(?P<text>\S.*)|$)|\s{2,}(?P<other>\S.*))")
_NOTE = re.compile(r"(?P<note>Technical [Nn]otes?|NOTES?|Notes?|N\.\s?B\.?)(?:\s*\d+)?(?:\s*[.:]|\s{2}|$)")
_HEADER = re.compile(
    r"Notes|DEFINITIONS OF TERMS|CATEGORY \d.{0,90}|\d{1,3}|.*Official Journal of the European Union.*|L \d+/\d+"
    r"|\d{1,2}\.\d{1,2}\.\d{4}|EN|0\d{4}R\d{4}\s+[—–-].*|[▼►].{0,12}"
)
_TORN = re.compile(r"[-−–+]?\d{1,2}(?:\s+[-−–+]?\d{1,2})*")
_HEADING = re.compile(
    r"\d[A-E]\d?\s+(?:Systems|Test|Materials|Software|Technology)\b|(?:Part|PART) \d\s*[-–—.]|TABLE\s*[-–—]|TECHNICAL NOTE ON\b"
)
_ENDS = re.compile(r"\d{4} Update of the EU Control List|ANNEX (?:II|IV)\b")
_CONTINUED = re.compile(r"\d[A-E]\d{3}\b.{0,40}\b\(?cont(?:inue)?d?\.?\)?\.?", re.I)


def layout(margin: float, step: float, torn: re.Pattern[str] | None = None) -> Layout:
    """Annex I with its codes left of `margin` and half a level of indentation `step`."""
    return Layout(_CODE, _LABEL, _NOTE, _HEADER, _HEADING, _ENDS, _CONTINUED, margin, step, torn)


def recognises_text(source: Source) -> bool:
    """Whether this looks like Annex I as text: a heading of a category near the beginning, and no other format."""
    head = source.data[:4096]
    return b"CATEGORY" in head and head.lstrip()[:1] not in (b"{", b"<", b"%") and b"\0" not in head


def recognises_pdf(source: Source) -> bool:
    """Whether this is a PDF at all: its first bytes do not tell of what."""
    return MAGIC in source.data[:1024]


def read_annex_text(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition in a text file; the user must name it where the text does not."""
    text = _decoded(source)
    name = chosen(said_by(text), target.edition, source.path)
    rows = list(_rows_of_text(text))
    progress(1, 2)
    reader = RowReader(layout(margin=2, step=3, torn=_TORN), _vocabulary(row.text for row in rows))
    reader.read(rows)
    return _reading(reader, name, source, flattened=True)


def read_annex_pdf(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition in a PDF; exponents are told by the size of the signs."""
    rows: list[Row] = []
    pictured = 0
    for page in each_page(source.data, path=source.path, progress=progress):
        pictured += page.pictured
        for number, line in enumerate(lines(page), start=1):
            rows.append(Row(line.x0, line.text, page.number, number))
    name = chosen(said_by("\n".join(row.text for row in rows)), target.edition, source.path)
    reader = RowReader(layout(_margin(rows) + 6, 12.0), _vocabulary(row.text for row in rows))
    reader.read(rows)
    reading = _reading(reader, name, source, flattened=False)
    if pictured:
        said = Words(f"{pictured}页只有图片，未能读取", f"{pictured} pages hold pictures only and were not read")
        reading = replace(reading, remarks=(said, *reading.remarks))
    return reading


def _decoded(source: Source) -> str:
    if len(source.data) > LONGEST:
        raise BadInput.because("this text is larger than 32 MB", file=source.path, zh="这份文本超过32 MB")
    try:
        text = source.data.decode(source.encoding or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        raise BadInput.because(
            f"this file is not {source.encoding or 'UTF-8'} text",
            file=source.path,
            hint="name its encoding with --encoding",
            zh=f"这个文件不是 {source.encoding or 'UTF-8'} 文本",
            hint_zh="请用 --encoding 写明编码",
        ) from None
    if "\0" in text:
        raise BadInput.because("this file is not text", file=source.path, zh="这个文件不是文本")
    return text


def _rows_of_text(text: str) -> Iterator[Row]:
    page, number = 1, 0
    for line in text.splitlines()[:MOST_LINES] if "\f" not in text else _paged(text):
        if line == "\f":
            page, number = page + 1, 0
            continue
        number += 1
        shown = line.strip()
        if shown:
            yield Row(len(line) - len(line.lstrip()), shown, page, number)


def _paged(text: str) -> Iterator[str]:
    for at, part in enumerate(text.split("\f")):
        if at:
            yield "\f"
        yield from part.splitlines()


def _margin(rows: list[Row]) -> float:
    """The left edge at which most codes begin."""
    edges = [round(row.x) for row in rows if _CODE.match(row.text)]
    return max(set(edges), key=edges.count, default=0)


def _vocabulary(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text.removesuffix("-")))


def _reading(reader: RowReader, name: str, source: Source, *, flattened: bool) -> Reading:
    made = edition(name, source.path)
    checked = Check.SECONDARY if flattened else Check.OFFICIAL
    built: Built = entries(reader.paras, Manner(CATALOGUE, made.sources[0], checked, flattened=flattened))
    if not built.entries:
        raise BadInput.because(
            "this publication holds no entries of Annex I",
            file=source.path,
            hint="check that it is the list itself",
            zh="这份文件里没有附件一的条目",
            hint_zh="请核对是否为清单本身",
        )
    remarks = told(built, decimal_comma=True, flattened=flattened)
    if reader.jumps:
        listed = "; ".join(reader.jumps)
        remarks += (Words(f"编号不连续之处：{listed}", f"labels out of turn: {listed}"),)
    if reader.strays:
        listed = "; ".join(reader.strays)
        said = Words(
            f"{len(reader.strays)}行以编号样的字符开头却不合任何层次，留在前文中：{listed}",
            f"{len(reader.strays)} lines begin like a label and fit no list; they stay with the text before: {listed}",
        )
        remarks += (said,)
    return Reading(
        catalogue=CATALOGUE,
        card=CARD,
        edition=replace(made, entries=built.entries),
        refused=built.refused,
        unplaced=(*reader.outside, *built.unplaced),
        remarks=remarks,
    )


FORMATS = (
    Format(
        "eu-annex-text", Words("欧盟附件一文本", "EU Annex I as text"), (CATALOGUE,), recognises_text, read_annex_text
    ),
    Format("eu-annex-pdf", Words("欧盟附件一 PDF", "EU Annex I as PDF"), (CATALOGUE,), recognises_pdf, read_annex_pdf),
)
