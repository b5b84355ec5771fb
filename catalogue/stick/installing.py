"""A pack archive -> the user's folder of packs: who may, in place of what, and never half.

Values that flow: `PackArchive` + `Leave` -> staged folder -> `Done`. Whatever needs the user's leave is a
`NeedsLeave` that names the leave, so that the command line can name the flag and the window can ask.
A stranger's pack can replace what the program says about the law, so besides the key it must read: it is unpacked into
a staging folder and read there like any pack (bounds of YAML, schema, codes against their pattern) before anything is
touched. The hard problem is that two folders cannot change places in one step. So the old one is set aside under
`SET_ASIDE`, where `packs.read_library` still reads it as long as its place is empty: at whatever moment the program is
killed, the old pack or the new one is read, whole. The next installation puts away what was left.
Rejected: copying file by file over the old folder; a kill leaves a pack that never existed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue import __version__
from catalogue.cards import CARDS
from catalogue.home import Home
from catalogue.importers.locking import only_one
from catalogue.model import Words
from catalogue.packs import SET_ASIDE, Library, read_library
from catalogue.partypacks import KIND as PARTY_LIST
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput, Problem
from catalogue.results import Notice
from catalogue.stick.archives import PackArchive
from catalogue.stick.installed import Installed, lay_out, pack_folder, read_installed
from catalogue.stick.manifests import MANIFEST, SIGNATURE, Manifest
from catalogue.stick.signatures import fingerprint
from catalogue.stick.trust import known, trust

STAGED = "new-"


@dataclass(frozen=True, slots=True)
class Leave:
    """What the user allows: taking an unknown key into trust, a pack nobody signed, putting back or over."""

    trust: bool = False
    unsigned: bool = False
    replace: bool = False


class NeedsLeave(BadInput):
    """A refusal that the user can lift. `leave` is the field of `Leave` that does."""

    def __init__(self, leave: str, message: str, zh: str, file: Path | str = "") -> None:
        flag = f"--{leave}"
        super().__init__(Problem(message, str(file), 0, flag, f"{flag} allows it", zh, f"如确需如此，请加 {flag}"))
        self.leave = leave


@dataclass(frozen=True, slots=True)
class Done:
    """What was installed and where. `changed` is false where the same pack stood there already."""

    manifest: Manifest
    folder: Path
    changed: bool
    warnings: tuple[Notice, ...]


def install(archive: PackArchive, home: Home, bundled: Path, leave: Leave) -> Done:
    """Installs the pack. Raises `NeedsLeave` for what the user may allow, BadInput for what nobody may."""
    manifest = archive.manifest
    if manifest.needs_newer_than(__version__):
        raise BadInput.because(
            f"this pack needs Caveat {manifest.program_min} or later; this is {__version__}",
            file=archive.path,
            hint="install a newer program first",
            zh=f"此数据包需要慎约 {manifest.program_min} 或更新版本，当前为 {__version__}",
            hint_zh="请先更新程序",
        )
    try:
        return _installed(archive, home, bundled, leave)
    except OSError as error:
        raise BadInput.because(
            f"the pack could not be installed ({error.strerror or error}); no pack was left half",
            file=error.filename or home.packs,
            hint="check the disk and the folder's permissions",
            zh=f"未能完成安装（{error.strerror or error}），没有留下残缺的数据包",
            hint_zh="请检查磁盘空间和文件夹权限",
        ) from error


def _installed(archive: PackArchive, home: Home, bundled: Path, leave: Leave) -> Done:
    manifest = archive.manifest
    notices = [_signer(archive, home.trust, leave)]
    if home.packs.is_dir():
        with only_one(home.packs):
            put_right(home.packs)
    folder = pack_folder(home.packs, manifest.catalogue)
    there = _check_place(archive, folder, leave)
    if there and not there.changed and there.manifest_bytes == archive.manifest_bytes and _same_mark(there, archive):
        return Done(manifest, folder, False, tuple(notices))
    home.packs.mkdir(parents=True, exist_ok=True)
    with only_one(home.packs), _staged(home.packs) as place:
        staged = _write(archive, place)
        notices += _check_content(archive, place, bundled)
        _swap(home.packs, staged)
        if leave.trust and archive.signature:
            trust(home.trust, archive.signature.key, archive.signature.name)
    return Done(manifest, home.packs / manifest.catalogue, True, tuple(notices))


def _same_mark(there: Installed, archive: PackArchive) -> bool:
    return archive.signature is None or archive.signature == there.signature


def _signer(archive: PackArchive, folder: Path, leave: Leave) -> Notice:
    """Who signed, as a notice. Raises NeedsLeave for nobody, or for one the user does not know."""
    signature = archive.signature
    if signature is None:
        if not leave.unsigned:
            raise NeedsLeave("unsigned", "nobody signed this pack", "此数据包没有签名", archive.path)
        words = Words("未签名：无从得知出自何人", "not signed: nobody knows who made it")
        return Notice("unsigned", "data", "warning", words)
    print_of, found = fingerprint(signature.key), known(folder, signature.key)
    if found is not None:
        words = Words(f"签名者：{found.name}，密钥指纹 {print_of}", f"signed by {found.name}, fingerprint {print_of}")
        return Notice("signed", "data", "note", words)
    claim = signature.name or "?"
    if not leave.trust:
        raise NeedsLeave(
            "trust",
            f"signed with a key you do not know: fingerprint {print_of}, calling itself '{claim}'; compare the "
            "fingerprint with the sender by another way",
            f"签名密钥未知：指纹 {print_of}，自称“{claim}”；请以其他途径与发送方核对指纹",
            archive.path,
        )
    words = Words(
        f"新受信任的密钥：指纹 {print_of}，自称“{claim}”",
        f"a key newly trusted: fingerprint {print_of}, calling itself '{claim}'",
    )
    return Notice("newly-trusted", "data", "warning", words)


def _check_place(archive: PackArchive, folder: Path, leave: Leave) -> Installed | None:
    """The pack that stands there now. Raises NeedsLeave where installing would put back or destroy something."""
    if leave.replace or not folder.exists():
        return _readable(folder)
    there, new = read_installed(folder), archive.manifest.version
    if there is None:
        message, zh = "your folder holds a pack of this id made by hand", "你的数据文件夹中已有同名的自制数据包"
        raise NeedsLeave("replace", message, zh, folder)
    old, same = there.manifest.version, there.manifest_bytes == archive.manifest_bytes
    if new < old:
        message, zh = f"version {new} is older than the installed {old}", f"版本 {new} 低于已安装的 {old}"
        raise NeedsLeave("replace", message, zh, archive.path)
    if there.changed:
        named = ", ".join(there.changed[:3])
        message, zh = f"the installed pack was changed by hand ({named})", f"已安装的数据包经手工改动（{named}）"
        raise NeedsLeave("replace", message, zh, folder)
    if new == old and not same:
        message, zh = f"another pack of version {new} is installed", f"已安装了版本同为 {new} 的另一数据包"
        raise NeedsLeave("replace", message, zh, archive.path)
    return there


def _readable(folder: Path) -> Installed | None:
    try:
        return read_installed(folder)
    except BadInput:
        return None


@contextlib.contextmanager
def _staged(packs: Path) -> Generator[Path]:
    """A folder beside the packs, on the same disk and read by nobody; swept afterwards, and so is what a killed
    installation left: the caller holds the folder, so nobody else is writing there."""
    put_right(packs)
    room = packs / SET_ASIDE.parent
    room.mkdir(parents=True, exist_ok=True)
    for left in room.glob(f"{STAGED}*"):
        _remove(left)
    place = Path(tempfile.mkdtemp(prefix=STAGED, dir=room))
    try:
        yield place
    finally:
        with contextlib.suppress(OSError):
            _remove(place)
        put_right(packs)


def _write(archive: PackArchive, place: Path) -> Path:
    """The pack's files under `place`, on the disk when this returns."""
    folder = place / archive.manifest.catalogue
    folder.mkdir()
    own = {MANIFEST: archive.manifest_bytes}
    if archive.signature:
        own[SIGNATURE] = archive.signature.to_bytes()
    lay_out(folder, {**archive.contents, **own})
    for inner in (folder, *(p for p in folder.rglob("*") if p.is_dir())):
        _sync(inner)
    return folder


def _check_content(archive: PackArchive, place: Path, bundled: Path) -> list[Notice]:
    """Reads the staged pack as any pack is read. Raises BadInput with all its problems; warns of older data."""
    catalogue, staged, program = archive.manifest.catalogue, read_library(place), read_library(bundled)
    problems = (*staged.problems, *read_parties(staged.party_cards.values())[1])
    if problems:
        raise BadInput(*map(_in_the_pack, problems))
    new, old = _kind(staged, catalogue), _kind(program, catalogue)
    if old and new != old and (old != CARDS or new == PARTY_LIST):
        raise BadInput.because(
            f"the program has a pack '{catalogue}' of kind {old}; one of kind {new} cannot lie over it",
            file=archive.path,
            hint="ask the sender to give the pack an id of its own",
            zh=f"程序自带的“{catalogue}”属于 {old}，不能用 {new} 类的数据包覆盖",
            hint_zh="请发送方为数据包另取代号",
        )
    return [_older(names)] if (names := _behind(staged, program, catalogue)) else []


def _in_the_pack(fault: Problem) -> Problem:
    message, zh = f"the pack does not read: {fault.message}", f"数据包内容有误：{fault.message_zh or fault.message}"
    return replace(fault, message=message, message_zh=zh)


def _kind(library: Library, catalogue: str) -> str:
    if catalogue in library.party_cards:
        return PARTY_LIST
    found = library.catalogues.get(catalogue)
    return found.kind if found else ""


def _behind(staged: Library, program: Library, catalogue: str) -> list[str]:
    """Editions of the pack whose data the program itself has as of a later day."""
    new, old = staged.catalogues.get(catalogue), program.catalogues.get(catalogue)
    if new is None or old is None:
        return []
    pairs = ((mine, old.edition(mine.id)) for mine in new.editions)
    return [mine.id for mine, its in pairs if its and its.as_of and mine.as_of and mine.as_of < its.as_of]


def _older(editions: list[str]) -> Notice:
    named = "、".join(editions)
    return Notice(
        "older-than-bundled",
        "data",
        "warning",
        Words(
            f"程序自带的数据较新，但现在以数据包为准：{named}",
            f"the program's own data are newer, yet the pack's now count: {', '.join(editions)}",
        ),
    )


def put_right(packs: Path) -> None:
    """Ends what a killed installation began: a pack set aside goes back where its place is empty, else away."""
    aside = packs / SET_ASIDE
    for left in sorted(aside.iterdir()) if aside.is_dir() else ():
        with contextlib.suppress(OSError):
            if not (packs / left.name).exists():
                left.rename(packs / left.name)
            else:
                away = Path(tempfile.mkdtemp(prefix=STAGED, dir=aside.parent))
                left.rename(away / left.name)
                _remove(away)
    for empty in (aside, aside.parent):
        with contextlib.suppress(OSError):
            empty.rmdir()


def _swap(packs: Path, staged: Path) -> None:
    """Puts the staged folder in the pack's place. At every moment one of the two is read, whole.

    What was replaced leaves `SET_ASIDE` by one rename too: half a pack under deletion is never where packs are read.
    """
    target, aside = packs / staged.name, packs / SET_ASIDE / staged.name
    if target.exists() or target.is_symlink():
        aside.parent.mkdir(exist_ok=True)
        target.rename(aside)
    try:
        staged.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
    _sync(packs)
    if aside.exists() or aside.is_symlink():
        aside.rename(staged.parent / "old")


def _sync(folder: Path) -> None:
    """Brings the folder's names to the disk, where the system has a way to."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    """Takes a file, a link or a folder away; a link's target is left alone. Nothing there is fine."""
    try:
        state = os.lstat(path)
    except FileNotFoundError:
        return
    if stat.S_ISDIR(state.st_mode):
        shutil.rmtree(path)
    else:
        path.unlink()
