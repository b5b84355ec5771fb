"""`caveat-pack.json`: what a pack on a stick says it holds, and how it says so.

Values that flow: bytes <-> `Manifest` with its `PackFile`s. The manifest is all that a signature covers, and it covers
the files through their sha256, so it is read strictly: known keys only, every one there, the right type, no key twice,
names that are plain relative names on every system. The same manifest always gives the same bytes.
Rejected: names cleaned up before use; a name that needs cleaning was made by nobody who means well.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from catalogue.problems import BadInput

MANIFEST, SIGNATURE = "caveat-pack.json", "caveat-pack.sig"
FORMAT = 1
MANIFEST_LIMIT = 1024 * 1024
KINDS_OF_FILE = (".yaml", ".md", ".txt", ".csv", ".json")
"""What a pack may carry: data and words about it, nothing that a double click would run."""
LONGEST_TITLE = 300

_KEYS = ("format", "catalogue", "title", "version", "made_on", "program_min", "files")
_FILE_KEYS = ("path", "size", "sha256")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,8}")
_VERSION = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})\.([1-9]\d{0,5})")
_PROGRAM = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,3}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SEGMENT = re.compile(r"\w(?:[\w ().,+-]{0,98}[\w)])?")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DEPTH = 4


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """The day a pack was made and a count within the day: `2026.11.21.1`."""

    day: dt.date
    number: int

    def __str__(self) -> str:
        return f"{self.day:%Y.%m.%d}.{self.number}"

    @classmethod
    def read(cls, text: str) -> Version | None:
        """The version written as `YYYY.MM.DD.n`; None where it is not."""
        found = _VERSION.fullmatch(text)
        try:
            return cls(dt.date(*map(int, found.groups()[:3])), int(found[4])) if found and text.isascii() else None
        except ValueError:
            return None

    def next_on(self, today: dt.date) -> Version:
        """The version after this one, of today; where this one is of a later day, of that day."""
        return Version(self.day, self.number + 1) if self.day >= today else Version(today, 1)


@dataclass(frozen=True, slots=True, order=True)
class PackFile:
    """One file of a pack: its relative name with `/`, its size in bytes, its sha256 in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the pack is and every file it holds, sorted by name."""

    catalogue: str
    title: str
    version: Version
    made_on: dt.date
    program_min: str
    files: tuple[PackFile, ...]

    def to_bytes(self) -> bytes:
        """The file `caveat-pack.json`."""
        value = {
            "format": FORMAT,
            "catalogue": self.catalogue,
            "title": self.title,
            "version": str(self.version),
            "made_on": self.made_on.isoformat(),
            "program_min": self.program_min,
            "files": [{"path": f.path, "size": f.size, "sha256": f.sha256} for f in self.files],
        }
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

    def needs_newer_than(self, program: str) -> bool:
        """Whether the pack asks for a later program than `program`."""
        return _numbers(self.program_min) > _numbers(program)


def files_of(contents: Mapping[str, bytes]) -> tuple[PackFile, ...]:
    """The file list for these contents."""
    return tuple(PackFile(name, len(data), digest(data)) for name, data in sorted(contents.items()))


def digest(data: bytes) -> str:
    """sha256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def is_plain_name(name: str) -> bool:
    """Whether `name` is a relative name that means the same file on every system, of a kind a pack may carry."""
    segments = name.split("/")
    return (
        len(segments) <= _DEPTH
        and all(_SEGMENT.fullmatch(s) and not _DEVICES.fullmatch(s) for s in segments)
        and name.endswith(KINDS_OF_FILE)
        and unicodedata.normalize("NFC", name) == name
        and MANIFEST not in segments
    )


def is_catalogue_id(text: str) -> bool:
    """Whether the text may name a pack's folder."""
    return bool(_ID.fullmatch(text)) and len(text) <= 60 and text.isascii() and not _DEVICES.fullmatch(text)


def read_manifest(data: bytes, file: str) -> Manifest:
    """The manifest in `data`. Raises BadInput, naming `file`, for everything that is not exactly one."""
    top = _object(_json(data, file), _KEYS, file)
    if top["format"] != FORMAT or isinstance(top["format"], bool):
        raise _bad(file, "format", f"this is a pack of another format than {FORMAT}", f"数据包格式不是{FORMAT}")
    catalogue, version = _text(top, "catalogue", file), Version.read(_text(top, "version", file))
    program = _text(top, "program_min", file)
    if not is_catalogue_id(catalogue):
        raise _bad(file, "catalogue", "the id of the catalogue is not one", "目录代号无效")
    if version is None:
        raise _bad(file, "version", "the version is not written as 2026.11.21.1", "版本号须写成 2026.11.21.1")
    if not (_PROGRAM.fullmatch(program) and program.isascii()):
        raise _bad(file, "program_min", "the version of the program is not one", "所需程序版本无效")
    files = top["files"]
    if not isinstance(files, list):
        raise _bad(file, "files", "'files' is not a list", "“files”须为列表")
    return Manifest(
        catalogue=catalogue,
        title=_text(top, "title", file)[:LONGEST_TITLE],
        version=version,
        made_on=_day(_text(top, "made_on", file), file),
        program_min=program,
        files=_unique(tuple(_file(one, file) for one in cast("list[object]", files)), file),
    )


def _json(data: bytes, file: str) -> object:
    if len(data) > MANIFEST_LIMIT:
        raise _bad(file, "", "the manifest is too large", "清单过大")
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise _bad(file, "", f"the manifest cannot be read ({reason})", "清单无法读取") from None


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is no number")


def _object(value: object, keys: tuple[str, ...], file: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _bad(file, "", "the manifest is not an object", "清单结构无效")
    found = cast("dict[str, object]", value)
    for key in keys:
        if key not in found:
            raise _bad(file, key, f"the manifest lacks '{key}'", f"清单缺少“{key}”")
    for key in found:
        if key not in keys:
            raise _bad(file, key[:40], f"the manifest holds the unknown key '{key[:40]}'", f"清单含未知项“{key[:40]}”")
    return found


def _text(top: dict[str, object], key: str, file: str) -> str:
    value = top[key]
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _bad(file, key, f"'{key}' is not a line of text", f"“{key}”须为一行文字")
    return value


def _day(text: str, file: str) -> dt.date:
    try:
        if len(text) != len("2026-11-21"):
            raise ValueError
        return dt.date.fromisoformat(text)
    except ValueError:
        raise _bad(file, "made_on", "'made_on' is not a date", "“made_on”不是日期") from None


def _file(value: object, file: str) -> PackFile:
    one = _object(value, _FILE_KEYS, file)
    path, size, sha256 = _text(one, "path", file), one["size"], _text(one, "sha256", file)
    if not is_plain_name(path):
        raise _bad(
            file, "path", f"the file name {path[:80]!r} may not stand in a pack", f"数据包中不得有文件名{path[:80]!r}"
        )
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size < 1 << 40:
        raise _bad(file, "size", f"the size of {path!r} is not a number of bytes", f"{path!r}的大小无效")
    if not _DIGEST.fullmatch(sha256):
        raise _bad(file, "sha256", f"the sha256 of {path!r} is not one", f"{path!r}的 sha256 无效")
    return PackFile(path, size, sha256)


def _unique(files: tuple[PackFile, ...], file: str) -> tuple[PackFile, ...]:
    seen: set[str] = set()
    for one in files:
        key = unicodedata.normalize("NFC", one.path.casefold())
        if key in seen:
            raise _bad(file, "path", f"the file {one.path!r} is named twice", f"文件{one.path!r}出现两次")
        seen.add(key)
    parents = {"/".join(key.split("/")[:depth]) for key in seen for depth in range(1, key.count("/") + 1)}
    if both := sorted(parents & seen):
        raise _bad(file, "path", f"{both[0]!r} is both a file and a folder", f"{both[0]!r}既是文件又是文件夹")
    if "pack.yaml" not in {one.path for one in files}:
        raise _bad(file, "files", "the pack holds no pack.yaml", "数据包中没有 pack.yaml")
    return files


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d{1,9}", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _bad(file: str, field: str, message: str, zh: str) -> BadInput:
    return BadInput.because(
        message,
        file=file,
        field=field,
        hint="ask the sender for the pack again",
        zh=zh,
        hint_zh="请向发送方重新索取数据包",
    )
