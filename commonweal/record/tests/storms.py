"""Storms of writers, each in a process of its own, on a database of their own.

Run as a program it is one writer: it appends acts to a record as fast as it can and says after each
commit which act was acknowledged, so that a test can kill it at any moment and know what must be there.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from commonweal.kit.ids import new_id

ROOT = Path(__file__).resolve().parents[3]


def environment(url: str) -> dict[str, str]:
    """Return what a process needs to work on the database at this address with the record alone."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "commonweal.record.tests.only_record",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def database(vendor: str, *, folder: Path, server: str) -> Iterator[str]:
    """Yield the address of a fresh migrated database; drop it afterwards.

    :param server: where a PostgreSQL is, for that vendor
    """
    url = f"sqlite:///{folder}/record.sqlite3"
    name = f"storm_{new_id()}"
    if vendor == "postgresql":
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = server.rpartition("/")[0] + "/" + name
    try:
        run = [sys.executable, "-m", "django", "migrate", "-v0"]
        subprocess.run(run, env=environment(url), cwd=ROOT, check=True)
        yield url
    finally:
        if vendor == "postgresql":
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def writer(url: str, partnership: str, acts: int, *, acknowledged: Path) -> subprocess.Popen[bytes]:
    """Start a writer; it writes one line to `acknowledged` after each commit."""
    return subprocess.Popen(
        [sys.executable, "-m", __name__, partnership, str(acts), str(acknowledged)],
        env=environment(url),
        cwd=ROOT,
    )


def rows(url: str, partnership: str) -> list[tuple[int, str, bytes]]:
    """Return position, nonce and bytes of every entry, read without any of our code."""
    query = "SELECT position, idem, raw FROM record_entry WHERE partnership = {} ORDER BY position"
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return list(connection.execute(query.format("?"), [partnership]))
    with psycopg.connect(url) as connection:
        return connection.execute(query.format("%s"), [partnership]).fetchall()


def head(url: str, partnership: str) -> tuple[int, bytes]:
    """Return size and right edge, read without any of our code."""
    query = "SELECT size, edge FROM record_head WHERE partnership = {}"
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            size, edge = connection.execute(query.format("?"), [partnership]).fetchone()
    else:
        with psycopg.connect(url) as connection:
            found = connection.execute(query.format("%s"), [partnership]).fetchone()
            assert found is not None
            size, edge = found
    return size, bytes(edge)


def main(partnership: str, acts: int, acknowledged: Path) -> None:
    """Append acts until there are enough or somebody kills us."""
    import django  # noqa: PLC0415 - only a writer needs it, and only after its settings are named

    django.setup()
    from commonweal.record import reading  # noqa: PLC0415 - models cannot be imported before
    from commonweal.record.tests.acting import add  # noqa: PLC0415 - loaded only where it is needed

    # Unbuffered and appended in one call: what stands there was acknowledged, whole lines only.
    out = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(acts):
        size = reading.size(partnership)
        cites = [{"entry": size - 1, "rel": "answers"}] if number % 5 == 0 else []
        entry = add(partnership, body={"number": number}, cites=cites)
        os.write(out, f"{entry.position} {entry.idem}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
