"""How an entry gets into the tables of each database, with everything that hangs on it.

Only `writing` and `laying` call this.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from commonweal.record import keyring, signatures, tiles, tree
from commonweal.record.entry import Entry
from commonweal.record.holding import NotLockedError
from commonweal.record.models import Citation, NamedKey
from commonweal.record.tiles import WIDTH


def insert(entry: Entry) -> bool:
    """Write the entry, its tiles and the head; tell whether its nonce was new."""
    if connection.vendor == "postgresql":
        return _insert_postgresql(entry)
    return _insert_sqlite(entry)


def _insert_postgresql(entry: Entry) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cw_append(%s, %b, %s)", [entry.partnership, entry.raw, entry.idem])
        place = cursor.fetchone()[0]
    if place == -1:
        return False
    if place != entry.position:
        raise NotLockedError("The record changed while it was held.")
    return True


def _insert_sqlite(entry: Entry) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT size, edge, EXISTS (SELECT 1 FROM record_entry WHERE partnership = %s AND idem = %s)"
            " FROM record_head WHERE partnership = %s",
            [entry.partnership, entry.idem, entry.partnership],
        )
        size, blob, repeated = cursor.fetchone()
        if repeated:
            return False
        if size != entry.position:
            raise NotLockedError("The record changed while it was held.")
        cursor.execute(
            "INSERT INTO record_entry (partnership, position, idem, leaf, raw) VALUES (%s, %s, %s, %s, %s)",
            [entry.partnership, size, entry.idem, entry.leaf, entry.raw],
        )
        edge = tree.unpack_edge(bytes(blob), size)
        for level, index, root in tiles.grow(edge, size, entry.leaf):
            _write_tile(cursor, entry.partnership, level, index, root)
        cursor.execute(
            "UPDATE record_head SET size = %s, edge = %s WHERE partnership = %s",
            [size + 1, tree.pack_edge(edge), entry.partnership],
        )
    return True


def _write_tile(cursor: Any, partnership: str, level: int, index: int, root: bytes) -> None:
    """Write a tile that has just become full, from the leaves or the roots below it."""
    first = index * WIDTH
    if level == 0:
        cursor.execute(
            "SELECT leaf FROM record_entry WHERE partnership = %s"
            " AND position >= %s AND position < %s ORDER BY position",
            [partnership, first, first + WIDTH],
        )
    else:
        cursor.execute(
            "SELECT root FROM record_tile WHERE partnership = %s AND level = %s"
            ' AND "index" >= %s AND "index" < %s ORDER BY "index"',
            [partnership, level - 1, first, first + WIDTH],
        )
    data = b"".join(bytes(row[0]) for row in cursor.fetchall())
    cursor.execute(INSERT_TILE, [partnership, level, index, root, data])


INSERT_TILE = 'INSERT INTO record_tile (partnership, level, "index", root, data) VALUES (%s, %s, %s, %s, %s)'


def derive(entry: Entry) -> None:
    """Write what is asked of entries so often that it has tables of its own."""
    if entry.cites:
        Citation.objects.bulk_create(
            Citation(partnership=entry.partnership, citing=entry.position, rel=cite.rel, cited=cite.entry)
            for cite in entry.cites
        )
    if entry.kind == keyring.ADD_KEY:
        key = signatures.parse_key(entry.body, added=entry.position)
        NamedKey.objects.create(
            partnership=entry.partnership,
            key=key.key,
            holder=key.holder,
            of=key.of,
            alg=key.alg,
            public=key.public,
            rp=key.rp or "",
            added=key.added,
        )
    elif entry.kind == keyring.REVOKE_KEY:
        live = NamedKey.objects.filter(partnership=entry.partnership, key=entry.body["key"], revoked=None)
        live.update(revoked=entry.position)
