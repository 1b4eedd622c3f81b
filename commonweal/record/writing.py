"""The only writer of the record: one entry at a time, in the transaction of whoever performs the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from commonweal.kit.canonical import b64_decode
from commonweal.kit.dates import to_the_second
from commonweal.record import keyring, reading, signatures, tiles, tree
from commonweal.record.entry import (
    FOUNDING_KIND,
    Cite,
    Entry,
    EntryError,
    Seen,
    act_object,
    encode_entry,
    parse_entry,
    signed_message,
    texts_in,
)
from commonweal.record.models import Citation, Head, NamedKey, StoredEntry
from commonweal.record.signatures import SignatureRefused
from commonweal.record.tiles import WIDTH


class NotLockedError(RuntimeError):
    """Something was to be appended without holding the record first."""


class RepeatError(ValueError):
    """The nonce of this act was used before, for an act that says something else."""


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


def append(
    *,
    partnership: str,
    kind: str,
    kv: int,
    at: datetime,
    by: str | None,
    org: str | None,
    charter: str | None,
    body: Mapping[str, Any],
    idem: str,
    cites: Iterable[Cite | Mapping[str, Any]] = (),
    seen: Seen | Mapping[str, Any] | None = None,
    sig: Mapping[str, str] | None = None,
    sign: Callable[[bytes], Mapping[str, str]] | None = None,
) -> Entry:
    """Append one act to a record that is `locked`, and return the entry.

    A repetition of an act that was recorded before (the same `idem`) returns that entry, unchanged.

    :param at: rounded down to the second
    :param cites: pairs of entry and relation, in any order; as `Cite` or as objects
    :param sign: makes the signature over the message it is given; `sig` is one made before
    :raises EntryError: if the record cannot accept it
    :raises SignatureRefused: if its signature does not count, or it names a key that cannot be named
    :raises RepeatError: if `idem` stands on another act
    """
    act = act_object(
        kind=kind,
        kv=kv,
        partnership=partnership,
        at=to_the_second(at),
        by=by,
        org=org,
        charter=charter,
        body=body,
        cites=[one if isinstance(one, Cite) else Cite(one["entry"], one["rel"]) for one in cites],
        idem=idem,
        seen=_seen(seen),
    )
    if sign is not None:
        sig = sign(signed_message(act))
    raw = encode_entry(act, dict(sig) if sig is not None else None)
    held = _held.get()
    if held is None or held.partnership != partnership:
        raise NotLockedError(f"The record of {partnership} is not held.")
    entry = parse_entry(raw, position=held.size, partnership=partnership)
    _check(entry)
    if not _write(entry):
        return _same_again(entry)
    held.size += 1
    _derive(entry)
    return entry


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
            _derive(entry)


_TABLES = (
    "record_entry",
    "record_tile",
    "record_checkpoint",
    "record_citation",
    "record_named_key",
    "record_box_line",
    "record_head",
)


# ── Before ────────────────────────────────────────────────────────────────────────────────────────


def _seen(seen: Seen | Mapping[str, Any] | None) -> Seen | None:
    if seen is None or isinstance(seen, Seen):
        return seen
    return Seen(seen["size"], b64_decode(seen["root"], size=tree.HASH_BYTES))


def _check(entry: Entry) -> None:
    """Refuse what its form alone does not show to be wrong."""
    for _text in texts_in(entry.body):
        pass  # reading them is checking them
    if entry.seen and reading.root_at(entry.partnership, entry.seen.size) != entry.seen.root:
        raise EntryError("The signer had seen another history than this record's.")
    if entry.sig is not None:
        key = reading.named_key(entry.partnership, entry.sig["key"])
        signatures.check_signature(entry, key)
    if entry.kind in (FOUNDING_KIND, keyring.HOST_MOVED):
        keyring.parse_log_key(entry.body, partnership=entry.partnership)
    elif entry.kind == keyring.NAME_WITNESSES:
        keyring.parse_witnesses(entry.body)
    elif entry.kind == keyring.ADD_KEY:
        key = signatures.parse_key(entry.body, added=entry.position)
        if reading.named_key(entry.partnership, key.key) is not None:
            raise SignatureRefused("A key of this id was named before.")
    elif entry.kind == keyring.REVOKE_KEY:
        _require_named(entry)


def _require_named(entry: Entry) -> None:
    if reading.named_key(entry.partnership, str(entry.body.get("key"))) is None:
        raise SignatureRefused("A key is revoked that was never named.")


def _same_again(entry: Entry) -> Entry:
    """Return what stands under this nonce already, if it says the same."""
    before = reading.entry_with_idem(entry.partnership, entry.idem)
    if before is None:
        raise NotLockedError("The record changed while it was held.")
    # When it was said, and under which charter, may differ between two attempts; what was said may not.
    same = ("kind", "kv", "by", "org", "body", "cites")
    if any(getattr(before, name) != getattr(entry, name) for name in same):
        raise RepeatError(f"This nonce stands on entry {before.position}, which says something else.")
    return before


# ── Writing ───────────────────────────────────────────────────────────────────────────────────────


def _write(entry: Entry) -> bool:
    """Write the entry, its tiles and the head; tell whether its nonce was new."""
    if connection.vendor == "postgresql":
        return _write_postgresql(entry)
    return _write_sqlite(entry)


def _write_postgresql(entry: Entry) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cw_append(%s, %b, %s)", [entry.partnership, entry.raw, entry.idem])
        place = cursor.fetchone()[0]
    if place == -1:
        return False
    if place != entry.position:
        raise NotLockedError("The record changed while it was held.")
    return True


def _write_sqlite(entry: Entry) -> bool:
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
    cursor.execute(_INSERT_TILE, [partnership, level, index, root, data])


_INSERT_TILE = 'INSERT INTO record_tile (partnership, level, "index", root, data) VALUES (%s, %s, %s, %s, %s)'


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
            cursor.executemany(_INSERT_TILE, self.full)
        for entry in self.derived:
            _derive(entry)
        self.rows.clear()
        self.full.clear()
        self.derived.clear()

    def close(self) -> None:
        edge = tree.pack_edge(self.edge)
        Head.objects.filter(pk=self.partnership).update(size=self.size, edge=edge)


# ── After ─────────────────────────────────────────────────────────────────────────────────────────


def _derive(entry: Entry) -> None:
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


__all__ = [
    "Held",
    "NotLockedError",
    "RepeatError",
    "StoredEntry",
    "append",
    "drop_everything",
    "drop_partnership",
    "lay_down",
    "locked",
    "rebuild_derived",
]
