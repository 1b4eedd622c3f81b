"""What a conversation came to: in words, for everybody the same, for a participant where she stands."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay, tables
from commonweal.acts.testing import NOON, account
from commonweal.capabilities.conversations import counting, queries, refreshing, result_told, voices
from commonweal.capabilities.conversations.result_kept import kept_result
from commonweal.capabilities.conversations.result_pages import worded
from commonweal.capabilities.conversations.tests.answering import (
    WORDS,
    answer,
    answered,
    closed,
    talked,
    voter,
)
from commonweal.capabilities.conversations.tests.arranging import conversation
from commonweal.methods.opinion import Votes, as_data, disclosed, opine


@pytest.fixture
def open_talk(db):
    return talked()


@pytest.fixture
def closed_talk(db):
    return closed()


def address(talk, name="result", *more):
    return reverse(f"conversations:{name}", args=["cool-schools", talk.entry, *more])


def page(talk, client=None, name="result", *more):
    return (client or Client()).get(address(talk, name, *more))


def told_in(talk):
    return result_told.told(kept_result(talk, at=NOON).data, worded(talk))


def test_words_come_before_pictures_and_each_number_has_its_interval(open_talk):
    _cool, talk = open_talk

    body = page(talk).content.decode()

    order = [
        "What everybody agrees on",
        "What bridges",
        "What divides",
        "What is uncertain",
        "What each group",
        "The map",
    ]
    assert sorted(order, key=body.index) == order
    assert "90% agree (80% to 95%), of 60 who answered." in body
    assert body.count("<svg") > 4
    assert "2 groups of people answer alike." in body
    assert "Mode stable, version opinion-1" in body
    assert "docs/methods/opinion.md" in body


def test_everybody_agrees_only_where_each_group_does(open_talk):
    _cool, talk = open_talk
    agreed = {part.name: part for part in told_in(talk).parts}["agreed"]
    assert {line.statement.number for line in agreed.lines} == {1, 2}

    data = dict(kept_result(talk, at=NOON).data)
    [first, *_others] = agreed.lines
    groups = {id: {**said, str(first.statement.entry): {"agreed": 1, "disagreed": 9, "passed": 0, "n": 10}}
              for id, said in list(data["by_group"].items())[:1]}  # fmt: skip
    data["by_group"] = {**data["by_group"], **groups}
    shown = {part.name: part for part in result_told.told(data, worded(talk)).parts}["agreed"]
    assert first.statement.number not in {line.statement.number for line in shown.lines}


def test_where_there_are_no_clear_groups_the_page_says_so_and_shows_none(cool):
    talk = conversation(cool, *WORDS)
    asked = [entry for entry, _aside, _meta in queries.marks(talk)]
    noise = [(voter(n), to, (-1, 0, 1)[(n * 7 + to * 5 + n * to) % 3]) for n in range(40) for to in asked]
    refreshing.refreshed(answer(talk, noise), at=NOON)

    body = page(talk).content.decode()

    assert "There are no clear groups" in body
    assert "Group A" not in body


def test_a_group_below_five_is_withheld_and_the_page_says_why(open_talk):
    _cool, talk = open_talk
    data = dict(kept_result(talk, at=NOON).data)
    data["groups"] = [{**one, "size": None, "outline": []} for one in data["groups"]]
    data["by_group"] = {id: {} for id in data["by_group"]}
    data["representative"] = {id: [] for id in data["representative"]}

    told = result_told.told(data, worded(talk))

    assert all("Nothing is told of fewer than 5 people" in group.size for group in told.groups)
    assert 'class="area' not in told.picture.svg
    assert "Group A:" not in str(told.parts[0].lines[0].bars)


def test_a_conversation_of_which_nothing_is_known_yet_says_so(cool):
    talk = conversation(cool)

    assert "There are no answers yet" in page(talk).content.decode()
    assert page(talk, None, "result_statements").status_code == 404


def test_only_a_participant_is_told_where_she_stands(cool):
    talk = answered(conversation(cool, *WORDS))
    mine = voices.fresh(talk)
    asked = [entry for entry, _aside, _meta in queries.marks(talk)]
    answer(talk, [(mine.id, entry, 1) for entry in asked])
    refreshing.refreshed(talk, at=NOON)
    hers, other = Client(), Client()
    hers.cookies[voices.cookie_name(talk)] = voices.ticket(mine, talk)

    seen, by_others = page(talk, hers), page(talk, other)

    assert "Where you stand" in seen.content.decode()
    assert "you stand" in seen.content.decode()
    assert 'class="you"' in seen.content.decode()
    assert "no-store" in seen.headers["Cache-Control"]
    assert "Where you stand" not in by_others.content.decode()
    assert mine.id not in seen.content.decode() + json.dumps(kept_result(talk, at=NOON).data)


def test_a_conversation_of_members_is_not_there_for_others(cool, seen_by):
    talk = answered(conversation(cool, *WORDS, who="members"))
    refreshing.refreshed(talk, at=NOON)

    for name in ("result", "result_statements"):
        assert page(talk, None, name).status_code == 404
        assert page(talk, seen_by("Emre"), name).status_code == 200
    assert page(talk, None, "result_file", "result.json").status_code == 404


def test_who_answered_what_is_given_only_of_a_closed_box(open_talk):
    cool, talk = open_talk
    assert page(talk, None, "result_file", "votes.csv").status_code == 404
    assert page(talk, None, "result_file", "comments.csv").status_code == 200
    assert page(talk, None, "result_file", "result.json").json()["least"] == 5

    cool.given("conversations.close", conversation=talk.entry)

    rows = list(csv.DictReader(io.StringIO(page(talk, None, "result_file", "votes.csv").content.decode())))
    assert len(rows) == 60 * len(WORDS)
    assert {row["voter-id"] for row in rows} == {str(n) for n in range(60)}
    wide = page(talk, None, "result_file", "participants-votes.csv").content.decode()
    assert wide.startswith("participant,group-id")
    assert len(wide.splitlines()) == 61
    assert page(talk, None, "result_file", "passwd").status_code == 404


def test_few_answers_and_formulas_are_not_given_away(cool):
    talk = conversation(cool, "=1+1", *WORDS[:4])
    refreshing.refreshed(answer(talk, [(voter(1), entry, 1) for entry, _aside, _meta in queries.marks(talk)]), at=NOON)

    rows = list(csv.DictReader(io.StringIO(page(talk, None, "result_file", "comments.csv").content.decode())))

    assert rows[0]["comment-body"] == "'=1+1"
    assert {(row["agrees"], row["disagrees"]) for row in rows} == {("0", "0")}


def test_what_is_published_is_what_the_page_shows_and_what_anybody_computes(closed_talk):
    _cool, talk = closed_talk
    body = page(talk).content.decode()
    published, shown = queries.published(talk), page(talk, None, "result_file", "result.json").json()

    assert (published.mode, published.version, published.votes, published.voters) == ("stable", "opinion-1", 540, 60)
    assert counting.digest_of(shown) == published.digest
    assert published.digest in body
    assert "exactly what was published" in body
    votes = counting.votes_of(talk)
    numbered = replace(votes, people=tuple(str(n) for n in range(60)))
    assert isinstance(numbered, Votes)
    again = as_data(disclosed(opine(numbered, mode="stable", seed=talk.entry), 5), members=False)
    assert counting.digest_of(json.loads(json.dumps(again))) == published.digest


def test_moderation_after_publishing_is_said(closed_talk):
    cool, talk = closed_talk
    first = queries.marks(talk)[0][0]
    cool.given("conversations.set_aside_statement", conversation=talk.entry, statement=first, reason="duplicate")

    assert "no longer what was published" in page(talk).content.decode()


def test_the_convener_publishes_from_the_page_and_others_are_told_the_clause(cool, seen_by):
    talk = answered(conversation(cool, *WORDS))
    with pytest.raises(Objected, match="Close the conversation first"):
        cool.given("conversations.publish_result", conversation=talk.entry)
    cool.given("conversations.close", conversation=talk.entry)
    assert "Publish it" not in page(talk, seen_by("Emre")).content.decode()
    with pytest.raises(Refused, match=r"charter 7\."):
        cool.given("conversations.publish_result", by=cool.emre, conversation=talk.entry)

    answer_ = seen_by("Alba").post(address(talk), {"mode": "bridging"})

    assert answer_.status_code == 302
    assert queries.published(talk).mode == "bridging"
    assert page(talk, None, "result_file", "result.json").json()["mode"] == "bridging"


def test_a_replay_gives_the_same_rows_and_the_same_page(closed_talk):
    cool, talk = closed_talk
    before = {table.__name__: list(table.objects.order_by("key").values()) for table in tables()}

    replay(cool.id)

    assert {table.__name__: list(table.objects.order_by("key").values()) for table in tables()} == before
    again = queries.conversation_at(cool.id, talk.entry)
    assert kept_result(again, at=NOON).digest == queries.published(again).digest


@pytest.mark.parametrize(("name", "most"), [("result", 12), ("result_statements", 8)])
def test_a_page_asks_as_little_for_many_statements_as_for_few(cool, name, most):
    asked = []
    for n in (3, 40):
        talk = answered(conversation(cool, *(f"Of {n}: {k}" for k in range(n)), title=f"Of {n}"), people=12)
        refreshing.refreshed(talk, at=NOON)
        page(talk, None, name)
        with CaptureQueriesContext(connection) as questions:
            assert page(talk, None, name).status_code == 200
        asked.append(len(questions))

    assert asked[0] == asked[1] <= most


def test_all_statements_stand_in_a_table_with_what_each_group_says(open_talk):
    _cool, talk = open_talk

    body = page(talk, None, "result_statements").content.decode()

    assert body.count("<tr id=") == len(WORDS)
    assert "Group B agrees" in body
    assert account("Alba").name not in body
