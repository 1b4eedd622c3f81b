"""Appending: what is accepted, what is refused, and what neither code nor SQL may change afterwards."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from commonweal.kit.ids import new_id
from commonweal.record import laying, reading, tree
from commonweal.record.entry import Cite, EntryError, Seen
from commonweal.record.keys import SigningKey
from commonweal.record.signatures import SignatureRefused
from commonweal.record.tests.acting import (
    ALICE,
    CLINIC,
    NOON,
    add,
    add_key,
    found,
    seen_now,
    signer,
)
from commonweal.record.writing import NotLockedError, RepeatError, append, locked

pytestmark = pytest.mark.django_db

KEY = SigningKey(bytes(range(32)))


def test_acts_are_appended_without_a_gap_and_read_back() -> None:
    partnership = found()

    made = [add(partnership, body={"number": number}) for number in range(5)]

    assert [entry.position for entry in made] == [1, 2, 3, 4, 5]
    assert list(reading.all_entries(partnership))[1:] == made
    assert reading.entry_at(partnership, 3) == made[2]
    assert reading.entry_with_idem(partnership, made[2].idem) == made[2]
    whole = tree.MemoryTree(entry.leaf for entry in reading.all_entries(partnership))
    assert reading.head(partnership) == (6, whole.root())


def test_two_records_do_not_touch() -> None:
    one, other = found(), found()

    add(one)

    assert (reading.size(one), reading.size(other)) == (2, 1)
    assert {one, other} <= set(reading.partnerships())


def test_a_repetition_returns_the_entry_that_is_there() -> None:
    partnership = found()
    entry = add(partnership, body={"number": 1}, idem=(nonce := new_id()))

    again = add(partnership, body={"number": 1}, idem=nonce, at=NOON + timedelta(hours=1))

    assert again == entry
    assert reading.size(partnership) == 2


def test_a_key_named_twice_by_one_act_is_named_once() -> None:
    partnership = found()
    public = base64.b64encode(KEY.public).decode()
    body = {"key": new_id(), "holder": "person", "of": ALICE, "alg": "ed25519", "rp": None, "public": public}

    made = [add(partnership, kind="trust.add_key", body=body, idem=ALICE) for _ in range(2)]

    assert made[0] == made[1]
    assert reading.size(partnership) == 2


def test_another_act_under_the_same_nonce_is_refused() -> None:
    partnership = found()
    add(partnership, body={"number": 1}, idem=(nonce := new_id()))

    with pytest.raises(RepeatError, match="entry 1"):
        add(partnership, body={"number": 2}, idem=nonce)


def test_a_moment_is_recorded_in_whole_seconds() -> None:
    entry = add(found(), at=NOON + timedelta(microseconds=999_999))

    assert entry.at == NOON


def test_who_does_not_hold_the_record_cannot_append() -> None:
    partnership = found()
    rest: dict[str, Any] = {"kind": "test.say", "kv": 1, "at": NOON, "by": ALICE, "org": None}

    with pytest.raises(NotLockedError):
        append(partnership=partnership, charter="c" * 64, body={}, idem=new_id(), **rest)
    with locked(found()), pytest.raises(NotLockedError):
        append(partnership=partnership, charter="c" * 64, body={}, idem=new_id(), **rest)


def test_a_failure_afterwards_takes_the_entry_back() -> None:
    partnership = found()

    def fail() -> None:
        with transaction.atomic():
            add(partnership)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert reading.size(partnership) == 1
    assert add(partnership).position == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "Say"}, "room.verb"),
        ({"by": "Alice"}, "ids or null"),
        ({"charter": None}, "64 hexadecimal"),
        ({"cites": [Cite(1, "answers")]}, "earlier entries only"),
        ({"cites": [Cite(0, "Answers")]}, "relation"),
        ({"body": {"text": {"text": "a", "digest": "b"}}}, "reference to a text"),
        ({"body": {"long": "x" * 66_000}}, "65535 bytes"),
        ({"kind": "founding.found"}, "first entry"),
        ({"idem": "x"}, "ids"),
        ({"seen": Seen(0, tree.EMPTY_ROOT)}, "signed act says"),
    ],
)
def test_what_the_record_does_not_accept(change: dict[str, Any], message: str) -> None:
    partnership = found()

    with pytest.raises(EntryError, match=message):
        add(partnership, **change)

    assert reading.size(partnership) == 1


# ── Signatures ────────────────────────────────────────────────────────────────────────────────────


def test_a_signed_act_is_recorded_with_what_its_signer_saw() -> None:
    partnership = found()
    number = add_key(partnership, KEY)
    seen = seen_now(partnership)

    entry = add(partnership, org=CLINIC, seen=seen, sign=signer(KEY, number))

    assert entry.seen == seen
    assert reading.entry_at(partnership, entry.position).sig == entry.sig


def test_a_signature_that_does_not_count_is_refused() -> None:
    partnership = found()
    number = add_key(partnership, KEY)
    seen = seen_now(partnership)
    other = SigningKey(bytes(32))

    with pytest.raises(SignatureRefused, match="does not hold"):
        add(partnership, org=CLINIC, seen=seen, sign=signer(other, number))
    with pytest.raises(SignatureRefused, match="another organisation"):
        add(partnership, org=new_id(), seen=seen, sign=signer(KEY, number))
    with pytest.raises(SignatureRefused, match="no key"):
        add(partnership, org=CLINIC, seen=seen, sign=signer(KEY, new_id()))
    add(partnership, kind="trust.revoke_key", body={"key": number})
    with pytest.raises(SignatureRefused, match="not live"):
        add(partnership, org=CLINIC, seen=seen, sign=signer(KEY, number))


def test_who_saw_another_history_cannot_sign_this_one() -> None:
    partnership = found()
    number = add_key(partnership, KEY)
    seen = Seen(2, bytes(32))

    with pytest.raises(EntryError, match="another history"):
        add(partnership, org=CLINIC, seen=seen, sign=signer(KEY, number))


def test_keys_are_named_once_strong_and_before_they_are_revoked() -> None:
    partnership = found()
    number = add_key(partnership, KEY)
    body = {"key": number, "holder": "person", "of": ALICE, "alg": "ed25519", "rp": None}
    strong = base64.b64encode(KEY.public).decode()
    weak = base64.b64encode(bytes(32)).decode()

    with pytest.raises(SignatureRefused, match="named before"):
        add(partnership, kind="trust.add_key", body={**body, "public": strong})
    with pytest.raises(SignatureRefused, match="weak"):
        add(partnership, kind="trust.add_key", body={**body, "key": new_id(), "public": weak})
    with pytest.raises(SignatureRefused, match="never named"):
        add(partnership, kind="trust.revoke_key", body={"key": new_id()})
    nobody = {"witnesses": [], "threshold": 1}
    with pytest.raises(SignatureRefused, match="threshold"):
        add(partnership, kind="trust.name_witnesses", body=nobody)
    with pytest.raises(SignatureRefused, match="verifier key"):
        add(partnership, kind="trust.host_moved", body={"log_key": "x"})


def test_derived_tables_can_be_written_again() -> None:
    partnership = found()
    number = add_key(partnership, KEY)
    add(partnership, cites=[{"entry": 0, "rel": "answers"}, {"entry": 1, "rel": "based_on"}])
    add(partnership, kind="trust.revoke_key", body={"key": number})
    before = (reading.named_keys(partnership), reading.cites_of(partnership, 2))

    laying.rebuild_derived(partnership)

    assert (reading.named_keys(partnership), reading.cites_of(partnership, 2)) == before
    assert before[0][0].revoked == 3
    assert reading.cited_by(partnership, 1) == [(2, "based_on", 1)]
    assert reading.named_keys(partnership, of=ALICE) == []


# ── What the database itself refuses ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET raw = leaf",
        "UPDATE record_entry SET position = position + 1000",
        "DELETE FROM record_entry",
        "DELETE FROM record_entry WHERE position = 0",
        "UPDATE record_tile SET data = root",
        "DELETE FROM record_tile",
        "UPDATE record_head SET size = size - 1",
        "DELETE FROM record_head",
    ],
)
def test_sql_cannot_change_the_past(statement: str) -> None:
    partnership = _with_a_tile()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute(statement)

    assert reading.size(partnership) == 257


def _with_a_tile() -> str:
    partnership = found()
    for number in range(256):
        add(partnership, body={"number": number})
    return partnership


def _execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_sql_cannot_put_another_entry_in_a_taken_place() -> None:
    entry = add(found())
    columns = "INTO record_entry (partnership, position, idem, leaf, raw) VALUES (%s, %s, %s, %s, %s)"
    row = [entry.partnership, entry.position, new_id(), bytes(32), b"{}"]
    verbs = ["INSERT", "INSERT OR REPLACE"] if connection.vendor == "sqlite" else ["INSERT"]

    for verb in verbs:
        with pytest.raises(DatabaseError), transaction.atomic():
            _execute(f"{verb} {columns}", *row)
        with pytest.raises(DatabaseError), transaction.atomic():
            _execute(f"{verb} {columns}", entry.partnership, 9, entry.idem, bytes(32), b"{}")

    assert reading.entry_at(entry.partnership, entry.position) == entry


def test_truncating_a_filled_record_is_refused() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE.")
    partnership = found()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute("TRUNCATE record_entry")

    assert reading.size(partnership) == 1


def test_a_whole_record_is_dropped_only_by_name() -> None:
    one, other = _with_a_tile(), found()

    laying.drop_partnership(one)

    assert (reading.size(one), reading.size(other)) == (0, 1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute("DELETE FROM record_entry WHERE partnership = %s", other)
    laying.drop_everything()
    assert reading.partnerships() == []
