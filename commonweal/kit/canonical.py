"""One value, one sequence of bytes: a narrow profile of RFC 8785 (JSON Canonicalization Scheme).

The profile (``docs/SPEC.md``, section "Canonical JSON"): the outermost value is an object; keys match
``[a-z][a-z0-9_]*``; there are no floats; integers lie strictly between -2^53 and 2^53; text is valid
Unicode without surrogates; nesting is at most 32 deep. Within it, RFC 8785 needs no number formatting
and no UTF-16 key order, the two places where implementations have disagreed.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, Final

import msgspec

MAX_INT: Final = 2**53 - 1
MAX_DEPTH: Final = 32

_KEY = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder()

# Keys repeat from act to act; remembering the good ones halves the cost of checking them. The bound
# keeps a hostile file from filling memory.
_known_keys: set[str] = set()
_KNOWN_KEYS_LIMIT = 4096


class CanonicalError(ValueError):
    """A value that cannot be written canonically, or bytes that are not canonical."""


def canonical_encode(value: dict[str, Any]) -> bytes:
    """Return the one canonical form of `value`.

    :param value: a dict of dicts, lists, str, int, bool and None; nothing else, no subclasses
    :raises CanonicalError: if the profile has no form for it
    """
    if type(value) is not dict:
        raise CanonicalError("The outermost value must be an object.")
    _check(value, 1)
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError as error:
        raise CanonicalError("A text holds a lone surrogate, which is not valid Unicode.") from error


def canonical_decode(data: bytes) -> dict[str, Any]:
    """Return the value whose canonical form is exactly `data`.

    :raises CanonicalError: if `data` is not JSON, breaks the profile, or is not in canonical form
    """
    try:
        value = _DECODER.decode(data)
    except RecursionError as error:
        raise CanonicalError(f"Values are nested more than {MAX_DEPTH} deep.") from error
    except UnicodeDecodeError as error:
        raise CanonicalError(f"Byte {error.start} of a text is not valid UTF-8.") from error
    except msgspec.DecodeError as error:
        raise CanonicalError(f"This is not JSON: {error}.") from error
    if type(value) is not dict:
        raise CanonicalError("The outermost value must be an object.")
    _check(value, 1)
    again = _ENCODER.encode(value)
    if again != data:
        raise CanonicalError(_first_difference(bytes(data), again))
    return value


def b64_encode(data: bytes) -> str:
    """Return standard padded base64 (RFC 4648, section 4)."""
    return base64.b64encode(data).decode("ascii")


def b64_decode(text: str, *, size: int | None = None) -> bytes:
    """Return the bytes that `text` writes in standard padded base64, refusing any second spelling.

    :param size: how many bytes there must be, where that is fixed
    :raises CanonicalError: for another alphabet, missing padding, stray bits or the wrong length
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise CanonicalError("This is not standard padded base64.") from error
    # Python ignores stray bits in the last character, so two texts could mean the same bytes.
    if base64.b64encode(data).decode("ascii") != text:
        raise CanonicalError("This base64 is not in its one canonical spelling.")
    if size is not None and len(data) != size:
        raise CanonicalError(f"Expected {size} bytes in base64, found {len(data)}.")
    return data


def _check(value: dict[str, Any] | list[Any], depth: int) -> None:
    """Walk `value` and refuse what the profile does not know."""
    if depth > MAX_DEPTH:
        raise CanonicalError(f"Values are nested more than {MAX_DEPTH} deep.")
    if type(value) is dict:
        for key in value:
            if key not in _known_keys:
                _check_key(key)
        items: Any = value.values()
    else:
        items = value
    for item in items:
        kind = type(item)
        if kind is str or item is None or kind is bool:
            continue
        if kind is int:
            if not -MAX_INT <= item <= MAX_INT:
                raise CanonicalError(f"The integer {item} is outside -(2^53-1) to 2^53-1.")
        elif kind is dict or kind is list:
            _check(item, depth + 1)
        else:
            raise _no_form(item)


def _no_form(item: object) -> CanonicalError:
    if type(item) is float:
        return CanonicalError(f"The number {item!r} is not an integer; write decimals as text.")
    return CanonicalError(f"A value of type {type(item).__name__} has no canonical form.")


def _check_key(key: object) -> None:
    if type(key) is not str or not _KEY.fullmatch(key):
        raise CanonicalError(f"The key {key!r} is not of the form [a-z][a-z0-9_]*.")
    if len(_known_keys) < _KNOWN_KEYS_LIMIT and len(key) <= 64:
        _known_keys.add(key)


def _first_difference(found: bytes, wanted: bytes) -> str:
    """Say where `found` leaves the canonical form `wanted`."""
    pairs = zip(found, wanted, strict=False)
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(found), len(wanted)))
    return (
        f"Not canonical at byte {at}: found {found[at : at + 12]!r}, the canonical form has {wanted[at : at + 12]!r}."
    )
