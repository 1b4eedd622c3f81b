"""One worker of the benchmark of `record`: appends for some seconds, ours or a peer's way, and says how many.

Run by bench/record.py in a process of its own, so that peak memory is that of this way alone.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import sys
import time
import uuid
from collections.abc import Callable
from datetime import timedelta

BODY = {"criterion": "reach", "alternative": "network", "score": 4, "why": "x" * 120}
ACT = b'{"act":{"at":"2030-05-04T12:00:00Z","body":' + json.dumps(BODY).encode() + b"}" + b" " * 260 + b"}"


def bare(url: str, partnership: str) -> Callable[[], None]:
    """One row of the same columns and keys as an entry's, in a transaction, by the driver alone."""
    columns = "INSERT INTO bare (partnership, position, idem, leaf, raw) VALUES ({})"
    place = int.from_bytes(os.urandom(5), "big") << 20
    leaf = bytes(32)
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        statement = columns.format("?,?,?,?,?")

        def insert_sqlite() -> None:
            nonlocal place
            place += 1
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(statement, (partnership, place, uuid.uuid4().hex[:26], leaf, ACT))
            connection.execute("COMMIT")

        return insert_sqlite
    import psycopg  # noqa: PLC0415 - each way loads what it needs, or peak memory would be of all

    server = psycopg.connect(url, autocommit=True)
    statement = columns.format("%s,%s,%s,%b,%b")

    def insert_postgresql() -> None:
        nonlocal place
        place += 1
        with server.transaction():
            server.execute(statement, (partnership, place, uuid.uuid4().hex[:26], leaf, ACT))

    return insert_postgresql


def append(_url: str, partnership: str) -> Callable[[], None]:
    """The whole of ours: build, encode and check the act, hold the record, hash, store, commit."""
    import django  # noqa: PLC0415 - loaded only where it is needed

    django.setup()
    from commonweal.record.tests.acting import add  # noqa: PLC0415 - loaded only where it is needed

    return lambda: add(partnership, kind="fit.score", body=BODY) and None


def call(url: str, partnership: str) -> Callable[[], None]:
    """The database's part of ours alone on PostgreSQL: one call of cw_append in a transaction."""
    import psycopg  # noqa: PLC0415 - loaded only where it is needed

    server = psycopg.connect(url, autocommit=True)

    def once() -> None:
        with server.transaction():
            row = (partnership, ACT, uuid.uuid4().hex[:26])
            server.execute("SELECT cw_append(%s, %b, %s)", row)

    return once


def eventsourcing(url: str, partnership: str) -> Callable[[], None]:
    """An event saved by the eventsourcing library through its own PostgreSQL recorder."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - loaded only where it is needed

    from eventsourcing.application import Application  # noqa: PLC0415 - loaded only where it is needed
    from eventsourcing.domain import Aggregate, event  # noqa: PLC0415 - loaded only where it is needed

    parts = urlsplit(url)

    class Score(Aggregate):
        @event("Scored")
        def score(self, body: dict[str, object]) -> None:
            self.body = body

    application: Application[uuid.UUID] = Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_POOL_SIZE": "1",
            "POSTGRES_MAX_OVERFLOW": "1",
            "POSTGRES_DBNAME": parts.path.lstrip("/"),
            "POSTGRES_HOST": str(parts.hostname),
            "POSTGRES_PORT": str(parts.port),
            "POSTGRES_USER": str(parts.username),
            "POSTGRES_PASSWORD": str(parts.password),
        }
    )
    aggregate = Score()
    application.save(aggregate)

    def once() -> None:
        aggregate.score(body=BODY)
        application.save(aggregate)

    return once


def perform(_url: str, partnership: str) -> Callable[[], None]:
    """The one door: charter, guards, conditions, words, record, projection, all in one transaction."""
    import django  # noqa: PLC0415 - loaded only where it is needed

    django.setup()
    from commonweal.acts import testing  # noqa: PLC0415 - loaded only where it is needed
    from commonweal.kit.ids import new_id  # noqa: PLC0415 - loaded only where it is needed

    there = testing.founded(partnership, slug=partnership + uuid.uuid4().hex[:8])
    actor, expires_at = there.alba, testing.NOON + timedelta(days=30)

    def once() -> None:
        said = {"invitation": new_id(), "role": "observer", "expires_at": expires_at}
        there.given("membership.invite", by=actor, **said)

    return once


def main(way: str, url: str, partnership: str, begin: float, seconds: float) -> None:
    """Begin at an instant that all workers share, work for `seconds`, print what was done."""
    ways = {"bare": bare, "append": append, "call": call, "eventsourcing": eventsourcing, "perform": perform}
    once = ways[way](url, partnership)
    for _ in range(5):
        once()
    time.sleep(max(0.0, begin - time.time()))
    done, started, cpu = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - started < seconds:
        once()
        done += 1
    used = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"done": done, "seconds": time.perf_counter() - started, "cpu": used, "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]), float(sys.argv[5]))
    os._exit(0)  # some libraries keep threads that wait for their own end
