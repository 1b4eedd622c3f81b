"""How an entry gets into the tables of each database, with everything that hangs on it.

Only `writing` and `laying` call this.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from commonweal.record import driver, keyring, reading, signatures, tiles, tree
from commonweal.record.entry import Entry
from commonweal.record.holding import Held, NotLockedError
from commonweal.record.models import NamedKey
from commonweal.record.tiles import WIDTH


def insert(entry: Entry, record: Held) -> bool:
    """Write the entry, its tiles and the head; tell whether its nonce was new."""
    if connection.vendor == "postgresql":
        return _insert_postgresql(entry)
    return _insert_sqlite(entry, record)


def _insert_postgresql(entry: Entry) -> bool:
    found = driver.row("SELECT cw_append(%s, %b, %s)", [entry.partnership, entry.raw, entry.idem])
    place = found and found[0]
    if place == -1:
        return False
    if place != entry.position:
        raise NotLockedError("The record changed while it was held.")
    return True


def _insert_sqlite(entry: Entry, record: Held) -> bool:
    edge = tree.unpack_edge(record.edge, record.size)
    full = tiles.grow(edge, record.size, entry.leaf)
    grown = tree.pack_edge(edge)
    place = (entry.partnership, record.size, entry.idem)
    if not driver.execute(_INSERT_NEW, [*place, entry.leaf, entry.raw, *place[:2], *place[::2]]):
        if reading.entry_with_idem(entry.partnership, entry.idem) is None:
            raise NotLockedError("The record changed while it was held.")
        return False
    driver.execute(_GROW, [record.size + 1, grown, entry.partnership])
    for level, index, root in full:
        _write_tile(entry.partnership, level, index, root)
    record.edge = grown
    return True


# Writes nothing where the record has another size than when it was held, or the nonce stands already.
_INSERT_NEW = (
    "INSERT INTO record_entry (partnership, position, idem, leaf, raw) SELECT %s, %s, %s, %s, %s"
    " WHERE EXISTS (SELECT 1 FROM record_head WHERE partnership = %s AND size = %s)"
    " AND NOT EXISTS (SELECT 1 FROM record_entry WHERE partnership = %s AND idem = %s)"
)
_GROW = "UPDATE record_head SET size = %s, edge = %s WHERE partnership = %s"


def _write_tile(partnership: str, level: int, index: int, root: bytes) -> None:
    """Write a tile that has just become full, from the leaves or the roots below it."""
    first = index * WIDTH
    with connection.cursor() as cursor:
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


def derive_citations(entries: Iterable[Entry]) -> None:
    """Write what these entries cite."""
    rows = [(entry.partnership, entry.position, cite.rel, cite.entry) for entry in entries for cite in entry.cites]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO record_citation (partnership, citing, rel, cited) VALUES (%s, %s, %s, %s)", rows
        )


def derive(entry: Entry) -> None:
    """Write what is asked of entries so often that it has tables of its own."""
    if entry.cites:
        derive_citations([entry])
    derive_keys(entry)


def derive_keys(entry: Entry) -> None:
    """Write the key that an entry names, or that it revokes one."""
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
