"""What was erased here stays erased, also when an older database is put back: ids alone, in a file beside it.

The file only grows. Each line names an id, its partnership (a hyphen for an account) and the day. Nothing else stands
in it, so it can be copied with the backups; it must never be overwritten with an older one.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from commonweal.kit.dates import format_instant, parse_instant
from commonweal.kit.ids import is_id
from commonweal.people.models import Erased

_BATCH: Final = 500
_ACCOUNT: Final = "-"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An id that was erased: of a text or a pseudonym of a partnership, or of an account where that is empty."""

    id: str
    partnership: str
    at: datetime


def remember(ids: Iterable[str], *, partnership: str, at: datetime) -> None:
    """Remember for good that these were erased: in the database at once, in the file once it is committed."""
    wanted = list(ids)
    known: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        known.update(Erased.objects.filter(id__in=batch).values_list("id", flat=True))
    new = [Tombstone(id, partnership, at) for id in wanted if id not in known]
    rows = [Erased(id=one.id, partnership=one.partnership, at=one.at) for one in new]
    Erased.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)
    if new:
        transaction.on_commit(lambda: write(new))


def are_known(ids: Iterable[str], *, partnership: str) -> bool:
    """Tell whether all of these were erased on this host."""
    wanted = set(ids)
    return Erased.objects.filter(id__in=wanted, partnership=partnership).count() == len(wanted)


def know(tombstones: Iterable[Tombstone]) -> None:
    """Let the database know what the file says."""
    rows = [Erased(id=one.id, partnership=one.partnership, at=one.at) for one in tombstones]
    Erased.objects.bulk_create(rows, ignore_conflicts=True, batch_size=_BATCH)


def write(tombstones: Iterable[Tombstone]) -> None:
    """Append to the file and wait until the disk has it."""
    path = _file()
    if path is None:
        return
    lines = "".join(f"{t.id} {t.partnership or _ACCOUNT} {format_instant(t.at)}\n" for t in tombstones)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"  # a power cut in the middle of a line
        os.write(handle, (("\n" if torn else "") + lines).encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def kept() -> list[Tombstone]:
    """Return what the file says; a line that a power cut tore says nothing."""
    path = _file()
    if path is None or not path.exists():
        return []
    return [found for line in path.read_text(encoding="ascii").splitlines() if (found := _read(line))]


def not_known_here() -> list[Tombstone]:
    """Return what the file says and the database does not: it is older than the file. And give the file what it lacks.

    Both can happen: a database was put back, or the house stopped between a commit and the file.
    """
    stands = {one.id: one for one in kept()}
    known: set[str] = set()
    lacking: list[Tombstone] = []
    for id, partnership, at in Erased.objects.values_list("id", "partnership", "at").iterator():
        known.add(id)
        if id not in stands:
            lacking.append(Tombstone(id, partnership, at))
    if lacking:
        write(lacking)
    return [one for id, one in stands.items() if id not in known]


def _read(line: str) -> Tombstone | None:
    parts = line.split(" ")
    if len(parts) != 3 or not is_id(parts[0]) or not (parts[1] == _ACCOUNT or is_id(parts[1])):
        return None
    try:
        at = parse_instant(parts[2])
    except ValueError:
        return None
    return Tombstone(parts[0], "" if parts[1] == _ACCOUNT else parts[1], at)


def _file() -> Path | None:
    found: Path | None = settings.ERASED_FILE
    return found
