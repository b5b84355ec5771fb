"""The keys whose packs are taken: `CAVEAT_HOME/trust/*.pub`, one public key (PEM) a file, the file's name its name.

Values that flow: folder -> `TrustedKey`s; a key the user has leave for -> one more file. A file that holds no key is a
`Problem` and trusts nobody. The name shown for a trusted key is the user's own file name, never the name a pack claims.
Rejected: a list in one file; taking a key away must be as plain as deleting a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from catalogue.opening import read_bytes, write_atomically
from catalogue.problems import BadInput, Problem
from catalogue.signatures import fingerprint, public_pem, read_public

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
