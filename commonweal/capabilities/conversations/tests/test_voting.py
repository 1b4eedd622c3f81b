"""Voting: without an account, once for each participant and statement, and nobody learns whose it is."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonweal.acts.testing import account
from commonweal.capabilities.conversations import counting, queries, voices, voting
from commonweal.capabilities.conversations.queries import Counts
from commonweal.capabilities.conversations.tests.arranging import conversation
from commonweal.record import boxes


@pytest.fixture
def talk(cool):
    return conversation(cool)


def address(talk, name="vote"):
    return reverse(f"conversations:{name}", args=["cool-schools", talk.entry])


def ticket_in(answer):
    return answer.context["ticket"]


def first(talk):
    return queries.marks(talk)[0][0]


def votes(talk):
    return counting.vote_lines(talk.partnership, talk.box)


def send(client, talk, statement, vote="agree", **more):
    ticket = more.pop("ticket", None) or voices.ticket(voices.fresh(talk), talk)
    sent = {"statement": statement, "vote": vote, "ticket": ticket}
    return client.post(address(talk), sent, **more)


def test_somebody_votes_with_two_taps_and_no_account(talk):
    client = Client()
    page = client.get(address(talk))
    statement = page.context["ahead"][0].row.entry
    assert page.status_code == 200
    assert page.content.count(b'value="agree"') == 3

    answer = client.post(address(talk), {"statement": statement, "vote": "agree", "ticket": ticket_in(page)})

    assert answer.status_code == 302
    [line] = votes(talk)
    assert (line.statement, line.vote) == (statement, 1)
    assert line.voter not in str(client.cookies)
    after = client.get(address(talk))
    assert (after.context["done"], after.context["of"]) == (1, 3)
    assert statement not in [one.row.entry for one in after.context["ahead"]]


def test_the_same_vote_sent_twice_counts_once_and_a_change_takes_its_place(talk):
    client, ticket = Client(), voices.ticket(voices.fresh(talk), talk)
    for vote in ("agree", "agree", "disagree"):
        assert send(client, talk, first(talk), vote, ticket=ticket).status_code == 302
    assert [line.vote for line in votes(talk)] == [-1]
    assert queries.tallies(talk)[first(talk)] == Counts(disagreed=1)


def test_a_page_sent_before_the_cookie_came_is_the_same_participant(talk):
    ticket = voices.ticket(voices.fresh(talk), talk)
    for entry, _aside, _meta in queries.marks(talk):
        send(Client(), talk, entry, ticket=ticket)
    assert len({line.voter for line in votes(talk)}) == 1


def test_two_people_are_two_and_one_is_another_in_another_conversation(cool, talk):
    other = conversation(cool, title="Noise")
    send(Client(), talk, first(talk))
    send(Client(), talk, first(talk))
    assert len({line.voter for line in votes(talk)}) == 2
    voice = voices.fresh(talk)
    assert voices.voice_of_code(other, voice.code).id != voice.id
    assert voices.voice_in(_request(other, voices.ticket(voice, talk)), other) is None


def _request(talk, ticket):
    from django.test import RequestFactory  # noqa: PLC0415 - for this one test

    return RequestFactory().post("/", {"ticket": ticket})


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"vote": "maybe"}, "Choose one of the three answers."),
        ({"statement": "9999"}, "This statement is no longer asked."),
        ({"statement": "x"}, "Choose one of the three answers."),
        ({"ticket": "forged"}, "This page was open too long."),
    ],
)
def test_what_is_no_answer_is_explained_and_not_taken(talk, sent, says):
    whole = {"statement": first(talk), "vote": "agree", "ticket": voices.ticket(voices.fresh(talk), talk)}
    answer = Client().post(address(talk), whole | sent)
    assert answer.status_code == 409
    assert says in answer.content.decode()
    assert votes(talk) == []
    by_script = Client().post(address(talk), whole | sent, headers={"x-voting": "script"})
    assert (by_script.status_code, b"<html" in by_script.content) == (409, False)
    assert f"<p>{says}" in by_script.content.decode()


def test_a_script_gets_what_comes_next_and_a_page_weighs_little(talk):
    answer = send(Client(), talk, first(talk), headers={"x-voting": "script"})
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert answer.content.count(b"<form") == 2
    assert len(Client().get(address(talk)).content) < 20_000


def test_a_vote_costs_six_questions_with_three_statements_and_with_many(cool, talk):
    many = conversation(cool, *(f"Statement number {n}." for n in range(40)), title="Many")
    for one in (talk, many):
        client, ticket = Client(), voices.ticket(voices.fresh(one), one)
        entries = [entry for entry, _aside, _meta in queries.marks(one)]
        send(client, one, entries[0], ticket=ticket, headers={"x-voting": "script"})
        with CaptureQueriesContext(connection) as asked:
            send(client, one, entries[1], ticket=ticket, headers={"x-voting": "script"})
        assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) <= 6


def test_a_closed_conversation_takes_no_votes(cool, talk):
    send(Client(), talk, first(talk))
    cool.given("conversations.close", conversation=talk.entry)
    answer = send(Client(), talk, first(talk))
    assert answer.status_code == 409
    row = queries.conversation_at(cool.id, talk.entry)
    assert (row.count, row.votes, row.voters) == (1, 1, 1)
    assert row.root == boxes.root(cool.id, talk.box).hex()


def test_somebody_sees_what_she_said_and_takes_it_back(talk):
    client = Client()
    send(client, talk, first(talk), "disagree")
    page = client.get(address(talk, "mine"))
    assert "Disagree" in page.content.decode()
    code = page.context["voice"].written

    elsewhere = Client()
    assert elsewhere.post(address(talk, "mine"), {"form": "code", "code": code.upper()}).status_code == 302
    assert elsewhere.get(address(talk, "mine")).context["said"]
    wrong = Client().post(address(talk, "mine"), {"form": "code", "code": "aaaa-bbbb-cccc-dddd"})
    assert "Nobody voted here with this code" in wrong.content.decode()

    assert client.post(address(talk, "mine"), {"form": "forget"}).status_code == 302
    assert votes(talk) == []
    assert queries.tallies(talk)[first(talk)] == Counts()
    assert client.get(address(talk, "mine")).context["voice"] is None


def test_an_account_takes_part_once_where_accounts_are_needed(cool, seen_by):
    talk = conversation(cool, who="signed_in")
    assert Client().get(address(talk)).status_code == 302
    assert "login" in Client().get(address(talk))["location"]
    farah = seen_by("Farah")
    assert send(farah, talk, first(talk)).status_code == 302
    again = send(seen_by("Farah"), talk, first(talk))
    assert again.status_code == 409
    assert "took part with this account before" in again.content.decode()
    assert len(votes(talk)) == 1
    lines = b" ".join(boxes.lines(cool.id, talk.box)).decode()
    assert str(account("Farah").pk) not in lines
    farah.post(address(talk, "mine"), {"form": "forget"})
    assert boxes.lines(cool.id, talk.box) == []
    assert send(seen_by("Farah"), talk, first(talk)).status_code == 302


def test_a_conversation_of_members_is_hidden_from_others(cool, seen_by):
    talk = conversation(cool, who="members", title="Among us")
    assert seen_by("Farah").get(address(talk)).status_code == 404
    assert seen_by("Emre").get(address(talk)).status_code == 200
    assert (
        "Among us" not in Client().get(reverse("conversations:conversations", args=["cool-schools"])).content.decode()
    )


def test_many_who_begin_from_one_network_are_asked_to_wait(talk, settings):
    settings.VOICES_PER_NETWORK = 2
    told = [send(Client(), talk, first(talk)).status_code for _ in range(3)]
    assert told == [302, 302, 429]
    assert len(votes(talk)) == 2


def test_a_kiosk_forgets_each_participant_and_returns_to_its_start(talk):
    client = Client()
    assert client.get(address(talk) + "?kiosk=1")["refresh"] == "60;url=?kiosk=1&start=1"
    sent = {"statement": first(talk), "vote": "pass", "ticket": voices.ticket(voices.fresh(talk), talk)}
    answer = client.post(address(talk) + "?kiosk=1", sent)
    assert answer["location"].endswith("?kiosk=1")
    assert client.cookies[voices.cookie_name(talk)]["max-age"] == 600
    client.get(address(talk) + "?kiosk=1&start=1")
    assert client.get(address(talk) + "?kiosk=1").context["done"] == 0


def test_what_is_asked_next_follows_moderation_and_never_repeats(cool, talk):
    client, asked = Client(), []
    while (page := client.get(address(talk))).context["ahead"]:
        statement = page.context["ahead"][0].row.entry
        assert client.get(address(talk)).status_code == 200
        asked.append(statement)
        client.post(address(talk), {"statement": statement, "vote": "pass", "ticket": ticket_in(page)})
    assert sorted(asked) == [entry for entry, _aside, _meta in queries.marks(talk)]
    assert "answered everything" in page.content.decode()
    cool.given("conversations.set_aside_statement", conversation=talk.entry, statement=asked[0], reason="duplicate")
    assert Client().get(address(talk)).context["of"] == 2


def test_counts_come_back_from_the_box(talk):
    for vote in ("agree", "pass"):
        send(Client(), talk, first(talk), vote)
    kept = queries.tallies(talk)
    queries.Tally.objects.all().delete()
    counting.recount(talk)
    assert queries.tallies(talk) == kept == {first(talk): Counts(agreed=1, passed=1)}


def test_votes_name_a_statement_a_voter_and_nothing_else(talk):
    send(Client(), talk, first(talk))
    [line] = boxes.lines(talk.partnership, talk.box)
    assert set(json.loads(line)) == {"what", "voter", "statement", "vote", "receipt"}


def test_a_whole_sheet_is_taken_or_nothing_of_it(talk):
    voice = voices.fresh(talk)
    said = {entry: 1 for entry, _aside, _meta in queries.marks(talk)}
    voting.vote(talk, voice, said, at=talk.at)
    assert voting.answered(talk, voice, said) == said
