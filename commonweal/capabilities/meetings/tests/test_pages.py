"""The pages of meetings, as each reader sees them."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import admit, welcome
from commonweal.capabilities.meetings import queries
from commonweal.capabilities.meetings.tests.arranging import (
    DAY,
    HOUR,
    SAID,
    SOON,
    called,
    drafted,
    held,
    here,
    now,
    opened,
    points,
)
from commonweal.kit.ids import id_from_seed

ROOFS = id_from_seed("point", "Roofs")


@pytest.fixture
def at(cool):
    return lambda page="": f"/p/{cool.slug}/meetings/{page}"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


SENT = {"body": "assembly", "title": "", "day": "2026-03-09", "begins": "10:00", "ends": "12:00", "how": "both",
        "where": "Town hall", "address": "https://meet.example/7", "points": "Roofs\n\nWater"}  # fmt: skip


def test_a_meeting_is_called_on_the_page(cool, at, seen_by):
    alba = seen_by("Alba")
    assert "Call a meeting" in words(alba.get(at()))
    assert 'value="2026-03-05"' in words(alba.get(at("call/")))

    answer = alba.post(at("call/"), SENT)

    assert answer.status_code == 302
    shown = words(alba.get(answer.url))
    assert "March 9, 2026, 10 a.m. to noon (UTC)" in shown
    assert "Town hall" in shown
    assert "Roofs" in shown
    assert "Assembly of partners" in words(alba.get(at()))


@pytest.mark.parametrize(
    ("said", "field", "says"),
    [
        ({"where": ""}, "where", "where the room is"),
        ({"address": ""}, "address", "from afar"),
        ({"ends": "09:00"}, "ends", "after it begins"),
        ({"day": "2026-03-01"}, "__all__", "earliest day is March 5, 2026"),
        ({"day": ""}, "day", "required"),
    ],
)
def test_what_is_wrong_is_explained_at_its_field_and_nothing_is_lost(cool, at, seen_by, said, field, says):
    answer = seen_by("Alba").post(at("call/"), {**SENT, **said})

    assert says in str(answer.context["form"].errors[field])
    assert "Roofs" in words(answer)


def test_a_call_sent_twice_calls_once(cool, at, seen_by):
    for _ in range(2):
        assert seen_by("Alba").post(at("call/"), {**SENT, "idem": cool.org("idem")}).status_code == 302

    assert len(queries.meetings(cool.id)) == 1


def test_one_tap_says_that_one_comes_or_cannot(cool, at, seen_by):
    meeting = called(cool)
    page = at(f"{meeting}/")
    assert "Do you come?" in words(seen_by("Bruno").get(page))

    assert seen_by("Bruno").post(page, {"form": "come", "how": "room"}).status_code == 302
    assert seen_by("Chiara").post(page, {"form": "absent", "substitute": "no"}).status_code == 302

    shown = words(seen_by("Bruno").get(page))
    assert "You said that you come." in shown
    assert "For 1 of 4 seats somebody said that she comes. 1 said that she cannot." in shown
    assert "You come as a guest" in words(seen_by("Olga").get(page)) or "as a guest" in words(seen_by("Olga").get(page))


def test_one_tap_says_that_one_is_here_and_the_quorum_is_live(cool, at, seen_by, client, time_machine):
    meeting = called(cool)
    opened(cool, meeting)
    time_machine.move_to(SOON, tick=False)
    page = at(f"{meeting}/")

    assert "Too few seats are there to decide." in words(client.get(page))
    for who in ("Alba", "Bruno"):
        assert seen_by(who).post(page, {"form": "come", "how": "remote"}).status_code == 302

    shown = words(client.get(page))
    assert "2 of 4 seats that somebody holds." in shown
    assert "Enough are there for some matters, and too few for 1 kind of them." in shown
    assert "2 of 4 seats are there; it takes 2/3 of them." in shown
    assert "Bruno" not in shown
    assert "you are here" in words(seen_by("Bruno").get(page))


def test_an_agenda_is_suggested_and_settled_on_the_page(cool, at, seen_by):
    meeting = called(cool)
    page, alba = at(f"{meeting}/agenda/"), seen_by("Alba")
    sent = {"form": "suggest", "title": "Trees", "purpose": "discuss", "minutes": "20"}
    assert seen_by("Emre").post(page, sent).status_code == 302
    assert "1 point is suggested" in words(alba.get(at(f"{meeting}/")))
    form = alba.get(page).context["settle"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "idem"}
    sent |= {
        "form": "settle",
        "place_0": "",
        "place_2": "1",
        "on_2": "money",
        "purpose_2": "decide",
        "title_3": "Lunch",
    }

    assert alba.post(page, sent).status_code == 302

    assert [(each["title"], each["on"]) for each in now(cool, meeting).row.agenda] == [
        ("Trees", "money"),
        ("Water", None),
        ("Lunch", None),
    ]
    assert "only" not in words(seen_by("Emre").get(page)).split("Settle the agenda")[1][:40]


def test_a_meeting_is_moved_and_cancelled_on_the_page(cool, at, seen_by):
    meeting = called(cool)
    page, alba = at(f"{meeting}/move/"), seen_by("Alba")
    assert 'value="12:00"' in words(alba.get(page))

    sent = {**SENT, "form": "move", "day": "2026-03-20"}
    assert alba.post(page, sent).status_code == 302
    assert "Moved once" in words(alba.get(at(f"{meeting}/")))
    assert alba.post(page, {"form": "cancel", "reason": "The hall burned down."}).status_code == 302
    assert "The hall burned down." in words(alba.get(at(f"{meeting}/")))
    assert alba.get(page).status_code == 404


def test_a_meeting_is_led_on_the_page(cool, at, seen_by, time_machine):
    meeting = called(cool)
    page, alba = at(f"{meeting}/lead/"), seen_by("Alba")
    assert "at most an hour before" in words(alba.get(page))
    time_machine.move_to(SOON, tick=False)
    assert alba.post(page, {"form": "open"}).status_code == 302
    here(cool, meeting, "Alba")

    form = alba.get(page).context["presence"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "idem"}
    label = next(name for name, field in form.fields.items() if "Tejados" in str(field.label))
    assert alba.post(page, {**sent, "form": "presence", label: "paper"}).status_code == 302
    assert alba.post(page, {"form": "speaking", "government": "10", "company": "2"}).status_code == 302
    nothing = alba.post(page, {"form": "presence"})
    assert nothing.status_code == 200
    assert alba.post(page, {"form": "close"}).status_code == 302

    row = now(cool, meeting).row
    assert (row.there, row.seats) == (2, 4)
    assert row.speaking["seconds"] == {"government": 600, "company": 120}


def test_attendance_is_shown_over_time_and_by_sector(cool, at, client):
    held(cool, "Alba", "Bruno")
    held(cool, "Alba", starts=SOON + DAY)

    page = words(client.get(at("attendance/")))

    assert "In the last 2 meetings, 37% of the seats were there." in page
    assert "Companies" in page
    assert "1 of 2 (50%)" in page
    assert 'class="company"' in page


def test_what_was_agreed_is_settled_on_the_page(cool, at, seen_by):
    meeting = held(cool, "Alba", "Bruno")
    said = {"what": "Paint two roofs", "organisation": cool.org("company"), "due_on": "2026-06-01"}
    action = cool.given("meetings.agree_action", meeting=meeting, at=SOON + 2 * HOUR, **said).position
    page, bruno = at("actions/"), seen_by("Bruno")
    assert "Paint two roofs" in words(bruno.get(page))

    assert bruno.post(page, {"action": action, "outcome": "done", "says": "In red."}).status_code == 302

    assert "Nothing is open." in words(bruno.get(page))


def test_empty_pages_say_so_and_what_is_not_there_is_not_found(cool, at, client, seen_by):
    assert "No meeting is called." in words(client.get(at()))
    assert "Nobody has met yet." in words(client.get(at("attendance/")))
    assert client.get(at("actions/")).status_code == 200
    for page in ("nothing/", "nothing/minutes/", "nothing/minutes.pdf"):
        assert client.get(at(page)).status_code == 404
    for page in ("nothing/lead/", "nothing/agenda/", "nothing/move/", "nothing/notes/"):
        assert seen_by("Alba").get(at(page)).status_code == 404


@pytest.mark.parametrize("many", [3, 60])
def test_pages_cost_the_same_for_few_and_many(cool, at, seen_by, many, django_assert_max_num_queries, time_machine):
    for n in range(many):
        admit(cool, f"org{n}", f"Organisation {n}", "company")
        welcome(cool, f"P{n}", "representative", org=f"org{n}")
    over = held(cool, "Alba", "Bruno", "Olga", *(f"P{n}" for n in range(min(many, 10))))
    drafted(cool, over)
    live = called(cool, agenda=points(*(f"Point {n}" for n in range(min(many, 60))), purpose="decide", on="money"))
    opened(cool, live)
    here(cool, live, "Alba", *(f"P{n}" for n in range(min(many, 10))))
    cool.given("meetings.note", meeting=live, words=SAID, at=SOON)
    coming = called(cool)
    for n in range(min(many, 12)):
        called(cool, starts=SOON + (n + 1) * DAY)
        said = {"what": f"Do {n}", "organisation": cool.org("company")}
        cool.given("meetings.agree_action", meeting=live, at=SOON, **said)
    time_machine.move_to(SOON, tick=False)
    alba = seen_by("Alba")
    alba.get(at())

    pages = (("", 8), ("call/", 8), ("attendance/", 8), ("actions/", 8), (f"{coming}/", 12), (f"{live}/", 12),
             (f"{over}/", 12), (f"{over}/minutes/", 12), (f"{live}/agenda/", 12), (f"{live}/lead/", 12),
             (f"{live}/notes/", 12), (f"{coming}/move/", 12))  # fmt: skip
    for page, most in pages:
        with django_assert_max_num_queries(most):
            assert alba.get(at(page)).status_code == 200, page
