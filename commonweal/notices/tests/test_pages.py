"""One's own pages: what one was told, and how one wants to be told."""

from __future__ import annotations

from datetime import date, time

import pytest

from commonweal.acts.testing import NOON, account
from commonweal.notices.models import Choice, Feed, Hours, Notice
from commonweal.notices.settling import hours_of
from commonweal.notices.tests.conftest import client, hang
from commonweal.notices.topics import Choices, choose

HOURS = {
    "form": "hours", "language": "fr", "zone": "Africa/Nairobi", "digest": "on", "digest_at": "18:30",
    "quiet_from": "22:00", "quiet_to": "06:00", "paused_until": "2026-03-20",
}  # fmt: skip


def test_a_visitor_is_asked_to_sign_in(cool):
    for address in ("/mine/notices/", "/mine/notices/list/", "/mine/digest/"):
        assert client(None).get(address).status_code == 302


def test_hours_are_kept_and_the_next_mail_comes_at_its_new_hour(cool):
    assert client("Chiara").post("/mine/notices/", HOURS).status_code == 302

    mine = Hours.objects.select_related("account").get(account=account("Chiara"))
    assert (mine.zone, mine.quiet_from, mine.weekends) == ("Africa/Nairobi", time(22), False)
    assert mine.paused_until == date(2026, 3, 20)
    assert mine.digest_next.isoformat() == "2026-03-23T15:30:00+00:00", "The Monday after the pause, 18:30 in Nairobi."
    assert mine.account.language == "fr"


@pytest.mark.parametrize(
    ("field", "typed"), [("zone", "Middle/Earth"), ("digest_at", "noonish"), ("language", "xx"), ("quiet_from", "")]
)
def test_what_is_wrong_is_said_at_its_field(cool, field, typed):
    page = client("Chiara").post("/mine/notices/", {**HOURS, field: typed})

    assert page.status_code == 422
    assert page.context["hours"].errors.keys() == {field}
    assert "06:00" in page.content.decode(), "What was typed is not lost."


def test_of_what_everywhere_and_in_one_partnership(cool):
    browser, topics = client("Chiara"), _topics()

    browser.post("/mine/notices/", {"form": "topics", **topics, "fit": "once"})
    browser.post("/mine/notices/?of=cool-schools", {"form": "topics", "fit": "never"})

    chosen = Choices.of(account("Chiara").pk)
    assert chosen.how(account("Chiara").pk, "fit", partnership="") == "once"
    assert chosen.how(account("Chiara").pk, "fit", partnership=cool.id) == "never"
    assert Choice.objects.filter(partnership=cool.id).count() == 1


def test_back_to_as_everywhere(cool):
    choose(account("Chiara"), "fit", "never", partnership=cool.id)

    client("Chiara").post("/mine/notices/?of=cool-schools", {"form": "topics"})

    assert not Choice.objects.filter(partnership=cool.id).exists()


def test_of_a_partnership_of_others_nothing_can_be_chosen(cool):
    absent = client("Farah").get("/mine/notices/?of=nothing-here")

    assert client("Farah").get("/mine/notices/?of=cool-schools").status_code == absent.status_code == 404


def _topics():
    return dict.fromkeys(client("Chiara").get("/mine/notices/").context["topics"].fields, "daily")


def test_a_secret_address_is_shown_once_and_taken_back(cool):
    browser = client("Chiara")

    made = browser.post("/mine/notices/", {"form": "feed", "feed": "calendar", "of": cool.id, "do": "make"})

    address = made.context["address"]
    assert address in made.content.decode()
    assert address not in browser.get("/mine/notices/").content.decode()
    browser.post("/mine/notices/", {"form": "feed", "feed": "calendar", "of": cool.id, "do": "take_back"})
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"form": "feed"},
        {"form": "feed", "feed": "atom", "of": "elsewhere", "do": "make"},
        {"form": "feed", "feed": "telex", "of": "", "do": "make"},
        {"form": "nothing"},
    ],
)
def test_what_is_not_offered_changes_nothing(cool, sent):
    assert client("Chiara").post("/mine/notices/", sent).status_code == 422
    assert not Feed.objects.exists()


def test_a_calendar_of_a_partnership_of_others_cannot_be_made(cool):
    sent = {"form": "feed", "feed": "calendar", "of": cool.id, "do": "make"}

    assert client("Farah").post("/mine/notices/", sent).status_code == 422


def test_the_list_tells_and_opening_one_reads_it(cool):
    entry, browser = hang(cool, "Chiara"), client("Chiara")
    notice = Notice.objects.get(account=account("Chiara"))

    page = browser.get("/mine/notices/list/").content.decode()
    opened = browser.post("/mine/notices/list/", {"do": "open", "notice": notice.pk})

    assert "A red swing was hung" in page
    assert "1 notice that you have not read" in page
    assert opened["Location"] == f"/p/cool-schools/record/{entry.position}/"
    assert Notice.objects.get().read_at == NOON
    assert "You have read everything" in browser.get("/mine/notices/list/").content.decode()


def test_a_notice_of_somebody_else_can_be_neither_seen_nor_read(cool):
    hang(cool, "Chiara")
    notice = Notice.objects.get(account=account("Chiara"))
    browser = client("Dina")

    browser.post("/mine/notices/list/", {"do": "open", "notice": notice.pk})
    browser.post("/mine/notices/list/", {"do": "all"})

    assert "swing" not in browser.get("/mine/notices/list/").content.decode()
    assert Notice.objects.get().read_at is None


def test_all_at_once(cool):
    for _ in range(3):
        hang(cool, "Chiara")

    client("Chiara").post("/mine/notices/list/", {"do": "all"})

    assert Notice.objects.filter(read_at=None).count() == 0


def test_who_signs_in_with_a_code_on_paper_has_hours_too(cool):
    assert hours_of(account("Emre"), at=NOON).pk == account("Emre").pk
