"""Public lists at hand read plainly into a library: an entry per code or row, a control point per paragraph.

For tests of search only: it keeps every paragraph as it stands and understands none of them. A list without codes
is cut into entries of so many paragraphs.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from catalogue.model import Catalogue, Control, Edition, Entry, Point, Words
from catalogue.packs import Library, bundled_packs, read_library

TAG = re.compile(r"<[^>]*>")
BLOCK = re.compile(r"</(?:P|FP(?:-\d)?|FP-DASH|HEAD|HD\d|TR|EXTRACT|NOTE|PSPACE|CITA)>")
CODE = re.compile(r"\s*(?P<code>\d[A-E]\d{3})\b")
CHUNK = 12


def paragraphs_of(xml: str) -> Iterator[str]:
    for block in BLOCK.split(xml):
        text = " ".join(html.unescape(TAG.sub(" ", block)).split())
        if text:
            yield text


def by_code(paragraphs: Iterable[str]) -> Iterator[tuple[str | None, list[str]]]:
    """The paragraphs by the code that opens the first of each group; without one, so many at a time."""
    code: str | None = None
    held: list[str] = []
    for text in paragraphs:
        found = CODE.match(text)
        if held and ((found and found["code"] != code) or (code is None and len(held) == CHUNK)):
            yield code, held
            code, held = None, []
        code = found["code"] if found else code
        held.append(text)
    if held:
        yield code, held


def entries_of(prefix: str, groups: Iterable[tuple[str | None, list[str]]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            f"{prefix}.{number}",
            code,
            Words(en=texts[0][:200]),
            Control.LICENCE,
            points=tuple(Point(str(n), Words(en=text)) for n, text in enumerate(texts, 1)),
        )
        for number, (code, texts) in enumerate(groups, 1)
    )


def rows_of(prefix: str, path: Path, code: str, title: str) -> tuple[Entry, ...]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return tuple(
        Entry(
            f"{prefix}.{number}",
            row.get(code) or None,
            Words(zh=row[title]),
            Control.LICENCE,
            points=tuple(Point(str(n), Words(zh=v)) for n, v in enumerate(texts_in(list(row.values())), 1)),
        )
        for number, row in enumerate(rows, 1)
    )


def listed(prefix: str, path: Path) -> tuple[Entry, ...]:
    """A JSON list of parties: every text of a record is a paragraph."""
    records = json.loads(path.read_text("utf-8"))
    every = records if isinstance(records, list) else [r for v in records.values() if isinstance(v, list) for r in v]
    return entries_of(prefix, ((None, list(texts_in(r))) for r in every if any(texts_in(r))))


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)


def lines_of(path: Path) -> Iterator[str]:
    yield from (" ".join(line.split()) for line in path.read_text("utf-8").splitlines() if line.strip())


def catalogue_of(name: str, entries: tuple[Entry, ...]) -> Catalogue:
    edition = Edition("1", name, Words(name), "", "in_force", effective=dt.date(2022, 1, 1), entries=entries)
    return Catalogue(name, Words(name), "control-list", "XX", Words(), "", Words(), "", (edition,))


def real_library(shared: Path) -> Library:
    """The bundled packs and everything in the folder of data beside them."""
    data = shared / "data"
    annex = json.loads((data / "eu/annex_I_2021-821.json").read_text("utf-8"))["entries"]
    found = {
        "x-ccl": entries_of("ccl", by_code(paragraphs_of((data / "us/ccl_supp1_ecfr.xml").read_text("utf-8")))),
        "x-usml": entries_of("usml", by_code(paragraphs_of((data / "us/title-22_part-121.xml").read_text("utf-8")))),
        "x-744": entries_of("p744", by_code(paragraphs_of((data / "us/title-15_part-744.xml").read_text("utf-8")))),
        "x-annex": entries_of("annex", ((e["entry_code"], e["verbatim_text"].splitlines()) for e in annex)),
        "x-norway": entries_of("norway", by_code(lines_of(data / "eu/annex_I_2022_norway_list2.txt"))),
        "x-awv": entries_of("awv", by_code(lines_of(data / "de/awv_2013.md"))),
        "x-dual": rows_of("dual", data / "cn/dual_use.csv", "code", "label"),
        "x-licence": rows_of("licence", data / "cn/dual_use_licence_2026.csv", "code", "name_zh"),
        "x-tech": rows_of("tech", data / "cn/tech_catalogue.csv", "code", "name_zh"),
        "x-tech-more": rows_of("more", data / "cn/tech_catalogue_more.csv", "code", "name_zh"),
        "x-entities": rows_of("entities", data / "cn/entities.csv", "", "name_zh"),
        "x-jp": listed("jp", data / "parties/jp_foreign_end_user_list.json"),
        "x-cn-lists": listed("cn", data / "parties/cn_lists_2026-07.json"),
    }
    library = read_library(bundled_packs())
    catalogues = library.catalogues | {name: catalogue_of(name, entries) for name, entries in found.items()}
    return replace(library, catalogues=catalogues, fingerprint="real")
