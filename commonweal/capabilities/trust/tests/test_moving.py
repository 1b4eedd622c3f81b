"""A record moves once enough organisations have signed where to, and nothing is recorded where it has left."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, Founded, founded, founded_alone, given
from commonweal.capabilities.trust import acts, projection, queries
from commonweal.capabilities.trust.models import Closing, MoveAgreement
from commonweal.capabilities.trust.moving import organisations_needed
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import Partnership
from commonweal.record import reading
from commonweal.record.entry import Seen
from commonweal.record.hostkeys import log_key
from commonweal.record.keys import SigningKey

NEW = "https://new.example.org"
ELSEWHERE = "another secret of another host entirely"
ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo"}


@pytest.fixture
def cool(db) -> Founded:
    return with_keys(founded())


@pytest.fixture
def new_key(cool, settings):
    """The key under which the new host would sign."""
    here, settings.HOST_SECRET = settings.HOST_SECRET, ELSEWHERE
    key = log_key(cool.id)
    settings.HOST_SECRET = here
    return key


def with_keys(partnership: Founded) -> Founded:
    for who, org in ORGS.items():
        given(
            acts.AddKey(
                partnership=partnership.id, key=key_of(who), holder="organisation", of=partnership.org(org),
                alg="ed25519", public=b64_encode(signing(who).public),
            ),
            by=partnership.actor(who),
        )  # fmt: skip
    return partnership


def key_of(who: str) -> str:
    return id_from_seed("test", "key", who)


def signing(who: str) -> SigningKey:
    return SigningKey(who.encode().ljust(32, b"."))


def agree(cool: Founded, who: str, **other):
    head = reading.head(cool.id)
    act = acts.AgreeToMove(**{"partnership": cool.id, "to": NEW, **other})
    return given(
        act,
        by=cool.actor(who),
        seen=Seen(head.size, head.root),
        sign=lambda message: {"alg": "ed25519", "key": key_of(who), "sig": b64_encode(signing(who).sign(message))},
    )


def moving(cool: Founded) -> acts.MoveHost:
    head = reading.head(cool.id)
    return acts.MoveHost(partnership=cool.id, log_key=log_key(cool.id), size=head.size, root=b64_encode(head.root))


def test_two_organisations_move_the_record_to_the_host_that_they_named(cool, new_key, settings):
    agree(cool, "Bruno", log_key=new_key)
    settings.HOST_SECRET = ELSEWHERE
    with pytest.raises(Objected, match="2 organisations have signed it; of this host, 1"):
        perform(moving(cool), by=cool.alba, at=NOON)

    agree(cool, "Chiara", log_key=new_key)
    given(moving(cool), by=cool.alba)

    assert Partnership.objects.get(pk=cool.id).log_key == new_key
    assert queries.destinations(cool.id, needed=2) == []


def test_a_host_that_nobody_named_cannot_take_the_record(cool, settings):
    agree(cool, "Bruno")
    agree(cool, "Chiara")
    settings.HOST_SECRET, settings.ADDRESS = "a third secret of a third host, long enough", "https://third.example.org"

    with pytest.raises(Objected, match="of this host, 0 have"):
        perform(moving(cool), by=cool.alba, at=NOON)


def test_an_agreement_without_a_key_names_the_host_by_its_address(cool, settings):
    agree(cool, "Bruno", to=f"{NEW}/")
    agree(cool, "Chiara")
    settings.HOST_SECRET, settings.ADDRESS = ELSEWHERE, NEW

    given(moving(cool), by=cool.alba)

    assert not queries.signed_elsewhere(cool.id, named=Partnership.objects.get(pk=cool.id).log_key)


def test_an_organisation_counts_once_and_changes_its_mind(cool):
    agree(cool, "Bruno")
    agree(cool, "Bruno")
    agree(cool, "Bruno", to="https://other.example.org")

    (only,) = queries.destinations(cool.id, needed=2)
    assert (only.to, only.organisations, only.enough, only.missing) == ("https://other.example.org", 1, False, 1)


def test_an_organisation_that_left_counts_no_more(cool):
    agree(cool, "Bruno")
    agree(cool, "Chiara")
    cool.given("membership.leave", organisation=cool.org("ngo"))

    (only,) = queries.destinations(cool.id, needed=2)
    assert (only.organisations, only.enough) == (1, False)


def test_agreeing_is_signed_and_given_to_those_who_represent(cool):
    with pytest.raises(Objected, match="signed with your key"):
        perform(acts.AgreeToMove(partnership=cool.id, to=NEW), by=cool.bruno, at=NOON)
    with pytest.raises(Refused, match=r"charter 5\.6"):
        perform(acts.AgreeToMove(partnership=cool.id, to=NEW), by=cool.emre, at=NOON)


def test_one_does_not_move_where_one_is(cool, settings):
    with pytest.raises(Objected, match="lives on this host"):
        agree(cool, "Bruno", to=settings.ADDRESS)


@pytest.mark.parametrize("to", ["new.example.org", "https://new.example.org/p/cool", "ftp://x.org", "https://a b.org"])
def test_a_host_is_an_address_without_a_path(cool, to):
    with pytest.raises(ValidationError) as wrong:
        acts.AgreeToMove(partnership=cool.id, to=to)
    assert wrong.value.errors()[0]["loc"] == ("to",)


def test_a_partnership_of_few_organisations_asks_all_it_has(db, cool):
    alone = founded_alone("Alone")

    assert organisations_needed(cool.id) == (2, "5.6")
    assert organisations_needed(alone.id) == (1, "5.6")


def test_under_the_first_edition_the_convener_moves_alone(db, settings):
    old = founded_alone("Older", edition="interim/1")
    settings.HOST_SECRET = ELSEWHERE

    given(moving(old), by=old.alba)

    assert organisations_needed(old.id) == (0, "")


def test_nothing_is_recorded_after_the_record_was_closed(cool, new_key, settings):
    closing = acts.CloseHere(partnership=cool.id, to=NEW)
    with pytest.raises(Objected, match="of this host, 0 have"):
        perform(closing, by=cool.alba, at=NOON)
    agree(cool, "Bruno", log_key=new_key)
    agree(cool, "Chiara", log_key=new_key)
    with pytest.raises(Refused, match=r"charter 2\.8"):
        perform(closing, by=cool.bruno, at=NOON)
    given(closing, by=cool.alba)

    with pytest.raises(Refused, match=r"moved to https://new\.example\.org.*charter 5\.6"):
        cool.given("membership.admit", organisation=new_id(), name="One more", sector="company")

    settings.HOST_SECRET = ELSEWHERE
    given(moving(cool), by=cool.alba)
    assert queries.gone_to(cool.id) is None
    cool.given("membership.admit", organisation=new_id(), name="One more", sector="company")


def test_whoever_runs_the_host_stops_it_without_writing_on_the_record(cool):
    size = reading.size(cool.id)
    projection.stopped(cool.id, to=f"{NEW}/", at=NOON)

    with pytest.raises(Refused, match="moved to"):
        cool.given("fit.name_goal", title="No yard above 38 degrees")
    assert (reading.size(cool.id), queries.gone_to(cool.id)) == (size, NEW)
    replay(cool.id)
    assert queries.gone_to(cool.id) == NEW

    projection.let_go_on(cool.id)
    cool.given("fit.name_goal", title="No yard above 38 degrees")


def test_replay_gives_the_same_rows(cool, new_key):
    agree(cool, "Bruno", log_key=new_key, reason={"text": "It is nearer to us."})
    agree(cool, "Chiara", log_key=new_key)
    given(acts.CloseHere(partnership=cool.id, to=NEW), by=cool.alba)
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before
    assert all(before)


def rows(cool: Founded) -> list[list[dict[str, object]]]:
    tables = (MoveAgreement, Closing)
    return [[model_to_dict(row) for row in t.objects.filter(partnership=cool.id).order_by("pk")] for t in tables]
