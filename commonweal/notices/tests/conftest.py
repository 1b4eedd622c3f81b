"""What every test of notices may use: a house with swings, the cast, and mails that are kept instead of sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from commonweal.acts.testing import NOON, Founded, account, founded
from commonweal.acts.tests.conftest import forget_what_is_installed
from commonweal.charter.clauses import Access, Charter, Clause
from commonweal.charter.interim import interim_charter
from commonweal.notices.concerned import tell_of
from commonweal.notices.models import Hours, Letter
from commonweal.notices.settling import hours_of
from commonweal.notices.tests.swings import capability
from commonweal.notices.ticking import tick
from commonweal.partnerships.models import CharterInForce, Partnership
from commonweal.record.entry import Entry
from commonweal.record.readmodel import projecting

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def swings(settings) -> Iterator[Any]:
    """A house in which swings are installed, too."""
    real = settings.COMMONWEAL_CAPABILITIES
    settings.COMMONWEAL_CAPABILITIES = ["commonweal.notices.tests.swings", *real]
    settings.EMAIL_BACKEND = "commonweal.notices.letterbox.Letterbox"
    settings.COMMONWEAL_TICKS = []
    forget_what_is_installed()
    cache.clear()
    yield capability
    capability.hanging.clear()
    settings.COMMONWEAL_CAPABILITIES = real
    forget_what_is_installed()


@pytest.fixture
def cool(db, swings, time_machine) -> Founded:
    """A partnership with the whole cast, whose record was followed up to now, in a house with swings; noon."""
    time_machine.move_to(NOON, tick=False)
    partnership = founded()
    tick(at=NOON)
    return partnership


def hang(cool: Founded, *people: str, by: str = "Bruno", at: datetime = NOON, **fields: Any) -> Entry:
    """Hang a swing for some of the cast; the listener hears of it."""
    entry = cool.given("swings.hang", by=cool.actor(by), at=at, people=[cool.person(name) for name in people], **fields)
    tell_of(entry)
    return entry


def letters(who: str) -> list[Letter]:
    """The mails that came to one of the cast, oldest first."""
    return list(Letter.objects.filter(to=f"{who.lower()}@example.org").order_by("id"))


def awake(who: str, **said: Any) -> Hours:
    """Let one of the cast have no quiet hours, and say anything else about her hours."""
    mine = hours_of(account(who), at=NOON)
    for name, value in {"quiet_from": time(0), "quiet_to": time(0), **said}.items():
        setattr(mine, name, value)
    mine.save()
    return mine


def client(who: str | None) -> Client:
    """The browser of one of the cast; of a visitor where nobody is named."""
    found = Client()
    if who:
        found.force_login(account(who), backend=BACKEND)
    return found


def for_members_only(cool: Founded) -> None:
    """Let a charter rule by which the record is for those who take part."""
    members = ("convener", "representative", "substitute", "participant", "observer")
    rule = Access(what="record", roles=members, refusal={"en": "The record is for those who take part."})
    clause = Clause(number="3.1", title={"en": "One record"}, text={"en": "For members."}, rules=(rule,))
    kept = tuple(c for c in interim_charter().clauses if c.number != "3.1")
    charter = Charter(edition="test/members", title={"en": "Members only"}, clauses=(*kept, clause))
    partnership = Partnership.objects.get(pk=cool.id)
    with projecting():
        CharterInForce.objects.create(
            key=f"{cool.id}.members", partnership=cool.id, digest=charter.digest(),
            document=charter.model_dump(mode="json"), since=10**6, since_at=NOON,
        )  # fmt: skip
        partnership.charter = charter.digest()
        partnership.save()


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)
