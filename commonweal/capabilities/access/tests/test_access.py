"""Looking at personal data stands on the record, for a reason, where everybody who takes part sees it."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.acts.installed import capability_of
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, account, founded, given, made
from commonweal.capabilities.access.models import Look
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.people import claims, identity
from commonweal.people.models import Pseudonym
from commonweal.record import reading
from commonweal.record.keys import SigningKey
from commonweal.web.signing import WAITS

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHY = {"text": "A letter came back.", "lang": "en"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def cool(time_machine):
    time_machine.move_to(NOON, tick=False)
    return founded()


def host(cool):
    """Whoever runs the host, as a page lets her act."""
    person = identity.pseudonym_of(account("Henri"), partnership=cool.id)
    return Actor(cool.id, person=person, roles=frozenset({ANYONE, "administrator"}))


def browser(name):
    client = Client()
    client.force_login(account(name), backend=BACKEND)
    return client


def looked(cool, *, by=None, person="Emre", what="mail_address", **fields):
    return cool.given("access.looked", by=by, person=cool.person(person), what=what, reason=WHY, **fields)


@pytest.mark.parametrize("kind", ["looked", "stopped", "resumed"])
def test_whoever_runs_the_host_does_it_on_the_record(cool, kind):
    more = {"what": "account"} if kind == "looked" else {}

    entry = cool.given(f"access.{kind}", by=host(cool), person=cool.person("Emre"), reason=WHY, **more)

    row = Look.objects.get()
    assert (row.done, row.person, row.by, row.entry) == (kind, cool.person("Emre"), host(cool).person, entry.position)
    assert row.reason.text == WHY["text"]
    assert WHY["text"] not in str(entry.body)


def test_everybody_who_takes_part_sees_it_and_nobody_else(cool):
    looked(cool)
    looked(cool, by=host(cool), what="account")

    page = browser("Olga").get("/p/cool-schools/who-looked/").content.decode()

    assert page.index("Looked at a person’s account") < page.index("Looked at a person’s mail address")
    assert "It concerned Emre." in page
    assert "Henri did it." in page
    assert page.count(WHY["text"]) == 2
    assert browser("Farah").get("/p/cool-schools/who-looked/").status_code == 404
    assert Client().get("/p/cool-schools/who-looked/").status_code == 302


def test_the_person_is_told(cool):
    entry = looked(cool)

    assert tuple(capability_of("access.looked").concerns["access.looked"](entry)) == (cool.person("Emre"),)


@pytest.mark.parametrize("who", ["bruno", "emre", "olga", "farah"])
def test_others_are_refused_by_the_clause(cool, who):
    with pytest.raises(Refused, match=r"charter 5\.5"):
        looked(cool, by=getattr(cool, who))


def test_a_convener_looks_but_stops_nobody(cool):
    looked(cool, what="access_needs")

    with pytest.raises(Objected, match="end a place"):
        cool.given("access.stopped", person=cool.person("Emre"), reason=WHY)


@pytest.mark.parametrize("person", [id_from_seed("nobody"), "elsewhere"])
def test_nobody_of_elsewhere_is_looked_at(cool, person):
    if person == "elsewhere":
        person = founded("Quiet Streets").person("Emre")

    with pytest.raises(Objected, match="Nobody is known here"):
        cool.given("access.looked", person=person, what="profile", reason=WHY)


@pytest.mark.parametrize("reason", [{"text": "  ", "lang": "en"}, None])
def test_it_needs_a_reason(cool, reason):
    with pytest.raises(ValueError, match="reason"):
        made("access.looked", cool.id, person=cool.person("Emre"), what="profile", reason=reason)


def test_a_replay_gives_the_same_rows(cool):
    looked(cool)
    cool.given("access.stopped", by=host(cool), person=cool.person("Dina"), reason=WHY)
    before = list(Look.objects.order_by("key").values())

    replay(cool.id)

    assert list(Look.objects.order_by("key").values()) == before


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_costs_the_same_however_long(cool, count, django_assert_max_num_queries):
    for n in range(count):
        looked(cool, person=("Emre", "Dina", "Olga")[n % 3])
    client = browser("Olga")

    with django_assert_max_num_queries(8):
        page = client.get("/p/cool-schools/who-looked/").content.decode()

    assert ('rel="next"' in page) == (count > 50)


def test_erased_people_have_no_name_there(cool):
    looked(cool)
    cool.given("people.erased", by=cool.emre, people=[cool.person("Emre")])

    page = browser("Olga").get("/p/cool-schools/who-looked/").content.decode()

    assert "somebody who has no name here any more" in page


# ── Linked again ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def restored(cool):
    """The partnership as it comes from another host: nobody but the convener is known."""
    Pseudonym.objects.filter(partnership=cool.id).exclude(id=cool.person("Alba")).update(account=None)
    return cool


def test_a_convener_hands_a_link_that_works_once(restored):
    page = browser("Alba").get("/p/cool-schools/who-looked/link/").content.decode()
    assert "Participant for Families of the North Quarter" in page
    sent = {"person": restored.person("Emre"), "reason": "The record came from our old host."}
    made_link = browser("Alba").post("/p/cool-schools/who-looked/link/", sent).content.decode()
    link = "/claim/" + made_link.partition("/claim/")[2].partition('"')[0]

    emre = browser("Emre")
    assert emre.get(link).status_code == 200
    assert not identity.is_linked(restored.person("Emre"), partnership=restored.id)
    assert emre.post(link).url == "/p/cool-schools/"

    assert identity.known_pseudonym_of(account("Emre"), partnership=restored.id) == restored.person("Emre")
    assert browser("Farah").post(link).status_code == 404
    assert Look.objects.get().done == "linked"


def test_a_link_is_over_after_a_week(restored, time_machine):
    token = claims.offer(restored.person("Emre"), partnership=restored.id, at=NOON)

    time_machine.move_to(NOON + claims.LASTS, tick=False)

    assert browser("Emre").get(f"/claim/{token}/").status_code == 404


def test_whoever_takes_part_already_is_not_linked_a_second_time(restored):
    token = claims.offer(restored.person("Emre"), partnership=restored.id, at=NOON)

    page = browser("Alba").post(f"/claim/{token}/").content.decode()

    assert "cannot be linked" in page
    assert not identity.is_linked(restored.person("Emre"), partnership=restored.id)


def test_only_a_sign_of_nobody_is_linked_and_never_an_erased_one(cool):
    with pytest.raises(Objected, match="belongs to this person already"):
        cool.given("access.linked", person=cool.person("Emre"), reason=WHY)

    cool.given("people.erased", by=cool.emre, people=[cool.person("Emre")])

    with pytest.raises(Objected, match="cannot be undone"):
        cool.given("access.linked", person=cool.person("Emre"), reason=WHY)
    assert not identity.link(account("Farah"), cool.person("Emre"), partnership=cool.id)


def with_key(cool, name):
    """Name a key of one of the cast on the record, and return it with its id."""
    key, seed = id_from_seed("test", "key", name), SigningKey(name.lower().ljust(32).encode())
    given(made("trust.add_key", cool.id, key=key, holder="person", of=cool.person(name), alg="ed25519",
               public=b64_encode(seed.public)), by=cool.actor(name))  # fmt: skip
    return key, seed


def proving(client, key, seed):
    """Prove with a key as a person does it, and return the answer."""
    page = client.post("/p/cool-schools/it-is-me/", {"key": key}).context["prepared"]
    signature = b64_encode(seed.sign(page.message))
    return client.post("/p/cool-schools/it-is-me/", {"step": "sign", "key": key, "signature": signature})


def test_a_person_proves_with_her_key_that_it_is_her(cool):
    key, seed = with_key(cool, "Bruno")
    Pseudonym.objects.filter(id=cool.person("Bruno")).update(account=None)
    bruno = browser("Bruno")
    assert key in bruno.get("/p/cool-schools/it-is-me/").content.decode()

    answer = proving(bruno, key, seed)

    assert answer.url == "/p/cool-schools/"
    assert identity.known_pseudonym_of(account("Bruno"), partnership=cool.id) == cool.person("Bruno")
    entry = reading.entry_at(cool.id, reading.size(cool.id) - 1)
    assert (entry.kind, entry.by, entry.sig["key"]) == ("access.linked", cool.person("Bruno"), key)


def test_a_wrong_key_or_one_that_waited_proves_nothing(cool, time_machine):
    key, seed = with_key(cool, "Bruno")
    Pseudonym.objects.filter(id=cool.person("Bruno")).update(account=None)
    farah = browser("Farah")

    wrong = proving(farah, key, SigningKey(b"x" * 32))
    assert 'role="alert"' in wrong.content.decode()
    prepared = farah.post("/p/cool-schools/it-is-me/", {"key": key}).context["prepared"]
    time_machine.move_to(NOON + WAITS + WAITS, tick=False)
    sent = {"step": "sign", "key": key, "signature": b64_encode(seed.sign(prepared.message))}
    late = farah.post("/p/cool-schools/it-is-me/", sent)

    assert "waited too long" in late.content.decode()
    assert not identity.is_linked(cool.person("Bruno"), partnership=cool.id)


def test_keys_of_people_who_are_known_prove_nothing(cool):
    key, _seed = with_key(cool, "Bruno")

    assert key not in browser("Farah").get("/p/cool-schools/it-is-me/").content.decode()
    assert browser("Farah").post("/p/cool-schools/it-is-me/", {"key": key}).context["prepared"] is None
    assert browser("Emre").get("/p/cool-schools/it-is-me/").status_code == 404
