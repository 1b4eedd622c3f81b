"""What other programs fetch: in the C2SP forms, checkable without asking again."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.kit.ids import id_from_seed
from commonweal.record import notes, reading
from commonweal.record.checkpoints import open_checkpoint, origin_of
from commonweal.record.hostkeys import log_verifier
from commonweal.record.keys import SigningKey
from commonweal.record.notes import Note, Verifier, parse_note
from commonweal.record.tiles import unpack_entries
from commonweal.record.tlogproof import parse_receipt, verify_receipt
from commonweal.record.tree import root_of_leaves

WITNESSES = {name: SigningKey(bytes([n]) * 32) for n, name in enumerate(("north.example", "south.example"), start=1)}


def vkey(name: str) -> str:
    """The verifier key of a witness."""
    return str(Verifier(name, notes.COSIGNATURE, WITNESSES[name].public))


@pytest.fixture
def witnessed(cool):
    """The partnership with two witnesses, both of whom must cosign."""
    cool.given("trust.name_witnesses", witnesses=[vkey(name) for name in WITNESSES], threshold=2)
    return cool


def cosigned(text: str, *names: str) -> str:
    """The checkpoint with these witnesses' cosignatures alone."""
    lines = [notes.cosign(text, name=name, key=WITNESSES[name], time=1_772_452_800) for name in names]
    return str(Note(text, tuple(lines)))


def send(client, partnership, data: str):
    return client.post(f"/p/{partnership.slug}/cosignatures", data.encode(), content_type="text/plain")


def test_the_checkpoint_is_signed_by_the_key_that_the_founding_names(cool, client):
    response = client.get(f"/p/{cool.slug}/checkpoint")

    note = parse_note(response.content)
    found = open_checkpoint(note, origin=origin_of(cool.id), log=log_verifier(cool.id))
    assert (found.size, found.root) == reading.head(cool.id)
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_tiles_and_entries_give_the_whole_record(cool, client):
    size = reading.size(cool.id)

    entries = client.get(f"/p/{cool.slug}/tile/entries/000.p/{size}")
    tile = client.get(f"/p/{cool.slug}/tile/0/000.p/{size}")

    raws = unpack_entries(entries.content)
    assert raws == [entry.raw for entry in reading.all_entries(cool.id)]
    leaves = [tile.content[n : n + 32] for n in range(0, len(tile.content), 32)]
    assert root_of_leaves(leaves) == reading.head(cool.id).root
    assert "immutable" in tile["Cache-Control"]
    assert "immutable" in entries["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["tile/0/000", "tile/0/0", "tile/9/000", "tile/entries/000.p/200", "tile/entries/x", "tile/0/000.p/0"]
)
def test_what_is_not_there_or_not_spelt_so_is_not_found(cool, client, path):
    assert client.get(f"/p/{cool.slug}/{path}").status_code == 404


def test_a_receipt_proves_its_entry(cool, client):
    entry = reading.entry_at(cool.id, 3)

    response = client.get(f"/p/{cool.slug}/record/3/proof")

    receipt = parse_receipt(response.content.decode())
    found = verify_receipt(receipt, entry=entry.raw, origin=origin_of(cool.id), log=log_verifier(cool.id))
    assert (receipt.index, found.size) == (3, reading.size(cool.id))
    assert response["Content-Disposition"] == 'attachment; filename="cool-schools-3.tlog-proof"'
    assert client.get(f"/p/{cool.slug}/record/999/proof").status_code == 404


def test_witnesses_cosign_without_a_form_token(witnessed):
    client = Client(enforce_csrf_checks=True)
    text = parse_note(client.get(f"/p/{witnessed.slug}/checkpoint").content).text

    assert send(client, witnessed, cosigned(text, "north.example")).status_code == 200
    response = send(client, witnessed, cosigned(text, "south.example"))

    note = parse_note(response.content)
    assert [one.name for one in note.signatures][1:] == ["north.example", "south.example"]
    page = client.get(f"/p/{witnessed.slug}/check/").content.decode()
    assert "sealed by 2 of 2 witnesses" in page


def test_whoever_is_not_named_cosigns_nothing(witnessed, client):
    text = parse_note(client.get(f"/p/{witnessed.slug}/checkpoint").content).text
    stranger = SigningKey(b"\7" * 32)
    line = notes.cosign(text, name="east.example", key=stranger, time=1_772_452_800)

    response = send(client, witnessed, str(Note(text, (line,))))

    assert response.status_code == 422
    assert "No witness" in response.content.decode()


def test_a_forged_cosignature_is_refused(witnessed, client):
    text = parse_note(client.get(f"/p/{witnessed.slug}/checkpoint").content).text
    stranger = SigningKey(b"\7" * 32)
    forged = notes.cosign(text, name="north.example", key=stranger, time=1_772_452_800)
    real = notes.cosign(text, name="north.example", key=WITNESSES["north.example"], time=1_772_452_800)
    line = notes.Signature("north.example", real.key_id, forged.data)

    assert send(client, witnessed, str(Note(text, (line,)))).status_code == 422


@pytest.mark.parametrize(
    ("data", "status"),
    [("", 400), ("nonsense", 400), ("x" * 70_000, 413), ("a\n1\nAAAA\n\n— n AAAAAAAA\n", 400)],
)
def test_what_is_no_checkpoint_gets_a_sentence(witnessed, client, data, status):
    assert send(client, witnessed, data).status_code == status


def test_a_checkpoint_of_another_record_is_refused(witnessed, client):
    other = f"commonweal/{id_from_seed('other')}\n1\n{'A' * 43}=\n"

    assert send(client, witnessed, cosigned(other, "north.example")).status_code == 400


def test_a_checkpoint_that_is_not_kept_is_not_found(witnessed, client):
    text = f"{origin_of(witnessed.id)}\n{reading.size(witnessed.id)}\n{'A' * 43}=\n"

    assert send(client, witnessed, cosigned(text, "north.example")).status_code == 404
