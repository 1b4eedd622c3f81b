"""Holding a record, so that it stays as it is until the transaction ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection

from commonweal.record.models import Head


class NotLockedError(RuntimeError):
    """Something was to be appended without holding the record first."""


@dataclass
class Held:
    """A record that nobody else can extend until the transaction ends."""

    partnership: str
    size: int


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def locked(partnership: str) -> Iterator[Held]:
    """Hold the record of `partnership`, opening it where it is new, so that its size stays what it is.

    On PostgreSQL the head row is locked; on SQLite the IMMEDIATE transaction has locked everything.

    :raises NotLockedError: outside a transaction
    """
    if not connection.in_atomic_block:
        raise NotLockedError("A record is held within a transaction.")
    held = Held(partnership, _lock_head(partnership))
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


def _lock_head(partnership: str) -> int:
    rows = Head.objects.filter(pk=partnership).values_list("size", flat=True)
    if connection.vendor == "postgresql":
        rows = rows.select_for_update()
    size = rows.first()
    if size is None:
        # Another founder may be doing the same at this moment: the second one waits here.
        Head.objects.bulk_create([Head(partnership=partnership)], ignore_conflicts=True)
        size = rows.first()
    return size or 0


def held(partnership: str) -> Held:
    """Return the record that is held here.

    :raises NotLockedError: if it is another one, or none
    """
    now = _held.get()
    if now is None or now.partnership != partnership:
        raise NotLockedError(f"The record of {partnership} is not held.")
    return now
