"""The database settings under which an acknowledged act could be lost, and their refusal.

Whoever opens a connection meets it: the web server, a worker, a command. It is also a Django database
check, so that ``migrate`` and ``check --database`` stop with the same sentence.
"""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper


class UnsafeDatabaseError(ImproperlyConfigured):
    """A database setting that may lose what was acknowledged. The sentence says what to change."""


def refuse_unsafe(connection: BaseDatabaseWrapper) -> None:
    """Refuse a connection whose database may forget or tear what it confirmed.

    :raises UnsafeDatabaseError: naming the setting and the value it needs
    """
    if connection.vendor == "sqlite":
        _refuse_unsafe_sqlite(connection)
    elif connection.vendor == "postgresql":
        _refuse_unsafe_postgresql(connection)
    else:
        raise UnsafeDatabaseError("Commonweal runs on SQLite and PostgreSQL. Set DATABASE_URL to one.")


def _refuse_unsafe_sqlite(connection: BaseDatabaseWrapper) -> None:
    # https://www.sqlite.org/pragma.html#pragma_synchronous: 2 is FULL, 3 is EXTRA.
    options = connection.settings_dict.get("OPTIONS", {})
    if str(options.get("transaction_mode") or "").upper() not in ("IMMEDIATE", "EXCLUSIVE"):
        raise UnsafeDatabaseError(
            "SQLite must begin its transactions with IMMEDIATE, or concurrent acts fail: "
            'set "transaction_mode": "IMMEDIATE" in the OPTIONS of the database.'
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
    # A database in memory has no journal and promises nobody anything: tests run there.
    if journal == "memory" and _in_memory(connection):
        return
    if journal != "wal":
        raise UnsafeDatabaseError(
            f"SQLite keeps its journal as {journal}, which makes readers and writers wait for each "
            'other: put "PRAGMA journal_mode=WAL" into the init_command of the database.'
        )
    if synchronous < 2:
        raise UnsafeDatabaseError(
            "SQLite may lose an acknowledged act in a power cut: "
            'put "PRAGMA synchronous=FULL" into the init_command of the database.'
        )


def _in_memory(connection: BaseDatabaseWrapper) -> bool:
    name = str(connection.settings_dict["NAME"])
    return name == ":memory:" or "mode=memory" in name


def _refuse_unsafe_postgresql(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE setting = 'off' "
            "AND name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name"
        )
        for name, _off in cursor.fetchall():
            raise UnsafeDatabaseError(
                f"PostgreSQL runs with {name} = off and may lose an acknowledged act: "
                f"set {name} = on in postgresql.conf and restart it."
            )
