"""Holding a record, so that it stays as it is until the transaction ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection

from commonweal.record import driver
from commonweal.record.models import Head

_LOCK = {
    "postgresql": "SELECT size, ''::bytea FROM record_head WHERE partnership = %s FOR UPDATE",
    "sqlite": "SELECT size, edge FROM record_head WHERE partnership = %s",
}


class NotLockedError(RuntimeError):
    """Something was to be appended without holding the record first."""


@dataclass
class Held:
    """A record that nobody else can extend until the transaction ends.

    :param edge: the right edge of its tree, packed; only where entries are hashed here and not in the database
    """

    partnership: str
    size: int
    edge: bytes = b""


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def locked(partnership: str) -> Iterator[Held]:
    """Hold the record of `partnership`, opening it where it is new, so that its size stays what it is.

    On PostgreSQL the head row is locked; on SQLite the IMMEDIATE transaction has locked everything.

    :raises NotLockedError: outside a transaction
    """
    if not connection.in_atomic_block:
        raise NotLockedError("A record is held within a transaction.")
    held = _lock_head(partnership)
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


def _lock_head(partnership: str) -> Held:
    query = _LOCK[connection.vendor]
    found = driver.row(query, [partnership])
    if found is None:
        # Another founder may be doing the same at this moment: the second one waits here.
        Head.objects.bulk_create([Head(partnership=partnership)], ignore_conflicts=True)
        found = driver.row(query, [partnership]) or (0, b"")
    size, edge = found
    return Held(partnership, size, bytes(edge))


def held(partnership: str) -> Held:
    """Return the record that is held here.

    :raises NotLockedError: if it is another one, or none
    """
    now = _held.get()
    if now is None or now.partnership != partnership:
        raise NotLockedError(f"The record of {partnership} is not held.")
    return now
