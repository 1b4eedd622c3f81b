"""Write and read bundles: a zip in which every byte has one right value.

``docs/SPEC.md``, section "Bundle". The reader rebuilds the zip's directory from what it finds and
compares it with the file, so a reader never meets a second spelling, an extra field, a hidden member
or bytes between members. Nothing is compressed, hence nothing unpacks to more than it is.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, Final

from commonweal.kit.canonical import canonical_encode

FORMAT: Final = "commonweal-bundle/1"
LEADING: Final = ("README.txt", "SPEC.md", "verify.py")
MANIFEST: Final = "manifest.json"
MAX_MEMBERS: Final = 65_534  # one less than the count that would ask for zip64
MAX_BYTES: Final = 2**32 - 1  # likewise
MAX_SMALL: Final = 16 << 20  # manifest, checkpoint, keys and the files for people
MAX_LINE: Final = 1 << 20  # one line of texts.jsonl or of a box
MAX_NAME: Final = 200
_CHUNK: Final = 1 << 20

_LOCAL: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
_DATE_1980: Final = 0x0021
_FIELDS: Final = struct.Struct("<HHHHHIIIH")  # from "version needed" to the length of the name
_MADE_BY: Final = struct.pack("<H", 0x0314)  # Unix, zip 2.0
_MODE: Final = 0o100644 << 16
_NAME_BYTES: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-")


class BundleError(ValueError):
    """A file that is no bundle."""


class MemberError(ValueError):
    """A member that is missing, too large or malformed."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the bundle and where its bytes are."""

    name: str
    size: int
    crc: int
    offset: int


# ── Writing ───────────────────────────────────────────────────────────────────────────────────────


def write_zip(out: BinaryIO, members: Iterable[tuple[str, int, int, Iterable[bytes]]]) -> None:
    """Write a zip in its one form.

    :param members: (name, bytes, CRC-32, content) in order
    :raises BundleError: if it would need zip64
    """
    directory = bytearray()
    position = count = 0
    for name, size, crc, content in members:
        raw = name.encode("ascii")
        head = _FIELDS.pack(20, 0, 0, 0, _DATE_1980, crc, size, size, len(raw))
        out.write(_LOCAL + head + b"\0\0" + raw)
        for chunk in content:
            out.write(chunk)
        directory += _directory_entry(head, position, raw)
        position += 30 + len(raw) + size
        count += 1
        if position > MAX_BYTES or count > MAX_MEMBERS:
            raise BundleError("This record is too large for one bundle of 4 GiB.")
    out.write(directory + _directory_end(count, len(directory), position))


def _directory_entry(head: bytes, position: int, name: bytes) -> bytes:
    return _CENTRAL + _MADE_BY + head + struct.pack("<HHHHII", 0, 0, 0, 0, _MODE, position) + name


def _directory_end(count: int, size: int, position: int) -> bytes:
    return _END + struct.pack("<HHHHIIH", 0, 0, count, count, size, position, 0)


def write_bundle(
    out: BinaryIO,
    *,
    partnership: str,
    size: int,
    root: str,
    leading: Mapping[str, bytes],
    members: Iterable[tuple[str, Iterable[bytes]]],
) -> None:
    """Write a bundle, reading every member once.

    The manifest stands before the members that it describes, so these wait in a temporary file.

    :param root: root of the tree, hex
    :param leading: the three files for people, by name
    :param members: (name, content) from ``checkpoint`` on, in canonical order
    :raises BundleError: if the record is too large for one bundle
    """
    listed = [_describe(name, [leading[name]]) for name in LEADING]
    with tempfile.TemporaryFile() as spool:
        waiting = [_spool(name, content, spool) for name, content in members]
        manifest = canonical_encode(
            {
                "format": FORMAT,
                "members": [{"bytes": n, "name": name, "sha256": h} for name, n, _crc, h in [*listed, *waiting]],
                "origin": f"commonweal/{partnership}",
                "partnership": partnership,
                "root": root,
                "size": size,
            }
        )
        spool.seek(0)
        write_zip(out, _in_order(listed, leading, manifest, waiting, spool))


Description = tuple[str, int, int, str]


def _describe(name: str, content: Iterable[bytes]) -> Description:
    digest, crc, size = sha256(), 0, 0
    for chunk in content:
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
    return name, size, crc, digest.hexdigest()


def _spool(name: str, content: Iterable[bytes], spool: BinaryIO) -> Description:
    def kept() -> Iterator[bytes]:
        for chunk in content:
            spool.write(chunk)
            yield chunk

    return _describe(name, kept())


def _in_order(
    listed: Sequence[Description],
    leading: Mapping[str, bytes],
    manifest: bytes,
    waiting: Sequence[Description],
    spool: BinaryIO,
) -> Iterator[tuple[str, int, int, Iterable[bytes]]]:
    for name, size, crc, _digest in listed:
        yield name, size, crc, [leading[name]]
    yield MANIFEST, len(manifest), zlib.crc32(manifest), [manifest]
    for name, size, crc, _digest in waiting:
        yield name, size, crc, _chunks(spool, size)


def _chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size:
        chunk = file.read(min(size, _CHUNK))
        if not chunk:
            raise BundleError("The file is cut short.")
        size -= len(chunk)
        yield chunk


# ── Reading ───────────────────────────────────────────────────────────────────────────────────────


class BundleReader:
    """The members of a bundle, read where they lie; the file must be seekable.

    :raises BundleError: if the file is not byte for byte what the canonical writer makes of its members
    """

    def __init__(self, file: BinaryIO) -> None:
        """Find the members and check the zip's structure; the content of members is not read yet."""
        self._file = file
        self._end = file.seek(0, 2)
        if self._end > MAX_BYTES + (MAX_MEMBERS + 1) * (46 + MAX_NAME):
            raise BundleError("This file is larger than a bundle can be.")
        file.seek(0)
        self.members: dict[str, Member] = {}
        directory = bytearray()
        position = 0
        while (head := file.read(30))[:4] == _LOCAL:
            position = self._take(head, position, directory)
        directory += _directory_end(len(self.members), len(directory), position)
        file.seek(position)
        if not self.members or self._end - position != len(directory) or file.read(len(directory)) != directory:
            raise BundleError("This file is not a zip in the canonical form of a bundle.")
        if tuple(self.members)[:4] != (*LEADING, MANIFEST):
            raise BundleError("This zip file is no bundle.")

    def _take(self, head: bytes, position: int, directory: bytearray) -> int:
        """Take the member whose header is `head` and return where the next one begins."""
        if len(head) != 30 or head[28:] != b"\0\0":
            raise BundleError("This file is not a zip in the canonical form of a bundle.")
        numbers: tuple[int, ...] = _FIELDS.unpack(head[4:28])
        needed, flags, method, time, date, crc, packed, size, name_size = numbers
        raw = self._file.read(name_size) if 0 < name_size <= MAX_NAME else b""
        offset = position + 30 + name_size
        if (
            (needed, flags, method, time, date, packed) != (20, 0, 0, 0, _DATE_1980, size)
            or not raw
            or not _NAME_BYTES.issuperset(raw)
            or offset + size > self._end
            or len(self.members) == MAX_MEMBERS
        ):
            raise BundleError("This file is not a zip in the canonical form of a bundle.")
        name = raw.decode("ascii")
        if name in self.members:
            raise BundleError("This zip file holds one name twice.")
        self.members[name] = Member(name, size, crc, offset)
        directory += _directory_entry(head[4:28], position, raw)
        self._file.seek(offset + size)
        return offset + size

    def read(self, name: str, *, limit: int = MAX_SMALL) -> bytes:
        """Return a member's bytes.

        :raises MemberError: if it is missing or larger than `limit`
        """
        member = self._member(name)
        if member.size > limit:
            raise MemberError("is larger than the specification allows")
        self._file.seek(member.offset)
        return self._file.read(member.size)

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield a member's lines without their LF.

        :raises MemberError: if it is missing, a line is too long, or the last one does not end
        """
        member = self._member(name)
        position, end = member.offset, member.offset + member.size
        while position < end:
            self._file.seek(position)
            line = self._file.readline(min(MAX_LINE, end - position))
            if not line.endswith(b"\n"):
                raise MemberError("has a line that is too long or does not end")
            position += len(line)
            yield line[:-1]

    def digest(self, name: str) -> tuple[str, int]:
        """Return the SHA-256 (hex) and the CRC-32 of a member's bytes."""
        member = self._member(name)
        self._file.seek(member.offset)
        _name, _size, crc, digest = _describe(name, _chunks(self._file, member.size))
        return digest, crc

    def _member(self, name: str) -> Member:
        try:
            return self.members[name]
        except KeyError:
            raise MemberError("is missing from the bundle") from None
