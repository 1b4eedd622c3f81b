"""Counts are atomic, name nobody, and are forgotten when they no longer count."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from commonweal.people import counting
from commonweal.people.counting import Counting
from commonweal.people.models import Counted
from commonweal.people.tests import counted_at_once

CACHE = Counting("", {})


@pytest.mark.django_db
def test_it_keeps_what_it_is_given_until_its_time_is_over(time_machine):
    time_machine.move_to(1_000_000, tick=False)

    assert CACHE.get("a") is None
    CACHE.set("a", [1.5, "x", True], timeout=10)
    assert CACHE.get("a") == [1.5, "x", True]
    assert not CACHE.add("a", 2, timeout=10)
    time_machine.move_to(1_000_010, tick=False)
    assert CACHE.get("a", "gone") == "gone"
    assert CACHE.add("a", 2, timeout=10)
    assert CACHE.incr("a", 3) == 5
    assert CACHE.touch("a", timeout=60)
    time_machine.move_to(1_000_050, tick=False)
    assert CACHE.get("a") == 5
    assert CACHE.delete("a")
    assert not CACHE.delete("a")
    assert not CACHE.touch("a")
    with pytest.raises(ValueError, match="not found"):
        CACHE.incr("a")


@pytest.mark.django_db
def test_nobody_reads_from_it_what_was_counted():
    CACHE.set("allauth:rl:login:192.0.2.1", [1.0])

    row = Counted.objects.get()
    assert "192" not in row.key
    assert len(row.key) == 64


@pytest.mark.django_db
def test_what_no_longer_counts_is_deleted():
    CACHE.set("old", 1, timeout=5)
    CACHE.set("new", 1, timeout=500)
    CACHE.set("always", 1, timeout=None)

    assert counting.forget_expired(at=time.time() + 60) == 1
    assert (CACHE.get("new"), CACHE.get("always")) == (1, 1)
    CACHE.clear()
    assert not Counted.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_each_is_counted_and_one_is_the_first(tmp_path):
    if connection.vendor == "sqlite":  # what tests run on is one connection: many need a file
        env = {**os.environ, "COMMONWEAL_VAR": str(tmp_path), "PYTHONWARNINGS": "ignore"}
        for call in (["django", "migrate", "--verbosity", "0"], ["commonweal.people.tests.counted_at_once"]):
            done = subprocess.run([sys.executable, "-m", *call], env=env, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        counted = json.loads(done.stdout)
    else:
        counted = counted_at_once.count()

    assert counted == {"first": 1, "first again": 1, "sum": 12, "allowed": 5}
