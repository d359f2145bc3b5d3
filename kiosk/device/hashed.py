"""The hash of a PIN, and all that it takes to compute another one like it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

_SALT_BYTES, _HASH_BYTES = 16, 32
#: scrypt's cost, block size and parallelism: 32 MiB, and a tenth of a second on a machine of 2010.
_N, _R, _P = 2**15, 8, 1
#: What a file may ask for, so that a forged one takes neither all memory nor all time.
_LEAST_N, _MOST_N, _MOST_R, _MOST_P = 2**14, 2**16, 8, 2


@dataclass(frozen=True)
class Hashed:
    """A PIN's hash, and all that it takes to compute another one like it."""

    salt: bytes
    digest: bytes
    n: int = _N
    r: int = _R
    p: int = _P

    @classmethod
    def of(cls, digits: str) -> Hashed:
        """Return a hash of *digits*, another one each time."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _scrypt(digits, salt, _N, _R, _P))

    @classmethod
    def from_json(cls, raw: Any) -> Hashed:
        """Return the hash that a file holds.

        Raises:
            ValueError: It is damaged, or takes more than a kiosk spends on it.
        """
        if not isinstance(raw, dict):
            raise ValueError("no hash")  # noqa: TRY004 - a damaged file, whatever is in it
        n, r, p = (_whole(raw.get(name)) for name in ("n", "r", "p"))
        if not (_LEAST_N <= n <= _MOST_N and n.bit_count() == 1 and 1 <= r <= _MOST_R and 1 <= p <= _MOST_P):
            raise ValueError("other parameters than a kiosk writes")
        salt, digest = (bytes.fromhex(str(raw.get(name))) for name in ("salt", "hash"))
        if (len(salt), len(digest)) != (_SALT_BYTES, _HASH_BYTES):
            raise ValueError("no hash")
        return cls(salt, digest, n, r, p)

    def fits(self, digits: str) -> bool:
        """Whether *digits* are the PIN."""
        return hmac.compare_digest(_scrypt(digits, self.salt, self.n, self.r, self.p), self.digest)

    def to_json(self) -> dict[str, object]:
        """Return what a file holds of it."""
        return {"n": self.n, "r": self.r, "p": self.p, "salt": self.salt.hex(), "hash": self.digest.hex()}


def _scrypt(digits: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    most = 128 * r * (n + p + 2) + 1024 * 1024
    return hashlib.scrypt(digits.encode(), salt=salt, n=n, r=r, p=p, maxmem=most, dklen=_HASH_BYTES)


def _whole(raw: Any) -> int:
    if type(raw) is not int:
        raise ValueError("no parameters")
    return raw
