"""The one door: all of it or none of it, by whom the charter says, once, and told afterwards."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from commonweal.acts.act import Words
from commonweal.acts.perform import Objected, Refused, perform, verdict_on
from commonweal.acts.testing import NOON, founded_alone, given, made
from commonweal.acts.tests.heard import heard
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, Actor, visitor
from commonweal.people.models import Text
from commonweal.people.words import digest_of
from commonweal.record import reading
from commonweal.record.entry import Seen
from commonweal.record.keys import SigningKey

IDEM = id_from_seed("test", "idem")
WORDS = {"text": "Because the wind is up.", "lang": "en"}


def fly(alone, **fields):
    return made("kites.fly", alone.id, **({"colour": "blue", "metres": 30} | fields))


def kept(alone):
    """What is left of a partnership if everything else went wrong: its size, and the words beside it."""
    return reading.size(alone.id), Text.objects.filter(partnership=alone.id).count()


def test_what_is_allowed_is_recorded_and_projected(kites, alone):
    entry = perform(fly(alone), by=alone.alba, at=NOON)

    assert entry == reading.entry_at(alone.id, 1)
    assert (entry.kind, entry.kv, entry.body) == ("kites.fly", 3, {"colour": "blue", "metres": 30, "why": None})
    assert (entry.by, entry.at) == (alone.person("Alba"), NOON)
    assert [(position, act.colour) for position, act in kites.flown] == [(1, "blue")]
    assert kites.observed == [0, 1]


def test_every_act_names_the_charter_in_force(kites, alone):
    founding = reading.entry_at(alone.id, 0)
    entry = perform(fly(alone), by=alone.alba, at=NOON)

    assert founding.charter is None
    assert entry.charter is not None
    assert len(entry.charter) == 64


def test_what_the_charter_refuses_leaves_nothing_behind_and_names_its_clause(kites, alone):
    before = kept(alone)

    with pytest.raises(Refused, match=r"charter 2\.8") as refused:
        perform(fly(alone, why=WORDS), by=visitor(alone.id), at=NOON)

    assert (refused.value.verdict.allowed, refused.value.verdict.clause) == (False, "2.8")
    assert kept(alone) == before
    assert kites.flown == []


def test_a_guard_of_another_capability_refuses_with_its_own_clause(kites, alone):
    with pytest.raises(Refused, match=r"Red is for signals\. \(charter 9\.9\)"):
        perform(fly(alone, colour="red"), by=alone.alba, at=NOON)

    assert reading.size(alone.id) == 1


def test_a_guard_says_no_to_an_act_and_not_to_its_kind(kites, alone):
    assert verdict_on(kites.FlyKite, by=alone.alba, at=NOON).allowed
    assert verdict_on(fly(alone), by=alone.alba, at=NOON).allowed
    assert not verdict_on(fly(alone, colour="red"), by=alone.alba, at=NOON).allowed


def test_what_does_not_fit_is_objected_to_at_its_field(kites, alone):
    before = kept(alone)

    with pytest.raises(Objected, match="at most 100") as objected:
        perform(fly(alone, metres=101, why=WORDS), by=alone.alba, at=NOON)

    assert objected.value.objection.field == "metres"
    assert kept(alone) == before


def test_a_projection_that_fails_takes_the_entry_and_the_words_with_it(kites, alone):
    before = kept(alone)

    with pytest.raises(RuntimeError, match="torn"):
        perform(fly(alone, colour="torn", why=WORDS), by=alone.alba, at=NOON)

    assert kept(alone) == before
    assert perform(fly(alone), by=alone.alba, at=NOON).position == 1


def test_the_same_number_twice_is_done_once(kites, alone):
    act = fly(alone, idem=IDEM, why=WORDS)
    first = perform(act, by=alone.alba, at=NOON)

    second = perform(act, by=alone.alba, at=NOON + timedelta(minutes=5))

    assert second == first
    assert kept(alone) == (2, 1)
    assert len(kites.flown) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"colour": "green"},
        {"why": None},
        {"why": {"text": "Because I like it.", "lang": "en"}},
        {"why": {**WORDS, "lang": "es"}},
        {"cites": [{"entry": 0, "rel": "based_on"}]},
    ],
)
def test_another_act_under_the_same_number_is_refused(kites, alone, other):
    perform(fly(alone, idem=IDEM, why=WORDS), by=alone.alba, at=NOON)

    with pytest.raises(Objected, match="already used for another act"):
        perform(fly(alone, **({"idem": IDEM, "why": WORDS} | other)), by=alone.alba, at=NOON)

    assert reading.size(alone.id) == 2


def test_somebody_else_does_not_get_the_entry_of_a_number(kites, alone):
    perform(fly(alone, idem=IDEM), by=alone.alba, at=NOON)

    with pytest.raises(Objected, match="already used for another act"):
        perform(fly(alone, idem=IDEM), by=replace(alone.alba, person=id_from_seed("test", "b")), at=NOON)


def test_a_repetition_after_an_erasure_is_still_the_same(kites, alone):
    act = fly(alone, idem=IDEM, why=WORDS)
    first = perform(act, by=alone.alba, at=NOON)
    text = first.body["why"]["text"]
    alone.given("people.erased", texts=[text])

    assert perform(act, by=alone.alba, at=NOON) == first


def test_words_stand_apart_with_a_salted_digest(kites, alone):
    entry = perform(fly(alone, why=WORDS), by=alone.alba, at=NOON)

    text = Text.objects.get(partnership=alone.id)
    assert entry.body["why"] == {"text": text.pk, "digest": text.digest}
    assert WORDS["text"].encode() not in entry.raw
    assert (text.text, text.lang, len(bytes(text.salt))) == (WORDS["text"], "en", 32)
    assert text.digest == digest_of(WORDS["text"], lang="en", salt=bytes(text.salt))


def test_the_same_words_twice_have_two_digests(kites, alone):
    bodies = [perform(fly(alone, why=WORDS), by=alone.alba, at=NOON).body["why"] for _ in range(2)]

    assert bodies[0]["text"] != bodies[1]["text"]
    assert bodies[0]["digest"] != bodies[1]["digest"]


def test_a_projection_sees_what_a_replay_will_see(kites, alone):
    entry = perform(fly(alone, why=WORDS), by=alone.alba, at=NOON)

    assert kites.flown[-1][1].why.model_dump() == entry.body["why"]


def test_references_are_made_here_and_never_taken_from_outside(kites, alone):
    reference = perform(fly(alone, why=WORDS), by=alone.alba, at=NOON).body["why"]

    for stolen in (reference, {**reference, "digest": "0" * 64}, {"text": IDEM, "digest": "0" * 64}):
        with pytest.raises(Objected, match="not a reference"):
            perform(fly(alone, why=stolen), by=alone.alba, at=NOON)

    assert reading.size(alone.id) == 2


@pytest.mark.parametrize("character", ["\0", "\ud800"])
def test_characters_that_cannot_be_kept_are_objected_to(kites, alone, character):
    words = Words.model_construct(text=f"Because{character}.", lang="en")  # as from a caller who skipped validation
    act = kites.FlyKite.model_construct(partnership=alone.id, idem=IDEM, colour="blue", metres=1, why=words)
    for wrong in (act, act.model_copy(update={"colour": f"blue{character}", "why": None})):
        with pytest.raises(Objected, match="cannot be kept"):
            perform(wrong, by=alone.alba, at=NOON)

    assert reading.size(alone.id) == 1


def test_an_act_cites_only_what_stands_before_it(kites, alone):
    entry = perform(fly(alone, cites=[{"entry": 0, "rel": "based_on"}]), by=alone.alba, at=NOON)
    with pytest.raises(Objected, match="earlier entries"):
        perform(fly(alone, cites=[{"entry": 7, "rel": "based_on"}]), by=alone.alba, at=NOON)

    assert [tuple(cite) for cite in entry.cites] == [(0, "based_on")]


def test_whoever_acts_in_another_partnership_is_refused(kites, alone):
    other = founded_alone("Quiet Streets")

    for stranger in (other.alba, Actor(None, person=alone.person("Alba"), roles=frozenset({ANYONE, "convener"}))):
        with pytest.raises(Refused, match="another partnership"):
            perform(fly(alone), by=stranger, at=NOON)

    assert reading.size(alone.id) == 1


def test_what_binds_has_to_be_signed(kites, alone):
    with pytest.raises(Objected, match="signed with your key"):
        perform(made("kites.tie", alone.id), by=alone.alba, at=NOON)
    key = SigningKey(bytes(range(32)))
    id = id_from_seed("test", "key")
    public = {"alg": "ed25519", "public": b64_encode(key.public), "rp": None}
    alone.given("trust.add_key", key=id, holder="person", of=alone.person("Alba"), **public)
    seen = Seen(2, reading.root_at(alone.id, 2))

    def sign(message):
        return {"alg": "ed25519", "key": id, "sig": b64_encode(key.sign(message))}

    entry = given(made("kites.tie", alone.id), by=alone.alba, sign=sign, seen=seen)

    assert entry.sig == sign(entry.message)
    assert entry.seen == seen
    with pytest.raises(Objected):
        given(made("kites.tie", alone.id), by=alone.alba, sign=lambda _m: sign(b"something else"), seen=seen)


def test_listeners_hear_of_it_after_the_commit(kites, alone, settings, django_capture_on_commit_callbacks):
    heard.clear()
    settings.COMMONWEAL_LISTENERS = ["commonweal.acts.tests.heard.remember"]

    with django_capture_on_commit_callbacks(execute=True):
        perform(fly(alone), by=alone.alba, at=NOON)
        assert heard == []

    assert heard == [1]


def test_a_listener_that_fails_stops_neither_the_act_nor_the_others(
    kites, alone, settings, caplog, django_capture_on_commit_callbacks
):
    heard.clear()
    settings.COMMONWEAL_LISTENERS = ["commonweal.acts.tests.heard.fail", "commonweal.acts.tests.heard.remember"]

    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        perform(fly(alone), by=alone.alba, at=NOON)

    assert heard == [1]
    assert reading.size(alone.id) == 2
    assert f"A listener failed on entry 1 of {alone.id}" in caplog.text


def test_nobody_hears_of_what_did_not_happen(kites, alone, settings, django_capture_on_commit_callbacks):
    heard.clear()
    settings.COMMONWEAL_LISTENERS = ["commonweal.acts.tests.heard.remember"]

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Objected):
        perform(fly(alone, metres=101), by=alone.alba, at=NOON)

    assert heard == []


def test_perform_owns_its_transaction(kites, alone):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        perform(fly(alone), by=alone.alba, at=NOON)
