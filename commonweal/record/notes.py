"""Signed notes, verifier keys and cosignatures, as C2SP signed-note and tlog-cosignature define them.

A note is a text and signature lines, separated by the last blank line. Unknown keys are ignored; a
known key with a bad signature refuses the whole note.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from commonweal.kit.canonical import CanonicalError, b64_decode, b64_encode
from commonweal.record.keys import (
    ED25519_SIGNATURE_BYTES,
    BadSignatureError,
    SigningKey,
    WeakKeyError,
    require_strong_ed25519,
    verify_ed25519,
)

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04

MAX_SIGNATURES: Final = 100
MAX_BYTES: Final = 1_000_000
_KEY_ID_BYTES = 4
_TIME_BYTES = 8
_DASH = "— "


class NoteError(ValueError):
    """A note or verifier key that is malformed, or a signature on it that does not hold."""


@dataclass(frozen=True)
class Verifier:
    """A named public key that can stand on a note (a C2SP "vkey")."""

    name: str
    algorithm: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name || LF || algorithm || key)."""
        return _key_id(self.name, self.algorithm, self.public)

    def __str__(self) -> str:
        """Write the key as ``name+keyid+base64(algorithm || key)``."""
        key = b64_encode(bytes([self.algorithm]) + self.public)
        return f"{self.name}+{self.key_id.hex()}+{key}"


@dataclass(frozen=True)
class Signature:
    """One signature line. The key id is the hint by which the verifier finds the key."""

    name: str
    key_id: bytes
    data: bytes

    def __str__(self) -> str:
        """Write the line without its LF."""
        return f"{_DASH}{self.name} {b64_encode(self.key_id + self.data)}"


@dataclass(frozen=True)
class Note:
    """A text that ends in LF, and the signatures that stand under it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """Write the note as it is served."""
        return self.text + "\n" + "".join(f"{one}\n" for one in self.signatures)


@dataclass(frozen=True)
class Cosigned:
    """A cosignature that was verified: by whom, and the Unix time the witness gives."""

    by: Verifier
    time: int


def parse_verifier(vkey: str) -> Verifier:
    """Read a verifier key, refusing weak keys, foreign algorithms and a key id that does not fit.

    :raises NoteError: if anything is wrong with it
    """
    parts = vkey.split("+", 2)
    if len(parts) != 3:
        raise NoteError("A verifier key has three parts: name+keyid+key.")
    name, hint, encoded = parts
    _require_name(name)
    try:
        key = b64_decode(encoded)
    except CanonicalError as error:
        raise NoteError(f"The key of {name} is not base64: {error}") from error
    if not key or key[0] not in (ED25519, COSIGNATURE):
        raise NoteError(f"The key of {name} is of a kind that is not known here.")
    try:
        require_strong_ed25519(key[1:])
    except WeakKeyError as error:
        raise NoteError(f"The key of {name} is refused: {error}") from error
    verifier = Verifier(name, key[0], key[1:])
    if hint != verifier.key_id.hex():
        raise NoteError(f"The key id of {name} does not belong to its key.")
    return verifier


def parse_note(text: str | bytes) -> Note:
    """Read a note without verifying anything.

    :raises NoteError: if it is malformed
    """
    if len(text) > MAX_BYTES:
        raise NoteError("The note is longer than a million bytes.")
    if isinstance(text, bytes):
        try:
            text = text.decode()
        except UnicodeDecodeError as error:
            raise NoteError("The note is not UTF-8.") from error
    if any(char < " " and char != "\n" for char in text):
        raise NoteError("The note holds a control character.")
    body, blank, tail = text.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise NoteError("The note has no signatures after a blank line.")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError(f"The note has more than {MAX_SIGNATURES} signatures.")
    return Note(body + "\n", tuple(_parse_signature(line) for line in lines))


def sign(text: str, *, name: str, key: SigningKey) -> Note:
    """Return a note over `text` with one Ed25519 signature.

    :raises NoteError: if the text or the name cannot stand in a note
    """
    _require_name(name)
    if not text.endswith("\n") or any(char < " " and char != "\n" for char in text):
        raise NoteError("The text of a note ends in a line feed and holds no control character.")
    key_id = _key_id(name, ED25519, key.public)
    return Note(text, (Signature(name, key_id, key.sign(text.encode())),))


def cosign(text: str, *, name: str, key: SigningKey, time: int) -> Signature:
    """Return a witness's cosignature/v1 of a checkpoint text at Unix `time` in seconds.

    :raises NoteError: if the name or time is out of range
    """
    _require_name(name)
    if not 0 <= time < 2**63:
        raise NoteError("The time of a cosignature lies between 0 and 2^63 seconds.")
    signature = key.sign(_cosigned_message(text, time))
    key_id = _key_id(name, COSIGNATURE, key.public)
    return Signature(name, key_id, time.to_bytes(_TIME_BYTES, "big") + signature)


def verify(note: Note, verifiers: Iterable[Verifier]) -> list[Verifier | Cosigned]:
    """Return which of `verifiers` signed the note; each counts once, however often it stands there.

    :raises NoteError: if a known key stands on it with a signature that does not hold
    """
    known = {(one.name, one.key_id): one for one in verifiers}
    found: dict[Verifier, Verifier | Cosigned] = {}
    for signature in note.signatures:
        verifier = known.get((signature.name, signature.key_id))
        if verifier is not None:
            result = _verify_one(note.text, signature, verifier)
            found.setdefault(verifier, result)
    return list(found.values())


def verify_cosignatures(note: Note, witnesses: Iterable[Verifier]) -> list[Cosigned]:
    """Return the cosignatures of these witnesses on a checkpoint, one for each distinct witness key.

    :raises NoteError: if one of them stands on it with a signature that does not hold
    """
    named = [one for one in witnesses if one.algorithm == COSIGNATURE]
    return [one for one in verify(note, named) if isinstance(one, Cosigned)]


def _verify_one(text: str, signature: Signature, verifier: Verifier) -> Verifier | Cosigned:
    wanted = ED25519_SIGNATURE_BYTES + (_TIME_BYTES if verifier.algorithm == COSIGNATURE else 0)
    if len(signature.data) != wanted:
        raise NoteError(f"The signature of {verifier.name} has the wrong length.")
    try:
        if verifier.algorithm == ED25519:
            verify_ed25519(verifier.public, text.encode(), signature.data)
            return verifier
        time = int.from_bytes(signature.data[:_TIME_BYTES], "big")
        if time >= 2**63:
            raise NoteError(f"The cosignature of {verifier.name} has a time out of range.")
        message = _cosigned_message(text, time)
        verify_ed25519(verifier.public, message, signature.data[_TIME_BYTES:])
    except BadSignatureError as error:
        raise NoteError(f"The signature of {verifier.name} does not hold.") from error
    return Cosigned(verifier, time)


def _parse_signature(line: str) -> Signature:
    if not line.startswith(_DASH):
        raise NoteError("A signature line begins with an em dash and a space.")
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    _require_name(name)
    try:
        data = b64_decode(encoded)
    except CanonicalError as error:
        raise NoteError(f"The signature of {name} is not base64: {error}") from error
    if len(data) <= _KEY_ID_BYTES:
        raise NoteError(f"The signature of {name} is too short.")
    return Signature(name, data[:_KEY_ID_BYTES], data[_KEY_ID_BYTES:])


def _require_name(name: str) -> None:
    odd = any(char.isspace() or unicodedata.category(char)[0] in "ZC" for char in name)
    if not name or "+" in name or odd:
        raise NoteError("The name of a key is not empty and holds neither space nor plus sign.")


def _key_id(name: str, algorithm: int, public: bytes) -> bytes:
    message = name.encode() + b"\n" + bytes([algorithm]) + public
    return sha256(message).digest()[:_KEY_ID_BYTES]


def _cosigned_message(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()
