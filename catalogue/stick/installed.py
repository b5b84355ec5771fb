"""What is known of a pack on this machine: where it came from, which version, who signed it, whether it was changed.

Values that flow: the user's folder of a pack -> `Installed`, from the manifest and signature that installation keeps
beside the files. The hard problem: a pack may be edited by hand after it was installed, which is allowed and must show:
a signature says nothing about a file that is no longer the one signed. Rejected: a register of installed packs; it and
the folders would drift apart at the first copy by hand.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.opening import Bounds, read_bytes
from catalogue.packs import SET_ASIDE
from catalogue.problems import BadInput, Problem
from catalogue.stick.manifests import (
    KINDS_OF_FILE,
    MANIFEST,
    MANIFEST_LIMIT,
    SIGNATURE,
    Manifest,
    digest,
    read_manifest,
)
from catalogue.stick.signatures import SIGNATURE_LIMIT, Signature, fingerprint, is_good, read_signature
from catalogue.stick.trust import known


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that came by archive. `changed` names the files that are not as they came, or were added or taken away."""

    manifest: Manifest
    manifest_bytes: bytes
    signature: Signature | None
    changed: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Of the key that signed; empty where none did."""
        return fingerprint(self.signature.key) if self.signature else ""

    def signer(self, trust: Path) -> str:
        """The name of the key that signed, as the user keeps it; empty where none did or it is not trusted."""
        found = known(trust, self.signature.key) if self.signature else None
        return found.name if found else ""


def pack_folder(packs: Path, catalogue: str) -> Path:
    """Where the user's pack of this id stands: its own place, or where a killed installation set it aside."""
    folder, aside = packs / catalogue, packs / SET_ASIDE / catalogue
    return aside if aside.is_dir() and not folder.exists() else folder


def read_installed(folder: Path) -> Installed | None:
    """What the manifest beside the pack says; None where there is none. Raises BadInput where it cannot be read."""
    if not (folder / MANIFEST).is_file():
        return None
    data = read_bytes(folder / MANIFEST, MANIFEST_LIMIT)
    manifest = read_manifest(data, f"{folder.name}/{MANIFEST}")
    signature = None
    if (folder / SIGNATURE).is_file():
        signature = read_signature(read_bytes(folder / SIGNATURE, SIGNATURE_LIMIT), f"{folder.name}/{SIGNATURE}")
        if not is_good(signature, data):
            raise BadInput.because(
                "the signature does not fit the manifest",
                file=f"{folder.name}/{SIGNATURE}",
                hint="install the pack again",
                zh="签名与清单不符",
                hint_zh="请重新安装该数据包",
            )
    return Installed(manifest, data, signature, _changed(folder, manifest))


def carried_files(folder: Path) -> tuple[dict[str, Path], tuple[str, ...]]:
    """(files of a pack's folder that a pack carries, the names of the others). Hidden ones, links and the manifest are
    of the folder's own housekeeping and neither."""
    found: dict[str, Path] = {}
    others: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in name.split("/")) or name in (MANIFEST, SIGNATURE) or path.is_dir():
            continue
        if path.is_symlink() or not path.is_file() or not name.endswith(KINDS_OF_FILE):
            others.append(name)
        else:
            found[name] = path
    return found, tuple(others)


def lay_out(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Writes the files of a pack into a folder that holds none of them, each on the disk when this returns."""
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())


def installed_problems(folder: Path) -> tuple[Problem, ...]:
    """For `verify`: every file of the pack that is not as it was installed. Empty for a pack made by hand."""
    try:
        installed = read_installed(folder)
    except BadInput as bad:
        return bad.problems
    return tuple(
        Problem(
            "is not as it was installed",
            f"{folder.name}/{name}",
            hint="install the pack again, or take caveat-pack.json away to keep the change as your own",
            message_zh="与安装时不同",
            hint_zh="请重新安装该数据包；如为自行修改，请移走 caveat-pack.json",
        )
        for name in (installed.changed if installed else ())
    )


def _changed(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    there, _ = carried_files(folder)
    named = {file.path: file.sha256 for file in manifest.files}
    wrong = [name for name in named if name not in there or _digest_of(there[name]) != named[name]]
    return tuple(sorted({*wrong, *(there.keys() - named.keys())}))


def _digest_of(path: Path) -> str:
    """The file's sha256; empty for one that cannot be read."""
    try:
        return digest(read_bytes(path, Bounds().total))
    except BadInput:
        return ""
