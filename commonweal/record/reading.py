"""Questions asked of the record. Each costs the same few queries whatever the size of the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Q

from commonweal.record import driver, nodes, tiles, tlogproof, tree
from commonweal.record.checkpoints import parse_checkpoint
from commonweal.record.entry import Entry, parse_entry
from commonweal.record.models import Citation, Head, NamedKey, StoredCheckpoint, StoredEntry
from commonweal.record.notes import parse_note
from commonweal.record.signatures import PublicKey
from commonweal.record.tiles import WIDTH
from commonweal.record.tlogproof import Receipt
from commonweal.record.tree import HASH_BYTES, ProofError

CHUNK = 1000
_LAST = (
    "SELECT e.partnership, e.position, e.raw FROM record_head h"
    " JOIN record_entry e ON e.partnership = h.partnership AND e.position = h.size - 1 WHERE h.partnership IN ({})"
)
_WITH_IDEM = "SELECT position, raw FROM record_entry WHERE partnership = %s AND idem = %s"


class NotThereError(LookupError):
    """What was asked for is not in this record, or not yet."""


class HeadOfRecord(NamedTuple):
    """The number of entries and the root over them."""

    size: int
    root: bytes


class Cited(NamedTuple):
    """That the entry `citing` stands in the relation `rel` to the entry `cited`."""

    citing: int
    rel: str
    cited: int


# ── Size, root, entries ───────────────────────────────────────────────────────────────────────────


def head(partnership: str) -> HeadOfRecord:
    """Return the size and root now; a record that was never opened is empty. One query."""
    row = Head.objects.filter(pk=partnership).values_list("size", "edge").first()
    if row is None:
        return HeadOfRecord(0, tree.EMPTY_ROOT)
    size, edge = row
    return HeadOfRecord(size, tree.root_of_edge(tree.unpack_edge(bytes(edge), size)))


def size(partnership: str) -> int:
    """Return the number of entries now. One query."""
    return Head.objects.filter(pk=partnership).values_list("size", flat=True).first() or 0


def sizes(partnerships: Iterable[str]) -> dict[str, int]:
    """Return the number of entries now of each of these records that was opened. One query."""
    return dict(Head.objects.filter(pk__in=list(partnerships)).values_list("pk", "size"))


def partnerships() -> list[str]:
    """Return the ids of all records kept here that have an entry, in order."""
    return list(Head.objects.filter(size__gt=0).order_by("pk").values_list("pk", flat=True))


def entry_at(partnership: str, position: int) -> Entry:
    """Return one entry. One query.

    :raises NotThereError: if the record is not that long
    """
    found = entries(partnership, position, position + 1)
    if not found:
        raise NotThereError(f"This record has no entry {position}.")
    return found[0]


def entries(partnership: str, start: int, stop: int) -> list[Entry]:
    """Return the entries from `start` up to, not including, `stop`, as far as they are there."""
    if start < 0:
        raise ValueError("Entries are counted from 0.")
    return [parse_entry(bytes(raw), position=position) for position, raw in _rows(partnership, start, stop)]


def entries_at(partnership: str, positions: Sequence[int]) -> dict[int, Entry]:
    """Return the entries at these positions, as far as they are there. One query."""
    rows = StoredEntry.objects.filter(partnership=partnership, position__in=positions)
    return {
        position: parse_entry(bytes(raw), position=position) for position, raw in rows.values_list("position", "raw")
    }


def entries_across(places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Entry]:
    """Return the entries at these places of several records, by record and position. One query."""
    by_record: dict[str, list[int]] = {}
    for partnership, position in places:
        by_record.setdefault(partnership, []).append(position)
    which = Q()
    for partnership, positions in by_record.items():
        which |= Q(partnership=partnership, position__in=positions)
    rows = StoredEntry.objects.filter(which).values_list("position", "raw") if by_record else ()
    found = (parse_entry(bytes(raw), position=position) for position, raw in rows)
    return {(entry.partnership, entry.position): entry for entry in found}


def latest_entries(partnership: str, count: int) -> list[Entry]:
    """Return the last `count` entries, the newest first. One query."""
    rows = StoredEntry.objects.filter(partnership=partnership).order_by("-position")[:count]
    return [parse_entry(bytes(raw), position=position) for position, raw in rows.values_list("position", "raw")]


def last_entries(partnerships: Iterable[str]) -> dict[str, Entry]:
    """Return the last entry of each of these records, by partnership. One query."""
    ids = sorted(set(partnerships))
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    rows = driver.rows(_LAST.format(marks), ids)
    return {partnership: parse_entry(bytes(raw), position=position) for partnership, position, raw in rows}


def all_entries(partnership: str, *, start: int = 0) -> Iterator[Entry]:
    """Yield every entry from `start` on in order, a thousand to a query."""
    while page := entries(partnership, start, start + CHUNK):
        yield from page
        start += len(page)


def entry_with_idem(partnership: str, idem: str) -> Entry | None:
    """Return the entry that was recorded with this nonce, or None. One query."""
    row = driver.row(_WITH_IDEM, [partnership, idem])
    return parse_entry(bytes(row[1]), position=row[0]) if row else None


def _rows(partnership: str, start: int, stop: int) -> Iterator[tuple[int, bytes | memoryview[int]]]:
    return iter(
        StoredEntry.objects.filter(partnership=partnership, position__gte=start, position__lt=stop)
        .order_by("position")
        .values_list("position", "raw")
    )


# ── Proofs ────────────────────────────────────────────────────────────────────────────────────────


def root_at(partnership: str, at_size: int) -> bytes:
    """Return the root over the first `at_size` entries. At most four queries.

    :raises ProofError: if the record is not that long
    """
    now = head(partnership)
    if at_size == now.size:
        return now.root
    _require_size(at_size, now.size)
    return tree.root(at_size, nodes.fetch_for(partnership, [(0, at_size)]))


def inclusion_proof(partnership: str, index: int, at_size: int | None = None) -> list[bytes]:
    """Return the proof that entry `index` is among the first `at_size`, or among all.

    At most four queries; three where the size is given as an earlier answer named it.

    :raises ProofError: if the entry is not there
    """
    if at_size is None:
        at_size = size(partnership)
    spans = tree.inclusion_ranges(index, at_size)
    return tree.inclusion_proof(index, at_size, nodes.fetch_for(partnership, spans))


def consistency_proof(partnership: str, old: int, new: int | None = None) -> list[bytes]:
    """Return the proof that the first `old` entries are the beginning of the first `new`, or of all.

    :raises ProofError: if the record is not that long
    """
    if new is None:
        new = size(partnership)
    spans = tree.consistency_ranges(old, new)
    return tree.consistency_proof(old, new, nodes.fetch_for(partnership, spans))


def receipt(partnership: str, index: int) -> Receipt:
    """Return the receipt of an entry under the latest checkpoint that covers it.

    :raises NotThereError: if no checkpoint covers it yet: make one first
    """
    row = StoredCheckpoint.objects.filter(partnership=partnership, size__gt=index).order_by("-size").first()
    if row is None:
        raise NotThereError(f"No checkpoint covers entry {index} yet.")
    note = parse_note(row.note)
    proof = inclusion_proof(partnership, index, parse_checkpoint(note.text).size)
    return tlogproof.Receipt(index, tuple(proof), note)


def _require_size(at_size: int, now: int) -> None:
    if not 0 <= at_size <= now:
        raise ProofError(f"This record has {now} entries, not {at_size}.")


# ── Tiles as they are served ──────────────────────────────────────────────────────────────────────


def tile(partnership: str, level: int, index: int, width: int = WIDTH) -> bytes:
    """Return the first `width` hashes of a tile. At most two queries.

    :raises NotThereError: if the record does not reach that far
    """
    place = (level, index)
    wanted = frozenset([place])
    data = nodes.full_tiles(partnership, wanted).get(place)
    if data is None and width < WIDTH:
        found = nodes.last_roots(partnership, wanted) if level else nodes.last_leaves(partnership, wanted)
        data = found[place]
    if data is None or len(data) < width * HASH_BYTES:
        raise NotThereError("This record does not reach that far.")
    return data[: width * HASH_BYTES]


def entry_bundle(partnership: str, index: int, width: int = WIDTH) -> bytes:
    """Return a bundle of `width` entries in the form of tlog-tiles. One query.

    :raises NotThereError: if the record does not reach that far
    """
    start = index * WIDTH
    raws = [bytes(raw) for _position, raw in _rows(partnership, start, start + width)]
    if len(raws) < width:
        raise NotThereError("This record does not reach that far.")
    return tiles.pack_entries(raws)


# ── Citations and keys ────────────────────────────────────────────────────────────────────────────


def cites_of(partnership: str, *positions: int) -> list[Cited]:
    """Return what these entries cite, in order. One query."""
    return _citations(Q(citing__in=positions), partnership)


def cited_by(partnership: str, *positions: int) -> list[Cited]:
    """Return which entries cite these, in order. One query."""
    return _citations(Q(cited__in=positions), partnership)


def citations_touching(partnership: str, position: int) -> list[Cited]:
    """Return what this entry cites and which entries cite it. One query."""
    return _citations(Q(citing=position) | Q(cited=position), partnership)


def _citations(which: Q, partnership: str) -> list[Cited]:
    rows = Citation.objects.filter(which, partnership=partnership)
    ordered = rows.order_by("citing", "cited", "rel").values_list("citing", "rel", "cited")
    return [Cited(*row) for row in ordered]


def named_key(partnership: str, key: str) -> PublicKey | None:
    """Return the key that the record names with this id, or None. One query."""
    row = NamedKey.objects.filter(partnership=partnership, key=key).first()
    return _public_key(row) if row else None


def named_keys(partnership: str, *, of: str | None = None) -> list[PublicKey]:
    """Return every key that the record names, or those of one holder, oldest first. One query."""
    rows = NamedKey.objects.filter(partnership=partnership)
    if of is not None:
        rows = rows.filter(of=of)
    return [_public_key(row) for row in rows.order_by("added")]


def _public_key(row: NamedKey) -> PublicKey:
    return PublicKey(
        key=row.key,
        holder=row.holder,
        of=row.of,
        alg=row.alg,
        public=bytes(row.public),
        rp=row.rp or None,
        added=row.added,
        revoked=row.revoked,
    )
