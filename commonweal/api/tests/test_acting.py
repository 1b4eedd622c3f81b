"""Acts come in as JSON through the same door as from a form, and refusals go out as problem details."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from commonweal.acts.testing import account, founded_alone
from commonweal.kit.ids import id_from_seed
from commonweal.people.models import Text
from commonweal.record import reading

ACTS = "/api/v1/partnerships/cool-schools/acts"
GOAL = {"kind": "fit.name_goal", "body": {"title": "No yard above 38 degrees"}}
IDEM = id_from_seed("test", "idem")
DEEP = "[" * 100_000


@pytest.fixture
def bruno(cool, client):
    """A client signed in as a representative."""
    client.force_login(account("Bruno"))
    return client


def send(client, said, **more):
    return client.post(
        ACTS, said if isinstance(said, str) else json.dumps(said), content_type="application/json", **more
    )


def problem(answer):
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == answer.status_code
    return said


def test_an_act_is_done_and_its_entry_returned(cool, bruno):
    answer = send(bruno, {**GOAL, "cites": [{"entry": 0, "rel": "based_on"}]})

    done, entry = answer.json(), reading.latest_entries(cool.id, 1)[0]
    assert answer.status_code == 201
    assert (done["position"], done["leaf"]) == (entry.position, entry.leaf.hex())
    assert (entry.by, entry.org) == (cool.person("Bruno"), cool.org("company"))
    assert done["cites"] == [{"entry": 0, "rel": "based_on"}]
    assert done["at"] == "2026-03-02T12:30:00Z"


def test_sent_twice_it_is_done_once(cool, bruno):
    first = send(bruno, {**GOAL, "idem": IDEM}).json()
    size = reading.size(cool.id)

    assert send(bruno, {**GOAL, "idem": IDEM}).json() == first
    assert reading.size(cool.id) == size
    other = send(bruno, {"kind": "fit.name_goal", "body": {"title": "Another goal"}, "idem": IDEM})
    assert other.status_code == 409
    assert "already used" in problem(other)["title"]


def test_words_are_put_away(cool, bruno):
    says = {"text": "45 degrees in May.", "lang": "en"}
    body = {"condition": "problem", "colour": "red", "says": says}

    done = send(bruno, {"kind": "fit.state_condition", "body": body}).json()

    assert set(done["body"]["says"]) == {"text", "digest"}
    assert Text.objects.get(pk=done["body"]["says"]["text"]).text == says["text"]
    stolen = send(bruno, {"kind": "fit.state_condition", "body": {**body, "says": done["body"]["says"]}})
    assert stolen.status_code == 409


@pytest.mark.parametrize("who", [None, "Farah", "Olga"])
def test_who_may_not_is_told_the_clause(cool, client, who):
    if who:
        client.force_login(account(who))
    size = reading.size(cool.id)

    said = problem(send(client, GOAL))

    assert (said["status"], said["clause"]) == (403, "2.4")
    assert "judge its fit" in said["title"]
    assert reading.size(cool.id) == size


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("founding.found", {"name": "Mine", "slug": "mine", "place": "Here", "purpose": "To take it over.",
                            "who_decides": "lead", "size": "small", "log_key": "k" * 40}),
        ("membership.accept", {"invitation": id_from_seed("x")}),
    ],
)  # fmt: skip
def test_roles_that_only_a_page_gives_are_not_given_here(bruno, kind, body):
    said = problem(send(bruno, {"kind": kind, "body": body}))

    assert said["status"] == 403
    assert said["clause"] in ("2.1", "2.3")


def test_what_does_not_fit_now_is_told_with_its_field(bruno, client):
    client.force_login(account("Alba"))
    body = {"organisation": id_from_seed("x"), "name": "Shade for All", "sector": "civil_society"}

    said = problem(send(client, {"kind": "membership.admit", "body": body}))

    assert (said["status"], said["at"]) == (409, "name")


def test_what_is_invalid_is_told_at_each_field_in_words(bruno):
    said = problem(send(bruno, {"kind": "membership.admit", "body": {"name": "x", "sector": "pirates"}}))

    assert said["status"] == 422
    faults = {fault["at"]: fault["says"] for fault in said["faults"]}
    assert faults["organisation"] == "Fill this in."
    assert faults["name"] == "Write at least 2 characters."
    assert faults["sector"] == "Choose one of the answers offered."


def test_an_unknown_kind_is_not_found(bruno):
    assert problem(send(bruno, {"kind": "kites.fly", "body": {}}))["status"] == 404


@pytest.mark.parametrize(
    "said",
    [" ", "{", "[]", "null", "7", DEEP, '{"kind": 3, "body": {}}', '{"kind": "fit.name_goal"}',
     '{"kind": "fit.name_goal", "body": []}', '{"kind": "fit.name_goal", "body": {}, "zeal": "2020-01-01T00:00:00Z"}',
     '{"kind": "fit.name_goal", "kind": "fit.name_goal", "body": {}}', '{"kind": "x", "body": {"n": NaN}}',
     '{"kind": "x", "body": {"n": 1e999}}', '{"kind": "x", "body": {"n": %s1}}' % ("9" * 5000),
     '{"kind": "fit.name_goal", "body": {"partnership": "x"}}', '{"kind": "fit.name_goal", "body": {"idem": "x"}}'],
)  # fmt: skip
def test_what_is_no_act_is_answered_with_a_sentence(bruno, said):
    answer = send(bruno, said)

    assert answer.status_code == 400
    assert problem(answer)["title"].endswith(".")


@pytest.mark.parametrize("title", ["\0" * 20, "\ud800" * 20, "A goal\0"])
def test_characters_that_cannot_be_kept_are_refused(bruno, title):
    answer = send(bruno, {"kind": "fit.name_goal", "body": {"title": title}})

    assert answer.status_code in (400, 409, 422)
    assert problem(answer)


def test_more_than_an_act_can_hold_is_refused(bruno):
    answer = send(bruno, {"kind": "fit.name_goal", "body": {"title": "x" * (1024 * 1024)}})

    assert problem(answer)["status"] == 413


def test_without_the_token_of_the_session_nothing_is_done(cool):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account("Bruno"))
    size = reading.size(cool.id)

    answer = send(client, GOAL)

    assert problem(answer)["status"] == 403
    assert "X-CSRFToken" in answer.json()["title"]
    assert reading.size(cool.id) == size


def test_with_the_token_of_the_session_it_is(cool):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account("Bruno"))
    client.cookies["csrftoken"] = token = "t" * 32

    assert send(client, GOAL, headers={"X-CSRFToken": token}).status_code == 201


def test_a_convener_here_is_nobody_elsewhere(cool, client):
    founded_alone("Quiet Streets")
    client.force_login(account("Bruno"))

    answer = client.post(
        ACTS.replace("cool-schools", "quiet-streets"), json.dumps(GOAL), content_type="application/json"
    )

    assert problem(answer)["clause"] == "2.4"
