"""Whoever is forgotten is forgotten here: her notices, choices, secrets, mails sent and mails shown."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from commonweal.acts.testing import NOON, Founded, account, founded
from commonweal.notices import feeds
from commonweal.notices.forgetting import MAILS, OF_A_PARTNERSHIP
from commonweal.notices.listening import heard
from commonweal.notices.models import Feed, Hours, Letter, Marker, Notice, Outgoing
from commonweal.notices.sweeping import sweep
from commonweal.notices.tests.conftest import hang, letters, minutes
from commonweal.notices.ticking import tick
from commonweal.notices.topics import choose
from commonweal.people import forgetting as people
from commonweal.people.models import Account

TABLES = (*OF_A_PARTNERSHIP, Hours)


def fill(cool: Founded) -> Account:
    chiara = account("Chiara")
    hang(cool, "Chiara", "Dina", by="Emre")
    tick(at=NOON)
    tick(at=NOON + timedelta(hours=19))
    choose(chiara, "fit", "once", partnership=cool.id)
    feeds.made(chiara, Feed.Form.CALENDAR, partnership=cool.id, at=NOON)
    hang(cool, "Chiara", by="Emre", at=NOON + timedelta(hours=20))
    return chiara


def kept_of(who: Account) -> dict[str, int]:
    rows = {table.__name__: table.objects.filter(account=who).count() for table in TABLES}
    return {**rows, "Letter": Letter.objects.filter(to=f"{who.name.lower()}@example.org").count()}


def test_everything_goes_with_an_account(cool):
    chiara = fill(cool)
    assert all(kept_of(chiara).values())

    MAILS.forget(chiara, addresses=frozenset({"chiara@example.org"}))

    assert not any(kept_of(chiara).values())
    assert all(kept_of(account("Dina"))[name] for name in ("Notice", "Letter", "Hours"))


def test_a_mail_on_its_way_goes_too(cool):
    chiara = fill(cool)
    tick_without_sending(NOON + timedelta(hours=20))
    assert Outgoing.objects.filter(account=chiara, sent_at=None).exists()

    MAILS.forget(chiara, addresses=frozenset({"chiara@example.org"}))

    assert not Outgoing.objects.filter(to="chiara@example.org").exists()


def tick_without_sending(at) -> None:
    from commonweal.notices import at_once  # noqa: PLC0415 - one step of a tick, here only

    at_once.write_due(at=at)


def test_whose_name_is_erased_in_one_partnership_is_forgotten_there_and_not_elsewhere(cool):
    quiet = founded("Quiet Streets")
    chiara = fill(cool)
    hang(quiet, "Chiara")

    entry = cool.given("people.erased", by=cool.chiara, people=[cool.person("Chiara")])
    heard(entry)

    for table in (Notice, Feed, Marker):
        assert not table.objects.filter(account=chiara, partnership=cool.id).exists()
    assert Notice.objects.filter(account=chiara, partnership=quiet.id).count() == 1
    assert not Letter.objects.filter(to="chiara@example.org", partnership=cool.id).exists()
    assert Letter.objects.filter(to="dina@example.org", partnership=cool.id).exists()


def test_the_erased_get_nothing_any_more(cool):
    fill(cool)
    person = cool.person("Chiara")
    heard(cool.given("people.erased", by=cool.chiara, people=[person]))
    before = len(letters("Chiara"))

    entry = cool.given("swings.hang", by=cool.bruno, people=[person], at=NOON + minutes(5))
    heard(entry)
    for day in range(3):
        tick(at=NOON + timedelta(days=day))

    assert len(letters("Chiara")) == before


# ── Sweeping ──────────────────────────────────────────────────────────────────────────────────────


def test_old_notices_and_keys_of_old_mails_go(cool):
    fill(cool)
    tick(at=NOON + timedelta(hours=21))
    Notice.objects.filter(account=account("Dina")).update(read_at=NOON)

    sweep(at=NOON + timedelta(days=91))

    assert not Notice.objects.filter(account=account("Dina")).exists()
    assert Notice.objects.filter(account=account("Chiara")).exists()
    assert not Outgoing.objects.exists()


def test_her_letters_are_among_what_she_takes_with_her(cool):
    chiara = fill(cool)

    assert [row["to"] for row in MAILS.export(chiara)] == ["chiara@example.org"] * len(letters("Chiara"))


def test_the_whole_account_goes_by_the_way_of_people(cool):
    chiara = fill(cool)
    assert "commonweal.notices.forgetting.MAILS" in settings.COMMONWEAL_PERSONAL

    people.forget(chiara, at=NOON + timedelta(hours=21))

    assert not Letter.objects.filter(to="chiara@example.org").exists()
    assert not Outgoing.objects.filter(to="chiara@example.org").exists()
    assert not Notice.objects.filter(account=chiara.pk).exists()
