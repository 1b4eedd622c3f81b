"""What is written about things on the record: done, refused, objected, told, replayed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Reader
from commonweal.acts.installed import capability_of
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay, tables
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.testing import NOON, founded_alone, given, made
from commonweal.capabilities.messages import queries
from commonweal.capabilities.messages.conditions import MOST_IN_A_DAY
from commonweal.capabilities.messages.models import Message
from commonweal.capabilities.messages.sheets import MESSAGES
from commonweal.kit.ids import new_id
from commonweal.record import reading

HELLO = {"text": "Who waters the trees in August?", "lang": "en"}


def rows():
    return {table.__name__: list(table.objects.order_by("key").values()) for table in tables()}


def test_a_message_stands_in_the_thread_of_what_it_is_about_and_cites_it(cool, goal, wrote):
    first = wrote("Who waters the trees?")
    second = wrote("We do.", by=cool.bruno, answers=first)
    third = wrote("In August too?", by=cool.chiara, answers=second)

    found = queries.page_of_thread(cool.id, goal, page=1)

    assert [(row.entry, row.top, row.answers) for row in found.rows] == [
        (first, first, None),
        (second, first, first),
        (third, first, second),
    ]
    assert [(each.cited, each.rel) for each in reading.cites_of(cool.id, second)] == [
        (goal, "based_on"),
        (first, "answers"),
    ]
    assert str(sentence_of(reading.entry_at(cool.id, first))) == f"Something was written about entry {goal}"
    assert address_of(reading.entry_at(cool.id, second), slug=cool.slug).endswith(
        f"/talk/{goal}/?at={second}#m{second}"
    )


def test_answers_stand_below_what_they_answer_however_late_they_come(cool, goal, wrote):
    first, second = wrote("One"), wrote("Two")
    late = wrote("To the first", answers=first)

    assert [row.entry for row in queries.page_of_thread(cool.id, goal, page=1).rows] == [first, late, second]


@pytest.mark.parametrize("who", ["alba", "bruno", "emre", "olga"])
def test_everybody_who_takes_part_writes(cool, goal, who):
    assert cool.given("messages.write", by=getattr(cool, who), about=goal, words=HELLO)


def test_a_stranger_is_told_the_clause(cool, goal):
    with pytest.raises(Refused, match=r"charter 5\.4"):
        cool.given("messages.write", by=cool.farah, about=goal, words=HELLO)


@pytest.mark.parametrize("about", [999, 2**52])
def test_one_writes_about_what_is_there(cool, about):
    with pytest.raises(Objected, match="no such entry") as objected:
        cool.given("messages.write", about=about, words=HELLO)
    assert objected.value.objection.field == "about"


def test_a_message_is_answered_in_its_own_thread(cool, goal, wrote):
    first = wrote("One")
    other = cool.given("fit.name_goal", title="Another goal").position

    with pytest.raises(Objected, match="its own thread"):
        cool.given("messages.write", about=first, words=HELLO)
    for answers in (first, other, 999):
        with pytest.raises(Objected, match="not in this thread"):
            cool.given("messages.write", about=other, answers=answers, words=HELLO)


def test_only_people_who_take_part_are_mentioned_each_once(cool, wrote):
    bruno = cool.person("Bruno")

    said = wrote("Look", mentions=[bruno, bruno])

    assert queries.message_at(cool.id, said).mentions == [bruno]
    for stranger in (new_id(), founded_alone("Quiet Streets").person("Alba")):
        with pytest.raises(Objected, match="no longer takes part") as objected:
            wrote("Look", mentions=[stranger])
        assert objected.value.objection.field == "mentions"
    with pytest.raises(ValidationError):
        made("messages.write", cool.id, about=0, words=HELLO, mentions=[new_id() for _ in range(21)])


def test_nobody_writes_without_end(cool, goal, wrote):
    for n in range(MOST_IN_A_DAY):
        wrote(f"Message {n}", by=cool.emre)

    with pytest.raises(Objected, match="60 messages within a day"):
        wrote("One more", by=cool.emre)
    assert wrote("Somebody else may", by=cool.bruno)
    later = made("messages.write", cool.id, about=goal, words=HELLO)
    assert given(later, by=cool.emre, at=NOON + timedelta(days=1)).position > goal


def test_the_convener_sets_a_message_aside_once_and_nobody_else_does(cool, wrote):
    said = wrote("You are all fools.", by=cool.bruno)
    reason = {"text": "It is about people, not about the goal.", "lang": "en"}
    with pytest.raises(Refused, match=r"charter 2\.8"):
        cool.given("messages.set_aside", by=cool.chiara, message=said, reason=reason)

    cool.given("messages.set_aside", message=said, reason=reason)

    row = queries.message_at(cool.id, said)
    assert (row.set_aside_at, row.words.text) == (NOON, "You are all fools.")
    with pytest.raises(Objected, match="set aside already"):
        cool.given("messages.set_aside", message=said, reason=reason)
    with pytest.raises(Objected, match="no such message"):
        cool.given("messages.set_aside", message=0, reason=reason)


def test_who_is_mentioned_and_who_is_answered_must_be_told(cool, wrote):
    first = wrote("One", by=cool.bruno)
    second = wrote("Two", by=cool.emre, answers=first, mentions=[cool.person("Chiara")])
    own = wrote("Three", by=cool.emre, answers=second)
    offers = capability_of("messages.write")

    def told_of(position):
        return sorted(offers.concerns["messages.write"](reading.entry_at(cool.id, position)))

    assert told_of(first) == told_of(own) == []
    assert told_of(second) == sorted([cool.person("Bruno"), cool.person("Chiara")])
    (reply,) = offers.answers["messages.write"](reading.entry_at(cool.id, second), cool.bruno)
    assert cool.given(reply.kind, by=cool.bruno, words=HELLO, **reply.fixed)


def test_one_row_for_each_message_and_no_name_for_those_who_may_not_see_names(cool, wrote):
    wrote("One", by=cool.bruno)
    wrote("Two")

    def sheet(**may):
        reader = Reader(cool.id, cool.slug, cool.olga, NOON + timedelta(minutes=5), **may)
        return [
            dict(zip([c.name for c in MESSAGES.columns], row, strict=True)) for row in MESSAGES.rows(reader, 0, None)
        ]

    assert [(row["words"], row["name"]) for row in sheet(names=True, exact=True)] == [("One", "Bruno"), ("Two", "Emre")]
    assert [row["name"] for row in sheet(names=False, exact=False)] == [None, None]


def test_erased_words_are_gone_from_the_thread_and_a_replay_gives_the_same_rows(cool, goal, wrote):
    first = wrote("I was at the doctor's.")
    wrote("Get well", by=cool.bruno, answers=first)
    text = Message.objects.get(entry=first).words_id
    cool.given("people.erased", by=cool.emre, texts=[text])
    cool.given("messages.set_aside", message=first, reason=HELLO)
    before = rows()

    replay(cool.id)

    assert rows() == before
    assert queries.page_of_thread(cool.id, goal, page=1).rows[0].words.text == ""
