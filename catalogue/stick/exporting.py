"""A loaded pack -> an archive to carry: which files, which version, whose signature.

Values that flow: catalogue id -> contents (the bundled pack's files with the user's laid over them, by `merging`) ->
`Manifest` -> bytes. What is written has been read back first: a pack that does not read, alone and as the receiver
will have it, is not exported; where the receiver would read an edition otherwise than the sender, a warning says so.
Versions: content equal to the installed pack keeps its version, its date and its signature, so that a pack passed on
is the same pack; other content gets today's date and the next number after the installed version.
Rejected: exporting the user's files alone; the receiver's program may hold another bundled pack.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue import __version__
from catalogue.home import Home
from catalogue.model import Words
from catalogue.opening import Bounds, check_target, read_bytes, write_atomically
from catalogue.packs import Library, read_library
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput, Problem, did_you_mean, did_you_mean_zh
from catalogue.results import Notice
from catalogue.stick.archives import SUFFIX, archive_bytes
from catalogue.stick.installed import Installed, carried_files, lay_out, pack_folder, read_installed
from catalogue.stick.manifests import Manifest, Version, files_of, is_plain_name
from catalogue.stick.merging import merged
from catalogue.stick.signatures import Signature, fingerprint, shown_name, sign
from catalogue.stick.trust import KEY_FILE_LIMIT


@dataclass(frozen=True, slots=True)
class Exported:
    """The archive as bytes, what it says of itself, and what whoever sends it should know."""

    manifest: Manifest
    signature: Signature | None
    data: bytes
    warnings: tuple[Notice, ...]


def export(catalogue: str, home: Home, bundled: Path, *, on: dt.date, key: Path | None = None) -> Exported:
    """The pack as an archive. Raises BadInput for an unknown id, a pack with faults, a key that cannot sign."""
    folder = pack_folder(home.packs, catalogue)
    loaded = read_library(bundled, home.packs)
    _check_loaded(catalogue, loaded)
    own, left = _contents(folder)
    theirs, _ = _contents(bundled / catalogue)
    contents = merged(theirs, own)
    notices = [_left_out(name) for name in left]
    notices += _check_whole(catalogue, contents, loaded, bundled, home.cache)
    installed = _installed(folder)
    manifest, signature = _manifest(catalogue, contents, loaded, installed, on)
    if key is not None:
        pem = read_bytes(key, KEY_FILE_LIMIT)
        signature = sign(pem, manifest.to_bytes(), shown_name(key.stem), str(key))
    notices.append(_signed(signature))
    return Exported(manifest, signature, archive_bytes(manifest.to_bytes(), contents, signature), tuple(notices))


def save(exported: Exported, target: Path, *, overwrite: bool = False) -> None:
    """Writes the archive. Raises BadInput for a name that is no .zip, a file that exists, a folder that takes none."""
    if target.suffix.lower() != SUFFIX:
        raise BadInput.because(
            f"the output is an archive and its name must end in {SUFFIX}",
            file=target,
            hint="name it PACK.zip",
            zh=f"输出为压缩包，文件名须以 {SUFFIX} 结尾",
            hint_zh="例如 PACK.zip",
        )
    check_target(target, overwrite=overwrite)
    write_atomically(target, exported.data)


def _check_loaded(catalogue: str, library: Library) -> None:
    ids = (*library.catalogues, *library.party_cards)
    faults = tuple(p for p in library.problems if p.file.split("/")[0] == catalogue)
    if faults:
        raise BadInput(*faults)
    if catalogue not in ids:
        raise BadInput.because(
            f"there is no pack '{catalogue[:60]}'",
            hint=did_you_mean(catalogue, ids) or "the packs command lists them",
            zh=f"没有数据包“{catalogue[:60]}”",
            hint_zh=did_you_mean_zh(catalogue, ids) or "packs 命令列出全部",
        )


def _contents(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """(the files by name, the names that cannot be carried)."""
    if not folder.is_dir():
        return {}, ()
    files, others = carried_files(folder)
    bad = tuple(name for name in files if not is_plain_name(name))
    limit = Bounds().total
    return {name: read_bytes(path, limit) for name, path in files.items() if name not in bad}, (*others, *bad)


def _installed(folder: Path) -> Installed | None:
    """The installed pack; a manifest that cannot be read is no version to build on."""
    try:
        return read_installed(folder)
    except BadInput:
        return None


def _manifest(
    catalogue: str, contents: dict[str, bytes], library: Library, installed: Installed | None, on: dt.date
) -> tuple[Manifest, Signature | None]:
    files = files_of(contents)
    if installed and tuple(sorted(installed.manifest.files)) == files:
        return installed.manifest, installed.signature
    card = library.catalogues.get(catalogue) or library.party_cards[catalogue]
    version = installed.manifest.version.next_on(on) if installed else Version(on, 1)
    title = shown_name(card.title.zh or card.title.en) or catalogue
    return Manifest(catalogue, title, version, on, __version__, files), None


def _check_whole(
    catalogue: str, contents: dict[str, bytes], loaded: Library, bundled: Path, cache: Path
) -> list[Notice]:
    """Reads what will be written. Raises BadInput where it does not read; warns where it reads otherwise."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="export-", dir=cache) as place:
        staged = Path(place)
        lay_out(staged / catalogue, contents)
        alone = read_library(staged)
        problems: tuple[Problem, ...] = (*alone.problems, *read_parties(alone.party_cards.values())[1])
        if problems:
            raise BadInput(*problems)
        received = read_library(bundled, staged)
    sent, got = loaded.catalogues.get(catalogue), received.catalogues.get(catalogue)
    if sent is None or got is None or sent == got:
        return []
    others = [one.id for one in sent.editions if got.edition(one.id) != one]
    if not others and replace(sent, editions=got.editions) == got:
        return []
    return [_otherwise(others)]


def _otherwise(editions: list[str]) -> Notice:
    named = "、".join(editions) or "pack.yaml"
    return Notice(
        "pack-reads-otherwise",
        "data",
        "warning",
        Words(
            f"接收方读到的与你不完全相同：{named}（所沿用的版次已由你的数据取代）",
            f"the receiver will read these otherwise than you: {', '.join(editions) or 'pack.yaml'} "
            "(an edition they inherit from is replaced by yours)",
        ),
    )


def _left_out(name: str) -> Notice:
    return Notice(
        "file-left-out",
        "data",
        "warning",
        Words(f"未导出：{name}（不是数据文件）", f"not exported: {name} (no data file)"),
    )


def _signed(signature: Signature | None) -> Notice:
    if signature is None:
        return Notice(
            "unsigned",
            "data",
            "warning",
            Words("未签名：接收方须加 --unsigned 才能安装", "not signed: the receiver needs --unsigned to install it"),
        )
    print_of = fingerprint(signature.key)
    return Notice(
        "signed",
        "data",
        "note",
        Words(
            f"已签名：{signature.name}，密钥指纹 {print_of}；请另行告知接收方核对",
            f"signed by {signature.name}, fingerprint {print_of}; tell it to the receiver by another way",
        ),
    )
