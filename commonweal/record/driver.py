"""The few questions that every act asks, put without building them anew each time.

Django's cursors are made for every query anew and, on PostgreSQL, spell bytes into it, which the server
has to read again. Whatever watches Django's cursors sees these queries all the same: then they go that way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


def row(query: str, parameters: Sequence[Any]) -> tuple[Any, ...] | None:
    """Return the first row of a query, or None.

    :param parameters: text, whole numbers and bytes only
    """
    connection = connections[DEFAULT_DB_ALIAS]  # asked once: the shared name looks it up at every use
    if _watched(connection):
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return _row(cursor)
    with connection.wrap_database_errors:
        return _row(_executed(connection, query, parameters))


def rows(query: str, parameters: Sequence[Any]) -> list[Any]:
    """Return all rows of a query.

    :param parameters: text, whole numbers and bytes only
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if _watched(connection):
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return list(cursor.fetchall())
    with connection.wrap_database_errors:
        return list(_executed(connection, query, parameters).fetchall())


def execute(query: str, parameters: Sequence[Any]) -> int:
    """Execute a statement that returns nothing, and return how many rows it wrote.

    :param parameters: text, whole numbers and bytes only
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if _watched(connection):
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return int(cursor.rowcount)
    with connection.wrap_database_errors:
        return int(_executed(connection, query, parameters).rowcount)


def _watched(connection: BaseDatabaseWrapper) -> bool:
    return bool(connection.queries_logged or connection.execute_wrappers)


def _executed(connection: BaseDatabaseWrapper, query: str, parameters: Sequence[Any]) -> Any:
    """Return the driver's own cursor after the query, within the transaction that Django has begun."""
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    if connection.vendor == "sqlite":
        return connection.connection.execute(_for_sqlite(query), parameters)
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is the database

    return psycopg.Cursor(connection.connection).execute(query, parameters)


def _row(cursor: Any) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = cursor.fetchone()
    return found


@lru_cache
def _for_sqlite(query: str) -> str:
    return query.replace("%s", "?")
