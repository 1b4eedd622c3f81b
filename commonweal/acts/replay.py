"""Empty the read model of a partnership and fill it again from the record."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from django.db import transaction

from commonweal.acts.installed import installed
from commonweal.acts.perform import project
from commonweal.record import reading, writing
from commonweal.record.readmodel import projecting


def tables() -> list[type[Any]]:
    """Return every read model of the house, in the order in which a replay fills them."""
    return list(chain.from_iterable(capability.tables for capability in installed()))


def replay(partnership: str, *, progress: Callable[[int], None] | None = None) -> int:
    """Rebuild everything accountable of one partnership from its record, and return the number of entries.

    What the record says was erased is erased again on the way, in the same transaction, so that an old backup brings
    nobody back.

    :param progress: called with the position reached, now and then
    """
    with transaction.atomic(), writing.locked(partnership):
        with projecting():
            for table in reversed(tables()):
                table.objects.filter(partnership=partnership).delete()
        count = 0
        for entry in reading.all_entries(partnership):
            project(entry)
            count += 1
            if progress and count % 1000 == 0:
                progress(count)
    return count
