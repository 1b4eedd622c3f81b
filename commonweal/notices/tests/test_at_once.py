"""Mails that come at once: to whom, when, with what in them, and only once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import translation

from commonweal.acts.testing import NOON, account, founded, known_here
from commonweal.notices import at_once, following
from commonweal.notices.models import Notice, Outgoing, Why
from commonweal.notices.tests.conftest import awake, for_members_only, hang, letters, minutes
from commonweal.notices.ticking import tick
from commonweal.notices.topics import choose
from commonweal.partnerships.models import Partnership, Representation
from commonweal.people.models import Account
from commonweal.record.readmodel import projecting


def test_whom_it_concerns_is_written_to_once_with_a_link_and_the_reason(cool):
    entry = hang(cool, "Chiara", "Bruno")

    for minute in range(3):
        tick(at=NOON + minutes(minute))

    [letter] = letters("Chiara")
    assert letter.subject == "Cool Schools: A red swing was hung"
    assert f"http://localhost:8000/p/cool-schools/record/{entry.position}" in letter.body
    assert "It concerns you yourself." in letter.body
    assert "/less-mail/" in letter.body
    assert letters("Bruno") == [], "She did it herself."
    assert letters("Olga") == []


def test_what_newly_waits_is_told_to_those_for_whom_it_does(cool):
    hang(cool, by="Emre")

    tick(at=NOON)

    assert {n.account.name for n in Notice.objects.filter(why=Why.TASK)} == {"Alba", "Bruno", "Chiara", "Dina"}
    [letter] = letters("Bruno")
    assert "Push the red swing" in letter.body
    assert letters("Olga") == letters("Emre") == []


def test_what_waits_no_more_is_not_mailed(cool, swings):
    hang(cool, by="Emre")
    following.follow_all(at=NOON)
    swings.hanging.clear()

    tick(at=NOON)

    assert Notice.objects.filter(account=account("Bruno"), why=Why.TASK).count() == 1
    assert letters("Bruno") == []


def test_a_task_is_told_once_and_not_again_with_the_next_entry(cool):
    hang(cool, by="Emre")
    tick(at=NOON)
    cool.given("fit.name_goal", by=cool.bruno, title="Shade")
    tick(at=NOON + minutes(1))

    assert len(letters("Chiara")) == 1


def test_several_things_come_in_one_mail(cool):
    awake("Chiara")
    hang(cool, "Chiara")
    hang(cool, "Chiara", colour="green")

    tick(at=NOON)

    [letter] = letters("Chiara")
    assert "A red swing was hung" in letter.body
    assert "A green swing was hung" in letter.body


def test_in_quiet_hours_a_mail_waits_for_their_end(cool):
    night = NOON + timedelta(hours=10)
    hang(cool, "Chiara", at=night)

    tick(at=night)
    assert letters("Chiara") == []

    tick(at=night + timedelta(hours=9))
    assert letters("Chiara")[0].subject.startswith("Cool Schools")


def test_quiet_hours_of_another_zone(cool):
    awake("Chiara", zone="Pacific/Auckland", quiet_from="21:00", quiet_to="07:00")
    awake("Dina", zone="Africa/Nairobi", quiet_from="21:00", quiet_to="07:00")
    hang(cool, "Chiara", "Dina")

    tick(at=NOON)

    assert letters("Chiara") == []
    assert len(letters("Dina")) == 1


def test_who_wants_it_daily_or_never_gets_no_mail_at_once_but_finds_it_in_the_list(cool):
    choose(account("Chiara"), "concern", "daily")
    choose(account("Dina"), "concern", "never")
    hang(cool, "Chiara", "Dina", by="Emre")
    Notice.objects.filter(why=Why.TASK).delete()

    at_once.write_due(at=NOON)

    assert Outgoing.objects.count() == 0
    assert Notice.objects.filter(why=Why.CONCERN).count() == 2


def test_what_was_read_meanwhile_is_not_mailed(cool):
    hang(cool, "Chiara")
    Notice.objects.filter(account=account("Chiara")).update(read_at=NOON)

    at_once.write_due(at=NOON)

    assert not Outgoing.objects.filter(account=account("Chiara")).exists()


def test_what_is_old_is_no_news(cool):
    hang(cool, "Chiara", at=NOON)

    assert at_once.write_due(at=NOON + timedelta(days=4, hours=1)) == 0


def test_a_mail_is_written_in_her_language_and_on_her_clock(cool):
    Account.objects.filter(pk=account("Chiara").pk).update(language="ar")
    awake("Chiara", zone="Asia/Tokyo", quiet_from="00:00")
    hang(cool, "Chiara")

    tick(at=NOON)

    [letter] = letters("Chiara")
    assert 'lang="ar" dir="rtl"' in letter.html
    assert "21:00" in letter.body or "9" in letter.body
    assert translation.get_language() == "en"


def test_no_name_of_a_person_and_nobodys_words_stand_in_a_mail(cool):
    Account.objects.filter(pk=account("Bruno").pk).update(name="Bruno Secretname")
    hang(cool, "Chiara", words={"text": "My own secret words", "lang": "en"})

    tick(at=NOON)

    [letter] = letters("Chiara")
    for part in (letter.subject, letter.body, letter.html):
        assert "Secretname" not in part
        assert "secret words" not in part


NASTY = "Nice\r\nBcc: everybody@example.org\n\nHello {{ settings.SECRET_KEY }} <script>alert(1)</script>\u202e"


def test_what_somebody_typed_is_one_line_of_text_and_nothing_else(cool, settings):
    settings.SECRET_KEY_FALLBACKS = []
    row = Partnership.objects.get(pk=cool.id)
    row.name = NASTY
    with projecting():
        row.save()
    hang(cool, "Chiara")
    tick(at=NOON)

    mail = Outgoing.objects.get(account=account("Chiara"))
    [letter] = letters("Chiara")

    assert mail.sent_at
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject
    assert "\u202e" not in letter.subject + letter.body + letter.html
    assert settings.SECRET_KEY not in letter.body + letter.html
    assert "{{ settings" in letter.body, "It is shown as it was typed, not read as a template."
    assert "<script>" not in letter.html
    assert not re.search(r"^Bcc:", letter.body, re.MULTILINE)


def test_links_lead_to_the_address_of_the_settings_whatever_a_request_claimed(cool, settings):
    settings.ADDRESS = "https://commonweal.example"
    hang(cool, "Chiara")

    tick(at=NOON)

    [letter] = letters("Chiara")
    found = set(re.findall(r"https?://[^/\s\"<]+", letter.body + letter.html))
    assert found == {"https://commonweal.example"}


def test_the_html_part_asks_nobody_for_anything(cool):
    hang(cool, "Chiara")
    tick(at=NOON)

    html = letters("Chiara")[0].html

    assert not re.search(r"<(img|link|script|iframe|object|form|input)|url\(|@import|src=", html)


def test_whose_place_ended_is_told_only_what_concerns_herself(cool):
    choose(account("Chiara"), "swings", "once")
    hang(cool, colour="blue")
    hang(cool, "Chiara", colour="green")
    with projecting():
        place = Representation.objects.get(partnership=cool.id, person=cool.person("Chiara"))
        place.ended_at = NOON
        place.save()

    tick(at=NOON)

    [letter] = letters("Chiara")
    assert "green" in letter.body
    assert "blue" not in letter.body


def test_where_the_record_is_for_members_somebody_without_a_place_is_told_only_that_there_is_something(cool):
    for_members_only(cool)
    known_here(cool, "Farah")
    hang(cool, "Farah", "Chiara", colour="invisible")
    tick(at=NOON)

    [farah], [chiara] = letters("Farah"), letters("Chiara")
    assert "Something that concerns you was put on the record." in farah.body
    assert "invisible" not in farah.subject + farah.body + farah.html
    assert "invisible" in chiara.body


def test_two_partnerships_in_one_mail(cool):
    quiet = founded("Quiet Streets")
    tick(at=NOON)
    hang(cool, "Chiara")
    hang(quiet, "Chiara", colour="green")

    tick(at=NOON)

    [letter] = letters("Chiara")
    assert letter.subject == "2 things for you in your partnerships"
    assert "Quiet Streets" in letter.body


@pytest.mark.parametrize("gone", ["closed", "without address"])
def test_nobody_writes_to_who_is_not_there(cool, gone):
    changed = {"is_active": False} if gone == "closed" else {"email": None}
    hang(cool, "Chiara")
    Account.objects.filter(pk=account("Chiara").pk).update(**changed)

    tick(at=NOON)

    assert not Outgoing.objects.filter(subject__contains="swing", to="chiara@example.org").exists()
