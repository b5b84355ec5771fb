"""The keys whose packs are taken: `CAVEAT_HOME/trust/*.pub`, one public key (PEM) a file, the file's name its name.

Values that flow: folder -> `TrustedKey`s; a key the user has leave for -> one more file. A file that holds no key is a
`Problem` and trusts nobody. The name shown for a trusted key is the user's own file name, never the name a pack claims.
Rejected: a list in one file; taking a key away must be as plain as deleting a file.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from catalogue.opening import check_target, read_bytes, write_atomically
from catalogue.problems import BadInput, Problem
from catalogue.stick.signatures import fingerprint, new_key, public_pem, read_public

PUBLIC = ".pub"
KEY_FILE_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key (32 bytes) and the name the user keeps it under."""

    key: bytes
    name: str

    @property
    def fingerprint(self) -> str:
        """As people compare it."""
        return fingerprint(self.key)


def read_trust(folder: Path) -> tuple[tuple[TrustedKey, ...], tuple[Problem, ...]]:
    """Every trusted key, and the files that hold none. A missing folder trusts nobody."""
    keys: list[TrustedKey] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob(f"*{PUBLIC}")) if folder.is_dir() else ():
        try:
            key = read_public(read_bytes(path, KEY_FILE_LIMIT))
        except BadInput as bad:
            problems.extend(bad.problems)
            continue
        if key is None:
            problems.append(
                Problem(
                    "this file holds no public key",
                    str(path),
                    hint="take it away",
                    message_zh="这个文件中没有公钥",
                    hint_zh="请移走",
                )
            )
        else:
            keys.append(TrustedKey(key, path.stem))
    return tuple(keys), tuple(problems)


def known(folder: Path, key: bytes) -> TrustedKey | None:
    """The trusted key equal to `key`."""
    return next((one for one in read_trust(folder)[0] if one.key == key), None)


def trust(folder: Path, key: bytes, name: str) -> TrustedKey:
    """Keeps the key under a name made of `name` and the fingerprint. Does nothing where it is kept already."""
    if found := known(folder, key):
        return found
    folder.mkdir(parents=True, exist_ok=True)
    plain = re.sub(r"[^\w-]+", "-", name).strip("-")[:40] or "key"
    path = folder / f"{plain}-{fingerprint(key).replace(' ', '')[:8]}{PUBLIC}"
    write_atomically(path, public_pem(key))
    return TrustedKey(key, path.stem)


def make_key(private: Path) -> tuple[Path, bytes]:
    """Writes a new private key, for the user's eyes alone, and its public key beside; (public file, public key).

    Raises BadInput where either file is there already: a key is never written over.
    """
    public = private.with_suffix(PUBLIC)
    if private == public:
        raise BadInput.because(
            f"'{PUBLIC}' is for the public key",
            file=private,
            hint="give the private key another name, such as KEY.pem",
            zh=f"“{PUBLIC}”留给公钥",
            hint_zh="私钥请另取名，例如 KEY.pem",
        )
    for path in (private, public):
        if path.exists() or path.is_symlink():
            raise _there(path)
        check_target(path)
    pem, key = new_key()
    _write_new(private, pem, 0o600)
    _write_new(public, public_pem(key), 0o644)
    return public, key


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """Writes a file that must not exist, with its permissions from the first moment."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise _there(path) from None
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _there(path: Path) -> BadInput:
    return BadInput.because(
        "this file exists already; a key is never written over",
        file=path,
        hint="give another name",
        zh="文件已存在；密钥从不覆盖已有文件",
        hint_zh="请另取文件名",
    )
