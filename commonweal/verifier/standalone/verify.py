#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: C901, FBT001 (a checklist reads best in one piece; this file stands alone)
"""Check a Commonweal bundle without Commonweal.

    python verify.py FILE.commonweal [--checkpoint NOTE_OR_BUNDLE] [--witness VKEY ...] [--threshold K] [--json]
    python verify.py FILE.tlog-proof --log VKEY [--entry FILE] [--witness VKEY ...] [--threshold K] [--json]

Everything that is checked is written down in SPEC.md, which lies beside this file in every bundle. This program was
written from that text alone and shares no code with the server, so that two programs must agree. It needs Python 3.11
and nothing else; with PyNaCl installed it checks Ed25519 signatures about a hundred times faster.

Exit status: 0 all is well; 1 something differs (the first ten differences are printed, each with its entry);
2 the file is no bundle, or could not be read.

Read it from the top: bytes, tree, notes, signatures, zip, record, bundle, proof, printing.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import hmac
import json
import os
import re
import struct
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NoReturn
from urllib.parse import urlsplit

_sodium_open: Callable[[bytes, bytes], bytes] | None
try:
    from nacl.bindings import crypto_sign_open as _sodium_open
except ImportError:  # the pure Python path below gives the same answers, slowly
    _sodium_open = None

FORMAT = "commonweal-bundle/1"
MAX_ENTRY = 65_535
MAX_LINE = 1 << 20  # one line of texts.jsonl or of a box
MAX_SMALL = 16 << 20  # manifest, keys and the three files for people
MAX_NOTE = 1_000_000
MAX_CLIENT = 4096  # what a browser tells a passkey
MAX_DEPTH = 32
SHOWN = 10

ID = re.compile(r"[a-z2-7]{25}[aeimquy4]\Z")
KEY_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
KIND = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}\Z")
WORD = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
HEX64 = re.compile(r"[0-9a-f]{64}\Z")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")
DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,18})\Z")


class NotABundle(Exception):
    """The file is not what it should be at all: exit 2."""


class Malformed(Exception):
    """One part does not follow the specification."""


# ── Bytes: canonical JSON (RFC 8785, narrowed) and base64 ────────────────────────────────────────────────────────────
_ESCAPES = {i: f"\\u{i:04x}" for i in range(0x20)}
_ESCAPES.update({8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"})


def canonical(value: Any, depth: int = 0) -> str:
    """Return the one spelling of a value: sorted keys, no spaces, no floats, integers below 2^53."""
    if depth == MAX_DEPTH and isinstance(value, dict | list):
        raise Malformed("nested too deeply")
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return '"' + value.translate(_ESCAPES) + '"'
    if isinstance(value, int):
        if not -(2**53) < value < 2**53:
            raise Malformed("an integer is too large")
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item, depth + 1) for item in value) + "]"
    if isinstance(value, dict):
        for key in value:
            if not KEY_NAME.match(key):
                raise Malformed(f"the key {key[:40]!r} is not allowed")
        return "{" + ",".join(f'"{k}":{canonical(value[k], depth + 1)}' for k in sorted(value)) + "}"
    raise Malformed("a number with a fraction")


def _refuse(_text: str) -> NoReturn:
    raise Malformed("a number that is not a whole number")


def decode(data: bytes) -> Any:
    """Read a canonical JSON object; anything that is not spelled in the one way is refused."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
        spelled = canonical(value).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Malformed("not canonical JSON") from error
    if spelled != data or not isinstance(value, dict):
        raise Malformed("not canonical JSON")
    return value


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def from_base64(text: Any, length: int | None = None) -> bytes:
    """Read standard padded base64, refusing every second spelling of the same bytes."""
    if not isinstance(text, str):
        raise Malformed("base64 expected")
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, binascii.Error) as error:
        raise Malformed("not base64") from error
    if _b64(data) != text:
        raise Malformed("not canonical base64")
    if length is not None and len(data) != length:
        raise Malformed(f"{length} bytes expected in base64")
    return data


def fields(value: Any, *names: str) -> dict[str, Any]:
    """Return `value` if it is an object with exactly these keys."""
    if not isinstance(value, dict) or sorted(value) != sorted(names):
        raise Malformed(f"an object with the keys {', '.join(names)} expected")
    return value


def is_id(value: Any) -> bool:
    """Tell whether this is one of our random ids."""
    return isinstance(value, str) and ID.match(value) is not None


def _is_hex(value: Any) -> bool:
    return isinstance(value, str) and HEX64.match(value) is not None


def is_count(value: Any) -> bool:
    """Tell whether this is a whole number from 0 up (and not true or false)."""
    return type(value) is int and value >= 0


# ── Tree: RFC 6962, section 2.1 ──────────────────────────────────────────────────────────────────────────────────────
def leaf_hash(data: bytes) -> bytes:
    """Return the digest of one entry."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the digest over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


EMPTY_ROOT = hashlib.sha256(b"").digest()


class Tree:
    """An RFC 6962 tree that keeps every complete subtree, by height."""

    def __init__(self) -> None:
        self.size = 0
        self.heights: list[bytearray] = [bytearray()]

    def append(self, leaf: bytes) -> None:
        """Add one leaf digest and complete whatever subtrees it completes."""
        height, digest, count = 0, leaf, self.size
        self.size += 1
        while True:
            if height == len(self.heights):
                self.heights.append(bytearray())
            self.heights[height] += digest
            if count % 2 == 0:
                return
            digest = node_hash(bytes(self.heights[height][-64:-32]), digest)
            height, count = height + 1, count // 2

    def digest(self, height: int, index: int) -> bytes:
        """Return the digest of the complete subtree number `index` of this height."""
        return bytes(self.heights[height][32 * index : 32 * index + 32])

    def root(self, size: int) -> bytes:
        """Return the root of the first `size` leaves."""
        start, pieces = 0, []
        for height in reversed(range(size.bit_length())):
            if size >> height & 1:
                pieces.append(self.digest(height, start >> height))
                start += 1 << height
        if not pieces:
            return EMPTY_ROOT
        root = pieces.pop()
        while pieces:
            root = node_hash(pieces.pop(), root)
        return root


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """Return the root that an inclusion proof leads to (RFC 9162, section 2.1.3.2)."""
    if index >= size:
        raise Malformed("the index lies outside the tree")
    node, last, digest = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise Malformed("the inclusion proof is too long")
        if node & 1 or node == last:
            digest = node_hash(sibling, digest)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise Malformed("the inclusion proof is too short")
    return digest


# ── Notes: C2SP signed-note, tlog-checkpoint, tlog-cosignature ───────────────────────────────────────────────────────
LOG_KEY, WITNESS_KEY = 0x01, 0x04


@dataclass(frozen=True)
class VKey:
    """A named public key: `name+hex(key id)+base64(type || key)`."""

    name: str
    kind: int
    public: bytes
    text: str

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that stand before a signature of this key."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


def read_vkey(text: Any, kind: int) -> VKey:
    """Read a verifier key of one kind; weak keys are refused."""
    parts = text.split("+", 2) if isinstance(text, str) else []
    if len(parts) != 3 or not _is_note_name(parts[0]):
        raise Malformed("not a verifier key")
    data = from_base64(parts[2], 33)
    key = VKey(parts[0], data[0], data[1:], text)
    if key.kind != kind:
        raise Malformed("a verifier key of another kind is needed here")
    if key.key_id.hex() != parts[1]:
        raise Malformed("the verifier key does not match its key id")
    if is_weak_ed25519(key.public):
        raise Malformed("the verifier key is a weak key")
    return key


def _is_note_name(name: str) -> bool:
    odd = any(c.isspace() or unicodedata.category(c)[0] in "ZC" for c in name)  # spaces, controls, invisible marks
    return bool(name) and "+" not in name and not odd


@dataclass(frozen=True)
class Note:
    """A signed note: its text and its signatures as (name, key id, rest)."""

    raw: bytes
    text: bytes
    signatures: list[tuple[str, bytes, bytes]]


def read_note(raw: bytes) -> Note:
    """Split a note into text and signatures at the last blank line."""
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("the note is not UTF-8") from error
    if any(ord(c) < 0x20 and c != "\n" for c in whole):
        raise Malformed("the note holds a control character")
    cut = whole.rfind("\n\n")
    if cut < 0 or not whole.endswith("\n"):
        raise Malformed("the note has no signatures")
    signatures = []
    for line in whole[cut + 2 : -1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or not _is_note_name(parts[1]):
            raise Malformed("a signature line of the note is malformed")
        data = from_base64(parts[2])
        if len(data) < 5:
            raise Malformed("a signature of the note is too short")
        signatures.append((parts[1], data[:4], data[4:]))
    if not 1 <= len(signatures) <= 100:
        raise Malformed("the note has too many signatures")
    return Note(raw, whole[: cut + 1].encode(), signatures)


def signed_by(note: Note, keys: list[VKey]) -> list[VKey]:
    """Return which of `keys` signed; a bad or repeated signature by one of them spoils the note, others are ignored."""
    found: list[VKey] = []
    for name, key_id, rest in note.signatures:
        for key in keys:
            if (key.name, key.key_id) != (name, key_id):
                continue
            if any(other.public == key.public and other.kind == key.kind for other in found):
                raise Malformed(f"the key of {name} signed twice; a key counts once")
            message = note.text
            if key.kind == WITNESS_KEY:
                if len(rest) != 72 or rest[0] & 0x80:
                    raise Malformed(f"the cosignature of {name} is malformed")
                time = int.from_bytes(rest[:8], "big")
                message, rest = b"cosignature/v1\ntime %d\n" % time + note.text, rest[8:]
            if not ed25519(key.public, message, rest):
                raise Malformed(f"the signature of {name} is false")
            found.append(key)
            break
    return found


@dataclass(frozen=True)
class Checkpoint:
    """A signed size and root."""

    note: Note
    origin: str
    size: int
    root: bytes


def read_checkpoint(raw: bytes) -> Checkpoint:
    """Read a signed checkpoint: origin, size, root, and no extension lines."""
    note = read_note(raw)
    lines = note.text.decode().split("\n")
    if len(lines) != 4 or not lines[0]:
        raise Malformed("a checkpoint has three lines: origin, size, root")
    if not DECIMAL.match(lines[1]):
        raise Malformed("the size in the checkpoint is not a decimal number")
    return Checkpoint(note, lines[0], int(lines[1]), from_base64(lines[2], 32))


# ── Signatures: Ed25519 (RFC 8032, strict) ───────────────────────────────────────────────────────────────────────────
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_I = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]


def _ed_add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % _P, (a[1] + a[0]) * (b[1] + b[0]) % _P
    g, h = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    i, j, k, m = f - e, h - g, h + g, f + e
    return i * j % _P, k * m % _P, j * k % _P, i * m % _P


def _ed_multiply(scalar: int, point: Point) -> Point:
    result: Point = (0, 1, 1, 0)
    while scalar:
        result = _ed_add(result, point) if scalar & 1 else result
        point, scalar = _ed_add(point, point), scalar >> 1
    return result


def _ed_point(data: bytes) -> Point | None:
    """Return the point with this encoding; nothing for a second spelling or for no point at all."""
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _I % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _ed_bytes(point: Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_ED_BASE = _ed_point(bytes.fromhex("58" + "66" * 31))
_ED_ZERO = _ed_bytes((0, 1, 1, 0))
_weak: dict[bytes, bool] = {}


def is_weak_ed25519(public: bytes) -> bool:
    """Tell whether a public key is no point, has a second spelling, or lies outside the large prime-order group."""
    if public not in _weak:
        point = _ed_point(public) if len(public) == 32 else None
        _weak[public] = point is None or _is_small(point) or _ed_bytes(_ed_multiply(_L, point)) != _ED_ZERO
    return _weak[public]


def _is_small(point: Point) -> bool:
    return _ed_bytes(_ed_multiply(8, point)) == _ED_ZERO


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Check one signature; weak keys, weak R and S not below L are refused."""
    if len(signature) != 64 or len(public) != 32 or is_weak_ed25519(public):
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= _L:
        return False
    if _sodium_open is not None:
        try:
            _sodium_open(signature + message, public)
        except Exception:
            return False  # whatever the library raises, the signature does not count
        return True
    point, base, r = _ed_point(public), _ED_BASE, _ed_point(signature[:32])
    if point is None or base is None or r is None or _is_small(r):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    minus: Point = (_P - point[0], point[1], 1, (_P - point[3]) % _P)
    return _ed_bytes(_ed_add(_ed_multiply(s, base), _ed_multiply(h, minus))) == signature[:32]


# ── Signatures: ECDSA over P-256 (FIPS 186-5), as passkeys make them ─────────────────────────────────────────────────
_Q = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
_G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    1,
)
Jacobian = tuple[int, int, int]


def _p_double(p: Jacobian) -> Jacobian:
    x, y, z = p
    if not z:
        return p
    d, g = z * z % _Q, y * y % _Q
    b = x * g % _Q
    a = 3 * (x - d) * (x + d) % _Q
    x3 = (a * a - 8 * b) % _Q
    return x3, (a * (4 * b - x3) - 8 * g * g) % _Q, 2 * y * z % _Q


def _p_add(p: Jacobian, q: Jacobian) -> Jacobian:
    if not p[2]:
        return q
    if not q[2]:
        return p
    z1, z2 = p[2] * p[2] % _Q, q[2] * q[2] % _Q
    u1, u2 = p[0] * z2 % _Q, q[0] * z1 % _Q
    s1, s2 = p[1] * q[2] * z2 % _Q, q[1] * p[2] * z1 % _Q
    h, r = (u2 - u1) % _Q, (s2 - s1) % _Q
    if not h:
        return _p_double(p) if not r else (1, 1, 0)
    hh = h * h % _Q
    hhh, v = h * hh % _Q, u1 * hh % _Q
    x = (r * r - hhh - 2 * v) % _Q
    return x, (r * (v - x) - s1 * hhh) % _Q, h * p[2] * q[2] % _Q


def p256_point(public: bytes) -> Jacobian | None:
    """Return the point of an uncompressed public key, if it lies on the curve."""
    if len(public) != 65 or public[0] != 4:
        return None
    x, y = int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big")
    if x >= _Q or y >= _Q or (y * y - (x * x * x - 3 * x + _B)) % _Q:
        return None
    return x, y, 1


def read_der(signature: bytes) -> tuple[int, int] | None:
    """Return (r, s) of a strictly encoded DER signature."""

    def integer(data: bytes) -> tuple[int, bytes] | None:
        if len(data) < 3 or data[0] != 2 or not 1 <= data[1] <= 33 or len(data) < 2 + data[1]:
            return None
        body = data[2 : 2 + data[1]]
        if body[0] & 0x80 or (len(body) > 1 and body[0] == 0 and not body[1] & 0x80):
            return None
        return int.from_bytes(body, "big"), data[2 + data[1] :]

    if len(signature) < 8 or signature[0] != 0x30 or signature[1] != len(signature) - 2 or signature[1] & 0x80:
        return None
    first = integer(signature[2:])
    second = integer(first[1]) if first else None
    if first is None or second is None or second[1]:
        return None
    return first[0], second[0]


def p256(public: bytes, message: bytes, signature: bytes) -> bool:
    """Check one ECDSA signature with SHA-256."""
    point, pair = p256_point(public), read_der(signature)
    if point is None or pair is None or not (0 < pair[0] < _N and 0 < pair[1] < _N):
        return False
    r, s = pair
    w = pow(s, -1, _N)
    u = int.from_bytes(hashlib.sha256(message).digest(), "big") * w % _N
    v = r * w % _N
    both, total = _p_add(_G, point), (1, 1, 0)
    for bit in reversed(range(256)):  # both products in one walk over the bits
        total = _p_double(total)
        if u >> bit & 1 or v >> bit & 1:
            total = _p_add(total, both if u >> bit & v >> bit & 1 else _G if u >> bit & 1 else point)
    if not total[2]:
        return False
    return total[0] * pow(total[2], -2, _Q) % _Q % _N == r


def webauthn(public: bytes, rp: str, message: bytes, sig: dict[str, Any]) -> str | None:
    """Check a passkey's assertion over `message` (WebAuthn level 3, section 7.2); return what is wrong, or nothing."""
    auth, client, signature = (from_base64(sig[name]) for name in ("auth", "client", "sig"))
    try:
        data = json.loads(client.decode("utf-8")) if len(client) <= MAX_CLIENT else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("type") != "webauthn.get" or data.get("crossOrigin", False) is not False:
        return "the passkey did not sign an assertion"
    if not _is_site_of(data.get("origin"), rp):
        return "the passkey was asked from another site"
    challenge = base64.urlsafe_b64encode(hashlib.sha256(message).digest()).rstrip(b"=").decode()
    if data.get("challenge") != challenge:
        return "the passkey signed another act"
    if len(auth) < 37 or auth[:32] != hashlib.sha256(rp.encode()).digest():
        return "the passkey belongs to another site"
    if auth[32] & 0x05 != 0x05:
        return "the passkey did not verify its user"
    if not p256(public, auth + hashlib.sha256(client).digest(), signature):
        return "the passkey's signature is false"
    return None


def _is_site_of(origin: Any, rp: str) -> bool:
    """Tell whether a page with this origin may use the passkeys of `rp`."""
    try:
        parts = urlsplit(origin) if isinstance(origin, str) else None
        host = parts.hostname or "" if parts else ""
    except ValueError:
        return False
    safe = parts is not None and (parts.scheme == "https" or (parts.scheme == "http" and host == "localhost"))
    return safe and (host == rp or host.endswith("." + rp))


# ── Zip: one way to write it, so no byte can hide ────────────────────────────────────────────────────────────────────
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DATE_1980 = 0x0021


@dataclass(frozen=True)
class Member:
    """One file in the zip: where its bytes are and what the zip says of them."""

    name: str
    size: int
    crc: int
    offset: int


class Zip:
    """A zip file that is byte for byte what the canonical writer makes of its members."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.members: dict[str, Member] = {}
        end = file.seek(0, 2)
        position = file.seek(0)
        directory = bytearray()
        while True:
            head = file.read(30)
            if head[:4] != _LOCAL:
                break
            position = self._member(head, position, end, directory)
        if not self.members:
            raise NotABundle("this is no zip file of ours")
        count = len(self.members)
        directory += _END + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), position, 0)
        file.seek(position)
        if end - position != len(directory) or file.read(len(directory)) != directory:
            raise NotABundle("the zip directory is not in canonical form")

    def _member(self, head: bytes, position: int, end: int, directory: bytearray) -> int:
        if len(head) != 30:
            raise NotABundle("the zip file is cut short")
        numbers: tuple[int, ...] = struct.unpack("<HHHHHIIIHH", head[4:])
        needed, flags, method, time, date, crc, packed, size, name_size, extra = numbers
        fixed = (needed, flags, method, time, date, packed, extra)
        if fixed != (20, 0, 0, 0, _DATE_1980, size, 0) or not 1 <= name_size <= 200:
            raise NotABundle("a zip header is not in canonical form")
        raw = self.file.read(name_size)
        offset = position + 30 + name_size
        if offset + size > end or not re.fullmatch(rb"[A-Za-z0-9._/-]+", raw):
            raise NotABundle("a zip header is not in canonical form")
        name = raw.decode("ascii")
        if name in self.members or len(self.members) == 65_534:
            raise NotABundle("the zip file names a member twice or has too many")
        self.members[name] = Member(name, size, crc, offset)
        rest = struct.pack("<HHHHII", 0, 0, 0, 0, 0o100644 << 16, position)
        directory += _CENTRAL + struct.pack("<H", 0x0314) + head[4:28] + rest + raw
        self.file.seek(offset + size)
        return offset + size

    def read(self, name: str, limit: int = MAX_SMALL) -> bytes:
        """Return the bytes of a small member."""
        member = self.members.get(name)
        if member is None:
            raise Malformed("missing from the bundle")
        if member.size > limit:
            raise Malformed("larger than the specification allows")
        self.file.seek(member.offset)
        return self.file.read(member.size)

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a member without their LF; each must end in one."""
        member = self.members.get(name)
        if member is None:
            raise Malformed("missing from the bundle")
        position, end = member.offset, member.offset + member.size
        while position < end:
            self.file.seek(position)
            line = self.file.readline(min(MAX_LINE, end - position))
            if not line.endswith(b"\n"):
                raise Malformed("a line is too long or does not end")
            position += len(line)
            yield line[:-1]

    def digest(self, name: str) -> tuple[bytes, int]:
        """Return the SHA-256 and the CRC-32 of a member's bytes."""
        member = self.members[name]
        digest, crc, left = hashlib.sha256(), 0, member.size
        self.file.seek(member.offset)
        while left:
            chunk = self.file.read(min(left, 1 << 20))
            if not chunk:
                raise NotABundle("the zip file is cut short")
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            left -= len(chunk)
        return digest.digest(), crc


def tile_path(index: int) -> str:
    """Return the path of a tile number: three digits a step, all but the last behind an x (C2SP tlog-tiles)."""
    path = f"{index % 1000:03d}"
    while index := index // 1000:
        path = f"x{index % 1000:03d}/{path}"
    return path


def tile_names(kind: str, count: int) -> Iterator[tuple[str, int, int]]:
    """Yield (name, number, width) of the tiles that hold `count` items: full ones, then the partial one."""
    for index in range(count // 256):
        yield f"tile/{kind}/{tile_path(index)}", index, 256
    if count % 256:
        yield f"tile/{kind}/{tile_path(count // 256)}.p/{count % 256}", count // 256, count % 256


# ── Record: what the entries say ─────────────────────────────────────────────────────────────────────────────────────
ACT_KEYS = ["v", "kind", "kv", "partnership", "at", "by", "org", "charter", "body", "cites", "idem", "seen"]


@dataclass
class Key:
    """A partner's signing key, from the entry that added it to the entry that revoked it."""

    holder: str
    of: str
    alg: str
    public: bytes
    rp: str | None
    added: int
    revoked: int | None = None


@dataclass
class Box:
    """A box: opened at one entry, closed with a count and a root at another."""

    opened: int
    closed: int | None = None
    count: int = 0
    root: str = ""


@dataclass
class Record:
    """All that has to be remembered while the entries pass by."""

    partnership: str
    tree: Tree = field(default_factory=Tree)
    log_keys: list[tuple[int, VKey]] = field(default_factory=list)
    moves: list[tuple[int, bool]] = field(default_factory=list)
    keys: dict[str, Key] = field(default_factory=dict)
    witnesses: list[VKey] = field(default_factory=list)
    threshold: int = 0
    witnesses_at: int = 0
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)
    erased: dict[str, tuple[int, str]] = field(default_factory=dict)
    withheld: list[str] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    idems: dict[str, int] = field(default_factory=dict)
    anchors: list[tuple[int, int, bytes, bytes]] = field(default_factory=list)  # entry, size, root, signed
    signed: int = 0

    @property
    def origin(self) -> str:
        """Return the first line of this record's checkpoints."""
        return f"commonweal/{self.partnership}"

    def log_key_at(self, size: int) -> VKey | None:
        """Return the host's key in force over the first `size` entries."""
        return next((key for entry, key in reversed(self.log_keys) if entry < size), None)


Say = Callable[[str], None]


def check_entry(raw: bytes, at: int, record: Record, say: Say) -> None:
    """Check one entry's form, signature and references, and remember what it changes."""
    try:
        entry = fields(decode(raw), "act", "sig")
        act, sig = fields(entry["act"], *ACT_KEYS), entry["sig"]
        check_act(act, at, record, say)
        if sig is None:
            if act["seen"] is not None:
                raise Malformed("an unsigned act carries no anchor")
        else:
            check_signature(act, sig, at, record)
        remember(act, sig is not None, at, record, say)
    except Malformed as error:
        say(str(error))


def check_act(act: dict[str, Any], at: int, record: Record, say: Say) -> None:
    """Check the form of an act; raise at once where the rest would make no sense."""
    if act["v"] != 1 or type(act["v"]) is not int:
        raise Malformed("the act is of an unknown version")
    if not isinstance(act["kind"], str) or not KIND.match(act["kind"]):
        raise Malformed("the kind of the act is malformed")
    if type(act["kv"]) is not int or act["kv"] < 1:
        raise Malformed("the version of the kind is malformed")
    if act["partnership"] != record.partnership:
        raise Malformed("the act belongs to another partnership")
    if not isinstance(act["at"], str) or not _is_instant(act["at"]):
        raise Malformed("the instant of the act is malformed")
    for name in ("by", "org"):
        if act[name] is not None and not is_id(act[name]):
            raise Malformed(f"{name} is malformed")
    if not _is_hex(act["charter"]) and (at or act["charter"] is not None):
        raise Malformed("every act but the first names the charter in force, by its digest")
    if not isinstance(act["body"], dict):
        raise Malformed("the body is not an object")
    check_cites(act["cites"], at)
    if not is_id(act["idem"]):
        raise Malformed("idem is malformed")
    first = record.idems.setdefault(act["idem"], at)
    if first != at:
        say(f"repeats the submission of entry {first}")
    if (act["kind"] == "founding.found") != (at == 0):
        raise Malformed("the founding act, and no other, is entry 0")


def _is_instant(text: str) -> bool:
    try:
        return INSTANT.match(text) is not None and datetime.fromisoformat(text[:-1]) is not None
    except ValueError:
        return False


def check_cites(cites: Any, at: int) -> None:
    """Citations are sorted, unique, and point backwards."""
    if not isinstance(cites, list):
        raise Malformed("cites is not a list")
    order = []
    for cite in cites:
        fields(cite, "entry", "rel")
        if not is_count(cite["entry"]) or not isinstance(cite["rel"], str) or not WORD.match(cite["rel"]):
            raise Malformed("a citation is malformed")
        if cite["entry"] >= at:
            raise Malformed(f"cites entry {cite['entry']}, which does not come before it")
        order.append((cite["entry"], cite["rel"]))
    if order != sorted(set(order)):
        raise Malformed("the citations are not sorted and unique")


def check_signature(act: dict[str, Any], sig: Any, at: int, record: Record) -> None:
    """Check that the signature is true and its key live, and keep the anchor it carries."""
    alg = sig.get("alg") if isinstance(sig, dict) else None
    if alg == "ed25519":
        fields(sig, "alg", "key", "sig")
    elif alg == "webauthn":
        fields(sig, "alg", "key", "auth", "client", "sig")
    else:
        raise Malformed("the signature is malformed")
    key = record.keys.get(sig["key"]) if isinstance(sig["key"], str) else None
    if key is None:
        raise Malformed("signed with a key that the record does not know")
    if key.revoked is not None:
        raise Malformed(f"signed with a key that was revoked at entry {key.revoked}")
    if key.of != (act["by"] if key.holder == "person" else act["org"]):
        raise Malformed("signed with the key of somebody else")
    if key.alg != alg:
        raise Malformed("the key and the signature are of different kinds")
    message = b"commonweal/act/v1\n" + canonical(act).encode()
    if alg == "ed25519":
        if not ed25519(key.public, message, from_base64(sig["sig"], 64)):
            raise Malformed("the signature is false")
    elif wrong := webauthn(key.public, key.rp or "", message, sig):
        raise Malformed(wrong)
    seen = fields(act["seen"], "size", "root")
    if not is_count(seen["size"]) or seen["size"] > at:
        raise Malformed("the anchor lies ahead of its own entry")
    record.anchors.append((at, seen["size"], from_base64(seen["root"], 32), message))
    record.signed += 1


def remember(act: dict[str, Any], signed: bool, at: int, record: Record, say: Say) -> None:
    """Keep what later checks need: keys, witnesses, texts, boxes."""
    body, kind = act["body"], act["kind"]
    if kind in TRUST_ACTS:
        if act["kv"] != 1:
            raise Malformed("this version of the act is unknown to this program, which cannot judge what follows it")
        TRUST_ACTS[kind](act, signed, at, record)
    for reference in references(body):
        if not is_id(reference["text"]) or not _is_hex(reference["digest"]):
            raise Malformed("a reference to a text is malformed")
        earlier = record.texts.setdefault(reference["text"], (at, reference["digest"]))
        if earlier[1] != reference["digest"]:
            say(f"gives another digest for the text of entry {earlier[0]}")
    if is_id(body.get("box")):
        if type(body.get("count")) is int and _is_hex(body.get("root")):
            box = record.boxes.get(body["box"])
            if box is None or box.closed is not None:
                raise Malformed("closes a box that is not open")
            box.closed, box.count, box.root = at, body["count"], body["root"]
        else:
            record.boxes.setdefault(body["box"], Box(opened=at))


def references(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with exactly the keys text and digest: words that are kept apart from the record."""
    if isinstance(value, dict):
        if len(value) == 2 and "text" in value and "digest" in value:
            yield value
        else:
            for item in value.values():
                yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def _found(act: dict[str, Any], _signed: bool, at: int, record: Record) -> None:
    record.log_keys.append((at, _log_key(act["body"].get("log_key"), record)))


def _log_key(text: Any, record: Record) -> VKey:
    key = read_vkey(text, LOG_KEY)
    if key.name != record.origin:
        raise Malformed("the host's key is for another record")
    return key


def _host_moved(act: dict[str, Any], signed: bool, at: int, record: Record) -> None:
    body = act["body"]
    record.log_keys.append((at, _log_key(body.get("log_key"), record)))
    record.moves.append((at, signed))
    root = from_base64(body.get("root"), 32)
    if not is_count(body.get("size")) or body["size"] > at:
        raise Malformed("the host moved from a tree that did not exist yet")
    record.anchors.append((at, body["size"], root, b""))


def _add_key(act: dict[str, Any], _signed: bool, at: int, record: Record) -> None:
    body = fields(act["body"], "key", "holder", "of", "alg", "public", "rp")
    if not is_id(body["key"]) or not is_id(body["of"]) or body["holder"] not in ("person", "organisation"):
        raise Malformed("the key is malformed")
    if body["key"] in record.keys:
        raise Malformed("the id of a key is used a second time")
    if body["alg"] == "ed25519" and body["rp"] is None:
        public = from_base64(body["public"], 32)
        if is_weak_ed25519(public):
            raise Malformed("the key is a weak key")
    elif body["alg"] == "webauthn" and isinstance(body["rp"], str) and body["rp"]:
        public = from_base64(body["public"], 65)
        if p256_point(public) is None:
            raise Malformed("the key is not a point of P-256")
    else:
        raise Malformed("the key is malformed")
    record.keys[body["key"]] = Key(body["holder"], body["of"], body["alg"], public, body["rp"], at)


def _revoke_key(act: dict[str, Any], _signed: bool, at: int, record: Record) -> None:
    name = act["body"].get("key")
    key = record.keys.get(name) if isinstance(name, str) else None
    if key is None:
        raise Malformed("revokes a key that the record does not know")
    key.revoked = at if key.revoked is None else key.revoked


def _name_witnesses(act: dict[str, Any], _signed: bool, at: int, record: Record) -> None:
    body = act["body"]
    if not isinstance(body.get("witnesses"), list):
        raise Malformed("the witnesses are malformed")
    keys = [read_vkey(text, WITNESS_KEY) for text in body["witnesses"]]
    if len({key.public for key in keys}) != len(keys) or len({key.name for key in keys}) != len(keys):
        raise Malformed("names one witness twice")
    if not is_count(body.get("threshold")) or body["threshold"] > len(keys):
        raise Malformed("the threshold of witnesses is malformed")
    record.witnesses, record.threshold, record.witnesses_at = keys, body["threshold"], at


def _erased(act: dict[str, Any], _signed: bool, at: int, record: Record) -> None:
    body = act["body"]
    for name in ("texts", "people"):
        if not isinstance(body.get(name), list) or not all(is_id(item) for item in body[name]):
            raise Malformed("the list of what was erased is malformed")
    for text in body["texts"]:
        record.erased.setdefault(text, (at, act["at"]))


TRUST_ACTS: dict[str, Callable[[dict[str, Any], bool, int, Record], None]] = {
    "founding.found": _found,
    "trust.host_moved": _host_moved,
    "trust.add_key": _add_key,
    "trust.revoke_key": _revoke_key,
    "trust.name_witnesses": _name_witnesses,
    "people.erased": _erased,
}


# ── Bundle: the whole file ───────────────────────────────────────────────────────────────────────────────────────────
@dataclass
class Report:
    """What was found."""

    differences: list[tuple[int | None, str | None, str]] = field(default_factory=list)  # entry, member, sentence
    count: int = 0
    proof: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    def say(self, sentence: str, *, entry: int | None = None, member: str | None = None) -> None:
        """Keep one difference; a hostile file could have a million."""
        self.count += 1
        if self.count <= 1000:
            self.differences.append((entry, member, sentence))

    def sorted(self) -> list[tuple[int | None, str | None, str]]:
        """Return the differences of entries first, in their order, then those of members."""
        return sorted(self.differences, key=lambda d: (d[0] is None, d[0] or 0))


class Bundle:
    """A bundle being checked."""

    def __init__(self, file: BinaryIO, witnesses: list[VKey] | None = None, threshold: int | None = None) -> None:
        self.zip = Zip(file)
        self.report = Report()
        self.trusted, self.wanted = witnesses or [], threshold
        self.cosigned_by: list[VKey] = []
        self.checkpoint: Checkpoint | None = None
        self.genuine = False  # the recomputed root carries the true signature of the host
        self.last_anchor: tuple[int, int] | None = None
        names = list(self.zip.members)
        if names[:4] != ["README.txt", "SPEC.md", "verify.py", "manifest.json"]:
            raise NotABundle("this zip file is no bundle")

    def check(self) -> Report:
        """Run all checks in order; later ones are left out where earlier failures take away their ground."""
        manifest = self.check_manifest()
        if manifest is None:
            return self.report
        self.record = Record(manifest["partnership"])
        if not self.check_members(manifest["size"]):
            return self.report
        self.whole = self.check_entries(manifest["size"]) and self.check_tiles()
        self.check_checkpoint(manifest)
        self.check_anchors()
        self.check_texts()
        self.check_boxes()
        self.check_keys()
        self.collect_facts()
        return self.report

    def check_manifest(self) -> dict[str, Any] | None:
        """Read the manifest and compare every member's size, CRC and digest."""
        self.digests = {name: self.zip.digest(name) for name in self.zip.members}
        for name, member in self.zip.members.items():
            if self.digests[name][1] != member.crc:
                self.report.say("its bytes were changed: the CRC of the zip differs", member=name)
        try:
            manifest: dict[str, Any] = decode(self.zip.read("manifest.json"))
            fields(manifest, "format", "partnership", "origin", "size", "root", "members")
            if manifest["format"] != FORMAT:
                raise NotABundle("this bundle is of another format")
            if not is_id(manifest["partnership"]) or manifest["origin"] != "commonweal/" + manifest["partnership"]:
                raise Malformed("the partnership is malformed")
            if not is_count(manifest["size"]) or not manifest["size"] or not _is_hex(manifest["root"]):
                raise Malformed("size or root is malformed")
            listed = self.manifest_members(manifest)
        except Malformed as error:
            self.report.say(str(error), member="manifest.json")
            return None
        actual = {
            name: (member.size, self.digests[name][0].hex())
            for name, member in self.zip.members.items()
            if name != "manifest.json"
        }
        for name in sorted(actual.keys() | listed.keys()):
            if actual.get(name) != listed.get(name):
                self.report.say("differs from what the manifest says of it", member=name)
        if actual.keys() == listed.keys() and list(actual) != list(listed):
            self.report.say("lists the members in another order than the file", member="manifest.json")
        return manifest

    @staticmethod
    def manifest_members(manifest: dict[str, Any]) -> dict[str, tuple[int, str]]:
        """Return the (size, digest) that the manifest gives for every member."""
        listed: dict[str, tuple[int, str]] = {}
        if not isinstance(manifest["members"], list):
            raise Malformed("the list of members is malformed")
        for item in manifest["members"]:
            fields(item, "name", "bytes", "sha256")
            if not isinstance(item["name"], str) or not is_count(item["bytes"]) or not _is_hex(item["sha256"]):
                raise Malformed("the list of members is malformed")
            listed[item["name"]] = (item["bytes"], item["sha256"])
        if len(listed) != len(manifest["members"]):
            raise Malformed("the list of members names one twice")
        return listed

    def check_members(self, size: int) -> bool:
        """Check that exactly the members are there that a record of this size has, in their order."""
        names = list(self.zip.members)
        if size > 256 * len(names):
            self.report.say(f"the manifest speaks of {size} entries; most are missing", entry=0)
            return False
        wanted = ["README.txt", "SPEC.md", "verify.py", "manifest.json", "checkpoint"]
        first_entry = {name: index * 256 for name, index, _width in tile_names("entries", size)}
        wanted += first_entry
        for level in range(8):
            for name, index, _width in tile_names(str(level), size >> 8 * level):
                wanted.append(name)
                first_entry[name] = index << 8 * (level + 1)
        boxes = sorted(name for name in names if re.match(r"boxes/[a-z2-7]{26}\.jsonl\Z", name))
        wanted += ["texts.jsonl", *boxes, "keys.json"]
        for name in wanted:
            if name not in self.zip.members:
                self.report.say("is missing from the bundle", entry=first_entry.get(name), member=name)
        for name in sorted(set(names) - set(wanted)):
            self.report.say("does not belong into a bundle of this size", member=name)
        if sorted(names) == sorted(wanted) and names != wanted:
            raise NotABundle("the members of the bundle are not in canonical order")
        return names == wanted

    def check_entries(self, size: int) -> bool:
        """Read every entry in order, check it, and grow the tree; tell whether all could be told apart."""
        for name, index, width in tile_names("entries", size):
            try:
                data = self.zip.read(name, 256 * (MAX_ENTRY + 2))
            except Malformed as error:
                self.report.say(str(error), entry=index * 256, member=name)
                return False
            position = 0
            for at in range(index * 256, index * 256 + width):
                length = int.from_bytes(data[position : position + 2], "big")
                raw = data[position + 2 : position + 2 + length]
                position += 2 + length
                if position > len(data):
                    self.report.say("is cut off", entry=at, member=name)
                    return False
                check_entry(raw, at, self.record, partial(self.report.say, entry=at))
                self.record.tree.append(leaf_hash(raw))
            if position != len(data):
                self.report.say("is followed by bytes that belong to no entry", entry=at, member=name)
                return False
        return True

    def check_tiles(self) -> bool:
        """Compare every stored digest of the tree with the one recomputed from the entries."""
        tree = self.record.tree
        for level in range(8):
            same = True
            for name, index, width in tile_names(str(level), tree.size >> 8 * level):
                ours = bytes(tree.heights[8 * level][8192 * index : 8192 * index + 32 * width])
                theirs = self.zip.read(name)
                for k in range(width):
                    if ours[32 * k : 32 * k + 32] != theirs[32 * k : 32 * k + 32]:
                        first = (index * 256 + k) << 8 * level
                        self.report.say("is not the entry whose digest stands in the tile", entry=first, member=name)
                        same = False
                if len(theirs) != len(ours):
                    self.report.say("has another length than it should", entry=index << 8 * (level + 1), member=name)
                    same = False
            if not same:
                return False
        return True

    def check_checkpoint(self, manifest: dict[str, Any]) -> None:
        """Check what the host and the witnesses signed against the recomputed tree."""
        record, say = self.record, self.report.say
        root = record.tree.root(record.tree.size)
        if self.whole and manifest["root"] != root.hex():
            say("its root is not the root of the entries", member="manifest.json")
        try:
            checkpoint = read_checkpoint(self.zip.read("checkpoint", MAX_NOTE))
            if (checkpoint.origin, checkpoint.size) != (record.origin, manifest["size"]):
                raise Malformed("speaks of another record or another size")
            self.checkpoint = checkpoint
            key = record.log_key_at(checkpoint.size)
            if key is None or not signed_by(checkpoint.note, [key]):
                raise Malformed("is not signed with the host's key in force")
            if self.whole and checkpoint.root != root:
                raise Malformed("its root is not the root of the entries")
            known = {(key.name, key.key_id) for key in [key, *record.witnesses, *self.trusted]}
            if any((name, key_id) not in known for name, key_id, _rest in checkpoint.note.signatures):
                raise Malformed("carries a signature by a key that the record does not name")
            self.genuine = self.whole
            self.cosigned_by = signed_by(checkpoint.note, record.witnesses)
            if self.trusted:
                self.cosigned_by = signed_by(checkpoint.note, self.trusted)
        except Malformed as error:
            self.genuine = False
            say(str(error), member="checkpoint")
        if self.wanted is not None and len(self.cosigned_by) < self.wanted:
            say(
                f"carries {len(self.cosigned_by)} of the {self.wanted} cosignatures asked for",
                entry=None if self.trusted else record.witnesses_at,
                member="checkpoint",
            )

    def check_anchors(self) -> None:
        """Compare the history that each signed act saw with the history in this file."""
        if not self.whole:
            return
        same = 0
        for at, size, root, message in self.record.anchors:
            ours = self.record.tree.root(size)
            if ours == root:
                if size > same and message:
                    same, self.last_anchor = size, (at, size)
                continue
            between = f"so something between entry {same} and entry {size - 1} was changed"
            self.report.say(f"was signed over another history of {size} entries, {between}", entry=at)
            if self.genuine and self.checkpoint:
                act = message.decode() or "a change of host"
                self.report.proof = (
                    f"The host signed a record that contains this act, entry {at}:\n\n{act}\n\n"
                    f"The act says that the first {size} entries had the root\n  {_b64(root)}\n"
                    f"but in the signed record they have the root\n  {_b64(ours)}\n\n"
                    f"The signed record:\n\n{self.checkpoint.note.raw.decode()}"
                )
            return

    def check_texts(self) -> None:
        """Check the kept words against their salted digests, and that whatever is gone was erased or is withheld."""
        record, say, previous = self.record, self.report.say, ""
        seen: set[str] = set()
        number = 0
        try:
            for number, line in enumerate(self.zip.lines("texts.jsonl"), 1):
                try:
                    text = decode(line)
                    gone = [name for name in ("erased_at", "withheld") if name in text][:1]
                    fields(text, "digest", "id", *(gone or ("lang", "salt", "text")))
                    if not is_id(text["id"]) or text["id"] not in record.texts:
                        raise Malformed(f"line {number} belongs to no entry")
                    if text["id"] <= previous:
                        raise Malformed(f"line {number} is not in order")
                    previous = text["id"]
                except Malformed as error:
                    say(f"line {number}: {error}", member="texts.jsonl")
                    continue
                seen.add(previous)
                at, digest = record.texts[previous]
                if wrong := self.text_wrong(text, digest, record.erased.get(previous)):
                    say(wrong, entry=at, member="texts.jsonl")
                elif "withheld" in text:
                    record.withheld.append(previous)
        except Malformed as error:
            say(f"line {number + 1}: {error}", member="texts.jsonl")
        for name, (at, _digest) in record.texts.items():
            if name not in seen:
                say(f"its text {name} is neither kept, withheld nor erased", entry=at, member="texts.jsonl")

    @staticmethod
    def text_wrong(text: dict[str, Any], digest: str, erased: tuple[int, str] | None) -> str | None:
        """Return what is wrong with one line of texts.jsonl, or nothing."""
        if text["digest"] != digest:
            return "its text has another digest than the entry says"
        if "erased_at" in text:
            if erased is None:
                return "its text is gone, but no act erased it"
            return None if text["erased_at"] == erased[1] else "its text was erased at another time"
        if erased is not None:
            found = "withheld" if "withheld" in text else "still here"
            return f"its text is {found}, though entry {erased[0]} erased it"
        if "withheld" in text:
            return None if text["withheld"] is True else "its text is malformed"
        try:
            if not isinstance(text["lang"], str) or not isinstance(text["text"], str):
                raise Malformed("malformed")
            message = canonical({"lang": text["lang"], "text": text["text"]}).encode()
            ours = hmac.new(from_base64(text["salt"], 32), message, hashlib.sha256).hexdigest()
        except Malformed:
            return "its text is malformed"
        return None if ours == digest else "its text was changed"

    def check_boxes(self) -> None:
        """Count the lines of every closed box and compare their root with the closing act."""
        for name in self.zip.members:
            if name.startswith("boxes/") and self.record.boxes.get(name[6:-6], Box(0)).closed is None:
                self.report.say("belongs to no closed box", member=name)
        for name, box in self.record.boxes.items():
            if box.closed is None:
                continue
            member, lines, previous = f"boxes/{name}.jsonl", Tree(), b""
            try:
                for line in self.zip.lines(member):
                    decode(line)
                    if line < previous:
                        raise Malformed("a line of its box is not in order")
                    lines.append(leaf_hash(line))
                    previous = line
                if lines.size != box.count:
                    raise Malformed(f"its box holds {lines.size} lines, not {box.count}")
                if lines.root(lines.size).hex() != box.root:
                    raise Malformed("a line of its box was changed")
            except Malformed as error:
                self.report.say(str(error), entry=box.closed, member=member)

    def check_keys(self) -> None:
        """Check that keys.json says what the record says."""
        record = self.record
        said = {
            "log": [key.text for _entry, key in record.log_keys],
            "threshold": record.threshold,
            "witnesses": [key.text for key in record.witnesses],
        }
        try:
            if decode(self.zip.read("keys.json")) != said:
                raise Malformed("is not what the record says of the keys of host and witnesses")
        except Malformed as error:
            self.report.say(str(error), entry=record.witnesses_at, member="keys.json")

    def collect_facts(self) -> None:
        """Say in figures what this bundle is and how far it can be trusted."""
        record, anchor = self.record, self.last_anchor
        self.report.facts = {
            "partnership": record.partnership,
            "origin": record.origin,
            "size": record.tree.size,
            "root": record.tree.root(record.tree.size).hex(),
            "signed": record.signed,
            "anchored": anchor[1] if anchor else 0,
            "anchor": anchor[0] if anchor else None,
            "witnesses": [key.name for key in self.trusted or record.witnesses],
            "cosigned_by": [key.name for key in self.cosigned_by],
            "threshold": record.threshold if self.wanted is None else self.wanted,
            "host_moves": [{"entry": at, "signed": signed} for at, signed in record.moves],
            "texts": len(record.texts),
            "erased": {name: record.erased[name][1] for name in sorted(record.texts) if name in record.erased},
            "withheld": record.withheld,
            "boxes_closed": sum(box.closed is not None for box in record.boxes.values()),
            "boxes_open": sum(box.closed is None for box in record.boxes.values()),
        }
        facts = self.report.facts
        facts["sealed"] = 0 < facts["threshold"] <= len(self.cosigned_by)


def compare_with_kept(bundle: Bundle, path: Path) -> None:
    """Check that a bundle extends the checkpoint, or the bundle, that somebody kept from earlier."""
    report, say = bundle.report, bundle.report.say
    with path.open("rb") as file:
        if file.read(4) == _LOCAL:
            kept_bundle: Bundle | None = Bundle(file)
            if kept_bundle is None or kept_bundle.check().differences or not kept_bundle.checkpoint:
                return say("the kept bundle is itself not whole")
            kept = kept_bundle.checkpoint
        else:
            file.seek(0)
            kept_bundle = None
            try:
                kept = read_checkpoint(file.read(MAX_SMALL))
            except Malformed as error:
                raise NotABundle(f"the kept checkpoint: {error}") from error
    if not bundle.whole:
        return None
    record, ours = bundle.record, bundle.record.tree
    report.facts["kept"] = kept.size
    if kept.origin != record.origin:
        return say("the kept checkpoint is of another record")
    common = min(kept.size, ours.size)
    try:
        key = record.log_key_at(common)
        if kept_bundle is None and (key is None or not signed_by(kept.note, [key])):
            raise Malformed("it is not signed with the host's key")
    except Malformed as error:
        return say(f"the kept checkpoint cannot be compared: {error}")
    if kept.size > ours.size and kept_bundle is None:
        return say(f"is missing here: the kept checkpoint covers {kept.size} entries", entry=ours.size)
    theirs = kept_bundle.record.tree.root(common) if kept_bundle else kept.root
    if theirs == ours.root(common):
        if kept.size > ours.size:
            say(f"is missing here: the kept bundle holds {kept.size} entries", entry=ours.size)
        return None
    entry = None
    if kept_bundle:
        other = kept_bundle.record.tree
        entry = next(at for at in range(common) if other.digest(0, at) != ours.digest(0, at))
    say(f"of the first {common} entries, the kept history has other ones", entry=entry)
    if bundle.genuine and bundle.checkpoint:
        report.proof = (
            f"The host signed two histories of {record.origin}.\n\nThe one that was kept:\n\n{kept.note.raw.decode()}\n"
            f"The one in this file:\n\n{bundle.checkpoint.note.raw.decode()}\n"
            f"The first {common} entries have, in the kept history, the root\n  {_b64(theirs)}\n"
            f"and in this file the root\n  {_b64(ours.root(common))}\n"
        )
    return None


# ── Proof: one entry on its own (C2SP tlog-proof) ────────────────────────────────────────────────────────────────────
PROOF_LINE = b"c2sp.org/tlog-proof@v1\n"


def check_proof(data: bytes, log: VKey, entry: bytes | None, witnesses: list[VKey], wanted: int | None) -> Report:
    """Check that an entry is in the tree of a signed checkpoint; the entry may ride in the extra line."""
    report = Report()
    try:
        head, blank, note = data.partition(b"\n\n")
        lines = head.decode("ascii", "replace").split("\n")[1:]
        extra = from_base64(lines.pop(0)[6:]) if lines and lines[0].startswith("extra ") else None
        entry = extra if entry is None else entry
        if not blank or not lines or not lines[0].startswith("index ") or not DECIMAL.match(lines[0][6:]):
            raise NotABundle("the proof is malformed")
        if entry is None:
            raise NotABundle("the proof does not carry the entry itself: give it with --entry")
        index = int(lines[0][6:])
        hashes = [from_base64(line, 32) for line in lines[1:]]
        checkpoint = read_checkpoint(note)
    except Malformed as error:
        raise NotABundle(f"the proof is malformed: {error}") from error
    try:
        cosigned = signed_by(checkpoint.note, witnesses)
        if checkpoint.origin != log.name or not signed_by(checkpoint.note, [log]):
            raise Malformed("the checkpoint is not signed with the key you gave")
        if root_from_inclusion(leaf_hash(entry), index, checkpoint.size, hashes) != checkpoint.root:
            raise Malformed("this entry is not at that place in the signed tree")
        if len(cosigned) < (wanted or 0):
            raise Malformed(f"the checkpoint carries {len(cosigned)} of the {wanted} cosignatures asked for")
        report.facts = {
            "origin": checkpoint.origin,
            "entry": index,
            "size": checkpoint.size,
            "root": checkpoint.root.hex(),
            "cosigned_by": [key.name for key in cosigned],
        }
    except Malformed as error:
        report.say(str(error), entry=index)
    return report


# ── Printing ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def clean(text: str) -> str:
    """Make text from the file safe for a terminal."""
    return "".join(c if c == "\n" or c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def summary(facts: dict[str, Any]) -> str:
    """Say what was checked and how far the promise reaches."""
    if "partnership" not in facts:
        by = ", ".join(facts["cosigned_by"]) or "no witness that you named"
        return (
            f"Entry {facts['entry']} of {facts['origin']} is in the signed tree of {facts['size']} entries.\n"
            f"The checkpoint is cosigned by {by}."
        )
    size, anchored = facts["size"], facts["anchored"]
    lines = [
        f"Whole: {facts['origin']}, {size} entries, root {facts['root']}.",
        f"{facts['signed']} acts are signed, each with a key that was live at its entry.",
        f"{facts['texts']} texts, {len(facts['erased'])} of them erased.",
        f"Boxes closed and recounted: {facts['boxes_closed']}. Still open, not in this file: {facts['boxes_open']}.",
    ]
    lines += [f"  Text {name}: erased on {when[:10]}." for name, when in facts["erased"].items()]
    if facts["withheld"]:
        many = f"{len(facts['withheld'])} texts are" if len(facts["withheld"]) > 1 else "One text is"
        lines.append(f"{many} withheld from this copy.")
    lines += [f"  Text {name}: withheld." for name in facts["withheld"]]
    for move in facts["host_moves"]:
        how = "an act that a partner signed" if move["signed"] else "an act that NO partner signed"
        lines.append(f"The host changed at entry {move['entry']}, by {how}.")
    k, n = len(facts["cosigned_by"]), len(facts["witnesses"])
    seal = f"by {k} of {n} witnesses, {facts['threshold']} needed"
    lines.append(f"Sealed {seal}." if facts["sealed"] else f"Not sealed: cosigned {seal}." if n else "No witnesses.")
    if "kept" in facts:
        lines.append(f"It extends the kept checkpoint of {facts['kept']} entries.")
    reach = max(anchored, facts.get("kept", 0), size if facts["sealed"] else 0)
    lines.append("")
    if reach:
        lines.append(f"How far this reaches: entries 0 to {reach - 1} cannot have been changed by the host alone")
        reasons = []
        if facts["sealed"]:
            reasons.append(f"{k} witnesses cosigned all {size}")
        if anchored:
            reasons.append(f"the signed act at entry {facts['anchor']} pins the first {anchored}")
        if facts.get("kept"):
            reasons.append(f"your kept checkpoint pins the first {facts['kept']}")
        lines.append("  (" + "; ".join(reasons) + ").")
    if reach < size:
        lines.append(f"Not covered: entries {reach} to {size - 1} rest on the host's word alone.")
    lines.append(
        "Not covered: that the keys of partners and witnesses are really theirs (ask them); acts that the host "
        "never took in;\n  README.txt, SPEC.md and verify.py of this file, which anybody can replace: take the "
        "verifier from a source you trust."
    )
    return "\n".join(lines)


def show(report: Report, as_json: bool) -> int:
    """Print the report and return the exit status."""
    found = report.sorted()
    if as_json:
        shown = [{"entry": e, "member": m, "message": s} for e, m, s in found[:SHOWN]]
        outcome = {"ok": not found, "differences": shown, "count": report.count, "misbehaviour": report.proof}
        print(json.dumps(outcome | report.facts, indent=1))
        return 1 if found else 0
    if not found:
        print(clean(summary(report.facts)))
        return 0
    if report.proof:
        print("PROOF OF MISBEHAVIOUR\n")
        print(clean(report.proof))
    many = f"{report.count} differences" if report.count > 1 else "one difference"
    print(f"This does not hold: {many}.")
    for entry, member, sentence in found[:SHOWN]:
        where = [f"entry {entry}"] if entry is not None else []
        where += [member] if member else []
        print(clean(f"  {', '.join(where) or 'bundle'}: {sentence}"))
    if report.count > SHOWN:
        print(f"  … and {report.count - SHOWN} more.")
    return 1


def run(options: argparse.Namespace) -> int:
    """Check the file that was named."""
    try:
        witnesses = [read_vkey(text, WITNESS_KEY) for text in options.witness]
        log = read_vkey(options.log, LOG_KEY) if options.log else None
    except Malformed as error:
        raise NotABundle(f"a key on the command line: {error}") from error
    if len({key.public for key in witnesses}) != len(witnesses):
        raise NotABundle("the command line names one witness twice")
    with options.file.open("rb") as file:
        start = file.read(len(PROOF_LINE))
        if start == PROOF_LINE:
            if log is None:
                raise NotABundle("a proof needs the host's key: give it with --log (keys.json of a bundle has it)")
            entry = options.entry.read_bytes() if options.entry else None
            data = start + file.read(MAX_SMALL)
            return show(check_proof(data, log, entry, witnesses, options.threshold), options.json)
        if not start.startswith(_LOCAL):
            raise NotABundle("this file is neither a bundle nor a proof")
        bundle = Bundle(file, witnesses, options.threshold)
        report = bundle.check()
        if options.checkpoint and report.facts:
            compare_with_kept(bundle, options.checkpoint)
        return show(report, options.json)


def main(arguments: list[str] | None = None) -> int:
    """Read the command line, check, print; never end in a traceback."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Check a Commonweal bundle or proof, offline.")
    parser.add_argument("file", type=Path, help="a .commonweal bundle or a .tlog-proof")
    parser.add_argument("--checkpoint", type=Path, help="a checkpoint or a bundle that you kept from earlier")
    parser.add_argument("--witness", action="append", default=[], metavar="VKEY", help="a witness that you trust")
    parser.add_argument("--threshold", type=int, help="how many cosignatures you ask for")
    parser.add_argument("--log", metavar="VKEY", help="the host's key, for a proof")
    parser.add_argument("--entry", type=Path, help="the bytes of the entry, for a proof that does not carry it")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    try:
        return run(parser.parse_args(arguments))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read the answer has gone
    except (NotABundle, OSError) as error:
        print(clean(f"Cannot check this file: {error}."), file=sys.stderr)
    except (ArithmeticError, LookupError, ValueError, TypeError, RecursionError, MemoryError, struct.error) as error:
        # A bug of this program; it must never look like a pass, nor end in a traceback.
        print(clean(f"Cannot check this file: unexpected {type(error).__name__}."), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
