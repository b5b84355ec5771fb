"""Annex I as JSON with one line per dotted path (`6A005.a.6.b Note 1: …`) -> edition of `eu-dual-use`.

Values that flow: each entry's text is split into lines; each line names its code and path, and what follows is the
item, or a note of it. The hard problem: a line may hold a whole nest of notes without line breaks; it stays one note,
because taking it apart would be guessing. Rejected: the file's own lists of parameters and notes; they repeat the
lines.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from catalogue.importers.eu.annexaside import Section, asides, said_of
from catalogue.importers.eu.annexedition import CARD, CATALOGUE, CELEX, chosen, edition, said_by
from catalogue.importers.eu.annextree import CODE, Manner, Para, entries, with_names
from catalogue.importers.eu.remarks import told
from catalogue.importers.reading import Format, Progress, Reading, Refused, Source, Target, Unplaced
from catalogue.model import Check, Words
from catalogue.problems import BadInput

MOST_ENTRIES = 20_000
LONGEST = 64 * 1024 * 1024
_LINE = re.compile(r"(?P<code>\d[A-E]\d{3})(?P<path>(?:\.[a-z0-9]{1,3})*)\.?\s+(?P<text>.*)", re.S)
_NOTE = re.compile(r"(?P<note>Technical Notes?|Notes?|N\.B\.)(?:\s*\d+(?:\.[a-z0-9]+)*)?\s*[.:]?\s*", re.I)


def recognises(source: Source) -> bool:
    """Whether this looks like Annex I as JSON."""
    head = source.data[:4096]
    return head.lstrip()[:1] == b"{" and CELEX.encode() in head


def read_annex_json(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition in the file. Raises BadInput for what is not this format."""
    top = _top(source)
    blocks = _list(top, "entries", source.path)
    name = chosen(said_by(str(top.get("corpus_version", ""))), target.edition, source.path)
    paras: list[Para] = []
    refused: list[Refused] = []
    unplaced: list[Unplaced] = []
    for at, block in enumerate(blocks):
        progress(at + 1, len(blocks))
        code, text = str(block.get("entry_code", "")), str(block.get("verbatim_text", ""))
        where = Words(f"第{at + 1}个条目", f"entry {at + 1}")
        if not CODE.fullmatch(code):
            why = Words("编号不合编码规则", "the code does not fit the grammar of codes")
            refused.append(Refused(where, code, why))
            unplaced.append(Unplaced(where, text, why))
            continue
        for para in _paras(code, text):
            if para.code == code:
                paras.append(para)
            else:
                unplaced.append(Unplaced(para.where, para.text, Words("行首是别的编号", "the line names another code")))
    source_text = f"Regulation (EU) 2021/821, Annex I, CELEX {CELEX}-{name.replace('-', '')}"
    manner = Manner(CATALOGUE, source_text, Check.SECONDARY, repeats_go_on=True)
    built = entries(paras, manner)
    apart = asides(_sections(top), manner)
    printed = top.get("entry_count")
    expected = printed if isinstance(printed, int) and printed > 0 else None
    return Reading(
        catalogue=CATALOGUE,
        card=CARD,
        edition=replace(
            edition(name, source.path, _retrieved(top)),
            entries=(*with_names(built.entries, target.held), *apart),
            expected=expected,
            expected_derived=expected is not None,
        ),
        expected=expected,
        refused=(*refused, *built.refused),
        unplaced=(*unplaced, *built.unplaced),
        remarks=(*said_of(apart), *told(built, decimal_comma=True)),
    )


def _top(source: Source) -> dict[str, object]:
    if len(source.data) > LONGEST:
        raise _wrong(source.path, "is larger than 64 MB", "超过64 MB")
    try:
        top: object = json.loads(source.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _wrong(source.path, "is not UTF-8 text", "不是 UTF-8 文本") from error
    except (json.JSONDecodeError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise _wrong(source.path, f"is damaged or cut short{place}", f"已损坏或不完整{place}") from error
    if not isinstance(top, dict):
        raise _wrong(source.path, "is not a list of Annex I in this form", "不是这种形式的附件一")
    return cast("dict[str, object]", top)


def _wrong(path: Path, what: str, zh: str) -> BadInput:
    return BadInput.because(f"this JSON file {what}", file=path, zh=f"这个 JSON 文件{zh}")


def _list(top: dict[str, object], key: str, path: Path) -> list[dict[str, object]]:
    found = top.get(key)
    items = cast("list[object]", found) if isinstance(found, list) else []
    if not items or len(items) > MOST_ENTRIES or not all(isinstance(item, dict) for item in items):
        raise _wrong(path, f"holds no '{key}' as Annex I has them", f"没有附件一形式的“{key}”")
    return cast("list[dict[str, object]]", items)


def _paras(code: str, text: str) -> Iterator[Para]:
    """The paragraphs of one entry; a line without a code of its own goes on with the one before."""
    held: list[str] = []
    for line in text.split("\n"):
        if held and not _LINE.match(line):
            held[-1] += " " + line
        elif line.strip():
            held.append(line)
    for line in held:
        found = _LINE.match(line)
        if not found:
            yield Para(code, (), "", line, Words(code, code))
            continue
        path = tuple(part for part in found["path"].split(".") if part)
        note = _NOTE.match(found["text"])
        place = found["code"] + found["path"]
        yield Para(found["code"], path, note["note"] if note else "", found["text"], Words(place, place))


def _sections(top: dict[str, object]) -> Iterator[Section]:
    """Definitions and general notes: words of the annex that belong to no entry."""
    docs = top.get("docs")
    for item in cast("list[object]", docs) if isinstance(docs, list) else []:
        if isinstance(item, dict):
            block = cast("dict[str, object]", item)
            title = str(block.get("title", ""))
            yield Section(Words(en=title), tuple(str(block.get("verbatim_text", "")).splitlines()))


def _retrieved(top: dict[str, object]) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(str(top.get("retrieved_at", ""))).date()
    except ValueError:
        return None


FORMAT = Format(
    id="eu-annex-json",
    title=Words("欧盟附件一 JSON（每行一个编号路径）", "EU Annex I as JSON, one line per path"),
    catalogues=(CATALOGUE,),
    recognises=recognises,
    read=read_annex_json,
)
