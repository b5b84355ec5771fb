"""Annex I as running text in the layout of Regulation (EU) 2021/821 -> edition of `eu-dual-use`.

Values that flow: the lines of a text file with the columns they begin in become `Row`s, paragraphs, entries. The
hard problem is that a text export flattens exponents, tears some off onto lines of their own and shifts whole pages
sideways; so labels count more than columns, and what may have lost an exponent is marked. Rejected: reading the
words of the list as a grammar of its own; every edition words its headings differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalogue.importers.eu.annexaside import OUTSIDE, Section, asides, said_of
from catalogue.importers.eu.annexedition import CARD, CATALOGUE, chosen, edition, said_by
from catalogue.importers.eu.annexrows import Layout, Row, RowReader
from catalogue.importers.eu.annextree import Built, Manner, entries, with_names
from catalogue.importers.eu.remarks import told
from catalogue.importers.reading import Format, Progress, Reading, Source, Target
from catalogue.importers.sourcetext import decoded
from catalogue.model import Check, Words
from catalogue.problems import BadInput

LONGEST = 32 * 1024 * 1024
MOST_LINES = 400_000
_WORD = re.compile(r"[A-Za-z]{4,}")
CODE = re.compile(r"(?P<code>\d[A-E]\d{3})\.?\s+(?P<text>\S.*)")
_LABEL = re.compile(r"(?P<label>\d{1,3}|[a-z]{1,2})(?:\.(?:\s+(?P<text>\S.*)|$)|\s{2,}(?P<other>\S.*))")
_NOTE = re.compile(r"(?P<note>Technical [Nn]otes?|NOTES?|Notes?|N\.\s?B\.?)(?:\s*\d+)?(?:\s*[.:]|\s{2}|$)")
_HEADER = re.compile(
    r"Notes|DEFINITIONS OF TERMS|CATEGORY \d.{0,90}|\d{1,3}|.*Official Journal of the European Union.*|L \d+/\d+"
    r"|\d{1,2}\.\d{1,2}\.\d{4}|EN|0\d{4}R\d{4}\s+[—–-].*|▼[A-Z]\d+"
)
_TORN = re.compile(r"[-−–+]?\d{1,2}(?:\s+[-−–+]?\d{1,2})*")
_HEADING = re.compile(
    r"\d[A-E]\d?\s+(?:Systems|Test|Materials|Software|Technology)\b"
    r"|(?:Part|PART) \d\s*[-–—.]|TABLE\s*[-–—]|TECHNICAL NOTE ON\b"
)
_ENDS = re.compile(r"\d{4} Update of the EU Control List|ANNEX (?:II|IV)\b")
_CONTINUED = re.compile(r"\d[A-E]\d{3}\b.{0,40}\b\(?cont(?:inue)?d?\.?\)?\.?", re.I)


def layout(margin: float, step: float, torn: re.Pattern[str] | None = None) -> Layout:
    """Annex I with its codes left of `margin` and half a level of indentation `step`."""
    return Layout(CODE, _LABEL, _NOTE, _HEADER, _HEADING, _ENDS, _CONTINUED, margin, step, torn)


def recognises(source: Source) -> bool:
    """Whether this looks like Annex I as text: a heading of a category near the beginning, and no other format."""
    head = source.data[:4096]
    return b"CATEGORY" in head and head.lstrip()[:1] not in (b"{", b"<", b"%") and b"\0" not in head


def read_annex_text(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition in a text file; the user must name it where the text does not."""
    text = decoded(source, LONGEST)
    name = chosen(said_by(text), target.edition, source.path)
    rows = list(_rows_of_text(text))
    progress(1, 2)
    reader = RowReader(layout(margin=2, step=3, torn=_TORN), vocabulary(row.text for row in rows))
    reader.read(rows)
    return reading_of(reader, name, source, target, flattened=True)


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


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words a publication prints whole, in lower case: they tell which broken words close up."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text.removesuffix("-")))


def reading_of(reader: RowReader, name: str, source: Source, target: Target, *, flattened: bool) -> Reading:
    """What the rows became, with remarks. `flattened` for sources whose exponents lost their height."""
    made = edition(name, source.path)
    checked = Check.SECONDARY if flattened else Check.OFFICIAL
    manner = Manner(CATALOGUE, made.sources[0], checked, flattened=flattened)
    built: Built = entries(reader.paras, manner)
    if not built.entries:
        raise BadInput.because(
            "this publication holds no entries of Annex I",
            file=source.path,
            hint="check that it is the list itself",
            zh="这份文件里没有附件一的条目",
            hint_zh="请核对是否为清单本身",
        )
    apart = asides([Section(OUTSIDE, reader.blocks)], manner)
    remarks = (*said_of(apart), *told(built, decimal_comma=True, flattened=flattened))
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
        edition=replace(made, entries=(*with_names(built.entries, target.held), *apart)),
        refused=built.refused,
        unplaced=(*reader.outside, *built.unplaced),
        remarks=remarks,
    )


FORMAT = Format(
    id="eu-annex-text",
    title=Words("欧盟附件一文本", "EU Annex I as text"),
    catalogues=(CATALOGUE,),
    recognises=recognises,
    read=read_annex_text,
)
