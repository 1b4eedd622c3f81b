"""Count with many threads at the same time, each with a connection of its own: run by a test in its own process."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import Any
from unittest import mock

import django

THREADS = 12


def at_once(what: Callable[[], Any], *, times: int = THREADS) -> list[Any]:
    """Do something in many threads at the same time, and return the answers."""
    from django.db import connection  # noqa: PLC0415 - not before Django is set up

    ready, answers = threading.Barrier(times), []

    def each() -> None:
        ready.wait()
        try:
            answers.append(what())
        finally:
            connection.close()

    threads = [threading.Thread(target=each) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def count() -> dict[str, int]:
    """Return how many of many were the first, what they summed up to, and how many attempts were allowed."""
    from allauth.core.internal import ratelimit  # noqa: PLC0415 - not before Django is set up
    from django.test import RequestFactory  # noqa: PLC0415 - nor this

    from commonweal.people.counting import Counting  # noqa: PLC0415 - nor this

    kept, request = Counting("", {}), RequestFactory().post("/")
    first = at_once(lambda: kept.add("lock", 1, timeout=60))
    kept.set("lock", 1, timeout=-1)
    again = at_once(lambda: kept.add("lock", 1, timeout=60))
    kept.set("sum", 0)
    at_once(lambda: kept.incr("sum"))

    def attempt() -> bool:
        limit = {"try": "5/m/key"}
        return ratelimit.consume(request, app="test", action="try", config=limit, key="one account") is not None

    with mock.patch.object(ratelimit, "cache", kept):
        allowed = [answer for _ in range(3) for answer in at_once(attempt, times=8)]
    return {
        "first": first.count(True),
        "first again": again.count(True),
        "sum": kept.get("sum"),
        "allowed": allowed.count(True),
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(count()))
