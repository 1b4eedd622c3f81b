"""A person takes her words and her name out of a partnership; the record stays whole and says so."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay, tables
from commonweal.acts.testing import NOON, account, founded, given, made
from commonweal.capabilities.erasure import queries
from commonweal.capabilities.erasure.models import WrittenText
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import actor_for, visitor
from commonweal.partnerships.models import Representation
from commonweal.people.identity import names_of
from commonweal.people.models import Erased, Pseudonym, Text
from commonweal.people.words import store

SAYS = {"text": "The yard of the north school reached 45 degrees.", "lang": "en"}


@pytest.fixture(autouse=True)
def today(time_machine) -> None:
    """The house lives at noon of 2 March 2026."""
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def cool(db):
    """A partnership with the whole cast."""
    return founded()


def wrote(cool, by, subject="problem"):
    """Let somebody say why a condition is red, and return the id of her words."""
    entry = cool.given("fit.state_condition", by=by, condition=subject, colour="red", says=SAYS)
    return entry.body["says"]["text"]


def rows():
    return {table.__name__: list(table.objects.order_by("key").values()) for table in tables()}


def test_her_words_are_gone_and_the_act_stands(cool):
    text = wrote(cool, cool.emre)

    entry = cool.given("people.erased", by=cool.emre, texts=[text])

    kept = Text.objects.get(pk=text)
    assert (kept.text, kept.salt, kept.erased_at) == ("", None, NOON)
    assert (entry.kind, entry.body) == ("people.erased", {"texts": [text], "people": []})
    assert WrittenText.objects.get(pk=text).erased_at == NOON
    assert queries.pieces_by(cool.person("Emre"), partnership=cool.id) == []


def test_nobody_erases_the_words_of_another(cool):
    text = wrote(cool, cool.emre)

    for who in (cool.alba, cool.bruno, visitor(cool.id)):
        with pytest.raises(Objected, match="words that you wrote") as objected:
            cool.given("people.erased", by=who, texts=[text])

    assert objected.value.objection.field == "texts"
    assert Text.objects.get(pk=text).text == SAYS["text"]


def test_what_is_not_there_or_was_erased_before_is_told(cool):
    text = wrote(cool, cool.emre)
    cool.given("people.erased", by=cool.emre, texts=[text])

    for gone in (text, id_from_seed("test", "nothing")):
        with pytest.raises(Objected, match="still there"):
            cool.given("people.erased", by=cool.emre, texts=[gone])


@pytest.mark.parametrize("wrong", [{}, {"texts": ["b" * 26, "a" * 26]}, {"texts": ["a" * 26, "a" * 26]}])
def test_an_erasure_names_something_once_and_in_order(cool, wrong):
    with pytest.raises(ValidationError):
        made("people.erased", cool.id, **wrong)


def test_a_forgotten_person_has_no_name_and_no_place_and_may_come_again_as_another(cool):
    emre, pseudonym = account("Emre"), cool.person("Emre")

    cool.given("people.erased", by=cool.emre, people=[pseudonym])

    assert Pseudonym.objects.get(pk=pseudonym).account is None
    assert names_of([pseudonym], partnership=cool.id) == {}
    assert not Representation.objects.filter(person=pseudonym, ended_at__isnull=True).exists()
    assert actor_for(emre, partnership=cool.id, at=NOON) == visitor(cool.id)


def test_nobody_erases_the_name_of_another(cool):
    with pytest.raises(Objected, match="your own name") as objected:
        cool.given("people.erased", by=cool.alba, people=[cool.person("Emre")])

    assert objected.value.objection.field == "people"


def test_the_only_convener_is_asked_to_find_another_first(cool):
    with pytest.raises(Objected, match="only convener"):
        cool.given("people.erased", people=[cool.person("Alba")])


def test_whoever_has_left_may_still_be_forgotten(cool):
    text = wrote(cool, cool.emre)
    place = Representation.objects.get(person=cool.person("Emre")).entry
    cool.given("membership.step_down", by=cool.emre, place=place)

    given(made("people.erased", cool.id, texts=[text], people=[cool.person("Emre")]), by=cool.emre)

    assert Text.objects.get(pk=text).text == ""


def test_the_clause_says_whose_names_and_words_they_are(cool):
    text = wrote(cool, cool.emre)
    stranger = visitor(cool.id)

    with pytest.raises(Refused, match=r"charter 3\.2"):
        given(made("people.erased", cool.id, texts=[text]), by=type(stranger)(cool.id, roles=frozenset()))


def test_a_replay_gives_the_same_rows_and_erases_again(cool):
    text = wrote(cool, cool.emre)
    wrote(cool, cool.bruno, "sponsor")
    cool.given("people.erased", by=cool.emre, texts=[text], people=[cool.person("Emre")])
    before = rows()
    # An old backup comes back: the words are there again, and whose the pseudonym is.
    Text.objects.filter(pk=text).delete()
    Erased.objects.all().delete()
    store(SAYS["text"], lang="en", id=text, partnership=cool.id)
    Pseudonym.objects.filter(pk=cool.person("Emre")).update(account=account("Emre"))

    replay(cool.id)

    assert rows() == before
    assert Text.objects.get(pk=text).text == ""
    assert Pseudonym.objects.get(pk=cool.person("Emre")).account is None
    assert set(Erased.objects.values_list("pk", flat=True)) == {text, cool.person("Emre")}


def test_the_page_shows_what_i_wrote_and_erases_what_i_tick(cool, client):
    text, other = wrote(cool, cool.emre), wrote(cool, cool.bruno, "sponsor")
    client.force_login(account("Emre"))
    page = client.get(f"/p/{cool.slug}/my-words/").content.decode()
    assert text in page
    assert other not in page

    done = client.post(f"/p/{cool.slug}/my-words/", {"form": "words", "texts": [text]}, follow=True)

    assert done.status_code == 200
    assert "Erased. The record keeps only their digests." in done.content.decode()
    assert "Nothing that you wrote is kept here." in done.content.decode()
    entry = Text.objects.get(pk=text)
    shown = client.get(f"/p/{cool.slug}/record/{WrittenText.objects.get(pk=text).entry}/").content.decode()
    assert entry.erased_at == NOON
    assert "These words were erased on" in shown
    assert SAYS["text"] not in shown


def test_ticking_nothing_is_explained(cool, client):
    wrote(cool, cool.emre)
    client.force_login(account("Emre"))

    page = client.post(f"/p/{cool.slug}/my-words/", {"form": "words"}).content.decode()

    assert "Choose what is to be erased." in page


def test_my_name_goes_with_my_words_once_i_am_sure(cool, client):
    text = wrote(cool, cool.emre)
    client.force_login(account("Emre"))
    unsure = client.post(f"/p/{cool.slug}/my-words/", {"form": "name", "words_too": "on"}).content.decode()
    assert "Nothing was erased." in unsure

    client.post(f"/p/{cool.slug}/my-words/", {"form": "name", "words_too": "on", "sure": "on"})

    assert Text.objects.get(pk=text).text == ""
    assert names_of([cool.person("Emre")], partnership=cool.id) == {}
    assert client.get(f"/p/{cool.slug}/my-words/").status_code == 404
    page = client.get(f"/p/{cool.slug}/activity/").content.decode()
    assert "Emre" not in re.sub(r'<a [^>]*href="/accounts[^>]*>.*?</a>', "", page.partition("<main")[2])


def test_strangers_find_no_such_page(cool, client):
    assert client.get(f"/p/{cool.slug}/my-words/").status_code == 404
    client.force_login(account("Farah"))
    assert client.get(f"/p/{cool.slug}/my-words/").status_code == 404


def test_the_page_of_places_leads_here(cool, client):
    client.force_login(account("Emre"))

    assert f'href="/p/{cool.slug}/my-words/"' in client.get(f"/p/{cool.slug}/places/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_i_wrote(cool, client, django_assert_max_num_queries, count):
    for subject in ("problem", "sponsor", "time")[:count]:
        wrote(cool, cool.emre, subject)
    client.force_login(account("Emre"))

    with django_assert_max_num_queries(8):
        client.get(f"/p/{cool.slug}/my-words/")
