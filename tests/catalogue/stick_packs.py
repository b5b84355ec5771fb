"""A small pack of our own words, its archive in every state, and a home to install it into."""

from __future__ import annotations

import datetime as dt
import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from catalogue.home import Home
from catalogue.importers.locking import NAME as LOCK
from catalogue.stick.archives import archive_bytes
from catalogue.stick.manifests import Manifest, Version, files_of
from catalogue.stick.signatures import Signature, new_key, sign

DAY = dt.date(2026, 11, 21)
CARD = """\
id: mine
title: {zh: 自编清单, en: our own list}
kind: control-list
jurisdiction: XX
code_pattern: '\\d[A-E]\\d{3}'
source: written for this test
editions: ["2026-01"]
"""
EDITION = """\
id: "2026-01"
title: {zh: 第一版, en: first edition}
instrument: our own
status: in_force
effective: 2026-01-01
as_of: 2026-11-21
sources: [written for this test]
entries:
  - id: mine.kettle
    code: 1A001
    title: {zh: 水壶, en: kettle}
    control: licence
    checked: unchecked
    source: written for this test
    points:
      - no: a
        text: {zh: 容量大于 2 L, en: of more than 2 L}
"""
CONTENTS: Mapping[str, bytes] = {
    "pack.yaml": CARD.encode(),
    "2026-01.yaml": EDITION.encode(),
    "SOURCE.md": b"Our own words.\n",
    "tables/extra.csv": b"a,b\n",
}
MANIFEST = Manifest("mine", "自编清单", Version(DAY, 1), DAY, "0.1.0", files_of(CONTENTS))
PRIVATE, PUBLIC_KEY = new_key()


def signature(manifest: Manifest = MANIFEST, private: bytes = PRIVATE) -> Signature:
    """The pack's signature by the key of this test run."""
    return sign(private, manifest.to_bytes(), "Office", "k.pem")


def with_contents(
    changes: Mapping[str, bytes | None], number: int = 1, **more: object
) -> tuple[Manifest, dict[str, bytes]]:
    """A manifest and contents with some files changed, added or (None) taken out."""
    contents = {name: data for name, data in {**CONTENTS, **changes}.items() if data is not None}
    manifest = replace(MANIFEST, version=Version(DAY, number), files=files_of(contents), **more)  # type: ignore[arg-type]
    return manifest, contents


def written(
    folder: Path,
    manifest: Manifest = MANIFEST,
    contents: Mapping[str, bytes] = CONTENTS,
    mark: Signature | None = None,
    name: str = "pack.zip",
) -> Path:
    """The archive as a file."""
    path = folder / name
    path.write_bytes(archive_bytes(manifest.to_bytes(), contents, mark))
    return path


Change = Callable[[list[tuple[zipfile.ZipInfo, bytes]]], None]


def rewritten(path: Path, change: Change) -> Path:
    """The archive with its members changed as a tamperer would."""
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    change(members)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for info, data in members:
            fresh = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            fresh.compress_type, fresh.external_attr = info.compress_type, info.external_attr
            fresh.create_system = info.create_system
            archive.writestr(fresh, data)
    path.write_bytes(sink.getvalue())
    return path


def plain(name: str, data: bytes = b"x", mode: int = stat.S_IFREG | 0o644) -> tuple[zipfile.ZipInfo, bytes]:
    """One more member."""
    info = zipfile.ZipInfo(name)
    info.filename = name
    info.create_system, info.external_attr = 3, mode << 16
    return info, data


def home_at(folder: Path) -> Home:
    """An empty home."""
    return Home(*(folder / room for room in ("packs", "cache", "config", "state", "trust")))


def bundled_at(folder: Path, contents: Mapping[str, bytes] | None = None) -> Path:
    """A folder of bundled packs: none, or the small one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in (contents or {}).items():
        path = folder / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below, with its bytes; the empty file whose lock says that somebody writes is none."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != LOCK)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
