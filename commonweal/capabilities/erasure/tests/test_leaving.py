"""A person takes a copy of everything, and has everything erased: in every partnership, and on the host."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as the_settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from commonweal.acts.perform import Objected
from commonweal.acts.testing import NOON, account, founded, founded_alone, welcome
from commonweal.capabilities.erasure import again, leaving
from commonweal.capabilities.erasure.models import WrittenText
from commonweal.partnerships.actors import visitor
from commonweal.partnerships.models import Representation
from commonweal.people import access, identity, papercodes, tombstones, words
from commonweal.people.models import Account, Pseudonym, Text
from commonweal.record import reading

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SURE = {"words_too": "on", "sure": "on"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)
    cache.clear()


@pytest.fixture
def both():
    """Two partnerships in which Emre takes part, and what he wrote in each."""
    houses = [founded("Cool Schools"), founded("Quiet Streets")]
    for house in houses:
        says = {"text": f"Emre says it in {house.slug}.", "lang": "en"}
        house.given("fit.state_condition", by=house.emre, condition="time", colour="red", says=says)
    return houses


def browser(name):
    client = Client()
    client.force_login(account(name), backend=BACKEND)
    return client


def downloaded(client):
    answer = client.post("/accounts/my-data/")
    assert answer.streaming
    assert "no-store" in answer["Cache-Control"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_copy_holds_everything_that_is_kept(both):
    emre = account("Emre")
    EmailAddress.objects.create(user=emre, email=emre.email, verified=True, primary=True)
    papercodes.give(emre, at=NOON)
    TOTP.activate(emre, "JBSWY3DPEHPK3PXP")
    access.say(both[0].person("Emre"), "A ramp.", lang="en")
    client = browser("Emre")
    session = client.session  # signed in with the second factor, too
    session["account_authentication_methods"] = [{"method": "mfa", "at": NOON.timestamp()}]
    session["account_authentication_methods_user"] = emre.pk
    session.save()

    files = downloaded(client)

    assert json.loads(files["account.json"])["mail_address"] == "emre@example.org"
    kept = json.loads(files["kept-beside-the-records.json"])
    assert kept["account.emailaddress"][0]["verified"] is True
    assert kept["people.papercode"] == [{"account": emre.pk, "made_on": "2026-03-02"}]
    assert "JBSWY3DPEHPK3PXP" not in "".join(files.values())
    me = json.loads(files["partnerships/cool-schools/me.json"])
    assert (me["what_i_need"], me["my_places"][0]["organisation"]) == ("A ramp.", "Families of the North Quarter")
    assert "Emre says it in cool-schools." in files["partnerships/cool-schools/words.jsonl"]
    kinds = [json.loads(line)["kind"] for line in files["partnerships/quiet-streets/acts.jsonl"].splitlines()]
    assert "fit.state_condition" in kinds
    assert "Bruno" not in "".join(files.values())


def test_a_copy_wants_a_fresh_sign_in(both, time_machine):
    client = browser("Emre")
    time_machine.move_to(NOON + timedelta(minutes=the_settings.RECENT_MINUTES), tick=False)

    assert client.post("/accounts/my-data/").status_code == 403
    assert client.get("/accounts/leave/").status_code == 403
    assert client.post("/accounts/leave/", SURE).status_code == 403
    assert Account.objects.filter(email="emre@example.org").exists()
    assert Client().post("/accounts/my-data/").status_code == 302


def test_a_whole_account_goes(both):
    emre, client = account("Emre"), browser("Emre")
    other = browser("Emre")
    people = [house.person("Emre") for house in both]

    answer = client.post("/accounts/leave/", SURE)

    assert answer.url == "/"
    assert not Account.objects.filter(pk=emre.pk).exists()
    assert other.get("/accounts/").status_code == 302
    assert not Pseudonym.objects.filter(id__in=people, account__isnull=False).exists()
    assert not Representation.objects.filter(person__in=people, ended_at__isnull=True).exists()
    assert not Text.objects.filter(text__startswith="Emre says").exists()
    for house in both:
        last = [reading.entry_at(house.id, reading.size(house.id) - n) for n in (2, 1)]
        assert [entry.kind for entry in last] == ["people.erased"] * 2
        assert not identity.link(account("Farah"), house.person("Emre"), partnership=house.id)


def test_words_stay_without_a_name_where_she_wants_it(both):
    browser("Emre").post("/accounts/leave/", {"sure": "on"})

    assert Text.objects.filter(text__startswith="Emre says").count() == 2


def test_nothing_goes_without_the_tick(both):
    page = browser("Emre").post("/accounts/leave/", {"words_too": "on"}).content.decode()

    assert "Nothing was erased" in page
    assert Account.objects.filter(email="emre@example.org").exists()


def test_the_only_convener_is_told_where_she_is_needed(both):
    client = browser("Alba")

    assert "Cool Schools" in client.get("/accounts/leave/").content.decode()
    answer = client.post("/accounts/leave/", SURE)

    assert answer.status_code == 409
    assert "Invite another convener there first" in answer.content.decode()
    assert Account.objects.filter(email="alba@example.org").exists()
    for house in both:
        assert identity.is_linked(house.person("Alba"), partnership=house.id)


def test_whoever_is_alone_is_needed_by_nobody():
    founded_alone("Quiet Streets")

    assert browser("Alba").post("/accounts/leave/", SURE).url == "/"


def test_more_words_than_one_act_names_take_several(both, monkeypatch):
    cool = both[0]
    for n in range(7):
        says = {"text": f"Number {n}.", "lang": "en"}
        cool.given("fit.state_condition", by=cool.emre, condition="room", colour="amber", says=says)
    monkeypatch.setattr(leaving, "MOST", 3)
    before = reading.size(cool.id)

    browser("Emre").post("/accounts/leave/", SURE)

    assert reading.size(cool.id) - before == 4
    assert not WrittenText.objects.filter(person=cool.person("Emre"), erased_at__isnull=True).exists()


def test_a_record_that_takes_no_act_holds_nothing_back(both, monkeypatch):
    def refused(*_args, **_named):
        raise Objected(made_objection())

    monkeypatch.setattr(leaving, "perform", refused)

    browser("Emre").post("/accounts/leave/", SURE)

    assert not Account.objects.filter(email="emre@example.org").exists()
    assert not Text.objects.filter(text__startswith="Emre says").exists()
    assert not identity.is_linked(both[0].person("Emre"), partnership=both[0].id)


def made_objection():
    from commonweal.acts.capability import Objection  # noqa: PLC0415 - only that test objects

    return Objection("This record is closed.")


# ── Who does it for somebody else ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def henri():
    Account.objects.filter(pk=account("Henri").pk).update(is_administrator=True)
    return browser("Henri")


def test_whoever_runs_the_host_erases_a_person_whose_account_is_stopped(both, henri):
    emre = account("Emre")
    sent = {"account": emre.pk, "sure": "on"}

    henri.post("/host/erase/", sent)
    assert Account.objects.filter(pk=emre.pk).exists()
    henri.post("/host/stop/", {"account": emre.pk, "stop": "True", "reason": "He asked to be erased by letter."})
    henri.post("/host/erase/", {"account": emre.pk})
    assert Account.objects.filter(pk=emre.pk).exists()
    henri.post("/host/erase/", sent)

    assert not Account.objects.filter(pk=emre.pk).exists()
    assert not Text.objects.filter(text__startswith="Emre says").exists()
    last = reading.entry_at(both[0].id, reading.size(both[0].id) - 1)
    assert (last.kind, last.by) == ("people.erased", identity.pseudonym_of(account("Henri"), partnership=both[0].id))


def test_nobody_else_does_it_for_her(both):
    emre = account("Emre")
    Account.objects.filter(pk=emre.pk).update(is_active=False)

    assert browser("Alba").post("/host/erase/", {"account": emre.pk, "sure": "on"}).status_code == 404
    with pytest.raises(Objected, match="your own name"):
        both[0].given("people.erased", people=[both[0].person("Emre")])


def test_the_house_says_again_what_it_erased_and_nothing_else(both, settings, tmp_path):
    settings.ERASED_FILE = tmp_path / "erased.txt"
    cool, text = both[0], WrittenText.objects.get(partnership=both[0].id, person=both[0].person("Emre"))
    for names in ({"texts": [text.pk]}, {"people": [cool.person("Emre")]}):
        with pytest.raises(Objected):
            cool.given("people.erased", by=visitor(cool.id), **names)
    stones = [tombstones.Tombstone(id, cool.id, NOON) for id in (text.pk, cool.person("Emre"))]
    tombstones.write(stones)

    again.settle(NOON)

    entry = reading.entry_at(cool.id, reading.size(cool.id) - 1)
    assert (entry.kind, entry.by, entry.body) == (
        "people.erased", None, {"texts": [text.pk], "people": [cool.person("Emre")]}
    )  # fmt: skip
    assert words.texts([text.pk])[text.pk].text == ""
    assert not Representation.objects.filter(person=cool.person("Emre"), ended_at__isnull=True).exists()
    size = reading.size(cool.id)
    again.settle(NOON)
    assert reading.size(cool.id) == size
    with pytest.raises(Objected):
        cool.given("people.erased", by=visitor(cool.id), texts=[text.pk])


def test_it_is_settled_before_the_first_request_of_a_process(both, settings, tmp_path, rf):
    settings.ERASED_FILE = tmp_path / "erased.txt"
    tombstones.write([tombstones.Tombstone(account("Emre").pk, "", NOON)])
    seen = []

    def answer(_request):
        seen.append(Account.objects.filter(name="Emre").exists())
        return HttpResponse()

    serving = again.BeforeServing(answer)

    serving(rf.get("/"))

    assert seen == [False]


def test_acts_of_one_partnership_erase_nothing_of_another(both):
    cool, quiet = both
    text = WrittenText.objects.get(partnership=quiet.id, person=quiet.person("Emre"))

    with pytest.raises(Objected):
        cool.given("people.erased", by=cool.emre, texts=[text.pk])
    with pytest.raises(Objected):
        cool.given("people.erased", by=cool.emre, people=[quiet.person("Emre")])
    assert words.texts([text.pk])[text.pk].text


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_costs_little_for_many_partnerships(count, django_assert_max_num_queries):
    for n in range(count):
        welcome(founded_alone(f"House {n}"), "Emre", "observer")
    client = browser("Emre")

    with django_assert_max_num_queries(10 + 3 * count):
        client.get("/accounts/leave/")
