"""The bytes of an entry: one accepted form, and every other refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.kit.canonical import canonical_encode
from commonweal.kit.ids import id_from_seed
from commonweal.record.entry import (
    FOUNDING_KIND,
    MESSAGE_PREFIX,
    Cite,
    EntryError,
    Seen,
    TextReference,
    act_object,
    encode_entry,
    parse_entry,
    signed_message,
    texts_in,
)
from commonweal.record.tests.acting import ALICE, CHARTER, CLINIC, NOON
from commonweal.record.tree import EMPTY_ROOT, leaf_hash

PARTNERSHIP, NONCE = id_from_seed("partnership"), id_from_seed("nonce")
SIG = {"alg": "ed25519", "key": id_from_seed("key"), "sig": "A" * 86 + "=="}


def _act(**change: Any) -> dict[str, Any]:
    act = act_object(
        kind="fit.score",
        kv=2,
        partnership=PARTNERSHIP,
        at=NOON,
        by=ALICE,
        org=CLINIC,
        charter=CHARTER,
        body={"score": 4},
        cites=[Cite(3, "based_on"), Cite(1, "answers"), Cite(1, "answers")],
        idem=NONCE,
    )
    return {**act, **change}


def _raw(*, sig: object = None, **change: Any) -> bytes:
    return canonical_encode({"act": _act(**change), "sig": sig})


def test_an_entry_is_read_as_it_was_written() -> None:
    raw = encode_entry(_act())

    entry = parse_entry(raw, position=9, partnership=PARTNERSHIP)

    assert (entry.kind, entry.kv, entry.at, entry.by, entry.org) == ("fit.score", 2, NOON, ALICE, CLINIC)
    assert entry.cites == (Cite(1, "answers"), Cite(3, "based_on"))
    assert (entry.body, entry.idem, entry.charter) == ({"score": 4}, NONCE, CHARTER)
    assert (entry.seen, entry.sig, entry.raw, entry.leaf) == (None, None, raw, leaf_hash(raw))


@pytest.mark.parametrize("sig", [None, SIG])
def test_the_message_is_the_act_behind_its_purpose(sig: dict[str, str] | None) -> None:
    seen = {"size": 2, "root": "A" * 43 + "="} if sig else None
    act = _act(seen=seen)

    entry = parse_entry(encode_entry(act, sig), position=9)

    assert entry.message == signed_message(act) == MESSAGE_PREFIX + canonical_encode(act)


def _without(key: str) -> dict[str, Any]:
    act = _act()
    del act[key]
    return act


@pytest.mark.parametrize("key", sorted(_act()))
def test_every_key_of_an_act_is_needed_and_no_other(key: str) -> None:
    with pytest.raises(EntryError, match="exactly the keys"):
        parse_entry(canonical_encode({"act": _without(key), "sig": None}), position=9)
    with pytest.raises(EntryError, match="exactly the keys"):
        parse_entry(canonical_encode({"act": {**_act(), f"{key}_2": 1}, "sig": None}), position=9)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"v": 2}, "version of acts"),
        ({"v": True}, "version of acts"),
        ({"kv": 0}, "from 1"),
        ({"kv": "1"}, "from 1"),
        ({"kind": None}, "room.verb"),
        ({"kind": "a.b.c"}, "room.verb"),
        ({"partnership": ALICE}, "another partnership"),
        ({"partnership": None}, "are ids"),
        ({"idem": "a" * 26 + "\n"}, "are ids"),
        ({"org": ""}, "ids or null"),
        ({"at": "2030-02-30T00:00:00Z"}, "day"),
        ({"at": 5}, "not an instant"),
        ({"charter": "C" * 64}, "64 hexadecimal"),
        ({"body": []}, "body of an act"),
        ({"cites": None}, "are a list"),
        ({"cites": {}}, "are a list"),
        ({"cites": [{"entry": 1}]}, "exactly the keys entry and rel"),
        ({"cites": [{"entry": 9, "rel": "a"}]}, "earlier"),
        ({"cites": [{"entry": True, "rel": "a"}]}, "earlier"),
        ({"cites": [{"entry": -1, "rel": "a"}]}, "earlier"),
        ({"cites": [{"entry": 1, "rel": "b"}, {"entry": 1, "rel": "a"}]}, "sorted"),
        ({"cites": [{"entry": 1, "rel": "a"}] * 2}, "sorted"),
        ({"cites": [{"entry": 1, "rel": ""}]}, "relation"),
        ({"seen": {"size": 1}}, "size and root"),
        ({"seen": {"size": 10, "root": "A" * 43 + "="}}, "more entries"),
        ({"seen": {"size": 1, "root": "AA=="}}, "32 bytes"),
        ({"sig": SIG}, "signed act"),
        ({"sig": {**SIG, "more": 1}}, "exactly that form"),
        ({"sig": {**SIG, "alg": "rsa"}}, "exactly that form"),
        ({"sig": {**SIG, "alg": None}}, "names its algorithm"),
        ({"sig": {**SIG, "key": "x"}}, "key of a signature"),
        ({"sig": {**SIG, "sig": 5}}, "is base64"),
        ({"sig": {**SIG, "sig": "AA=="}}, "64 bytes"),
        ({"sig": []}, "names its algorithm"),
    ],
)
def test_what_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(EntryError, match=message):
        parse_entry(_raw(**change), position=9, partnership=PARTNERSHIP)


def test_the_first_entry_founds_and_no_other_does() -> None:
    first = _raw(kind=FOUNDING_KIND, charter=None, cites=[])

    assert parse_entry(first, position=0).charter is None
    with pytest.raises(EntryError, match="first entry"):
        parse_entry(first, position=1)
    with pytest.raises(EntryError, match="first entry"):
        parse_entry(_raw(cites=[]), position=0)


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"act":1}', b'{"act":{},"sig":null}', b"x" * 65_536])
def test_what_is_no_entry(raw: bytes) -> None:
    with pytest.raises(EntryError):
        parse_entry(raw, position=1)


@given(st.binary(max_size=5), st.integers(0, 1000), st.integers(0, 5))
def test_no_change_of_bytes_reads_the_same(junk: bytes, at: int, length: int) -> None:
    raw = _raw()
    start = at % len(raw)
    changed = raw[:start] + junk + raw[start + length :]
    try:
        entry = parse_entry(changed, position=9)
    except EntryError:
        return

    assert (entry.leaf == leaf_hash(raw)) == (changed == raw)
    assert canonical_encode({"act": _act_of(entry.act_bytes), "sig": entry.sig}) == changed


def _act_of(data: bytes) -> dict[str, Any]:
    import json  # noqa: PLC0415 - an independent reader, for this test alone

    found: dict[str, Any] = json.loads(data)
    return found


def test_texts_are_found_wherever_they_stand() -> None:
    def reference(number: int) -> dict[str, str]:
        return {"text": id_from_seed(str(number)), "digest": "d" * 64}

    body = {"note": reference(1), "rows": [{"cells": [reference(2)]}], "text": "plain", "more": {"text": 5}}

    assert list(texts_in(body)) == [TextReference(**reference(1)), TextReference(**reference(2))]
    for wrong in ({"text": "x", "digest": "d" * 64}, {"text": id_from_seed(), "digest": "D" * 64}):
        with pytest.raises(EntryError, match="reference to a text"):
            list(texts_in({"a": [wrong]}))


def test_an_act_can_say_what_its_signer_saw() -> None:
    call: Callable[..., dict[str, Any]] = act_object
    act = call(**{**_call(), "seen": Seen(0, EMPTY_ROOT)})

    assert act["seen"] == {"size": 0, "root": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}


def _call() -> dict[str, Any]:
    act = _act()
    return {key: act[key] for key in act if key not in ("v", "at", "cites")} | {"at": NOON}
