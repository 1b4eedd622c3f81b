"""A file that comes in, looked through as an archive before anything is read: no macros, no bombs, no way out."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_PARTS: Final = 400
MOST_UNPACKED: Final = 40 * 1024 * 1024
MOST_RATIO: Final = 200
MAIN: Final = "word/document.xml"
_END: Final = b"PK\x05\x06"
_CHUNK: Final = 256 * 1024


class FileRefused(ValueError):
    """The file is not opened; the sentence says what to do."""


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document that are read: its text, and whether it has comments.

    :raises FileRefused: where it is not plainly a document of words
    """
    if len(data) > MOST_BYTES:
        raise FileRefused(_("This file is larger than 5 MB. Take pictures out of it and choose it again."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(
            _("This is a document of the old kind, or one with a password. Save it as .docx and choose it again.")
        )
    if not data.startswith(b"PK\x03\x04") or data[-22:-18] != _END:
        raise FileRefused(_("This is no Word document. Choose the .docx that you downloaded here, or its JSON."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_parts(parts)
            return _unpacked(archive, parts)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError) as error:
        raise FileRefused(_("This document is broken. Save it again as .docx.")) from error


def _refuse_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "mimetype" in names:
        raise FileRefused(_("This is an OpenDocument file. Save it as .docx and choose it again."))
    if "[Content_Types].xml" not in names or MAIN not in names:
        raise FileRefused(_("This archive is no Word document. Choose a file saved as .docx."))
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise FileRefused(_("This document has too many parts. Save it again as .docx."))
    for part in parts:
        _refuse_part(part)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(_too_large())


def _refuse_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    strange = name.startswith(("/", "\\")) or "\\" in name or "\0" in part.orig_filename or ".." in name.split("/")
    if strange or ":" in name or stat.S_ISLNK(part.external_attr >> 16):
        raise FileRefused(_("This document has a part that leads out of it. It is not opened."))
    if part.flag_bits & 0x1:
        raise FileRefused(_("This document is locked with a password. Save it without one and choose it again."))
    lower = name.lower()
    if "vbaproject" in lower or "vbadata" in lower or lower.startswith(("word/activex/", "word/embeddings/")):
        raise FileRefused(_("This document contains macros or other programs. Save it as .docx, without them."))
    if part.file_size > 1_000_000 and part.file_size > MOST_RATIO * max(1, part.compress_size):
        raise FileRefused(_too_large())


def _unpacked(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack everything once, because an archive may lie about its sizes, and keep what is read."""
    left, kept = MOST_UNPACKED, {}
    for part in parts:
        pieces = []
        with archive.open(part) as opened:
            while piece := opened.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    raise FileRefused(_too_large())
                pieces.append(piece)
        data = b"".join(pieces)
        if part.filename.endswith((".xml", ".rels")):
            _refuse_declarations(data)
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in data:
            raise FileRefused(_("This document contains macros or other programs. Save it as .docx, without them."))
        if part.filename in (MAIN, "word/comments.xml"):
            kept[part.filename] = data
    return kept


def _refuse_declarations(data: bytes) -> None:
    """Refuse what Word never writes: entities to be expanded, and encodings in which they could hide."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused(_("This document was not written by a word processor. It is not opened."))
    declared = data[:200].partition(b"?>")[0].lower()
    if b"encoding" in declared and b"utf-8" not in declared and b"us-ascii" not in declared:
        raise FileRefused(_("This document was not written by a word processor. It is not opened."))


def _too_large() -> str:
    return _("Unpacked, this document is too large for a charter. Take pictures out of it and choose it again.")
