"""Sending: once, with patience, and nothing is kept of what went."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from commonweal.acts.testing import NOON, account
from commonweal.notices import outbox, writing
from commonweal.notices.models import Letter, Outgoing
from commonweal.notices.tests.conftest import hang, letters, minutes
from commonweal.notices.ticking import tick

HERE = "commonweal.notices.tests.test_outbox"
sent: list[str] = []


class Moody(BaseEmailBackend):
    """A server that fails as it was told, then works."""

    faults: list[Exception] = []

    def send_messages(self, messages):
        if self.faults:
            raise self.faults.pop(0)
        sent.extend(message.message()["Message-ID"] for message in messages)
        return len(messages)


@pytest.fixture(autouse=True)
def _nothing_sent():
    sent.clear()
    Moody.faults.clear()


def mail(key="test:1", *, again=False) -> Outgoing:
    told = {"name": "Cool Schools", "link": "http://localhost:8000/join/x/", "expires_at": NOON}
    writing.write("invitation", told, key=key, to="farah@example.org", lang="en", subject="Hello", again=again, at=NOON)
    return Outgoing.objects.get(key=key)


def test_the_same_mail_is_never_made_twice(db):
    assert mail().pk == mail().pk
    assert Outgoing.objects.count() == 1


def test_once_it_went_nothing_of_it_is_kept_but_its_key(cool):
    mail()

    assert outbox.send_due(at=NOON) == 1
    assert outbox.send_due(at=NOON + timedelta(days=1)) == 0

    row = Outgoing.objects.get()
    assert (row.to, row.subject, row.body, row.html, row.headers) == ("", "", "", "", {})
    assert row.sent_at == NOON


def test_a_fault_is_waited_out_longer_each_time(db, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Moody"
    mail()
    Moody.faults = [ConnectionRefusedError("to farah@example.org"), smtplib.SMTPServerDisconnected(), OSError()]
    at, tries = NOON, []
    for minute in range(60):
        outbox.send_due(at=at + minutes(minute))
        tries.append(Outgoing.objects.get().attempts)

    assert [tries.index(n) for n in (1, 2, 3, 4)] == [0, 1, 6, 21]
    assert Outgoing.objects.get().sent_at == NOON + minutes(21)
    assert len(sent) == 1
    assert "farah" not in Outgoing.objects.get().fault


def test_after_the_last_try_a_mail_is_given_up_and_forgotten(db, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Moody"
    Moody.faults = [OSError()] * 50
    mail()

    at = NOON
    for _ in range(20):
        outbox.send_due(at=at)
        at += timedelta(days=2)

    row = Outgoing.objects.get()
    assert row.gave_up_at
    assert row.attempts == len(outbox.BACKOFF) + 1
    assert row.to == row.body == ""


def test_an_address_that_does_not_exist_is_not_tried_again(db, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Moody"
    Moody.faults = [smtplib.SMTPRecipientsRefused({"farah@example.org": (550, b"No such user")})]
    mail()

    outbox.send_due(at=NOON)

    assert Outgoing.objects.get().gave_up_at == NOON


def test_one_that_fails_does_not_stop_the_others(db, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Moody"
    Moody.faults = [OSError()]
    mail("test:1")
    mail("test:2")

    assert outbox.send_due(at=NOON) == 1


@pytest.mark.parametrize(("again", "goes"), [(False, 0), (True, 1)])
def test_where_a_process_died_in_the_middle_only_what_nothing_else_tells_goes_again(db, settings, again, goes):
    settings.EMAIL_BACKEND = f"{HERE}.Moody"
    row = mail(again=again)
    Outgoing.objects.filter(pk=row.pk).update(claimed_at=NOON, attempts=1)  # and then the process was killed

    assert outbox.send_due(at=NOON + minutes(5)) == 0, "Perhaps it is still being sent."
    assert outbox.send_due(at=NOON + minutes(20)) == goes
    assert (Outgoing.objects.get().sent_at is not None) is bool(goes)


def test_a_mail_that_another_tick_has_claimed_is_left_to_it(db, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Moody"
    row = mail()
    Outgoing.objects.filter(pk=row.pk).update(claimed_at=NOON)

    assert outbox._send(row.pk, Moody(), at=NOON) is False
    assert sent == []


def test_a_mail_says_what_it_is_and_how_to_stop_it_with_one_tap(cool):
    hang(cool, "Chiara")
    Outgoing.objects.all().delete()
    tick(at=NOON - minutes(0))
    message = _message("Chiara")

    assert message["List-Unsubscribe"].startswith("<http://localhost:8000/less-mail/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def _message(who):
    """Write the same mail again and look at it as it would go over the wire."""
    from commonweal.notices import at_once  # noqa: PLC0415 - only here
    from commonweal.notices.models import Notice  # noqa: PLC0415 - only here

    Outgoing.objects.all().delete()
    Notice.objects.filter(account=account(who)).update(mailed_at=None)
    at_once.write_due(at=NOON)
    return outbox._message(Outgoing.objects.get(account=account(who))).message()


def test_one_step_that_fails_does_not_stop_the_others(cool, settings, monkeypatch):
    hang(cool, "Chiara")
    monkeypatch.setattr("commonweal.notices.digest.write_due", lambda *, at: 1 / 0)

    tick(at=NOON)

    assert len(letters("Chiara")) == 1


def test_what_is_registered_is_called(cool, settings):
    settings.COMMONWEAL_TICKS = [f"{HERE}.registered"]
    called.clear()

    tick(at=NOON)

    assert called == [NOON]


called: list[datetime] = []


def registered(at) -> None:
    called.append(at)


def test_the_letterbox_keeps_both_parts(cool):
    hang(cool, "Chiara")
    tick(at=NOON)

    letter = Letter.objects.get(to="chiara@example.org")

    assert letter.html.startswith("<!doctype html>")
    assert letter.partnership == cool.id
    assert connection.vendor in ("sqlite", "postgresql")
