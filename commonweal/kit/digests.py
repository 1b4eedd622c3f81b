"""SHA-256 in the two forms the house uses: plain, and salted so that what it hides cannot be guessed."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Any, Final

from commonweal.kit.canonical import canonical_encode

SALT_BYTES: Final = 32
HEX_PATTERN: Final = r"[0-9a-f]{64}"

_HEX = re.compile(HEX_PATTERN, re.ASCII)


def sha256(data: bytes) -> bytes:
    """Return the 32 bytes of SHA-256."""
    return hashlib.sha256(data).digest()


def sha256_hex(data: bytes) -> str:
    """Return SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def new_salt() -> bytes:
    """Return 32 fresh random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, value: dict[str, Any]) -> str:
    """Return HMAC-SHA256(salt, canonical `value`) in hexadecimal.

    Whoever holds the salt can check it; once the salt is erased, nobody can guess `value` from it.

    :raises ValueError: if the salt is not 32 bytes
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes, not {len(salt)}.")
    return hmac.new(salt, canonical_encode(value), hashlib.sha256).hexdigest()


def same(one: str | bytes, other: str | bytes) -> bool:
    """Compare two digests of the same type without telling by time where they differ."""
    if isinstance(one, str) and isinstance(other, str):
        return hmac.compare_digest(one.encode(), other.encode())
    if isinstance(one, bytes) and isinstance(other, bytes):
        return hmac.compare_digest(one, other)
    raise TypeError("Compare text with text or bytes with bytes.")


def is_hex_digest(text: object) -> bool:
    """Tell whether `text` is 64 lower-case hexadecimal digits."""
    return isinstance(text, str) and _HEX.fullmatch(text) is not None
