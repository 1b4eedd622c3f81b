"""Identifiers: 128 random bits, 26 characters that survive mail, telephone and web addresses.

Lower-case unpadded base32 (RFC 4648, section 6) of 16 bytes. The last character carries only three
bits, hence its shorter alphabet: an id has one spelling.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from typing import Final

ID_PATTERN: Final = r"[a-z2-7]{25}[aeimquy4]"

_ID = re.compile(ID_PATTERN, re.ASCII)


def new_id() -> str:
    """Return a fresh random id."""
    return _spell(secrets.token_bytes(16))


def id_from_seed(*parts: str) -> str:
    """Return the id that these words always give, for data that must come out the same each time.

    Two lists of parts never collide by being joined: each part carries its length.
    """
    seed = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in parts)
    return _spell(hashlib.sha256(b"commonweal/id/v1\n" + seed).digest()[:16])


def is_id(text: object) -> bool:
    """Tell whether `text` is an id in its one spelling."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def _spell(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").rstrip("=").lower()
