"""For tests: what was arranged once by acting is laid down again as rows wherever the same is arranged.

The first time in a process everything goes through the one door, as everywhere. Afterwards the rows that it left are
put back as they were: in a database that is as empty as then, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final, NamedTuple, TypeVar, cast

from django.apps import apps
from django.conf import settings
from django.db import connection

T = TypeVar("T")

HEAD: Final = "record_head"
"""Laid down empty before its entries and put right after them: the database holds that an entry extends its record."""

FOUND_THERE: Final = frozenset({"django_content_type", "auth_permission"})
"""What a migrated database holds before anything happens in it."""


class Rows(NamedTuple):
    """What stood in a table: rows as tuples, or on PostgreSQL one text of them all."""

    table: str
    columns: tuple[str, ...]
    rows: Any


class Kept(NamedTuple):
    """What an arrangement returned, and the rows that it left."""

    returned: Any
    tables: list[Rows]


_kept: dict[Hashable, Kept] = {}


def kept(key: Hashable, arrange: Callable[[], T]) -> T:
    """Return what `arrange` returns, with the rows that it leaves; from the second time on without acting again.

    :param key: names the arrangement with everything on which it depends
    :param arrange: arranges by acting, the same way each time. What it returns must not change afterwards
    """
    if not _empty():
        return arrange()
    whole = (key, connection.vendor, connection.in_atomic_block, tuple(settings.COMMONWEAL_LISTENERS))
    found = _kept.get(whole)
    if found is not None:
        _lay(found.tables)
        return cast(T, found.returned)
    returned = arrange()
    _kept[whole] = Kept(returned, _standing())
    return returned


def _empty() -> bool:
    """Tell whether nothing has happened here: no account, no record, nobody who is known by another name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM people_account) OR EXISTS (SELECT 1 FROM record_head)"
            " OR EXISTS (SELECT 1 FROM people_pseudonym)"
        )
        return not cursor.fetchone()[0]


def _tables() -> dict[str, Any]:
    """Return every table that a model manages, with the field that tells its rows apart."""
    known = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 - the way to a table
    return {each.db_table: each.pk for each in known if each.managed and each.db_table not in FOUND_THERE}


def _standing() -> list[Rows]:
    found = []
    with connection.cursor() as cursor:
        for table in _tables():
            name = connection.ops.quote_name(table)
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT json_agg(t)::text FROM {name} t")  # noqa: S608 - a table of ours
                rows = cursor.fetchone()[0]
            else:
                cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 - a table of ours
                rows = cursor.fetchall()
            if rows:
                found.append(Rows(table, tuple(column[0] for column in cursor.description), rows))
    return sorted(found, key=lambda each: each.table != HEAD)


def _lay(tables: list[Rows]) -> None:
    with connection.cursor() as cursor:
        for each in tables:
            if connection.vendor == "postgresql":
                _lay_text(cursor, each)
            else:
                _lay_rows(cursor, each)
        for each in tables:
            if each.table == HEAD and connection.vendor == "sqlite":
                said = ", ".join(f'"{column}" = %s' for column in each.columns)
                place = each.columns.index("partnership")
                cursor.executemany(
                    f'UPDATE {HEAD} SET {said} WHERE "partnership" = %s',  # noqa: S608 - its own columns
                    [(*row, row[place]) for row in each.rows],
                )


def _lay_rows(cursor: Any, each: Rows) -> None:
    columns = ", ".join(f'"{column}"' for column in each.columns)
    places = ", ".join(["%s"] * len(each.columns))
    rows = each.rows
    if each.table == HEAD:
        size = each.columns.index("size")
        rows = [(*row[:size], 0, *row[size + 1 :]) for row in rows]
    cursor.executemany(f'INSERT INTO "{each.table}" ({columns}) VALUES ({places})', rows)  # noqa: S608 - our tables


def _lay_text(cursor: Any, each: Rows) -> None:
    name = connection.ops.quote_name(each.table)
    cursor.execute(
        f"INSERT INTO {name} SELECT * FROM json_populate_recordset(NULL::{name}, %s::json)",  # noqa: S608 - our tables
        [each.rows],
    )
    key = _tables()[each.table]
    if "Auto" in key.get_internal_type():
        column = key.column
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT max({column}) FROM {name}))",  # noqa: S608 - ours
            [each.table, column],
        )
