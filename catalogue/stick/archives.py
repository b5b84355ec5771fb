"""A pack as one file for a stick: manifest first, then the signature where there is one, then the files it names.

Values that flow: `Manifest` + contents + `Signature` -> bytes -> file, and a stranger's file -> `PackArchive`, all of
it checked. Who can put what on the stick: anybody, anything. So the order is: how many members and what they call
themselves; the manifest, strictly; that the members are exactly the manifest's files and all of them plain files; only
then are they unpacked, each no further than the manifest says, and held against its sha256. Nothing is ever written to
disk here. The hard problem is that a zip says most things twice and readers believe different halves; so an archive
that does not begin with its own first member, holds a name twice, or needs more than stored or deflated is refused.
Rejected: `ZipFile.extractall` into a folder and looking afterwards; what is on disk by then is the attack.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.opening import Bounds, read_bytes
from catalogue.problems import BadInput
from catalogue.stick.manifests import MANIFEST, MANIFEST_LIMIT, SIGNATURE, Manifest, PackFile, digest, read_manifest
from catalogue.stick.signatures import SIGNATURE_LIMIT, Signature, is_good, read_signature

SUFFIX = ".zip"
ASK_AGAIN, ASK_AGAIN_ZH = "ask the sender for the pack again", "请向发送方重新索取数据包"

_STAMP = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = (stat.S_IFREG | 0o644) << 16
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class PackArchive:
    """A pack that holds what its manifest says; its signature, where it has one, is good. Trust is another question."""

    path: Path
    manifest: Manifest
    manifest_bytes: bytes
    signature: Signature | None
    contents: Mapping[str, bytes]


def archive_bytes(manifest_bytes: bytes, contents: Mapping[str, bytes], signature: Signature | None) -> bytes:
    """The archive: members in a fixed order with a fixed date, so that the same pack gives the same bytes."""
    members = {MANIFEST: manifest_bytes}
    if signature is not None:
        members[SIGNATURE] = signature.to_bytes()
    members |= dict(sorted(contents.items()))
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(info, data, compresslevel=6)
    return sink.getvalue()


def is_pack_archive(path: Path) -> bool:
    """Whether the file begins as a pack archive does. Never raises: whatever cannot be read is none."""
    try:
        with path.open("rb") as stream:
            head = stream.read(30 + len(MANIFEST))
    except OSError:
        return False
    return head.startswith(b"PK\x03\x04") and head.endswith(MANIFEST.encode())


def read_archive(path: Path, bounds: Bounds | None = None) -> PackArchive:
    """The pack in `path`, every bound, name, size and digest checked. Raises BadInput with one clear line."""
    bounds = bounds or Bounds()
    data = read_bytes(path, bounds.file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(path, archive, bounds).pack()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if not data.startswith(b"PK"):
            raise _not_a_pack(path) from None
        raise _bad(path, f"the archive is damaged ({error})", "压缩包已损坏，无法解开") from None


class _Reader:
    """Takes one opened archive apart."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, bounds: Bounds) -> None:
        self._path, self._archive, self._bounds = path, archive, bounds
        self._infos = archive.infolist()

    def pack(self) -> PackArchive:
        self._check_members()
        first = self._infos[0]
        manifest_bytes = self._unpacked(first, MANIFEST_LIMIT)
        manifest = read_manifest(manifest_bytes, f"{self._path.name}/{MANIFEST}")
        infos = {info.filename: info for info in self._infos[1:]}
        signed = infos.pop(SIGNATURE, None)
        self._check_listed(manifest, set(infos))
        signature = self._signature(signed, manifest_bytes) if signed else None
        contents = {file.path: self._content(infos[file.path], file) for file in manifest.files}
        return PackArchive(self._path, manifest, manifest_bytes, signature, contents)

    def _check_members(self) -> None:
        infos, most = self._infos, self._bounds.members
        if not infos or infos[0].filename != MANIFEST or infos[0].header_offset != 0:
            raise _not_a_pack(self._path)
        if len(infos) > most:
            raise self._refused(f"the pack has {len(infos)} members; at most {most} are read", f"成员超过{most}个")
        seen: set[str] = set()
        for info in infos:
            name = info.filename
            shown = repr(name[:80])
            if name != info.orig_filename or "\\" in name or name.startswith("/") or ".." in name.split("/"):
                raise self._refused(f"the pack has a member with an unsafe name: {shown}", f"成员名称不安全：{shown}")
            if name.casefold() in seen:
                raise self._refused(f"the pack has the member {shown} twice", f"成员{shown}出现两次")
            seen.add(name.casefold())
            if not _is_plain(info):
                raise self._refused(f"the member {shown} is no plain file", f"成员{shown}不是普通文件")
            if info.flag_bits & _ENCRYPTED:
                raise self._refused("the pack is encrypted", "压缩包已加密")

    def _check_listed(self, manifest: Manifest, there: set[str]) -> None:
        named = {file.path for file in manifest.files}
        for name in sorted(there - named):
            raise self._refused(f"the pack holds {name[:80]!r}, which its manifest does not name", _zh_extra(name))
        for name in sorted(named - there):
            raise self._refused(f"the pack lacks {name!r}, which its manifest names", f"缺少清单所列的文件{name!r}")
        total = sum(file.size for file in manifest.files)
        if total > self._bounds.total:
            most = self._bounds.total // (1024 * 1024)
            raise self._refused(f"the pack unpacks to more than {most} MB", f"解压后超过{most} MB")

    def _signature(self, info: zipfile.ZipInfo, manifest_bytes: bytes) -> Signature:
        data = self._unpacked(info, SIGNATURE_LIMIT)
        signature = read_signature(data, f"{self._path.name}/{SIGNATURE}")
        if not is_good(signature, manifest_bytes):
            raise self._refused("the signature does not fit the pack: it was changed", "签名与内容不符，数据包被改动过")
        return signature

    def _content(self, info: zipfile.ZipInfo, file: PackFile) -> bytes:
        data = self._unpacked(info, file.size)
        shown = repr(file.path)
        if len(data) != file.size:
            raise self._refused(f"{shown} has not the size its manifest names", f"{shown}的大小与清单不符")
        if digest(data) != file.sha256:
            raise self._refused(
                f"{shown} is not the file its manifest names: it was changed", f"{shown}与清单不符，被改动过"
            )
        return data

    def _unpacked(self, info: zipfile.ZipInfo, most: int) -> bytes:
        bounds, shown = self._bounds, repr(info.filename[:80])
        with self._archive.open(info) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise self._refused(f"the member {shown} is larger than it may be", f"成员{shown}超出应有的大小")
        if len(data) > bounds.ratio_above and len(data) > bounds.ratio * max(info.compress_size, 1):
            raise self._refused(
                f"the member {shown} unpacks to over {bounds.ratio} times its size",
                f"成员{shown}解压后超过其压缩大小的{bounds.ratio}倍",
            )
        return data

    def _refused(self, message: str, zh: str) -> BadInput:
        return _bad(self._path, message, zh)


def _is_plain(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    usual = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return usual and not info.is_dir() and kind in (0, stat.S_IFREG)


def _zh_extra(name: str) -> str:
    return f"含清单未列的文件{name[:80]!r}"


def _not_a_pack(path: Path) -> BadInput:
    return BadInput.because(
        f"this is not a pack: it does not begin with {MANIFEST}",
        file=path,
        hint="a pack is made with: export CATALOGUE --output PACK.zip",
        zh=f"这不是数据包：开头没有 {MANIFEST}",
        hint_zh="数据包由 export 目录 --output PACK.zip 生成",
    )


def _bad(path: Path, message: str, zh: str) -> BadInput:
    return BadInput.because(message, file=path, hint=ASK_AGAIN, zh=zh, hint_zh=ASK_AGAIN_ZH)
