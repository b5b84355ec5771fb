"""Annex I as the official PDF in the layout of Regulation (EU) 2021/821 -> edition of `eu-dual-use`.

Values that flow: the lines of each page with their places become `Row`s, paragraphs, entries, as for the text; the
exponents come raised from `pdflines`. The hard problem is telling the list from running heads, contents and tables
that print the same codes: a code counts only at the left edge where most codes stand, and in ascending order.
Rejected: turning the PDF into text first, which loses exactly what makes it the better source.
"""

from __future__ import annotations

from dataclasses import replace

from catalogue.importers.eu.annex_text import CODE, layout, reading_of, vocabulary
from catalogue.importers.eu.annexedition import CATALOGUE, chosen, said_by
from catalogue.importers.eu.annexrows import Row, RowReader
from catalogue.importers.pdf.pdflines import lines
from catalogue.importers.pdf.pdfpages import MAGIC, each_page
from catalogue.importers.reading import Format, Progress, Reading, Source, Target
from catalogue.model import Words


def recognises(source: Source) -> bool:
    """Whether this is a PDF at all: its first bytes do not tell of what."""
    return MAGIC in source.data[:1024]


def read_annex_pdf(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition in a PDF; exponents are told by the size of the signs."""
    rows: list[Row] = []
    pictured = 0
    for page in each_page(source.data, path=source.path, progress=progress):
        pictured += page.pictured
        for number, line in enumerate(lines(page), start=1):
            rows.append(Row(line.x0, line.text, page.number, number))
    name = chosen(said_by("\n".join(row.text for row in rows)), target.edition, source.path)
    reader = RowReader(layout(_margin(rows) + 6, 12.0), vocabulary(row.text for row in rows))
    reader.read(rows)
    reading = reading_of(reader, name, source, target, flattened=False)
    if pictured:
        said = Words(f"{pictured}页只有图片，未能读取", f"{pictured} pages hold pictures only and were not read")
        reading = replace(reading, remarks=(said, *reading.remarks))
    return reading


def _margin(rows: list[Row]) -> float:
    """The left edge at which most codes begin."""
    edges = [round(row.x) for row in rows if CODE.match(row.text)]
    return max(set(edges), key=edges.count, default=0)


FORMAT = Format(
    id="eu-annex-pdf",
    title=Words("欧盟附件一 PDF", "EU Annex I as PDF"),
    catalogues=(CATALOGUE,),
    recognises=recognises,
    read=read_annex_pdf,
)
