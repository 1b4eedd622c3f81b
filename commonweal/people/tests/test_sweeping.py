"""What nobody needs any more goes; what anybody needs stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.kit.ids import id_from_seed
from commonweal.people import counting, identity, papercodes
from commonweal.people.models import Account, Counted, Session
from commonweal.people.sweeping import NEVER_CAME, sweep

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEFORE = NOON - NEVER_CAME

pytestmark = pytest.mark.django_db


def asked(name, *, at=BEFORE, **fields):
    return Account.objects.create_user(f"{name}@example.org", joined_at=at, **fields)


def test_accounts_that_nobody_entered_are_closed_after_a_week():
    asked("asked-for-by-a-stranger")
    asked("asked-for-yesterday", at=BEFORE + timedelta(seconds=1))
    asked("signed-in", last_login=NOON)
    asked("administrator", is_administrator=True)
    identity.pseudonym_of(asked("takes-part"), partnership=id_from_seed("test", "here"))
    papercodes.give(asked("paper"), at=NOON)
    Session.objects.create(session_key="k", session_data="", expire_date=NOON + timedelta(days=1), account=asked("s"))

    sweep(NOON)

    left = sorted(email.partition("@")[0] for email in Account.objects.values_list("email", flat=True))
    assert left == ["administrator", "asked-for-yesterday", "paper", "s", "signed-in", "takes-part"]


def test_sessions_and_counts_that_are_over_go(time_machine):
    time_machine.move_to(NOON, tick=False)
    for key, days in (("over", 0), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOON + timedelta(days=days))
        counting.Counting("", {}).set(key, 1, timeout=days * 60)

    sweep(NOON)

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert Counted.objects.count() == 1
