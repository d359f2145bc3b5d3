"""Private keys as files: PKCS#8, under a passphrase that costs a thief half a second a guess."""

from __future__ import annotations

import base64
import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.bundle.plain_folder import PlainFolder
from kiosk.errors import PublishError, reason_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

#: scrypt's figures (RFC 7914): 16 MiB and half a second. More memory than that and OpenSSL's own tools refuse the file.
COST, _BLOCK, PARALLEL = 2**14, 8, 8
_PBES2, _SCRYPT, _AES_256_CBC = (
    bytes.fromhex(name) for name in ("2a864886f70d01050d", "2b06010401da47040b", "60864801650304012a")
)
_BEGIN, _END = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\n", b"-----END ENCRYPTED PRIVATE KEY-----\n"
#: Stands before a key, where RFC 7468 has room for text: what the hidden part was when it was written.
_CHECKSUM = b"SHA-256 of the key below: "
_FILE = re.compile(
    rb"(?:%s([0-9a-f]{64})\s+)?%s\s+([A-Za-z0-9+/=\s]*)%s\s*" % (_CHECKSUM, _BEGIN.rstrip(), _END.rstrip())
)
#: The largest file of a key, in bytes.
_LARGEST = 64 * 1024
_INTEGER, _BYTES, _NAME, _SEQUENCE = 0x02, 0x04, 0x06, 0x30


def encrypted(key: Ed25519PrivateKey, passphrase: str) -> bytes:
    """Return the file of a private key (PBES2 with scrypt and AES-256, RFC 8018 and 7914).

    Written here since `cryptography` offers PBKDF2 of 2,048 rounds only, which is a
    thousand guesses a second; it reads scrypt, as OpenSSL does. The checksum before it tells a damaged file from a
    wrong passphrase, after which the padding seems to be right once in 256 times.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    from cryptography.hazmat.primitives.padding import PKCS7

    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    salt, start = os.urandom(16), os.urandom(16)
    secret = Scrypt(salt, 32, COST, _BLOCK, PARALLEL).derive(passphrase.encode("utf-8", "surrogateescape"))
    padder, cipher = PKCS7(128).padder(), Cipher(algorithms.AES(secret), modes.CBC(start)).encryptor()
    hidden = cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()
    costs = b"".join(_number(figure) for figure in (COST, _BLOCK, PARALLEL))
    derivation = _part(_SEQUENCE, _part(_NAME, _SCRYPT), _part(_SEQUENCE, _part(_BYTES, salt), costs))
    scheme = _part(_SEQUENCE, _part(_NAME, _AES_256_CBC), _part(_BYTES, start))
    how = _part(_SEQUENCE, _part(_NAME, _PBES2), _part(_SEQUENCE, derivation, scheme))
    content = _part(_SEQUENCE, how, _part(_BYTES, hidden))
    checksum = _CHECKSUM + sha256(content).hexdigest().encode() + b"\n"
    return checksum + _BEGIN + base64.encodebytes(content) + _END


def decrypted(path: Path, passphrase: str) -> Ed25519PrivateKey | None:
    """Return the private key in a file; None when the passphrase is wrong.

    Raises:
        NotPlainError: It is a link, a pipe or a device.
        PublishError: The file cannot be read, is damaged or holds no key of ours.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        content = PlainFolder(path.parent, "put the file itself in its place").read(path.name, _LARGEST)
    except OSError as error:
        raise PublishError(f"the key {path} cannot be read ({reason_of(error)}); take its copy") from error
    if _BEGIN.rstrip() not in content:
        raise PublishError(f"{path} is no key under a passphrase; take the file that `keys` wrote")
    if not _is_whole(content):
        raise PublishError(f"the key {path} is damaged; take its copy")
    try:
        key = load_pem_private_key(content, passphrase.encode("utf-8", "surrogateescape"))
    except UnsupportedAlgorithm as error:
        raise PublishError(f"{path} holds a key of another kind; take the file that `keys` wrote") from error
    except (ValueError, TypeError):
        # Whether its padding was wrong or what it hides: a whole file opens with the right one.
        return None
    if not isinstance(key, Ed25519PrivateKey):
        raise PublishError(f"{path} holds a key of another kind; take the file that `keys` wrote")
    return key


def _is_whole(content: bytes) -> bool:
    """Whether a file is as it was written; of one from before there were checksums, whether it has its length."""
    found = _FILE.fullmatch(content)
    if not found:
        return False
    letters = b"".join(found[2].split())
    try:
        inner = base64.b64decode(letters, validate=True)
    except ValueError:
        return False
    # The last letter may have bits that count for nothing.
    if base64.b64encode(inner) != letters:
        return False
    if found[1]:
        return sha256(inner).hexdigest().encode() == found[1]
    size = inner[1] - 0x80 if len(inner) > 1 else 0
    return inner == _part(_SEQUENCE, inner[2 + max(0, size) :])


def _number(value: int) -> bytes:
    return _part(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _part(tag: int, *parts: bytes) -> bytes:
    """Return a value in DER: its tag, its length and itself."""
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:  # noqa: PLR2004 - DER's own border between its short and its long form
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content
