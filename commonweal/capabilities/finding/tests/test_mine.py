"""What waits for somebody over all her partnerships, and how far she has read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.acts.capability import Task
from commonweal.acts.installed import capability_of
from commonweal.acts.testing import NOON, account, founded_alone, welcome
from commonweal.kit.ids import id_from_seed
from commonweal.people.models import Invitation, Seen
from commonweal.record import reading


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_it_asks_for_an_account(client):
    assert client.get("/mine/").status_code == 302


def test_what_waits_is_shown_by_partnership_the_soonest_first(cool, seen_by, monkeypatch):
    quiet = founded_alone("Quiet Streets")
    welcome(quiet, "Bruno", "participant")

    def tasks(facts, actor, slug):
        days = 3 if facts.partnership == quiet.id else 9
        yield Task("test.late", "Answer the late one", "/late/", NOON + timedelta(days=days + 5))
        yield Task("test.soon", "Answer the soon one", "/soon/", NOON + timedelta(days=days))

    lifecycle = capability_of("lifecycle.ask_waiver")
    object.__setattr__(lifecycle, "tasks", (tasks,))
    monkeypatch.undo()
    try:
        shown = seen_by("Bruno").get("/mine/").content.decode()
    finally:
        object.__setattr__(lifecycle, "tasks", ORIGINAL)

    assert shown.index("Quiet Streets") < shown.index("Cool Schools")
    assert shown.index("soon one") < shown.index("late one")
    assert "Until March 5, 2026" in shown


ORIGINAL = capability_of("lifecycle.ask_waiver").tasks


def test_the_seven_steps_ask_what_home_asks(cool, seen_by):
    alba = seen_by("Alba")

    shown, home = alba.get("/mine/").content.decode(), alba.get(f"/p/{cool.slug}/").content.decode()

    waits = alba.get(f"/p/{cool.slug}/").context["waits"]
    assert waits
    assert all(str(each.url) in shown for each in waits)
    assert "/mine/" in home


def test_who_has_no_place_is_asked_nothing(cool, seen_by):
    assert "Nothing waits for you today." in seen_by("Farah").get("/mine/").content.decode()


def test_an_invitation_to_her_address_waits_until_it_is_over(cool, seen_by, time_machine):
    invitation = id_from_seed("test", "farah")
    cool.given("membership.invite", invitation=invitation, role="observer", expires_at=NOON + timedelta(days=2))
    Invitation.objects.create(
        id=invitation, partnership=cool.id, token="only-in-her-mail", mail=account("Farah").email.upper()
    )

    assert "/join/only-in-her-mail/" in seen_by("Farah").get("/mine/").content.decode()
    assert "only-in-her-mail" not in seen_by("Emre").get("/mine/").content.decode()
    time_machine.move_to(NOON + timedelta(days=3), tick=False)
    assert "only-in-her-mail" not in seen_by("Farah").get("/mine/").content.decode()


def test_the_questions_grow_with_partnerships_and_not_with_what_waits(cool, seen_by):
    bruno = seen_by("Bruno")
    one = queries(bruno, "/mine/")
    for n in range(6):
        cool.given("lifecycle.ask_waiver", criterion=f"3.{n + 1}", by=cool.chiara, reason={"text": "Later"},
                   expires_on="2026-06-30")  # fmt: skip
    assert queries(bruno, "/mine/") == one

    others = [founded_alone(f"Street {n}") for n in range(2)]
    for other in others:
        welcome(other, "Bruno", "participant")
    three = queries(bruno, "/mine/")
    each = (three - one) / 2
    assert each == int(each)


def test_looking_changes_nothing_and_saying_so_does(cool, seen_by):
    bruno = seen_by("Bruno")
    home, activity = f"/p/{cool.slug}/", f"/p/{cool.slug}/activity/"
    bruno.get(home)
    bruno.get(activity)
    assert not Seen.objects.exists()
    size = reading.size(cool.id)
    assert bruno.get(f"/p/{cool.slug}/read/").status_code == 405

    answer = bruno.post(f"/p/{cool.slug}/read/", {"upto": size, "next": activity})

    assert answer.url == activity
    assert Seen.objects.get().position == size
    cool.given("fit.name_goal", title="A new goal")
    for address in (home, activity):
        assert "1 new since Monday, 2 March" in bruno.get(address).content.decode()


def test_what_was_read_on_another_machine_counts_here(cool, seen_by, client):
    bruno = seen_by("Bruno")
    bruno.get(f"/p/{cool.slug}/")  # leaves a cookie
    cool.given("fit.name_goal", title="A new goal")
    Seen.objects.create(account=account("Bruno"), partnership=cool.id, position=reading.size(cool.id), at=NOON)

    assert "Nothing has happened since" in bruno.get(f"/p/{cool.slug}/").content.decode()


@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 20, "99999999"])
def test_nobody_has_read_what_is_not_there(cool, seen_by, upto):
    assert seen_by("Bruno").post(f"/p/{cool.slug}/read/", {"upto": upto}).status_code == 302
    assert all(row.position <= reading.size(cool.id) for row in Seen.objects.all())


def test_what_was_read_stays_read(cool, seen_by):
    for upto in (9, 3):
        seen_by("Bruno").post(f"/p/{cool.slug}/read/", {"upto": upto})

    assert Seen.objects.get().position == 9


def test_a_stranger_keeps_nothing_and_the_forgotten_leave_no_trace(cool, seen_by):
    assert seen_by("Farah").post(f"/p/{cool.slug}/read/", {"upto": 3}).status_code == 404
    seen_by("Emre").post(f"/p/{cool.slug}/read/", {"upto": 3})

    cool.given("people.erased", by=cool.emre, people=[cool.person("Emre")])

    assert not Seen.objects.exists()


def test_new_threads_are_marked(cool, seen_by):
    goal = cool.given("fit.name_goal", title="Shade").position
    cool.given("messages.write", about=goal, words={"text": "Hello", "lang": "en"})
    bruno, talk = seen_by("Bruno"), f"/p/{cool.slug}/talk/"
    bruno.post(f"/p/{cool.slug}/read/", {"upto": goal + 1})

    assert 'class="tag">new' in bruno.get(talk).content.decode()
    bruno.post(f"/p/{cool.slug}/read/", {"upto": goal + 2})
    assert 'class="tag">new' not in bruno.get(talk).content.decode()
