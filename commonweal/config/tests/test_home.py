"""Home asks ten questions at most: with a text to sign, ballots, goals, and days that have passed since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache

from commonweal.acts.testing import NOON
from commonweal.config.tests.two_partnerships import two_partnerships


@pytest.mark.parametrize("days", [0, 20, 200])
def test_home_of_a_partnership_in_which_everything_happens(db, time_machine, django_assert_max_num_queries, days):
    time_machine.move_to(NOON, tick=False)
    cache.clear()
    both = two_partnerships()
    time_machine.move_to(NOON + timedelta(days=days), tick=False)
    for name in ("Alba", "Emre", None):
        client = both.client(name)
        client.get("/p/cool-schools/")
        with django_assert_max_num_queries(10):
            page = client.get("/p/cool-schools/").content.decode()
        assert "The charter waits for signatures" in page
