"""Write a whole partnership into one file, and bring one up from such a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from importlib import resources
from itertools import islice
from typing import Any, BinaryIO, Final, TypeVar

from django.db import IntegrityError, transaction

from commonweal.acts.replay import replay
from commonweal.kit.canonical import b64_decode, b64_encode, canonical_decode, canonical_encode
from commonweal.kit.dates import parse_instant
from commonweal.partnerships.models import Partnership
from commonweal.people import words
from commonweal.people.models import Erased, Text
from commonweal.record import boxes, checkpointing, reading
from commonweal.record.checkpoints import parse_checkpoint
from commonweal.record.entry import parse_entry, texts_in
from commonweal.record.laying import lay_down
from commonweal.record.tiles import bundles_of, tiles_of, unpack_entries
from commonweal.verifier.bundle import LEADING, BundleError, write_bundle
from commonweal.verifier.checks import Progress, Verification
from commonweal.verifier.walk import Walk

T = TypeVar("T")

_BATCH: Final = 500
_PLACES: Final = resources.files("commonweal.verifier.standalone")


class NotExported(RuntimeError):
    """The record or what lies beside it does not hold, so no bundle of it would."""


class NotRestored(ValueError):
    """The file is no bundle, does not hold, or has no room here."""


def log_key_of(partnership: str) -> str:
    """Return the key that the record names for its checkpoints."""
    row = Partnership.objects.filter(pk=partnership).values_list("log_key", flat=True).first()
    return row or ""


# ── Out ───────────────────────────────────────────────────────────────────────────────────────────


def export_bundle(partnership: str, out: BinaryIO, *, withheld: Collection[str] = ()) -> None:
    """Write the bundle of a partnership as it is at its current checkpoint.

    :param withheld: kinds of acts, without their version, whose words this copy does not carry because whoever it is
        for may not read them (`acts.readable.withheld_from`); without any it is the host's own, whole copy
    :raises NotThereError: if the record has no entry
    :raises NotExported: if what is kept here does not hold
    """
    try:
        note = checkpointing.current(partnership, log_key=log_key_of(partnership))
    except checkpointing.SignedElsewhereError as elsewhere:
        raise NotExported(str(elsewhere)) from elsewhere
    checkpoint = parse_checkpoint(note.text)
    walk = _walk(partnership, checkpoint.size, withheld)
    write_bundle(
        out,
        partnership=partnership,
        size=checkpoint.size,
        root=checkpoint.root.hex(),
        leading={name: _PLACES.joinpath(name).read_bytes() for name in LEADING},
        members=_members(walk, checkpoint.size, str(note).encode()),
    )


def _walk(partnership: str, size: int, withheld: Collection[str]) -> Walk:
    """Read the entries once, to learn which texts, boxes and keys belong to them, and which texts to withhold."""

    def refuse(entry: int, says: str) -> None:
        raise NotExported(f"Entry {entry} does not hold: {says}")

    walk = Walk(partnership, say=refuse)
    for one in bundles_of(size):
        raws = unpack_entries(reading.entry_bundle(partnership, one.index, one.width))
        walk.take(one.index * 256, raws)
        walk.withheld += _texts_of(withheld, raws, one.index * 256)
    return walk


def _texts_of(kinds: Collection[str], raws: Sequence[bytes], first: int) -> Iterator[str]:
    """Yield the ids of the texts to which entries of these kinds refer."""
    marks = [f'"kind":"{kind}"'.encode() for kind in kinds]
    for position, raw in enumerate(raws, first):
        if any(mark in raw for mark in marks):
            entry = parse_entry(raw, position=position)
            if entry.kind in kinds:
                yield from (found.text for found in texts_in(entry.body))


def _members(walk: Walk, size: int, note: bytes) -> Iterator[tuple[str, Iterable[bytes]]]:
    partnership = walk.partnership
    yield "checkpoint", [note]
    for one in bundles_of(size):
        yield one.path, [reading.entry_bundle(partnership, one.index, one.width)]
    for tile in tiles_of(size):
        yield tile.path, [reading.tile(partnership, tile.level, tile.index, tile.width)]
    yield "texts.jsonl", _text_lines(walk)
    for box in sorted(walk.boxes):
        if walk.boxes[box].closed is not None:
            yield f"boxes/{box}.jsonl", (line + b"\n" for line in boxes.lines(partnership, box))
    named = walk.keyring.witnesses
    keys = {
        "log": [str(key) for key in walk.keyring.log_keys],
        "threshold": named.threshold,
        "witnesses": [str(key) for key in named.verifiers],
    }
    yield "keys.json", [canonical_encode(keys)]


def _text_lines(walk: Walk) -> Iterator[bytes]:
    withheld = set(walk.withheld)
    for ids in _batches(sorted(walk.texts)):
        kept = words.texts(ids)
        for name in ids:
            entry, digest = walk.texts[name]
            if name in walk.erased:
                line = {"digest": digest, "erased_at": walk.erased[name][1], "id": name}
            else:
                line = _kept_line(kept.get(name), digest=digest, entry=entry, withheld=name in withheld)
            yield canonical_encode(line) + b"\n"


def _kept_line(row: Text | None, *, digest: str, entry: int, withheld: bool) -> dict[str, Any]:
    if row is not None and (row.withheld or (withheld and row.erased_at is None)):
        return {"digest": digest, "id": row.id, "withheld": True}
    if row is None or row.salt is None:
        raise NotExported(f"A text of entry {entry} is gone, but no act of this record erased it.")
    return {
        "digest": digest,
        "id": row.id,
        "lang": row.lang,
        "salt": b64_encode(bytes(row.salt)),
        "text": row.text,
    }


# ── In ────────────────────────────────────────────────────────────────────────────────────────────


def restore_bundle(file: BinaryIO, *, slug: str | None = None, progress: Progress | None = None) -> Partnership:
    """Verify a bundle, lay its record down here, and rebuild everything from it: all of it, or none of it.

    Whatever was erased on this host stays erased, also if the bundle is older.

    :param slug: must be the address that the founding names, where it is given
    :raises NotRestored: if the bundle does not hold, or its record or address exists here
    """
    try:
        verification = Verification(file, progress=progress)
        report = verification.run()
    except BundleError as error:
        raise NotRestored(str(error)) from error
    if not report.holds or verification.note is None:
        raise NotRestored(f"This bundle does not hold. {report.differences()[0]}")
    try:
        with transaction.atomic():
            return _laid_down(verification, slug)
    except IntegrityError as taken:  # ids are random: one that is taken was copied from this host on purpose
        raise NotRestored("Something in this bundle has the id of something else here. Nothing was changed.") from taken


def _laid_down(verification: Verification, slug: str | None) -> Partnership:
    walk, note = verification.walk, verification.note
    assert note is not None  # noqa: S101 -- a report that holds has one; this tells the type checker
    _require_room(verification, slug)
    lay_down(walk.partnership, (raw for _position, raw in verification.entries()))
    checkpointing.keep_checkpoint(walk.partnership, note)
    _restore_texts(verification)
    for box, one in walk.boxes.items():
        if one.closed is not None:
            boxes.lay_down(walk.partnership, box, verification.reader.lines(f"boxes/{box}.jsonl"))
    replay(walk.partnership)
    return Partnership.objects.get(pk=walk.partnership)


def _require_room(verification: Verification, slug: str | None) -> None:
    partnership = verification.walk.partnership
    if reading.size(partnership):
        raise NotRestored("This record is already kept here. Nothing was changed.")
    _position, founding = next(verification.entries())
    named = canonical_decode(founding)["act"]["body"].get("slug")
    if slug is not None and slug != named:
        raise NotRestored(f"The address of this partnership is part of its founding: it is {named}.")
    if Partnership.objects.filter(slug=named).exists():
        raise NotRestored(f"Another partnership here has the address {named}. Nothing was changed.")


def _restore_texts(verification: Verification) -> None:
    partnership = verification.walk.partnership
    for lines in _batches(verification.reader.lines("texts.jsonl")):
        texts = [canonical_decode(line) for line in lines]
        here = dict(Erased.objects.filter(id__in=[text["id"] for text in texts]).values_list("id", "at"))
        rows = [_row(text, partnership, erased_here=here.get(text["id"])) for text in texts]
        Text.objects.bulk_create(rows)
        gone = [Erased(id=row.id, partnership=partnership, at=row.erased_at) for row in rows if row.erased_at]
        Erased.objects.bulk_create(gone, ignore_conflicts=True)


def _row(text: dict[str, Any], partnership: str, *, erased_here: datetime | None) -> Text:
    erased_at = parse_instant(text["erased_at"]) if "erased_at" in text else erased_here
    if erased_at is not None or "withheld" in text:
        return Text(id=text["id"], partnership=partnership, digest=text["digest"], erased_at=erased_at)
    return Text(
        id=text["id"],
        partnership=partnership,
        digest=text["digest"],
        lang=text["lang"],
        text=text["text"],
        salt=b64_decode(text["salt"]),
    )


def _batches(items: Iterable[T]) -> Iterator[Sequence[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
