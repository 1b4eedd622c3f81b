"""Keys, witnesses, anchors and moves, through the acts."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.act import Words
from commonweal.acts.perform import Objected, Refused, perform
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, Founded, founded, founded_alone, given
from commonweal.capabilities.trust import acts, queries
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import Anchor, NamedWitnesses, Partnership
from commonweal.people.words import texts
from commonweal.record import notes, reading
from commonweal.record.checkpoints import origin_of
from commonweal.record.entry import Seen
from commonweal.record.hostkeys import log_key
from commonweal.record.keys import SigningKey
from commonweal.record.notes import Verifier
from commonweal.record.signatures import check_signature

BRUNOS = SigningKey(b"b" * 32)
KEY = id_from_seed("test", "brunos key")


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def add_key(cool: Founded, **other):
    return acts.AddKey(
        **{
            "partnership": cool.id,
            "key": KEY,
            "holder": "organisation",
            "of": cool.org("company"),
            "alg": "ed25519",
            "public": b64_encode(BRUNOS.public),
            **other,
        }
    )


def signed(message: bytes) -> dict[str, str]:
    return {"alg": "ed25519", "key": KEY, "sig": b64_encode(BRUNOS.sign(message))}


def seen_now(cool: Founded) -> Seen:
    head = reading.head(cool.id)
    return Seen(head.size, head.root)


def witness(name: str) -> str:
    return str(Verifier(name, notes.COSIGNATURE, SigningKey(name.encode().ljust(32, b".")).public))


def test_a_representative_names_a_key_of_her_organisation(cool):
    entry = given(add_key(cool), by=cool.bruno)

    held = queries.keys(cool.id, to=cool.bruno, organisations={cool.org("company"): "Tejados Frescos"}, names={})
    assert [(row.key.key, row.key.added, row.organisation, row.hers) for row in held] == [
        (KEY, entry.position, "Tejados Frescos", True)
    ]


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"public": b64_encode(bytes(32))}, "weak"),
        ({"public": b64_encode(b"short")}, "32 bytes"),
        ({"alg": "webauthn"}, "webauthn with the rp"),
        ({"alg": "webauthn", "rp": "localhost"}, "uncompressed point"),
    ],
)
def test_a_key_that_cannot_be_trusted_is_explained(cool, other, says):
    with pytest.raises(ValidationError, match=says):
        add_key(cool, **other)


def test_nobody_names_a_key_of_others(cool):
    with pytest.raises(Objected, match="a key of your own"):
        perform(add_key(cool), by=cool.chiara, at=NOON)


def test_the_same_key_is_named_once(cool):
    given(add_key(cool), by=cool.bruno)

    with pytest.raises(Objected, match="registered already"):
        perform(add_key(cool, key=new_id()), by=cool.bruno, at=NOON)


def test_an_observer_who_names_a_key_is_refused_by_clause(cool):
    with pytest.raises(Refused, match=r"charter 2\.7"):
        perform(add_key(cool, holder="person", of=cool.person("Olga")), by=cool.olga, at=NOON)


def test_an_anchor_pins_what_was_recorded_before(cool):
    given(add_key(cool), by=cool.bruno)
    seen = seen_now(cool)

    entry = given(acts.AnchorRecord(partnership=cool.id), by=cool.bruno, seen=seen, sign=signed)

    check_signature(entry, reading.named_key(cool.id, KEY))
    assert [(w.size, w.entry) for w in queries.words(cool.id, organisations={}, names={})] == [
        (seen.size, entry.position)
    ]


def test_an_anchor_without_a_signature_is_objected_to(cool):
    with pytest.raises(Objected, match="signed with your key"):
        perform(acts.AnchorRecord(partnership=cool.id), by=cool.bruno, at=NOON)


def test_an_anchor_over_another_history_is_objected_to(cool):
    given(add_key(cool), by=cool.bruno)
    other = Seen(reading.size(cool.id), b"\1" * 32)

    with pytest.raises(Objected, match="another history"):
        perform(acts.AnchorRecord(partnership=cool.id), by=cool.bruno, at=NOON, seen=other, sign=signed)


def test_a_withdrawn_key_signs_no_more(cool):
    given(add_key(cool), by=cool.bruno)
    given(acts.RevokeKey(partnership=cool.id, key=KEY), by=cool.alba)

    with pytest.raises(Objected, match="not live"):
        perform(acts.AnchorRecord(partnership=cool.id), by=cool.bruno, at=NOON, seen=seen_now(cool), sign=signed)
    assert queries.keys(cool.id, to=cool.bruno, organisations={}, names={}) == []


def test_only_the_holder_and_the_convener_withdraw_a_key(cool):
    given(add_key(cool), by=cool.bruno)

    with pytest.raises(Objected, match="Only its holder"):
        perform(acts.RevokeKey(partnership=cool.id, key=KEY), by=cool.chiara, at=NOON)
    with pytest.raises(Objected, match="never did"):
        perform(acts.RevokeKey(partnership=cool.id, key=new_id()), by=cool.alba, at=NOON)


def test_the_words_beside_an_anchor_are_stored_with_the_salt_that_was_signed(cool):
    given(add_key(cool), by=cool.bruno)
    salt = b"s" * 32
    act = acts.AnchorRecord(partnership=cool.id, note=Words(text="We ran the verifier on two machines.", lang="en"))

    entry = given(act, by=cool.bruno, seen=seen_now(cool), sign=signed, salts={"/note": salt})

    text = texts([entry.body["note"]["text"]])[entry.body["note"]["text"]]
    assert (bytes(text.salt), text.digest) == (salt, entry.body["note"]["digest"])


def test_witnesses_are_named_by_the_convener(cool):
    given(
        acts.NameWitnesses(partnership=cool.id, witnesses=(witness("a.example"), witness("b.example")), threshold=1),
        by=cool.alba,
    )

    named, threshold = queries.witnesses(cool.id)
    assert ([w.name for w in named], threshold) == (["a.example", "b.example"], 1)


def test_a_witness_counts_once(cool):
    with pytest.raises(ValidationError, match="twice"):
        acts.NameWitnesses(partnership=cool.id, witnesses=(witness("a.example"), witness("a.example")), threshold=2)


def test_more_witnesses_than_there_are_cannot_be_asked_for(cool):
    with pytest.raises(ValidationError, match="between 0 and the number"):
        acts.NameWitnesses(partnership=cool.id, witnesses=(witness("a.example"),), threshold=2)


def test_a_representative_who_names_witnesses_is_refused_by_clause(cool):
    act = acts.NameWitnesses(partnership=cool.id, witnesses=(witness("a.example"),), threshold=1)

    with pytest.raises(Refused, match=r"charter 2\.8"):
        perform(act, by=cool.bruno, at=NOON)


def moving(cool: Founded) -> acts.MoveHost:
    head = reading.head(cool.id)
    return acts.MoveHost(partnership=cool.id, log_key=log_key(cool.id), size=head.size, root=b64_encode(head.root))


def test_a_record_from_elsewhere_moves_here(db, settings):
    cool = founded_alone(edition="interim/1")
    settings.HOST_SECRET = "another secret of another host entirely"

    assert queries.signed_elsewhere(cool.id, named=Partnership.objects.get(pk=cool.id).log_key)
    given(moving(cool), by=cool.alba)

    assert not queries.signed_elsewhere(cool.id, named=Partnership.objects.get(pk=cool.id).log_key)


def test_a_record_that_lives_here_does_not_move_here(cool):
    with pytest.raises(Objected, match="signs the record already"):
        perform(moving(cool), by=cool.alba, at=NOON)


def test_a_move_names_the_tree_as_it_stands(cool, settings):
    settings.HOST_SECRET = "another secret of another host entirely"
    late = moving(cool)
    cool.given("membership.admit", organisation=new_id(), name="One more", sector="company")

    with pytest.raises(Objected, match="Load the page again"):
        perform(late, by=cool.alba, at=NOON)


def test_a_log_key_of_another_record_is_refused(cool):
    with pytest.raises(ValidationError, match="origin"):
        acts.MoveHost(partnership=cool.id, log_key=log_key(new_id()), size=1, root=b64_encode(bytes(32)))
    assert origin_of(cool.id) in log_key(cool.id)


def test_replay_gives_the_same_rows(cool):
    given(add_key(cool), by=cool.bruno)
    given(acts.AnchorRecord(partnership=cool.id), by=cool.bruno, seen=seen_now(cool), sign=signed)
    given(acts.NameWitnesses(partnership=cool.id, witnesses=(witness("a.example"),), threshold=1), by=cool.alba)
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before
    assert all(before)


def rows(cool: Founded) -> list[list[dict[str, object]]]:
    tables = (Anchor, NamedWitnesses, Partnership)
    return [
        [model_to_dict(row) for row in table.objects.filter(partnership=cool.id).order_by("pk")] for table in tables
    ]
