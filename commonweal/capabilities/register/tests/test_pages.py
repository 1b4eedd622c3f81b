"""The record as people read it, within its budgets of questions, for members and for everybody."""

from __future__ import annotations

from typing import get_args

import pytest
from django.test import Client

from commonweal.acts.act import Relation
from commonweal.acts.replay import replay
from commonweal.acts.testing import account, admit, founded_alone
from commonweal.capabilities.register.entry_shown import BACK, FORWARD
from commonweal.capabilities.register.models import RecordedAct
from commonweal.capabilities.register.queries import PAGE, WIDEST, lineage_of
from commonweal.people import words
from commonweal.record import reading

LIST, DETAIL = 8, 12


def signed_in(client: Client, name: str) -> Client:
    client.force_login(account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def asked_for(client, address, budget, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(budget):
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def goal(partnership, title="Shade on every way to school", **more):
    return partnership.given("fit.name_goal", title=title, **more).position


def lineage(partnership):
    """A goal, three that rest on it, and one that rests on those."""
    first = goal(partnership)
    second = [goal(partnership, f"Goal {n}", cites=[{"entry": first, "rel": "based_on"}]) for n in range(3)]
    last = goal(partnership, "The sum", cites=[{"entry": n, "rel": "supersedes"} for n in second])
    return first, second, last


@pytest.mark.parametrize("who", [None, "Bruno"])
@pytest.mark.parametrize("query", ["", "?before=20", "?what=membership", "?what=membership&before=9"])
@pytest.mark.parametrize("many", [1, 60])
def test_a_page_of_the_record_costs_the_same_however_long_it_is(
    cool, client, django_assert_max_num_queries, who, query, many
):
    for n in range(many):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
    client = signed_in(client, who) if who else client

    page = asked_for(client, f"/p/{cool.slug}/record/{query}", LIST, django_assert_max_num_queries)

    assert page.count('<a class="what"') <= PAGE


def test_the_record_is_paged_to_its_first_act(cool, client):
    for n in range(40):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
    seen: list[int] = []
    query = "?"
    while query:
        page = client.get(f"/p/{cool.slug}/record/{query}")
        seen += [row.position for row in page.context["rows"]]
        query = page.context["older"]

    assert seen == list(range(reading.size(cool.id)))[::-1]


def test_the_record_is_narrowed_by_subject_and_organisation(cool, client):
    goal(cool)

    rows = client.get(f"/p/{cool.slug}/record/?what=fit&org={cool.org('city')}").context["rows"]

    assert [row.entry.kind for row in rows] == ["fit.name_goal"]
    assert client.get(f"/p/{cool.slug}/record/?what=nothing&org=x&before=x").status_code == 200


def test_only_members_narrow_by_person_and_see_names_and_exact_times(cool, client):
    by = cool.person("Bruno")
    goal(cool, "Cool roofs")
    entry = cool.given("fit.name_goal", by=cool.bruno, title="Roofs").position

    public = client.get(f"/p/{cool.slug}/record/{entry}/").content.decode()
    assert len(client.get(f"/p/{cool.slug}/record/?by={by}").context["rows"]) == reading.size(cool.id)
    member = signed_in(client, "Chiara").get(f"/p/{cool.slug}/record/{entry}/").content.decode()
    found = client.get(f"/p/{cool.slug}/record/?by={by}").context["rows"]

    assert {row.entry.by for row in found} == {by}
    assert "Tejados Frescos" in public
    assert "(<bdi>Bruno</bdi>)" not in public
    assert "(<bdi>Bruno</bdi>)" in member
    assert "in the hour from" in public
    assert "in the hour from" not in member


@pytest.mark.parametrize("who", [None, "Bruno"])
def test_an_entry_page_stays_within_its_questions(cool, client, django_assert_max_num_queries, who):
    first, second, _last = lineage(cool)
    client = signed_in(client, who) if who else client

    page = asked_for(client, f"/p/{cool.slug}/record/{second[0]}/", DETAIL, django_assert_max_num_queries)

    assert f'/record/{first}/"' in page
    assert "is replaced by" in page
    assert "Done under clause 2.4" in page
    assert "to the root of all" in page


def test_every_entry_has_its_page(cool, client):
    for position in range(reading.size(cool.id)):
        assert client.get(f"/p/{cool.slug}/record/{position}/").status_code == 200
    assert client.get(f"/p/{cool.slug}/record/{reading.size(cool.id)}/").status_code == 404


def test_words_are_shown_in_their_language_until_they_are_erased(cool, client):
    first = goal(cool)
    entry = cool.given("fit.withdraw_goal", goal=first, reason={"text": "Pertenece a otra ciudad.", "lang": "es"})
    address = f"/p/{cool.slug}/record/{entry.position}/"
    assert '<blockquote class="words" lang="es"' in client.get(address).content.decode()

    words.erase([entry.body["reason"]["text"]], partnership=cool.id, at=entry.at)

    page = client.get(address).content.decode()
    assert "These words were erased on" in page
    assert "Pertenece" not in page


def test_a_lineage_is_walked_in_both_directions(cool, client, django_assert_max_num_queries):
    first, second, last = lineage(cool)

    found = lineage_of(cool.id, second[0])
    page = asked_for(client, f"/p/{cool.slug}/record/{second[0]}/lineage/", DETAIL, django_assert_max_num_queries)

    assert {kin.entry.position: kin.distance for kin in found.kin} == {first: -1, second[0]: 0, last: 1}
    assert page.count('class="thread"') == 2
    assert client.get(f"/p/{cool.slug}/record/999/lineage/").status_code == 404


def test_a_wide_lineage_says_what_it_leaves_out(cool, client):
    first = goal(cool)
    for n in range(WIDEST + 2):
        goal(cool, f"Goal {n}", cites=[{"entry": first, "rel": "based_on"}])

    assert lineage_of(cool.id, first).left_out == 2
    assert "2 more are not shown." in client.get(f"/p/{cool.slug}/record/{first}/lineage/").content.decode()


def test_activity_tells_day_by_day(cool, client, django_assert_max_num_queries):
    page = asked_for(client, f"/p/{cool.slug}/activity/", LIST, django_assert_max_num_queries)

    assert "Tejados Frescos joined" in page


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_the_charter_stands_clause_by_clause_in_every_language(cool, client, language):
    client.cookies["language"] = language

    page = client.get(f"/p/{cool.slug}/charter/").content.decode()

    assert 'id="clause-2.6"' in page
    digest = reading.entry_at(cool.id, 1).charter
    assert client.get(f"/p/{cool.slug}/charter/{digest}/").status_code == 200
    assert client.get(f"/p/{cool.slug}/charter/{'0' * 64}/").status_code == 404


def test_how_to_check_is_said_to_everybody(cool, client):
    page = client.get(f"/p/{cool.slug}/check/").content.decode()

    assert "python verify.py" in page
    assert "may still be changed by the host" in page


def test_a_replay_gives_the_same_rows(db):
    alone = founded_alone()
    admit(alone, "city", "City", "government")
    before = list(RecordedAct.objects.order_by("key").values())

    replay(alone.id)

    assert list(RecordedAct.objects.order_by("key").values()) == before
    assert [row["position"] for row in before] == [0, 1]


HUGE = 10**30


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"record/{HUGE}/", 404),
        (f"record/{HUGE}/lineage/", 404),
        (f"record/{HUGE}/proof", 404),
        (f"record/{10**18}/", 404),
        ("record/?before=999999999999999", 200),
        ("record/?before=-1&what='&org=%00&by=x", 200),
        (f"tile/{HUGE}/000", 404),
        ("tile/0/" + "x999/" * 12 + "999", 404),
        ("tile/entries/" + "x999/" * 12 + "999.p/7", 404),
        ("activity/?before=999999999999999", 200),
    ],
)
def test_what_nobody_meant_gets_no_traceback(cool, client, path, status):
    assert client.get(f"/p/{cool.slug}/{path}").status_code == status


def test_every_relation_is_told_in_both_directions():
    assert set(get_args(Relation)) == BACK.keys() == FORWARD.keys()
