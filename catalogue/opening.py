"""The one door for untrusted packages, and the one way a file is written.

Values that flow: a path becomes a `Package` of named parts in the file's own order, and a package becomes bytes
again with every part, name, date and order kept. The hard problem is a small file that unpacks into gigabytes or
smuggles in an entity: every bound is counted while reading, before any part is parsed. Rejected: letting a Word
library open the file first; it parses external entities and expands bombs before anybody can look.
"""

from __future__ import annotations

import contextlib
import errno
import io
import lzma
import os
import re
import stat
import tempfile
import time
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from catalogue.problems import BadInput

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY_MAGIC = b"PK\x01\x02"
DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError)
"""What unpacking raises; a name that is no text and an offset before the file are a ValueError."""
DOCTYPE_MARKS = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))

STAGED_SUFFIX = ".part"
STALE_AFTER = 3600
"""Seconds after which a staged file whose write never ended is taken for a leftover."""

_REASONS_ZH = MappingProxyType(
    {
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已满",
        errno.EFBIG: "文件过大",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "磁盘为只读",
        errno.ENOENT: "文件夹不存在",
        errno.ENAMETOOLONG: "文件名过长",
        errno.EIO: "磁盘读写出错",
    }
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a package may hold. Bytes are counted unpacked."""

    members: int = 2000
    total: int = 200 * 1024 * 1024
    xml_part: int = 50 * 1024 * 1024
    ratio: int = 200
    ratio_above: int = 1024 * 1024
    file: int = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One part of a package: its name, its bytes and how the archive recorded it."""

    name: str
    data: bytes
    info: zipfile.ZipInfo = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Package:
    """A zip package in memory, parts in the archive's own order."""

    path: Path
    members: tuple[Member, ...]

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where the package has none of that name."""
        return next((m.data for m in self.members if m.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """Part names in archive order."""
        return tuple(m.name for m in self.members)

    def with_parts(self, changed: dict[str, bytes]) -> Package:
        """A copy with some parts replaced and new ones appended; every other part as it was."""
        members = [replace(m, data=changed[m.name]) if m.name in changed else m for m in self.members]
        known = set(self.names)
        stamp = self.members[0].info.date_time if self.members else (1980, 1, 1, 0, 0, 0)
        for name, data in changed.items():
            if name not in known:
                info = zipfile.ZipInfo(name, stamp)
                info.compress_type = zipfile.ZIP_DEFLATED
                members.append(Member(name, data, info))
        return replace(self, members=tuple(members))

    def without(self, names: frozenset[str]) -> Package:
        """A copy without those parts."""
        return replace(self, members=tuple(m for m in self.members if m.name not in names))

    def to_bytes(self) -> bytes:
        """The archive: same names, order, dates and compression method; the same parts give the same bytes."""
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w") as archive:
            for member in self.members:
                archive.writestr(_fresh_info(member.info), member.data, compresslevel=6)
        return sink.getvalue()


def _fresh_info(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    copy.compress_type = info.compress_type
    copy.external_attr = info.external_attr
    copy.create_system = info.create_system
    copy.comment = info.comment
    return copy


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole file. Raises BadInput for a missing file, a directory, one we may not read, one above `limit` bytes."""
    try:
        if path.is_dir():
            raise BadInput.because("this is a folder, not a file", file=path, zh="这是文件夹，不是文件")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        raise BadInput.because(
            "there is no such file",
            file=path,
            hint="check the name and the folder",
            zh="没有这个文件",
            hint_zh="请核对文件名和所在文件夹",
        ) from None
    except PermissionError:
        raise BadInput.because(
            "this file may not be read",
            file=path,
            hint="check its permissions",
            zh="无权读取这个文件",
            hint_zh="请检查文件权限",
        ) from None
    except OSError as error:
        raise BadInput.because(
            f"this file cannot be read ({error.strerror})", file=path, zh=f"无法读取这个文件（{_reason_zh(error)}）"
        ) from error
    if len(data) > limit:
        raise BadInput.because(
            f"this file is larger than {limit // (1024 * 1024)} MB",
            file=path,
            zh=f"文件超过{limit // (1024 * 1024)} MB，不予读取",
        )
    return data


def read_package(path: Path, bounds: Bounds | None = None) -> Package:
    """The parts of a zip package, all bounds checked while reading. Raises BadInput with one clear line."""
    bounds = bounds or Bounds()
    return package_from(read_bytes(path, bounds.file), path, bounds)


def package_from(data: bytes, path: Path, bounds: Bounds | None = None) -> Package:
    """As `read_package`, of bytes that were read already; `path` names them in complaints."""
    bounds = bounds or Bounds()
    _check_magic(path, data)
    listed = data.count(ENTRY_MAGIC)  # those of packages inside this one too
    if listed > 20 * bounds.members:  # a directory of a million names takes minutes to list
        raise _too_many(path, listed, bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_names(path, infos, bounds)
            return Package(path, _read_members(path, archive, infos, bounds))
    except DAMAGES as error:
        raise BadInput.because(
            f"this package is damaged ({str(error).splitlines()[0][:80] if str(error) else type(error).__name__})",
            file=path,
            hint="open it in the word processor, save it again and retry",
            zh="文件已损坏，无法解开",
            hint_zh="请用文字处理软件打开，重新保存后再试",
        ) from error


def _check_magic(path: Path, data: bytes) -> None:
    if data.startswith(OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadInput.because(
                "this file is encrypted",
                file=path,
                hint="save a copy without a password and retry",
                zh="文件已加密",
                hint_zh="请另存一份不带密码的副本再试",
            )
        raise BadInput.because(
            "this is a legacy .doc file or an encrypted one, not a .docx package",
            file=path,
            hint="save it as .docx without a password and retry",
            zh="这是旧式 .doc 文件或加密文件，不是 .docx 文件",
            hint_zh="请另存为不带密码的 .docx 再试",
        )
    if not data:
        raise BadInput.because("this file is empty", file=path, zh="文件是空的")
    if not data.startswith(b"PK"):
        raise BadInput.because(
            "this is not a Word package (not a zip archive)",
            file=path,
            hint="a file renamed to .docx does not become one; open it in the word processor and save as .docx",
            zh="这不是 Word 文件（不是 zip 压缩包）",
            hint_zh="改扩展名并不能变成 .docx；请用文字处理软件打开后另存为 .docx",
        )


def _too_many(path: Path, count: int, bounds: Bounds) -> BadInput:
    return BadInput.because(
        f"this package has {count} parts; at most {bounds.members} are read",
        file=path,
        zh=f"文件含{count}个部件，至多读取{bounds.members}个",
    )


def _check_names(path: Path, infos: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    if len(infos) > bounds.members:
        raise _too_many(path, len(infos), bounds)
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        parts = name.split("/")
        odd = "\\" in info.orig_filename or "\0" in info.orig_filename
        if odd or name.startswith("/") or ".." in parts or ":" in parts[0]:
            raise BadInput.because(
                f"this package has a part with an unsafe name: {info.orig_filename!r}",
                file=path,
                zh=f"文件中有部件的名称不安全：{info.orig_filename!r}",
            )
        if name.casefold() in seen:
            raise BadInput.because(
                f"this package has the part {name!r} twice", file=path, zh=f"文件中部件{name!r}出现两次"
            )
        seen.add(name.casefold())
        if info.flag_bits & 0x1:
            raise BadInput.because(
                "this package is encrypted",
                file=path,
                hint="save a copy without a password",
                zh="文件已加密",
                hint_zh="请另存一份不带密码的副本",
            )


def _read_members(
    path: Path, archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], bounds: Bounds
) -> tuple[Member, ...]:
    members: list[Member] = []
    total = 0
    for info in infos:
        is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))
        allowed = min(bounds.total - total, bounds.xml_part if is_xml else bounds.total)
        with archive.open(info) as stream:
            data = stream.read(allowed + 1)
        total += len(data)
        if len(data) > allowed:
            raise BadInput.because(
                f"the part {info.filename!r} unpacks to more than is read",
                file=path,
                zh=f"部件{info.filename!r}解压后超过允许读取的大小",
            )
        if len(data) > bounds.ratio_above and len(data) > bounds.ratio * max(info.compress_size, 1):
            raise BadInput.because(
                f"the part {info.filename!r} unpacks to over {bounds.ratio} times its size",
                file=path,
                zh=f"部件{info.filename!r}解压后超过其压缩大小的{bounds.ratio}倍",
            )
        if is_xml and any(mark in data for mark in DOCTYPE_MARKS):
            raise BadInput.because(
                f"the part {info.filename!r} declares a DOCTYPE; such files are refused",
                file=path,
                zh=f"部件{info.filename!r}含 DOCTYPE 声明；此类文件不予读取",
            )
        members.append(Member(info.filename, data, info))
    return tuple(members)


def check_target(target: Path, *, source: Path | None = None, overwrite: bool = False) -> None:
    """Refuses, before any work, an output that may not be written: equal to the input, there already, no folder."""
    if source is not None and _same_file(target, source):
        raise BadInput.because(
            "the output is the input file itself; the original is never overwritten",
            file=target,
            hint="give another name with --output",
            zh="输出文件就是输入文件；原件从不覆盖",
            hint_zh="请用 --output 另取文件名",
        )
    if target.is_dir():
        raise BadInput.because("the output is a folder, not a file", file=target, zh="输出位置是文件夹，不是文件")
    if target.exists() and not overwrite:
        raise BadInput.because(
            "the output exists already",
            file=target,
            hint="give another name, or --replace",
            zh="输出文件已存在",
            hint_zh="请另取文件名，或加 --replace",
        )
    if not target.parent.is_dir():
        raise BadInput.because(
            "the folder of the output does not exist", file=target.parent, zh="输出文件所在的文件夹不存在"
        )
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise BadInput.because(
            "the folder of the output may not be written to", file=target.parent, zh="输出文件所在的文件夹不可写"
        )
    if target.exists() and not os.access(target, os.W_OK):
        raise BadInput.because("the output exists and may not be written to", file=target, zh="输出文件已存在且不可写")


def check_suffix(target: Path, suffixes: tuple[str, ...]) -> None:
    """Refuses an output whose name says another format than the one written."""
    if target.suffix.lower() not in suffixes:
        wanted = " / ".join(suffixes)
        raise BadInput.because(
            f"the output is a Word document and its name must end in {wanted}",
            file=target,
            hint="give another name",
            zh=f"输出为 Word 文件，文件名须以 {wanted} 结尾",
            hint_zh="请另取文件名",
        )


def _same_file(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def write_atomically(path: Path, data: bytes) -> None:
    """Writes beside, syncs, renames: the target is either the old file or the whole new one.

    A link stays a link: the file behind it is replaced. Raises BadInput where the target is read-only, the folder
    cannot be written or the disk is full; nothing is left behind then. Leftovers of a killed write are swept.
    """
    path = path.resolve()
    if path.is_file() and not path.stat().st_mode & 0o222:
        raise BadInput.because(
            "this file is read-only",
            file=path,
            hint="make it writable or name another file",
            zh="文件为只读",
            hint_zh="请改为可写，或另取文件名",
        )
    staged: Path | None = None
    try:
        _sweep_leftovers(path)
        handle, name = tempfile.mkstemp(prefix=_staged_prefix(path), suffix=STAGED_SUFFIX, dir=path.parent)
        staged = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        staged.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        staged.replace(path)
    except OSError as error:
        if staged is not None:
            with contextlib.suppress(OSError):
                staged.unlink()
        raise BadInput.because(
            f"this file cannot be written ({error.strerror})", file=path, zh=f"无法写入这个文件（{_reason_zh(error)}）"
        ) from error


def _staged_prefix(target: Path) -> str:
    return f".{target.name[:40]}."


def _sweep_leftovers(target: Path) -> None:
    """Removes what a write of ours to this target left when it was killed: regular files of our own naming, an hour
    old or more. A younger one may belong to a program that is writing now; a link is never followed nor removed."""
    name = re.compile(re.escape(_staged_prefix(target)) + r"[a-z0-9_]{8}" + re.escape(STAGED_SUFFIX))
    ours: list[str] = []
    with contextlib.suppress(OSError), os.scandir(target.parent) as found:
        ours = [item.path for item in found if name.fullmatch(item.name)]
    for left in ours:
        with contextlib.suppress(OSError):
            state = os.lstat(left)
            if stat.S_ISREG(state.st_mode) and time.time() - state.st_mtime > STALE_AFTER:
                os.unlink(left)


def _reason_zh(error: OSError) -> str:
    return _REASONS_ZH.get(error.errno or 0, error.strerror or "")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
