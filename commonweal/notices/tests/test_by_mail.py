"""Doing one thing from a mail: as whom, once, as she is now, and nothing beyond it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from commonweal.acts.testing import NOON, account
from commonweal.notices.answering import may_be_offered
from commonweal.notices.links import Offer, link_to_act
from commonweal.notices.tests.conftest import client, hang, letters
from commonweal.notices.ticking import tick
from commonweal.partnerships.models import Representation
from commonweal.people.models import Account
from commonweal.record import reading
from commonweal.record.readmodel import projecting
from commonweal.web.discretion import without_secrets


@pytest.fixture
def link(cool) -> str:
    """The link in Chiara's mail, as a path."""
    hang(cool, "Chiara", words={"text": "Who pushes it?", "lang": "en"})
    tick(at=NOON)
    [found] = set(re.findall(r"http://localhost:8000(/by-mail/\S+)", letters("Chiara")[0].body))
    return found


def pushed(cool):
    return [e for e in reading.all_entries(cool.id) if e.kind == "swings.push"]


def test_to_look_says_what_will_be_done_and_as_whom_and_changes_nothing(cool, link):
    page = client(None).get(link)

    shown = page.content.decode()
    assert "Push it" in shown
    assert "Chiara" in shown
    assert "Shade for All" in shown
    assert "Who pushes it?" in shown
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert pushed(cool) == []


def test_pressing_the_button_does_it_and_pressing_again_changes_nothing(cool, link):
    first = client(None).post(link, {"text": "I did", "do": "yes"})
    second = client(None).post(link, {"text": "I did it again, with other words", "do": "yes"})

    assert first.status_code == 302
    assert second.status_code == 200
    assert "It is done" in second.content.decode()
    [entry] = pushed(cool)
    assert entry.by == cool.person("Chiara")
    assert entry.org == cool.org("ngo")
    assert entry.body["height"] == 3
    assert [c.rel for c in entry.cites] == ["answers"]


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(cool, link):
    page = client(None).post(link, {"text": "", "do": "yes"})

    assert page.status_code == 422
    assert "field wrong" in page.content.decode()
    assert pushed(cool) == []


def test_after_seven_days_it_is_over_and_leads_to_signing_in(cool, link, time_machine):
    time_machine.move_to(NOON + timedelta(days=7, seconds=2), tick=False)

    page = client(None).post(link, {"text": "Late"})

    assert page.status_code == 410
    assert "/mine/notices/list/" in page.content.decode()
    assert pushed(cool) == []


@pytest.mark.parametrize(
    "change", [lambda p: p[:-2] + "x/", lambda p: "/by-mail/nobody/", lambda p: p.replace(":", "a", 1)]
)
def test_a_link_that_nobody_made_opens_nothing(cool, link, change):
    assert client(None).get(change(link)).status_code == 404


def test_it_is_done_as_the_one_to_whom_it_was_mailed_whoever_is_signed_in(cool, link):
    browser = client("Dina")

    assert "You do this as Chiara" in browser.get(link).content.decode()
    browser.post(link, {"text": "I did"})

    assert pushed(cool)[0].by == cool.person("Chiara")


def test_who_lost_her_place_since_is_refused_with_the_clause(cool, link):
    with projecting():
        place = Representation.objects.get(partnership=cool.id, person=cool.person("Chiara"))
        place.ended_at = NOON
        place.save()

    shown = client(None).get(link).content.decode()
    sent = client(None).post(link, {"text": "Still here"})

    assert "Clause 2.4" in shown
    assert 'name="do"' not in shown
    assert "2.4" in sent.content.decode()
    assert pushed(cool) == []


@pytest.mark.parametrize("how", ["closed", "erased"])
def test_of_who_is_gone_nothing_is_done(cool, link, how):
    if how == "closed":
        Account.objects.filter(pk=account("Chiara").pk).update(is_active=False)
    else:
        Account.objects.filter(pk=account("Chiara").pk).delete()

    assert client(None).post(link, {"text": "I did"}).status_code == 404
    assert pushed(cool) == []


def test_what_must_be_signed_or_is_of_keys_access_and_erasure_is_never_offered(cool, link):
    body = letters("Chiara")[0].body

    assert len(set(re.findall(r"/by-mail/\S+", body))) == 1
    assert [may_be_offered(k) for k in ("swings.push", "swings.sign", "swings.lock", "people.erased", "no.such")] == [
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("kind", ["swings.sign", "swings.lock", "people.erased", "trust.add_key"])
def test_even_a_signed_link_does_no_such_thing(cool, kind):
    made = Offer(account("Chiara").pk, cool.id, cool.org("ngo"), kind, 1, "Do it", {}, (), (), "a" * 26)

    assert client(None).post(link_to_act(made).removeprefix("http://localhost:8000"), {}).status_code == 404


def test_a_link_of_one_partnership_does_nothing_in_another(cool, link):
    before = reading.size(cool.id)
    made = Offer(
        account("Chiara").pk,
        "b" * 25 + "a",
        cool.org("ngo"),
        "swings.push",
        1,
        "Do",
        {"height": 1},
        ("text",),
        (),
        "a" * 26,
    )

    assert client(None).post(link_to_act(made).removeprefix("http://localhost:8000"), {"text": "x"}).status_code == 404
    assert reading.size(cool.id) == before


def test_only_that_one_thing_is_shown(cool, link):
    shown = client(None).get(link).content.decode()

    assert re.findall(r'href="(/p/[^"]*)"', shown) == []
    assert "chiara@example.org" not in shown


def test_the_token_reaches_no_log(link):
    said = without_secrets(f"Not Found: {link}")

    assert said == "Not Found: /by-mail/[secret]/" or said == "Not Found: /by-mail/[secret]"


def test_a_link_of_getting_less_does_nothing_else(cool, link):
    token = re.search(r"/less-mail/(\S+)/", letters("Chiara")[0].body).group(1)

    assert client(None).get(f"/by-mail/{token}/").status_code == 404
