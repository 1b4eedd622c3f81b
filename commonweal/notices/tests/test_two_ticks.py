"""The wiring as it runs: a listener after the commit, two ticks at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time

import pytest
from django.db import connection

from commonweal.acts.testing import account, founded
from commonweal.kit.dates import to_the_second
from commonweal.notices.models import Hours, Letter, Notice
from commonweal.notices.ticking import tick


@pytest.mark.django_db(transaction=True)
def test_the_listener_hears_of_an_entry_once_it_is_committed(swings):
    cool = founded()

    entry = cool.given("swings.hang", by=cool.bruno, people=[cool.person("Chiara")])

    assert Notice.objects.get(partnership=cool.id, position=entry.position).account == account("Chiara")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_the_same_time_send_everything_once(swings):
    if connection.vendor == "sqlite":
        pytest.skip("The test database of SQLite lies in the memory of one thread; there every write is one by one.")
    now = to_the_second(datetime.now(UTC))
    cool = founded()
    tick(at=now)
    Hours.objects.update(quiet_from=time(0), quiet_to=time(0), digest_next=now, digest_on=None)
    cool.given("swings.hang", by=cool.bruno, people=[cool.person(n) for n in ("Chiara", "Dina", "Emre")], at=now)

    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(_tick, [now] * 8))

    subjects = list(Letter.objects.values_list("to", "subject"))
    assert len(subjects) == len(set(subjects)) > 0


def _tick(at) -> None:
    try:
        tick(at=at)
    finally:
        connection.close()
