"""What other programs fetch: checkpoint, tiles, entries, receipts, and where witnesses leave their cosignatures.

The addresses and forms are those of C2SP tlog-tiles; what they give is public wherever the record is.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from commonweal.partnerships.queries import partnership_with, witnesses_named
from commonweal.record import checkpointing, reading
from commonweal.record.checkpoints import origin_of, parse_checkpoint
from commonweal.record.notes import NoteError, Verifier, parse_note, parse_verifier, verify_cosignatures
from commonweal.record.reading import NotThereError
from commonweal.record.tiles import parse_index
from commonweal.record.tlogproof import Receipt
from commonweal.web.audience import PartnershipRequest, for_roles
from commonweal.web.readers import readers

FOR_EVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=10"
PLAIN = "text/plain; charset=utf-8"
MAX_NOTE_BYTES = 64 * 1024
DEEPEST_LEVEL = 8


@require_safe
@readers
def checkpoint(request: PartnershipRequest) -> HttpResponse:
    """Give the checkpoint of the record as it is now, signed by this host, with the cosignatures it has."""
    try:
        note = checkpointing.current(request.partnership.pk, log_key=request.partnership.log_key)
    except NotThereError:
        raise Http404 from None
    except checkpointing.SignedElsewhereError as error:
        return _said(str(error), 409)
    return _given(str(note).encode(), PLAIN, keep=BRIEFLY)


@require_safe
@readers
def tile(request: PartnershipRequest, level: int, rest: str) -> HttpResponse:
    """Give a tile of hashes. It never changes: a wider one has another address."""
    try:
        index, width = parse_index(rest)
        if level > DEEPEST_LEVEL:
            raise NotThereError(rest)
        data = reading.tile(request.partnership.pk, level, index, width)
    except (ValueError, NotThereError):
        raise Http404 from None
    return _given(data, "application/octet-stream", keep=FOR_EVER)


@require_safe
@readers
def entries(request: PartnershipRequest, rest: str) -> HttpResponse:
    """Give a bundle of entries, each preceded by its length in two bytes."""
    try:
        index, width = parse_index(rest)
        data = reading.entry_bundle(request.partnership.pk, index, width)
    except (ValueError, NotThereError):
        raise Http404 from None
    return _given(data, "application/octet-stream", keep=FOR_EVER)


@require_safe
@readers
def proof(request: PartnershipRequest, position: int) -> HttpResponse:
    """Give the receipt of an entry in the C2SP tlog-proof form, under a checkpoint that covers it."""
    id = request.partnership.pk
    try:
        receipt = _receipt(id, position)
    except NotThereError:
        raise Http404 from None
    except checkpointing.SignedElsewhereError as error:
        return _said(str(error), 409)
    response = _given(str(receipt).encode(), PLAIN, keep=BRIEFLY)
    name = f"{request.partnership.slug}-{position}.tlog-proof"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# No cookie speaks here: what is taken in is signed by a witness that the record names, whoever brings it.
@csrf_exempt
@require_POST
@for_roles("anyone")
def cosignatures(request: PartnershipRequest) -> HttpResponse:
    """Take in a checkpoint of this record with cosignatures by the witnesses that the record names.

    Answers 200 with the checkpoint and all its cosignatures, 400 for what is no checkpoint of this record, 404 for
    one that is not kept here, 413 for too much, 422 where no named witness cosigned or a cosignature does not hold.
    """
    id = request.partnership.pk
    data = _body(request)
    if data is None:
        return _said("This is longer than a checkpoint can be.", 413)
    try:
        note = parse_note(data)
        found = parse_checkpoint(note.text)
    except NoteError as error:
        return _said(str(error), 400)
    if found.origin != origin_of(id):
        return _said("This is a checkpoint of another record.", 400)
    witnesses = _witnesses(id, found.size)
    try:
        if not verify_cosignatures(note, witnesses):
            return _said("No witness that this record names cosigned this checkpoint.", 422)
        merged = checkpointing.add_cosignatures(id, found.size, note, witnesses=witnesses)
    except NoteError as error:
        return _said(str(error), 422)
    except NotThereError as error:
        return _said(str(error), 404)
    return _given(str(merged).encode(), PLAIN, keep="no-store")


def _receipt(partnership: str, position: int) -> Receipt:
    """Return the receipt with the entry's own bytes, making a checkpoint first where none covers the entry yet."""
    entry = reading.entry_at(partnership, position)
    try:
        receipt = reading.receipt(partnership, position)
    except NotThereError:
        checkpointing.current(partnership, log_key=partnership_with(partnership).log_key)
        receipt = reading.receipt(partnership, position)
    return replace(receipt, extra=entry.raw)


def _witnesses(partnership: str, size: int) -> list[Verifier]:
    """Return the witnesses that the first `size` entries name."""
    row = witnesses_named(partnership, within=size)
    return [parse_verifier(each) for each in row.witnesses] if row else []


def _body(request: HttpRequest) -> bytes | None:
    """Return what was sent, or nothing where it is too much to be read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MAX_NOTE_BYTES:
        return None
    data = request.read(MAX_NOTE_BYTES + 1)
    return data if len(data) <= MAX_NOTE_BYTES else None


def _given(data: bytes, kind: str, *, keep: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = keep
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _said(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type=PLAIN, status=status)
