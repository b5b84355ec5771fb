"""The publication formats that are known, and which of them a file is.

Values that flow: a module of the table -> its `Format`s; a `Source` and a catalogue -> the one `Format` that
reads it. The hard problem is a file that two readers would take, or the right file for another catalogue: reading it
anyway gives a pack that looks like a list. So a format must serve the catalogue and recognise the file, one that is
made for a publication goes before the table with a column map, and anything else is refused with what is understood.
Rejected: choosing by the file's suffix.
"""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from catalogue.importers.reading import Format, Source
from catalogue.opening import read_bytes
from catalogue.problems import BadInput
from catalogue.textfiles import refuse_wide_xml

LARGEST = 200 * 1024 * 1024
"""Bytes of a publication; the longest (a title of the CFR, a table of all lists) has a third of it."""

MANIFEST = "caveat-pack.json"
_DOCTYPE = re.compile(rb"<!doctype\s+(\w*)")
MODULES = (
    *("us.ecfr_ccl", "us.ecfr_usml", "us.part744", "us.csl", "us.sdn"),
    *("eu.annex_json", "eu.annex_pdf", "eu.annex_text", "eu.awv"),
    *("prc.catalogue", "prc.announcement"),
    "tables.table",
)
"""Modules of this package that hold a `FORMAT` or several `FORMATS`, imported when formats are asked for, because
their libraries are heavy. The built program collects every module of the package for this reason."""

TABLE = "table"
"""The id of the format that reads any table by a column map; asked last."""


def formats(modules: Iterable[str] = MODULES) -> tuple[Format, ...]:
    """Every format there is, in the order of the table."""
    found: list[Format] = []
    for name in modules:
        module = importlib.import_module(f"{__package__}.{name}")
        several: tuple[Format, ...] = getattr(module, "FORMATS", ())
        found.extend(several or (module.FORMAT,))
    return tuple(found)


def open_source(path: Path, encoding: str = "") -> Source:
    """The file's bytes. Raises BadInput for none, one that is too large (before reading it), and a pack."""
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # `read_bytes` says what is wrong
    if size > LARGEST:
        raise BadInput.because(
            f"this file has {size // 1_000_000:,} MB; at most {LARGEST // 1_000_000} MB are read",
            file=path,
            zh=f"文件有 {size // 1_000_000:,} MB，至多读取 {LARGEST // 1_000_000} MB",
        )
    data = read_bytes(path, LARGEST)
    if not data:
        raise BadInput.because("this file is empty", file=path, zh="文件是空的")
    _refuse_pack(path, data)
    refuse_wide_xml(data, path)
    _refuse_doctype(path, data)
    return Source(path, data, encoding)


def _refuse_doctype(path: Path, data: bytes) -> None:
    """Raises BadInput for XML with a document type; that of a web page is part of its form."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    declared = _DOCTYPE.search(head)
    if head.startswith((b"<?xml", b"<!doctype")) and declared and declared[1] != b"html":
        raise BadInput.because(
            "this XML file declares a document type (DOCTYPE); such files are refused",
            file=path,
            hint="give the file as its publisher gives it",
            zh="XML 文件含文档类型声明（DOCTYPE），不予读取",
            hint_zh="请使用发布者提供的原始文件",
        )


def _refuse_pack(path: Path, data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_pack = MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return  # the reader of the package says what is wrong with it
    if is_pack:
        raise BadInput.because(
            "this is a pack: use install",
            file=path,
            hint=f"python -m catalogue install {path.name}",
            zh="这是数据包：请用 install",
            hint_zh=f"python -m catalogue install {path.name}",
        )


def choose(source: Source, catalogue: str, known: Sequence[Format], *, mapped: bool = False) -> Format:
    """The format that reads this file for this catalogue; with a column map (`mapped`) the table.

    Raises BadInput naming what is understood where no format, or more than one, answers."""
    serving = [one for one in known if not one.catalogues or catalogue in one.catalogues]
    if mapped:
        serving = [one for one in serving if one.id == TABLE]
    found = [one for one in serving if one.recognises(source)]
    made_for_it = [one for one in found if one.id != TABLE]
    chosen = made_for_it or found
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        raise _refusal(
            source,
            "this file could be",
            "文件可能是",
            chosen,
            "convert it to .csv and name --map",
            "请另存为 .csv 并加 --map",
        )
    other = [one for one in known if one.catalogues and one.recognises(source)]
    if other:
        ids = ", ".join(dict.fromkeys(i for one in other for i in one.catalogues))
        raise _refusal(
            source,
            f"this file is not for '{catalogue}'; by its form it may be",
            f"文件不属于“{catalogue}”，按格式可能是",
            other,
            f"name its catalogue: --catalogue {ids}",
            f"请改用 --catalogue {ids}",
        )
    if not serving:
        raise _refusal(
            source, "a column map reads tables only; understood are", "列映射只用于表格；可读", known, "", ""
        )
    raise _refusal(
        source,
        f"this file is none that is understood for '{catalogue}', which are",
        f"无法识别此文件；“{catalogue}”可读",
        serving,
        "see the README, Importing",
        "见 README “导入”",
    )


def _refusal(source: Source, en: str, zh: str, named: Iterable[Format], hint: str, hint_zh: str) -> BadInput:
    titles = [one.title for one in named]
    return BadInput.because(
        f"{en}: {'; '.join(title.in_language('en') for title in titles)}",
        file=source.path,
        hint=hint,
        zh=f"{zh}：{'；'.join(title.in_language('zh') for title in titles)}",
        hint_zh=hint_zh,
    )
