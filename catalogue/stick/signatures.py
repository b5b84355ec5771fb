"""Signatures of packs: Ed25519 over the bytes of the manifest. The only module that uses a cryptographic library.

Values that flow: private key (PEM) + manifest bytes -> `Signature` -> the file `caveat-pack.sig`, and back. That file
is JSON: `{"signature": base64, "key": base64 of the 32 bytes of the public key, "name": text}`.
What a signature says: whoever holds the private key of this public key made this manifest, and so these files, byte
for byte. What it does not say: who that is (the name in the file is nobody's but the writer's claim, is not signed, and
is only shown beside the fingerprint), that the law in the pack is right, or that it is the newest. So a key counts only
after the user compared its fingerprint with the sender by another way than the stick, and took it into `trust`.
Rejected: a chain of certificates; there is no authority here who could issue them, and no network to revoke one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import cast

from catalogue.problems import BadInput

SIGNATURE_LIMIT = 16 * 1024
LONGEST_NAME = 80
KEY_BYTES, SIGNATURE_BYTES = 32, 64
_KEYS = {"signature", "key", "name"}


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, the public key it names (32 bytes) and what its maker calls itself."""

    value: bytes
    key: bytes
    name: str

    def to_bytes(self) -> bytes:
        """The file `caveat-pack.sig`."""
        value = {
            "signature": base64.b64encode(self.value).decode(),
            "key": base64.b64encode(self.key).decode(),
            "name": self.name,
        }
        return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def fingerprint(key: bytes) -> str:
    """128 bits of the sha256 of the public key in groups of four, to be read out over the telephone."""
    word = hashlib.sha256(key).hexdigest()[:32]
    return " ".join(word[at : at + 4] for at in range(0, len(word), 4))


def read_signature(data: bytes, file: str) -> Signature:
    """The signature in `data`. Raises BadInput where it is not exactly one."""
    try:
        if len(data) > SIGNATURE_LIMIT:
            raise ValueError("too large")
        value: object = json.loads(data.decode("utf-8"))
        if not isinstance(value, dict):
            raise TypeError("not an object")
        found = cast("dict[str, object]", value)
        texts = {key: text for key, text in found.items() if isinstance(text, str)}
        if set(found) != _KEYS or len(texts) != len(_KEYS):
            raise ValueError("other fields than signature, key and name")
        made, key = (base64.b64decode(texts[name], validate=True) for name in ("signature", "key"))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise _unreadable(file, str(error)) from None
    if len(made) != SIGNATURE_BYTES or len(key) != KEY_BYTES:
        raise _unreadable(file, "wrong length")
    return Signature(made, key, shown_name(texts["name"]))


def shown_name(text: str) -> str:
    """A name as it may be shown: one line, printable, not too long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line[:LONGEST_NAME]


def is_good(signature: Signature, data: bytes) -> bool:
    """Whether the signature is one over `data` by the key it names."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(signature.key).verify(signature.value, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign(private_pem: bytes, data: bytes, name: str, file: str) -> Signature:
    """The signature over `data`. Raises BadInput, naming the key's `file`, where it holds no Ed25519 key."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(private_pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        raise BadInput.because(
            "this file holds no private key that can sign",
            file=file,
            hint="make one with: key new FILE",
            zh="这个文件中没有可用于签名的私钥",
            hint_zh="可用 key new 文件 生成",
        )
    return Signature(private.sign(data), private.public_key().public_bytes_raw(), shown_name(name))


def new_key() -> tuple[bytes, bytes]:
    """(private key as PEM, public key as 32 bytes), new."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem, private.public_key().public_bytes_raw()


def public_pem(key: bytes) -> bytes:
    """The public key as PEM."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return Ed25519PublicKey.from_public_bytes(key).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public(pem: bytes) -> bytes | None:
    """The 32 bytes of the public key in a PEM file; None where it holds no Ed25519 one."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key.public_bytes_raw() if isinstance(key, Ed25519PublicKey) else None


def _unreadable(file: str, reason: str) -> BadInput:
    return BadInput.because(
        f"the signature cannot be read ({reason})",
        file=file,
        hint="ask the sender for the pack again",
        zh="签名无法读取",
        hint_zh="请向发送方重新索取数据包",
    )
