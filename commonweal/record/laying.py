"""Whole records: laid down from a bundle, dropped after a restore that failed, derived anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, transaction

from commonweal.record import inserting, keyring, reading, tiles, tree
from commonweal.record.entry import Entry, EntryError, parse_entry
from commonweal.record.holding import locked
from commonweal.record.models import Citation, Head, NamedKey


def lay_down(partnership: str, raws: Iterable[bytes], *, progress: Callable[[int], None] | None = None) -> int:
    """Fill an empty record with entries that were performed elsewhere, and return how many.

    Whether they are what their checkpoint says is for the verifier to have checked before.

    :param progress: called with the number laid down, every thousand
    :raises EntryError: if the record is not empty, or an entry has no valid form
    """
    with transaction.atomic(), locked(partnership) as held:
        if held.size:
            raise EntryError("Entries can only be laid down in an empty record.")
        layer = _Layer(partnership)
        for raw in raws:
            layer.add(raw)
            if layer.size % reading.CHUNK == 0:
                layer.flush()
                if progress is not None:
                    progress(layer.size)
        layer.flush()
        layer.close()
        held.size = layer.size
    return layer.size


def drop_partnership(partnership: str) -> None:
    """Delete a whole record, as after a restore that failed. Nothing else deletes from it.

    The triggers let it pass because it is announced first, for this partnership and transaction.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('commonweal.dropping', %s, true)", [partnership])
        else:
            cursor.execute("INSERT INTO record_dropping VALUES (%s)", [partnership])
        for table in _TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE partnership = %s", [partnership])  # noqa: S608 - names from the list below
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('commonweal.dropping', '', true)")
        else:
            cursor.execute("DELETE FROM record_dropping")


def drop_everything() -> None:
    """Delete every record, so that a test that commits leaves nothing behind."""
    for partnership in list(Head.objects.values_list("pk", flat=True)):
        drop_partnership(partnership)


def rebuild_derived(partnership: str) -> None:
    """Write citations and named keys again from the entries."""
    with transaction.atomic(), locked(partnership):
        Citation.objects.filter(partnership=partnership).delete()
        NamedKey.objects.filter(partnership=partnership).delete()
        for entry in reading.all_entries(partnership):
            inserting.derive(entry)


_TABLES = (
    "record_entry",
    "record_tile",
    "record_checkpoint",
    "record_citation",
    "record_named_key",
    "record_box_line",
    "record_head",
)


class _Layer:
    """A record being laid down: rows wait here until they are written a thousand at a time."""

    def __init__(self, partnership: str) -> None:
        self.partnership = partnership
        self.size = 0
        self.edge: list[bytes] = []
        self.rows: list[tuple[Any, ...]] = []
        self.full: list[tuple[Any, ...]] = []
        self.derived: list[Entry] = []
        self.open_tiles: list[bytearray] = [bytearray()]

    def add(self, raw: bytes) -> None:
        entry = parse_entry(raw, position=self.size, partnership=self.partnership)
        row = (self.partnership, entry.position, entry.idem, entry.leaf, raw)
        self.rows.append(row)
        self.open_tiles[0] += entry.leaf
        for level, index, root in tiles.grow(self.edge, self.size, entry.leaf):
            data = bytes(self.open_tiles[level])
            self.full.append((self.partnership, level, index, root, data))
            self.open_tiles[level].clear()
            if level + 1 == len(self.open_tiles):
                self.open_tiles.append(bytearray())
            self.open_tiles[level + 1] += root
        if entry.cites or entry.kind in (keyring.ADD_KEY, keyring.REVOKE_KEY):
            self.derived.append(entry)
        self.size += 1

    def flush(self) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO record_entry (partnership, position, idem, leaf, raw) VALUES (%s, %s, %s, %s, %s)",
                self.rows,
            )
            cursor.executemany(inserting.INSERT_TILE, self.full)
        inserting.derive_citations(self.derived)
        for entry in self.derived:
            inserting.derive_keys(entry)
        self.rows.clear()
        self.full.clear()
        self.derived.clear()

    def close(self) -> None:
        edge = tree.pack_edge(self.edge)
        Head.objects.filter(pk=self.partnership).update(size=self.size, edge=edge)
